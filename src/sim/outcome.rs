//! Collects the results of the engine: the log of events, and a time series for each site, service and placement.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::budget::Culprit;
use super::grouped_indices::GroupedIndices;
use super::net::small;
use super::online::{Placement, SiteServers};
use super::state::HotState;
use super::strikes::{Strike, Turn};
use crate::model::{CompanyId, Id, Scenario, ServiceId, SiteId, Table};
use crate::recording::{
    self, Condition, Event, EventId, EventKind, Moment, Outages, ServiceTrack, SiteTrack, Steps, StrikeRun,
    StrikeTarget,
};
use crate::units::SimTime;

/// How much of a run is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything, with what caused it.
    Whole,
    /// What figures of many runs are made from: the log of events, health, and servers online. Left out are causes of changes of health, and the
    /// states of services and placements in between, of which only the last state of damaged placements is there.
    Figures,
}

/// The results recorded so far.
#[derive(Debug)]
pub struct Outcome {
    detail: Detail,
    events: Vec<Event>,
    strikes: Vec<StrikeRun>,
    /// For each strike, its last event of each kind.
    strike_events: Vec<StrikeEvents>,
    sites: Table<SiteId, SiteTrack>,
    /// The number of own servers with which each service began.
    servers: Vec<u64>,
    /// The recorded moments of all services in order of time; a moment may equal the one before it. They are grouped by service at the
    /// end of the run, because growing many short lists at the same time would be much slower.
    moments: Vec<(SimTime, u32, Moment)>,
    /// Changes of the number of servers online: time, index of the placement, and servers online from then on. They are grouped by
    /// placement at the end.
    online: Vec<(SimTime, u32, u64)>,
    /// Changes of the condition of placements: time, index of the placement, and its condition from then on.
    conditions: Vec<(SimTime, u32, Condition)>,
    /// For each placement, the index in `conditions` of its last entry, if it has one.
    last_condition: Vec<u32>,
    /// How many values were recorded, or would have been with every detail: what is too much does not depend on the detail.
    values: usize,
    /// How many events and other values there were at the last call of [`Self::take_growth`].
    counted: (usize, usize),
}

/// A recorded state of a service takes about as much memory as so many other values.
const VALUES_PER_MOMENT: usize = 3;

#[derive(Clone, Copy, Debug, Default)]
struct StrikeEvents {
    begins: Option<EventId>,
    spreading: Option<EventId>,
    out: Option<EventId>,
    repair: Option<EventId>,
}

impl Outcome {
    pub fn new(world: &Scenario, sites: &[SiteServers], services: &[HotState], detail: Detail) -> Self {
        let site_track = |site: &SiteServers| {
            let mut placements = site.placements().to_vec();
            placements.sort_unstable();
            SiteTrack { dark: Steps::new(0), online: Steps::new(site.servers), servers: site.servers, placements }
        };
        debug_assert_eq!(sites.len(), world.sites.len(), "all sites of the world");
        // Lists of small worlds need not grow then. Those of large worlds grow without being copied.
        let usual = (64 * services.len()).min(16_384);
        Self {
            detail,
            events: Vec::with_capacity(usual),
            strikes: Vec::new(),
            strike_events: Vec::new(),
            sites: sites.iter().map(site_track).collect(),
            servers: services.iter().map(|state| state.own_servers).collect(),
            moments: Vec::with_capacity(if detail == Detail::Whole { usual } else { 0 }),
            online: Vec::new(),
            conditions: Vec::new(),
            last_condition: Vec::new(),
            values: 0,
            counted: (0, 0),
        }
    }

    /// Adds an event to the log and returns its id.
    #[inline]
    pub fn log(&mut self, at: SimTime, kind: EventKind, cause: Option<EventId>) -> EventId {
        let id = EventId::new(self.events.len());
        debug_assert!(cause.is_none_or(|cause| cause < id), "a cause comes before its effect");
        self.events.push(Event { at, kind, cause });
        id
    }

    /// Adds an event of a strike to the log. The first event of each strike is its beginning.
    pub fn log_strike(&mut self, at: SimTime, kind: EventKind, cause: Option<EventId>, index: usize, strike: &Strike) {
        let event = self.log(at, kind, cause);
        match kind {
            EventKind::Strike(_) => {
                debug_assert_eq!(index, self.strikes.len(), "strikes hit in their order");
                let Strike { target, hazard, out, reserve, .. } = *strike;
                self.strikes.push(StrikeRun { target, hazard, at, out, reserve, event });
                self.strike_events.push(StrikeEvents { begins: Some(event), ..StrikeEvents::default() });
            }
            EventKind::Spreading(..) => self.strike_events[index].spreading = Some(event),
            EventKind::Out(_) => self.strike_events[index].out = Some(event),
            EventKind::Repair(..) => self.strike_events[index].repair = Some(event),
            EventKind::Action(_)
            | EventKind::Hour(_)
            | EventKind::Dark { .. }
            | EventKind::Engaged(_)
            | EventKind::StoodDown(_)
            | EventKind::FailoverFailed(_)
            | EventKind::Destroyed { .. }
            | EventKind::Damaged { .. }
            | EventKind::Repaired(_)
            | EventKind::Fault { .. }
            | EventKind::Health { .. }
            | EventKind::Level { .. }
            | EventKind::RtoBroken(_)
            | EventKind::Opening(..)
            | EventKind::Low(..)
            | EventKind::Close(..)
            | EventKind::Headline(_) => unreachable!("not an event of a strike"),
        }
    }

