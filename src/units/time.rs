//! Whole seconds: a moment of a run, and a length of time (MODEL.md, section 1).

use std::ops::{Add, AddAssign, Sub};

/// A moment, in whole seconds since the scenario's `start`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(pub i64);

/// A length of time, in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

impl SimTime {
    /// The start of every run.
    pub const ZERO: Self = Self(0);

    /// Seconds since the start, for plots and pixels.
    #[must_use]
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Sixty seconds.
    pub const MINUTE: Self = Self(60);
    /// Sixty minutes.
    pub const HOUR: Self = Self(3_600);
    /// Twenty-four hours.
    pub const DAY: Self = Self(86_400);

    /// Seconds, for plots and pixels.
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

/// User-milliseconds of an hour of one user without service: seconds times permille of demand.
pub const USER_HOUR: u128 = 3_600_000;

/// Lost user-time, in user-seconds times permille of demand, as user-hours.
#[must_use]
pub fn user_hours(user_millisecs: u128) -> f64 {
    user_millisecs as f64 / USER_HOUR as f64
}

/// Lost user-time, in user-seconds times permille of demand, to the nearest whole user-hour.
#[must_use]
pub fn whole_user_hours(user_millisecs: u128) -> u64 {
    u64::try_from((user_millisecs + USER_HOUR / 2) / USER_HOUR).unwrap_or(u64::MAX)
}
