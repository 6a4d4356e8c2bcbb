//! How many servers of each company with a crew work, and how many wait for repair, over time (MODEL.md, section 11).

use std::collections::BTreeSet;

use crate::model::{Act, CompanyId, Id, Plan, Scenario, Table};
use crate::recording::{Condition, Outages, Placement, RepairTrack, Steps};
use crate::units::SimTime;

/// The companies of which a run shows how their servers are repaired: those with a crew, and those to which `plan` gives one.
#[must_use]
pub fn companies_with_crew(world: &Scenario, plan: &Plan) -> BTreeSet<CompanyId> {
    let in_file = world.companies.iter().filter(|(_, company)| company.crew.is_some()).map(|(id, _)| id);
    let by_action = plan.actions.iter().filter_map(|action| match action.act {
        Act::Crew { company, .. } => Some(company),
        Act::Strike { .. }
        | Act::StrikeArea { .. }
        | Act::StrikeService { .. }
        | Act::Extinguish { .. }
        | Act::Resolve { .. }
        | Act::FailOver { .. }
        | Act::BlackStart { .. }
        | Act::ShedLoad { .. }
        | Act::Log { .. } => None,
    });
    in_file.chain(by_action).collect()
}

/// Adds up, for each of these companies, the servers of its placements.
pub(super) fn repairs(
    world: &Scenario,
    companies: &BTreeSet<CompanyId>,
    outages: &Outages,
) -> Table<CompanyId, Option<RepairTrack>> {
    let mut changes: Vec<Vec<(SimTime, i64, i64)>> = vec![Vec::new(); world.companies.len()];
    let mut servers = world.companies.map(|_| 0);
    for placement in &outages.placements {
        if let Some(company) = world.services[placement.service].company.filter(|id| companies.contains(id)) {
            servers[company] += placement.servers;
            add_differences(placement, &mut changes[company.index()]);
        }
    }
    let track = |id: CompanyId| companies.contains(&id).then(|| sum(servers[id], &mut changes[id.index()]));
    world.companies.ids().map(track).collect()
}

/// Adds the changes of the numbers of servers that work and that wait, each as its time and the two differences.
fn add_differences(placement: &Placement, changes: &mut Vec<(SimTime, i64, i64)>) {
    let mut had = Condition::well(placement.servers);
    let difference = |(at, now): (SimTime, Condition)| {
        let by = |now: u64, had: u64| now.cast_signed() - had.cast_signed();
        let change = (at, by(now.working, had.working), by(now.waiting, had.waiting));
        had = now;
        change
    };
    match &placement.condition {
        Some(condition) => changes.extend(condition.all().iter().copied().map(difference)),
        None => {
            let well = |(at, online): &(SimTime, u64)| (*at, Condition::well(*online));
            changes.extend(placement.online.all().iter().map(well).map(difference));
        }
    }
}

fn sum(servers: u64, changes: &mut [(SimTime, i64, i64)]) -> RepairTrack {
    // The changes of each placement are in order: a stable sort merges them.
    changes.sort_by_key(|(at, ..)| *at);
    let mut track = RepairTrack { working: Steps::new(servers), waiting: Steps::new(0) };
    let (mut working, mut waiting) = (servers.cast_signed(), 0_i64);
    for instant in changes.chunk_by(|a, b| a.0 == b.0) {
        working += instant.iter().map(|(_, by, _)| by).sum::<i64>();
        waiting += instant.iter().map(|(_, _, by)| by).sum::<i64>();
        track.working.set(instant[0].0, working.cast_unsigned());
        track.waiting.set(instant[0].0, waiting.cast_unsigned());
    }
    track
}
