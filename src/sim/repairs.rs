//! Damages, destroys and repairs servers, and applies the faults of services (MODEL.md, section 3).

use std::ops::Range;

use super::budget::{Culprit, RunStopped, Spending};
use super::damage::Damage;
use super::engine::Engine;
use super::net::{service_id, small};
use super::repair_state::{Repairs, breaks};
use super::strike_shares::Struck;
use super::strikes::Turn;
use crate::model::{CompanyId, HazardId, Id, ServiceId, Table};
use crate::recording::{EventId, EventKind, StrikeTarget};
use crate::units::Permille;

impl Engine<'_> {
    /// The indices of the placements of a service: own servers first, then the standby.
    fn placements_of(&self, service: usize) -> Range<u32> {
        self.first_placement[service]..self.first_placement[service + 1]
    }

    fn damage_mut(&mut self, placement: u32) -> &mut Damage {
        let servers = self.placements[placement as usize].servers;
        let now = self.now;
        let damage = self.repairs.damages.get_or_add(placement, servers);
        damage.work_until(now);
        damage
    }

    /// Notes that something about a placement changed because of `event`.
    pub fn note_placement(&mut self, placement: u32, event: EventId) {
        self.repairs.changed.push(placement);
        let because = &mut self.placement_because[placement as usize];
        *because = Some(event).max(*because);
        // Also if nothing is damaged here: the service may now be short of other servers, which are repaired first then.
        if let Some(crews) = &mut self.repairs.crews {
            crews.note(placement);
        }
    }

    /// Servers whose repair is done at this instant are intact again.
    ///
    /// # Errors
    /// [`RunStopped`] if this takes more steps than the budget has.
    pub fn finish_repairs(&mut self, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        while let Some(placement) = self.repairs.crews.as_mut().and_then(|crews| crews.due(self.now)) {
            let Some(damage) = self.repairs.damages.get_mut(placement) else { continue };
            damage.queued_at = damage.queued_at.filter(|at| *at != self.now);
            let repaired = damage.work_until(self.now);
            let steps = 1 + damage.take_steps() as usize;
            let (is_done, damaged_by) = (damage.damaged() == 0, damage.because);
            self.spend_steps(Culprit::Service(self.placements[placement as usize].service), steps, spending)?;
            if repaired == 0 {
                continue;
            }
            let site = self.placements[placement as usize].site.index();
            let crew = self.repairs.crews.as_ref().map(|crews| crews.of_placement(placement));
            let of_crew = crew.and_then(|crew| crew.set_because.max(crew.needs_because));
            let cause = damaged_by.max(self.sites[site].fell).max(of_crew);
            let cause = cause.expect("what is repaired was damaged by an event");
            if is_done {
                self.outcome.log(self.now, EventKind::Repaired(placement), Some(cause));
            }
            self.note_placement(placement, cause);
        }
        Ok(())
    }

    /// The strikes that spread at this instant destroy and damage servers: first all destruction, then all damage, each by hazard in file
    /// order, and of one hazard strikes at sites before strikes on services.
    ///
    /// # Errors
    /// [`RunStopped`] if this takes more steps than the budget has.
    pub fn break_servers(&mut self, turns: Range<usize>, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        let mut spreading: Vec<(HazardId, bool, usize, Permille)> = Vec::new();
        for (_, turn) in &self.turns[turns] {
            let strike = &self.strikes[turn.strike()];
            if let Turn::Spreading(index, share) = *turn
                && breaks(&self.world.hazards[strike.hazard])
            {
                spreading.push((strike.hazard, strike.target.site().is_none(), index, share));
            }
        }
        spreading.sort_unstable();
        let mut steps: Vec<(usize, Permille, Permille)> = Vec::new();
        // Of several steps of one strike the last one has the largest share.
        for spreading in spreading.chunk_by(|a, b| a.2 == b.2) {
            let (_, _, strike, share) = spreading[spreading.len() - 1];
            let before = self.repairs.reached[strike];
            if share > before {
                self.repairs.reached[strike] = share;
                steps.push((strike, before, share));
            }
        }
        for destroys in [true, false] {
            for (strike, before, reached) in &steps {
                self.break_struck(*strike, destroys, *before, *reached, spending)?;
            }
        }
        Ok(())
    }

    fn break_struck(
        &mut self,
        strike: usize,
        destroys: bool,
        before: Permille,
        reached: Permille,
        spending: &mut Spending<'_>,
    ) -> Result<(), RunStopped> {
        let run = &self.strikes[strike];
        let hazard = &self.world.hazards[run.hazard];
        let share = if destroys { hazard.destroys } else { hazard.damages };
        let struck = self.placements_hit(run.target);
        let culprit = match run.target {
            StrikeTarget::Site(site) => Culprit::Site(site),
            StrikeTarget::Service { service, .. } => Culprit::Service(service),
        };
        self.spend_steps(culprit, 1 + struck.len(), spending)?;
        let repair_work = run.repair_work;
        let cause = self.outcome.spreading_event(strike);
        for placement in struck {
            let servers = self.placements[placement as usize].servers;
            let hit = |reached: Permille| {
                let hit = u128::from(servers) * u128::from(reached) * u128::from(share) / 1_000_000;
                u64::try_from(hit).expect("no more than there are")
            };
            let more = hit(reached) - hit(before);
            if more == 0 {
                continue;
            }
            let damage = self.damage_mut(placement);
            let done = if destroys { damage.destroy(more) } else { damage.damage(more, repair_work) };
            if done == 0 {
                continue;
            }
            let kind = if destroys {
                EventKind::Destroyed { placement, servers: done }
            } else {
                EventKind::Damaged { placement, servers: done }
            };
            let event = self.outcome.log(self.now, kind, cause);
            self.damage_mut(placement).because = Some(event);
            self.note_placement(placement, event);
        }
        Ok(())
    }

    /// The placements of which a strike hits servers: at a site in the order of its placements, else first own servers, then the standby.
    fn placements_hit(&self, target: StrikeTarget) -> Vec<u32> {
        match target {
            StrikeTarget::Site(site) => {
                let mut all = self.sites[site.index()].placements().to_vec();
                all.sort_unstable();
                all
            }
            StrikeTarget::Service { service, .. } => self
                .placements_of(service.index())
                .filter(|index| target.hits(service, self.placements[*index as usize].site))
                .collect(),
        }
    }

    /// Updates the fault of the servers that strikes on a service hit.
    ///
    /// # Errors
    /// [`RunStopped`] if this takes more steps than the budget has.
    pub fn update_faults(
        &mut self,
        service: ServiceId,
        change: &Struck,
        spending: &mut Spending<'_>,
    ) -> Result<(), RunStopped> {
        let struck = self.placements_hit(change.target);
        self.spend_steps(Culprit::Service(service), 1 + struck.len(), spending)?;
        if struck.is_empty() {
            return Ok(());
        }
        let kind = EventKind::Fault { service, from: change.from, to: change.to };
        let event = self.outcome.log(self.now, kind, change.cause);
        for placement in struck {
            self.update_fault(placement, event);
        }
        Ok(())
    }

    fn update_fault(&mut self, placement: u32, event: EventId) {
        let row = &self.placements[placement as usize];
        let (service, site) = (row.service, row.site);
        let of = |site| self.strike_shares.largest(StrikeTarget::Service { service, site });
        let fault = of(None).max(of(Some(site)));
        let damage = self.damage_mut(placement);
        if damage.fault != fault {
            damage.fault = fault;
            self.note_placement(placement, event);
        }
    }

    /// Updates how many servers work at the placements of which something changed, and queues the services that count them.
    pub fn count_working(&mut self) {
        let mut changed = std::mem::take(&mut self.repairs.changed);
        for placement in changed.drain(..) {
            let Some(event) = self.placement_because[placement as usize].take() else { continue };
            let row = &self.placements[placement as usize];
            let condition = self.repairs.damages.get(placement).map(|damage| damage.condition(row.online));
            if let Some(condition) = condition {
                self.outcome.condition(self.now, placement, condition);
            }
            let working = condition.map_or(row.online, |condition| condition.working);
            self.set_working(placement, working, event);
        }
        self.repairs.changed = changed;
    }

    /// Puts the crews anew at the end of the instant.
    ///
    /// # Errors
    /// [`RunStopped`] if this takes more steps than the budget has.
    pub fn settle_crews(&mut self, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        let Repairs { crews, damages, settled, .. } = &mut self.repairs;
        let Some(crews) = crews else { return Ok(()) };
        let (placements, services, first) = (&self.placements, &self.services, &self.first_placement);
        let short_of = |service: ServiceId| {
            let index = service.index();
            let own = placements[first[index] as usize..first[index + 1] as usize].iter().filter(|row| !row.standby);
            services[index].load.saturating_sub(own.map(|row| row.working).sum())
        };
        crews.settle(self.now, placements, damages, short_of, settled);
        for (crew, looked_at) in &settled.looked_at {
            let culprit =
                if *crew < self.world.companies.len() { Culprit::Crew(CompanyId::new(*crew)) } else { Culprit::Length };
            spending.spend_steps(self.now, culprit, *looked_at)?;
        }
        for placement in &settled.changed {
            if let Some(damage) = damages.get(*placement) {
                self.outcome.condition(self.now, *placement, damage.condition(placements[*placement as usize].online));
            }
        }
        Ok(())
    }

    /// Notes that the health of a service that crews need crossed the limit below which they cannot work.
    pub fn note_crew_needs(&mut self, service: usize) {
        let Some(crews) = &mut self.repairs.crews else { return };
        let can_work = self.healths.now[service] >= 500;
        for company in self.crew_needs.of(service) {
            let crew = &mut crews.all[*company as usize];
            if crew.can_work != can_work {
                crew.can_work = can_work;
                crew.needs_because = self.healths.because[service];
                crews.note_crew(*company as usize);
            }
        }
    }

    /// Sets the number of people of a company's crew.
    pub fn set_crew(&mut self, company: CompanyId, size: u64, event: EventId) {
        if let Some(crews) = &mut self.repairs.crews {
            let crew = &mut crews.all[company.index()];
            crew.size = Some(size);
            crew.set_because = Some(event);
            crews.note_crew(company.index());
        }
    }

    /// Ends the work of the crews at the end of the run. Returns the time that the people of each company spent at servers, in seconds.
    pub fn end_repairs(&mut self) -> Table<CompanyId, u128> {
        let mut secs: Table<CompanyId, u128> = self.world.companies.map(|_| 0);
        for (placement, damage) in self.repairs.damages.all_mut() {
            damage.work_until(self.end);
            let online = self.placements[*placement as usize].online;
            self.outcome.last_condition(self.end, *placement, damage.condition(online));
            if let Some(company) = self.world.services[self.placements[*placement as usize].service].company {
                secs[company] += damage.crew_secs;
            }
        }
        secs
    }

    /// The index of the first placement of each service, and the number of all placements.
    pub fn first_placements(placements: &[super::online::Placement], services: usize) -> Vec<u32> {
        let mut first = Vec::with_capacity(services + 1);
        let mut next = 0;
        for service in 0..services {
            first.push(small(next));
            while placements.get(next).is_some_and(|placement| placement.service == service_id(service)) {
                next += 1;
            }
        }
        first.push(small(next));
        first
    }
}
