//! One run: a world, a plan, a seed, and the recording of what happens.

use std::sync::{Arc, OnceLock};

use super::over_budget::TooMuch;
use super::run_index::RunIndex;
use super::run_work::{affordable, work};
use crate::model::{MeasureError, Plan, Scenario};
use crate::recording::Recording;
use crate::sim::{Budget, RunControl, RunStopped, Spending};
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
    /// How much work it was to make the run; 0 if it is not known.
    work: u64,
    index: OnceLock<RunIndex>,
}

/// The reason why there is no run of a plan on a scenario.
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
    /// The run was cancelled: nobody wants it any more.
    Cancelled,
    /// The run would come to more than its budget.
    TooMuch(Box<TooMuch>),
}

impl RunError {
    /// Why the run of `plan`, a plan of `scenario`, stopped.
    pub(super) fn stopped(scenario: &Scenario, plan: &Plan, stopped: RunStopped) -> Self {
        match stopped {
            RunStopped::Cancelled => Self::Cancelled,
            RunStopped::OverBudget(over) => Self::TooMuch(Box::new(TooMuch::new(scenario, plan, over))),
        }
    }

    /// Whether the run was stopped: it would come to more than its budget, or it was cancelled.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        matches!(self, Self::Cancelled | Self::TooMuch(_))
    }

    /// A message about the problem. In the message, measures and actions are numbered from 1.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let number = |index: &usize| ("place", Saying::from((index + 1).to_string()));
        match self {
            Self::Measure { index, error } => Saying::of("run-measure", [number(index), ("error", error.saying())]),
            Self::NoStrike { index } => Saying::of("run-no-strike", [number(index)]),
            Self::Cancelled => Saying::plain("run-cancelled"),
            Self::TooMuch(too_much) => too_much.saying(),
        }
    }
}

impl Run {
    /// Simulates `plan` on `scenario` with the random factors of `seed`.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario (the plans of a checked scenario always fit), or if the run would come to more
    /// than its budget.
    pub fn new(scenario: &Arc<Scenario>, plan: &Plan, seed: u64) -> Result<Self, RunError> {
        Self::within(scenario, plan, seed, &mut Spending::default())
    }

    /// As [`Self::new`]. Another thread sees in `control` how far the run is, and can stop it there.
    ///
    /// # Errors
    /// As [`Self::new`]; [`RunError::Cancelled`] if the run was cancelled.
    pub fn controlled(
        scenario: &Arc<Scenario>,
        plan: &Plan,
        seed: u64,
        control: &RunControl,
    ) -> Result<Self, RunError> {
        Self::within(scenario, plan, seed, &mut Spending::new(Budget::STANDARD, Some(control)))
    }

    /// As [`Self::new`], with what the run spends and may spend.
    ///
    /// # Errors
    /// As [`Self::new`]; [`RunError::Cancelled`] if the run was cancelled.
    pub fn within(
        scenario: &Arc<Scenario>,
        plan: &Plan,
        seed: u64,
        spending: &mut Spending<'_>,
    ) -> Result<Self, RunError> {
        let world = prepared(scenario, plan)?;
        let outages = crate::sim::run(&world, plan, seed, spending);
        let recording = outages.and_then(|outages| crate::impact::assess(&world, outages, spending));
        match recording {
            Ok(recording) => {
                let work = work(&world, spending.spent());
                Ok(Self { work, ..Self::of_recording(world, plan.clone(), seed, recording) })
            }
            Err(stopped) => Err(RunError::stopped(&world, plan, stopped)),
        }
    }

    /// A run with an existing recording. The measures of `plan` must already be applied to `world`.
    pub(super) const fn of_recording(world: Arc<Scenario>, plan: Plan, seed: u64, recording: Recording) -> Self {
        Self { world, plan, seed, recording, work: 0, index: OnceLock::new() }
    }

    /// How many further runs like this one may be made to answer one question, such as what an outage would have been without each of its
    /// causes. They take a few seconds together.
    #[must_use]
    pub const fn affordable_runs(&self) -> u64 {
        affordable(self.work)
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
    match plan.timed_actions().position(|(_, at, _)| at.is_none()) {
        Some(index) => Err(RunError::NoStrike { index }),
        None => Ok(world),
    }
}
