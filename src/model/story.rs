//! The parts of a scenario around the world: sources and notes, headlines, history, chapters of a lesson, and expectations.

use serde::{Deserialize, Serialize};

use super::Scenario;
use super::table::{CompanyId, RivalId, ServiceId, SiteId, SourceId};
use crate::units::{Permille, SimTime, Span};

/// A source of facts, such as a report or an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The id of the source in the file.
    pub key: String,
    /// The title of the source.
    pub title: String,
    /// The address at which the source can be found.
    pub address: Option<String>,
}

impl Source {
    /// The address as a complete web address that can be opened, `http` or `https`. An address without a scheme is taken as `https`. `None` if
    /// there is no address, or if it is of another kind, such as a file or a mail address.
    #[must_use]
    pub fn web_address(&self) -> Option<String> {
        let address = self.address.as_deref()?.trim();
        let is_scheme = |scheme: &str| !scheme.is_empty() && scheme.chars().all(|letter| letter.is_ascii_alphabetic());
        let is_complete = address.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme));
        let url = url::Url::parse(&if is_complete { address.to_owned() } else { format!("https://{address}") }).ok()?;
        let is_web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        let is_host = url.domain().is_some_and(|domain| domain.contains('.'));
        (is_web && is_host).then(|| url.into())
    }
}

/// What a value is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum NoteKind {
    /// The value was published.
    Sourced,
    /// The value was not published; it is a guess.
    Assumed,
    /// The value was chosen so that the run agrees with the observations of the history.
    Fitted,
}

/// A note that explains what a value, or a group of values, is based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The values that the note is about, as a path in the file such as `services.talk.on`.
    pub about: String,
    /// What the values are based on.
    pub kind: NoteKind,
    /// The explanation.
    pub text: String,
    /// The source of the values, if there is one.
    pub source: Option<SourceId>,
}

/// Whether the path `path` of the file is `beginning` or below it, such as `services.talk.on` below `services.talk`. A `*` in either matches
/// any name, so a note about `services.*.rto` is about that field of every service.
#[must_use]
pub fn path_begins_with(path: &str, beginning: &str) -> bool {
    let mut path = path.split('.');
    beginning.split('.').all(|part| path.next().is_some_and(|there| part == "*" || there == "*" || part == there))
}

/// Whether a note about `about` says what the value at `path` is based on: it names this value, one around it, or the same field of every row. What
/// is said of a whole row or table is not said of each of its values, of which one may have been changed since.
#[must_use]
pub fn is_said_of(path: &str, about: &str) -> bool {
    path == about || (about.split('.').count() > 2 && path_begins_with(path, about))
}

/// The condition under which a headline appears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trigger {
    /// The headline appears at this time.
    At(SimTime),
    /// The headline appears when a service has been Down for a certain time.
    Down {
        /// The service that is Down.
        service: ServiceId,
        /// How long the service must be Down without a break.
        span: Span,
    },
    /// The headline appears when more than a certain number of people are affected.
    People {
        /// The number of people that must be exceeded.
        over: u64,
    },
    /// The headline appears when the price of a company has fallen by a certain share of the last price before the run.
    Price {
        /// The company whose price falls.
        company: CompanyId,
        /// The share by which the price must fall.
        fall: f64,
    },
}

/// A headline that may appear in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// The condition under which the headline appears.
    pub when: Trigger,
    /// The headline itself.
    pub title: String,
    /// The text below the headline.
    pub text: String,
    /// The source of the headline, if there is one.
    pub source: Option<SourceId>,
}

/// What was observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Observed {
    /// The service was Up again.
    Back(ServiceId),
    /// The service was no longer Up.
    Down(ServiceId),
    /// This number of a company's servers was dark.
    DarkServers(CompanyId, u64),
    /// The shares of a company had this price.
    Price(CompanyId, f64),
    /// A rival had this number of users.
    RivalUsers(RivalId, u64),
    /// A service still had this number of users, who had not moved to rivals.
    Users(ServiceId, u64),
    /// This number of a company's servers did not work: they were dark, damaged, destroyed or hit by a fault.
    DownServers(CompanyId, u64),
    /// The service was not back yet.
    StillOut(ServiceId),
    /// This share of those services of a company that had been out was Up.
    ShareUp(CompanyId, Permille),
}

