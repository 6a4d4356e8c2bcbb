//! The keys that decide whether the scene of the last frame can be reused. While the `SceneKey` stays equal, no position changes.

use egui::Rect;

use super::facts::RunFacts;
use super::screen::Screen;
use crate::model::Id;
use crate::recording::Subject;
use crate::ui::text::Language;

/// Everything that the positions in a scene depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneKey {
    pub screen: Screen,
    /// The rectangle of the strip below the map.
    pub footer: Rect,
    pub pixels_per_point: f32,
    pub selection: Option<Subject>,
    /// Whether only what is connected to the selection is shown.
    pub only: bool,
    /// Whether the map offers actions: not for the baseline and not in a presentation.
    pub acts: bool,
    /// A number that changes with every new run or scenario.
    pub run: u64,
    pub language: Language,
    /// The rectangles that labels keep free for controls and for other views over the map.
    pub controls: Vec<Rect>,
    /// The rectangle that a message covers.
    pub covered: Option<Rect>,
}

impl SceneKey {
    /// The index of the unit whose parts are shown because one of its sites is selected.
    pub fn opened_unit(&self, facts: &RunFacts) -> Option<usize> {
        match self.selection {
            Some(Subject::Site(site)) => facts.unit_of.get(site.index()).copied(),
            Some(Subject::Service(_) | Subject::Company(_) | Subject::World) | None => None,
        }
    }

    /// The key of the same map without a message and without a selection.
    pub fn base(&self) -> Self {
        Self { selection: None, covered: None, ..self.clone() }
    }

    /// The selected subject, if only what is connected to it is shown.
    pub fn only_subject(&self) -> Option<Subject> {
        self.selection.filter(|_| self.only)
    }
}

/// Everything that states and texts depend on, apart from the scene key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentKey {
    /// The number of events that have happened.
    pub events: usize,
    /// The minute of the run, while a text counts minutes; otherwise 0.
    pub minute: i64,
    /// How many times the condition of servers has changed.
    pub conditions: usize,
}
