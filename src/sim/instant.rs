//! One instant: first everything falls to what the rule gives, then everything rises.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::engine::Engine;
use super::net::{Limit, service_id, small};
use crate::recording::{Binding, EventId};
use crate::units::{Permille, WHOLE};

/// Who is to be looked at in this instant, needed ones first.
#[derive(Debug)]
pub struct Fixpoint {
    queue: BinaryHeap<Reverse<(u32, u32)>>,
    queued: Vec<bool>,
    /// Everything that was looked at in this instant.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// When each service last changed in this instant (0: not), and what it was before.
    changed: Vec<u32>,
    changes: u32,
}

impl Fixpoint {
    pub fn new(services: usize) -> Self {
        Self {
            queue: BinaryHeap::new(),
            queued: vec![false; services],
            touched: Vec::new(),
            is_touched: vec![false; services],
            changed: vec![0; services],
            changes: 0,
        }
    }

    /// Looks at a service again. Returns whether it is the first time in this instant.
    pub fn look_at(&mut self, service: u32, rank: u32) -> bool {
        let index = service as usize;
        if !self.queued[index] {
            self.queued[index] = true;
            self.queue.push(Reverse((rank, service)));
        }
        let first = !self.is_touched[index];
        if first {
            self.is_touched[index] = true;
            self.touched.push(service);
        }
        first
    }

    fn next(&mut self) -> Option<u32> {
        let Reverse((_, service)) = self.queue.pop()?;
        self.queued[service as usize] = false;
        Some(service)
    }

    pub fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    pub fn touched(&self) -> &[u32] {
        &self.touched
    }

    /// The event of a service's change in this instant is in the log.
    pub fn logged(&mut self, service: u32) {
        self.changed[service as usize] = 0;
    }

    /// Whether a service changed in this instant and its event is not yet in the log.
    fn awaits_log(&self, service: usize) -> bool {
        self.changed[service] > 0
    }

    pub fn clear(&mut self) {
        for service in self.touched.drain(..) {
            self.is_touched[service as usize] = false;
            self.changed[service as usize] = 0;
        }
        self.changes = 0;
    }
}

