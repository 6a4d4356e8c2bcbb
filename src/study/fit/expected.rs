//! Whether a run is as an expectation says (model, section 9).

use crate::model::{CompanyId, That};
use crate::recording::EventKind;
use crate::study::Run;
use crate::units::Level;

/// Whether the run is so. Bounds are exclusive; a bound left out holds.
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
        // A headline with a date appears whatever happens.
        That::Quiet => run
            .recording
            .events
            .iter()
            .all(|event| matches!(event.kind, EventKind::Headline(_)) && event.cause.is_none()),
        That::Recovers { service } => Level::of(*run.recording.services[service].health.last()) == Level::Up,
    }
}

fn between<T: PartialOrd + Copy>(value: T, over: Option<T>, under: Option<T>) -> bool {
    over.is_none_or(|over| value > over) && under.is_none_or(|under| value < under)
}

/// The lowest price as a fall from the last close before the run.
fn lowest_fall(run: &Run, company: CompanyId) -> Option<f64> {
    let close = run.world.companies[company].listing.as_ref()?.close;
    let low = run.recording.summary.companies[company].low?;
    Some(1.0 - low.price / close)
}
