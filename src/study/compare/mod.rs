//! Compares two runs: the losses in each run, and the first time at which the runs diverge.
//!
//! The runs may differ in their plans, their seeds or their files. A site, service or company of one file is matched with that of the other
//! file which has the same id. Times are counted from the start of each run.

mod divergence;
mod export;
mod marks;
mod pairs;
mod reasons;
mod story;
#[cfg(test)]
mod tests;

pub use divergence::Divergence;
pub use export::{both_cells, gained};
pub use reasons::Reason;
pub use story::{EventWords, RunInWords};

use pairs::Pairs;

use crate::model::{CompanyId, Id, ServiceId, SiteId, Table};
use crate::study::Run;
use crate::text::Saying;
use crate::units::{SimTime, Span};

/// A value of the first run and the value of the second run.
pub type Both<T> = [T; 2];

/// How two runs differ. The first run is the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// All services. Those whose lost user-time differs most come first. Services with equal differences are in the order of the
    /// first file, followed by those that only the second file has.
    pub services: Vec<ServiceRow>,
    /// All companies, ordered like the services.
    pub companies: Vec<CompanyRow>,
    /// All sites, in the order of the first file; sites that only the second file has follow them.
    pub sites: Vec<SiteRow>,
    /// The greatest number of people who are affected at one time.
    pub peak_people: Both<u64>,
    /// Lost user-time of all services, in user-seconds times permille of demand.
    pub lost: Both<u128>,
    /// The first time at which the runs differ; `None` if they never differ.
    pub divergence: Option<Divergence>,
}

/// A service, with its results in both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRow {
    /// The name of the service.
    pub name: String,
    /// The id of the service in the files.
    pub key: String,
    /// The id of the service in each run, or `None` if it does not exist in that run.
    pub ids: Both<Option<ServiceId>>,
    /// Lost user-time, in user-seconds times permille of demand.
    pub lost: Both<u128>,
    /// The total length of all outages of the service.
    pub out: Both<Span>,
    /// Whether an outage of the service goes on at the end of the run, so that the run does not show how long it lasts.
    pub goes_on: Both<bool>,
    /// The length of the longest blackout of the service.
    pub down: Both<Span>,
    /// The time from which the service is Up until the end; `None` if the service is never out, or if it is out at the end.
    pub back: Both<Option<SimTime>>,
}

/// A company, with its results in both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyRow {
    /// The name of the company.
    pub name: String,
    /// The id of the company in the files.
    pub key: String,
    /// The id of the company in each run, or `None` if it does not exist in that run.
    pub ids: Both<Option<CompanyId>>,
    /// Lost user-time of the company's services, in user-seconds times permille of demand.
    pub lost: Both<u128>,
    /// The change from the last close before the run to the lowest price, as a share of that close; `None` if there is no price.
    pub lowest: Both<Option<f64>>,
    /// The greatest number of dark servers at one time.
    pub dark_servers: Both<u64>,
}

/// A site, with its results in both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteRow {
    /// The name of the site.
    pub name: String,
    /// The id of the site in each run, or `None` if it does not exist in that run.
    pub ids: Both<Option<SiteId>>,
    /// The sum over time of the number of dark servers, in server-seconds.
    pub dark_server_secs: Both<u128>,
}

/// The reason why two runs cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum CompareError {
    /// No site, service or company has the same id in both files.
    NothingShared,
}

impl CompareError {
    /// A message that explains why the runs cannot be compared, and which runs can be compared.
    #[must_use]
    pub const fn saying(self) -> Saying {
        match self {
            Self::NothingShared => Saying::plain("compare-nothing-shared"),
        }
    }
}

impl Comparison {
    /// Whether at least one of the companies has a share price.
    #[must_use]
    pub fn has_prices(&self) -> bool {
        self.companies.iter().flat_map(|row| row.lowest).any(|lowest| lowest.is_some())
    }
}

/// The second value minus the first.
#[must_use]
pub fn difference(both: Both<u128>) -> i128 {
    let signed = |value: u128| i128::try_from(value).unwrap_or(i128::MAX);
    signed(both[1]) - signed(both[0])
}

