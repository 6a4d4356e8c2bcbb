//! Where lines and the edges of areas are on the screen, column by column: what words have to keep clear of.

use super::scale::Scale;
use crate::ui::time_axis::TimeAxis;

/// Lines are looked at every so many points.
pub const COLUMN: f32 = 8.0;
/// A name keeps this far from its own line, in points.
pub const NEAR: f32 = 2.0;

/// Where a value is at every column of the plot; `None` where there is none.
pub fn course(axis: &TimeAxis, scale: &Scale, value: impl Fn(f64) -> Option<f64>) -> Vec<Option<f32>> {
    let columns = (scale.rect.width() / COLUMN).floor() as usize;
    let time = |column: usize| axis.time_from_screen(scale.rect.left() + column as f32 * COLUMN);
    (0..columns).map(|column| value(time(column)).map(|value| scale.screen_from_value(value))).collect()
}

/// The highest and lowest point of a part of a course.
pub fn extent(course: &[Option<f32>]) -> Option<(f32, f32)> {
    course.iter().flatten().fold(None, |extent, &y| match extent {
        None => Some((y, y)),
        Some((top, bottom)) => Some((y.min(top), y.max(bottom))),
    })
}
