//! Converts the plans of a file (MODEL.md, section 9).

use std::collections::BTreeMap;

use super::services::weight;
use super::sites::lat_lon;
use super::world::{World, list, repeated};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::{did_you_mean, of_text};
use crate::file::tables::Listed;
use crate::model::limits::{MOST_SERVERS, RADIUS_KM, RETRIES, SHARE};
use crate::model::{Act, Action, Fork, HazardId, Id, Measure, Plan, Scenario, SiteId, What, When};
use crate::text::Saying;
use crate::units::Span;

/// Converts all plans.
pub fn plans(check: &mut Check, rows: &Listed<raw::Plan>, world: &World<'_>) -> Vec<Plan> {
    for (index, name) in repeated(rows.iter().map(|plan| plan.name.as_str())) {
        let (plans, at) = (At::ROOT.key("plans"), index);
        check.fault(
            &plans.index(at).key("name"),
            of_text("file-same-plan", name),
            Saying::plain("file-same-plan-remedy"),
        );
    }
    let names = PlanNames::new(rows);
    let plans = list(check, "plans", rows, |check, at, row| plan(check, at, row, &names, world));
    forks_end(check, &plans);
    plans
}

/// The index of each plan by its name. If two plans have the same name, the index of the first.
pub struct PlanNames<'f>(BTreeMap<&'f str, usize>);

impl<'f> PlanNames<'f> {
    /// Indexes these plans by name.
    pub fn new(rows: &'f Listed<raw::Plan>) -> Self {
        Self(rows.iter().enumerate().rev().map(|(index, plan)| (plan.name.as_str(), index)).collect())
    }

    /// The index of the plan with this name. If there is none, adds a problem of the value at `at` and returns `None`.
    pub fn find(&self, check: &mut Check, at: &At<'_>, name: &str) -> Option<usize> {
        let place = self.0.get(name).copied();
        if place.is_none() && check.knows_texts() {
            let remedy = || did_you_mean(name, self.0.keys().copied(), || Saying::plain("file-no-plan-remedy"));
            check.fault_with(at, of_text("file-no-plan", name), remedy);
        }
        place
    }
}

/// Checks that no plan is forked from itself, directly or through other plans.
fn forks_end(check: &mut Check, plans: &[Plan]) {
    let is_round = forked_from_itself(plans);
    for (index, plan) in plans.iter().enumerate().filter(|(index, _)| is_round[*index]) {
        let all = At::ROOT.key("plans");
        let at = all.index(index);
        let fork = at.key("fork");
        let (message, remedy) = (of_text("file-fork-round", &plan.name), Saying::plain("file-fork-round-remedy"));
        check.fault(&fork.key("from"), message, remedy);
    }
}

/// For each plan, whether it is forked from itself, directly or through other plans. Each plan is visited once.
fn forked_from_itself(plans: &[Plan]) -> Vec<bool> {
    let mut is_round = vec![false; plans.len()];
    // For each plan, the plan from which the visit began that reached it first.
    let mut reached_from = vec![usize::MAX; plans.len()];
    let parent = |index: usize| plans[index].fork.map(|fork| fork.parent);
    for first in 0..plans.len() {
        let mut next = Some(first);
        while let Some(index) = next.filter(|index| reached_from[*index] == usize::MAX) {
            reached_from[index] = first;
            next = parent(index);
        }
        // If this visit came back to a plan of its own, that plan and its ancestors are forked from themselves.
        while let Some(index) = next.filter(|index| reached_from[*index] == first && !is_round[*index]) {
            is_round[index] = true;
            next = parent(index);
        }
    }
    is_round
}

