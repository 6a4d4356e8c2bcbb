//! The marks of events: what happens in an event, in a form that can be compared between two runs.

use std::mem::{Discriminant, discriminant};

use super::pairs::Pairs;
use crate::model::{Act, HazardId, SiteId};
use crate::recording::{Event, EventKind, StrikeTarget};
use crate::study::Run;

/// The content of an event in a form that can be compared between two runs: sites, services and companies are represented by their numbers
/// in [`Pairs`]. If events have equal marks at equal times, the same thing happens in both runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
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

/// Whether an event is about the price of a share.
pub const fn is_price(event: &Event) -> bool {
    matches!(event.kind, EventKind::Opening(..) | EventKind::Low(..) | EventKind::Close(..))
}

/// What happens in an event, without how much of it: two events at which the health of a service changes are equal, whatever the health is then.
/// `None` for prices, for changes of the hour, and for actions that strike, because each of their strikes has an event of its own.
pub fn happening(run: &Run, side: usize, event: &Event, pairs: &Pairs) -> Option<Mark> {
    let mark = mark(run, side, event, pairs);
    let values = match event.kind {
        EventKind::Hour(_) | EventKind::Opening(..) | EventKind::Low(..) | EventKind::Close(..) => return None,
        EventKind::Action(index) if run.plan.actions.get(index as usize).is_some_and(|action| strikes(&action.act)) => {
            return None;
        }
        EventKind::Action(_) | EventKind::Headline(_) | EventKind::Strike(_) => mark.values,
        EventKind::Level { to, .. } => [to as u64, 0, 0],
        EventKind::Destroyed { .. } | EventKind::Damaged { .. } => [mark.values[0], 0, mark.values[2]],
        EventKind::Spreading(..)
        | EventKind::Out(_)
        | EventKind::Repair(..)
        | EventKind::Dark { .. }
        | EventKind::Engaged(_)
        | EventKind::StoodDown(_)
        | EventKind::FailoverFailed(_)
        | EventKind::RtoBroken(_)
        | EventKind::Repaired(_)
        | EventKind::Fault { .. }
        | EventKind::Health { .. } => [0; 3],
    };
    Some(Mark { values, ..mark })
}

/// Whether an action strikes a site or a service.
const fn strikes(act: &Act) -> bool {
    matches!(act, Act::Strike { .. } | Act::StrikeArea { .. } | Act::StrikeService { .. })
}

/// The mark of an event.
pub fn mark(run: &Run, side: usize, event: &Event, pairs: &Pairs) -> Mark {
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
