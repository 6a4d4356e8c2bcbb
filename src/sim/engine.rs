//! The engine: it advances from one instant to the next and does work only when and where something changes.

use std::collections::BTreeSet;

use super::budget::{OverBudget, Resource, RunStopped, Spending};
use super::crews::Crews;
use super::fixpoint::Fixpoint;
use super::grouped_indices::GroupedIndices;
use super::luck::Luck;
use super::net::{Healths, Net, service_id, small};
use super::online::{Placement, SiteServers, placements};
use super::outcome::{Detail, Outcome};
use super::repair_state::{Repairs, breaks};
use super::standby::{Move, Standby};
use super::state::{ColdState, Days, HotState, PEAK};
use super::strike_shares::StrikeShares;
use super::strikes::{self, Strike, Turn};
use super::wake::{Wake, Wakes};
use super::window::MinWindow;
use crate::model::{Id, Plan, Scenario, Service};
use crate::recording::{EventId, EventKind, Outages};
use crate::units::{Permille, SimTime, Span, WHOLE};

/// The state of the engine in the middle of a run.
pub struct Engine<'a> {
    pub world: &'a Scenario,
    pub plan: &'a Plan,
    pub end: SimTime,
    pub now: SimTime,
    pub hour: usize,
    /// The next time at which the local hour may change.
    pub next_hour: SimTime,
    pub strikes: Vec<Strike>,
    pub turns: Vec<(SimTime, Turn)>,
    pub strike_shares: StrikeShares,
    /// The actions of the plan in order of time; each entry is a time and an index into the plan's list of actions.
    pub actions: Vec<(SimTime, usize)>,
    pub action_events: Vec<Option<EventId>>,
    pub placements: Vec<Placement>,
    pub sites: Vec<SiteServers>,
    /// For each placement: the window of its previous numbers of servers that worked, the event that last changed this number, and the number of
    /// its servers that are usable now (the minimum over the window).
    pub windows: Vec<(MinWindow, Option<EventId>, u64)>,
    pub net: Net,
    pub services: Vec<HotState>,
    pub cold: Vec<ColdState>,
    pub healths: Healths,
    /// Dependencies whose limit must be updated at the end of the instant: a value left one of their windows, or a BlackStart of their
    /// service begins or ends.
    pub unsettled: Vec<u32>,
    /// Services whose standby may be needed or spared after the instant. Kept for its memory.
    pub switches: Vec<u32>,
    /// The different demand profiles of the services: demand by local hour, in permille of the peak.
    pub days: Vec<[Permille; 24]>,
    pub standbys: Vec<Option<Standby>>,
    /// For each service, the services whose failover depends on it.
    pub switched_by: GroupedIndices,
    /// Services that are short of servers, so that the next change of the hour may change their health.
    pub short: BTreeSet<u32>,
    pub wakes: Wakes,
    pub fixpoint: Fixpoint,
    pub outcome: Outcome,
    /// The index of the first placement of each service, and the number of all placements.
    pub first_placement: Vec<u32>,
    /// For each placement, the last event of this instant that changed something about it.
    pub placement_because: Vec<Option<EventId>>,
    pub repairs: Repairs,
    /// For each service, the companies whose crew needs it.
    pub crew_needs: GroupedIndices,
    /// For each service, the services whose manual failover depends on it.
    pub manual_needs: GroupedIndices,
}

