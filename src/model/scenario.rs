//! The world: hazards, sites, services, exchanges, companies and rivals. Valid by construction: every id is in range.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Plan;
use super::story::{Chapter, Expectation, History, News, Note, Source};
use super::table::{CompanyId, ExchangeId, HasKey, HazardId, RivalId, ServiceId, SiteId, SourceId, Table};
use super::translations::Translations;
use crate::units::{Clock, Permille, Span, WHOLE};

/// A whole scenario, as one file tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What the scenario is called.
    pub title: String,
    /// What it is about (Markdown).
    pub about: String,
    /// The zone of all local times, and the start.
    pub clock: Clock,
    /// The run covers `0..=length`.
    pub length: Span,
    /// People who live there; without it, people affected are summed up.
    pub population: Option<u64>,
    /// Spread of durations under luck (MODEL.md, section 8); 0 is none. A hazard or a service may carry its own.
    pub uncertainty: f64,
    /// Where facts come from.
    pub sources: Table<SourceId, Source>,
    /// Which values are sourced, assumed or fitted.
    pub notes: Vec<Note>,
    /// Kinds of accident.
    pub hazards: Table<HazardId, Hazard>,
    /// Places that lose power or network as a whole.
    pub sites: Table<SiteId, Site>,
    /// What people and other services use.
    pub services: Table<ServiceId, Service>,
    /// Where shares are traded.
    pub exchanges: Table<ExchangeId, Exchange>,
    /// Who runs services.
    pub companies: Table<CompanyId, Company>,
    /// How the market takes an outage, for companies without a temper of their own.
    pub reaction: Option<Reaction>,
    /// Where users go meanwhile.
    pub rivals: Table<RivalId, Rival>,
    /// Headlines.
    pub news: Vec<News>,
    /// What really happened.
    pub history: Vec<History>,
    /// Chapters for a lesson.
    pub story: Vec<Chapter>,
    /// What people might do.
    pub plans: Vec<Plan>,
    /// What must come out.
    pub expect: Vec<Expectation>,
    /// Its texts in other languages.
    pub translations: Translations,
}

/// A point on the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatLon {
    /// Latitude, `-90..=90`.
    pub lat: f64,
    /// Longitude, `-180..=180`.
    pub lon: f64,
}

/// A share that holds from a time after a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Time since the beginning.
    pub after: Span,
    /// Share of the site's servers that is dark.
    pub dark: Permille,
}

/// What sort of accident a hazard is; decides its picture and its words only.
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
}

impl HazardKind {
    /// Whether it burns: it is drawn as a flame, which is seen before anything else, and people put it out.
    #[must_use]
    pub const fn burns(self) -> bool {
        match self {
            Self::Fire => true,
            Self::Power | Self::Cooling | Self::Network | Self::Flood | Self::Quake | Self::Other => false,
        }
    }

    /// Whether people can end it before it is over by itself. Nobody ends a quake.
    #[must_use]
    pub const fn can_be_ended(self) -> bool {
        match self {
            Self::Fire | Self::Power | Self::Cooling | Self::Network | Self::Flood | Self::Other => true,
            Self::Quake => false,
        }
    }
}

/// How a kind of accident runs its course (MODEL.md, section 3).
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    /// Id in the file.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What sort it is.
    pub kind: HazardKind,
    /// Dark by time since the strike, ascending in time.
    pub spread: Vec<Step>,
    /// How long it lasts.
    pub out: Span,
    /// Dark by time since it was out, ascending in time, descending in dark.
    pub repair: Vec<Step>,
    /// Spread of its durations under luck, if it is another than the scenario's.
    pub uncertainty: Option<f64>,
}

/// A strike here strikes elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The hazard here that does it.
    pub from: HazardId,
    /// The site it reaches.
    pub to: SiteId,
    /// How long after.
    pub after: Span,
    /// The hazard there.
    pub hazard: HazardId,
}

/// A place, or one power zone of a place, that loses power or network as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Id in the file.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Sites of one place are drawn as one.
    pub place: Option<String>,
    /// Who runs the site.
    pub operator: Option<String>,
    /// Where it is.
    pub at: LatLon,
    /// The hazard that a plain strike brings.
    pub hazard: HazardId,
    /// Where a strike here spreads.
    pub spreads: Vec<Spread>,
    /// Services whose servers get light first; the others follow in file order (MODEL.md, section 3).
    pub restore: Vec<ServiceId>,
}

/// What a service rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The service needed.
    pub service: ServiceId,
    /// Share of requests that need it, above 0, at most 1000.
    pub weight: Permille,
    /// How long caches and sessions carry over a failure of it.
    pub grace: Span,
}

/// How a standby is engaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    /// Engages by itself after this long.
    pub auto: Option<Span>,
    /// The service it cannot work without.
    pub depends_on: Option<ServiceId>,
    /// How long people take.
    pub manual_failover: Span,
}

