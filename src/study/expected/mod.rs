//! Whether runs are as is expected of them (MODEL.md, section 9), and what they came to instead.

mod judge;

pub use judge::{CameTo, Judgement, judge};

use crate::model::{CompanyId, That};
use crate::recording::{Event, EventKind};
use crate::study::Run;
use crate::units::{Level, Permille, SimTime, Span};

/// The value of a run that an expectation is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Computed {
    /// The longest blackout or outage.
    Span(Span),
    /// A service was never anything but Up.
    NeverOut,
    /// When a service was Up for good; `None` if it never was again.
    Back(Option<SimTime>),
    /// People affected at the peak.
    People(u64),
    /// The lowest price as a fall; `None` if nothing was traded.
    Fall(Option<f64>),
    /// So many things happened.
    Events(usize),
    /// Health at the end, in permille.
    Health(Permille),
}

/// The value of the run.
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

/// Whether the expectation is met by the run. Bounds are exclusive; a bound left out is met.
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

/// Whether something happens: a headline with a date appears whatever happens.
fn happens(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Headline(_)) || event.cause.is_some()
}

/// The lowest price as a fall from the last close before the run.
fn lowest_fall(run: &Run, company: CompanyId) -> Option<f64> {
    let close = run.world.companies[company].listing.as_ref()?.close;
    let low = run.recording.summary.companies[company].low?;
    Some(1.0 - low.price / close)
}
