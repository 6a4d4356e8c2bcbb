//! Computes the camera for the first view, for a view of all sites, and for a target that another view asks for.

use egui::{Pos2, Rect};

use super::control_rects::controls;
use super::facts::RunFacts;
use super::marks::{Mark, MarkKind, OPEN_FROM_ZOOM, place_marks};
use super::screen::Screen;
use crate::geo::{Camera, LatLon};
use crate::model::{CameraTarget, Id, Scenario, SiteId};

/// Free space around the positions that are fitted into the view, in points.
const PADDING: f32 = 84.0;
/// On a map with controls, the least distance from the left edge and from the upper edge to the middle of a ring in a fitted view, in
/// points.
const CONTROLS: [f32; 2] = [70.0, 64.0];
/// The share of the padding (see [`Room::padding`]) by which the sites are moved up in the view.
const LIFT: f32 = 0.25;
/// The largest zoom of a view that the program chooses, not the person.
const NEAREST: f64 = 10.5;
/// The share of all servers that may be outside of the first view. Cards at the edge of the map show the units that are outside.
const LEFT_OUT: f64 = 0.35;
/// A unit is left out of the first view only if this raises the zoom by at least this much.
const WORTH: f64 = 0.6;
/// While a ring is cut by the edge of the map, the first view lowers its zoom by this step.
const STEP: f64 = 0.15;
/// The largest number of such steps.
const MOST_STEPS: usize = 8;
/// Free space around a ring for the ring to count as whole, in points.
const RIM: f32 = 4.0;
/// The height at the upper edge of a map with controls that a short message covers, in points: two lines beside the view switch. It is kept free of
/// rings, so that such a message covers no site of a fitted view and moves none.
const SHORT_MESSAGE: f32 = 72.0;
/// On a low map, only this share of its height is kept free for messages. It is enough for one line.
const MOST_FOR_MESSAGE: f32 = 0.22;
/// The sites are moved down by this much more than a message takes, so that they are below it when their positions are computed anew, in points.
const BEYOND: f32 = 1.0;
/// The space for chips below the lowest ring that is left when the sites are moved down below a message, in points.
const BELOW: f32 = 40.0;
/// If there are more units than this, the first view shows all of them.
const MANY: usize = 60;

/// The size of a map, and the space at its edges that is not free.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The size of the map, in points.
    pub size: [f32; 2],
    /// The height at the upper edge that is kept free or covered, in points.
    top: f32,
    /// The height at the upper edge that a message covers, or that is kept free of rings for one, in points.
    message: f32,
    /// The width at the left edge that is kept free, in points.
    left: f32,
    /// The height at the lower edge that is covered, in points.
    bottom: f32,
    /// Whether the buttons and the view switch are on the map.
    has_controls: bool,
}

impl Room {
    /// A map of this size, of which a message covers `message` points at the upper edge.
    pub const fn new(size: [f32; 2], message: f32) -> Self {
        Self { size, top: message, message, left: 0.0, bottom: 0.0, has_controls: false }
    }

    /// This room with space kept free for the buttons and the view switch, so that on a small map no ring is under them, and for a short message.
    pub fn with_controls(self) -> Self {
        let padding = self.padding();
        let [left, top] = [CONTROLS[0] - padding, CONTROLS[1] - (1.0 - LIFT) * padding].map(|beyond| beyond.max(0.0));
        let message = self.message.max(kept_for_message(self.size[1]));
        Self { left, top: self.top.max(top), message, has_controls: true, ..self }
    }

    /// This room with `bottom` points covered at the lower edge.
    pub const fn above(self, bottom: f32) -> Self {
        Self { bottom, ..self }
    }

    const fn free(self) -> [f32; 2] {
        [self.size[0] - self.left, self.size[1] - self.top - self.bottom]
    }

    fn padding(self) -> f32 {
        let [width, height] = self.free();
        PADDING.min(width.min(height) / 5.0)
    }

    /// How far these marks, which are relative to the middle of the map, are moved down so that none of them is below the message, in points.
    /// There is space for chips below them afterwards, so it may be less than that takes.
    fn way_down<'a>(self, marks: impl Iterator<Item = &'a Mark>) -> f32 {
        if !self.has_controls {
            return 0.0;
        }
        let half = self.size[1] / 2.0;
        let (mut missing, mut spare) = (0.0, f32::INFINITY);
        for mark in marks {
            missing = f32::max(missing, self.message - half + RIM + BEYOND + mark.radius - mark.at.y);
            spare = f32::min(spare, half - self.bottom - BELOW - mark.radius - mark.at.y);
        }
        missing.min(spare).max(0.0)
    }

    /// Whether the ring of this mark is under no button and not under the view switch. Where a button may appear counts as one.
    fn leaves_clear(self, mark: &Mark) -> bool {
        if !self.has_controls {
            return true;
        }
        let map = Rect::from_center_size(Pos2::ZERO, self.size.into());
        let middle = map.center() + mark.at;
        controls(map).iter().all(|control| control.distance_to_pos(middle) >= mark.radius + RIM)
    }
}

