//! The icons of the playback buttons.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, vec2};

/// A playback button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Go to the start.
    ToStart,
    /// Go back by one event, or by one chapter in a presentation.
    StepBack,
    /// Play.
    Play,
    /// Play backwards.
    PlayBack,
    /// Pause.
    Pause,
    /// Go forward by one event, or by one chapter in a presentation.
    StepForward,
    /// Go to the end.
    ToEnd,
    /// Change the direction of playback.
    Reverse,
    /// Play the visible range repeatedly.
    Repeat,
    /// Simulate many runs with different seeds (Monte Carlo).
    Ensemble,
    /// A button that opens those for which there is no room.
    More,
}

/// Paints the icon of a playback button, `size` points high.
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
        Transport::Ensemble => fan(painter, center, r, color),
        Transport::More => {
            for x in [-0.8, 0.0, 0.8] {
                painter.circle_filled(center + vec2(x * r, 0.0), 0.22 * r, color);
            }
        }
    }
}

/// Paints one line that splits into three.
fn fan(painter: &Painter, center: Pos2, r: f32, color: Color32) {
    let fork = center - vec2(r * 0.35, 0.0);
    painter.line_segment([center - vec2(r * 1.2, 0.0), fork], Stroke::new(1.6, color));
    for y in [-0.95, 0.0, 0.95] {
        painter.line_segment([fork, center + vec2(r * 1.2, y * r)], Stroke::new(1.6, color));
    }
}

/// Paints two arrows that form a closed loop.
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
