//! What moves the share price of one company: the mood of the market, minute by minute (MODEL.md, section 7).

use super::service_exposure::Meter;
use crate::model::Reaction;
use crate::recording::{PriceMinute, PriceTrack};
use crate::units::SimTime;

/// The factors by which the three values of [`Mood`] shrink in one trading minute, computed once.
pub struct Pace {
    memory: f64,
    rise: f64,
    fade: f64,
}

impl Pace {
    pub fn new(reaction: &Reaction, minutes_per_day: f64) -> Self {
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
pub struct Mood {
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

/// The shares by which an outage makes a price lower, one for each trading minute: as an example of what a reaction means. On the first
/// trading day the weighted outage grows evenly to one day; after that nothing is out.
#[must_use]
pub fn example_of(reaction: &Reaction, minutes_per_day: u32, days: u32) -> Vec<f64> {
    let pace = Pace::new(reaction, f64::from(minutes_per_day));
    let mut mood = Mood::default();
    let minute = |minute: u32| {
        if minute > 0 {
            mood.fade(&pace);
        }
        if minute < minutes_per_day {
            mood.sink(reaction, 1.0 / f64::from(minutes_per_day));
        }
        mood.off()
    };
    (0..minutes_per_day * days).map(minute).collect()
}

/// The price of a company's share without outages on a trading day, and the bounds within which it may move on this day.
#[derive(Clone, Copy)]
pub struct DayPrice {
    pub whole: f64,
    pub bounds: Option<(f64, f64)>,
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
pub struct Mover<'a> {
    pub reaction: Option<(Reaction, Pace)>,
    pub mood: Mood,
    pub meter: Meter<'a>,
    /// Whether no trading minute has passed yet.
    pub is_first: bool,
    /// How many exposures were read on this day.
    pub steps: u64,
}

impl Mover<'_> {
    /// Sets the prices of a trading day. Returns the last of them, and whether an outage affects the price on this day. If nothing moves the
    /// price any more, the further minutes are passed over.
    pub fn trade_day(
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
            track.extend(minutes.map(|at| {
                mood.fade(pace);
                let off = mood.off();
                is_weighed |= off > 0.0;
                let now = price.less(off);
                last_price = Some(now);
                PriceMinute { at, price: now }
            }));
        }
        self.mood = mood;
        (last_price, is_weighed)
    }
}
