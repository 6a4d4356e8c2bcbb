//! Tests that the ledger adds up to the lost user-time, in the worlds with known answers and in generated worlds.

use std::sync::Arc;

use firedrill::impact::{ledger, ledger_of};
use firedrill::model::Scenario;
use firedrill::study::{Run, Size, generate};

use crate::support;

fn check(name: &str, scenario: &Arc<Scenario>, seed: u64) {
    for plan in &scenario.plans {
        let run = Run::new(scenario, plan, seed).expect("the plan fits");
        let ledger = ledger(&run.world, &run.recording);
        for (service, summary) in run.recording.summary.services.iter() {
            let parts = &ledger[service];
            let sum: u128 = parts.iter().map(|(_, lost)| lost).sum();
            assert_eq!(sum, summary.lost_user_millisecs, "{name}, {}: {service:?} {parts:?}", plan.name);
        }
    }
}

#[test]
fn the_ledger_adds_up_in_all_worlds() {
    for world in 0..24 {
        let path = format!("{}/tests/worlds/{world:02}.ron", env!("CARGO_MANIFEST_DIR"));
        check(&path, &support::load(&std::fs::read_to_string(&path).expect("a world")), 0);
    }
    check("small", &support::load(support::SMALL), 0);
}

#[test]
fn the_ledger_adds_up_in_generated_worlds_with_any_seed() {
    for seed in 1..4 {
        let scenario = generate(Size { sites: 12, services: 150, dependencies: 450 }, seed);
        check("generated", &Arc::new(scenario), seed);
    }
}

#[test]
fn the_ledger_of_one_service_equals_its_entry_in_the_whole_ledger() {
    let scenario = support::load(support::SMALL);
    let run = support::run(&scenario, "Fire");
    let whole = ledger(&run.world, &run.recording);
    for service in run.world.services.ids() {
        assert_eq!(ledger_of(&run.world, &run.recording, service), whole[service]);
    }
}
