//! What the person does with the selected cells and rows of the sheet: copy, paste, fill down, clear, remove, keep only, sort.

use std::collections::HashSet;

use super::cell_text::{edit_of, heading_key, title_of};
use super::emptied::{cleared_words, emptied_words, is_default};
use super::view::{Sent, SheetView};
use super::waiting_cell::cleared;
use super::wrong_cell::WrongCell;
use crate::file::FieldPath;
use crate::file::edit::Table;
use crate::file::edit::sheet::{
    CellChange, CellError, Column, LARGEST_PASTE, MOST_ERRORS, MOST_LINES, Pasted, Place, cell, change_cells, columns,
    fill_down, folded, parse_tsv, paste, to_tsv,
};
use crate::import::{Field, Unit, field_called, is_nothing, span_of_number, unit_in};
use crate::session::{Commands, NamedEdit};
use crate::study::spreadsheet::text_cell;
use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::editor::asked::{Asked, take_answered};
use crate::ui::editor::kept::only;
use crate::ui::editor::names::{name_of, path_of, unread};
use crate::units::text::{exact, typed_span};

/// The number of wrong cells that are told.
const MOST_TOLD: usize = 12;

/// The heading of a column.
pub(super) fn heading(context: &ViewContext<'_>, table: Table, column: Column) -> String {
    context.texts.get(heading_key(table, column)).to_owned()
}

/// The text of the cell in this row of the file. If its value could not be read, it is what the author wrote.
pub(super) fn text_of(context: &ViewContext<'_>, table: Table, index: usize, column: Column) -> String {
    let authored = context.session.authored();
    if authored.is_draft() && column != Column::Id {
        let row = path_of(authored, table, index);
        let path = FieldPath::of(row.iter().map(String::as_str).chain(column.path().iter().copied()));
        if let Some(text) = unread(context, &path) {
            return text.to_owned();
        }
    }
    let row = authored.row(table, index);
    row.map_or_else(String::new, |row| cell(authored.key(table, index).unwrap_or_default(), &row, column))
}

/// Whether a heading in small letters is the name of a column here, or in a file.
fn is_named(context: &ViewContext<'_>, table: Table, column: Column, own: &str) -> bool {
    folded(&heading(context, table, column)) == own || column.word() == own
}

/// The column that a heading calls so: by its name here, as in a file, or as tables that are imported name it. A column of durations may be
/// called with a unit.
fn called(context: &ViewContext<'_>, table: Table, text: &str) -> Option<Column> {
    let own = folded(text);
    let columns = columns(table);
    let named = columns.iter().copied().find(|column| is_named(context, table, *column, &own));
    let with_unit = || {
        let (bare, _) = unit_in(&own)?;
        columns.iter().copied().find(|column| column.is_duration() && is_named(context, table, *column, &bare))
    };
    named.or_else(with_unit).or_else(|| {
        field_called(text).and_then(|field| column_of(table, field)).filter(|column| columns.contains(column))
    })
}

/// The unit of mere numbers below a heading of this column of durations. The name of the column itself names none, even if its last word is
/// one of a unit.
fn unit_below(context: &ViewContext<'_>, table: Table, column: Column, heading: &str) -> Option<Unit> {
    let own = folded(heading);
    let named = || unit_in(&own).map(|(_, unit)| unit);
    if is_named(context, table, column, &own) { None } else { named() }
}

/// The text that a cell gets of what was pasted into it below a heading: numbers and durations that say nothing are left out, and a mere
/// number in a column of durations gets the unit of the heading.
fn pasted_text(context: &ViewContext<'_>, table: Table, column: Column, heading: Option<&str>, text: &str) -> String {
    let is_measured = column.is_number() || column.is_duration();
    if is_measured && is_nothing(text) {
        return String::new();
    }
    let unit = heading.filter(|_| column.is_duration()).and_then(|words| unit_below(context, table, column, words));
    let span = unit.and_then(|unit| span_of_number(text, unit));
    span.map_or_else(|| text.to_owned(), typed_span)
}

