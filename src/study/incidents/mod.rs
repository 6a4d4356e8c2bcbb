//! Incidents of different worlds beside one another: their restoration curves on one time axis from the first strike, with the records as
//! marks.

mod export;
mod records;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use export::{Sheet, horizon_words, span_words};
pub use records::{Record, Recorded};

use super::{NoteCounts, Restoration, Restored, Run, Weight, plan_of_history};
use crate::model::Localized;
use crate::text::{Saying, Texts};
use crate::units::{Permille, Span, WHOLE};

/// How many incidents can be compared at once; with more, their marks cannot be told apart.
pub const MOST_INCIDENTS: usize = 3;
/// The times since the first strike for which the shares are listed.
pub const HORIZONS: [Span; 3] = [Span(3_600), Span(86_400), Span(7 * 86_400)];
/// The shares for which the time is listed from which they last.
const LASTING: [Permille; 2] = [WHOLE / 2, WHOLE];

/// A run of an incident, with its restoration curves.
#[derive(Clone, Debug)]
pub struct Incident {
    /// The run.
    pub run: Arc<Run>,
    /// How many values of its scenario are sourced, assumed and fitted.
    pub notes: NoteCounts,
    /// The curves by services and by users.
    curves: [Restoration; 2],
    /// The records of both, in order of time. There are none if another plan was run than that of what was really done.
    records: [Vec<Record>; 2],
}

/// Incidents that a person has put beside one another.
#[derive(Clone, Debug)]
pub struct ChosenIncidents {
    /// The incidents, each with the place of its colour and stroke.
    pub incidents: Vec<(usize, Arc<Incident>)>,
    /// What each service counts for.
    pub weight: Weight,
    /// Whether equal distances on the time axis are equal factors.
    pub log_time: bool,
}

/// The reason why a run has no restoration curve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum IncidentError {
    /// Nothing is struck in it, so there is no time from which to count.
    NothingStruck {
        /// The name of its plan; empty for no plan.
        plan: String,
    },
}

impl IncidentError {
    /// A message that says what would be right.
    #[must_use]
    pub fn saying(&self) -> Saying {
        match self {
            Self::NothingStruck { plan } if plan.is_empty() => Saying::plain("incidents-no-plan"),
            Self::NothingStruck { plan } => Saying::of("incidents-nothing-struck", [("plan", plan.as_str().into())]),
        }
    }
}

/// What the table of shares says about one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HorizonRow {
    /// The number of services, or of their users, that were not Up at any time since the first strike.
    pub out: u64,
    /// What is up after each of [`HORIZONS`]; `None` after the end of the run.
    pub after: [Option<Restored>; HORIZONS.len()],
    /// The time from which half is up to the end of the run, and the time from which all is.
    pub lasting: [Option<Span>; LASTING.len()],
}

impl Incident {
    /// The curves of a run.
    ///
    /// # Errors
    /// [`IncidentError`] if nothing is struck in the run.
    pub fn new(run: Arc<Run>) -> Result<Self, IncidentError> {
        let curve = |weight| {
            let nothing_struck = || IncidentError::NothingStruck { plan: run.plan.name.clone() };
            Restoration::new(&run, weight).ok_or_else(nothing_struck)
        };
        let curves = [curve(Weight::Services)?, curve(Weight::Users)?];
        let struck = curves[0].struck;
        let of = |weight| if is_as_it_happened(&run) { records::records(&run, struck, weight) } else { Vec::new() };
        let records = [of(Weight::Services), of(Weight::Users)];
        Ok(Self { notes: NoteCounts::of(&run.world), curves, records, run })
    }

    /// The restoration curve.
    #[must_use]
    pub const fn curve(&self, weight: Weight) -> &Restoration {
        match weight {
            Weight::Services => &self.curves[0],
            Weight::Users => &self.curves[1],
        }
    }

    /// Whether the run is that of the plan of what was really done, so that the record can be compared with it.
    #[must_use]
    pub fn is_as_it_happened(&self) -> bool {
        is_as_it_happened(&self.run)
    }

    /// The records of the incident, in order of time. There are none if another plan was run.
    #[must_use]
    pub fn records(&self, weight: Weight) -> &[Record] {
        match weight {
            Weight::Services => &self.records[0],
            Weight::Users => &self.records[1],
        }
    }

    /// The row of the table of shares.
    #[must_use]
    pub fn horizons(&self, weight: Weight) -> HorizonRow {
        let curve = self.curve(weight);
        HorizonRow {
            out: curve.steps().last().map_or(0, |(_, restored)| restored.out),
            after: HORIZONS.map(|since| curve.after(since)),
            lasting: LASTING.map(|share| curve.lasting(share)),
        }
    }
}

fn is_as_it_happened(run: &Run) -> bool {
    plan_of_history(&run.world.plans).is_some_and(|index| run.world.plans[index].name == run.plan.name)
}

/// The names of incidents in a comparison: the titles of their scenarios. The plan is added if another than the plan of what was really done
/// was run, or if two have the same title.
#[must_use]
pub fn names(incidents: &[&Incident], worlds: &[Localized<'_>], texts: &Texts) -> Vec<String> {
    let is_alone = |title: &str| worlds.iter().filter(|world| world.title() == title).count() < 2;
    let name = |(incident, world): (&&Incident, &Localized<'_>)| {
        let title = world.title();
        if incident.is_as_it_happened() && is_alone(title) {
            return title.to_owned();
        }
        let plan = world.plan_name(&incident.run.plan.name);
        texts.with("incidents-name", &[("title", title), ("plan", plan)])
    };
    incidents.iter().zip(worlds).map(name).collect()
}