impl<'a> Engine<'a> {
    /// Creates an engine in the state before time 0, when all servers are online and every health is 1000.
    ///
    /// # Errors
    /// [`RunStopped`] if there are more strikes than the budget has, or if the run was cancelled.
    pub fn new(
        world: &'a Scenario,
        plan: &'a Plan,
        seed: u64,
        detail: Detail,
        spending: &mut Spending<'_>,
    ) -> Result<Self, RunStopped> {
        let luck = Luck::new(seed, world.uncertainty);
        let end = SimTime(world.length.0);
        let strikes = strikes::strikes(world, plan, luck, spending)?;
        let turns = strikes::turns(&strikes, end);
        let mut actions: Vec<_> = plan
            .timed_actions()
            .filter_map(|(index, at, _)| Some((at?, index)))
            .filter(|(at, _)| (SimTime::ZERO..=end).contains(at))
            .collect();
        actions.sort_unstable();
        let (placements, sites) = placements(world);
        let mut standbys = Vec::with_capacity(world.services.len());
        for service in world.services.rows() {
            let factor = |what| luck.of(service.uncertainty).factor(what, &[&service.key]);
            let positive = |span, what| Luck::scale(span, factor(what), true);
            let switch = service.switch;
            let auto = switch.and_then(|switch| switch.auto).map(|auto| positive(auto, "auto"));
            let manual_failover = luck.manual_failover(service);
            let stands_by = !service.standby.is_empty();
            standbys.push(stands_by.then(|| Standby::new(auto, manual_failover, luck.standby_works(service))));
        }
        let switch_dependency = |service: &Service| {
            service.switch.and_then(|switch| switch.depends_on).filter(|_| !service.standby.is_empty())
        };
        let depended_on = world
            .services
            .rows()
            .iter()
            .map(|service| switch_dependency(service).map(|dependency| small(dependency.index())));
        let switched_by = GroupedIndices::new(world.services.len(), depended_on);
        let manual_needs = world.services.rows().iter().map(|service| {
            let switch = service.switch.filter(|_| !service.standby.is_empty());
            switch.and_then(|switch| switch.manual_depends_on).map(|dependency| small(dependency.index()))
        });
        let manual_needs = GroupedIndices::new(world.services.len(), manual_needs);
        let crew_needs = world.companies.rows().iter().map(|company| {
            let crew = company.crew.as_ref();
            crew.and_then(|crew| crew.depends_on).map(|dependency| small(dependency.index()))
        });
        let crew_needs = GroupedIndices::new(world.services.len(), crew_needs);
        let can_break = strikes.iter().any(|strike| breaks(&world.hazards[strike.hazard]));
        let crews = can_break.then(|| Crews::new(world, &placements));
        let repairs = Repairs::new(crews, strikes.len(), placements.len());
        let hour = world.clock.hour(SimTime::ZERO);
        let mut days = Days::default();
        let services = world.services.iter().map(|(id, service)| {
            let needs = [&switched_by, &manual_needs, &crew_needs];
            let sum = |placements: &[(_, u64)]| placements.iter().map(|(_, servers)| servers).sum();
            HotState {
                need: service.need_at_hour(hour),
                load: service.load,
                own_servers: sum(&service.on),
                standby_servers: sum(&service.standby),
                retry: service.retry,
                shedding: 0,
                day: days.index(&service.day),
                own_because: None,
                stands_by: !service.standby.is_empty(),
                is_needed: needs.iter().any(|needs| !needs.of(id.index()).is_empty()),
                engaged: false,
                short: false,
            }
        });
        let services: Vec<HotState> = services.collect();
        let cold = world.services.rows().iter().map(|service| ColdState {
            rto: service.rto,
            rto_from: service.rto_from,
            restart: Luck::scale(
                service.restart,
                luck.of(service.uncertainty).factor("restart", &[&service.key]),
                false,
            ),
            black_starts: 0,
            black_because: None,
            out_because: None,
        });
        let cold: Vec<ColdState> = cold.collect();
        let restart: Vec<Span> = cold.iter().map(|service| service.restart).collect();
        let (net, in_order) = Net::new(world, &restart);
        Ok(Self {
            plan,
            end,
            now: SimTime::ZERO,
            hour,
            next_hour: world.clock.next_hour(SimTime::ZERO),
            strike_shares: StrikeShares::new(strikes.len()),
            action_events: vec![None; plan.actions.len()],
            windows: placements.iter().map(|placement| (MinWindow::default(), None, placement.servers)).collect(),
            outcome: Outcome::new(world, &sites, &services, detail),
            fixpoint: Fixpoint::new(in_order),
            healths: Healths::new(services.len()),
            unsettled: Vec::new(),
            switches: Vec::new(),
            days: days.all,
            short: BTreeSet::new(),
            wakes: Wakes::default(),
            first_placement: Self::first_placements(&placements, world.services.len()),
            placement_because: vec![None; placements.len()],
            repairs,
            crew_needs,
            manual_needs,
            world,
            strikes,
            turns,
            actions,
            placements,
            sites,
            net,
            services,
            cold,
            standbys,
            switched_by,
        })
    }

