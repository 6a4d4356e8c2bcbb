//! Second stage: takes the facts and a camera, and gives the rings and where they are on the screen. Units near one another are
//! grouped, rings that overlap make room, and an opened unit shows its parts.

mod clusters;
mod make_room;
mod on_screen;
mod opened;

use egui::{Pos2, Rect, Vec2, vec2};

pub use self::clusters::GAP;
use self::clusters::{Cluster, clusters, merge, radius_among};
use self::make_room::make_room;
pub use self::on_screen::Marks;
pub use self::opened::CELL;
use self::opened::{MOST_AROUND, opened_marks};
use super::facts::RunFacts;
use super::screen::Screen;
use crate::geo::WorldPos;
use crate::model::SiteId;

/// From this zoom on nothing is grouped, and units show their parts.
pub const OPEN_FROM_ZOOM: f64 = 13.0;
/// From this zoom on a site shows its servers.
pub const FIELD_FROM_ZOOM: f64 = 14.5;
/// Width and height of a site that shows its servers, in points.
pub const FIELD_SIZE: Vec2 = vec2(250.0, 230.0);

/// With no more rings than this, units at one point are shown in parts, if those are not too many either.
const FEW: usize = 4;
const FEW_PARTS: usize = 12;
/// How often rings without room join groups before the rest is left as it is.
const PASSES: usize = 6;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// A unit: a campus, or a site alone.
    Unit(usize),
    /// Several units; the largest one.
    Group(usize),
    /// A site of an opened unit or group.
    Part(SiteId),
    /// What holds the parts of an opened unit or group together; its largest unit.
    Frame(usize),
}

/// A ring on the map, or the frame of an opened one.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it stands for.
    pub kind: MarkKind,
    /// Its middle, in points from the middle of the map at the zoom it was made for.
    pub at: Vec2,
    /// Its true position, if it had to make room.
    pub moved_from: Option<Vec2>,
    /// Its radius, in points.
    pub radius: f32,
    /// Its units, the largest first.
    pub units: Vec<usize>,
    /// Its sites.
    pub sites: Vec<SiteId>,
    /// All its servers.
    pub servers: u64,
    /// Whether it is in a frame. Out of view the frame stands for it.
    pub is_framed: bool,
}

impl Mark {
    /// Whether it shows its servers rather than a ring.
    pub fn is_field(&self, screen: &Screen) -> bool {
        matches!(self.kind, MarkKind::Part(_)) && screen.camera.zoom >= FIELD_FROM_ZOOM
    }

    /// Whether it is the frame of parts in a grid, rather than on a circle.
    pub fn is_grid(&self) -> bool {
        matches!(self.kind, MarkKind::Frame(_)) && self.sites.len() > MOST_AROUND
    }

    /// The rectangle of its ring.
    pub fn rect(&self, middle: Pos2) -> Rect {
        Rect::from_center_size(middle + self.at, Vec2::splat(2.0 * self.radius))
    }
}

/// All marks for a view. `open` is the unit whose parts (or whose group's parts) are shown whatever the zoom.
pub fn place_marks(facts: &RunFacts, screen: &Screen, open: Option<usize>) -> Vec<Mark> {
    let near_in = screen.camera.zoom >= OPEN_FROM_ZOOM;
    let field = screen.camera.zoom >= FIELD_FROM_ZOOM;
    let mut clusters = clusters(facts, screen);
    for pass in 0..=PASSES {
        let mut marks: Vec<Mark> = Vec::with_capacity(clusters.len());
        let mut opened: Vec<Mark> = Vec::new();
        let most = clusters.iter().map(|cluster| cluster.servers).fold(facts.most_servers, u64::max);
        for cluster in &clusters {
            let parts: usize = cluster.units.iter().map(|unit| facts.units[*unit].sites.len()).sum();
            let is_one_point = cluster.is_one_point(facts);
            let is_asked = open.is_some_and(|unit| cluster.units.contains(&unit));
            // Where little else is shown, units that no zoom separates are shown in parts from the start.
            let is_plain = is_one_point && cluster.units.len() > 1 && clusters.len() <= FEW && parts <= FEW_PARTS;
            let is_open = near_in || is_plain || (is_asked && is_one_point);
            let at = offset(screen, cluster.at);
            if is_open && (parts > 1 || field) {
                opened.extend(opened_marks(facts, screen, cluster, at));
            } else {
                marks.push(closed_mark(facts, screen, cluster, at, most));
            }
        }
        let without_room = make_room(&mut marks, &opened);
        if without_room.is_empty() || near_in || pass == PASSES {
            marks.append(&mut opened);
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

/// The mark of a cluster whose parts are not shown; its radius is against the largest cluster, of `most` servers.
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
