//! Changes many cells at once: what is pasted from a spreadsheet, or filled down. If one cell is wrong, nothing is changed, and all wrong
//! cells are told.

#![expect(clippy::wildcard_enum_match_arm, reason = "a sheet has the columns of its table, and no others")]

use std::collections::{HashMap, HashSet};

use super::cells::cell;
use super::columns::{Column, columns};
use super::names::Names;
use super::rename::rename_rows;
use super::set::{copy, set};
use crate::file::authored::Authored;
use crate::file::edit::change::Renamed;
use crate::file::edit::edits::Edit;
use crate::file::edit::tables::{Row, Table, table, table_mut};
use crate::file::path::FieldPath;
use crate::file::schema::{Scenario, Service, Site};
use crate::text::{Saying, composed, slug};

/// The most wrong cells that are told. If there are so many, there may be more.
pub const MOST_ERRORS: usize = 100;

/// A row of the sheet: one that is there, by its index, or a new one, by its number among the new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A row that is there.
    Row(usize),
    /// A new row.
    New(usize),
}

/// A cell that gets another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// The row of the cell.
    pub place: Place,
    /// Its column.
    pub column: Column,
    /// The new text.
    pub text: String,
    /// The line of the text that was pasted, from 1.
    pub line: usize,
}

/// A cell that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellError {
    /// The line of the text that was pasted, from 1.
    pub line: usize,
    /// The column of the sheet. `None` if there is no such column.
    pub column: Option<Column>,
    /// What is wrong, and what would make it right.
    pub message: Saying,
}

/// Cells that can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The edit that changes them.
    pub edit: Edit,
    /// How many rows that were there it changes.
    pub changed: usize,
    /// How many rows it adds.
    pub added: usize,
    /// The cells of rows that are there that get a text, which may be the one that they have: the index of the row, and the column.
    pub cells: Vec<(usize, Column)>,
}

/// The largest text that is read from a spreadsheet at once, in bytes, and the most lines.
pub const LARGEST_PASTE: usize = 16 * 1024 * 1024;
/// The most lines that are read from a spreadsheet at once.
pub const MOST_LINES: usize = 100_000;

/// Reads a text from a spreadsheet: cells between tabs, lines between line ends. Cells in quotes may contain both. An empty line is an empty
/// cell, so that the cells below it stay in their rows; only the line end at the end of the text begins no cell.
#[must_use]
pub fn parse_tsv(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(b'\t').has_headers(false).flexible(true);
    let mut lines: Vec<Vec<String>> = reader
        .from_reader(with_empty_cells(text).as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|record| record.iter().map(|cell| without_mark(cell).to_owned()).collect())
        .collect();
    // Below several columns, empty lines are no cells: a row of empty cells has tabs.
    let is_empty = |line: &Vec<String>| line.iter().all(String::is_empty);
    while lines.iter().any(|line| line.len() > 1) && lines.last().is_some_and(is_empty) {
        lines.pop();
    }
    lines
}

/// The text with an empty cell in quotes on each empty line, which the reader would leave out.
fn with_empty_cells(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 16);
    let (mut is_in_quotes, mut begins_cell, mut begins_line) = (false, true, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_in_quotes {
            // A quote that is doubled ends the quotes and begins them again at once.
            is_in_quotes = letter != '"';
            marked.push(letter);
            if letter == '"' && letters.next_if_eq(&'"').is_some() {
                marked.push('"');
                is_in_quotes = true;
            }
            (begins_cell, begins_line) = (false, false);
            continue;
        }
        if begins_line && matches!(letter, '\n' | '\r') {
            marked.push_str("\"\"");
        }
        is_in_quotes = begins_cell && letter == '"';
        marked.push(letter);
        if letter == '\r'
            && let Some(end) = letters.next_if_eq(&'\n')
        {
            marked.push(end);
        }
        begins_line = matches!(letter, '\n' | '\r');
        begins_cell = begins_line || letter == '\t';
    }
    marked
}