/// The column that has what a field of imported tables says.
const fn column_of(table: Table, field: Field) -> Option<Column> {
    let is_of_sites = matches!(table, Table::Sites);
    match field {
        Field::Service if !is_of_sites => Some(Column::Name),
        Field::ServiceId if !is_of_sites => Some(Column::Id),
        Field::Site if is_of_sites => Some(Column::Name),
        Field::SiteId if is_of_sites => Some(Column::Id),
        Field::Owner => Some(Column::Company),
        Field::Kind => Some(Column::Kind),
        Field::Users => Some(Column::Users),
        Field::Rto => Some(Column::Rto),
        Field::Load => Some(Column::Load),
        Field::Restart => Some(Column::Restart),
        Field::DependsOn => Some(Column::Needs),
        Field::Latitude => Some(Column::Latitude),
        Field::Longitude => Some(Column::Longitude),
        Field::Operator => Some(Column::Operator),
        Field::Campus => Some(Column::Place),
        Field::Service
        | Field::ServiceId
        | Field::Site
        | Field::SiteId
        | Field::Rpo
        | Field::Tier
        | Field::Lifecycle
        | Field::About
        | Field::Servers
        | Field::StandbySite
        | Field::StandbyServers
        | Field::Weight
        | Field::Grace
        | Field::City
        | Field::Coordinates => None,
    }
}

/// The text from which the person goes on in a cell: what the change has that is being computed, or what was typed there and is wrong, or what
/// the file has.
pub(super) fn begun_text(context: &ViewContext<'_>, view: &SheetView, index: usize, column: Column) -> String {
    if let Some(sent) = view.sent_to(index, column) {
        return sent.to_owned();
    }
    let key = context.session.authored().key(view.table, index).unwrap_or_default();
    let wrong = view.wrong.find(view.table, key, column).map(|wrong| wrong.text.clone());
    wrong.unwrap_or_else(|| text_of(context, view.table, index, column))
}

/// Changes the cell of the row with this index and of this column. A text that is wrong stays in the cell, with what is wrong. What an empty cell for
/// a number means is said.
pub(super) fn set_cell(
    context: &ViewContext<'_>,
    view: &mut SheetView,
    (index, column): (usize, Column),
    text: &str,
    commands: &mut Commands,
) {
    let (table, authored) = (view.table, context.session.authored());
    let key = authored.key(table, index).unwrap_or_default();
    let has = text_of(context, table, index, column);
    let is_emptied = column.is_number() && text.trim().is_empty() && !has.is_empty();
    let is_same = text == has || is_emptied && is_default(table, column, &has);
    view.hush();
    if is_same {
        view.wrong.remove(table, key, column);
        if is_emptied {
            view.say(emptied_words(context, (table, index), column));
        }
        return;
    }
    match edit_of(authored, table, (index, column), text) {
        Ok(edit) => {
            commands.push(NamedEdit::new(edit, title_of(table, key, column, text)).into());
            view.wrong.overwrite(table, key, column);
            view.sent = Some(Sent { index, column, text: text.to_owned() });
            view.linked = (column == Column::Needs).then(|| (key.to_owned(), context.session.revision()));
            if is_emptied {
                view.say_changed(emptied_words(context, (table, index), column));
            }
        }
        Err(message) => {
            let position = view.order.iter().position(|own| *own == index).unwrap_or_default();
            let was = authored.row(table, index).map_or_else(String::new, |row| cell(key, &row, column));
            view.wrong.put(WrongCell {
                table,
                key: key.to_owned(),
                column,
                text: text.to_owned(),
                message,
                row: row_name(context, view, position),
                was,
                steps: context.session.undo_steps(),
            });
        }
    }
}

/// Takes what is wrong out of the selected cells, so that they show what the scenario has. Returns whether there was anything.
pub(super) fn drop_wrong(context: &ViewContext<'_>, view: &mut SheetView) -> bool {
    if view.wrong.is_empty() {
        return false;
    }
    let (table, authored) = (view.table, context.session.authored());
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    let keys: HashSet<&str> = view.selected().into_iter().filter_map(|index| authored.key(table, index)).collect();
    let is_selected = |key: &str, column: Column| columns.contains(&column) && keys.contains(key);
    let count = view.wrong.remove_where(table, is_selected);
    if count > 0 {
        view.say_taken_away(count);
    }
    count > 0
}

/// Empties the selected cells. If there is anything wrong in them, that is taken away first, and nothing else.
pub(super) fn clear(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    if drop_wrong(context, view) {
        return;
    }
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    if columns == [Column::Id] {
        view.say(Saying::plain("sheet-ids-stay"));
        return;
    }
    let result = cleared(context.session.authored(), view.table, &view.selected(), &columns);
    finish(context, view, Act::Clear, result, commands);
}

