//! The graph of dependencies between services, in arrays that are arranged so that a change reads little memory.

use std::ops::Range;

use super::limit::{Limit, Pull, Target};
use super::wait::Wait;
use crate::model::{Id, Scenario, ServiceId, components};
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span, WHOLE};

/// One dependency of one service.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// The index of the service that depends on the target.
    pub service: u32,
    /// The index of the service that is depended on.
    pub target: u32,
    /// The time windows of the dependency, as an index into [`Net::waits`]; [`AT_ONCE`] if it has none.
    wait: u32,
    pull: Pull,
}

/// The value of `wait` for a dependency without grace and restart, whose changes take effect at once.
const AT_ONCE: u32 = u32::MAX;

/// One dependency in the list of its target: which service depends on the target, and how strongly.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub dependency: u32,
    /// The index of the service that depends on the target.
    pub user: u32,
    /// A copy of the dependency's pull, so that most evaluations need not read the dependency itself.
    pub pull: Pull,
}

/// The health of all services, one array for each field: most evaluations read only `now`.
#[derive(Clone, Debug)]
pub struct Healths {
    pub now: Vec<Permille>,
    /// The event of each service's last change of health.
    pub because: Vec<Option<EventId>>,
    /// The health of each service just before this instant.
    pub until_now: Vec<Limit>,
}

impl Healths {
    pub fn new(services: usize) -> Self {
        Self { now: vec![WHOLE; services], because: vec![None; services], until_now: vec![Limit::NONE; services] }
    }

    /// The present health of a service, and the event of its last change.
    pub fn now(&self, service: usize) -> Limit {
        Limit { health: self.now[service], because: self.because[service] }
    }

    /// The health of a service as its dependents use it: now, and just before this instant.
    pub fn target(&self, service: usize) -> Target {
        Target { now: self.now(service), until_now: self.until_now[service] }
    }
}

/// All dependencies, grouped by service and grouped by target.
#[derive(Clone, Debug)]
pub struct Net {
    pub dependencies: Vec<Dependency>,
    waits: Vec<Wait>,
    first_dependency: Vec<u32>,
    pub uses: Vec<Use>,
    first_use: Vec<u32>,
    /// For each target, the index in `uses` of the first use without time windows. The uses with time windows come before this index.
    first_at_once: Vec<u32>,
    /// For each service, whether a BlackStart of it is running. During a BlackStart the service is not limited by its dependencies.
    pub in_black_start: Vec<bool>,
}

impl Net {
    /// Builds the graph of a world. Also returns the services in the order of evaluation: dependencies before their dependents, except
    /// within a cycle. `restart` is the restart time of each service, random factor included.
    pub fn new(world: &Scenario, restart: &[Span]) -> (Self, Vec<u32>) {
        let services = world.services.len();
        let (mut dependencies, mut waits) = (Vec::new(), Vec::new());
        let mut first_dependency = Vec::with_capacity(services + 1);
        for (service, row) in world.services.iter() {
            let restart = restart[service.index()];
            first_dependency.push(small(dependencies.len()));
            for dependency in &row.dependencies {
                let at_once = dependency.grace == Span::ZERO && restart == Span::ZERO;
                dependencies.push(Dependency {
                    service: small(service.index()),
                    target: small(dependency.service.index()),
                    wait: if at_once { AT_ONCE } else { small(waits.len()) },
                    pull: Pull { weight: u16::try_from(dependency.weight).expect("at most the whole"), cycle: false },
                });
                if !at_once {
                    waits.push(Wait::new(dependency.grace, restart));
                }
            }
        }
        first_dependency.push(small(dependencies.len()));
        let range = |service: usize| first_dependency[service] as usize..first_dependency[service + 1] as usize;
        let cycle = components(services, range, |index| dependencies[index].target as usize);
        for dependency in &mut dependencies {
            dependency.pull.cycle = cycle[dependency.service as usize] == cycle[dependency.target as usize];
        }
        let mut in_order: Vec<u32> = (0..services).map(small).collect();
        in_order.sort_by_key(|service| cycle[*service as usize]);
        let mut net = Self {
            dependencies,
            waits,
            first_dependency,
            uses: Vec::new(),
            first_use: vec![0; services + 1],
            first_at_once: Vec::new(),
            in_black_start: vec![false; services],
        };
        net.find_uses();
        (net, in_order)
    }

