//! The visible range of the run, as the person chose it.

use super::axis::TimeAxis;
use super::range::TimeRange;
use crate::units::Span;

/// The visible range of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::ui) struct RangeInView {
    /// `None` is the whole run.
    part: Option<TimeRange>,
}

impl RangeInView {
    /// The visible range of a run of this length.
    #[must_use]
    pub fn range(self, length: Span) -> TimeRange {
        self.part.unwrap_or_else(|| TimeRange::whole(length))
    }

    /// The visible range, if it is not the whole run.
    #[must_use]
    pub const fn part(self) -> Option<TimeRange> {
        self.part
    }

    /// Shows this range of a run of this length.
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
