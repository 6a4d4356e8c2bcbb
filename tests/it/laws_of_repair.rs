//! Tests of the laws of damage, crews, reserves and faults (MODEL.md, section 10), each over random worlds of version 2.
//!
//! A law that speaks only of some worlds is tested with worlds that are made to be such worlds. Each test counts in how many of them
//! the law had something to say.

use std::cell::Cell;
use std::sync::Arc;

use firedrill::model::{
    Act, Action, Crew, Hazard, HazardId, HazardKind, Id, Plan, Reserve, Scenario, ServiceId, SiteId, Step, Switch, When,
};
use firedrill::recording::{Placement, Recording};
use firedrill::study::Run;
use firedrill::units::{SimTime, Span, WHOLE};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

use crate::laws::{ANY, CASES, PLAIN, never_above};
use crate::support::load;
use crate::support::wild::{Crews, Shape, World, worlds};

const LATER: Shape = Shape { later: true, ..ANY };
/// Each site has servers of one service at most, nothing stands by and no time is relative; services have companies.
const PLAIN_LATER: Shape = Shape { later: true, companies: true, ..PLAIN };

/// Tests a law with random values. `holds` returns whether the law had something to say about a value, which it must have for at least
/// one value in `one_in`.
fn law<S: Strategy>(values: &S, one_in: u32, holds: impl Fn(S::Value) -> Result<bool, TestCaseError>) {
    let spoke = Cell::new(0_u32);
    // The same worlds each time, unless PROPTEST_RNG_SEED asks for others: so what a change breaks is told apart from a rare world.
    let usual = Config::default();
    let rng_seed = if usual.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { usual.rng_seed };
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, rng_seed, ..usual });
    let result = runner.run(values, |value| {
        spoke.set(spoke.get() + u32::from(holds(value)?));
        Ok(())
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(why, value)) => panic!("{why}\n{value:?}"),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
    let cases = runner.config().cases;
    assert!(spoke.get() * one_in >= cases, "the law spoke of only {} of {cases} worlds", spoke.get());
}

/// The scenario of a world with the measures of its plan, and the plan without them. Relative times count from the same time as before,
/// whatever strikes a test then adds or removes.
fn taken(world: &World) -> (Scenario, Plan) {
    let scenario = load(&world.text());
    let mut plan = scenario.plans[0].clone();
    let taken = scenario.with_measures(&plan.measures).expect("they fit").into_owned();
    plan.measures.clear();
    plan.zero = Some(plan.zero().unwrap_or(SimTime::ZERO));
    (taken, plan)
}

fn play(scenario: &Scenario, plan: &Plan) -> Recording {
    Run::new(&Arc::new(scenario.clone()), plan, 0).expect("it fits").recording
}

/// The times at which something about the servers of a placement changes.
fn times(placement: &Placement) -> impl Iterator<Item = SimTime> {
    let condition = placement.condition.iter().flat_map(|condition| condition.all()).map(|(at, _)| *at);
    placement.online.all().iter().map(|(at, _)| *at).chain(condition)
}

fn is_out(recording: &Recording) -> bool {
    recording.services.rows().iter().any(|track| track.health.all().len() > 1)
}

fn repairs(recording: &Recording) -> bool {
    recording.placements.iter().any(|is| times(is).any(|at| is.condition_at(at).crew > 0))
}

/// A random strike on a site or a service.
fn any_strike() -> impl Strategy<Value = (bool, Index, Index, Index)> {
    (any::<bool>(), any::<Index>(), any::<Index>(), any::<Index>())
}

