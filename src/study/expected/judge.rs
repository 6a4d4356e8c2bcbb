//! Checks the expectations of a scenario: makes each run that the expectations need once, and compares the results with them.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Arc;

use super::{Computed, Outcome, computed, outcome};
use crate::file::FieldPath;
use crate::model::{Expectation, Plan, Scenario, Seeds};
use crate::sim::Spending;
use crate::study::ensemble::share_out;
use crate::study::failures::Failures;
use crate::study::total_work::TotalWork;
use crate::study::{Run, RunError};
use crate::units::WHOLE;

/// The result of checking one expectation: whether it is met, and the computed values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// Whether the expectation is met. An expectation that is not decided within the run fails like one that is not met.
    pub outcome: Outcome,
    /// The value that was computed, from one run or from many.
    pub came_to: CameTo,
}

/// The value that was computed for an expectation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CameTo {
    /// The value of the only run.
    One(Computed),
    /// The results of many runs: the number of runs that meet the expectation, and one that does not.
    Share {
        /// How many runs meet the expectation.
        met: u32,
        /// How many runs end before it is known whether they meet it.
        undecided: u32,
        /// How many runs were made.
        of: u32,
        /// The smallest seed of a run that does not meet the expectation (or does not decide it), and the value that was computed for it.
        failing: Option<(u64, Computed)>,
    },
}

impl Judgement {
    /// Whether the expectation is met.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.outcome == Outcome::Met
    }
}

/// Checks all expectations of a scenario, and returns the judgements in the order of the expectations.
///
/// # Errors
/// [`RunError`] if a plan does not fit the scenario. The plans of a checked scenario always fit.
pub fn judge(scenario: &Arc<Scenario>, threads: NonZero<usize>) -> Result<Vec<Judgement>, RunError> {
    // Expectations about the same runs are grouped, so that these runs are made only once.
    let mut alike: BTreeMap<(usize, Seeds), Vec<usize>> = BTreeMap::new();
    for (index, expectation) in scenario.expect.iter().enumerate() {
        let seeds = match expectation.seeds {
            Seeds::One(_) => expectation.seeds,
            Seeds::Share { first, runs, .. } => Seeds::Share { first, runs, share: 0 },
        };
        alike.entry((expectation.plan, seeds)).or_default().push(index);
    }
    let work = TotalWork::default();
    let mut verdicts: Vec<Option<Judgement>> = vec![None; scenario.expect.len()];
    for ((plan, seeds), indices) in alike {
        let asked: Vec<&Expectation> = indices.iter().map(|index| &scenario.expect[*index]).collect();
        let found = match seeds {
            Seeds::One(seed) => of_one(scenario, plan, seed, &asked, &work)?,
            Seeds::Share { first, runs, .. } => {
                of_many(scenario, plan, SeedRange { first, runs }, &asked, threads, &work)?
            }
        };
        work.check(|| FieldPath::of(["expect", &indices[0].to_string()]))?;
        for (index, verdict) in indices.into_iter().zip(found) {
            verdicts[index] = Some(verdict);
        }
    }
    Ok(verdicts.into_iter().flatten().collect())
}

fn of_one(
    scenario: &Arc<Scenario>,
    plan: usize,
    seed: u64,
    asked: &[&Expectation],
    work: &TotalWork,
) -> Result<Vec<Judgement>, RunError> {
    let run = counted(scenario, &scenario.plans[plan], seed, work)?;
    let verdict = |asked: &&Expectation| Judgement {
        outcome: outcome(&run, &asked.that),
        came_to: CameTo::One(computed(&run, &asked.that)),
    };
    Ok(asked.iter().map(verdict).collect())
}

/// Makes a run, and adds its work to that of all runs.
fn counted(scenario: &Arc<Scenario>, plan: &Plan, seed: u64, work: &TotalWork) -> Result<Run, RunError> {
    let mut spending = Spending::default();
    let run = Run::within(scenario, plan, seed, &mut spending);
    work.add(scenario, spending.spent());
    run
}

/// The number of runs that meet an expectation and of those that do not decide it, and the failing run with the smallest seed.
#[derive(Clone, Copy, Default)]
struct Tally {
    met: u32,
    undecided: u32,
    failing: Option<(u64, Computed)>,
}

impl Tally {
    fn count(&mut self, run: &Run, asked: &Expectation) {
        let outcome = outcome(run, &asked.that);
        self.undecided += u32::from(outcome == Outcome::Undecided);
        if outcome == Outcome::Met {
            self.met += 1;
        } else if self.failing.is_none_or(|(seed, _)| run.seed < seed) {
            self.failing = Some((run.seed, computed(run, &asked.that)));
        }
    }

    fn with(self, other: Self) -> Self {
        let first = |tally: Self| tally.failing.map_or(u64::MAX, |(seed, _)| seed);
        let failing = if first(other) < first(self) { other.failing } else { self.failing };
        Self { met: self.met + other.met, undecided: self.undecided + other.undecided, failing }
    }
}

/// A range of consecutive seeds.
#[derive(Clone, Copy)]
struct SeedRange {
    first: u64,
    runs: u32,
}

fn of_many(
    scenario: &Arc<Scenario>,
    plan: usize,
    SeedRange { first, runs }: SeedRange,
    asked: &[&Expectation],
    threads: NonZero<usize>,
    total: &TotalWork,
) -> Result<Vec<Judgement>, RunError> {
    let plan = &scenario.plans[plan];
    let seeds = first..first + u64::from(runs);
    let begin = || vec![Tally::default(); asked.len()];
    let failures = Failures::default();
    let work = |tallies: &mut Vec<Tally>, seed, _| {
        if failures.is_before(seed) || total.is_too_much() {
            return true;
        }
        match counted(scenario, plan, seed, total) {
            Ok(run) => tallies.iter_mut().zip(asked).for_each(|(tally, asked)| tally.count(&run, asked)),
            Err(error) => failures.add(seed, error),
        }
        true
    };
    let join = |before: Vec<Tally>, after: Vec<Tally>| {
        before.into_iter().zip(after).map(|(all, more)| all.with(more)).collect()
    };
    let all = share_out(seeds, threads, begin, work, join).unwrap_or_else(begin);
    failures.first()?;
    let verdict = |(tally, asked): (Tally, &&Expectation)| {
        let share = match asked.seeds {
            Seeds::Share { share, .. } => u64::from(share),
            Seeds::One(_) => u64::from(WHOLE),
        };
        let suffices = |met: u32| u64::from(met) * u64::from(WHOLE) >= share * u64::from(runs);
        Judgement {
            outcome: match (suffices(tally.met), suffices(tally.met + tally.undecided)) {
                (true, _) => Outcome::Met,
                (false, true) => Outcome::Undecided,
                (false, false) => Outcome::NotMet,
            },
            came_to: CameTo::Share { met: tally.met, undecided: tally.undecided, of: runs, failing: tally.failing },
        }
    };
    Ok(all.into_iter().zip(asked).map(verdict).collect())
}