    /// Groups the dependencies by target. For each target, the dependencies with time windows come first.
    fn find_uses(&mut self) {
        for dependency in &self.dependencies {
            self.first_use[dependency.target as usize + 1] += 1;
        }
        for service in 1..self.first_use.len() {
            self.first_use[service] += self.first_use[service - 1];
        }
        self.uses =
            vec![Use { dependency: 0, user: 0, pull: Pull { weight: 0, cycle: false } }; self.dependencies.len()];
        let mut next = self.first_use.clone();
        for at_once in [false, true] {
            let of_kind = |(_, dependency): &(usize, &Dependency)| (dependency.wait == AT_ONCE) == at_once;
            for (index, dependency) in self.dependencies.iter().enumerate().filter(of_kind) {
                let slot = &mut next[dependency.target as usize];
                self.uses[*slot as usize] =
                    Use { dependency: small(index), user: dependency.service, pull: dependency.pull };
                *slot += 1;
            }
            if !at_once {
                self.first_at_once.clone_from(&next);
            }
        }
    }

    /// The dependencies of a service, in file order, as indices into [`Net::dependencies`].
    pub fn dependencies_of(&self, service: usize) -> Range<usize> {
        self.first_dependency[service] as usize..self.first_dependency[service + 1] as usize
    }

    /// The dependencies of other services on this service, as indices into [`Net::uses`].
    pub fn uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_use[service + 1] as usize
    }

    /// The dependencies of other services on this service that have time windows, as indices into [`Net::uses`].
    pub fn waiting_uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_at_once[service] as usize
    }

    /// The time windows of a dependency; `None` if it has none.
    pub fn wait_mut(&mut self, dependency: usize) -> Option<&mut Wait> {
        self.waits.get_mut(self.dependencies[dependency].wait as usize)
    }

    /// Updates the windows of a dependency at the end of an instant. If its limit rose and the service must first wait for `restart`,
    /// returns the time at which the wait ends.
    pub fn settle(&mut self, dependency: usize, healths: &Healths, now: SimTime) -> Option<SimTime> {
        let dependency = &self.dependencies[dependency];
        let wait = self.waits.get_mut(dependency.wait as usize)?;
        let (target, black_start) = (dependency.target as usize, self.in_black_start[dependency.service as usize]);
        wait.settle(dependency.pull, now, healths.target(target), black_start)
    }

    /// The greatest health that a dependency allows now, after updating its windows to `now`. Not for use during a BlackStart of the
    /// service.
    pub fn allowed(&mut self, dependency: usize, healths: &Healths, now: SimTime) -> Permille {
        let dependency = &self.dependencies[dependency];
        let target = dependency.target as usize;
        match self.waits.get_mut(dependency.wait as usize) {
            None => dependency.pull.leaves(healths.now[target]),
            Some(wait) => {
                wait.expire(now);
                wait.limit(dependency.pull, healths.target(target), false).health
            }
        }
    }

    /// The limit of a dependency if its target has the given health. The windows of the dependency must already be updated to this
    /// instant. During a BlackStart of the service there is no new limit, but an earlier limit remains for `restart`.
    pub fn limit(&self, dependency: usize, target: Target) -> Limit {
        let dependency = &self.dependencies[dependency];
        let black_start = self.in_black_start[dependency.service as usize];
        match self.waits.get(dependency.wait as usize) {
            Some(wait) => wait.limit(dependency.pull, target, black_start),
            None if black_start => Limit::NONE,
            None => Limit { health: dependency.pull.leaves(target.now.health), because: target.now.because },
        }
    }
}

/// Converts an index to the type that the engine stores.
pub fn small(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 of anything")
}

/// The id of the service with this index.
pub fn service_id(service: usize) -> ServiceId {
    ServiceId::new(service)
}
