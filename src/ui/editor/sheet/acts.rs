//! What the person does with the selected cells and rows of the sheet: copy, paste, fill down, clear, remove, keep only, sort.

use super::view::SheetView;
use crate::file::FieldPath;
use crate::file::edit::sheet::{
    CellChange, CellError, Column, LARGEST_PASTE, MOST_LINES, Pasted, Place, cell, change_cells, fill_down, parse_tsv,
    paste, to_tsv,
};
use crate::file::edit::{Edit, Row, Table};
use crate::session::{Commands, NamedEdit};
use crate::study::spreadsheet::text_cell;
use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::editor::labels::label_key;
use crate::ui::editor::names::{name_of, path_of, unread};

/// The number of wrong cells that are told.
const MOST_TOLD: usize = 12;

/// The heading of a column.
pub(super) fn heading(context: &ViewContext<'_>, table: Table, column: Column) -> String {
    let texts = context.texts;
    match column {
        Column::Id => texts.get("sheet-id").to_owned(),
        Column::Latitude => texts.get("edit-field-latitude").to_owned(),
        Column::Longitude => texts.get("edit-field-longitude").to_owned(),
        Column::Name
        | Column::Place
        | Column::Operator
        | Column::Hazard
        | Column::Power
        | Column::Cooling
        | Column::Company
        | Column::Kind
        | Column::Users
        | Column::On
        | Column::Load
        | Column::Standby
        | Column::Auto
        | Column::Needs
        | Column::Rto
        | Column::Restart
        | Column::Retry => {
            let path = column.path();
            let (owner, field) = match path {
                [owner, field] => (*owner, *field),
                [field] => (table.name(), *field),
                _ => ("", ""),
            };
            texts.get(label_key(owner, field)).to_owned()
        }
    }
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

/// Changes the cell with the cursor.
pub(super) fn set_cell(context: &ViewContext<'_>, view: &mut SheetView, text: &str, commands: &mut Commands) {
    let Some(index) = view.order.get(view.cursor.row).copied() else { return };
    let column = view.columns()[view.cursor.column];
    if text == text_of(context, view.table, index, column) {
        view.said.clear();
        return;
    }
    let authored = context.session.authored();
    if column == Column::Id {
        match Edit::rename(authored, view.table, index, text.trim()) {
            Ok(edit) => {
                let names = [("from", authored.key(view.table, index).unwrap_or_default().into()), ("to", text.into())];
                commands.push(NamedEdit::new(edit, Saying::of("undo-rename", names)).into());
                view.said.clear();
            }
            Err(refused) => view.tell([context.texts.say(&refused.saying())]),
        }
        return;
    }
    let change = CellChange { place: Place::Row(index), column, text: text.to_owned(), line: 1 };
    match change_cells(authored, view.table, &[change]) {
        Ok(pasted) => {
            let title = Saying::of("undo-cells", [("column", heading(context, view.table, column).into())]);
            commands.push(NamedEdit::new(pasted.edit, title).into());
            view.said.clear();
        }
        Err(errors) => view.tell(errors.iter().map(|error| context.texts.say(&error.message))),
    }
}

/// Empties the selected cells.
pub(super) fn clear(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    let cells = view.selected().into_iter().flat_map(|index| {
        let cell = move |column: &Column| CellChange {
            place: Place::Row(index),
            column: *column,
            text: String::new(),
            line: 1,
        };
        columns.iter().filter(|column| **column != Column::Id).map(cell).collect::<Vec<_>>()
    });
    let changes: Vec<CellChange> = cells.collect();
    finish(context, view, change_cells(context.session.authored(), view.table, &changes), commands);
}

/// The selected cells as a text for a spreadsheet.
pub(super) fn copied(context: &ViewContext<'_>, view: &mut SheetView) -> String {
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    let rows = view.selected();
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|index| columns.iter().map(|column| text_cell(&text_of(context, view.table, *index, *column))).collect())
        .collect();
    view.say(context.texts.with("sheet-copied", &[("rows", &rows.len().to_string())]));
    let tsv = to_tsv(&lines);
    // One cell is pasted as a text without a line end.
    if rows.len() == 1 { tsv.trim_end_matches('\n').to_owned() } else { tsv }
}

