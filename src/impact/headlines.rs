//! Finds the headlines of a run: when each appears (MODEL.md, section 2), and which event caused it (MODEL.md, section 5).

use std::collections::BTreeMap;

use super::log::{Addition, Cause};
use super::market::ServiceExposures;
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
    let mut known = Known::new(world, outages, additions);
    let mut appeared = Vec::new();
    for (index, news) in world.news.iter().enumerate() {
        let met = match news.when {
            Trigger::At(at) => (SimTime::ZERO <= at && at <= end).then_some((at, None)),
            Trigger::Down { service, span } => known.after_blackout(service, span),
            Trigger::People { over } => known.when_people(people, over),
            Trigger::Price { company, fall } => {
                let close = world.companies[company].listing.as_ref().map(|listing| listing.close);
                let bound = close.map(|close| close * (1.0 - fall));
                let at = bound.and_then(|bound| known.when_price(&prices[company], company, bound));
                at.map(|at| (at, known.behind_price(company, at)))
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

/// What was found out for earlier headlines. A file may have thousands of headlines about one long series; each series is searched once.
struct Known<'a> {
    world: &'a Scenario,
    outages: &'a Outages,
    /// The index of each opening, low and close in the list of additions, by company and time. Of several at one time the first.
    market_events: BTreeMap<(CompanyId, SimTime), usize>,
    /// For each service, the blackouts that are longer than all before them: when each begins, and its length.
    blackouts: BTreeMap<ServiceId, Vec<(SimTime, Span)>>,
    /// The times at which more people are affected than ever before, with their number.
    most_people: Option<Vec<(SimTime, u64)>>,
    /// For each company, the times at which its price is lower than ever before, with the price.
    lowest_prices: BTreeMap<CompanyId, Vec<(SimTime, f64)>>,
    exposures: BTreeMap<CompanyId, Option<ServiceExposures>>,
}

impl<'a> Known<'a> {
    fn new(world: &'a Scenario, outages: &'a Outages, additions: &[Addition]) -> Self {
        let mut market_events = BTreeMap::new();
        for (index, addition) in additions.iter().enumerate() {
            if let Some(company) = addition.kind.company() {
                market_events.entry((company, addition.at)).or_insert(index);
            }
        }
        let (blackouts, lowest_prices, exposures) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { world, outages, market_events, blackouts, most_people: None, lowest_prices, exposures }
    }

    /// The first time at which a service has been Down for `span` without a break, and the event with which this blackout began.
    fn after_blackout(&mut self, service: ServiceId, span: Span) -> Option<(SimTime, Option<Cause>)> {
        let (end, outages) = (SimTime(self.world.length.0), self.outages);
        let longer = self.blackouts.entry(service).or_insert_with(|| {
            let blackouts = outages.services[service].levels(end).filter(|(.., level)| *level == Level::Down);
            records(blackouts.map(|(from, until, _)| (from, until - from)), |length, most| length > most)
        });
        let (from, _) = *longer.get(longer.partition_point(|(_, length)| *length < span))?;
        let began = find_at(
            outages,
            from,
            |kind| matches!(kind, EventKind::Level { service: whose, to: Level::Down, .. } if whose == service),
        );
        Some((from + span, began.map(Cause::Known)))
    }

    /// The first time at which more than `over` people are affected, and the fall of health that caused it. If several services fell at
    /// this time, the cause is the fall that left the most users without service.
    fn when_people(&mut self, people: &Steps<u64>, over: u64) -> Option<(SimTime, Option<Cause>)> {
        let more = self.most_people.get_or_insert_with(|| records(people.all().iter().copied(), |n, most| n > most));
        let (at, _) = *more.get(more.partition_point(|(_, affected)| *affected <= over))?;
        let events = &self.outages.events;
        let mut most = None;
        let begin = events.partition_point(|event| event.at < at);
        for (i, event) in events.iter().enumerate().skip(begin).take_while(|(_, event)| event.at == at) {
            if let EventKind::Health { service, from, to } = event.kind {
                let lost = self.world.services[service].cut_off(to);
                if to < from && lost > most.map_or(0, |(lost, _)| lost) {
                    most = Some((lost, EventId::new(i)));
                }
            }
        }
        Some((at, most.map(|(_, id)| Cause::Known(id))))
    }

    /// The first trading minute with a price of at most `bound`.
    fn when_price(&mut self, track: &PriceTrack, company: CompanyId, bound: f64) -> Option<SimTime> {
        let lower = self.lowest_prices.entry(company).or_insert_with(|| {
            records(track.changes().iter().map(|change| (change.at, change.price)), |price, least| price < least)
        });
        Some(lower.get(lower.partition_point(|(_, price)| *price > bound))?.0)
    }

    /// The cause of a headline about a price: the company's event at that minute, or else the change of health behind the price. `None` if
    /// the market fell without an outage.
    fn behind_price(&mut self, company: CompanyId, at: SimTime) -> Option<Cause> {
        if let Some(event) = self.market_events.get(&(company, at)) {
            return Some(Cause::Added(*event));
        }
        let (world, outages) = (self.world, self.outages);
        let exposures = self.exposures.entry(company).or_insert_with(|| {
            let listing = world.companies[company].listing.as_ref()?;
            Some(ServiceExposures::new(outages, &listing.exposure, SimTime(world.length.0)))
        });
        exposures.as_ref()?.cause(outages, at).map(Cause::Known)
    }
}

/// The values that go beyond all before them, with their times; the first value is one of them.
fn records<T: Copy>(
    values: impl Iterator<Item = (SimTime, T)>,
    goes_beyond: impl Fn(T, T) -> bool,
) -> Vec<(SimTime, T)> {
    let mut records: Vec<(SimTime, T)> = Vec::new();
    for (at, value) in values {
        if records.last().is_none_or(|(_, last)| goes_beyond(value, *last)) {
            records.push((at, value));
        }
    }
    records
}

/// The first event at the time `at` for whose kind `is` returns true.
fn find_at(outages: &Outages, at: SimTime, is: impl Fn(EventKind) -> bool) -> Option<EventId> {
    let begin = outages.events.partition_point(|event| event.at < at);
    let mut now = outages.events.iter().enumerate().skip(begin).take_while(|(_, event)| event.at == at);
    now.find(|(_, event)| is(event.kind)).map(|(i, _)| EventId::new(i))
}
