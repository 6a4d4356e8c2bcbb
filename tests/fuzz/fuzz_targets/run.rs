//! Loads any bytes as a scenario and makes the run of each of its plans. No scenario may panic or run for ever.

#![no_main]

use std::sync::Arc;

use firedrill::file;
use firedrill::study::Run;
use libfuzzer_sys::fuzz_target;

/// Larger worlds only take longer; the budget of a run is tested elsewhere.
const MOST_ROWS: usize = 100;
const MOST_PLANS: usize = 4;
const MOST_ACTIONS: usize = 20;
const LONGEST_RUN_SECS: i64 = 7 * 24 * 3_600;

fuzz_target!(|bytes: &[u8]| {
    let Ok(scenario) = file::load(bytes) else { return };
    let scenario = Arc::new(scenario);
    let rows = scenario.sites.len() + scenario.services.len() + scenario.companies.len() + scenario.rivals.len();
    if rows > MOST_ROWS || scenario.length.0 > LONGEST_RUN_SECS {
        return;
    }
    for plan in scenario.plans.iter().filter(|plan| plan.actions.len() <= MOST_ACTIONS).take(MOST_PLANS) {
        drop(Run::new(&scenario, plan, 0));
    }
});
