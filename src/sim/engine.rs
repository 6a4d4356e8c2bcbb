//! The engine: from instant to instant, only where and when something changes.

use std::collections::{BTreeMap, BTreeSet};

use super::instant::Fixpoint;
use super::light::{Placement, SiteLight, placements};
use super::luck::Luck;
use super::net::{Limit, Net, Target, service_id, small};
use super::outcome::Outcome;
use super::standby::{Condition, Move, Standby};
use super::strikes::{self, Origin, Strike, Turn};
use super::wake::{Wake, Wakes};
use super::window::MinWindow;
use crate::model::{Act, BY_HAND, Id, Plan, Scenario};
use crate::recording::{Binding, EventId, EventKind, Moment, Outages};
use crate::units::{Level, Permille, SimTime, Span, WHOLE};

/// Everything about a service that changes while the engine runs.
#[derive(Clone, Debug)]
pub struct State {
    /// Servers needed at the peak, and how many more times a failed request is tried.
    pub load: u64,
    pub retry: Permille,
    /// Demand over the day, as a place in the engine's list; `None` where it is always the peak's.
    day: Option<u32>,
    rto: Option<Span>,
    /// Servers of its own that count.
    pub own_servers: u64,
    /// Standby servers that count, engaged or not.
    pub standby_servers: u64,
    pub engaged: bool,
    /// ShedLoads and BlackStarts that run.
    pub shedding: u32,
    pub black_starts: u32,
    /// Servers that the present hour needs.
    pub need: u64,
    pub restart: Span,
    /// The last event that touched its own servers.
    pub own_because: Option<EventId>,
    /// The last BlackStart of it.
    pub black_because: Option<EventId>,
    /// What made the engine look at it in this instant.
    pub looked_because: Option<EventId>,
    /// Since when it is not Up: the event of its level.
    out_because: Option<EventId>,
    /// Whether it was short of servers at the end of the last instant, so that the hour matters to it.
    short: bool,
}

/// The engine in the middle of a run.
pub struct Engine<'a> {
    pub world: &'a Scenario,
    plan: &'a Plan,
    end: SimTime,
    pub now: SimTime,
    hour: usize,
    /// When the local hour may next differ.
    next_hour: SimTime,
    strikes: Vec<Strike>,
    turns: Vec<(SimTime, Turn)>,
    strikes_of: Vec<Vec<usize>>,
    /// Actions by moment, as places in the plan.
    actions: Vec<(SimTime, usize)>,
    action_events: Vec<Option<EventId>>,
    placements: Vec<Placement>,
    sites: Vec<SiteLight>,
    windows: Vec<(MinWindow, Option<EventId>, u64)>,
    pub net: Net,
    pub services: Vec<State>,
    /// Health of every service, now and until this instant.
    pub targets: Vec<Target>,
    /// Needs whose windows moved on, or whose service is held up or let go.
    unsettled: Vec<u32>,
    /// Every course of demand that some service has.
    days: Vec<[Permille; 24]>,
    standbys: Vec<Option<Standby>>,
    /// Services whose standby waits for the health of another.
    switched_by: Vec<Vec<u32>>,
    /// Services for which the hour matters now.
    short: BTreeSet<u32>,
    wakes: Wakes,
    pub fixpoint: Fixpoint,
    outcome: Outcome,
}

