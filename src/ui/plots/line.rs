//! One line of a plot: points computed once per run, and its value at a time.

use egui_plot::{PlotPoint, PlotPoints};

use crate::recording::{Steps, Subject};
use crate::ui::time_axis::Folds;
use crate::units::{SimTime, Span};

/// The number of lines that are always shown, each in its own colour. Other lines are shown only while they are hovered or selected.
pub const SHOWN: usize = 8;

/// One line of a plot.
#[derive(Debug)]
pub struct Line {
    /// The name of the line.
    pub name: String,
    /// The subject of the line, if it has one.
    pub subject: Option<Subject>,
    /// An index into the theme's series of colours.
    pub color: usize,
    /// Whether the line is the sum of the other lines.
    pub broad: bool,
    /// Whether the value stays constant between two changes (a step function).
    pub steps: bool,
    /// The value to which changes are relative: the last close before the run, or the number of users before the run.
    pub base: f64,
    /// The pieces of the line in ascending order of time. A piece has no gaps; the line has gaps between its pieces.
    pub runs: Vec<Vec<PlotPoint>>,
    /// The pieces for an axis with folded hours, computed when they are first needed.
    pub folded: Option<Vec<Vec<PlotPoint>>>,
}

impl Line {
    /// The value at `t`, which is the value of the last point at or before `t`; `None` before the first point.
    #[must_use]
    pub fn at(&self, t: f64) -> Option<f64> {
        let run = self.runs.partition_point(|run| run.first().is_some_and(|first| first.x <= t)).checked_sub(1)?;
        let run = &self.runs[run];
        let next = run.partition_point(|point| point.x <= t);
        next.checked_sub(1).map(|last| run[last].y)
    }

    /// Computes the pieces for an axis with folded hours.
    pub fn fold(&mut self, folds: &Folds) {
        let runs = &self.runs;
        let on_axis = |point: &PlotPoint| PlotPoint::new(folds.to_axis(point.x), point.y);
        self.folded.get_or_insert_with(|| runs.iter().map(|run| run.iter().map(on_axis).collect()).collect());
    }

    /// The pieces of the line for an axis, which has folded hours if `is_folded`.
    #[must_use]
    pub fn on_axis(&self, is_folded: bool) -> &[Vec<PlotPoint>] {
        self.folded.as_ref().filter(|_| is_folded).unwrap_or(&self.runs)
    }

    /// The values of all points of the line.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.runs.iter().flatten().map(|point| point.y)
    }

    /// The value of the line that is farthest from zero.
    #[must_use]
    pub fn peak(&self) -> f64 {
        self.values().fold(0.0, |peak: f64, value| if value.abs() > peak.abs() { value } else { peak })
    }
}

/// The part of the axis that a plot shows.
#[derive(Clone, Copy, Debug)]
pub struct Visible {
    /// The first position.
    pub from: f64,
    /// The last position.
    pub until: f64,
    /// The width of one pixel column.
    pub column: f64,
}

/// The points of a piece of a line with which it is drawn; `None` if all of it is out of view. Of a piece with very many points, each pixel
/// column has only its first, lowest, highest and last, which cover the same pixels: a price may change in each of a million minutes.
pub fn drawn(run: &[PlotPoint], visible: Visible) -> Option<PlotPoints<'_>> {
    let (first, last) = (run.first()?, run.last()?);
    if last.x < visible.from || first.x > visible.until {
        return None;
    }
    let columns = (last.x.min(visible.until) - first.x.max(visible.from)) / visible.column;
    if run.len() as f64 <= 256.0 + 4.0 * columns {
        return Some(PlotPoints::Borrowed(run));
    }
    let begin = run.partition_point(|point| point.x < visible.from).saturating_sub(1);
    let end = (run.partition_point(|point| point.x <= visible.until) + 1).min(run.len());
    let column = |point: &PlotPoint| ((point.x - visible.from) / visible.column).floor() as i64;
    let mut points = Vec::new();
    for group in run[begin..end].chunk_by(|a, b| column(a) == column(b)) {
        let by_value = |a: &&PlotPoint, b: &&PlotPoint| a.y.total_cmp(&b.y);
        let extremes = [group.iter().min_by(by_value), group.iter().max_by(by_value)];
        let mut kept: Vec<PlotPoint> = extremes.into_iter().flatten().copied().collect();
        kept.extend([group[0], group[group.len() - 1]]);
        kept.sort_by(|a, b| a.x.total_cmp(&b.x));
        points.extend(kept);
    }
    Some(PlotPoints::Owned(points))
}

/// The corner points of a step function up to the end of the run.
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
    fn a_piece_with_very_many_points_is_drawn_with_few_that_reach_as_far() {
        let run: Vec<PlotPoint> =
            (0..100_000).map(|at| PlotPoint::new(f64::from(at), f64::from(at * 7 % 1000))).collect();
        let points = |visible: Visible| drawn(&run, visible).map(|points| points.points().to_vec());
        let all = points(Visible { from: 0.0, until: 99_999.0, column: 100.0 }).expect("it is in view");
        assert!(all.len() <= 4_004 && all.is_sorted_by(|a, b| a.x <= b.x), "{}", all.len());
        assert_eq!((all[0], all[all.len() - 1]), (run[0], run[99_999]));
        let highest = |points: &[PlotPoint]| points.iter().map(|point| point.y).fold(0.0, f64::max);
        assert_eq!(highest(&all).to_bits(), highest(&run).to_bits());
        let part = points(Visible { from: 50_000.0, until: 50_050.0, column: 1.0 }).expect("it is in view");
        assert!(part.len() < 250 && part[0].x <= 50_000.0 && part[part.len() - 1].x >= 50_050.0);
        assert_eq!(points(Visible { from: -9.0, until: -1.0, column: 1.0 }), None, "out of view");
        let few = drawn(&run[..200], Visible { from: 0.0, until: 99_999.0, column: 100.0 }).expect("it is in view");
        assert_eq!(few.points(), &run[..200], "few points are all drawn");
    }

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
