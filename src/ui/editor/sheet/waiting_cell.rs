//! What waits for cells of the table until a change can be made: a text that was typed, or cells that are to be emptied or filled down.

use super::cell_text::{CellText, first_error, follow_ids};
use crate::file::Authored;
use crate::file::edit::sheet::{CellChange, CellError, Column, Pasted, Place, change_cells, fill_down};
use crate::file::edit::{Edit, Table};
use crate::text::Saying;
use crate::ui::editor::loose_texts::LooseText;

/// What waits for cells of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::editor) enum WaitingCell {
    /// A text for one cell.
    Text(CellText),
    /// Cells that are to be emptied.
    Cleared(CellRange),
    /// Cells that are to get what those of the first row have.
    Filled(CellRange),
}

/// Cells in several columns of several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::editor) struct CellRange {
    pub(super) table: Table,
    /// The ids of the rows, in the order in which they are shown.
    pub(super) keys: Vec<String>,
    /// The columns. That of the ids is none of them: ids are neither emptied nor filled down.
    pub(super) columns: Vec<Column>,
}

impl CellRange {
    /// Whether the cell of this row and column is one of them.
    pub(super) fn has(&self, key: &str, column: Column) -> bool {
        self.columns.contains(&column) && self.keys.iter().any(|own| own == key)
    }

    /// The indices of the rows. `None` for those that are gone.
    fn rows(&self, authored: &Authored) -> Vec<Option<usize>> {
        authored.positions(self.table, self.keys.iter().map(String::as_str))
    }
}

impl WaitingCell {
    /// The edit that makes the change, or what is wrong with it. `None` if the rows are gone.
    pub(in crate::ui::editor) fn edit(&self, authored: &Authored) -> Option<Result<Edit, Saying>> {
        match self {
            Self::Text(cell) => cell.edit(authored),
            Self::Cleared(range) => {
                let rows: Vec<usize> = range.rows(authored).into_iter().flatten().collect();
                let cleared = || cleared(authored, range.table, &rows, &range.columns);
                (!rows.is_empty()).then(|| cleared().map(|cleared| cleared.edit).map_err(first_error))
            }
            Self::Filled(range) => {
                let rows = range.rows(authored);
                let (first, rest) = rows.split_first()?;
                let rest: Vec<usize> = rest.iter().flatten().copied().collect();
                fill_down(authored, range.table, (*first)?, &rest, &range.columns).map(|filled| Ok(filled.edit))
            }
        }
    }

    /// What undo calls the change.
    pub(in crate::ui::editor) fn title(&self) -> Saying {
        match self {
            Self::Text(cell) => cell.title(),
            Self::Cleared(_) => Saying::plain("undo-clear"),
            Self::Filled(_) => Saying::plain("undo-fill"),
        }
    }

    /// The column and the row of a text. Of other changes no text is left over, so what they are is enough.
    pub(in crate::ui::editor) fn place(&self) -> Saying {
        match self {
            Self::Text(cell) => cell.place(),
            Self::Cleared(_) | Self::Filled(_) => self.title(),
        }
    }

    /// The text, which is wrong or whose row is gone, as it is written down. `place` is its place in words. `None` if this is no text.
    pub(in crate::ui::editor) fn loose(&self, authored: &Authored, place: String) -> Option<LooseText> {
        match self {
            Self::Text(cell) => Some(cell.loose(authored, place)),
            Self::Cleared(_) | Self::Filled(_) => None,
        }
    }

    /// Whether this is about the cell of a text that was typed before it and is wrong. Then that text is taken away.
    pub(in crate::ui::editor) fn takes_away(&self, written: &LooseText) -> bool {
        let Some(at) = written.at.as_ref().filter(|at| at.is_cell) else { return false };
        let is_here = |table: Table, keys: &[String], columns: &[Column]| {
            let is_column = |word: &String| columns.iter().any(|column| column.word() == word.as_str());
            at.table == table.name() && keys.contains(&at.row) && at.path.first().is_some_and(is_column)
        };
        match self {
            Self::Text(CellText { table, key, column, .. }) => is_here(*table, std::slice::from_ref(key), &[*column]),
            Self::Cleared(CellRange { table, keys, columns }) => is_here(*table, keys, columns),
            Self::Filled(CellRange { table, keys, columns }) => {
                is_here(*table, keys.get(1..).unwrap_or_default(), columns)
            }
        }
    }

    /// The ids of the rows, with their table.
    fn keys_mut(&mut self) -> Vec<(Table, &mut String)> {
        match self {
            Self::Text(CellText { table, key, .. }) => vec![(*table, key)],
            Self::Cleared(CellRange { table, keys, .. }) | Self::Filled(CellRange { table, keys, .. }) => {
                keys.iter_mut().map(|key| (*table, key)).collect()
            }
        }
    }
}

/// Finds the rows of all of these again after a change of the document: they may have other ids.
pub(in crate::ui::editor) fn follow_rows<'c>(
    cells: impl IntoIterator<Item = &'c mut WaitingCell>,
    before: &Authored,
    now: &Authored,
) {
    let mut keys: Vec<(Table, &mut String)> = cells.into_iter().flat_map(WaitingCell::keys_mut).collect();
    for table in [Table::Services, Table::Sites] {
        let own = keys.iter_mut().filter(|(of, _)| *of == table);
        follow_ids(table, own.map(|(_, key)| &mut **key), before, now);
    }
}

