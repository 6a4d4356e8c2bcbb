//! Expectations in words: what is expected, of what, and what came out.

use super::when;
use crate::model::{Expectation, Scenario, Seeds, That};
use crate::study::{CameTo, Computed};
use crate::units::{Permille, Span, text};

/// What is expected of a plan.
pub(super) fn that(scenario: &Scenario, that: &That) -> String {
    let service = |id| scenario.services[id].name.as_str();
    match *that {
        That::Down { service: id, over, under } => {
            format!("{}: longest blackout{}", service(id), bounds(over, under, text::span))
        }
        That::Out { service: id, over, under } => {
            format!("{}: longest outage{}", service(id), bounds(over, under, text::span))
        }
        That::Back { service: id, by } => format!("{} back by {}", service(id), when::short(&scenario.clock, by)),
        That::People { over, under } => format!("people affected at the peak{}", bounds(over, under, text::exact)),
        That::LowestPrice { company, over, under } => {
            // A fall is told by its size: of two falls the greater one is over the other.
            let fall = |share: f64| text::change(share).trim_start_matches('+').to_owned();
            format!("{}: lowest price, a fall{}", scenario.companies[company].name, bounds(over, under, fall))
        }
        That::Quiet => "nothing happens".to_owned(),
        That::Recovers { service: id } => format!("{} is Up at the end", service(id)),
        That::KeepsRto { service: id } => format!("{} keeps its RTO{}", service(id), rto(scenario, id)),
        That::BreaksRto { service: id } => format!("{} breaks its RTO{}", service(id), rto(scenario, id)),
    }
}

fn rto(scenario: &Scenario, service: crate::model::ServiceId) -> String {
    scenario.services[service].rto.map_or_else(String::new, |rto| format!(" of {}", text::span(rto)))
}

fn bounds<T>(over: Option<T>, under: Option<T>, told: impl Fn(T) -> String) -> String {
    let over = over.map_or_else(String::new, |over| format!(" over {}", told(over)));
    let under = under.map_or_else(String::new, |under| format!(" under {}", told(under)));
    format!("{over}{under}")
}

/// An expectation by its plan, what is expected, and under which luck.
pub(super) fn name(scenario: &Scenario, expectation: &Expectation) -> String {
    let seeds = match expectation.seeds {
        Seeds::One(0) => String::new(),
        Seeds::One(seed) => format!(", with seed {seed}"),
        Seeds::Share { first, runs, share } => {
            let last = first + u64::from(runs) - 1;
            format!(", in {} of the runs with seeds {first} to {last}", text::share(share))
        }
    };
    format!("{}: {}{seeds}", scenario.plans[expectation.plan].name, that(scenario, &expectation.that))
}

/// What came out.
pub(super) fn came_to(scenario: &Scenario, came_to: CameTo) -> String {
    match came_to {
        CameTo::One(one) => computed(scenario, one),
        CameTo::Share { met, of, failing } => {
            let share = u64::from(met) * 1_000 / u64::from(of.max(1));
            let share = text::share(Permille::try_from(share).unwrap_or(1_000));
            let failing = failing.map_or_else(String::new, |(seed, one)| {
                format!("; first not with seed {seed}: {}", computed(scenario, one))
            });
            format!("so in {met} of {of} runs ({share}){failing}")
        }
    }
}

fn computed(scenario: &Scenario, computed: Computed) -> String {
    match computed {
        Computed::Span(Span(0)) => "none".to_owned(),
        Computed::Span(span) => text::span(span),
        Computed::NeverOut => "always Up".to_owned(),
        Computed::Back(None) => "not back by the end".to_owned(),
        Computed::Back(Some(at)) => format!("back {}", when::short(&scenario.clock, at)),
        Computed::People(people) => text::exact(people),
        Computed::Fall(None) => "nothing was traded".to_owned(),
        Computed::Fall(Some(fall)) => text::change(-fall),
        Computed::Events(1) => "1 event".to_owned(),
        Computed::Events(events) => format!("{} events", text::exact(events as u64)),
        Computed::Health(health) => format!("health {} at the end", text::share(health)),
    }
}
