//! Dependencies between units: those of services at home in one on services at home in another, taken together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Dependency, Id, Scenario, ServiceId};
use crate::recording::Recording;
use crate::units::{Permille, SimTime};

/// Connections beyond this many are left out, those with the least weight first: more lines cannot be told apart.
const MOST_CONNECTIONS: usize = 240;
/// Dependencies that are looked at for the state of one connection.
const MOST_DEPENDENCIES: usize = 48;

/// One dependency of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DependencyRef {
    /// The service that depends on another.
    pub user: ServiceId,
    /// Which of its dependencies.
    pub index: usize,
}

impl DependencyRef {
    fn dependency(self, world: &Scenario) -> &Dependency {
        &world.services[self.user].dependencies[self.index]
    }

    /// The service that is depended on.
    pub fn service(self, world: &Scenario) -> ServiceId {
        self.dependency(world).service
    }

    /// How much of its user the dependency lets through at `now`. The grace is left out: the map shows where the trouble is.
    pub fn lets_through(self, world: &Scenario, recording: &Recording, now: SimTime) -> Permille {
        let dependency = self.dependency(world);
        dependency.lets_through(*recording.services[dependency.service].health.at(now))
    }
}

/// All dependencies of services at home in one unit on services at home in another.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The home of what is depended on.
    pub from: usize,
    /// The home of who depends on it.
    pub to: usize,
    /// How much depends on it: the sum of its dependencies, by weight and users.
    pub weight: u64,
    pub dependencies: Vec<DependencyRef>,
}

/// The connections of a world, the one with most weight first.
pub(super) fn connections(world: &Scenario, home: &[Option<usize>]) -> Vec<Connection> {
    let mut by_units: BTreeMap<(usize, usize), Connection> = BTreeMap::new();
    for (user, service) in world.services.iter() {
        let Some(to) = home[user.index()] else { continue };
        for (index, dependency) in service.dependencies.iter().enumerate() {
            let Some(from) = home[dependency.service.index()].filter(|from| *from != to) else { continue };
            let empty = || Connection { from, to, weight: 0, dependencies: Vec::new() };
            let connection = by_units.entry((from, to)).or_insert_with(empty);
            let weight = u64::from(dependency.weight) * (1 + service.users / 1000);
            connection.weight = connection.weight.saturating_add(weight);
            connection.dependencies.push(DependencyRef { user, index });
        }
    }
    let mut connections: Vec<Connection> = by_units.into_values().collect();
    connections.sort_by_key(|connection| Reverse(connection.weight));
    connections.truncate(MOST_CONNECTIONS);
    for connection in &mut connections {
        connection.dependencies.sort_by_key(|dependency| Reverse(world.services[dependency.user].users));
        connection.dependencies.truncate(MOST_DEPENDENCIES);
    }
    connections
}
