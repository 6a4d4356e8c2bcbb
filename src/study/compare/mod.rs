//! Two runs compared: what was lost in each, and the first moment at which they diverge.
//!
//! The runs may be of two plans, two seeds or two files; what they share has the same id in both files, and times are counted from the
//! start of each.

mod export;
mod marks;
mod pairs;
mod story;
#[cfg(test)]
mod tests;

pub use export::{both_cells, gained};
pub use story::EventWords;

use pairs::Pairs;

use crate::model::{CompanyId, Id, ServiceId, SiteId, Table};
use crate::recording::EventId;
use crate::study::Run;
use crate::text::Saying;
use crate::units::{SimTime, Span};

/// Two values, of the first run and of the second.
pub type Both<T> = [T; 2];

/// How two runs differ. The first is the one that others are measured against.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Services, those whose loss differs most first; else as in the first run, then those of the second alone.
    pub services: Vec<ServiceRow>,
    /// Companies, in the same manner.
    pub companies: Vec<CompanyRow>,
    /// Sites, as in the first run, then those of the second alone.
    pub sites: Vec<SiteRow>,
    /// Most people affected at one time.
    pub peak_people: Both<u64>,
    /// Lost user-time of all services, in user-seconds times permille of demand.
    pub lost: Both<u128>,
    /// The first moment at which the runs differ; `None` if nothing ever does.
    pub divergence: Option<Divergence>,
}

/// Where two runs diverge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// When.
    pub at: SimTime,
    /// Of each run its first event of that moment that the other does not have.
    pub events: Both<Option<EventId>>,
}

/// A service in both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRow {
    /// What it is called.
    pub name: String,
    /// Its id in the files.
    pub key: String,
    /// Which it is in each run, if it is there.
    pub ids: Both<Option<ServiceId>>,
    /// Lost user-time, in user-seconds times permille of demand.
    pub lost: Both<u128>,
    /// All its outages together.
    pub out: Both<Span>,
    /// Its longest blackout.
    pub down: Both<Span>,
    /// When it was Up for good, if it ever was not.
    pub back: Both<Option<SimTime>>,
}

/// A company in both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyRow {
    /// What it is called.
    pub name: String,
    /// Its id in the files.
    pub key: String,
    /// Which it is in each run, if it is there.
    pub ids: Both<Option<CompanyId>>,
    /// Lost user-time of its services, in user-seconds times permille of demand.
    pub lost: Both<u128>,
    /// Its lowest price as a share of the last one before the run, less one; `None` without a price.
    pub lowest: Both<Option<f64>>,
    /// Most dark servers at one time.
    pub dark_servers: Both<u64>,
}

/// A site in both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteRow {
    /// What it is called.
    pub name: String,
    /// Which it is in each run, if it is there.
    pub ids: Both<Option<SiteId>>,
    /// Dark servers times seconds.
    pub dark_server_secs: Both<u128>,
}

/// Why two runs cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum CompareError {
    /// No id of a site, a service or a company is in both files.
    NothingShared,
}

impl CompareError {
    /// Why, and what can be compared.
    #[must_use]
    pub const fn saying(self) -> Saying {
        match self {
            Self::NothingShared => Saying::plain("compare-nothing-shared"),
        }
    }
}

/// The difference of two values, the second less the first.
#[must_use]
pub fn difference(both: Both<u128>) -> i128 {
    let signed = |value: u128| i128::try_from(value).unwrap_or(i128::MAX);
    signed(both[1]) - signed(both[0])
}

/// Compares `second` with `first`.
///
/// # Errors
/// [`CompareError`] if they are of worlds that share nothing.
pub fn compare(first: &Run, second: &Run) -> Result<Comparison, CompareError> {
    let runs = [first, second];
    let pairs = Pairs::new(&first.world, &second.world);
    if !pairs.share_anything() {
        return Err(CompareError::NothingShared);
    }
    let mut services: Vec<ServiceRow> = pairs.services.rows().map(|ids| service_row(runs, ids)).collect();
    let companies = pairs.companies.rows().map(|ids| company_row(runs, ids));
    let mut companies: Vec<CompanyRow> = companies.collect();
    // The sorts are stable: equal differences stay in the order of the files.
    services.sort_by_key(|row| std::cmp::Reverse(difference(row.lost).abs()));
    companies.sort_by_key(|row| std::cmp::Reverse(difference(row.lost).abs()));
    let total = |run: &Run| run.recording.summary.services.rows().iter().map(|row| row.lost_user_millisecs).sum();
    Ok(Comparison {
        services,
        companies,
        sites: pairs.sites.rows().map(|ids| site_row(runs, ids)).collect(),
        peak_people: runs.map(|run| run.recording.summary.peak_people),
        lost: runs.map(total),
        divergence: marks::divergence(runs, &pairs),
    })
}

/// What `read` returns for an entity in each run where it is there, else the default.
fn both<I: Copy, T: Default>(runs: Both<&Run>, ids: Both<Option<I>>, read: impl Fn(&Run, I) -> T) -> Both<T> {
    let read = |side: usize| ids[side].map_or_else(T::default, |id| read(runs[side], id));
    [read(0), read(1)]
}

/// Name and key of a row, from the first run if it is there.
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
