//! What the lost time of a service's users is due to (MODEL.md, section 6), in the simple cases only.
//!
//! Some cases are left out: an older failure that still has an effect because of `restart` or `grace`, and a cycle of dependencies
//! that keeps itself down. A service with such a case has no entry.

use std::collections::BTreeMap;

use firedrill::model::{Id, Scenario, ServiceId};

use super::Grid;
use super::people::lost;
use super::services::Services;

/// The lost time of the users of one service, in user-seconds times permille of demand.
#[derive(Debug, Default)]
pub struct Entry {
    /// The lost time that is due to servers that were dark or did not exist.
    pub servers: f64,
    /// The lost time that is due to the retries of each service.
    pub retries: BTreeMap<ServiceId, f64>,
    /// The greatest possible error of rounding: one user at each point.
    pub rounding: f64,
}

/// The entry of each service; `None` if one of its cases is left out.
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

/// Follows the failure to the service with too few servers of its own. Returns this service, and which share of the failure is due
/// to its retries. `None` in the cases that are left out.
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
