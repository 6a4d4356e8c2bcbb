//! Finds the first time at which two runs diverge. Events of the two logs are matched by their content, not by their indices.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use super::pairs::Pairs;
use super::{Both, Divergence};
use crate::model::{Act, HazardId, SiteId};
use crate::recording::{Event, EventId, EventKind, StrikeTarget};
use crate::study::Run;

/// The content of an event in a form that can be compared between two runs: sites, services and companies are represented by their numbers
/// in [`Pairs`]. If events have equal marks at equal times, the same thing happens in both runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Mark {
    kind: Kind,
    subject: u32,
    values: [u64; 3],
    title: String,
}

/// The enum variant of the event or action that the mark is made from, so that marks of different kinds are never equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Event(Discriminant<EventKind>),
    Act(Discriminant<Act>),
}

/// The first time at which the logs of two runs differ, and the events that differ; `None` if the logs do not differ. The order of events
/// at the same time does not matter.
pub fn divergence(runs: Both<&Run>, pairs: &Pairs) -> Option<Divergence> {
    let logs = runs.map(|run| &run.recording.events);
    let mut from = [0, 0];
    let mut found: Option<Divergence> = None;
    loop {
        let next = [0, 1].map(|side| logs[side].get(from[side]).map(|event| event.at));
        let Some(at) = next.into_iter().flatten().min() else { return found };
        let until = [0, 1].map(|side| from[side] + logs[side][from[side]..].partition_point(|event| event.at <= at));
        let marks = [0, 1].map(|side| -> Vec<(EventId, Mark)> {
            let events = (from[side]..until[side]).map(|index| (EventId::new(index), &logs[side][index]));
            // Of two runs that have diverged, each has prices of its own, which say little.
            let known = events.filter(|(_, event)| match found {
                None => !is_hindsight(runs, side, event, pairs),
                Some(_) => !is_price(event),
            });
            known.map(|(id, event)| (id, mark(runs[side], side, event, pairs))).collect()
        });
        let events = [alone(&marks[0], &marks[1]), alone(&marks[1], &marks[0])];
        found = match found {
            None if events == [None, None] => None,
            None => Some(Divergence { at, events, later: [None, None] }),
            Some(divergence) => {
                let later = [0, 1].map(|side| match divergence.first(side) {
                    None => events[side],
                    Some(_) => divergence.later[side],
                });
                Some(Divergence { later, ..divergence })
            }
        };
        if found.is_some_and(|found| [0, 1].into_iter().all(|side| found.first(side).is_some())) {
            return found;
        }
        from = until;
    }
}

/// Whether an event is about the price of a share.
const fn is_price(event: &Event) -> bool {
    matches!(event.kind, EventKind::Opening(..) | EventKind::Low(..) | EventKind::Close(..))
}

/// Whether an event depends on later prices of the same trading day, while the price at its own time is equal in both runs. For
/// example, only the whole day shows which minute had the lowest price. Such an event is not a divergence.
fn is_hindsight(runs: Both<&Run>, side: usize, event: &Event, pairs: &Pairs) -> bool {
    let (EventKind::Opening(company, price) | EventKind::Low(company, price)) = event.kind else { return false };
    let other = pairs.companies.other(side, company);
    let there = other.and_then(|other| runs[1 - side].recording.prices[other].at(event.at));
    there.is_some_and(|minute| minute.at == event.at && minute.price == price)
}

/// The first event of `own` whose mark is missing in `others`, or occurs less often there; `None` if there is no such event.
fn alone(own: &[(EventId, Mark)], others: &[(EventId, Mark)]) -> Option<EventId> {
    if own.iter().map(|(_, mark)| mark).eq(others.iter().map(|(_, mark)| mark)) {
        return None;
    }
    let mut left: HashMap<&Mark, usize> = HashMap::new();
    others.iter().for_each(|(_, mark)| *left.entry(mark).or_default() += 1);
    let is_alone = |(_, mark): &&(EventId, Mark)| match left.get_mut(mark) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        Some(0) | None => true,
    };
    own.iter().find(is_alone).map(|(id, _)| *id)
}

