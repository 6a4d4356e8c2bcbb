//! Removes many rows at once, or keeps only some with what they depend on.

#![expect(clippy::wildcard_enum_match_arm, reason = "a row of the table of sites is a site")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::after::follow_removal;
use super::edits::Edit;
use super::make::Removal;
use super::references::{Target, targets, targets_of_path};
use super::tables::{Row, Table, key, table, table_mut};
use super::without::{Noted, Without, without};
use crate::file::authored::Authored;
use crate::file::pairs::Pairs;
use crate::file::path::At;
use crate::file::schema::{Chapter, Look, Scenario};
use crate::file::tables::Keyed;
use crate::text::is_same_text;

impl Edit {
    /// Makes an edit that removes these rows, given by their tables and indices, and all rows and parts of rows that have no meaning without
    /// them.
    #[must_use]
    pub fn remove_all(authored: &Authored, rows: &[(Table, usize)]) -> Removal {
        let mut removing = Removing::of(authored.rows());
        removing.remove(rows);
        removing.done()
    }

    /// Makes an edit that keeps only these rows and what they depend on, and removes everything else that can be without them. What depends
    /// on nothing that is kept goes too: other services and sites, the companies, hazards and exchanges that nothing refers to any more, and
    /// what is said about them.
    #[must_use]
    pub fn keep_only(authored: &Authored, rows: &[(Table, usize)]) -> Removal {
        let all = authored.rows();
        let kept = kept(all, rows);
        let mut removing = Removing::of(all);
        let others = |of: Table| (0..table(all, of).len()).map(move |index| (of, index));
        let is_other = |(of, index): &(Table, usize)| {
            key(all, *of, *index).is_none_or(|key| !kept.contains(&(*of, key.to_owned())))
        };
        let gone: Vec<(Table, usize)> =
            others(Table::Sites).chain(others(Table::Services)).filter(|row| is_other(row)).collect();
        removing.remove(&gone);
        // What was referred to only by what is gone.
        for of in [Table::Companies, Table::Exchanges, Table::Hazards, Table::Sources] {
            let unused: Vec<(Table, usize)> =
                removing.unused(of).into_iter().map(|index| (of, index)).filter(|row| is_other(row)).collect();
            removing.remove(&unused);
        }
        removing.done()
    }
}

/// The ids of the sites and services that are kept with these rows.
fn kept(all: &Scenario, rows: &[(Table, usize)]) -> BTreeSet<(Table, String)> {
    let mut kept = BTreeSet::new();
    let mut open: Vec<(Table, String)> =
        rows.iter().filter_map(|(of, index)| Some((*of, key(all, *of, *index)?.to_owned()))).collect();
    let mut spreads_to: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, site) in all.sites.iter() {
        for spread in &site.spreads {
            spreads_to.entry(&spread.to).or_default().push(from);
        }
    }
    let by_id: BTreeMap<&str, usize> = all.services.keys().enumerate().map(|(index, key)| (key, index)).collect();
    while let Some((of, id)) = open.pop() {
        if !kept.insert((of, id.clone())) {
            continue;
        }
        match of {
            Table::Services => {
                let row = by_id.get(&*id).and_then(|index| table(all, of).row(*index));
                let uses = row.iter().flat_map(targets);
                open.extend(uses.filter(|(of, _)| matches!(of, Table::Services | Table::Sites)));
            }
            Table::Sites => {
                // A site depends on the sites from which a hazard spreads to it, such as its power supply.
                let from = spreads_to.get(&*id).into_iter().flatten();
                open.extend(from.map(|from| (Table::Sites, (*from).to_owned())));
            }
            Table::Companies => {
                let own = all.services.iter().filter(|(_, service)| service.company.as_deref() == Some(&*id));
                open.extend(own.map(|(key, _)| (Table::Services, key.to_owned())));
            }
            Table::Sources
            | Table::Hazards
            | Table::Exchanges
            | Table::Rivals
            | Table::Notes
            | Table::News
            | Table::History
            | Table::Story
            | Table::Plans
            | Table::Expect => {}
        }
    }
    kept
}

/// A row with its id and the index that it had at the beginning.
struct Entry {
    index: usize,
    key: Arc<str>,
    row: Row,
}

impl Entry {
    /// The id of the row, or the name of the plan, by which rows of other tables refer to it.
    fn own_key(&self, of: Table) -> Option<&str> {
        match &self.row {
            Row::Plan(plan) => Some(&plan.name),
            _ if of.has_ids() => Some(&self.key),
            _ => None,
        }
    }
}

struct Removing<'a> {
    before: &'a Scenario,
    tables: Vec<Vec<Entry>>,
    gone: BTreeSet<(Table, String)>,
    noted: Noted,
}

impl<'a> Removing<'a> {
    fn of(before: &'a Scenario) -> Self {
        let entries = |of: Table| {
            let rows = table(before, of);
            let entry = |index: usize| {
                Some(Entry { index, key: rows.key(index).unwrap_or_default().into(), row: rows.row(index)? })
            };
            (0..rows.len()).filter_map(entry).collect()
        };
        let tables = Table::ALL.map(entries).into_iter().collect();
        Self { before, tables, gone: BTreeSet::new(), noted: Noted::new(before) }
    }

