//! Merges the events of markets and headlines into the log of a run, in order of time, so that a cause keeps a smaller id than its
//! effect.

use crate::recording::{Event, EventId, EventKind, Outages};
use crate::units::SimTime;

/// An event to be inserted into the log, after all other events of the same time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Addition {
    /// The time of the event.
    pub at: SimTime,
    /// The kind of the event.
    pub kind: EventKind,
    /// The cause of the event, if it has one.
    pub cause: Option<Cause>,
}

/// The cause of an addition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cause {
    /// An event that is already in the log, by its id before the merge.
    Known(EventId),
    /// Another addition, by its index; it must come earlier in the list.
    Added(usize),
}

/// Inserts `additions` into the log, and renumbers all ids of events in the recorded outages.
pub(super) fn merge(outages: &mut Outages, additions: &[Addition]) {
    if additions.is_empty() {
        return;
    }
    let mut order: Vec<usize> = (0..additions.len()).collect();
    order.sort_by_key(|i| additions[*i].at);
    let mut rank = vec![0; additions.len()];
    for (index, i) in order.iter().enumerate() {
        rank[*i] = index;
    }
    let events = &mut outages.events;
    // For each addition in order of time, the index of the existing event before which it is inserted.
    let before: Vec<usize> =
        order.iter().map(|i| events.partition_point(|event| event.at <= additions[*i].at)).collect();
    // For each existing event, its id after the merge.
    let mut new_ids = Vec::with_capacity(events.len());
    let mut shift = 0;
    for id in 0..events.len() {
        while before.get(shift).is_some_and(|before| *before <= id) {
            shift += 1;
        }
        new_ids.push(EventId::new(id + shift));
    }
    let renumbered = |id: EventId| new_ids[id.index()];

    for event in &mut events[before[0]..] {
        event.cause = event.cause.map(renumbered);
    }
    let mut rest_ends = events.len();
    events.resize(rest_ends + order.len(), Event { at: SimTime::ZERO, kind: EventKind::Hour(0), cause: None });
    for (index, i) in order.iter().enumerate().rev() {
        let Addition { at, kind, cause } = additions[*i];
        let begins = before[index];
        events.copy_within(begins..rest_ends, begins + index + 1);
        rest_ends = begins;
        let cause = cause.map(|cause| match cause {
            Cause::Known(id) => renumbered(id),
            Cause::Added(i) => EventId::new(before[rank[i]] + rank[i]),
        });
        events[begins + index] = Event { at, kind, cause };
    }

    for strike in &mut outages.strikes {
        strike.event = renumbered(strike.event);
    }
    for (_, track) in outages.services.iter_mut() {
        for id in &mut track.events {
            *id = renumbered(*id);
        }
        for moment in track.moments.values_mut() {
            moment.because = moment.because.map(renumbered);
            moment.own_because = moment.own_because.map(renumbered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{outages, service, world};
    use super::*;
    use crate::model::{CompanyId, Id};

    #[test]
    fn additions_come_after_what_caused_them_and_everything_is_renumbered() {
        let world = world(&[service("a", 10), service("b", 10)]);
        let mut outages = outages(&world, &[(0, 10, 0), (1, 20, 0), (0, 30, 1000)]);
        let before = outages.clone();
        let company = CompanyId::new(0);
        let known = |id: usize| Some(Cause::Known(EventId::new(id)));
        merge(
            &mut outages,
            &[
                Addition { at: SimTime(20), kind: EventKind::Opening(company, 1.0), cause: known(2) },
                Addition { at: SimTime(5), kind: EventKind::Headline(0), cause: None },
                Addition { at: SimTime(99), kind: EventKind::Close(company, 1.0), cause: known(4) },
                Addition { at: SimTime(20), kind: EventKind::Headline(1), cause: Some(Cause::Added(0)) },
            ],
        );
        let mut times = Vec::new();
        for (i, event) in outages.events.iter().enumerate() {
            times.push(event.at.0);
            assert!(event.cause.is_none_or(|cause| cause.index() < i), "{event:?}");
        }
        assert_eq!(times, [5, 10, 10, 20, 20, 20, 20, 30, 30, 99]);
        let opening = outages.events.iter().position(|e| e.kind == EventKind::Opening(company, 1.0)).unwrap();
        let headline = outages.events.iter().find(|e| e.kind == EventKind::Headline(1)).unwrap();
        assert_eq!(headline.cause, Some(EventId::new(opening)));
        for (old, new) in before.services.rows().iter().zip(outages.services.rows()) {
            for (old, new) in old.events.iter().zip(&new.events) {
                assert_eq!(before.events[old.index()].kind, outages.events[new.index()].kind);
            }
            for (old, new) in old.moments.all().iter().zip(new.moments.all()) {
                let kinds = |outages: &Outages, id: Option<EventId>| id.map(|id| outages.events[id.index()].kind);
                assert_eq!(kinds(&before, old.1.because), kinds(&outages, new.1.because));
            }
        }
    }
}
