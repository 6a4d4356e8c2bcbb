//! The world after the measures of a plan, and the time of each action (MODEL.md, section 9).

use firedrill::model::{Act, Action, Dependency, Plan, Scenario, ServiceId, SiteId, Switch, What, When};
use firedrill::units::Span;

/// How long a manual failover takes if the file does not define it (MODEL.md, section 2).
pub const MANUAL_FAILOVER: Span = Span(3_600);

/// The world in which the measures of a plan are taken, one after another.
pub fn with_measures(scenario: &Scenario, plan: &Plan) -> Scenario {
    let mut world = scenario.clone();
    for measure in plan.measures.iter().filter(|measure| !measure.off) {
        take(&mut world, &measure.what);
    }
    world
}

fn take(world: &mut Scenario, what: &What) {
    match *what {
        What::AddServers { service, site, servers } => add(&mut world.services[service].on, site, servers),
        What::AddStandby { service, site, servers } => add(&mut world.services[service].standby, site, servers),
        What::SwitchAuto { service, auto } => switch(world, service).auto = Some(auto),
        What::SwitchFree { service } => {
            let switch = switch(world, service);
            (switch.depends_on, switch.manual_depends_on) = (None, None);
        }
        What::SwitchByHand { service, manual_failover } => switch(world, service).manual_failover = manual_failover,
        What::Grace { service, need, grace } => need_of(world, service, need).grace = grace,
        What::Weight { service, need, weight } => need_of(world, service, need).weight = weight,
        What::LimitRetries { service, retry } => world.services[service].retry = retry,
        What::Restart { service, restart } => world.services[service].restart = restart,
        What::RestoreFirst { site, ref services } => {
            let list = services.iter().chain(&world.sites[site].restore).copied().collect();
            world.sites[site].restore = list;
        }
        What::StopSpread { site, to } => world.sites[site].spreads.retain(|spread| spread.to != to),
        What::FasterOut { hazard, out } => world.hazards[hazard].out = out,
        What::Crew { company, size } => world.companies[company].crew.get_or_insert_default().size = size,
        What::CrewFirst { company, ref services } => {
            let crew = world.companies[company].crew.as_mut().expect("the company has a crew");
            crew.first = services.iter().chain(&crew.first).copied().collect();
        }
        What::RepairWork { hazard, repair_work } => world.hazards[hazard].repair_work = Some(repair_work),
        What::ReservePower { site, reserve } => world.sites[site].reserve.power = reserve,
        What::ReserveCooling { site, reserve } => world.sites[site].reserve.cooling = reserve,
        What::Success { service, success } => {
            world.services[service].switch.as_mut().expect("the service has a switch").success = success;
        }
    }
}

fn add(servers_by_site: &mut Vec<(SiteId, u64)>, site: SiteId, servers: u64) {
    for (there, count) in servers_by_site.iter_mut() {
        if *there == site {
            *count += servers;
            return;
        }
    }
    servers_by_site.push((site, servers));
}

/// The switch of a service. A service without a switch gets a manual one that does not depend on anything.
fn switch(world: &mut Scenario, service: ServiceId) -> &mut Switch {
    world.services[service].switch.get_or_insert(Switch {
        manual_depends_on: None,
        success: 1000,
        auto: None,
        depends_on: None,
        manual_failover: MANUAL_FAILOVER,
    })
}

fn need_of(world: &mut Scenario, service: ServiceId, need: ServiceId) -> &mut Dependency {
    world.services[service].dependencies.iter_mut().find(|row| row.service == need).expect("the need is there")
}

/// The time of an action, in seconds. Relative times are counted from the plan's `zero`; without it, from the earliest strike that
/// has a fixed time.
pub fn done_at(plan: &Plan, action: &Action) -> i64 {
    match action.at {
        When::At(at) => at.0,
        When::AfterStrike(span) => {
            let strikes = plan.actions.iter().filter_map(|action| match (action.at, &action.act) {
                (When::At(at), Act::Strike { .. } | Act::StrikeArea { .. } | Act::StrikeService { .. }) => Some(at.0),
                (When::At(_) | When::AfterStrike(_), _) => None,
            });
            plan.zero.map_or_else(|| strikes.min().expect("a first strike"), |zero| zero.0) + span.0
        }
    }
}