/// A text without the apostrophe that marks it as a text and not a formula, as spreadsheets write it.
fn without_mark(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'').unwrap_or(cell);
    if rest.starts_with(['=', '+', '-', '@']) { rest } else { cell }
}

/// Cells as a text for a spreadsheet.
///
/// # Panics
/// Never: a text can always be written to memory.
#[must_use]
pub fn to_tsv(lines: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).expect("memory takes it");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    String::from_utf8(bytes).expect("texts were written")
}

/// Makes the edit of a text that was pasted at a cell: at the row `at` of `order`, which has the indices of the rows as they are shown, and
/// at this column.
///
/// If the cells of the first line are the names of columns (`called` finds the column that a text names), they say which column is which, and
/// a line changes the row with the same id or, without a column of ids, with the same name; all others are new. Two lines for the same row are
/// wrong. Otherwise the cells are those to the right of and below the cell at which they are pasted; lines below the last row are new rows.
/// `read` makes the text of a cell of what was pasted into a column below a heading, if there is one.
///
/// # Errors
/// All cells that are wrong. Then nothing is changed.
pub fn paste(
    authored: &Authored,
    of: Table,
    order: &[usize],
    (at, column): (usize, usize),
    lines: &[Vec<String>],
    called: impl Fn(&str) -> Option<Column>,
    read: impl Fn(Column, Option<&str>, &str) -> String,
) -> Result<Pasted, Vec<CellError>> {
    if let Some(named) = lines.first().and_then(|line| headings(line, &called)) {
        return paste_named(authored, of, &named?, lines, read);
    }
    let all = columns(of);
    let (mut changes, mut errors) = (Vec::new(), Vec::new());
    let mut new = 0;
    // The heading above a single column is no value of it.
    let is_head =
        |line: &Vec<String>| line.len() == 1 && called(&line[0]).is_some_and(|own| all.get(column) == Some(&own));
    let above = usize::from(lines.len() > 1 && is_head(&lines[0]));
    let heading = lines.first().and_then(|line| line.first()).filter(|_| above == 1).map(String::as_str);
    for (index, line) in lines.iter().enumerate().skip(above) {
        let place = match order.get(at + index - above) {
            Some(row) => Place::Row(*row),
            None if is_blank(line) => continue,
            None => {
                new += 1;
                Place::New(new - 1)
            }
        };
        for (offset, text) in line.iter().enumerate() {
            match all.get(column + offset) {
                Some(column) => {
                    // Only a single column has a heading here.
                    let text = read(*column, heading.filter(|_| offset == 0), text);
                    changes.push(CellChange { place, column: *column, text, line: index + 1 });
                }
                None if text.trim().is_empty() || errors.len() >= MOST_ERRORS => {}
                None => errors.push(CellError {
                    line: index + 1,
                    column: None,
                    message: Saying::of("sheet-no-column", [("text", text.as_str().into())]),
                }),
            }
        }
    }
    if errors.is_empty() { change_cells(authored, of, &changes) } else { Err(errors) }
}

