//! Cards at the edge of the map for units out of view. A card is in the direction of its unit and shows the distance.

use std::cmp::Reverse;

use egui::{Pos2, Rect, Vec2, vec2};

use super::LayoutInput;
use super::name_lines::mark_name;
use super::obstacles::Obstacles;
use crate::geo::{LatLon, WorldPos, great_circle_km, unproject};
use crate::ui::ViewContext;
use crate::ui::map::marks::{Mark, Marks};
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;

/// The largest number of cards.
const MOST_CARDS: usize = 5;
/// The space around a card that is kept free, in points.
pub(super) const AROUND_CARD: f32 = 3.0;
/// The number of positions along an edge that are tried.
const STEPS: u8 = 25;

/// The card of a unit out of view.
#[derive(Clone, Debug)]
pub struct EdgeCard {
    /// The index of the mark of the unit.
    pub mark: usize,
    /// The position of the unit.
    pub at: WorldPos,
    pub name: String,
    /// The distance and direction of the unit, seen from the middle of the map, as text. A unit without a position has neither, and the text
    /// says so.
    pub way: String,
    pub rect: Rect,
}

/// Whether a mark has a card at the edge.
pub(super) fn is_out_of_view(marks: &Marks, mark: &Mark) -> bool {
    !mark.is_framed && !marks.shows_middle(mark)
}

/// Adds the cards of the units out of view that have none in `cards` yet: struck units first, then the others, the largest first.
pub(super) fn add_cards(input: &LayoutInput<'_>, cards: &mut Vec<EdgeCard>, obstacles: &mut Obstacles) {
    let (marks, painter) = (input.marks, input.painter);
    let has_none = |index: usize| !cards.iter().any(|card| card.mark == index);
    let is_wanted = |index: &usize| is_out_of_view(marks, &marks.all[*index]) && has_none(*index);
    let mut out_of_view: Vec<usize> = (0..marks.all.len()).filter(is_wanted).collect();
    let is_struck = |index: usize| input.facts.run.is_any_struck(&marks.all[index].sites);
    out_of_view.sort_by_key(|index| (!is_struck(*index), Reverse(marks.all[*index].servers)));
    out_of_view.truncate(MOST_CARDS.saturating_sub(cards.len()));
    for index in out_of_view {
        let mark = &marks.all[index];
        let unit = &input.facts.units[mark.units[0]];
        let at = unit.at;
        let name = mark_name(input.context, input.facts, mark);
        let way = if unit.is_placed {
            way_words(input.context, unproject(marks.screen.camera.centre), unproject(at))
        } else {
            input.context.texts.get("map-no-way").to_owned()
        };
        let lines = [words::name(painter, &name, TEXT_SMALL).size(), words::line(painter, &way, TEXT_SMALL).size()];
        let size = vec2(lines[0].x.max(lines[1].x) + 34.0, lines[0].y + lines[1].y + 10.0);
        let edge = marks.label_area().shrink(8.0);
        let Some(rect) = free_rect(edge, marks.pos(mark), size, obstacles) else { continue };
        obstacles.add(rect.expand(AROUND_CARD));
        cards.push(EdgeCard { mark: index, at, name, way, rect });
    }
}

/// The distance and direction from `from` to `to` as text, such as "120 km NE".
fn way_words(context: &ViewContext<'_>, from: LatLon, to: LatLon) -> String {
    let km = great_circle_km(from, to);
    let km = if km >= 100.0 { (km / 10.0).round() * 10.0 } else { km.round() };
    let east = ((to.lon - from.lon + 540.0).rem_euclid(360.0) - 180.0) * from.lat.to_radians().cos();
    let angle = (to.lat - from.lat).atan2(east).to_degrees();
    let winds = ["map-e", "map-ne", "map-n", "map-nw", "map-w", "map-sw", "map-s", "map-se"];
    let wind = winds[(angle / 45.0).round().rem_euclid(8.0) as usize % 8];
    let km = context.texts.count(km as u64);
    context.texts.with("map-way", &[("km", &km), ("wind", context.texts.get(wind))])
}

/// Finds a free rectangle at the edge of `view`: in the direction of `towards`, or near that along the same edge or along the next.
fn free_rect(view: Rect, towards: Pos2, size: Vec2, obstacles: &Obstacles) -> Option<Rect> {
    let room = view.shrink2(size / 2.0);
    if room.is_negative() {
        return None;
    }
    let direction = towards - view.center();
    let reach =
        vec2(room.width() / 2.0 / direction.x.abs().max(0.01), room.height() / 2.0 / direction.y.abs().max(0.01));
    let on_side = reach.x < reach.y;
    let first = room.clamp(view.center() + direction * reach.min_elem());
    let corner = room.center() + room.size() / 2.0 * vec2(direction.x.signum(), direction.y.signum());
    // The positions alternate between the two sides, and their distance grows.
    let steps = (0..STEPS).map(|i| f32::from(i.div_ceil(2)) * if i % 2 == 0 { -0.25 } else { 0.25 });
    let along = |on_side: bool, step: f32| {
        if on_side { vec2(0.0, step * (size.y + 6.0)) } else { vec2(step * (size.x + 6.0), 0.0) }
    };
    let on_first_edge = steps.clone().map(|step| first + along(on_side, step));
    let on_next_edge = steps.map(|step| corner + along(!on_side, step));
    on_first_edge.chain(on_next_edge).find_map(|middle| {
        let rect = Rect::from_center_size(room.clamp(middle), size);
        (!obstacles.overlaps(rect)).then_some(rect)
    })
}
