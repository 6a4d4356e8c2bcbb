//! Finds the rows of the sheet again, by their ids, in a version of the document in which they have other places.

use crate::file::Authored;
use crate::file::edit::{Table, new_ids};

/// Whether the rows of a table have other ids or other places in `now` than in `before`.
pub(super) fn are_moved(before: &Authored, now: &Authored, table: Table) -> bool {
    let count = now.count(table);
    before.count(table) != count || (0..count).any(|index| before.key(table, index) != now.key(table, index))
}

/// For each row of a table of `before` its index in `now`. `None` for those that are gone.
pub(super) fn new_places(before: &Authored, now: &Authored, table: Table) -> Vec<Option<usize>> {
    let ids: Vec<&str> = (0..before.count(table)).filter_map(|index| before.key(table, index)).collect();
    let new = new_ids(before, now, table, &ids);
    now.positions(table, ids.into_iter().zip(new).map(|(id, new)| new.unwrap_or(id)))
}
