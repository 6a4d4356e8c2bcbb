//! What differs between two versions of a file, as a small scenario of the rows that differ: it can be written down without the others.

use serde::{Deserialize, Serialize};

use super::change::{Change, Head, apply};
use super::tables::{AnyTable, Table, table, table_mut, without_tables};
use crate::file::schema::Scenario;

/// The most places at which two versions may differ.
const MOST_SPLICES: usize = 1_000;
/// The most rows that may differ.
const MOST_ROWS: usize = 2_000;

/// Rows of a table, and how many others take their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Splice {
    /// The name of the table.
    table: String,
    /// The index of the first of these rows, in the version before.
    index: usize,
    removed: usize,
    added: usize,
}

/// Where the rows of a [`Delta`] belong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splices {
    /// In the order of the tables and of their rows.
    splices: Vec<Splice>,
    /// Whether the translations are other ones.
    has_translations: bool,
}

/// What makes one version of a file of another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Delta {
    /// All fields that are in no table, and the rows that differ, in their tables.
    pub rows: Scenario,
    /// Where they belong.
    pub splices: Splices,
}

impl Delta {
    /// What makes `after` of `before`. `None` if that is much.
    #[must_use]
    pub fn between(before: &Scenario, after: &Scenario) -> Option<Self> {
        let has_translations = before.translations != after.translations;
        let mut rows = without_tables(after);
        if has_translations {
            rows.translations.clone_from(&after.translations);
        }
        let mut splices = Vec::new();
        for of in Table::ALL {
            let now = table(after, of);
            // How many rows more there are up to here than there were.
            let (mut added, mut removed) = (0, 0);
            for splice in spliced(table(before, of), now, of) {
                let first = splice.index + added - removed;
                for index in first..first + splice.added {
                    let (end, key) = (table(&rows, of).len(), now.key(index).unwrap_or_default().into());
                    table_mut(&mut rows, of).insert(end, &key, now.row(index)?).ok()?;
                }
                (added, removed) = (added + splice.added, removed + splice.removed);
                splices.push(splice);
            }
            if added > MOST_ROWS || splices.len() > MOST_SPLICES {
                return None;
            }
        }
        Some(Self { rows, splices: Splices { splices, has_translations } })
    }

    /// The version that this makes of `before`. `None` if it was made for another version.
    #[must_use]
    pub fn onto(&self, before: &Scenario) -> Option<Scenario> {
        let Splices { splices, has_translations } = &self.splices;
        let mut rows = before.clone();
        apply(&mut rows, &Change::Head(Box::new(Head::of(&self.rows)))).ok()?;
        rows.firedrill = self.rows.firedrill;
        if *has_translations {
            rows.translations.clone_from(&self.rows.translations);
        }
        for of in Table::ALL {
            let (from, to) = (table(&self.rows, of), table_mut(&mut rows, of));
            let mut rest = from.len();
            // From the end, so that the rows before have their indices still.
            for splice in splices.iter().rev().filter(|splice| splice.table == of.name()) {
                rest = rest.checked_sub(splice.added)?;
                splice.carry_out(from, rest, to)?;
            }
            if rest != 0 {
                return None;
            }
        }
        Some(rows)
    }
}

impl Splice {
    /// Puts the rows of `from` that begin at `first` into `to`.
    fn carry_out(&self, from: &dyn AnyTable, first: usize, to: &mut dyn AnyTable) -> Option<()> {
        let Self { index, removed, added, .. } = *self;
        let replaced = removed.min(added);
        index.checked_add(added)?;
        for offset in 0..added {
            let key = from.key(first + offset).unwrap_or_default().into();
            let row = from.row(first + offset)?;
            if offset < replaced {
                to.replace(index + offset, row)?;
                // Rows without ids have none to be set.
                let _ = to.set_key(index + offset, &key);
            } else {
                to.insert(index + offset, &key, row).ok()?;
            }
        }
        for _ in added..removed {
            to.remove(index + added)?;
        }
        Some(())
    }
}

