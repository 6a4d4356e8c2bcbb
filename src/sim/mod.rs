//! What happens to sites and services, and because of what. Work follows what changes, not the length of the run.

use crate::model::{Plan, Scenario};
use crate::recording::Outages;

/// Runs `plan` on `world` (measures already taken) with the luck of `seed`.
#[must_use]
pub fn run(_world: &Scenario, _plan: &Plan, _seed: u64) -> Outages {
    todo!("the engine is under way")
}
