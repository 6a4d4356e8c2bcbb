//! Tests of random factors (MODEL.md, section 8): what a seed changes, and what it does not change.

use std::collections::BTreeMap;
use std::sync::Arc;

use firedrill::model::Scenario;
use firedrill::study::Run;
use firedrill::units::SimTime;
use proptest::prelude::*;

use crate::support::wild::{Shape, of_both_versions};
use crate::support::{SMALL, health, load, world};

const SITE: &str = "\"new\": (name: \"New\", at: (-50.0, 8.0), hazard: \"h0\")";
const SERVICE: &str = "\"new\": (name: \"New\", users: 5, on: { \"new\": 10 }, restart: \"20m\")";

/// The run of the first plan of this scenario with this seed.
fn lucky(text: &str, seed: u64) -> Run {
    let scenario = load(text);
    Run::new(&scenario, &scenario.plans[0], seed).expect("the plan fits")
}

/// All strikes and series by the id of their site or service, without those of the added site and service.
fn told(run: &Run) -> BTreeMap<String, String> {
    let sites = run.world.sites.iter().map(|(id, site)| {
        let strikes = run.recording.strikes.iter().filter(|strike| strike.target.site() == Some(id));
        let strikes: Vec<_> = strikes.map(|strike| (strike.at, strike.out)).collect();
        (site.key.clone(), format!("{:?} {strikes:?}", run.recording.sites[id].dark))
    });
    let services = run
        .world
        .services
        .iter()
        .map(|(id, service)| (service.key.clone(), format!("{:?}", run.recording.services[id].health)));
    sites.chain(services).filter(|(key, _)| key != "new").collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_added_site_and_service_do_not_change_other_random_factors(world in of_both_versions(Shape::ANY), seed in 1_u64..) {
        let mut more = world.pieces();
        more.sites.insert(0, SITE.to_owned());
        more.services.insert(0, SERVICE.to_owned());
        prop_assert_eq!(told(&lucky(&world.text(), seed)), told(&lucky(&more.text(), seed)));
    }
}

#[test]
fn seeds_give_different_runs_and_seed_0_is_the_scenario_as_written() {
    let scenario = load(SMALL);
    let run = |scenario: &Arc<Scenario>, seed| Run::new(scenario, &scenario.plans[1], seed).expect("the plan fits");
    assert_ne!(told(&run(&scenario, 1)), told(&run(&scenario, 2)));
    let certain = Arc::new(without_luck(&scenario));
    assert_eq!(told(&run(&scenario, 0)), told(&run(&certain, 0)));
    assert!(scenario.is_uncertain() && !certain.is_uncertain());
    assert_eq!(told(&run(&certain, 1)), told(&run(&certain, 2)), "without uncertainty no seed changes anything");
}

/// The scenario without uncertainty.
fn without_luck(scenario: &Scenario) -> Scenario {
    let certain = |uncertainty: &mut Option<f64>| *uncertainty = None;
    let mut world = Scenario { uncertainty: 0.0, ..scenario.clone() };
    world.hazards.iter_mut().for_each(|(_, hazard)| certain(&mut hazard.uncertainty));
    world.services.iter_mut().for_each(|(_, service)| certain(&mut service.uncertainty));
    world
}

/// The health of a service that needs time to start. All of its servers are at site `a`, which is struck. The run has this seed.
fn restarted(uncertainty: &str, seed: u64) -> String {
    let service = format!("\"shop\": (name: \"Shop\", on: {{ \"a\": 10 }}, restart: \"10m\"{uncertainty})");
    let scenario = world("", &service, "(at: \"01:00\", do: Strike(site: \"a\"))");
    health(&Run::new(&scenario, &scenario.plans[0], seed).expect("the plan fits"), "shop")
}

#[test]
fn a_service_can_have_its_own_uncertainty() {
    assert_eq!(restarted("", 7), "00:00 1000, 01:00 0, 02:10 1000", "nothing is uncertain");
    let uncertain = restarted(", uncertainty: 0.5", 7);
    assert!(uncertain.starts_with("00:00 1000, 01:00 0, 02:") && !uncertain.contains("02:10"), "{uncertain}");
    assert_ne!(uncertain, restarted(", uncertainty: 0.5", 8));
}

/// The health of a service whose site is struck while people are ordered to fail it over to its standby, and the time at which the
/// pending failover is due. The run has this seed.
fn switched(uncertainty: &str, seed: u64) -> (String, Option<SimTime>) {
    let service = format!(
        "\"shop\": (name: \"Shop\", on: {{ \"a\": 10 }}, standby: {{ \"b\": 10 }}, switch: (by_hand: \"30m\"){uncertainty})"
    );
    let actions = "(at: \"01:00\", do: Strike(site: \"a\")), (at: \"01:00\", do: FailOver(service: \"shop\"))";
    let scenario = world("", &service, actions);
    let run = Run::new(&scenario, &scenario.plans[0], seed).expect("the plan fits");
    let shop = scenario.services.ids().next().expect("a service");
    (health(&run, "shop"), run.pending_switch(shop, SimTime(3_601)).map(|order| order.due))
}