    /// The last step of `spread` of a strike.
    pub fn spreading_event(&self, strike: usize) -> Option<EventId> {
        self.strike_events[strike].spreading
    }

    pub fn strike_event(&self, strike: usize) -> Option<EventId> {
        self.strike_events[strike].begins
    }

    pub fn out_event(&self, strike: usize) -> Option<EventId> {
        self.strike_events[strike].out
    }

    /// The last event of a strike that has the kind of `turn`.
    pub fn turn_event(&self, turn: Turn, strike: usize) -> Option<EventId> {
        let events = &self.strike_events[strike];
        match turn {
            Turn::Begins(_) => events.begins,
            Turn::Spreading(..) => events.spreading,
            Turn::Out(_) => events.out,
            Turn::Repair(..) => events.repair,
        }
    }

    pub fn site(&mut self, at: SimTime, index: usize, site: &SiteServers) {
        let track = &mut self.sites[SiteId::new(index)];
        track.dark.set(at, site.dark);
        track.online.set(at, site.online);
    }

    pub fn placement(&mut self, at: SimTime, placement: u32, online: u64) {
        self.values += 1;
        self.online.push((at, placement, online));
    }

    pub fn condition(&mut self, at: SimTime, placement: u32, condition: Condition) {
        self.values += 1;
        if self.detail != Detail::Whole {
            return;
        }
        let index = placement as usize;
        if self.last_condition.len() <= index {
            self.last_condition.resize(index + 1, u32::MAX);
        }
        let last = &mut self.last_condition[index];
        match self.conditions.get_mut(*last as usize) {
            Some((when, _, there)) if *when == at => *there = condition,
            Some(_) | None => {
                *last = small(self.conditions.len());
                self.conditions.push((at, placement, condition));
            }
        }
    }

    /// The condition of a placement at the end of the run.
    pub fn last_condition(&mut self, end: SimTime, placement: u32, condition: Condition) {
        if self.detail == Detail::Figures {
            self.conditions.push((end, placement, condition));
        }
    }

    /// Whether the states of services are recorded, and what caused them.
    pub fn has_moments(&self) -> bool {
        self.detail == Detail::Whole
    }

    /// Records the state of a service; `None` if states are not recorded.
    pub fn moment(&mut self, at: SimTime, service: usize, moment: Option<Moment>) {
        self.values += VALUES_PER_MOMENT;
        self.moments.extend(moment.map(|moment| (at, small(service), moment)));
    }

    /// How many events and how many other values were recorded since the last call.
    pub fn take_growth(&mut self) -> (u64, u64) {
        let now = (self.events.len(), self.values);
        let before = std::mem::replace(&mut self.counted, now);
        ((now.0 - before.0) as u64, (now.1 - before.1) as u64)
    }

    /// What most events of the log are about: a service, a site, or neither.
    pub fn culprit(&self, placements: &[Placement]) -> Culprit {
        let (mut services, mut sites) = (vec![0_usize; self.servers.len()], vec![0_usize; self.sites.len()]);
        for event in &self.events {
            match event.kind {
                EventKind::Health { service, .. }
                | EventKind::Level { service, .. }
                | EventKind::Engaged(service)
                | EventKind::StoodDown(service)
                | EventKind::FailoverFailed(service)
                | EventKind::Fault { service, .. }
                | EventKind::RtoBroken(service) => services[service.index()] += 1,
                EventKind::Destroyed { placement, .. }
                | EventKind::Damaged { placement, .. }
                | EventKind::Repaired(placement) => services[placements[placement as usize].service.index()] += 1,
                EventKind::Dark { site, .. } => sites[site.index()] += 1,
                EventKind::Strike(strike)
                | EventKind::Spreading(strike, _)
                | EventKind::Out(strike)
                | EventKind::Repair(strike, _) => match self.strikes[strike as usize].target {
                    StrikeTarget::Site(site) => sites[site.index()] += 1,
                    StrikeTarget::Service { service, .. } => services[service.index()] += 1,
                },
                EventKind::Action(_)
                | EventKind::Hour(_)
                | EventKind::Opening(..)
                | EventKind::Low(..)
                | EventKind::Close(..)
                | EventKind::Headline(_) => {}
            }
        }
        // Of equal ones the first.
        let most = |counts: &[usize]| counts.iter().copied().enumerate().rev().max_by_key(|(_, count)| *count);
        match (most(&services).filter(|(_, count)| *count > 0), most(&sites).filter(|(_, count)| *count > 0)) {
            (Some((service, count)), site) if site.is_none_or(|(_, more)| count >= more) => {
                Culprit::Service(ServiceId::new(service))
            }
            (_, Some((site, _))) => Culprit::Site(SiteId::new(site)),
            (_, None) => Culprit::Length,
        }
    }

