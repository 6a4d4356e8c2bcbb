//! What it means for people, rivals, share prices and headlines. Changes nothing of what happened.

use crate::model::Scenario;
use crate::recording::{Outages, Recording};

/// Puts a recording together from what happened to sites and services.
#[must_use]
pub fn assess(_world: &Scenario, _outages: Outages) -> Recording {
    todo!("under way")
}
