//! The library: the shipped scenarios of real incidents, each compared with its record.

mod summary;

use std::sync::{Arc, LazyLock};

pub use summary::{FitNumbers, LengthClass, Out, Place, Summary, SummaryTexts, Topic, alike};

use super::{FigureSummary, Fit};
use crate::file::{Shipped, shipped};

/// A shipped incident and how its run agrees with the record.
#[derive(Clone, Debug)]
pub struct IncidentFit {
    /// The incident.
    pub shipped: &'static Shipped,
    /// Its run, compared with the record.
    pub fit: Fit,
}

/// All shipped scenarios that have a record, in their order, each compared with it.
///
/// # Panics
/// If a shipped scenario is broken, which tests find.
#[must_use]
pub fn fit_all() -> Vec<IncidentFit> {
    let scenarios = shipped().iter().map(|shipped| (shipped, Arc::new(shipped.scenario())));
    let recorded = scenarios.filter(|(_, scenario)| !scenario.history.is_empty());
    let fit = |scenario: &Arc<_>| Fit::new(scenario).expect("the plans of what ships fit; a test runs them");
    recorded.map(|(shipped, scenario)| IncidentFit { shipped, fit: fit(&scenario) }).collect()
}

/// The figures of all incidents that are `counted`, taken together.
pub fn figures(fits: &[IncidentFit], counted: impl Fn(&Shipped) -> bool) -> FigureSummary {
    let counted = fits.iter().filter(|incident| counted(incident.shipped));
    counted.map(|incident| incident.fit.figures()).fold(FigureSummary::default(), FigureSummary::with)
}

/// What the list of scenarios shows of each shipped scenario, in their order. It is made in advance, because reading and running all of them
/// takes longer than a frame; a test holds it current.
///
/// # Panics
/// If the file is broken, which the test finds.
#[must_use]
pub fn summaries() -> &'static [Summary] {
    static SUMMARIES: LazyLock<Vec<Summary>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../../../saves/library.json")).expect("a test reads it"));
    &SUMMARIES
}

/// The same made anew, as the text of its file.
///
/// # Panics
/// If a shipped scenario is broken, which tests find.
#[must_use]
pub fn make_summaries() -> String {
    let lines = shipped().iter().map(|shipped| {
        let scenario = Arc::new(shipped.scenario());
        let fit = Fit::new(&scenario).expect("the plans of what ships fit; a test runs them");
        let summary = Summary { name: shipped.name.to_owned(), ..Summary::new(&scenario, Some(&fit)) };
        serde_json::to_string(&summary).expect("a summary has only texts and numbers")
    });
    format!("[\n{}\n]\n", lines.collect::<Vec<_>>().join(",\n"))
}
