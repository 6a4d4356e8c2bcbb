//! One line of a plot: points built once for a run, and its value at a moment.

use egui_plot::PlotPoint;

use crate::recording::{Steps, Subject};
use crate::ui::time_axis::Folds;
use crate::units::{SimTime, Span};

/// So many lines are told apart at once; the rest appear when they are pointed at or selected.
pub const SHOWN: usize = 8;

/// One line of a plot.
#[derive(Debug)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// Its place in the theme's series.
    pub color: usize,
    /// Whether it is the sum the others are part of.
    pub broad: bool,
    /// Whether it holds between changes; such lines have corners.
    pub steps: bool,
    /// The value that changes are told against: the last close, or the users before the run.
    pub base: f64,
    /// Unbroken pieces, ascending in time.
    pub runs: Vec<Vec<PlotPoint>>,
    /// The same on an axis with folded hours, made when it is first shown on one.
    pub folded: Option<Vec<Vec<PlotPoint>>>,
}

impl Line {
    /// The value at `t`: that of the last point at or before it; `None` before the first.
    #[must_use]
    pub fn at(&self, t: f64) -> Option<f64> {
        let run = self.runs.partition_point(|run| run.first().is_some_and(|first| first.x <= t)).checked_sub(1)?;
        let run = &self.runs[run];
        let next = run.partition_point(|point| point.x <= t);
        next.checked_sub(1).map(|last| run[last].y)
    }

    /// Makes it ready for an axis with folded hours.
    pub fn fold(&mut self, folds: &Folds) {
        let runs = &self.runs;
        let on_axis = |point: &PlotPoint| PlotPoint::new(folds.to_axis(point.x), point.y);
        self.folded.get_or_insert_with(|| runs.iter().map(|run| run.iter().map(on_axis).collect()).collect());
    }

    /// Its pieces as they lie on the axis.
    #[must_use]
    pub fn on_axis(&self, is_folded: bool) -> &[Vec<PlotPoint>] {
        self.folded.as_ref().filter(|_| is_folded).unwrap_or(&self.runs)
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.runs.iter().flatten().map(|point| point.y)
    }

    /// The value farthest from nothing.
    #[must_use]
    pub fn peak(&self) -> f64 {
        self.values().fold(0.0, |peak: f64, value| if value.abs() > peak.abs() { value } else { peak })
    }
}

/// The corners of a step function up to the end of the run.
#[must_use]
pub fn corners<T>(steps: &Steps<T>, length: Span, value: impl Fn(&T) -> f64) -> Vec<PlotPoint> {
    let mut points: Vec<PlotPoint> = Vec::with_capacity(steps.all().len() * 2);
    for (from, until, step) in steps.stretches(SimTime(length.0)) {
        let y = value(step);
        if points.last().is_some_and(|last| last.y == y) {
            points.pop();
        } else {
            points.push(PlotPoint::new(from.as_secs_f64(), y));
        }
        points.push(PlotPoint::new(until.as_secs_f64(), y));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_hold_and_then_jump() {
        let mut steps = Steps::new(0u64);
        steps.set(SimTime(10), 5);
        steps.set(SimTime(20), 0);
        let line = Line {
            name: String::new(),
            subject: None,
            color: 0,
            broad: false,
            steps: true,
            base: 0.0,
            runs: vec![corners(&steps, Span(30), |value| *value as f64)],
            folded: None,
        };
        let points: Vec<(f64, f64)> = line.runs[0].iter().map(|point| (point.x, point.y)).collect();
        assert_eq!(points, [(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (20.0, 5.0), (20.0, 0.0), (30.0, 0.0)]);
        for (t, value) in [(0.0, 0.0), (9.9, 0.0), (10.0, 5.0), (19.0, 5.0), (20.0, 0.0), (30.0, 0.0)] {
            assert_eq!(line.at(t), Some(value), "at {t}");
        }
        assert_eq!(line.at(-1.0), None);
        assert_eq!(line.peak(), 5.0);
    }
}