impl Engine<'_> {
    /// Finds the health of all that was looked at. Returns those that changed, causes first, with what they had before.
    ///
    /// The rule is monotone in health, so the order of services does not matter; needed ones go first so that each is
    /// looked at once, circles aside.
    pub fn find_health(&mut self) -> Vec<(u32, Limit)> {
        for slot in 0..self.fixpoint.touched.len() {
            self.prepare(self.fixpoint.touched[slot] as usize);
        }
        let mut before = Vec::new();
        let mut seen = self.fixpoint.touched.len();
        for rising in [false, true] {
            if rising {
                for slot in 0..self.fixpoint.touched.len() {
                    let service = self.fixpoint.touched[slot];
                    self.fixpoint.look_at(service, self.net.rank[service as usize]);
                }
            }
            while let Some(service) = self.fixpoint.next() {
                let index = service as usize;
                let health = self.follow_rule(index, rising);
                let had = self.health_of(index);
                if health == had.health {
                    continue;
                }
                if self.fixpoint.changed[index] == 0 {
                    before.push((service, had));
                }
                self.fixpoint.changes += 1;
                self.fixpoint.changed[index] = self.fixpoint.changes;
                self.services[index].health = health;
                let because = self.services[index].looked_because;
                for slot in 0..self.net.uses_of(index).len() {
                    let user = self.net.needs[self.net.uses_of(index)[slot] as usize].service;
                    if self.fixpoint.look_at(user, self.net.rank[user as usize]) {
                        self.services[user as usize].looked_because = because;
                    }
                }
                // Those looked at for the first time bring windows of their own.
                while seen < self.fixpoint.touched.len() {
                    self.prepare(self.fixpoint.touched[seen] as usize);
                    seen += 1;
                }
            }
        }
        before.sort_unstable_by_key(|(service, _)| self.fixpoint.changed[*service as usize]);
        before.retain(|(service, had)| {
            let differs = self.services[*service as usize].health != had.health;
            if !differs {
                self.fixpoint.logged(*service);
            }
            differs
        });
        before
    }

    /// Brings the windows and the hour of a service up to this instant.
    fn prepare(&mut self, service: usize) {
        self.refresh_need(service);
        let restart = self.services[service].restart;
        for need in self.net.needs_of(service) {
            self.net.needs[need].expire(self.now, restart);
        }
    }

    /// What the rule makes of a service's health, going one way only, until it stays.
    fn follow_rule(&self, service: usize, rising: bool) -> Permille {
        let state = &self.services[service];
        let limit = if state.black_starts > 0 { WHOLE } else { self.lowest_limit(service) };
        let mut health = state.health;
        loop {
            let rule = self.own(service, state.alive(), health).min(limit);
            let next = if rising { health.max(rule) } else { health.min(rule) };
            if next == health {
                return health;
            }
            health = next;
        }
    }

    fn lowest_limit(&self, service: usize) -> Permille {
        self.net.needs_of(service).map(|need| self.limit(service, need).health).min().unwrap_or(WHOLE)
    }

    fn limit(&self, service: usize, need: usize) -> Limit {
        let state = &self.services[service];
        let need = &self.net.needs[need];
        need.limit(state.restart, self.target(need.target as usize), state.black_starts > 0)
    }

    /// `own`: the share of requests that `servers` can serve while `health` of them succeed (model, section 4).
    pub fn own(&self, service: usize, servers: u64, health: Permille) -> Permille {
        let state = &self.services[service];
        if state.need == 0 {
            return WHOLE;
        }
        let retry = if state.shedding > 0 { 0 } else { self.world.services[service_id(service)].retry };
        let retries = u64::from(retry) * u64::from(WHOLE - health) / u64::from(WHOLE);
        let asked = u128::from(state.need) * u128::from(u64::from(WHOLE) + retries);
        let share = u128::from(servers) * 1_000_000 / asked;
        Permille::try_from(share.min(u128::from(WHOLE))).expect("at most the whole")
    }

    /// The event behind the present health of a service that changed in this instant (model, section 5).
    pub fn cause(&self, service: usize) -> Option<EventId> {
        let (_, because) = self.binding(service);
        because.or(self.services[service].looked_because)
    }

    /// What holds the health of a service where it is, and the event behind that.
    ///
    /// Own servers first, then needs in file order. Two cases are the page's silence: at full health everything "binds",
    /// so what came back last is told; and where servers would do but for retries, what set the storm off is told.
    pub fn binding(&self, service: usize) -> (Option<Binding>, Option<EventId>) {
        let state = &self.services[service];
        let health = state.health;
        if state.black_starts > 0 {
            return (Some(Binding::Own), state.black_because.max(state.own_because));
        }
        let limits =
            self.net.needs_of(service).enumerate().map(|(place, need)| (place, need, self.limit(service, need)));
        // A need that changed in this very instant without an event so far cannot be a cause yet.
        let told = |need: usize, limit: Limit| {
            let target = self.net.needs[need].target as usize;
            let stale = self.fixpoint.awaits_log(target) && limit.because == self.services[target].health_because;
            limit.because.filter(|_| !stale)
        };
        if health == WHOLE {
            let needs = limits.filter_map(|(_, need, limit)| told(need, limit));
            return (Some(Binding::Own), needs.max().max(state.own_because));
        }
        let own = self.own(service, state.alive(), health);
        if own == health {
            if state.alive() < state.need {
                return (Some(Binding::Own), state.own_because);
            }
            let lowest = limits.min_by_key(|(_, _, limit)| limit.health);
            let trigger = lowest.and_then(|(_, need, limit)| told(need, limit));
            return (Some(Binding::Own), trigger.max(state.own_because));
        }
        let mut binding = None;
        for (place, need, limit) in limits.filter(|(_, _, limit)| limit.health == health) {
            binding = binding.or(Some(Binding::Need(small(place))));
            if let Some(because) = told(need, limit) {
                return (binding, Some(because));
            }
        }
        (binding, None)
    }
}
