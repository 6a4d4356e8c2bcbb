//! Judges what is expected of a scenario: runs each plan under each luck that is asked for, once.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Arc;

use super::{Computed, computed, is_met};
use crate::model::{Expectation, Scenario, Seeds};
use crate::study::ensemble::share_out;
use crate::study::{Run, RunError};
use crate::units::WHOLE;

/// Whether an expectation is met, and by what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// Whether it is.
    pub met: bool,
    /// What came out.
    pub came_to: CameTo,
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CameTo {
    /// Of the one run.
    One(Computed),
    /// Of many runs.
    Share {
        /// In how many it is so.
        met: u32,
        /// Of how many.
        of: u32,
        /// The first seed with which it is not, and what came out then.
        failing: Option<(u64, Computed)>,
    },
}

/// A verdict on everything that is expected of a scenario, in its order.
///
/// # Errors
/// [`RunError`] if a plan does not fit the scenario; a checked scenario's plans do.
pub fn judge(scenario: &Arc<Scenario>, threads: NonZero<usize>) -> Result<Vec<Judgement>, RunError> {
    // What is asked of the same runs is asked at once.
    let mut alike: BTreeMap<(usize, Seeds), Vec<usize>> = BTreeMap::new();
    for (index, expectation) in scenario.expect.iter().enumerate() {
        let seeds = match expectation.seeds {
            Seeds::One(_) => expectation.seeds,
            Seeds::Share { first, runs, .. } => Seeds::Share { first, runs, share: 0 },
        };
        alike.entry((expectation.plan, seeds)).or_default().push(index);
    }
    let mut verdicts: Vec<Option<Judgement>> = vec![None; scenario.expect.len()];
    for ((plan, seeds), indices) in alike {
        let asked: Vec<&Expectation> = indices.iter().map(|index| &scenario.expect[*index]).collect();
        let found = match seeds {
            Seeds::One(seed) => of_one(scenario, plan, seed, &asked)?,
            Seeds::Share { first, runs, .. } => of_many(scenario, plan, SeedRange { first, runs }, &asked, threads)?,
        };
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
) -> Result<Vec<Judgement>, RunError> {
    let run = Run::new(scenario, &scenario.plans[plan], seed)?;
    let verdict = |asked: &&Expectation| Judgement {
        met: is_met(&run, &asked.that),
        came_to: CameTo::One(computed(&run, &asked.that)),
    };
    Ok(asked.iter().map(verdict).collect())
}

/// How often something was so, and where first it was not.
#[derive(Clone, Copy, Default)]
struct Tally {
    met: u32,
    failing: Option<(u64, Computed)>,
}

impl Tally {
    fn count(&mut self, run: &Run, asked: &Expectation) {
        if is_met(run, &asked.that) {
            self.met += 1;
        } else if self.failing.is_none_or(|(seed, _)| run.seed < seed) {
            self.failing = Some((run.seed, computed(run, &asked.that)));
        }
    }

    fn with(self, other: Self) -> Self {
        let first = |tally: Self| tally.failing.map_or(u64::MAX, |(seed, _)| seed);
        let failing = if first(other) < first(self) { other.failing } else { self.failing };
        Self { met: self.met + other.met, failing }
    }
}

/// Seeds one after another.
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
) -> Result<Vec<Judgement>, RunError> {
    let plan = &scenario.plans[plan];
    let seeds = first..first + u64::from(runs);
    let begin = || Ok(vec![Tally::default(); asked.len()]);
    let work = |tallies: &mut Result<Vec<Tally>, RunError>, seed, _| {
        match (Run::new(scenario, plan, seed), &mut *tallies) {
            (Ok(run), Ok(tallies)) => {
                tallies.iter_mut().zip(asked).for_each(|(tally, asked)| tally.count(&run, asked));
            }
            (Err(error), _) => *tallies = Err(error),
            (Ok(_), Err(_)) => {}
        }
        true
    };
    let join = |before: Result<Vec<Tally>, RunError>, after: Result<Vec<Tally>, RunError>| {
        Ok(before?.into_iter().zip(after?).map(|(all, more)| all.with(more)).collect())
    };
    let all = share_out(seeds, threads, begin, work, join).unwrap_or_else(begin)?;
    let verdict = |(tally, asked): (Tally, &&Expectation)| {
        let share = match asked.seeds {
            Seeds::Share { share, .. } => u64::from(share),
            Seeds::One(_) => u64::from(WHOLE),
        };
        Judgement {
            met: u64::from(tally.met) * u64::from(WHOLE) >= share * u64::from(runs),
            came_to: CameTo::Share { met: tally.met, of: runs, failing: tally.failing },
        }
    };
    Ok(all.into_iter().zip(asked).map(verdict).collect())
}
