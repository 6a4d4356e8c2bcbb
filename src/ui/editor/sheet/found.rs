//! Finds the rows of the sheet again, by their ids, in a version of the document in which they have other places.

use std::collections::{HashMap, HashSet};

use crate::file::Authored;
use crate::file::edit::Table;

/// Whether the rows of a table have other ids or other places in `now` than in `before`.
pub(super) fn are_moved(before: &Authored, now: &Authored, table: Table) -> bool {
    let count = now.count(table);
    before.count(table) != count || (0..count).any(|index| before.key(table, index) != now.key(table, index))
}

/// For each row of a table of `before` its index in `now`. `None` for those that are gone. Of as many rows, one with an id that none had before is
/// the row that was in its place.
pub(super) fn new_places(before: &Authored, now: &Authored, table: Table) -> Vec<Option<usize>> {
    let [was, is] = [before, now].map(|version| version.count(table));
    let places: HashMap<&str, usize> = (0..is).filter_map(|index| Some((now.key(table, index)?, index))).collect();
    let known: HashSet<&str> = (0..was).filter_map(|index| before.key(table, index)).collect();
    let is_renamed = |index: usize| was == is && now.key(table, index).is_some_and(|key| !known.contains(key));
    let place = |index: usize| {
        let found = places.get(before.key(table, index)?).copied();
        found.or_else(|| is_renamed(index).then_some(index))
    };
    (0..was).map(place).collect()
}
