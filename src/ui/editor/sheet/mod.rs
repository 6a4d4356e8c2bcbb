//! The sites or the services as a table of cells in place of the map, as in a spreadsheet.

mod acts;
mod grid;
mod keyboard;
mod view;

use egui::{Button, Event, RichText, Ui};

pub(in crate::ui::editor) use self::grid::grid_id;
pub use self::view::SheetView;
use super::exchange;
use super::names::table_key;
use super::said::lines_ui;
use crate::file::edit::Table;
use crate::session::Commands;
use crate::ui::ViewContext;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};

/// The most lines that the sheet says at once.
const MOST_LINES: usize = 5;

/// What the person wants that the sheet cannot do by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// A new row.
    pub adds: bool,
    /// What is on the clipboard.
    pub pastes: bool,
    /// The map again.
    pub closes: bool,
    /// The sheet of this table.
    pub table: Option<Table>,
}

/// Draws the sheet over the whole available area. Returns what else the person wants.
pub(super) fn panel_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    commands: &mut Commands,
) -> Wanted {
    view.update(context.session.document_number(), context.session.authored().count(view.table));
    let mut wanted = Wanted::default();
    ui.horizontal_wrapped(|ui| {
        for table in [Table::Services, Table::Sites] {
            let words = RichText::new(context.texts.get(table_key(table))).font(semibold(TEXT_BODY));
            if ui.add(Button::selectable(view.table == table, words)).clicked() && view.table != table {
                wanted.table = Some(table);
            }
        }
        ui.separator();
        tools_ui(ui, context, view, &mut wanted, commands);
    });
    let is_answered = said_ui(ui, context, view, commands);
    ui.add_space(4.0);
    let has_keyboard = grid::grid_ui(ui, context, view, commands);
    if is_answered {
        // In the next frame: in this one the button that was clicked takes the keyboard away.
        view.takes_keyboard = true;
        ui.ctx().request_repaint();
    }
    let is_pasted = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_))));
    if view.expects_paste && is_pasted {
        view.takes_keyboard = true;
        keyboard::keys(ui, context, view, commands);
    } else if has_keyboard && view.typed.as_ref().is_none_or(|typing| !typing.shown) {
        keyboard::keys(ui, context, view, commands);
    }
    wanted
}

/// The buttons above the cells.
fn tools_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    wanted: &mut Wanted,
    commands: &mut Commands,
) {
    let texts = context.texts;
    let has_rows = !view.order.is_empty();
    let mut pressed = |key: &'static str, enabled: bool| ui.add_enabled(enabled, Button::new(texts.get(key))).clicked();
    if pressed("sheet-add", true) {
        wanted.adds = true;
        view.shows_last = true;
    }
    let copies = pressed("sheet-copy", has_rows);
    if pressed("sheet-paste", true) {
        // The system answers with what is on the clipboard, as when the keys of pasting are pressed.
        (wanted.pastes, view.expects_paste) = (true, true);
    }
    if pressed("sheet-fill", view.rows().count() > 1) {
        acts::fill(context, view, commands);
    }
    if pressed("sheet-remove", has_rows) {
        acts::ask_removal(context, view);
    }
    if pressed("sheet-keep", has_rows) {
        acts::keep_only(context, view, commands);
    }
    let copies_parts = pressed("sheet-copy-parts", has_rows);
    wanted.closes = pressed("sheet-close", true);
    if copies {
        let text = acts::copied(context, view);
        ui.ctx().copy_text(text);
    }
    if copies_parts {
        let rows = acts::chosen(view);
        if let Some(said) = exchange::copy(ui.ctx(), context, &rows) {
            view.say(said);
        }
    }
}

/// What is selected, what the last action did, and the question whether to remove rows. Returns whether the question was answered.
fn said_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) -> bool {
    let (texts, theme) = (context.texts, context.theme);
    if let Some((removal, rows)) = &view.asked {
        let count = removal.gone.len() + removal.dangling.len();
        let args = [("rows", rows.to_string()), ("count", count.to_string())];
        let question = texts.with("sheet-remove-question", &args.each_ref().map(|(key, value)| (*key, value.as_str())));
        let paths: Vec<String> =
            removal.gone.iter().chain(&removal.dangling).take(8).map(ToString::to_string).collect();
        ui.label(RichText::new(question).color(theme.text));
        ui.label(RichText::new(paths.join(", ")).size(TEXT_SMALL).color(theme.quiet));
        ui.horizontal(|ui| {
            if ui.button(texts.get("edit-remove-yes")).clicked() {
                acts::remove(context, view, commands);
            }
            if ui.button(texts.get("edit-remove-no")).clicked() {
                view.asked = None;
            }
        });
        return view.asked.is_none();
    }
    if view.said.is_empty() {
        let (rows, columns) = (view.rows().count().to_string(), view.selected_columns().count().to_string());
        let words = if rows == "1" && columns == "1" {
            texts.get("sheet-hint").to_owned()
        } else {
            texts.with("sheet-selected", &[("rows", &rows), ("columns", &columns)])
        };
        ui.label(RichText::new(words).size(TEXT_SMALL).color(theme.quiet));
    }
    lines_ui(ui, context, &view.said, MOST_LINES);
    false
}
