//! The sites or the services as a table of cells in place of the map, as in a spreadsheet.

mod acts;
mod cell_text;
mod cursor;
mod cycle;
mod emptied;
mod found;
mod grid;
mod hold;
mod keyboard;
mod question;
mod replay;
mod sort_key;
mod sort_orders;
mod typing;
mod view;
mod waiting;
mod waiting_cell;
mod wrong;
mod wrong_cell;

use egui::{Button, Event, FontId, Rect, RichText, Ui, UiBuilder, pos2};

pub(in crate::ui::editor) use self::cell_text::CellText;
pub(in crate::ui::editor) use self::grid::HEAD;
pub(in crate::ui::editor) use self::hold::{hold_keyboard, take_after_click};
pub(in crate::ui::editor) use self::sort_orders::SortOrders;
pub(in crate::ui::editor) use self::typing::end_at_key;
pub use self::view::SheetView;
pub(in crate::ui::editor) use self::view::grid_id;
pub(in crate::ui::editor) use self::waiting::{take_waiting, waiting_cells};
pub(in crate::ui::editor) use self::waiting_cell::{WaitingCell, follow_rows};
pub(in crate::ui::editor) use self::wrong::Moment;
pub use self::wrong::WrongCells;
use super::exchange;
use super::names::{subject_of, table_key};
use super::said::{Said, lines_ui};
use super::selected::Selected;
use crate::file::edit::Table;
use crate::session::{Command, Commands, FileCommand, SelectCommand};
use crate::text::Saying;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::ui::{ViewContext, focus};

/// The most lines that the sheet says at once.
const MOST_LINES: usize = 8;
/// The most wrong cells that the sheet names at once.
const MOST_WRONG: usize = 3;
/// The height that the cells have at least, in points.
const LEAST_HEIGHT: f32 = 120.0;
/// If the sheet is lower than this, in points, its buttons are in a menu and it has no hint, so that there is room for rows.
const LOW: f32 = 300.0;
/// The space above and below what is said, in points.
const AROUND_SAID: f32 = 4.0;

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
    let session = context.session;
    if !context.computes {
        // The change is made, or was refused or cancelled.
        view.sent = None;
    }
    view.update(session.authored(), Moment::of(session));
    let _gone = view.asked.take_if(|asked| !asked.follow(session));
    cycle::tell_cycle(context, view);
    follow_selection(context, view);
    let mut wanted = Wanted::default();
    let is_low = ui.available_height() < LOW;
    ui.horizontal_wrapped(|ui| {
        for table in [Table::Services, Table::Sites] {
            let words = RichText::new(context.texts.get(table_key(table))).font(semibold(TEXT_BODY));
            if ui.add(Button::selectable(view.table == table, words)).clicked() && view.table != table {
                wanted.table = Some(table);
            }
        }
        ui.separator();
        if is_low {
            let words = context.texts.get("sheet-acts");
            ui.menu_button(words, |ui| tools_ui(ui, context, view, &mut wanted, commands));
        } else {
            tools_ui(ui, context, view, &mut wanted, commands);
        }
    });
    ui.add_space(4.0);
    // What is said stands below the cells, so that they stay where they are.
    let room = ui.available_rect_before_wrap();
    let bottom = (room.bottom() - view.said_height).max(room.top() + LEAST_HEIGHT);
    let cells = Rect::from_min_max(room.min, pos2(room.right(), bottom));
    let grid = ui.scope_builder(UiBuilder::new().max_rect(cells), |ui| {
        // In a low window, what is said needs most of the room, and no row is drawn over it.
        ui.set_clip_rect(cells.expand(2.0).intersect(ui.clip_rect()));
        grid::grid_ui(ui, context, view)
    });
    let has_keyboard = grid.inner;
    let has_written = typing::finish_typing(ui, context, view, commands);
    let below = Rect::from_min_max(pos2(room.left(), bottom), room.max);
    let said = ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        ui.add_space(AROUND_SAID);
        said_ui(ui, context, view, is_low, commands)
    });
    if said.inner {
        // In the next frame: in this one the button that was clicked takes the keyboard away.
        view.takes_keyboard = true;
        ui.ctx().request_repaint();
    }
    // At least as high as the hint, so that the cells do not move when something shorter is said.
    let hint = context.texts.get("sheet-hint").to_owned();
    let hint = ui.painter().layout(hint, FontId::proportional(TEXT_SMALL), context.theme.quiet, room.width());
    let least = if is_low { 0.0 } else { hint.size().y + AROUND_SAID };
    let height = said.response.rect.height().max(least) + AROUND_SAID;
    if height != view.said_height {
        view.said_height = height;
        ui.ctx().request_repaint();
    }
    if focus::is_under_dialog(ui.ctx()) {
        return wanted;
    }
    if has_written && has_keyboard {
        // Whatever else is typed is about the document after this change.
        let events = ui.input_mut(|input| std::mem::take(&mut input.events));
        view.wait_with(events);
        return wanted;
    }
    let is_pasted = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_))));
    if view.expects_paste && is_pasted {
        view.takes_keyboard = true;
        keyboard::keys(ui, context, view, commands);
    } else if view.typed.as_ref().is_none_or(|typing| !typing.shown || typing.done.is_some()) {
        // What was typed here before the keyboard went elsewhere still has its turn.
        if has_keyboard {
            keyboard::keys(ui, context, view, commands);
        } else if !view.later.is_empty() {
            keyboard::keys_before(ui, context, view, commands);
        }
    }
    select_row(context, view, commands);
    wanted
}

