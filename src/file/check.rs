//! Collects what is wrong with the values of a file (MODEL.md, section 2): every problem, with the path of the value.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::lenient::Mistakes;
use super::pairs::Pairs;
use super::places::{self, At};
use super::report::{Problem, Report};
use crate::model::{Id, Table};
use crate::text::Saying;
use crate::units::Permille;

/// Most of anything that is counted in servers.
pub const MOST_SERVERS: i128 = 1_000_000_000;
/// Most of anything that is counted in people.
pub const MOST_PEOPLE: i128 = 100_000_000_000;
/// More problems than this are counted, not told: nobody reads them.
pub const MOST_PROBLEMS: usize = 200;

#[derive(Debug)]
struct Finding {
    path: String,
    /// Which of several entries with the same path it is.
    nth: usize,
    message: Saying,
    remedy: Saying,
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Check {
    findings: Vec<Finding>,
    /// What is wrong with the shape of the file.
    mistakes: Mistakes,
    /// The paths of values for which others stand in: nothing more is told about those.
    stand_ins: BTreeSet<String>,
    /// The paths of all values that are wrong, told or not.
    spoiled: BTreeSet<String>,
    /// Whether start and length are known, so that a time can be outside the run.
    pub knows_run: bool,
}

impl Check {
    /// Something at `at` is wrong.
    pub fn fault(&mut self, at: &At<'_>, message: Saying, remedy: Saying) {
        self.fault_nth(at, 0, message, remedy);
    }

    fn fault_nth(&mut self, at: &At<'_>, nth: usize, message: Saying, remedy: Saying) {
        let path = at.path();
        self.spoiled.insert(path.clone());
        if !is_touched(&self.stand_ins, &path) {
            self.findings.push(Finding { path, nth, message, remedy });
        }
    }

    /// Begins with what is wrong with the shape of the file.
    pub fn begin_with(&mut self, mut mistakes: Mistakes) {
        self.stand_ins = std::mem::take(&mut mistakes.stand_ins).into_iter().collect();
        self.mistakes = mistakes;
    }

    /// Whether nothing is wrong with this value or a part of it, and it is not part of one that could not be read.
    pub fn is_whole(&self, at: &At<'_>) -> bool {
        // A valid file costs nothing.
        if self.stand_ins.is_empty() && self.spoiled.is_empty() {
            return true;
        }
        let path = at.path();
        !is_touched(&self.stand_ins, &path) && !is_touched(&self.spoiled, &path)
    }

    /// Whether every text of the file could be read, so that what names a text of it can be found.
    pub const fn knows_texts(&self) -> bool {
        !self.mistakes.lost_text
    }

    /// The report, if anything is wrong.
    pub fn report(self, text: &str) -> Option<Report> {
        if self.findings.is_empty() && self.mistakes.problems.is_empty() {
            return None;
        }
        // A field that is not there is told where its owner stands.
        let owners = |path: &str| -> Vec<String> {
            let cuts: Vec<usize> = path.match_indices('\n').map(|(at, _)| at).skip(1).collect();
            cuts.into_iter().rev().map(|at| path[..at].to_owned()).collect()
        };
        let told = &self.findings[..self.findings.len().min(MOST_PROBLEMS - self.mistakes.problems.len())];
        let ways: Vec<(Vec<String>, &Finding)> = told.iter().map(|finding| (owners(&finding.path), finding)).collect();
        let all = ways.iter().flat_map(|(owners, finding)| {
            std::iter::once(finding.path.as_str()).chain(owners.iter().map(String::as_str))
        });
        let found = places::find(text, all);
        let place_of = |path: &str, nth: usize| found.get(path).and_then(|places| places.get(nth)).copied();
        let more = self.mistakes.more + self.findings.len() - told.len();
        let mut problems = self.mistakes.problems;
        problems.extend(ways.iter().map(|(owners, finding)| {
            let own = place_of(&finding.path, finding.nth);
            let owner = || owners.iter().find_map(|owner| place_of(owner, 0));
            let (line, column) = own.or_else(owner).unwrap_or((1, 1));
            Problem { line, column, message: finding.message.clone(), remedy: finding.remedy.clone() }
        }));
        problems.sort();
        problems.dedup();
        if let (true, Some(last)) = (more > 0, problems.last().cloned()) {
            let message = Saying::of("file-more", [("count", more.to_string().into())]);
            let remedy = Saying::plain("file-more-remedy");
            problems.push(Problem { message, remedy, ..last });
        }
        Some(Report { problems })
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
                Saying::of("file-decimals", [("value", value.to_string().into())]),
                Saying::of("file-decimals-remedy", [("near", near.to_string().into())]),
            );
        }
        permille as Permille
    }

    /// A number within `least..=most`. Returns whether it is.
    pub fn real(&mut self, at: &At<'_>, value: f64, least: f64, most: f64) -> bool {
        let fits = value.is_finite() && (least..=most).contains(&value);
        if !fits {
            let remedy = [("least", least.to_string().into()), ("most", most.to_string().into())];
            self.fault(at, out_of_range(shown(value)), Saying::of("file-real-remedy", remedy));
        }
        fits
    }

    /// A number of more than zero, up to `most`.
    pub fn positive(&mut self, at: &At<'_>, value: f64, most: f64) {
        if !(value.is_finite() && value > 0.0 && value <= most) {
            let remedy = Saying::of("file-positive-remedy", [("most", most.to_string().into())]);
            self.fault(at, out_of_range(shown(value)), remedy);
        }
    }

    /// A whole number within `0..=most`.
    pub fn whole(&mut self, at: &At<'_>, value: i128, most: i128) -> u64 {
        self.whole_from(at, value, 0, most)
    }

    /// A whole number within `least..=most`.
    pub fn whole_from(&mut self, at: &At<'_>, value: i128, least: u64, most: i128) -> u64 {
        match u64::try_from(value) {
            Ok(number) if number >= least && value <= most => number,
            Ok(_) | Err(_) => {
                let remedy = [("least", least.to_string().into()), ("most", most.to_string().into())];
                self.fault(at, out_of_range(value.to_string()), Saying::of("file-whole-remedy", remedy));
                least
            }
        }
    }

    /// The ids of a map: well formed, none twice.
    pub fn ids<'f, T>(&mut self, at: &At<'_>, what: &'static str, pairs: &'f Pairs<T>) -> Ids<'f> {
        let mut index = HashMap::with_capacity(pairs.0.len());
        let mut keys = Vec::with_capacity(pairs.0.len());
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (place, (key, _)) in pairs.0.iter().enumerate() {
            let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if key.is_empty() || !key.chars().all(well_formed) {
                self.fault(&at.key(key), of_text("file-not-id", key), Saying::plain("file-not-id-remedy"));
            }
            if index.insert(key.as_str(), place).is_none() {
                keys.push(key.as_str());
            } else {
                let nth = counts.entry(key).or_default();
                *nth += 1;
                self.fault_nth(
                    &at.key(key),
                    *nth,
                    Saying::of("file-same-id", [("what", Saying::plain(what)), ("key", key.as_str().into())]),
                    Saying::plain("file-same-id-remedy"),
                );
            }
        }
        Ids { what, index, keys, is_known: self.stand_ins.is_empty() || !is_within(&self.stand_ins, &at.path()) }
    }

    /// Entries of a map of values: none twice.
    pub fn once<T>(&mut self, at: &At<'_>, pairs: &Pairs<T>) {
        let mut seen = HashSet::new();
        for (key, _) in &pairs.0 {
            if !seen.insert(key.as_str()) {
                self.fault_nth(&at.key(key), 1, of_text("file-twice", key), Saying::plain("file-keep-one"));
            }
        }
    }

    /// The thing with this id; the first one stands in for one that is not there, and the problem is noted.
    pub fn find<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: &str) -> I {
        if let Some(place) = ids.index.get(key) {
            return I::new(*place);
        }
        if !ids.is_known {
            self.spoiled.insert(at.path());
            return I::new(0);
        }
        let what = || ("what", Saying::plain(ids.what));
        let remedy = did_you_mean(key, ids.keys.iter().copied(), || match ids.keys.len() {
            0 => Saying::of("file-none-there", [what()]),
            1..=8 => one_of(&ids.keys),
            _ => Saying::of("file-use-id", [what()]),
        });
        self.fault(at, Saying::of("file-no-such", [what(), ("key", key.into())]), remedy);
        I::new(0)
    }

    /// The same for an id that may be left out.
    pub fn find_some<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: Option<&String>) -> Option<I> {
        key.map(|key| self.find(at, ids, key))
    }
}

