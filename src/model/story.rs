//! What surrounds the world: sources and notes, headlines, history, chapters of a lesson, and expectations.

use serde::{Deserialize, Serialize};

use super::Scenario;
use super::table::{CompanyId, RivalId, ServiceId, SiteId, SourceId};
use crate::units::{Permille, SimTime, Span};

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Id in the file.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Where it is found.
    pub address: Option<String>,
}

/// What a value stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum NoteKind {
    /// Somebody published it.
    Sourced,
    /// Nobody published it; it is a guess that says so.
    Assumed,
    /// Chosen so that the run meets the history.
    Fitted,
}

/// Says of a value, or a group of values, what it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A path into the file, such as `services.talk.on`.
    pub about: String,
    /// What it stands on.
    pub kind: NoteKind,
    /// Why.
    pub text: String,
    /// Where from.
    pub source: Option<SourceId>,
}

/// What brings a headline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trigger {
    /// A date.
    At(SimTime),
    /// A service that has been Down for so long.
    Down {
        /// The service.
        service: ServiceId,
        /// Without a break for this long.
        span: Span,
    },
    /// More people affected than this.
    People {
        /// The number that is exceeded.
        over: u64,
    },
    /// A price that has fallen by this share of the last close before the run.
    Price {
        /// The company.
        company: CompanyId,
        /// The share.
        fall: f64,
    },
}

/// A headline.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// What brings it.
    pub when: Trigger,
    /// The line.
    pub title: String,
    /// The story below it.
    pub text: String,
    /// Where from.
    pub source: Option<SourceId>,
}

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Observed {
    /// The service was Up again.
    Back(ServiceId),
    /// The service was no longer Up.
    Down(ServiceId),
    /// Dark servers of a company.
    DarkServers(CompanyId, u64),
    /// The price of a share.
    Price(CompanyId, f64),
    /// Users of a rival.
    RivalUsers(RivalId, u64),
    /// Users of a service.
    Users(ServiceId, u64),
}

/// Something that really happened, to be compared with the run.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// If set, it happened some time in `since..=at`.
    pub since: Option<SimTime>,
    /// When.
    pub at: SimTime,
    /// What.
    pub what: Observed,
    /// Where from.
    pub source: Option<SourceId>,
}

/// Where a chapter looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameraTarget {
    /// At one site.
    Site(SiteId),
    /// At all sites of a place.
    Place(String),
    /// At a service and where it runs.
    Service(ServiceId),
    /// At a company: its services and its price.
    Company(CompanyId),
    /// At everything.
    All,
}

impl CameraTarget {
    /// The sites that are looked at; none if it is at everything, or at what stands nowhere.
    #[must_use]
    pub fn sites(&self, world: &Scenario) -> Vec<SiteId> {
        let on = |service: ServiceId| world.services[service].on.iter().map(|(site, _)| *site);
        match self {
            Self::All => Vec::new(),
            Self::Site(site) => vec![*site],
            Self::Place(place) => {
                world.sites.ids().filter(|id| world.sites[*id].place.as_ref() == Some(place)).collect()
            }
            Self::Service(service) => on(*service).collect(),
            Self::Company(company) => {
                let services = world.services.iter().filter(|(_, service)| service.company == Some(*company));
                services.flat_map(|(id, _)| on(id)).collect()
            }
        }
    }
}

/// A chapter of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The moment it shows.
    pub at: SimTime,
    /// Its heading.
    pub title: String,
    /// Its caption.
    pub text: String,
    /// Where it looks.
    pub look: CameraTarget,
}

/// What must come out of a plan (MODEL.md, section 9).
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The plan, by its place in the scenario.
    pub plan: usize,
    /// Under which luck.
    pub seeds: Seeds,
    /// What.
    pub that: That,
}

/// The luck under which something is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seeds {
    /// That of one seed; 0 is the scenario as written.
    One(u64),
    /// In a share of the runs with so many seeds that follow each other.
    Share {
        /// The first of them.
        first: u64,
        /// How many there are, one at least.
        runs: u32,
        /// In how many of them it must be so, at least.
        share: Permille,
    },
}

impl Default for Seeds {
    fn default() -> Self {
        Self::One(0)
    }
}

/// A claim about a run. Bounds are exclusive; a bound left out holds.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the format")]
pub enum That {
    /// The longest blackout (not at least Degraded).
    Down { service: ServiceId, over: Option<Span>, under: Option<Span> },
    /// The longest outage (not Up).
    Out { service: ServiceId, over: Option<Span>, under: Option<Span> },
    /// Up at this time and ever after.
    Back { service: ServiceId, by: SimTime },
    /// People affected at the peak.
    People { over: Option<u64>, under: Option<u64> },
    /// The lowest price, as a fall from the last close before the run.
    LowestPrice { company: CompanyId, over: Option<f64>, under: Option<f64> },
    /// Nothing happens.
    Quiet,
    /// Up at the end.
    Recovers { service: ServiceId },
    /// No outage lasts longer than its RTO.
    KeepsRto { service: ServiceId },
    /// An outage lasts longer than its RTO.
    BreaksRto { service: ServiceId },
}