/// The mark of an event.
fn mark(run: &Run, side: usize, event: &Event, pairs: &Pairs) -> Mark {
    let site = |id: SiteId| pairs.sites.number(side, id);
    let service = |id| pairs.services.number(side, id);
    let company = |id| pairs.companies.number(side, id);
    let of = |subject, values| Mark::new(Kind::Event(discriminant(&event.kind)), subject, values);
    let strike = |index: u32, dark: u32| {
        let strike = run.recording.strikes[index as usize];
        let hazard = pairs.hazards.number(side, strike.hazard);
        match strike.target {
            StrikeTarget::Site(id) => of(site(id), [u64::from(hazard), u64::from(dark), 0]),
            StrikeTarget::Service { service: id, site: at } => {
                of(service(id), [u64::from(hazard), u64::from(dark), at.map_or(0, |at| u64::from(site(at)) + 1)])
            }
        }
    };
    match event.kind {
        EventKind::Action(index) => match run.plan.actions.get(index as usize) {
            Some(action) => act_mark(&action.act, side, pairs),
            None => of(0, [0; 3]),
        },
        EventKind::Hour(hour) => of(0, [u64::from(hour), 0, 0]),
        EventKind::Strike(index) | EventKind::Out(index) => strike(index, 0),
        EventKind::Spreading(index, dark) | EventKind::Repair(index, dark) => strike(index, dark),
        EventKind::Dark { site: id, from, to } => of(site(id), [u64::from(from), u64::from(to), 0]),
        EventKind::Engaged(id)
        | EventKind::StoodDown(id)
        | EventKind::FailoverFailed(id)
        | EventKind::RtoBroken(id) => of(service(id), [0; 3]),
        EventKind::Destroyed { placement, servers } | EventKind::Damaged { placement, servers } => {
            let row = &run.recording.placements[placement as usize];
            of(service(row.service), [u64::from(site(row.site)), servers, u64::from(row.standby)])
        }
        EventKind::Repaired(placement) => {
            let row = &run.recording.placements[placement as usize];
            of(service(row.service), [u64::from(site(row.site)), 0, u64::from(row.standby)])
        }
        EventKind::Fault { service: id, from, to } | EventKind::Health { service: id, from, to } => {
            of(service(id), [u64::from(from), u64::from(to), 0])
        }
        EventKind::Level { service: id, from, to } => of(service(id), [from as u64, to as u64, 0]),
        EventKind::Opening(id, price) | EventKind::Low(id, price) | EventKind::Close(id, price) => {
            of(company(id), [price.to_bits(), 0, 0])
        }
        EventKind::Headline(index) => Mark { title: run.world.news[index as usize].title.clone(), ..of(0, [0; 3]) },
    }
}

/// The mark of an action of a plan.
fn act_mark(act: &Act, side: usize, pairs: &Pairs) -> Mark {
    let hazard = |id: Option<HazardId>| id.map_or(0, |id| u64::from(pairs.hazards.number(side, id)) + 1);
    let site = |id: SiteId| pairs.sites.number(side, id);
    let service = |id| pairs.services.number(side, id);
    let of = |subject, values| Mark::new(Kind::Act(discriminant(act)), subject, values);
    match *act {
        Act::Strike { site: id, hazard: with } => of(site(id), [hazard(with), 0, 0]),
        // The mark does not contain the struck sites, because each of them has a strike event of its own.
        Act::StrikeArea { at, radius_km, hazard: with } => {
            let subject = u32::try_from(hazard(with)).unwrap_or(u32::MAX);
            of(subject, [at.lat.to_bits(), at.lon.to_bits(), radius_km.to_bits()])
        }
        Act::StrikeService { service: id, site: at, hazard: with } => {
            of(service(id), [hazard(Some(with)), at.map_or(0, |at| u64::from(site(at)) + 1), 0])
        }
        Act::Resolve { service: id, site: at } => of(service(id), [at.map_or(0, |at| u64::from(site(at)) + 1), 0, 0]),
        Act::Crew { company, size } => of(pairs.companies.number(side, company), [size, 0, 0]),
        Act::Log { ref title } => Mark { title: title.clone(), ..of(0, [0; 3]) },
        Act::Extinguish { site: id } => of(site(id), [0; 3]),
        Act::FailOver { service: id } => of(service(id), [0; 3]),
        Act::BlackStart { service: id, span } | Act::ShedLoad { service: id, span } => {
            of(service(id), [span.0.unsigned_abs(), 0, 0])
        }
    }
}

impl Mark {
    const fn new(kind: Kind, subject: u32, values: [u64; 3]) -> Self {
        Self { kind, subject, values, title: String::new() }
    }
}