fn plan(check: &mut Check, at: &At<'_>, row: &raw::Plan, names: &PlanNames<'_>, world: &World<'_>) -> Plan {
    let (measures, actions) = (at.key("measures"), at.key("actions"));
    let plan = Plan {
        name: row.name.clone(),
        about: row.about.clone(),
        measures: row
            .measures
            .iter()
            .enumerate()
            .map(|(index, row)| measure(check, &measures.index(index), row, world))
            .collect(),
        actions: row
            .actions
            .iter()
            .enumerate()
            .map(|(index, row)| action(check, &actions.index(index), row, world))
            .collect(),
        zero: row.zero.as_ref().map(|zero| check.moment(&at.key("zero"), zero, &world.clock, world.length)),
        fork: row.fork.as_ref().and_then(|fork| {
            let here = at.key("fork");
            let parted = check.moment(&here.key("at"), &fork.at, &world.clock, world.length);
            Some(Fork { parent: names.find(check, &here.key("from"), &fork.from)?, at: parted })
        }),
    };
    let knows_zero = row.zero.is_none() || check.is_whole(&at.key("zero"));
    if knows_zero {
        relative_times_fit(check, &actions, row, &plan, world);
    }
    plan
}

/// Checks that the plan has a `zero` or a strike from which its relative times count, and that they are within the run. What cannot be read
/// has been reported, and may be that strike.
fn relative_times_fit(check: &mut Check, at: &At<'_>, row: &raw::Plan, plan: &Plan, world: &World<'_>) {
    let relative: Vec<(usize, Span)> = (plan.actions.iter().enumerate())
        .filter_map(|(index, action)| match action.at {
            When::AfterStrike(span) => Some((index, span)),
            When::At(_) => None,
        })
        .collect();
    if relative.is_empty() {
        return;
    }
    let is_whole = |check: &Check, index: usize, field| check.is_whole(&at.index(index).key(field));
    let knows_acts = (0..row.actions.len()).all(|index| is_whole(check, index, "do"));
    let is_strike = |index: &usize| plan.zero.is_none() && plan.actions[*index].act.is_strike();
    let knows_strikes = (0..plan.actions.len()).filter(is_strike).all(|index| is_whole(check, index, "at"));
    let strike = plan.zero();
    for (index, span) in relative {
        let action = at.index(index);
        let (at, text) = (action.key("at"), &row.actions[index].at);
        match strike {
            None if knows_acts && knows_strikes => {
                check.fault(&at, of_text("file-no-strike", text), Saying::plain("file-no-strike-remedy"));
            }
            Some(strike) if knows_strikes => {
                check.within_run(&at, text, strike + span, &world.clock, world.length);
            }
            None | Some(_) => {}
        }
    }
}

fn action(check: &mut Check, at: &At<'_>, row: &raw::Action, world: &World<'_>) -> Action {
    let when = at.key("at");
    Action {
        at: match row.at.strip_prefix('+') {
            Some(span) => When::AfterStrike(check.span(&when, span.trim())),
            None => When::At(check.moment(&when, &row.at, &world.clock, world.length)),
        },
        act: act(check, &at.key("do"), &row.act, world),
    }
}

fn act(check: &mut Check, at: &At<'_>, row: &raw::Act, world: &World<'_>) -> Act {
    match row {
        raw::Act::Strike { site, hazard, service: Some(service) } => {
            if hazard.is_none() {
                let message = Saying::plain("file-strike-service-hazard");
                check.fault(at, message, Saying::plain("file-strike-service-hazard-remedy"));
            }
            let found = check.find_some(&at.key("hazard"), &world.hazards, hazard.as_ref());
            Act::StrikeService {
                service: check.find(&at.key("service"), &world.services, service),
                site: check.find_some(&at.key("site"), &world.sites, site.as_ref()),
                hazard: found.unwrap_or_else(|| HazardId::new(0)),
            }
        }
        raw::Act::Strike { site, hazard, service: None } => {
            if site.is_none() {
                check.fault(at, Saying::plain("file-strike-nothing"), Saying::plain("file-strike-nothing-remedy"));
            }
            let found = check.find_some(&at.key("site"), &world.sites, site.as_ref());
            Act::Strike {
                site: found.unwrap_or_else(|| SiteId::new(0)),
                hazard: check.find_some(&at.key("hazard"), &world.hazards, hazard.as_ref()),
            }
        }
        raw::Act::Resolve { service, site } => Act::Resolve {
            service: check.find(&at.key("service"), &world.services, service),
            site: check.find_some(&at.key("site"), &world.sites, site.as_ref()),
        },
        raw::Act::Crew { company, size } => Act::Crew {
            company: check.find(&at.key("company"), &world.companies, company),
            size: check.whole(&at.key("size"), *size, MOST_SERVERS),
        },
        raw::Act::Log { title } => Act::Log { title: title.clone() },
        raw::Act::StrikeArea { at: centre, radius_km, hazard } => {
            check.real(&at.key("radius_km"), *radius_km, RADIUS_KM);
            Act::StrikeArea {
                at: lat_lon(check, &at.key("at"), *centre),
                radius_km: *radius_km,
                hazard: check.find_some(&at.key("hazard"), &world.hazards, hazard.as_ref()),
            }
        }
        raw::Act::Extinguish { site } => Act::Extinguish { site: check.find(&at.key("site"), &world.sites, site) },
        raw::Act::FailOver { service } => {
            Act::FailOver { service: check.find(&at.key("service"), &world.services, service) }
        }
        raw::Act::BlackStart { service, span } => Act::BlackStart {
            service: check.find(&at.key("service"), &world.services, service),
            span: check.span(&at.key("for"), span),
        },
        raw::Act::ShedLoad { service, span } => Act::ShedLoad {
            service: check.find(&at.key("service"), &world.services, service),
            span: check.span(&at.key("for"), span),
        },
    }
}

