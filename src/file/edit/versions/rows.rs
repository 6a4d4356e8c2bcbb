//! Makes one version of a row, or of the fields that are in no table, of two that were made from the same one.

use crate::file::edit::change::Head;
use crate::file::edit::tables::Row;
use crate::file::patch::RowTree;

impl Row {
    /// The row `theirs` with what `mine` has changed: both were made from `base`, and all three are rows of one table. What both have changed is as
    /// in `mine`.
    #[must_use]
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        if theirs == base {
            return mine.clone();
        }
        let (own, mut merged) = (mine.tree(), theirs.tree());
        for part in RowTree::differing(Some(&base.tree()), &own, &merged.clone()) {
            if part.mine != part.base {
                merged.take(&own, &part.path);
            }
        }
        Self::from_tree(theirs.table(), &merged).unwrap_or_else(|| mine.clone())
    }
}

impl Head {
    /// The fields `theirs` with those that `mine` has changed, as [`Row::merged`] says.
    #[must_use]
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        Self {
            title: either(&base.title, &mine.title, &theirs.title),
            about: either(&base.about, &mine.about, &theirs.about),
            teaches: either(&base.teaches, &mine.teaches, &theirs.teaches),
            zone: either(&base.zone, &mine.zone, &theirs.zone),
            start: either(&base.start, &mine.start, &theirs.start),
            length: either(&base.length, &mine.length, &theirs.length),
            population: either(&base.population, &mine.population, &theirs.population),
            uncertainty: either(&base.uncertainty, &mine.uncertainty, &theirs.uncertainty),
            reaction: either(&base.reaction, &mine.reaction, &theirs.reaction),
        }
    }
}

/// `mine` if that was changed, and otherwise `theirs`.
fn either<T: Clone + PartialEq>(base: &T, mine: &T, theirs: &T) -> T {
    if mine == base { theirs.clone() } else { mine.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::{Service, Site};

    #[test]
    fn a_row_that_was_changed_in_two_ways_has_both_changes() {
        let on = |sites: &[(&str, i128)]| {
            let mut row = Service::named("Shop".to_owned());
            row.on.0 = sites.iter().map(|(site, servers)| ((*site).to_owned(), *servers)).collect();
            row
        };
        let base = on(&[("a", 1), ("b", 2)]);
        let mine = Service { name: "Store".to_owned(), rto: Some("4h".to_owned()), ..on(&[("a", 1), ("b", 5)]) };
        let theirs = Service { users: 7, name: "Market".to_owned(), ..on(&[("a", 3), ("b", 2), ("c", 4)]) };
        let merged = Row::merged(&base.into(), &mine.clone().into(), &theirs.into());
        let Row::Service(merged) = merged else { panic!("a service") };
        let both = Service { users: 7, ..mine };
        assert_eq!(merged.on.0, [("a".to_owned(), 3), ("b".to_owned(), 5), ("c".to_owned(), 4)]);
        assert_eq!(Service { on: both.on.clone(), ..Service::clone(&merged) }, both, "the name is the one of mine");
    }

    #[test]
    fn what_only_one_version_has_changed_is_as_there() {
        let base = Site { operator: Some("A".to_owned()), ..Site::named("Hall".to_owned()) };
        let left_out = Site { operator: None, ..base.clone() };
        let moved = Site { at: Some((52.5, 13.123_456_789)), ..base.clone() };
        for [mine, theirs] in [[&left_out, &moved], [&moved, &left_out]] {
            let [base, mine, theirs] = [&base, mine, theirs].map(|site| Row::from(site.clone()));
            let both = Site { operator: None, ..moved.clone() };
            assert_eq!(Row::merged(&base, &mine, &theirs), both.into());
        }
    }

    #[test]
    fn fields_in_no_table_are_each_as_they_were_changed() {
        let (empty, _) = crate::file::empty();
        let base = Head::of(empty.rows());
        let mine = Head { title: "Mine".to_owned(), ..base.clone() };
        let theirs = Head { title: "Theirs".to_owned(), length: "3d".to_owned(), ..base.clone() };
        assert_eq!(Head::merged(&base, &mine, &theirs), Head { length: "3d".to_owned(), ..mine });
    }
}
