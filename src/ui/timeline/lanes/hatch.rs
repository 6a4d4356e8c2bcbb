//! Hatching: stripes that fill bars at the level Degraded, so that these differ from other bars not only by colour.

use egui::{Color32, Pos2, Rect, Shape, Stroke};

/// Distance between two stripes, in points.
const PITCH: f32 = 7.0;
/// Width of a stripe along the bar, in points.
const STRIPE: f32 = 3.5;

/// Adds stripes at 45 degrees that fill `rect`. The pattern begins at `anchor_x`, so that it moves with its bar while the view is
/// panned.
pub fn hatch(rect: Rect, anchor_x: f32, color: Color32, shapes: &mut Vec<Shape>) {
    let height = rect.height();
    let phase = (anchor_x - rect.left()).rem_euclid(PITCH);
    let count = ((rect.width() + height) / PITCH).ceil() as usize + 1;
    for stripe in 0..count {
        let x = rect.left() + phase - height - PITCH + stripe as f32 * PITCH;
        let corners = [
            Pos2::new(x, rect.bottom()),
            Pos2::new(x + height, rect.top()),
            Pos2::new(x + height + STRIPE, rect.top()),
            Pos2::new(x + STRIPE, rect.bottom()),
        ];
        let points = cut(&cut(&corners, rect.left(), |x, edge| x >= edge), rect.right(), |x, edge| x <= edge);
        if points.len() > 2 {
            shapes.push(Shape::convex_polygon(points, color, Stroke::NONE));
        }
    }
}

/// The part of a convex polygon on one side of the vertical line at the x `edge`; `inside` decides which side.
fn cut(points: &[Pos2], edge: f32, inside: fn(f32, f32) -> bool) -> Vec<Pos2> {
    let mut kept = Vec::with_capacity(points.len() + 1);
    for (index, &to) in points.iter().enumerate() {
        let from = points[(index + points.len() - 1) % points.len()];
        if inside(from.x, edge) != inside(to.x, edge) {
            let share = (edge - from.x) / (to.x - from.x);
            kept.push(Pos2::new(edge, from.y + share * (to.y - from.y)));
        }
        if inside(to.x, edge) {
            kept.push(to);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Theme;

    #[test]
    fn stripes_stay_within_their_bar() {
        let bar = Rect::from_min_max(Pos2::new(10.0, 0.0), Pos2::new(43.0, 14.0));
        let mut shapes = Vec::new();
        hatch(bar, 3.0, Theme::night().text, &mut shapes);
        assert!(shapes.len() >= 5, "only {} stripes", shapes.len());
        for shape in shapes {
            let bounds = shape.visual_bounding_rect();
            assert!(bar.expand(0.01).contains_rect(bounds), "{bounds:?} leaves the bar");
        }
    }

    #[test]
    fn stripes_move_with_their_anchor_and_leave_no_gap() {
        let covered = |anchor: f32| {
            let bar = Rect::from_min_max(Pos2::ZERO, Pos2::new(70.0, 14.0));
            let mut shapes = Vec::new();
            hatch(bar, anchor, Theme::night().text, &mut shapes);
            shapes.iter().map(|shape| shape.visual_bounding_rect().right()).fold(0.0, f32::max)
        };
        for anchor in [-100.0, 0.0, 2.5, 6.9, 7.0, 33.0] {
            assert!(covered(anchor) > 62.0, "the right end is bare at {anchor}");
        }
    }
}
