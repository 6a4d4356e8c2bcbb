//! Share prices at every trading minute, and the opening, low and close of each day on which an outage affects the price
//! (MODEL.md, section 7).

mod service_exposure;

use std::sync::Arc;

pub(super) use service_exposure::ServiceExposures;

use self::service_exposure::Meter;

use super::log::{Addition, Cause};
use super::trading::Trading;
use crate::model::{CompanyId, ExchangeId, Listing, Reaction, Scenario, Table};
use crate::recording::{EventKind, Outages, PriceMinute, PriceTrack, TradingDay};
use crate::sim::{Culprit, OverBudget, Resource, RunStopped, Spending};
use crate::units::SimTime;

/// The reaction of the market to a run.
pub(super) struct Market {
    /// The share prices of each company; empty for a company that is not listed.
    pub prices: Table<CompanyId, PriceTrack>,
    /// The openings, lows and closes that must be added to the log.
    pub events: Vec<Addition>,
}

/// Computes the prices of all listed companies.
///
/// # Errors
/// [`RunStopped`] if the run was cancelled, or if there are more trading minutes than the budget has.
pub(super) fn market(
    world: &Scenario,
    trading: &Table<ExchangeId, Trading>,
    outages: &Outages,
    spending: &mut Spending<'_>,
) -> Result<Market, RunStopped> {
    let end = SimTime(world.length.0);
    let mut prices: Table<CompanyId, PriceTrack> = Table::default();
    let mut events = Vec::new();
    for (id, company) in world.companies.iter() {
        let Some(listing) = &company.listing else {
            prices.push(PriceTrack::default());
            continue;
        };
        let exchange = &world.exchanges[listing.exchange];
        let trading = &trading[listing.exchange];
        spend_minutes(id, trading.minutes.len(), spending)?;
        let exposures = ServiceExposures::new(outages, &listing.exposure, end);
        let reaction = listing.reaction.or(world.reaction);
        let (track, weighed_days) = trade(listing, reaction, exchange.limit, trading, &exposures, spending)
            .map_err(|stopped| blame(stopped, id))?;
        let before = events.len();
        day_events(outages, id, &track, &weighed_days, &exposures, &mut events);
        spending.spend(Resource::Events, (events.len() - before) as u64).map_err(|over| blame(over.into(), id))?;
        prices.push(track);
    }
    Ok(Market { prices, events })
}

/// Takes the trading minutes of a listed company from the budget.
///
/// # Errors
/// [`RunStopped`] if the run was cancelled, or if the budget has not so many.
pub(super) fn spend_minutes(company: CompanyId, minutes: usize, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
    spending.spend(Resource::Quotes, minutes as u64).map_err(|over| blame(over.into(), company))?;
    spending.go_on()
}

/// The same with this company as the culprit.
fn blame(stopped: RunStopped, company: CompanyId) -> RunStopped {
    match stopped {
        RunStopped::OverBudget(over) => OverBudget { culprit: Culprit::Company(company), ..over }.into(),
        RunStopped::Cancelled => stopped,
    }
}

/// The factors by which the three values of [`Mood`] shrink in one trading minute, computed once.
struct Pace {
    memory: f64,
    rise: f64,
    fade: f64,
}

impl Pace {
    fn new(reaction: &Reaction, minutes_per_day: f64) -> Self {
        // A half-life of 0 gives the factor 0. It occurs for `memory` if the exchange trades only one minute a day.
        let per_minute = |half_life_minutes: f64| libm::exp2(-1.0 / half_life_minutes);
        Self {
            memory: per_minute(reaction.memory * minutes_per_day),
            rise: per_minute(reaction.rise.as_secs_f64() / 60.0),
            fade: per_minute(reaction.fade.as_secs_f64() / 60.0),
        }
    }
}

/// The share of the price by which a company's price is lower because of outages, in three parts.
#[derive(Clone, Copy, Default)]
struct Mood {
    /// The lasting part (L in the model).
    lasting: f64,
    /// The panic, which fades with time (A in the model).
    panic: f64,
    /// The part of the panic that has not built up yet (B in the model).
    unbuilt: f64,
}

impl Mood {
    /// Lets one trading minute pass.
    fn fade(&mut self, pace: &Pace) {
        self.lasting *= pace.memory;
        self.panic *= pace.fade;
        self.unbuilt *= pace.rise;
    }

    /// Updates the three parts after the weighted outage has grown by `grown_days`.
    fn sink(&mut self, reaction: &Reaction, grown_days: f64) {
        let more = (reaction.worst - self.lasting).max(0.0) * (1.0 - libm::exp2(-grown_days / reaction.half));
        self.lasting += more;
        self.panic += reaction.overshoot * more;
        self.unbuilt += reaction.overshoot * more;
    }

    /// Whether another minute without an outage leaves everything as it is. That is so before the first outage, and long after the last.
    fn is_still(&self, pace: &Pace) -> bool {
        let mut next = *self;
        next.fade(pace);
        let is_same = |one: f64, other: f64| one.to_bits() == other.to_bits();
        is_same(next.lasting, self.lasting) && is_same(next.panic, self.panic) && is_same(next.unbuilt, self.unbuilt)
    }

    /// The share by which the price is lower.
    fn off(&self) -> f64 {
        self.lasting + self.panic - self.unbuilt
    }
}

/// The price of a company's share without outages on a trading day, and the bounds within which it may move on this day.
#[derive(Clone, Copy)]
struct DayPrice {
    whole: f64,
    bounds: Option<(f64, f64)>,
}

