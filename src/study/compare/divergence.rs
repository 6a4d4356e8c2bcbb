//! Finds the first time at which two runs diverge, and the events that differ. Events of the two logs are matched by what happens in them, not by
//! their indices, and not by how the plans are written.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

use super::Both;
use super::marks::{Mark, happening, is_price, mark};
use super::pairs::Pairs;
use crate::recording::{Event, EventId, EventKind};
use crate::study::Run;
use crate::units::SimTime;

/// The time and the events at which two runs diverge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The first time at which the runs differ.
    pub at: SimTime,
    /// For each run, its first event at this time that the other run does not have; `None` if there is no such event.
    pub events: Both<Option<EventId>>,
    /// For each run without such an event, its first event after this time that the other run does not have at the same time; `None` if
    /// there is no such event either. Prices are left out.
    pub later: Both<Option<EventId>>,
    /// For each run whose first event is a strike or an action that the other run has at another time: this time. `None` for all other events.
    pub moved: Both<Option<SimTime>>,
    /// If a first event is moved, it does not say what else is different. Then for each run its first event that happens in the other run at no
    /// time; `None` if there is no such event, or if it is the run's first event anyway. Prices are left out.
    pub own: Both<Option<EventId>>,
}

impl Divergence {
    /// The first event of a run (0 or 1) that the other run does not have at the same time.
    #[must_use]
    pub fn first(&self, side: usize) -> Option<EventId> {
        self.events[side].or(self.later[side])
    }
}

/// The first event of a run that the other run does not have at the same time.
#[derive(Clone, Copy)]
struct First {
    at: SimTime,
    event: EventId,
    /// The event that is shown for it.
    shown: EventId,
}

impl First {
    /// The first of these events, which happen at one time in `run` and not in the other run.
    fn of(run: &Run, alone: &[EventId], at: SimTime) -> Option<Self> {
        let event = *alone.first()?;
        Some(Self { at, event, shown: shown(run, event, alone) })
    }
}

/// The first time at which the logs of two runs differ, and the events that differ; `None` if the logs do not differ. The order of events
/// at the same time does not matter.
pub fn divergence(runs: Both<&Run>, pairs: &Pairs) -> Option<Divergence> {
    let logs = runs.map(|run| &run.recording.events);
    let mut from = [0, 0];
    let mut firsts: Both<Option<First>> = [None, None];
    let mut diverged: Option<SimTime> = None;
    while firsts.iter().any(Option::is_none) {
        let next = [0, 1].map(|side| logs[side].get(from[side]).map(|event| event.at));
        let Some(at) = next.into_iter().flatten().min() else { break };
        let until = [0, 1].map(|side| from[side] + logs[side][from[side]..].partition_point(|event| event.at <= at));
        let marks = [0, 1].map(|side| marks_of(runs, side, from[side]..until[side], pairs, diverged.is_some()));
        let alone = [alone(&marks[0], &marks[1]), alone(&marks[1], &marks[0])];
        firsts = [0, 1].map(|side| firsts[side].or_else(|| First::of(runs[side], &alone[side], at)));
        diverged = diverged.or_else(|| firsts.iter().any(Option::is_some).then_some(at));
        from = until;
    }
    let at = diverged?;
    let moved = moved(runs, firsts, at, pairs);
    let is_moved = moved.iter().any(Option::is_some);
    let own = [0, 1].map(|side| if is_moved { own(runs, side, firsts[side], at, pairs) } else { None });
    let shown_if = |is_it: fn(SimTime, SimTime) -> bool| {
        firsts.map(|first| first.filter(|first| is_it(first.at, at)).map(|first| first.shown))
    };
    Some(Divergence {
        at,
        events: shown_if(|first, diverged| first == diverged),
        later: shown_if(|first, diverged| first > diverged),
        moved,
        own,
    })
}

/// The marks of the events of a run in this range of its log, which all happen at one time. Events that do not tell two runs apart are left out.
fn marks_of(
    runs: Both<&Run>,
    side: usize,
    range: Range<usize>,
    pairs: &Pairs,
    have_diverged: bool,
) -> Vec<(EventId, Mark)> {
    let log = &runs[side].recording.events;
    let striking = causes_of_strikes(&log[range.clone()]);
    let events = range.map(|index| (EventId::new(index), &log[index]));
    let telling = events.filter(|(id, event)| {
        // Of two runs that have diverged, each has prices of its own, which say little.
        let says_little = if have_diverged { is_price(event) } else { is_hindsight(runs, side, event, pairs) };
        !says_little && !is_written(*id, event, &striking)
    });
    telling.map(|(id, event)| (id, mark(runs[side], side, event, pairs))).collect()
}

/// The causes of the strikes among these events.
fn causes_of_strikes(events: &[Event]) -> HashSet<EventId> {
    let strikes = events.iter().filter(|event| matches!(event.kind, EventKind::Strike(_)));
    strikes.filter_map(|event| event.cause).collect()
}

/// Whether an event is only how the plan writes strikes, which are events of their own: the same site may be struck alone or as one of an area,
/// and by its own hazard or by one that is named. `striking` are the causes of the strikes at this time.
fn is_written(id: EventId, event: &Event, striking: &HashSet<EventId>) -> bool {
    matches!(event.kind, EventKind::Action(_)) && striking.contains(&id)
}

