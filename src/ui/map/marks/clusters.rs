//! Which units are taken together: those whose rings would cover one another at a zoom.

use std::collections::HashMap;

use super::OPEN_FROM_ZOOM;
use crate::geo::WorldPos;
use crate::ui::map::facts::RunFacts;
use crate::ui::map::screen::Screen;

/// Two units that are nearer than this are not separated by any zoom, in worlds: some twenty metres.
const ONE_POINT: f64 = 5e-7;
/// No ring is larger than this.
pub(super) const LARGEST: f32 = RADII[1] + 4.0;
/// Between two rings, in points.
pub const GAP: f32 = 6.0;

/// Radius of the smallest and of the largest ring, in points.
const RADII: [f32; 2] = [9.0, 34.0];
/// On a small map the largest ring is smaller, down to this share.
const SMALLEST: f32 = 0.45;
/// Two rings group if they are nearer than this share of their radii.
const NEAR: f32 = 0.34;

/// The radius of a ring by its servers, against those of the largest unit; smaller on a small map.
pub(super) fn radius(servers: u64, facts: &RunFacts, screen: &Screen) -> f32 {
    radius_among(servers, facts.most_servers, screen)
}

/// The same against `most` servers, those of the largest mark, be it a group.
pub(super) fn radius_among(servers: u64, most: u64, screen: &Screen) -> f32 {
    let share = (servers as f64 / most as f64).sqrt() as f32;
    let largest = RADII[1] * (screen.rect.width() / 760.0).min(screen.rect.height() / 430.0).clamp(SMALLEST, 1.0);
    (RADII[0] + (largest - RADII[0]) * share).clamp(RADII[0], largest + 4.0).min(LARGEST)
}

/// A unit or a group that marks are made of.
pub(super) struct Cluster {
    /// The largest first.
    pub(super) units: Vec<usize>,
    pub(super) at: WorldPos,
    pub(super) servers: u64,
    pub(super) radius: f32,
}

impl Cluster {
    /// Whether its units are so near one another that no zoom separates them.
    pub(super) fn is_one_point(&self, facts: &RunFacts) -> bool {
        self.units.iter().all(|unit| {
            let at = facts.units[*unit].at.nearest_to(self.at);
            (at.x - self.at.x).hypot(at.y - self.at.y) < ONE_POINT
        })
    }
}

/// Units that are near one another at this zoom, taken together. It depends on the zoom alone, so that dragging the map changes
/// nothing.
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
        // Near in only units at the very same point are taken together, and then shown as parts.
        let reach = |cluster: &Cluster| if near_in { 0.5 } else { NEAR * (cluster.radius + own) };
        let joins = |index: usize| apart(clusters[index].at, one.at) < reach(&clusters[index]);
        // Over the date line too.
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

/// Takes the cluster of `unit`, which found no room, together with the nearest other one; not with that of the opened unit.
pub(super) fn merge(facts: &RunFacts, screen: &Screen, clusters: &mut Vec<Cluster>, unit: usize, open: Option<usize>) {
    let Some(index) = clusters.iter().position(|cluster| cluster.units[0] == unit) else { return };
    let merged = clusters.remove(index);
    let apart = |other: &Cluster| {
        let at = other.at.nearest_to(merged.at);
        (at.x - merged.at.x).hypot(at.y - merged.at.y)
    };
    let others = clusters.iter_mut().filter(|cluster| open.is_none_or(|unit| !cluster.units.contains(&unit)));
    match others.min_by(|a, b| apart(a).total_cmp(&apart(b))) {
        Some(other) => {
            // The largest unit is the first: the group has its position and its name.
            let (mut units, more) = if facts.units[unit].servers > facts.units[other.units[0]].servers {
                other.at = merged.at;
                (merged.units, std::mem::take(&mut other.units))
            } else {
                (std::mem::take(&mut other.units), merged.units)
            };
            units.extend(more);
            other.units = units;
            other.servers += merged.servers;
            other.radius = radius(other.servers, facts, screen);
        }
        None => clusters.push(merged),
    }
}

/// Finds what is near a point without looking at all the others: a grid of cells.
pub(super) struct Nearby {
    side: f64,
    cells: HashMap<(i64, i64), Vec<usize>>,
}

impl Nearby {
    /// Finds what is at most `reach` points away.
    pub(super) fn new(reach: f32) -> Self {
        Self { side: f64::from(reach).max(1.0), cells: HashMap::new() }
    }

    fn cell(&self, at: [f64; 2]) -> (i64, i64) {
        ((at[0] / self.side).floor() as i64, (at[1] / self.side).floor() as i64)
    }

    /// Notes that the item with this index is here.
    pub(super) fn insert(&mut self, at: [f64; 2], index: usize) {
        self.cells.entry(self.cell(at)).or_default().push(index);
    }

    /// The smallest index of the items nearby that are wanted.
    pub(super) fn first(&self, at: [f64; 2], is_wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let (x, y) = self.cell(at);
        let cells = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let nearby = cells.filter_map(|cell| self.cells.get(&cell)).flatten().copied();
        nearby.filter(|index| is_wanted(*index)).min()
    }
}
