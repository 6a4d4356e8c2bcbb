//! Places the Ignite button of the selected site where it covers nothing: no name, ring or chip moves to make space for it. On a crowded map
//! without such a place, the labels in its way get another place or are hidden while the site is selected.

use egui::{Rect, Vec2, pos2, vec2};

use super::LayoutInput;
use super::chips::Block;
use super::names::Name;
use super::obstacles::Obstacles;
use crate::model::SiteId;
use crate::recording::Subject;
use crate::ui::map::marks::{Mark, Marks};
use crate::ui::map::screen::Screen;

/// Size of the Ignite button, in points.
pub const IGNITE_SIZE: Vec2 = vec2(104.0, 32.0);
/// The distance from a name, chips or a frame to the button, in points.
const BESIDE: f32 = 5.0;
/// The distances from the ring to the button that are tried, in points: the nearest before all other places that are not at the name, the
/// others after them.
const AWAY: [f32; 3] = [8.0, 36.0, 64.0];
/// The space around the button that is kept free, in points.
const AROUND: f32 = 3.0;
/// How far from the middle of its ring the button may be if it takes the place of labels, and the distances between the positions that are
/// tried, to the right and down: as numbers of positions and in points.
const POSITIONS: [i16; 2] = [20, 40];
const STEPS: [f32; 2] = [10.0, 4.0];

/// Where the button was in the last scene.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastIgnite {
    site: SiteId,
    screen: Screen,
    rect: Rect,
}

impl LastIgnite {
    /// The place of the button in this scene; `None` if there is none.
    pub(super) fn of(input: &LayoutInput<'_>, ignite: Option<Rect>) -> Option<Self> {
        let Some(Subject::Site(site)) = input.key.selection else { return None };
        Some(Self { site, screen: input.marks.screen, rect: ignite? })
    }
}

/// A place for the button.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) rect: Rect,
    /// Whether no label is there. Otherwise the labels there have to give way.
    pub(super) is_free: bool,
}

impl Place {
    /// A place that is free, or that is kept free.
    pub(super) const fn free(rect: Rect) -> Self {
        Self { rect, is_free: true }
    }
}

/// Keeps the place of the button free.
pub(super) fn take_place(button: Rect, obstacles: &mut Obstacles) {
    obstacles.add(button.expand(AROUND));
}

/// Finds a place for the button between the labels, or else over them. Returns `None` if no site is selected, if its mark is out of view, or if the
/// map is smaller than the button.
pub(super) fn find_place(
    input: &LayoutInput<'_>,
    last: Option<LastIgnite>,
    names: &[Name],
    blocks: &[Block],
    obstacles: &Obstacles,
) -> Option<Place> {
    let index = input.selected_mark()?;
    if !input.marks.is_in_view(&input.marks.all[index]) {
        return None;
    }
    if let Some(rect) = last_place(input, last, obstacles) {
        return Some(Place { rect, is_free: obstacles.is_free(rect) });
    }
    let name = names.iter().find(|name| name.mark == index).map(|name| name.rect);
    let free = free_place(input.marks, index, name, blocks, obstacles).map(Place::free);
    free.or_else(|| Some(Place { rect: place_over_labels(input.marks, index, name, obstacles)?, is_free: false }))
}

/// The place of the button in the last scene if the same site is still selected and the camera has not moved, so that the button stays under the
/// pointer that has clicked it although another run may have other names and chips.
fn last_place(input: &LayoutInput<'_>, last: Option<LastIgnite>, obstacles: &Obstacles) -> Option<Rect> {
    let Some(Subject::Site(site)) = input.key.selection else { return None };
    let last = last.filter(|last| (last.site, last.screen) == (site, input.marks.screen))?;
    Some(last.rect).filter(|rect| obstacles.is_in_label_area(*rect) && !obstacles.overlaps_fixed(*rect))
}

