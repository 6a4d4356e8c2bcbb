//! The lines of the comparison table in their order: everybody, the companies, and the services that differ between the two runs.

use std::cmp::Reverse;

use super::sort::Sort;
use crate::memo::Identity;
use crate::study::Run;
use crate::study::compare::{Both, Comparison, EventWords, Reason, RunInWords, difference};
use crate::text::Language;
use crate::ui::ViewContext;
use crate::units::Clock;

/// One line of the comparison table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The losses of everybody together. It is the first line and has no heading: the headings of the columns name its additional column.
    All,
    /// The heading of a group. Holds the keys of two texts: the name of the group, and the heading of the additional column, if that has values.
    Heading(&'static str, Option<&'static str>),
    /// A company. Holds its index in the list of companies of the comparison.
    Company(usize),
    /// A service. Holds its index in the list of services of the comparison.
    Service(usize),
    /// The last line, which says how many services are equal in both runs. Holds this number.
    Same(usize),
}

/// The values on which the lines depend: the two runs, the sort order, the language, and the clocks that show times.
#[derive(Debug, PartialEq)]
pub(super) struct LinesKey {
    runs: Both<Identity<Run>>,
    sort: Sort,
    language: Language,
    clocks: Both<Clock>,
}

impl LinesKey {
    pub fn new(context: &ViewContext<'_>, sort: Sort) -> Self {
        let chosen = context.session.run();
        let baseline = context.session.baseline().unwrap_or(chosen);
        let runs = [Identity::of(baseline), Identity::of(chosen)];
        Self { runs, sort, language: context.texts.language(), clocks: runs_in_words(context).map(|run| run.clock) }
    }
}

/// The baseline and the chosen run, with times in the zone that the person has chosen.
pub(super) fn runs_in_words<'a>(context: &ViewContext<'a>) -> Both<RunInWords<'a>> {
    let session = context.session;
    let [other, localized] = context.both_localized();
    let runs = [(session.baseline().unwrap_or_else(|| session.run()), other), (session.run(), localized)];
    runs.map(|(run, localized)| {
        let clock = context.zone.clock(&run.world.clock, context.computer_zone);
        RunInWords { run, clock, localized }
    })
}

/// A reason why the two runs differ, in words.
#[derive(Debug)]
pub(super) struct ReasonInWords {
    pub reason: Reason,
    pub words: EventWords,
}

/// All lines of the table, computed once for each [`LinesKey`].
#[derive(Debug)]
pub(super) struct Lines {
    pub all: Vec<Line>,
    /// The largest loss of a company and the largest loss of a service, in user-milliseconds. A bar of full length stands for this
    /// loss.
    pub most: Both<u128>,
    /// Why the two runs differ.
    pub reasons: Vec<ReasonInWords>,
}

/// What the panel shows.
#[derive(Clone, Copy)]
pub(super) struct Content<'a> {
    pub comparison: &'a Comparison,
    pub lines: &'a Lines,
    /// The names of the baseline and of the chosen run.
    pub names: &'a Both<String>,
}

impl Lines {
    pub fn new(context: &ViewContext<'_>, comparison: &Comparison, sort: Sort) -> Self {
        let runs = runs_in_words(context);
        let names = context.both_localized();
        let companies = sorted(&comparison.companies, sort, |row| (row.lost, row.localized(names)));
        let differing: Vec<usize> = sorted(&comparison.services, sort, |row| (row.lost, row.localized(names)))
            .into_iter()
            .filter(|index| comparison.services[*index].differs())
            .collect();
        let same = comparison.services.len() - differing.len();
        let mut all = vec![Line::All];
        if !companies.is_empty() {
            let lowest = comparison.has_prices().then_some("compare-lowest");
            all.push(Line::Heading("compare-companies", lowest));
        }
        all.extend(companies.into_iter().map(Line::Company));
        all.push(Line::Heading("compare-services", Some("compare-out")));
        all.extend(differing.into_iter().map(Line::Service));
        if same > 0 {
            all.push(Line::Same(same));
        }
        let most = [
            comparison.companies.iter().flat_map(|row| row.lost).max().unwrap_or(0),
            comparison.services.iter().flat_map(|row| row.lost).max().unwrap_or(0),
        ];
        let reasons =
            comparison.divergence.map_or_else(Vec::new, |divergence| divergence.reasons(runs.map(|run| run.run)));
        let in_words = |reason: Reason| {
            let words = EventWords::new(&runs[reason.side], reason.event, context.texts);
            ReasonInWords { reason, words }
        };
        Self { all, most, reasons: reasons.into_iter().map(in_words).collect() }
    }
}

/// The places of rows in the order that is wished for; equal ones stay as they are.
fn sorted<'a, T>(rows: &[T], sort: Sort, read: impl Fn(&T) -> (Both<u128>, &'a str)) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..rows.len()).collect();
    let lost = |index: &usize| read(&rows[*index]).0;
    match sort {
        Sort::Difference => indices.sort_by_key(|index| Reverse(difference(lost(index)).abs())),
        Sort::Other => indices.sort_by_key(|index| Reverse(lost(index)[0])),
        Sort::Chosen => indices.sort_by_key(|index| Reverse(lost(index)[1])),
        Sort::Name => indices.sort_by(|a, b| read(&rows[*a]).1.cmp(read(&rows[*b]).1)),
    }
    indices
}
