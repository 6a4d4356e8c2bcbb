//! Needs between places as curved lines, one for all there and back. Troubled ones come first, and have an arrow towards who needs it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use super::curve::{Curve, End};
use super::known::{Known, need_lets_through};
use super::marks::What;
use super::scene::Scene;
use super::state;
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::units::Level;

/// Lines that are drawn at most, and needs of one service that are stressed at most: more cannot be told apart.
pub(super) const MOST_LINES: usize = 32;
const MOST_STRESSED: usize = 40;
/// Strength of lines that something else is told over, and of those of a crowd at least.
const DIM: f32 = 0.35;
const CROWDED: f32 = 0.45;
/// With no more lines than this each is as strong as can be.
const FEW_LINES: f32 = 12.0;

/// All needs between two marks, there and back.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) ends: [usize; 2],
    /// Places in the list of pairs: of what the second needs of the first, and of what the first needs of the second.
    pairs: [Vec<usize>; 2],
    weight: u64,
}

/// A line between two marks at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    ends: [usize; 2],
    /// How what goes there is, and what comes back.
    levels: [Level; 2],
    /// How much depends on it, of the most that does on any.
    share: f32,
}

impl Line {
    fn level(&self) -> Level {
        self.levels[0].min(self.levels[1])
    }
}

/// The ways between the marks of a scene, the weightiest first; time changes none.
pub(super) fn ways(context: &ViewContext<'_>, known: &Known, scene: &Scene) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    let mut place_of = BTreeMap::new();
    for (index, pair) in known.pairs.iter().enumerate() {
        let (from, to) = (scene.mark_of[pair.from], scene.mark_of[pair.to]);
        let is_touched = scene.reach.as_ref().is_none_or(|reach| reach.touches_pair(context, pair));
        if from == to || !is_touched {
            continue;
        }
        let ends = [from.min(to), from.max(to)];
        let place = *place_of.entry(ends).or_insert(ways.len());
        if place == ways.len() {
            ways.push(Way { ends, pairs: [Vec::new(), Vec::new()], weight: 0 });
        }
        let way = &mut ways[place];
        way.pairs[usize::from(from > to)].push(index);
        way.weight = way.weight.saturating_add(pair.weight);
    }
    ways.sort_by_key(|way| Reverse(way.weight));
    ways
}

/// The lines of a moment: of many ways the troubled ones, then the weightiest; those on top last.
pub(super) fn lines(context: &ViewContext<'_>, known: &Known, ways: &[Way]) -> Vec<Line> {
    let most = ways.first().map_or(1, |way| way.weight.max(1));
    let line = |way: &Way| {
        let worst =
            |pairs: &Vec<usize>| pairs.iter().map(|index| state::pair_level(context, &known.pairs[*index])).min();
        let levels = [worst(&way.pairs[0]), worst(&way.pairs[1])].map(|level| level.unwrap_or(Level::Up));
        Line { ends: way.ends, levels, share: (way.weight as f64 / most as f64).sqrt() as f32 }
    };
    let mut lines: Vec<Line> = ways.iter().map(line).collect();
    lines.sort_by_key(Line::level);
    lines.truncate(MOST_LINES);
    lines.reverse();
    lines
}

/// Paints all needs between the marks of a scene, and stresses those of the service that is pointed at or selected.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, known: &Known, scene: &Scene) {
    if scene.shows_fields() {
        return;
    }
    let focus = focus(context, scene);
    let touched = touched(context, known, scene);
    let crowd = (FEW_LINES / scene.lines.len().max(1) as f32).sqrt().clamp(CROWDED, 1.0);
    for line in &scene.lines {
        let is_told_over = focus.is_some() || scene.path.len() > 1;
        let is_baseline_selected = touched.is_some_and(|mark| !line.ends.contains(&mark));
        let strength = if is_told_over || is_baseline_selected { DIM } else { 1.0 };
        let ends = line.ends.map(|mark| end_of_mark(scene, mark));
        paint_line(
            painter,
            context,
            scene,
            ends,
            line.levels,
            Weight::Plain { strength: strength * crowd, share: line.share },
        );
    }
    if let Some(service) = focus {
        stress(painter, context, known, scene, service);
    }
}

