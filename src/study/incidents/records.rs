//! The records of an incident as shares, so that they can be marked beside its restoration curve.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CompanyId, History, Localized, Observed, Scenario, ServiceId, SourceId};
use crate::study::fit::down_servers;
use crate::study::{Run, Weight};
use crate::text::Texts;
use crate::units::{SimTime, Span, text};

/// A recorded share at a time since the first strike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What was recorded.
    pub what: Recorded,
    /// If this is set, it was observed at some time between this and `at`.
    pub since: Option<Span>,
    /// The time since the first strike.
    pub at: Span,
    /// What is back.
    pub part: u64,
    /// Of how much, more than 0.
    pub whole: u64,
    /// The source of the record.
    pub source: Option<SourceId>,
}

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recorded {
    /// A service was back. The share is that of the services whose recovery was recorded (by their users, if the curve is) that were back
    /// by then.
    Back(ServiceId),
    /// The share of a company's services that had been out and were back.
    ShareUp(CompanyId),
    /// How many servers of a company did not work. The share is what worked again of those that did not at the peak, observed or computed,
    /// whichever is more.
    DownServers(CompanyId),
    /// How many users stayed with a service, of those that it had before.
    Users(ServiceId),
}

impl Recorded {
    /// What was recorded, in words.
    #[must_use]
    pub fn words(self, world: Localized<'_>, texts: &Texts) -> String {
        match self {
            Self::Back(id) => texts.with("incidents-back", &[("service", world.service_name(id))]),
            Self::ShareUp(id) => texts.with("incidents-share-up", &[("company", world.company_name(id))]),
            Self::DownServers(id) => texts.with("incidents-down-servers", &[("company", world.company_name(id))]),
            Self::Users(id) => texts.with("incidents-users", &[("service", world.service_name(id))]),
        }
    }

    /// The kind of record, for programs.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Back(_) => "back",
            Self::ShareUp(_) => "share_up",
            Self::DownServers(_) => "down_servers",
            Self::Users(_) => "users",
        }
    }
}

impl Record {
    /// The share in words.
    #[must_use]
    pub fn share_words(&self) -> String {
        text::share_of(self.part, self.whole)
    }
}

/// The records of a run since `struck`, in order of time.
pub(super) fn records(run: &Run, struck: SimTime, weight: Weight) -> Vec<Record> {
    let world = &run.world;
    let counts_for = |service: &ServiceId| match weight {
        Weight::Services => 1,
        Weight::Users => world.services[*service].users,
    };
    let recorded: BTreeSet<ServiceId> = world.history.iter().filter_map(|row| recovery(row.what)).collect();
    let all_recorded: u64 = recorded.iter().map(counts_for).sum();
    let back = back_by(world, counts_for);
    let (mut records, mut peaks) = (Vec::new(), BTreeMap::new());
    for history in world.history.iter().filter(|history| !history.is_open && history.at >= struck) {
        let share = match history.what {
            Observed::Back(service) => {
                let next = back.partition_point(|(at, _)| *at <= history.at);
                let part = next.checked_sub(1).map_or(0, |last| back[last].1);
                Some((Recorded::Back(service), part, all_recorded))
            }
            Observed::ShareUp(company, share) => Some((Recorded::ShareUp(company), u64::from(share), 1_000)),
            Observed::DownServers(company, servers) => {
                let peak = *peaks.entry(company).or_insert_with(|| most_down(run, company));
                Some((Recorded::DownServers(company), peak - servers.min(peak), peak))
            }
            Observed::Users(service, users) => {
                let before = world.services[service].users;
                Some((Recorded::Users(service), users.min(before), before))
            }
            Observed::Down(_)
            | Observed::StillOut(_)
            | Observed::DarkServers(..)
            | Observed::Price(..)
            | Observed::RivalUsers(..) => None,
        };
        let record = share.filter(|(_, _, whole)| *whole > 0).map(|(what, part, whole)| Record {
            what,
            since: history.since.map(|since| since.max(struck) - struck),
            at: history.at - struck,
            part,
            whole,
            source: history.source,
        });
        records.extend(record);
    }
    records.sort_by_key(|record| record.at);
    records
}

/// The service whose recovery, or lack of one, was recorded.
const fn recovery(observed: Observed) -> Option<ServiceId> {
    match observed {
        Observed::Back(service) | Observed::StillOut(service) => Some(service),
        Observed::Down(_)
        | Observed::DarkServers(..)
        | Observed::DownServers(..)
        | Observed::ShareUp(..)
        | Observed::Price(..)
        | Observed::RivalUsers(..)
        | Observed::Users(..) => None,
    }
}

/// How much was back by when, according to the recorded recoveries with a time: each service counts from its first.
fn back_by(world: &Scenario, counts_for: impl Fn(&ServiceId) -> u64) -> Vec<(SimTime, u64)> {
    let back = |history: &History| {
        let Observed::Back(service) = history.what else { return None };
        (!history.is_open).then_some((history.at, service))
    };
    let mut backs: Vec<(SimTime, ServiceId)> = world.history.iter().filter_map(back).collect();
    backs.sort_unstable();
    let (mut counted, mut sum) = (BTreeSet::new(), 0);
    let add = |(at, service): (SimTime, ServiceId)| {
        if counted.insert(service) {
            sum += counts_for(&service);
        }
        (at, sum)
    };
    backs.into_iter().map(add).collect()
}

/// The most servers of a company that did not work at one time, in the run or in the record.
fn most_down(run: &Run, company: CompanyId) -> u64 {
    let computed = down_servers(run, company).all().iter().map(|(_, servers)| *servers).max();
    let observed = run.world.history.iter().filter_map(|history| {
        let Observed::DownServers(of, servers) = history.what else { return None };
        (of == company).then_some(servers)
    });
    observed.chain(computed).max().unwrap_or_default()
}
