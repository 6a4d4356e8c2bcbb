//! Names at the lines themselves instead of a legend: each where its line is, away from the others.

use egui::{Pos2, Rect, Vec2, vec2};

use super::line::Line;
use super::scale::Scale;
use crate::ui::timeline::TimeAxis;

/// Lines are looked at every so many points.
const COLUMN: f32 = 8.0;
/// A name keeps this far from lines that are not its own, and this far from its own, in points.
const FAR: f32 = 5.0;
const NEAR: f32 = 2.0;

/// Where the names stand, and for what they were placed.
#[derive(Debug, Default)]
pub struct Labels {
    placed_for: Option<(TimeAxis, Scale, Vec<usize>)>,
    /// Line and left upper corner of its name.
    pub places: Vec<(usize, Pos2)>,
}

impl Labels {
    /// Places the names of the lines `shown` again, if anything they stand on changed. `sizes` are those of the names, in the same order.
    pub fn place(&mut self, lines: &[Line], shown: &[usize], sizes: &[Vec2], axis: &TimeAxis, scale: &Scale) {
        if matches!(&self.placed_for, Some((a, s, of)) if a == axis && s == scale && of == shown) {
            return;
        }
        self.placed_for = Some((*axis, *scale, shown.to_vec()));
        self.places.clear();
        let courses: Vec<Vec<Option<f32>>> = shown.iter().map(|line| course(&lines[*line], axis, scale)).collect();
        let mut taken: Vec<Rect> = Vec::new();
        for (own, (line, size)) in shown.iter().zip(sizes).enumerate() {
            if let Some(rect) = best(own, *size, &courses, &taken, scale) {
                taken.push(rect.expand(2.0));
                self.places.push((*line, rect.min));
            }
        }
    }
}

/// Where a line is at every column of the plot; `None` where it is not.
fn course(line: &Line, axis: &TimeAxis, scale: &Scale) -> Vec<Option<f32>> {
    let columns = (scale.rect.width() / COLUMN).floor() as usize;
    let time = |column: usize| axis.time_from_screen(scale.rect.left() + column as f32 * COLUMN);
    let within_a_run = |t: f64| {
        let run = line.runs.partition_point(|run| run.first().is_some_and(|first| first.x <= t)).checked_sub(1);
        run.is_some_and(|run| line.runs[run].last().is_some_and(|last| t <= last.x))
    };
    let place = |column| {
        let t = time(column);
        within_a_run(t).then(|| line.at(t)).flatten().map(|value| scale.screen_from_value(value))
    };
    (0..columns).map(place).collect()
}

/// The best place for the name of a line: at its end if there is room, else near it where it says something, and free of the others.
fn best(own: usize, size: Vec2, courses: &[Vec<Option<f32>>], taken: &[Rect], scale: &Scale) -> Option<Rect> {
    let columns = courses[own].len();
    let width = (size.x / COLUMN).ceil() as usize + 1;
    let zero = scale.screen_from_value(0.0);
    let mut best: Option<(f32, Rect)> = None;
    for first in 1..columns.saturating_sub(width) {
        let span = first..first + width;
        let x = scale.rect.left() + first as f32 * COLUMN + NEAR;
        let places = match (extent(&courses[own][span.clone()]), courses[own][first - 1]) {
            (Some((top, bottom)), _) => {
                let flat = 10.0 - (bottom - top).min(10.0);
                [Some((top - NEAR - size.y, top, flat)), Some((bottom + NEAR, bottom, flat))]
            }
            (None, Some(end)) => [Some((end - size.y / 2.0, end, 30.0)), None],
            (None, None) => [None, None],
        };
        for (y, course_y, fits) in places.into_iter().flatten() {
            let rect = Rect::from_min_size(Pos2::new(x, y), size);
            if !scale.rect.shrink(1.0).contains_rect(rect) || taken.iter().any(|taken| taken.intersects(rect)) {
                continue;
            }
            let others = courses.iter().enumerate().filter(|(index, _)| *index != own);
            let clear = others
                .filter_map(|(_, course)| extent(&course[span.clone()]))
                .map(|(top, bottom)| (rect.top() - bottom).max(top - rect.bottom()))
                .fold(40.0, f32::min);
            let says_something = (course_y - zero).abs().min(60.0);
            let score = clear + says_something + fits + 12.0 * first as f32 / columns as f32;
            if clear >= FAR && says_something > 3.0 && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, rect));
            }
        }
    }
    best.map(|(_, rect)| rect)
}

/// The highest and lowest point of a part of a course.
fn extent(course: &[Option<f32>]) -> Option<(f32, f32)> {
    course.iter().flatten().fold(None, |extent, &y| match extent {
        None => Some((y, y)),
        Some((top, bottom)) => Some((y.min(top), y.max(bottom))),
    })
}

/// The size that the name of a line takes.
#[must_use]
pub fn name_size(text: Vec2) -> Vec2 {
    text + vec2(4.0, 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::timeline::TimeRange;
    use egui_plot::PlotPoint;

    fn line(points: &[(f64, f64)]) -> Line {
        Line {
            name: "a line".to_owned(),
            subject: None,
            color: 0,
            broad: false,
            steps: true,
            base: 0.0,
            runs: vec![points.iter().map(|(x, y)| PlotPoint::new(*x, *y)).collect()],
        }
    }

    #[test]
    fn names_stand_clear_of_each_other_and_of_other_lines() {
        let rect = Rect::from_min_size(Pos2::new(200.0, 100.0), vec2(800.0, 200.0));
        let axis = TimeAxis { range: TimeRange { from: 0.0, to: 1_000.0 }, edges: rect.x_range() };
        let scale = Scale { low: 0.0, high: 100.0, rect };
        let lines = [
            line(&[(0.0, 0.0), (100.0, 0.0), (100.0, 90.0), (900.0, 90.0), (900.0, 0.0), (1_000.0, 0.0)]),
            line(&[(0.0, 0.0), (100.0, 0.0), (100.0, 50.0), (500.0, 50.0), (500.0, 0.0), (1_000.0, 0.0)]),
            line(&[(0.0, 0.0), (1_000.0, 0.0)]),
        ];
        let sizes = [vec2(60.0, 14.0); 3];
        let mut labels = Labels::default();
        labels.place(&lines, &[0, 1, 2], &sizes, &axis, &scale);
        let named: Vec<usize> = labels.places.iter().map(|(line, _)| *line).collect();
        assert_eq!(named, [0, 1], "what stays at nothing needs no name");
        let rects: Vec<Rect> = labels.places.iter().map(|(_, at)| Rect::from_min_size(*at, sizes[0])).collect();
        assert!(!rects[0].intersects(rects[1]), "{rects:?}");
        assert!(rects.iter().all(|name| rect.contains_rect(*name)), "{rects:?}");
    }
}
