//! The obstacles for labels. Controls, rings and labels placed earlier must not be covered. Lines are covered only if there is no other
//! space.

use egui::Rect;

use super::LayoutInput;
use super::footer::Footer;
use super::line_ends::LineEnds;
use super::line_grid::LineGrid;
use crate::geo::Area;
use crate::ui::map::screen::area;

/// The space around a ring that is kept free, in points.
const AROUND_RING: f32 = 3.0;

/// The areas that new labels must avoid.
pub struct Obstacles {
    /// The area in which labels are allowed.
    label_area: Rect,
    /// The areas that are taken: first those of controls and of a message, then those of rings, then those of labels.
    taken: Vec<Area>,
    /// The number of areas of controls and of a message.
    controls: usize,
    /// The number of areas of controls, of a message and of rings.
    fixed: usize,
    pub lines: LineGrid,
}

/// The number of taken areas at the time of [`Obstacles::checkpoint`].
#[derive(Clone, Copy)]
pub struct Checkpoint(usize);

impl Obstacles {
    /// The obstacles before any label is placed: controls, the area under a message, the wide button `back`, rings and lines.
    pub fn new(input: &LayoutInput<'_>, footer: Option<&Footer>, back: Option<Rect>) -> Self {
        let (marks, key) = (input.marks, input.key);
        let mut taken: Vec<Area> = key.controls.iter().chain(&key.covered).map(|rect| area(*rect)).collect();
        taken.extend(back.map(|back| area(back.expand(4.0))));
        let controls = taken.len();
        let rings = marks.rings().map(|mark| marks.rect(mark).expand(AROUND_RING));
        taken.extend(rings.filter(|ring| ring.intersects(marks.screen.rect)).map(area));
        let ends = LineEnds { facts: input.facts, marks, footer };
        let lines = LineGrid::of(input.context, &ends, input.links);
        Self { label_area: marks.label_area(), controls, fixed: taken.len(), taken, lines }
    }

    /// All areas that must not be covered.
    pub fn taken(&self) -> &[Area] {
        &self.taken
    }

    /// Adds a rectangle to the areas that are taken.
    pub fn add(&mut self, rect: Rect) {
        self.taken.push(area(rect));
    }

    /// Whether a rectangle overlaps an area that is taken.
    pub fn overlaps(&self, rect: Rect) -> bool {
        overlaps_any(&self.taken, rect)
    }

    /// Whether a rectangle overlaps a control, a message or a ring. Only labels give way to something that needs their place.
    pub fn overlaps_fixed(&self, rect: Rect) -> bool {
        overlaps_any(&self.taken[..self.fixed], rect)
    }

    /// Whether a rectangle overlaps a control or a message.
    pub fn overlaps_controls(&self, rect: Rect) -> bool {
        overlaps_any(&self.taken[..self.controls], rect)
    }

    /// Whether a label may be placed in this rectangle.
    pub fn is_free(&self, rect: Rect) -> bool {
        self.is_in_label_area(rect) && !self.overlaps(rect)
    }

    /// Whether a rectangle is in the area in which labels are allowed. Areas that are taken do not matter.
    pub fn is_in_label_area(&self, rect: Rect) -> bool {
        self.label_area.contains_rect(rect)
    }

    /// The current state, for [`Self::restore`].
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.taken.len())
    }

    /// Frees all areas that were taken after the checkpoint.
    pub fn restore(&mut self, before: Checkpoint) {
        self.taken.truncate(before.0);
    }
}

fn overlaps_any(areas: &[Area], rect: Rect) -> bool {
    let own = area(rect);
    areas.iter().any(|other| other.overlaps(&own))
}
