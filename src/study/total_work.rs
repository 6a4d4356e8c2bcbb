//! A bound on the work of many runs together: those of all expectations of a file, or of a table of variants (MODEL.md, section 12).

use std::sync::atomic::{AtomicU64, Ordering};

use super::RunError;
use super::over_budget::TooMuch;
use super::run_work::work;
use crate::file::FieldPath;
use crate::model::Scenario;
use crate::sim::Spent;

/// The work that all runs together may take, in steps of the simulation.
const MOST: u64 = 1_000_000_000;
/// The work of the runs that were made so far. It is a sum, so it does not depend on the order in which threads make them.
#[derive(Debug, Default)]
pub(super) struct TotalWork(AtomicU64);

impl TotalWork {
    /// Adds the work of one run of this world.
    pub(super) fn add(&self, world: &Scenario, spent: &Spent) {
        self.0.fetch_add(work(world, spent), Ordering::Relaxed);
    }

    /// Whether the runs together took more work than they may.
    pub(super) fn is_too_much(&self) -> bool {
        self.0.load(Ordering::Relaxed) > MOST
    }

    /// # Errors
    /// [`RunError::TooMuch`] if the runs together took more work than they may. `path` is the path of what asked for them.
    pub(super) fn check(&self, path: impl FnOnce() -> FieldPath) -> Result<(), RunError> {
        if self.is_too_much() { Err(RunError::TooMuch(Box::new(TooMuch::in_all(MOST, path())))) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::fixtures::world;

    #[test]
    fn the_work_of_many_runs_is_added_up_and_told_where_it_was_asked_for() {
        let (world, work) = (world(&[]), TotalWork::default());
        let spent = Spent { steps: MOST / 2, ..Spent::default() };
        let path = || FieldPath::of(["expect", "3"]);
        work.add(&world, &spent);
        assert_eq!(work.check(path), Ok(()));
        work.add(&world, &spent);
        let Err(RunError::TooMuch(too_much)) = work.check(path) else { panic!("it is too much") };
        assert_eq!(too_much.problem.path, path());
    }
}
