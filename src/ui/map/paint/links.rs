//! Paints the dependencies between units as curved lines, one for both directions. If a direction is below the level Up and the line is long
//! enough, it has an arrow towards the dependents. Nothing of a line is painted behind a ring.

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::map::facts::{DependencyRef, RunFacts};
use crate::ui::map::links::{Curve, End, Rings, length, point_at};
use crate::ui::map::scene::Scene;
use crate::units::Level;

/// A line has arrow heads if a piece of it that is seen is at least so long for each head, in points. On a shorter one they would be all that is
/// seen of it.
const LEAST_WITH_HEAD: f32 = 24.0;
/// The largest number of dependencies, and of dependents, of one service that are highlighted. More lines could not be distinguished.
const MOST_STRESSED: usize = 40;
/// The factor for the opacity of a link while something else is highlighted.
const DIM: f32 = 0.35;
/// The least factor for the opacity of links when there are many links.
const CROWDED: f32 = 0.45;
/// Up to this number of lines, each line has its full opacity.
const FEW_LINES: f32 = 12.0;

/// Paints all links between the marks of a scene, and highlights those of the hovered or selected service.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, facts: &RunFacts, scene: &Scene, rings: &Rings) {
    if scene.marks.shows_fields() {
        return;
    }
    let service = stressed_service(context, scene);
    let mark = stressed_mark(context, facts, scene);
    let links = &scene.now.links;
    let crowd = (FEW_LINES / links.len().max(1) as f32).sqrt().clamp(CROWDED, 1.0);
    let ends = scene.line_ends(facts);
    for link in links {
        let is_drawn_over = service.is_some() || scene.now.path.len() > 1;
        let is_elsewhere = mark.is_some_and(|mark| !link.ends.contains(&mark));
        let strength = if is_drawn_over || is_elsewhere { DIM } else { 1.0 };
        let line = Line {
            ends: link.ends.map(|mark| ends.of_mark(mark)),
            levels: link.levels,
            weight: Weight::Plain { strength: strength * crowd, breadth: link.breadth },
        };
        line.paint(painter, context, scene, rings);
    }
    if let Some(service) = service {
        stress(painter, context, facts, scene, rings, service);
    }
}

/// The mark of the hovered or selected site: lines that do not end there are fainter.
fn stressed_mark(context: &ViewContext<'_>, facts: &RunFacts, scene: &Scene) -> Option<usize> {
    let selected = context.session.selection().filter(|_| scene.now.path.len() < 2);
    [context.session.hover(), selected].into_iter().find_map(|subject| match subject {
        Some(Subject::Site(site)) => facts.unit_of.get(site.index()).map(|unit| scene.marks.of_unit[*unit]),
        Some(Subject::World | Subject::Service(_) | Subject::Company(_)) | None => None,
    })
}

/// The hovered or selected service, whose dependencies are highlighted. A selected service whose chain of causes is shown as a path is
/// not highlighted.
fn stressed_service(context: &ViewContext<'_>, scene: &Scene) -> Option<ServiceId> {
    let selected = context.session.selection().filter(|_| scene.now.path.len() < 2);
    [context.session.hover(), selected].into_iter().find_map(|subject| match subject {
        Some(Subject::Service(service)) => Some(service),
        Some(Subject::World | Subject::Site(_) | Subject::Company(_)) | None => None,
    })
}

fn stress(
    painter: &Painter,
    context: &ViewContext<'_>,
    facts: &RunFacts,
    scene: &Scene,
    rings: &Rings,
    service: ServiceId,
) {
    let ends = scene.line_ends(facts);
    let Some(own) = ends.of_service_at(service, context.now) else { return };
    let levels = |dependency: DependencyRef| {
        let through = dependency.lets_through(context.world, context.recording, context.now);
        [Level::of(through), Level::Up]
    };
    for dependency in facts.dependents[service.index()].iter().take(MOST_STRESSED) {
        if let Some(to) = ends.of_service_at(dependency.user, context.now) {
            let line = Line { ends: [own, to], levels: levels(*dependency), weight: Weight::Dependent };
            line.paint(painter, context, scene, rings);
        }
    }
    let dependencies = context.world.services[service].dependencies.iter();
    for (index, dependency) in dependencies.take(MOST_STRESSED).enumerate() {
        if let Some(from) = ends.of_service_at(dependency.service, context.now) {
            let levels = levels(DependencyRef { user: service, index });
            let line = Line { ends: [from, own], levels, weight: Weight::Dependency };
            line.paint(painter, context, scene, rings);
        }
    }
}

/// How prominent a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weight {
    /// A link that is not highlighted. Its opacity depends on its level and is multiplied by `strength`; `breadth` is the width, in `0..=1`.
    Plain { strength: f32, breadth: f32 },
    /// A dependency of the highlighted service.
    Dependency,
    /// A dependency of another service on the highlighted service.
    Dependent,
}

