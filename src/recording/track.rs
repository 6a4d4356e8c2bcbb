//! The data of a recording: time series for sites, services, placements and companies, and a summary.

use super::event::{Event, EventId};
use super::prices::{PriceMinute, PriceTrack};
use super::steps::Steps;
use crate::model::{CompanyId, HazardId, RivalId, ServiceId, SiteId, Table};
use crate::units::{Level, Permille, SimTime, Span, WHOLE};

/// Everything that happened in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// The length of the run. The run covers the times `0..=length`.
    pub length: Span,
    /// The time series of each site.
    pub sites: Table<SiteId, SiteTrack>,
    /// The time series of each service.
    pub services: Table<ServiceId, ServiceTrack>,
    /// All placements of servers, with the number of servers online. Services are in file order; for each, `on` comes before `standby`.
    pub placements: Vec<Placement>,
    /// All strikes, in order of time.
    pub strikes: Vec<StrikeRun>,
    /// All events, in order of time. An [`EventId`] is an index of this list.
    pub events: Vec<Event>,
    /// The number of people affected.
    pub people: Steps<u64>,
    /// The numbers of services that are Degraded and Down.
    pub levels: Steps<LevelCounts>,
    /// The number of dark servers of each company.
    pub dark_servers: Table<CompanyId, Steps<u64>>,
    /// For each company with a crew, in the file or by its plan: how many of its servers work, and how many wait for repair.
    pub repairs: Table<CompanyId, Option<RepairTrack>>,
    /// The share prices of each company; empty if the company is not listed.
    pub prices: Table<CompanyId, PriceTrack>,
    /// The users of each rival: at changes of the service's health, on every whole hour since the start, and at the end. A point between two
    /// of the same value is left out; [`Recording::rival_points`] has them all.
    pub rivals: Table<RivalId, Vec<(SimTime, f64)>>,
    /// The headlines that appeared, in order of time. Each is an index of the scenario's news and a time.
    pub headlines: Vec<(u32, SimTime)>,
    /// The most important numbers of the run.
    pub summary: Summary,
}

/// The numbers of services that are not Up. The greater value is the worse one: services that are Down are compared first, and then
/// those that are Degraded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelCounts {
    /// How many services are Down.
    pub down: u32,
    /// How many services are Degraded.
    pub degraded: u32,
}

impl LevelCounts {
    /// Adds `by` to the number of services at `level`. Services that are Up are not counted.
    pub const fn add(&mut self, level: Level, by: i32) {
        match level {
            Level::Up => {}
            Level::Degraded => self.degraded = self.degraded.saturating_add_signed(by),
            Level::Down => self.down = self.down.saturating_add_signed(by),
        }
    }

    /// How many services are not Up.
    #[must_use]
    pub const fn not_up(self) -> u32 {
        self.down + self.degraded
    }
}

/// The servers of a company with a crew over a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RepairTrack {
    /// How many servers work.
    pub working: Steps<u64>,
    /// How many servers wait for repair: they are damaged and online.
    pub waiting: Steps<u64>,
}

/// What happened to sites and services, without the consequences for people and companies.
#[derive(Clone, Debug, PartialEq)]
pub struct Outages {
    /// The time series of each site.
    pub sites: Table<SiteId, SiteTrack>,
    /// The time series of each service.
    pub services: Table<ServiceId, ServiceTrack>,
    /// All placements of servers. Services are in file order; for each, `on` comes before `standby`.
    pub placements: Vec<Placement>,
    /// All strikes, in order of time.
    pub strikes: Vec<StrikeRun>,
    /// All events of sites and services, in order of time.
    pub events: Vec<Event>,
    /// For each company, the time that people spent at servers to repair them, in seconds.
    pub crew_secs: Table<CompanyId, u128>,
}

/// The time series of one site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteTrack {
    /// The dark share of the site.
    pub dark: Steps<Permille>,
    /// The number of servers online.
    pub online: Steps<u64>,
    /// The number of all servers of the site.
    pub servers: u64,
    /// The placements of the site, as indices of [`Recording::placements`] in ascending order.
    pub placements: Vec<u32>,
}

