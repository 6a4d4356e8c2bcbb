//! The local clock of a time zone. It converts seconds since the start to local dates and hours, and back.

use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use super::{SimTime, Span};

/// A time zone, and the moment that is time 0 of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    zone: Tz,
    start_unix_secs: i64,
}

/// The reason why a local time does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    /// The clocks jump over this time, for example when daylight saving begins.
    #[error("the clocks skip this time")]
    Skipped,
}

impl Clock {
    /// Creates a clock on which time 0 is the local time `start` in `zone`. If `start` occurs twice because the clocks are set back, the
    /// first occurrence is used.
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

    /// The time zone of the clock.
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// A clock for the same run in another time zone.
    #[must_use]
    pub const fn in_zone(&self, zone: Tz) -> Self {
        Self { zone, ..*self }
    }

    /// The local date and time, with its offset from UTC.
    #[must_use]
    pub fn at(&self, t: SimTime) -> DateTime<Tz> {
        let unix = self.start_unix_secs + t.0;
        DateTime::from_timestamp(unix, 0).unwrap_or_default().with_timezone(&self.zone)
    }

    /// The local date and time, without the offset.
    #[must_use]
    pub fn local(&self, t: SimTime) -> NaiveDateTime {
        self.at(t).naive_local()
    }

    /// The offset of local time from UTC, in seconds.
    #[must_use]
    pub fn offset_secs(&self, t: SimTime) -> i32 {
        self.at(t).offset().fix().local_minus_utc()
    }

    /// The local hour of the day, `0..24`.
    #[must_use]
    pub fn hour(&self, t: SimTime) -> usize {
        self.local(t).hour() as usize
    }

    /// The first time after `t` at which the local hour may be different: the next full hour, or an earlier change of the clocks.
    #[must_use]
    pub fn next_hour(&self, t: SimTime) -> SimTime {
        let offset = self.offset_secs(t);
        let into_hour = i64::from(self.local(t).num_seconds_from_midnight() % 3_600);
        let full_hour = t + Span(3_600 - into_hour);
        if self.offset_secs(full_hour) == offset {
            return full_hour;
        }
        // The clocks change before the full hour. A binary search finds the time of the change.
        let (mut same, mut other) = (t, full_hour);
        while (other - same).0 > 1 {
            let middle = SimTime(i64::midpoint(same.0, other.0));
            if self.offset_secs(middle) == offset { same = middle } else { other = middle }
        }
        other
    }

    /// The time of the run at a local date and time (MODEL.md, section 2). If the local time occurs twice because the clocks are set back,
    /// the first occurrence is used, unless it is before the start of the run.
    ///
    /// # Errors
    /// [`LocalTimeError::Skipped`] if the clocks of the zone jump over this time.
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

    /// The first time at or after `from` at which the local clock shows `time`.
    ///
    /// If the clocks skip this time on one day, the time of the next day is used.
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
