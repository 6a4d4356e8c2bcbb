//! The limits of the values in a scenario (MODEL.md, section 2). Files are checked against them, and so are values that people type.

use std::ops::RangeInclusive;

use crate::units::Span;

/// The largest number of servers in one field.
pub const MOST_SERVERS: u64 = 1_000_000_000;
/// The largest number of people or users in one field.
pub const MOST_PEOPLE: u64 = 100_000_000_000;
/// The largest number of runs for one expectation; more runs would take too long.
pub const MOST_RUNS: u64 = 100_000;
/// The largest number of times that a failed request is tried again.
pub const MOST_RETRIES: f64 = 1_000.0;
/// The highest price of a share.
pub const HIGHEST_PRICE: f64 = 1e12;
/// The largest radius of a strike on an area, in kilometres: half the circumference of the earth.
pub const LARGEST_RADIUS_KM: f64 = 20_100.0;
/// The largest uncertainty of durations.
pub const MOST_UNCERTAINTY: f64 = 10.0;
/// The smallest weight of a dependency.
pub const LEAST_WEIGHT: f64 = 0.001;
/// The longest run: ten years.
pub const LONGEST_RUN: Span = Span(3_653 * 86_400);
/// The longest duration, apart from the length of a run: a hundred years.
pub const LONGEST_SPAN: Span = Span(36_525 * 86_400);
/// The years that are allowed for dates and times. The time zone data cover these years.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;