/// The servers of one service at one site.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The service to which the servers belong.
    pub service: ServiceId,
    /// The site of the servers.
    pub site: SiteId,
    /// Whether the servers are a standby.
    pub standby: bool,
    /// The number of servers.
    pub servers: u64,
    /// The number of these servers that are online.
    pub online: Steps<u64>,
    /// What became of the servers apart from power and network. `None` if none was damaged, destroyed or hit by a fault; then the servers
    /// that work are those that are online.
    pub condition: Option<Box<Steps<Condition>>>,
}

impl Placement {
    /// What became of the servers at `t`.
    #[must_use]
    pub fn condition_at(&self, t: SimTime) -> Condition {
        let online = *self.online.at(t);
        self.condition.as_ref().map_or_else(|| Condition::well(online), |condition| *condition.at(t))
    }
}

/// What became of the servers of a placement, from a certain time on (MODEL.md, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// How many work: they are intact, online and not hit by a fault.
    pub working: u64,
    /// How many are damaged: somebody must repair them before they work.
    pub damaged: u64,
    /// How many of the damaged ones are online, so that they can be repaired.
    pub waiting: u64,
    /// How many are destroyed.
    pub destroyed: u64,
    /// How many people are at work on them.
    pub crew: u64,
    /// The share of the servers that work otherwise, but are hit by a fault.
    pub fault: Permille,
}

impl Condition {
    /// The condition of servers of which so many are online, and none is damaged, destroyed or hit by a fault.
    #[must_use]
    pub const fn well(online: u64) -> Self {
        Self { working: online, damaged: 0, waiting: 0, destroyed: 0, crew: 0, fault: 0 }
    }
}

/// What a strike hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrikeTarget {
    /// A site, which gets dark.
    Site(SiteId),
    /// A service itself, which has a fault.
    Service {
        /// The service that is hit.
        service: ServiceId,
        /// The site at which it is hit; `None` for all its servers.
        site: Option<SiteId>,
    },
}

impl StrikeTarget {
    /// The site, if a site was hit and gets dark; `None` for a strike on a service.
    #[must_use]
    pub const fn site(self) -> Option<SiteId> {
        match self {
            Self::Site(site) => Some(site),
            Self::Service { .. } => None,
        }
    }

    /// Whether servers of this service at this site are hit.
    #[must_use]
    pub fn hits(self, of: ServiceId, at: SiteId) -> bool {
        match self {
            Self::Site(site) => site == at,
            Self::Service { service, site } => service == of && site.is_none_or(|site| site == at),
        }
    }
}

/// One strike: a hazard that hit a site or a service at a certain time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrikeRun {
    /// What was hit.
    pub target: StrikeTarget,
    /// The hazard that hit it.
    pub hazard: HazardId,
    /// The time at which the strike began.
    pub at: SimTime,
    /// The time at which the strike ends; it may be after the end of the run.
    pub out: SimTime,
    /// How long the reserve of the site delays the effect of the strike.
    pub reserve: Span,
    /// The event with which the strike began.
    pub event: EventId,
}

/// What limits the health of a service (MODEL.md calls this "binding").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The service's own servers limit its health, or nothing does.
    Own,
    /// The dependency at this index of the service's list of dependencies limits its health.
    Dependency(u32),
}

/// The state of a service from a certain time on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The share of the service's requests that succeed.
    pub health: Permille,
    /// The share of the requests that the service's own servers can serve.
    pub own: Permille,
    /// The number of servers that are usable at this time. While the service is failed over, its standby servers are included.
    pub alive: u64,
    /// The number of usable servers without the standby servers.
    pub own_servers: u64,
    /// What limits the health of the service.
    pub binding: Binding,
    /// Whether the service is failed over to its standby.
    pub engaged: bool,
    /// Whether load shedding is active, so that failed requests are not tried again.
    pub shedding: bool,
    /// Whether a BlackStart is active, so that the service runs without its dependencies.
    pub black_start: bool,
    /// The event that caused the limit of the health; `None` if no event has affected the service yet.
    pub because: Option<EventId>,
    /// The last event that changed what the service can serve with its servers: a change of a dark share, of the hour, a failover or
    /// failback, or load shedding.
    pub own_because: Option<EventId>,
}

