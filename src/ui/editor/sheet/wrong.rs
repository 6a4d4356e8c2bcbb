//! The texts that were typed into cells and are wrong. They stay in their cells, also while the table is closed, until they are mended.

use crate::file::Authored;
use crate::file::edit::sheet::{Column, cell};
use crate::file::edit::{Table, new_id};
use crate::text::Saying;

/// A text that was typed into a cell and is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrongCell {
    pub table: Table,
    /// The id of the row.
    pub key: String,
    pub column: Column,
    pub text: String,
    /// What is wrong with it, with its row and column.
    pub words: Saying,
    /// The column and the row.
    pub place: Saying,
    /// What the document had in the cell then. If it has something else, the text is out of date.
    pub was: String,
    /// The revision of the document then.
    pub revision: u64,
}

impl WrongCell {
    /// What the document has in the cell now. `None` if there is no such row.
    fn text_now(&self, authored: &Authored) -> Option<String> {
        let row = authored.row(self.table, authored.position(self.table, &self.key)?)?;
        Some(cell(&self.key, &row, self.column))
    }

    fn is_current(&self, authored: &Authored) -> bool {
        self.text_now(authored).is_some_and(|text| text == self.was)
    }

    fn is_at(&self, table: Table, key: &str, column: Column) -> bool {
        self.table == table && self.column == column && self.key == key
    }
}

/// All such texts of one document, in the order in which they were typed.
#[derive(Clone, Debug, Default)]
pub struct WrongCells {
    /// The number of the document.
    document: u64,
    cells: Vec<WrongCell>,
    /// The texts whose rows were removed. They are back when undo brings the rows back.
    away: Vec<WrongCell>,
}

impl WrongCells {
    /// Whether there is none that can be seen.
    pub(super) const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Keeps up with the document, whose version before this one is `before`: leaves out the texts of cells that have something else now, and
    /// those of another document.
    pub(in crate::ui::editor) fn follow(&mut self, before: Option<&Authored>, now: &Authored, document: u64) {
        if std::mem::replace(&mut self.document, document) != document {
            self.cells.clear();
            self.away.clear();
        }
        let mut all = std::mem::take(&mut self.cells);
        all.append(&mut self.away);
        for mut wrong in all {
            if let Some(before) = before {
                follow_id(&mut wrong, before, now);
            }
            match wrong.text_now(now) {
                Some(text) if text == wrong.was => self.cells.push(wrong),
                Some(_) => {}
                None => self.away.push(wrong),
            }
        }
    }

    /// The text in this cell.
    pub(super) fn find(&self, table: Table, key: &str, column: Column) -> Option<&WrongCell> {
        self.cells.iter().find(|wrong| wrong.is_at(table, key, column))
    }

    /// The texts in the cells of a table.
    pub(super) fn of(&self, table: Table) -> impl Iterator<Item = &WrongCell> {
        self.cells.iter().filter(move |wrong| wrong.table == table)
    }

    /// Puts a text into its cell.
    pub(super) fn put(&mut self, wrong: WrongCell) {
        self.remove(wrong.table, &wrong.key, wrong.column);
        self.cells.push(wrong);
    }

    /// Takes the text out of this cell.
    pub(super) fn remove(&mut self, table: Table, key: &str, column: Column) {
        self.cells.retain(|wrong| !wrong.is_at(table, key, column));
    }

    /// Takes the text out of these cells of a table. Returns how many there were.
    pub(super) fn remove_where(&mut self, table: Table, is_meant: impl Fn(&str, Column) -> bool) -> usize {
        let before = self.cells.len();
        self.cells.retain(|wrong| wrong.table != table || !is_meant(&wrong.key, wrong.column));
        before - self.cells.len()
    }

    /// Takes away the text that was typed last into this table, if the document was not changed since then. Returns whether there was one.
    pub(super) fn remove_last(&mut self, table: Table, revision: u64) -> bool {
        let is_meant = |wrong: &WrongCell| wrong.table == table && wrong.revision == revision;
        let last = self.cells.iter().rposition(is_meant);
        last.map(|last| self.cells.remove(last)).is_some()
    }

    /// The columns and rows of the texts, if this is their document.
    #[must_use]
    pub fn places(&self, authored: &Authored, document: u64) -> Vec<Saying> {
        let own = self.cells.iter().filter(|wrong| self.document == document && wrong.is_current(authored));
        own.map(|wrong| wrong.place.clone()).collect()
    }
}

/// Gives a text the new id of its row, if it has another one now.
fn follow_id(wrong: &mut WrongCell, before: &Authored, now: &Authored) {
    if let Some(id) = new_id(before, now, wrong.table, &wrong.key) {
        id.clone_into(&mut wrong.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::Service;

    fn services(rows: &[(&str, i128)]) -> Authored {
        let (empty, _) = crate::file::empty();
        let mut all = empty.rows().clone();
        let service = |users: i128| Service { users, ..Service::named("S".to_owned()) };
        all.services = rows.iter().map(|(id, users)| ((*id).to_owned(), service(*users))).collect();
        empty.with_rows(all)
    }

    fn wrong(key: &str, was: &str) -> WrongCell {
        WrongCell {
            table: Table::Services,
            key: key.to_owned(),
            column: Column::Users,
            text: "many".to_owned(),
            words: Saying::from("wrong"),
            place: Saying::from(key),
            was: was.to_owned(),
            revision: 1,
        }
    }

    #[test]
    fn a_text_stays_until_its_cell_has_something_else_or_the_document_is_another_one() {
        let mut all = WrongCells::default();
        let before = services(&[("a", 1), ("b", 2)]);
        all.follow(None, &before, 7);
        all.put(wrong("a", "1"));
        all.put(wrong("b", "2"));
        // Its row is removed and comes back.
        let less = services(&[("b", 2)]);
        all.follow(Some(&before), &less, 7);
        assert_eq!(all.places(&less, 7), [Saying::from("b")]);
        all.follow(Some(&less), &before, 7);
        assert_eq!(all.of(Table::Services).count(), 2);
        // Its row gets another id.
        let renamed = services(&[("new", 1), ("b", 2)]);
        all.follow(Some(&before), &renamed, 7);
        assert!(all.find(Table::Services, "new", Column::Users).is_some());
        // Its cell gets another value.
        let changed = services(&[("new", 1), ("b", 3)]);
        all.follow(Some(&renamed), &changed, 7);
        assert!(all.find(Table::Services, "b", Column::Users).is_none());
        assert!(!all.remove_last(Table::Services, 2) && all.remove_last(Table::Services, 1));
        all.put(wrong("b", "3"));
        assert!(all.places(&changed, 8).is_empty());
        all.follow(None, &changed, 8);
        assert!(all.is_empty());
    }
}