/// The height at the upper edge of a map with controls and with this height that is kept free of rings for a short message, in points.
pub fn kept_for_message(height: f32) -> f32 {
    SHORT_MESSAGE.min(MOST_FOR_MESSAGE * height)
}

fn positions(facts: &RunFacts, world: &Scenario, units: &[usize]) -> Vec<LatLon> {
    let shown = world.shown_positions();
    units.iter().flat_map(|unit| &facts.units[*unit].sites).map(|site| shown[site.index()]).collect()
}

fn fit(positions: &[LatLon], room: Room, nearest: f64) -> Camera {
    let mut camera = Camera::fit(positions, room.free(), room.padding(), nearest);
    // Chips are below their sites, so the space below the sites is larger than the space above them.
    camera.pan([room.left / 2.0, (room.top - room.bottom) / 2.0 - LIFT * room.padding()]);
    camera.clamp(room.size);
    camera
}

/// The camera that shows all sites.
pub fn everything(facts: &RunFacts, world: &Scenario, room: Room) -> Camera {
    let all: Vec<usize> = (0..facts.units.len()).collect();
    let camera = fit(&positions(facts, world, &all), room, NEAREST);
    if all.len() > MANY { camera } else { with_whole_rings(facts, camera, &all, room) }
}

/// The camera of the first view. It shows all sites except small ones that are so far away that the others would be tiny. Cards at the
/// edge of the map show the sites that are left out.
pub fn home(facts: &RunFacts, world: &Scenario, room: Room) -> Camera {
    let mut kept: Vec<usize> = (0..facts.units.len()).collect();
    if kept.len() > MANY {
        return everything(facts, world, room);
    }
    let total: u64 = facts.units.iter().map(|unit| unit.servers).sum();
    let mut spare = (total as f64 * LEFT_OUT) as u64;
    let zoom = |units: &[usize]| fit(&positions(facts, world, units), room, NEAREST).zoom;
    // At least two thirds of the units, and at least three, stay in the first view.
    while kept.len() > 3 && 3 * (kept.len() - 1) >= 2 * facts.units.len() {
        let now = zoom(&kept);
        let without = |out: usize| kept.iter().copied().filter(|unit| *unit != out).collect::<Vec<_>>();
        let small = kept.iter().copied().filter(|unit| facts.units[*unit].servers <= spare);
        let gains = small.map(|unit| (unit, zoom(&without(unit)) - now));
        let Some((out, gain)) = gains.max_by(|a, b| a.1.total_cmp(&b.1)) else { break };
        if gain < WORTH {
            break;
        }
        spare -= facts.units[out].servers;
        kept = without(out);
    }
    let mut camera = fit(&positions(facts, world, &kept), room, NEAREST);
    let marks = marks_at(facts, camera, room);
    if matches!(&marks[..], [all] if matches!(all.kind, MarkKind::Group(_))) {
        // A single group shows no separate sites, so the first view zooms in until the group opens.
        let nearer = fit(&positions(facts, world, &kept), room, OPEN_FROM_ZOOM);
        let separate = marks_at(facts, nearer, room);
        // Units at one point stay in one frame at any zoom, so zooming in on them would show nothing more.
        if separate.iter().filter(|mark| matches!(mark.kind, MarkKind::Unit(_) | MarkKind::Frame(_))).count() > 1 {
            camera = nearer;
        }
    }
    with_whole_rings(facts, camera, &kept, room)
}

/// The camera, moved up and zoomed out until no ring of these units is cut by the edge of the map or covered. If a ring stays under a button in any
/// case, it is zoomed out only until none is cut.
fn with_whole_rings(facts: &RunFacts, mut camera: Camera, units: &[usize], room: Room) -> Camera {
    let is_ours = |mark: &&Mark| mark.units.iter().any(|unit| units.contains(unit));
    let are_clear = |marks: &[Mark]| marks.iter().filter(is_ours).all(|mark| room.leaves_clear(mark));
    let mut whole = None;
    for _ in 0..MOST_STEPS {
        let marks = moved_down(facts, &mut camera, units, room);
        if are_whole(&marks, units, room) {
            whole = whole.or(Some(camera));
            if are_clear(&marks) {
                return camera;
            }
        }
        if room.message > 0.0 {
            // Zooming out about the middle of the map would move the sites below the message.
            camera.zoom_about([0.0, (room.top.max(room.message) - room.bottom) / 2.0], (-STEP).exp2());
        } else {
            camera.zoom -= STEP;
        }
        camera.clamp(room.size);
    }
    let marks = moved_down(facts, &mut camera, units, room);
    whole.filter(|_| !(are_clear(&marks) && are_whole(&marks, units, room))).unwrap_or(camera)
}

