//! The lines of the comparison table in their order: everybody, companies, and then the services whose numbers differ.

use std::cmp::Reverse;

use super::sort::Sort;
use crate::memo::Identity;
use crate::study::Run;
use crate::study::compare::{Both, Comparison, EventWords, difference};
use crate::text::Language;
use crate::ui::ViewContext;

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The sum over everybody.
    All,
    /// A heading: the keys of the texts for its group and for the additional column.
    Heading(&'static str, &'static str),
    /// A company, by its index in the comparison.
    Company(usize),
    /// A service, by its index in the comparison.
    Service(usize),
    /// The number of services that are equal in both runs.
    Same(usize),
}

/// What the lines depend on: the two runs, the order, and the language.
#[derive(Debug, PartialEq)]
pub(super) struct LinesKey {
    runs: Both<Identity<Run>>,
    sort: Sort,
    language: Language,
}

impl LinesKey {
    pub fn new(context: &ViewContext<'_>, sort: Sort) -> Self {
        let chosen = context.session.run();
        let baseline = context.session.baseline().unwrap_or(chosen);
        let runs = [Identity::of(baseline), Identity::of(chosen)];
        Self { runs, sort, language: context.texts.language() }
    }
}

/// All lines of the table, computed once for each [`LinesKey`].
#[derive(Debug)]
pub(super) struct Lines {
    pub all: Vec<Line>,
    /// The largest loss within a group, which sets the length of its bars: companies, services.
    pub most: Both<u128>,
    /// The event, in words, that only one of the two runs has at the divergence.
    pub told: Both<Option<EventWords>>,
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
        let chosen = context.session.run();
        let other = context.session.baseline().unwrap_or(chosen);
        let companies = sorted(&comparison.companies, sort, |row| (row.lost, &row.name));
        let differing: Vec<usize> = sorted(&comparison.services, sort, |row| (row.lost, &row.name))
            .into_iter()
            .filter(|place| comparison.services[*place].differs())
            .collect();
        let same = comparison.services.len() - differing.len();
        let mut all = vec![Line::Heading("compare-altogether", "compare-people"), Line::All];
        if !companies.is_empty() {
            all.push(Line::Heading("compare-companies", "compare-lowest"));
        }
        all.extend(companies.into_iter().map(Line::Company));
        all.push(Line::Heading("compare-services", "compare-out"));
        all.extend(differing.into_iter().map(Line::Service));
        if same > 0 {
            all.push(Line::Same(same));
        }
        let most = [
            comparison.companies.iter().flat_map(|row| row.lost).max().unwrap_or(0),
            comparison.services.iter().flat_map(|row| row.lost).max().unwrap_or(0),
        ];
        let told = std::array::from_fn(|side| {
            let event = comparison.divergence.and_then(|divergence| divergence.events[side])?;
            Some(EventWords::new([other, chosen][side], event, context.texts))
        });
        Self { all, most, told }
    }
}

/// The indices of the rows in the wanted order. The sort is stable, so equal rows keep their order.
fn sorted<T>(rows: &[T], sort: Sort, read: impl Fn(&T) -> (Both<u128>, &String)) -> Vec<usize> {
    let mut places: Vec<usize> = (0..rows.len()).collect();
    let lost = |place: &usize| read(&rows[*place]).0;
    match sort {
        Sort::Difference => places.sort_by_key(|place| Reverse(difference(lost(place)).abs())),
        Sort::Other => places.sort_by_key(|place| Reverse(lost(place)[0])),
        Sort::Chosen => places.sort_by_key(|place| Reverse(lost(place)[1])),
        Sort::Name => places.sort_by(|a, b| read(&rows[*a]).1.cmp(read(&rows[*b]).1)),
    }
    places
}