/// Where two versions of a table differ. In tables of the same length, rows at one index belong together. Otherwise rows were added or removed
/// at one place, and before and behind it rows of one id belong together.
fn spliced(before: &dyn AnyTable, after: &dyn AnyTable, of: Table) -> Vec<Splice> {
    let (old, new) = (before.len(), after.len());
    let is_equal = |was: usize, now: usize| {
        let rows = before.row(was).zip(after.row(now));
        before.key(was) == after.key(now) && rows.is_some_and(|(was, now)| was.is_same(&now))
    };
    let is_one = |was: usize, now: usize| {
        if of.has_ids() { before.key(was) == after.key(now) } else { is_equal(was, now) }
    };
    let most = old.min(new);
    let (first, last) = if old == new {
        (most, 0)
    } else {
        let first = (0..most).take_while(|index| is_one(*index, *index)).count();
        (first, (0..most - first).take_while(|index| is_one(old - 1 - index, new - 1 - index)).count())
    };
    let mut all: Vec<Splice> = Vec::new();
    let mut add = |index: usize, removed: usize, added: usize| match all.last_mut() {
        Some(last) if last.index + last.removed == index => {
            last.removed += removed;
            last.added += added;
        }
        Some(_) | None => all.push(Splice { table: of.name().to_owned(), index, removed, added }),
    };
    (0..first).filter(|index| !is_equal(*index, *index)).for_each(|index| add(index, 1, 1));
    if old != new {
        add(first, old - first - last, new - first - last);
    }
    let behind = (0..last).rev().map(|index| (old - 1 - index, new - 1 - index));
    behind.filter(|(was, now)| !is_equal(*was, *now)).for_each(|(was, _)| add(was, 1, 1));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::parse_draft;
    use crate::file::schema::{Note, Service};
    use crate::file::tables::{Keyed, Listed};
    use crate::file::{Authored, shipped};
    use crate::model::NoteKind;

    fn services(rows: &[(&str, i128)]) -> Keyed<Service> {
        let service = |users: i128| Service { users, ..Service::named("S".to_owned()) };
        rows.iter().map(|(id, users)| ((*id).to_owned(), service(*users))).collect()
    }

    fn note(text: &str) -> Note {
        Note { about: "title".to_owned(), kind: NoteKind::Assumed, text: text.to_owned(), source: None }
    }

    #[test]
    fn what_differs_is_written_down_and_makes_the_version_again() {
        let (authored, _) = shipped().first().expect("one ships at least").document();
        let base = Scenario {
            services: services(&[("a", 1), ("b", 2), ("c", 3), ("d", 4)]),
            notes: ["x", "y", "z"].map(note).into_iter().collect(),
            ..authored.rows().clone()
        };
        let is_small = |changed: &[(&str, i128)], most: usize| {
            let after = Scenario { services: services(changed), title: "Other".to_owned(), ..base.clone() };
            let delta = Delta::between(&base, &after).expect("it is little");
            assert!(delta.rows.services.len() <= most && delta.rows.sites.is_empty(), "{delta:?}");
            assert_eq!(delta.onto(&base).as_ref(), Some(&after), "{changed:?}");
            // As it is written down.
            let text = Authored::from(delta.rows.clone()).to_ron();
            let written = parse_draft(text.as_bytes()).expect("it is a scenario");
            let again = Delta { rows: written.rows().clone(), splices: delta.splices };
            assert_eq!(again.onto(&base).map(|rows| (rows.services, rows.sites)), Some((after.services, after.sites)));
        };
        is_small(&[("a", 1), ("b", 2), ("c", 3), ("d", 4)], 0);
        is_small(&[("a", 9), ("b", 2), ("c", 3), ("new", 4)], 2);
        is_small(&[("a", 9), ("new", 7), ("newer", 8), ("b", 2), ("c", 3), ("d", 9)], 4);
        is_small(&[("a", 1), ("d", 9)], 1);
        is_small(&[("a", 1), ("b", 2), ("c", 3)], 0);
        is_small(&[("x", 5), ("y", 6)], 2);
        is_small(&[], 0);
        let notes = ["x", "w", "z", "last"].map(note).into_iter().collect();
        let after = Scenario { notes, plans: Listed::default(), ..base.clone() };
        let delta = Delta::between(&base, &after).expect("it is little");
        assert_eq!(delta.onto(&base), Some(after));
        // It does not fit to another version.
        let other = Scenario { notes: Listed::default(), ..base.clone() };
        assert_eq!(delta.onto(&other), None);
        let many: Vec<(String, Service)> =
            (0..=MOST_ROWS).map(|number| (format!("s{number}"), Service::named("S".to_owned()))).collect();
        assert_eq!(Delta::between(&base, &Scenario { services: many.into_iter().collect(), ..base.clone() }), None);
    }
}
