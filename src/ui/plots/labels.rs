//! The layout of the labels in a plot, which replace a legend: the name of each line at its end or, if it ends close to zero, along the
//! line; names inside areas; and notes at the bends of lines. No label overlaps another one.

use egui::{Pos2, Rangef, Rect, Vec2, vec2};

use super::courses::{COLUMN, NEAR, course, extent};
use super::line::Line;
use super::notes::note;
use super::scale::Scale;
use super::spread::spread;
use super::stack::Band;
use crate::ui::time_axis::TimeAxis;

/// The distance between a name and the lines of other names, in points.
const FAR: f32 = 5.0;
/// If a line ends closer to zero than this, in points, its name is along the line instead of at its end.
const FLAT: f32 = 8.0;
/// The side of the square that is kept free around an observation, in points.
const MARK: f32 = 12.0;
/// The largest number of notes shown at once.
const NOTES: usize = 6;

/// The input of the label layout.
pub struct Wanted<'a> {
    /// All lines of the plot.
    pub lines: &'a [Line],
    /// The indices of the lines that are drawn, with the sizes of their names in points.
    pub shown: &'a [(usize, Vec2)],
    /// The areas, with the sizes of their names in points.
    pub bands: &'a [(&'a Band, Vec2)],
    /// For each bend, the most important first: its time in seconds since the start, the value there, and the size of its note in
    /// points.
    pub notes: &'a [((f64, f64), Vec2)],
    /// For each observation: its time in seconds since the start, and its value.
    pub marks: &'a [(f64, f64)],
    /// Whether every line has its name at its end, even at zero.
    pub ends_always: bool,
}

/// The positions of the labels, and the input that they were computed for.
#[derive(Debug, Default)]
pub struct Labels {
    placed_for: Option<(TimeAxis, Scale, Vec<usize>)>,
    /// The names along lines: the index of the line, and the upper left corner of the name.
    pub names: Vec<(usize, Pos2)>,
    /// The names at the ends of lines: the index of the line, the point where the line ends, and the y of the middle of its name, which
    /// is at the right of the plot.
    pub ends: Vec<(usize, Pos2, f32)>,
    /// The names of areas: the index of the area, and the upper left corner of the name.
    pub bands: Vec<(usize, Pos2)>,
    /// The notes: the index of the note, the point where its line bends, and the rectangle of the note.
    pub notes: Vec<(usize, Pos2, Rect)>,
}

impl Labels {
    /// Whether the labels were computed for these lines, this axis and this scale.
    #[must_use]
    pub fn are_for(&self, shown: &[usize], axis: &TimeAxis, scale: &Scale) -> bool {
        matches!(&self.placed_for, Some((a, s, of)) if a == axis && s == scale && of == shown)
    }

    /// Computes the positions of all labels.
    #[must_use]
    pub fn place(wanted: &Wanted<'_>, axis: &TimeAxis, scale: &Scale) -> Self {
        let shown = wanted.shown.iter().map(|(line, _)| *line);
        let mut placed = Self { placed_for: Some((axis.clone(), *scale, shown.collect())), ..Self::default() };
        let courses: Vec<Vec<Option<f32>>> =
            wanted.shown.iter().map(|(line, _)| course(axis, scale, |t| within(&wanted.lines[*line], t))).collect();
        placed.ends = ends(wanted, axis, scale);
        let place = |(secs, value): (f64, f64)| Pos2::new(axis.screen_from_time(secs), scale.screen_from_value(value));
        let mark = |mark: &(f64, f64)| Rect::from_center_size(place(*mark), vec2(MARK, MARK));
        let mut taken: Vec<Rect> = wanted.marks.iter().map(mark).collect();
        for (band_place, (band, size)) in wanted.bands.iter().enumerate() {
            if let Some(rect) = within_band(band, *size, axis, scale) {
                taken.push(rect.expand(2.0));
                placed.bands.push((band_place, rect.min));
            }
        }
        for (own, (line, size)) in wanted.shown.iter().enumerate() {
            if placed.ends.iter().any(|(named, ..)| named == line) {
                continue;
            }
            let beside_its_peak = || {
                let peak = peak(&courses[own], scale)?;
                note(peak, *size, &courses, &taken, scale, false)
            };
            if let Some(rect) = best(own, *size, &courses, &taken, scale).or_else(beside_its_peak) {
                taken.push(rect.expand(2.0));
                placed.names.push((*line, rect.min));
            }
        }
        for (note_place, (at, size)) in wanted.notes.iter().enumerate() {
            let at = place(*at);
            if placed.notes.len() < NOTES
                && let Some(rect) = note(at, *size, &courses, &taken, scale, !wanted.bands.is_empty())
            {
                taken.push(rect.expand(4.0));
                placed.notes.push((note_place, at, rect));
            }
        }
        placed
    }
}