/// An observation in reality, to compare the run with it.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The earliest possible time, if only a range of times is known: then the event happened at some time in `since..=at`.
    pub since: Option<SimTime>,
    /// The time of the observation. If only the earliest time is known (`is_open`), that time.
    pub at: SimTime,
    /// Whether only the earliest time is known: the service was back some time after it.
    pub is_open: bool,
    /// What was observed.
    pub what: Observed,
    /// The source of the observation, if there is one.
    pub source: Option<SourceId>,
}

/// The part of the world that a chapter shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameraTarget {
    /// One site.
    Site(SiteId),
    /// All sites of the campus with this name.
    Place(String),
    /// A service, and the sites at which it runs.
    Service(ServiceId),
    /// A company: its services and its price.
    Company(CompanyId),
    /// The whole world.
    All,
}

impl CameraTarget {
    /// The sites that are shown. The list is empty for `All`, and for a service or company without servers of its own.
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
    /// The time of the run that the chapter shows.
    pub at: SimTime,
    /// The title of the chapter.
    pub title: String,
    /// The text of the chapter.
    pub text: String,
    /// What whoever presents the chapter should know, ask or point at. It is shown on demand.
    pub notes: String,
    /// The part of the world that the chapter shows.
    pub look: CameraTarget,
}

/// An expected result of a plan (MODEL.md, section 9).
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The plan, as an index into the scenario's plans.
    pub plan: usize,
    /// The seeds of the runs in which the result is expected.
    pub seeds: Seeds,
    /// The result that is expected.
    pub that: That,
}

/// The seeds of the runs in which a result is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seeds {
    /// One run with this seed; seed 0 is the scenario as written.
    One(u64),
    /// A share of the runs with consecutive seeds.
    Share {
        /// The first of the seeds.
        first: u64,
        /// The number of runs, at least 1.
        runs: u32,
        /// The smallest share of these runs in which the result must be met.
        share: Permille,
    },
}

impl Default for Seeds {
    fn default() -> Self {
        Self::One(0)
    }
}

/// A result that can be expected of a run. Bounds are exclusive, and a bound that is left out is always met.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the format")]
pub enum That {
    /// The length of the longest blackout (Down) is within the bounds.
    Down { service: ServiceId, over: Option<Span>, under: Option<Span> },
    /// The length of the longest outage (not Up) is within the bounds.
    Out { service: ServiceId, over: Option<Span>, under: Option<Span> },
    /// The service is Up from a time up to `by` until the end, or there was no outage.
    Back { service: ServiceId, by: SimTime },
    /// The largest number of people affected at one time is within the bounds.
    People { over: Option<u64>, under: Option<u64> },
    /// The fall from the last price before the run to the lowest price, as a share of the former, is within the bounds.
    LowestPrice { company: CompanyId, over: Option<f64>, under: Option<f64> },
    /// The run has no events, except headlines that have no cause.
    Quiet,
    /// The service is Up at the end of the run.
    Recovers { service: ServiceId },
    /// No outage of the service lasts longer than its RTO.
    KeepsRto { service: ServiceId },
    /// An outage of the service lasts longer than its RTO.
    BreaksRto { service: ServiceId },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_about_a_row_or_a_table_says_nothing_of_one_value() {
        let is_said = |about| is_said_of("services.talk.on.dc", about);
        assert!(is_said("services.talk.on.dc") && is_said("services.talk.on") && is_said("services.*.on"));
        for about in ["services", "services.*", "services.talk", "services.talk.users", "services.mail.on"] {
            assert!(!is_said(about), "{about}");
        }
        assert!(is_said_of("population", "population"));
    }

    #[test]
    fn only_web_addresses_of_sources_can_be_opened() {
        let web = |address: &str| {
            Source { key: String::new(), title: String::new(), address: Some(address.to_owned()) }.web_address()
        };
        assert_eq!(web("example.org/report").as_deref(), Some("https://example.org/report"));
        assert_eq!(web("http://example.org").as_deref(), Some("http://example.org/"));
        assert_eq!(web(" HTTPS://example.org/a b ").as_deref(), Some("https://example.org/a%20b"));
        let copy = "example.org/copy/https://example.com/";
        assert_eq!(web(copy).as_deref(), Some("https://example.org/copy/https://example.com/"), "an address in a path");
        for other in ["", "the library, shelf 3", "file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)"] {
            assert_eq!(web(other), None, "{other}");
        }
        for other in ["author@example.org", "https://name:secret@example.org/", "localhost/report", "\\\\server\\share"]
        {
            assert_eq!(web(other), None, "{other}");
        }
    }
}
