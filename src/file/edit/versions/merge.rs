//! Makes a version of two, from the choice of a side for each field that differs.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::aligned::{Aligned, aligned};
use super::compare::head;
use super::difference::{Difference, FieldDifference, Side, Thing};
use crate::file::authored::Authored;
use crate::file::edit::change::{Change, Head, apply};
use crate::file::edit::tables::{Row, Table, key, position, positions, table, table_mut};
use crate::file::pairs::Pairs;
use crate::file::patch::RowTree;
use crate::file::schema::Scenario;
use crate::file::version::needed;

/// The version of the file, with what was chosen of the version in the window.
pub fn merged(
    [base, mine, theirs]: [&Authored; 3],
    differences: &[Difference],
    side: impl Fn(usize, usize) -> Side,
) -> Authored {
    let (mine, rows) = (mine.rows(), theirs.rows().clone());
    let places = places(differences, [mine, theirs.rows()]);
    let mut merging = Merging { mine, theirs: theirs.rows(), places, rows };
    for (index, difference) in differences.iter().enumerate() {
        let side = |field: usize| side(index, field);
        if (0..difference.fields.len()).any(|field| side(field) == Side::Mine) {
            merging.take(difference, &side);
        }
    }
    for of in Table::ALL.into_iter().filter(|of| !of.has_ids() && *of != Table::Plans) {
        merging.take_list(base.rows(), of, differences, &side);
    }
    merging.rows.firedrill = merging.rows.firedrill.max(needed(&merging.rows));
    theirs.with_rows(merging.rows)
}

/// The indices of rows in both versions, by their tables and ids.
type Places<'v> = HashMap<(Table, &'v str), [Option<usize>; 2]>;

/// Where the rows that differ and have ids are in both versions. Those of a table are looked for together.
fn places<'v>(differences: &'v [Difference], versions: [&Scenario; 2]) -> Places<'v> {
    let mut places = HashMap::new();
    for of in Table::ALL {
        let id = |difference: &'v Difference| match &difference.thing {
            Thing::Row(table, id) if *table == of => Some(id.as_str()),
            Thing::Row(..) | Thing::Head | Thing::Entry(..) | Thing::List(_) | Thing::Translations(_) => None,
        };
        let ids: Vec<&str> = differences.iter().filter_map(id).collect();
        let [mine, theirs] = versions.map(|rows| positions(rows, of, ids.iter().copied()));
        let both = mine.into_iter().zip(theirs).map(|(mine, theirs)| [mine, theirs]);
        places.extend(ids.into_iter().map(|id| (of, id)).zip(both));
    }
    places
}

struct Merging<'v> {
    mine: &'v Scenario,
    theirs: &'v Scenario,
    places: Places<'v>,
    rows: Scenario,
}

