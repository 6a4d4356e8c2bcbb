//! Share prices at every trading minute, and the opening, low and close of each day on which an outage affects the price
//! (MODEL.md, section 7).

mod mover;
mod service_exposure;

use std::sync::Arc;

pub use mover::example_of;
pub(super) use service_exposure::ServiceExposures;

use self::mover::{DayPrice, Mood, Mover, Pace};
use super::log::{Addition, Cause};
use super::trading::Trading;
use crate::model::{CompanyId, ExchangeId, Listing, Reaction, Scenario, Table};
use crate::recording::{EventKind, Outages, PriceMinute, PriceTrack, TradingDay};
use crate::sim::{Culprit, Detail, OverBudget, Resource, RunStopped, Spending};
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
    detail: Detail,
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
        if detail == Detail::Whole {
            day_events(outages, id, &track, &weighed_days, &exposures, &mut events);
        }
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
