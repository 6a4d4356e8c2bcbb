//! Finds what differs between two versions of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use super::aligned::{Aligned, aligned};
use super::difference::{Difference, FieldDifference, Thing};
use crate::file::edit::tables::{Row, Table, key, table, without_tables};
use crate::file::patch::{Differing, RowTree};
use crate::file::schema::Scenario;

/// The three versions of one thing.
struct Three<T> {
    base: T,
    mine: T,
    theirs: T,
}

impl<T> Three<T> {
    fn map<'t, R>(&'t self, of: impl Fn(&'t T) -> R) -> Three<R> {
        Three { base: of(&self.base), mine: of(&self.mine), theirs: of(&self.theirs) }
    }
}

/// What differs between `mine` and `theirs`. `base` is what both were made from.
pub fn differences(base: &Scenario, mine: &Scenario, theirs: &Scenario) -> Vec<Difference> {
    let all = Three { base, mine, theirs };
    let mut found: Vec<Difference> = Vec::new();
    let mut note = |thing: Thing, fields: Vec<FieldDifference>| {
        if !fields.is_empty() {
            found.push(Difference { thing, fields });
        }
    };
    let Three { base: head_of_base, mine: head_of_mine, theirs: head_of_theirs } = all.map(|rows| head(rows));
    note(Thing::Head, tree_fields(Some(&head_of_base), &head_of_mine, &head_of_theirs));
    for of in Table::ALL {
        if of.has_ids() || of == Table::Plans {
            for (id, rows) in keyed(&all, of) {
                note(Thing::Row(of, id), row_fields(&rows));
            }
        } else {
            for (thing, fields) in listed(&all, of) {
                note(thing, fields);
            }
        }
    }
    let languages: BTreeSet<&str> = mine.translations.keys().chain(theirs.translations.keys()).collect();
    for language in languages {
        let of = |rows: &&Scenario| -> Vec<(String, String)> {
            rows.translations.get(language).map(|texts| texts.0.clone()).unwrap_or_default()
        };
        note(Thing::Translations(language.to_owned()), text_fields(&all.map(of)));
    }
    found
}

/// The fields of the file that are in no table. The version of the format is not one of them: it follows from the rest.
pub fn head(rows: &Scenario) -> RowTree {
    let head = Scenario { firedrill: 1, ..without_tables(rows) };
    RowTree::of(&head)
}

/// The rows of a table that differ, by id: in the order of the file, and then those that only the window has.
fn keyed(all: &Three<&Scenario>, of: Table) -> Vec<(String, Three<Option<Row>>)> {
    let by_key = all.map(|rows| {
        let row = |index: usize| Some((key(rows, of, index)?.to_owned(), table(rows, of).row(index)?));
        // Of rows with the same id, the first counts.
        (0..table(rows, of).len()).rev().filter_map(row).collect::<BTreeMap<String, Row>>()
    });
    let keys = |rows: &Scenario| -> Vec<String> {
        (0..table(rows, of).len()).filter_map(|index| key(rows, of, index).map(str::to_owned)).collect()
    };
    let mut ids = keys(all.theirs);
    ids.extend(keys(all.mine).into_iter().filter(|id| !by_key.theirs.contains_key(id)));
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    let rows = ids.into_iter().map(|id| {
        let rows = by_key.map(|rows| rows.get(&id).cloned());
        (id, rows)
    });
    rows.filter(|(_, rows)| rows.mine != rows.theirs).collect()
}

fn row_fields(rows: &Three<Option<Row>>) -> Vec<FieldDifference> {
    let (Some(mine), Some(theirs)) = (&rows.mine, &rows.theirs) else {
        let Three { base, mine, theirs } = rows.map(|row| row.as_ref().map(Row::in_line));
        return vec![FieldDifference { path: Vec::new(), before: base, mine, theirs }];
    };
    tree_fields(rows.base.as_ref().map(Row::tree).as_ref(), &mine.tree(), &theirs.tree())
}

/// The fields that differ, also those inside of others.
fn tree_fields(base: Option<&RowTree>, mine: &RowTree, theirs: &RowTree) -> Vec<FieldDifference> {
    let field = |Differing { path, base, mine, theirs }| FieldDifference { path, before: base, mine, theirs };
    RowTree::differing(base, mine, theirs).into_iter().map(field).collect()
}

/// The texts that differ, by their keys.
fn text_fields(all: &Three<Vec<(String, String)>>) -> Vec<FieldDifference> {
    let mut names: Vec<&str> = all.theirs.iter().map(|(name, _)| name.as_str()).collect();
    let mut known: BTreeSet<&str> = names.iter().copied().collect();
    names.extend(all.mine.iter().map(|(name, _)| name.as_str()).filter(|name| known.insert(name)));
    let by_name = all.map(|parts| {
        let pairs = parts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        pairs.collect::<BTreeMap<&str, &str>>()
    });
    let field = |name: &str| {
        let Three { base, mine, theirs } = by_name.map(|parts| parts.get(name).map(|value| (*value).to_owned()));
        (mine != theirs).then(|| FieldDifference { path: vec![name.to_owned()], before: base, mine, theirs })
    };
    names.into_iter().filter_map(field).collect()
}

/// The rows of a table without ids that differ: those that both versions have, and then those that only one has.
fn listed(all: &Three<&Scenario>, of: Table) -> Vec<(Thing, Vec<FieldDifference>)> {
    let row = |rows: &Scenario, index: Option<usize>| index.and_then(|index| table(rows, of).row(index));
    let (mut found, mut only) = (Vec::new(), Vec::new());
    for Aligned { base, mine, theirs } in aligned(all.base, all.mine, all.theirs, of) {
        let rows = Three { base: row(all.base, base), mine: row(all.mine, mine), theirs: row(all.theirs, theirs) };
        if rows.mine == rows.theirs {
            continue;
        }
        match (mine, theirs) {
            (Some(mine), Some(theirs)) => found.push((Thing::Entry(of, mine, theirs), row_fields(&rows))),
            (Some(_), None) | (None, _) => only.extend(row_fields(&rows)),
        }
    }
    found.push((Thing::List(of), only));
    found
}
