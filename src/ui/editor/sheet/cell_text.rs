//! The cells of a version of the scenario: what they are called, what they have, and what a text that is typed into one of them changes.

use crate::file::Authored;
use crate::file::edit::sheet::{CellChange, CellError, Column, Place, cell, change_cells, columns};
use crate::file::edit::{Edit, Table, new_ids};
use crate::text::Saying;
use crate::ui::editor::labels::label_key;
use crate::ui::editor::loose_texts::{LooseText, TextAt};

/// A text for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::editor) struct CellText {
    pub(super) table: Table,
    /// The id of the row, and its name.
    pub(super) key: String,
    pub(super) row: String,
    pub(super) column: Column,
    pub(super) text: String,
}

impl CellText {
    /// The edit that puts the text into its cell, or what is wrong with it. `None` if the row is gone.
    pub(in crate::ui::editor) fn edit(&self, authored: &Authored) -> Option<Result<Edit, Saying>> {
        let index = authored.position(self.table, &self.key)?;
        Some(edit_of(authored, self.table, (index, self.column), &self.text))
    }

    /// What undo calls the change of the cell.
    pub(in crate::ui::editor) fn title(&self) -> Saying {
        title_of(self.table, &self.key, self.column, &self.text)
    }

    /// The column and the row.
    pub(in crate::ui::editor) fn place(&self) -> Saying {
        place_words(&self.row, heading_key(self.table, self.column))
    }

    /// The text, which is wrong or whose row is gone, as it is written down. `place` is its place in words.
    pub(in crate::ui::editor) fn loose(&self, authored: &Authored, place: String) -> LooseText {
        let at = TextAt {
            is_cell: true,
            table: self.table.name().to_owned(),
            row: self.key.clone(),
            path: vec![self.column.word().to_owned()],
            was: text_in(authored, self.table, &self.key, self.column).unwrap_or_default(),
            reason: String::new(),
        };
        LooseText { place, text: self.text.clone(), at: Some(at) }
    }

    /// What to say if its row is gone.
    pub(in crate::ui::editor) fn gone(self) -> Saying {
        Saying::of("sheet-typed-gone", [("text", self.text.into())])
    }
}

/// The key of the heading of a column.
pub(super) fn heading_key(table: Table, column: Column) -> &'static str {
    match column {
        Column::Id => "sheet-id",
        Column::Latitude => "edit-field-latitude",
        Column::Longitude => "edit-field-longitude",
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
            label_key(owner, field)
        }
    }
}

/// The column of a table with this word.
pub(super) fn column_called(table: Table, word: &str) -> Option<Column> {
    columns(table).iter().copied().find(|column| column.word() == word)
}

/// The column and the row of a cell, in words.
pub(super) fn place_words(row: &str, heading: &'static str) -> Saying {
    Saying::of("sheet-cell", [("row", row.into()), ("column", Saying::plain(heading))])
}

/// The name of the row at this index, or its id if it has none. `None` if there is no such row.
pub(super) fn name_at(authored: &Authored, table: Table, index: usize) -> Option<String> {
    let name = text_at(authored, table, index, Column::Name)?;
    let key = || authored.key(table, index).unwrap_or_default().to_owned();
    Some(if name.trim().is_empty() { key() } else { name })
}

/// What the cell of the row with this id has. `None` if there is no such row.
pub(super) fn text_in(authored: &Authored, table: Table, key: &str, column: Column) -> Option<String> {
    text_at(authored, table, authored.position(table, key)?, column)
}

/// The same for the row at this index.
pub(super) fn text_at(authored: &Authored, table: Table, index: usize, column: Column) -> Option<String> {
    let row = authored.row(table, index)?;
    Some(cell(authored.key(table, index).unwrap_or_default(), &row, column))
}