/// Compares `second` with `first`.
///
/// # Errors
/// [`CompareError`] if the two worlds have no site, service or company in common.
pub fn compare(first: &Run, second: &Run) -> Result<Comparison, CompareError> {
    let runs = [first, second];
    let pairs = Pairs::new(&first.world, &second.world);
    if !pairs.share_anything() {
        return Err(CompareError::NothingShared);
    }
    let mut services: Vec<ServiceRow> = pairs.services.rows().map(|ids| service_row(runs, ids)).collect();
    let companies = pairs.companies.rows().map(|ids| company_row(runs, ids));
    let mut companies: Vec<CompanyRow> = companies.collect();
    // The sorts are stable: rows with equal differences stay in the order of the files.
    services.sort_by_key(|row| std::cmp::Reverse(difference(row.lost).abs()));
    companies.sort_by_key(|row| std::cmp::Reverse(difference(row.lost).abs()));
    let total = |run: &Run| run.recording.summary.services.rows().iter().map(|row| row.lost_user_millisecs).sum();
    Ok(Comparison {
        services,
        companies,
        sites: pairs.sites.rows().map(|ids| site_row(runs, ids)).collect(),
        peak_people: runs.map(|run| run.recording.summary.peak_people),
        lost: runs.map(total),
        divergence: divergence::divergence(runs, &pairs),
    })
}

/// Calls `read` for each run in which the entity exists, and uses the default value for the other run.
fn both<I: Copy, T: Default>(runs: Both<&Run>, ids: Both<Option<I>>, read: impl Fn(&Run, I) -> T) -> Both<T> {
    let read = |side: usize| ids[side].map_or_else(T::default, |id| read(runs[side], id));
    [read(0), read(1)]
}

/// The name and the id of an entity: from the first run, or from the second if the first does not have the entity.
fn named<I: Id, T>(
    runs: Both<&Run>,
    ids: Both<Option<I>>,
    table: impl Fn(&Run) -> &Table<I, T>,
    words: impl Fn(&T) -> (&str, &str),
) -> (String, String) {
    let row = (0..2).find_map(|side| ids[side].map(|id| &table(runs[side])[id]));
    let (name, key) = row.map_or(("", ""), words);
    (name.to_owned(), key.to_owned())
}

fn service_row(runs: Both<&Run>, ids: Both<Option<ServiceId>>) -> ServiceRow {
    let (name, key) = named(runs, ids, |run| &run.world.services, |row| (&row.name, &row.key));
    let summary = |run: &Run, id: ServiceId| run.recording.summary.services[id].clone();
    let [a, b] = both(runs, ids, summary);
    ServiceRow {
        name,
        key,
        ids,
        lost: [a.lost_user_millisecs, b.lost_user_millisecs],
        out: [a.out_total, b.out_total],
        goes_on: [&a, &b].map(|summary| summary.first_out.is_some() && summary.back.is_none()),
        down: [a.longest_down, b.longest_down],
        back: [a.back, b.back],
    }
}

fn company_row(runs: Both<&Run>, ids: Both<Option<CompanyId>>) -> CompanyRow {
    let (name, key) = named(runs, ids, |run| &run.world.companies, |row| (&row.name, &row.key));
    let lost = |run: &Run, id: CompanyId| {
        let own = run.world.services.iter().filter(|(_, service)| service.company == Some(id));
        own.map(|(service, _)| run.recording.summary.services[service].lost_user_millisecs).sum()
    };
    let lowest = |run: &Run, id: CompanyId| {
        let listing = run.world.companies[id].listing.as_ref()?;
        Some(run.recording.summary.companies[id].low?.price / listing.close - 1.0)
    };
    CompanyRow {
        name,
        key,
        ids,
        lost: both(runs, ids, lost),
        lowest: both(runs, ids, lowest),
        dark_servers: both(runs, ids, |run, id| run.recording.summary.companies[id].peak_dark_servers),
    }
}

fn site_row(runs: Both<&Run>, ids: Both<Option<SiteId>>) -> SiteRow {
    let (name, _) = named(runs, ids, |run| &run.world.sites, |row| (&row.name, &row.key));
    let dark = |run: &Run, id: SiteId| {
        let track = &run.recording.sites[id];
        let end = SimTime(run.world.length.0);
        let stretches = track.online.stretches(end);
        stretches
            .map(|(from, until, online)| {
                u128::from(track.servers - online) * u128::from((until - from).0.unsigned_abs())
            })
            .sum()
    };
    SiteRow { name, ids, dark_server_secs: both(runs, ids, dark) }
}
