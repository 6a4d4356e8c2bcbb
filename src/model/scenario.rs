//! The world of a scenario: hazards, sites, services, exchanges, companies and rivals. A world that was read from a file is valid: every
//! id in it exists.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Plan;
use super::story::{Chapter, Expectation, History, News, Note, Source};
use super::table::{CompanyId, ExchangeId, HasKey, HazardId, RivalId, ServiceId, SiteId, SourceId, Table};
use super::translations::Translations;
use crate::units::{Clock, Level, Permille, Span, TimeOfDay, WHOLE};

/// A whole scenario, as one file describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The title of the scenario.
    pub title: String,
    /// The version of the format that the file needs: 1, or 2 if it says so or uses a field that version 1 does not have (MODEL.md,
    /// section 2).
    pub version: u8,
    /// A description of the scenario (Markdown).
    pub about: String,
    /// What can be learned from the scenario, and from no other.
    pub teaches: String,
    /// The time zone of all local times, and the start of the run.
    pub clock: Clock,
    /// The length of the run; it covers the times `0..=length`.
    pub length: Span,
    /// The number of people who live in the area. If it is `None`, the number of people affected is computed as a sum over groups of
    /// services (MODEL.md, section 6).
    pub population: Option<u64>,
    /// How strongly the random factors vary durations (MODEL.md, section 8). With 0, durations do not vary. A hazard or a service may have
    /// a value of its own.
    pub uncertainty: f64,
    /// The sources of facts, such as reports and articles.
    pub sources: Table<SourceId, Source>,
    /// Notes about which values are sourced, assumed or fitted.
    pub notes: Vec<Note>,
    /// The kinds of accidents.
    pub hazards: Table<HazardId, Hazard>,
    /// The sites, each of which loses power or network as a whole.
    pub sites: Table<SiteId, Site>,
    /// The services that people and other services use.
    pub services: Table<ServiceId, Service>,
    /// The exchanges at which shares are traded.
    pub exchanges: Table<ExchangeId, Exchange>,
    /// The companies that run services.
    pub companies: Table<CompanyId, Company>,
    /// How share prices react to an outage, for companies without a reaction of their own.
    pub reaction: Option<Reaction>,
    /// The rivals to which users move during an outage.
    pub rivals: Table<RivalId, Rival>,
    /// The headlines that may appear in a run.
    pub news: Vec<News>,
    /// What was observed in reality, to compare the run with it.
    pub history: Vec<History>,
    /// The chapters of a lesson.
    pub story: Vec<Chapter>,
    /// The plans among which people can choose.
    pub plans: Vec<Plan>,
    /// The expected results of the plans.
    pub expect: Vec<Expectation>,
    /// The texts of the scenario in other languages.
    pub translations: Translations,
}

/// A point on the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatLon {
    /// The latitude, `-90..=90`.
    pub lat: f64,
    /// The longitude, `-180..=180`.
    pub lon: f64,
}

impl LatLon {
    /// The great-circle distance to another point, in kilometres, on a sphere of radius 6,371 km (haversine formula; MODEL.md, section 9).
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        let half = |degrees: f64| libm::sin(degrees.to_radians() / 2.0);
        let (dlat, dlon) = (half(other.lat - self.lat), half(other.lon - self.lon));
        let h = dlat * dlat + libm::cos(self.lat.to_radians()) * libm::cos(other.lat.to_radians()) * dlon * dlon;
        2.0 * 6371.0 * libm::asin(h.sqrt().min(1.0))
    }
}

/// One step of a hazard's course: a dark share that is valid from a certain time on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The time since the strike began, or, in `repair`, since it ended.
    pub after: Span,
    /// The share of the site's servers that is dark.
    pub dark: Permille,
}

/// The kind of accident. It determines the icons, the words and the actions that the window offers, but does not change any result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HazardKind {
    Fire,
    Power,
    Cooling,
    Network,
    Flood,
    Quake,
    Other,
    Software,
    Cyber,
    Human,
}

impl HazardKind {
    /// Whether the hazard is a fire. A fire is drawn as a flame, so that it is noticed first, and people extinguish it.
    #[must_use]
    pub const fn burns(self) -> bool {
        match self {
            Self::Fire => true,
            Self::Power
            | Self::Cooling
            | Self::Network
            | Self::Flood
            | Self::Quake
            | Self::Other
            | Self::Software
            | Self::Cyber
            | Self::Human => false,
        }
    }

