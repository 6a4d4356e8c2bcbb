//! Dark servers of each company, its standby included.

use crate::model::{CompanyId, Id, Scenario, Table};
use crate::recording::{Outages, Steps};
use crate::units::SimTime;

/// Adds up, company by company, what its placements lack in light.
pub(super) fn dark_servers(world: &Scenario, outages: &Outages) -> Table<CompanyId, Steps<u64>> {
    let mut changes: Vec<Vec<(SimTime, i64)>> = vec![Vec::new(); world.companies.len()];
    for placement in &outages.placements {
        let Some(company) = world.services[placement.service].company else { continue };
        let mut before = placement.servers;
        for (at, lit) in placement.lit.all() {
            if *lit != before {
                changes[company.index()].push((*at, before.cast_signed() - lit.cast_signed()));
                before = *lit;
            }
        }
    }
    changes
        .into_iter()
        .map(|mut changes| {
            changes.sort_unstable();
            let mut dark = Steps::new(0);
            let mut sum: i64 = 0;
            for instant in changes.chunk_by(|a, b| a.0 == b.0) {
                sum += instant.iter().map(|(_, by)| by).sum::<i64>();
                dark.set(instant[0].0, u64::try_from(sum).unwrap_or(0));
            }
            dark
        })
        .collect()
}