/// The ids of one map.
pub struct Ids<'f> {
    /// The key of what they are ids of.
    what: &'static str,
    index: HashMap<&'f str, usize>,
    /// Each once.
    keys: Vec<&'f str>,
    /// Whether the map could be read.
    is_known: bool,
}

/// A row for every pair, in order.
pub fn table<I: Id, S, T>(pairs: &Pairs<S>, mut row: impl FnMut(&str, &S) -> T) -> Table<I, T> {
    pairs.0.iter().map(|(key, value)| row(key, value)).collect()
}

/// The word nearest to `word`, if any is near enough to be a slip (Damerau and Levenshtein's distance).
pub fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // Of a word of two or three letters, two others are another word.
    let letters = word.chars().count();
    let far = if letters > 3 { (letters / 3).max(2) } else { 1 };
    let distances = words.take(100_000).map(|other| (strsim::damerau_levenshtein(word, other), other));
    distances.filter(|(distance, _)| *distance <= far).min().map(|(_, other)| other)
}

/// What helps where a word is not there: the one that was meant, or `otherwise`.
pub fn did_you_mean<'w>(
    word: &str,
    words: impl Iterator<Item = &'w str>,
    otherwise: impl FnOnce() -> Saying,
) -> Saying {
    nearest(word, words).map_or_else(otherwise, |near| Saying::of("file-did-you-mean", [("near", near.into())]))
}

/// Any of these will do.
pub fn one_of(names: &[&str]) -> Saying {
    Saying::of("file-one-of", [("names", names.join(", ").into())])
}

/// What is wrong with this text.
pub fn of_text(key: &'static str, text: &str) -> Saying {
    Saying::of(key, [("text", text.into())])
}

fn out_of_range(value: String) -> Saying {
    Saying::of("file-out-of-range", [("value", value.into())])
}

/// A number as people write it: of very large and very small ones the power of ten.
fn shown(value: f64) -> String {
    let is_plain = value == 0.0 || !value.is_finite() || (1e-6..1e15).contains(&value.abs());
    if is_plain { value.to_string() } else { format!("{value:e}") }
}

/// Whether the path, or one that it is a part of, is among these.
fn is_within(paths: &BTreeSet<String>, path: &str) -> bool {
    let cuts = path.match_indices('\n').map(|(at, _)| at);
    !paths.is_empty() && cuts.chain([path.len()]).any(|cut| paths.contains(&path[..cut]))
}

/// The same, or whether a part of it is.
fn is_touched(paths: &BTreeSet<String>, path: &str) -> bool {
    let part = format!("{path}\n");
    is_within(paths, path) || paths.range(part.clone()..).next().is_some_and(|next| next.starts_with(&part))
}