impl<'a> Engine<'a> {
    /// An engine before time zero, when everything is well.
    pub fn new(world: &'a Scenario, plan: &'a Plan, seed: u64) -> Self {
        let luck = Luck::new(seed, world.uncertainty);
        let end = SimTime(world.length.0);
        let strikes = strikes::strikes(world, plan, luck);
        let mut turns: Vec<_> = strikes.iter().enumerate().flat_map(|(i, strike)| strike.turns(i, end)).collect();
        turns.sort_unstable();
        let mut actions: Vec<_> = plan
            .actions
            .iter()
            .enumerate()
            .filter_map(|(index, action)| Some((plan.moment(action.at)?, index)))
            .filter(|(at, _)| (SimTime::ZERO..=end).contains(at))
            .collect();
        actions.sort_unstable();
        let (placements, sites) = placements(world);
        let mut switched_by = vec![Vec::new(); world.services.len()];
        let mut standbys = Vec::with_capacity(world.services.len());
        for (id, service) in world.services.iter() {
            let factor = |what| luck.factor(what, &[&service.key]);
            let positive = |span, what| Luck::scale(span, factor(what), true);
            let switch = service.switch;
            let auto = switch.and_then(|switch| switch.auto).map(|auto| positive(auto, "auto"));
            let by_hand = positive(switch.map_or(BY_HAND, |switch| switch.by_hand), "by hand");
            let stands_by = !service.standby.is_empty();
            standbys.push(stands_by.then(|| Standby::new(auto, by_hand)));
            if let Some(needs) = switch.and_then(|switch| switch.needs).filter(|_| stands_by) {
                switched_by[needs.index()].push(small(id.index()));
            }
        }
        let hour = world.clock.hour(SimTime::ZERO);
        let mut days = Days::default();
        let services = world.services.rows().iter().map(|service| {
            let sum = |placements: &[(_, u64)]| placements.iter().map(|(_, servers)| servers).sum();
            State {
                load: service.load,
                retry: service.retry,
                day: days.place(&service.day),
                rto: service.rto,
                own_servers: sum(&service.on),
                standby_servers: sum(&service.standby),
                engaged: false,
                shedding: 0,
                black_starts: 0,
                need: service.need_at_hour(hour),
                restart: Luck::scale(service.restart, luck.factor("restart", &[&service.key]), false),
                own_because: None,
                black_because: None,
                looked_because: None,
                out_because: None,
                short: false,
            }
        });
        let services: Vec<State> = services.collect();
        let restart: Vec<Span> = services.iter().map(|state| state.restart).collect();
        let net = Net::new(world, &restart);
        let well = Limit { health: WHOLE, because: None };
        Self {
            plan,
            end,
            now: SimTime::ZERO,
            hour,
            next_hour: world.clock.next_hour(SimTime::ZERO),
            strikes_of: strikes::by_site(&strikes, world.sites.len()),
            action_events: vec![None; plan.actions.len()],
            windows: placements.iter().map(|placement| (MinWindow::default(), None, placement.servers)).collect(),
            outcome: Outcome::new(world, &placements, &sites, &services),
            fixpoint: Fixpoint::new(services.len()),
            targets: vec![Target { now: well, until_now: well }; services.len()],
            unsettled: Vec::new(),
            days: days.all,
            short: BTreeSet::new(),
            wakes: Wakes::default(),
            world,
            strikes,
            turns,
            actions,
            placements,
            sites,
            net,
            services,
            standbys,
            switched_by,
        }
    }

    /// Goes through the whole run.
    pub fn run(mut self) -> Outages {
        self.begin();
        let (mut action, mut turn) = (0, 0);
        let mut next = Some(SimTime::ZERO);
        while let Some(now) = next.filter(|now| *now <= self.end) {
            self.now = now;
            while let Some((_, index)) = self.actions.get(action).copied().filter(|(at, _)| *at == now) {
                self.act(index);
                action += 1;
            }
            let first_turn = turn;
            while let Some((_, kind)) = self.turns.get(turn).copied().filter(|(at, _)| *at == now) {
                self.turn(kind);
                turn += 1;
            }
            self.darken(first_turn..turn);
            self.strike_hour();
            let late = self.wake_up();
            self.settle();
            self.break_rtos(&late);
            next = [
                self.actions.get(action).map(|(at, _)| *at),
                self.turns.get(turn).map(|(at, _)| *at),
                self.wakes.next_at(),
                (!self.short.is_empty()).then_some(self.next_hour),
            ]
            .into_iter()
            .flatten()
            .min();
        }
        self.outcome.finish()
    }

    /// Services that never had what they need: at second zero the demand clock finds out.
    fn begin(&mut self) {
        let mut event = None;
        for service in 0..self.services.len() {
            let row = &self.world.services[service_id(service)];
            let state = &mut self.services[service];
            if state.own_servers >= row.load {
                continue;
            }
            if state.day.is_some() {
                state.short = true;
                self.short.insert(small(service));
            }
            if state.own_servers < state.need {
                self.look_at_hour(service, &mut event);
            }
        }
    }

