//! Collects what is wrong with the values of a file: every problem, with the path of the value.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::pairs::Pairs;
use super::places::{self, At};
use super::report::{Problem, Report};
use crate::model::{Id, Table};
use crate::units::{Clock, Permille, SimTime, Span};

/// Most of anything that is counted in servers.
pub const MOST_SERVERS: i128 = 1_000_000_000;
/// Most of anything that is counted in people.
pub const MOST_PEOPLE: i128 = 100_000_000_000;
/// The longest run.
pub const LONGEST_RUN: Span = Span(3_653 * 86_400);
/// The longest of all other spans: a hundred years.
const LONGEST_SPAN: Span = Span(36_525 * 86_400);
/// More problems than this are counted, not told: nobody reads them.
const MOST_PROBLEMS: usize = 200;

#[derive(Debug)]
struct Finding {
    path: String,
    /// Which of several entries with the same path it is.
    nth: usize,
    message: String,
    remedy: String,
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Check {
    findings: Vec<Finding>,
    /// Whether start and length are known, so that a time can be outside the run.
    pub knows_run: bool,
}

impl Check {
    /// Something at `at` is wrong.
    pub fn fault(&mut self, at: &At<'_>, message: impl Into<String>, remedy: impl Into<String>) {
        self.fault_nth(at, 0, message, remedy);
    }

    fn fault_nth(&mut self, at: &At<'_>, nth: usize, message: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(Finding { path: at.path(), nth, message: message.into(), remedy: remedy.into() });
    }

    /// Whether nothing was found so far.
    pub const fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// The report, if anything is wrong.
    pub fn report(self, text: &str) -> Option<Report> {
        if self.findings.is_empty() {
            return None;
        }
        // A field that is not there is told where its owner stands.
        let owners = |path: &str| -> Vec<String> {
            let cuts: Vec<usize> = path.match_indices('\n').map(|(at, _)| at).skip(1).collect();
            cuts.into_iter().rev().map(|at| path[..at].to_owned()).collect()
        };
        let told = &self.findings[..self.findings.len().min(MOST_PROBLEMS)];
        let ways: Vec<(Vec<String>, &Finding)> = told.iter().map(|finding| (owners(&finding.path), finding)).collect();
        let all = ways.iter().flat_map(|(owners, finding)| {
            std::iter::once(finding.path.as_str()).chain(owners.iter().map(String::as_str))
        });
        let found = places::find(text, all);
        let place_of = |path: &str, nth: usize| found.get(path).and_then(|places| places.get(nth)).copied();
        let mut problems: Vec<Problem> = ways
            .iter()
            .map(|(owners, finding)| {
                let own = place_of(&finding.path, finding.nth);
                let owner = || owners.iter().find_map(|owner| place_of(owner, 0));
                let (line, column) = own.or_else(owner).unwrap_or((1, 1));
                Problem { line, column, message: finding.message.clone(), remedy: finding.remedy.clone() }
            })
            .collect();
        problems.sort();
        problems.dedup();
        let more = self.findings.len() - told.len();
        if let (true, Some(last)) = (more > 0, problems.last().cloned()) {
            let remedy = "mend those above first".to_owned();
            problems.push(Problem { message: format!("and {more} more problems"), remedy, ..last });
        }
        Some(Report { problems })
    }