fn strike(scenario: &Scenario, (on_site, target, hazard, at): (bool, Index, Index, Index)) -> Action {
    let hazard = HazardId::new(hazard.index(scenario.hazards.len()));
    let act = if on_site {
        Act::Strike { site: SiteId::new(target.index(scenario.sites.len())), hazard: Some(hazard) }
    } else {
        Act::StrikeService { service: ServiceId::new(target.index(scenario.services.len())), site: None, hazard }
    };
    // Early in the run, so that there is time for effects.
    let at = at.index(usize::try_from(scenario.length.0 / 60 / 2 + 1).expect("a length")) as i64 * 60;
    Action { at: When::At(SimTime(at)), act }
}

#[test]
fn new_fields_with_the_values_of_version_one_give_its_recording() {
    law(&worlds(Shape { defaults: true, ..LATER }), 2, |world| {
        let (later, plan) = taken(&world);
        let (first, same) = taken(&world.with(ANY));
        prop_assert_eq!((later.version, first.version), (2, 1));
        let recording = play(&later, &plan);
        prop_assert_eq!(&recording, &play(&first, &same));
        Ok(is_out(&recording))
    });
}

#[test]
fn somebody_for_every_server_is_the_same_as_no_crew() {
    law(&worlds(Shape { crews: Crews::Nobody, ..LATER }), 5, |world| {
        let (mut scenario, plan) = taken(&world);
        let without = play(&scenario, &plan);
        for (_, company) in scenario.companies.iter_mut() {
            company.crew = Some(Crew { size: 1 << 40, ..Crew::default() });
        }
        let mut with = play(&scenario, &plan);
        prop_assert!(with.repairs.rows().iter().all(Option::is_some));
        with.repairs = without.repairs.clone();
        let crew_secs: u128 = with.summary.companies.rows().iter().map(|company| company.crew_secs).sum();
        prop_assert_eq!(with, without);
        Ok(crew_secs > 0)
    });
}

/// The service and the site that a strike hits; neither of them if the action is no strike on one of them.
const fn struck_by(act: &Act) -> (Option<ServiceId>, Option<SiteId>) {
    match *act {
        Act::Strike { site, .. } => (None, Some(site)),
        Act::StrikeService { service, site, .. } => (Some(service), site),
        Act::StrikeArea { .. }
        | Act::Resolve { .. }
        | Act::Crew { .. }
        | Act::Log { .. }
        | Act::Extinguish { .. }
        | Act::FailOver { .. }
        | Act::BlackStart { .. }
        | Act::ShedLoad { .. } => (None, None),
    }
}

/// A world in which no crew needs anything, every service stands at one site, and every placement is damaged at one instant at most.
fn damaged_once(world: &World) -> (Scenario, Plan) {
    let (mut scenario, mut plan) = taken(world);
    for (_, hazard) in scenario.hazards.iter_mut() {
        hazard.spread.truncate(1);
    }
    for (_, site) in scenario.sites.iter_mut() {
        site.spreads.clear();
    }
    for (_, service) in scenario.services.iter_mut() {
        service.on.truncate(1);
        service.standby.truncate(1);
        if let (Some((site, _)), Some((standby, _))) = (service.on.first(), service.standby.first_mut()) {
            *standby = *site;
        }
    }
    for (_, company) in scenario.companies.iter_mut() {
        if let Some(crew) = &mut company.crew {
            crew.depends_on = None;
        }
    }
    let mut struck: Vec<(ServiceId, SiteId)> = Vec::new();
    plan.actions.retain(|action| {
        let hits = |of: ServiceId, at: SiteId| {
            let (service, site) = struck_by(&action.act);
            (service.is_some() || site.is_some())
                && service.is_none_or(|service| service == of)
                && site.is_none_or(|site| site == at)
        };
        let all = scenario.services.iter();
        let there = all.flat_map(|(id, row)| row.on.iter().chain(&row.standby).map(move |(site, _)| (id, *site)));
        let mut hit: Vec<(ServiceId, SiteId)> = there.filter(|(of, at)| hits(*of, *at)).collect();
        hit.dedup();
        let is_kept = !matches!(action.act, Act::StrikeArea { .. }) && hit.iter().all(|one| !struck.contains(one));
        if is_kept {
            struck.extend(hit);
        }
        is_kept
    });
    (scenario, plan)
}

