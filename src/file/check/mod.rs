//! Collects the problems and warnings about the values of a file, each with the path of its value (MODEL.md, section 2).

pub mod names;
pub mod times;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::lenient::Mistakes;
use super::locate;
use super::path::{At, FieldPath};
use super::report::{Location, MOST_PROBLEMS, Problem, Report};
use super::suggest::{did_you_mean, of_text, one_of, short};
use crate::model::Id;
use crate::model::limits::Limits;
use crate::text::Saying;
use crate::units::Permille;

#[derive(Debug)]
struct Finding {
    path: FieldPath,
    /// The index of the value among all entries of the file with the same path, for an id that occurs several times. Otherwise 0.
    nth: usize,
    message: Saying,
    remedy: Saying,
}

/// The first findings, at most [`MOST_PROBLEMS`]. The others are only counted, because nobody would read them, and seeking a remedy takes
/// time.
#[derive(Debug, Default)]
struct Findings {
    first: Vec<Finding>,
    more: usize,
}

impl Findings {
    fn add(&mut self, finding: impl FnOnce() -> Finding) {
        if self.first.len() < MOST_PROBLEMS {
            self.first.push(finding());
        } else {
            self.more += 1;
        }
    }
}

/// The problems and warnings that were found so far.
#[derive(Debug, Default)]
pub struct Check {
    findings: Findings,
    /// Findings that are probably mistakes, but do not make the file invalid.
    warnings: Findings,
    /// The mistakes in the structure of the file, which the lenient reader has found.
    mistakes: Mistakes,
    /// The paths of values that could not be read and were replaced by stand-ins. No further problems of these values are reported.
    stand_ins: BTreeSet<FieldPath>,
    /// The paths of all values with a problem, including problems that are not reported.
    spoiled: BTreeSet<FieldPath>,
    /// Whether the start and the length of the run could be read. Otherwise it is not checked that times are within the run.
    pub knows_run: bool,
}

impl Check {
    /// Adds a problem with the value at `at`: what is wrong, and how to fix it.
    pub fn fault(&mut self, at: &At<'_>, message: Saying, remedy: Saying) {
        self.fault_nth(at, 0, message, remedy);
    }

    /// Like [`Self::fault`], for a remedy that is sought only if the problem is told.
    pub fn fault_with(&mut self, at: &At<'_>, message: Saying, remedy: impl FnOnce() -> Saying) {
        self.fault_nth_with(at, 0, message, remedy);
    }

    /// Adds a warning about the value at `at`. A file with warnings only is still accepted.
    pub fn warn(&mut self, at: &At<'_>, message: Saying, remedy: Saying) {
        self.warn_with(at, message, || remedy);
    }

    /// Like [`Self::warn`], for a remedy that is sought only if the warning is told.
    pub fn warn_with(&mut self, at: &At<'_>, message: Saying, remedy: impl FnOnce() -> Saying) {
        self.warnings.add(|| Finding { path: at.path(), nth: 0, message, remedy: remedy() });
    }

    fn fault_nth(&mut self, at: &At<'_>, nth: usize, message: Saying, remedy: Saying) {
        self.fault_nth_with(at, nth, message, || remedy);
    }

    fn fault_nth_with(&mut self, at: &At<'_>, nth: usize, message: Saying, remedy: impl FnOnce() -> Saying) {
        let path = at.path();
        self.spoiled.insert(path.clone());
        if !is_touched(&self.stand_ins, &path) {
            self.findings.add(|| Finding { path, nth, message, remedy: remedy() });
        }
    }

    /// Sets the mistakes that the lenient reader has found. Called before anything is checked.
    pub fn begin_with(&mut self, mut mistakes: Mistakes) {
        self.stand_ins = std::mem::take(&mut mistakes.stand_ins).into_iter().collect();
        self.mistakes = mistakes;
    }

    /// Whether the lenient reader has found mistakes in the structure of the file.
    pub const fn has_mistakes(&self) -> bool {
        !self.mistakes.problems.is_empty()
    }

    /// The paths of the values with mistakes in their notation or structure, as far as these are told.
    pub fn mistaken(&self) -> impl Iterator<Item = &FieldPath> {
        self.mistakes.problems.iter().map(|mistake| &mistake.path)
    }