/// Moves the camera so that the sites come out from under the message, as far as there is space below them. Returns the marks that it shows.
fn moved_down(facts: &RunFacts, camera: &mut Camera, units: &[usize], room: Room) -> Vec<Mark> {
    let marks = marks_at(facts, *camera, room);
    let down = room.way_down(marks.iter().filter(|mark| is_wanted(mark, units, room)));
    if down < 0.5 {
        return marks;
    }
    camera.pan([0.0, down]);
    camera.clamp(room.size);
    marks_at(facts, *camera, room)
}

/// The rectangle of a map around its middle, without the part below the message.
fn below_message(room: Room) -> Rect {
    let map = Rect::from_center_size(Pos2::ZERO, room.size.into());
    map.with_min_y(map.top() + room.message)
}

/// Whether the ring of a mark has to be whole: it is one of these units, or it is in view. A ring that was moved to avoid an overlap can be
/// farther out than its true position.
fn is_wanted(mark: &Mark, units: &[usize], room: Room) -> bool {
    mark.units.iter().any(|unit| units.contains(unit)) || below_message(room).contains(mark.at.to_pos2())
}

/// Whether no ring is cut by the edge of the map or is below a message. Checked are the rings of `units` and all other rings in view.
fn are_whole(marks: &[Mark], units: &[usize], room: Room) -> bool {
    let free = below_message(room);
    let mut wanted = marks.iter().filter(|mark| is_wanted(mark, units, room));
    wanted.all(|mark| free.contains_rect(mark.rect(Pos2::ZERO).expand(RIM)))
}

fn marks_at(facts: &RunFacts, camera: Camera, room: Room) -> Vec<Mark> {
    let rect = Rect::from_min_size(Pos2::ZERO, room.size.into());
    place_marks(facts, &Screen { camera, rect }, None)
}

/// The camera that shows `units`. Its zoom is larger than the current zoom by at least 1, unless that exceeds the largest zoom.
pub fn zoom_to(facts: &RunFacts, world: &Scenario, units: &[usize], screen: &Screen, presents: bool) -> Camera {
    let size = screen.size();
    let room = Room::new(size, 0.0);
    let room = if presents { room } else { room.with_controls() };
    let mut camera = fit(&positions(facts, world, units), room, OPEN_FROM_ZOOM + 0.5);
    camera.zoom = camera.zoom.max((screen.camera.zoom + 1.0).min(Camera::MAX_ZOOM));
    camera.clamp(size);
    camera
}

/// The camera that shows `target` separately, not inside a group. If the current camera already does so, that camera is returned.
pub fn camera_for(facts: &RunFacts, world: &Scenario, target: &CameraTarget, screen: &Screen, room: Room) -> Camera {
    if *target == CameraTarget::All {
        return home(facts, world, room);
    }
    let sites = target.sites(world);
    if sites.is_empty() || sites.iter().all(|site| is_well_in_view(facts, *site, screen, room)) {
        return screen.camera;
    }
    // The person knows the first view, so it is better than a new view.
    let all = Screen { camera: home(facts, world, room), rect: screen.rect };
    if sites.iter().all(|site| is_well_in_view(facts, *site, &all, room)) {
        return all.camera;
    }
    let at: Vec<LatLon> = sites.iter().map(|site| world.shown_at(*site)).collect();
    let nearest = screen.camera.zoom.clamp(9.0, NEAREST);
    fit(&at, room, nearest)
}

fn is_well_in_view(facts: &RunFacts, site: SiteId, screen: &Screen, room: Room) -> bool {
    let unit = facts.unit_of[site.index()];
    let mut inside = screen.rect;
    inside.min.y += room.top;
    let inside = inside.shrink(room.padding() * 0.5);
    if !inside.contains(screen.pos(facts.units[unit].at)) {
        return false;
    }
    let is_hidden = |mark: &Mark| matches!(mark.kind, MarkKind::Group(_)) || !room.leaves_clear(mark);
    !place_marks(facts, screen, None).iter().any(|mark| mark.units.contains(&unit) && is_hidden(mark))
}

#[cfg(test)]
mod tests {
    use egui::{Vec2, vec2};

    use super::super::control_rects::button_rects;
    use super::*;

    #[test]
    fn no_ring_is_clear_under_a_button_that_is_there_only_sometimes() {
        let room = Room::new([600.0, 400.0], 0.0).with_controls();
        let ring = |middle: Pos2| Mark {
            kind: MarkKind::Unit(0),
            at: middle.to_vec2(),
            moved_from: None,
            radius: 16.0,
            units: vec![0],
            sites: Vec::new(),
            servers: 1,
            is_framed: false,
        };
        let buttons = button_rects(Rect::from_center_size(Pos2::ZERO, vec2(600.0, 400.0)));
        for button in [buttons.nearer, buttons.further, buttons.fit, buttons.only] {
            assert!(!room.leaves_clear(&ring(button.center())), "{button}");
            let beside = button.right_center() + Vec2::X * 21.0;
            assert!(room.leaves_clear(&ring(beside)) || button.top() < buttons.fit.top(), "beside {button}");
        }
    }
}
