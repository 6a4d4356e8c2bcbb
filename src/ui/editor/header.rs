//! The head of a row in the editor: the way back, its name and id, and what can be done with the row as a whole.

use egui::{Button, Key, Label, RichText, TextEdit, Ui};

use super::controls::{name, said, wrapped};
use super::make;
use super::names::{name_of, table_key};
use super::quick::quick_ui;
use super::unsent::UnsentId;
use super::view::{EditorView, Renaming, Shown};
use crate::file::edit::{Edit, Table};
use crate::session::{Command, Commands, NamedEdit, SelectCommand};
use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::parts::MARGIN;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_SMALL, TEXT_TITLE};

/// Draws the head of what is shown.
pub(super) fn header_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
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
    // In one line, so that the fields stay where they are while the name is typed in one of them.
    wrapped(ui, |ui| {
        let title = RichText::new(title).font(semibold(TEXT_TITLE)).color(context.theme.text);
        ui.add(Label::new(title).truncate());
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
            view.ask(context.session.authored(), table, vec![index]);
        }
        if ui.button(texts.get("parts-copy")).clicked() {
            view.copy(ui.ctx(), context, &[(table, index)]);
        }
        let can_keep = matches!(table, Table::Sites | Table::Services | Table::Companies);
        if can_keep && ui.button(texts.get("parts-keep")).on_hover_text(texts.get("parts-keep-hint")).clicked() {
            view.show(Shown::Overview);
            make::keep_only(context, view, &[(table, index)], commands);
        }
        for (sign, way, key) in [("↑", -1, "edit-earlier"), ("↓", 1, "edit-later")] {
            let to = index.checked_add_signed(way).filter(|to| *to < context.session.authored().count(table));
            let response = ui.add_enabled(to.is_some(), Button::new(sign));
            name(ui, &response, texts.get(key));
            if let Some(to) = to.filter(|_| response.on_hover_text(texts.get(key)).clicked()) {
                reorder(context, view, (table, index), to, commands);
            }
        }
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
        view.show(Shown::Row(table, to));
        view.opened = opened;
    }
}

/// The command that gives a row another id, which an edit does.
pub(super) fn rename_row(from: &str, to: &str, edit: Edit) -> Command {
    let title = Saying::of("undo-rename", [("from", from.into()), ("to", to.into())]);
    NamedEdit::new(edit, title).into()
}

/// The id of the row. It is changed with Enter, because every reference to it changes with it.
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
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        ui.label(RichText::new(texts.get("edit-id")).size(TEXT_SMALL).color(context.theme.quiet));
        let is_own = |id: &UnsentId| id.table == table && id.from == now;
        let waiting = view.unsent.ids.iter().find(|id| is_own(id)).map(|id| &id.to);
        let typed = view.renaming.as_ref().map(|renaming| &renaming.text);
        let mut text = typed.or(waiting).unwrap_or(&now).clone();
        let response = ui.add(TextEdit::singleline(&mut text).desired_width(ui.available_width() - MARGIN));
        name(ui, &response, texts.get("edit-id"));
        let response = response.on_hover_text(texts.get("edit-id-hint"));
        if response.changed() {
            view.renaming = Some(Renaming { text: text.clone(), refused: None });
        }
        if !response.lost_focus() {
            return;
        }
        view.unsent.ids.retain(|id| !is_own(id));
        if ui.input(|input| input.key_pressed(Key::Escape)) || text == now {
            view.renaming = None;
            return;
        }
        match Edit::rename(authored, table, index, &text) {
            Ok(edit) => {
                if context.waits(commands) {
                    view.unsent.ids.push(UnsentId { table, from: now.clone(), to: text });
                } else {
                    commands.push(rename_row(&now, &text, edit));
                }
                view.renaming = None;
            }
            Err(refused) => {
                view.renaming = Some(Renaming { text, refused: Some(refused.saying()) });
            }
        }
    });
    if let Some(refused) = view.renaming.as_ref().and_then(|renaming| renaming.refused.as_ref()) {
        said(ui, &texts.say(refused), context.theme.down);
    }
}
