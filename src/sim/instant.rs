//! Finds the health of services in one instant, in two phases: first health can only fall, then it can only rise (MODEL.md, section 4).

use super::budget::{Culprit, OverBudget, Resource, RunStopped, Spending};
use super::engine::Engine;
use super::limit::{Limit, Target};
use super::net::{Use, service_id, small};
use crate::recording::{Binding, EventId};
use crate::units::{Permille, WHOLE};

/// What limits the health of a service, and the event that caused this limit.
#[derive(Clone, Copy)]
pub struct BindingCause {
    pub binding: Option<Binding>,
    pub because: Option<EventId>,
}

/// What the health rule gives for one service.
struct Ruled {
    /// The health, which only fell or only rose.
    health: Permille,
    /// Whether the rule would give more health than that; always false while health rises.
    more: bool,
    /// The work that it took: the dependencies that were read, and the values that were tried.
    steps: usize,
}

impl BindingCause {
    /// The service is limited by its own servers. `because` is the event that caused this.
    const fn own(because: Option<EventId>) -> Self {
        Self { binding: Some(Binding::Own), because }
    }
}

impl Engine<'_> {
    /// Finds the health of all queued services. Returns those whose health changed, causes before effects, each with its health before
    /// the instant.
    ///
    /// The health rule is monotone, so the order of evaluation does not change the result. Dependencies are evaluated before their
    /// dependents, so that each service outside a cycle is evaluated only once in each phase.
    ///
    /// # Errors
    /// [`RunStopped`] if the run was cancelled, or if it takes more steps than its budget has.
    pub fn find_health(&mut self, spending: &mut Spending<'_>) -> Result<Vec<(u32, Limit)>, RunStopped> {
        let mut before = std::mem::take(&mut self.fixpoint.before);
        before.clear();
        for is_rising in [false, true] {
            if is_rising {
                let mut rising = std::mem::take(&mut self.fixpoint.rising);
                for service in rising.drain(..) {
                    // The service was queued before in this instant, so its first reason is kept.
                    self.fixpoint.look_at(service, None);
                }
                self.fixpoint.rising = rising;
            }
            while let Some(service) = self.fixpoint.next() {
                let index = service as usize;
                let Ruled { health, more, steps } = self.follow_rule(index, is_rising);
                if more {
                    self.fixpoint.rising.push(service);
                }
                if health == self.healths.now[index] {
                    self.work(spending, index, steps)?;
                    continue;
                }
                self.work(spending, index, steps + self.net.uses_of(index).len())?;
                let had = self.healths.now(index);
                if self.fixpoint.changes(index) {
                    before.push((service, had));
                }
                self.healths.now[index] = health;
                self.pass_on(index, had, is_rising);
            }
        }
        before.sort_unstable_by_key(|(service, _)| self.fixpoint.last_change(*service as usize));
        before.retain(|(service, had)| {
            let differs = self.healths.now[*service as usize] != had.health;
            if !differs {
                self.fixpoint.changed_back(*service as usize);
            }
            differs
        });
        Ok(before)
    }

    /// Takes the work that a service takes at this instant from the budget.
    fn work(&self, spending: &mut Spending<'_>, service: usize, steps: usize) -> Result<(), RunStopped> {
        spending.spend(Resource::Steps, steps as u64).map_err(|over| OverBudget {
            at: Some(self.now),
            culprit: Culprit::Service(service_id(service)),
            ..over
        })?;
        spending.go_on()
    }

    /// Called when a previous value leaves a window of a dependency: queues its service for evaluation if its health may change then.
    pub fn leave_window(&mut self, dependency: u32, because: EventId) {
        let user = self.net.dependencies[dependency as usize].service;
        let Some((before, now)) = self.net.leave_window(dependency as usize, &self.healths, self.now) else {
            self.fixpoint.look_at(user, Some(because));
            return;
        };
        let health = self.healths.now[user as usize];
        let can_rise = before < now && before <= health;
        self.fixpoint.look_at_change(user, Some(because), [now < health, can_rise]);
    }

    /// Called when the health of a service changed: queues those of its dependents whose health may change too. `had` is the health before
    /// the change.
    fn pass_on(&mut self, service: usize, had: Limit, rising: bool) {
        let target = self.healths.target(service);
        let because = self.fixpoint.because(service);
        // A fall matters if the new limit is below the health of the dependent. A rise matters if the service limited the dependent before
        // the rise.
        let looked_at = if rising { Target { now: had, ..target } } else { target };
        let waiting = self.net.waiting_uses_of(service);
        for slot in self.net.uses_of(service) {
            let Use { dependency, user, pull } = self.net.uses[slot];
            let health = self.healths.now[user as usize];
            if rising && health == WHOLE {
                continue;
            }
            if pull.alternative {
                // The limit of a group of alternatives depends on all its members.
                self.fixpoint.look_at(user, because);
                continue;
            }
            let limit = if slot >= waiting.end {
                if pull.primary && self.net.is_failed_over[user as usize] || self.net.in_black_start[user as usize] {
                    WHOLE
                } else {
                    pull.leaves(looked_at.now.health)
                }
            } else {
                if let Some(wait) = self.net.wait_mut(dependency as usize) {
                    wait.expire(self.now);
                }
                self.net.limit(dependency as usize, looked_at).health
            };
            let matters = if rising { limit <= health } else { limit < health };
            if matters {
                self.fixpoint.look_at(user, because);
            }
        }
    }

    /// Applies the health rule to one service until its health no longer changes. The health can only rise or only fall, according to
    /// `rising`.
    fn follow_rule(&mut self, service: usize, rising: bool) -> Ruled {
        self.refresh_need(service);
        let limit = if self.net.in_black_start[service] { WHOLE } else { self.lowest_limit(service) };
        let state = &self.services[service];
        // Without retries `own` does not depend on health, so one evaluation is enough.
        let is_steady = state.retry == 0 || state.shedding > 0;
        let mut health = self.healths.now[service];
        let mut steps = 1 + self.net.dependencies_of(service).len();
        loop {
            let rule = self.own(service, state.alive(), health).min(limit);
            let next = if rising { health.max(rule) } else { health.min(rule) };
            if next == health || is_steady {
                return Ruled { health: next, more: !rising && rule > next, steps };
            }
            health = next;
            steps += 1;
        }
    }

    fn lowest_limit(&mut self, service: usize) -> Permille {
        let mut lowest = WHOLE;
        for dependency in self.net.dependencies_of(service) {
            lowest = lowest.min(self.net.allowed(dependency, &self.healths, self.now));
        }
        lowest
    }

    fn limit(&self, dependency: usize) -> Limit {
        self.net.limit_now(dependency, &self.healths)
    }

    /// Whether the servers of a service serve a greater share of the requests than its health, so that something else limits it.
    pub fn serves_more(&self, service: usize) -> bool {
        let (alive, health) = (self.services[service].alive(), self.healths.now[service]);
        health == WHOLE || self.serves(service, alive, health, health + 1)
    }

    /// Whether `own` is at least `share`, which is at most the whole: without the division that [`Self::own`] takes.
    #[inline]
    pub fn serves(&self, service: usize, servers: u64, health: Permille, share: Permille) -> bool {
        u128::from(servers) * 1_000_000 >= u128::from(share) * u128::from(self.asked(service, health))
    }

    /// The number of servers that all requests take, retries included, while the share `health` of the requests succeeds: in thousandths of a
    /// server.
    #[inline]
    fn asked(&self, service: usize, health: Permille) -> u64 {
        let state = &self.services[service];
        let retry = if state.shedding > 0 { 0 } else { u64::from(state.retry) };
        let retries = retry * u64::from(WHOLE - health) / u64::from(WHOLE);
        state.need * (u64::from(WHOLE) + retries)
    }

    /// `own`: the share of requests that `servers` servers can serve while the share `health` of the requests succeeds, in permille
    /// (MODEL.md, section 4).
    #[inline]
    pub fn own(&self, service: usize, servers: u64, health: Permille) -> Permille {
        let state = &self.services[service];
        if state.need == 0 || (health == WHOLE && servers >= state.need) {
            return WHOLE;
        }
        let asked = self.asked(service, health);
        let share = match servers.checked_mul(1_000_000) {
            Some(work) => work / asked,
            // The product overflows a `u64` only if thousands of sites have the largest number of servers that a file may contain.
            None => u64::try_from(u128::from(servers) * 1_000_000 / u128::from(asked)).unwrap_or(u64::MAX),
        };
        Permille::try_from(share.min(u64::from(WHOLE))).expect("at most the whole")
    }

    /// What limits the health of a service, and the event that caused it (MODEL.md, section 5). Of several equally low limits, own servers
    /// come first, then dependencies in file order. At full health the event is the latest of the events of all limits, that is, the event
    /// of what came back last. If the servers would be enough without retries, the event is the one that began the retry storm.
    pub fn binding(&self, service: usize) -> BindingCause {
        let state = &self.services[service];
        let health = self.healths.now[service];
        if self.net.in_black_start[service] {
            return BindingCause::own(self.cold[service].black_because.max(state.own_because));
        }
        let limits = self.net.dependencies_of(service).enumerate();
        let limits = limits.map(|(index, dependency)| (index, dependency, self.limit(dependency)));
        // A dependency that changed in this instant and is not yet logged cannot be named: its known event belongs to an earlier change.
        let known_cause = |dependency: usize, limit: Limit| {
            let target = self.net.dependencies[dependency].target as usize;
            let stale = self.fixpoint.awaits_log(target) && limit.because == self.healths.because[target];
            limit.because.filter(|_| !stale)
        };
        if health == WHOLE {
            let dependencies = limits.filter_map(|(_, dependency, limit)| known_cause(dependency, limit));
            return BindingCause::own(dependencies.max().max(state.own_because));
        }
        let own = self.own(service, state.alive(), health);
        if own == health {
            if state.alive() < state.need {
                return BindingCause::own(state.own_because);
            }
            let lowest = limits.min_by_key(|(_, _, limit)| limit.health);
            let trigger = lowest.and_then(|(_, dependency, limit)| known_cause(dependency, limit));
            return BindingCause::own(trigger.max(state.own_because));
        }
        let mut binding = None;
        for (index, dependency, limit) in limits.filter(|(_, _, limit)| limit.health == health) {
            binding = binding.or(Some(Binding::Dependency(small(index))));
            if let Some(because) = known_cause(dependency, limit) {
                return BindingCause { binding, because: Some(because) };
            }
        }
        BindingCause { binding, because: None }
    }
}
