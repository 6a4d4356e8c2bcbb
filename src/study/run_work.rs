//! How much work a run was to make, in steps of the simulation (MODEL.md, section 12), and how many more like it may be made.

use crate::model::Scenario;
use crate::sim::Spent;

/// The work that the counterfactual runs of one question may take, which are made one after another.
const MOST_OF_ONE: u64 = 500_000_000;
/// What takes about as long as so many steps: an event, any other value that is kept, a service, site or dependency at the beginning of a
/// run, and a run in which nothing happens.
const STEPS_PER_EVENT: u64 = 40;
const STEPS_PER_VALUE: u64 = 5;
const STEPS_PER_ROW: u64 = 40;
const STEPS_PER_RUN: u64 = 2_000;
/// So many prices or numbers of users of rivals take about as long as one step; most of them are passed over.
const QUOTES_PER_STEP: u64 = 16;

/// The work of one run of this world.
pub(super) fn work(world: &Scenario, spent: &Spent) -> u64 {
    let dependencies: usize = world.services.rows().iter().map(|row| row.dependencies.len()).sum();
    let rows = (world.services.len() + world.sites.len() + dependencies) as u64;
    let kept = spent.events * STEPS_PER_EVENT + spent.values * STEPS_PER_VALUE;
    STEPS_PER_RUN + spent.steps + kept + rows * STEPS_PER_ROW + spent.quotes / QUOTES_PER_STEP
}

/// How many further runs of this work may be made to answer one question.
pub(super) const fn affordable(work: u64) -> u64 {
    MOST_OF_ONE / if work > 0 { work } else { 1 }
}