fn measure(check: &mut Check, at: &At<'_>, row: &raw::Measure, world: &World<'_>) -> Measure {
    let service = |check: &mut Check, name: &'static str, key: &str| check.find(&at.key(name), &world.services, key);
    let site = |check: &mut Check, name: &'static str, key: &str| check.find(&at.key(name), &world.sites, key);
    let servers = |check: &mut Check, servers: i128| check.whole(&at.key("servers"), servers, MOST_SERVERS);
    let what = match row {
        raw::Measure::AddServers { service: s, site: x, servers: n, .. } => What::AddServers {
            service: service(check, "service", s),
            site: site(check, "site", x),
            servers: servers(check, *n),
        },
        raw::Measure::AddStandby { service: s, site: x, servers: n, .. } => What::AddStandby {
            service: service(check, "service", s),
            site: site(check, "site", x),
            servers: servers(check, *n),
        },
        raw::Measure::SwitchAuto { service: s, auto, .. } => {
            What::SwitchAuto { service: service(check, "service", s), auto: check.positive_span(&at.key("auto"), auto) }
        }
        raw::Measure::SwitchFree { service: s, .. } => What::SwitchFree { service: service(check, "service", s) },
        raw::Measure::SwitchByHand { service: s, by_hand, .. } => What::SwitchByHand {
            service: service(check, "service", s),
            manual_failover: check.positive_span(&at.key("by_hand"), by_hand),
        },
        raw::Measure::Grace { service: s, need, grace, .. } => What::Grace {
            service: service(check, "service", s),
            need: service(check, "need", need),
            grace: check.span(&at.key("grace"), grace),
        },
        raw::Measure::Weight { service: s, need, weight: w, .. } => What::Weight {
            service: service(check, "service", s),
            need: service(check, "need", need),
            weight: weight(check, &at.key("weight"), *w),
        },
        raw::Measure::LimitRetries { service: s, retry, .. } => What::LimitRetries {
            service: service(check, "service", s),
            retry: check.permille(&at.key("retry"), *retry, RETRIES),
        },
        raw::Measure::Restart { service: s, restart, .. } => {
            What::Restart { service: service(check, "service", s), restart: check.span(&at.key("restart"), restart) }
        }
        raw::Measure::RestoreFirst { site: x, services, .. } => {
            let all = at.key("services");
            let services =
                services.iter().enumerate().map(|(index, key)| check.find(&all.index(index), &world.services, key));
            let services = services.collect();
            What::RestoreFirst { site: site(check, "site", x), services }
        }
        raw::Measure::StopSpread { site: x, to, .. } => {
            What::StopSpread { site: site(check, "site", x), to: site(check, "to", to) }
        }
        raw::Measure::FasterOut { hazard, out, .. } => What::FasterOut {
            hazard: check.find(&at.key("hazard"), &world.hazards, hazard),
            out: check.span(&at.key("out"), out),
        },
        raw::Measure::Crew { company, size, .. } => What::Crew {
            company: check.find(&at.key("company"), &world.companies, company),
            size: check.whole(&at.key("size"), *size, MOST_SERVERS),
        },
        raw::Measure::CrewFirst { company, services, .. } => {
            let all = at.key("services");
            let services =
                services.iter().enumerate().map(|(index, key)| check.find(&all.index(index), &world.services, key));
            let services = services.collect();
            What::CrewFirst { company: check.find(&at.key("company"), &world.companies, company), services }
        }
        raw::Measure::RepairWork { hazard, repair_work, .. } => What::RepairWork {
            hazard: check.find(&at.key("hazard"), &world.hazards, hazard),
            repair_work: check.positive_span(&at.key("repair_work"), repair_work),
        },
        raw::Measure::ReservePower { site: x, reserve, .. } => {
            What::ReservePower { site: site(check, "site", x), reserve: check.span(&at.key("reserve"), reserve) }
        }
        raw::Measure::ReserveCooling { site: x, reserve, .. } => {
            What::ReserveCooling { site: site(check, "site", x), reserve: check.span(&at.key("reserve"), reserve) }
        }
        raw::Measure::Success { service: s, success, .. } => What::Success {
            service: service(check, "service", s),
            success: check.permille(&at.key("success"), *success, SHARE),
        },
    };
    Measure { what, cost: row.cost().map(str::to_owned), off: row.off() }
}

