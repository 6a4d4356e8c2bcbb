//! The icons of the toolbar and panels, such as search, undo, files, day and night.

use std::f32::consts::{PI, TAU};

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};

/// An icon of the toolbar or of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sign {
    Search,
    Undo,
    Redo,
    Open,
    Save,
    /// The sign of the day theme, on the button that switches to it or shows that it is on.
    Sun,
    /// The sign of the night theme, on the button that switches to it or shows that it is on.
    Moon,
    Close,
    /// A button that opens a list of choices.
    DropDown,
    Keys,
    Notes,
    /// A plan that is a fork of another plan.
    Branch,
    /// A pen, for renaming a plan.
    Pen,
    /// The button that opens the menu in which lanes are grouped and sorted.
    Arrange,
    /// The rows of a group are shown.
    Opened,
    /// The rows of a group are hidden.
    Closed,
    /// Moves a row one place up.
    Up,
    /// Moves a row one place down.
    Down,
    /// Moves a row before all others.
    Top,
}

/// Paints an icon, `size` points high.
pub fn sign(painter: &Painter, center: Pos2, size: f32, sign: Sign, color: Color32) {
    let r = size / 2.0;
    let stroke = Stroke::new((size * 0.11).max(1.2), color);
    let at = |x: f32, y: f32| center + r * vec2(x, y);
    let line = |points: &[[f32; 2]]| {
        painter.line(points.iter().map(|[x, y]| at(*x, *y)).collect(), stroke);
    };
    match sign {
        Sign::Search => {
            painter.circle_stroke(at(-0.2, -0.2), r * 0.58, stroke);
            line(&[[0.22, 0.22], [0.85, 0.85]]);
        }
        Sign::Undo => back(painter, center, r, -1.0, stroke),
        Sign::Redo => back(painter, center, r, 1.0, stroke),
        Sign::Open => {
            line(&[[-0.9, 0.7], [-0.9, -0.65], [-0.3, -0.65], [-0.05, -0.35], [0.7, -0.35], [0.7, -0.05]]);
            line(&[[-0.9, 0.7], [-0.55, -0.05], [1.0, -0.05], [0.65, 0.7], [-0.9, 0.7]]);
        }
        Sign::Save => {
            line(&[[0.0, -0.9], [0.0, 0.3]]);
            line(&[[-0.45, -0.1], [0.0, 0.35], [0.45, -0.1]]);
            line(&[[-0.85, 0.35], [-0.85, 0.85], [0.85, 0.85], [0.85, 0.35]]);
        }
        Sign::Sun => {
            painter.circle_stroke(center, r * 0.4, stroke);
            for i in 0..8u8 {
                let way = Vec2::angled(TAU * f32::from(i) / 8.0);
                painter.line_segment([center + way * r * 0.66, center + way * r * 0.98], stroke);
            }
        }
        Sign::Moon => moon(painter, center, r, stroke),
        Sign::Close => {
            line(&[[-0.65, -0.65], [0.65, 0.65]]);
            line(&[[-0.65, 0.65], [0.65, -0.65]]);
        }
        Sign::DropDown => {
            let corners = vec![at(-0.7, -0.35), at(0.7, -0.35), at(0.0, 0.5)];
            painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
        }
        Sign::Arrange => {
            for (y, width) in [(-0.6, 0.9), (0.0, 0.55), (0.6, 0.2)] {
                line(&[[-0.9, y], [-0.9 + 2.0 * width, y]]);
            }
        }
        Sign::Opened => line(&[[-0.7, -0.3], [0.0, 0.4], [0.7, -0.3]]),
        Sign::Closed => line(&[[-0.3, -0.7], [0.4, 0.0], [-0.3, 0.7]]),
        Sign::Up => {
            line(&[[0.0, 0.75], [0.0, -0.7]]);
            line(&[[-0.55, -0.1], [0.0, -0.7], [0.55, -0.1]]);
        }
        Sign::Down => {
            line(&[[0.0, -0.75], [0.0, 0.7]]);
            line(&[[-0.55, 0.1], [0.0, 0.7], [0.55, 0.1]]);
        }
        Sign::Top => {
            line(&[[-0.7, -0.8], [0.7, -0.8]]);
            line(&[[0.0, 0.85], [0.0, -0.35]]);
            line(&[[-0.55, 0.2], [0.0, -0.35], [0.55, 0.2]]);
        }
        Sign::Keys => {
            let body = Rect::from_center_size(center, vec2(2.0, 1.3) * r);
            painter.rect_stroke(body, 2.0, stroke, egui::StrokeKind::Middle);
            line(&[[-0.4, 0.28], [0.4, 0.28]]);
            for x in [-0.55, 0.0, 0.55] {
                painter.circle_filled(at(x, -0.2), stroke.width * 0.7, color);
            }
        }
        Sign::Branch => {
            line(&[[-0.5, -0.95], [-0.5, 0.95]]);
            line(&[[-0.5, 0.6], [-0.1, 0.3], [0.35, 0.05], [0.6, -0.35], [0.6, -0.95]]);
        }
        Sign::Pen => {
            line(&[[-0.85, 0.85], [-0.7, 0.3], [0.45, -0.85], [0.85, -0.45], [-0.3, 0.7], [-0.85, 0.85]]);
        }
        Sign::Notes => {
            line(&[[-0.65, -0.9], [0.65, -0.9], [0.65, 0.9], [-0.65, 0.9], [-0.65, -0.9]]);
            for y in [-0.4, 0.0, 0.4] {
                line(&[[-0.3, y], [0.3, y]]);
            }
        }
    }
}

