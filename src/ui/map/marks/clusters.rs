//! Groups units whose rings would cover one another at the current zoom.

use std::collections::HashMap;

use super::OPEN_FROM_ZOOM;
use crate::geo::WorldPos;
use crate::ui::map::facts::RunFacts;
use crate::ui::map::screen::Screen;

/// If the distance of two units is less than this share of the width of the world (about 20 metres), no zoom separates them.
const ONE_POINT: f64 = 5e-7;
/// The largest radius of a ring, in points.
pub(super) const LARGEST: f32 = RADII[1] + 4.0;
/// The space between two rings, in points.
pub const GAP: f32 = 6.0;

/// The radius of the smallest and of the largest ring on a large map, in points.
const RADII: [f32; 2] = [9.0, 34.0];
/// On a small map the radius of the largest ring is reduced, but not below this share.
const SMALLEST: f32 = 0.45;
/// Two rings form a group if the distance of their middles is less than this share of the sum of their radii.
const NEAR: f32 = 0.34;

/// The radius of a ring with this number of servers, in points, relative to the largest unit. It is smaller on a small map.
pub(super) fn radius(servers: u64, facts: &RunFacts, screen: &Screen) -> f32 {
    radius_among(servers, facts.most_servers, screen)
}

/// The radius of a ring, like [`radius()`], but relative to `most` servers. `most` is the number of servers of the largest mark, which can
/// be a group.
pub(super) fn radius_among(servers: u64, most: u64, screen: &Screen) -> f32 {
    let share = (servers as f64 / most as f64).sqrt() as f32;
    let largest = RADII[1] * (screen.rect.width() / 760.0).min(screen.rect.height() / 430.0).clamp(SMALLEST, 1.0);
    (RADII[0] + (largest - RADII[0]) * share).clamp(RADII[0], largest + 4.0).min(LARGEST)
}

/// A unit or a group of units, from which marks are made.
pub(super) struct Cluster {
    /// The indices of its units, the one with most servers first.
    pub(super) units: Vec<usize>,
    pub(super) at: WorldPos,
    pub(super) servers: u64,
    pub(super) radius: f32,
}

impl Cluster {
    /// Whether its units are so near to one another that no zoom separates them.
    pub(super) fn is_one_point(&self, facts: &RunFacts) -> bool {
        self.units.iter().all(|unit| {
            let at = facts.units[*unit].at.nearest_to(self.at);
            (at.x - self.at.x).hypot(at.y - self.at.y) < ONE_POINT
        })
    }

    /// Adds the units of another cluster, which has no larger unit than this one. The position stays that of the largest unit.
    pub(super) fn take_in(&mut self, other: Self, facts: &RunFacts, screen: &Screen) {
        self.units.extend(other.units);
        self.servers += other.servers;
        self.radius = radius(self.servers, facts, screen);
    }
}

/// Groups the units that are near to one another at this zoom. The result depends on the zoom and the size of the map, not on its
/// position, so that dragging the map changes nothing.
pub(super) fn clusters(facts: &RunFacts, screen: &Screen) -> Vec<Cluster> {
    let scale = screen.camera.points_per_world();
    let near_in = screen.camera.zoom >= OPEN_FROM_ZOOM;
    let apart = |a: WorldPos, b: WorldPos| {
        let a = a.nearest_to(b);
        ((a.x - b.x).hypot(a.y - b.y) * scale) as f32
    };
    let mut order: Vec<usize> = (0..facts.units.len()).collect();
    order.sort_by_key(|unit| std::cmp::Reverse(facts.units[*unit].servers));
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut nearby = Nearby::new(2.0 * NEAR * LARGEST);
    for unit in order {
        let one = &facts.units[unit];
        let own = radius(one.servers, facts, screen);
        // At a large zoom only units at the same point are grouped, and then shown as parts.
        let reach = |cluster: &Cluster| if near_in { 0.5 } else { NEAR * (cluster.radius + own) };
        let joins = |index: usize| apart(clusters[index].at, one.at) < reach(&clusters[index]);
        // The copies of the world to the left and right are searched too, so that units on both sides of the date line can form a group.
        let turns = [0.0, 1.0, -1.0].map(|turn| [(one.at.x + turn) * scale, one.at.y * scale]);
        if let Some(index) = turns.into_iter().find_map(|at| nearby.first(at, joins)) {
            let cluster = &mut clusters[index];
            cluster.units.push(unit);
            cluster.servers += one.servers;
            cluster.radius = radius(cluster.servers, facts, screen);
        } else {
            nearby.insert(turns[0], clusters.len());
            clusters.push(Cluster { units: vec![unit], at: one.at, servers: one.servers, radius: own });
        }
    }
    clusters
}

/// Merges the cluster of `unit`, for which there was no space, into the nearest other cluster, but not into that of the unit `open`.
pub(super) fn merge(facts: &RunFacts, screen: &Screen, clusters: &mut Vec<Cluster>, unit: usize, open: Option<usize>) {
    let Some(index) = clusters.iter().position(|cluster| cluster.units[0] == unit) else { return };
    let mut merged = clusters.remove(index);
    let apart = |other: &Cluster| {
        let at = other.at.nearest_to(merged.at);
        (at.x - merged.at.x).hypot(at.y - merged.at.y)
    };
    let others = clusters.iter_mut().filter(|cluster| open.is_none_or(|unit| !cluster.units.contains(&unit)));
    match others.min_by(|a, b| apart(a).total_cmp(&apart(b))) {
        Some(other) => {
            // The largest unit comes first, and the group has the position and the name of that unit.
            if facts.units[unit].servers > facts.units[other.units[0]].servers {
                std::mem::swap(other, &mut merged);
            }
            other.take_in(merged, facts, screen);
        }
        None => clusters.push(merged),
    }
}

/// A grid of cells that finds items near a point without a search through all items.
pub(super) struct Nearby {
    side: f64,
    cells: HashMap<(i64, i64), Vec<usize>>,
}

impl Nearby {
    /// An empty grid for finding items at most `reach` points away.
    pub(super) fn new(reach: f32) -> Self {
        Self { side: f64::from(reach).max(1.0), cells: HashMap::new() }
    }

    fn cell(&self, at: [f64; 2]) -> (i64, i64) {
        ((at[0] / self.side).floor() as i64, (at[1] / self.side).floor() as i64)
    }

    /// Adds the item with this index at a position.
    pub(super) fn insert(&mut self, at: [f64; 2], index: usize) {
        self.cells.entry(self.cell(at)).or_default().push(index);
    }

    /// The smallest index of the items in the cells around a point for which `is_wanted` is true.
    pub(super) fn first(&self, at: [f64; 2], is_wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let (x, y) = self.cell(at);
        let cells = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let nearby = cells.filter_map(|cell| self.cells.get(&cell)).flatten().copied();
        nearby.filter(|index| is_wanted(*index)).min()
    }
}
