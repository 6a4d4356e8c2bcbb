//! Share prices at every trading minute, and the opening, low and close of each day on which an outage affects the price
//! (MODEL.md, section 7).

mod service_exposure;

use service_exposure::ServiceExposures;

use super::log::{Addition, Cause};
use super::trading::Trading;
use crate::model::{CompanyId, ExchangeId, Listing, Reaction, Scenario, Table};
use crate::recording::{EventKind, Outages, PriceMinute, PriceTrack};
use crate::units::SimTime;

/// The reaction of the market to a run.
pub(super) struct Market {
    /// The share prices of each company; empty for a company that is not listed.
    pub prices: Table<CompanyId, PriceTrack>,
    /// The openings, lows and closes that must be added to the log.
    pub events: Vec<Addition>,
}

/// Computes the prices of all listed companies.
pub(super) fn market(
    world: &Scenario,
    trading: &Table<ExchangeId, Trading>,
    outages: &Outages,
    end: SimTime,
) -> Market {
    let mut prices: Table<CompanyId, PriceTrack> = Table::default();
    let mut events = Vec::new();
    for (id, company) in world.companies.iter() {
        let Some(listing) = &company.listing else {
            prices.push(PriceTrack::default());
            continue;
        };
        let exchange = &world.exchanges[listing.exchange];
        let trading = &trading[listing.exchange];
        let exposures = ServiceExposures::new(outages, &listing.exposure, end);
        let reaction = listing.reaction.or(world.reaction);
        let (track, weighs) = trade(listing, reaction, exchange.limit, trading, &exposures);
        day_events(outages, id, &track, &weighs, &exposures, &mut events);
        prices.push(track);
    }
    Market { prices, events }
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
#[derive(Default)]
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

    /// The share by which the price is lower.
    fn off(&self) -> f64 {
        self.lasting + self.panic - self.unbuilt
    }
}

/// Returns the price at every trading minute, and for each trading day whether an outage affects the price.
fn trade(
    listing: &Listing,
    reaction: Option<Reaction>,
    limit: Option<f64>,
    trading: &Trading,
    exposures: &ServiceExposures,
) -> (PriceTrack, Vec<bool>) {
    let pace = reaction.map(|reaction| Pace::new(&reaction, trading.minutes_per_day));
    let mut minutes = Vec::with_capacity(trading.minutes.len());
    let mut weighs = Vec::with_capacity(trading.days.len());
    let mut mood = Mood::default();
    let mut meter = exposures.meter();
    let mut index = 1.0;
    let mut last_close = listing.close;
    for day in &trading.days {
        index *= 1.0 + day.index_move;
        let whole = listing.close * index;
        let bounds = limit.map(|limit| (last_close * (1.0 - limit), last_close * (1.0 + limit)));
        let mut weighed = false;
        for at in &trading.minutes[day.span.0..=day.span.1] {
            let grown_days = meter.grown_days(*at);
            if let (Some(reaction), Some(pace)) = (&reaction, &pace) {
                if !minutes.is_empty() {
                    mood.fade(pace);
                }
                if grown_days > 0.0 {
                    mood.sink(reaction, grown_days);
                }
            }
            let off = mood.off();
            weighed |= grown_days > 0.0 || off > 0.0;
            let mut price = whole * (1.0 - off.min(0.9));
            if let Some((lowest, highest)) = bounds {
                price = price.max(lowest).min(highest);
            }
            minutes.push(PriceMinute { at: *at, price });
        }
        last_close = minutes.last().map_or(last_close, |minute: &PriceMinute| minute.price);
        weighs.push(weighed);
    }
    let days = trading.days.iter().map(|day| day.span).collect();
    (PriceTrack { minutes, days, cut: trading.cut }, weighs)
}

/// Adds the opening, low and close of each day on which an outage affects the price. There is no event for a minute before the first loss
/// of a service to which the company is exposed.
fn day_events(
    outages: &Outages,
    company: CompanyId,
    track: &PriceTrack,
    weighs: &[bool],
    exposures: &ServiceExposures,
    events: &mut Vec<Addition>,
) {
    for ((first, last), _) in track.days.iter().zip(weighs).filter(|(_, weighs)| **weighs) {
        let day = &track.minutes[*first..=*last];
        // If several minutes have the lowest price, the low is the first of them.
        let low = day.iter().skip(1).fold(day[0], |low, minute| if minute.price < low.price { *minute } else { low });
        let mut add = |minute: PriceMinute, kind: fn(CompanyId, f64) -> EventKind| {
            if let Some(cause) = exposures.cause(outages, minute.at) {
                events.push(Addition {
                    at: minute.at,
                    kind: kind(company, minute.price),
                    cause: Some(Cause::Known(cause)),
                });
            }
        };
        add(day[0], EventKind::Opening);
        add(low, EventKind::Low);
        add(day[day.len() - 1], EventKind::Close);
    }
}

/// The change of health behind the price of a company at `t`; `None` if no service to which the company is exposed has lost anything by
/// then.
pub(super) fn cause_of_price(
    world: &Scenario,
    outages: &Outages,
    company: CompanyId,
    t: SimTime,
) -> Option<crate::recording::EventId> {
    let listing = world.companies[company].listing.as_ref()?;
    ServiceExposures::new(outages, &listing.exposure, SimTime(world.length.0)).cause(outages, t)
}

#[cfg(test)]
mod tests;
