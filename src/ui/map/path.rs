//! Why, drawn: the chain that the inspector tells, as a numbered path from the spark to what is selected.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use super::arcs::{arrow, end_of_mark};
use super::curve::{Curve, End};
use super::known::Known;
use super::scene::Scene;
use super::words;
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::chain::{self, Chain};
use crate::ui::theme::TEXT_SMALL;

/// Half the height of a badge, in points.
const BADGE: f32 = 8.0;

/// What of the chain happened at one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stop {
    /// Where.
    pub(super) end: End,
    /// Numbers of its first and last link, as the inspector tells them.
    pub(super) numbers: [usize; 2],
    /// The colour of the last.
    colour: Color32,
}

/// The stops of the chain of what is selected; none if nothing is, or nothing happened to it so far.
pub(super) fn stops(context: &ViewContext<'_>, known: &Known, scene: &Scene) -> Vec<Stop> {
    let selected = context.session.selection().filter(|_| context.is_chosen());
    let Some(chain) = selected.and_then(|subject| Chain::of(context, subject)) else { return Vec::new() };
    let mut stops: Vec<Stop> = Vec::new();
    let mut first = None;
    for (number, id) in chain.shown() {
        let event = context.recording.event(id);
        let from = *first.get_or_insert(number);
        // What happened nowhere is told at the next place.
        let Some(end) = place(known, scene, context.recording.subject(event)) else { continue };
        let colour = chain::colour(context, event.kind);
        match stops.last_mut().filter(|last| last.end == end) {
            Some(last) => (last.numbers[1], last.colour) = (number, colour),
            None => stops.push(Stop { end, numbers: [from, number], colour }),
        }
        first = None;
    }
    stops
}

/// Where something is on the map: the chip of a service, the ring of a site, the card of what is out of view.
fn place(known: &Known, scene: &Scene, subject: Subject) -> Option<End> {
    let mark = match subject {
        Subject::Site(site) => scene.mark_of_site(site)?,
        Subject::Service(service) => match scene.chip(service) {
            Some(rect) => return Some(End::Chip(rect)),
            None => home(known, scene, service)?,
        },
        Subject::World | Subject::Company(_) => return None,
    };
    if scene.marks[mark].is_field(&scene.key.screen) {
        return Some(End::Chip(scene.rect(&scene.marks[mark])));
    }
    if scene.shows_middle(&scene.marks[mark]) {
        return Some(end_of_mark(scene, mark));
    }
    let site = scene.marks[mark].sites.first()?;
    scene.edges.iter().find(|card| scene.marks[card.mark].sites.contains(site)).map(|card| End::Chip(card.rect))
}

fn home(known: &Known, scene: &Scene, service: ServiceId) -> Option<usize> {
    known.home[service.index()].map(|unit| scene.mark_of[unit])
}

/// Paints the way from stop to stop.
pub(super) fn paint_way(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    if scene.shows_fields() {
        return;
    }
    let theme = context.theme;
    for pair in scene.path.windows(2) {
        for curve in Curve::between(pair[0].end, pair[1].end, scene.world_width()) {
            let points = curve.points(painter.clip_rect());
            let [.., before, tip] = points[..] else { continue };
            painter.add(Shape::line(points.clone(), Stroke::new(6.0, theme.panel.gamma_multiply(0.8))));
            painter.add(Shape::line(points, Stroke::new(2.5, theme.text)));
            arrow(painter, [before, tip], 6.0, theme.text);
        }
    }
}

/// Paints the numbers over rings and chips.
pub(super) fn paint_numbers(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    for (index, stop) in scene.path.iter().enumerate() {
        // Whoever comes by again finds the next number beside the first.
        let before = scene.path[..index].iter().filter(|other| other.end == stop.end);
        let left: f32 = before.map(|other| width(painter, other) + 2.0).sum();
        let size = vec2(width(painter, stop), 2.0 * BADGE);
        let rect = Rect::from_min_size(corner(stop.end) + vec2(left, 0.0), size);
        painter.rect(rect, BADGE, stop.colour, Stroke::new(1.5, context.theme.panel), egui::StrokeKind::Outside);
        let words = galley(painter, stop);
        painter.galley(rect.center() - words.size() / 2.0, words, context.theme.panel);
    }
}

/// The upper left corner of the first number at a place.
fn corner(end: End) -> Pos2 {
    match end {
        End::Ring(at, radius) => at - Vec2::splat(0.72 * radius + BADGE),
        End::Chip(rect) => rect.min - vec2(5.0, BADGE - 1.0),
    }
}

fn numbers(stop: &Stop) -> String {
    match stop.numbers {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first}–{last}"),
    }
}

fn width(painter: &Painter, stop: &Stop) -> f32 {
    (galley(painter, stop).size().x + 8.0).max(2.0 * BADGE)
}

fn galley(painter: &Painter, stop: &Stop) -> Arc<Galley> {
    words::name(painter, &numbers(stop), TEXT_SMALL - 1.0)
}