/// Paints four corners of a frame, the icon for showing everything.
pub fn fit(painter: &Painter, center: Pos2, color: Color32) {
    for way in [vec2(-1.0, -1.0), vec2(1.0, -1.0), vec2(1.0, 1.0), vec2(-1.0, 1.0)] {
        let corner = center + way * 6.0;
        let points = vec![corner - vec2(way.x * 4.0, 0.0), corner, corner - vec2(0.0, way.y * 4.0)];
        painter.line(points, Stroke::new(1.6, color));
    }
}

/// Paints a curved arrow for undo or redo. It points to the left if `way` is -1, to the right if it is 1.
fn back(painter: &Painter, center: Pos2, r: f32, way: f32, stroke: Stroke) {
    let at = |x: f32, y: f32| center + r * vec2(-way * x, y);
    let turn = |i: u8| {
        let angle = -PI / 2.0 + PI * f32::from(i) / 12.0;
        at(0.25 + 0.55 * angle.cos(), 0.15 + 0.5 * angle.sin())
    };
    let mut path = vec![at(-0.85, -0.35)];
    path.extend((0..=12).map(turn));
    path.push(at(-0.3, 0.65));
    painter.line(path, stroke);
    painter.line(vec![at(-0.4, -0.8), at(-0.85, -0.35), at(-0.4, 0.1)], stroke);
}

/// Paints a crescent moon.
fn moon(painter: &Painter, center: Pos2, r: f32, stroke: Stroke) {
    let outer = |i: u8| center + r * 0.85 * Vec2::angled(-0.9 + (TAU - 1.3) * f32::from(i) / 24.0 + 0.75);
    let mut path: Vec<Pos2> = (0..=24).map(outer).collect();
    let (from, to) = (path[24], path[0]);
    let middle = center + vec2(0.1, -0.1) * r;
    path.extend((1..8u8).map(|i| {
        let straight = from.lerp(to, f32::from(i) / 8.0);
        let depth = (PI * f32::from(i) / 8.0).sin();
        straight + (middle - from.lerp(to, 0.5)) * depth
    }));
    painter.add(Shape::closed_line(path, stroke));
}