impl Merging<'_> {
    fn take(&mut self, difference: &Difference, side: &dyn Fn(usize) -> Side) {
        match &difference.thing {
            Thing::Head => {
                let tree = chosen(head(self.theirs), &head(self.mine), &difference.fields, side);
                if let Some(rows) = tree.row::<Scenario>() {
                    // The fields that are in no table can always be replaced.
                    let _ = apply(&mut self.rows, &Change::Head(Box::new(Head::of(&rows))));
                }
            }
            Thing::Row(of, id) => {
                let [mine, theirs] = self.places_of(*of, id);
                let mine = mine.and_then(|index| table(self.mine, *of).row(index));
                let theirs = theirs.and_then(|index| table(self.theirs, *of).row(index));
                let row = match (mine, theirs) {
                    (Some(mine), Some(theirs)) => {
                        let tree = chosen(theirs.tree(), &mine.tree(), &difference.fields, side);
                        Some(Row::from_tree(*of, &tree).unwrap_or(theirs))
                    }
                    (mine, _) => mine,
                };
                self.set_row(*of, id, row);
            }
            // All rows of such a table are taken together, because their places are among each other.
            Thing::Entry(..) | Thing::List(_) => {}
            Thing::Translations(language) => {
                let own = self.theirs.translations.get(language).map(|texts| texts.0.clone()).unwrap_or_default();
                let texts = chosen_texts(own, &difference.fields, side);
                let others = self.rows.translations.iter().filter(|(own, _)| own != language);
                let others: Vec<(String, Pairs<String>)> =
                    others.map(|(own, texts)| (own.to_owned(), texts.clone())).collect();
                let own = (!texts.is_empty()).then(|| (language.clone(), Pairs(texts)));
                self.rows.translations = others.into_iter().chain(own).collect();
            }
        }
    }

    /// Where the row with this id is in both versions.
    fn places_of(&self, of: Table, id: &str) -> [Option<usize>; 2] {
        self.places.get(&(of, id)).copied().unwrap_or_default()
    }

    /// Replaces, adds or removes the row with this id.
    fn set_row(&mut self, of: Table, id: &str, row: Option<Row>) {
        let there = position(&self.rows, of, id);
        let removed = there.and_then(|index| table_mut(&mut self.rows, of).remove(index));
        let Some(row) = row else { return };
        let key: Arc<str> = removed.map_or_else(|| id.into(), |(key, _)| key);
        let index = there.unwrap_or_else(|| self.after_neighbour(of, id));
        // The row is one of this table, and the index is within it.
        let _ = table_mut(&mut self.rows, of).insert(index, &key, row);
    }

    /// Where a row that only the window has belongs: after the row that is before it there.
    fn after_neighbour(&self, of: Table, id: &str) -> usize {
        let [own, _] = self.places_of(of, id);
        let own = own.unwrap_or_default();
        let before = (0..own).rev().filter_map(|index| key(self.mine, of, index));
        before.into_iter().find_map(|before| position(&self.rows, of, before)).map_or(0, |index| index + 1)
    }

    /// Takes the rows of a table without ids.
    fn take_list(
        &mut self,
        base: &Scenario,
        of: Table,
        differences: &[Difference],
        side: &dyn Fn(usize, usize) -> Side,
    ) {
        let (mut changed, mut only, mut has_mine) = (BTreeMap::new(), None, false);
        for (at, difference) in differences.iter().enumerate() {
            match difference.thing {
                Thing::Entry(table, _, theirs) if table == of => {
                    changed.insert(theirs, at);
                }
                Thing::List(table) if table == of => only = Some(at),
                Thing::Entry(..) | Thing::List(_) | Thing::Head | Thing::Row(..) | Thing::Translations(_) => continue,
            }
            has_mine |= (0..difference.fields.len()).any(|field| side(at, field) == Side::Mine);
        }
        if !has_mine {
            return;
        }
        // The rows that only one version has, in the order in which they were compared.
        let mut only = only.into_iter().flat_map(|at| (0..differences[at].fields.len()).map(move |field| (at, field)));
        let mut is_kept = || only.next().is_some_and(|(at, field)| differences[at].fields[field].has(side(at, field)));
        let row = |rows: &Scenario, index: Option<usize>| index.and_then(|index| table(rows, of).row(index));
        let mut result: Vec<(Option<usize>, Row)> = Vec::new();
        for Aligned { mine: index, theirs, .. } in aligned(base, self.mine, self.theirs, of) {
            match (row(self.mine, index), row(self.theirs, theirs)) {
                (Some(mine), Some(other)) => {
                    let taken = theirs.and_then(|theirs| changed.get(&theirs)).and_then(|at| {
                        let side = |field: usize| side(*at, field);
                        Row::from_tree(of, &chosen(other.tree(), &mine.tree(), &differences[*at].fields, &side))
                    });
                    result.push((index, taken.unwrap_or(other)));
                }
                (None, Some(other)) if is_kept() => result.push((None, other)),
                // It belongs after the row that is before it in the window.
                (Some(mine), None) if is_kept() => {
                    let place = |before: usize| result.iter().position(|(own, _)| *own == Some(before));
                    let before = (0..index.unwrap_or_default()).rev().find_map(place);
                    result.insert(before.map_or(0, |before| before + 1), (index, mine));
                }
                (Some(_) | None, Some(_) | None) => {}
            }
        }
        let table = table_mut(&mut self.rows, of);
        while table.remove(table.len().saturating_sub(1)).is_some() {}
        for (index, (_, row)) in result.into_iter().enumerate() {
            let _ = table.insert(index, &Arc::default(), row);
        }
    }
}

/// The row of the file, with the fields of the row in the window where that side was chosen.
fn chosen(mut theirs: RowTree, mine: &RowTree, fields: &[FieldDifference], side: &dyn Fn(usize) -> Side) -> RowTree {
    for (_, field) in fields.iter().enumerate().filter(|(index, _)| side(*index) == Side::Mine) {
        theirs.take(mine, &field.path);
    }
    theirs
}

/// The texts of the file by their keys, with those of the window where that side was chosen.
fn chosen_texts(
    mut texts: Vec<(String, String)>,
    fields: &[FieldDifference],
    side: &dyn Fn(usize) -> Side,
) -> Vec<(String, String)> {
    for (_, field) in fields.iter().enumerate().filter(|(index, _)| side(*index) == Side::Mine) {
        let [key] = &field.path[..] else { continue };
        let there = texts.iter().position(|(own, _)| own == key);
        match (there, &field.mine) {
            (Some(there), Some(mine)) => texts[there].1.clone_from(mine),
            (Some(there), None) => {
                texts.remove(there);
            }
            (None, Some(mine)) => texts.push((key.clone(), mine.clone())),
            (None, None) => {}
        }
    }
    texts
}
