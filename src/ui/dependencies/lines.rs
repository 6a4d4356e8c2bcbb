//! Paints the lines of the dependency view, from each service up to its dependents. The line is wider if its weight is larger, dashed
//! if the dependency only allows the level Degraded, dotted if it belongs to a failover, and double if it counts only while the service
//! runs on its primary. The lines of alternatives meet in a joint below the box of the service that has them. Lines go around the boxes of
//! other services (`routes`).

use egui::{Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::Scene;
use super::known::{JOINT, Joint, Kind, Line};
use super::view::NAMED_FROM;
use crate::ui::theme::{CORNER, TEXT_SMALL};
use crate::units::{Level, WHOLE};

/// The width of a line with weight 0, and with the weight of all requests, in points.
const WIDTH: [f32; 2] = [0.8, 3.0];
/// The number of straight pieces of a curve: normally, and if there are more than `MANY` lines.
const STEPS: [u8; 2] = [18, 8];
/// If there are more lines than this, their curves have fewer pieces.
const MANY: usize = 600;
/// The length of a dash and of the gap after it, in points.
const DASH: [f32; 2] = [7.0, 4.0];
/// The distance from dot to dot in a dotted line, in points.
const DOTS: f32 = 5.0;
/// The distance between the two strokes of a double line, in points.
const DOUBLE: f32 = 3.2;
/// The radius of a joint, in points at scale 1.
const JOINT_RADIUS: f32 = 4.0;

/// Paints all lines in view. Lines with a worse level are painted over lines with a better one, and the lines of the hovered or
/// selected service are painted last.
pub(super) fn paint(painter: &Painter, scene: &Scene<'_>) {
    let all = &scene.known.lines;
    let state = |index: usize| {
        let is_touched = scene.touched.as_ref().is_some_and(|touched| touched.has_line(&all[index]));
        (is_touched, all[index].level(scene.context), index)
    };
    let near = (0..all.len()).filter(|index| bounds(scene, *index).intersects(scene.sight.rect));
    let mut lines: Vec<(bool, Level, usize)> = near.map(state).collect();
    lines.sort_by_key(|(is_touched, level, _)| (*is_touched, std::cmp::Reverse(*level)));
    let crowd = (MANY as f32 / 2.0 / all.len() as f32).clamp(0.35, 1.0);
    let steps = STEPS[usize::from(all.len() > MANY)];
    let mut shapes = Vec::with_capacity(lines.len());
    for (is_touched, level, index) in lines {
        let curve = curve(scene, index, steps);
        if is_near(&curve, scene.sight.rect) {
            let style = LineStyle { level, is_touched, crowd };
            draw(scene, &all[index], style, &curve, &mut shapes);
        }
    }
    painter.extend(shapes);
    for joint in &scene.known.joints {
        paint_joint(painter, scene, joint, crowd);
    }
}

/// Whether a piece of a curve may be in a rectangle. Of a long curve that crosses the rectangle, none of the points may be in it.
pub(super) fn is_near(curve: &[Pos2], rect: Rect) -> bool {
    curve.windows(2).any(|ends| Rect::from_two_pos(ends[0], ends[1]).intersects(rect))
}

/// The index of the line that is nearest to a position on the screen, if it is within `reach` points.
pub(super) fn nearest(scene: &Scene<'_>, at: Pos2, reach: f32) -> Option<usize> {
    let distance = |index: usize| {
        let curve = curve(scene, index, STEPS[0]);
        let of_piece = |piece: &[Pos2]| {
            let (start, along) = (piece[0], piece[1] - piece[0]);
            let share = ((at - start).dot(along) / along.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
            (start + along * share).distance(at)
        };
        curve.windows(2).map(of_piece).fold(f32::INFINITY, f32::min)
    };
    let near = (0..scene.known.lines.len()).filter(|index| bounds(scene, *index).expand(reach).contains(at));
    let near = near.map(|index| (distance(index), index));
    near.filter(|(distance, _)| *distance <= reach).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, index)| index)
}

/// Paints the line with this index again, because the person points at it.
pub(super) fn paint_pointed(painter: &Painter, scene: &Scene<'_>, index: usize) {
    let stroke = Stroke::new(4.0, scene.context.theme.selected.gamma_multiply(0.6));
    painter.add(Shape::line(curve(scene, index, STEPS[0]), stroke));
}