    /// The paths of the values that could not be read.
    pub fn stand_ins(&self) -> impl Iterator<Item = &FieldPath> {
        self.stand_ins.iter()
    }

    /// Whether nothing of the file could be read.
    pub fn is_lost(&self) -> bool {
        self.stand_ins.contains(&FieldPath::default())
    }

    /// Whether so many problems were found that no further one will be listed. Its remedy need not be sought.
    pub const fn is_full(&self) -> bool {
        self.findings.first.len() >= MOST_PROBLEMS
    }

    /// Whether no problem was found so far in the value at `at`, in its parts and in the values that contain it, and all of them could be
    /// read.
    pub fn is_whole(&self, at: &At<'_>) -> bool {
        // Fast path for a valid file: no path is built.
        if self.stand_ins.is_empty() && self.spoiled.is_empty() {
            return true;
        }
        let path = at.path();
        !is_touched(&self.stand_ins, &path) && !is_touched(&self.spoiled, &path)
    }

    /// Whether no problem was found so far, and everything could be read.
    pub fn is_sound(&self) -> bool {
        self.stand_ins.is_empty() && self.spoiled.is_empty() && self.mistakes.problems.is_empty()
    }

    /// Whether every text of the file could be read. Otherwise a reference to a text may look wrong only because that text was not read.
    pub const fn knows_texts(&self) -> bool {
        !self.mistakes.lost_text
    }

    /// Ends the check and returns the warnings. If `text`, the text of the file, is given, each warning has its line and column.
    ///
    /// # Errors
    /// If there is any problem: the report, which contains the warnings too.
    pub fn finish(self, text: Option<&str>) -> Result<Vec<Problem>, Report> {
        let warnings = listed(Vec::new(), 0, &self.warnings, text, ["file-more-warnings", "file-more-warnings-remedy"]);
        if self.findings.first.is_empty() && self.mistakes.problems.is_empty() {
            return Ok(warnings);
        }
        let (mistakes, more) = (self.mistakes.problems, self.mistakes.more);
        let problems = listed(mistakes, more, &self.findings, text, ["file-more", "file-more-remedy"]);
        Err(Report { problems, warnings })
    }

    /// Checks a decimal with at most three decimal places, within these limits. Returns the decimal in permille; 0 if it is out of range.
    pub fn permille(&mut self, at: &At<'_>, value: f64, limits: Limits) -> Permille {
        if !self.real(at, value, limits) {
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

    /// Checks that a number is within these limits. Returns whether it is.
    pub fn real(&mut self, at: &At<'_>, value: f64, Limits { least, most, is_open }: Limits) -> bool {
        let fits = value.is_finite() && (least..=most).contains(&value) && !(is_open && value <= least);
        if !fits {
            let most = ("most", Saying::decimal(most));
            let remedy = if is_open {
                Saying::of("file-positive-remedy", [most])
            } else {
                Saying::of("file-real-remedy", [("least", Saying::decimal(least)), most])
            };
            self.fault(at, out_of_range(shown(value)), remedy);
        }
        fits
    }

    /// Checks that a whole number is within `0..=most`, and returns it.
    pub fn whole(&mut self, at: &At<'_>, value: i128, most: u64) -> u64 {
        self.whole_from(at, value, 0, most)
    }

    /// Checks that a whole number is within `least..=most`, and returns it.
    pub fn whole_from(&mut self, at: &At<'_>, value: i128, least: u64, most: u64) -> u64 {
        match u64::try_from(value) {
            Ok(number) if (least..=most).contains(&number) => number,
            Ok(_) | Err(_) => {
                let remedy = [("least", Saying::Number(least)), ("most", Saying::Number(most))];
                self.fault(at, out_of_range(value.to_string()), Saying::of("file-whole-remedy", remedy));
                least
            }
        }
    }

    /// Checks the ids of a table: each is well formed and used once.
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
            let well_formed = |c: char| c.is_ascii_alphanumeric() || "-_./:".contains(c);
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
                    Saying::of("file-same-id", [("what", Saying::plain(what)), ("key", short(key).into())]),
                    Saying::plain("file-same-id-remedy"),
                );
            }
        }
        Ids { what, index, keys, is_known: self.stand_ins.is_empty() || !is_within(&self.stand_ins, &at.path()) }
    }

    /// Checks that no key of a map is used twice.
    pub fn once<'f>(&mut self, at: &At<'_>, keys: impl Iterator<Item = &'f str>) {
        let mut seen = HashSet::new();
        for key in keys {
            if !seen.insert(key) {
                self.fault_nth(&at.key(key), 1, of_text("file-twice", key), Saying::plain("file-keep-one"));
            }
        }
    }

    /// Finds the row with the id `key`. If there is none, adds a problem (unless the table itself could not be read) and returns the first
    /// row, so that the check can continue.
    pub fn find<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: &str) -> I {
        if let Some(index) = ids.index.get(key) {
            return I::new(*index);
        }
        if !ids.is_known {
            self.spoiled.insert(at.path());
            return I::new(0);
        }
        let what = || ("what", Saying::plain(ids.what));
        let remedy = || {
            did_you_mean(key, ids.keys.iter().copied(), || match ids.keys.len() {
                0 => Saying::of("file-none-there", [what()]),
                1..=8 => one_of(&ids.keys),
                _ => Saying::of("file-use-id", [what()]),
            })
        };
        self.fault_with(at, Saying::of("file-no-such", [what(), ("key", short(key).into())]), remedy);
        I::new(0)
    }

    /// Like [`Self::find`], for an id that may be left out.
    pub fn find_some<I: Id>(&mut self, at: &At<'_>, ids: &Ids<'_>, key: Option<&String>) -> Option<I> {
        key.map(|key| self.find(at, ids, key))
    }
}

