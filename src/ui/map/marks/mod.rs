//! Second stage of the map: computes the marks, which are rings and frames, and their positions on the screen, from the facts and a
//! camera. Units that are near to one another are grouped, marks that overlap are moved apart, and an opened unit shows its parts.

mod clusters;
mod fields;
mod make_room;
mod on_screen;
mod opened;

use egui::{Pos2, Rect, Vec2, vec2};

pub use self::clusters::GAP;
use self::clusters::{Cluster, clusters, merge, radius_among};
use self::fields::put_together;
use self::make_room::make_room;
pub use self::on_screen::Marks;
pub use self::opened::CELL;
use self::opened::{MOST_AROUND, opened_marks};
use super::facts::RunFacts;
use super::screen::Screen;
use crate::geo::WorldPos;
use crate::model::SiteId;

/// From this zoom on, units are not grouped (except at the same point), and each shows its parts.
pub const OPEN_FROM_ZOOM: f64 = 13.0;
/// From this zoom on, a site shows its servers as a field of squares.
pub const FIELD_FROM_ZOOM: f64 = 14.5;
/// The width and height of the field of a site, in points.
pub const FIELD_SIZE: Vec2 = vec2(250.0, 230.0);

/// A group of units at one point is opened at any zoom only if there are at most this many rings.
const FEW: usize = 4;
/// A group of units at one point is opened at any zoom only if it has at most this many parts.
const FEW_PARTS: usize = 12;
/// How often rings without space are merged into groups before the remaining ones are left where they are.
const PASSES: usize = 6;

/// The object that a mark represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// A unit, which is a campus or a single site.
    Unit(usize),
    /// A group of several units; the index is that of the largest unit.
    Group(usize),
    /// A site of an opened unit or group.
    Part(SiteId),
    /// The frame around the parts of an opened unit or group; the index is that of the largest unit.
    Frame(usize),
}

/// A ring on the map, or the frame of an opened unit or group.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The object that it represents.
    pub kind: MarkKind,
    /// The position of the middle of the mark, in points from the middle of the map, at the zoom for which the mark was computed.
    pub at: Vec2,
    /// The true position of the mark, in points from the middle of the map; `None` if the mark was not moved to avoid an overlap.
    pub moved_from: Option<Vec2>,
    /// Its radius, in points.
    pub radius: f32,
    /// The indices of its units, the largest first.
    pub units: Vec<usize>,
    /// The sites of its units; for a part, its own site.
    pub sites: Vec<SiteId>,
    /// The number of servers of its sites.
    pub servers: u64,
    /// Whether the mark is a part inside a frame. If such a part is out of view, the frame has the edge card, not the part.
    pub is_framed: bool,
}

impl Mark {
    /// Whether another mark shows the same units at the same place.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.kind, self.at, self.radius) == (other.kind, other.at, other.radius) && self.units == other.units
    }

    /// Whether the mark is shown as a field of servers instead of a ring.
    pub fn is_field(&self, screen: &Screen) -> bool {
        matches!(self.kind, MarkKind::Part(_)) && screen.camera.zoom >= FIELD_FROM_ZOOM
    }

    /// Whether the mark is a frame whose parts are in a grid, not on a circle.
    pub fn is_grid(&self) -> bool {
        matches!(self.kind, MarkKind::Frame(_)) && self.sites.len() > MOST_AROUND
    }

    /// The rectangle of the mark's ring on the screen. `middle` is the position of the middle of the map.
    pub fn rect(&self, middle: Pos2) -> Rect {
        Rect::from_center_size(middle + self.at, Vec2::splat(2.0 * self.radius))
    }
}

/// All marks for a view. The unit `open` is opened at any zoom if it is not in a group. A group that contains it is opened at any zoom if
/// all units of the group are at one point.
///
/// No ring overlaps another ring or an opened frame, no frame overlaps another, and no field another. At a zoom at which units are not grouped this
/// does not hold if a great many of them are at nearly the same point.
pub fn place_marks(facts: &RunFacts, screen: &Screen, open: Option<usize>) -> Vec<Mark> {
    let near_in = screen.camera.zoom >= OPEN_FROM_ZOOM;
    let field = screen.camera.zoom >= FIELD_FROM_ZOOM;
    let mut clusters = clusters(facts, screen);
    if field {
        clusters = put_together(facts, screen, clusters);
    }
    for pass in 0..=PASSES {
        let mut marks: Vec<Mark> = Vec::with_capacity(clusters.len());
        let mut opened: Vec<Vec<Mark>> = Vec::new();
        let most = clusters.iter().map(|cluster| cluster.servers).fold(facts.most_servers, u64::max);
        for cluster in &clusters {
            let parts: usize = cluster.units.iter().map(|unit| facts.units[*unit].sites.len()).sum();
            let is_one_point = cluster.is_one_point(facts);
            let is_asked = open.is_some_and(|unit| cluster.units.contains(&unit));
            // If there are few other marks, a group that no zoom can separate is opened without a selection.
            let is_plain = is_one_point && cluster.units.len() > 1 && clusters.len() <= FEW && parts <= FEW_PARTS;
            let is_open = near_in || is_plain || (is_asked && is_one_point);
            let at = offset(screen, cluster.at);
            if is_open && (parts > 1 || field) {
                opened.push(opened_marks(facts, screen, cluster, at));
            } else {
                marks.push(closed_mark(facts, screen, cluster, at, most));
            }
        }
        let is_last = near_in || pass == PASSES;
        // Those that would overlap are side by side. Moved away by its whole size, a field would be out of view where the person looks for it.
        let without_room = if field { Vec::new() } else { make_room(&mut marks, &mut opened, is_last) };
        if without_room.is_empty() || is_last {
            marks.extend(opened.into_iter().flatten());
            return marks;
        }
        for unit in without_room {
            merge(facts, screen, &mut clusters, unit, open);
        }
    }
    Vec::new()
}

fn offset(screen: &Screen, at: WorldPos) -> Vec2 {
    screen.pos(at) - screen.rect.center()
}

/// The mark of a cluster that is not opened. Its radius is relative to the largest cluster, which has `most` servers.
fn closed_mark(facts: &RunFacts, screen: &Screen, cluster: &Cluster, at: Vec2, most: u64) -> Mark {
    let kind = if cluster.units.len() == 1 { MarkKind::Unit } else { MarkKind::Group };
    Mark {
        kind: kind(cluster.units[0]),
        at,
        moved_from: None,
        radius: radius_among(cluster.servers, most, screen).min(cluster.radius),
        sites: cluster.units.iter().flat_map(|unit| facts.units[*unit].sites.iter().copied()).collect(),
        units: cluster.units.clone(),
        servers: cluster.servers,
        is_framed: false,
    }
}
