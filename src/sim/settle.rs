//! The end of an instant: what changed is told, windows and timers are set, and the record is written.

use super::engine::Engine;
use super::limit::Limit;
use super::net::{service_id, small};
use super::standby::Condition;
use super::state::PEAK;
use super::wake::Wake;
use crate::model::Id;
use crate::recording::{Binding, EventId, EventKind, Moment};
use crate::units::{Level, WHOLE};

impl Engine<'_> {
    /// Finds the health of everything that was looked at, and notes what follows.
    pub fn settle(&mut self) {
        if self.fixpoint.is_empty() {
            return;
        }
        let before = self.find_health();
        let touched = self.fixpoint.take_touched();
        let mut switches = Vec::new();
        for (service, had) in &before {
            let index = *service as usize;
            let bound = self.log_health(index, *had);
            self.carry_over(index);
            self.close(index, bound);
            switches.extend_from_slice(self.switched_by.of(index));
        }
        for place in std::mem::take(&mut self.unsettled) {
            self.settle_need(place);
        }
        for service in &touched {
            if !self.fixpoint.is_closed(*service as usize) {
                let bound = self.binding(*service as usize);
                self.close(*service as usize, bound);
            }
        }
        switches.extend(touched.iter().copied().filter(|service| self.services[*service as usize].stands_by));
        switches.sort_unstable();
        switches.dedup();
        for service in switches {
            self.note_standby(service as usize);
        }
        self.fixpoint.clear(touched);
    }

    /// Windows of those who rest on a service that changed, and what their need of it allows from now on.
    fn carry_over(&mut self, service: usize) {
        let target = self.healths.target(service);
        let Some(event) = target.now.because else { return };
        for slot in self.net.waiting_uses_of(service) {
            let place = self.net.uses[slot].need;
            if let Some(wait) = self.net.wait_mut(place as usize)
                && let Some(felt_at) = wait.target_changed(self.now, target)
            {
                self.wakes.at(felt_at, Wake::Window(place, event));
            }
            self.settle_need(place);
        }
        // Its windows hold what it was until now.
        self.healths.until_now[service] = target.now;
    }

    /// What a need allows from now on.
    fn settle_need(&mut self, place: u32) {
        let Some(felt_at) = self.net.settle(place as usize, &self.healths, self.now) else { return };
        let need = &self.net.dependencies[place as usize];
        if let Some(because) =
            self.healths.because[need.target as usize].or(self.fixpoint.because(need.service as usize))
        {
            self.wakes.at(felt_at, Wake::Window(place, because));
        }
    }

    /// Closes the instant for a service: its record, and whether the hour matters to it.
    fn close(&mut self, service: usize, bound: (Option<Binding>, Option<EventId>)) {
        let moment = self.moment(service, bound);
        self.outcome.moment(self.now, service, moment);
        let state = &self.services[service];
        let covered = state.alive() >= state.load && (moment.health == WHOLE || state.retry == 0);
        let short = state.day != PEAK && !covered;
        if short != state.short {
            self.services[service].short = short;
            if short {
                self.short.insert(small(service));
            } else {
                self.short.remove(&small(service));
            }
        }
    }

    fn note_standby(&mut self, service: usize) {
        if self.standbys[service].is_none() {
            return;
        }
        let condition = self.condition(service);
        if let Some(at) = self.standbys[service].as_mut().and_then(|standby| standby.note(self.now, condition)) {
            self.wakes.at(at, Wake::Standby(small(service)));
        }
    }

    /// Strained, ready and relieved (MODEL.md, section 4).
    fn condition(&self, service: usize) -> Condition {
        let row = &self.world.services[service_id(service)];
        let state = &self.services[service];
        let health = self.healths.now(service);
        let strained = self.own(service, state.alive(), health.health) < WHOLE;
        let dependencies = row.switch.and_then(|switch| switch.depends_on);
        let waits_for = dependencies.map(|dependencies| self.healths.now(dependencies.index()));
        let ready = waits_for.is_none_or(|dependencies| dependencies.health >= 500);
        let covered = state.own_servers >= state.load;
        let relieved = covered && self.own(service, state.own_servers, health.health) >= WHOLE;
        let own = state.own_because.max(health.because);
        Condition {
            strained_and_ready: strained && ready,
            relieved,
            because: own.max(waits_for.and_then(|dependencies| dependencies.because)),
        }
    }

    /// Logs a change of health. Returns what holds it where it is now.
    fn log_health(&mut self, service: usize, had: Limit) -> (Option<Binding>, Option<EventId>) {
        let (id, to) = (service_id(service), self.healths.now[service]);
        let (binding, because) = self.binding(service);
        let cause = because.or(self.fixpoint.because(service));
        let event = self.outcome.log(self.now, EventKind::Health { service: id, from: had.health, to }, cause);
        self.healths.because[service] = Some(event);
        self.fixpoint.logged(service);
        let (from, to) = (Level::of(had.health), Level::of(to));
        if from == to {
            return (binding, because);
        }
        let event = self.outcome.log(self.now, EventKind::Level { service: id, from, to }, Some(event));
        if from == Level::Up {
            self.cold[service].out_because = Some(event);
            if let Some(rto) = self.cold[service].rto {
                self.wakes.at(self.now + rto, Wake::Rto(small(service), event));
            }
        } else if to == Level::Up {
            self.cold[service].out_because = None;
        }
        (binding, because)
    }

    /// Outages that go on beyond their RTO: at the end of the run nobody can tell (MODEL.md, section 4).
    pub fn break_rtos(&mut self, late: &[(u32, EventId)]) {
        for (service, began) in late {
            if self.cold[*service as usize].out_because == Some(*began) && self.now < self.end {
                let id = service_id(*service as usize);
                self.outcome.log(self.now, EventKind::RtoBroken(id), Some(*began));
            }
        }
    }

    /// The record of a service as it is now.
    fn moment(&self, service: usize, (binding, because): (Option<Binding>, Option<EventId>)) -> Moment {
        let state = &self.services[service];
        let health = self.healths.now(service);
        Moment {
            health: health.health,
            own: self.own(service, state.alive(), health.health),
            alive: state.alive(),
            own_servers: state.own_servers,
            binding: binding.unwrap_or(Binding::Own),
            engaged: state.engaged,
            shedding: state.shedding > 0,
            black_start: self.net.held_up[service],
            because: because.or(health.because),
            own_because: state.own_because,
        }
    }
}