/// The ids of one table.
pub struct Ids<'f> {
    /// The key of the text by which messages refer to this kind of row.
    what: &'static str,
    index: HashMap<&'f str, usize>,
    /// The ids without repetitions, for suggestions.
    keys: Vec<&'f str>,
    /// Whether the table could be read. If not, unknown ids are not reported.
    is_known: bool,
}

impl Ids<'_> {
    /// The row with the id `key`, if there is one.
    pub fn get<I: Id>(&self, key: &str) -> Option<I> {
        self.index.get(key).map(|index| I::new(*index))
    }
}

/// Appends the findings to the problems, up to [`MOST_PROBLEMS`] in all, and sorts them by location if the text is known. If there are
/// more, a last problem has the number of those that are not listed, in the words with the keys `left_out`; `more` is the number of problems that
/// were left out before.
fn listed(
    mut problems: Vec<Problem>,
    more: usize,
    findings: &Findings,
    text: Option<&str>,
    left_out: [&'static str; 2],
) -> Vec<Problem> {
    let first = &findings.first[..findings.first.len().min(MOST_PROBLEMS - problems.len())];
    let more = more + findings.more + findings.first.len() - first.len();
    problems.extend(located(first, text));
    if text.is_some() {
        problems.sort();
        problems.dedup_by(|later, sooner| {
            (later.location, &later.message, &later.remedy) == (sooner.location, &sooner.message, &sooner.remedy)
        });
    }
    if let (true, Some(last)) = (more > 0, problems.last().cloned()) {
        let message = Saying::of(left_out[0], [("count", Saying::count(more))]);
        let remedy = Saying::plain(left_out[1]);
        problems.push(Problem { message, remedy, ..last });
    }
    problems
}

/// Converts findings to problems, with their locations if the text is known.
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
    // The location of a missing field is that of the nearest value that contains it.
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

/// Writes a number for people. Very large and very small numbers are written with a power of ten.
fn shown(value: f64) -> String {
    let is_plain = value == 0.0 || !value.is_finite() || (1e-6..1e15).contains(&value.abs());
    if is_plain { value.to_string() } else { format!("{value:e}") }
}

/// Whether `paths` contains this path or the path of a value that contains it.
fn is_within(paths: &BTreeSet<FieldPath>, path: &FieldPath) -> bool {
    !paths.is_empty() && std::iter::successors(Some(path.clone()), FieldPath::owner).any(|path| paths.contains(&path))
}

/// Whether `paths` contains this path, the path of a value that contains it, or the path of one of its parts.
fn is_touched(paths: &BTreeSet<FieldPath>, path: &FieldPath) -> bool {
    let mut part = path.clone();
    part.push("");
    is_within(paths, path) || paths.range(part..).next().is_some_and(|next| next.is_within(path))
}
