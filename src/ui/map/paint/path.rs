//! Paints the path of causes: lines between its stops, and at each stop the numbers of the causes in the chain.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use super::links::arrow;
use crate::ui::ViewContext;
use crate::ui::map::links::{Curve, End};
use crate::ui::map::scene::{PathStop, Scene};
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;

/// Half the height of the badge with the numbers, in points.
const BADGE: f32 = 8.0;

/// Paints the lines between the stops of the path.
pub(super) fn paint_lines(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    if scene.marks.shows_fields() {
        return;
    }
    let theme = context.theme;
    for pair in scene.now.path.windows(2) {
        for curve in Curve::between(pair[0].end, pair[1].end, scene.marks.world_width()) {
            let points = curve.points(painter.clip_rect());
            let [.., before, tip] = points[..] else { continue };
            painter.add(Shape::line(points.clone(), Stroke::new(6.0, theme.panel.gamma_multiply(0.8))));
            painter.add(Shape::line(points, Stroke::new(2.5, theme.text)));
            arrow(painter, [before, tip], 6.0, theme.text);
        }
    }
}

/// Paints the numbers of the stops over rings and chips.
pub fn paint_numbers(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    for (index, stop) in scene.now.path.iter().enumerate() {
        // If the path visits the same ring or chip again, the next badge is to the right of the previous one.
        let before = scene.now.path[..index].iter().filter(|other| other.end == stop.end);
        let left: f32 = before.map(|other| width(painter, other) + 2.0).sum();
        let size = vec2(width(painter, stop), 2.0 * BADGE);
        let rect = Rect::from_min_size(corner(stop.end) + vec2(left, 0.0), size);
        painter.rect(rect, BADGE, stop.colour, Stroke::new(1.5, context.theme.panel), StrokeKind::Outside);
        let words = galley(painter, stop);
        painter.galley(rect.center() - words.size() / 2.0, words, context.theme.panel);
    }
}

/// The upper left corner of the first badge at a ring or chip.
fn corner(end: End) -> Pos2 {
    match end {
        End::Ring(at, radius) => at - Vec2::splat(0.72 * radius + BADGE),
        End::Chip(rect) => rect.min - vec2(5.0, BADGE - 1.0),
    }
}

fn numbers(stop: &PathStop) -> String {
    match stop.numbers {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first}–{last}"),
    }
}

fn width(painter: &Painter, stop: &PathStop) -> f32 {
    (galley(painter, stop).size().x + 8.0).max(2.0 * BADGE)
}

fn galley(painter: &Painter, stop: &PathStop) -> Arc<Galley> {
    words::name(painter, &numbers(stop), TEXT_SMALL - 1.0)
}
