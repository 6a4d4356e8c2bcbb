//! Checks spans, times of day, dates and moments of the run (MODEL.md, section 2).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Check;
use crate::file::path::At;
use crate::file::suggest::of_text;
use crate::model::limits::{LONGEST_RUN, LONGEST_SPAN, YEARS};
use crate::text::Saying;
use crate::units::{Clock, SimTime, Span, TimeOfDay};

impl Check {
    /// Checks a duration in a form that `humantime` reads: whole seconds, at most a hundred years. Returns a zero span if it is wrong.
    pub fn span(&mut self, at: &At<'_>, text: &str) -> Span {
        self.span_up_to(at, text, LONGEST_SPAN, "file-hundred-years")
    }

    fn span_up_to(&mut self, at: &At<'_>, text: &str, longest: Span, in_words: &'static str) -> Span {
        match humantime::parse_duration(text) {
            Ok(span) if span.subsec_nanos() > 0 => {
                self.fault(at, of_text("file-subsecond", text), Saying::plain("file-subsecond-remedy"));
                Span::ZERO
            }
            Ok(span) if span.as_secs() > longest.0.unsigned_abs() => {
                let longest = || ("longest", Saying::plain(in_words));
                let message = Saying::of("file-span-long", [("text", text.into()), longest()]);
                self.fault(at, message, Saying::of("file-span-long-remedy", [longest()]));
                Span::ZERO
            }
            Ok(span) => Span(i64::try_from(span.as_secs()).unwrap_or_default()),
            Err(error) => {
                let message = Saying::of("file-not-span", [("text", text.into()), ("error", error.to_string().into())]);
                self.fault(at, message, Saying::plain("file-not-span-remedy"));
                Span::ZERO
            }
        }
    }

    /// Checks a duration that must be longer than zero.
    pub fn positive_span(&mut self, at: &At<'_>, text: &str) -> Span {
        let span = self.span(at, text);
        self.some_time(at, span)
    }

    /// Checks the length of a run: longer than zero, and at most [`LONGEST_RUN`].
    pub fn length(&mut self, at: &At<'_>, text: &str) -> Span {
        let span = self.span_up_to(at, text, LONGEST_RUN, "file-ten-years");
        self.some_time(at, span)
    }

    fn some_time(&mut self, at: &At<'_>, span: Span) -> Span {
        if span == Span::ZERO && self.is_whole(at) {
            self.fault(at, Saying::plain("file-no-time"), Saying::plain("file-no-time-remedy"));
        }
        span
    }

    /// Checks a time of day, `HH:MM` or `HH:MM:SS`, up to `24:00`.
    pub fn time_of_day(&mut self, at: &At<'_>, text: &str) -> TimeOfDay {
        TimeOfDay::parse(text).unwrap_or_else(|| {
            self.fault(at, of_text("file-not-clock", text), Saying::plain("file-not-clock-remedy"));
            TimeOfDay::MIDNIGHT
        })
    }

    /// Checks a date, `YYYY-MM-DD`.
    pub fn date(&mut self, at: &At<'_>, text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap_or_else(|_| {
            self.fault(at, of_text("file-not-date", text), Saying::plain("file-not-date-remedy"));
            NaiveDate::MIN
        })
    }

    /// Checks a local time within the run. The text is a date and time, which has an offset from UTC if the clocks show this time twice, or
    /// a time of day, which means its first occurrence in the run.
    pub fn moment(&mut self, at: &At<'_>, text: &str, clock: &Clock, length: Span) -> SimTime {
        let skipped = |check: &mut Self| {
            check.fault(at, of_text("file-skipped", text), Saying::plain("file-skipped-remedy"));
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
                    // If the given offset is smaller than that of the first occurrence, the second occurrence is meant, which is later by
                    // the difference.
                    let t = first + Span(i64::from(clock.offset_secs(first)) - i64::from(offset));
                    if clock.local(t) != local {
                        self.fault(at, of_text("file-never-shown", text), Saying::plain("file-never-shown-remedy"));
                        return SimTime::ZERO;
                    }
                    t
                }
            }
        } else if let Some(time) = time(text) {
            clock.next_time(SimTime::ZERO, time)
        } else {
            self.fault(at, of_text("file-not-time", text), Saying::plain("file-not-time-remedy"));
            return SimTime::ZERO;
        };
        self.within_run(at, text, t, clock, length)
    }

    /// Checks that the time zone data cover the year of this local time. Returns whether they do.
    pub fn year_fits(&mut self, at: &At<'_>, local: NaiveDateTime) -> bool {
        let year = chrono::Datelike::year(&local);
        if !YEARS.contains(&year) {
            let remedy = [("first", YEARS.start().to_string().into()), ("last", YEARS.end().to_string().into())];
            let message = Saying::of("file-year", [("year", format!("{year:04}").into())]);
            self.fault(at, message, Saying::of("file-year-remedy", remedy));
        }
        YEARS.contains(&year)
    }

    /// Checks that the time `t`, written as `text`, is within the run, and returns it.
    pub fn within_run(&mut self, at: &At<'_>, text: &str, t: SimTime, clock: &Clock, length: Span) -> SimTime {
        // If the start or the length is unknown, no time can be outside the run.
        if self.knows_run && !(0..=length.0).contains(&t.0) {
            let local = |t| clock.local(t).format("%Y-%m-%d %H:%M").to_string().into();
            let remedy = [("from", local(SimTime::ZERO)), ("to", local(SimTime(length.0)))];
            self.fault(at, of_text("file-outside-run", text), Saying::of("file-outside-run-remedy", remedy));
        }
        t
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    let formats = ["%H:%M", "%H:%M:%S"];
    formats.iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

/// Parses a date and time, and its offset from UTC in seconds if there is one.
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
