//! The net of needs: who rests on whom, laid out so that a change touches as little memory as it can.

use std::ops::Range;

use super::cycles::components;
use super::limit::{Limit, Pull, Target};
use super::wait::Wait;
use crate::model::{Id, Scenario, ServiceId};
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span, WHOLE};

/// One need of one service.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// Who needs.
    pub service: u32,
    /// What is needed.
    pub target: u32,
    /// Its windows, as a place in [`Net::waits`]; [`AT_ONCE`] if it has none.
    wait: u32,
    pull: Pull,
}

/// The wait of a need without grace and restart.
const AT_ONCE: u32 = u32::MAX;

/// A need, seen from what is needed.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub need: u32,
    /// Who needs.
    pub user: u32,
    /// What the need takes down; a look that ends here has not looked at the need.
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

    /// A service, as those see it who need it.
    pub fn target(&self, service: usize) -> Target {
        Target { now: self.now(service), until_now: self.until_now[service] }
    }
}

/// All needs, by who needs and by what is needed.
#[derive(Clone, Debug)]
pub struct Net {
    pub dependencies: Vec<Dependency>,
    waits: Vec<Wait>,
    first_need: Vec<u32>,
    pub uses: Vec<Use>,
    first_use: Vec<u32>,
    /// The uses of each service with windows end here; the others follow.
    first_at_once: Vec<u32>,
    /// Whether a BlackStart of each service runs, so that what it needs does not hold it down.
    pub held_up: Vec<bool>,
}

impl Net {
    /// The net of a world, and its services in the order in which they are looked at: what is needed first, except on a circle.
    /// `restart` by service, luck included.
    pub fn new(world: &Scenario, restart: &[Span]) -> (Self, Vec<u32>) {
        let services = world.services.len();
        let (mut dependencies, mut waits) = (Vec::new(), Vec::new());
        let mut first_need = Vec::with_capacity(services + 1);
        for (service, row) in world.services.iter() {
            let restart = restart[service.index()];
            first_need.push(small(dependencies.len()));
            for need in &row.dependencies {
                let at_once = need.grace == Span::ZERO && restart == Span::ZERO;
                dependencies.push(Dependency {
                    service: small(service.index()),
                    target: small(need.service.index()),
                    wait: if at_once { AT_ONCE } else { small(waits.len()) },
                    pull: Pull { weight: u16::try_from(need.weight).expect("at most the whole"), cycle: false },
                });
                if !at_once {
                    waits.push(Wait::new(need.grace, restart));
                }
            }
        }
        first_need.push(small(dependencies.len()));
        let range = |service: usize| first_need[service] as usize..first_need[service + 1] as usize;
        let cycle = components(services, range, |need| dependencies[need].target as usize);
        for need in &mut dependencies {
            need.pull.cycle = cycle[need.service as usize] == cycle[need.target as usize];
        }
        let mut in_order: Vec<u32> = (0..services).map(small).collect();
        in_order.sort_by_key(|service| cycle[*service as usize]);
        let mut net = Self {
            dependencies,
            waits,
            first_need,
            uses: Vec::new(),
            first_use: vec![0; services + 1],
            first_at_once: Vec::new(),
            held_up: vec![false; services],
        };
        net.find_uses();
        (net, in_order)
    }

    /// Sorts needs by what is needed, those with windows first.
    fn find_uses(&mut self) {
        for need in &self.dependencies {
            self.first_use[need.target as usize + 1] += 1;
        }
        for service in 1..self.first_use.len() {
            self.first_use[service] += self.first_use[service - 1];
        }
        self.uses = vec![Use { need: 0, user: 0, pull: Pull { weight: 0, cycle: false } }; self.dependencies.len()];
        let mut next = self.first_use.clone();
        for at_once in [false, true] {
            for (index, need) in
                self.dependencies.iter().enumerate().filter(|(_, need)| (need.wait == AT_ONCE) == at_once)
            {
                let slot = &mut next[need.target as usize];
                self.uses[*slot as usize] = Use { need: small(index), user: need.service, pull: need.pull };
                *slot += 1;
            }
            if !at_once {
                self.first_at_once.clone_from(&next);
            }
        }
    }

    /// The needs of a service, in file order.
    pub fn needs_of(&self, service: usize) -> Range<usize> {
        self.first_need[service] as usize..self.first_need[service + 1] as usize
    }

    /// The needs that others have of a service, as places in [`Net::uses`].
    pub fn uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_use[service + 1] as usize
    }

    /// Those of them that have windows.
    pub fn waiting_uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_at_once[service] as usize
    }

    /// The windows of a need, if it has any.
    pub fn wait_mut(&mut self, need: usize) -> Option<&mut Wait> {
        self.waits.get_mut(self.dependencies[need].wait as usize)
    }

    /// An instant is settled for a need. Returns when a rise may be felt, if a wait of `restart` begins.
    pub fn settle(&mut self, need: usize, healths: &Healths, now: SimTime) -> Option<SimTime> {
        let need = &self.dependencies[need];
        let wait = self.waits.get_mut(need.wait as usize)?;
        wait.settle(need.pull, now, healths.target(need.target as usize), self.held_up[need.service as usize])
    }

    /// The health that a need allows now, its windows brought up to `now`. There is no BlackStart.
    pub fn allowed(&mut self, need: usize, healths: &Healths, now: SimTime) -> Permille {
        let need = &self.dependencies[need];
        let target = need.target as usize;
        match self.waits.get_mut(need.wait as usize) {
            None => need.pull.leaves(healths.now[target]),
            Some(wait) => {
                wait.expire(now);
                wait.limit(need.pull, healths.target(target), false).health
            }
        }
    }

    /// What a need allows if its target is as given; its windows are up to this instant. During a BlackStart it allows all,
    /// but for what was within `restart`.
    pub fn limit(&self, need: usize, target: Target) -> Limit {
        let need = &self.dependencies[need];
        let black_start = self.held_up[need.service as usize];
        match self.waits.get(need.wait as usize) {
            Some(wait) => wait.limit(need.pull, target, black_start),
            None if black_start => Limit::NONE,
            None => Limit { health: need.pull.leaves(target.now.health), because: target.now.because },
        }
    }
}

/// An index as the engine keeps it.
pub fn small(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 of anything")
}

/// The id of a service by its place.
pub fn service_id(service: usize) -> ServiceId {
    ServiceId::new(service)
}
