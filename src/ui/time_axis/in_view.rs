//! The part of the run that is in view, as the person last left it.

use super::axis::TimeAxis;
use super::range::TimeRange;
use crate::units::Span;

/// The part of the run in view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::ui) struct RangeInView {
    /// `None` is all of the run.
    part: Option<TimeRange>,
}

impl RangeInView {
    /// The part in view of a run of this length.
    #[must_use]
    pub fn range(self, length: Span) -> TimeRange {
        self.part.unwrap_or_else(|| TimeRange::whole(length))
    }

    /// The part in view, if it is not the whole run.
    #[must_use]
    pub const fn part(self) -> Option<TimeRange> {
        self.part
    }

    /// Shows this part of a run of this length.
    pub fn show(&mut self, range: TimeRange, length: Span) {
        let range = range.within(length);
        self.part = (range != TimeRange::whole(length)).then_some(range);
    }

    /// Shows the whole run.
    pub const fn show_all(&mut self) {
        self.part = None;
    }

    /// Moves the part in view by a drag of so many points.
    pub fn pan(&mut self, points: f32, axis: &TimeAxis, length: Span) {
        if points != 0.0 && self.part.is_some() {
            self.show(axis.moved(1.0, axis.edges.min, points, length), length);
        }
    }
}
