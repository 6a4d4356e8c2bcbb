//! Where the camera looks first, and where it turns when something else asks it to look.

use egui::{Pos2, Rect};

use super::known::Known;
use super::marks::{self, Mark, What};
use super::screen::Screen;
use crate::geo::{Camera, LatLon};
use crate::model::{CameraTarget, Scenario, SiteId};

/// Free space around what is fitted, in points.
const PADDING: f32 = 84.0;
/// On a map with controls the middle of a ring is no farther left and no higher than this, in points.
const CONTROLS: [f32; 2] = [70.0, 64.0];
/// Share of that space by which all is lifted.
const LIFT: f32 = 0.25;
/// No nearer than this on its own account.
const NEAREST: f64 = 10.5;
/// Share of all servers that the first view may leave to the cards at its edge.
const LEFT_OUT: f64 = 0.35;
/// A place is left out of the first view only if that brings the others nearer by this much.
const WORTH: f64 = 0.6;
/// Where a ring would be cut, the first view steps back so far, so often at most.
const STEP: f64 = 0.15;
const MOST_STEPS: usize = 8;
/// Around a ring, in points.
const RIM: f32 = 4.0;
/// With more places than this the first view shows them all.
const MANY: usize = 60;

/// The room that there is to show things in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The size of the map, in points.
    pub(super) size: [f32; 2],
    /// So much of its upper edge lies under something else, in points.
    top: f32,
    /// So much of its left edge is kept free, in points.
    left: f32,
    /// So much of its lower edge lies under something else, in points.
    bottom: f32,
}

impl Room {
    /// A map of this size, with so much of its upper edge under something else, in points.
    pub(super) const fn new(size: [f32; 2], top: f32) -> Self {
        Self { size, top, left: 0.0, bottom: 0.0 }
    }

    /// The same, and on a small map no ring lies under the switch and the buttons.
    pub(super) fn baseline_controls(self) -> Self {
        let padding = self.padding();
        let [left, top] = [CONTROLS[0] - padding, CONTROLS[1] - (1.0 - LIFT) * padding].map(|beyond| beyond.max(0.0));
        Self { left, top: self.top.max(top), ..self }
    }

    /// The same, with so much of its lower edge under something else, in points.
    pub(super) const fn above(self, bottom: f32) -> Self {
        Self { bottom, ..self }
    }

    const fn free(self) -> [f32; 2] {
        [self.size[0] - self.left, self.size[1] - self.top - self.bottom]
    }

    fn padding(self) -> f32 {
        let [width, height] = self.free();
        PADDING.min(width.min(height) / 5.0)
    }
}

fn places(known: &Known, world: &Scenario, units: &[usize]) -> Vec<LatLon> {
    units.iter().flat_map(|unit| &known.units[*unit].sites).map(|site| world.sites[*site].at).collect()
}

fn fit(places: &[LatLon], room: Room, nearest: f64) -> Camera {
    let mut camera = Camera::fit(places, room.free(), room.padding(), nearest);
    // Chips hang below their sites, so those get a little more room.
    camera.pan([room.left / 2.0, (room.top - room.bottom) / 2.0 - LIFT * room.padding()]);
    camera.clamp(room.size);
    camera
}

/// All sites.
pub(super) fn everything(known: &Known, world: &Scenario, room: Room) -> Camera {
    let all: Vec<usize> = (0..known.units.len()).collect();
    fit(&places(known, world, &all), room, NEAREST)
}