/// Checks that no placement has fewer working servers in the second run, at any time. Returns whether it ever has more.
fn works_no_less(less: &Recording, more: &Recording) -> Result<bool, TestCaseError> {
    let mut differs = false;
    for (index, (less, more)) in less.placements.iter().zip(&more.placements).enumerate() {
        for at in times(less).chain(times(more)) {
            let [less, more] = [less, more].map(|placement| placement.condition_at(at).working);
            prop_assert!(less <= more, "placement {index} at {}: {less} and {more}", at.0);
            differs |= less < more;
        }
    }
    Ok(differs)
}

#[test]
fn more_crew_never_leaves_fewer_working_servers() {
    law(&(worlds(LATER), 1..60_u64), 20, |(world, more)| {
        let (mut scenario, mut plan) = damaged_once(&world);
        let few = play(&scenario, &plan);
        for (_, company) in scenario.companies.iter_mut() {
            if let Some(crew) = &mut company.crew {
                crew.size += more;
            }
        }
        for action in &mut plan.actions {
            if let Act::Crew { size, .. } = &mut action.act {
                *size += more;
            }
        }
        works_no_less(&few, &play(&scenario, &plan))
    });
}

#[test]
fn less_repair_work_never_leaves_fewer_working_servers() {
    law(&(worlds(LATER), 1..1_000_i64), 20, |(world, share)| {
        let (mut scenario, plan) = damaged_once(&world);
        let long = play(&scenario, &plan);
        for (_, hazard) in scenario.hazards.iter_mut() {
            hazard.repair_work = hazard.repair_work.map(|work| Span((work.0 * share / 1_000).max(1)));
        }
        works_no_less(&long, &play(&scenario, &plan))
    });
}

#[test]
fn a_reserve_longer_than_the_strike_leaves_nothing_dark() {
    law(&worlds(LATER), 3, |world| {
        let (mut scenario, plan) = taken(&world);
        for (id, hazard) in scenario.hazards.iter_mut() {
            hazard.kind = if id.index() % 2 == 0 { HazardKind::Power } else { HazardKind::Cooling };
        }
        let mut plan = plan;
        plan.actions.retain(|action| !matches!(action.act, Act::StrikeService { .. }));
        let longest = |kind: HazardKind| {
            let those = scenario.hazards.rows().iter().filter(|hazard| hazard.kind == kind);
            those.map(|hazard| hazard.out + Span(1)).max().unwrap_or(Span::ZERO)
        };
        let enough = Reserve { power: longest(HazardKind::Power), cooling: longest(HazardKind::Cooling) };
        let mut with = scenario.clone();
        for (_, site) in with.sites.iter_mut() {
            site.reserve = enough;
        }
        let with = play(&with, &plan);
        prop_assert!(with.sites.rows().iter().all(|site| site.dark.is_constant() && site.online.is_constant()));
        prop_assert!(with.placements.iter().all(|placement| placement.condition.is_none()));
        for (_, site) in scenario.sites.iter_mut() {
            site.reserve = Reserve::default();
        }
        Ok(play(&scenario, &plan).sites.rows().iter().any(|site| !site.dark.is_constant()))
    });
}

