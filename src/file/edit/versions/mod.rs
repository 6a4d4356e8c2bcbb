//! Two versions of a scenario that were made from one: what differs, thing by thing and field by field, and a third version made of both. The same for one
//! row.

mod aligned;
mod compare;
mod difference;
mod merge;
mod rows;

pub use self::difference::{Difference, FieldDifference, Side, Thing};
use crate::file::authored::Authored;

/// Two versions that were made from one.
#[derive(Clone, Debug)]
pub struct Versions {
    base: Authored,
    mine: Authored,
    theirs: Authored,
    /// What differs.
    pub differences: Vec<Difference>,
}

impl Versions {
    /// Compares the versions `mine` and `theirs`, which were both made from `base`.
    #[must_use]
    pub fn of(base: &Authored, mine: Authored, theirs: Authored) -> Self {
        let differences = compare::differences(base.rows(), mine.rows(), theirs.rows());
        Self { base: base.clone(), mine, theirs, differences }
    }

    /// The version in the window.
    #[must_use]
    pub const fn mine(&self) -> &Authored {
        &self.mine
    }

    /// The version in the file.
    #[must_use]
    pub const fn theirs(&self) -> &Authored {
        &self.theirs
    }

    /// The version of the file, with the values of the version in the window where `side` says so. `side` gets the indices of the difference
    /// and of its field.
    #[must_use]
    pub fn merged(&self, side: impl Fn(usize, usize) -> Side) -> Authored {
        merge::merged([&self.base, &self.mine, &self.theirs], &self.differences, side)
    }
}
