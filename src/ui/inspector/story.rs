//! The page that the inspector shows if nothing is selected: what the scenario is about, how to begin, its chapters, and its plans.

use egui::{FontId, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::layout::{StateWords, inset, title};
use super::rtos::rtos_ui;
use crate::session::{Command, Commands, PlanCommand, SelectCommand};
use crate::ui::parts::{self, MARGIN, Mark};
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::ui::time_axis::dates;
use crate::ui::{ViewContext, chapters, warnings};

/// Draws the page that is shown if nothing is selected.
pub(super) fn story_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let no_state = StateWords { words: "", color: context.theme.quiet };
    title(ui, context, Mark::None, context.localized.title(), no_state);
    warnings::of_world_ui(ui, context, commands);
    inset(ui, |ui| {
        let about = context.localized.about();
        if !about.is_empty() {
            ui.add_space(2.0);
            ui.label(RichText::new(about).size(TEXT_BODY).color(context.theme.quiet).line_height(Some(20.0)));
        }
        if !context.session.plan().acts() {
            ui.add_space(8.0);
            egui::Frame::NONE.fill(context.theme.raised).corner_radius(CORNER).inner_margin(12).show(ui, |ui| {
                ui.set_width(ui.available_width());
                parts::plain(ui, context, context.texts.get("story-begin"));
                parts::quiet(ui, context, context.texts.get("story-begin-hint"));
            });
        }
    });
    rtos_ui(ui, context, commands);
    if !context.world.story.is_empty() {
        inset(ui, |ui| parts::heading(ui, context, context.texts.get("story-chapters")));
        let times: Vec<String> = (0..context.world.story.len()).map(|index| time_of(context, index)).collect();
        let width =
            |at: &String| parts::line(ui.painter(), at, FontId::proportional(TEXT_SMALL), f32::INFINITY).size().x;
        let column = times.iter().map(width).fold(0.0, f32::max) + 12.0;
        let current = context.chapter();
        for (index, at) in times.iter().enumerate() {
            let time = ChapterTime { words: at, column, is_now: current == Some(index) };
            chapter_ui(ui, context, index, time, commands);
        }
    }
    inset(ui, |ui| parts::heading(ui, context, context.texts.get("story-plans")));
    for (index, plan) in context.session.plans().iter().enumerate() {
        let chosen = index == context.session.chosen();
        let about = if plan.about.is_empty() { None } else { Some(context.plan_about(plan)) };
        if item_ui(
            ui,
            context,
            &Item { before: "", column: 0.0, name: context.plan_name(&plan.name), chosen, below: about },
        ) {
            commands.push(Command::Plan(PlanCommand::ChoosePlan(index)));
        }
    }
}

/// The time of a chapter in words.
fn time_of(context: &ViewContext<'_>, index: usize) -> String {
    let at = context.world.story[index].at;
    let clock = dates::clock(context, at);
    let day = dates::date(context.texts, "time-day", context.clock.local(at).date(), "");
    context.texts.with("story-at", &[("day", &day), ("clock", &clock)])
}

/// The time of a chapter in words, and how it is drawn.
#[derive(Clone, Copy)]
struct ChapterTime<'a> {
    words: &'a str,
    /// The width of the column that contains the times of all chapters, in points.
    column: f32,
    /// Whether it is the chapter at the playhead.
    is_now: bool,
}

/// Draws a chapter with its time.
fn chapter_ui(ui: &mut Ui, context: &ViewContext<'_>, index: usize, time: ChapterTime<'_>, commands: &mut Commands) {
    let ChapterTime { words: at, column, is_now: chosen } = time;
    let text = chosen.then(|| chapters::with_plan(context, context.localized.chapter_text(index).to_owned()));
    let (name, below) = (context.localized.chapter_title(index), text.as_deref());
    if item_ui(ui, context, &Item { before: at, column, name, chosen, below }) {
        commands.push(Command::Select(SelectCommand::Chapter(index)));
    }
    let notes = context.localized.chapter_notes(index);
    if chosen && !notes.is_empty() {
        inset(ui, |ui| {
            parts::heading(ui, context, context.texts.get("present-notes-of-chapter"));
            parts::quiet(ui, context, notes);
            ui.add_space(6.0);
        });
    }
}

/// An entry of the page that can be clicked: a text before its name, the name, and an optional text below.
struct Item<'a> {
    before: &'a str,
    /// The width of the column for the text before the name, in points.
    column: f32,
    name: &'a str,
    chosen: bool,
    below: Option<&'a str>,
}

/// Draws an entry. Returns whether it was clicked.
fn item_ui(ui: &mut Ui, context: &ViewContext<'_>, item: &Item<'_>) -> bool {
    let Item { before, column, name, chosen, below } = *item;
    let theme = context.theme;
    let width = ui.available_width();
    let left = MARGIN + column;
    let font = FontId::proportional(TEXT_BODY);
    let galley = ui.painter().layout(name.to_owned(), font, theme.text, width - left - MARGIN);
    let small = FontId::proportional(TEXT_SMALL);
    let more = below
        .filter(|text| !text.is_empty())
        .map(|text| ui.painter().layout(text.to_owned(), small.clone(), theme.quiet, width - 2.0 * MARGIN));
    let more_height = more.as_ref().map_or(0.0, |more| more.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + more_height + 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let painter = ui.painter();
    let is_highlighted = response.hovered() || response.has_focus();
    parts::wash(painter, rect.shrink2(vec2(8.0, 0.0)), [chosen, is_highlighted], theme);
    let top = rect.top() + 4.0;
    let middle = top + galley.rows.first().map_or(10.0, |row| row.height()) / 2.0;
    parts::text_at(painter, pos2(rect.left() + MARGIN, middle), before, small, column.max(8.0), theme.quiet);
    let below_name = top + galley.size().y + 4.0;
    painter.galley(pos2(rect.left() + left, top), galley, theme.text);
    if let Some(more) = more {
        painter.galley(pos2(rect.left() + MARGIN, below_name), more, theme.quiet);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