    /// Whether people can end the hazard before it ends by itself. All kinds but an earthquake can be ended.
    #[must_use]
    pub const fn can_be_ended(self) -> bool {
        match self {
            Self::Fire
            | Self::Power
            | Self::Cooling
            | Self::Network
            | Self::Flood
            | Self::Other
            | Self::Software
            | Self::Cyber
            | Self::Human => true,
            Self::Quake => false,
        }
    }
}

/// A kind of accident and its course over time (MODEL.md, section 3).
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    /// The id of the hazard in the file.
    pub key: String,
    /// The name of the hazard, as it is shown.
    pub name: String,
    /// The kind of accident.
    pub kind: HazardKind,
    /// The dark share by time since the strike began, in ascending order of time.
    pub spread: Vec<Step>,
    /// How long a strike lasts.
    pub out: Span,
    /// The dark share by time since the strike ended, in ascending order of time; the dark share never rises.
    pub repair: Vec<Step>,
    /// The uncertainty of the hazard's durations; `None` for the uncertainty of the scenario.
    pub uncertainty: Option<f64>,
    /// The share of what a strike darkens that is damaged, in permille: servers that somebody must repair before they work again.
    pub damages: Permille,
    /// The share of what a strike darkens that is destroyed, in permille.
    pub destroys: Permille,
    /// How long one person works on one damaged server. `None` only if the hazard damages nothing.
    pub repair_work: Option<Span>,
}

/// How long a site goes on without power or cooling from outside (MODEL.md, section 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reserve {
    /// How long batteries, generators and fuel last.
    pub power: Span,
    /// How long the halls stay cool enough.
    pub cooling: Span,
}

impl Reserve {
    /// How long the reserve delays a hazard of this kind.
    #[must_use]
    pub const fn against(self, kind: HazardKind) -> Span {
        match kind {
            HazardKind::Power => self.power,
            HazardKind::Cooling => self.cooling,
            HazardKind::Fire
            | HazardKind::Network
            | HazardKind::Flood
            | HazardKind::Quake
            | HazardKind::Other
            | HazardKind::Software
            | HazardKind::Cyber
            | HazardKind::Human => Span::ZERO,
        }
    }
}

/// A rule by which a strike at one site causes a strike at another.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The hazard of a strike at this site. Only strikes with this hazard spread by this rule.
    pub from: HazardId,
    /// The site to which it spreads.
    pub to: SiteId,
    /// The time from the strike at this site to the strike at the site `to`.
    pub after: Span,
    /// The hazard of the strike at the site `to`.
    pub hazard: HazardId,
}

/// A data centre, or one of its power zones, that loses power or network as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The id of the site in the file.
    pub key: String,
    /// The name of the site, as it is shown.
    pub name: String,
    /// The name of the campus to which the site belongs. Sites of one campus are drawn as one.
    pub place: Option<String>,
    /// The company or person that runs the site.
    pub operator: Option<String>,
    /// The position of the site on the earth; `None` for a site that stands beside the map and is in no area.
    pub at: Option<LatLon>,
    /// The hazard of a strike that does not name another hazard. `None` only if every strike at the site names one.
    pub hazard: Option<HazardId>,
    /// The other sites to which strikes at this site spread.
    pub spreads: Vec<Spread>,
    /// Services whose servers come back online first, in this order. The others follow in file order (MODEL.md, section 3).
    pub restore: Vec<ServiceId>,
    /// How long the site goes on without power or cooling from outside.
    pub reserve: Reserve,
}

/// A dependency of a service on another service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The service that is depended on.
    pub service: ServiceId,
    /// The share of requests that need the other service, `1..=1000` permille.
    pub weight: Permille,
    /// How long the service tolerates a failure of the other service, for example with caches and sessions.
    pub grace: Span,
    /// The group of alternatives to which the dependency belongs, as an index into [`Service::alternatives`]: one dependency of the group
    /// is enough. `None` if it belongs to no group.
    pub any: Option<u32>,
    /// Whether the service has this dependency only while it runs on its own servers, not while it is failed over to its standby.
    pub primary: bool,
}

/// How a service fails over to its standby.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    /// The time after which failover is automatic; `None` if there is no automatic failover.
    pub auto: Option<Span>,
    /// The service on which automatic failover depends; `None` if it depends on nothing.
    pub depends_on: Option<ServiceId>,
    /// How long manual failover takes.
    pub manual_failover: Span,
    /// The service on which manual failover depends; `None` if it depends on nothing.
    pub manual_depends_on: Option<ServiceId>,
    /// The chance that the standby works when it is needed, in permille.
    pub success: Permille,
}

