//! Paints the lines of the dependency view, from each service up to its dependents. The line is wider if its weight is larger, dashed
//! if the dependency only allows the level Degraded, and dotted if it belongs to a failover.

use egui::{Painter, Pos2, Shape, Stroke, pos2, vec2};

use super::Scene;
use super::known::{Kind, Line};
use super::layout::BOX;
use crate::model::Id;
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

/// Paints all lines in view. Lines with a worse level are painted over lines with a better one, and the lines of the hovered or
/// selected service are painted last.
pub(super) fn paint(painter: &Painter, scene: &Scene<'_>) {
    let mut lines: Vec<(bool, Level, &Line)> = scene
        .known
        .lines
        .iter()
        .map(|line| {
            (scene.touched.as_ref().is_some_and(|touched| touched.has_line(line)), line.level(scene.context), line)
        })
        .collect();
    lines.sort_by_key(|(is_touched, level, _)| (*is_touched, std::cmp::Reverse(*level)));
    let crowd = (MANY as f32 / 2.0 / lines.len() as f32).clamp(0.35, 1.0);
    let steps = STEPS[usize::from(lines.len() > MANY)];
    let mut shapes = Vec::with_capacity(lines.len());
    for (is_touched, level, line) in lines {
        let curve = curve(scene, line, steps);
        let is_in_sight = curve.iter().any(|at| scene.sight.rect.contains(*at));
        if is_in_sight {
            let style = LineStyle { level, is_touched, crowd };
            draw(scene, line, style, &curve, &mut shapes);
        }
    }
    painter.extend(shapes);
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

fn draw(scene: &Scene<'_>, line: &Line, style: LineStyle, curve: &[Pos2], shapes: &mut Vec<Shape>) {
    let LineStyle { level, is_touched, crowd } = style;
    let theme = scene.context.theme;
    let share = line.weight as f32 / WHOLE as f32;
    // At a small scale all lines are thinner, so that many lines can be distinguished.
    let width = egui::lerp(WIDTH[0]..=WIDTH[1], share) * scene.sight.scale.clamp(0.3, 1.0).sqrt();
    let strength = match (&scene.touched, is_touched) {
        (None, _) => 0.6,
        (Some(_), true) => 1.0,
        (Some(_), false) => 0.12,
    };
    let color = match level {
        Level::Up if is_touched => theme.selected,
        Level::Up => theme.quiet.gamma_multiply(strength * 0.6 * crowd),
        Level::Degraded | Level::Down => theme.level(level).gamma_multiply(strength),
    };
    let stroke = Stroke::new(if is_touched { width + 0.8 } else { width }, color);
    match (line.kind, level) {
        (Kind::Switch, _) => shapes.extend(Shape::dotted_line(curve, color, DOTS, 1.1)),
        (Kind::Dependency(_), Level::Degraded) => shapes.extend(Shape::dashed_line(curve, stroke, DASH[0], DASH[1])),
        (Kind::Dependency(_), Level::Up | Level::Down) => shapes.push(Shape::line(curve.to_vec(), stroke)),
    }
}

/// The curve from the upper edge of a service to the lower edge of its dependent. If the dependent is not above the service, the curve
/// goes from a side of one box to the same side of the other box.
fn curve(scene: &Scene<'_>, line: &Line, steps: u8) -> Vec<Pos2> {
    let [from, to] = [line.needed, line.user].map(|service| scene.known.layout.at[service.index()]);
    let half = [BOX[0] / 2.0, BOX[1] / 2.0];
    let rises = from[1] - to[1] > BOX[1];
    let (start, end, pull) = if rises {
        let (start, end) = (scene.sight.pos([from[0], from[1] - half[1]]), scene.sight.pos([to[0], to[1] + half[1]]));
        (start, end, vec2(0.0, -(start.y - end.y) * 0.45))
    } else {
        let side = if to[0] >= from[0] { 1.0 } else { -1.0 };
        let (start, end) =
            (scene.sight.pos([from[0] + side * half[0], from[1]]), scene.sight.pos([to[0] + side * half[0], to[1]]));
        (start, end, vec2(side * (24.0 + 0.12 * (end - start).length()) * scene.sight.scale, 0.0))
    };
    let (a, b) = (start + pull, if rises { end - pull } else { end + pull });
    let at = |share: f32| {
        let rest = 1.0 - share;
        let weights =
            [rest * rest * rest, 3.0 * rest * rest * share, 3.0 * rest * share * share, share * share * share];
        let sum = |part: fn(Pos2) -> f32| -> f32 {
            [start, a, b, end].map(part).iter().zip(weights).map(|(p, w)| p * w).sum()
        };
        pos2(sum(|p| p.x), sum(|p| p.y))
    };
    (0..=steps).map(|step| at(f32::from(step) / f32::from(steps))).collect()
}
