//! How lanes are gathered and in which order: by company, kind or state; who fell first before who fell later, or as the file has them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{CompanyId, Id, Scenario, ServiceId};
use crate::recording::Recording;
use crate::units::{Level, SimTime};

/// With more services than this, lanes are gathered by company unless something else is asked for.
const MANY: usize = 40;

/// By what lanes are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// Who runs them.
    Company,
    /// What they are.
    Kind,
    /// How they are at the playhead.
    State,
    /// Not at all.
    Nothing,
}

impl GroupBy {
    /// All choices, in order.
    pub const ALL: [Self; 4] = [Self::Company, Self::Kind, Self::State, Self::Nothing];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Company => "lanes-by-company",
            Self::Kind => "lanes-by-kind",
            Self::State => "lanes-by-state",
            Self::Nothing => "lanes-by-nothing",
        }
    }

    /// What a world is gathered by if nothing is asked for.
    #[must_use]
    pub fn usual(world: &Scenario) -> Self {
        if world.services.len() > MANY { Self::Company } else { Self::Nothing }
    }
}

/// In which order lanes stand within their group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Who first was not Up comes first; of those of one moment, whom more people use.
    #[default]
    FirstHit,
    /// As the file has them.
    Filed,
}

impl Order {
    /// All choices, in order.
    pub const ALL: [Self; 2] = [Self::FirstHit, Self::Filed];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::FirstHit => "lanes-first-hit",
            Self::Filed => "lanes-as-filed",
        }
    }
}

/// What makes a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// Those of a company, or of none.
    Company(Option<CompanyId>),
    /// Those of a kind, or of none.
    Kind(Option<String>),
    /// Those at a level, the worst first.
    State(Level),
    /// All of them.
    All,
}

/// The groups of a run with their services in order. What people use comes before what it rests on.
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
        // Whom nothing hits stands where the file has it.
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
    // Groups come in the order of their first service, states in the order of how bad they are.
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

/// When a service first was not Up.
fn first_hit(recording: &Recording, service: ServiceId) -> Option<SimTime> {
    let health = &recording.services[service].health;
    health.all().iter().find(|(_, health)| Level::of(*health) != Level::Up).map(|(at, _)| *at)
}
