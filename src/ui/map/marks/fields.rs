//! At a zoom at which sites are shown as fields, puts units together whose fields would cover one another.

use super::clusters::{Cluster, Nearby};
use super::opened::{FIELD_STEP, size_of_fields};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::screen::Screen;

/// The largest number of fields that are put together: four rows of three. In larger areas, a field would say nothing about where its site is.
const MOST_TOGETHER: usize = 12;
/// Two areas of fields that may be put together do not touch if their middles are farther apart than this to the side or downwards, in points.
const REACH: f32 = 3.0 * FIELD_STEP.x;
/// How often units are put together. What was put together is larger, so it can cover others.
const PASSES: usize = 6;

/// Puts units together whose fields would cover one another. Their fields are side by side then, as those of a campus, where the largest unit is.
/// As in [`super::clusters::clusters`], the result depends on the zoom and not on the position of the map. Where more than [`MOST_TOGETHER`] fields
/// would be put together, some still cover others.
pub(super) fn put_together(facts: &RunFacts, screen: &Screen, mut clusters: Vec<Cluster>) -> Vec<Cluster> {
    for _ in 0..PASSES {
        let before = clusters.len();
        clusters = put_together_once(facts, screen, clusters);
        if clusters.len() == before {
            break;
        }
    }
    clusters
}

/// Puts each cluster together with the first one before it whose fields its own would cover.
fn put_together_once(facts: &RunFacts, screen: &Screen, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let scale = screen.camera.points_per_world();
    let mut together: Vec<Cluster> = Vec::with_capacity(clusters.len());
    // By cluster, the number of its fields.
    let mut counts: Vec<usize> = Vec::with_capacity(clusters.len());
    let mut nearby = Nearby::new(REACH);
    for cluster in clusters {
        let count: usize = cluster.units.iter().map(|unit| facts.units[*unit].sites.len()).sum();
        let covers = |index: usize| {
            let at = together[index].at.nearest_to(cluster.at);
            let apart = [at.x - cluster.at.x, at.y - cluster.at.y].map(|apart| (apart.abs() * scale) as f32);
            let least = (size_of_fields(counts[index]) + size_of_fields(count)) / 2.0;
            apart[0] < least.x && apart[1] < least.y && counts[index] + count <= MOST_TOGETHER
        };
        // The copies of the world to the left and right are searched too, because units on both sides of the date line can be near.
        let turns = [0.0, 1.0, -1.0].map(|turn| [(cluster.at.x + turn) * scale, cluster.at.y * scale]);
        if let Some(index) = turns.into_iter().find_map(|at| nearby.first(at, covers)) {
            together[index].take_in(cluster, facts, screen);
            counts[index] += count;
        } else {
            nearby.insert(turns[0], together.len());
            together.push(cluster);
            counts.push(count);
        }
    }
    together
}
