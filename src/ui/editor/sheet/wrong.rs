//! The texts that were typed into cells and are wrong. They stay in their cells, also while the table is closed, until they are mended.

use crate::file::Authored;
use crate::file::edit::sheet::{Column, cell};
use crate::file::edit::{Table, new_id};
use crate::session::Session;
use crate::text::Saying;

/// Which version of which document there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::editor) struct Moment {
    /// The number of the document.
    pub document: u64,
    pub revision: u64,
    /// How many steps undo can take back.
    pub steps: usize,
}

impl Moment {
    /// That of a session now.
    pub(in crate::ui::editor) fn of(session: &Session) -> Self {
        Self { document: session.document_number(), revision: session.revision(), steps: session.undo_steps() }
    }
}

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
    /// The name of the row, and the key of the heading of the column.
    pub row: String,
    pub heading: &'static str,
    /// What the document had in the cell then. If it has something else, the text is out of date.
    pub was: String,
    /// The revision of the document then.
    pub revision: u64,
    /// How many steps undo could take back when the text was in its cell last.
    pub steps: usize,
}

impl WrongCell {
    /// The column and the row.
    fn place(&self) -> Saying {
        Saying::of("sheet-cell", [("row", self.row.as_str().into()), ("column", Saying::plain(self.heading))])
    }

    /// What is wrong with it, with its row and column.
    pub(super) fn words(&self) -> Saying {
        let [row, column] = [self.row.as_str().into(), Saying::plain(self.heading)];
        Saying::of("sheet-error-cell", [("row", row), ("column", column), ("message", self.message.clone())])
    }

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

    /// Keeps up with the id and the name of its row.
    fn follow_row(&mut self, before: &Authored, now: &Authored) {
        let named = name_of(before, self.table, &self.key);
        if let Some(id) = new_id(before, now, self.table, &self.key) {
            id.clone_into(&mut self.key);
        }
        if let Some(name) = name_of(now, self.table, &self.key).filter(|name| named.as_ref() != Some(name)) {
            self.row = name;
        }
    }
}

/// The name of a row, or its id if it has none. `None` if there is no such row.
fn name_of(authored: &Authored, table: Table, key: &str) -> Option<String> {
    let row = authored.row(table, authored.position(table, key)?)?;
    let name = cell(key, &row, Column::Name);
    Some(if name.trim().is_empty() { key.to_owned() } else { name })
}

/// All such texts of one document, in the order in which they were typed.
#[derive(Clone, Debug, Default)]
pub struct WrongCells {
    /// The number of the document.
    document: u64,
    cells: Vec<WrongCell>,
    /// The texts whose rows were removed, or whose cells got something else. They are back when undo brings back what was there.
    away: Vec<WrongCell>,
    /// The texts that undo has taken away since the last change of the document, the last one at the end.
    undone: Vec<WrongCell>,
}

