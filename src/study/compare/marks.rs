//! Events of two runs told apart by what they say, whatever their places in the logs are.

use super::pairs::Pairs;
use super::{Both, Divergence};
use crate::model::{Act, HazardId, SiteId};
use crate::recording::{Event, EventId, EventKind};
use crate::study::Run;

/// What an event says, with the numbers that both worlds share. Equal marks at equal times are the same thing in both runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    kind: u8,
    subject: u32,
    values: Both<u64>,
    title: String,
}

/// The first moment at which the logs of two runs differ. Within one moment the order of events says nothing.
pub fn divergence(runs: Both<&Run>, pairs: &Pairs) -> Option<Divergence> {
    let logs = runs.map(|run| &run.recording.events);
    let mut from = [0, 0];
    loop {
        let next = [0, 1].map(|side| logs[side].get(from[side]).map(|event| event.at));
        let at = next.into_iter().flatten().min()?;
        let until = [0, 1].map(|side| from[side] + logs[side][from[side]..].partition_point(|event| event.at <= at));
        let marks = [0, 1].map(|side| -> Vec<(EventId, Mark)> {
            let events = (from[side]..until[side]).map(|place| (EventId::new(place), &logs[side][place]));
            let known = events.filter(|(_, event)| !is_hindsight(runs, side, event, pairs));
            known.map(|(id, event)| (id, mark(runs[side], side, event, pairs))).collect()
        });
        let events = [alone(&marks[0], &marks[1]), alone(&marks[1], &marks[0])];
        if events.iter().any(Option::is_some) {
            return Some(Divergence { at, events });
        }
        from = until;
    }
}

/// Whether an event of one run is told by what came later that day, while at its moment the price was the same in both: only the
/// whole day says whether it has an opening to tell, and which minute was its lowest.
fn is_hindsight(runs: Both<&Run>, side: usize, event: &Event, pairs: &Pairs) -> bool {
    let (EventKind::Opening(company, price) | EventKind::Low(company, price)) = event.kind else { return false };
    let other = pairs.companies.other(side, company);
    let there = other.and_then(|other| runs[1 - side].recording.prices[other].at(event.at));
    there.is_some_and(|minute| minute.at == event.at && minute.price == price)
}

/// The first of `own` that `others` do not have, each as often as it stands there.
fn alone(own: &[(EventId, Mark)], others: &[(EventId, Mark)]) -> Option<EventId> {
    let mut others: Vec<&Mark> = others.iter().map(|(_, mark)| mark).collect();
    if own.iter().map(|(_, mark)| mark).eq(others.iter().copied()) {
        return None;
    }
    others.sort_unstable();
    let mut taken = vec![false; others.len()];
    let mut is_alone = |mark: &Mark| {
        let same = others.partition_point(|other| *other < mark)..others.partition_point(|other| *other <= mark);
        match same.into_iter().find(|place| !taken[*place]) {
            Some(place) => {
                taken[place] = true;
                false
            }
            None => true,
        }
    };
    own.iter().find(|(_, mark)| is_alone(mark)).map(|(id, _)| *id)
}

fn mark(run: &Run, side: usize, event: &Event, pairs: &Pairs) -> Mark {
    let site = |id: SiteId| pairs.sites.number(side, id);
    let service = |id| pairs.services.number(side, id);
    let company = |id| pairs.companies.number(side, id);
    let of = |kind, subject, from: u64, to: u64| Mark { kind, subject, values: [from, to], title: String::new() };
    let strike = |kind, index: u32, value: u32| {
        let strike = run.recording.strikes[index as usize];
        of(kind, site(strike.site), u64::from(pairs.hazards.number(side, strike.hazard)), u64::from(value))
    };
    match event.kind {
        EventKind::Action(place) => {
            run.plan.actions.get(place as usize).map_or_else(|| of(0, 0, 0, 0), |action| act(&action.act, side, pairs))
        }
        EventKind::Hour(hour) => of(1, 0, 0, u64::from(hour)),
        EventKind::Strike(index) => strike(2, index, 0),
        EventKind::Spreading(index, dark) => strike(3, index, dark),
        EventKind::Out(index) => strike(4, index, 0),
        EventKind::Repair(index, dark) => strike(5, index, dark),
        EventKind::Dark { site: id, from, to } => of(6, site(id), u64::from(from), u64::from(to)),
        EventKind::Engaged(id) => of(7, service(id), 0, 0),
        EventKind::StoodDown(id) => of(8, service(id), 0, 0),
        EventKind::Health { service: id, from, to } => of(9, service(id), u64::from(from), u64::from(to)),
        EventKind::Level { service: id, from, to } => of(10, service(id), from as u64, to as u64),
        EventKind::RtoBroken(id) => of(11, service(id), 0, 0),
        EventKind::Opening(id, price) => of(12, company(id), 0, price.to_bits()),
        EventKind::Low(id, price) => of(13, company(id), 0, price.to_bits()),
        EventKind::Close(id, price) => of(14, company(id), 0, price.to_bits()),
        EventKind::Headline(place) => Mark { title: run.world.news[place as usize].title.clone(), ..of(15, 0, 0, 0) },
    }
}

fn act(act: &Act, side: usize, pairs: &Pairs) -> Mark {
    let hazard = |id: Option<HazardId>| id.map_or(0, |id| u64::from(pairs.hazards.number(side, id)) + 1);
    let of = |kind, subject, from: u64, to: u64| Mark { kind, subject, values: [from, to], title: String::new() };
    let service = |id| pairs.services.number(side, id);
    match *act {
        Act::Strike { site, hazard: with } => of(16, pairs.sites.number(side, site), hazard(with), 0),
        Act::StrikeArea { at, radius_km, hazard: with } => {
            // Where it strikes is told by the strikes that follow; this tells two areas apart.
            let place = at.lat.to_bits() ^ at.lon.to_bits().rotate_left(32);
            of(17, u32::try_from(hazard(with)).unwrap_or(u32::MAX), place, radius_km.to_bits())
        }
        Act::Extinguish { site } => of(18, pairs.sites.number(side, site), 0, 0),
        Act::FailOver { service: id } => of(19, service(id), 0, 0),
        Act::BlackStart { service: id, span } => of(20, service(id), 0, span.0.unsigned_abs()),
        Act::ShedLoad { service: id, span } => of(21, service(id), 0, span.0.unsigned_abs()),
    }
}
