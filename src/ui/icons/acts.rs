//! The icon of each kind of action.

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use super::tongue;
use crate::model::Act;

/// Paints the icon of an action, `size` points high: a flame, a cross, a drop, a tick, two opposite arrows, a bolt, a
/// funnel, a spanner or lines of text.
pub fn act(painter: &Painter, center: Pos2, size: f32, act: &Act, color: Color32) {
    let r = size / 2.0;
    let at = |x: f32, y: f32| center + vec2(x * r, y * r);
    let stroke = Stroke::new(1.5, color);
    match act {
        Act::Strike { .. } | Act::StrikeArea { .. } => {
            tongue(painter, center, size, 0.0, color);
        }
        // A cross: something is wrong with the service itself.
        Act::StrikeService { .. } => {
            painter.line_segment([at(-0.7, -0.7), at(0.7, 0.7)], stroke);
            painter.line_segment([at(-0.7, 0.7), at(0.7, -0.7)], stroke);
        }
        // A tick.
        Act::Resolve { .. } => {
            painter.add(Shape::line(vec![at(-0.8, 0.0), at(-0.2, 0.7), at(0.8, -0.7)], stroke));
        }
        // A spanner: a handle and an open ring.
        Act::Crew { .. } => {
            painter.line_segment([at(-0.8, 0.8), at(0.2, -0.2)], Stroke::new(2.0, color));
            painter.circle_stroke(at(0.45, -0.45), r * 0.42, stroke);
        }
        // Three lines of text.
        Act::Log { .. } => {
            for y in [-0.6, 0.0, 0.6] {
                painter.line_segment([at(-0.8, y), at(0.8, y)], stroke);
            }
        }
        Act::Extinguish { .. } => {
            painter.circle_filled(at(0.0, 0.35), r * 0.6, color);
            let tip = vec![at(0.0, -1.0), at(0.55, 0.15), at(-0.55, 0.15)];
            painter.add(Shape::convex_polygon(tip, color, Stroke::NONE));
        }
        Act::FailOver { .. } => {
            painter.arrow(at(-0.9, -0.4), vec2(1.8 * r, 0.0), stroke);
            painter.arrow(at(0.9, 0.5), vec2(-1.8 * r, 0.0), stroke);
        }
        Act::BlackStart { .. } => {
            let bolt = [at(0.3, -1.0), at(-0.5, 0.15), at(0.4, -0.05), at(-0.3, 1.0)];
            painter.add(Shape::line(bolt.to_vec(), Stroke::new(1.8, color)));
        }
        Act::ShedLoad { .. } => {
            let funnel = vec![at(-0.9, -0.8), at(0.9, -0.8), at(0.2, 0.2), at(-0.2, 0.2)];
            painter.add(Shape::convex_polygon(funnel, color, Stroke::NONE));
            painter.line_segment([at(0.0, 0.1), at(0.0, 1.0)], Stroke::new(2.0, color));
        }
    }
}
