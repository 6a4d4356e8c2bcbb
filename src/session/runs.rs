//! The runs that were made of late, so that changing back to a plan costs nothing.

use std::sync::Arc;

use crate::model::{Plan, Scenario};
use crate::study::{Run, RunError};

/// How many runs are kept, and how many events they may hold together; the last two are kept whatever their size.
const MOST_RUNS: usize = 64;
const MOST_EVENTS: usize = 4_000_000;

/// Runs of one scenario, the one used last at the end.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    kept: Vec<Arc<Run>>,
}

impl Runs {
    /// The run of `plan` with the luck of `seed`: one that is kept if what is done is the same, whatever the plan is called.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario.
    pub fn of(&mut self, scenario: &Arc<Scenario>, plan: &Plan, seed: u64) -> Result<Arc<Run>, RunError> {
        let is_same = |run: &Arc<Run>| run.seed == seed && run.plan.does_the_same(plan);
        let run = match self.kept.iter().position(is_same) {
            Some(place) => self.kept.remove(place),
            None => Arc::new(Run::new(scenario, plan, seed)?),
        };
        self.kept.push(Arc::clone(&run));
        self.forget();
        Ok(run)
    }

    fn forget(&mut self) {
        let mut events = 0;
        let fits = |(place, run): &(usize, &Arc<Run>)| {
            events += run.recording.events.len();
            *place < 2 || (*place < MOST_RUNS && events <= MOST_EVENTS)
        };
        let keep = self.kept.iter().rev().enumerate().take_while(fits).count();
        self.kept.drain(..self.kept.len() - keep);
    }
}
