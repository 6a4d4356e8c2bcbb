//! The layout of a note beside its bend.

use egui::{Pos2, Rangef, Rect, Vec2};

use super::courses::{COLUMN, NEAR, extent};
use super::scale::Scale;

/// Horizontal distance of a note from its bend, and the vertical distances that are tried, in points.
const ASIDE: f32 = 8.0;
const RISES: [f32; 4] = [8.0, 26.0, 46.0, 70.0];

/// The rectangle of a note beside the bend at `at`: the nearest rectangle that is free of lines and other labels, and, in a plot with
/// areas, above the areas.
#[must_use]
pub fn note(
    at: Pos2,
    size: Vec2,
    courses: &[Vec<Option<f32>>],
    taken: &[Rect],
    scale: &Scale,
    over_areas: bool,
) -> Option<Rect> {
    if !scale.rect.x_range().contains(at.x) {
        return None;
    }
    let column = |x: f32| ((x - scale.rect.left()) / COLUMN).max(0.0) as usize;
    // The smallest and the largest y of each line within a range of x.
    let extents = |x: Rangef| {
        let within = move |course: &Vec<Option<f32>>| {
            extent(&course[column(x.min).min(course.len())..(column(x.max) + 2).min(course.len())])
        };
        courses.iter().filter_map(within)
    };
    let is_free = |rect: &Rect| {
        let crosses = |(top, bottom): (f32, f32)| {
            let lowest = if over_areas { f32::INFINITY } else { bottom };
            top < rect.bottom() + NEAR && lowest > rect.top() - NEAR
        };
        scale.rect.shrink(1.0).contains_rect(*rect)
            && !taken.iter().any(|other| other.intersects(*rect))
            && !extents(rect.x_range()).any(crosses)
    };
    let sides = [Rangef::new(at.x + ASIDE, at.x + ASIDE + size.x), Rangef::new(at.x - ASIDE - size.x, at.x - ASIDE)];
    let next_to_point = RISES
        .into_iter()
        .flat_map(|rise| [at.y - rise - size.y, at.y + rise].into_iter().flat_map(move |top| sides.map(|x| (x, top))));
    // If no rectangle is free, the note is placed above all lines.
    let above = sides.into_iter().map(|x| {
        let top = extents(x).map(|(top, _)| top).fold(at.y, f32::min);
        (x, top - RISES[0] - size.y)
    });
    let room = |(x, top): (Rangef, f32)| Rect::from_x_y_ranges(x, top..=top + size.y);
    next_to_point.chain(above).map(room).find(is_free)
}
