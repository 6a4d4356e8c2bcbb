//! The graph of dependencies between services, in arrays that are arranged so that a change reads little memory.

use std::ops::Range;

use super::limit::{Limit, Pull, Target};
use super::wait::{Restart, Wait};
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
    /// The time windows of the dependency, as an index into [`Net::waits`]; [`AT_ONCE`] if it has none. A dependency that is one of
    /// several alternatives always has them.
    wait: u32,
    pull: Pull,
    /// The group of alternatives, as an index into [`Net::groups`]; only valid if it is one of several.
    group: u32,
}

/// The value of `wait` for a dependency without grace and restart, whose changes take effect at once.
const AT_ONCE: u32 = u32::MAX;

/// Dependencies of one service of which one is enough (MODEL.md, section 4).
#[derive(Clone, Debug)]
struct Alternatives {
    /// The dependencies, as indices into [`Net::dependencies`], in file order.
    members: Vec<u32>,
    /// The limits of the group over `restart`.
    limits: Restart,
}

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
    #[inline]
    pub fn now(&self, service: usize) -> Limit {
        Limit { health: self.now[service], because: self.because[service] }
    }

    /// The health of a service as its dependents use it: now, and just before this instant.
    #[inline]
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
    /// For each service, whether it is failed over to its standby. Meanwhile its dependencies of the primary alone do not limit it.
    pub is_failed_over: Vec<bool>,
    groups: Vec<Alternatives>,
}