impl DayPrice {
    /// The price while outages make it lower by the share `off`.
    fn less(self, off: f64) -> f64 {
        let price = self.whole * (1.0 - lower(off, 0.9));
        self.bounds.map_or(price, |(lowest, highest)| lower(if price > lowest { price } else { lowest }, highest))
    }
}

/// The lower of two numbers that are not NaN: one instruction, where `f64::min` takes several.
fn lower(one: f64, other: f64) -> f64 {
    if one < other { one } else { other }
}

/// What moves the price of one company: the mood, and how it changes. The trading minutes pass one after another.
struct Mover<'a> {
    reaction: Option<(Reaction, Pace)>,
    mood: Mood,
    meter: Meter<'a>,
    /// Whether no trading minute has passed yet.
    is_first: bool,
    /// How many exposures were read on this day.
    steps: u64,
}

impl Mover<'_> {
    /// Sets the prices of a trading day. Returns the last of them, and whether an outage affects the price on this day. If nothing moves the
    /// price any more, the further minutes are passed over.
    fn trade_day(
        &mut self,
        mut minutes: impl Iterator<Item = SimTime>,
        last: SimTime,
        price: DayPrice,
        track: &mut PriceTrack,
    ) -> (Option<f64>, bool) {
        let mut last_price = None;
        let mut is_weighed = false;
        for at in minutes.by_ref() {
            let grown_days = self.meter.grown_days(at);
            self.steps += self.meter.steps();
            if let Some((reaction, pace)) = &self.reaction {
                if !self.is_first {
                    self.mood.fade(pace);
                }
                if grown_days > 0.0 {
                    self.mood.sink(reaction, grown_days);
                }
            }
            self.is_first = false;
            let off = self.mood.off();
            is_weighed |= grown_days > 0.0 || off > 0.0;
            let now = price.less(off);
            track.set(at, now);
            last_price = Some(now);
            if self.meter.is_nothing_until(last) {
                break;
            }
        }
        // On the rest of the day no outage goes on: the mood fades, or nothing moves the price.
        let mut mood = self.mood;
        if let Some((_, pace)) = self.reaction.as_ref().filter(|(_, pace)| !mood.is_still(pace)) {
            for at in minutes {
                mood.fade(pace);
                let off = mood.off();
                is_weighed |= off > 0.0;
                let now = price.less(off);
                track.set(at, now);
                last_price = Some(now);
            }
        }
        self.mood = mood;
        (last_price, is_weighed)
    }
}

/// Returns the price at every trading minute, and for each trading day whether an outage affects the price.
///
/// # Errors
/// [`OverBudget`] if the work is more than the budget has.
fn trade(
    listing: &Listing,
    reaction: Option<Reaction>,
    limit: Option<f64>,
    trading: &Trading,
    exposures: &ServiceExposures,
    spending: &mut Spending<'_>,
) -> Result<(PriceTrack, Vec<TradingDay>), RunStopped> {
    let reaction = reaction.map(|reaction| (reaction, Pace::new(&reaction, trading.minutes_per_day)));
    let meter = exposures.meter();
    let mut mover = Mover { reaction, mood: Mood::default(), meter, is_first: true, steps: 0 };
    let mut track = PriceTrack::new(Arc::clone(&trading.minutes));
    let mut weighed_days = Vec::new();
    let mut index = 1.0;
    let mut last_close = listing.close;
    for (day, (hours, moves)) in trading.minutes.days().zip(&trading.days).enumerate() {
        spending.go_on()?;
        let kept = track.changes().len();
        index *= 1.0 + moves.index_move;
        if let Some(step) = listing.steps.get(&moves.date) {
            index *= step;
            last_close *= step;
        }
        let bounds = limit.map(|limit| (last_close * (1.0 - limit), last_close * (1.0 + limit)));
        let price = DayPrice { whole: listing.close * index, bounds };
        let (close, is_weighed) = mover.trade_day(trading.minutes.minutes_of(day), hours.last, price, &mut track);
        last_close = close.unwrap_or(last_close);
        if is_weighed {
            weighed_days.push(hours);
        }
        spending.spend(Resource::Steps, std::mem::take(&mut mover.steps))?;
        spending.spend(Resource::Values, (track.changes().len() - kept) as u64)?;
    }
    Ok((track, weighed_days))
}

/// Adds the opening, low and close of each day on which an outage affects the price. There is no event for a minute before the first loss
/// of a service to which the company is exposed.
fn day_events(
    outages: &Outages,
    company: CompanyId,
    track: &PriceTrack,
    weighed_days: &[TradingDay],
    exposures: &ServiceExposures,
    events: &mut Vec<Addition>,
) {
    for day in weighed_days {
        // A trading day has a first minute, so it has prices.
        let (Some(opening), Some(low), Some(close)) =
            (track.at(day.first), track.low(day.first, day.last), track.at(day.last))
        else {
            continue;
        };
        let mut add = |minute: PriceMinute, kind: fn(CompanyId, f64) -> EventKind| {
            if let Some(cause) = exposures.cause(outages, minute.at) {
                events.push(Addition {
                    at: minute.at,
                    kind: kind(company, minute.price),
                    cause: Some(Cause::Known(cause)),
                });
            }
        };
        add(opening, EventKind::Opening);
        add(low, EventKind::Low);
        add(close, EventKind::Close);
    }
}

#[cfg(test)]
mod tests;