/// The indices of the rows with these ids in their tables. The rows of a table are looked for together.
pub(super) fn indexes_in(authored: &Authored, rows: &[Option<(Table, &str)>]) -> Vec<Option<usize>> {
    let mut found = vec![None; rows.len()];
    for table in [Table::Services, Table::Sites] {
        let of_table = |at: usize| rows[at].filter(|(of, _)| *of == table).map(|(_, key)| (at, key));
        let (own, keys): (Vec<usize>, Vec<&str>) = (0..rows.len()).filter_map(of_table).unzip();
        for (at, index) in own.into_iter().zip(authored.positions(table, keys)) {
            found[at] = index;
        }
    }
    found
}

/// For each of these cells what [`text_in`] finds.
pub(super) fn texts_in(authored: &Authored, cells: &[Option<(Table, &str, Column)>]) -> Vec<Option<String>> {
    let rows: Vec<Option<(Table, &str)>> = cells.iter().map(|cell| cell.map(|(table, key, _)| (table, key))).collect();
    let found = indexes_in(authored, &rows).into_iter().zip(cells);
    let text = |(index, cell): (Option<usize>, &Option<(Table, &str, Column)>)| {
        let (table, _, column) = (*cell)?;
        text_at(authored, table, index?, column)
    };
    found.map(text).collect()
}

/// Gives each of these ids of rows of a table that which its row has in `now`, if it is another one there.
pub(super) fn follow_ids<'k>(
    table: Table,
    keys: impl IntoIterator<Item = &'k mut String>,
    before: &Authored,
    now: &Authored,
) {
    let mut keys: Vec<&mut String> = keys.into_iter().collect();
    let ids: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
    let new: Vec<Option<String>> =
        new_ids(before, now, table, &ids).into_iter().map(|id| id.map(str::to_owned)).collect();
    for (key, new) in keys.iter_mut().zip(new) {
        if let Some(new) = new {
            **key = new;
        }
    }
}

/// What undo calls the change that puts this text into a cell.
pub(super) fn title_of(table: Table, key: &str, column: Column, text: &str) -> Saying {
    if column == Column::Id {
        return Saying::of("undo-rename", [("from", key.into()), ("to", text.into())]);
    }
    Saying::of("undo-cells", [("column", Saying::plain(heading_key(table, column)))])
}

/// The edit that puts a text into the cell of the row with this index.
///
/// # Errors
/// What is wrong with the text.
pub(super) fn edit_of(
    authored: &Authored,
    table: Table,
    (index, column): (usize, Column),
    text: &str,
) -> Result<Edit, Saying> {
    if column == Column::Id {
        return Edit::rename(authored, table, index, text.trim()).map_err(|refused| refused.saying());
    }
    let change = CellChange { place: Place::Row(index), column, text: text.to_owned(), line: 1 };
    change_cells(authored, table, &[change]).map(|changed| changed.edit).map_err(first_error)
}

/// What is wrong with the first of these cells.
pub(super) fn first_error(errors: Vec<CellError>) -> Saying {
    let first = errors.into_iter().next();
    first.map_or_else(|| Saying::plain("sheet-no-name"), |error| error.message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::Service;

    #[test]
    fn a_text_is_put_into_its_cell_or_written_down() {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        rows.services = std::iter::once(("b".to_owned(), Service::named("B".to_owned()))).collect();
        let authored = empty.with_rows(rows);
        let cell = |key: &str, text: &str| CellText {
            table: Table::Services,
            key: key.to_owned(),
            row: "B".to_owned(),
            column: Column::Users,
            text: text.to_owned(),
        };
        let edit = cell("b", "12").edit(&authored).expect("it is there").expect("it is a number");
        let (now, _) = authored.apply(&edit).expect("it fits");
        assert_eq!(now.rows().services.get("b").map(|row| row.users), Some(12));
        let wrong = cell("b", "12x").edit(&now).expect("it is there").expect_err("it is no number");
        assert!(wrong.to_string().contains("12x"));
        assert!(cell("gone", "12").edit(&now).is_none());
        for (key, was) in [("b", "12"), ("gone", "")] {
            let at = cell(key, "12x").loose(&now, String::new()).at.expect("it has a place");
            assert_eq!((at.row.as_str(), at.was.as_str()), (key, was));
        }
    }
}
