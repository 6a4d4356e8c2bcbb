//! Fifth stage of the map: combines marks, links and labels into a scene for one moment. The fixed part of the scene is made again only
//! when its `SceneKey` changes, and the part for the moment only when its `MomentKey` changes.

mod moment;
mod path;

use egui::Painter;

pub use self::moment::{MarkState, SceneMoment};
pub use self::path::PathStop;
use super::facts::{Reach, RunFacts};
use super::layout::{BaseLayout, Labels, LastPlaces, LayoutInput, LineEnds, layout_labels};
use super::links::{Link, links};
use super::marks::{Mark, Marks};
use super::scene_key::{MomentKey, SceneKey};
use crate::ui::ViewContext;

/// The opacity of marks that are not connected to the selection, while the map shows only what is connected to it.
const FADED: f32 = 0.2;

/// Everything that is needed to paint the map at one moment.
#[derive(Clone, Debug)]
pub struct Scene {
    pub key: SceneKey,
    /// The services and sites that are connected to the selection, if only these are shown.
    pub reach: Option<Reach>,
    pub marks: Marks,
    pub links: Vec<Link>,
    pub labels: Labels,
    pub now: SceneMoment,
}

impl Scene {
    /// Makes the scene for a key and a moment.
    pub fn new(
        context: &ViewContext<'_>,
        painter: &Painter,
        facts: &RunFacts,
        key: SceneKey,
        moment: MomentKey,
        last: &mut LastPlaces,
    ) -> Self {
        let reach = key.only_subject().and_then(|subject| Reach::of(context, facts, subject));
        let marks = Marks::new(facts, key.screen, key.covered, key.opened_unit(facts));
        let links_of = |marks: &Marks| links(context, facts, marks, reach.as_ref());
        let links = links_of(&marks);
        let input =
            LayoutInput { context, painter, facts, key: &key, marks: &marks, links: &links, reach: reach.as_ref() };
        let base_marks = (key.covered.is_some() || key.opened_unit(facts).is_some())
            .then(|| Marks::new(facts, key.screen, None, None))
            .filter(|base| key.covered.is_some() || !base.are_same(&marks));
        let base = base_marks.map(|marks| {
            let (key, links) = (key.base(), links_of(&marks));
            let input =
                LayoutInput { context, painter, facts, key: &key, marks: &marks, links: &links, reach: reach.as_ref() };
            let labels = layout_labels(&input, None, last);
            BaseLayout { marks, labels }
        });
        let labels = layout_labels(&input, base.as_ref(), last);
        let now = SceneMoment::new(context, facts, moment, &marks, &links, &labels);
        Self { key, reach, marks, links, labels, now }
    }

    /// This scene at another moment. Only states and texts change; no position changes.
    pub fn at(self, context: &ViewContext<'_>, facts: &RunFacts, moment: MomentKey) -> Self {
        let now = SceneMoment::new(context, facts, moment, &self.marks, &self.links, &self.labels);
        Self { now, ..self }
    }

    /// Finds the ends of lines in this scene.
    pub fn line_ends<'a>(&'a self, facts: &'a RunFacts) -> LineEnds<'a> {
        LineEnds { facts, marks: &self.marks, footer: self.labels.footer.as_ref() }
    }

    /// A painter for a mark. It paints faintly if only what is connected to the selection is shown and the mark is not connected to it.
    pub fn painter(&self, painter: &Painter, mark: &Mark) -> Painter {
        let mut painter = painter.clone();
        if self.reach.as_ref().is_some_and(|reach| !reach.touches_any(&mark.sites)) {
            painter.multiply_opacity(FADED);
        }
        painter
    }
}