impl Switch {
    /// A failover of which nothing is set: there is no automatic failover, and manual failover takes an hour (MODEL.md, section 9).
    pub const MANUAL: Self = Self {
        auto: None,
        depends_on: None,
        manual_failover: super::measure::MANUAL_FAILOVER,
        manual_depends_on: None,
        success: WHOLE,
    };
}

/// From which level on the time counts that `rto` limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum RtoFrom {
    /// The service is not Up: an outage.
    #[default]
    Degraded,
    /// The service is Down: a blackout.
    Down,
}

impl RtoFrom {
    /// Whether the time at this level counts.
    #[must_use]
    pub fn counts(self, level: Level) -> bool {
        match self {
            Self::Degraded => level != Level::Up,
            Self::Down => level == Level::Down,
        }
    }
}

/// Something that people or other services use, such as a chat or a login.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The id of the service in the file.
    pub key: String,
    /// The name of the service, as it is shown.
    pub name: String,
    /// The company that runs the service.
    pub company: Option<CompanyId>,
    /// A word for the kind of service, such as "chat".
    pub kind: Option<String>,
    /// The number of people who use the service.
    pub users: u64,
    /// The recovery time objective: how long an outage may last. `None` if there is no objective.
    pub rto: Option<Span>,
    /// Whether the objective is about outages or about blackouts.
    pub rto_from: RtoFrom,
    /// The service's own servers at each site.
    pub on: Vec<(SiteId, u64)>,
    /// The number of servers needed at the peak of demand.
    pub load: u64,
    /// The demand in each local hour, as a share of the peak.
    pub day: [Permille; 24],
    /// How long servers take to start again after they are back online, and how long the service takes after its dependencies are back.
    pub restart: Span,
    /// How many more times a failed request is tried, in permille: 2000 means two more times.
    pub retry: Permille,
    /// The standby servers at each site, which are ready to take over.
    pub standby: Vec<(SiteId, u64)>,
    /// How the service fails over to its standby.
    pub switch: Option<Switch>,
    /// The services on which the service depends, in file order.
    pub dependencies: Vec<Dependency>,
    /// The names of the groups of alternatives among the dependencies, in file order.
    pub alternatives: Vec<String>,
    /// The uncertainty of the service's durations; `None` for the uncertainty of the scenario.
    pub uncertainty: Option<f64>,
}

/// An exchange at which shares are traded.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// The id of the exchange in the file.
    pub key: String,
    /// The name of the exchange, as it is shown.
    pub name: String,
    /// The time zone of the exchange.
    pub zone: Tz,
    /// The days of the week on which there is trading.
    pub days: Vec<Weekday>,
    /// The time at which trading opens. There is trading in this minute.
    pub open: TimeOfDay,
    /// The time at which trading closes. There is still trading in this minute. If it is not after `open`, trading opened on the calendar
    /// day before.
    pub close: TimeOfDay,
    /// The breaks of a trading day. There is trading in the minute in which a break begins, and in the minute in which it ends.
    pub breaks: Vec<(TimeOfDay, TimeOfDay)>,
    /// The trading days that close early, each with its close.
    pub early: BTreeMap<NaiveDate, TimeOfDay>,
    /// The trading days, apart from those that are not in `days`, on which the exchange is closed.
    pub closed: Vec<NaiveDate>,
    /// The largest change of a price in one day, as a share of the last price of the previous trading day. `None` if there is no limit.
    pub limit: Option<f64>,
    /// The change of the market as a whole on each day, as a share of the price.
    pub index: BTreeMap<NaiveDate, f64>,
}

/// The shares of a listed company.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The exchange at which the shares are traded.
    pub exchange: ExchangeId,
    /// The short name of the shares at the exchange.
    pub ticker: Option<String>,
    /// The ISO 4217 code of the currency, such as "KRW".
    pub currency: Option<String>,
    /// The last price before the run.
    pub close: f64,
    /// The share of the company's worth that depends on each service.
    pub exposure: Vec<(ServiceId, f64)>,
    /// How the price of the company reacts to an outage; `None` for the reaction that the scenario defines.
    pub reaction: Option<Reaction>,
    /// Factors that multiply the price from a trading day on: splits and dividends.
    pub steps: BTreeMap<NaiveDate, f64>,
}

/// The people of a company who repair servers, each at one server at a time (MODEL.md, section 3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    /// The number of people.
    pub size: u64,
    /// The services that are repaired first, in this order. The others follow in file order.
    pub first: Vec<ServiceId>,
    /// The service on which the work of the crew depends, such as badges or tools; `None` if there is none.
    pub depends_on: Option<ServiceId>,
}

