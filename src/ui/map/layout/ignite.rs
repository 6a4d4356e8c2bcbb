//! Places the Ignite button of the selected site where it covers nothing: no name, ring or chip moves to make space for it. If there is no
//! space for the button on the map, the person can use the button in the inspector.

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

/// Keeps the place of the button free if the same site is still selected and the camera has not moved, so that the button stays under the pointer
/// that has clicked it although another run may have other names and chips. Returns the place.
pub(super) fn keep_last(input: &LayoutInput<'_>, last: Option<LastIgnite>, obstacles: &mut Obstacles) -> Option<Rect> {
    let Some(Subject::Site(site)) = input.key.selection.filter(|_| input.key.acts) else { return None };
    let last = last.filter(|last| (last.site, last.screen) == (site, input.marks.screen))?;
    let rect = Some(last.rect).filter(|rect| obstacles.is_free(*rect))?;
    obstacles.add(rect.expand(AROUND));
    Some(rect)
}

/// Finds a free rectangle for the button near the selected mark, or in the corner of its field. Returns `None` if no site is selected, if its
/// mark is out of view, or if there is no space.
pub(super) fn place_button(
    input: &LayoutInput<'_>,
    names: &[Name],
    blocks: &[Block],
    obstacles: &mut Obstacles,
) -> Option<Rect> {
    let marks = input.marks;
    let index = input.selected_mark()?;
    let mark = &marks.all[index];
    if !marks.is_in_view(mark) {
        return None;
    }
    let button = if mark.is_field(&marks.screen) {
        let corner = marks.rect(mark).max - vec2(10.0, 8.0) - IGNITE_SIZE / 2.0;
        let inside = marks.label_area().shrink2(IGNITE_SIZE / 2.0);
        Rect::from_center_size(inside.clamp(corner), IGNITE_SIZE)
    } else {
        let name = names.iter().find(|name| name.mark == index).map(|name| name.rect);
        let block = blocks.iter().find(|block| block.mark == Some(index)).map(|block| block.rect);
        let at_edges = |rect: Option<Rect>| rect.into_iter().flat_map(beside);
        let [nearest, further @ ..] = AWAY;
        let near = at_edges(name).chain(around(marks, mark, nearest));
        let far = at_edges(block).chain(at_edges(frame(marks, mark)));
        let farthest = further.into_iter().flat_map(|away| around(marks, mark, away));
        near.chain(far).chain(farthest).find(|rect| obstacles.is_free(*rect))?
    };
    obstacles.add(button.expand(AROUND));
    Some(button)
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
