//! Finds the row that a cell means: by its id or, if no row has that id, by its name.

#![expect(clippy::wildcard_enum_match_arm, reason = "a sheet has the columns of its table, and no others")]

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::file::edit::Table;
use crate::file::schema::Scenario;
use crate::text::{Saying, composed};

/// The ids and names of the rows to which cells can refer.
pub struct Names<'s> {
    rows: &'s Scenario,
    sites: OnceCell<Known>,
    services: OnceCell<Known>,
    companies: OnceCell<Known>,
    hazards: OnceCell<Known>,
}

/// The id of a row by its id or its name in small letters. `None` if several rows have the name.
type Known = HashMap<String, Option<String>>;

impl<'s> Names<'s> {
    /// The ids and names in these rows.
    pub fn of(rows: &'s Scenario) -> Self {
        Self {
            rows,
            sites: OnceCell::new(),
            services: OnceCell::new(),
            companies: OnceCell::new(),
            hazards: OnceCell::new(),
        }
    }

    fn known(&self, table: Table) -> &Known {
        let rows = self.rows;
        match table {
            Table::Sites => self.sites.get_or_init(|| known(rows.sites.iter().map(|(id, row)| (id, &*row.name)))),
            Table::Companies => {
                self.companies.get_or_init(|| known(rows.companies.iter().map(|(id, row)| (id, &*row.name))))
            }
            Table::Hazards => self.hazards.get_or_init(|| known(rows.hazards.iter().map(|(id, row)| (id, &*row.name)))),
            _ => self.services.get_or_init(|| known(rows.services.iter().map(|(id, row)| (id, &*row.name)))),
        }
    }

    /// The id of the row that is meant.
    pub fn find(&self, table: Table, text: &str) -> Result<String, Saying> {
        let text = text.trim();
        let what = Saying::plain(match table {
            Table::Sites => "sheet-a-site",
            Table::Companies => "sheet-a-company",
            Table::Hazards => "sheet-a-hazard",
            _ => "sheet-a-service",
        });
        match self.known(table).get(&folded(text)) {
            Some(Some(id)) => Ok(id.clone()),
            Some(None) => Err(Saying::of("sheet-several", [("what", what), ("text", text.into())])),
            None => Err(Saying::of("sheet-no-such", [("what", what), ("text", text.into())])),
        }
    }
}

fn folded(text: &str) -> String {
    composed(text).to_lowercase()
}

fn known<'r>(rows: impl Iterator<Item = (&'r str, &'r str)>) -> Known {
    let rows: Vec<(&str, &str)> = rows.collect();
    let mut known = Known::new();
    for (id, name) in &rows {
        let found = known.entry(folded(name.trim())).or_insert_with(|| Some((*id).to_owned()));
        if found.as_deref() != Some(*id) {
            *found = None;
        }
    }
    // An id is meant before a name.
    known.extend(rows.iter().map(|(id, _)| (folded(id), Some((*id).to_owned()))));
    known
}