/// If something else was selected elsewhere, its row gets the cursor. So the sheet also opens there.
fn follow_selection(context: &ViewContext<'_>, view: &mut SheetView) {
    let selection = context.session.selection();
    if !view.selection.follow(context.session) || selection.is_none() {
        return;
    }
    let is_selected = |index: &usize| subject_of(context, view.table, *index) == selection;
    if let Some(position) = view.order.iter().position(is_selected).filter(|position| *position != view.cursor.row) {
        let column = if view.is_new { 0 } else { view.cursor.column };
        view.go(position, column, false);
    }
}

/// Selects what the row with the cursor is about, if the cursor was moved to another row, or a cell of the row was clicked.
fn select_row(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let row = view.order.get(view.cursor.row).copied();
    if std::mem::take(&mut view.is_new) {
        view.followed = row;
        return;
    }
    if view.followed == row || view.selected_count() > 1 {
        return;
    }
    let is_clicked = std::mem::replace(&mut view.followed, row).is_none();
    let subject = row.and_then(|index| subject_of(context, view.table, index));
    if subject.is_some() && (is_clicked || subject != view.selection.subject()) {
        view.selection = Selected::of(context.session, subject);
        commands.push(Command::Select(SelectCommand::Select(subject)));
    }
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
    if pressed("sheet-fill", view.selected_count() > 1) {
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

/// What is wrong in cells, the last one first: a few lines, so that there is room for rows. Each cell shows its own at the pointer.
fn wrong_lines(view: &SheetView) -> Vec<Said> {
    let trouble = |words: Saying| Said { words, is_trouble: true };
    let count = view.wrong.of(view.table).count();
    let shown = view.wrong.of(view.table).rev().take(MOST_WRONG).map(|wrong| trouble(wrong.words()));
    let rest = count.checked_sub(MOST_WRONG + 1).map(|rest| Saying::count(rest + 1));
    shown.chain(rest.map(|rest| trouble(Saying::of("sheet-wrong-rest", [("count", rest)])))).collect()
}

/// What is selected, what the last action did, and the question whether to remove rows. In a low sheet only what was done and what is asked.
/// Returns whether the question was answered.
fn said_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    is_low: bool,
    commands: &mut Commands,
) -> bool {
    let (texts, theme) = (context.texts, context.theme);
    if view.asked.is_some() {
        return question::question_ui(ui, context, view, commands);
    }
    let said: Vec<Said> = view.said.iter().cloned().chain(wrong_lines(view)).collect();
    if said.is_empty() && !is_low {
        let counts = [view.selected_count(), view.selected_columns().count()];
        let [rows, columns] = counts.map(|count| texts.exact_count(count));
        let words = if rows == "1" && columns == "1" {
            texts.get("sheet-hint").to_owned()
        } else {
            texts.with("sheet-selected", &[("rows", &rows), ("columns", &columns)])
        };
        ui.label(RichText::new(words).size(TEXT_SMALL).color(theme.quiet));
    }
    lines_ui(ui, context, &said, MOST_LINES);
    if let Some(cells) = &view.for_import
        && ui.button(texts.get("sheet-import")).clicked()
    {
        commands.push(Command::File(FileCommand::ImportCells(cells.clone())));
        view.hush();
    }
    false
}