/// Finds a free rectangle for the button near the mark with this index, which has this name, or in the corner of its field. Returns `None` if there
/// is no space.
fn free_place(
    marks: &Marks,
    index: usize,
    name: Option<Rect>,
    blocks: &[Block],
    obstacles: &Obstacles,
) -> Option<Rect> {
    let mark = &marks.all[index];
    if mark.is_field(&marks.screen) {
        let corner = marks.rect(mark).max - vec2(10.0, 8.0) - IGNITE_SIZE / 2.0;
        let inside = marks.label_area().shrink2(IGNITE_SIZE / 2.0);
        return Some(Rect::from_center_size(inside.clamp(corner), IGNITE_SIZE));
    }
    let block = blocks.iter().find(|block| block.mark == Some(index)).map(|block| block.rect);
    let at_edges = |rect: Option<Rect>| rect.into_iter().flat_map(beside);
    let [nearest, further @ ..] = AWAY;
    let near = at_edges(name).chain(around(marks, mark, nearest));
    let far = at_edges(block).chain(at_edges(frame(marks, mark)));
    let farthest = further.into_iter().flat_map(|away| around(marks, mark, away));
    near.chain(far).chain(farthest).find(|rect| obstacles.is_free(*rect))
}

/// The rectangle for the button nearest to the mark with this index that covers neither a control, a ring nor the name of the mark, or else one that
/// covers at least no control and not the ring itself.
fn place_over_labels(marks: &Marks, index: usize, name: Option<Rect>, obstacles: &Obstacles) -> Option<Rect> {
    let mark = &marks.all[index];
    let middle = marks.pos(mark);
    let [right, down] = POSITIONS;
    // Of positions that are equally far away, those below the ring come first.
    let offsets = (-down..=down).rev().flat_map(|row| {
        (-right..=right).map(move |column| vec2(STEPS[0] * f32::from(column), STEPS[1] * f32::from(row)))
    });
    let rects = offsets.map(|offset| Rect::from_center_size(middle + offset, IGNITE_SIZE));
    let mut rects: Vec<Rect> = rects.filter(|rect| obstacles.is_in_label_area(*rect)).collect();
    rects.sort_by(|one, other| one.center().distance(middle).total_cmp(&other.center().distance(middle)));
    let name = name.unwrap_or(Rect::NOTHING);
    let is_beside_name = |rect: &Rect| !obstacles.overlaps_fixed(*rect) && !rect.expand(AROUND).intersects(name);
    let is_beside_rings = |rect: &Rect| !obstacles.overlaps_fixed(*rect);
    let is_beside_ring = |rect: &Rect| !obstacles.overlaps_controls(*rect) && !rect.intersects(marks.rect(mark));
    let first = |is_wanted: &dyn Fn(&Rect) -> bool| rects.iter().find(|rect| is_wanted(rect)).copied();
    first(&is_beside_name).or_else(|| first(&is_beside_rings)).or_else(|| first(&is_beside_ring))
}

/// The frame around the part that a mark is.
fn frame(marks: &Marks, mark: &Mark) -> Option<Rect> {
    let frame = marks.frames().find(|frame| mark.is_framed && frame.sites.contains(&mark.sites[0]))?;
    Some(marks.rect(frame))
}

/// Places for the button around a ring.
fn around(marks: &Marks, mark: &Mark, away: f32) -> impl Iterator<Item = Rect> + use<> {
    let (out, down) = (mark.radius + away + IGNITE_SIZE.x / 2.0, mark.radius + away + IGNITE_SIZE.y / 2.0);
    let sides = [vec2(0.0, down), vec2(out, 0.0), vec2(-out, 0.0), vec2(0.0, -down)];
    let corners = [vec2(out, down), vec2(-out, down), vec2(out, -down), vec2(-out, -down)];
    let middle = marks.pos(mark);
    sides.into_iter().chain(corners).map(move |offset| Rect::from_center_size(middle + offset, IGNITE_SIZE))
}

/// Places for the button along the edges of a name, of chips or of a frame.
fn beside(rect: Rect) -> [Rect; 6] {
    let (below, above) = (rect.bottom() + BESIDE, rect.top() - BESIDE - IGNITE_SIZE.y);
    let (last, middle) = (rect.right() - IGNITE_SIZE.x, rect.center().y - IGNITE_SIZE.y / 2.0);
    [
        pos2(rect.left(), below),
        pos2(last, below),
        pos2(rect.left(), above),
        pos2(last, above),
        pos2(rect.right() + BESIDE, middle),
        pos2(rect.left() - BESIDE - IGNITE_SIZE.x, middle),
    ]
    .map(|corner| Rect::from_min_size(corner, IGNITE_SIZE))
}