    /// Builds the track of each service from the moments and the events, which are in order of time.
    fn tracks(&self) -> Table<ServiceId, ServiceTrack> {
        let services = self.servers.len();
        let moments = GroupedIndices::new(services, self.moments.iter().map(|(_, service, _)| Some(*service)));
        let health = |event: &Event| {
            if let EventKind::Health { service, .. } = event.kind { Some(small(service.index())) } else { None }
        };
        let changes = GroupedIndices::new(services, self.events.iter().map(health));
        let track = |service: u32| {
            let service = service as usize;
            let (own, changes) = (moments.of(service), changes.of(service));
            let first = Moment::well(self.servers[service]);
            let mut track = ServiceTrack {
                health: Steps::with_capacity(first.health, changes.len() + 1),
                moments: Steps::with_capacity(first, own.len() + 1),
                events: changes.iter().map(|event| EventId::new(*event as usize)).collect(),
            };
            for index in own {
                let (at, _, moment) = &self.moments[*index as usize];
                track.moments.set(*at, *moment);
            }
            for index in changes {
                let event = &self.events[*index as usize];
                if let EventKind::Health { to, .. } = event.kind {
                    track.health.set(event.at, to);
                }
            }
            track
        };
        make_all(small(services), track).into_iter().collect()
    }

    /// Builds the recorded placements, each with the number of its servers online over time.
    fn placements(&self, placements: &[Placement]) -> Vec<recording::Placement> {
        let changes = GroupedIndices::new(placements.len(), self.online.iter().map(|(_, index, _)| Some(*index)));
        let of_placement = |(_, index, _): &(SimTime, u32, Condition)| Some(*index);
        let conditions = GroupedIndices::new(placements.len(), self.conditions.iter().map(of_placement));
        let placement = |index: u32| {
            let index = index as usize;
            let (own, placement) = (changes.of(index), &placements[index]);
            let mut online = Steps::with_capacity(placement.servers, own.len() + 1);
            for change in own {
                let (at, _, servers) = self.online[*change as usize];
                online.set(at, servers);
            }
            let Placement { service, site, standby, servers, .. } = *placement;
            let changes = conditions.of(index);
            let changes = changes.iter().map(|change| &self.conditions[*change as usize]);
            let condition = condition_steps(&online, changes.map(|(at, _, condition)| (*at, *condition)));
            recording::Placement { service, site, standby, servers, online, condition }
        };
        make_all(small(placements.len()), placement)
    }

    pub fn finish(self, placements: &[Placement], crew_secs: Table<CompanyId, u128>) -> Outages {
        Outages {
            crew_secs,
            placements: self.placements(placements),
            services: self.tracks(),
            sites: self.sites,
            strikes: self.strikes,
            events: self.events,
        }
    }
}

/// The condition of a placement over time; `None` if nothing but power and network changed how many of its servers work. `changes` are
/// all changes since the first that has another reason.
fn condition_steps(
    online: &Steps<u64>,
    changes: impl ExactSizeIterator<Item = (SimTime, Condition)> + Clone,
) -> Option<Box<Steps<Condition>>> {
    let (first, _) = changes.clone().next()?;
    let mut steps = Steps::with_capacity(Condition::well(*online.at(SimTime::ZERO)), changes.len() + 1);
    for (at, online) in online.all().iter().take_while(|(at, _)| *at < first) {
        steps.set(*at, Condition::well(*online));
    }
    for (at, condition) in changes {
        steps.set(at, condition);
    }
    Some(Box::new(steps))
}

/// The smallest number of services for which another thread saves time.
const WORTH_A_THREAD: u32 = 20_000;

/// Calls `make` for each number below `count` and returns the results in order. For large counts, the work runs on all cores.
fn make_all<T: Send>(count: u32, make: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    if count < 2 * WORTH_A_THREAD {
        return (0..count).map(make).collect();
    }
    (0..count).into_par_iter().with_min_len(WORTH_A_THREAD as usize).map(make).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_threads_make_is_in_order() {
        for count in [0, 1, WORTH_A_THREAD, 3 * WORTH_A_THREAD + 1] {
            assert_eq!(make_all(count, |number| number), (0..count).collect::<Vec<u32>>());
        }
    }
}
