//! The share price of a company at every trading minute (MODEL.md, section 7).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use firedrill::model::{Exchange, Id, Listing, Reaction, Scenario};
use firedrill::units::{SimTime, TimeOfDay};

use super::Grid;
use super::services::Services;

/// For each company, every trading minute with its price; empty if the company is not listed.
pub fn prices(world: &Scenario, services: &Services, grid: Grid) -> Vec<Vec<(SimTime, f64)>> {
    let of = |listing: &Listing| of_company(world, services, listing, grid);
    world.companies.rows().iter().map(|company| company.listing.as_ref().map_or_else(Vec::new, of)).collect()
}

const DAY_MINUTES: u32 = 24 * 60;

/// No clock repeats a longer time than this.
const LONGEST_REPEAT_SECS: i64 = 3 * 3_600;

/// The hours of an exchange, in minutes since the midnight before its opening.
struct Hours<'a> {
    exchange: &'a Exchange,
    open: u32,
    close: u32,
    breaks: Vec<(u32, u32)>,
    is_over_midnight: bool,
}

impl<'a> Hours<'a> {
    fn new(exchange: &'a Exchange) -> Self {
        let is_over_midnight = exchange.close <= exchange.open;
        let open = exchange.open.secs() / 60;
        let mut hours = Self { exchange, open, close: 0, breaks: Vec::new(), is_over_midnight };
        hours.close = hours.minute(exchange.close);
        for (begins, ends) in &exchange.breaks {
            hours.breaks.push((hours.minute(*begins), hours.minute(*ends)));
        }
        hours
    }

    /// In a session over midnight, the first such time after the opening.
    fn minute(&self, time: TimeOfDay) -> u32 {
        let minute = time.secs() / 60;
        if self.is_over_midnight && minute <= self.open { minute + DAY_MINUTES } else { minute }
    }

    /// Whether the exchange trades in a minute of a trading day. `day` is the trading day, and `minute` is counted since the midnight
    /// before its opening.
    fn trades(&self, day: NaiveDate, minute: u32) -> bool {
        if !self.exchange.days.contains(&day.weekday()) || self.exchange.closed.contains(&day) {
            return false;
        }
        let early = self.exchange.early.get(&day).map(|early| self.minute(*early));
        let is_in_break = self.breaks.iter().any(|(begins, ends)| *begins < minute && minute < *ends);
        early == Some(minute) || (self.open <= minute && minute <= early.unwrap_or(self.close) && !is_in_break)
    }

    /// The trading day of a moment; `None` if the exchange does not trade then. A minute that ends one trading day and begins the next
    /// is of the day that ends, which is the one whose opening is on the earlier calendar day.
    fn trading_day(&self, local: NaiveDateTime) -> Option<NaiveDate> {
        if local.second() != 0 {
            return None;
        }
        let minute = local.hour() * 60 + local.minute();
        let opened = [(local.date() - TimeDelta::days(1), minute + DAY_MINUTES), (local.date(), minute)];
        let mut days =
            opened.iter().map(|(opens, minute)| (*opens + TimeDelta::days(i64::from(self.is_over_midnight)), *minute));
        days.find(|(day, minute)| self.trades(*day, *minute)).map(|(day, _)| day)
    }

    /// The length of the usual session without the parts of breaks that lie inside it, in minutes.
    fn length(&self) -> f64 {
        let is_in_break = |minute: &u32| self.breaks.iter().any(|(begins, ends)| begins <= minute && minute < ends);
        f64::from(u32::try_from((self.open..self.close).filter(|minute| !is_in_break(minute)).count()).expect("a day"))
    }
}

fn of_company(world: &Scenario, services: &Services, listing: &Listing, grid: Grid) -> Vec<(SimTime, f64)> {
    let exchange = &world.exchanges[listing.exchange];
    let reaction = listing.reaction.or(world.reaction);
    let clock = world.clock.in_zone(exchange.zone);
    let hours = Hours::new(exchange);
    let day_minutes = hours.length();
    // Minutes that the clocks repeat count once, the first time, which may be before the run.
    let mut shown: BTreeSet<NaiveDateTime> =
        (-LONGEST_REPEAT_SECS / grid.step_secs..0).map(|point| clock.local(grid.time(point))).collect();
    let mut temper = Temper::default();
    let mut prices: Vec<(SimTime, f64)> = Vec::new();
    let mut today: Option<NaiveDate> = None;
    let (mut index, mut last_of_yesterday) = (1.0, listing.close);
    let mut steps = 1.0;
    // For each service with exposure, the integral of 1000 - health up to this point; and the value D at the last trading minute.
    let mut outage = vec![0_u64; listing.exposure.len()];
    let mut d_before = 0.0;
    for point in 0..grid.points {
        let local = clock.local(grid.time(point));
        let is_new = shown.insert(local);
        if let Some(day) = hours.trading_day(local).filter(|_| is_new) {
            if today != Some(day) {
                today = Some(day);
                index *= 1.0 + exchange.index.get(&day).copied().unwrap_or(0.0);
                let step = listing.steps.get(&day).copied().unwrap_or(1.0);
                steps *= step;
                last_of_yesterday = prices.last().map_or(listing.close, |(_, price)| *price) * step;
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
            let mut price = listing.close * index * steps * (1.0 - taken);
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
