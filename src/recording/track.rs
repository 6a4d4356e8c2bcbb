//! The series of a recording, entity by entity.

use super::event::{Event, EventId};
use super::steps::Steps;
use crate::model::{CompanyId, HazardId, RivalId, ServiceId, SiteId, Table};
use crate::units::{Level, Permille, SimTime, Span, WHOLE};

/// All that happened in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// The end of the run.
    pub length: Span,
    /// What happened at each site.
    pub sites: Table<SiteId, SiteTrack>,
    /// What happened to each service.
    pub services: Table<ServiceId, ServiceTrack>,
    /// Every placement of servers, and how many of them were online; `on` before `standby`, services in file order.
    pub placements: Vec<Placement>,
    /// Every strike that hit, in the order in which they hit.
    pub strikes: Vec<StrikeRun>,
    /// Everything that happened, in time order; an [`EventId`] is an index of it.
    pub events: Vec<Event>,
    /// People affected.
    pub people: Steps<u64>,
    /// How many services are Degraded and how many are Down, in this order.
    pub levels: Steps<(u32, u32)>,
    /// Dark servers of each company.
    pub dark_servers: Table<CompanyId, Steps<u64>>,
    /// Share prices of each company; empty if it is not listed.
    pub prices: Table<CompanyId, PriceTrack>,
    /// Users of each rival: at changes of the service's health and on whole hours since the start.
    pub rivals: Table<RivalId, Vec<(SimTime, f64)>>,
    /// Headlines that appeared: index of the scenario's news, and when; in time order.
    pub headlines: Vec<(u32, SimTime)>,
    /// The run in numbers.
    pub summary: Summary,
}

/// What happened to sites and services, without what it means for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Outages {
    /// What happened at each site.
    pub sites: Table<SiteId, SiteTrack>,
    /// What happened to each service.
    pub services: Table<ServiceId, ServiceTrack>,
    /// Every placement of servers; `on` before `standby`, services in file order.
    pub placements: Vec<Placement>,
    /// Every strike that hit, in the order in which they hit.
    pub strikes: Vec<StrikeRun>,
    /// Everything that happened to sites and services, in time order.
    pub events: Vec<Event>,
}

/// One site over a run.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteTrack {
    /// Dark share.
    pub dark: Steps<Permille>,
    /// Servers that are online.
    pub online: Steps<u64>,
    /// All its servers.
    pub servers: u64,
    /// Its placements, as indices of [`Recording::placements`].
    pub placements: Vec<u32>,
}

/// Servers of one service at one site.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Whose servers.
    pub service: ServiceId,
    /// Where.
    pub site: SiteId,
    /// Whether they are the standby.
    pub standby: bool,
    /// How many there are.
    pub servers: u64,
    /// How many are online.
    pub online: Steps<u64>,
}

/// A hazard that hit a site at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrikeRun {
    /// Where.
    pub site: SiteId,
    /// What.
    pub hazard: HazardId,
    /// When it hit.
    pub at: SimTime,
    /// When it was over.
    pub out: SimTime,
    /// Its event.
    pub event: EventId,
}

/// What limits the health of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Its own servers, or nothing at all.
    Own,
    /// The dependency at this index of its own.
    Dependency(u32),
}

/// The state of a service from a moment on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Share of its requests that succeed.
    pub health: Permille,
    /// Share that its own servers could serve.
    pub own: Permille,
    /// Servers that count, the engaged standby among them.
    pub alive: u64,
    /// Servers that count without the standby.
    pub own_servers: u64,
    /// What limits its health.
    pub binding: Binding,
    /// Whether the standby is engaged.
    pub engaged: bool,
    /// Whether retries are off.
    pub shedding: bool,
    /// Whether it runs without its dependencies.
    pub black_start: bool,
    /// The event behind what limits its health; `None` while nothing ever touched it.
    pub because: Option<EventId>,
    /// The last event that touched its own servers: of a site, the standby, the hour or a ShedLoad.
    pub own_because: Option<EventId>,
}

/// One service over a run.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceTrack {
    /// Health.
    pub health: Steps<Permille>,
    /// Everything about it, whenever anything changed.
    pub moments: Steps<Moment>,
    /// The events of its own health, in order.
    pub events: Vec<EventId>,
}

impl Moment {
    /// A service with so many servers of its own while everything is well and nothing ever touched it.
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
    /// Level at `t`.
    #[must_use]
    pub fn level(&self, t: SimTime) -> Level {
        Level::of(*self.health.at(t))
    }

    /// Stretches `(from, until, level)` of one level, covering `0..end`.
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

/// One price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceMinute {
    /// A trading minute.
    pub at: SimTime,
    /// The price, unrounded, in the company's currency.
    pub price: f64,
}

/// The share of one company over a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceTrack {
    /// Every trading minute.
    pub minutes: Vec<PriceMinute>,
    /// The first and last index of `minutes` of each trading day.
    pub days: Vec<(usize, usize)>,
}

impl PriceTrack {
    /// The last price at or before `t`; `None` before the first trading minute.
    #[must_use]
    pub fn at(&self, t: SimTime) -> Option<PriceMinute> {
        let next = self.minutes.partition_point(|minute| minute.at <= t);
        next.checked_sub(1).map(|last| self.minutes[last])
    }

    /// Whether `t` lies within a trading day.
    #[must_use]
    pub fn is_open(&self, t: SimTime) -> bool {
        let day = self.days.partition_point(|(first, _)| self.minutes[*first].at <= t);
        day.checked_sub(1).is_some_and(|day| t <= self.minutes[self.days[day].1].at)
    }
}

/// The run in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// By service.
    pub services: Table<ServiceId, ServiceSummary>,
    /// By company.
    pub companies: Table<CompanyId, CompanySummary>,
    /// Most people affected at one time.
    pub peak_people: u64,
    /// Lost user-hours of all services.
    pub lost_user_hours: f64,
}

/// A service in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceSummary {
    /// When it first was not Up.
    pub first_out: Option<SimTime>,
    /// Its longest outage (not Up).
    pub longest_out: Span,
    /// Its longest blackout (Down).
    pub longest_down: Span,
    /// All its outages together.
    pub out_total: Span,
    /// The integral of lost users by demand, in user-seconds times permille of demand: exact.
    pub lost_user_millisecs: u128,
    /// When it was Up for good, if it ever was not and then was.
    pub back: Option<SimTime>,
    /// Whether an outage lasted longer than its RTO.
    pub rto_broken: bool,
}

impl ServiceSummary {
    /// Lost user-hours.
    #[must_use]
    pub fn lost_user_hours(&self) -> f64 {
        crate::units::user_hours(self.lost_user_millisecs)
    }
}

/// A company in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompanySummary {
    /// Its lowest price and when.
    pub low: Option<PriceMinute>,
    /// Its last price of each trading day.
    pub closes: Vec<PriceMinute>,
    /// Most dark servers at one time.
    pub peak_dark_servers: u64,
    /// All its servers.
    pub servers: u64,
}
