//! The length of an outage in the run against its observed length: the ratio of one, and the mean over all that were observed.

use super::agreement::{NEAR_FACTOR, Ratio};
use super::computed::Window;
use crate::model::{History, Observed, Scenario, ServiceId};
use crate::recording::Outage;
use crate::units::{SimTime, Span};

/// The ratios of all outages of which both lengths are known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LengthSummary {
    /// The number of ratios.
    pub count: usize,
    /// How many of them are within [`super::NEAR_FACTOR`]. An outage that goes on at the end of the run is not.
    pub near: usize,
    /// How many of them are of outages that go on at the end of the run. They are in the mean with the length until then.
    pub at_least: usize,
    /// The geometric mean of the factors, that is e to the mean of |ln ratio|; `None` without a ratio.
    pub mean_factor: Option<f64>,
}

impl LengthSummary {
    /// The summary of some ratios.
    pub fn of(ratios: impl Iterator<Item = Ratio>) -> Self {
        let mut summary = Self::default();
        let mut logarithms = 0.0;
        for ratio in ratios {
            summary.count += 1;
            summary.at_least += usize::from(ratio.is_at_least);
            summary.near += usize::from(ratio.is_near());
            logarithms += libm::log(ratio.factor());
        }
        summary.mean_factor = (summary.count > 0).then(|| libm::exp(logarithms / summary.count as f64));
        summary
    }
}

/// How near the counts of servers that were observed are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountSummary {
    /// The number of observed counts.
    pub count: usize,
    /// How many of the counts of the run are within [`NEAR_FACTOR`] of the observed ones.
    pub near: usize,
}

impl CountSummary {
    /// The summary of some counts, each with its ratio if it has one.
    pub fn of(ratios: impl Iterator<Item = Option<f64>>) -> Self {
        ratios.fold(Self::default(), |summary, ratio| Self {
            count: summary.count + 1,
            near: summary.near + usize::from(ratio.is_some_and(|ratio| ratio.max(ratio.recip()) <= NEAR_FACTOR)),
        })
    }
}

/// A count of the run divided by the observed count: 1 if both are 0. `None` if only the observed one is 0.
pub(super) fn count_ratio(observed: u64, computed: u64) -> Option<f64> {
    match (observed, computed) {
        (0, 0) => Some(1.0),
        (0, _) => None,
        _ => Some(computed as f64 / observed as f64),
    }
}

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
