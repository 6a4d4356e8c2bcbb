//! Collects what is wrong with the values of a file (MODEL.md, section 2): every problem, with the path of the value.

pub mod times;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::lenient::Mistakes;
use super::locate;
use super::path::{At, FieldPath};
use super::report::{Location, MOST_PROBLEMS, Problem, Report};
use super::suggest::{did_you_mean, of_text, one_of};
use crate::model::Id;
use crate::text::Saying;
use crate::units::Permille;

#[derive(Debug)]
struct Finding {
    path: FieldPath,
    /// Which of several entries with the same path it is.
    nth: usize,
    message: Saying,
    remedy: Saying,
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Check {
    findings: Vec<Finding>,
    /// What is odd without being wrong.
    warnings: Vec<Finding>,
    /// What is wrong with the shape of the file.
    mistakes: Mistakes,
    /// The paths of values that could not be read and were replaced: nothing more is reported about those.
    stand_ins: BTreeSet<FieldPath>,
    /// The paths of all values that are wrong, reported or not.
    spoiled: BTreeSet<FieldPath>,
    /// Whether start and length are known, so that a time can be outside the run.
    pub knows_run: bool,
}

impl Check {
    /// Something at `at` is wrong.
    pub fn fault(&mut self, at: &At<'_>, message: Saying, remedy: Saying) {
        self.fault_nth(at, 0, message, remedy);
    }

    /// Something at `at` is odd: people are told, and the file is read all the same.
    pub fn warn(&mut self, at: &At<'_>, message: Saying, remedy: Saying) {
        self.warnings.push(Finding { path: at.path(), nth: 0, message, remedy });
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

    /// The warnings, or the report if anything is wrong; with line and column where the text is known.
    ///
    /// # Errors
    /// The report, in which the warnings stand too.
    pub fn finish(self, text: Option<&str>) -> Result<Vec<Problem>, Report> {
        let warnings = listed(Vec::new(), 0, &self.warnings, text);
        if self.findings.is_empty() && self.mistakes.problems.is_empty() {
            return Ok(warnings);
        }
        let problems = listed(self.mistakes.problems, self.mistakes.more, &self.findings, text);
        Err(Report { problems, warnings })
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
    pub fn whole(&mut self, at: &At<'_>, value: i128, most: u64) -> u64 {
        self.whole_from(at, value, 0, most)
    }

    /// A whole number within `least..=most`.
    pub fn whole_from(&mut self, at: &At<'_>, value: i128, least: u64, most: u64) -> u64 {
        match u64::try_from(value) {
            Ok(number) if (least..=most).contains(&number) => number,
            Ok(_) | Err(_) => {
                let remedy = [("least", least.to_string().into()), ("most", most.to_string().into())];
                self.fault(at, out_of_range(value.to_string()), Saying::of("file-whole-remedy", remedy));
                least
            }
        }
    }

    /// The ids of a table: well formed, none twice.
    pub fn ids<'f>(
        &mut self,
        at: &At<'_>,
        what: &'static str,
        rows: impl ExactSizeIterator<Item = &'f str>,
    ) -> Ids<'f> {
        let mut index = HashMap::with_capacity(rows.len());
        let mut keys = Vec::with_capacity(rows.len());
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (row, key) in rows.enumerate() {
            let well_formed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if key.is_empty() || !key.chars().all(well_formed) {
                self.fault(&at.key(key), of_text("file-not-id", key), Saying::plain("file-not-id-remedy"));
            }
            if index.insert(key, row).is_none() {
                keys.push(key);
            } else {
                let nth = counts.entry(key).or_default();
                *nth += 1;
                self.fault_nth(
                    &at.key(key),
                    *nth,
                    Saying::of("file-same-id", [("what", Saying::plain(what)), ("key", key.into())]),
                    Saying::plain("file-same-id-remedy"),
                );
            }
        }
        Ids { what, index, keys, is_known: self.stand_ins.is_empty() || !is_within(&self.stand_ins, &at.path()) }
    }

    /// Entries of a map: none twice.
    pub fn once<'f>(&mut self, at: &At<'_>, keys: impl Iterator<Item = &'f str>) {
        let mut seen = HashSet::new();
        for key in keys {
            if !seen.insert(key) {
                self.fault_nth(&at.key(key), 1, of_text("file-twice", key), Saying::plain("file-keep-one"));
            }
        }
    }

    /// The thing with this id; the first one stands in for one that is not there, and the problem is noted.
    pub fn find<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: &str) -> I {
        if let Some(index) = ids.index.get(key) {
            return I::new(*index);
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

/// The first problems and findings, in the order of the file where its text is known, and how many `more` there are.
fn listed(mut problems: Vec<Problem>, more: usize, findings: &[Finding], text: Option<&str>) -> Vec<Problem> {
    let first = &findings[..findings.len().min(MOST_PROBLEMS - problems.len())];
    let more = more + findings.len() - first.len();
    problems.extend(located(first, text));
    if text.is_some() {
        problems.sort();
        problems.dedup_by(|later, sooner| {
            (later.location, &later.message, &later.remedy) == (sooner.location, &sooner.message, &sooner.remedy)
        });
    }
    if let (true, Some(last)) = (more > 0, problems.last().cloned()) {
        let message = Saying::of("file-more", [("count", more.to_string().into())]);
        let remedy = Saying::plain("file-more-remedy");
        problems.push(Problem { message, remedy, ..last });
    }
    problems
}

/// The findings as problems.
fn located(findings: &[Finding], text: Option<&str>) -> Vec<Problem> {
    let problem = |finding: &Finding, location| Problem {
        location,
        message: finding.message.clone(),
        remedy: finding.remedy.clone(),
        path: finding.path.clone(),
    };
    let Some(text) = text.filter(|_| !findings.is_empty()) else {
        return findings.iter().map(|finding| problem(finding, None)).collect();
    };
    // A field that is not there is shown where its owner begins.
    let owners = |finding: &Finding| -> Vec<FieldPath> {
        let mut owners: Vec<_> = std::iter::successors(finding.path.owner(), FieldPath::owner).collect();
        owners.pop();
        owners
    };
    let ways: Vec<(Vec<FieldPath>, &Finding)> = findings.iter().map(|finding| (owners(finding), finding)).collect();
    let all = ways.iter().flat_map(|(owners, finding)| std::iter::once(&finding.path).chain(owners));
    let found = locate::find(text, all);
    let location_of = |path: &FieldPath, nth: usize| found.get(path).and_then(|found| found.get(nth)).copied();
    let locate = |(owners, finding): &(Vec<FieldPath>, &Finding)| {
        let own = location_of(&finding.path, finding.nth);
        let owner = || owners.iter().find_map(|owner| location_of(owner, 0));
        problem(finding, Some(own.or_else(owner).unwrap_or(Location::START)))
    };
    ways.iter().map(locate).collect()
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
fn is_within(paths: &BTreeSet<FieldPath>, path: &FieldPath) -> bool {
    !paths.is_empty() && std::iter::successors(Some(path.clone()), FieldPath::owner).any(|path| paths.contains(&path))
}

/// The same, or whether a part of it is.
fn is_touched(paths: &BTreeSet<FieldPath>, path: &FieldPath) -> bool {
    let mut part = path.clone();
    part.push("");
    is_within(paths, path) || paths.range(part..).next().is_some_and(|next| next.is_within(path))
}