/// The value of a line at `t`; `None` before, after and between the pieces of the line.
fn within(line: &Line, t: f64) -> Option<f64> {
    let run = line.runs.partition_point(|run| run.first().is_some_and(|first| first.x <= t)).checked_sub(1)?;
    line.runs[run].last().is_some_and(|last| t <= last.x).then(|| line.at(t)).flatten()
}

/// The names at the right edge, for the lines whose end is not close to zero: the index of the line, its end, and the y of the middle
/// of its name.
fn ends(wanted: &Wanted<'_>, axis: &TimeAxis, scale: &Scale) -> Vec<(usize, Pos2, f32)> {
    let zero = scale.screen_from_value(0.0);
    let end = |(line, size): &(usize, Vec2)| {
        let y = scale.screen_from_value(wanted.lines[*line].at(axis.range.to)?);
        let says_something = wanted.ends_always || (y - zero).abs() > FLAT;
        // If the end of a line is above or below the visible part of the scale, its name is not shown.
        (says_something && scale.rect.y_range().expand(1.0).contains(y)).then_some((*line, y, size.y))
    };
    let mut ends: Vec<(usize, f32, f32)> = wanted.shown.iter().filter_map(end).collect();
    let height = ends.iter().map(|(.., height)| *height).fold(0.0, f32::max);
    // If there is no room for all names, the lines that end farthest from zero have priority.
    ends.sort_by(|a, b| (b.1 - zero).abs().total_cmp(&(a.1 - zero).abs()));
    ends.truncate((scale.rect.height() / height.max(1.0)) as usize);
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    let wishes: Vec<f32> = ends.iter().map(|(_, y, _)| *y).collect();
    let middles = spread(&wishes, height, scale.rect.y_range());
    let at = |y| Pos2::new(scale.rect.right(), y);
    ends.into_iter().zip(middles).map(|((line, y, _), middle)| (line, at(y), middle)).collect()
}

/// The best rectangle along a line for its name: free of other lines and labels, and preferably where the line is flat and far from
/// zero. `None` if there is no free rectangle.
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

/// The point of a course that is farthest from zero; `None` if the course is never more than 3 points away from zero.
fn peak(course: &[Option<f32>], scale: &Scale) -> Option<Pos2> {
    let zero = scale.screen_from_value(0.0);
    let places = course.iter().enumerate().filter_map(|(column, y)| Some((column, (*y)?)));
    let (column, y) = places.max_by(|(_, a), (_, b)| (a - zero).abs().total_cmp(&(b - zero).abs()))?;
    ((y - zero).abs() > 3.0).then(|| Pos2::new(scale.rect.left() + column as f32 * COLUMN, y))
}

/// The rectangle of a name within an area, where the area is highest; `None` if the name does not fit.
fn within_band(band: &Band, size: Vec2, axis: &TimeAxis, scale: &Scale) -> Option<Rect> {
    let edges = [1, 0].map(|upper| {
        course(axis, scale, |t| band.at(t).map(|(lower, higher)| if upper == 1 { higher } else { lower }))
    });
    let width = (size.x / COLUMN).ceil() as usize + 1;
    let room = |first: usize| {
        let span = first..first + width;
        if edges[0][span.clone()].contains(&None) {
            return None;
        }
        let (top, bottom) = (extent(&edges[0][span.clone()])?.1, extent(&edges[1][span])?.0);
        (bottom - top >= size.y).then_some((bottom - top, first, (top + bottom) / 2.0))
    };
    let rooms = (0..edges[0].len().saturating_sub(width)).filter_map(room);
    let (_, first, middle) = rooms.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let left = scale.rect.left() + first as f32 * COLUMN + COLUMN / 2.0;
    Some(Rect::from_min_size(Pos2::new(left, middle - size.y / 2.0), size))
}

/// The size of the space that the name of a line needs, in points; `text` is the size of its text.
#[must_use]
pub fn name_size(text: Vec2) -> Vec2 {
    text + vec2(4.0, 0.0)
}

