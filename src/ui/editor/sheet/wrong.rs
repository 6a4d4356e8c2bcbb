//! The texts that were typed into cells and are wrong. They stay in their cells, also while the table is closed, until they are mended.

use super::cell_text::{CellText, indexes_in, text_in, texts_in};
use super::wrong_cell::{WrongCell, cell_of, follow_rows, texts_of};
use crate::file::Authored;
use crate::file::edit::Table;
use crate::file::edit::sheet::Column;
use crate::session::Session;
use crate::text::{Saying, Texts};
use crate::ui::editor::loose_texts::{LooseText, TextAt};
use crate::ui::editor::wrong_steps::{WrongStep, WrongSteps};

/// Which version of which document there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::editor) struct Moment {
    /// The number of the document.
    pub document: u64,
    pub revision: u64,
    /// The number of its version, to which undo leads back.
    pub version: u64,
    /// How many steps undo can take back.
    pub steps: usize,
    /// The number of the content of the file that the document was made from.
    pub base: u64,
}

impl Moment {
    /// That of a session now.
    pub(in crate::ui::editor) fn of(session: &Session) -> Self {
        Self {
            document: session.document_number(),
            revision: session.revision(),
            version: session.version_number(),
            steps: session.undo_steps(),
            base: session.base_number(),
        }
    }
}

/// All such texts of one document, in the order in which they were typed.
#[derive(Clone, Debug, Default)]
pub struct WrongCells {
    /// The number of the document, of its version, and of the content of the file that it was made from.
    document: u64,
    version: u64,
    base: u64,
    cells: Vec<WrongCell>,
    /// The texts whose rows were removed, or whose cells got something else. They are back when undo brings back what was there.
    away: Vec<WrongCell>,
    /// The steps in which texts were typed and taken away.
    steps: WrongSteps<WrongCell>,
}

impl WrongCells {
    /// The texts of cells of a document that were written down, as far as their cells are there and the texts are wrong in them. Each text that was
    /// put into its cell is taken out of `written`.
    pub(in crate::ui::editor) fn of_written(session: &Session, written: &mut Vec<LooseText>) -> Self {
        let Moment { document, version, steps, base, .. } = Moment::of(session);
        let mut all = Self { document, version, base, ..Self::default() };
        let authored = session.authored();
        let rows = written.iter().map(|text| cell_of(text).map(|(table, key, _)| (table, key)));
        let mut indexes = indexes_in(authored, &rows.collect::<Vec<_>>()).into_iter();
        written.retain(|text| {
            let index = indexes.next().flatten();
            let cell = index.and_then(|index| WrongCell::of_written(authored, text, index, steps));
            let Some(cell) = cell else { return true };
            // Of two texts for one cell, the later one counts.
            all.cells.retain(|other: &WrongCell| !other.is_at(cell.table, &cell.key, cell.column));
            all.cells.push(cell);
            false
        });
        all
    }

    /// These texts that were written down, without those whose cells are in this version of the document and have something else than when the texts
    /// were typed: then something took the place of the text.
    pub(in crate::ui::editor) fn not_overwritten(written: &[LooseText], now: &Authored) -> Vec<LooseText> {
        let cells: Vec<Option<(Table, &str, Column)>> = written.iter().map(cell_of).collect();
        let texts = written.iter().zip(texts_in(now, &cells));
        let is_left = |(written, text): &(&LooseText, Option<String>)| {
            text.as_ref().is_none_or(|text| written.at.as_ref().is_some_and(|at| at.was == *text))
        };
        texts.filter(is_left).map(|(written, _)| written.clone()).collect()
    }