    /// Does what the plan says.
    fn act(&mut self, index: usize) {
        let event = self.outcome.log(self.now, EventKind::Action(small(index)), None);
        self.action_events[index] = Some(event);
        match self.plan.actions[index].act {
            Act::Strike { .. } | Act::StrikeArea { .. } | Act::Extinguish { .. } => {}
            Act::FailOver { service } => {
                if let Some(standby) = &self.standbys[service.index()] {
                    self.wakes.at(self.now + standby.by_hand, Wake::ByHand(small(service.index()), event));
                }
            }
            Act::BlackStart { service, span } => {
                let state = &mut self.services[service.index()];
                state.black_starts += 1;
                state.black_because = Some(event);
                self.unsettled.extend(self.net.needs_of(service.index()).map(small));
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

    /// A strike begins, spreads, ends or is repaired.
    fn turn(&mut self, turn: Turn) {
        let (kind, strike) = match turn {
            Turn::Begins(strike) => (EventKind::Strike(small(strike)), strike),
            Turn::Spreading(strike, dark) => (EventKind::Spreading(small(strike), dark), strike),
            Turn::Out(strike) => (EventKind::Out(small(strike)), strike),
            Turn::Repair(strike, dark) => (EventKind::Repair(small(strike), dark), strike),
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

    /// Sites whose strikes took a turn get darker or lighter, and their servers with them.
    fn darken(&mut self, turns: std::ops::Range<usize>) {
        let mut sites: Vec<usize> = self.turns[turns.clone()]
            .iter()
            .map(|(_, turn)| {
                let (Turn::Begins(strike) | Turn::Spreading(strike, _) | Turn::Out(strike) | Turn::Repair(strike, _)) =
                    *turn;
                self.strikes[strike].site.index()
            })
            .collect();
        sites.sort_unstable();
        sites.dedup();
        for site in sites {
            let strikes = &self.strikes_of[site];
            let dark = strikes.iter().map(|strike| self.strikes[*strike].dark(self.now)).max().unwrap_or(0);
            let from = self.sites[site].dark;
            if dark == from {
                continue;
            }
            // What turned last among the strikes that hold the new darkness, else what turned last here.
            let here = |strike: usize| self.strikes[strike].site.index() == site;
            let last = |holds: &dyn Fn(usize) -> bool| {
                self.turns[turns.clone()].iter().rev().find_map(|(_, turn)| match *turn {
                    Turn::Spreading(strike, _) | Turn::Repair(strike, _) | Turn::Begins(strike) | Turn::Out(strike) => {
                        (here(strike) && holds(strike)).then(|| self.outcome.turn_event(*turn, strike)).flatten()
                    }
                })
            };
            let cause = last(&|strike| self.strikes[strike].dark(self.now) == dark).or_else(|| last(&|_| true));
            let kind = EventKind::Dark { site: crate::model::SiteId::new(site), from, to: dark };
            let event = self.outcome.log(self.now, kind, cause);
            self.relight(site, dark, event);
        }
    }

    fn relight(&mut self, site: usize, dark: Permille, event: EventId) {
        let before: Vec<u64> =
            self.sites[site].placements().iter().map(|place| self.placements[*place as usize].lit).collect();
        self.sites[site].set_dark(dark, &mut self.placements);
        self.outcome.site(self.now, site, &self.sites[site]);
        for (slot, had) in before.into_iter().enumerate() {
            let place = self.sites[site].placements()[slot];
            let placement = &self.placements[place as usize];
            if placement.lit == had {
                continue;
            }
            self.outcome.placement(self.now, place, placement.lit);
            let restart = self.services[placement.service.index()].restart;
            let (window, because, _) = &mut self.windows[place as usize];
            if restart > Span::ZERO {
                window.replaced(self.now, i64::try_from(had).expect("fewer than 2^63 servers"), *because);
                self.wakes.at(self.now + restart, Wake::Placement(place));
            }
            *because = Some(event);
            self.count(place, event);
        }
    }

    /// Servers of a placement that count now, and what made it so.
    fn count(&mut self, place: u32, looked: EventId) {
        let placement = &self.placements[place as usize];
        let service = placement.service.index();
        let (window, because, counted) = &mut self.windows[place as usize];
        window.expire(self.now, self.services[service].restart);
        let lit = placement.lit;
        let (count, because) = match window.smallest() {
            Some(held) if held.value < i64::try_from(lit).expect("fewer than 2^63 servers") => {
                (u64::try_from(held.value).expect("a count"), held.because)
            }
            Some(_) | None => (lit, *because),
        };
        let had = std::mem::replace(counted, count);
        if count == had {
            return;
        }
        let state = &mut self.services[service];
        let servers = if placement.standby { &mut state.standby_servers } else { &mut state.own_servers };
        *servers = *servers - had + count;
        if !placement.standby || state.engaged {
            state.own_because = because.or(Some(looked)).max(state.own_because);
            self.look_at(service, Some(looked));
        }
    }

    /// The local hour, if it may have changed; those short of servers feel it.
    fn strike_hour(&mut self) {
        if self.now >= self.next_hour {
            self.hour = self.world.clock.hour(self.now);
            self.next_hour = self.world.clock.next_hour(self.now);
        } else {
            return;
        }
        let mut event = None;
        let short = std::mem::take(&mut self.short);
        for service in &short {
            let index = *service as usize;
            if self.need_now(index) != self.services[index].need {
                self.look_at_hour(index, &mut event);
            }
        }
        self.short = short;
    }

    /// A service feels the hour: the clock strikes once for all.
    fn look_at_hour(&mut self, service: usize, event: &mut Option<EventId>) {
        let hour = u8::try_from(self.hour).expect("an hour of the day");
        let event = *event.get_or_insert_with(|| self.outcome.log(self.now, EventKind::Hour(hour), None));
        self.services[service].own_because = Some(event);
        self.look_at(service, Some(event));
    }

    /// Looks at all that is due. Returns the outages that may break their RTO.
    fn wake_up(&mut self) -> Vec<(u32, EventId)> {
        let mut late = Vec::new();
        let mut ordered: Vec<(u32, Option<EventId>)> = Vec::new();
        for wake in self.wakes.due(self.now) {
            match wake {
                Wake::Placement(place) => {
                    if let Some(because) = self.windows[place as usize].1 {
                        self.count(place, because);
                    }
                }
                Wake::Window(need, because) => {
                    self.unsettled.push(need);
                    self.look_at(self.net.needs[need as usize].service as usize, Some(because));
                }
                Wake::Standby(service) => ordered.push((service, None)),
                Wake::ByHand(service, order) => ordered.push((service, Some(order))),
                Wake::ShedEnds(service, began) => {
                    self.services[service as usize].shedding -= 1;
                    self.services[service as usize].own_because =
                        Some(began).max(self.services[service as usize].own_because);
                    self.look_at(service as usize, Some(began));
                }
                Wake::BlackStartEnds(service, began) => {
                    self.services[service as usize].black_starts -= 1;
                    self.unsettled.extend(self.net.needs_of(service as usize).map(small));
                    self.look_at(service as usize, Some(began));
                }
                Wake::Rto(service, began) => late.push((service, began)),
            }
        }
        // A timer comes before an order of the same moment (`Wake` is ordered so); the first that moves it decides.
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
        let (engaged, kind, cause) = match step {
            Move::Engages(because) => (true, EventKind::Engaged(id), because),
            Move::StandsDown(because) => (false, EventKind::StoodDown(id), because),
        };
        standby.engaged = engaged;
        let event = self.outcome.log(self.now, kind, cause);
        let state = &mut self.services[service];
        state.engaged = engaged;
        state.own_because = Some(event);
        self.look_at(service, Some(event));
        true
    }

    /// Something about a service may be different in this instant.
    fn look_at(&mut self, service: usize, because: Option<EventId>) {
        if self.fixpoint.look_at(small(service), self.net.rank[service]) {
            self.services[service].looked_because = because;
        }
    }

    /// Finds the health of everything that was looked at, and notes what follows.
    fn settle(&mut self) {
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
            switches.extend(self.switched_by[index].iter().copied());
        }
        for place in std::mem::take(&mut self.unsettled) {
            self.settle_need(place);
        }
        for service in &touched {
            if !self.fixpoint.is_closed(*service) {
                let bound = self.binding(*service as usize);
                self.close(*service as usize, bound);
            }
        }
        switches.extend(touched.iter().copied().filter(|service| self.standbys[*service as usize].is_some()));
        switches.sort_unstable();
        switches.dedup();
        for service in switches {
            self.note_standby(service as usize);
        }
        self.fixpoint.clear(touched);
    }

    /// Windows of those who rest on a service that changed, and what their need of it allows from now on.
    fn carry_over(&mut self, service: usize) {
        let target = self.targets[service];
        let Some(event) = target.now.because else { return };
        for slot in 0..self.net.uses_of(service).len() {
            let place = self.net.uses_of(service)[slot];
            if let Some(felt_at) = self.net.needs[place as usize].target_changed(self.now, target) {
                self.wakes.at(felt_at, Wake::Window(place, event));
            }
            self.settle_need(place);
        }
        // Its windows hold what it was until now.
        self.targets[service].until_now = target.now;
    }

    /// What a need allows from now on.
    fn settle_need(&mut self, place: u32) {
        let need = &mut self.net.needs[place as usize];
        let user = &self.services[need.service as usize];
        let target = self.targets[need.target as usize];
        need.expire(self.now);
        if let Some(felt_at) = need.settle(self.now, target, user.black_starts > 0)
            && let Some(because) = target.now.because.or(user.looked_because)
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
        let short = state.day.is_some() && !covered;
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

    /// Strained, ready and relieved, as the model has them.
    fn condition(&self, service: usize) -> Condition {
        let row = &self.world.services[service_id(service)];
        let state = &self.services[service];
        let health = self.targets[service].now;
        let strained = self.own(service, state.alive(), health.health) < WHOLE;
        let needs = row.switch.and_then(|switch| switch.needs);
        let waits_for = needs.map(|needs| self.targets[needs.index()].now);
        let ready = waits_for.is_none_or(|needs| needs.health >= 500);
        let covered = state.own_servers >= state.load;
        let relieved = covered && self.own(service, state.own_servers, health.health) >= WHOLE;
        let own = state.own_because.max(health.because);
        Condition {
            strained_and_ready: strained && ready,
            relieved,
            because: own.max(waits_for.and_then(|needs| needs.because)),
        }
    }

    /// Logs a change of health. Returns what holds it where it is now.
    fn log_health(&mut self, service: usize, had: Limit) -> (Option<Binding>, Option<EventId>) {
        let (id, to) = (service_id(service), self.targets[service].now.health);
        let (binding, because) = self.binding(service);
        let cause = because.or(self.services[service].looked_because);
        let event = self.outcome.log(self.now, EventKind::Health { service: id, from: had.health, to }, cause);
        self.targets[service].now.because = Some(event);
        self.fixpoint.logged(small(service));
        let (from, to) = (Level::of(had.health), Level::of(to));
        if from == to {
            return (binding, because);
        }
        let event = self.outcome.log(self.now, EventKind::Level { service: id, from, to }, Some(event));
        if from == Level::Up {
            self.services[service].out_because = Some(event);
            if let Some(rto) = self.services[service].rto {
                self.wakes.at(self.now + rto, Wake::Rto(small(service), event));
            }
        } else if to == Level::Up {
            self.services[service].out_because = None;
        }
        (binding, because)
    }

    /// Outages that go on beyond their RTO: at the end of the run nobody can tell.
    fn break_rtos(&mut self, late: &[(u32, EventId)]) {
        for (service, began) in late {
            if self.services[*service as usize].out_because == Some(*began) && self.now < self.end {
                let id = service_id(*service as usize);
                self.outcome.log(self.now, EventKind::RtoBroken(id), Some(*began));
            }
        }
    }

    /// The record of a service as it is now.
    fn moment(&self, service: usize, (binding, because): (Option<Binding>, Option<EventId>)) -> Moment {
        let state = &self.services[service];
        let health = self.targets[service].now;
        Moment {
            health: health.health,
            own: self.own(service, state.alive(), health.health),
            alive: state.alive(),
            own_servers: state.own_servers,
            binding: binding.unwrap_or(Binding::Own),
            engaged: state.engaged,
            shedding: state.shedding > 0,
            black_start: state.black_starts > 0,
            because: because.or(health.because),
            own_because: state.own_because,
        }
    }

    /// The servers that the present hour asks of a service.
    fn need_now(&self, service: usize) -> u64 {
        let state = &self.services[service];
        let share = state.day.map_or(WHOLE, |day| self.days[day as usize][self.hour]);
        (state.load * u64::from(share)).div_ceil(u64::from(WHOLE))
    }

    /// Brings a need up to the hour, which may have changed unnoticed.
    pub fn refresh_need(&mut self, service: usize) {
        if self.services[service].day.is_some() {
            self.services[service].need = self.need_now(service);
        }
    }
}

/// Courses of demand, each kept once.
#[derive(Default)]
struct Days {
    all: Vec<[Permille; 24]>,
    places: BTreeMap<[Permille; 24], u32>,
}

impl Days {
    /// The place of a course; `None` if it is the peak's all day.
    fn place(&mut self, day: &[Permille; 24]) -> Option<u32> {
        if day.iter().all(|share| *share == WHOLE) {
            return None;
        }
        Some(*self.places.entry(*day).or_insert_with(|| {
            self.all.push(*day);
            small(self.all.len() - 1)
        }))
    }
}

impl State {
    /// Servers that count, an engaged standby among them.
    pub const fn alive(&self) -> u64 {
        self.own_servers + if self.engaged { self.standby_servers } else { 0 }
    }
}
