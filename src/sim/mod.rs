//! What happens to sites and services, and because of what. The work grows with what changes, not with the length of the run.
//!
//! [`strikes`] and [`online`] find what happens to the sites, which depend on nothing else. [`engine`] then goes from instant to
//! instant: [`sites`] does what happens there, [`instant`] finds the health of every service that something touched, and [`settle`]
//! records what changed and why.
//!
//! The files are declared below from the lowest to the highest: each uses only those of the groups above its own.

// The luck of a run, and what one dependency does to a service.
mod cycles;
mod limit;
mod luck;
mod standby;
mod wake;

mod strikes;
mod window;

mod wait;

// All dependencies together.
mod net;

mod fixpoint;
mod grouped_indices;
mod online;
mod state;

// What is written down of a run.
mod outcome;

// The run itself, and what it does at each instant.
mod engine;

mod instant;
mod settle;
mod sites;

#[cfg(test)]
mod tests;

pub(crate) use self::cycles::components;
pub(crate) use self::grouped_indices::GroupedIndices;
use crate::model::{Plan, Scenario, Service};
use crate::recording::Outages;
use crate::units::Span;

/// Runs `plan` on `world` (measures already taken) with the luck of `seed`; 0 is the scenario as written.
///
/// The result depends on nothing else, to the byte. Actions without a moment (relative to a first strike that the plan
/// does not have) and those outside the run do nothing.
#[must_use]
pub fn run(world: &Scenario, plan: &Plan, seed: u64) -> Outages {
    engine::Engine::new(world, plan, seed).run()
}

/// How long people take to switch a service of `world` to its standby, with the luck of `seed`.
#[must_use]
pub fn manual_failover(world: &Scenario, service: &Service, seed: u64) -> Span {
    luck::Luck::new(seed, world.uncertainty).manual_failover(service)
}
