//! Sixth stage of the map: paints a scene. Chips, cards and other objects that can be clicked are painted by the last stage, `input`,
//! with functions from `chips` and `cards`.

mod baseline;
mod cards;
mod chips;
mod differences;
mod field;
mod fire;
mod ground;
mod labels;
mod links;
mod path;
mod rings;
mod sparks;

use egui::{Painter, Pos2, Rect, Stroke, StrokeKind, vec2};

pub use self::baseline::rim as baseline_rim;
pub use self::cards::{paint_card, paint_footer};
pub use self::chips::{paint_chip, paint_left_chip, paint_more_chip, paint_pending};
pub use self::differences::{SignKey, Signs, key_height};
pub use self::ground::Ground;
pub use self::labels::{Scale, paint_scale};
pub use self::path::paint_numbers;
pub use self::rings::{sector_at, sectors};
#[cfg(test)]
pub use self::sparks::heads;
pub use self::sparks::rim as fresh_rim;
use super::facts::RunFacts;
use super::links::Rings;
use super::marks::{Mark, MarkKind};
use super::scene::{MarkState, Scene};
use crate::ui::ViewContext;
use crate::ui::theme::CORNER;

/// A mark to be painted, with its state and position.
#[derive(Clone, Copy)]
struct PaintedMark<'a> {
    mark: &'a Mark,
    state: &'a MarkState,
    /// The position of its middle on the screen.
    centre: Pos2,
}

/// The comparisons with the baseline that are shown.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// Whether the rings of the baseline are drawn around the marks of this run.
    pub has_rings: bool,
    /// The signs for how sites differ from the baseline, if they are switched on.
    pub signs: Option<&'a Signs>,
}

/// Paints everything in a scene that cannot be clicked, from back to front.
pub fn paint_scene(
    painter: &Painter,
    context: &ViewContext<'_>,
    facts: &RunFacts,
    scene: &Scene,
    compared: Compared<'_>,
) {
    let rings = Rings::of(&scene.marks);
    paint_frames(painter, context, scene);
    paint_true_positions(painter, context, scene, &rings);
    links::paint(painter, context, facts, scene, &rings);
    sparks::paint(painter, context, facts, scene, &rings);
    path::paint_lines(painter, context, scene, &rings);
    labels::paint_cities(painter, context, scene);
    chips::paint_lines(painter, context, scene);
    paint_marks(painter, context, scene, compared);
    labels::paint_names(painter, context, scene);
}

/// Paints the frames around the parts of opened units.
fn paint_frames(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let marks = &scene.marks;
    if marks.shows_fields() {
        return;
    }
    let theme = context.theme;
    let line = Stroke::new(1.0, theme.quiet.gamma_multiply(0.5));
    let fill = theme.land.gamma_multiply(0.75);
    for frame in marks.frames().filter(|frame| marks.is_in_view(frame)) {
        if frame.is_grid() {
            let parts = marks.parts_in(frame).map(|part| marks.rect(part.mark));
            let all = parts.reduce(Rect::union).unwrap_or(Rect::NOTHING);
            painter.rect(all.expand2(vec2(28.0, 24.0)), CORNER, fill, line, StrokeKind::Inside);
        } else {
            painter.circle(marks.pos(frame), frame.radius, fill, line);
        }
    }
}

/// Paints a dot at the true position of each mark that was moved, and a line from the dot to the edge of the mark. Neither is painted over or
/// behind a ring.
fn paint_true_positions(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, rings: &Rings) {
    let marks = &scene.marks;
    let line = Stroke::new(1.0, context.theme.quiet.gamma_multiply(0.6));
    for mark in marks.all.iter().filter(|mark| marks.is_in_view(mark)) {
        let Some(moved_from) = mark.moved_from else { continue };
        let painter = &scene.painter(painter, mark);
        let (true_at, middle) = (marks.screen.rect.center() + moved_from, marks.pos(mark));
        let away = true_at - middle;
        if away.length() <= mark.radius || rings.hides(true_at) {
            continue;
        }
        for points in rings.pieces(&[true_at, middle + away.normalized() * mark.radius]) {
            painter.line(points, line);
        }
        painter.circle_filled(true_at, 2.0, context.theme.quiet);
    }
}

/// Paints the rings and the fields.
fn paint_marks(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, compared: Compared<'_>) {
    let marks = &scene.marks;
    let baseline = context.baseline().filter(|_| compared.has_rings);
    for (mark, state) in marks.all.iter().zip(&scene.now.states) {
        if !marks.is_in_view(mark) || matches!(mark.kind, MarkKind::Frame(_)) {
            continue;
        }
        let painter = &scene.painter(painter, mark);
        let painted = PaintedMark { mark, state, centre: marks.pos(mark) };
        if mark.is_field(&marks.screen) {
            let mut painter = painter.clone();
            painter.multiply_opacity(field::strength(&marks.screen));
            field::paint(&painter, context, painted);
        } else {
            rings::paint(painter, context, painted);
            rings::halo(painter, context, painted);
            if let Some(baseline) = &baseline {
                baseline::paint_ring(painter, context, baseline, painted);
            }
            if let Some(signs) = compared.signs {
                signs.at_mark(painter, context, painted);
            }
        }
    }
}