impl Net {
    /// Builds the graph of a world. Also returns the services in the order of evaluation: dependencies before their dependents, except
    /// within a cycle. `restart` is the restart time of each service, random factor included.
    pub fn new(world: &Scenario, restart: &[Span]) -> (Self, Vec<u32>) {
        let services = world.services.len();
        let (mut dependencies, mut waits, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        let mut first_dependency = Vec::with_capacity(services + 1);
        for (service, row) in world.services.iter() {
            let restart = restart[service.index()];
            first_dependency.push(small(dependencies.len()));
            let first_group = groups.len();
            groups.extend(
                row.alternatives.iter().map(|_| Alternatives { members: Vec::new(), limits: Restart::new(restart) }),
            );
            for dependency in &row.dependencies {
                let group = dependency.any.map_or(0, |any| first_group + any as usize);
                if dependency.any.is_some() {
                    groups[group].members.push(small(dependencies.len()));
                }
                // The limits of alternatives wait for `restart` together.
                let restart = if dependency.any.is_some() { Span::ZERO } else { restart };
                let at_once = dependency.grace == Span::ZERO && restart == Span::ZERO && dependency.any.is_none();
                dependencies.push(Dependency {
                    service: small(service.index()),
                    target: small(dependency.service.index()),
                    wait: if at_once { AT_ONCE } else { small(waits.len()) },
                    pull: Pull {
                        weight: u16::try_from(dependency.weight).expect("at most the whole"),
                        cycle: false,
                        primary: dependency.primary,
                        alternative: dependency.any.is_some(),
                    },
                    group: small(group),
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
            is_failed_over: vec![false; services],
            groups,
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
        let pull = Pull { weight: 0, cycle: false, primary: false, alternative: false };
        self.uses = vec![Use { dependency: 0, user: 0, pull }; self.dependencies.len()];
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
    #[inline]
    pub fn dependencies_of(&self, service: usize) -> Range<usize> {
        self.first_dependency[service] as usize..self.first_dependency[service + 1] as usize
    }

    /// The dependencies of other services on this service, as indices into [`Net::uses`].
    #[inline]
    pub fn uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_use[service + 1] as usize
    }

    /// The dependencies of other services on this service that have time windows, as indices into [`Net::uses`].
    #[inline]
    pub fn waiting_uses_of(&self, service: usize) -> Range<usize> {
        self.first_use[service] as usize..self.first_at_once[service] as usize
    }

    /// The time windows of a dependency; `None` if it has none.
    #[inline]
    pub fn wait_mut(&mut self, dependency: usize) -> Option<&mut Wait> {
        self.waits.get_mut(self.dependencies[dependency].wait as usize)
    }

    /// Whether the service has a dependency only while it runs on its own servers.
    #[inline]
    pub fn is_of_primary(&self, dependency: usize) -> bool {
        self.dependencies[dependency].pull.primary
    }

    /// Whether a dependency does not count at this moment: its service is started without its dependencies, or fails over to its standby
    /// and has the dependency only on its own servers.
    #[inline]
    fn is_free(&self, dependency: &Dependency) -> bool {
        let service = dependency.service as usize;
        self.in_black_start[service] || (dependency.pull.primary && self.is_failed_over[service])
    }

    /// Whether a dependency does not limit its service at all, whatever its limit was before: it is one of the primary alone, and the
    /// service is failed over.
    #[inline]
    fn is_lifted(&self, dependency: &Dependency) -> bool {
        dependency.pull.primary && self.is_failed_over[dependency.service as usize]
    }

    /// Updates the windows of a dependency, or of its group of alternatives, at the end of an instant. If the limit rose and the service
    /// must first wait for `restart`, returns the time at which the wait ends.
    pub fn settle(&mut self, dependency: usize, healths: &Healths, now: SimTime) -> Option<SimTime> {
        let row = self.dependencies[dependency];
        let free = self.is_free(&row);
        let wait = self.waits.get_mut(row.wait as usize)?;
        let settled = wait.settle(row.pull, now, healths.target(row.target as usize), free);
        if !row.pull.alternative {
            return settled;
        }
        let next = self.group_at_this_moment(row.group, healths, now);
        self.groups[row.group as usize].limits.settle(now, next)
    }

    /// The largest limit of a group of alternatives at this moment, which stands for all of them, without the effect of `restart`.
    fn group_at_this_moment(&mut self, group: u32, healths: &Healths, now: SimTime) -> Limit {
        let mut largest: Option<Limit> = None;
        for index in 0..self.groups[group as usize].members.len() {
            let row = self.dependencies[self.groups[group as usize].members[index] as usize];
            let free = self.is_free(&row);
            let Some(wait) = self.waits.get_mut(row.wait as usize) else { continue };
            wait.expire(now);
            let limit = wait.at_this_moment(row.pull, healths.target(row.target as usize), free);
            if largest.is_none_or(|largest| limit.health > largest.health) {
                largest = Some(limit);
            }
        }
        largest.unwrap_or(Limit::NONE)
    }

    /// Whether some alternative of the group is lifted, so that the group does not limit the service.
    fn is_group_lifted(&self, group: u32) -> bool {
        let mut members = self.groups[group as usize].members.iter();
        members.any(|member| self.is_lifted(&self.dependencies[*member as usize]))
    }

    /// Whether the dependency is one of several alternatives, and not the first of them. The limit of a group is asked for at its first
    /// member only.
    #[inline]
    fn is_later_alternative(&self, dependency: usize) -> bool {
        let row = &self.dependencies[dependency];
        row.pull.alternative && self.groups[row.group as usize].members[0] as usize != dependency
    }

    /// The greatest health that a dependency allows now, after updating its windows to `now`. The first of several alternatives gives
    /// the limit of the group, and the others none. Not for use during a BlackStart of the service.
    pub fn allowed(&mut self, dependency: usize, healths: &Healths, now: SimTime) -> Permille {
        let row = self.dependencies[dependency];
        if row.pull.alternative {
            if self.is_later_alternative(dependency) || self.is_group_lifted(row.group) {
                return WHOLE;
            }
            let next = self.group_at_this_moment(row.group, healths, now);
            let limits = &mut self.groups[row.group as usize].limits;
            limits.expire(now);
            return limits.lowest(next).health;
        }
        if self.is_lifted(&row) {
            return WHOLE;
        }
        let target = row.target as usize;
        match self.waits.get_mut(row.wait as usize) {
            None => row.pull.leaves(healths.now[target]),
            Some(wait) => {
                wait.expire(now);
                wait.limit(row.pull, healths.target(target), false).health
            }
        }
    }

    /// Updates the windows of a dependency to `now`, at which a value leaves one of them. Returns the greatest health that the dependency allowed
    /// just before, and the greatest that it allows now; `None` if that depends on more than the dependency alone.
    pub fn leave_window(&mut self, dependency: usize, healths: &Healths, now: SimTime) -> Option<(Permille, Permille)> {
        let row = self.dependencies[dependency];
        if row.pull.alternative || self.in_black_start[row.service as usize] {
            return None;
        }
        if self.is_lifted(&row) {
            return Some((WHOLE, WHOLE));
        }
        let wait = self.waits.get_mut(row.wait as usize)?;
        let target = healths.target(row.target as usize);
        let mut limit_at = |t| {
            wait.expire(t);
            wait.limit(row.pull, target, false).health
        };
        Some((limit_at(now - Span(1)), limit_at(now)))
    }

    /// The limit of a dependency if its target has the given health. The windows of the dependency must already be updated to this
    /// instant. During a BlackStart of the service there is no new limit, but an earlier limit remains for `restart`. Not for one of
    /// several alternatives, which limit a service together.
    #[inline]
    pub fn limit(&self, dependency: usize, target: Target) -> Limit {
        let row = &self.dependencies[dependency];
        if self.is_lifted(row) {
            return Limit::NONE;
        }
        let black_start = self.in_black_start[row.service as usize];
        match self.waits.get(row.wait as usize) {
            Some(wait) => wait.limit(row.pull, target, black_start),
            None if black_start => Limit::NONE,
            None => Limit { health: row.pull.leaves(target.now.health), because: target.now.because },
        }
    }

    /// The limit of the dependency in the present instant, whose windows must already be updated. The limit of a group of alternatives is
    /// that of the member that stands for all of them, and the other members give no limit.
    #[inline]
    pub fn limit_now(&self, dependency: usize, healths: &Healths) -> Limit {
        let row = &self.dependencies[dependency];
        if !row.pull.alternative {
            return self.limit(dependency, healths.target(row.target as usize));
        }
        if self.is_group_lifted(row.group) {
            return Limit::NONE;
        }
        let group = &self.groups[row.group as usize];
        let at_this_moment = |member: u32| {
            let row = &self.dependencies[member as usize];
            let wait = self.waits.get(row.wait as usize);
            wait.map_or(Limit::NONE, |wait| {
                wait.at_this_moment(row.pull, healths.target(row.target as usize), self.is_free(row))
            })
        };
        let mut standing: Option<(u32, Limit)> = None;
        for member in &group.members {
            let limit = at_this_moment(*member);
            if standing.is_none_or(|(_, largest)| limit.health > largest.health) {
                standing = Some((*member, limit));
            }
        }
        match standing {
            Some((member, limit)) if member as usize == dependency => group.limits.lowest(limit),
            Some(_) | None => Limit::NONE,
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
