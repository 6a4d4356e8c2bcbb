//! A histogram of the numbers of services that are Down and Degraded over time. Each column is broad for the services that are Down,
//! and thin above for those that are Degraded.

use egui::{Mesh, Pos2, Rect, Shape};

use super::axis::TimeAxis;
use crate::recording::{LevelCounts, Steps};
use crate::ui::theme::Theme;

/// Distance between two columns, in points.
const PITCH: f32 = 3.0;

/// Draws the columns. Each one shows the worst count within its time, Down at the bottom and Degraded above it. `most` is the count
/// at the full height of `rect`.
pub fn columns(axis: &TimeAxis, steps: &Steps<LevelCounts>, most: u32, rect: Rect, theme: &Theme) -> Shape {
    let mut mesh = Mesh::default();
    if most == 0 {
        return mesh.into();
    }
    let unit = rect.height() / most as f32;
    let count = (rect.width() / PITCH).floor() as usize;
    let x_of = |column: usize| rect.left() + column as f32 * PITCH;
    let steps = steps.all();
    let mut from = axis.time_from_screen(rect.left());
    let mut next = steps.partition_point(|(at, _)| at.as_secs_f64() <= from);
    let mut held = next.checked_sub(1).map_or_else(LevelCounts::default, |last| steps[last].1);
    for column in 0..count {
        let until = axis.time_from_screen(x_of(column + 1));
        let mut peak = held;
        while let Some((at, value)) = steps.get(next).filter(|(at, _)| at.as_secs_f64() < until) {
            // A value that was replaced exactly at the start of this column does not belong to this column.
            peak = if at.as_secs_f64() <= from { *value } else { peak.max(*value) };
            held = *value;
            next += 1;
        }
        from = until;
        let LevelCounts { down, degraded } = peak;
        let x = x_of(column);
        let down_top = rect.bottom() - down as f32 * unit;
        let top = down_top - degraded as f32 * unit;
        let mut add = |width: f32, top: f32, bottom: f32, color| {
            mesh.add_colored_rect(Rect::from_min_max(Pos2::new(x, top), Pos2::new(x + width, bottom)), color);
        };
        if down > 0 {
            add(2.0, down_top, rect.bottom(), theme.down);
        }
        if degraded > 0 {
            add(1.0, top, down_top, theme.degraded);
        }
    }
    mesh.into()
}

/// The largest number of services that were not Up at the same time.
#[must_use]
pub fn most(steps: &Steps<LevelCounts>) -> u32 {
    steps.all().iter().map(|(_, counts)| counts.not_up()).max().unwrap_or(0)
}
