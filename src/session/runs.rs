//! A cache of recent runs, so that switching back to a plan takes no time.

use std::sync::Arc;

use super::document::World;
use super::effort::Effort;
use crate::model::Plan;
use crate::study::{Run, RunError};

/// The maximum number of runs in the cache, and the maximum number of events and other values of all these runs together. The most recent
/// run is kept even if it has more.
const MOST_RUNS: usize = 64;
const MOST_VALUES: u64 = 4_000_000;

/// Runs of one document in one language, the most recently used last.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    kept: Vec<Kept>,
}

/// A run, and the number that identifies its world.
#[derive(Clone, Debug)]
struct Kept {
    world: u64,
    run: Arc<Run>,
    /// How many events and other values the run has.
    values: u64,
}

impl Runs {
    /// The run of `plan` with this seed. `world` is the number of the world, and `scenario` the world itself. A cached run is used if its
    /// plan has the same measures and actions, even if the name of the plan differs.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the world, or if the run would come to more than `effort` allows, or is cancelled.
    pub(super) fn of(&mut self, world: &World, plan: &Plan, seed: u64, effort: &Effort) -> Result<Arc<Run>, RunError> {
        let is_same =
            |kept: &Kept| kept.world == world.number && kept.run.seed == seed && kept.run.plan.does_the_same(plan);
        let kept = match self.kept.iter().position(is_same) {
            Some(index) => self.kept.remove(index),
            None => {
                let mut spending = effort.spending();
                let run = Arc::new(Run::within(&world.scenario, plan, seed, &mut spending)?);
                Kept { world: world.number, run, values: spending.spent().events + spending.spent().values }
            }
        };
        let run = Arc::clone(&kept.run);
        self.kept.push(kept);
        self.forget();
        Ok(run)
    }

    fn forget(&mut self) {
        let mut values = 0;
        let fits = |(age, kept): &(usize, &Kept)| {
            values += kept.values;
            *age < 1 || (*age < MOST_RUNS && values <= MOST_VALUES)
        };
        let keep = self.kept.iter().rev().enumerate().take_while(fits).count();
        self.kept.drain(..self.kept.len() - keep);
    }
}
