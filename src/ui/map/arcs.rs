//! Needs between places as curved lines from what is needed to who needs it. Troubled ones come first, and have an arrow.

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use super::curve::{Curve, End};
use super::known::{Known, need_lets_through};
use super::marks::What;
use super::scene::Scene;
use super::state;
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::Look;
use crate::units::Level;

/// Lines that are drawn at most, and needs of one service that are stressed at most: more cannot be told apart.
const MOST_LINES: usize = 48;
const MOST_STRESSED: usize = 40;
/// Strength of lines that something else is told over.
const DIM: f32 = 0.35;

/// A line between two marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    from: usize,
    to: usize,
    level: Level,
}

/// The lines between the marks of a scene: of many the troubled ones, then the weightiest; those on top last.
pub(super) fn lines(look: &Look<'_>, known: &Known, scene: &Scene) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut place_of = std::collections::BTreeMap::new();
    for pair in &known.pairs {
        let (from, to) = (scene.mark_of[pair.from], scene.mark_of[pair.to]);
        let is_touched = scene.reach.as_ref().is_none_or(|reach| reach.touches_pair(look, pair));
        if from == to || !is_touched {
            continue;
        }
        let level = state::pair_level(look, pair);
        let place = *place_of.entry((from, to)).or_insert(lines.len());
        match lines.get_mut(place) {
            Some(line) => line.level = line.level.min(level),
            None => lines.push(Line { from, to, level }),
        }
    }
    lines.sort_by_key(|line| line.level);
    lines.truncate(MOST_LINES);
    lines.reverse();
    lines
}

/// Paints all needs between the marks of a scene, and stresses those of the service that is pointed at or selected.
pub(super) fn paint(painter: &Painter, look: &Look<'_>, known: &Known, scene: &Scene) {
    if scene.shows_fields() {
        return;
    }
    let focus = focus(look, scene);
    let dim = if focus.is_some() || scene.path.len() > 1 { DIM } else { 1.0 };
    for line in &scene.lines {
        let ends = [end_of_mark(scene, line.from), end_of_mark(scene, line.to)];
        paint_line(painter, look, scene, ends, line.level, Weight::Plain(dim));
    }
    if let Some(service) = focus {
        stress(painter, look, known, scene, service);
    }
}

/// The service whose needs are stressed: not the one whose outage is told on the map.
fn focus(look: &Look<'_>, scene: &Scene) -> Option<ServiceId> {
    let selected = look.session.selection().filter(|_| scene.path.len() < 2);
    [look.session.hover(), selected].into_iter().find_map(|subject| match subject {
        Some(Subject::Service(service)) => Some(service),
        Some(Subject::World | Subject::Site(_) | Subject::Company(_)) | None => None,
    })
}

fn stress(painter: &Painter, look: &Look<'_>, known: &Known, scene: &Scene, service: ServiceId) {
    let Some(own) = end_of_service(known, scene, service) else { return };
    for (user, place) in known.needed_by[service.index()].iter().take(MOST_STRESSED) {
        if let Some(to) = end_of_service(known, scene, *user) {
            let through = need_lets_through(look.world, look.recording, (*user, *place), look.now);
            paint_line(painter, look, scene, [own, to], Level::of(through), Weight::Dependent);
        }
    }
    for (place, need) in look.world.services[service].needs.iter().take(MOST_STRESSED).enumerate() {
        if let Some(from) = end_of_service(known, scene, need.service) {
            let through = need_lets_through(look.world, look.recording, (service, place), look.now);
            paint_line(painter, look, scene, [from, own], Level::of(through), Weight::Need);
        }
    }
}

/// A mark as the end of a line.
pub(super) fn end_of_mark(scene: &Scene, mark: usize) -> End {
    let mark = &scene.marks[mark];
    let reach = if matches!(mark.what, What::Frame(_)) { 0.0 } else { 2.0 };
    End::Ring(scene.pos(mark), mark.radius + reach)
}

/// The home of a service, or the chip of one without servers.
pub(super) fn end_of_service(known: &Known, scene: &Scene, service: ServiceId) -> Option<End> {
    match known.home[service.index()] {
        Some(unit) => Some(end_of_mark(scene, scene.mark_of[unit])),
        None => scene.chip(service).map(End::Chip),
    }
}

/// How much a line stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weight {
    /// As strong as its state asks for, times this.
    Plain(f32),
    /// A need of the service in question.
    Need,
    /// Somebody needs the service in question.
    Dependent,
}

fn paint_line(painter: &Painter, look: &Look<'_>, scene: &Scene, [from, to]: [End; 2], level: Level, weight: Weight) {
    let theme = look.theme;
    let strength = match weight {
        Weight::Plain(share) => share,
        Weight::Need | Weight::Dependent => 1.0,
    };
    let stressed = weight == Weight::Need;
    let (width, colour): (f32, Color32) = match level {
        Level::Up if stressed => (2.0, theme.up),
        Level::Up => (1.0, theme.quiet.gamma_multiply(0.42 * strength)),
        Level::Degraded => (if stressed { 2.4 } else { 1.5 }, theme.degraded.gamma_multiply(0.85 * strength)),
        Level::Down => (if stressed { 3.0 } else { 2.0 }, theme.down.gamma_multiply(0.85 * strength)),
    };
    for curve in Curve::between(from, to, scene.world_width()).filter(|curve| curve.is_in(painter.clip_rect())) {
        let points = curve.points(painter.clip_rect());
        if points.is_empty() {
            continue;
        }
        if level != Level::Up {
            arrow(painter, [curve.at(0.5), curve.at(0.56)], width + 2.5, colour);
        }
        match level {
            Level::Degraded => painter.extend(Shape::dashed_line(&points, Stroke::new(width, colour), 7.0, 4.0)),
            Level::Up if weight == Weight::Dependent => {
                painter.extend(Shape::dotted_line(&points, theme.selected.gamma_multiply(0.7), 6.0, 1.0));
            }
            Level::Up | Level::Down => {
                painter.add(Shape::line(points, Stroke::new(width, colour)));
            }
        }
    }
}

/// The head of an arrow that comes from the one point to the other.
pub(super) fn arrow(painter: &Painter, [from, tip]: [Pos2; 2], size: f32, colour: Color32) {
    let way = (tip - from).normalized() * size;
    let side = vec2(-way.y, way.x) * 0.8;
    let corners = vec![tip, tip - way * 1.8 + side, tip - way * 1.8 - side];
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}