    /// Removes rows, by the indices that they had at the beginning, and what has no meaning without them.
    fn remove(&mut self, rows: &[(Table, usize)]) {
        let rows: BTreeSet<(Table, usize)> = rows.iter().copied().collect();
        let mut last: BTreeSet<(Table, String)> = BTreeSet::new();
        for of in Table::ALL {
            let before = self.before;
            self.tables[of as usize].retain(|entry| {
                let is_gone = rows.contains(&(of, entry.index));
                if is_gone && let Some(key) = key(before, of, entry.index) {
                    last.insert((of, key.to_owned()));
                }
                !is_gone
            });
        }
        while !last.is_empty() {
            // If another row has the same id, the references may mean that row, so they are kept.
            for of in Table::ALL {
                for entry in &self.tables[of as usize] {
                    if let Some(own) = entry.own_key(of) {
                        last.remove(&(of, own.to_owned()));
                    }
                }
            }
            let next = self.remove_references(&last);
            self.gone.append(&mut last);
            last = next;
        }
    }

    /// Removes the references to rows that are gone, and returns the rows that are gone with them.
    fn remove_references(&mut self, last: &BTreeSet<(Table, String)>) -> BTreeSet<(Table, String)> {
        let mut next = BTreeSet::new();
        for of in Table::ALL {
            let all = At::ROOT;
            let all = all.key(of.name());
            let entries = std::mem::take(&mut self.tables[of as usize]);
            let noted = &mut self.noted;
            let stays = |mut entry: Entry| {
                let at = if of.has_ids() { all.key(&entry.key) } else { all.index(entry.index) };
                let named: BTreeSet<(Table, String)> =
                    targets(&entry.row).into_iter().filter(|target| last.contains(target)).collect();
                for (table, key) in &named {
                    match without(&entry.row, &at, Target { table: *table, key }, noted) {
                        Without::Same => {}
                        Without::Changed(row) => entry.row = row,
                        Without::Gone => {
                            noted.goes(&at, &entry.row);
                            next.extend(entry.own_key(of).map(|own| (of, own.to_owned())));
                            return None;
                        }
                    }
                }
                Some(entry)
            };
            self.tables[of as usize] = entries.into_iter().filter_map(stays).collect();
        }
        next
    }

    /// The indices of the rows of a table to which no row refers any more.
    fn unused(&self, of: Table) -> Vec<usize> {
        let used: BTreeSet<String> = self
            .tables
            .iter()
            .flatten()
            .filter(|entry| !matches!(entry.row, Row::Note(_)))
            .flat_map(|entry| targets(&entry.row))
            .filter(|(table, _)| *table == of)
            .map(|(_, key)| key)
            .collect();
        let rows = self.tables[of as usize].iter();
        rows.filter(|entry| !used.contains(&*entry.key)).map(|entry| entry.index).collect()
    }

    fn done(mut self) -> Removal {
        self.look_elsewhere();
        let mut rows = self.before.clone();
        rows.translations = self.translations();
        for of in Table::ALL {
            let entries = std::mem::take(&mut self.tables[of as usize]);
            let table = table_mut(&mut rows, of);
            let is_same = entries.len() == table.len()
                && entries.iter().enumerate().all(|(index, entry)| table.row(index).as_ref() == Some(&entry.row));
            if is_same {
                continue;
            }
            while table.remove(table.len().saturating_sub(1)).is_some() {}
            for (index, entry) in entries.into_iter().enumerate() {
                // The row is one of this table.
                let _ = table.insert(index, &entry.key, entry.row);
            }
        }
        let counting = follow_removal(self.before, &mut rows);
        let Noted { mut gone, dangling, .. } = self.noted;
        gone.sort();
        gone.dedup();
        Removal { edit: Edit::all(self.before, rows, Vec::new()), gone, dangling, counting }
    }

    /// Makes the chapters that show a campus without sites show everything.
    fn look_elsewhere(&mut self) {
        let places: Vec<String> = self.tables[Table::Sites as usize]
            .iter()
            .filter_map(|entry| match &entry.row {
                Row::Site(site) => site.place.clone(),
                _ => None,
            })
            .collect();
        for entry in &mut self.tables[Table::Story as usize] {
            if let Row::Chapter(chapter) = &entry.row
                && let Look::Place(shown) = &chapter.look
                && !places.iter().any(|place| is_same_text(place, shown))
            {
                entry.row = Chapter { look: Look::All, ..Chapter::clone(chapter) }.into();
            }
        }
    }

    /// The translations of what is left. Rows of tables without ids have other indices.
    fn translations(&self) -> Keyed<Pairs<String>> {
        let new_index =
            |of: Table, before: usize| self.tables[of as usize].iter().position(|entry| entry.index == before);
        let key = |path: &str| -> Option<String> {
            if targets_of_path(path).iter().any(|target| self.gone.contains(target)) {
                return None;
            }
            let kept = || Some(path.to_owned());
            let Some((section, rest)) = path.split_once('.') else { return kept() };
            let Some(of) = Table::named(section).filter(|of| !of.has_ids() && *of != Table::Plans) else {
                return kept();
            };
            let Some((index, field)) = rest.split_once('.') else { return kept() };
            let Ok(index) = index.parse() else { return kept() };
            new_index(of, index).map(|index| format!("{section}.{index}.{field}"))
        };
        let texts = |texts: &Pairs<String>| -> Pairs<String> {
            texts.0.iter().filter_map(|(path, text)| Some((key(path)?, text.clone()))).collect()
        };
        self.before.translations.iter().map(|(language, row)| (language, texts(row))).collect()
    }
}
