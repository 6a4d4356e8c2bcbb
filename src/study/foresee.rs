//! What is known of the size of runs before they are made: their strikes, share prices and numbers of users of rivals (MODEL.md, section 12).

use std::sync::Arc;

use super::RunError;
use super::over_budget::TooMuch;
use super::run::prepared;
use crate::model::{Plan, Scenario};
use crate::sim::{Budget, Spending};

/// The most plans that are told to be too large, and the most strikes that are counted of all plans together.
const MOST_TOLD: usize = 20;
const MOST_STRIKES: u64 = 2_000_000;

/// The plans of a scenario whose runs would come to more than their budget, as far as it is known without making them. A run may still
/// come to more: that shows only when it is made.
#[must_use]
pub fn foresee(scenario: &Arc<Scenario>) -> Vec<TooMuch> {
    let nothing = Plan::default();
    // Prices and rivals are the same for every plan.
    let spending = &mut Spending::new(Budget::STANDARD, None);
    let any = scenario.plans.first().unwrap_or(&nothing);
    if let Err(stopped) = crate::impact::foresee(scenario, spending)
        && let RunError::TooMuch(too_much) = RunError::stopped(scenario, any, stopped)
    {
        return vec![*too_much];
    }
    let mut told = Vec::new();
    let mut strikes = 0;
    for plan in scenario.plans.iter().filter(|plan| plan.acts()) {
        if told.len() == MOST_TOLD || strikes > MOST_STRIKES {
            break;
        }
        let Ok(world) = prepared(scenario, plan) else { continue };
        let spending = &mut Spending::new(Budget::STANDARD, None);
        if let Err(stopped) = crate::sim::foresee(&world, plan, spending)
            && let RunError::TooMuch(too_much) = RunError::stopped(&world, plan, stopped)
        {
            told.push(*too_much);
        }
        strikes += spending.spent().strikes;
    }
    told
}
