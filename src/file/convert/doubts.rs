//! Warnings about damage, crews, standbys and strikes on services: what is allowed, but is probably not meant (MODEL.md, section 9).

use std::collections::BTreeSet;

use super::reach::Damageable;
use super::shut_out::{dependents, held_by};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::suggest::of_text;
use crate::model::{Act, Company, Crew, Plan, Scenario, Service, ServiceId, SiteId, What};
use crate::text::Saying;
use crate::units::{Permille, WHOLE};

/// Adds the warnings of a scenario without problems.
pub fn warn(check: &mut Check, scenario: &Scenario) {
    nobody_repairs(check, scenario);
    crews_that_need_themselves(check, scenario);
    standbys_that_retries_hold_down(check, scenario);
    for (index, plan) in scenario.plans.iter().enumerate() {
        resolves_of_nothing(check, scenario, index, plan);
    }
}

/// Whether a company gets a crew by the file or by some plan.
fn has_crew(scenario: &Scenario) -> bool {
    let by_plan = |plan: &Plan| {
        let by_measure = plan.measures.iter().any(|measure| matches!(measure.what, What::Crew { .. }));
        by_measure || plan.actions.iter().any(|action| matches!(action.act, Act::Crew { .. }))
    };
    scenario.companies.rows().iter().any(|company| company.crew.is_some()) || scenario.plans.iter().any(by_plan)
}

fn nobody_repairs(check: &mut Check, scenario: &Scenario) {
    if has_crew(scenario) {
        return;
    }
    let hazards = At::ROOT.key("hazards");
    for hazard in scenario.hazards.rows().iter().filter(|hazard| hazard.damages > 0) {
        let row = hazards.key(&hazard.key);
        check.warn(
            &row.key("damages"),
            Saying::plain("file-nobody-repairs"),
            Saying::plain("file-nobody-repairs-remedy"),
        );
    }
}

/// A crew that needs a service which the same crew must repair can be shut out for ever.
fn crews_that_need_themselves(check: &mut Check, scenario: &Scenario) {
    let has_needs = |company: &Company| company.crew.as_ref().is_some_and(|crew| crew.depends_on.is_some());
    let is_damaging = scenario.hazards.rows().iter().any(|hazard| hazard.damages > 0);
    if !is_damaging || !scenario.companies.rows().iter().any(has_needs) {
        return;
    }
    let (damageable, dependents) = (Damageable::of(scenario), dependents(scenario));
    let companies = At::ROOT.key("companies");
    for (id, company) in scenario.companies.iter() {
        let Company { crew: Some(Crew { depends_on: Some(needs), .. }), .. } = company else { continue };
        if let Some(own) = held_by(scenario, id, *needs, &dependents, &damageable) {
            let row = companies.key(&company.key);
            let crew = row.key("crew");
            let names = [("service", Saying::from(scenario.services[own].key.as_str()))];
            check.warn(
                &crew.key("needs"),
                Saying::of("file-crew-needs-itself", names),
                Saying::plain("file-crew-needs-itself-remedy"),
            );
        }
    }
}

/// A standby can be held down by retries after it has taken over if it has too few servers to serve alone (MODEL.md, section 4). Servers of
/// the service at sites that do not fail with the primary are not counted: which these are is known only in a run.
fn standbys_that_retries_hold_down(check: &mut Check, scenario: &Scenario) {
    let services = At::ROOT.key("services");
    for service in scenario.services.rows() {
        let Service { standby, retry, load, .. } = service;
        if standby.is_empty() || *retry <= WHOLE {
            continue;
        }
        let servers: u128 = standby.iter().map(|(_, servers)| u128::from(*servers)).sum();
        let enough = enough_against_retries(*load, *retry);
        if servers < enough {
            let row = services.key(&service.key);
            let needed = || [("needed", Saying::Number(u64::try_from(enough).unwrap_or(u64::MAX)))];
            check.warn(
                &row.key("standby"),
                Saying::of("file-standby-held-down", needed()),
                Saying::of("file-standby-held-down-remedy", needed()),
            );
        }
    }
}

/// The least number of servers with which a service recovers from any health below 1000, whatever is retried, for a `retry` above 1000.
/// It is load * (1 + retry)^2 / (4 retry), with `retry` as a decimal, as section 4 of MODEL.md says, and in whole servers and permille up
/// to a few more: at health h they must serve a share of at least h + 1, that is, servers * 1000000 / (load * (1000 + retries of 1000 - h)).
fn enough_against_retries(load: u64, retry: Permille) -> u128 {
    // The health at which retries hold a service most. Whole numbers can move it by the square root of 1000 at most.
    let hardest = 500 * (1000 + u64::from(retry)) / u64::from(retry);
    let near = hardest.saturating_sub(40)..=(hardest + 40).min(999);
    let at = |health: u64| {
        let asked = u128::from(load) * u128::from(1000 + u64::from(retry) * (1000 - health) / 1000);
        (u128::from(health + 1) * asked).div_ceil(1_000_000)
    };
    near.map(at).max().expect("the range is not empty")
}

/// A Resolve of which no strike of the plan is on the service does nothing.
fn resolves_of_nothing(check: &mut Check, scenario: &Scenario, index: usize, plan: &Plan) {
    let struck = plan.actions.iter().filter_map(|action| {
        let Act::StrikeService { service, site, .. } = action.act else { return None };
        Some((service, site))
    });
    let struck: BTreeSet<(ServiceId, Option<SiteId>)> = struck.collect();
    let services: BTreeSet<ServiceId> = struck.iter().map(|(service, _)| *service).collect();
    let plans = At::ROOT.key("plans");
    let plan_at = plans.index(index);
    let actions = plan_at.key("actions");
    for (index, action) in plan.actions.iter().enumerate() {
        let Act::Resolve { service, site } = action.act else { continue };
        let is_struck = match site {
            Some(_) => struck.contains(&(service, site)),
            None => services.contains(&service),
        };
        if !is_struck {
            let at = actions.index(index);
            let key = &scenario.services[service].key;
            check.warn(
                &at.key("do"),
                of_text("file-resolve-nothing", key),
                Saying::plain("file-resolve-nothing-remedy"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of servers that are enough, by trying every health.
    fn by_trying(load: u64, retry: u64) -> u128 {
        let holds = |servers: u128| {
            (0..1000_u64).any(|health| {
                let asked = u128::from(load) * u128::from(1000 + retry * (1000 - health) / 1000);
                (servers * 1_000_000 / asked).min(1000) <= u128::from(health)
            })
        };
        let mut enough = u128::from(load);
        while holds(enough) {
            enough += 1;
        }
        enough
    }

    #[test]
    fn what_is_enough_against_retries_is_exact() {
        for load in [1, 7, 250, 900, 2_900] {
            for retry in [1_001, 1_100, 1_999, 2_000, 3_000, 7_500] {
                assert_eq!(enough_against_retries(load, retry), by_trying(load, u64::from(retry)), "{load} {retry}");
            }
        }
        // At load * (1 + retry)^2 / (4 retry), 1,200 servers, retries still hold it down.
        assert_eq!(enough_against_retries(900, 3_000), 1_202);
    }
}