/// Makes the edit of lines below a first line that names these columns.
fn paste_named(
    authored: &Authored,
    of: Table,
    named: &[Column],
    lines: &[Vec<String>],
    read: impl Fn(Column, Option<&str>, &str) -> String,
) -> Result<Pasted, Vec<CellError>> {
    let known = known_rows(authored, of, named);
    let position = known.column.and_then(|column| named.iter().position(|own| *own == column));
    // The line of each place.
    let mut met: HashMap<Place, usize> = HashMap::new();
    let mut added: HashMap<String, usize> = HashMap::new();
    let (mut changes, mut errors) = (Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate().skip(1).filter(|(_, line)| !is_blank(line)) {
        let text = position.and_then(|position| line.get(position)).map_or("", |cell| cell.trim());
        let key = Some(folded(text)).filter(|key| !key.is_empty());
        let there = key.as_ref().and_then(|key| known.rows.get(key)).copied();
        let place = there.map_or_else(
            || {
                let count = added.len();
                let key = key.unwrap_or_else(|| format!("\n{count}"));
                Place::New(*added.entry(key).or_insert(count))
            },
            Place::Row,
        );
        let number = index + 1;
        let first = *met.entry(place).or_insert(number);
        if first != number {
            let key = if known.column == Some(Column::Name) { "sheet-same-name" } else { "sheet-same-row" };
            let message = Saying::of(key, [("line", first.to_string().into()), ("text", text.into())]);
            errors.push(CellError { line: number, column: known.column, message });
            continue;
        }
        let cells = named.iter().zip(&lines[0]).zip(line);
        changes.extend(cells.map(|((column, heading), text)| {
            let text = read(*column, Some(heading.as_str()), text);
            CellChange { place, column: *column, text, line: number }
        }));
    }
    let result = change_cells(authored, of, &changes);
    if errors.is_empty() {
        return result;
    }
    errors.extend(result.err().unwrap_or_default());
    errors.sort_by_key(|error| error.line);
    errors.truncate(MOST_ERRORS);
    Err(errors)
}

fn is_blank(line: &[String]) -> bool {
    line.iter().all(|cell| cell.trim().is_empty())
}

/// A text as headings and names are compared: composed, in small letters, without blanks around it.
#[must_use]
pub fn folded(text: &str) -> String {
    composed(text.trim()).to_lowercase()
}

/// The columns that the cells of a first line name, or the cells of it that name none. `None` if the line is none of headings: it names fewer
/// than two columns, unless it begins with that of the names or ids and has no digits.
fn headings(line: &[String], called: impl Fn(&str) -> Option<Column>) -> Option<Result<Vec<Column>, Vec<CellError>>> {
    let found: Vec<Option<Column>> = line.iter().map(|cell| called(cell)).collect();
    let known = found.iter().flatten().count();
    let has_digit = || line.iter().any(|cell| cell.chars().any(char::is_numeric));
    let begins = || line.len() > 1 && matches!(found[0], Some(Column::Name | Column::Id)) && !has_digit();
    if known < 2 && !begins() {
        return None;
    }
    let mut seen = HashSet::new();
    let mut errors = Vec::new();
    for (cell, column) in line.iter().zip(&found) {
        let key = match column {
            None => "sheet-unknown-column",
            Some(column) if !seen.insert(*column) => "sheet-column-twice",
            Some(_) => continue,
        };
        errors.push(CellError { line: 1, column: None, message: Saying::of(key, [("text", cell.as_str().into())]) });
    }
    Some(if errors.is_empty() { Ok(found.into_iter().flatten().collect()) } else { Err(errors) })
}

/// The column by which lines find their rows, and the rows by what they have there.
struct KnownRows {
    column: Option<Column>,
    rows: HashMap<String, usize>,
}

fn known_rows(authored: &Authored, of: Table, named: &[Column]) -> KnownRows {
    let column = [Column::Id, Column::Name].into_iter().find(|column| named.contains(column));
    let mut rows = HashMap::new();
    if let Some(column) = column {
        for index in 0..authored.count(of) {
            let id = authored.key(of, index).unwrap_or_default();
            let Some(row) = authored.row(of, index) else { continue };
            rows.entry(folded(&cell(id, &row, column))).or_insert(index);
        }
    }
    KnownRows { column, rows }
}

/// Makes the edit that gives cells other texts.
///
/// # Errors
/// All cells that are wrong. Then nothing is changed.
pub fn change_cells(authored: &Authored, of: Table, changes: &[CellChange]) -> Result<Pasted, Vec<CellError>> {
    let mut errors = Vec::new();
    let mut error = |change: &CellChange, column: Column, message: Saying| {
        if errors.len() < MOST_ERRORS {
            errors.push(CellError { line: change.line, column: Some(column), message });
        }
    };
    let mut rows = authored.rows().clone();
    let before = table(authored.rows(), of).len();
    let ids: HashSet<&str> = (0..before).filter_map(|index| authored.key(of, index)).collect();
    let mut taken: HashSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    // The new rows with their ids, in the order of their numbers.
    let mut added: Vec<Option<(String, Row)>> = Vec::new();
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut next_numbers: HashMap<String, u64> = HashMap::new();
    // First the ids and names, so that a cell can refer to a row that another line adds.
    let mut by_place: Vec<(Place, Vec<&CellChange>)> = Vec::new();
    let mut positions: HashMap<Place, usize> = HashMap::new();
    for change in changes {
        let position = *positions.entry(change.place).or_insert_with(|| {
            by_place.push((change.place, Vec::new()));
            by_place.len() - 1
        });
        by_place[position].1.push(change);
    }
    for (place, cells) in &by_place {
        let id = cells.iter().find(|change| change.column == Column::Id && !change.text.trim().is_empty());
        match place {
            Place::Row(index) => {
                let Some(id) = id else { continue };
                let (now, new) = (authored.key(of, *index).unwrap_or_default(), id.text.trim());
                if now == new {
                } else if !is_id(new) {
                    error(id, Column::Id, Saying::of("sheet-not-id", [("text", new.into())]));
                } else if taken.insert(new.to_owned()) {
                    renamed.insert(now.to_owned(), new.to_owned());
                } else {
                    error(id, Column::Id, Saying::of("sheet-same-id", [("text", new.into())]));
                }
            }
            Place::New(number) => {
                let name = cells.iter().find(|change| change.column == Column::Name).map(|change| change.text.trim());
                let name = name.filter(|name| !name.is_empty());
                let Some(name) = name.or_else(|| id.map(|id| id.text.trim())) else {
                    error(cells[0], Column::Name, Saying::plain("sheet-no-name"));
                    continue;
                };
                let key = match id.map(|change| change.text.trim()) {
                    Some(id_text) if !is_id(id_text) => {
                        error(cells[0], Column::Id, Saying::of("sheet-not-id", [("text", id_text.into())]));
                        continue;
                    }
                    Some(id_text) if !taken.insert(id_text.to_owned()) => {
                        error(cells[0], Column::Id, Saying::of("sheet-same-id", [("text", id_text.into())]));
                        continue;
                    }
                    Some(id_text) => id_text.to_owned(),
                    None => fresh_id(name, of, &mut taken, &mut next_numbers),
                };
                if added.len() <= *number {
                    added.resize(number + 1, None);
                }
                added[*number] = new_row(of, name).map(|row| (key, row));
            }
        }
    }
    rename_rows(&mut rows, of, &renamed);
    let first_new: Vec<Option<usize>> = {
        let mut next = before;
        let index = |row: &Option<(String, Row)>| {
            row.as_ref().map(|_| {
                next += 1;
                next - 1
            })
        };
        added.iter().map(index).collect()
    };
    for (key, row) in added.into_iter().flatten() {
        let end = table(&rows, of).len();
        // The row is one of this table.
        let _ = table_mut(&mut rows, of).insert(end, &key.as_str().into(), row);
    }
    let known = rows.clone();
    let names = Names::of(&known);
    let mut touched = HashSet::new();
    for (place, cells) in &by_place {
        let index = match place {
            Place::Row(index) => Some(*index),
            Place::New(number) => first_new.get(*number).copied().flatten(),
        };
        let Some((index, mut row)) = index.and_then(|index| Some((index, table(&rows, of).row(index)?))) else {
            continue;
        };
        for change in cells.iter().filter(|change| change.column != Column::Id) {
            if change.column == Column::Name && change.text.trim().is_empty() && matches!(place, Place::New(_)) {
                continue;
            }
            if let Err(message) = set(&mut row, change.column, &change.text, &names) {
                error(change, change.column, message);
            }
        }
        if matches!(place, Place::Row(_)) && (table(&rows, of).row(index).as_ref() != Some(&row)) {
            touched.insert(index);
        }
        table_mut(&mut rows, of).replace(index, row);
    }
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.line);
        return Err(errors);
    }
    let (mistaken, written) = corrected(authored, of, changes);
    touched.extend(mistaken);
    let added = table(&rows, of).len() - before;
    let changed = touched.len() + renamed.len();
    let edit = whole(authored, rows, of, renamed).correcting(written);
    Ok(Pasted { edit, changed, added, cells: cells_there(changes) })
}

