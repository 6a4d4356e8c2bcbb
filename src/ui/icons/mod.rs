//! All icons of the window, painted in code: levels, flames, hazards, actions, playback, and the icons of the toolbar and panels.
//! The levels differ in shape as well as in colour.

mod acts;
mod fire;
mod hazard;
mod signs;
mod transport;

use std::f32::consts::TAU;

use egui::{Painter, Pos2, Shape, Stroke, Vec2, vec2};

pub use self::acts::act;
pub use self::fire::{flame, glow, tongue};
pub use self::hazard::hazard;
pub use self::signs::{Sign, fit, sign};
pub use self::transport::{Transport, transport};
use crate::ui::theme::Theme;
use crate::units::Level;

/// Paints the icon of a level: a full dot for Up, a half-filled circle for Degraded, a cross for Down.
pub fn level(painter: &Painter, centre: Pos2, radius: f32, level: Level, theme: &Theme) {
    let colour = theme.level(level);
    match level {
        Level::Up => {
            painter.circle_filled(centre, radius * 0.78, colour);
        }
        Level::Degraded => {
            painter.circle_stroke(centre, radius * 0.8, Stroke::new(radius * 0.3, colour));
            let arc = |i: u8| centre + radius * 0.8 * Vec2::angled(TAU * (0.25 + f32::from(i) / 24.0));
            painter.add(Shape::convex_polygon((0..=12).map(arc).collect(), colour, Stroke::NONE));
        }
        Level::Down => {
            let arm = radius * 0.78;
            for way in [vec2(arm, arm), vec2(arm, -arm)] {
                painter.line_segment([centre - way, centre + way], Stroke::new(radius * 0.42, colour));
            }
        }
    }
}