/// The mark of the site that is pointed at or selected: lines that do not touch it step back.
fn touched(context: &ViewContext<'_>, known: &Known, scene: &Scene) -> Option<usize> {
    let selected = context.session.selection().filter(|_| scene.path.len() < 2);
    [context.session.hover(), selected].into_iter().find_map(|subject| match subject {
        Some(Subject::Site(site)) => known.unit_of.get(site.index()).map(|unit| scene.mark_of[*unit]),
        Some(Subject::World | Subject::Service(_) | Subject::Company(_)) | None => None,
    })
}

/// The service whose needs are stressed: not the one whose outage is told on the map.
fn focus(context: &ViewContext<'_>, scene: &Scene) -> Option<ServiceId> {
    let selected = context.session.selection().filter(|_| scene.path.len() < 2);
    [context.session.hover(), selected].into_iter().find_map(|subject| match subject {
        Some(Subject::Service(service)) => Some(service),
        Some(Subject::World | Subject::Site(_) | Subject::Company(_)) | None => None,
    })
}

fn stress(painter: &Painter, context: &ViewContext<'_>, known: &Known, scene: &Scene, service: ServiceId) {
    let Some(own) = end_of_service(known, scene, service) else { return };
    for (user, place) in known.dependents[service.index()].iter().take(MOST_STRESSED) {
        if let Some(to) = end_of_service(known, scene, *user) {
            let through = need_lets_through(context.world, context.recording, (*user, *place), context.now);
            let levels = [Level::of(through), Level::Up];
            paint_line(painter, context, scene, [own, to], levels, Weight::Dependent);
        }
    }
    for (place, need) in context.world.services[service].dependencies.iter().take(MOST_STRESSED).enumerate() {
        if let Some(from) = end_of_service(known, scene, need.service) {
            let through = need_lets_through(context.world, context.recording, (service, place), context.now);
            let levels = [Level::of(through), Level::Up];
            paint_line(painter, context, scene, [from, own], levels, Weight::Dependency);
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
    /// As strong as its state asks for, times this, and as broad as what depends on it.
    Plain { strength: f32, share: f32 },
    /// A need of the service in question.
    Dependency,
    /// Somebody needs the service in question.
    Dependent,
}

fn paint_line(
    painter: &Painter,
    context: &ViewContext<'_>,
    scene: &Scene,
    [from, to]: [End; 2],
    levels: [Level; 2],
    weight: Weight,
) {
    let theme = context.theme;
    let (strength, breadth) = match weight {
        Weight::Plain { strength, share } => (strength, egui::lerp(0.6..=1.0, share)),
        Weight::Dependency | Weight::Dependent => (1.0, 1.0),
    };
    let stressed = weight == Weight::Dependency;
    let [there, back] = levels;
    let level = there.min(back);
    let (width, colour): (f32, Color32) = match level {
        Level::Up if stressed => (2.0, theme.up),
        Level::Up => (1.0, theme.quiet.gamma_multiply(0.42 * strength)),
        Level::Degraded => (if stressed { 2.4 } else { 1.6 * breadth }, theme.degraded.gamma_multiply(0.85 * strength)),
        Level::Down => (if stressed { 3.0 } else { 2.2 * breadth }, theme.down.gamma_multiply(0.85 * strength)),
    };
    for curve in Curve::between(from, to, scene.world_width()).filter(|curve| curve.is_in(painter.clip_rect())) {
        let points = curve.points(painter.clip_rect());
        if points.is_empty() {
            continue;
        }
        // Trouble both ways has a head for each, away from the other.
        for (is_troubled, [before, tip]) in [(there != Level::Up, [0.52, 0.58]), (back != Level::Up, [0.48, 0.42])] {
            if is_troubled {
                arrow(painter, [curve.at(before), curve.at(tip)], width + 2.5, colour);
            }
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