/// The cells of rows that are there, by the index of the row and the column.
fn cells_there(changes: &[CellChange]) -> Vec<(usize, Column)> {
    let there = |change: &CellChange| match change.place {
        Place::Row(index) => Some((index, change.column)),
        Place::New(_) => None,
    };
    changes.iter().filter_map(there).collect()
}

/// The rows of a draft in which a cell with a mistake in its notation gets a text, and the paths of these cells.
fn corrected(authored: &Authored, of: Table, changes: &[CellChange]) -> (Vec<usize>, Vec<FieldPath>) {
    let values = changes.iter().filter(|change| authored.is_draft() && change.column != Column::Id);
    let cells = values.filter_map(|change| {
        let Place::Row(index) = change.place else { return None };
        let row = [of.name(), authored.key(of, index)?];
        Some((index, FieldPath::of(row.into_iter().chain(change.column.path().iter().copied()))))
    });
    cells.filter(|(_, path)| authored.mistaken(path).is_some()).unzip()
}

/// The edit that makes these rows of what is there.
fn whole(authored: &Authored, rows: Scenario, of: Table, renamed: HashMap<String, String>) -> Edit {
    let mut renamed: Vec<Renamed> = renamed.into_iter().map(|(from, to)| Renamed { table: of, from, to }).collect();
    renamed.sort_by(|a, b| a.from.cmp(&b.from));
    Edit::all(authored.rows(), rows, renamed)
}

