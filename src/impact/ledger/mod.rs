//! The ledger: every lost user-hour booked to a root cause, whole and exact (MODEL.md, section 6). Made on demand.

mod chain;

use std::collections::BTreeMap;

use chain::Chain;

use super::hours::{Demand, Hours};
use crate::model::{Scenario, ServiceId, Table};
use crate::recording::Recording;
use crate::units::SimTime;

/// What lost user-hours are booked to, in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// Dark servers: the strike at this index of the recording.
    Strike(u32),
    /// Failed requests of this service that are tried again.
    Retries(ServiceId),
    /// This service, or its servers, still starting again after their dependencies are back.
    Restart(ServiceId),
    /// Servers that this service never had.
    Capacity(ServiceId),
}

/// Lost user-time of one service by root, in user-seconds times permille of demand, ordered by root, no entry zero.
///
/// The parts add up to [`crate::recording::ServiceSummary::lost_user_millisecs`].
pub type Entry = Vec<(Root, u128)>;

/// The ledger of all services; those that lost nobody have no parts.
#[must_use]
pub fn ledger(world: &Scenario, recording: &Recording) -> Table<ServiceId, Entry> {
    let mut chain = Chain::new(world, recording);
    let hours = Hours::new(&world.clock, SimTime(world.length.0));
    world.services.ids().map(|service| book(world, recording, &hours, &mut chain, service)).collect()
}

/// The ledger of one service.
#[must_use]
pub fn ledger_of(world: &Scenario, recording: &Recording, service: ServiceId) -> Entry {
    let hours = Hours::new(&world.clock, SimTime(world.length.0));
    book(world, recording, &hours, &mut Chain::new(world, recording), service)
}

/// What a service lost until `until`, in user-seconds times permille of demand; at the end of the run it is the sum of its ledger.
#[must_use]
pub fn lost_until(world: &Scenario, recording: &Recording, service: ServiceId, until: SimTime) -> u128 {
    let row = &world.services[service];
    let hours = Hours::new(&world.clock, until);
    let demand = Demand::new(&row.day);
    let stretches = recording.services[service].health.stretches(until).take_while(|(from, ..)| *from < until);
    stretches
        .filter(|(.., health)| **health < 1000)
        .map(|(from, to, health)| u128::from(row.cut_off(*health)) * hours.demand(&demand, from, to.min(until)))
        .sum()
}

fn book(world: &Scenario, recording: &Recording, hours: &Hours, chain: &mut Chain<'_>, service: ServiceId) -> Entry {
    let end = SimTime(world.length.0);
    let row = &world.services[service];
    let demand = Demand::new(&row.day);
    let mut parts: BTreeMap<Root, u128> = BTreeMap::new();
    for (from, until, health) in recording.services[service].health.stretches(end) {
        let lost = row.cut_off(*health);
        let mut at = from;
        while lost > 0 && at < until {
            // What is behind a loss may change while the loss does not.
            let (booked, holds_until) = chain.book(service, lost, at);
            let next = holds_until.min(until);
            let weight = hours.demand(&demand, at, next);
            for (root, users) in booked {
                *parts.entry(*root).or_default() += u128::from(*users) * weight;
            }
            at = next;
        }
    }
    parts.into_iter().filter(|(_, lost)| *lost > 0).collect()
}

#[cfg(test)]
mod tests;
