//! Copies sites, services and hazards as the text of a part of a file, and pastes such a text into another scenario.

use std::collections::{BTreeMap, BTreeSet};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::edits::Edit;
use super::references::{Target, led_to, targets};
use super::tables::{Row, Table, key, positions, table, table_mut};
use super::without::{Noted, Without, without};
use crate::file::authored::Authored;
use crate::file::path::{At, FieldPath};
use crate::file::print::with_plain_marks;
use crate::file::schema::{Hazard, Scenario, Service, Site};
use crate::file::syntax;
use crate::file::syntax::options;
use crate::file::tables::Keyed;
use crate::text::Saying;

/// The first line of a text with parts.
const MARK: &str = "// Parts of a Firedrill scenario";
/// The tables whose rows can be copied.
const COPIED: [Table; 3] = [Table::Hazards, Table::Sites, Table::Services];

/// Parts of a scenario.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Parts {
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    hazards: Keyed<Hazard>,
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    sites: Keyed<Site>,
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    services: Keyed<Service>,
}

/// Parts that can be pasted.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedParts {
    /// The edit that adds them.
    pub edit: Edit,
    /// The rows that are added, by their ids in the scenario.
    pub added: Vec<(Table, String)>,
    /// The rows that were there already, with the same id and the same values.
    pub same: Vec<(Table, String)>,
    /// The ids that were in use here, each with the new id.
    pub renamed: Vec<(String, String)>,
    /// The paths of references to what is not here, which are left out.
    pub left_out: Vec<FieldPath>,
}

/// Whether a text has parts of a scenario: its first line says so.
#[must_use]
pub fn are_parts(text: &str) -> bool {
    text.trim_start().starts_with(MARK)
}

/// The text of these rows, given by their tables and indices, and of the hazards of the sites among them. Rows of other tables are left out.
/// `None` if there is none.
///
/// # Panics
/// Never: every row of the format can be written.
#[must_use]
pub fn copy_parts(authored: &Authored, rows: &[(Table, usize)]) -> Option<String> {
    let all = authored.rows();
    let mut chosen: BTreeSet<(Table, usize)> =
        rows.iter().filter(|(of, index)| COPIED.contains(of) && *index < table(all, *of).len()).copied().collect();
    let sites: Vec<usize> = chosen.iter().filter(|(of, _)| *of == Table::Sites).map(|(_, index)| *index).collect();
    let uses = sites.into_iter().filter_map(|index| table(all, Table::Sites).row(index)).flat_map(|row| targets(&row));
    let uses: BTreeSet<String> = uses.filter(|(of, _)| *of == Table::Hazards).map(|(_, key)| key).collect();
    let hazards = positions(all, Table::Hazards, uses.iter().map(String::as_str));
    chosen.extend(hazards.into_iter().flatten().map(|index| (Table::Hazards, index)));
    if chosen.is_empty() {
        return None;
    }
    let is_chosen = |of: Table, index: usize| chosen.contains(&(of, index));
    let parts = Parts {
        hazards: picked(&all.hazards, |index| is_chosen(Table::Hazards, index)),
        sites: picked(&all.sites, |index| is_chosen(Table::Sites, index)),
        services: picked(&all.services, |index| is_chosen(Table::Services, index)),
    };
    let pretty = PrettyConfig::new().depth_limit(2).new_line("\n").indentor("  ").separator(" ");
    let text = options().to_string_pretty(&parts, pretty).expect("every field of the format can be written");
    Some(format!("{MARK}\n{}\n", with_plain_marks(&text)))
}

fn picked<T: Clone>(rows: &Keyed<T>, is_chosen: impl Fn(usize) -> bool) -> Keyed<T> {
    let chosen = rows.iter().enumerate().filter(|(index, _)| is_chosen(*index));
    chosen.map(|(_, (key, row))| (key, row.clone())).collect()
}

/// Makes the edit that adds the parts in a text. A row whose id is in use gets another one, unless the row that has it is the same. What the
/// rows refer to and is neither among them nor here is left out.
///
/// # Errors
/// What is wrong with the text, and in which line.
pub fn paste_parts(authored: &Authored, text: &str) -> Result<PastedParts, Saying> {
    let parts: Parts = options().from_str(text).map_err(|error| {
        let (message, remedy) = syntax::explain(&error.code);
        let start = error.span.start;
        let place = [("line", start.line.to_string().into()), ("column", start.col.to_string().into())];
        let [line, column] = place;
        Saying::of("parts-wrong", [line, column, ("message", message), ("remedy", remedy)])
    })?;
    let mut pasting = Pasting::of(authored.rows(), &parts);
    pasting.rename();
    pasting.leave_out();
    Ok(pasting.done())
}