/// A line to be painted.
struct Line {
    ends: [End; 2],
    /// The level of the direction from the first end to the second, and of the opposite direction.
    levels: [Level; 2],
    weight: Weight,
}

impl Line {
    fn paint(&self, painter: &Painter, context: &ViewContext<'_>, scene: &Scene, rings: &Rings) {
        let Self { ends: [from, to], levels: [there, back], weight } = *self;
        let theme = context.theme;
        let (strength, breadth) = match weight {
            Weight::Plain { strength, breadth } => (strength, egui::lerp(0.6..=1.0, breadth)),
            Weight::Dependency | Weight::Dependent => (1.0, 1.0),
        };
        let stressed = weight == Weight::Dependency;
        let level = there.min(back);
        let (width, colour): (f32, Color32) = match level {
            Level::Up if stressed => (2.0, theme.up),
            Level::Up => (1.0, theme.quiet.gamma_multiply(0.42 * strength)),
            Level::Degraded => {
                (if stressed { 2.4 } else { 1.6 * breadth }, theme.degraded.gamma_multiply(0.85 * strength))
            }
            Level::Down => (if stressed { 3.0 } else { 2.2 * breadth }, theme.down.gamma_multiply(0.85 * strength)),
        };
        let curves = Curve::between(from, to, scene.marks.world_width());
        for curve in curves.filter(|curve| curve.is_in(painter.clip_rect())) {
            let pieces = rings.pieces(&curve.points(painter.clip_rect()));
            for [before, tip] in heads(&pieces, [there, back].map(|level| level != Level::Up)) {
                arrow(painter, [before, tip], width + 2.5, colour);
            }
            for points in pieces {
                match level {
                    Level::Degraded => {
                        painter.extend(Shape::dashed_line(&points, Stroke::new(width, colour), 7.0, 4.0));
                    }
                    Level::Up if weight == Weight::Dependent => {
                        painter.extend(Shape::dotted_line(&points, theme.selected.gamma_multiply(0.7), 6.0, 1.0));
                    }
                    Level::Up | Level::Down => {
                        painter.add(Shape::line(points, Stroke::new(width, colour)));
                    }
                }
            }
        }
    }
}

/// The arrow heads of a line of which these pieces are seen: for each a position before its tip, and its tip. `is_troubled` is whether there is one
/// in the direction of the line, and one in the opposite direction. They are in the middle of the longest piece. If there are two, they point away
/// from each other.
fn heads(pieces: &[Vec<Pos2>], is_troubled: [bool; 2]) -> Vec<[Pos2; 2]> {
    let count = is_troubled.into_iter().filter(|is_troubled| *is_troubled).count();
    let longest = pieces.iter().max_by(|one, other| length(one).total_cmp(&length(other)));
    let is_long_enough = |piece: &&Vec<Pos2>| length(piece) >= LEAST_WITH_HEAD * count as f32;
    let Some(piece) = longest.filter(is_long_enough) else { return Vec::new() };
    let shares = [[0.52, 0.58], [0.48, 0.42]].into_iter().zip(is_troubled).filter(|(_, is_troubled)| *is_troubled);
    let points = shares.map(|(shares, _)| shares.map(|share| point_at(piece, share)));
    points.filter_map(|[before, tip]| Some([before?, tip?])).collect()
}

/// Paints the head of an arrow that points from the first position to the second.
pub(super) fn arrow(painter: &Painter, [from, tip]: [Pos2; 2], size: f32, colour: Color32) {
    let along = (tip - from).normalized() * size;
    let side = vec2(-along.y, along.x) * 0.8;
    let corners = vec![tip, tip - along * 1.8 + side, tip - along * 1.8 - side];
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn heads_are_in_the_middle_of_the_longest_piece_and_need_their_space() {
        let piece = |from: f32, until: f32| vec![pos2(from, 0.0), pos2(until, 0.0)];
        let tips = |pieces: &[Vec<Pos2>], is_troubled: [bool; 2]| {
            heads(pieces, is_troubled).iter().map(|[before, tip]| [before.x, tip.x].map(f32::round)).collect::<Vec<_>>()
        };
        let pieces = [piece(0.0, 30.0), piece(50.0, 150.0), piece(160.0, 180.0)];
        assert_eq!(tips(&pieces, [true, true]), [[102.0, 108.0], [98.0, 92.0]]);
        assert_eq!(tips(&pieces, [false, true]), [[98.0, 92.0]]);
        assert_eq!(tips(&pieces[..1], [true, false]).len(), 1, "there is space for one");
        assert_eq!(tips(&pieces[..1], [true, true]), Vec::<[f32; 2]>::new(), "but not for two");
        assert_eq!(tips(&pieces[2..], [true, false]), Vec::<[f32; 2]>::new());
        assert_eq!(tips(&[], [true, true]), Vec::<[f32; 2]>::new());
    }
}
