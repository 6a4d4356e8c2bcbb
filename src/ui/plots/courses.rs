//! The y positions on the screen of lines and of the edges of areas, for each column of the plot. The label layout uses them to avoid
//! lines.

use super::scale::Scale;
use crate::ui::time_axis::TimeAxis;

/// Width of a column, in points.
pub const COLUMN: f32 = 8.0;
/// Distance between a label and its own line, in points.
pub const NEAR: f32 = 2.0;

/// The y position of a value in each column of the plot, called its course; `None` in the columns where there is no value.
pub fn course(axis: &TimeAxis, scale: &Scale, value: impl Fn(f64) -> Option<f64>) -> Vec<Option<f32>> {
    let columns = (scale.rect.width() / COLUMN).floor() as usize;
    let time = |column: usize| axis.time_from_screen(scale.rect.left() + column as f32 * COLUMN);
    (0..columns).map(|column| value(time(column)).map(|value| scale.screen_from_value(value))).collect()
}

/// The smallest and the largest y of these columns of a course; `None` if none of them has a value.
pub fn extent(course: &[Option<f32>]) -> Option<(f32, f32)> {
    course.iter().flatten().fold(None, |extent, &y| match extent {
        None => Some((y, y)),
        Some((top, bottom)) => Some((y.min(top), y.max(bottom))),
    })
}
