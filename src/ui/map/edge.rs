//! Places out of view, as cards at the edge of the map in their direction, with the distance. A click goes there.

use egui::{Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::known::Known;
use super::names::name_of;
use super::scene::Scene;
use super::screen::area;
use super::words;
use crate::geo::{Area, WorldPos, great_circle_km, unproject};
use crate::recording::Subject;
use crate::ui::theme::{CORNER, TEXT_SMALL};
use crate::ui::{ViewContext, icons};

/// Cards at most.
const MOST_CARDS: usize = 5;

/// A place out of view.
#[derive(Clone, Debug)]
pub(super) struct EdgeCard {
    /// Its mark.
    pub(super) mark: usize,
    /// Where it is.
    pub(super) at: WorldPos,
    pub(super) name: String,
    pub(super) way: String,
    pub(super) rect: Rect,
}

/// The cards of the largest places out of view.
pub(super) fn cards(
    context: &ViewContext<'_>,
    painter: &Painter,
    known: &Known,
    scene: &Scene,
    taken: &mut Vec<Area>,
) -> Vec<EdgeCard> {
    let screen = scene.key.screen;
    let mut out: Vec<usize> = (0..scene.marks.len())
        .filter(|index| {
            let mark = &scene.marks[*index];
            !mark.is_framed && !scene.shows_middle(mark)
        })
        .collect();
    let is_struck = |index: usize| known.strikes.ever(&scene.marks[index].sites);
    out.sort_by_key(|index| (!is_struck(*index), std::cmp::Reverse(scene.marks[*index].servers)));
    out.truncate(MOST_CARDS);
    let mut cards = Vec::new();
    for index in out {
        let mark = &scene.marks[index];
        let at = known.units[mark.units[0]].at;
        let name = name_of(context, known, mark);
        let way = way(context, unproject(screen.camera.centre), unproject(at));
        let lines = [words::name(painter, &name, TEXT_SMALL).size(), words::line(painter, &way, TEXT_SMALL).size()];
        let size = vec2(lines[0].x.max(lines[1].x) + 34.0, lines[0].y + lines[1].y + 10.0);
        let Some(rect) = place(scene.view().shrink(8.0), scene.pos(mark), size, taken) else { continue };
        taken.push(area(rect.expand(3.0)));
        cards.push(EdgeCard { mark: index, at, name, way, rect });
    }
    cards
}

/// Distance and direction in words.
fn way(context: &ViewContext<'_>, from: crate::geo::LatLon, to: crate::geo::LatLon) -> String {
    let km = great_circle_km(from, to);
    let km = if km >= 100.0 { (km / 10.0).round() * 10.0 } else { km.round() };
    let east = ((to.lon - from.lon + 540.0).rem_euclid(360.0) - 180.0) * from.lat.to_radians().cos();
    let angle = (to.lat - from.lat).atan2(east).to_degrees();
    let winds = ["map-e", "map-ne", "map-n", "map-nw", "map-w", "map-sw", "map-s", "map-se"];
    let wind = winds[(angle / 45.0).round().rem_euclid(8.0) as usize % 8];
    let km = context.texts.count(km as u64);
    context.texts.with("map-way", &[("km", &km), ("wind", context.texts.get(wind))])
}

/// A free spot at the edge of `view` in the direction of `towards`, or near it along that edge, or along the next one.
fn place(view: Rect, towards: Pos2, size: Vec2, taken: &[Area]) -> Option<Rect> {
    let room = view.shrink2(size / 2.0);
    if room.is_negative() {
        return None;
    }
    let way = towards - view.center();
    let reach = vec2(room.width() / 2.0 / way.x.abs().max(0.01), room.height() / 2.0 / way.y.abs().max(0.01));
    let on_side = reach.x < reach.y;
    let first = room.clamp(view.center() + way * reach.min_elem());
    let corner = room.center() + room.size() / 2.0 * vec2(way.x.signum(), way.y.signum());
    // To this side and to that, ever further.
    let steps = (0..25u8).map(|i| f32::from(i.div_ceil(2)) * if i % 2 == 0 { -0.25 } else { 0.25 });
    let along = |on_side: bool, step: f32| {
        if on_side { vec2(0.0, step * (size.y + 6.0)) } else { vec2(step * (size.x + 6.0), 0.0) }
    };
    let spots = steps.clone().map(|step| first + along(on_side, step));
    let mut spots = spots.chain(steps.map(|step| corner + along(!on_side, step)));
    spots.find_map(|spot| {
        let rect = Rect::from_center_size(room.clamp(spot), size);
        (!taken.iter().any(|other| other.overlaps(&area(rect)))).then_some(rect)
    })
}

/// Paints a card.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, card: &EdgeCard, is_pointed_at: bool) {
    let theme = context.theme;
    let holds = |subject: Option<Subject>| matches!(subject, Some(Subject::Site(site)) if scene.marks[card.mark].sites.contains(&site));
    let stroke = match (holds(context.session.selection()), is_pointed_at || holds(context.session.hover())) {
        (true, _) => Stroke::new(1.5, theme.selected),
        (false, true) => Stroke::new(1.0, theme.selected),
        (false, false) => Stroke::new(1.0, theme.line),
    };
    painter.rect(card.rect, CORNER, theme.panel.gamma_multiply(0.92), stroke, StrokeKind::Inside);
    let icon = pos2(card.rect.min.x + 14.0, card.rect.center().y);
    let (_, all) = &scene.states[card.mark];
    match all.strike {
        Some((kind, _)) => icons::hazard(painter, icon, 7.0, kind, theme),
        None => icons::level(painter, icon, 5.0, all.level(), theme),
    }
    let x = card.rect.min.x + 26.0;
    let name = words::name(painter, &card.name, TEXT_SMALL);
    let below = card.rect.min.y + 5.0 + name.size().y;
    painter.galley(pos2(x, card.rect.min.y + 5.0), name, theme.text);
    words::paint(painter, pos2(x, below), &card.way, TEXT_SMALL, theme.quiet);
}
