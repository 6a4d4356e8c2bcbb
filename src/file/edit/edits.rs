//! An edit: a list of changes that is made for one version of a scenario, and how it is applied.

use std::borrow::Cow;

use super::change::{Change, Refused, Renamed, apply};
use super::fit::check_fit;
use super::tables::{Row, Table, key, keys, position, positions, table};
use crate::file::authored::{Authored, Ids};
use crate::file::path::FieldPath;
use crate::file::schema;
use crate::text::composed;

/// An edit of a scenario in its author's form, as a list of changes. It is made for one version of the scenario. It can be applied to a later version
/// if what it replaces there is as it was; otherwise it would take back what came between.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    changes: Vec<Change>,
    /// The rows for which it was made. `None` if it can be made of any version.
    base: Option<Box<schema::Scenario>>,
}

impl Edit {
    /// An edit of these changes, which was made for the version `base`.
    pub(super) fn of(base: schema::Scenario, changes: Vec<Change>) -> Self {
        Self { changes, base: Some(Box::new(base)) }
    }

    /// An edit that can be made of any version.
    pub(super) const fn of_any(changes: Vec<Change>) -> Self {
        Self { changes, base: None }
    }

    /// An edit that replaces all rows of the version `base`. `renamed` are the rows whose ids differ in `rows`.
    pub(super) fn all(base: &schema::Scenario, rows: schema::Scenario, renamed: Vec<Renamed>) -> Self {
        Self::of(base.clone(), vec![Change::All { rows: Box::new(rows), renamed }])
    }

    /// The same edit, which also corrects the values with these paths: a person wrote them again, perhaps as just what stood in for a value
    /// that could not be read.
    #[must_use]
    pub fn correcting(mut self, written: Vec<FieldPath>) -> Self {
        if !written.is_empty() {
            self.changes.push(Change::Written(written));
        }
        self
    }

    /// Both edits as one. They must be made for the same version, and change different tables.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self.base = self.base.or(other.base);
        self
    }

    /// How many rows the edit brings or takes away.
    #[must_use]
    pub fn rows(&self) -> usize {
        let rows = self.changes.iter().map(|change| match change {
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
        for change in &self.changes {
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

impl Authored {
    /// Applies the edit. Returns the new scenario and the edit that undoes it. What the edit corrects in the notation of a draft stays
    /// corrected.
    ///
    /// # Errors
    /// [`Refused`] if the edit was made for another version, and what it replaces is not in this one, or is another one.
    pub fn apply(&self, edit: &Edit) -> Result<(Self, Edit), Refused> {
        let mut rows = self.rows().clone();
        // If the edit was made for another version, that one is changed along, to compare what each change finds in both.
        let mut base = edit.base.as_deref().filter(|base| *base != self.rows()).cloned();
        let mut undo = Vec::with_capacity(edit.changes.len());
        let (mut written, mut renamed) = (Vec::new(), Vec::<Ids>::new());
        for change in &edit.changes {
            if let Some(base) = &mut base {
                check_fit(change, base, &rows)?;
                apply(base, change)?;
            }
            if let Change::Written(paths) = change {
                written.extend(paths.iter().cloned());
            }
            let together = change.renamed(&rows).into_iter();
            renamed.push(together.map(|renamed| (renamed.table.name(), renamed.from, renamed.to)).collect());
            undo.push(apply(&mut rows, change)?);
        }
        undo.reverse();
        renamed.retain(|together| !together.is_empty());
        let edited = self.edited(rows, &written, &renamed);
        let undo = Edit::of(edited.rows().clone(), undo);
        Ok((edited, undo))
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
