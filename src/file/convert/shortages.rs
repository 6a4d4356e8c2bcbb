//! Warnings about servers that are not there: a service that never has enough, and a failover without a standby (MODEL.md, section 4).

use std::collections::BTreeSet;

use crate::file::check::Check;
use crate::file::path::At;
use crate::model::{Measure, Scenario, Service, ServiceId, What};
use crate::text::Saying;

/// Adds the warnings of a scenario without problems.
pub fn warn(check: &mut Check, scenario: &Scenario) {
    let measures = || scenario.plans.iter().flat_map(|plan| &plan.measures);
    let helped = |helps: fn(&What) -> bool| -> BTreeSet<ServiceId> {
        measures().filter(|Measure { what, .. }| helps(what)).filter_map(|measure| measure.what.service()).collect()
    };
    let gets_servers = helped(|what| matches!(what, What::AddServers { .. }));
    let gets_standby = helped(|what| matches!(what, What::AddStandby { .. }));
    let services = At::ROOT.key("services");
    for (id, service) in scenario.services.iter() {
        let row = services.key(&service.key);
        if !gets_servers.contains(&id)
            && let Some(servers) = too_few(service)
        {
            let counts = || [("needed", service.load.to_string().into()), ("servers", servers.to_string().into())];
            check.warn(
                &row.key("load"),
                Saying::of("file-never-enough", counts()),
                Saying::of("file-never-enough-remedy", counts()),
            );
        }
        if service.switch.is_some() && service.standby.is_empty() && !gets_standby.contains(&id) {
            check.warn(
                &row.key("switch"),
                Saying::plain("file-failover-without-standby"),
                Saying::plain("file-failover-without-standby-remedy"),
            );
        }
    }
}

/// The number of servers on which a service runs, if they are too few for the peak of its demand.
fn too_few(service: &Service) -> Option<u64> {
    // The sum may be larger than a number of servers can be.
    let servers = service.on.iter().fold(0_u64, |sum, (_, servers)| sum.saturating_add(*servers));
    (servers < service.load).then_some(servers)
}
