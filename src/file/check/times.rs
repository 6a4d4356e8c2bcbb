//! Checks spans, times of day, dates and moments of the run (MODEL.md, section 2).

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization;

use super::Check;
use crate::file::path::At;
use crate::file::suggest::of_text;
use crate::file::tokens::is_invisible;
use crate::model::limits::{LONGEST_RUN, LONGEST_SPAN, YEARS};
use crate::text::{
    Saying, Trouble, clock_time_trouble, later_day_warning, skipped_trouble, span_trouble, time_trouble,
};
use crate::units::when::typed_again;
use crate::units::{
    Clock, Meaning, SimTime, Span, SpanError, SpanUnits, TimeOfDay, WrittenTimeError, read_date, read_span, read_time,
    read_time_of_day,
};

/// The trouble with a text, with a better remedy if the text can be read once its signs are written in the usual form: then the remedy is to
/// write it so. An input method may write full-width digits and colons, and a copied text may have spaces and signs that nobody sees.
fn plainly(trouble: Trouble, text: &str, reads: impl Fn(&str) -> bool) -> Trouble {
    let usual = text.nfkc().filter(|c| !is_invisible(*c));
    let plain: String = usual.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if plain == text || !reads(&plain) {
        return trouble;
    }
    Trouble { remedy: of_text("file-write-quoted", plain.trim()), ..trouble }
}

impl Check {
    /// Checks a duration: whole seconds, at most a hundred years. Returns a zero span if it is wrong.
    pub fn span(&mut self, at: &At<'_>, text: &str) -> Span {
        self.span_up_to(at, text, SpanUnits::Exact, LONGEST_SPAN, "file-hundred-years")
    }

    fn span_up_to(&mut self, at: &At<'_>, text: &str, units: SpanUnits, longest: Span, in_words: &'static str) -> Span {
        let span =
            read_span(text, units).and_then(|span| if span > longest { Err(SpanError::TooLong) } else { Ok(span) });
        span.unwrap_or_else(|error| {
            let trouble = span_trouble(&error, text, Saying::plain(in_words));
            self.trouble(at, plainly(trouble, text, |plain| read_span(plain, units).is_ok()));
            Span::ZERO
        })
    }

    fn trouble(&mut self, at: &At<'_>, Trouble { message, remedy }: Trouble) {
        self.fault(at, message, remedy);
    }

    /// Checks a duration that must be longer than zero.
    pub fn positive_span(&mut self, at: &At<'_>, text: &str) -> Span {
        let span = self.span(at, text);
        self.some_time(at, span)
    }

    /// Checks the length of a run: longer than zero, and at most [`LONGEST_RUN`].
    pub fn length(&mut self, at: &At<'_>, text: &str) -> Span {
        let span = self.span_up_to(at, text, SpanUnits::Calendar, LONGEST_RUN, "file-ten-years");
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
        let read =
            if text.trim() == "24:00" { Ok(TimeOfDay::END) } else { read_time_of_day(text).map(TimeOfDay::from) };
        read.unwrap_or_else(|error| {
            let trouble = clock_time_trouble(error, text);
            self.trouble(at, plainly(trouble, text, |plain| read_time_of_day(plain).is_ok()));
            TimeOfDay::MIDNIGHT
        })
    }

    /// Checks a date, `YYYY-MM-DD`.
    pub fn date(&mut self, at: &At<'_>, text: &str) -> NaiveDate {
        read_date(text).unwrap_or_else(|| {
            self.fault(at, of_text("file-not-date", text), Saying::plain("file-not-date-remedy"));
            NaiveDate::MIN
        })
    }

    /// Checks the date and time at which the run starts, and returns the clock; one that starts in 1970 if it is wrong.
    pub fn start(&mut self, at: &At<'_>, text: &str, zone: Tz) -> Clock {
        let epoch = Clock::at_unix_secs(zone, 0);
        let written = match read_time(text) {
            Ok(written) => written,
            // The words for a wrong start ask for a date too.
            Err(WrittenTimeError::Unreadable) => return self.not_a_start(at, text, epoch),
            Err(error) => {
                self.trouble(at, time_trouble(error, text));
                return epoch;
            }
        };
        let (Some(date), Some(time)) = (written.date, written.time) else { return self.not_a_start(at, text, epoch) };
        let local = date.and_time(time);
        if !self.year_fits(at, local) {
            return epoch;
        }
        match (epoch.meaning(&written), written.offset_secs) {
            (Meaning::Skipped { skipped, gap }, _) => {
                self.trouble(at, skipped_trouble(&epoch, text, skipped, gap));
                epoch
            }
            (Meaning::At(t), Some(_)) => Clock::at_unix_secs(zone, t.0),
            // Without an offset the first of two equal local times is meant, also before 1970.
            (Meaning::At(_) | Meaning::LaterDay { .. }, _) => Clock::new(zone, local).unwrap_or(epoch),
        }
    }

    fn not_a_start(&mut self, at: &At<'_>, text: &str, epoch: Clock) -> Clock {
        let trouble =
            Trouble { message: of_text("file-not-start", text), remedy: Saying::plain("file-not-start-remedy") };
        let reads =
            |plain: &str| read_time(plain).is_ok_and(|written| written.date.is_some() && written.time.is_some());
        self.trouble(at, plainly(trouble, text, reads));
        epoch
    }

    /// Checks a time within the run. The text is a date and time, or a time of day, which means its first occurrence in the run. Both may
    /// have an offset from UTC.
    pub fn moment(&mut self, at: &At<'_>, text: &str, clock: &Clock, length: Span) -> SimTime {
        let written = match read_time(text) {
            Ok(written) if written.time.is_some() => written,
            wrong => {
                let error = wrong.err().unwrap_or(WrittenTimeError::Unreadable);
                let reads = |plain: &str| read_time(plain).is_ok_and(|written| written.time.is_some());
                self.trouble(at, plainly(time_trouble(error, text), text, reads));
                return SimTime::ZERO;
            }
        };
        let local = written.date.zip(written.time).map(|(date, time)| date.and_time(time));
        if local.is_some_and(|local| !self.year_fits(at, local)) {
            return SimTime::ZERO;
        }
        match clock.meaning(&written) {
            Meaning::At(t) => self.within_run(at, text, t, clock, length),
            Meaning::Skipped { skipped, gap } => {
                self.trouble(at, skipped_trouble(clock, text, skipped, gap));
                SimTime::ZERO
            }
            // If the later day is no longer in the run, the time does not exist in it.
            Meaning::LaterDay { at: t, skipped, gap } if self.knows_run && t.0 > length.0 => {
                self.trouble(at, skipped_trouble(clock, text, skipped, gap));
                t
            }
            Meaning::LaterDay { at: t, skipped, gap } => {
                let Trouble { message, remedy } = later_day_warning(clock, text, t, skipped, gap);
                self.warn(at, message, remedy);
                t
            }
        }
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
            let [from, to] = [SimTime::ZERO, SimTime(length.0)].map(|t| Saying::from(typed_again(clock, t)));
            let remedy = [("from", from), ("to", to)];
            self.fault(at, of_text("file-outside-run", text), Saying::of("file-outside-run-remedy", remedy));
        }
        t
    }
}
