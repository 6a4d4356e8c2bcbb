//! The local clock of a time zone. It converts seconds since the start to local dates and hours, and back.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use chrono_tz::{GapInfo, Tz};

use super::written::WrittenTime;
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

/// A change of the clocks that skips local times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first local time that is skipped.
    pub from: NaiveDateTime,
    /// The first local time after the change.
    pub until: NaiveDateTime,
    /// The time of the change.
    pub at: SimTime,
}

impl Gap {
    /// The local time that a clock which was not set forward would show as `local`.
    #[must_use]
    pub fn later(&self, local: NaiveDateTime) -> NaiveDateTime {
        local + (self.until - self.from)
    }
}

/// What a written time means on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This time.
    At(SimTime),
    /// A time of day which the clocks skip on the first day on which it would be meant. It means the time `at` on a later day.
    LaterDay {
        /// The time on the later day.
        at: SimTime,
        /// The local time that is skipped.
        skipped: NaiveDateTime,
        /// The change that skips it.
        gap: Gap,
    },
    /// A date and time that the clocks skip.
    Skipped {
        /// The local time that is skipped.
        skipped: NaiveDateTime,
        /// The change that skips it.
        gap: Gap,
    },
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

    /// Creates a clock on which time 0 is the time `start_unix_secs`, in seconds since 1970 in UTC.
    #[must_use]
    pub const fn at_unix_secs(zone: Tz, start_unix_secs: i64) -> Self {
        Self { zone, start_unix_secs }
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

    /// The times at which the local clock shows `local`, the earlier one first: two if the clocks are set back, none if they skip it.
    fn times(&self, local: NaiveDateTime) -> impl Iterator<Item = SimTime> + use<> {
        let (first, second) = match self.zone.from_local_datetime(&local) {
            LocalResult::Single(at) => (Some(at), None),
            LocalResult::Ambiguous(first, second) => (Some(first), Some(second)),
            LocalResult::None => (None, None),
        };
        let start = self.start_unix_secs;
        first.into_iter().chain(second).map(move |at| SimTime(at.timestamp() - start))
    }

    /// Whether the local clock shows the local time of `t` twice, because the clocks are set back.
    #[must_use]
    pub fn is_shown_twice(&self, t: SimTime) -> bool {
        self.times(self.local(t)).count() > 1
    }

    /// The time of the run at a local date and time (MODEL.md, section 2). If the local time occurs twice because the clocks are set back,
    /// the first occurrence is used, unless it is before the start of the run.
    ///
    /// # Errors
    /// [`LocalTimeError::Skipped`] if the clocks of the zone jump over this time.
    pub fn moment(&self, local: NaiveDateTime) -> Result<SimTime, LocalTimeError> {
        let in_run = self.times(local).find(|t| *t >= SimTime::ZERO);
        in_run.or_else(|| self.times(local).last()).ok_or(LocalTimeError::Skipped)
    }

    /// The first time at which the local clock shows a local date and time, also if it is before the start of the run. `None` if the clocks
    /// skip it.
    #[must_use]
    pub fn first_time(&self, local: NaiveDateTime) -> Option<SimTime> {
        self.times(local).next()
    }

    /// The change of the clocks that skips `local`; `None` if it is not skipped.
    #[must_use]
    pub fn gap(&self, local: NaiveDateTime) -> Option<Gap> {
        let (from, before) = GapInfo::new(&local, &self.zone)?.begin?;
        let at = SimTime(from.and_utc().timestamp() - i64::from(before.fix().local_minus_utc()) - self.start_unix_secs);
        Some(Gap { from, until: self.local(at), at })
    }

    /// What a written time means (MODEL.md, section 2): a date and time, which may have an offset from UTC; or a time of day, which is the
    /// first such time at or after the start of the run. A date without a time is the time 00:00.
    #[must_use]
    pub fn meaning(&self, written: &WrittenTime) -> Meaning {
        let time = written.time.unwrap_or(NaiveTime::MIN);
        match (written.date, written.offset_secs) {
            (Some(date), Some(offset_secs)) => {
                let utc = date.and_time(time).and_utc().timestamp() - i64::from(offset_secs);
                Meaning::At(SimTime(utc - self.start_unix_secs))
            }
            (None, Some(offset_secs)) => {
                let of_day = i64::from(time.num_seconds_from_midnight()) - i64::from(offset_secs);
                Meaning::At(SimTime((of_day - self.start_unix_secs).rem_euclid(Span::DAY.0)))
            }
            (Some(date), None) => self.local_meaning(date, time),
            (None, None) => {
                let at = self.next_time(SimTime::ZERO, time);
                let before =
                    self.local(SimTime::ZERO).date().iter_days().take_while(|date| *date < self.local(at).date());
                let gap = before.filter_map(|date| {
                    let skipped = date.and_time(time);
                    Some((skipped, self.gap(skipped)?))
                });
                match gap.into_iter().find(|(_, gap)| gap.at >= SimTime::ZERO) {
                    Some((skipped, gap)) => Meaning::LaterDay { at, skipped, gap },
                    None => Meaning::At(at),
                }
            }
        }
    }

    fn local_meaning(&self, date: NaiveDate, time: NaiveTime) -> Meaning {
        let local = date.and_time(time);
        match (self.moment(local), self.gap(local)) {
            (Err(_), Some(gap)) => Meaning::Skipped { skipped: local, gap },
            (at, _) => Meaning::At(at.expect("a local time that is not shown is in a gap")),
        }
    }

    /// The first time at or after `from` at which the local clock shows `time`.
    ///
    /// If the clocks skip this time on one day, the time of the next day is used.
    #[must_use]
    pub fn next_time(&self, from: SimTime, time: NaiveTime) -> SimTime {
        let dates = self.local(from).date().iter_days();
        let mut times = dates.flat_map(|date| self.times(date.and_time(time)));
        times.find(|t| *t >= from).expect("every time of day comes again, and runs end long before the calendar does")
    }
}
