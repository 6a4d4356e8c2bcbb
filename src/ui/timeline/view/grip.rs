//! The window in the overview, which marks the visible range: which part of it a drag moves, and the visible range that results.

use egui::{Rangef, emath};

use crate::ui::time_axis::TimeRange;
use crate::units::Span;

/// How near the pointer must be to an edge of the window to drag the edge, in points.
const REACH: f32 = 6.0;

/// The part of the window that is dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grip {
    /// The left edge of the window.
    From,
    /// The right edge of the window.
    To,
    /// The whole window. Holds the time from the left edge of the window to the pointer, in seconds.
    Middle(f64),
    /// A new window. Holds the time at which the drag began, in seconds.
    New(f64),
}

impl Grip {
    /// The part that a drag moves if it begins at `x`, at the time `secs`. `window` is the x range of the window and `range` the
    /// visible range. A window over the whole run cannot be moved, only its edges can: a drag inside it draws a new window.
    #[must_use]
    pub fn at(x: f32, secs: f64, window: Rangef, range: TimeRange, length: Span) -> Self {
        let (left, right) = ((x - window.min).abs(), (x - window.max).abs());
        if left.min(right) <= REACH {
            // In a very narrow window both edges are near. The nearer one is dragged; if both are equally near, the side of the pointer
            // decides.
            return if left < right || left == right && x < window.center() { Self::From } else { Self::To };
        }
        if window.contains(x) && range != TimeRange::whole(length) {
            return Self::Middle(secs - range.from);
        }
        Self::New(secs)
    }

    /// The visible range if the pointer is at the time `secs`. If one edge is dragged beyond the other, the two edges are swapped.
    #[must_use]
    pub fn dragged(self, range: TimeRange, secs: f64, length: Span) -> TimeRange {
        let secs = secs.clamp(0.0, length.as_secs_f64());
        let between = |a: f64, b: f64| TimeRange { from: a.min(b), to: a.max(b) };
        let drawn = match self {
            Self::From => between(secs, range.to),
            Self::To => between(range.from, secs),
            Self::Middle(before) => {
                let from = secs - before;
                TimeRange { from, to: from + range.secs() }
            }
            Self::New(begun) => between(begun, secs),
        };
        drawn.not_too_short(length).within(length)
    }

    /// The part that the drag moves from now on. If an edge was dragged beyond the other edge, it has become the other edge.
    #[must_use]
    pub fn after(self, range: TimeRange, secs: f64) -> Self {
        match self {
            Self::From if secs > range.to => Self::To,
            Self::To if secs < range.from => Self::From,
            Self::From | Self::To | Self::Middle(_) | Self::New(_) => self,
        }
    }
}

/// The x range of the window on the screen, widened if necessary so that the window stays visible.
#[must_use]
pub fn window(from_x: f32, to_x: f32, edges: Rangef) -> Rangef {
    const NARROWEST: f32 = 4.0;
    let middle = emath::lerp(from_x..=to_x, 0.5);
    let half = ((to_x - from_x) / 2.0).max(NARROWEST / 2.0);
    Rangef::new((middle - half).max(edges.min), (middle + half).min(edges.max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RUN: Span = Span(6 * 86_400);
    const DAY: f64 = 86_400.0;

    fn range(from: f64, to: f64) -> TimeRange {
        TimeRange { from, to }
    }

    #[test]
    fn edges_resize_the_middle_moves_and_beside_it_a_new_window_is_drawn() {
        let shown = range(DAY, 3.0 * DAY);
        let on_screen = Rangef::new(100.0, 300.0);
        let grip = |x: f32| Grip::at(x, f64::from(x) * DAY / 100.0, on_screen, shown, RUN);
        assert_eq!(grip(103.0), Grip::From);
        assert_eq!(grip(96.0), Grip::From);
        assert_eq!(grip(298.0), Grip::To);
        assert_eq!(grip(200.0), Grip::Middle(DAY));
        assert_eq!(grip(400.0), Grip::New(4.0 * DAY));
        assert_eq!(Grip::From.dragged(shown, 2.0 * DAY, RUN), range(2.0 * DAY, 3.0 * DAY));
        assert_eq!(Grip::To.dragged(shown, 5.0 * DAY, RUN), range(DAY, 5.0 * DAY));
        assert_eq!(Grip::Middle(DAY).dragged(shown, 5.5 * DAY, RUN), range(4.0 * DAY, 6.0 * DAY), "not out of the run");
        assert_eq!(Grip::New(4.0 * DAY).dragged(shown, 3.5 * DAY, RUN), range(3.5 * DAY, 4.0 * DAY), "either way");
        let whole = TimeRange::whole(RUN);
        assert_eq!(Grip::at(300.0, 3.0 * DAY, Rangef::new(0.0, 600.0), whole, RUN), Grip::New(3.0 * DAY));
        assert_eq!(Grip::at(599.0, 5.9 * DAY, Rangef::new(0.0, 600.0), whole, RUN), Grip::To);
    }

    #[test]
    fn an_edge_that_crosses_the_other_becomes_it() {
        let shown = range(DAY, 3.0 * DAY);
        assert_eq!(Grip::From.after(shown, 4.0 * DAY), Grip::To);
        assert_eq!(Grip::From.dragged(shown, 4.0 * DAY, RUN), range(3.0 * DAY, 4.0 * DAY));
        assert_eq!(Grip::To.after(shown, 2.0 * DAY), Grip::To);
    }

    proptest! {
        #[test]
        fn a_drag_never_leaves_the_run_and_never_closes_the_window(
            from in 0.0..6.0 * DAY, secs in 0.0..3.0 * DAY, hand in -DAY..8.0 * DAY, which in 0..4usize,
        ) {
            let shown = range(from, from + secs.max(60.0)).within(RUN);
            let grip = [Grip::From, Grip::To, Grip::Middle(secs / 2.0), Grip::New(from)][which];
            let drawn = grip.dragged(shown, hand, RUN);
            prop_assert!(drawn.from >= 0.0 && drawn.to <= RUN.as_secs_f64() + 1e-6, "{drawn:?}");
            prop_assert!(drawn.secs() >= 60.0 - 1e-6, "{drawn:?}");
            if which == 2 {
                prop_assert!((drawn.secs() - shown.secs()).abs() < 1e-6, "a window that is moved keeps its length");
            }
        }
    }
}
