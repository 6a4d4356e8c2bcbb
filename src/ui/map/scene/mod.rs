//! Fifth stage: takes marks, links and labels, and gives the whole picture of one moment. What stays is made anew only when its key
//! changed, what the moment decides when something happened.

mod moment;
mod path;

use egui::Painter;

pub use self::moment::{MarkState, SceneMoment};
pub use self::path::PathStop;
use super::facts::{Reach, RunFacts};
use super::layout::{Labels, LayoutInput, LineEnds, Sides, layout_labels};
use super::links::{Link, links};
use super::marks::{Mark, Marks};
use super::scene_key::{MomentKey, SceneKey};
use crate::ui::ViewContext;

/// Strength of what the selection does not touch, where only that is shown.
const FADED: f32 = 0.2;

/// A picture of the map at one moment.
#[derive(Clone, Debug)]
pub struct Scene {
    pub key: SceneKey,
    /// What the selection touches, if only that is shown.
    pub reach: Option<Reach>,
    pub marks: Marks,
    pub links: Vec<Link>,
    pub labels: Labels,
    pub now: SceneMoment,
}

impl Scene {
    /// The picture of a key at a moment.
    pub fn new(
        context: &ViewContext<'_>,
        painter: &Painter,
        facts: &RunFacts,
        key: SceneKey,
        moment: MomentKey,
        sides: &mut Sides,
    ) -> Self {
        let reach = key.only_subject().and_then(|subject| Reach::of(context, facts, subject));
        let marks = Marks::new(facts, key.screen, key.covered, key.opened_unit(facts));
        let links = links(context, facts, &marks, reach.as_ref());
        let input =
            LayoutInput { context, painter, facts, key: &key, marks: &marks, links: &links, reach: reach.as_ref() };
        let labels = layout_labels(&input, sides);
        let now = SceneMoment::new(context, facts, moment, &marks, &links, &labels);
        Self { key, reach, marks, links, labels, now }
    }

    /// The same picture at another moment: everything stays where it is.
    pub fn at(self, context: &ViewContext<'_>, facts: &RunFacts, moment: MomentKey) -> Self {
        let now = SceneMoment::new(context, facts, moment, &self.marks, &self.links, &self.labels);
        Self { now, ..self }
    }

    /// Where lines end.
    pub fn line_ends<'a>(&'a self, facts: &'a RunFacts) -> LineEnds<'a> {
        LineEnds { facts, marks: &self.marks, footer: self.labels.footer.as_ref() }
    }

    /// A painter for a mark: what the selection does not touch is faded, if only that is shown.
    pub fn painter(&self, painter: &Painter, mark: &Mark) -> Painter {
        let mut painter = painter.clone();
        if self.reach.as_ref().is_some_and(|reach| !reach.touches_any(&mark.sites)) {
            painter.multiply_opacity(FADED);
        }
        painter
    }
}