/// Paints the point at which the lines of alternatives meet, the line from there to the box, and what it is.
fn paint_joint(painter: &Painter, scene: &Scene<'_>, joint: &Joint, crowd: f32) {
    let at = scene.sight.pos(scene.known.joint_at(joint));
    if !scene.sight.rect.expand(20.0).contains(at) {
        return;
    }
    let lines = joint.lines.iter().map(|index| &scene.known.lines[*index]);
    // One of the alternatives is enough, so the best of them decides.
    let level = lines.clone().map(|line| line.level(scene.context)).max().unwrap_or(Level::Up);
    let is_touched = |line: &Line| scene.touched.as_ref().is_some_and(|touched| touched.has_line(line));
    let style = LineStyle { level, is_touched: lines.clone().any(is_touched), crowd };
    let scale = scene.sight.scale;
    let stroke = Stroke::new(1.6 * scale.clamp(0.3, 1.0).sqrt(), color(scene, style));
    painter.line_segment([at, at - vec2(0.0, JOINT[0] * scale)], stroke);
    painter.circle(at, JOINT_RADIUS * scale, scene.context.theme.land, stroke);
    // Of several groups only the one at the left is named, where no other joint is in the way.
    if scale >= NAMED_FROM && joint.group == 0 {
        let words = scene.context.texts.get("needs-alternatives");
        let ink = scene.context.theme.quiet.gamma_multiply(scene.strength(joint.user).max(0.45));
        let font = FontId::proportional((TEXT_SMALL * scale.min(1.0)).max(9.0));
        let galley = painter.layout_no_wrap(words.to_owned(), font, ink);
        let left = pos2(at.x - (JOINT_RADIUS + 4.0) * scale - galley.size().x, at.y - galley.size().y / 2.0);
        let own = Rect::from_min_size(left, galley.size()).expand2(vec2(2.0, 0.0));
        painter.rect_filled(own, CORNER, scene.context.theme.land.gamma_multiply(0.85));
        painter.galley(left, galley, ink);
    }
}

/// The properties of a line that decide its colour and opacity.
#[derive(Clone, Copy)]
struct LineStyle {
    level: Level,
    /// Whether the line is connected to the hovered or selected service.
    is_touched: bool,
    /// The opacity of lines at the level Up. It is smaller if there are many lines.
    crowd: f32,
}

fn color(scene: &Scene<'_>, style: LineStyle) -> Color32 {
    let LineStyle { level, is_touched, crowd } = style;
    let theme = scene.context.theme;
    let strength = match (&scene.touched, is_touched) {
        (None, _) => 0.6,
        (Some(_), true) => 1.0,
        (Some(_), false) => 0.12,
    };
    match level {
        Level::Up if is_touched => theme.selected,
        Level::Up => theme.quiet.gamma_multiply(strength * 0.6 * crowd),
        Level::Degraded | Level::Down => theme.level(level).gamma_multiply(strength),
    }
}

fn draw(scene: &Scene<'_>, line: &Line, style: LineStyle, curve: &[Pos2], shapes: &mut Vec<Shape>) {
    let share = line.weight as f32 / WHOLE as f32;
    // At a small scale all lines are thinner, so that many lines can be distinguished.
    let width = egui::lerp(WIDTH[0]..=WIDTH[1], share) * scene.sight.scale.clamp(0.3, 1.0).sqrt();
    let color = color(scene, style);
    let stroke = Stroke::new(if style.is_touched { width + 0.8 } else { width }, color);
    let mut draw_one = |curve: &[Pos2], stroke: Stroke| match (line.kind, style.level) {
        (Kind::Switch, _) => shapes.extend(Shape::dotted_line(curve, color, DOTS, 1.1)),
        (Kind::Dependency(_), Level::Degraded) => shapes.extend(Shape::dashed_line(curve, stroke, DASH[0], DASH[1])),
        (Kind::Dependency(_), Level::Up | Level::Down) => shapes.push(Shape::line(curve.to_vec(), stroke)),
    };
    if line.primary {
        let stroke = Stroke::new((stroke.width * 0.5).max(0.8), color);
        let apart = (DOUBLE * scene.sight.scale.clamp(0.5, 1.0) + stroke.width) / 2.0;
        draw_one(&beside(curve, apart), stroke);
        draw_one(&beside(curve, -apart), stroke);
    } else {
        draw_one(curve, stroke);
    }
}

/// The curve, moved sideways by this distance in points.
fn beside(curve: &[Pos2], distance: f32) -> Vec<Pos2> {
    let point = |index: usize| {
        let [before, after] = [index.saturating_sub(1), (index + 1).min(curve.len() - 1)];
        curve[index] + (curve[after] - curve[before]).normalized().rot90() * distance
    };
    (0..curve.len()).map(point).collect()
}

/// The curve of the line with this index on the screen.
fn curve(scene: &Scene<'_>, index: usize, steps: u8) -> Vec<Pos2> {
    let points = scene.known.points(index, scene.sight.scale, steps);
    points.into_iter().map(|point| scene.sight.pos(point.into())).collect()
}

/// A rectangle on the screen that contains the curve of the line with this index.
fn bounds(scene: &Scene<'_>, index: usize) -> Rect {
    let bounds = scene.known.bounds(index, scene.sight.scale);
    // A point of the curve may be rounded to the other side of an edge.
    Rect::from_two_pos(scene.sight.pos(bounds.min.into()), scene.sight.pos(bounds.max.into())).expand(1.0)
}
