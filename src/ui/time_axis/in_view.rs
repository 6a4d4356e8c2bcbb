//! The visible range of the run that the person has chosen.

use super::axis::TimeAxis;
use super::range::TimeRange;
use crate::units::Span;

/// The visible range of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::ui) struct RangeInView {
    /// The visible range; `None` if the whole run is visible.
    part: Option<TimeRange>,
}

impl RangeInView {
    /// The visible range of a run of this length. It is the whole run if the person has chosen no other.
    #[must_use]
    pub fn range(self, length: Span) -> TimeRange {
        self.part.unwrap_or_else(|| TimeRange::whole(length))
    }

    /// The visible range; `None` if the whole run is visible.
    #[must_use]
    pub const fn part(self) -> Option<TimeRange> {
        self.part
    }

    /// Makes this range visible, of a run of this length.
    pub fn show(&mut self, range: TimeRange, length: Span) {
        let range = range.within(length);
        self.part = (range != TimeRange::whole(length)).then_some(range);
    }

    /// Shows the whole run.
    pub const fn show_all(&mut self) {
        self.part = None;
    }

    /// Moves the visible range by a drag of this many points.
    pub fn pan(&mut self, points: f32, axis: &TimeAxis, length: Span) {
        if points != 0.0 && self.part.is_some() {
            self.show(axis.moved(1.0, axis.edges.min, points, length), length);
        }
    }
}