/// Something that people or other services use.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Id in the file.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Who runs it.
    pub company: Option<CompanyId>,
    /// A word for what it is, such as "chat".
    pub kind: Option<String>,
    /// People who use it.
    pub users: u64,
    /// Recovery time objective: how long an outage may last.
    pub rto: Option<Span>,
    /// Servers by site.
    pub on: Vec<(SiteId, u64)>,
    /// Servers needed at the peak.
    pub load: u64,
    /// Demand by local hour, as a share of the peak.
    pub day: [Permille; 24],
    /// How long servers, and the service after what it needs, take to come back.
    pub restart: Span,
    /// How many more times a failed request is tried, in permille.
    pub retry: Permille,
    /// Warm servers by site, for when it must.
    pub standby: Vec<(SiteId, u64)>,
    /// How the standby is engaged.
    pub switch: Option<Switch>,
    /// What it rests on, in file order.
    pub dependencies: Vec<Dependency>,
    /// Spread of its durations under luck, if it is another than the scenario's.
    pub uncertainty: Option<f64>,
}

/// Where shares are traded.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// Id in the file.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Its clocks.
    pub zone: Tz,
    /// First trading minute of a day.
    pub open: NaiveTime,
    /// Last trading minute of a day.
    pub close: NaiveTime,
    /// Weekdays without trading.
    pub closed: Vec<NaiveDate>,
    /// Greatest move of a day, as a share of the last price of the day before.
    pub limit: Option<f64>,
    /// Moves of the market as a whole by day, as shares.
    pub index: BTreeMap<NaiveDate, f64>,
}

/// Shares of a company.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Where.
    pub exchange: ExchangeId,
    /// Short name on the exchange.
    pub ticker: Option<String>,
    /// ISO 4217 code, such as "KRW".
    pub currency: Option<String>,
    /// Last price before the run.
    pub close: f64,
    /// Share of the company's worth that hangs on each service.
    pub exposure: Vec<(ServiceId, f64)>,
    /// Its own temper, if not the market's.
    pub reaction: Option<Reaction>,
}

/// Who runs services.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// Id in the file.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Its shares, if it is listed.
    pub listing: Option<Listing>,
}

/// How the market takes an outage (MODEL.md, section 7).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaction {
    /// The most it takes off, as a share.
    pub worst: f64,
    /// Days of weighted outage after which half of `worst` is off.
    pub half: f64,
    /// Half-life of the memory, in trading days.
    pub memory: f64,
    /// Size of the panic against the lasting loss.
    pub overshoot: f64,
    /// Half-life in which the panic builds.
    pub rise: Span,
    /// Half-life in which it passes.
    pub fade: Span,
}

/// Where the users of a service go meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Id in the file.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// The service it gains from.
    pub service: ServiceId,
    /// Its users before the run.
    pub users: u64,
    /// Share of the lost users that moves in an hour.
    pub pull: f64,
    /// Half-life of their return once the service is back.
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
    /// Servers of its own, standby left out.
    #[must_use]
    pub fn servers(&self) -> u64 {
        self.on.iter().map(|(_, servers)| servers).sum()
    }

    /// Demand at a local hour: how many servers are needed, rounded up (MODEL.md, section 4).
    #[must_use]
    pub fn need_at_hour(&self, hour: usize) -> u64 {
        (self.load * u64::from(self.day[hour])).div_ceil(1000)
    }

    /// Users whose requests fail at this health (MODEL.md, section 6).
    #[must_use]
    pub const fn cut_off(&self, health: Permille) -> u64 {
        // Users times a thousand fit: a scenario has fewer than 2^53 of anything.
        self.users * WHOLE.saturating_sub(health) as u64 / WHOLE as u64
    }
}

impl Dependency {
    /// How much of the requests gets through while what is needed has this health; grace left out (MODEL.md, section 4).
    #[must_use]
    pub const fn lets_through(&self, health: Permille) -> Permille {
        WHOLE - (self.weight * WHOLE.saturating_sub(health)).div_ceil(WHOLE)
    }
}

impl Listing {
    /// A price as a change against the last close before the run, as a share.
    #[must_use]
    pub fn change(&self, price: f64) -> f64 {
        price / self.close - 1.0
    }
}

impl Scenario {
    /// Whether luck can change anything: whether any duration spreads.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        let hazards = self.hazards.rows().iter().map(|hazard| hazard.uncertainty);
        let services = self.services.rows().iter().map(|service| service.uncertainty);
        hazards.chain(services).any(|own| own.unwrap_or(self.uncertainty) > 0.0)
    }

    /// A scenario in which there is nothing yet.
    #[must_use]
    pub fn empty(title: String, clock: Clock, length: Span) -> Self {
        Self {
            title,
            about: String::new(),
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