/// Empties the cells of these columns in the rows at these indices, apart from ids.
///
/// # Errors
/// The cells that cannot be empty. Their lines are the places of their rows among these, from 1.
pub(super) fn cleared(
    authored: &Authored,
    table: Table,
    rows: &[usize],
    columns: &[Column],
) -> Result<Pasted, Vec<CellError>> {
    let columns = || columns.iter().copied().filter(|column| *column != Column::Id);
    let change =
        |line: usize, index: usize, column| CellChange { place: Place::Row(index), column, text: String::new(), line };
    let rows = (1..).zip(rows.iter().copied());
    let changes = rows.flat_map(|(line, index)| columns().map(move |column| change(line, index, column)));
    change_cells(authored, table, &changes.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::editor::WaitingTexts;
    use crate::ui::editor::fixtures::services;
    use crate::ui::editor::loose_texts::TextAt;

    fn range(keys: &[&str]) -> CellRange {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        CellRange { table: Table::Services, keys, columns: vec![Column::Users] }
    }

    fn users(authored: &Authored, cell: &WaitingCell) -> Option<Vec<i128>> {
        let edit = cell.edit(authored)?.expect("nothing is wrong");
        let (now, _) = authored.apply(&edit).expect("it fits");
        Some(now.rows().services.iter().map(|(_, row)| row.users).collect())
    }

    #[test]
    fn cells_are_emptied_and_filled_down_in_the_rows_that_are_left() {
        let now = services(&[("a", 1), ("b", 2), ("c", 3)]);
        let cleared = WaitingCell::Cleared(range(&["b", "gone", "c"]));
        assert_eq!(users(&now, &cleared), Some(vec![1, 0, 0]));
        let filled = WaitingCell::Filled(range(&["c", "gone", "a"]));
        assert_eq!(users(&now, &filled), Some(vec![3, 2, 3]));
        assert_eq!(users(&now, &WaitingCell::Filled(range(&["gone", "a"]))), None, "there is nothing to fill down");
        assert_eq!(users(&now, &WaitingCell::Cleared(range(&["gone"]))), None);
    }

    #[test]
    fn names_that_cannot_be_empty_are_told_with_the_places_of_their_rows() {
        let now = services(&[("a", 1), ("b", 2), ("c", 3)]);
        let errors = cleared(&now, Table::Services, &[2, 0], &[Column::Name, Column::Id, Column::Users]);
        let errors = errors.expect_err("names cannot be empty");
        let found: Vec<_> = errors.iter().map(|error| (error.line, error.column)).collect();
        assert_eq!(found, [(1, Some(Column::Name)), (2, Some(Column::Name))]);
        assert!(errors.iter().all(|error| error.message == Saying::plain("sheet-empty-name")));
    }

    #[test]
    fn rows_that_have_other_ids_are_found_again() {
        let (before, now) = (services(&[("a", 1), ("b", 2)]), services(&[("new", 1), ("b", 2)]));
        let mut cells = [WaitingCell::Cleared(range(&["a", "b"])), WaitingCell::Filled(range(&["b", "a"]))];
        follow_rows(&mut cells, &before, &now);
        let new = [WaitingCell::Cleared(range(&["new", "b"])), WaitingCell::Filled(range(&["b", "new"]))];
        assert_eq!(cells, new);
    }

    #[test]
    fn a_wrong_text_is_taken_away_by_what_comes_after_it_in_its_cell() {
        let written = |row: &str, column: &str| {
            let (table, path, was) = ("services".to_owned(), vec![column.to_owned()], "1".to_owned());
            let at = TextAt { is_cell: true, table, row: row.to_owned(), path, was, reason: String::new() };
            LooseText { place: String::new(), text: "12x".to_owned(), at: Some(at) }
        };
        let cleared = WaitingCell::Cleared(range(&["a", "b"]));
        assert!(cleared.takes_away(&written("a", "users")) && cleared.takes_away(&written("b", "users")));
        assert!(!cleared.takes_away(&written("a", "load")) && !cleared.takes_away(&written("c", "users")));
        let filled = WaitingCell::Filled(range(&["a", "b"]));
        assert!(!filled.takes_away(&written("a", "users")) && filled.takes_away(&written("b", "users")));
    }

    #[test]
    fn a_cell_that_is_emptied_after_a_wrong_text_loses_only_that_text() {
        let now = services(&[("a", 5)]);
        let text = |text: &str| {
            let (table, key, row, text) = (Table::Services, "a".to_owned(), "S".to_owned(), text.to_owned());
            WaitingCell::Text(CellText { table, key, row, column: Column::Users, text })
        };
        let onto = |cells: &[WaitingCell]| {
            let cells = cells.iter().map(|cell| (cell.clone(), String::new())).collect();
            let (now, loose) = WaitingTexts { cells, ..WaitingTexts::default() }.onto(&now, now.clone());
            (now.rows().services.get("a").expect("a row").users, loose.len())
        };
        let cleared = WaitingCell::Cleared(range(&["a"]));
        assert_eq!(onto(&[text("12x")]), (5, 1));
        assert_eq!(onto(&[text("12x"), cleared.clone()]), (5, 0));
        assert_eq!(onto(&[text("12"), cleared.clone()]), (0, 0));
        assert_eq!(onto(&[text("12x"), cleared.clone(), cleared]), (0, 0));
    }
}
