//! The wall clock of a time zone: from seconds since the start to local dates and hours, and back.

use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use super::{SimTime, Span};

/// A zone and the instant that is second zero of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    zone: Tz,
    start_unix_secs: i64,
}

/// Why a local time names no moment of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    /// The clock jumps over this time (daylight saving begins).
    #[error("the clocks skip this time")]
    Skipped,
}

impl Clock {
    /// A clock whose second zero is the local time `start` in `zone`; of a time that occurs twice, the first.
    ///
    /// # Errors
    /// [`LocalTimeError::Skipped`] if the clocks of the zone jump over `start`.
    pub fn new(zone: Tz, start: NaiveDateTime) -> Result<Self, LocalTimeError> {
        match zone.from_local_datetime(&start) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                Ok(Self { zone, start_unix_secs: at.timestamp() })
            }
            LocalResult::None => Err(LocalTimeError::Skipped),
        }
    }

    /// The zone of the clock.
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// The same run seen on the clocks of another zone.
    #[must_use]
    pub const fn in_zone(&self, zone: Tz) -> Self {
        Self { zone, ..*self }
    }

    /// Local date and time with its offset.
    #[must_use]
    pub fn at(&self, t: SimTime) -> DateTime<Tz> {
        let unix = self.start_unix_secs + t.0;
        DateTime::from_timestamp(unix, 0).unwrap_or_default().with_timezone(&self.zone)
    }

    /// Local date and time.
    #[must_use]
    pub fn local(&self, t: SimTime) -> NaiveDateTime {
        self.at(t).naive_local()
    }

    /// Offset of local time from UTC in seconds.
    #[must_use]
    pub fn offset_secs(&self, t: SimTime) -> i32 {
        self.at(t).offset().fix().local_minus_utc()
    }

    /// Local hour of the day, `0..24`.
    #[must_use]
    pub fn hour(&self, t: SimTime) -> usize {
        self.local(t).hour() as usize
    }

    /// The first moment after `t` at which the local hour of the day may differ: a full hour, or a change of the clocks.
    #[must_use]
    pub fn next_hour(&self, t: SimTime) -> SimTime {
        let offset = self.offset_secs(t);
        let into_hour = i64::from(self.local(t).num_seconds_from_midnight() % 3_600);
        let full_hour = t + Span(3_600 - into_hour);
        if self.offset_secs(full_hour) == offset {
            return full_hour;
        }
        // The clocks change on the way: the change itself is the first moment that may differ.
        let (mut same, mut other) = (t, full_hour);
        while (other - same).0 > 1 {
            let middle = SimTime(i64::midpoint(same.0, other.0));
            if self.offset_secs(middle) == offset { same = middle } else { other = middle }
        }
        other
    }

    /// The moment of a local date and time (MODEL.md, section 2); of a time that occurs twice, the first within the run (or the first).
    ///
    /// # Errors
    /// [`LocalTimeError::Skipped`] if the clocks of the zone jump over it.
    pub fn moment(&self, local: NaiveDateTime) -> Result<SimTime, LocalTimeError> {
        let since_start = |at: DateTime<Tz>| SimTime(at.timestamp() - self.start_unix_secs);
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(at) => Ok(since_start(at)),
            LocalResult::Ambiguous(first, second) => {
                let first = since_start(first);
                Ok(if first >= SimTime::ZERO { first } else { since_start(second) })
            }
            LocalResult::None => Err(LocalTimeError::Skipped),
        }
    }

    /// The first moment at or after `from` at which the local clock shows `time`.
    ///
    /// A day on which the clocks skip the time does not show it, so the next day is taken.
    #[must_use]
    pub fn next_time(&self, from: SimTime, time: NaiveTime) -> SimTime {
        let mut date = self.local(from).date();
        loop {
            let candidates = match self.zone.from_local_datetime(&date.and_time(time)) {
                LocalResult::Single(at) => [Some(at), None],
                LocalResult::Ambiguous(first, second) => [Some(first), Some(second)],
                LocalResult::None => [None, None],
            };
            for at in candidates.into_iter().flatten() {
                let t = SimTime(at.timestamp() - self.start_unix_secs);
                if t >= from {
                    return t;
                }
            }
            date += TimeDelta::days(1);
        }
    }
}
