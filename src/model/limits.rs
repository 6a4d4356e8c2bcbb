//! The limits of what a scenario may hold (MODEL.md, section 2): a file is checked against them, and so is what is typed.

use std::ops::RangeInclusive;

use crate::units::Span;

/// Most of anything that is counted in servers.
pub const MOST_SERVERS: u64 = 1_000_000_000;
/// Most of anything that is counted in people.
pub const MOST_PEOPLE: u64 = 100_000_000_000;
/// Most runs that an expectation may ask for: more would be waited for.
pub const MOST_RUNS: u64 = 100_000;
/// How often a failed request is tried again, at most.
pub const MOST_RETRIES: f64 = 1_000.0;
/// The largest price.
pub const HIGHEST_PRICE: f64 = 1e12;
/// The largest radius of a strike: half way round the globe.
pub const LARGEST_RADIUS_KM: f64 = 20_100.0;
/// The most that durations may be uncertain.
pub const MOST_UNCERTAINTY: f64 = 10.0;
/// The smallest weight of a dependency.
pub const LEAST_WEIGHT: f64 = 0.001;
/// The longest run: ten years.
pub const LONGEST_RUN: Span = Span(3_653 * 86_400);
/// The longest of all other spans: a hundred years.
pub const LONGEST_SPAN: Span = Span(36_525 * 86_400);
/// The years that calendars of zones know, and in which something may happen.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;
