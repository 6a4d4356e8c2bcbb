//! A time of day, up to and including the midnight that ends the day.

use std::fmt;

use chrono::{NaiveTime, Timelike};

/// A time of day in whole seconds, `00:00` to `24:00`. The latter is the end of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// The beginning of the day, `00:00`.
    pub const MIDNIGHT: Self = Self(0);
    /// The end of the day, `24:00`.
    pub const END: Self = Self(86_400);

    /// A time of day from hours, minutes and seconds. `None` if there is no such time.
    #[must_use]
    pub const fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        if minute > 59 || second > 59 {
            return None;
        }
        let secs = hour * 3_600 + minute * 60 + second;
        if secs > Self::END.0 { None } else { Some(Self(secs)) }
    }

    /// Reads `HH:MM` or `HH:MM:SS`, in two digits each.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':').map(|part| {
            let is_two_digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| is_two_digits)
        });
        let (hour, minute) = (parts.next()??, parts.next()??);
        let second = parts.next().map_or(Some(0), |second| second)?;
        if parts.next().is_some() { None } else { Self::new(hour, minute, second) }
    }

    /// The seconds since the beginning of the day, `0..=86400`.
    #[must_use]
    pub const fn secs(self) -> u32 {
        self.0
    }
}

impl From<NaiveTime> for TimeOfDay {
    fn from(time: NaiveTime) -> Self {
        Self(time.num_seconds_from_midnight())
    }
}

impl fmt::Display for TimeOfDay {
    /// Writes `HH:MM`, or `HH:MM:SS` if it is not a whole minute.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.0 / 3_600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "{hour:02}:{minute:02}")?;
        if second > 0 { write!(f, ":{second:02}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_as_it_is_written() {
        for text in ["00:00", "09:30", "23:59:59", "24:00"] {
            assert_eq!(TimeOfDay::parse(text).map(|time| time.to_string()).as_deref(), Some(text));
        }
        for text in ["", "9:30", "24:00:01", "24:01", "25:00", "09:60", "09:30:60", "09:30:00:00", "+9:30", "09.30"] {
            assert_eq!(TimeOfDay::parse(text), None, "{text}");
        }
        assert_eq!(TimeOfDay::parse("24:00"), Some(TimeOfDay::END));
    }
}