    /// A span in humantime's forms, of whole seconds, at most a hundred years.
    pub fn span(&mut self, at: &At<'_>, text: &str) -> Span {
        let remedy = "write a span such as \"90s\", \"1h 33m\" or \"6d\"";
        match humantime::parse_duration(text) {
            Ok(span) if span.subsec_nanos() > 0 => {
                self.fault(at, format!("\"{text}\" is not in whole seconds"), "leave out everything below a second");
                Span::ZERO
            }
            Ok(span) if span.as_secs() > LONGEST_SPAN.0.unsigned_abs() => {
                self.fault(at, format!("\"{text}\" is longer than a hundred years"), remedy);
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
        let before = self.findings.len();
        let span = self.span(at, text);
        if span == Span::ZERO && self.findings.len() == before {
            self.fault(at, "this must take more than no time", "write a span such as \"1m\"");
        }
        span
    }

    /// A decimal of at most three places, within `least..=most`, in permille.
    pub fn permille(&mut self, at: &At<'_>, value: f64, least: f64, most: f64) -> Permille {
        if !self.real(at, value, least, most) {
            return 0;
        }
        let permille = (value * 1000.0).round();
        if (value * 1000.0 - permille).abs() > 1e-6 {
            let near = permille / 1000.0;
            self.fault(
                at,
                format!("{value} has more than three decimals"),
                format!("write {near} or another value of at most three decimals"),
            );
        }
        permille as Permille
    }

    /// A number within `least..=most`. Returns whether it is.
    pub fn real(&mut self, at: &At<'_>, value: f64, least: f64, most: f64) -> bool {
        let fits = value.is_finite() && (least..=most).contains(&value);
        if !fits {
            self.fault(at, format!("{value} is out of range"), format!("write a number from {least} to {most}"));
        }
        fits
    }

    /// A number of more than zero, up to `most`.
    pub fn positive(&mut self, at: &At<'_>, value: f64, most: f64) {
        if !(value.is_finite() && value > 0.0 && value <= most) {
            self.fault(
                at,
                format!("{value} is out of range"),
                format!("write a number of more than 0 and at most {most}"),
            );
        }
    }

    /// A whole number within `0..=most`.
    pub fn whole(&mut self, at: &At<'_>, value: i128, most: i128) -> u64 {
        match u64::try_from(value) {
            Ok(number) if value <= most => number,
            Ok(_) | Err(_) => {
                self.fault(at, format!("{value} is out of range"), format!("write a whole number from 0 to {most}"));
                0
            }
        }
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

    /// The ids of a map: well formed, none twice.
    pub fn ids<'f, T>(&mut self, at: &At<'_>, what: &'static str, pairs: &'f Pairs<T>) -> Ids<'f> {
        let mut index = HashMap::with_capacity(pairs.0.len());
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (place, (key, _)) in pairs.0.iter().enumerate() {
            let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if key.is_empty() || !key.chars().all(well_formed) {
                self.fault(&at.key(key), format!("\"{key}\" is not an id"), "use lower-case letters, digits and `-`");
            }
            if index.insert(key.as_str(), place).is_some() {
                let nth = counts.entry(key).or_default();
                *nth += 1;
                self.fault_nth(
                    &at.key(key),
                    *nth,
                    format!("there is a {what} \"{key}\" already"),
                    "give one of the two another id, or remove it",
                );
            }
        }
        Ids { what, index, keys: pairs.0.iter().map(|(key, _)| key.as_str()).collect() }
    }

    /// Entries of a map of values: none twice.
    pub fn once<T>(&mut self, at: &At<'_>, pairs: &Pairs<T>) {
        let mut seen = HashSet::new();
        for (key, _) in &pairs.0 {
            if !seen.insert(key.as_str()) {
                self.fault_nth(&at.key(key), 1, format!("\"{key}\" stands here twice"), "keep one of the two");
            }
        }
    }

    /// The thing with this id; the first one stands in for one that is not there, and the problem is noted.
    pub fn find<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: &str) -> I {
        if let Some(place) = ids.index.get(key) {
            return I::new(*place);
        }
        let remedy = match nearest(key, ids.keys.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if ids.keys.is_empty() => format!("the file has no {}; add one, or leave this out", ids.what),
            None if ids.keys.len() <= 8 => format!("use one of: {}", ids.keys.join(", ")),
            None => format!("use the id of a {} of this file", ids.what),
        };
        self.fault(at, format!("there is no {} \"{key}\"", ids.what), remedy);
        I::new(0)
    }

    /// The same for an id that may be left out.
    pub fn find_some<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: Option<&String>) -> Option<I> {
        key.map(|key| self.find(at, ids, key))
    }
}

/// The ids of one map.
pub struct Ids<'f> {
    what: &'static str,
    index: HashMap<&'f str, usize>,
    keys: Vec<&'f str>,
}

/// A row for every pair, in order.
pub fn table<I: Id, S, T>(pairs: &Pairs<S>, mut row: impl FnMut(&str, &S) -> T) -> Table<I, T> {
    pairs.0.iter().map(|(key, value)| row(key, value)).collect()
}

/// The word nearest to `word`, if any is near enough to be a slip (Damerau and Levenshtein's distance).
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let far = (word.chars().count() / 3).max(2);
    let distances = words.take(100_000).map(|other| (strsim::damerau_levenshtein(word, other), other));
    distances.filter(|(distance, _)| *distance <= far).min().map(|(_, other)| other)
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
    // Years far from ours lie outside what calendars of zones know.
    (1900..=2200).contains(&chrono::Datelike::year(&local)).then_some((local, offset))
}
