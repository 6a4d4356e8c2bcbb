//! What labels keep off: controls, rings and the labels before them, wholly; lines, where there is room.

use egui::Rect;

use super::LayoutInput;
use super::footer::Footer;
use super::line_ends::LineEnds;
use super::line_grid::LineGrid;
use crate::geo::Area;
use crate::ui::map::screen::area;

/// A ring keeps so much around it free, in points.
const AROUND_RING: f32 = 3.0;

/// What is already there.
pub struct Obstacles {
    /// Where labels may be at all.
    label_area: Rect,
    taken: Vec<Area>,
    pub lines: LineGrid,
}

/// How many areas were taken at some time.
#[derive(Clone, Copy)]
pub struct Checkpoint(usize);

impl Obstacles {
    /// What is there before any label: controls, what is under a message, the wide button `back`, rings and lines.
    pub fn new(input: &LayoutInput<'_>, footer: Option<&Footer>, back: Option<Rect>) -> Self {
        let (marks, key) = (input.marks, input.key);
        let mut taken: Vec<Area> = key.controls.iter().chain(&key.covered).map(|rect| area(*rect)).collect();
        taken.extend(back.map(|back| area(back.expand(4.0))));
        let rings = marks.rings().map(|mark| marks.rect(mark).expand(AROUND_RING));
        taken.extend(rings.filter(|ring| ring.intersects(marks.screen.rect)).map(area));
        let ends = LineEnds { facts: input.facts, marks, footer };
        Self { label_area: marks.label_area(), taken, lines: LineGrid::of(input.context, &ends, input.links) }
    }

    /// All that is taken.
    pub fn taken(&self) -> &[Area] {
        &self.taken
    }

    /// Takes a rectangle.
    pub fn add(&mut self, rect: Rect) {
        self.taken.push(area(rect));
    }

    /// Whether a rectangle covers something that is taken.
    pub fn overlaps(&self, rect: Rect) -> bool {
        let own = area(rect);
        self.taken.iter().any(|other| other.overlaps(&own))
    }

    /// Whether a label may be there.
    pub fn is_free(&self, rect: Rect) -> bool {
        self.is_in_label_area(rect) && !self.overlaps(rect)
    }

    /// Whether a rectangle is where labels may be, whatever is there already.
    pub fn is_in_label_area(&self, rect: Rect) -> bool {
        self.label_area.contains_rect(rect)
    }

    /// What [`Self::restore`] comes back to.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.taken.len())
    }

    /// Frees all that was taken since.
    pub fn restore(&mut self, before: Checkpoint) {
        self.taken.truncate(before.0);
    }
}