/// Pastes a text at the cell with the cursor, or at the upper left of the selected cells. One cell is pasted into all of them.
pub(super) fn paste_text(context: &ViewContext<'_>, view: &mut SheetView, text: &str, commands: &mut Commands) {
    let too_large = |view: &mut SheetView| {
        let args = [("most", (LARGEST_PASTE >> 20).to_string()), ("lines", context.texts.count(MOST_LINES as u64))];
        let args = args.each_ref().map(|(key, value)| (*key, value.as_str()));
        view.tell([context.texts.with("sheet-too-large", &args)]);
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
        [line] if line.len() == 1 && view.rows().count() * view.selected_columns().count() > 1 => {
            let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
            let change = |index: usize, column: &Column| CellChange {
                place: Place::Row(index),
                column: *column,
                text: line[0].clone(),
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
            paste(authored, view.table, &view.order, at, lines, |column| heading(context, view.table, column))
        }
    };
    finish(context, view, result, commands);
}

fn finish(
    context: &ViewContext<'_>,
    view: &mut SheetView,
    result: Result<Pasted, Vec<CellError>>,
    commands: &mut Commands,
) {
    let texts = context.texts;
    match result {
        Ok(Pasted { edit, changed, added }) => {
            commands.push(NamedEdit::new(edit, Saying::plain("undo-paste")).into());
            let args = [("changed", texts.count(changed as u64)), ("added", texts.count(added as u64))];
            view.say(texts.with("sheet-pasted", &args.each_ref().map(|(key, value)| (*key, value.as_str()))));
        }
        Err(errors) => {
            let mut lines = vec![texts.with("sheet-wrong", &[("count", &errors.len().to_string())])];
            lines.extend(errors.iter().take(MOST_TOLD).map(|error| {
                let (line, message) = (error.line.to_string(), texts.say(&error.message));
                match error.column {
                    Some(column) => {
                        let column = heading(context, view.table, column);
                        let args = [("line", line.as_str()), ("column", &column), ("message", &message)];
                        texts.with("sheet-error", &args)
                    }
                    None => texts.with("sheet-error-line", &[("line", line.as_str()), ("message", &message)]),
                }
            }));
            view.tell(lines);
        }
    }
}

/// Gives the selected cells of each column the value of the first.
pub(super) fn fill(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let rows = view.selected();
    let Some((first, rest)) = rows.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
    let columns: Vec<Column> = view.selected_columns().map(|column| view.columns()[column]).collect();
    if let Some(filled) = fill_down(context.session.authored(), view.table, *first, rest, &columns) {
        commands.push(NamedEdit::new(filled.edit, Saying::plain("undo-fill")).into());
        view.say(context.texts.with("sheet-filled", &[("rows", &rest.len().to_string())]));
    }
}

/// The selected rows, with their table.
pub(super) fn chosen(view: &SheetView) -> Vec<(Table, usize)> {
    view.selected().into_iter().map(|index| (view.table, index)).collect()
}

/// Asks whether to remove the selected rows.
pub(super) fn ask_removal(context: &ViewContext<'_>, view: &mut SheetView) {
    let rows = chosen(view);
    if !rows.is_empty() {
        view.asked = Some((Edit::remove_all(context.session.authored(), &rows), rows.len()));
    }
}

/// Removes the rows that the person was asked about.
pub(super) fn remove(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let Some((removal, rows)) = view.asked.take() else { return };
    commands.push(NamedEdit::new(removal.edit, Saying::plain("undo-remove-rows")).into());
    view.say(context.texts.with("sheet-removed", &[("rows", &rows.to_string())]));
}

/// Keeps only the selected rows and what they depend on.
pub(super) fn keep_only(context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let authored = context.session.authored();
    let removal = Edit::keep_only(authored, &chosen(view));
    let Ok((kept, _)) = authored.apply(&removal.edit) else { return };
    let count = |table: Table| kept.count(table).to_string();
    let args = [("sites", count(Table::Sites)), ("services", count(Table::Services))];
    commands.push(NamedEdit::new(removal.edit, Saying::plain("undo-keep-only")).into());
    view.say(context.texts.with("sheet-kept", &args.each_ref().map(|(key, value)| (*key, value.as_str()))));
}

/// Sorts the rows by a column; by the same column again, the other way round.
pub(super) fn sort(context: &ViewContext<'_>, view: &mut SheetView, column: Column) {
    let falls = view.sorted == Some((column, false));
    let authored = context.session.authored();
    let table = view.table;
    let mut keyed: Vec<(Key, usize)> = (0..authored.count(table))
        .filter_map(|index| {
            let row = authored.row(table, index)?;
            Some((Key::of(authored.key(table, index).unwrap_or_default(), &row, column), index))
        })
        .collect();
    keyed.sort_by(|(a, own), (b, other)| {
        let order = a.compare(b);
        (if falls { order.reverse() } else { order }).then(own.cmp(other))
    });
    view.order = keyed.into_iter().map(|(_, index)| index).collect();
    view.sorted = Some((column, falls));
    view.go(0, view.cursor.column, false);
    view.say(context.texts.with("sheet-sorted", &[("column", &heading(context, table, column))]));
}

/// What a cell is sorted by: empty cells come last, numbers are compared as numbers.
enum Key {
    Number(f64),
    Text(String),
    Empty,
}

impl Key {
    fn of(id: &str, row: &Row, column: Column) -> Self {
        let text = cell(id, row, column);
        if text.is_empty() {
            return Self::Empty;
        }
        match text.parse::<f64>() {
            Ok(number) if column.is_number() => Self::Number(number),
            Ok(_) | Err(_) => Self::Text(text.to_lowercase()),
        }
    }

    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Text(_) => 1,
            Self::Empty => 2,
        }
    }
}

/// The name of the row at this position.
pub(super) fn row_name(context: &ViewContext<'_>, view: &SheetView, position: usize) -> String {
    view.order.get(position).map_or_else(String::new, |index| name_of(context, view.table, *index))
}