/// The event that is shown for the first event of a run that the other run does not have: for a strike the action that made it, if the other run
/// has none of the strikes of this action. `alone` are the events at this time that the other run does not have.
fn shown(run: &Run, first: EventId, alone: &[EventId]) -> EventId {
    let log = &run.recording.events;
    let Event { at, kind, cause } = log[first.index()];
    let action = cause.filter(|cause| matches!(log[cause.index()].kind, EventKind::Action(_)));
    let (EventKind::Strike(_), Some(action)) = (kind, action) else { return first };
    let since = log.iter().enumerate().skip(action.index()).take_while(|(_, event)| event.at <= at);
    let mut strikes =
        since.filter(|(_, event)| event.cause == Some(action) && matches!(event.kind, EventKind::Strike(_)));
    let are_alone = strikes.all(|(index, _)| alone.binary_search(&EventId::new(index)).is_ok());
    if are_alone { action } else { first }
}

/// Whether an event depends on later prices of the same trading day, while the price at its own time is equal in both runs. For
/// example, only the whole day shows which minute had the lowest price. Such an event is not a divergence.
fn is_hindsight(runs: Both<&Run>, side: usize, event: &Event, pairs: &Pairs) -> bool {
    let (EventKind::Opening(company, price) | EventKind::Low(company, price)) = event.kind else { return false };
    let other = pairs.companies.other(side, company);
    let there = other.and_then(|other| runs[1 - side].recording.prices[other].at(event.at));
    there.is_some_and(|minute| minute.at == event.at && minute.price == price)
}

/// The events of `own` whose key is missing in `others`, or occurs less often there, in their order.
fn alone<K: Eq + Hash>(own: &[(EventId, K)], others: &[(EventId, K)]) -> Vec<EventId> {
    if own.iter().map(|(_, key)| key).eq(others.iter().map(|(_, key)| key)) {
        return Vec::new();
    }
    let mut left: HashMap<&K, usize> = HashMap::new();
    others.iter().for_each(|(_, key)| *left.entry(key).or_default() += 1);
    let is_alone = |(_, key): &&(EventId, K)| match left.get_mut(key) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        Some(0) | None => true,
    };
    own.iter().filter(is_alone).map(|(id, _)| *id).collect()
}

/// A strike or an action.
#[derive(PartialEq, Eq, Hash)]
struct Deed {
    at: SimTime,
    what: Mark,
}

/// For each run, when the other run has what happens in its first event, if this is a strike or an action. Only strikes and actions that have no equal at
/// their own time count.
fn moved(runs: Both<&Run>, firsts: Both<Option<First>>, since: SimTime, pairs: &Pairs) -> Both<Option<SimTime>> {
    let is_deed = |side: usize| {
        let kind = firsts[side].map(|first| runs[side].recording.event(first.event).kind);
        matches!(kind, Some(EventKind::Strike(_) | EventKind::Action(_)))
    };
    if !is_deed(0) && !is_deed(1) {
        return [None, None];
    }
    let deeds = [0, 1].map(|side| deeds(runs[side], side, since, pairs));
    let alone = [alone(&deeds[0], &deeds[1]), alone(&deeds[1], &deeds[0])];
    let of = |side: usize, id: EventId| -> Option<&Deed> {
        let index = deeds[side].binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&deeds[side][index].1)
    };
    [0, 1].map(|side| -> Option<SimTime> {
        let own = of(side, firsts[side]?.event)?;
        let mut others = alone[1 - side].iter().filter_map(|id| of(1 - side, *id));
        others.find(|other| other.what == own.what).map(|other| other.at)
    })
}

/// The strikes of a run from this time on, and its actions that do not strike.
fn deeds(run: &Run, side: usize, since: SimTime, pairs: &Pairs) -> Vec<(EventId, Deed)> {
    let log = &run.recording.events;
    let from = log.partition_point(|event| event.at < since);
    let striking = causes_of_strikes(&log[from..]);
    let events = log.iter().enumerate().skip(from).map(|(index, event)| (EventId::new(index), event));
    let deeds = events.filter(|(id, event)| {
        let is_deed = matches!(event.kind, EventKind::Strike(_) | EventKind::Action(_));
        is_deed && !is_written(*id, event, &striking)
    });
    deeds.map(|(id, event)| (id, Deed { at: event.at, what: mark(run, side, event, pairs) })).collect()
}

/// The first event of a run from this time on that happens in the other run at no time. `None` if it is `first`, which is shown anyway.
fn own(runs: Both<&Run>, side: usize, first: Option<First>, since: SimTime, pairs: &Pairs) -> Option<EventId> {
    let happenings = |side: usize, from: usize| {
        let events = runs[side].recording.events.iter().enumerate().skip(from);
        let run = runs[side];
        events.filter_map(move |(index, event)| Some((EventId::new(index), happening(run, side, event, pairs)?)))
    };
    let there: HashSet<Mark> = happenings(1 - side, 0).map(|(_, what)| what).collect();
    let from = runs[side].recording.events.partition_point(|event| event.at < since);
    let next = happenings(side, from).find(|(_, what)| !there.contains(what)).map(|(id, _)| id);
    next.filter(|id| first.is_none_or(|first| first.event != *id))
}