/// The time that people need for a failover is as uncertain as the service, and the pending order shows the time at which the
/// failover really happens.
#[test]
fn a_manual_failover_is_as_uncertain_as_its_service() {
    let (certain, pending) = switched("", 7);
    assert!(certain.contains("01:30 1000"), "{certain}");
    assert_eq!(pending, Some(SimTime(5_400)));
    let (uncertain, pending) = switched(", uncertainty: 0.5", 7);
    assert!(!uncertain.contains("01:30 1000"), "{uncertain}");
    let engaged = pending.expect("it is ordered");
    assert_ne!(engaged, SimTime(5_400));
    assert!(uncertain.contains(&format!("{:02}:{:02}", engaged.0 / 3_600, engaged.0 / 60 % 60)), "{uncertain}");
}

#[test]
fn a_hazard_can_have_its_own_uncertainty() {
    let scenario = load(SMALL);
    let outs = |scenario: &Scenario| {
        let run = Run::new(&Arc::new(scenario.clone()), &scenario.plans[1], 5).expect("the plan fits");
        let out = |key: &str| {
            let of = |strike: &&firedrill::recording::StrikeRun| scenario.hazards[strike.hazard].key == key;
            run.recording.strikes.iter().find(of).map(|strike| (strike.out - strike.at).0).expect("it hit")
        };
        (out("battery-fire"), out("power-off"))
    };
    let as_written = without_luck(&scenario);
    let mut one = without_luck(&scenario);
    one.hazards.iter_mut().for_each(|(_, hazard)| hazard.uncertainty = (hazard.key == "power-off").then_some(0.3));
    let ((fire, power), (fire_then, power_then)) = (outs(&as_written), outs(&one));
    assert_eq!(fire, fire_then);
    assert_ne!(power, power_then);
}

/// The run with this seed of a service that fails over by itself to a standby which works with this chance.
fn with_success(success: &str, seed: u64) -> Run {
    lucky(
        &format!(
            r#"(firedrill: 2, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2h",
            hazards: {{ "cut": (name: "Cut", kind: Power, spread: [("0s", 1.0)], out: "1h") }},
            sites: {{ "a": (name: "A", hazard: "cut"), "b": (name: "B") }},
            services: {{ "shop": (name: "Shop", on: {{ "a": 10 }}, standby: {{ "b": 10 }}, switch: (auto: "5m", success: {success})) }},
            plans: [(name: "Plan", actions: [(at: "00:10", do: Strike(site: "a"))])])"#
        ),
        seed,
    )
}

#[test]
fn a_standby_works_in_as_many_seeds_as_its_success_says() {
    let works = |success: &str, seed: u64| match health(&with_success(success, seed), "shop").as_str() {
        "00:00 1000, 00:10 0, 00:15 1000" => true,
        "00:00 1000, 00:10 0" => false,
        health => panic!("{health}"),
    };
    assert!(works("0.5", 0) && works("1", 0) && !works("0.499", 0) && !works("0", 0), "the scenario as written");
    let share = |success: &str| (1..=400).filter(|seed| works(success, *seed)).count();
    assert_eq!((share("0"), share("1")), (0, 400));
    // 400 seeds give 120 and 280 with a standard deviation of nine.
    assert!(
        (90..=150).contains(&share("0.3")) && (250..=310).contains(&share("0.7")),
        "{} {}",
        share("0.3"),
        share("0.7")
    );
}

/// How long the reserve of a site, the strike, and the repair of a server last in the run with this seed, in seconds.
fn reserve_strike_and_work(uncertainty: &str, seed: u64) -> [i64; 3] {
    let text = format!(
        r#"(firedrill: 2, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "9d", uncertainty: {uncertainty},
        hazards: {{ "cut": (name: "Cut", kind: Power, spread: [("0s", 1.0)], out: "6h", repair: [("0s", 0.0)], damages: 1.0, repair_work: "2h") }},
        sites: {{ "a": (name: "A", hazard: "cut", reserve: (power: "30m")) }},
        services: {{ "shop": (name: "Shop", on: {{ "a": 10 }}) }},
        plans: [(name: "Plan", actions: [(at: "01:00", do: Strike(site: "a"))])])"#
    );
    let run = lucky(&text, seed);
    let strike = run.recording.strikes[0];
    let changes: Vec<SimTime> = run.recording.services.rows()[0].health.all().iter().map(|(at, _)| *at).collect();
    let [_, falls, rises] = changes[..] else { panic!("{changes:?}") };
    [(falls - strike.at).0, (strike.out - strike.at).0, (rises - strike.out).0]
}

#[test]
fn a_reserve_and_the_work_of_repair_have_factors_of_their_own() {
    let as_written = [30 * 60, 6 * 3_600, 2 * 3_600];
    assert_eq!(reserve_strike_and_work("0.3", 0), as_written);
    assert_eq!(reserve_strike_and_work("0", 5), as_written);
    let one = reserve_strike_and_work("0.3", 5);
    let factors: Vec<f64> = one.iter().zip(as_written).map(|(is, was)| *is as f64 / was as f64).collect();
    assert!(factors.iter().all(|factor| (factor - 1.0).abs() > 0.001), "{factors:?}");
    assert!((factors[0] - factors[1]).abs() > 0.001 && (factors[1] - factors[2]).abs() > 0.001, "{factors:?}");
    assert!((factors[0] - factors[2]).abs() > 0.001, "{factors:?}");
    assert_ne!(one, reserve_strike_and_work("0.3", 6));
}
