//! Connections between units. A connection contains all dependencies of the services at home in one unit on the services at home in another
//! unit. The home of a service is the unit with most of its servers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Dependency, Id, Scenario, ServiceId};
use crate::recording::Recording;
use crate::units::{Permille, SimTime};

/// The largest number of connections that are kept, those with the most weight. More lines could not be distinguished.
const MOST_CONNECTIONS: usize = 240;
/// The largest number of dependencies that are kept for one connection, those of the services with most users. The level of the
/// connection is computed from them.
const MOST_DEPENDENCIES: usize = 48;

/// A reference to one dependency of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DependencyRef {
    /// The service that depends on another.
    pub user: ServiceId,
    /// The index of the dependency in the list of `user`.
    pub index: usize,
}

impl DependencyRef {
    fn dependency(self, world: &Scenario) -> &Dependency {
        &world.services[self.user].dependencies[self.index]
    }

    /// The service that `user` depends on.
    pub fn service(self, world: &Scenario) -> ServiceId {
        self.dependency(world).service
    }

    /// The health that this dependency allows its user at `now`. It ignores the time for which the user tolerates a failure, because the
    /// map shows where the trouble is.
    pub fn lets_through(self, world: &Scenario, recording: &Recording, now: SimTime) -> Permille {
        let dependency = self.dependency(world);
        dependency.lets_through(*recording.services[dependency.service].health.at(now))
    }
}

/// All dependencies of the services at home in one unit on the services at home in another unit.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The index of the unit where the services that others depend on are at home.
    pub from: usize,
    /// The index of the unit where the dependent services are at home.
    pub to: usize,
    /// The sum over the dependencies of the connection: the weight of each, times (1 + thousands of users of its dependent service).
    pub weight: u64,
    pub dependencies: Vec<DependencyRef>,
}

/// The connections of a world, the one with the most weight first. `home` is the index of the home unit of each service.
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
