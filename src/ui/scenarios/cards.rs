//! The cards of the list of scenarios, and how they are chosen from: the state of the list.

use super::card::Card;
use super::choosing::Filters;
use crate::session::{Command, FileCommand, IncidentSource, UnsavedId};
use crate::ui::unsaved::UnsavedRow;

/// The cards of the list, and how they are chosen from.
#[derive(Debug, Default)]
pub struct Cards {
    /// The scenarios with unsaved changes that are not in the window.
    pub unsaved: Vec<UnsavedRow>,
    /// The scenarios that are shipped with the program.
    pub shipped: Vec<Card>,
    /// Files that were opened recently, the most recent one first, then those of the person's folder of scenarios.
    pub own: Vec<Card>,
    /// The person's folder of scenarios, as it is shown; empty if there is none.
    pub folder: String,
    /// How many files of that folder are not listed, because there are too many.
    pub left_out: usize,
    /// How the cards are chosen from.
    pub view: ScenariosView,
}

/// How the cards are chosen from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenariosView {
    /// What is searched, filtered and sorted.
    pub filters: Filters,
    /// The scenarios that were marked to be put beside one another.
    pub marked: Vec<IncidentSource>,
    /// Whether all own files are shown, and not only the first row of them.
    pub shows_all_own: bool,
    /// Whether the search field is to get the keyboard focus.
    pub wants_search: bool,
    /// Whether the list is to be shown from its top in the next frame, where the scenarios with unsaved changes are.
    pub shows_top: bool,
    /// The key of the heading to which the list is to be scrolled in the next frame.
    pub shows_heading: Option<&'static str>,
    /// The scenario with unsaved changes that the person is asked about, whether to throw them away.
    pub asked: Option<UnsavedId>,
}

/// The cards under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Incidents,
    Lessons,
    Own,
}

impl Part {
    /// All parts. What a person has opened or written stands first.
    pub(super) const fn in_order(has_own: bool) -> [Self; 3] {
        if has_own { [Self::Own, Self::Incidents, Self::Lessons] } else { [Self::Incidents, Self::Lessons, Self::Own] }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Incidents => "scenarios-incidents",
            Self::Lessons => "scenarios-lessons",
            Self::Own => "scenarios-own",
        }
    }
}

impl Cards {
    pub(super) fn all(&self) -> impl Iterator<Item = &Card> {
        self.shipped.iter().chain(&self.own)
    }

    /// The card at this place among all.
    pub(super) fn card(&mut self, place: usize) -> Option<&mut Card> {
        let shipped = self.shipped.len();
        if place < shipped { self.shipped.get_mut(place) } else { self.own.get_mut(place - shipped) }
    }

    pub(super) fn part(&self, place: usize) -> Part {
        match self.shipped.get(place) {
            Some(card) if card.summary.is_incident => Part::Incidents,
            Some(_) => Part::Lessons,
            None => Part::Own,
        }
    }
}

/// The command that opens where a card comes from.
pub(super) fn open(source: &IncidentSource) -> Option<Command> {
    match source {
        IncidentSource::Shipped(name) => Some(Command::File(FileCommand::OpenShipped(name))),
        IncidentSource::File(path) => Some(Command::File(FileCommand::OpenPath(path.clone()))),
        IncidentSource::Window => None,
    }
}
