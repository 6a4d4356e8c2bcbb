//! Writes expectations and their results as text: what is expected, of which plan, and what was computed.

use super::when;
use crate::model::{Expectation, Scenario, Seeds, That};
use crate::study::{CameTo, Computed, Judgement, Outcome};
use crate::units::{Span, text};

/// The text for what is expected of a plan.
pub(super) fn that(scenario: &Scenario, that: &That) -> String {
    let service = |id| scenario.services[id].name.as_str();
    match *that {
        That::Down { service: id, over: least, under: most } => {
            format!("{}: longest blackout {}", service(id), bounds([over(least), under(most)], text::exact_span))
        }
        That::Out { service: id, over: least, under: most } => {
            format!("{}: longest outage {}", service(id), bounds([over(least), under(most)], text::exact_span))
        }
        That::Back { service: id, by } => format!("{} back by {}", service(id), when::short(&scenario.clock, by)),
        That::People { over: least, under: most } => {
            format!("people affected at the peak {}", bounds([over(least), under(most)], text::exact))
        }
        That::LowestPrice { company, over: least, under: most } => {
            let by = bounds(
                [Bound { word: "more than", value: least }, Bound { word: "less than", value: most }],
                text::per_cent,
            );
            format!("{}: lowest price falls by {by}", scenario.companies[company].name)
        }
        That::Quiet => "nothing happens".to_owned(),
        That::Recovers { service: id } => format!("{} is Up at the end", service(id)),
        That::KeepsRto { service: id } => format!("{} keeps its RTO{}", service(id), rto(scenario, id)),
        That::BreaksRto { service: id } => format!("{} breaks its RTO{}", service(id), rto(scenario, id)),
    }
}

fn rto(scenario: &Scenario, service: crate::model::ServiceId) -> String {
    scenario.services[service].rto.map_or_else(String::new, |rto| format!(" of {}", text::exact_span(rto)))
}

/// A lower or an upper bound: a word for it, such as "over" or "under", and its value, or `None` if there is no such bound.
struct Bound<T> {
    word: &'static str,
    value: Option<T>,
}

fn over<T>(value: Option<T>) -> Bound<T> {
    Bound { word: "over", value }
}

fn under<T>(value: Option<T>) -> Bound<T> {
    Bound { word: "under", value }
}

fn bounds<T>(bounds: [Bound<T>; 2], write: impl Fn(T) -> String) -> String {
    let text = |bound: Bound<T>| bound.value.map(|value| format!("{} {}", bound.word, write(value)));
    bounds.into_iter().filter_map(text).collect::<Vec<_>>().join(" and ")
}

/// The name of an expectation: its plan, what is expected, and for which seeds.
pub(super) fn name(scenario: &Scenario, expectation: &Expectation) -> String {
    format!("{}: {}", plan(scenario, expectation), expected(scenario, expectation))
}

/// The name of the plan that an expectation is about.
pub(super) fn plan<'a>(scenario: &'a Scenario, expectation: &Expectation) -> &'a str {
    &scenario.plans[expectation.plan].name
}

/// The text for what is expected of the plan, and for which seeds.
pub(super) fn expected(scenario: &Scenario, expectation: &Expectation) -> String {
    let seeds = match expectation.seeds {
        Seeds::One(0) => String::new(),
        Seeds::One(seed) => format!(", with seed {seed}"),
        Seeds::Share { first, runs, share } => {
            let last = first + u64::from(runs) - 1;
            format!(", in {} of the runs with seeds {first} to {last}", text::share(share))
        }
    };
    format!("{}{seeds}", that(scenario, &expectation.that))
}

/// The text for what was computed. `that` is what was expected.
pub(super) fn came_to(scenario: &Scenario, that: &That, judgement: &Judgement) -> String {
    let undecided = if judgement.outcome == Outcome::Undecided { "not decided within the run: " } else { "" };
    let computed = |one| computed(scenario, that, one);
    match judgement.came_to {
        CameTo::One(one) => format!("{undecided}{}", computed(one)),
        CameTo::Share { met, undecided: open, of, failing } => {
            let share = text::share_of(met.into(), of.into());
            let open = if open == 0 { String::new() } else { format!(", not decided in {open}") };
            let failing = failing
                .map_or_else(String::new, |(seed, one)| format!("; not met first with seed {seed}: {}", computed(one)));
            let runs = text::counted(of.into(), "run", "runs");
            format!("{undecided}met in {met} of {runs} ({share}){open}{failing}")
        }
    }
}

fn computed(scenario: &Scenario, that: &That, computed: Computed) -> String {
    let what = if matches!(that, That::Down { .. }) { "blackout" } else { "outage" };
    match computed {
        Computed::Span(Span(0)) => format!("no {what}"),
        Computed::Span(span) => span_beside_bounds(scenario, that, span),
        Computed::AtLeast(span) => {
            format!("at least {}; the run ends before the {what} is over", span_beside_bounds(scenario, that, span))
        }
        Computed::NeverOut => "always Up".to_owned(),
        Computed::Back(None) => "not back at the end".to_owned(),
        Computed::Back(Some(at)) => format!("back {}", when::short(&scenario.clock, at)),
        Computed::People(people) => text::exact(people),
        Computed::Fall(None) => "nothing was traded".to_owned(),
        Computed::Fall(Some(fall)) if fall < 0.0 => format!("a rise of {}", text::per_cent(-fall)),
        Computed::Fall(Some(fall)) => format!("a fall of {}", text::per_cent(fall)),
        Computed::Events(events) => text::counted(events as u64, "event", "events"),
        Computed::Health(health) => format!("health {} at the end", text::share(health)),
    }
}

/// A length of time beside the bounds that are expected of it: exact if it would otherwise read like a bound to which it is not equal.
fn span_beside_bounds(scenario: &Scenario, that: &That, span: Span) -> String {
    let bounds = match *that {
        That::Down { over, under, .. } | That::Out { over, under, .. } => [over, under],
        That::KeepsRto { service } | That::BreaksRto { service } => [scenario.services[service].rto, None],
        That::Back { .. } | That::Recovers { .. } | That::People { .. } | That::LowestPrice { .. } | That::Quiet => {
            [None, None]
        }
    };
    let rounded = text::span(span);
    let misleads = |bound: Span| bound != span && text::span(bound) == rounded;
    if bounds.into_iter().flatten().any(misleads) { text::exact_span(span) } else { rounded }
}
