//! What the lost time of a service's users is due to (MODEL.md, section 6), in the simple cases only.
//!
//! Some cases are left out: an older failure that still has an effect because of `restart` or `grace`, and a cycle of dependencies
//! that keeps itself down. A service with such a case has no entry.

use std::collections::BTreeMap;

use firedrill::model::{CompanyId, Id, Scenario, ServiceId};

use super::Grid;
use super::light::Placement;
use super::people::lost;
use super::services::Services;

/// The lost time of the users of one service, in user-seconds times permille of demand.
#[derive(Debug, Default)]
pub struct Entry {
    /// The lost time that is due to strikes: servers that were dark, destroyed or hit by a fault. Also that of servers that did not
    /// exist.
    pub servers: f64,
    /// The lost time that is due to servers that wait for the crew of each company.
    pub crews: BTreeMap<Option<CompanyId>, f64>,
    /// The lost time that is due to the retries of each service.
    pub retries: BTreeMap<ServiceId, f64>,
    /// The greatest possible error of rounding: one user at each point.
    pub rounding: f64,
}

/// What a failure is due to, as shares of the whole.
struct Shares {
    /// The service whose own servers are the cause.
    of: ServiceId,
    crew: f64,
    retries: f64,
}

/// The entry of each service; `None` if one of its cases is left out.
pub fn ledger(world: &Scenario, services: &Services, placements: &[Placement], grid: Grid) -> Vec<Option<Entry>> {
    world.services.ids().map(|id| entry(world, services, placements, id, grid)).collect()
}

fn entry(world: &Scenario, services: &Services, placements: &[Placement], id: ServiceId, grid: Grid) -> Option<Entry> {
    let row = &world.services[id];
    let mut entry = Entry::default();
    for point in 0..grid.points - 1 {
        let lost = lost(row, &services.0[id.index()], point) as f64;
        if lost == 0.0 {
            continue;
        }
        let demand = f64::from(row.day[world.clock.hour(grid.time(point))]) * grid.step_secs as f64;
        let is = shares(world, services, placements, id, point)?;
        entry.servers += lost * demand * (1.0 - is.crew - is.retries);
        *entry.crews.entry(world.services[is.of].company).or_default() += lost * demand * is.crew;
        *entry.retries.entry(is.of).or_default() += lost * demand * is.retries;
        entry.rounding += demand;
    }
    Some(entry)
}

/// Follows the failure to the service with too few servers of its own. `None` in the cases that are left out.
fn shares(
    world: &Scenario,
    services: &Services,
    placements: &[Placement],
    mut id: ServiceId,
    point: i64,
) -> Option<Shares> {
    for _ in world.services.ids() {
        let (row, state) = (&world.services[id], &services.0[id.index()]);
        if row.restart.0 > 0 {
            return None;
        }
        let health = state.health.at(point);
        let own = state.own.at(point);
        if health == own {
            let need = state.need.at(point);
            let serves = |servers: u64| (servers * 1000 / need).min(1000) as f64;
            let those = || {
                let own = placements.iter().filter(|placement| placement.service == id);
                own.filter(|placement| !placement.standby || state.engaged.at(point))
            };
            let not_destroyed = |placement: &Placement| placement.servers - placement.condition.at(point).destroyed;
            let lit: u64 = those().map(|is| is.online.at(point).min(not_destroyed(is))).sum();
            let base = those().map(|is| is.online.at(point).min(not_destroyed(is) - is.condition.at(point).damaged));
            let whole = f64::from(1000 - own);
            let crew = (serves(lit) - serves(base.sum())) / whole;
            return Some(Shares { of: id, crew, retries: (serves(state.alive.at(point)) - f64::from(own)) / whole });
        }
        // If several dependencies bind, which of them is the cause depends on more than this file knows.
        let binds = |group: &usize| state.lets_through[*group].at(point) == health;
        let mut binding = (0..state.groups.len()).filter(binds);
        let [place] = state.groups[binding.next()?][..] else { return None };
        if binding.next().is_some() || row.dependencies[place].grace.0 > 0 {
            return None;
        }
        id = row.dependencies[place].service;
    }
    None
}