/// The first view: all sites, but for small ones so far out that the rest would shrink to a dot. Those have cards at the edge.
pub(super) fn home(known: &Known, world: &Scenario, room: Room) -> Camera {
    let mut kept: Vec<usize> = (0..known.units.len()).collect();
    if kept.len() > MANY {
        return everything(known, world, room);
    }
    let total: u64 = known.units.iter().map(|unit| unit.servers).sum();
    let mut spare = (total as f64 * LEFT_OUT) as u64;
    let zoom = |units: &[usize]| fit(&places(known, world, units), room, NEAREST).zoom;
    // Most places are in the first view, whatever they hold.
    while kept.len() > 3 && 3 * (kept.len() - 1) >= 2 * known.units.len() {
        let now = zoom(&kept);
        let without = |out: usize| kept.iter().copied().filter(|unit| *unit != out).collect::<Vec<_>>();
        let small = kept.iter().copied().filter(|unit| known.units[*unit].servers <= spare);
        let gains = small.map(|unit| (unit, zoom(&without(unit)) - now));
        let Some((out, gain)) = gains.max_by(|a, b| a.1.total_cmp(&b.1)) else { break };
        if gain < WORTH {
            break;
        }
        spare -= known.units[out].servers;
        kept = without(out);
    }
    let mut camera = fit(&places(known, world, &kept), room, NEAREST);
    let mut marks = marks_at(known, camera, room);
    if matches!(&marks[..], [all] if matches!(all.what, What::Group(_))) {
        // All that one group says is that there is more to see nearer in.
        let nearer = fit(&places(known, world, &kept), room, marks::OPEN_FROM_ZOOM);
        let parted = marks_at(known, nearer, room);
        // Of what lies on one spot no more is seen: it is one frame.
        if parted.iter().filter(|mark| matches!(mark.what, What::Unit(_) | What::Frame(_))).count() > 1 {
            (camera, marks) = (nearer, parted);
        }
    }
    for _ in 0..MOST_STEPS {
        if are_whole(&marks, &kept, room) {
            break;
        }
        camera.zoom -= STEP;
        camera.clamp(room.size);
        marks = marks_at(known, camera, room);
    }
    camera
}

/// Whether no ring is cut, be it of these units or of others in view: one that has to make room for another may stand further
/// out than its place.
fn are_whole(marks: &[Mark], units: &[usize], room: Room) -> bool {
    let map = Rect::from_center_size(Pos2::ZERO, room.size.into());
    marks.iter().all(|mark| {
        let is_wanted = mark.units.iter().any(|unit| units.contains(unit)) || map.contains(map.center() + mark.at);
        !is_wanted || map.contains_rect(mark.rect(map.center()).expand(RIM))
    })
}

fn marks_at(known: &Known, camera: Camera, room: Room) -> Vec<Mark> {
    let rect = Rect::from_min_size(Pos2::ZERO, room.size.into());
    marks::marks(known, &Screen { camera, rect }, None)
}

/// Zooms to some units, nearer than now.
pub(super) fn zoom_to(known: &Known, world: &Scenario, units: &[usize], screen: &Screen) -> Camera {
    let size = screen.size();
    let room = Room::new(size, 0.0);
    let mut camera = fit(&places(known, world, units), room, marks::OPEN_FROM_ZOOM + 0.5);
    camera.zoom = camera.zoom.max((screen.camera.zoom + 1.0).min(Camera::MAX_ZOOM));
    camera.clamp(size);
    camera
}

/// Turns the camera so that what is asked for is in view and not lost in a group; leaves it where it is if it already is.
pub(super) fn point_camera(
    known: &Known,
    world: &Scenario,
    context: &CameraTarget,
    screen: &Screen,
    room: Room,
) -> Camera {
    if *context == CameraTarget::All {
        return home(known, world, room);
    }
    let sites = context.sites(world);
    if sites.is_empty() || sites.iter().all(|site| is_well_in_view(known, *site, screen, room)) {
        return screen.camera;
    }
    // The view of all is known: it is gone back to if it will do.
    let all = Screen { camera: home(known, world, room), rect: screen.rect };
    if sites.iter().all(|site| is_well_in_view(known, *site, &all, room)) {
        return all.camera;
    }
    let at: Vec<LatLon> = sites.iter().map(|site| world.sites[*site].at).collect();
    let nearest = screen.camera.zoom.clamp(9.0, NEAREST);
    fit(&at, room, nearest)
}

fn is_well_in_view(known: &Known, site: SiteId, screen: &Screen, room: Room) -> bool {
    let unit = known.unit_of[crate::model::Id::index(site)];
    let mut inside = screen.rect;
    inside.min.y += room.top;
    let inside = inside.shrink(room.padding() * 0.5);
    if !inside.contains(screen.pos(known.units[unit].at)) {
        return false;
    }
    let grouped = |what: What| matches!(what, What::Group(_));
    !marks::marks(known, screen, None).iter().any(|mark| grouped(mark.what) && mark.units.contains(&unit))
}
