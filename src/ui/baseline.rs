//! How the baseline is drawn, in the same way in every view: as a thin line that is solid at the level Down, dashed at Degraded and dotted at Up.

use egui::{Color32, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2};

use super::theme::Theme;
use crate::units::Level;

/// Width of the line, in points.
pub const WIDTH: f32 = 2.0;
/// Length of a dash and of the gap after it, in points.
const DASH: (f32, f32) = (5.0, 3.0);
/// Distance between two dots, in points.
const DOTS: f32 = 4.5;

/// The colour of the baseline at a level: the colour of the level, slightly dimmed.
#[must_use]
pub fn color(level: Level, theme: &Theme) -> Color32 {
    theme.level(level).gamma_multiply(0.9)
}

/// The shapes that draw the baseline along a path: one line at Down, dashes at Degraded, dots at Up.
#[must_use]
pub fn line(path: &[Pos2], level: Level, theme: &Theme) -> Vec<Shape> {
    let stroke = Stroke::new(WIDTH - 0.5, color(level, theme));
    match level {
        Level::Up => Shape::dotted_line(path, stroke.color, DOTS, 0.9),
        Level::Degraded => Shape::dashed_line(path, stroke, DASH.0, DASH.1),
        Level::Down => vec![Shape::line(path.to_vec(), stroke)],
    }
}

/// The parts of the horizontal range `x` of a lane that are painted while the baseline is at `level`: one part for each dash at
/// Degraded, and the whole range at the other levels.
pub fn dashes(x: Rangef, level: Level) -> impl Iterator<Item = Rangef> {
    let (dash, gap) = if level == Level::Degraded { DASH } else { (x.span(), 0.0) };
    let step = (dash + gap).max(0.5);
    let count = (x.span() / step).ceil().max(1.0) as usize;
    (0..count).map(move |place| {
        let from = x.min + place as f32 * step;
        Rangef::new(from, (from + dash).min(x.max))
    })
}

/// Paints a short piece of the line of the baseline, as a legend beside a text: its left end is at `at`, and it is `width` points long.
pub fn sample(painter: &Painter, at: Pos2, width: f32, color: Color32) {
    let rect = Rect::from_x_y_ranges(at.x..=at.x + width, at.y - WIDTH / 2.0..=at.y + WIDTH / 2.0);
    painter.rect_filled(rect, 0.0, color);
}

/// The outline of a rectangle whose short ends are rounded, as a closed path.
#[must_use]
pub fn rim(rect: Rect) -> Vec<Pos2> {
    let radius = rect.height() / 2.0;
    let end = |middle: f32, from: f32| {
        (0..=8u8).map(move |step| {
            let angle = std::f32::consts::PI * (f32::from(step) / 8.0) + from;
            pos2(middle + radius * angle.sin(), rect.center().y - radius * angle.cos())
        })
    };
    let mut path: Vec<Pos2> = end(rect.right() - radius, 0.0).collect();
    path.extend(end(rect.left() + radius, std::f32::consts::PI));
    path.push(path[0]);
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_stay_within_their_stretch() {
        let all: Vec<Rangef> = dashes(Rangef::new(10.0, 30.0), Level::Degraded).collect();
        assert_eq!(all, [Rangef::new(10.0, 15.0), Rangef::new(18.0, 23.0), Rangef::new(26.0, 30.0)]);
        let all: Vec<Rangef> = dashes(Rangef::new(10.0, 30.0), Level::Down).collect();
        assert_eq!(all, [Rangef::new(10.0, 30.0)], "what is Down is one line");
        assert_eq!(dashes(Rangef::new(10.0, 10.0), Level::Down).count(), 1, "however short");
    }
}
