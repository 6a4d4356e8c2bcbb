//! One run: a world, a plan, a seed, and the recording of what followed.

use std::sync::{Arc, OnceLock};

use super::run_index::RunIndex;
use crate::model::{MeasureError, Plan, Scenario};
use crate::recording::Recording;
use crate::text::Saying;

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
    index: OnceLock<RunIndex>,
}

/// Why a plan cannot be run on a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum RunError {
    /// A measure is about something that is not there.
    Measure {
        /// Its index in the plan.
        index: usize,
        /// What is not there.
        error: MeasureError,
    },
    /// An action is relative to a first strike that the plan does not have.
    NoStrike {
        /// Its index in the plan.
        index: usize,
    },
}

impl RunError {
    /// What does not fit, by its number in the plan, from 1.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let number = |index: &usize| ("place", Saying::from((index + 1).to_string()));
        match self {
            Self::Measure { index, error } => Saying::of("run-measure", [number(index), ("error", error.saying())]),
            Self::NoStrike { index } => Saying::of("run-no-strike", [number(index)]),
        }
    }
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
        Ok(Self::of_recording(world, plan.clone(), seed, recording))
    }

    /// The run that was recorded of `plan` in `world`, in which its measures are taken.
    pub(super) const fn of_recording(world: Arc<Scenario>, plan: Plan, seed: u64, recording: Recording) -> Self {
        Self { world, plan, seed, recording, index: OnceLock::new() }
    }

    /// What belongs to which site, service and company.
    pub fn index(&self) -> &RunIndex {
        self.index.get_or_init(|| RunIndex::new(&self.world, &self.recording))
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
