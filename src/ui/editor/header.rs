//! The head of a row in the editor: the way back, its name and id, and what can be done with the row as a whole.

use egui::{Align, Button, Label, Layout, RichText, TextEdit, Ui, vec2};

use super::controls::{name, said, wrapped};
use super::make;
use super::names::{name_of, table_key};
use super::quick::quick_ui;
use super::unsent::{RowPlace, UnsentId};
use super::view::{EditorView, Shown};
use crate::file::edit::{Edit, Table};
use crate::session::{Command, Commands, NamedEdit, SelectCommand};
use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::number_field::{WrongText, is_taken_back};
use crate::ui::parts::MARGIN;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_SMALL, TEXT_TITLE};

/// The width of the buttons that move a row up and down in its file, in points.
const ARROWS: f32 = 64.0;

/// Draws the head of what is shown.
pub(super) fn header_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    wrapped(ui, |ui| {
        if ui.button(texts.get("edit-back")).clicked() {
            view.show(Shown::Overview);
            view.said.clear();
            // Then the same thing can be selected again.
            commands.push(Command::Select(SelectCommand::Select(None)));
        }
        if let Shown::Row(table, _) = view.shown {
            ui.label(RichText::new(texts.get(table_key(table))).size(TEXT_SMALL).color(context.theme.quiet));
        }
    });
    quick_ui(ui, context, view, commands);
    let title = match view.shown {
        Shown::Overview | Shown::Translations => return,
        Shown::Head => texts.get("edit-head").to_owned(),
        Shown::Row(table, index) => name_of(context, table, index),
    };
    // What has no name of its own is called by several of its fields. Other names are in one line, so that the fields stay where they are
    // while the name is typed in one of them.
    let is_described = matches!(view.shown, Shown::Row(Table::Expect | Table::History | Table::Notes, _));
    wrapped(ui, |ui| {
        let title = Label::new(RichText::new(title).font(semibold(TEXT_TITLE)).color(context.theme.text));
        ui.add(if is_described { title.wrap() } else { title.truncate() });
    });
    let Shown::Row(table, index) = view.shown else { return };
    if table.has_ids() {
        id_ui(ui, context, view, (table, index), commands);
    }
    wrapped(ui, |ui| {
        if ui.button(texts.get("edit-duplicate")).clicked() {
            make::duplicate(context, view, table, index, commands);
        }
        if ui.button(texts.get("edit-remove")).clicked() {
            view.ask(context.session, table, &[index]);
        }
        if ui.button(texts.get("parts-copy")).clicked() {
            view.copy(ui.ctx(), context, &[(table, index)]);
        }
        let can_keep = matches!(table, Table::Sites | Table::Services | Table::Companies);
        if can_keep && ui.button(texts.get("parts-keep")).on_hover_text(texts.get("parts-keep-hint")).clicked() {
            view.show(Shown::Overview);
            make::keep_only(context, view, &[(table, index)], commands);
        }
        // Both stay in one line.
        let size = vec2(ARROWS, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            for (sign, way, key) in [("↑", -1, "edit-earlier"), ("↓", 1, "edit-later")] {
                let to = index.checked_add_signed(way).filter(|to| *to < context.session.authored().count(table));
                let response = ui.add_enabled(to.is_some(), Button::new(sign));
                name(ui, &response, texts.get(key));
                if let Some(to) = to.filter(|_| response.on_hover_text(texts.get(key)).clicked()) {
                    reorder(context, view, (table, index), to, commands);
                }
            }
        });
    });
    ui.add_space(4.0);
}

fn reorder(
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    to: usize,
    commands: &mut Commands,
) {
    if let Ok(edit) = Edit::reorder(context.session.authored(), table, index, to) {
        let title = Saying::of("undo-move-row", [("name", name_of(context, table, index).into())]);
        commands.push(NamedEdit::new(edit, title).into());
        // The buttons stay the same ones, so that the keyboard stays on the one that was pressed.
        let opened = view.opened;
        view.show_ahead(context.session, Shown::Row(table, to));
        view.opened = opened;
    }
}

/// The command that gives a row another id, which an edit does.
pub(super) fn rename_row(from: &str, to: &str, edit: Edit) -> Command {
    let title = Saying::of("undo-rename", [("from", from.into()), ("to", to.into())]);
    NamedEdit::new(edit, title).into()
}

/// The id of the row. It is changed with Enter, because every reference to it changes with it. One that the row cannot have stays in the field,
/// with the reason, until it is corrected or taken back with Escape.
fn id_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    commands: &mut Commands,
) {
    let authored = context.session.authored();
    let now = authored.key(table, index).unwrap_or_default().to_owned();
    let texts = context.texts;
    let row = RowPlace::of(authored, (table, index));
    let own: &[String] = &[];
    let at = (Some(&row), own);
    let place = || {
        let name = name_of(context, table, index);
        Saying::of("sheet-cell", [("column", Saying::plain("edit-id")), ("row", name.into())])
    };
    let mut wrong = view.wrong_fields.get(at).cloned();
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        ui.label(RichText::new(texts.get("edit-id")).size(TEXT_SMALL).color(context.theme.quiet));
        let is_own = |id: &UnsentId| id.table == table && id.from == now;
        let waiting = view.unsent.ids.iter().find(|id| is_own(id)).map(|id| &id.to);
        let kept = wrong.as_ref().map(|wrong| &wrong.text);
        let mut text = view.renaming.as_ref().or(waiting).or(kept).unwrap_or(&now).clone();
        let color = wrong.as_ref().map(|_| context.theme.down);
        let width = ui.available_width() - MARGIN;
        let response = ui.add(TextEdit::singleline(&mut text).desired_width(width).text_color_opt(color));
        name(ui, &response, texts.get("edit-id"));
        let response = response.on_hover_text(texts.get("edit-id-hint"));
        if response.changed() {
            view.renaming = Some(text.clone());
            wrong = None;
        }
        let is_taken_back = is_taken_back(ui, &response);
        if response.lost_focus() {
            view.unsent.ids.retain(|id| !is_own(id));
            view.renaming = None;
            wrong = None;
            if !is_taken_back && text != now {
                match Edit::rename(authored, table, index, &text) {
                    Ok(_) if context.waits(commands) => {
                        view.unsent.ids.push(UnsentId { table, from: now.clone(), to: text });
                    }
                    Ok(edit) => commands.push(rename_row(&now, &text, edit)),
                    Err(refused) => {
                        wrong = Some(WrongText { text, reason: Some(refused.saying()), was: now.clone() });
                        ui.ctx().request_repaint();
                    }
                }
            }
        }
        view.wrong_fields.put_drawn(at, wrong, (&response, is_taken_back), place);
    });
    if let Some(refused) = view.wrong_fields.get(at).and_then(|wrong| wrong.reason.as_ref()) {
        said(ui, &texts.sentence(refused), context.theme.down);
    }
}