    /// Whether there is none that can be seen.
    pub(super) const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Keeps up with the document, whose version before this one is `before`: leaves out the texts of cells that have something else now, and
    /// those of another document. If it was another program that has changed the cells in the file, the texts stay in them.
    pub(in crate::ui::editor) fn follow(&mut self, before: Option<&Authored>, now: &Authored, moment: Moment) {
        self.version = moment.version;
        if std::mem::replace(&mut self.document, moment.document) != moment.document {
            self.cells.clear();
            self.away.clear();
            self.steps = WrongSteps::default();
        }
        self.steps.follow(moment.version);
        let is_from_file = std::mem::replace(&mut self.base, moment.base) != moment.base;
        let (seen, away) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.away));
        let seen_count = seen.len();
        let mut all: Vec<WrongCell> = seen.into_iter().chain(away).collect();
        if let Some(before) = before {
            follow_rows(&mut all, before, now);
        }
        let texts = texts_of(&all, now);
        for (number, (mut wrong, text)) in all.into_iter().zip(texts).enumerate() {
            let was_seen = number < seen_count;
            if is_from_file && was_seen {
                wrong.was = text.clone().unwrap_or(wrong.was);
            }
            let is_current = text.as_ref() == Some(&wrong.was);
            // A second wrong text of the cell may be there.
            let is_free = self.find(wrong.table, &wrong.key, wrong.column).is_none();
            if is_current && is_free && (was_seen || wrong.steps >= moment.steps) {
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

    /// Puts a text into its cell, which is a step.
    pub(super) fn put(&mut self, wrong: WrongCell) {
        let before = self.take(wrong.table, |key, column| wrong.is_at(wrong.table, key, column));
        // One that was there while the cell had something else comes back when undo brings that back.
        self.away.retain(|other| !other.is_at(wrong.table, &wrong.key, wrong.column) || other.was != wrong.was);
        self.steps.add(self.version, before, vec![wrong.clone()]);
        self.cells.push(wrong);
    }

    /// Puts a text into its cell that was typed before the table was closed.
    pub(in crate::ui::editor) fn put_typed(&mut self, session: &Session, typed: CellText, message: Saying) {
        let CellText { table, key, row, column, text } = typed;
        let was = text_in(session.authored(), table, &key, column).unwrap_or_default();
        self.put(WrongCell { table, key, column, text, message, row, was, steps: session.undo_steps() });
    }

    /// Takes the text out of this cell, which is a step if there is one.
    pub(super) fn remove(&mut self, table: Table, key: &str, column: Column) {
        self.remove_where(table, |own, of| own == key && of == column);
    }

    /// Takes the text out of this cell, which gets something else. It is back when undo takes that back.
    pub(super) fn overwrite(&mut self, table: Table, key: &str, column: Column) {
        if let Some(index) = self.cells.iter().position(|wrong| wrong.is_at(table, key, column)) {
            let wrong = self.cells.remove(index);
            self.away.push(wrong);
        }
    }

    /// Takes the text out of these cells of a table, which is one step. Returns how many there were.
    pub(super) fn remove_where(&mut self, table: Table, is_meant: impl Fn(&str, Column) -> bool) -> usize {
        let taken = self.take(table, is_meant);
        let count = taken.len();
        self.steps.add(self.version, taken, Vec::new());
        count
    }

    /// Takes out the texts of these cells of a table.
    fn take(&mut self, table: Table, is_meant: impl Fn(&str, Column) -> bool) -> Vec<WrongCell> {
        let is_taken = |wrong: &WrongCell| wrong.table == table && is_meant(&wrong.key, wrong.column);
        let (taken, left) = std::mem::take(&mut self.cells).into_iter().partition(is_taken);
        self.cells = left;
        taken
    }

    /// Whether the cells of a step are those of this table, and have these texts, and the cells of `gone` no others.
    fn has(&self, table: Table, there: &[WrongCell], gone: &[WrongCell]) -> bool {
        let is_free_of = |wrong: &WrongCell| {
            let found = self.find(wrong.table, &wrong.key, wrong.column);
            let is_there = |other: &WrongCell| other.is_at(wrong.table, &wrong.key, wrong.column);
            found.is_none() || there.iter().any(is_there)
        };
        let is_there = |wrong: &WrongCell| {
            let found = self.find(wrong.table, &wrong.key, wrong.column);
            found.is_some_and(|found| found.text == wrong.text)
        };
        let is_of_table = there.iter().chain(gone).all(|wrong| wrong.table == table);
        is_of_table && there.iter().all(is_there) && gone.iter().all(is_free_of)
    }

    /// The number of the step about cells of this table that undo takes back in this version of the document.
    pub(in crate::ui::editor) fn undo_step(&self, table: Table, version: u64) -> Option<u64> {
        self.undo(table, version).map(|step| step.number)
    }

    fn undo(&self, table: Table, version: u64) -> Option<&WrongStep<WrongCell>> {
        self.steps.undo(version, |step| self.has(table, &step.after, &step.before))
    }

    /// The number of the step about cells of this table that redo makes again in this version of the document.
    pub(in crate::ui::editor) fn redo_step(&self, table: Table, version: u64) -> Option<u64> {
        self.redo(table, version).map(|step| step.number)
    }

    fn redo(&self, table: Table, version: u64) -> Option<&WrongStep<WrongCell>> {
        self.steps.redo(version, |step| self.has(table, &step.before, &step.after))
    }

    /// Takes back the last step about cells of this table that was made in this version of the document. Returns how many texts it put into cells,
    /// which are gone now, or 0 if others are there in their place.
    pub(super) fn take_back(&mut self, table: Table, version: u64) -> Option<usize> {
        let WrongStep { number, before, after, .. } = self.undo(table, version)?.clone();
        self.steps.note_undone(number);
        Some(self.replace(&after, before))
    }

    /// Makes the step again that was taken back last. Returns how many texts it takes away, or 0 if others are there in their place.
    pub(super) fn do_again(&mut self, table: Table, version: u64) -> Option<usize> {
        let WrongStep { number, before, after, .. } = self.redo(table, version)?.clone();
        self.steps.note_redone(number);
        Some(self.replace(&before, after))
    }

    /// Puts texts in the place of others. Returns how many are gone, or 0 if any are there.
    fn replace(&mut self, gone: &[WrongCell], there: Vec<WrongCell>) -> usize {
        self.cells.retain(|wrong| !gone.iter().any(|other| other.is_at(wrong.table, &wrong.key, wrong.column)));
        let count = if there.is_empty() { gone.len() } else { 0 };
        self.cells.extend(there);
        count
    }

    /// How many texts there are in cells of other tables than this one, and the table of the first of them.
    pub(in crate::ui::editor) fn beside(&self, shown: Option<Table>, session: &Session) -> Option<(usize, Table)> {
        let current = self.current(session.authored(), session.document_number());
        let mut beside = current.map(|wrong| wrong.table).filter(|table| Some(*table) != shown);
        let first = beside.next()?;
        Some((1 + beside.count(), first))
    }

    /// The columns and rows of the texts, if this is their document.
    #[must_use]
    pub fn places(&self, authored: &Authored, document: u64) -> Vec<Saying> {
        self.current(authored, document).map(WrongCell::place).collect()
    }

    /// The texts as they are written down, if this is their document.
    pub(in crate::ui::editor) fn loose(
        &self,
        authored: &Authored,
        document: u64,
        texts: &Texts,
    ) -> impl Iterator<Item = LooseText> {
        self.current(authored, document).map(move |wrong| {
            let at = TextAt {
                is_cell: true,
                table: wrong.table.name().to_owned(),
                row: wrong.key.clone(),
                path: vec![wrong.column.word().to_owned()],
                was: wrong.was.clone(),
                reason: String::new(),
            };
            LooseText { place: texts.say(&wrong.place()), text: wrong.text.clone(), at: Some(at) }
        })
    }

    /// The texts of cells that have what they had when the texts were typed, if this is their document.
    fn current(&self, authored: &Authored, document: u64) -> impl Iterator<Item = &WrongCell> {
        let cells: &[WrongCell] = if self.document == document { &self.cells } else { &[] };
        let current = cells.iter().zip(texts_of(cells, authored));
        current.filter(|(wrong, text)| text.as_ref() == Some(&wrong.was)).map(|(wrong, _)| wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::Service;
    use crate::ui::editor::fixtures::services;

    fn wrong(key: &str, was: &str) -> WrongCell {
        WrongCell {
            table: Table::Services,
            key: key.to_owned(),
            column: Column::Users,
            text: "many".to_owned(),
            message: Saying::from("wrong"),
            row: key.to_owned(),
            was: was.to_owned(),
            steps: 0,
        }
    }

    /// A moment of a document, of which undo can take back so many steps.
    const fn at(document: u64, steps: usize) -> Moment {
        Moment { document, revision: 1, version: 10 + steps as u64, steps, base: 0 }
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
    fn a_text_stays_in_its_cell_when_another_program_has_changed_that_in_the_file() {
        let mut all = WrongCells::default();
        let before = services(&[("a", 1), ("b", 2)]);
        all.follow(None, &before, at(7, 0));
        all.put(wrong("a", "1"));
        all.put(wrong("b", "2"));
        // Of the other row nothing is left.
        let theirs = services(&[("a", 5)]);
        all.follow(Some(&before), &theirs, Moment { base: 1, ..at(7, 1) });
        assert_eq!((keys(&all), all.places(&theirs, 7).len()), (vec!["a"], 1));
        // So it does when that is undone, and the other text is back with its row.
        all.follow(Some(&theirs), &before, at(7, 0));
        assert_eq!((keys(&all), all.places(&before, 7).len()), (vec!["a", "b"], 2));
        // A change that is made here takes its place.
        all.follow(Some(&before), &services(&[("a", 9), ("b", 2)]), at(7, 1));
        assert_eq!(keys(&all), ["b"]);
    }

    #[test]
    fn what_undo_takes_away_is_put_back_until_something_else_is_done() {
        let mut all = WrongCells::default();
        let rows = services(&[("a", 1), ("b", 2)]);
        all.follow(None, &rows, at(7, 0));
        for key in ["a", "b"] {
            all.put(wrong(key, if key == "a" { "1" } else { "2" }));
        }
        let (table, now) = (Table::Services, 10);
        assert!(all.undo_step(table, now).is_some() && all.redo_step(table, now).is_none());
        assert_eq!(all.take_back(table, now + 1), None, "it is older than the last change");
        assert_eq!(all.take_back(Table::Sites, now), None, "it is in another table");
        assert_eq!([(); 3].map(|()| all.take_back(table, now)), [Some(1), Some(1), None]);
        assert!(all.is_empty() && all.undo_step(table, now).is_none() && all.redo_step(table, now).is_some());
        assert_eq!((all.do_again(table, now), keys(&all)), (Some(0), vec!["a"]));
        all.put(wrong("a", "1"));
        assert_eq!(all.do_again(table, now), None);
    }

    #[test]
    fn what_was_taken_away_is_brought_back_also_after_a_later_change_was_undone() {
        let mut all = WrongCells::default();
        let before = services(&[("a", 1), ("b", 2)]);
        all.follow(None, &before, at(7, 0));
        for key in ["a", "b"] {
            all.put(wrong(key, if key == "a" { "1" } else { "2" }));
        }
        let (table, now) = (Table::Services, 10);
        assert_eq!(all.remove_where(table, |_, _| true), 2);
        // The ids change, and that is undone.
        let renamed = services(&[("new", 1), ("b", 2)]);
        all.follow(Some(&before), &renamed, at(7, 1));
        assert_eq!(all.take_back(table, now + 1), None);
        all.follow(Some(&renamed), &before, at(7, 0));
        assert_eq!((all.take_back(table, now), keys(&all)), (Some(0), vec!["a", "b"]));
        // One that was typed over another one.
        all.put(WrongCell { text: "few".to_owned(), ..wrong("a", "1") });
        let texts = |all: &WrongCells| all.of(table).map(|wrong| wrong.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&all), ["many", "few"]);
        assert_eq!((all.take_back(table, now), texts(&all)), (Some(0), vec!["many".to_owned(); 2]));
    }

    #[test]
    fn a_text_that_was_written_down_is_wrong_in_its_cell_as_before() {
        let shipped = crate::file::shipped().first().expect("one ships at least");
        let (authored, checked) = shipped.document();
        let origin = crate::session::Origin::Shipped(shipped.name);
        let session = Session::open(authored, checked, origin).expect("shipped plans fit");
        let authored = session.authored();
        let key = authored.key(Table::Services, 0).expect("a service");
        let was = text_in(authored, Table::Services, key, Column::Users).expect("its users");
        let mut all = WrongCells::of_written(&session, &mut Vec::new());
        let text = "many".to_owned();
        let message = Saying::from("it is found again");
        all.put(WrongCell { text, message, ..wrong(key, &was) });
        let texts = Texts::english();
        let mut written: Vec<LooseText> = all.loose(authored, session.document_number(), &texts).collect();
        // Its row is gone, or has another value now.
        let other = |change: fn(&mut TextAt)| {
            let mut text = written[0].clone();
            text.at.as_mut().into_iter().for_each(change);
            text
        };
        let others = [other(|at| at.row = "gone".to_owned()), other(|at| at.was = "1".to_owned())];
        written.extend(others.clone());
        let again = WrongCells::of_written(&session, &mut written);
        assert_eq!(written, others);
        let found = again.find(Table::Services, key, Column::Users).expect("it is in its cell");
        assert!(found.text == "many" && found.words().to_string().contains("is not a whole number"));
        assert_eq!(again.places(authored, session.document_number()).len(), 1);
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
