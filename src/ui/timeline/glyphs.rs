//! Painted signs of the timeline: the marks of levels, the pictures of actions, the buttons of playback.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, vec2};

use crate::model::Act;
use crate::ui::theme::Theme;
use crate::units::Level;

/// The mark of a level: a cross for Down, a half-filled circle for Degraded, a dot for Up.
pub fn level(painter: &Painter, center: Pos2, radius: f32, level: Level, theme: &Theme) {
    let color = theme.level(level);
    match level {
        Level::Up => {
            painter.circle_filled(center, radius * 0.6, color);
        }
        Level::Degraded => {
            painter.circle_stroke(center, radius * 0.8, Stroke::new(1.5, color));
            let half: Vec<Pos2> = (0..=12u8)
                .map(|i| std::f32::consts::PI * (f32::from(i) / 12.0 - 0.5))
                .map(|angle| center + radius * 0.8 * vec2(angle.cos(), angle.sin()))
                .collect();
            painter.add(Shape::convex_polygon(half, color, Stroke::NONE));
        }
        Level::Down => {
            let r = radius * 0.75;
            let stroke = Stroke::new(2.0, color);
            painter.line_segment([center + vec2(-r, -r), center + vec2(r, r)], stroke);
            painter.line_segment([center + vec2(-r, r), center + vec2(r, -r)], stroke);
        }
    }
}

/// The picture of an action, `size` points high: a flame, a drop, arrows that change over, a spark, a funnel.
pub fn act(painter: &Painter, center: Pos2, size: f32, act: &Act, color: Color32) {
    let r = size / 2.0;
    let at = |x: f32, y: f32| center + vec2(x * r, y * r);
    let stroke = Stroke::new(1.5, color);
    match act {
        Act::Strike { .. } | Act::StrikeArea { .. } => {
            painter.add(Shape::convex_polygon(flame(center, r), color, Stroke::NONE));
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

/// A flame as a convex outline around `center`.
fn flame(center: Pos2, r: f32) -> Vec<Pos2> {
    let outline =
        [(0.1, -1.1), (0.5, -0.45), (0.72, 0.2), (0.5, 0.75), (0.0, 1.0), (-0.5, 0.75), (-0.72, 0.2), (-0.45, -0.35)];
    outline.iter().map(|(x, y)| center + vec2(x * r, y * r)).collect()
}

/// A button of playback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// To the start.
    ToStart,
    /// Back by one event.
    StepBack,
    /// Play.
    Play,
    /// Play backwards.
    PlayBack,
    /// Pause.
    Pause,
    /// On by one event.
    StepForward,
    /// To the end.
    ToEnd,
    /// Direction of play.
    Reverse,
    /// Over and over.
    Repeat,
}

/// The picture of a button, `size` points high.
pub fn transport(painter: &Painter, center: Pos2, size: f32, button: Transport, color: Color32) {
    let r = size / 2.0;
    let bar = |x: f32| {
        painter.rect_filled(Rect::from_center_size(center + vec2(x * r, 0.0), vec2(r * 0.34, r * 2.0)), 1.0, color)
    };
    let point = |x: f32, way: f32, scale: f32| {
        let tip = center + vec2((x + way * 0.75 * scale) * r, 0.0);
        let back = (x - way * 0.75 * scale) * r;
        let corners = vec![tip, center + vec2(back, scale * r), center + vec2(back, -scale * r)];
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    };
    match button {
        Transport::ToStart => {
            bar(-0.9);
            point(0.15, -1.0, 1.0);
        }
        Transport::ToEnd => {
            bar(0.9);
            point(-0.15, 1.0, 1.0);
        }
        Transport::StepBack => point(0.0, -1.0, 0.75),
        Transport::StepForward => point(0.0, 1.0, 0.75),
        Transport::Play => point(0.15, 1.0, 1.0),
        Transport::PlayBack => point(-0.15, -1.0, 1.0),
        Transport::Pause => {
            bar(-0.45);
            bar(0.45);
        }
        Transport::Reverse => {
            point(-0.55, -1.0, 0.7);
            point(0.5, -1.0, 0.7);
        }
        Transport::Repeat => repeat(painter, center, r, color),
    }
}

/// Two arrows that chase each other round a track.
fn repeat(painter: &Painter, center: Pos2, r: f32, color: Color32) {
    let stroke = Stroke::new(1.6, color);
    let track = Rect::from_center_size(center, vec2(r * 2.2, r * 1.3));
    let (left, right, top, bottom) = (track.left(), track.right(), track.top(), track.bottom());
    let middle = center.y;
    let upper = vec![Pos2::new(left, middle), Pos2::new(left, top), Pos2::new(right - r * 0.5, top)];
    let lower = vec![Pos2::new(right, middle), Pos2::new(right, bottom), Pos2::new(left + r * 0.5, bottom)];
    painter.add(Shape::line(upper, stroke));
    painter.add(Shape::line(lower, stroke));
    for (x, y, way) in [(right - r * 0.1, top, 1.0), (left + r * 0.1, bottom, -1.0)] {
        let tip = Pos2::new(x, y);
        let corners = vec![tip, tip + vec2(-way * r * 0.6, -r * 0.45), tip + vec2(-way * r * 0.6, r * 0.45)];
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    }
}