/// Checks that each strike at a site names a hazard, or the site has one of its own.
pub fn strikes_have_hazards(check: &mut Check, scenario: &Scenario) {
    let plans = At::ROOT.key("plans");
    for (index, plan) in scenario.plans.iter().enumerate() {
        let plan_at = plans.index(index);
        let actions = plan_at.key("actions");
        for (index, action) in plan.actions.iter().enumerate() {
            let at = actions.index(index);
            let without: Vec<SiteId> = match action.act {
                Act::Strike { site, hazard: None } => vec![site],
                Act::StrikeArea { at, radius_km, hazard: None } => scenario.sites_within(at, radius_km).collect(),
                Act::Strike { hazard: Some(_), .. }
                | Act::StrikeArea { hazard: Some(_), .. }
                | Act::StrikeService { .. }
                | Act::Extinguish { .. }
                | Act::Resolve { .. }
                | Act::FailOver { .. }
                | Act::BlackStart { .. }
                | Act::ShedLoad { .. }
                | Act::Crew { .. }
                | Act::Log { .. } => continue,
            };
            // A site that could not be read may have a stand-in for its id.
            let mut rows = without.into_iter().filter_map(|site| scenario.sites.rows().get(site.index()));
            if let Some(site) = rows.find(|site| site.hazard.is_none()).filter(|_| check.is_whole(&at)) {
                let message = of_text("file-site-without-hazard", &site.key);
                check.fault(&at.key("do"), message, Saying::plain("file-site-without-hazard-remedy"));
            }
        }
    }
}

/// Checks that each measure fits the world to which the earlier measures of its plan were applied.
pub fn measures_fit(check: &mut Check, scenario: &Scenario) {
    let plans = At::ROOT.key("plans");
    for (index, plan) in scenario.plans.iter().enumerate() {
        let plan_at = plans.index(index);
        let all = plan_at.key("measures");
        // If something in a measure is wrong, its ids may be stand-ins, so it is not checked here.
        let sound: Vec<usize> = (0..plan.measures.len()).filter(|place| check.is_whole(&all.index(*place))).collect();
        let measures = sound.iter().map(|place| &plan.measures[*place]);
        for (place, error) in scenario.misfits(measures) {
            let [table, key, field] = error.about();
            if check.is_whole(&At::ROOT.key(table).key(key).key(field)) {
                check.fault(&all.index(sound[place]), error.saying(), Saying::plain("file-misfit-remedy"));
            }
        }
    }
}