impl WrongCells {
    /// Whether there is none that can be seen.
    pub(super) const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Keeps up with the document, whose version before this one is `before`: leaves out the texts of cells that have something else now, and
    /// those of another document.
    pub(in crate::ui::editor) fn follow(&mut self, before: Option<&Authored>, now: &Authored, moment: Moment) {
        if std::mem::replace(&mut self.document, moment.document) != moment.document {
            self.cells.clear();
            self.away.clear();
        }
        self.undone.clear();
        let (seen, away) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.away));
        let all = seen.into_iter().map(|wrong| (wrong, true)).chain(away.into_iter().map(|wrong| (wrong, false)));
        for (mut wrong, was_seen) in all {
            if let Some(before) = before {
                wrong.follow_row(before, now);
            }
            // A second wrong text of the cell may be there.
            let is_free = self.find(wrong.table, &wrong.key, wrong.column).is_none();
            if wrong.is_current(now) && is_free && (was_seen || wrong.steps >= moment.steps) {
                wrong.steps = moment.steps;
                self.cells.push(wrong);
            } else {
                self.away.push(wrong);
            }
        }
    }

    /// The text in this cell.
    pub(super) fn find(&self, table: Table, key: &str, column: Column) -> Option<&WrongCell> {
        self.cells.iter().find(|wrong| wrong.is_at(table, key, column))
    }

    /// The texts in the cells of a table.
    pub(super) fn of(&self, table: Table) -> impl DoubleEndedIterator<Item = &WrongCell> {
        self.cells.iter().filter(move |wrong| wrong.table == table)
    }

    /// Puts a text into its cell.
    pub(super) fn put(&mut self, wrong: WrongCell) {
        self.remove(wrong.table, &wrong.key, wrong.column);
        // One that was there while the cell had something else comes back when undo brings that back.
        self.away.retain(|other| !other.is_at(wrong.table, &wrong.key, wrong.column) || other.was != wrong.was);
        self.undone.clear();
        self.cells.push(wrong);
    }

    /// Takes the text out of this cell.
    pub(super) fn remove(&mut self, table: Table, key: &str, column: Column) {
        self.cells.retain(|wrong| !wrong.is_at(table, key, column));
    }

    /// Takes the text out of this cell, which gets something else. It is back when undo takes that back.
    pub(super) fn overwrite(&mut self, table: Table, key: &str, column: Column) {
        if let Some(index) = self.cells.iter().position(|wrong| wrong.is_at(table, key, column)) {
            let wrong = self.cells.remove(index);
            self.away.push(wrong);
        }
    }

    /// Takes the text out of these cells of a table. Returns how many there were.
    pub(super) fn remove_where(&mut self, table: Table, is_meant: impl Fn(&str, Column) -> bool) -> usize {
        let before = self.cells.len();
        self.cells.retain(|wrong| wrong.table != table || !is_meant(&wrong.key, wrong.column));
        before - self.cells.len()
    }

    /// The index of the text that was typed last into this table, if the document was not changed since then.
    fn last(&self, table: Table, revision: u64) -> Option<usize> {
        self.cells.iter().rposition(|wrong| wrong.table == table && wrong.revision == revision)
    }

    /// Takes away the text that was typed last into this table, if the document was not changed since then. Returns whether there was one.
    pub(super) fn remove_last(&mut self, table: Table, revision: u64) -> bool {
        let last = self.last(table, revision).map(|last| self.cells.remove(last));
        let is_taken = last.is_some();
        self.undone.extend(last);
        is_taken
    }

    /// Puts back the text that was taken away last, if the document was not changed since then. Returns whether there was one.
    pub(super) fn bring_back_last(&mut self, table: Table, revision: u64) -> bool {
        let is_meant = |wrong: &mut WrongCell| wrong.table == table && wrong.revision == revision;
        let Some(wrong) = self.undone.pop_if(is_meant) else { return false };
        self.remove(wrong.table, &wrong.key, wrong.column);
        self.cells.push(wrong);
        true
    }

    /// Whether there is a text that undo takes away now, and one that redo puts back.
    pub(in crate::ui::editor) fn can_go(&self, table: Table, revision: u64) -> [bool; 2] {
        let is_meant = |wrong: &WrongCell| wrong.table == table && wrong.revision == revision;
        [self.last(table, revision).is_some(), self.undone.last().is_some_and(is_meant)]
    }

    /// How many texts there are in cells of other tables than this one, and the table of the first of them.
    pub(in crate::ui::editor) fn beside(&self, shown: Option<Table>, session: &Session) -> Option<(usize, Table)> {
        if self.document != session.document_number() {
            return None;
        }
        let others = self.cells.iter().filter(|wrong| Some(wrong.table) != shown);
        let mut beside = others.filter(|wrong| wrong.is_current(session.authored())).map(|wrong| wrong.table);
        let first = beside.next()?;
        Some((1 + beside.count(), first))
    }

    /// The columns and rows of the texts, if this is their document.
    #[must_use]
    pub fn places(&self, authored: &Authored, document: u64) -> Vec<Saying> {
        self.texts(authored, document).map(|(place, _)| place).collect()
    }

    /// The columns and rows of the texts, with the texts, if this is their document.
    pub(in crate::ui::editor) fn texts(
        &self,
        authored: &Authored,
        document: u64,
    ) -> impl Iterator<Item = (Saying, String)> {
        let own = self.cells.iter().filter(move |wrong| self.document == document && wrong.is_current(authored));
        own.map(|wrong| (wrong.place(), wrong.text.clone()))
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
            message: Saying::from("wrong"),
            row: key.to_owned(),
            heading: "edit-field-users",
            was: was.to_owned(),
            revision: 1,
            steps: 0,
        }
    }

    /// A moment of a document, of which undo can take back so many steps.
    const fn at(document: u64, steps: usize) -> Moment {
        Moment { document, revision: 1, steps }
    }

    fn keys(all: &WrongCells) -> Vec<&str> {
        all.of(Table::Services).map(|wrong| wrong.key.as_str()).collect()
    }

    #[test]
    fn a_text_stays_until_its_cell_has_something_else_or_the_document_is_another_one() {
        let mut all = WrongCells::default();
        let before = services(&[("a", 1), ("b", 2)]);
        all.follow(None, &before, at(7, 0));
        all.put(wrong("a", "1"));
        all.put(wrong("b", "2"));
        // Its row is removed and comes back.
        let less = services(&[("b", 2)]);
        all.follow(Some(&before), &less, at(7, 1));
        assert_eq!((all.places(&less, 7).len(), keys(&all)), (1, vec!["b"]));
        all.follow(Some(&less), &before, at(7, 0));
        assert_eq!(all.of(Table::Services).count(), 2);
        // Its row gets another id.
        let renamed = services(&[("new", 1), ("b", 2)]);
        all.follow(Some(&before), &renamed, at(7, 1));
        assert!(all.find(Table::Services, "new", Column::Users).is_some());
        // Its cell gets another value, which is undone.
        let changed = services(&[("new", 1), ("b", 3)]);
        all.follow(Some(&renamed), &changed, at(7, 2));
        assert_eq!(keys(&all), ["new"]);
        all.follow(Some(&changed), &renamed, at(7, 1));
        assert!(all.find(Table::Services, "b", Column::Users).is_some());
        // That it gets the same value by a later change is something else.
        all.follow(Some(&renamed), &changed, at(7, 2));
        all.follow(Some(&changed), &renamed, at(7, 3));
        assert_eq!(keys(&all), ["new"]);
        all.follow(Some(&renamed), &changed, at(8, 0));
        assert!(all.is_empty() && all.places(&changed, 8).is_empty());
    }

    #[test]
    fn what_undo_takes_away_is_put_back_until_something_else_is_done() {
        let mut all = WrongCells::default();
        let rows = services(&[("a", 1), ("b", 2)]);
        all.follow(None, &rows, at(7, 0));
        for key in ["a", "b"] {
            all.put(wrong(key, if key == "a" { "1" } else { "2" }));
        }
        assert_eq!(all.can_go(Table::Services, 1), [true, false]);
        assert!(!all.remove_last(Table::Services, 2), "it is older than the last change");
        assert!(all.remove_last(Table::Services, 1) && all.remove_last(Table::Services, 1));
        assert_eq!((all.is_empty(), all.can_go(Table::Services, 1)), (true, [false, true]));
        assert!(all.bring_back_last(Table::Services, 1));
        assert_eq!(keys(&all), ["a"]);
        all.put(wrong("a", "1"));
        assert!(!all.bring_back_last(Table::Services, 1));
    }

    #[test]
    fn a_text_has_the_name_that_its_row_has_now() {
        let mut all = WrongCells::default();
        let before = services(&[("a", 1)]);
        all.follow(None, &before, at(7, 0));
        all.put(wrong("a", "1"));
        let mut rows = before.rows().clone();
        let till = Service { users: 1, ..Service::named("Till".to_owned()) };
        rows.services = std::iter::once(("a".to_owned(), till)).collect();
        let now = before.with_rows(rows);
        all.follow(Some(&before), &now, at(7, 1));
        assert_eq!(all.of(Table::Services).next().map(|wrong| wrong.row.as_str()), Some("Till"));
    }
}
