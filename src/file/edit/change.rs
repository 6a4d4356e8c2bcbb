//! The small changes that an edit consists of, and how they are applied and undone.

use std::sync::Arc;

use super::tables::{Row, Table, key, table_mut};
use crate::file::pairs::Pairs;
use crate::file::path::FieldPath;
use crate::file::schema;
use crate::file::tables::Keyed;
use crate::text::Saying;

/// The fields of a file that are not in a table.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the format")]
pub struct Head {
    pub title: String,
    pub about: String,
    pub teaches: String,
    pub zone: String,
    pub start: String,
    pub length: String,
    pub population: Option<i128>,
    pub uncertainty: f64,
    pub reaction: Option<schema::Reaction>,
}

impl Head {
    /// Copies the fields that are not in a table from `rows`.
    #[must_use]
    pub fn of(rows: &schema::Scenario) -> Self {
        Self {
            title: rows.title.clone(),
            about: rows.about.clone(),
            teaches: rows.teaches.clone(),
            zone: rows.zone.clone(),
            start: rows.start.clone(),
            length: rows.length.clone(),
            population: rows.population,
            uncertainty: rows.uncertainty,
            reaction: rows.reaction.clone(),
        }
    }

    fn set(self, rows: &mut schema::Scenario) {
        rows.title = self.title;
        rows.about = self.about;
        rows.teaches = self.teaches;
        rows.zone = self.zone;
        rows.start = self.start;
        rows.length = self.length;
        rows.population = self.population;
        rows.uncertainty = self.uncertainty;
        rows.reaction = self.reaction;
    }
}

/// One change. Applying it returns the change that undoes it exactly.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Head(Box<Head>),
    Insert {
        table: Table,
        index: usize,
        key: Arc<str>,
        row: Row,
    },
    Remove {
        table: Table,
        index: usize,
    },
    Replace {
        table: Table,
        index: usize,
        row: Row,
    },
    SetKey {
        table: Table,
        index: usize,
        key: Arc<str>,
    },
    Translations(Keyed<Pairs<String>>),
    /// The person wrote the values with these paths again. No row differs, but in a draft a mistake in their notation is gone.
    Written(Vec<FieldPath>),
    /// All rows at once, for changes of many. `renamed` are the rows whose ids differ.
    All {
        rows: Box<schema::Scenario>,
        renamed: Vec<Renamed>,
    },
}

/// A row whose id an edit changes, or a plan whose name it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The table of the row.
    pub table: Table,
    /// The id of the row, or the name of the plan, before the edit.
    pub from: String,
    /// The id of the row, or the name of the plan, after the edit.
    pub to: String,
}

impl Renamed {
    /// The renaming in the opposite direction.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { table: self.table, from: self.to.clone(), to: self.from.clone() }
    }
}

/// Why an edit is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum Refused {
    /// There is no row at the index of the edit, or the new row has the type of another table.
    NoRow,
    /// Another row has this id, or another plan has this name.
    Taken(String),
    /// Another change came first, and this one would take it back.
    Outdated,
}

impl Refused {
    /// The reason as a message.
    #[must_use]
    pub fn saying(&self) -> Saying {
        match self {
            Self::NoRow => Saying::plain("edit-no-row"),
            Self::Taken(key) => Saying::of("edit-taken", [("key", key.as_str().into())]),
            Self::Outdated => Saying::plain("edit-outdated"),
        }
    }
}

impl Change {
    /// The rows of these that get another id, and the plan that gets another name.
    pub(super) fn renamed(&self, rows: &schema::Scenario) -> Vec<Renamed> {
        let of = |table: Table, index: usize, to: &str| {
            let from = key(rows, table, index).filter(|from| *from != to);
            from.map(|from| Renamed { table, from: from.to_owned(), to: to.to_owned() }).into_iter().collect()
        };
        match self {
            Self::SetKey { table, index, key: to } => of(*table, *index, to),
            Self::Replace { table, index, row: Row::Plan(plan) } => of(*table, *index, &plan.name),
            Self::All { renamed, .. } => renamed.clone(),
            Self::Head(_)
            | Self::Insert { .. }
            | Self::Remove { .. }
            | Self::Replace { .. }
            | Self::Written(_)
            | Self::Translations(_) => Vec::new(),
        }
    }
}

/// Applies one change, and returns the change that undoes it.
pub(super) fn apply(rows: &mut schema::Scenario, change: &Change) -> Result<Change, Refused> {
    match change {
        Change::Head(head) => {
            let before = Head::of(rows);
            Head::clone(head).set(rows);
            Ok(Change::Head(Box::new(before)))
        }
        Change::Insert { table, index, key, row } => {
            let inserted = table_mut(rows, *table).insert(*index, key, row.clone());
            inserted.map_err(|_| Refused::NoRow)?;
            Ok(Change::Remove { table: *table, index: *index })
        }
        Change::Remove { table, index } => {
            let (key, row) = table_mut(rows, *table).remove(*index).ok_or(Refused::NoRow)?;
            Ok(Change::Insert { table: *table, index: *index, key, row })
        }
        Change::Replace { table, index, row } => {
            let before = table_mut(rows, *table).replace(*index, row.clone()).ok_or(Refused::NoRow)?;
            Ok(Change::Replace { table: *table, index: *index, row: before })
        }
        Change::All { rows: next, renamed } => {
            let before = std::mem::replace(rows, schema::Scenario::clone(next));
            let renamed = renamed.iter().rev().map(Renamed::inverse).collect();
            Ok(Change::All { rows: Box::new(before), renamed })
        }
        Change::SetKey { table, index, key } => {
            let before = table_mut(rows, *table).set_key(*index, key).ok_or(Refused::NoRow)?;
            Ok(Change::SetKey { table: *table, index: *index, key: before })
        }
        Change::Written(_) => Ok(Change::Written(Vec::new())),
        Change::Translations(translations) => {
            Ok(Change::Translations(std::mem::replace(&mut rows.translations, translations.clone())))
        }
    }
}
