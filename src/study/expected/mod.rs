//! Checks whether a run meets an expectation (MODEL.md, section 9), and computes the value that the expectation is about.

mod judge;

pub use judge::{CameTo, Judgement, judge};

use crate::model::{CompanyId, ServiceId, That};
use crate::recording::{Event, EventKind};
use crate::study::Run;
use crate::units::{Level, Permille, SimTime, Span};

/// The value of a run that an expectation is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Computed {
    /// The length of the longest blackout or outage.
    Span(Span),
    /// The longest blackout or outage lasts at least so long: one of them goes on at the end of the run.
    AtLeast(Span),
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

/// Whether a run meets an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The run meets it.
    Met,
    /// The run does not meet it.
    NotMet,
    /// The run ends before it is known: it depends on how long an outage lasts that goes on at the end of the run.
    Undecided,
}

/// Computes the value that an expectation is about.
#[must_use]
pub fn computed(run: &Run, that: &That) -> Computed {
    let summary = &run.recording.summary;
    match *that {
        That::Down { service, .. } => longest(run, service, Level::Down).computed(),
        That::Out { service, .. } | That::KeepsRto { service } | That::BreaksRto { service } => {
            longest(run, service, Level::Degraded).computed()
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
pub fn outcome(run: &Run, that: &That) -> Outcome {
    let summary = &run.recording.summary;
    let met = match *that {
        That::Down { service, over, under } => return longest(run, service, Level::Down).between(over, under),
        That::Out { service, over, under } => return longest(run, service, Level::Degraded).between(over, under),
        That::KeepsRto { service } | That::BreaksRto { service } if summary.services[service].rto_undecided => {
            return Outcome::Undecided;
        }
        That::KeepsRto { service } => !summary.services[service].rto_broken,
        That::BreaksRto { service } => summary.services[service].rto_broken,
        // `by` is a time of the run, so the run shows whether the service is back by then.
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
    };
    if met { Outcome::Met } else { Outcome::NotMet }
}

/// Whether it is certain that the run meets the expectation.
#[must_use]
pub fn is_met(run: &Run, that: &That) -> bool {
    outcome(run, that) == Outcome::Met
}

/// The longest of the stretches of a run in which a service has at most a certain level.
#[derive(Clone, Copy)]
struct Longest {
    span: Span,
    /// Whether one of them goes on at the end of the run, so that the longest one may be longer than `span`.
    is_open: bool,
}

/// The longest stretch in which a service has this level or a lower one: an outage for Degraded, a blackout for Down.
fn longest(run: &Run, service: ServiceId, level: Level) -> Longest {
    let summary = &run.recording.summary.services[service];
    let span = if level == Level::Down { summary.longest_down } else { summary.longest_out };
    Longest { span, is_open: Level::of(*run.recording.services[service].health.last()) <= level }
}

impl Longest {
    fn computed(self) -> Computed {
        if self.is_open { Computed::AtLeast(self.span) } else { Computed::Span(self.span) }
    }

    /// Whether the length is strictly between these bounds. While a stretch goes on, it is only known that the length is at least `span`.
    fn between(self, over: Option<Span>, under: Option<Span>) -> Outcome {
        let is_over = over.is_none_or(|over| self.span > over);
        if under.is_some_and(|under| self.span >= under) {
            Outcome::NotMet
        } else if self.is_open && !(is_over && under.is_none()) {
            Outcome::Undecided
        } else if is_over {
            Outcome::Met
        } else {
            Outcome::NotMet
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_that_still_grows_proves_only_that_it_is_long() {
        let open = |over: Option<i64>, under: Option<i64>| {
            Longest { span: Span(100), is_open: true }.between(over.map(Span), under.map(Span))
        };
        assert_eq!(open(Some(99), None), Outcome::Met);
        assert_eq!(open(Some(100), None), Outcome::Undecided);
        assert_eq!(open(None, Some(100)), Outcome::NotMet);
        assert_eq!(open(None, Some(101)), Outcome::Undecided);
        assert_eq!(open(Some(99), Some(101)), Outcome::Undecided);
        assert_eq!(open(Some(200), Some(300)), Outcome::Undecided);
        assert_eq!(open(Some(50), Some(100)), Outcome::NotMet);
        let closed = |over: Option<i64>, under: Option<i64>| {
            Longest { span: Span(100), is_open: false }.between(over.map(Span), under.map(Span))
        };
        assert_eq!(closed(Some(99), Some(101)), Outcome::Met);
        assert_eq!(closed(Some(100), None), Outcome::NotMet);
        assert_eq!(closed(None, Some(100)), Outcome::NotMet);
    }
}