/// The rectangle of a name at the right of the plot. `edge` is the right edge of the plot, and `middle` is the y of the middle of the
/// name.
#[must_use]
pub fn end_room(edge: f32, middle: f32, size: Vec2) -> Rect {
    Rect::from_x_y_ranges(Rangef::new(edge + 10.0, edge + 10.0 + size.x), middle - size.y / 2.0..=middle + size.y / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::time_axis::TimeRange;
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
            folded: None,
        }
    }

    fn plot() -> (TimeAxis, Scale) {
        let rect = Rect::from_min_size(Pos2::new(200.0, 100.0), vec2(800.0, 200.0));
        let axis = TimeAxis::new(TimeRange { from: 0.0, to: 1_000.0 }, rect.x_range());
        (axis, Scale { low: 0.0, high: 100.0, rect })
    }

    #[test]
    fn words_stand_clear_of_each_other_and_of_lines() {
        let (axis, scale) = plot();
        let lines = [
            line(&[(0.0, 0.0), (100.0, 0.0), (100.0, 90.0), (900.0, 90.0), (900.0, 0.0), (1_000.0, 0.0)]),
            line(&[(0.0, 0.0), (100.0, 0.0), (100.0, 50.0), (500.0, 50.0), (500.0, 0.0), (1_000.0, 0.0)]),
            line(&[(0.0, 0.0), (1_000.0, 0.0)]),
            line(&[(0.0, 30.0), (1_000.0, 30.0)]),
        ];
        let size = vec2(60.0, 14.0);
        let shown = [0, 1, 2, 3].map(|index| (index, size));
        let notes = [((500.0, 0.0), size), ((900.0, 0.0), size), ((900.0, 0.0), vec2(900.0, 14.0))];
        let wanted = Wanted { lines: &lines, shown: &shown, bands: &[], notes: &notes, marks: &[], ends_always: false };
        let labels = Labels::place(&wanted, &axis, &scale);
        let named: Vec<usize> = labels.names.iter().map(|(line, _)| *line).collect();
        assert_eq!(named, [0, 1], "what stays at nothing needs no name, and what ends at something is named there");
        assert_eq!(labels.ends.len(), 1);
        assert_eq!(labels.ends[0].0, 3);
        let shown: Vec<usize> = labels.notes.iter().map(|(note, ..)| *note).collect();
        assert_eq!(shown, [0, 1], "what is wider than the plot finds no room");
        let mut rects: Vec<Rect> = labels.names.iter().map(|(_, at)| Rect::from_min_size(*at, size)).collect();
        rects.extend(labels.notes.iter().map(|(.., rect)| *rect));
        for (place, rect) in rects.iter().enumerate() {
            assert!(scale.rect.contains_rect(*rect), "{rect:?}");
            assert!(rects[place + 1..].iter().all(|other| !other.intersects(*rect)), "{rects:?}");
        }
    }

    #[test]
    fn of_more_ends_than_there_is_room_for_the_farthest_from_nothing_are_named() {
        let (axis, scale) = plot();
        let lines: Vec<Line> = (0u8..30).map(|value| line(&[(0.0, 0.0), (900.0, f64::from(value))])).collect();
        let size = vec2(60.0, 14.0);
        let shown: Vec<(usize, Vec2)> = (0..30).map(|index| (index, size)).collect();
        let wanted = Wanted { lines: &lines, shown: &shown, bands: &[], notes: &[], marks: &[], ends_always: true };
        let ends = Labels::place(&wanted, &axis, &scale).ends;
        assert_eq!(ends.len(), 14, "as many as fit into 200 points");
        assert!(ends.iter().all(|(line, ..)| *line >= 16), "{ends:?}");
        let rooms: Vec<Rect> = ends.iter().map(|(_, end, middle)| end_room(end.x, *middle, size)).collect();
        assert!(
            rooms.iter().all(|room| scale.rect.top() <= room.top() && room.bottom() <= scale.rect.bottom()),
            "{rooms:?}"
        );
    }

    #[test]
    fn an_area_is_named_within_where_it_is_highest() {
        let (axis, scale) = plot();
        let stretches = vec![(0.0, 300.0, 0.0, 20.0), (300.0, 700.0, 10.0, 90.0), (700.0, 1_000.0, 0.0, 5.0)];
        let band = Band { name: "an area".to_owned(), subject: None, color: 1, stretches };
        let rect = within_band(&band, vec2(60.0, 14.0), &axis, &scale).expect("there is room");
        let (from, until) = (axis.screen_from_time(300.0), axis.screen_from_time(700.0));
        assert!(rect.left() >= from && rect.right() <= until, "{rect:?}");
        assert!(within_band(&band, vec2(700.0, 14.0), &axis, &scale).is_none(), "no room for so much");
    }
}
