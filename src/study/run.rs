//! One run: a world, a plan, a seed, and the recording of what happens.

use std::sync::{Arc, OnceLock};

use super::run_index::RunIndex;
use crate::model::{MeasureError, Plan, Scenario};
use crate::recording::Recording;
use crate::text::Saying;

/// A run, together with its inputs. A run never changes.
#[derive(Clone, Debug)]
pub struct Run {
    /// The world to which the measures of the plan are already applied.
    pub world: Arc<Scenario>,
    /// The plan that was run.
    pub plan: Plan,
    /// The seed of the random factors; with 0 all durations are as they are written in the scenario.
    pub seed: u64,
    /// The recording of what happens.
    pub recording: Recording,
    index: OnceLock<RunIndex>,
}

/// The reason why a plan cannot be run on a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum RunError {
    /// A measure refers to something that does not exist in the scenario.
    Measure {
        /// The index of the measure in the plan.
        index: usize,
        /// What does not exist.
        error: MeasureError,
    },
    /// The time of an action is relative to the first strike, but the plan has no strike.
    NoStrike {
        /// The index of the action in the plan.
        index: usize,
    },
}

impl RunError {
    /// A message about the problem. In the message, measures and actions are numbered from 1.
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
    /// Simulates `plan` on `scenario` with the random factors of `seed`.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario. The plans of a checked scenario always fit.
    pub fn new(scenario: &Arc<Scenario>, plan: &Plan, seed: u64) -> Result<Self, RunError> {
        let world = prepared(scenario, plan)?;
        let outages = crate::sim::run(&world, plan, seed);
        let recording = crate::impact::assess(&world, plan, outages);
        Ok(Self::of_recording(world, plan.clone(), seed, recording))
    }

    /// A run with an existing recording. The measures of `plan` must already be applied to `world`.
    pub(super) const fn of_recording(world: Arc<Scenario>, plan: Plan, seed: u64, recording: Recording) -> Self {
        Self { world, plan, seed, recording, index: OnceLock::new() }
    }

    /// The index that finds the strikes, events and other entries of a site, service or company. It is built at the first call.
    pub fn index(&self) -> &RunIndex {
        self.index.get_or_init(|| RunIndex::new(&self.world, &self.recording))
    }
}

/// The world of `scenario` with the measures of `plan` applied, ready for the plan to be run.
///
/// # Errors
/// [`RunError`] if the plan does not fit the scenario.
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
