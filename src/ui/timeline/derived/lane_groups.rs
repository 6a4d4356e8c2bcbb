//! The groups of lanes and their order. Lanes are grouped by company, kind or level, and sorted by the first outage or in file order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{CompanyId, Id, Scenario, ServiceId};
use crate::recording::Recording;
use crate::units::{Level, SimTime};

/// If there are more services than this, lanes are grouped by company by default.
const MANY: usize = 40;

/// How lanes are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// By the company that runs the services.
    Company,
    /// By the kind of the services.
    Kind,
    /// By the level of the services at the playhead.
    State,
    /// Not grouped.
    Nothing,
}

impl GroupBy {
    /// All groupings, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Company, Self::Kind, Self::State, Self::Nothing];

    /// The key of the text of the grouping's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Company => "lanes-by-company",
            Self::Kind => "lanes-by-kind",
            Self::State => "lanes-by-state",
            Self::Nothing => "lanes-by-nothing",
        }
    }

    /// The grouping of a world until the person chooses one.
    #[must_use]
    pub fn usual(world: &Scenario) -> Self {
        if world.services.len() > MANY { Self::Company } else { Self::Nothing }
    }
}

/// How lanes are sorted within their group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the time at which a service first was not Up. If two services have the same time, the one with more users comes first.
    #[default]
    FirstHit,
    /// In file order.
    Filed,
}

impl Order {
    /// All orders, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::FirstHit, Self::Filed];

    /// The key of the text of the order's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::FirstHit => "lanes-first-hit",
            Self::Filed => "lanes-as-filed",
        }
    }
}

/// The property that all services of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// The services of one company; `None` for the services without a company.
    Company(Option<CompanyId>),
    /// The services of one kind; `None` for the services without a kind.
    Kind(Option<String>),
    /// The services that are at one level at the playhead. The group of the worst level comes first.
    State(Level),
    /// All services, if the lanes are not grouped.
    All,
}

/// The groups of a run, each with its services in order. Services without users come after those with users, which depend on them.
#[must_use]
pub fn groups(
    world: &Scenario,
    recording: &Recording,
    by: GroupBy,
    order: Order,
    now: SimTime,
) -> Vec<(GroupKey, Vec<ServiceId>)> {
    let mut services: Vec<ServiceId> = world.services.ids().collect();
    services.sort_by_cached_key(|service| {
        let users = world.services[*service].users;
        // Services that always were Up stay in file order.
        let hit = first_hit(recording, *service).filter(|_| order == Order::FirstHit);
        (users == 0, hit.is_none(), hit.map(|at| (at, Reverse(users))), service.index())
    });
    let key = |service: ServiceId| {
        let row = &world.services[service];
        match by {
            GroupBy::Company => GroupKey::Company(row.company),
            GroupBy::Kind => GroupKey::Kind(row.kind.clone()),
            GroupBy::State => GroupKey::State(recording.services[service].level(now)),
            GroupBy::Nothing => GroupKey::All,
        }
    };
    // The groups are in the order of their first services, except that groups of levels are sorted by level, the worst level first.
    let mut groups: Vec<(GroupKey, Vec<ServiceId>)> = Vec::new();
    let mut place_of = BTreeMap::new();
    for service in services {
        let key = key(service);
        let place = *place_of.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(service);
    }
    if by == GroupBy::State {
        groups.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    groups
}

/// The time at which a service first was not Up; `None` if it always was Up.
fn first_hit(recording: &Recording, service: ServiceId) -> Option<SimTime> {
    let health = &recording.services[service].health;
    health.all().iter().find(|(_, health)| Level::of(*health) != Level::Up).map(|(at, _)| *at)
}
