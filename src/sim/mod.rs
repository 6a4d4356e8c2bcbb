//! The simulation: what happens to sites and services in a run, and what caused it. The work grows with the number of changes, not with
//! the length of the run.
//!
//! [`strikes`] and [`online`] compute what happens to the sites, which depends on nothing else. [`engine`] then advances from instant to
//! instant: [`sites`] applies what happens at the instant, [`instant`] finds the health of every service whose health may have changed, and
//! [`settle`] records what changed and why.
//!
//! The modules are declared in groups: a module uses only modules of the groups above its own. `tests/it/tidy` checks this.

// Modules that use no other module of this folder: the budget, dark shares, limits, random factors, standbys and wake-ups.
mod budget;
mod limit;
mod luck;
mod standby;
mod wake;

mod damage;
mod strike_shares;
mod strikes;
mod window;

mod wait;

// The graph of dependencies.
mod net;

mod fixpoint;
mod grouped_indices;
mod online;
mod state;

mod crew;

mod crews;

mod repair_state;

// The results of a run.
mod outcome;

// The engine, and what it does at each instant.
mod engine;

mod instant;
mod repairs;
mod sites;

mod settle;

#[cfg(test)]
mod tests;

pub use self::budget::{Budget, Culprit, OverBudget, Progress, Resource, RunControl, RunStopped, Spending, Spent};
pub(crate) use self::grouped_indices::GroupedIndices;
pub use self::outcome::Detail;
use crate::model::{Plan, Scenario, Service};
use crate::recording::Outages;
use crate::units::Span;

/// Runs `plan` on `world` with the random factors of `seed`; seed 0 is the scenario as written. The measures of the plan must already be
/// applied to `world`.
///
/// The same input always gives the same result, byte for byte. An action does nothing if its time is outside the run, or if its time is
/// relative to the first strike and the plan contains no strike.
///
/// # Errors
/// [`RunStopped`] if the run was cancelled, or if it would come to more than the budget of `spending`.
pub fn run(world: &Scenario, plan: &Plan, seed: u64, spending: &mut Spending<'_>) -> Result<Outages, RunStopped> {
    run_with(world, plan, seed, Detail::Whole, spending)
}

/// As [`run`], with so much detail.
///
/// # Errors
/// As [`run`].
pub fn run_with(
    world: &Scenario,
    plan: &Plan,
    seed: u64,
    detail: Detail,
    spending: &mut Spending<'_>,
) -> Result<Outages, RunStopped> {
    spending.begin(world.length);
    engine::Engine::new(world, plan, seed, detail, spending)?.run(spending)
}

/// Counts the strikes of a plan and the events that they bring, with seed 0, without running it.
///
/// # Errors
/// [`RunStopped`] if they are more than the budget of `spending`.
pub fn foresee(world: &Scenario, plan: &Plan, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
    strikes::strikes(world, plan, luck::Luck::new(0, world.uncertainty), spending).map(drop)
}

/// How long manual failover of a service of `world` to its standby takes, with the random factors of `seed`.
#[must_use]
pub fn manual_failover(world: &Scenario, service: &Service, seed: u64) -> Span {
    luck::Luck::new(seed, world.uncertainty).manual_failover(service)
}