/// Makes the edit that gives the cells of these columns in the rows `to` the values of the row `from`.
#[must_use]
pub fn fill_down(authored: &Authored, of: Table, from: usize, to: &[usize], columns: &[Column]) -> Option<Pasted> {
    let source = authored.row(of, from)?;
    let mut rows = authored.rows().clone();
    for index in to {
        let Some(mut row) = table(&rows, of).row(*index) else { continue };
        for column in columns {
            copy(&source, &mut row, *column);
        }
        table_mut(&mut rows, of).replace(*index, row);
    }
    // Ids are not filled down.
    let filled = columns.iter().copied().filter(|column| *column != Column::Id);
    let cells = to.iter().flat_map(|index| filled.clone().map(|column| (*index, column))).collect();
    Some(Pasted { edit: whole(authored, rows, of, HashMap::new()), changed: to.len(), added: 0, cells })
}

/// Whether a text can be an id.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_./:".contains(letter))
}

/// An id that is not taken, made of a name. `next_numbers` has the number that is tried next for names that were met before, so that many
/// equal names take no longer than different ones.
fn fresh_id(name: &str, of: Table, taken: &mut HashSet<String>, next_numbers: &mut HashMap<String, u64>) -> String {
    let stem = match slug(name) {
        stem if !stem.is_empty() => stem,
        _ if of == Table::Sites => "site".to_owned(),
        _ => "service".to_owned(),
    };
    let next = next_numbers.entry(stem.clone()).or_insert(1);
    loop {
        let id = if *next == 1 { stem.clone() } else { format!("{stem}-{next}") };
        *next += 1;
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

/// A row with this name and nothing else.
fn new_row(of: Table, name: &str) -> Option<Row> {
    let name = name.to_owned();
    match of {
        Table::Sites => Some(Site::named(name).into()),
        Table::Services => Some(Service::named(name).into()),
        _ => None,
    }
}
