//! Needs between places as curved lines from what is needed to who needs it; trouble travels along them as dots.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, vec2};

use super::fire::Flow;
use super::known::{Known, need_lets_through};
use super::marks::What;
use super::scene::Scene;
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::Look;
use crate::units::Level;

/// Lines that are drawn at most, and needs of one service that are stressed at most.
const MOST_LINES: usize = 90;
const MOST_STRESSED: usize = 40;
/// Points of a line.
const STEPS: u16 = 28;

/// One end of a line: a ring, or the chip of a service without servers.
#[derive(Clone, Copy, Debug, PartialEq)]
struct End {
    at: Pos2,
    radius: f32,
}

/// Paints all needs between the marks of a scene, and stresses those of the service that is pointed at or selected.
pub(super) fn paint(painter: &Painter, look: &Look<'_>, known: &Known, scene: &Scene) {
    let focus = focus(look);
    let mut lines: Vec<(usize, usize, Level)> = Vec::new();
    for (pair, level) in known.pairs.iter().zip(&scene.pair_levels) {
        let (from, to) = (scene.mark_of[pair.from], scene.mark_of[pair.to]);
        if from == to {
            continue;
        }
        if let Some((_, _, there)) = lines.iter_mut().find(|(a, b, _)| (*a, *b) == (from, to)) {
            *there = (*there).min(*level);
        } else if lines.len() < MOST_LINES {
            lines.push((from, to, *level));
        }
    }
    // Trouble lies over what is fine.
    lines.sort_by_key(|(_, _, level)| std::cmp::Reverse(*level));
    let dim = if focus.is_some() { 0.35 } else { 1.0 };
    for (from, to, level) in lines {
        line(painter, look, [end_of_mark(scene, from), end_of_mark(scene, to)], level, Weight::Plain(dim));
    }
    if let Some(service) = focus {
        stress(painter, look, known, scene, service);
    }
}

/// The service whose needs are stressed.
fn focus(look: &Look<'_>) -> Option<ServiceId> {
    [look.session.hover(), look.session.selection()].into_iter().find_map(|subject| match subject {
        Some(Subject::Service(service)) => Some(service),
        Some(Subject::World | Subject::Site(_) | Subject::Company(_)) | None => None,
    })
}

fn stress(painter: &Painter, look: &Look<'_>, known: &Known, scene: &Scene, service: ServiceId) {
    let Some(own) = end_of_service(known, scene, service) else { return };
    for (user, place) in known.needed_by[service.index()].iter().take(MOST_STRESSED) {
        if let Some(to) = end_of_service(known, scene, *user) {
            let through = need_lets_through(look.world, look.recording, (*user, *place), look.now);
            line(painter, look, [own, to], Level::of(through), Weight::Dependent);
        }
    }
    for (place, need) in look.world.services[service].needs.iter().take(MOST_STRESSED).enumerate() {
        if let Some(from) = end_of_service(known, scene, need.service) {
            let through = need_lets_through(look.world, look.recording, (service, place), look.now);
            line(painter, look, [from, own], Level::of(through), Weight::Need);
        }
    }
}

fn end_of_mark(scene: &Scene, mark: usize) -> End {
    let mark = &scene.marks[mark];
    let reach = if matches!(mark.what, What::Frame(_)) { 0.0 } else { 2.0 };
    End { at: scene.pos(mark), radius: mark.radius + reach }
}

fn end_of_service(known: &Known, scene: &Scene, service: ServiceId) -> Option<End> {
    if let Some(unit) = known.home[service.index()] {
        return Some(end_of_mark(scene, scene.mark_of[unit]));
    }
    let chips = scene.blocks.iter().flat_map(|block| &block.chips);
    let chip: Option<Rect> = chips.into_iter().find(|chip| chip.service == service).map(|chip| chip.rect);
    chip.map(|rect| End { at: rect.center_top(), radius: 2.0 })
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

fn line(painter: &Painter, look: &Look<'_>, [from, to]: [End; 2], level: Level, weight: Weight) {
    let theme = look.theme;
    let way = to.at - from.at;
    if way.length() <= from.radius + to.radius + 2.0 {
        return;
    }
    let clip = painter.clip_rect();
    let bend = from.at + way / 2.0 + 0.17 * vec2(way.y, -way.x);
    if !Rect::from_points(&[from.at, to.at, bend]).intersects(clip) {
        return;
    }
    let at = |t: f32| {
        let (a, b) = (from.at.lerp(bend, t), bend.lerp(to.at, t));
        a.lerp(b, t)
    };
    let all = (0..=STEPS).map(|i| at(f32::from(i) / f32::from(STEPS)));
    let free = |p: &Pos2| (*p - from.at).length() > from.radius && (*p - to.at).length() > to.radius;
    let points: Vec<Pos2> = all.filter(free).collect();
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
    match level {
        Level::Degraded => painter.extend(Shape::dashed_line(&points, Stroke::new(width, colour), 7.0, 4.0)),
        Level::Up if weight == Weight::Dependent => {
            painter.extend(Shape::dotted_line(&points, theme.selected.gamma_multiply(0.7), 6.0, 1.0));
        }
        Level::Up | Level::Down => {
            painter.add(Shape::line(points, Stroke::new(width, colour)));
        }
    }
    if level != Level::Up {
        let flow = Flow::of(look);
        let dots: u8 = if level == Level::Down { 3 } else { 2 };
        for dot in 0..dots {
            let phase = flow.phase(2.4, f32::from(dot) / f32::from(dots));
            let p = at(phase);
            if free(&p) {
                painter.circle_filled(p, width + 1.2, theme.level(level).gamma_multiply(strength.max(0.5)));
            }
        }
    }
}
