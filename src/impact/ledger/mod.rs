//! The ledger books every lost user-hour to a root cause, exactly (MODEL.md, section 6). It is computed only when it is needed.

mod chain;

use std::collections::BTreeMap;

use chain::Chain;

use super::hours::{Demand, Hours};
use crate::model::{CompanyId, Scenario, ServiceId, Table};
use crate::recording::Recording;
use crate::units::SimTime;

/// The root causes to which lost user-hours are booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// Dark servers, caused by the strike at this index of the recording.
    Strike(u32),
    /// Servers that wait for repair by the crew of this company, or by anybody if the service belongs to no company.
    Crew(Option<CompanyId>),
    /// The load of retries: failed requests to this service that are sent again.
    Retries(ServiceId),
    /// This service, or some of its servers, is still starting again after its dependencies or the power are back.
    Restart(ServiceId),
    /// Servers that this service never had.
    Capacity(ServiceId),
}

/// The lost user-time of one service by root, in user-seconds times permille of demand. Entries are ordered by root, and none is zero.
///
/// The parts add up to [`crate::recording::ServiceSummary::lost_user_millisecs`].
pub type Entry = Vec<(Root, u128)>;

/// Computes the ledger of all services. A service that lost no users has an empty entry.
#[must_use]
pub fn ledger(world: &Scenario, recording: &Recording) -> Table<ServiceId, Entry> {
    ledger_within(world, recording, u64::MAX).expect("there is no limit")
}

/// As [`ledger`]; `None` if more than `most_visits` services have to be visited on all ways from a loss to its roots.
#[must_use]
pub fn ledger_within(world: &Scenario, recording: &Recording, most_visits: u64) -> Option<Table<ServiceId, Entry>> {
    let mut chain = Chain::new(world, recording);
    let hours = Hours::new(&world.clock, SimTime(world.length.0));
    let mut all = Table::default();
    for service in world.services.ids() {
        all.push(book(world, recording, &hours, &mut chain, service));
        if chain.visited > most_visits {
            return None;
        }
    }
    Some(all)
}

/// Computes the ledger of one service.
#[must_use]
pub fn ledger_of(world: &Scenario, recording: &Recording, service: ServiceId) -> Entry {
    let hours = Hours::new(&world.clock, SimTime(world.length.0));
    book(world, recording, &hours, &mut Chain::new(world, recording), service)
}

/// The user-time that a service lost until `until`, in user-seconds times permille of demand. At the end of the run it equals the sum of
/// the service's ledger.
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
            // The causes of a loss may change while the size of the loss does not.
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