    /// Processes the whole run and returns what happened.
    ///
    /// # Errors
    /// [`RunStopped`] if the run was cancelled, or if it would come to more than its budget.
    pub fn run(mut self, spending: &mut Spending<'_>) -> Result<Outages, RunStopped> {
        self.begin();
        let (mut action, mut turn) = (0, 0);
        let mut now = SimTime::ZERO;
        while now <= self.end {
            self.now = now;
            self.finish_repairs(spending)?;
            while let Some((_, index)) = self.actions.get(action).copied().filter(|(at, _)| *at == now) {
                self.act(index);
                action += 1;
            }
            let first_turn = turn;
            while let Some((_, kind)) = self.turns.get(turn).copied().filter(|(at, _)| *at == now) {
                self.turn(kind);
                turn += 1;
            }
            if first_turn < turn {
                self.break_servers(first_turn..turn, spending)?;
                self.update_struck(first_turn..turn, spending)?;
            }
            self.count_working();
            self.update_hour(spending)?;
            let late = self.wake_up();
            self.settle(spending)?;
            self.settle_crews(spending)?;
            self.break_rtos(&late);
            self.account(spending)?;
            let never = SimTime(i64::MAX);
            let next_action = self.actions.get(action).map_or(never, |(at, _)| *at);
            let next_turn = self.turns.get(turn).map_or(never, |(at, _)| *at);
            let next_hour = if self.short.is_empty() { never } else { self.next_hour };
            let next_wake = self.wakes.next_at().unwrap_or(never);
            let next_repair = self.repairs.next_at().unwrap_or(never);
            now = next_action.min(next_turn).min(next_hour).min(next_wake).min(next_repair);
        }
        let crew_secs = self.end_repairs();
        Ok(self.outcome.finish(&self.placements, crew_secs))
    }

    /// Takes what happened at this instant from the budget, and shows how far the run is.
    fn account(&mut self, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        let (events, values) = self.outcome.take_growth();
        let over = spending.spend(Resource::Events, events).and_then(|()| spending.spend(Resource::Values, values));
        if let Err(over) = over {
            return Err(
                OverBudget { at: Some(self.now), culprit: self.outcome.culprit(&self.placements), ..over }.into()
            );
        }
        spending.reach(self.now)
    }

    /// Services that never had enough servers lose health at time 0, according to the demand of the first hour.
    fn begin(&mut self) {
        let mut event = None;
        for service in 0..self.services.len() {
            let row = &self.world.services[service_id(service)];
            let state = &mut self.services[service];
            if state.own_servers >= row.load {
                continue;
            }
            if state.day != PEAK {
                state.short = true;
                self.short.insert(small(service));
            }
            if state.own_servers < state.need {
                self.look_at_hour(service, &mut event);
            }
        }
    }

    /// Updates the local hour if it may have changed. Of the services that are short of servers, queues those that need another number of
    /// servers in the new hour (MODEL.md, section 5).
    ///
    /// # Errors
    /// [`RunStopped`] if this takes more steps than the budget has.
    fn update_hour(&mut self, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
        if self.now >= self.next_hour {
            self.hour = self.world.clock.hour(self.now);
            self.next_hour = self.world.clock.next_hour(self.now);
        } else {
            return Ok(());
        }
        spending
            .spend(Resource::Steps, self.short.len() as u64)
            .map_err(|over| OverBudget { at: Some(self.now), ..over })?;
        let mut event = None;
        let short = std::mem::take(&mut self.short);
        for service in &short {
            let index = *service as usize;
            if self.need_now(index) != self.services[index].need {
                self.look_at_hour(index, &mut event);
            }
        }
        self.short = short;
        Ok(())
    }