/// The selected cells as a text for a spreadsheet.
pub(super) fn copied(context: &ViewContext<'_>, view: &mut SheetView) -> String {
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    let rows = view.selected();
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|index| columns.iter().map(|column| text_cell(&text_of(context, view.table, *index, *column))).collect())
        .collect();
    view.say(Saying::of("sheet-copied", [("rows", Saying::count(rows.len()))]));
    let tsv = to_tsv(&lines);
    // One cell is pasted as a text without a line end.
    if rows.len() == 1 { tsv.trim_end_matches('\n').to_owned() } else { tsv }
}

/// Pastes a text at the cell with the cursor, or at the upper left of the selected cells. One cell is pasted into all of them.
pub(super) fn paste_text(context: &ViewContext<'_>, view: &mut SheetView, text: &str, commands: &mut Commands) {
    let too_large = |view: &mut SheetView| {
        let (most, lines) = ((LARGEST_PASTE >> 20).to_string(), exact(MOST_LINES as u64));
        view.tell([Saying::of("sheet-too-large", [("most", most.into()), ("lines", lines.into())])]);
    };
    if text.len() > LARGEST_PASTE {
        too_large(view);
        return;
    }
    let lines = parse_tsv(text);
    if lines.len() > MOST_LINES {
        too_large(view);
        return;
    }
    let authored = context.session.authored();
    let result = match &lines[..] {
        [] => return,
        [line] if line.len() == 1 && view.selected_count() * view.selected_columns().count() > 1 => {
            let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
            let change = |index: usize, column: &Column| CellChange {
                place: Place::Row(index),
                column: *column,
                text: pasted_text(context, view.table, *column, None, &line[0]),
                line: 1,
            };
            let rows = view.selected();
            let changes: Vec<CellChange> =
                rows.iter().flat_map(|index| columns.iter().map(|column| change(*index, column))).collect();
            change_cells(authored, view.table, &changes)
        }
        lines => {
            let at = (*view.rows().start(), *view.selected_columns().start());
            let at = if view.order.is_empty() { (0, at.1) } else { at };
            let table = view.table;
            let read =
                |column: Column, heading: Option<&str>, text: &str| pasted_text(context, table, column, heading, text);
            paste(authored, table, &view.order, at, lines, |text| called(context, table, text), read)
        }
    };
    let is_sheet = matches!(&result, Err(errors) if errors.iter().any(|error| error.column.is_none()));
    finish(context, view, Act::Paste, result, commands);
    view.for_import = (is_sheet && view.table == Table::Services && lines.len() > 1).then(|| text.to_owned());
}

/// How cells get other texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Paste,
    Clear,
}

fn finish(
    context: &ViewContext<'_>,
    view: &mut SheetView,
    act: Act,
    result: Result<Pasted, Vec<CellError>>,
    commands: &mut Commands,
) {
    match result {
        Ok(Pasted { edit, changed, added, cells }) => {
            let [changed_rows, new_rows] = [changed, added].map(|rows| exact(rows as u64).into());
            let (words, title) = match act {
                Act::Paste => {
                    (Saying::of("sheet-pasted", [("changed", changed_rows), ("added", new_rows)]), "undo-paste")
                }
                Act::Clear => (cleared_words(context, view.table, &cells, changed_rows), "undo-clear"),
            };
            let wrong = wrong_among(context, view, &cells);
            if changed + added == 0 {
                // The cells are to have what they have, and show it then.
                let is_meant = |own: &str, of: Column| wrong.iter().any(|(key, column)| own == key && of == *column);
                view.wrong.remove_where(view.table, is_meant);
                view.say(words);
            } else {
                send(context, view, NamedEdit::new(edit, Saying::plain(title)), (words, wrong), commands);
            }
        }
        Err(errors) => tell_errors(context, view, act, errors),
    }
}

/// Says which cells are wrong, so that nothing was changed.
fn tell_errors(context: &ViewContext<'_>, view: &mut SheetView, act: Act, errors: Vec<CellError>) {
    let (table, rows) = (view.table, view.selected());
    let key = match (act, errors.len() < MOST_ERRORS) {
        (Act::Paste, true) => "sheet-wrong",
        (Act::Paste, false) => "sheet-wrong-many",
        (Act::Clear, true) => "sheet-cannot-be-empty",
        (Act::Clear, false) => "sheet-cannot-be-empty-many",
    };
    let mut lines = vec![Saying::of(key, [("count", Saying::count(errors.len()))])];
    lines.extend(errors.into_iter().take(MOST_TOLD).map(|error| {
        let column = error.column.map(|column| ("column", Saying::plain(heading_key(table, column))));
        // What is cleared has no lines: the rows are those that are selected.
        let row = error.line.checked_sub(1).and_then(|place| rows.get(place)).filter(|_| act == Act::Clear);
        let (line, message) = (("line", error.line.to_string().into()), ("message", error.message));
        match (column, row) {
            (Some(column), Some(index)) => {
                let row = ("row", name_of(context, table, *index).into());
                Saying::of("sheet-cannot-be-empty-row", [row, column])
            }
            (Some(column), None) => Saying::of("sheet-error", [line, column, message]),
            (None, _) => Saying::of("sheet-error-line", [line, message]),
        }
    }));
    view.tell(lines);
}

