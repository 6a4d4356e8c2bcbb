//! The small changes that an edit consists of, and how they are applied and undone.

use std::borrow::Cow;
use std::sync::Arc;

use super::tables::{Row, Table, key, keys, position, positions, table, table_mut};
use crate::file::authored::{Authored, Ids};
use crate::file::pairs::Pairs;
use crate::file::path::FieldPath;
use crate::file::schema;
use crate::file::tables::Keyed;
use crate::text::{Saying, composed};

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

/// An edit of a scenario in its author's form, as a list of changes. It can be applied only to the version of the scenario for which it was
/// made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit(pub(super) Vec<Change>);

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

impl Edit {
    /// An edit that replaces all rows. `renamed` are the rows whose ids differ in `rows`.
    pub(super) fn all(rows: schema::Scenario, renamed: Vec<Renamed>) -> Self {
        Self(vec![Change::All { rows: Box::new(rows), renamed }])
    }

    /// The same edit, which also corrects the values with these paths: a person wrote them again, perhaps as just what stood in for a value
    /// that could not be read.
    #[must_use]
    pub fn correcting(mut self, written: Vec<FieldPath>) -> Self {
        if !written.is_empty() {
            self.0.push(Change::Written(written));
        }
        self
    }

    /// Both edits as one. They must be made for the same version, and change different tables.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// How many rows the edit brings or takes away.
    #[must_use]
    pub fn rows(&self) -> usize {
        let rows = self.0.iter().map(|change| match change {
            Change::All { rows, .. } => Table::ALL.into_iter().map(|of| table(rows, of).len()).sum(),
            Change::Translations(translations) => translations.len(),
            Change::Written(_) => 0,
            Change::Head(_)
            | Change::Insert { .. }
            | Change::Remove { .. }
            | Change::Replace { .. }
            | Change::SetKey { .. } => 1,
        });
        rows.sum()
    }

    /// The rows that the edit renames, with their names in composed form, as a run has them. `authored` is the version that the edit was
    /// made for.
    #[must_use]
    pub fn renamed(&self, authored: &Authored) -> Vec<Renamed> {
        let mut rows = authored.rows().clone();
        let mut all = Vec::new();
        let plain = |id: &str| composed(id).into_owned();
        for change in &self.0 {
            let renamed = change.renamed(&rows).into_iter();
            let renamed =
                renamed.map(|Renamed { table, from, to }| Renamed { table, from: plain(&from), to: plain(&to) });
            all.extend(renamed.filter(|renamed| renamed.from != renamed.to));
            if apply(&mut rows, change).is_err() {
                break;
            }
        }
        all
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
}

impl Refused {
    /// The reason as a message.
    #[must_use]
    pub fn saying(&self) -> Saying {
        match self {
            Self::NoRow => Saying::plain("edit-no-row"),
            Self::Taken(key) => Saying::of("edit-taken", [("key", key.as_str().into())]),
        }
    }
}

impl Authored {
    /// Applies the edit. Returns the new scenario and the edit that undoes it. What the edit corrects in the notation of a draft stays
    /// corrected.
    ///
    /// # Errors
    /// [`Refused`] if the edit was made for another version and a row that it changes does not exist in this one.
    pub fn apply(&self, edit: &Edit) -> Result<(Self, Edit), Refused> {
        let mut rows = self.rows().clone();
        let mut undo = Vec::with_capacity(edit.0.len());
        let (mut written, mut renamed) = (Vec::new(), Vec::<Ids>::new());
        for change in &edit.0 {
            if let Change::Written(paths) = change {
                written.extend(paths.iter().cloned());
            }
            let together = change.renamed(&rows).into_iter();
            renamed.push(together.map(|renamed| (renamed.table.name(), renamed.from, renamed.to)).collect());
            undo.push(apply(&mut rows, change)?);
        }
        undo.reverse();
        renamed.retain(|together| !together.is_empty());
        Ok((self.edited(rows, &written, &renamed), Edit(undo)))
    }

    /// The row of a table at an index.
    #[must_use]
    pub fn row(&self, of: Table, index: usize) -> Option<Row> {
        table(self.rows(), of).row(index)
    }

    /// The number of rows of a table.
    #[must_use]
    pub fn count(&self, of: Table) -> usize {
        table(self.rows(), of).len()
    }

    /// The id of a row, or the name of a plan, by which other rows refer to it. `None` if there is no row at this index or it has no id.
    #[must_use]
    pub fn key(&self, of: Table, index: usize) -> Option<&str> {
        key(self.rows(), of, index)
    }

    /// The index of the row with this id, or of the plan with this name.
    #[must_use]
    pub fn position(&self, of: Table, key: &str) -> Option<usize> {
        position(self.rows(), of, key)
    }

    /// For each of these ids what [`Self::position`] finds. For many ids in a large table this takes far less time.
    #[must_use]
    pub fn positions<'k>(&self, of: Table, keys: impl IntoIterator<Item = &'k str>) -> Vec<Option<usize>> {
        positions(self.rows(), of, keys)
    }

    /// The ids of all rows, or the names of all plans, in composed form.
    pub fn keys(&self, of: Table) -> impl Iterator<Item = Cow<'_, str>> {
        keys(self.rows(), of)
    }
}

impl Change {
    /// The rows of these that get another id, and the plan that gets another name.
    fn renamed(&self, rows: &schema::Scenario) -> Vec<Renamed> {
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