    /// Updates how many servers a service needs, because the demand of the hour changes it, and queues the service for evaluation if its health
    /// may change. The first call logs the change of the hour and stores its event in `event`; later calls use the same event.
    fn look_at_hour(&mut self, service: usize, event: &mut Option<EventId>) {
        let hour = u8::try_from(self.hour).expect("an hour of the day");
        let event = *event.get_or_insert_with(|| self.outcome.log(self.now, EventKind::Hour(hour), None));
        let served_more = self.serves_more(service);
        self.refresh_need(service);
        self.services[service].own_because = Some(event);
        let (alive, health) = (self.services[service].alive(), self.healths.now[service]);
        let can_fall = !self.serves(service, alive, health, health);
        self.fixpoint.look_at_change(small(service), Some(event), [can_fall, !served_more]);
    }

    /// Processes all wake-ups that are due. Returns the outages that may break their RTO now: for each, the service and the event with
    /// which the outage began.
    fn wake_up(&mut self) -> Vec<(u32, EventId)> {
        let mut late = Vec::new();
        let mut ordered: Vec<(u32, Option<EventId>)> = Vec::new();
        while let Some(wake) = self.wakes.due(self.now) {
            match wake {
                Wake::Placement(index) => {
                    if let Some(because) = self.windows[index as usize].1 {
                        self.count(index, because);
                    }
                }
                Wake::Window(dependency, because) => {
                    self.unsettled.push(dependency);
                    self.leave_window(dependency, because);
                }
                Wake::Standby(service) => ordered.push((service, None)),
                Wake::ManualFailover(service, order) => {
                    let standby = self.standbys[service as usize].as_mut();
                    let due = standby.and_then(|standby| standby.orders.take(self.now, order, standby.manual_failover));
                    if due.is_some() {
                        ordered.push((service, due));
                    }
                }
                Wake::ShedEnds(service, began) => {
                    self.services[service as usize].shedding -= 1;
                    self.services[service as usize].own_because =
                        Some(began).max(self.services[service as usize].own_because);
                    self.look_at(service as usize, Some(began));
                }
                Wake::BlackStartEnds(service, began) => {
                    self.black_start(service as usize, -1);
                    self.look_at(service as usize, Some(began));
                }
                Wake::Rto(service, began) => late.push((service, began)),
            }
        }
        // Sorting puts the automatic move of a service (`None`) before a manual failover in the same instant. Only the first of them
        // takes effect.
        ordered.sort_unstable();
        let mut moved = None;
        for (service, order) in ordered {
            if moved != Some(service) && self.move_standby(service as usize, order) {
                moved = Some(service);
            }
        }
        late
    }

    fn move_standby(&mut self, service: usize, order: Option<EventId>) -> bool {
        let Some(standby) = &mut self.standbys[service] else { return false };
        let Some(step) = standby.decide(self.now, order) else { return false };
        let id = service_id(service);
        if let (Move::FailOver(because), false) = (step, standby.works) {
            if !std::mem::replace(&mut standby.has_failed, true) {
                self.outcome.log(self.now, EventKind::FailoverFailed(id), because);
            }
            return true;
        }
        let (engaged, kind, cause) = match step {
            Move::FailOver(because) => (true, EventKind::Engaged(id), because),
            Move::FailBack(because) => (false, EventKind::StoodDown(id), because),
        };
        standby.engaged = engaged;
        let event = self.outcome.log(self.now, kind, cause);
        let state = &mut self.services[service];
        state.engaged = engaged;
        state.own_because = Some(event);
        self.net.is_failed_over[service] = engaged;
        self.unsettled
            .extend(self.net.dependencies_of(service).filter(|index| self.net.is_of_primary(*index)).map(small));
        self.look_at(service, Some(event));
        true
    }

    /// Queues a service for evaluation in this instant, because something about it may have changed.
    pub fn look_at(&mut self, service: usize, because: Option<EventId>) {
        self.fixpoint.look_at(small(service), because);
    }

    /// The number of servers that a service needs in the present hour (MODEL.md, section 4).
    #[inline]
    pub fn need_now(&self, service: usize) -> u64 {
        let state = &self.services[service];
        let share = self.days[state.day as usize][self.hour];
        (state.load * u64::from(share)).div_ceil(u64::from(WHOLE))
    }

    /// Updates how many servers a service needs. The hour may have changed while the service had enough servers and was not evaluated.
    #[inline]
    pub fn refresh_need(&mut self, service: usize) {
        if self.services[service].day != PEAK {
            self.services[service].need = self.need_now(service);
        }
    }
}
