//! Third stage of the map: combines the connections between units into links between marks, computes their levels at a moment, and finds which
//! parts of their lines are seen.

mod curve;
mod pieces;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use self::curve::{Curve, End};
pub use self::pieces::{Rings, length, point_at};
use super::facts::{Reach, RunFacts, connection_level};
use super::marks::Marks;
use crate::ui::ViewContext;
use crate::units::Level;

/// The largest number of links that are drawn. More links could not be distinguished.
pub const MOST_DRAWN: usize = 32;

/// All connections between two marks, in both directions. A link does not depend on the moment.
#[derive(Clone, Debug)]
pub struct Link {
    /// The indices of its two marks, the smaller first.
    pub ends: [usize; 2],
    /// The indices of the connections: first those in which the second mark depends on the first, then those in the other direction.
    connections: [Vec<usize>; 2],
    weight: u64,
}

/// The state of a link at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkState {
    pub ends: [usize; 2],
    /// The worst level of the connections in which the second mark depends on the first, and of those in the other direction.
    pub levels: [Level; 2],
    /// The width of the link, in `0..=1`: the square root of its weight as a share of the largest weight. The root keeps small links
    /// visible.
    pub breadth: f32,
}

impl LinkState {
    fn level(&self) -> Level {
        self.levels[0].min(self.levels[1])
    }
}

/// The links between marks, the one with the most weight first. If there is a `reach`, only links connected to the selection are kept.
pub fn links(context: &ViewContext<'_>, facts: &RunFacts, marks: &Marks, reach: Option<&Reach>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut index_of = BTreeMap::new();
    for (connection_index, connection) in facts.connections.iter().enumerate() {
        let (from, to) = (marks.of_unit[connection.from], marks.of_unit[connection.to]);
        let is_touched = reach.is_none_or(|reach| reach.touches_connection(context, connection));
        if from == to || !is_touched {
            continue;
        }
        let ends = [from.min(to), from.max(to)];
        let index = *index_of.entry(ends).or_insert(links.len());
        if index == links.len() {
            links.push(Link { ends, connections: [Vec::new(), Vec::new()], weight: 0 });
        }
        let link = &mut links[index];
        link.connections[usize::from(from > to)].push(connection_index);
        link.weight = link.weight.saturating_add(connection.weight);
    }
    links.sort_by_key(|link| Reverse(link.weight));
    links
}

/// The states of the links that are drawn: at most [`MOST_DRAWN`], those with the worst levels first, then those with the most weight.
/// They are returned in reverse order, because the last one is drawn on top.
pub fn link_states(context: &ViewContext<'_>, facts: &RunFacts, links: &[Link]) -> Vec<LinkState> {
    let most = links.first().map_or(1, |link| link.weight.max(1));
    let state = |link: &Link| {
        let worst = |connections: &[usize]| {
            connections.iter().map(|index| connection_level(context, &facts.connections[*index])).min()
        };
        let [there, back] = &link.connections;
        let levels = [worst(there), worst(back)].map(|level| level.unwrap_or(Level::Up));
        LinkState { ends: link.ends, levels, breadth: (link.weight as f64 / most as f64).sqrt() as f32 }
    };
    let mut states: Vec<LinkState> = links.iter().map(state).collect();
    states.sort_by_key(LinkState::level);
    states.truncate(MOST_DRAWN);
    states.reverse();
    states
}
