//! Which lanes there are and in which order: what people use before what it rests on, as the file has them; where there are too many to
//! look through, who fell first before who fell later. Many are grouped under their companies.

use crate::model::{CompanyId, Id, Observed, Scenario, ServiceId, SourceId};
use crate::recording::Recording;
use crate::units::{Level, SimTime};

/// With more services than this, lanes are grouped.
const MANY: usize = 40;
/// With more services than this, who fell comes first. Below it a lane stays where it is, whatever is done.
const TOO_MANY: usize = 200;

/// One row of the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneRow {
    /// The lanes of a company follow; `None` for those without one.
    Group(Option<CompanyId>),
    /// A lane.
    Lane(ServiceId),
}

/// What really happened to a service, to be laid on its lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// If set, it happened some time in `since..=at`.
    pub since: Option<SimTime>,
    /// When.
    pub at: SimTime,
    /// Whether the service came back (`true`) or went down.
    pub back: bool,
    /// Who said so.
    pub source: Option<SourceId>,
}

/// The rows of a run.
#[must_use]
pub fn rows(world: &Scenario, recording: &Recording) -> Vec<LaneRow> {
    let mut services: Vec<ServiceId> = world.services.ids().collect();
    let is_inner = |service: ServiceId| world.services[service].users == 0;
    let hit = |service| if world.services.len() > TOO_MANY { first_hit(recording, service) } else { SimTime::ZERO };
    services.sort_by_cached_key(|service| (is_inner(*service), hit(*service), service.index()));
    if services.len() <= MANY {
        return services.into_iter().map(LaneRow::Lane).collect();
    }
    // Companies come in the order of their first service, and keep that order within.
    let mut groups: Vec<(Option<CompanyId>, Vec<ServiceId>)> = Vec::new();
    let mut place_of = std::collections::BTreeMap::new();
    for service in services {
        let company = world.services[service].company;
        let place = *place_of.entry(company).or_insert_with(|| {
            groups.push((company, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(service);
    }
    let group = |(company, services): (_, Vec<_>)| {
        std::iter::once(LaneRow::Group(company)).chain(services.into_iter().map(LaneRow::Lane))
    };
    groups.into_iter().flat_map(group).collect()
}

/// When a service first was not Up; never comes last.
fn first_hit(recording: &Recording, service: ServiceId) -> SimTime {
    let health = &recording.services[service].health;
    let hit = health.all().iter().find(|(_, health)| Level::of(*health) != Level::Up);
    hit.map_or(SimTime(i64::MAX), |(at, _)| *at)
}

/// What was seen of each service, by service.
#[must_use]
pub fn seen(world: &Scenario) -> Vec<(ServiceId, Seen)> {
    let mut seen: Vec<_> = world
        .history
        .iter()
        .filter_map(|history| {
            let (service, back) = match history.what {
                Observed::Back(service) => (service, true),
                Observed::Down(service) => (service, false),
                Observed::DarkServers(..) | Observed::Price(..) | Observed::RivalUsers(..) | Observed::Users(..) => {
                    return None;
                }
            };
            Some((service, Seen { since: history.since, at: history.at, back, source: history.source }))
        })
        .collect();
    seen.sort_by_key(|(service, seen)| (*service, seen.at));
    seen
}
