//! The time axis. It converts between times and screen positions for the ruler, flags, overview, lanes and plots.
//!
//! Positions are calculated in `f64`, because in a narrow zoom the ends of shapes are far outside the screen, where `f32` is not
//! precise enough.

use std::sync::Arc;

use egui::{Rangef, Rect};

use super::folds::Folds;
use super::range::TimeRange;
use crate::units::{SimTime, Span};

/// A range of the run, mapped to a horizontal range of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeAxis {
    /// The visible range, in seconds since the start.
    pub range: TimeRange,
    /// The left and the right edge on the screen, in points.
    pub edges: Rangef,
    /// The hours that are compressed to a small width; `None` if no hours are folded.
    folds: Option<Arc<Folds>>,
    /// The visible range in seconds of the axis (see [`Folds`]). Without folded hours it is equal to `range`.
    unfolded: TimeRange,
}

impl TimeAxis {
    /// Maps a range of the run to a horizontal range of the screen.
    #[must_use]
    pub const fn new(range: TimeRange, edges: Rangef) -> Self {
        Self { range, edges, folds: None, unfolded: range }
    }

    /// Returns the same axis with these hours folded; unchanged if `folds` is `None`.
    #[must_use]
    pub fn folded(self, folds: Option<Arc<Folds>>) -> Self {
        let unfolded = folds.as_ref().map_or(self.range, |folds| folds.range_to_axis(self.range));
        Self { folds, unfolded, ..self }
    }

    /// The folded hours; `None` if no hours are folded.
    #[must_use]
    pub fn folds(&self) -> Option<&Folds> {
        self.folds.as_deref()
    }

    /// The visible range, in seconds of the axis.
    #[must_use]
    pub const fn unfolded_range(&self) -> TimeRange {
        self.unfolded
    }

    /// Converts a time of the run to seconds of the axis.
    #[must_use]
    pub fn unfolded(&self, secs: f64) -> f64 {
        self.folds.as_ref().map_or(secs, |folds| folds.to_axis(secs))
    }

    /// The number of seconds of the axis for each point of the screen.
    #[must_use]
    pub fn secs_per_point(&self) -> f64 {
        self.unfolded.secs() / f64::from(self.edges.span().max(1.0))
    }

    /// The visible range after zooming in by `factor` around `x` and then moving the contents to the right by `points`. `length` is the
    /// length of the run.
    #[must_use]
    pub fn moved(&self, factor: f64, x: f32, points: f32, length: Span) -> TimeRange {
        let length = self.folds.as_ref().map_or(length, |folds| folds.length(length));
        let about = self.unfolded(self.time_from_screen(x));
        let zoomed = self.unfolded.zoomed(factor, about, length);
        let moved = zoomed.panned(-f64::from(points) * self.secs_per_point(), length);
        self.folds.as_ref().map_or(moved, |folds| folds.range_to_run(moved))
    }

    /// The x of a time on the screen. It may be outside of the edges.
    #[must_use]
    pub fn screen_from_time(&self, secs: f64) -> f32 {
        (f64::from(self.edges.min) + (self.unfolded(secs) - self.unfolded.from) / self.secs_per_point()) as f32
    }

    /// The x of a time on the screen, limited to the edges.
    #[must_use]
    pub fn screen_from_time_clamped(&self, secs: f64) -> f32 {
        self.screen_from_time(secs.clamp(self.range.from, self.range.to))
    }

    /// The time at an x of the screen.
    #[must_use]
    pub fn time_from_screen(&self, x: f32) -> f64 {
        let unfolded = self.unfolded.from + f64::from(x - self.edges.min) * self.secs_per_point();
        self.folds.as_ref().map_or(unfolded, |folds| folds.to_run(unfolded))
    }

    /// The rectangle between two times within a row; `None` if no part of it is visible.
    #[must_use]
    pub fn rect_from_times(&self, from: SimTime, until: SimTime, row: Rangef) -> Option<Rect> {
        let (from, until) = (from.as_secs_f64(), until.as_secs_f64());
        if until < self.range.from || from > self.range.to {
            return None;
        }
        let x = Rangef::new(self.screen_from_time_clamped(from), self.screen_from_time_clamped(until));
        Some(Rect::from_x_y_ranges(x, row))
    }

    /// The precision of the pointer at this scale, in seconds: a round number of seconds that is at most three points wide, but at
    /// least one second.
    #[must_use]
    pub fn aim_secs(&self) -> i64 {
        const STEPS_SECS: [i64; 9] = [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600];
        let three_points = self.secs_per_point() * 3.0;
        STEPS_SECS.iter().rev().find(|step| (**step as f64) <= three_points).copied().unwrap_or(1)
    }

    /// The time at an x of the screen, rounded to the precision of the pointer and limited to the run.
    #[must_use]
    pub fn snapped(&self, x: f32, length: Span) -> SimTime {
        let step = self.aim_secs();
        let secs = (self.time_from_screen(x) / step as f64).round() as i64 * step;
        SimTime(secs.clamp(0, length.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: Span = Span(6 * 86_400);

    fn axis() -> TimeAxis {
        TimeAxis::new(TimeRange::whole(RUN), Rangef::new(250.0, 1_400.0))
    }

    #[test]
    fn screen_and_time_undo_each_other_even_far_zoomed_in() {
        let axis = axis();
        for zoom in [1.0, 100.0, 5_000.0] {
            let axis = TimeAxis::new(TimeRange::whole(RUN).zoomed(zoom, 200_000.0, RUN), axis.edges);
            for x in [250.0, 300.5, 1_000.0, 1_400.0] {
                let back = axis.screen_from_time(axis.time_from_screen(x));
                assert!((back - x).abs() < 1e-3, "{x} came back as {back} at {zoom}");
            }
        }
    }

    #[test]
    fn zoom_keeps_the_moment_under_the_pointer() {
        let axis = axis();
        let about = axis.time_from_screen(700.0);
        let axis = TimeAxis::new(axis.moved(8.0, 700.0, 0.0, RUN), axis.edges);
        assert!((axis.screen_from_time(about) - 700.0).abs() < 0.01, "it moved away");
    }

    #[test]
    fn the_view_never_leaves_the_run() {
        let near = TimeRange::whole(RUN).zoomed(10.0, 0.0, RUN);
        assert_eq!(near.panned(-1e9, RUN).from, 0.0, "left end");
        assert_eq!(near.panned(1e9, RUN).to, RUN.as_secs_f64(), "right end");
        assert_eq!(near.zoomed(1e-9, 1_000.0, RUN), TimeRange::whole(RUN), "as far out as the run");
        assert!(near.zoomed(1e9, 1_000.0, RUN).secs() >= 60.0 - 1e-6, "no nearer than a minute");
        assert_eq!(near.with_in_view(RUN.as_secs_f64(), RUN).to, RUN.as_secs_f64(), "follows the playhead");
    }
}
