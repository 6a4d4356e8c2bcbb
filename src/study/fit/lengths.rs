//! The length of an outage in the run, divided by its observed length.

use super::agreement::Ratio;
use super::computed::Window;
use crate::model::{History, Observed, Scenario, ServiceId};
use crate::recording::Outage;
use crate::units::{SimTime, Span};

/// The length of the outage in the run, divided by its observed length. If the end was observed between two times, the observed length nearest
/// to that of the run is used, so the ratio is 1 if the outage of the run ends between them. `end` is the end of the run. The observed outage
/// begins when the history says that the service was no longer Up, else when the outage of the run begins. `None` if the service was
/// observed to be back before that, or only after the end of the run.
pub(super) fn length_ratio(
    scenario: &Scenario,
    service: ServiceId,
    outage: Outage,
    back: Window,
    end: SimTime,
) -> Option<Ratio> {
    let began = observed_start(scenario, service, outage.from, back.until).unwrap_or(outage.from);
    let until = outage.until.unwrap_or(end);
    let observed = back.nearest(until) - began;
    let computed = until - outage.from;
    let is_at_least = outage.until.is_none();
    if observed <= Span::ZERO || computed <= Span::ZERO || (is_at_least && back.from >= end) {
        return None;
    }
    Some(Ratio { ratio: computed.as_secs_f64() / observed.as_secs_f64(), is_at_least })
}

/// When the history says that a service was no longer Up: of the last such observation before its recovery, the time nearest to `computed`.
fn observed_start(scenario: &Scenario, service: ServiceId, computed: SimTime, back: SimTime) -> Option<SimTime> {
    let is_of_service = |history: &&History| history.what == Observed::Down(service) && history.at <= back;
    let last = scenario.history.iter().filter(is_of_service).max_by_key(|history| history.at)?;
    Some(Window::of(last).nearest(computed))
}
