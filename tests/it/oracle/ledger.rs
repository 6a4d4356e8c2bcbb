//! What the lost time of a service's users is booked to (MODEL.md, section 6), in the plain cases.
//!
//! It leaves out how a moment is shared out while `restart` or `grace` still carries an older failure, or where a circle of
//! needs holds itself down: a service to which that happens has no entry here.

use std::collections::BTreeMap;

use firedrill::model::{Id, Scenario, ServiceId};

use super::Grid;
use super::people::lost;
use super::services::Services;

/// Lost time in user-seconds times permille of demand.
#[derive(Debug, Default)]
pub struct Entry {
    /// Booked to servers that are dark or were never there.
    pub servers: f64,
    /// Booked to the retries of each service.
    pub retries: BTreeMap<ServiceId, f64>,
    /// What rounding at each moment may leave open: one user.
    pub rounding: f64,
}

/// By service; none where it is left out.
pub fn ledger(world: &Scenario, services: &Services, grid: Grid) -> Vec<Option<Entry>> {
    world.services.ids().map(|id| entry(world, services, id, grid)).collect()
}

fn entry(world: &Scenario, services: &Services, id: ServiceId, grid: Grid) -> Option<Entry> {
    let row = &world.services[id];
    let mut entry = Entry::default();
    for point in 0..grid.points - 1 {
        let lost = lost(row, &services.0[id.index()], point) as f64;
        if lost == 0.0 {
            continue;
        }
        let demand = f64::from(row.day[world.clock.hour(grid.time(point))]) * grid.step_secs as f64;
        let (holder, retries) = booked_to(world, services, id, point)?;
        entry.servers += lost * demand * (1.0 - retries);
        *entry.retries.entry(holder).or_default() += lost * demand * retries;
        entry.rounding += demand;
    }
    Some(entry)
}

/// The service whose own servers a failure goes back to, and the share of it that its retries make.
fn booked_to(world: &Scenario, services: &Services, mut id: ServiceId, point: i64) -> Option<(ServiceId, f64)> {
    for _ in world.services.ids() {
        let (row, state) = (&world.services[id], &services.0[id.index()]);
        if row.restart.0 > 0 {
            return None;
        }
        let health = state.health.at(point);
        let own = state.own.at(point);
        if health == own {
            let alone = (state.alive.at(point) * 1000 / state.need.at(point)).min(1000);
            return Some((id, (alone as f64 - f64::from(own)) / f64::from(1000 - own)));
        }
        let binds = (0..row.dependencies.len()).find(|place| state.lets_through[*place].at(point) == health)?;
        if row.dependencies[binds].grace.0 > 0 {
            return None;
        }
        id = row.dependencies[binds].service;
    }
    None
}
