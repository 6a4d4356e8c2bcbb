//! The incidents that are beside one another, and how they are shown: the state of the view.

use std::sync::Arc;

use crate::session::IncidentSource;
use crate::study::Weight;
use crate::study::incidents::Incident;
use crate::text::Saying;
use crate::units::Span;

/// The incidents that are beside one another, and how they are shown.
#[derive(Debug, Default)]
pub struct Incidents {
    /// The incidents.
    pub slots: Vec<Slot>,
    /// What can be added.
    pub choices: Vec<Choice>,
    /// How they are shown.
    pub view: IncidentsView,
    /// What was done last, such as the file of an export; empty if nothing was.
    pub told: String,
}

/// One of the incidents.
#[derive(Debug)]
pub struct Slot {
    /// Identifies it while others are added and removed.
    pub number: u64,
    /// Where it comes from.
    pub source: IncidentSource,
    /// Its title.
    pub title: String,
    /// The names of its plans.
    pub plans: Vec<String>,
    /// The plan that is run, as an index of `plans`.
    pub plan: usize,
    /// Its run, if it is made.
    pub state: SlotState,
}

/// How far an incident is.
#[derive(Clone, Debug)]
pub enum SlotState {
    /// It is being read and run.
    Reading,
    /// Why it cannot be shown.
    Problem(Saying),
    /// It is shown.
    Ready(Arc<Incident>),
}

/// An incident that can be added.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: IncidentSource,
}

/// How the incidents are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncidentsView {
    /// What each service counts for.
    pub weight: Weight,
    /// Whether equal distances on the time axis are equal factors.
    pub log_time: bool,
    /// The time since the first strike at which the values are read.
    pub(super) cursor: Option<Span>,
}

impl Incidents {
    /// The incidents whose runs are made, each with its place.
    #[must_use]
    pub fn ready(&self) -> Vec<(usize, &Incident)> {
        self.slots
            .iter()
            .enumerate()
            .filter_map(|(place, slot)| match &slot.state {
                SlotState::Ready(incident) => Some((place, &**incident)),
                SlotState::Reading | SlotState::Problem(_) => None,
            })
            .collect()
    }
}
