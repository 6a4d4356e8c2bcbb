//! Bends: the events at which the lines of a plot change most.

use super::line::Line;
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::study::words;
use crate::ui::ViewContext;
use crate::ui::time_axis::Tab;
use crate::units::{Level, SimTime, WHOLE};

/// The largest number of bends that are kept. Usually the plot has room for fewer of them.
const KEPT: usize = 16;
/// Bends smaller than this share of the largest bend are dropped.
const LEAST: f64 = 0.04;

/// A point at which a line changes, and the event that changes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bend {
    /// The time in seconds since the start, and the value of the line from this time on.
    pub at: (f64, f64),
    /// The event.
    pub event: EventId,
    /// The event as a sentence.
    pub words: String,
}

/// The bends of the lines in the plot of a tab, the largest bend first.
#[must_use]
pub fn bends(tab: Tab, context: &ViewContext<'_>, lines: &[Line]) -> Vec<Bend> {
    let found: Vec<(f64, f64, f64, EventId)> = match tab {
        Tab::People => steps(context, lines, |kind| {
            let EventKind::Health { service, from, to } = kind else { return 0 };
            let service = &context.world.services[service];
            service.cut_off(from).abs_diff(service.cut_off(to))
        }),
        Tab::Servers => steps(context, lines, |kind| {
            let EventKind::Dark { site, from, to } = kind else { return 0 };
            context.recording.sites[site].servers * u64::from(from.abs_diff(to))
        }),
        Tab::Shares => prices(context, lines),
        Tab::Rivals => turns(context.recording, lines),
        Tab::Lanes | Tab::Compare => Vec::new(),
    };
    let most = found.iter().map(|(weight, ..)| *weight).fold(0.0, f64::max);
    let mut found: Vec<_> = found.into_iter().filter(|(weight, ..)| *weight > most * LEAST).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.3.cmp(&b.3)));
    // A subject may get worse and better many times. Only its largest change for the worse and its largest change for the better are
    // kept.
    let mut kept: Vec<(Subject, bool)> = Vec::new();
    found.retain(|(.., event)| {
        let event = context.recording.event(*event);
        let own = (context.recording.subject(event), is_better(event.kind));
        let is_new = !kept.contains(&own);
        kept.push(own);
        is_new
    });
    found.truncate(KEPT);
    let bend = |(_, secs, value, event)| Bend {
        at: (secs, value),
        event,
        words: words::event_in_brief(context.run, event, context.localized, context.texts),
    };
    found.into_iter().map(bend).collect()
}

/// Whether the event improves the state of its subject. Of the two events of a trading day, the opening counts as an improvement and
/// the low does not.
const fn is_better(kind: EventKind) -> bool {
    matches!(kind, EventKind::Health { from, to, .. } if to > from)
        || matches!(kind, EventKind::Dark { from, to, .. } if to < from)
        || matches!(kind, EventKind::Level { to: Level::Up, .. })
        || matches!(kind, EventKind::Opening(..))
}

/// The steps of the first line, which must be a step function, as `(size, seconds, value, event)`. Several events may happen at the
/// time of a step; the one for which `share` returns the largest positive number is used.
fn steps(context: &ViewContext<'_>, lines: &[Line], share: impl Fn(EventKind) -> u64) -> Vec<(f64, f64, f64, EventId)> {
    let Some(line) = lines.first() else { return Vec::new() };
    let recording = context.recording;
    let corners = line.runs.iter().flat_map(|run| run.windows(2)).filter(|pair| pair[0].x == pair[1].x);
    let bend = |pair: &[egui_plot::PlotPoint]| {
        let at = SimTime(pair[1].x as i64);
        let first = recording.events.partition_point(|event| event.at < at);
        let of_moment = (first..recording.events_until(at)).map(|index| (share(recording.events[index].kind), index));
        let (_, index) = of_moment
            .filter(|(share, _)| *share > 0)
            .max_by_key(|(share, index)| (*share, std::cmp::Reverse(*index)))?;
        Some(((pair[1].y - pair[0].y).abs(), pair[1].x, pair[1].y, EventId::new(index)))
    };
    corners.filter_map(bend).collect()
}

/// The opening and the low price of each trading day that an outage affects, as `(size, seconds, change, event)`. The change is
/// relative to the last close before the run.
fn prices(context: &ViewContext<'_>, lines: &[Line]) -> Vec<(f64, f64, f64, EventId)> {
    let bend = |(index, event): (usize, &crate::recording::Event)| {
        let (EventKind::Opening(company, price) | EventKind::Low(company, price)) = event.kind else { return None };
        let line = lines.iter().find(|line| line.subject == Some(Subject::Company(company)))?;
        let change = price / line.base - 1.0;
        Some((change.abs(), event.at.as_secs_f64(), change, EventId::new(index)))
    };
    context.recording.events.iter().enumerate().filter_map(bend).collect()
}

/// The times at which users begin to leave a service, and at which they begin to return, as `(weight, seconds, value, event)`.
fn turns(recording: &Recording, lines: &[Line]) -> Vec<(f64, f64, f64, EventId)> {
    let bend = |(index, event): (usize, &crate::recording::Event)| {
        let EventKind::Level { service, from, to } = event.kind else { return None };
        let line = lines.iter().find(|line| line.subject == Some(Subject::Service(service)))?;
        let health = |level| match level {
            Level::Down => 0,
            Level::Degraded => WHOLE / 2,
            Level::Up => WHOLE,
        };
        let weight = f64::from(health(from).abs_diff(health(to))) * line.peak().abs();
        let secs = event.at.as_secs_f64();
        Some((weight, secs, line.at(secs)?, EventId::new(index)))
    };
    recording.events.iter().enumerate().filter_map(bend).collect()
}
