//! The share price of a company at every trading minute (MODEL.md, section 7).

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use firedrill::model::{Exchange, Id, Listing, Reaction, Scenario};
use firedrill::units::{SimTime, TimeOfDay};

use super::Grid;
use super::services::Services;

/// For each company, every trading minute with its price; empty if the company is not listed.
pub fn prices(world: &Scenario, services: &Services, grid: Grid) -> Vec<Vec<(SimTime, f64)>> {
    let of = |listing: &Listing| of_company(world, services, listing, grid);
    world.companies.rows().iter().map(|company| company.listing.as_ref().map_or_else(Vec::new, of)).collect()
}

fn is_open(exchange: &Exchange, local: NaiveDateTime) -> bool {
    let weekend = matches!(local.weekday(), Weekday::Sat | Weekday::Sun);
    let whole_minute = local.second() == 0;
    let time = TimeOfDay::new(local.hour(), local.minute(), local.second()).expect("a time of day");
    let hours = exchange.open <= time && time <= exchange.close;
    whole_minute && hours && !weekend && !exchange.closed.contains(&local.date())
}

fn of_company(world: &Scenario, services: &Services, listing: &Listing, grid: Grid) -> Vec<(SimTime, f64)> {
    let exchange = &world.exchanges[listing.exchange];
    let reaction = listing.reaction.or(world.reaction);
    let clock = world.clock.in_zone(exchange.zone);
    let day_minutes = f64::from(exchange.close.secs() - exchange.open.secs()) / 60.0;
    let mut temper = Temper::default();
    let mut prices: Vec<(SimTime, f64)> = Vec::new();
    let mut today: Option<NaiveDate> = None;
    let (mut index, mut last_of_yesterday) = (1.0, listing.close);
    // For each service with exposure, the integral of 1000 - health up to this point; and the value D at the last trading minute.
    let mut outage = vec![0_u64; listing.exposure.len()];
    let mut d_before = 0.0;
    for point in 0..grid.points {
        let local = clock.local(grid.time(point));
        if is_open(exchange, local) {
            if today != Some(local.date()) {
                today = Some(local.date());
                index *= 1.0 + exchange.index.get(&local.date()).copied().unwrap_or(0.0);
                last_of_yesterday = prices.last().map_or(listing.close, |(_, price)| *price);
            }
            let parts =
                listing.exposure.iter().zip(&outage).map(|((_, share), sum)| share * *sum as f64 / 1000.0 / 86_400.0);
            let d: f64 = parts.sum();
            if let Some(reaction) = reaction {
                let minutes = if prices.is_empty() { 0.0 } else { 1.0 };
                temper.minute(&reaction, minutes, day_minutes, d - d_before);
            }
            d_before = d;
            let taken = (temper.lasting + temper.panic_fading - temper.panic_rising).min(0.9);
            let mut price = listing.close * index * (1.0 - taken);
            if let Some(limit) = exchange.limit {
                price = price.clamp(last_of_yesterday * (1.0 - limit), last_of_yesterday * (1.0 + limit));
            }
            prices.push((grid.time(point), price));
        }
        for ((service, _), sum) in listing.exposure.iter().zip(&mut outage) {
            *sum += u64::from(1000 - services.0[service.index()].health.at(point)) * grid.step_secs.unsigned_abs();
        }
    }
    prices
}

/// The values L, A and B of MODEL.md, section 7.
#[derive(Default)]
struct Temper {
    lasting: f64,
    panic_fading: f64,
    panic_rising: f64,
}

impl Temper {
    fn minute(&mut self, reaction: &Reaction, minutes: f64, day_minutes: f64, outage_days: f64) {
        let halved = |time: f64, half_life: f64| libm::exp2(-time / half_life);
        self.lasting *= halved(minutes, reaction.memory * day_minutes);
        let more = (reaction.worst - self.lasting).max(0.0) * (1.0 - halved(outage_days, reaction.half));
        self.lasting += more;
        let panic = reaction.overshoot * more;
        self.panic_fading = self.panic_fading * halved(minutes, reaction.fade.0 as f64 / 60.0) + panic;
        self.panic_rising = self.panic_rising * halved(minutes, reaction.rise.0 as f64 / 60.0) + panic;
    }
}
