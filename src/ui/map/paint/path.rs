//! Paints the path of causes: lines between its stops, and at each stop the numbers of the causes in the chain.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use super::links::arrow;
use crate::ui::ViewContext;
use crate::ui::map::links::{Curve, End, Rings, length};
use crate::ui::map::scene::{PathStop, Scene};
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;

/// Half the height of the badge with the numbers, in points.
const BADGE: f32 = 8.0;
/// The width of the rim around a badge, in points.
const RIM: f32 = 1.5;
/// How far a badge reaches over the left and the upper edge of its chip, in points: over its round corner, and neither over its icon nor over its
/// name.
const OVER_CHIP: Vec2 = vec2(11.5, 7.0);
/// A piece of a line between two stops is drawn if at least so much of it is seen, in points. Of a shorter one there would be little more than the
/// head.
const LEAST: f32 = 24.0;
/// The distance that the head of a line to a stop out of view keeps from the edge of the map, in points.
const EDGE: f32 = 4.0;

/// Paints the lines between the stops of the path.
pub(super) fn paint_lines(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, rings: &Rings) {
    if scene.marks.shows_fields() {
        return;
    }
    let theme = context.theme;
    for pair in scene.now.path.windows(2) {
        for curve in Curve::between(pair[0].end, pair[1].end, scene.marks.world_width()) {
            let pieces = rings.pieces(&curve.points(painter.clip_rect()));
            let pieces = pieces.into_iter().filter_map(|points| piece_in_view(points, painter.clip_rect()));
            let pieces: Vec<Vec<Pos2>> = pieces.collect();
            let Some([.., before, tip]) = pieces.last().map(Vec::as_slice) else { continue };
            let head = [*before, *tip];
            for points in pieces {
                painter.add(Shape::line(points.clone(), Stroke::new(6.0, theme.panel.gamma_multiply(0.8))));
                painter.add(Shape::line(points, Stroke::new(2.5, theme.text)));
            }
            arrow(painter, head, 6.0, theme.text);
        }
    }
}

/// The points of a piece of a line up to the last one in view, so that its head is in view even if the stop is not. `None` if too little of it is
/// seen.
fn piece_in_view(mut points: Vec<Pos2>, view: Rect) -> Option<Vec<Pos2>> {
    let view = view.shrink(EDGE);
    let is_seen = |at: &Pos2| view.contains(*at);
    points.truncate(points.iter().rposition(is_seen)? + 1);
    let seen = points.windows(2).filter(|pair| pair.iter().all(is_seen));
    let length: f32 = seen.map(length).sum();
    (length >= LEAST).then_some(points)
}

/// Paints the numbers of the stops over rings and chips.
pub fn paint_numbers(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    for (index, stop) in scene.now.path.iter().enumerate() {
        // If the path visits the same ring or chip again, the next badge is beside the previous one.
        let before = scene.now.path[..index].iter().filter(|other| other.end == stop.end);
        let before: f32 = before.map(|other| width(painter, other) + 2.0).sum();
        let rect = badge(stop.end, width(painter, stop), before, painter.clip_rect());
        painter.rect(rect, BADGE, stop.colour, Stroke::new(RIM, context.theme.panel), StrokeKind::Outside);
        let words = galley(painter, stop);
        painter.galley(rect.center() - words.size() / 2.0, words, context.theme.panel);
    }
}

/// A badge of this width at a ring or a chip, where badges take the width `before` already. It is at the upper left corner of its chip, more over
/// it than over a chip above, and further badges are to the left of it. At the left edge of the `view` it is moved into it.
fn badge(end: End, width: f32, before: f32, view: Rect) -> Rect {
    let size = vec2(width, 2.0 * BADGE);
    match end {
        End::Ring(at, radius) => Rect::from_min_size(at - Vec2::splat(0.72 * radius + BADGE) + vec2(before, 0.0), size),
        End::Chip(chip) => {
            let rect = Rect::from_min_size(chip.min + OVER_CHIP - size - vec2(before, 0.0), size);
            let hidden = if chip.left() < view.left() { 0.0 } else { view.left() + RIM - rect.left() };
            rect.translate(vec2(hidden.max(0.0), 0.0))
        }
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

#[cfg(test)]
mod tests {
    use super::super::chips::{ICON, ICON_RADIUS, NAME};
    use super::*;
    use egui::pos2;

    const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(600.0, 400.0) };

    /// The points of the line from a ring in the middle of the map to a chip around a point.
    fn line_to(chip: Pos2) -> Option<Vec<Pos2>> {
        let ends = [End::Ring(pos2(300.0, 200.0), 20.0), End::Chip(Rect::from_center_size(chip, vec2(80.0, 22.0)))];
        let curve = Curve::between(ends[0], ends[1], f32::INFINITY).next().expect("there is one");
        piece_in_view(curve.points(VIEW), VIEW)
    }

    #[test]
    fn no_line_is_shorter_than_can_be_seen_as_an_arrow() {
        for beside in [pos2(300.0, 239.0), pos2(300.0, 250.0), pos2(375.0, 200.0), pos2(300.0, 200.0)] {
            assert_eq!(line_to(beside), None, "to a chip at {beside}");
        }
        let far = line_to(pos2(300.0, 320.0)).expect("there is room for it");
        let tip = far.last().expect("there is room for it");
        assert!((tip.y - 309.0).abs() < 4.0, "it ends at the chip, not at {tip}");
    }

    #[test]
    fn the_badge_of_a_chip_is_at_its_corner_and_covers_neither_its_icon_nor_its_name() {
        let chip = Rect::from_min_size(pos2(100.0, 50.0), vec2(90.0, 22.0));
        let (icon, name) = (chip.left_center() + vec2(ICON, 0.0), chip.with_min_x(chip.left() + NAME));
        // How far a badge with this round end reaches into the round left end of a chip.
        let into = |cap: Pos2, chip: Rect| {
            let round = chip.height() / 2.0;
            BADGE + round - cap.distance(chip.left_center() + vec2(round, 0.0))
        };
        for width in [16.0, 28.0, 40.0] {
            let first = badge(End::Chip(chip), width, 0.0, VIEW);
            let cap = first.right_center() - vec2(BADGE, 0.0);
            assert!(!first.expand(RIM).intersects(name), "{first:?} covers the name");
            assert!(cap.distance(icon) > BADGE + RIM + ICON_RADIUS, "{first:?} covers the icon");
            let above = chip.translate(vec2(0.0, -26.0));
            assert!(into(cap, chip) > into(cap, above).max(1.0), "it belongs to the lower chip");
            let second = badge(End::Chip(chip), 16.0, width + 2.0, VIEW);
            assert!(second.right() < first.left(), "{second:?} lies over {first:?}");
        }
        let at_edge = badge(End::Chip(chip.translate(vec2(-96.0, 0.0))), 28.0, 0.0, VIEW);
        assert!(VIEW.contains_rect(at_edge.expand(RIM)), "{at_edge:?} is cut");
    }

    #[test]
    fn a_line_to_a_stop_out_of_view_ends_at_the_edge() {
        for chip in [pos2(1_500.0, 220.0), pos2(-900.0, 150.0), pos2(310.0, 2_000.0)] {
            let points = line_to(chip).expect("the line is seen");
            let tip = points.last().expect("it has points");
            assert!(VIEW.contains(*tip) && !VIEW.shrink(60.0).contains(*tip), "it ends at {tip}");
        }
        let at_edge = piece_in_view(vec![pos2(590.0, 200.0), pos2(594.0, 200.0), pos2(640.0, 200.0)], VIEW);
        assert_eq!(at_edge, None, "too little of it is seen");
    }
}
