//! One run: a world, a plan, a seed, and the recording of what followed.

use std::sync::Arc;

use crate::model::{MeasureError, Plan, Scenario};
use crate::recording::Recording;

/// A run and everything it was made from. It never changes, so it is shared.
#[derive(Clone, Debug)]
pub struct Run {
    /// The world with the measures of the plan taken.
    pub world: Arc<Scenario>,
    /// What was done.
    pub plan: Plan,
    /// Luck; 0 is the scenario as written.
    pub seed: u64,
    /// What followed.
    pub recording: Recording,
}

/// Why a plan cannot be run on a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// A measure is about something that is not there.
    #[error("measure {}: {error}", index + 1)]
    Measure {
        /// Its place in the plan.
        index: usize,
        /// What is not there.
        error: MeasureError,
    },
    /// An action is relative to a first strike that the plan does not have.
    #[error("action {} counts from the plan's first strike, and nothing strikes at a time of its own", index + 1)]
    NoStrike {
        /// Its place in the plan.
        index: usize,
    },
}

impl Run {
    /// Simulates `plan` on `scenario` with the luck of `seed`.
    ///
    /// # Errors
    /// [`RunError`] if the plan speaks of something that the scenario does not have. A checked scenario with its own plans never does.
    pub fn new(scenario: &Arc<Scenario>, plan: &Plan, seed: u64) -> Result<Self, RunError> {
        let world = prepared(scenario, plan)?;
        let outages = crate::sim::run(&world, plan, seed);
        let recording = crate::impact::assess(&world, outages);
        Ok(Self { world, plan: plan.clone(), seed, recording })
    }
}

/// The world of `scenario` with the measures of `plan` taken, in which the plan can be run.
///
/// # Errors
/// [`RunError`] if it cannot.
pub(super) fn prepared(scenario: &Arc<Scenario>, plan: &Plan) -> Result<Arc<Scenario>, RunError> {
    let world = match scenario.with_measures(&plan.measures) {
        Ok(std::borrow::Cow::Borrowed(_)) => Arc::clone(scenario),
        Ok(std::borrow::Cow::Owned(world)) => Arc::new(world),
        Err((index, error)) => return Err(RunError::Measure { index, error }),
    };
    match plan.actions.iter().position(|action| plan.moment(action.at).is_none()) {
        Some(index) => Err(RunError::NoStrike { index }),
        None => Ok(world),
    }
}
