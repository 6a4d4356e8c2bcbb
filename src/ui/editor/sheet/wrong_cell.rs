//! A text that was typed into a cell and is wrong, and the cell in which it stands.

use super::cell_text::{column_called, edit_of, follow_ids, heading_key, name_at, place_words, text_at, texts_in};
use crate::file::Authored;
use crate::file::edit::Table;
use crate::file::edit::sheet::Column;
use crate::text::Saying;
use crate::ui::editor::loose_texts::LooseText;

/// A text that was typed into a cell and is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrongCell {
    pub table: Table,
    /// The id of the row.
    pub key: String,
    pub column: Column,
    pub text: String,
    /// What is wrong with it.
    pub message: Saying,
    /// The name of the row.
    pub row: String,
    /// What the document had in the cell then. If it has something else, the text is out of date.
    pub was: String,
    /// How many steps undo could take back when the text was in its cell last.
    pub steps: usize,
}

impl WrongCell {
    /// The text of a cell that was written down, whose row is at `index` in its table, if it is wrong there now as it was then.
    pub fn of_written(authored: &Authored, written: &LooseText, index: usize, steps: usize) -> Option<Self> {
        let (table, key, column) = cell_of(written)?;
        let (was, text) = (written.at.as_ref()?.was.clone(), written.text.clone());
        let message = edit_of(authored, table, (index, column), &text).err()?;
        let row = name_at(authored, table, index)?;
        let is_current = text_at(authored, table, index, column).as_ref() == Some(&was);
        is_current.then(|| Self { table, key: key.to_owned(), column, text, message, row, was, steps })
    }

    /// Its cell: the table, the id of the row, and the column.
    pub fn cell(&self) -> (Table, &str, Column) {
        (self.table, self.key.as_str(), self.column)
    }

    /// The column and the row.
    pub fn place(&self) -> Saying {
        place_words(&self.row, heading_key(self.table, self.column))
    }

    /// What is wrong with it, with its row and column.
    pub fn words(&self) -> Saying {
        let column = Saying::plain(heading_key(self.table, self.column));
        let [row, message] = [self.row.as_str().into(), self.message.clone()];
        Saying::of("sheet-error-cell", [("row", row), ("column", column), ("message", message)])
    }

    /// Whether it stands in this cell.
    pub fn is_at(&self, table: Table, key: &str, column: Column) -> bool {
        self.table == table && self.column == column && self.key == key
    }
}

/// The cell of a text that was written down. `None` if it stood in none.
pub(super) fn cell_of(written: &LooseText) -> Option<(Table, &str, Column)> {
    let at = written.at.as_ref().filter(|at| at.is_cell)?;
    let table = Table::named(&at.table)?;
    Some((table, at.row.as_str(), column_called(table, at.path.first()?)?))
}

/// What the cells of these texts have. `None` for those whose rows are gone.
pub(super) fn texts_of(cells: &[WrongCell], authored: &Authored) -> Vec<Option<String>> {
    let cells: Vec<Option<(Table, &str, Column)>> = cells.iter().map(|wrong| Some(wrong.cell())).collect();
    texts_in(authored, &cells)
}

/// Keeps up with the ids and the names of the rows after a change of the document.
pub(super) fn follow_rows(cells: &mut [WrongCell], before: &Authored, now: &Authored) {
    for table in [Table::Services, Table::Sites] {
        let mut own: Vec<&mut WrongCell> = cells.iter_mut().filter(|wrong| wrong.table == table).collect();
        let keys: Vec<&str> = own.iter().map(|wrong| wrong.key.as_str()).collect();
        let named = names_in(before, table, &keys);
        follow_ids(table, own.iter_mut().map(|wrong| &mut wrong.key), before, now);
        let keys: Vec<&str> = own.iter().map(|wrong| wrong.key.as_str()).collect();
        let names = names_in(now, table, &keys);
        for ((wrong, was), name) in own.into_iter().zip(named).zip(names) {
            if let Some(name) = name.filter(|name| was.as_ref() != Some(name)) {
                wrong.row = name;
            }
        }
    }
}

/// The names of the rows with these ids. `None` for those that are not there.
fn names_in(authored: &Authored, table: Table, keys: &[&str]) -> Vec<Option<String>> {
    let indexes = authored.positions(table, keys.iter().copied());
    indexes.into_iter().map(|index| name_at(authored, table, index?)).collect()
}
