//! The limits of the values in a scenario (MODEL.md, section 2). Files are checked against them, and so are values that people type.

use std::ops::RangeInclusive;

use crate::units::Span;

/// The largest number of servers in one field.
pub const MOST_SERVERS: u64 = 1_000_000_000;
/// The largest number of people or users in one field.
pub const MOST_PEOPLE: u64 = 100_000_000_000;
/// The largest number of runs for one expectation; more runs would take too long.
pub const MOST_RUNS: u64 = 100_000;

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The smallest number, if it is accepted itself.
    pub least: f64,
    /// The largest number that is accepted.
    pub most: f64,
    /// Whether `least` itself is not accepted.
    pub is_open: bool,
}

impl Limits {
    const fn of(least: f64, most: f64) -> Self {
        Self { least, most, is_open: false }
    }

    const fn above_zero(most: f64) -> Self {
        Self { least: 0.0, most, is_open: true }
    }

    /// Both ends as a range. Whether the smallest number itself is accepted does not matter here.
    #[must_use]
    pub const fn range(self) -> RangeInclusive<f64> {
        self.least..=self.most
    }
}

/// A share.
pub const SHARE: Limits = Limits::of(0.0, 1.0);
/// The number of times that a failed request is tried again.
pub const RETRIES: Limits = Limits::of(0.0, 1_000.0);
/// The price of a share, and the factor of a price.
pub const PRICE: Limits = Limits::above_zero(1e12);
/// The radius of a strike on an area, in kilometres: at most half the circumference of the earth.
pub const RADIUS_KM: Limits = Limits::of(0.0, 20_100.0);
/// The uncertainty of durations.
pub const UNCERTAINTY: Limits = Limits::of(0.0, 10.0);
/// The weight of a dependency.
pub const WEIGHT: Limits = Limits::of(0.001, 1.0);
/// The latitude of a point, in degrees.
pub const LATITUDE: Limits = Limits::of(-90.0, 90.0);
/// The longitude of a point, in degrees.
pub const LONGITUDE: Limits = Limits::of(-180.0, 180.0);
/// How far a price may move in a day.
pub const LIMIT: Limits = Limits::above_zero(1.0);
/// How far the market as a whole moves in a day.
pub const INDEX: Limits = Limits::of(-0.99, 10.0);
/// The days of a reaction of the market.
pub const DAYS: Limits = Limits::above_zero(1e6);
/// How much further a price falls at first.
pub const OVERSHOOT: Limits = Limits::of(0.0, 100.0);
/// The share of the people without a service who move to a rival in an hour.
pub const PULL: Limits = Limits::of(0.0, 1_000.0);
/// The share of runs in which something is expected.
pub const RUNS_SHARE: Limits = Limits::of(0.001, 1.0);
/// The fall of a price.
pub const FALL: Limits = Limits::of(-10.0, 1.0);
/// The longest run: ten years.
pub const LONGEST_RUN: Span = Span(3_653 * 86_400);
/// The longest duration, apart from the length of a run: a hundred years.
pub const LONGEST_SPAN: Span = Span(36_525 * 86_400);
/// The years that are allowed for dates and times. The time zone data cover these years.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;
