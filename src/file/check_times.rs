//! Checks spans, times of day, dates and moments of the run.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::check::Check;
use super::places::At;
use crate::units::{Clock, SimTime, Span};

/// The longest run.
const LONGEST_RUN: Span = Span(3_653 * 86_400);
/// The years that calendars of zones know, and in which something may happen.
const YEARS: RangeInclusive<i32> = 1900..=2200;
/// The longest of all other spans: a hundred years.
const LONGEST_SPAN: Span = Span(36_525 * 86_400);

impl Check {
    /// A span in humantime's forms, of whole seconds, at most a hundred years.
    pub fn span(&mut self, at: &At<'_>, text: &str) -> Span {
        self.span_up_to(at, text, LONGEST_SPAN, "a hundred years")
    }

    fn span_up_to(&mut self, at: &At<'_>, text: &str, longest: Span, in_words: &str) -> Span {
        let remedy = "write a span such as \"90s\", \"1h 33m\" or \"6d\"";
        match humantime::parse_duration(text) {
            Ok(span) if span.subsec_nanos() > 0 => {
                self.fault(at, format!("\"{text}\" is not in whole seconds"), "leave out everything below a second");
                Span::ZERO
            }
            Ok(span) if span.as_secs() > longest.0.unsigned_abs() => {
                let remedy = format!("{remedy}, of at most {in_words}");
                self.fault(at, format!("\"{text}\" is longer than {in_words}"), remedy);
                Span::ZERO
            }
            Ok(span) => Span(i64::try_from(span.as_secs()).unwrap_or_default()),
            Err(error) => {
                self.fault(at, format!("\"{text}\" is not a span of time: {error}"), remedy);
                Span::ZERO
            }
        }
    }

    /// A span of more than nothing.
    pub fn positive_span(&mut self, at: &At<'_>, text: &str) -> Span {
        let span = self.span(at, text);
        self.some_time(at, span)
    }

    /// How long a run is: more than nothing, and at most [`LONGEST_RUN`].
    pub fn length(&mut self, at: &At<'_>, text: &str) -> Span {
        let span = self.span_up_to(at, text, LONGEST_RUN, "ten years");
        self.some_time(at, span)
    }

    fn some_time(&mut self, at: &At<'_>, span: Span) -> Span {
        if span == Span::ZERO && self.is_whole(at) {
            self.fault(at, "this must take more than no time", "write a span such as \"1m\"");
        }
        span
    }

    /// A clock time, `HH:MM` or `HH:MM:SS`.
    pub fn clock_time(&mut self, at: &At<'_>, text: &str) -> NaiveTime {
        time(text).unwrap_or_else(|| {
            self.fault(at, format!("\"{text}\" is not a time of day"), "write a time such as \"09:00\"");
            NaiveTime::MIN
        })
    }

    /// A date, `YYYY-MM-DD`.
    pub fn date(&mut self, at: &At<'_>, text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap_or_else(|_| {
            self.fault(at, format!("\"{text}\" is not a date"), "write a date such as \"2022-10-17\"");
            NaiveDate::MIN
        })
    }

    /// A local time within the run: a date and time (with an offset where it occurs twice), or the first such clock time.
    pub fn moment(&mut self, at: &At<'_>, text: &str, clock: &Clock, length: Span) -> SimTime {
        let skipped = |check: &mut Self| {
            check.fault(at, format!("on that day the clocks skip \"{text}\""), "write a time an hour earlier or later");
            SimTime::ZERO
        };
        let t = if let Some((local, offset)) = date_time(text) {
            if !self.year_fits(at, local) {
                return SimTime::ZERO;
            }
            match (clock.moment(local), offset) {
                (Err(_), _) => return skipped(self),
                (Ok(first), None) => first,
                (Ok(first), Some(offset)) => {
                    // The same local time at another offset from UTC is as much later as the offset is less.
                    let t = first + Span(i64::from(clock.offset_secs(first)) - i64::from(offset));
                    if clock.local(t) != local {
                        self.fault(at, format!("the clocks of the zone never show \"{text}\""), "leave out the offset");
                        return SimTime::ZERO;
                    }
                    t
                }
            }
        } else if let Some(time) = time(text) {
            clock.next_time(SimTime::ZERO, time)
        } else {
            self.fault(
                at,
                format!("\"{text}\" is not a time"),
                "write a local time such as \"2022-10-15 15:19\" or \"15:19\"",
            );
            return SimTime::ZERO;
        };
        self.within_run(at, text, t, clock, length)
    }

    /// Whether calendars of zones know this year.
    pub fn year_fits(&mut self, at: &At<'_>, local: NaiveDateTime) -> bool {
        let year = chrono::Datelike::year(&local);
        if !YEARS.contains(&year) {
            let remedy = format!("write a year from {} to {}", YEARS.start(), YEARS.end());
            self.fault(at, format!("the year {year:04} is out of range"), remedy);
        }
        YEARS.contains(&year)
    }

    /// Whether `t` lies in the run.
    pub fn within_run(&mut self, at: &At<'_>, text: &str, t: SimTime, clock: &Clock, length: Span) -> SimTime {
        // Without a start and a length there is no run to be outside of.
        if self.knows_run && !(0..=length.0).contains(&t.0) {
            let (from, to) = (clock.local(SimTime::ZERO), clock.local(SimTime(length.0)));
            let remedy =
                format!("write a time from {} to {}", from.format("%Y-%m-%d %H:%M"), to.format("%Y-%m-%d %H:%M"));
            self.fault(at, format!("\"{text}\" is outside the run"), remedy);
        }
        t
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    let formats = ["%H:%M", "%H:%M:%S"];
    formats.iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

/// A date and time, and its offset from UTC in seconds if it is given.
pub fn date_time(text: &str) -> Option<(NaiveDateTime, Option<i32>)> {
    let (local, offset) = match text.rsplit_once(' ') {
        Some((local, offset)) if offset.starts_with(['+', '-']) => {
            let east =
                chrono::DateTime::parse_from_str(&format!("2000-01-01 00:00 {offset}"), "%Y-%m-%d %H:%M %:z").ok()?;
            (local, Some(east.offset().local_minus_utc()))
        }
        Some(_) | None => (text, None),
    };
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(local, format).ok())?;
    Some((local, offset))
}