/// A company that runs services.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// The id of the company in the file.
    pub key: String,
    /// The name of the company, as it is shown.
    pub name: String,
    /// The shares of the company; `None` if it is not listed.
    pub listing: Option<Listing>,
    /// The people who repair the company's servers; `None` if there is somebody for every server.
    pub crew: Option<Crew>,
}

/// How a share price reacts to an outage (MODEL.md, section 7).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaction {
    /// The largest lasting loss, as a share of the price.
    pub worst: f64,
    /// The days of weighted outage after which half of `worst` is lost.
    pub half: f64,
    /// The half-life with which the market forgets the outage, in trading days.
    pub memory: f64,
    /// The size of the panic, relative to the lasting loss.
    pub overshoot: f64,
    /// The half-life with which the panic builds up.
    pub rise: Span,
    /// The half-life with which the panic passes.
    pub fade: Span,
}

/// A rival to which the users of a service move during an outage.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// The id of the rival in the file.
    pub key: String,
    /// The name of the rival, as it is shown.
    pub name: String,
    /// The service whose users move to the rival.
    pub service: ServiceId,
    /// The number of the rival's own users before the run.
    pub users: u64,
    /// The share of the lost users that moves to the rival in one hour.
    pub pull: f64,
    /// The half-life with which these users return once the service is back.
    pub back: Span,
}

macro_rules! keys {
    ($($row:ident)*) => {$(
        impl HasKey for $row {
            fn key(&self) -> &str {
                &self.key
            }
        }
    )*};
}

keys! { Hazard Site Service Exchange Company Rival }

impl Service {
    /// The number of the service's own servers, without the standby.
    #[must_use]
    pub fn servers(&self) -> u64 {
        self.on.iter().map(|(_, servers)| servers).sum()
    }

    /// The number of servers needed in a local hour, rounded up (MODEL.md, section 4).
    #[must_use]
    pub fn need_at_hour(&self, hour: usize) -> u64 {
        (self.load * u64::from(self.day[hour])).div_ceil(1000)
    }

    /// The number of users whose requests fail when the service has this health (MODEL.md, section 6).
    #[must_use]
    pub const fn cut_off(&self, health: Permille) -> u64 {
        // The product fits into a `u64`: a file has fewer than 2^53 users in one field.
        self.users * WHOLE.saturating_sub(health) as u64 / WHOLE as u64
    }
}

impl Dependency {
    /// The largest health that the service can have because of this dependency, if the other service has the health `health`. Grace is not
    /// considered (MODEL.md, section 4).
    #[must_use]
    pub const fn lets_through(&self, health: Permille) -> Permille {
        WHOLE - (self.weight * WHOLE.saturating_sub(health)).div_ceil(WHOLE)
    }
}

impl Listing {
    /// The change from the last price before the run to `price`, as a share of the former.
    #[must_use]
    pub fn change(&self, price: f64) -> f64 {
        price / self.close - 1.0
    }
}

impl Scenario {
    /// The sites within a great-circle distance of a point, the radius included. A site without a position is in no area.
    pub fn sites_within(&self, centre: LatLon, radius_km: f64) -> impl Iterator<Item = SiteId> {
        let near = move |site: &Site| site.at.is_some_and(|at| centre.km_to(at) <= radius_km);
        self.sites.iter().filter(move |(_, site)| near(site)).map(|(id, _)| id)
    }

    /// Whether runs with different seeds can differ: whether any hazard or service has an uncertainty above 0.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        let hazards = self.hazards.rows().iter().map(|hazard| hazard.uncertainty);
        let services = self.services.rows().iter().map(|service| service.uncertainty);
        hazards.chain(services).any(|own| own.unwrap_or(self.uncertainty) > 0.0)
    }

    /// Creates a scenario without any content.
    #[must_use]
    pub fn empty(title: String, clock: Clock, length: Span) -> Self {
        Self {
            title,
            version: 1,
            about: String::new(),
            teaches: String::new(),
            clock,
            length,
            population: None,
            uncertainty: 0.0,
            sources: Table::default(),
            notes: Vec::new(),
            hazards: Table::default(),
            sites: Table::default(),
            services: Table::default(),
            exchanges: Table::default(),
            companies: Table::default(),
            reaction: None,
            rivals: Table::default(),
            news: Vec::new(),
            history: Vec::new(),
            story: Vec::new(),
            plans: Vec::new(),
            expect: Vec::new(),
            translations: Translations::default(),
        }
    }
}
