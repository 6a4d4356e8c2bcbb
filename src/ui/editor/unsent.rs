//! What was typed in the forms of rows and is not in the document yet. Each form keeps its own, also while another one is shown.

use super::ahead::Ahead;
use crate::file::Authored;
use crate::file::edit::{Row, Table};
use crate::session::{Command, Commands, EditCommand};

/// The row that a form is about. It is found by its id, if it has one, because other changes may move it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    table: Table,
    index: usize,
    key: String,
}

impl Place {
    fn of(authored: &Authored, (table, index): (Table, usize)) -> Self {
        let key = authored.key(table, index).filter(|_| table.has_ids()).unwrap_or_default().to_owned();
        Self { table, index, key }
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_found_by_id = !self.key.is_empty();
        let is_there = if is_found_by_id { self.key == other.key } else { self.index == other.index };
        self.table == other.table && is_there
    }

    /// The index of the row now. If its id was changed, it is the row that is as the form has it.
    fn find(&self, authored: &Authored, ahead: &Ahead<Row>) -> Option<usize> {
        let Self { table, index, key } = self;
        if key.is_empty() || authored.key(*table, *index) == Some(key.as_str()) {
            return Some(*index);
        }
        let is_renamed = || authored.row(*table, *index).is_some_and(|row| ahead.is_based_on(&row));
        authored.position(*table, key).or_else(|| is_renamed().then_some(*index))
    }
}

/// A change of a row that can be made now.
#[derive(Debug)]
pub(super) struct Unsent {
    pub place: (Table, usize),
    pub before: Row,
    pub after: Row,
}

/// What is ahead of the document, by row.
#[derive(Debug, Default)]
pub(super) struct UnsentRows(Vec<(Place, Ahead<Row>)>);

impl UnsentRows {
    /// Takes what is ahead for a row whose form is shown.
    pub(super) fn take(&mut self, authored: &Authored, row: (Table, usize)) -> Option<Ahead<Row>> {
        let place = Place::of(authored, row);
        let index = self.0.iter().position(|(there, _)| there.is_same(&place))?;
        Some(self.0.remove(index).1)
    }

    /// Puts it back.
    pub(super) fn put(&mut self, authored: &Authored, row: (Table, usize), ahead: Option<Ahead<Row>>) {
        self.0.extend(ahead.map(|ahead| (Place::of(authored, row), ahead)));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The next change of a row whose form is not the one that is shown. `None` if there is none, or none can be made because a change is
    /// being computed (`computes`).
    pub(super) fn next(
        &mut self,
        (authored, revision): (&Authored, u64),
        shown: Option<(Table, usize)>,
        computes: bool,
    ) -> Option<Unsent> {
        let shown = shown.map(|row| Place::of(authored, row));
        let mut next = None;
        for (place, ahead) in std::mem::take(&mut self.0) {
            if shown.as_ref().is_some_and(|shown| shown.is_same(&place)) {
                self.0.push((place, ahead));
                continue;
            }
            let row = (place.table, place.find(authored, &ahead).unwrap_or(usize::MAX));
            let Some(before) = authored.row(row.0, row.1) else { continue };
            let mut slot = Some(ahead);
            let waits = computes || next.is_some();
            let after = Ahead::shown(&mut slot, &before, revision, waits);
            if Ahead::keep(&mut slot, &after, &before, revision, waits) {
                next = Some(Unsent { place: row, before, after });
            }
            self.0.extend(slot.map(|ahead| (place, ahead)));
        }
        next
    }
}

/// Whether a change of the scenario is among the commands of this frame. In a large world the next one would be refused until it is computed.
pub(super) fn has_change(commands: &Commands) -> bool {
    commands.iter().any(|command| matches!(command, Command::Edit(EditCommand::Change(_))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::{Service, Site};

    fn rows(users: i128) -> Authored {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        rows.sites = std::iter::once(("a".to_owned(), Site::named("A".to_owned()))).collect();
        let service = |name: &str| Service { users, ..Service::named(name.to_owned()) };
        rows.services = [("s".to_owned(), service("S")), ("t".to_owned(), service("T"))].into_iter().collect();
        empty.with_rows(rows)
    }

    fn named(authored: &Authored, index: usize, name: &str) -> Row {
        let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
        Service { name: name.to_owned(), ..Service::clone(&row) }.into()
    }

    fn keep(unsent: &mut UnsentRows, authored: &Authored, index: usize, name: &str) {
        let row = (Table::Services, index);
        let before = authored.row(row.0, row.1).expect("a row");
        let mut slot = unsent.take(authored, row);
        let now = named(authored, index, name);
        assert!(!Ahead::keep(&mut slot, &now, &before, 1, true));
        unsent.put(authored, row, slot);
    }

    #[test]
    fn each_form_keeps_what_was_typed_in_it_and_the_changes_are_made_one_after_another() {
        let (mut unsent, before) = (UnsentRows::default(), rows(1));
        keep(&mut unsent, &before, 0, "Shop");
        keep(&mut unsent, &before, 1, "Till");
        assert!(unsent.next((&before, 1), None, true).is_none(), "a change is being computed");
        // It is made, and changed neither of them.
        let first = unsent.next((&before, 2), None, false).expect("a change");
        assert_eq!((first.place, first.after), ((Table::Services, 0), named(&before, 0, "Shop")));
        assert!(unsent.next((&before, 2), None, true).is_none(), "that one is being computed");
        let edit = crate::file::edit::Edit::set(&before, Table::Services, 0, named(&before, 0, "Shop")).expect("a row");
        let (after, _) = before.apply(&edit).expect("it fits");
        let second = unsent.next((&after, 3), None, false).expect("a change");
        assert_eq!((second.place, second.after), ((Table::Services, 1), named(&before, 1, "Till")));
        let edit = crate::file::edit::Edit::set(&after, Table::Services, 1, named(&before, 1, "Till")).expect("a row");
        let (after, _) = after.apply(&edit).expect("it fits");
        assert!(unsent.next((&after, 4), None, false).is_none() && unsent.0.is_empty(), "all is made");
    }

    #[test]
    fn what_is_typed_in_the_form_that_is_shown_is_its_own() {
        let (mut unsent, before) = (UnsentRows::default(), rows(1));
        keep(&mut unsent, &before, 1, "Till");
        assert!(unsent.next((&before, 2), Some((Table::Services, 1)), false).is_none());
        assert!(unsent.take(&before, (Table::Services, 1)).is_some());
    }
}
