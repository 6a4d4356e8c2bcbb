//! The end of an instant: logs what changed, sets windows and timers, and records each service.

use super::budget::{RunStopped, Spending};
use super::engine::Engine;
use super::instant::BindingCause;
use super::limit::Limit;
use super::net::{service_id, small};
use super::standby::Condition;
use super::state::PEAK;
use super::wake::Wake;
use crate::model::Id;
use crate::recording::{Binding, EventId, EventKind, Moment};
use crate::units::{Level, WHOLE};

impl Engine<'_> {
    /// Finds the health of all queued services, then logs and records the changes and updates windows and timers.
    ///
    /// # Errors
    /// As [`Self::find_health`].
    pub fn settle(&mut self, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        if self.fixpoint.is_empty() {
            return Ok(());
        }
        let before = self.find_health(spending)?;
        let touched = self.fixpoint.take_touched();
        let mut switches = std::mem::take(&mut self.switches);
        for (service, had) in &before {
            let index = *service as usize;
            let bound = self.outcome.has_moments().then(|| self.binding(index));
            self.log_health(index, *had, bound);
            self.carry_over(index);
            self.close(index, bound);
            if self.services[index].is_needed {
                switches.extend_from_slice(self.switched_by.of(index));
                self.note_manual_needs(index);
                self.note_crew_needs(index);
            }
        }
        self.fixpoint.before = before;
        let mut unsettled = std::mem::take(&mut self.unsettled);
        for dependency in unsettled.drain(..) {
            self.settle_dependency(dependency);
        }
        self.unsettled = unsettled;
        for service in &touched {
            if !self.fixpoint.is_closed(*service as usize) {
                let bound = self.outcome.has_moments().then(|| self.binding(*service as usize));
                self.close(*service as usize, bound);
            }
        }
        switches.extend(touched.iter().copied().filter(|service| self.services[*service as usize].stands_by));
        switches.sort_unstable();
        switches.dedup();
        for service in switches.drain(..) {
            self.note_standby(service as usize);
        }
        self.switches = switches;
        self.fixpoint.clear(touched);
        Ok(())
    }

    /// Called when the health of a service changed: updates the windows of the dependencies on this service, and the limits of those
    /// dependencies from now on.
    fn carry_over(&mut self, service: usize) {
        let target = self.healths.target(service);
        let Some(event) = target.now.because else { return };
        for slot in self.net.waiting_uses_of(service) {
            let dependency = self.net.uses[slot].dependency;
            if let Some(wait) = self.net.wait_mut(dependency as usize)
                && let Some(felt_at) = wait.target_changed(self.now, target)
            {
                self.wakes.at(felt_at, Wake::Window(dependency, event));
            }
            self.settle_dependency(dependency);
        }
        // The windows now contain the previous health, so `until_now` can be set to the present health.
        self.healths.until_now[service] = target.now;
    }

    /// Updates the limit of a dependency from now on, and sets a wake-up if the service must first wait for `restart`.
    fn settle_dependency(&mut self, index: u32) {
        let Some(felt_at) = self.net.settle(index as usize, &self.healths, self.now) else { return };
        let dependency = &self.net.dependencies[index as usize];
        let of_target = self.healths.because[dependency.target as usize];
        if let Some(because) = of_target.or(self.fixpoint.because(dependency.service as usize)) {
            self.wakes.at(felt_at, Wake::Window(index, because));
        }
    }

    /// Ends the instant for a service: records its state, and updates whether the next change of the hour may change its health. `bound` is
    /// what limits the health; `None` if this is not recorded.
    fn close(&mut self, service: usize, bound: Option<BindingCause>) {
        let moment = bound.map(|bound| self.moment(service, bound));
        self.outcome.moment(self.now, service, moment);
        let state = &self.services[service];
        let covered = state.alive() >= state.load && (self.healths.now[service] == WHOLE || state.retry == 0);
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

    /// Called when the health of a service changed: FailOver actions that depend on it may take effect at another time.
    fn note_manual_needs(&mut self, service: usize) {
        let now = self.healths.now(service);
        for index in self.manual_needs.of(service) {
            let Some(standby) = &mut self.standbys[*index as usize] else { continue };
            let takes = standby.manual_failover;
            for (at, order) in standby.orders.note(self.now, now.health >= 500, now.because, takes) {
                self.wakes.at(at, Wake::ManualFailover(*index, order));
            }
        }
    }

    /// What failing over and failing back depend on (MODEL.md, section 4). Strained: the present servers cannot serve all requests. Ready:
    /// the service that failover depends on has a health of at least 500. Relieved: the own servers alone can serve all requests, even at
    /// the peak of demand.
    fn condition(&self, service: usize) -> Condition {
        let row = &self.world.services[service_id(service)];
        let state = &self.services[service];
        let health = self.healths.now(service);
        let strained = self.own(service, state.alive(), health.health) < WHOLE;
        let dependency = row.switch.and_then(|switch| switch.depends_on);
        let waits_for = dependency.map(|dependency| self.healths.now(dependency.index()));
        let ready = waits_for.is_none_or(|dependency| dependency.health >= 500);
        let covered = state.own_servers >= state.load;
        let relieved = covered && self.own(service, state.own_servers, health.health) >= WHOLE;
        let own = state.own_because.max(health.because);
        Condition {
            strained_and_ready: strained && ready,
            relieved,
            because: own.max(waits_for.and_then(|dependency| dependency.because)),
        }
    }

    /// Logs a change of health, and of the level if it changed too. `bound` is what limits the health now, and the event that caused it.
    fn log_health(&mut self, service: usize, had: Limit, bound: Option<BindingCause>) {
        let (id, to) = (service_id(service), self.healths.now[service]);
        let cause = bound.and_then(|bound| bound.because).or(self.fixpoint.because(service));
        let event = self.outcome.log(self.now, EventKind::Health { service: id, from: had.health, to }, cause);
        self.healths.because[service] = Some(event);
        self.fixpoint.logged(service);
        let (from, to) = (Level::of(had.health), Level::of(to));
        if from == to {
            return;
        }
        let event = self.outcome.log(self.now, EventKind::Level { service: id, from, to }, Some(event));
        let cold = &mut self.cold[service];
        match (cold.rto_from.counts(from), cold.rto_from.counts(to)) {
            (false, true) => {
                cold.out_because = Some(event);
                if let Some(rto) = cold.rto {
                    self.wakes.at(self.now + rto, Wake::Rto(small(service), event));
                }
            }
            (true, false) => cold.out_because = None,
            (true, true) | (false, false) => {}
        }
    }

    /// Logs a broken RTO for each outage in `late` that has not ended. At the end of the run it is not known whether an outage would go on,
    /// so nothing is logged there (MODEL.md, section 4).
    pub fn break_rtos(&mut self, late: &[(u32, EventId)]) {
        for (service, began) in late {
            if self.cold[*service as usize].out_because == Some(*began) && self.now < self.end {
                let id = service_id(*service as usize);
                self.outcome.log(self.now, EventKind::RtoBroken(id), Some(*began));
            }
        }
    }

    /// The record of a service at the present time.
    fn moment(&self, service: usize, BindingCause { binding, because }: BindingCause) -> Moment {
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
            black_start: self.net.in_black_start[service],
            because: because.or(health.because),
            own_because: state.own_because,
        }
    }
}
