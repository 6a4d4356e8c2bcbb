//! Times and durations in whole seconds (MODEL.md, section 1).

use std::ops::{Add, AddAssign, Sub};

/// A time of the run, in whole seconds since the scenario's `start`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(pub i64);

/// A duration, in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

impl SimTime {
    /// The start of every run.
    pub const ZERO: Self = Self(0);

    /// The seconds since the start as a floating-point number, for drawing.
    #[must_use]
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64
    }
}

impl Span {
    /// A duration of zero seconds.
    pub const ZERO: Self = Self(0);
    /// One minute, in seconds.
    pub const MINUTE: Self = Self(60);
    /// One hour, in seconds.
    pub const HOUR: Self = Self(3_600);
    /// One day of 24 hours, in seconds.
    pub const DAY: Self = Self(86_400);

    /// The duration in seconds as a floating-point number, for formulas and drawing.
    #[must_use]
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64
    }
}

impl Add<Span> for SimTime {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0 + span.0)
    }
}

impl Sub<Span> for SimTime {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0 - span.0)
    }
}

impl Sub for SimTime {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// One user-hour in the unit in which lost user-time is counted: user-seconds times permille of demand.
pub const USER_HOUR: u128 = 3_600_000;

/// Converts lost user-time from user-seconds times permille of demand to user-hours.
#[must_use]
pub fn user_hours(user_millisecs: u128) -> f64 {
    user_millisecs as f64 / USER_HOUR as f64
}

/// Converts lost user-time from user-seconds times permille of demand to whole user-hours, rounded to the nearest.
#[must_use]
pub fn whole_user_hours(user_millisecs: u128) -> u64 {
    u64::try_from((user_millisecs + USER_HOUR / 2) / USER_HOUR).unwrap_or(u64::MAX)
}
