//! All that decides where things are in a picture of the map: while it is the same, everything stays where it is.

use egui::Rect;

use super::facts::RunFacts;
use super::screen::Screen;
use crate::model::Id;
use crate::recording::Subject;
use crate::ui::text::Language;

/// What a picture was laid out for.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneKey {
    pub screen: Screen,
    /// The strip below the map.
    pub footer: Rect,
    pub pixels_per_point: f32,
    pub selection: Option<Subject>,
    /// Whether only what the selection touches is shown.
    pub only: bool,
    /// Whether views offer actions here: not in the baseline.
    pub acts: bool,
    /// Counts runs and scenarios.
    pub run: u64,
    pub language: Language,
    /// What the controls and other views over the map keep free.
    pub controls: Vec<Rect>,
    /// What is under a message.
    pub covered: Option<Rect>,
}

impl SceneKey {
    /// The unit whose parts are shown because one of its sites is selected.
    pub fn opened_unit(&self, facts: &RunFacts) -> Option<usize> {
        match self.selection {
            Some(Subject::Site(site)) => facts.unit_of.get(site.index()).copied(),
            Some(Subject::Service(_) | Subject::Company(_) | Subject::World) | None => None,
        }
    }

    /// The subject that everything else is faded for, if only what it touches is shown.
    pub fn only_subject(&self) -> Option<Subject> {
        self.selection.filter(|_| self.only)
    }
}

/// What of the moment decides about states and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentKey {
    /// Events that have happened.
    pub events: usize,
    /// Minutes, while a label counts them; else 0.
    pub minute: i64,
}
