//! What is wrong with a written time, duration or time zone, and what would be right, as texts for files, window and command line.

use super::Saying;
use crate::units::when::{typed_again, typed_local};
use crate::units::zones::{Deceptive, ZoneError};
use crate::units::{Clock, Gap, SimTime, SpanError, WrittenTimeError, when};

/// What is wrong with a value, and how to write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub message: Saying,
    /// What would be right.
    pub remedy: Saying,
}

impl Trouble {
    fn of<const N: usize>(
        key: &'static str,
        text: &str,
        remedy: &'static str,
        args: [(&'static str, Saying); N],
    ) -> Self {
        Self { message: Saying::of(key, [("text", text.into())]), remedy: Saying::of(remedy, args) }
    }
}

/// Why `text` is not a duration. `longest` is the longest duration that may stand there, in words.
#[must_use]
pub fn span_trouble(error: &SpanError, text: &str, longest: Saying) -> Trouble {
    match error {
        SpanError::UpperM { minutes } => {
            Trouble::of("file-span-upper-m", text, "file-span-upper-m-remedy", [("minutes", minutes.as_str().into())])
        }
        SpanError::Calendar { exact } => {
            Trouble::of("file-span-calendar", text, "file-span-calendar-remedy", [("exact", exact.as_str().into())])
        }
        SpanError::TwoWays { hours, minutes } => {
            let ways = [("hours", hours.as_str().into()), ("minutes", minutes.as_str().into())];
            Trouble::of("file-span-two-ways", text, "file-span-two-ways-remedy", ways)
        }
        SpanError::NoUnit { number } => {
            Trouble::of("file-span-no-unit", text, "file-span-no-unit-remedy", [("number", number.as_str().into())])
        }
        SpanError::NoSuchUnit { unit } => Trouble {
            message: Saying::of("file-span-no-such-unit", [("text", text.into()), ("unit", unit.as_str().into())]),
            remedy: Saying::plain("file-span-no-such-unit-remedy"),
        },
        SpanError::Korean { english } => {
            Trouble::of("file-not-span", text, "file-write-text", [("text", english.as_str().into())])
        }
        SpanError::Subsecond => Trouble::of("file-subsecond", text, "file-subsecond-remedy", []),
        SpanError::TooLong => Trouble {
            message: Saying::of("file-span-long", [("text", text.into()), ("longest", longest.clone())]),
            remedy: Saying::of("file-span-long-remedy", [("longest", longest)]),
        },
        SpanError::Unreadable => Trouble::of("file-not-span", text, "file-not-span-remedy", []),
    }
}

/// Why `text` is not a date and time, or a time.
#[must_use]
pub fn time_trouble(error: WrittenTimeError, text: &str) -> Trouble {
    let (key, remedy) = match error {
        WrittenTimeError::SixtySeconds => ("file-sixty-seconds", "file-sixty-seconds-remedy"),
        WrittenTimeError::EndOfDay => ("file-end-of-day", "file-end-of-day-remedy"),
        WrittenTimeError::Subsecond => ("file-subsecond", "file-subsecond-remedy"),
        WrittenTimeError::Offset => ("file-no-offset", "file-no-offset-remedy"),
        WrittenTimeError::Unreadable => ("file-not-time", "file-not-time-remedy"),
    };
    Trouble::of(key, text, remedy, [])
}

/// Why `text` is not a time of day, which has neither a date nor an offset.
#[must_use]
pub fn clock_time_trouble(error: WrittenTimeError, text: &str) -> Trouble {
    let (key, remedy) = match error {
        WrittenTimeError::SixtySeconds => ("file-sixty-seconds", "file-sixty-seconds-remedy"),
        WrittenTimeError::EndOfDay => ("file-end-of-day", "file-end-of-day-clock-remedy"),
        WrittenTimeError::Subsecond => ("file-subsecond", "file-subsecond-remedy"),
        WrittenTimeError::Offset => ("file-clock-offset", "file-clock-offset-remedy"),
        WrittenTimeError::Unreadable => ("file-not-clock", "file-not-clock-remedy"),
    };
    Trouble::of(key, text, remedy, [])
}

/// That the clocks skip the local time `skipped`, which was written as `text`.
#[must_use]
pub fn skipped_trouble(clock: &Clock, text: &str, skipped: chrono::NaiveDateTime, gap: Gap) -> Trouble {
    Trouble {
        message: Saying::of(
            "file-skipped",
            [
                ("text", text.into()),
                ("zone", clock.zone().name().into()),
                ("from", typed_local(gap.from).into()),
                ("until", typed_local(gap.until).into()),
            ],
        ),
        remedy: Saying::of(
            "file-skipped-remedy",
            [("later", typed_local(gap.later(skipped)).into()), ("from", typed_local(gap.from).into())],
        ),
    }
}

/// That a time of day means the time `at` on a later day, because the clocks skip it on the first.
#[must_use]
pub fn later_day_warning(clock: &Clock, text: &str, at: SimTime, skipped: chrono::NaiveDateTime, gap: Gap) -> Trouble {
    let at = typed_again(clock, at);
    Trouble {
        message: Saying::of(
            "file-later-day",
            [
                ("text", text.into()),
                ("at", at.as_str().into()),
                ("from", typed_local(gap.from).into()),
                ("until", typed_local(gap.until).into()),
            ],
        ),
        remedy: Saying::of(
            "file-later-day-remedy",
            [("at", at.into()), ("later", typed_local(gap.later(skipped)).into())],
        ),
    }
}

/// Why `name` is not the name of a time zone.
#[must_use]
pub fn zone_trouble(error: &ZoneError, name: &str) -> Trouble {
    let (key, zones) = match error {
        ZoneError::Abbreviation(zones) => ("file-zone-abbreviation", zones.as_slice()),
        ZoneError::Offset(zones) => ("file-zone-offset", zones.as_slice()),
        ZoneError::OtherName(zones) => ("file-no-zone", zones.as_slice()),
        ZoneError::Unknown => ("file-no-zone", &[][..]),
    };
    match zones {
        [] => Trouble::of(key, name, "file-no-zone-remedy", []),
        [one] => Trouble::of(key, name, "file-write-text", [("text", (*one).into())]),
        _ => Trouble::of(key, name, "file-write-one-of", [("names", quoted(zones).into())]),
    }
}

/// That the valid name of a zone probably does not mean what its author thinks. `t` is the time whose offset is named.
#[must_use]
pub fn zone_warning(deceptive: &Deceptive, name: &str, clock: &Clock, t: SimTime) -> Trouble {
    let is = |key| {
        let offset = when::offset(clock, t);
        Saying::of(key, [("text", name.into()), ("offset", offset.into())])
    };
    match deceptive {
        Deceptive::NoSummerTime { changing, fixed } => Trouble {
            message: is("file-zone-fixed"),
            remedy: Saying::of(
                "file-zone-fixed-remedy",
                [("changing", (*changing).into()), ("fixed", (*fixed).into())],
            ),
        },
        Deceptive::ReversedSign { other, same } => Trouble {
            message: is("file-zone-reversed"),
            remedy: Saying::of(
                "file-zone-reversed-remedy",
                [("same", quoted(same).into()), ("other", other.as_str().into())],
            ),
        },
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
