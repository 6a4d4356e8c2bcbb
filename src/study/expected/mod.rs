//! Checks whether a run meets an expectation (MODEL.md, section 9), and computes the value that the expectation is about.

mod judge;

pub use judge::{CameTo, Judgement, judge};

use crate::model::{CompanyId, That};
use crate::recording::{Event, EventKind};
use crate::study::Run;
use crate::units::{Level, Permille, SimTime, Span};

/// The value of a run that an expectation is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Computed {
    /// The length of the longest blackout or outage.
    Span(Span),
    /// The service was Up in the whole run.
    NeverOut,
    /// The time from which the service was Up until the end; `None` if it was out at the end.
    Back(Option<SimTime>),
    /// The number of people affected at the peak.
    People(u64),
    /// The fall to the lowest price, as a share of the last close before the run; `None` if nothing was traded.
    Fall(Option<f64>),
    /// The number of events that count as something that happens.
    Events(usize),
    /// The health of the service at the end, in permille.
    Health(Permille),
}

/// Computes the value that an expectation is about.
#[must_use]
pub fn computed(run: &Run, that: &That) -> Computed {
    let summary = &run.recording.summary;
    match *that {
        That::Down { service, .. } => Computed::Span(summary.services[service].longest_down),
        That::Out { service, .. } | That::KeepsRto { service } | That::BreaksRto { service } => {
            Computed::Span(summary.services[service].longest_out)
        }
        That::Back { service, .. } => {
            let service = &summary.services[service];
            if service.first_out.is_none() { Computed::NeverOut } else { Computed::Back(service.back) }
        }
        That::People { .. } => Computed::People(summary.peak_people),
        That::LowestPrice { company, .. } => Computed::Fall(lowest_fall(run, company)),
        That::Quiet => Computed::Events(run.recording.events.iter().filter(|event| happens(event)).count()),
        That::Recovers { service } => Computed::Health(*run.recording.services[service].health.last()),
    }
}

/// Whether the run meets the expectation. A value must be strictly between the bounds. If a bound is left out, every value satisfies it.
#[must_use]
pub fn is_met(run: &Run, that: &That) -> bool {
    let summary = &run.recording.summary;
    match *that {
        That::Down { service, over, under } => between(summary.services[service].longest_down, over, under),
        That::Out { service, over, under } => between(summary.services[service].longest_out, over, under),
        That::Back { service, by } => {
            let service = &summary.services[service];
            service.first_out.is_none() || service.back.is_some_and(|back| back <= by)
        }
        That::People { over, under } => between(summary.peak_people, over, under),
        That::LowestPrice { company, over, under } => {
            lowest_fall(run, company).is_some_and(|fall| between(fall, over, under))
        }
        That::Quiet => !run.recording.events.iter().any(happens),
        That::Recovers { service } => Level::of(*run.recording.services[service].health.last()) == Level::Up,
        That::KeepsRto { service } => !summary.services[service].rto_broken,
        That::BreaksRto { service } => summary.services[service].rto_broken,
    }
}

fn between<T: PartialOrd + Copy>(value: T, over: Option<T>, under: Option<T>) -> bool {
    over.is_none_or(|over| value > over) && under.is_none_or(|under| value < under)
}

/// Whether an event counts as something that happens. A headline with a fixed date does not count, because it appears in every run.
fn happens(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Headline(_)) || event.cause.is_some()
}

/// The fall from the last close before the run to the lowest price, as a share of that close; `None` without a price.
fn lowest_fall(run: &Run, company: CompanyId) -> Option<f64> {
    let close = run.world.companies[company].listing.as_ref()?.close;
    let low = run.recording.summary.companies[company].low?;
    Some(1.0 - low.price / close)
}
