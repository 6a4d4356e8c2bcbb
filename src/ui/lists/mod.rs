//! The list next to the map: a search field, the sites grouped by place (a campus or town), and the services by company, each with its
//! state at the playhead.

mod row_ui;
mod rows;

use egui::{FontId, Key, Rect, Role, ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};

pub(in crate::ui) use self::row_ui::price_change;
use self::row_ui::row_ui;
use self::rows::{ListRow, rows};
use super::parts::{self, MARGIN, ROW};
use super::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use super::{ViewContext, field, icons};
use crate::memo::{Identity, Memo};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::study::Run;

/// The state of the list between frames.
#[derive(Debug, Default)]
pub struct ListsView {
    /// The search text.
    pub search: String,
    /// The rows that the search lets through, by run and search.
    found: Memo<(Identity<Run>, String), Vec<ListRow>>,
    /// What was selected when the list last scrolled to the selection.
    scrolled_to: Option<Subject>,
    /// The chapter that was open in the last frame.
    chapter: Option<usize>,
}

/// Draws the list over the whole available area.
pub fn lists_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ListsView, commands: &mut Commands) {
    ui.spacing_mut().item_spacing.y = 0.0;
    search_ui(ui, context, view, commands);
    let key = (Identity::of(context.run), view.search.clone());
    let found = view.found.get(key, || rows(context.world, &view.search));
    if found.is_empty() {
        let clear = nothing_ui(ui, context, &view.search);
        if clear {
            view.search.clear();
        }
        return;
    }
    let selection = context.session.selection();
    let reveal = (selection != view.scrolled_to).then_some(selection).flatten();
    view.scrolled_to = selection;
    // If another chapter was opened and nothing is selected, the chapter is about everything, so the list scrolls to the top.
    let is_turned = std::mem::replace(&mut view.chapter, context.session.chapter()) != context.session.chapter();
    let aim = if is_turned && selection.is_none() { Aim::Top } else { reveal.map_or(Aim::Stay, Aim::Reveal) };
    let clicked = rows_ui(ui, context, found, aim, commands);
    if clicked.is_some() {
        // The list does not have to scroll to a row that was clicked, because it is visible already.
        view.scrolled_to = clicked;
    }
}

fn search_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut ListsView, commands: &mut Commands) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let frame = Rect::from_min_max(rect.min + vec2(MARGIN, 12.0), rect.max - vec2(MARGIN, 10.0));
    let outline = egui::Stroke::new(1.0, context.theme.outline);
    ui.painter().rect(frame, CORNER, context.theme.raised, outline, egui::StrokeKind::Inside);
    icons::sign(
        ui.painter(),
        pos2(frame.left() + 15.0, frame.center().y),
        12.0,
        icons::Sign::Search,
        context.theme.quiet,
    );
    let room_for_clear = if view.search.is_empty() { 4.0 } else { 26.0 };
    let inner = Rect::from_min_max(frame.min + vec2(26.0, 0.0), frame.max - vec2(room_for_clear, 0.0));
    let hint = context.texts.get("lists-search");
    let hint_size = if inner.width() < 150.0 { TEXT_SMALL } else { TEXT_BODY };
    let response = ui
        .scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            let edit = TextEdit::singleline(&mut view.search)
                .id_salt("search")
                .hint_text(egui::RichText::new(hint).size(hint_size).color(context.theme.quiet))
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .font(FontId::proportional(TEXT_BODY))
                .char_limit(80);
            ui.add_sized(inner.size(), edit)
        })
        .inner;
    field::compose(&mut view.search);
    response.widget_info(|| WidgetInfo {
        label: Some(hint.to_owned()),
        ..WidgetInfo::text_edit(true, "", &view.search, hint)
    });
    if response.has_focus() {
        ui.painter().rect_stroke(
            frame,
            CORNER,
            egui::Stroke::new(1.0, context.theme.selected),
            egui::StrokeKind::Inside,
        );
    }
    // Escape also takes the focus from the field in the same frame, so both cases are checked.
    if (response.has_focus() || response.lost_focus()) && ui.input(|input| input.key_pressed(Key::Escape)) {
        view.search.clear();
    }
    if response.lost_focus()
        && ui.input(|input| input.key_pressed(Key::Enter))
        && !view.search.trim().is_empty()
        && let Some(subject) = rows(context.world, &view.search).iter().find_map(ListRow::own_subject)
    {
        commands.push(Command::Select(SelectCommand::Select(Some(subject))));
    }
    if !view.search.is_empty() {
        let button = Rect::from_center_size(pos2(frame.right() - 14.0, frame.center().y), vec2(24.0, 24.0));
        let clear = ui.interact(button, ui.scope_id().with("clear"), Sense::click());
        let name = context.texts.get("lists-clear");
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let colour = if clear.hovered() || clear.has_focus() { context.theme.text } else { context.theme.quiet };
        icons::sign(ui.painter(), button.center(), 9.0, icons::Sign::Close, colour);
        if clear.on_hover_text(name).clicked() {
            view.search.clear();
        }
    }
}

/// Draws a hint that there is nothing to list. Returns whether the person clicked the button that clears the search.
fn nothing_ui(ui: &mut Ui, context: &ViewContext<'_>, search: &str) -> bool {
    egui::Frame::NONE
        .inner_margin(egui::Margin::symmetric(MARGIN as i8, 12))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if search.trim().is_empty() {
                let is_off = context.session.is_run_off();
                parts::quiet(ui, context, context.texts.get(if is_off { "draft-run-off" } else { "lists-empty" }));
                return false;
            }
            parts::plain(ui, context, context.texts.with("lists-nothing", &[("search", search.trim())]));
            parts::quiet(ui, context, context.texts.get("lists-nothing-hint"));
            ui.button(context.texts.get("lists-show-all")).clicked()
        })
        .inner
}

/// Where the list scrolls to in this frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    Stay,
    Top,
    Reveal(Subject),
}

/// Draws the visible rows. Returns the subject of the row that was clicked in this frame, if any.
fn rows_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    rows: &[ListRow],
    aim: Aim,
    commands: &mut Commands,
) -> Option<Subject> {
    let mut clicked = None;
    let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt("lists-rows");
    if aim == Aim::Top {
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show_viewport(ui, |ui, viewport| {
        let area = ui.max_rect();
        ui.set_height(ROW * rows.len() as f32 + 12.0);
        let row_rect = |index: usize| {
            Rect::from_min_size(pos2(area.left(), area.top() + index as f32 * ROW), vec2(area.width(), ROW))
        };
        let is_meant = |row: &ListRow| matches!(aim, Aim::Reveal(subject) if row.subject() == Some(subject));
        if let Some(index) = rows.iter().position(is_meant) {
            ui.scroll_to_rect(row_rect(index), None);
        }
        let seen = parts::rows_in_view(viewport, ROW, rows.len());
        for (index, row) in rows.iter().enumerate().take(seen.end).skip(seen.start) {
            // The id of a row depends only on its index and not on the scroll position, so that the row keeps the focus while the list
            // scrolls.
            let builder = UiBuilder::new().max_rect(row_rect(index)).scope_id(ui.scope_id().with(index));
            ui.scope_builder(builder, |ui| {
                if row_ui(ui, context, row, commands) {
                    clicked = row.subject();
                }
            });
        }
    });
    clicked
}
