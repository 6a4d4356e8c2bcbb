//! Warnings about servers that are not there: a service that never has enough, and a failover without a standby (MODEL.md, section 4).

use std::collections::BTreeSet;

use crate::file::check::Check;
use crate::file::path::At;
use crate::model::{Act, Measure, Scenario, Service, ServiceId, What};
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
            let counts = || [("needed", Saying::Number(service.load)), ("servers", Saying::Number(servers))];
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
    failovers_to_nothing(check, scenario);
}

/// Adds a warning for each manual failover of a service that has no standby, in the file or by a measure of the plan.
fn failovers_to_nothing(check: &mut Check, scenario: &Scenario) {
    let plans = At::ROOT.key("plans");
    for (index, plan) in scenario.plans.iter().enumerate() {
        let adds = plan.taken().filter(|what| matches!(what, What::AddStandby { .. })).filter_map(What::service);
        let adds: BTreeSet<ServiceId> = adds.collect();
        let plan_at = plans.index(index);
        let actions = plan_at.key("actions");
        for (index, action) in plan.actions.iter().enumerate() {
            let Act::FailOver { service } = action.act else { continue };
            if scenario.services[service].standby.is_empty() && !adds.contains(&service) {
                let words = [("text", scenario.services[service].key.as_str().into())];
                let at = actions.index(index);
                check.warn(
                    &at.key("do"),
                    Saying::of("file-failover-to-nothing", words),
                    Saying::plain("file-failover-to-nothing-remedy"),
                );
            }
        }
    }
}

/// The number of servers on which a service runs, if they are too few for the peak of its demand.
fn too_few(service: &Service) -> Option<u64> {
    // The sum may be larger than a number of servers can be.
    let servers = service.on.iter().fold(0_u64, |sum, (_, servers)| sum.saturating_add(*servers));
    (servers < service.load).then_some(servers)
}