/// The time series of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceTrack {
    /// The health of the service.
    pub health: Steps<Permille>,
    /// The full state of the service, at each time at which something about it changed.
    pub moments: Steps<Moment>,
    /// The events in which the health of this service changed, in order of time.
    pub events: Vec<EventId>,
}

impl Moment {
    /// The state of a service with this number of own servers, at full health and before any event.
    #[must_use]
    pub const fn well(servers: u64) -> Self {
        Self {
            health: WHOLE,
            own: WHOLE,
            alive: servers,
            own_servers: servers,
            binding: Binding::Own,
            engaged: false,
            shedding: false,
            black_start: false,
            because: None,
            own_because: None,
        }
    }
}

impl ServiceTrack {
    /// The level of the service at `t`.
    #[must_use]
    pub fn level(&self, t: SimTime) -> Level {
        Level::of(*self.health.at(t))
    }

    /// All stretches of constant level as `(from, until, level)`; together they cover `0..end`.
    pub fn levels(&self, end: SimTime) -> impl Iterator<Item = (SimTime, SimTime, Level)> {
        let mut steps = self.health.all().iter().peekable();
        std::iter::from_fn(move || {
            let (from, health) = steps.next()?;
            let level = Level::of(*health);
            while steps.next_if(|(_, next)| Level::of(*next) == level).is_some() {}
            Some((*from, steps.peek().map_or(end, |(at, _)| *at), level))
        })
    }
}

/// The most important numbers of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The numbers of each service.
    pub services: Table<ServiceId, ServiceSummary>,
    /// The numbers of each company.
    pub companies: Table<CompanyId, CompanySummary>,
    /// The largest number of people affected at one time.
    pub peak_people: u64,
    /// The lost user-hours of all services together.
    pub lost_user_hours: f64,
}

/// The most important numbers of one service in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceSummary {
    /// The first time at which the service was not Up; `None` if it always was.
    pub first_out: Option<SimTime>,
    /// The length of the longest outage (not Up).
    pub longest_out: Span,
    /// The length of the longest blackout (Down).
    pub longest_down: Span,
    /// The length of all outages together.
    pub out_total: Span,
    /// The integral of lost users multiplied by demand, exactly, in user-seconds times permille of demand.
    pub lost_user_millisecs: u128,
    /// The time from which the service was Up until the end; `None` if there was no outage, or if the service is not Up at the end.
    pub back: Option<SimTime>,
    /// Whether an outage lasted longer than the RTO of the service.
    pub rto_broken: bool,
    /// Whether the run ends before it is known whether the service keeps its RTO: the service has an RTO, no outage has lasted longer than
    /// it, and one goes on at the end of the run.
    pub rto_undecided: bool,
}

impl ServiceSummary {
    /// The lost user-time as user-hours.
    #[must_use]
    pub fn lost_user_hours(&self) -> f64 {
        crate::units::user_hours(self.lost_user_millisecs)
    }
}

/// The most important numbers of one company in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompanySummary {
    /// The lowest price and its time; `None` if nothing was traded.
    pub low: Option<PriceMinute>,
    /// The last price of each trading day. It is a closing price, except on a last day whose trading goes on after the run
    /// (`CutDays::last`).
    pub closes: Vec<PriceMinute>,
    /// The largest number of servers that were dark at one time.
    pub peak_dark_servers: u64,
    /// The number of all servers of the company, standby servers included.
    pub servers: u64,
    /// How many of them were destroyed.
    pub destroyed: u64,
    /// The time that people spent at servers to repair them, in seconds.
    pub crew_secs: u128,
}
