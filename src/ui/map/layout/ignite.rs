//! Places the Ignite button of a selected site if the site has no name on the map. Otherwise the button is under the name. If there is no
//! space for the button on the map, the person can use the button in the inspector.

use egui::{Rect, Vec2, vec2};

use super::LayoutInput;
use super::obstacles::Obstacles;
use crate::ui::map::marks::Mark;

/// Size of the Ignite button, in points.
pub const IGNITE_SIZE: Vec2 = vec2(104.0, 32.0);
/// The height that the button adds to a name, in points.
pub(super) const IGNITE_ROW: f32 = IGNITE_SIZE.y + 5.0;

/// Finds a free rectangle for the button near the selected mark, or in the corner of its field. Returns `None` if no site is selected,
/// if its mark is out of view, or if there is no space.
pub(super) fn free_button(input: &LayoutInput<'_>, obstacles: &mut Obstacles) -> Option<Rect> {
    let marks = input.marks;
    let mark = &marks.all[input.selected_mark()?];
    if !marks.is_in_view(mark) {
        return None;
    }
    let button = if mark.is_field(&marks.screen) {
        let corner = marks.rect(mark).max - vec2(10.0, 8.0) - IGNITE_SIZE / 2.0;
        let inside = marks.label_area().shrink2(IGNITE_SIZE / 2.0);
        Rect::from_center_size(inside.clamp(corner), IGNITE_SIZE)
    } else {
        free_rect(input, mark, obstacles)?
    };
    obstacles.add(button.expand(3.0));
    Some(button)
}

/// The first free rectangle of those that are tried around a mark; `None` if none is free.
fn free_rect(input: &LayoutInput<'_>, mark: &Mark, obstacles: &Obstacles) -> Option<Rect> {
    let (middle, size) = (input.marks.pos(mark), IGNITE_SIZE);
    let offsets = [8.0, 36.0].into_iter().flat_map(|away| {
        let (out, down) = (mark.radius + away + size.x / 2.0, mark.radius + away + size.y / 2.0);
        [vec2(0.0, down), vec2(out, 0.0), vec2(-out, 0.0), vec2(0.0, -down), vec2(out, down), vec2(-out, down)]
    });
    let mut rects = offsets.map(|offset| Rect::from_center_size(middle + offset, size));
    rects.find(|rect| obstacles.is_free(*rect))
}
