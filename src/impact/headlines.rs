//! Finds the headlines of a run: when each appears (MODEL.md, section 2), and which event caused it (MODEL.md, section 5).

use super::log::{Addition, Cause};
use super::market::cause_of_price;
use crate::model::{CompanyId, Scenario, ServiceId, Table, Trigger};
use crate::recording::{EventId, EventKind, Outages, PriceTrack, Steps};
use crate::units::{Level, SimTime, Span};

/// Returns the headlines that appear, in order of time: each as its index in the scenario's list of news and its time. Their events are
/// appended to `additions`, which already contains the events of the market.
pub(super) fn headlines(
    world: &Scenario,
    outages: &Outages,
    people: &Steps<u64>,
    prices: &Table<CompanyId, PriceTrack>,
    additions: &mut Vec<Addition>,
) -> Vec<(u32, SimTime)> {
    let end = SimTime(world.length.0);
    let mut appeared = Vec::new();
    for (index, news) in world.news.iter().enumerate() {
        let met = match news.when {
            Trigger::At(at) => (SimTime::ZERO <= at && at <= end).then_some((at, None)),
            Trigger::Down { service, span } => after_blackout(outages, service, span, end),
            Trigger::People { over } => when_people(world, outages, people, over),
            Trigger::Price { company, fall } => {
                let close = world.companies[company].listing.as_ref().map(|listing| listing.close);
                let bound = close.map(|close| close * (1.0 - fall));
                let changes = prices[company].changes();
                let minute = bound.and_then(|bound| changes.iter().find(|change| change.price <= bound));
                minute.map(|minute| (minute.at, behind_price(world, outages, company, minute.at, additions)))
            }
        };
        if let Some((at, cause)) = met {
            let index = index as u32;
            appeared.push((index, at));
            additions.push(Addition { at, kind: EventKind::Headline(index), cause });
        }
    }
    appeared.sort_by_key(|(_, at)| *at);
    appeared
}

/// The first time at which a service has been Down for `span` without a break, and the event with which this blackout began.
fn after_blackout(outages: &Outages, service: ServiceId, span: Span, end: SimTime) -> Option<(SimTime, Option<Cause>)> {
    let mut blackouts = outages.services[service].levels(end).filter(|(.., level)| *level == Level::Down);
    let (from, ..) = blackouts.find(|(from, until, _)| *from + span <= *until)?;
    let began = find_at(
        outages,
        from,
        |kind| matches!(kind, EventKind::Level { service: whose, to: Level::Down, .. } if whose == service),
    );
    Some((from + span, began.map(Cause::Known)))
}

/// The first time at which more than `over` people are affected, and the fall of health that caused it. If several services fell at this
/// time, the cause is the fall that left the most users without service.
fn when_people(
    world: &Scenario,
    outages: &Outages,
    people: &Steps<u64>,
    over: u64,
) -> Option<(SimTime, Option<Cause>)> {
    let (at, _) = people.all().iter().find(|(_, affected)| *affected > over)?;
    let mut most = None;
    let begin = outages.events.partition_point(|event| event.at < *at);
    for (i, event) in outages.events.iter().enumerate().skip(begin).take_while(|(_, event)| event.at == *at) {
        if let EventKind::Health { service, from, to } = event.kind {
            let lost = world.services[service].cut_off(to);
            if to < from && lost > most.map_or(0, |(lost, _)| lost) {
                most = Some((lost, EventId::new(i)));
            }
        }
    }
    Some((*at, most.map(|(_, id)| Cause::Known(id))))
}

/// The cause of a headline about a price: the company's event at that minute, or else the change of health behind the price. `None` if
/// the market fell without an outage.
fn behind_price(
    world: &Scenario,
    outages: &Outages,
    company: CompanyId,
    at: SimTime,
    additions: &[Addition],
) -> Option<Cause> {
    let event = additions.iter().position(|addition| addition.at == at && addition.kind.company() == Some(company));
    let health = || cause_of_price(world, outages, company, at).map(Cause::Known);
    event.map(Cause::Added).or_else(health)
}

/// The first event at the time `at` for whose kind `is` returns true.
fn find_at(outages: &Outages, at: SimTime, is: impl Fn(EventKind) -> bool) -> Option<EventId> {
    let begin = outages.events.partition_point(|event| event.at < at);
    let mut now = outages.events.iter().enumerate().skip(begin).take_while(|(_, event)| event.at == at);
    now.find(|(_, event)| is(event.kind)).map(|(i, _)| EventId::new(i))
}