struct Pasting<'a> {
    here: &'a Scenario,
    /// The rows that are pasted: their tables, their ids there and here, and the rows.
    rows: Vec<(Table, String, String, Row)>,
    same: Vec<(Table, String)>,
    noted: Noted,
}

impl<'a> Pasting<'a> {
    fn of(here: &'a Scenario, parts: &Parts) -> Self {
        let hazards = parts.hazards.iter().map(|(key, row)| (Table::Hazards, key, Row::from(row.clone())));
        let sites = parts.sites.iter().map(|(key, row)| (Table::Sites, key, Row::from(row.clone())));
        let services = parts.services.iter().map(|(key, row)| (Table::Services, key, Row::from(row.clone())));
        let (mut rows, mut same) = (Vec::new(), Vec::new());
        let mut taken: BTreeSet<(Table, String)> = COPIED
            .into_iter()
            .flat_map(|of| {
                (0..table(here, of).len()).filter_map(move |index| Some((of, key(here, of, index)?.to_owned())))
            })
            .collect();
        // In the order of the tables, as they are looked for.
        let own: Vec<(Table, &str, Row)> = hazards.chain(sites).chain(services).collect();
        let keys = |of: Table| own.iter().filter(move |(table, ..)| *table == of).map(|(_, key, _)| *key);
        let there: Vec<Option<usize>> = COPIED.into_iter().flat_map(|of| positions(here, of, keys(of))).collect();
        for ((of, key, row), index) in own.into_iter().zip(there) {
            let there = index.and_then(|index| table(here, of).row(index));
            if there.as_ref() == Some(&row) {
                same.push((of, key.to_owned()));
                continue;
            }
            let numbered = (2..).map(|number| format!("{key}-{number}"));
            let mut all = std::iter::once(key.to_owned()).chain(numbered);
            let own = all.find(|id| taken.insert((of, id.clone()))).expect("some number is free");
            rows.push((of, key.to_owned(), own, row));
        }
        Self { here, rows, same, noted: Noted::new(here) }
    }

    /// Changes the references of the rows to each other, where their ids were in use.
    fn rename(&mut self) {
        let new: BTreeMap<(Table, String), String> = self
            .rows
            .iter()
            .filter(|(_, from, to, _)| from != to)
            .map(|(of, from, to, _)| ((*of, from.clone()), to.clone()))
            .collect();
        for (_, _, _, row) in &mut self.rows {
            for target in targets(row) {
                if let Some(to) = new.get(&target)
                    && let Some(led) = led_to(row, Target { table: target.0, key: &target.1 }, to)
                {
                    *row = led;
                }
            }
        }
    }

    /// Leaves out the references to what is neither pasted nor here.
    fn leave_out(&mut self) {
        let pasted: BTreeSet<(Table, String)> = self.rows.iter().map(|(of, _, to, _)| (*of, to.clone())).collect();
        let mut missing: BTreeSet<(Table, String)> = self.rows.iter().flat_map(|(_, _, _, row)| targets(row)).collect();
        missing.retain(|target| !pasted.contains(target));
        for of in Table::ALL {
            let sought: Vec<(Table, String)> = missing.iter().filter(|(table, _)| *table == of).cloned().collect();
            let found = positions(self.here, of, sought.iter().map(|(_, key)| key.as_str()));
            for (target, _) in sought.iter().zip(found).filter(|(_, found)| found.is_some()) {
                missing.remove(target);
            }
        }
        for (of, _, to, row) in &mut self.rows {
            let all = At::ROOT;
            let all = all.key(of.name());
            let at = all.key(to);
            for target in targets(row).into_iter().filter(|target| missing.contains(target)).collect::<BTreeSet<_>>() {
                let target = Target { table: target.0, key: &target.1 };
                if let Without::Changed(changed) = without(row, &at, target, &mut self.noted) {
                    *row = changed;
                }
            }
        }
    }

    fn done(self) -> PastedParts {
        let mut rows = self.here.clone();
        let (mut added, mut renamed) = (Vec::new(), Vec::new());
        for (of, from, to, row) in self.rows {
            let end = table(&rows, of).len();
            // The row is one of this table.
            let _ = table_mut(&mut rows, of).insert(end, &to.as_str().into(), row);
            if from != to {
                renamed.push((from, to.clone()));
            }
            added.push((of, to));
        }
        let mut left_out = self.noted.gone;
        left_out.extend(self.noted.dangling);
        left_out.sort();
        PastedParts { edit: Edit::all(self.here, rows, Vec::new()), added, same: self.same, renamed, left_out }
    }
}