/// Sends a change. When it is made, `words` say what it does, and what is wrong in the cells of `overwritten` is gone. If another change comes first,
/// the window refuses this one, and says so.
fn send(
    context: &ViewContext<'_>,
    view: &mut SheetView,
    change: NamedEdit,
    (words, overwritten): (Saying, Vec<(String, Column)>),
    commands: &mut Commands,
) {
    let waits = context.waits(commands);
    commands.push(change.into());
    if !waits {
        view.say_changed(words);
        view.overwritten = overwritten;
    }
}

/// Those of these cells that have a text that is wrong, by the ids of their rows.
fn wrong_among(context: &ViewContext<'_>, view: &SheetView, cells: &[(usize, Column)]) -> Vec<(String, Column)> {
    if view.wrong.is_empty() {
        return Vec::new();
    }
    let authored = context.session.authored();
    let found = cells.iter().filter_map(|(index, column)| {
        let key = authored.key(view.table, *index)?;
        view.wrong.find(view.table, key, *column).map(|_| (key.to_owned(), *column))
    });
    found.collect()
}

/// Gives the selected cells of each column the value of the first.
pub(super) fn fill(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    if columns == [Column::Id] {
        view.say(Saying::plain("sheet-ids-stay"));
        return;
    }
    let rows = view.selected();
    let Some((first, rest)) = rows.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
    if let Some(filled) = fill_down(context.session.authored(), view.table, *first, rest, &columns) {
        let wrong = wrong_among(context, view, &filled.cells);
        let words = Saying::of("sheet-filled", [("rows", Saying::count(rest.len()))]);
        send(context, view, NamedEdit::new(filled.edit, Saying::plain("undo-fill")), (words, wrong), commands);
    }
}

/// The selected rows, with their table.
pub(super) fn chosen(view: &SheetView) -> Vec<(Table, usize)> {
    view.selected().into_iter().map(|index| (view.table, index)).collect()
}

/// Asks whether to remove the selected rows.
pub(super) fn ask_removal(context: &ViewContext<'_>, view: &mut SheetView) {
    let rows = view.selected();
    if !rows.is_empty() {
        view.asked = Some(Asked::new(context.session, view.table, &rows));
    }
}

/// Removes the rows that the person was asked about and has agreed to remove, as soon as a change can be made. Returns whether it is made.
pub(super) fn remove(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) -> bool {
    let Some(asked) = take_answered(context, &mut view.asked, commands) else { return false };
    let rows = Saying::count(asked.count());
    let title = Saying::of("undo-remove-rows", [("count", rows.clone())]);
    commands.push(NamedEdit::new(asked.into_edit(), title).into());
    view.say_changed(Saying::of("sheet-removed", [("rows", rows)]));
    true
}

/// Keeps only the selected rows and what they depend on.
pub(super) fn keep_only(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    if let Some((edit, words)) = only(context, &chosen(view)) {
        send(context, view, edit, (words, Vec::new()), commands);
    }
}

/// Sorts the rows by a column; by the same column again, the other way round, and then puts them back in the order of the document. The cursor
/// stays on its row, wherever that is shown then.
pub(super) fn sort(context: &ViewContext<'_>, view: &mut SheetView, column: Column) {
    let by = match view.sorted {
        Some((own, true)) if own == column => None,
        Some((own, false)) if own == column => Some((column, true)),
        Some(_) | None => Some((column, false)),
    };
    let cursor = view.order.get(view.cursor.row).copied();
    view.sort_rows(context.session.authored(), by);
    view.stay_on(cursor);
    view.say(match by {
        Some(_) => Saying::of("sheet-sorted", [("column", Saying::plain(heading_key(view.table, column)))]),
        None => Saying::plain("sheet-unsorted"),
    });
}

/// The name of the row at this position.
pub(super) fn row_name(context: &ViewContext<'_>, view: &SheetView, position: usize) -> String {
    view.order.get(position).map_or_else(String::new, |index| name_of(context, view.table, *index))
}
