//! The net of dependencies: who depends on whom, laid out so that a change touches as little memory as it can.

use std::ops::Range;

use super::cycles::components;
use super::limit::{Limit, Pull, Target};
use super::wait::Wait;
use crate::model::{Id, Scenario, ServiceId};
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span, WHOLE};

/// One dependency of one service.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// Who depends.
    pub service: u32,
    /// On what.
    pub target: u32,
    /// Its windows, as an index of [`Net::waits`]; [`AT_ONCE`] if it has none.
    wait: u32,
    pull: Pull,
}

/// The wait of a dependency without grace and restart.
const AT_ONCE: u32 = u32::MAX;

/// A dependency, seen from its target.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub dependency: u32,
    /// Who depends on the target.
    pub user: u32,
    /// The pull of the dependency, here so that most looks need not read the dependency itself.
    pub pull: Pull,
}

/// The health of every service, in columns: most looks are at `now` alone.
#[derive(Clone, Debug)]
pub struct Healths {
    pub now: Vec<Permille>,
    /// The event of the last change.
    pub because: Vec<Option<EventId>>,
    /// As it was until this instant.
    pub until_now: Vec<Limit>,
}

impl Healths {
    pub fn new(services: usize) -> Self {
        Self { now: vec![WHOLE; services], because: vec![None; services], until_now: vec![Limit::NONE; services] }
    }

    /// The health of a service now, and the event of its last change.
    pub fn now(&self, service: usize) -> Limit {
        Limit { health: self.now[service], because: self.because[service] }
    }

    /// A service as the target of those who depend on it.
    pub fn target(&self, service: usize) -> Target {
        Target { now: self.now(service), until_now: self.until_now[service] }
    }
}

/// All dependencies, by service and by target.
#[derive(Clone, Debug)]
pub struct Net {
    pub dependencies: Vec<Dependency>,
    waits: Vec<Wait>,
    first_dependency: Vec<u32>,
    pub uses: Vec<Use>,
    first_use: Vec<u32>,
    /// The uses of each service with windows end here; the others follow.
    first_at_once: Vec<u32>,
    /// By service, whether a BlackStart of it runs, during which its dependencies do not limit it.
    pub in_black_start: Vec<bool>,
}

impl Net {
    /// The net of a world, and its services in the order in which they are looked at: what others depend on first, except on a cycle.
    /// `restart` by service, luck included.
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

    /// Sorts dependencies by target, those with windows first.
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

    /// The dependencies of a service, in file order.
    pub fn dependencies_of(&self, service: usize) -> Range<usize> {
        self.first_dependency[service] as usize..self.first_dependency[service + 1] as usize
    }

    /// The dependencies on a service, as indices of [`Net::uses`].
    pub fn uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_use[service + 1] as usize
    }

    /// Those of them that have windows.
    pub fn waiting_uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_at_once[service] as usize
    }

    /// The windows of a dependency, if it has any.
    pub fn wait_mut(&mut self, dependency: usize) -> Option<&mut Wait> {
        self.waits.get_mut(self.dependencies[dependency].wait as usize)
    }

    /// An instant is settled for a dependency. Returns when a rise may be felt, if a wait of `restart` begins.
    pub fn settle(&mut self, dependency: usize, healths: &Healths, now: SimTime) -> Option<SimTime> {
        let dependency = &self.dependencies[dependency];
        let wait = self.waits.get_mut(dependency.wait as usize)?;
        let (target, black_start) = (dependency.target as usize, self.in_black_start[dependency.service as usize]);
        wait.settle(dependency.pull, now, healths.target(target), black_start)
    }

    /// The health that a dependency allows now, its windows brought up to `now`. There is no BlackStart.
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

    /// What a dependency allows if its target is as given; its windows are up to this instant. During a BlackStart it allows all health,
    /// except that a limit holds on for `restart`.
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

/// An index as the engine keeps it.
pub fn small(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 of anything")
}

/// The id of a service by its index.
pub fn service_id(service: usize) -> ServiceId {
    ServiceId::new(service)
}