#[test]
fn a_fault_of_everything_is_the_same_health_as_all_servers_dark() {
    let course = (0..90_i64, 1..300_i64, 0..90_i64, any::<bool>(), any::<Index>(), any::<Index>());
    law(&(worlds(PLAIN_LATER), course), 3, |(world, (after, out, repair, stands_by, of, at))| {
        let (mut scenario, mut plan) = taken(&world);
        let struck = ServiceId::new(of.index(scenario.services.len()));
        // The second of the two sites that are the service's alone.
        let second = SiteId::new(struck.index() + scenario.services.len());
        let row = &mut scenario.services[struck];
        if stands_by {
            row.standby = vec![(second, row.load.max(1))];
            row.switch = Some(Switch { auto: Some(Span(120)), ..Switch::MANUAL });
        }
        let mut sites: Vec<SiteId> = row.on.iter().chain(&row.standby).map(|(site, _)| *site).collect();
        sites.sort();
        sites.dedup();
        for (_, site) in scenario.sites.iter_mut() {
            site.spreads.clear();
        }
        plan.actions.retain(|action| {
            let is_about_it = match (&action.act, struck_by(&action.act)) {
                (Act::Resolve { service, .. }, _) => *service == struck,
                (Act::Extinguish { site }, _) => sites.contains(site),
                (_, (Some(service), _)) => service == struck,
                (_, (None, Some(site))) => sites.contains(&site),
                (act, (None, None)) => matches!(act, Act::StrikeArea { .. }),
            };
            !is_about_it
        });
        let minutes = |minutes: i64| Span(minutes * 60);
        scenario.hazards.push(Hazard {
            key: "course".to_owned(),
            name: "Course".to_owned(),
            kind: HazardKind::Other,
            spread: vec![Step { after: minutes(after), dark: WHOLE }],
            out: minutes(out),
            repair: vec![Step { after: minutes(repair), dark: 0 }],
            uncertainty: None,
            damages: 0,
            destroys: 0,
            repair_work: None,
        });
        let hazard = HazardId::new(scenario.hazards.len() - 1);
        let at =
            When::At(SimTime(at.index(usize::try_from(scenario.length.0 / 60 / 2 + 1).expect("a length")) as i64 * 60));
        let with = |acts: Vec<Act>| {
            let mut plan = plan.clone();
            plan.actions.extend(acts.into_iter().map(|act| Action { at, act }));
            play(&scenario, &plan)
        };
        let fault = with(vec![Act::StrikeService { service: struck, site: None, hazard }]);
        let dark = with(sites.iter().map(|site| Act::Strike { site: *site, hazard: Some(hazard) }).collect());
        for (id, row) in scenario.services.iter() {
            prop_assert_eq!(&fault.services[id].health, &dark.services[id].health, "{}", row.key);
        }
        Ok(fault.services[struck].health != with(Vec::new()).services[struck].health)
    });
}

#[test]
fn more_servers_at_a_lit_site_never_reduce_a_health_where_no_strike_both_damages_and_destroys() {
    // Where a company has a crew, a fault that damages the added server too keeps people from another service.
    let shape = Shape { crews: Crews::Nobody, never_both: true, ..PLAIN_LATER };
    law(&(worlds(shape), any::<Index>(), 1..500_u64), 4, |(world, service, servers)| {
        let (mut scenario, plan) = taken(&world);
        let apart = SiteId::new(scenario.sites.len());
        let mut row = scenario.sites.rows()[0].clone();
        (row.key, row.at, row.spreads) = ("apart".to_owned(), None, Vec::new());
        scenario.sites.push(row);
        let few = play(&scenario, &plan);
        let service = ServiceId::new(service.index(scenario.services.len()));
        scenario.services[service].on.push((apart, servers));
        let many = play(&scenario, &plan);
        never_above(&few, &many)?;
        Ok(repairs(&few))
    });
}

#[test]
fn one_more_strike_never_improves_a_health_where_no_company_has_a_crew() {
    // As for more servers, no strike both damages and destroys: where one does, a rare world breaks the law.
    let shape = Shape { crews: Crews::Nobody, never_both: true, ..PLAIN_LATER };
    law(&(worlds(shape), any_strike()), 4, |(world, added)| {
        let (scenario, mut plan) = taken(&world);
        let few = play(&scenario, &plan);
        plan.actions.push(strike(&scenario, added));
        let many = play(&scenario, &plan);
        never_above(&many, &few)?;
        Ok(repairs(&many))
    });
}
