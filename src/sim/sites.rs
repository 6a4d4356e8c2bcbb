//! Applies the actions of the plan and the turns of strikes (a strike begins, spreads, ends or is repaired): servers go dark and come back
//! online.

use std::ops::Range;

use super::budget::{Culprit, OverBudget, RunStopped, Spending};
use super::engine::Engine;
use super::net::small;
use super::state::PEAK;
use super::strike_shares::Struck;
use super::strikes::{Origin, Turn};
use super::wake::Wake;
use crate::model::{Act, Id, SiteId};
use crate::recording::{EventId, EventKind, StrikeTarget};
use crate::units::{Permille, Span};

impl Engine<'_> {
    /// Carries out the action at this index of the plan.
    pub fn act(&mut self, index: usize) {
        let event = self.outcome.log(self.now, EventKind::Action(small(index)), None);
        self.action_events[index] = Some(event);
        match self.plan.actions[index].act {
            Act::Strike { .. }
            | Act::StrikeArea { .. }
            | Act::StrikeService { .. }
            | Act::Extinguish { .. }
            | Act::Resolve { .. }
            | Act::Log { .. } => {}
            Act::Crew { company, size } => self.set_crew(company, size, event),
            Act::FailOver { service } => {
                if let Some(standby) = &mut self.standbys[service.index()] {
                    let takes = standby.manual_failover;
                    if let Some(at) = standby.orders.add(self.now, event, takes) {
                        self.wakes.at(at, Wake::ManualFailover(small(service.index()), event));
                    }
                }
            }
            Act::BlackStart { service, span } => {
                self.cold[service.index()].black_because = Some(event);
                self.black_start(service.index(), 1);
                self.look_at(service.index(), Some(event));
                self.wakes.at(self.now + span, Wake::BlackStartEnds(small(service.index()), event));
            }
            Act::ShedLoad { service, span } => {
                let state = &mut self.services[service.index()];
                state.shedding += 1;
                state.own_because = Some(event);
                self.look_at(service.index(), Some(event));
                self.wakes.at(self.now + span, Wake::ShedEnds(small(service.index()), event));
            }
        }
    }

    /// Adds `more` to the number of running BlackStarts of a service: 1 when one begins, -1 when one ends.
    pub fn black_start(&mut self, service: usize, more: i32) {
        let running = &mut self.cold[service].black_starts;
        *running = running.saturating_add_signed(more);
        self.net.in_black_start[service] = *running > 0;
        self.unsettled.extend(self.net.dependencies_of(service).map(small));
    }

    /// Logs a turn of a strike: the strike begins, spreads, ends or is repaired.
    pub fn turn(&mut self, turn: Turn) {
        let strike = turn.strike();
        let kind = match turn {
            Turn::Begins(_) => EventKind::Strike(small(strike)),
            Turn::Spreading(_, share) => EventKind::Spreading(small(strike), share),
            Turn::Out(_) => EventKind::Out(small(strike)),
            Turn::Repair(_, share) => EventKind::Repair(small(strike), share),
        };
        let run = &self.strikes[strike];
        let cause = match (turn, run.cause) {
            (Turn::Begins(_), Origin::Action(action)) => self.action_events[action],
            (Turn::Begins(_), Origin::Strike(parent)) => self.outcome.strike_event(parent),
            (Turn::Out(_), _) if run.put_out_by.is_some() => {
                run.put_out_by.and_then(|action| self.action_events[action])
            }
            (Turn::Spreading(..) | Turn::Out(_), _) => self.outcome.strike_event(strike),
            (Turn::Repair(..), _) => self.outcome.out_event(strike),
        };
        self.outcome.log_strike(self.now, kind, cause, strike, run);
    }

    /// Updates the sites and services whose strikes had a turn: how many servers of a site are dark, and how many of a service a fault hits
    /// (MODEL.md, section 3). Sites come first.
    ///
    /// # Errors
    /// [`RunStopped`] if this takes more steps than the budget has.
    pub fn update_struck(&mut self, turns: Range<usize>, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        for change in self.struck(turns) {
            match change.target {
                StrikeTarget::Site(site) => self.update_dark_site(site, &change, spending)?,
                StrikeTarget::Service { service, .. } => self.update_faults(service, &change, spending)?,
            }
        }
        Ok(())
    }

    /// The targets of which these turns changed the share, in their order.
    fn struck(&mut self, turns: Range<usize>) -> Vec<Struck> {
        // Those of one target keep their order.
        let mut turns: Vec<(StrikeTarget, Turn)> =
            self.turns[turns].iter().map(|(_, turn)| (self.strikes[turn.strike()].target, *turn)).collect();
        turns.sort_by_key(|(target, _)| *target);
        let mut changes = Vec::new();
        for turns in turns.chunk_by(|a, b| a.0 == b.0) {
            let target = turns[0].0;
            let from = self.strike_shares.largest(target);
            for (_, turn) in turns {
                let strike = turn.strike();
                self.strike_shares.set(strike, target, self.strikes[strike].share(self.now));
            }
            let to = self.strike_shares.largest(target);
            if from == to {
                continue;
            }
            // The cause is the last turn of a strike whose share now equals that of the target. If no strike had such a turn, the cause is
            // the last turn.
            let event = |(_, turn): &(StrikeTarget, Turn)| self.outcome.turn_event(*turn, turn.strike());
            let is_behind = |(_, turn): &&(StrikeTarget, Turn)| self.strike_shares.of_strike(turn.strike()) == to;
            let last_behind = turns.iter().rev().filter(is_behind).find_map(event);
            let cause = last_behind.or_else(|| turns.iter().rev().find_map(event));
            changes.push(Struck { target, from, to, cause });
        }
        changes
    }

    fn update_dark_site(
        &mut self,
        site: SiteId,
        change: &Struck,
        spending: &mut Spending<'_>,
    ) -> Result<(), RunStopped> {
        let kind = EventKind::Dark { site, from: change.from, to: change.to };
        let event = self.outcome.log(self.now, kind, change.cause);
        let placements = self.sites[site.index()].placements().len();
        self.spend_steps(Culprit::Site(site), 1 + placements, spending)?;
        self.change_dark(site.index(), change.to, event);
        Ok(())
    }

    /// Takes steps of work from the budget.
    pub fn spend_steps(&self, culprit: Culprit, steps: usize, spending: &mut Spending<'_>) -> Result<(), OverBudget> {
        spending.spend_steps(self.now, culprit, steps)
    }

    /// Changes the dark share of a site, and updates how many servers of its placements are online.
    fn change_dark(&mut self, site: usize, dark: Permille, event: EventId) {
        if dark < self.sites[site].dark {
            self.sites[site].fell = Some(event);
        }
        let before: Vec<u64> =
            self.sites[site].placements().iter().map(|index| self.placements[*index as usize].online).collect();
        self.sites[site].set_dark(dark, &mut self.placements);
        self.outcome.site(self.now, site, &self.sites[site]);
        for (slot, had) in before.into_iter().enumerate() {
            let index = self.sites[site].placements()[slot];
            let online = self.placements[index as usize].online;
            if online != had {
                self.outcome.placement(self.now, index, online);
                self.note_placement(index, event);
            }
        }
    }

    /// Sets how many servers of a placement work, and counts them anew.
    pub fn set_working(&mut self, index: u32, working: u64, event: EventId) {
        let placement = &mut self.placements[index as usize];
        let had = std::mem::replace(&mut placement.working, working);
        if working == had {
            return;
        }
        let restart = self.cold[placement.service.index()].restart;
        let (window, because, _) = &mut self.windows[index as usize];
        if restart > Span::ZERO {
            window.replaced(self.now, i64::try_from(had).expect("fewer than 2^63 servers"), *because);
            self.wakes.at(self.now + restart, Wake::Placement(index));
        }
        *because = Some(event);
        self.count(index, event);
    }

    /// Updates how many servers of a placement are usable: the smallest number that worked over the last `restart` (MODEL.md, section 4). If the
    /// number changed and the servers are in use, the service is queued for evaluation because of the event `looked`.
    pub fn count(&mut self, index: u32, looked: EventId) {
        let placement = &self.placements[index as usize];
        let service = placement.service.index();
        let (window, because, counted) = &mut self.windows[index as usize];
        window.expire(self.now, self.cold[service].restart);
        let working = placement.working;
        let (count, because) = match window.smallest() {
            Some(held) if held.value < i64::try_from(working).expect("fewer than 2^63 servers") => {
                (u64::try_from(held.value).expect("a count"), held.because)
            }
            Some(_) | None => (working, *because),
        };
        let had = std::mem::replace(counted, count);
        if count == had {
            return;
        }
        let (is_standby, served_more) = (placement.standby, self.serves_more(service));
        let state = &mut self.services[service];
        let servers = if is_standby { &mut state.standby_servers } else { &mut state.own_servers };
        *servers = *servers - had + count;
        if !is_standby || state.engaged {
            state.own_because = because.or(Some(looked)).max(state.own_because);
            // More servers cannot lower health, unless the hour has changed how many are needed since the service was evaluated.
            let is_need_known = state.day == PEAK || self.need_now(service) == self.services[service].need;
            let can_fall = count < had || !is_need_known;
            self.fixpoint.look_at_change(small(service), Some(looked), [can_fall, !served_more]);
        }
    }
}
