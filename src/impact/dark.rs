//! The number of dark servers of each company over time, standby servers included (MODEL.md, section 11).

use crate::model::{CompanyId, Id, Scenario, Table};
use crate::recording::{Outages, Placement, Steps};
use crate::units::SimTime;

/// Adds up, for each company, the servers of its placements that are not online.
pub(super) fn dark_servers(world: &Scenario, outages: &Outages) -> Table<CompanyId, Steps<u64>> {
    let mut changes: Vec<Vec<(SimTime, i64)>> = vec![Vec::new(); world.companies.len()];
    for placement in &outages.placements {
        if let Some(company) = world.services[placement.service].company {
            changes[company.index()].extend(losses(placement));
        }
    }
    changes.into_iter().map(sum).collect()
}

/// The number of dark servers that belong to services without a company, over time.
#[must_use]
pub fn dark_of_nobody(world: &Scenario, placements: &[Placement]) -> Steps<u64> {
    let of_nobody = placements.iter().filter(|placement| world.services[placement.service].company.is_none());
    sum(of_nobody.flat_map(losses).collect())
}

/// The changes of a placement's number of dark servers, each as its time and the difference.
fn losses(placement: &Placement) -> impl Iterator<Item = (SimTime, i64)> {
    let before = std::iter::once(placement.servers).chain(placement.online.all().iter().map(|(_, online)| *online));
    let changes = before.zip(placement.online.all());
    changes
        .map(|(before, (at, online))| (*at, before.cast_signed() - online.cast_signed()))
        .filter(|(_, more)| *more != 0)
}

fn sum(mut changes: Vec<(SimTime, i64)>) -> Steps<u64> {
    // The changes of each placement are in order: a stable sort merges them.
    changes.sort_by_key(|(at, _)| *at);
    let mut dark = Steps::new(0);
    let mut sum: i64 = 0;
    for instant in changes.chunk_by(|a, b| a.0 == b.0) {
        sum += instant.iter().map(|(_, by)| by).sum::<i64>();
        dark.set(instant[0].0, u64::try_from(sum).unwrap_or(0));
    }
    dark
}
