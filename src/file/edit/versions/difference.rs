//! What differs between two versions of a scenario.

use crate::file::edit::tables::Table;

/// One of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The version in the window.
    Mine,
    /// The version in the file.
    Theirs,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The fields of the file that are in no table.
    Head,
    /// The row of a table with this id, or the plan with this name.
    Row(Table, String),
    /// The row of a table without ids that is at the first index in the window and at the second one in the file.
    Entry(Table, usize, usize),
    /// The rows of a table without ids that only one version has.
    List(Table),
    /// The translations into this language.
    Translations(String),
}

/// A thing that differs, with the fields that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The thing.
    pub thing: Thing,
    /// Its fields that differ: at least one.
    pub fields: Vec<FieldDifference>,
}

/// A field that differs. Its values are as they are printed in a file, and `None` where a version does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// The names of the fields and the keys that lead to it in the thing, outermost first, as they are printed. Empty if the thing as a whole
    /// differs, because one version does not have it.
    pub path: Vec<String>,
    /// Its value in the version from which both were made.
    pub before: Option<String>,
    /// Its value in the window.
    pub mine: Option<String>,
    /// Its value in the file.
    pub theirs: Option<String>,
}

impl FieldDifference {
    /// Whether both versions have changed it, each in another way.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.before != self.mine && self.before != self.theirs
    }

    /// The side that has changed it. If both have, the version in the window.
    #[must_use]
    pub fn changed_by(&self) -> Side {
        if self.before == self.mine { Side::Theirs } else { Side::Mine }
    }

    /// Whether the version of this side has it.
    pub(super) fn has(&self, side: Side) -> bool {
        match side {
            Side::Mine => self.mine.is_some(),
            Side::Theirs => self.theirs.is_some(),
        }
    }
}
