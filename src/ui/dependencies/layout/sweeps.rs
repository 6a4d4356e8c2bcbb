//! Orders the groups in each layer. Sweeps up and down move each group near the mean position of its dependencies or dependents
//! (Sugiyama, Tagawa and Toda 1981). This makes lines shorter, so that fewer lines cross. The best result of all sweeps is kept.

use super::layers::Group;
use super::{BETWEEN, BOX, Edge, GAP, RIM};

/// The number of sweeps, alternately upwards and downwards.
const SWEEPS: usize = 24;
/// Layers of at most so many boxes stay in one row, if the layout has at least this share of the size that it would have otherwise.
const UNBROKEN: usize = 4;
const LEAST_SCALE: f32 = 0.8;

/// The position of a group in the layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The position of the upper left corner of the group.
    pub corner: [f32; 2],
    /// The number of rows in which the members of the group are arranged; they fill one column after another.
    pub rows: usize,
}

/// A column of a layer: groups that are above one another and have the same `x`.
#[derive(Clone, Debug)]
struct Column {
    groups: Vec<usize>,
    width: f32,
}

/// The order of the groups in one layer.
#[derive(Clone, Debug)]
struct Layer {
    /// The indices of the groups in this layer, from left to right.
    order: Vec<usize>,
    /// The number of rows of single services in a column.
    rows: usize,
}

/// The state of the sweeps.
struct Sweeps<'a> {
    groups: &'a [Group],
    layers: Vec<Layer>,
    /// For each group, the groups to which it is connected in lower layers (`below`) and in higher layers (`above`), with the weights
    /// of the edges.
    below: Vec<Vec<(usize, f64)>>,
    above: Vec<Vec<(usize, f64)>>,
    /// For each group, the `x` of its middle.
    x: Vec<f64>,
    /// The width that a layer should not exceed.
    width: f32,
}

/// Computes the positions of all groups. The ratio of the width to the height of the layout is near `aspect`.
pub(super) fn place(groups: &[Group], edges: &[Edge], aspect: f32) -> Vec<Place> {
    let mut sweeps = Sweeps::new(groups, edges, aspect);
    for layer in 0..sweeps.layers.len() {
        sweeps.settle(layer, |_, _| None);
    }
    let mut best = (sweeps.length(), sweeps.layers.clone(), sweeps.x.clone());
    for sweep in 0..SWEEPS {
        let all = 0..sweeps.layers.len();
        if sweep % 2 == 0 {
            all.for_each(|layer| sweeps.settle(layer, |own, group| own.middle(&own.below[group])));
        } else {
            all.rev().for_each(|layer| sweeps.settle(layer, |own, group| own.middle(&own.above[group])));
        }
        let length = sweeps.length();
        if length < best.0 {
            best = (length, sweeps.layers.clone(), sweeps.x.clone());
        }
    }
    (sweeps.layers, sweeps.x) = (best.1, best.2);
    sweeps.places()
}

impl<'a> Sweeps<'a> {
    fn new(groups: &'a [Group], edges: &[Edge], aspect: f32) -> Self {
        let services = groups.iter().map(|group| group.members.len()).sum();
        let mut group_of = vec![0; services];
        for (index, group) in groups.iter().enumerate() {
            group.members.iter().for_each(|member| group_of[*member] = index);
        }
        let (mut below, mut above) = (vec![Vec::new(); groups.len()], vec![Vec::new(); groups.len()]);
        for edge in edges {
            let (user, needed) = (group_of[edge.user], group_of[edge.needed]);
            if groups[user].layer != groups[needed].layer {
                let (upper, lower) =
                    if groups[user].layer > groups[needed].layer { (user, needed) } else { (needed, user) };
                below[upper].push((lower, f64::from(edge.weight.max(1))));
                above[lower].push((upper, f64::from(edge.weight.max(1))));
            }
        }
        let mut order: Vec<Vec<usize>> =
            vec![Vec::new(); groups.iter().map(|group| group.layer + 1).max().unwrap_or(0)];
        let mut first: Vec<usize> = (0..groups.len()).collect();
        first.sort_by_key(|group| groups[*group].members[0]);
        first.into_iter().for_each(|group| order[groups[group].layer].push(group));
        let boxes: Vec<usize> =
            order.iter().map(|layer| layer.iter().map(|group| groups[*group].members.len()).sum()).collect();
        let columns = columns(&boxes, aspect);
        let width = columns as f32 * (BOX[0] + GAP[0]);
        let layers = order.into_iter().zip(boxes).map(|(order, boxes)| Layer { order, rows: boxes.div_ceil(columns) });
        Self { groups, layers: layers.collect(), below, above, x: vec![0.0; groups.len()], width }
    }

    /// The mean `x` of neighbours, weighted by their edges; `None` if there are no neighbours.
    fn middle(&self, neighbours: &[(usize, f64)]) -> Option<f64> {
        let weight: f64 = neighbours.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = neighbours.iter().map(|(group, weight)| self.x[*group] * weight).sum();
        (weight > 0.0).then(|| sum / weight)
    }

    /// The sum of the horizontal lengths of all lines, each multiplied by its weight.
    fn length(&self) -> f64 {
        let lines = self.below.iter().enumerate().flat_map(|(upper, below)| below.iter().map(move |end| (upper, end)));
        lines.map(|(upper, (lower, weight))| (self.x[upper] - self.x[*lower]).abs() * weight).sum()
    }

    /// Sorts the groups of a layer by their wanted `x`, and places each group as near to it as the other groups allow. `drawn_to`
    /// returns the wanted `x` of a group; if it is `None`, the group wants its present `x`.
    fn settle(&mut self, layer: usize, drawn_to: impl Fn(&Self, usize) -> Option<f64>) {
        let mut order: Vec<(f64, usize)> = self.layers[layer]
            .order
            .iter()
            .map(|group| (drawn_to(self, *group).unwrap_or(self.x[*group]), *group))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.layers[layer].order = order.iter().map(|(_, group)| *group).collect();
        let columns = self.columns_of(layer);
        let mut drawn = order.iter().map(|(x, _)| *x);
        let wish: Vec<f64> = columns
            .iter()
            .map(|column| {
                let count = column.groups.len();
                drawn.by_ref().take(count).sum::<f64>() / count.max(1) as f64
            })
            .collect();
        let widths: Vec<f64> = columns.iter().map(|column| f64::from(column.width)).collect();
        for (column, x) in columns.iter().zip(side_by_side(&wish, &widths, f64::from(self.width))) {
            column.groups.iter().for_each(|group| self.x[*group] = x);
        }
    }

    /// The number of rows of a group: at most the number of its members, and at least enough rows that a large cycle is not wider than
    /// high. `rows` is the number of rows of the layer.
    fn rows(&self, group: usize, rows: usize) -> usize {
        let members = self.groups[group].members.len();
        let square = (members as f64).sqrt().ceil() as usize;
        members.min(rows.max(square))
    }

    /// The columns of a layer. Single services share columns, and each cycle has its own.
    fn columns_of(&self, layer: usize) -> Vec<Column> {
        let Layer { order, rows } = &self.layers[layer];
        let mut columns: Vec<Column> = Vec::new();
        let mut room = 0;
        for group in order {
            let members = self.groups[*group].members.len();
            if members > 1 {
                let across = members.div_ceil(self.rows(*group, *rows)) as f32;
                columns.push(Column { groups: vec![*group], width: across * (BOX[0] + GAP[0]) + 2.0 * RIM });
                room = 0;
            } else if let Some(column) = columns.last_mut().filter(|_| room > 0) {
                column.groups.push(*group);
                room -= 1;
            } else {
                columns.push(Column { groups: vec![*group], width: BOX[0] + GAP[0] });
                room = rows - 1;
            }
        }
        columns
    }

    /// The position of each group, computed layer by layer from top to bottom.
    fn places(&self) -> Vec<Place> {
        let mut places = vec![Place { corner: [0.0; 2], rows: 1 }; self.groups.len()];
        let mut top = 0.0;
        for layer in (0..self.layers.len()).rev() {
            let mut height: usize = 0;
            for column in self.columns_of(layer) {
                let left = self.x[column.groups[0]] as f32 - (column.width - GAP[0]) / 2.0;
                let mut row = 0;
                for group in column.groups {
                    let (is_cycle, rows) = (self.groups[group].is_cycle(), self.rows(group, self.layers[layer].rows));
                    let rim = if is_cycle { RIM } else { 0.0 };
                    let corner = [left + rim, top + row as f32 * (BOX[1] + GAP[1])];
                    places[group] = Place { corner, rows };
                    row += rows;
                }
                height = height.max(row);
            }
            top += height as f32 * (BOX[1] + GAP[1]) - GAP[1] + BETWEEN;
        }
        places
    }
}

/// The number of columns for which the ratio of width to height is nearest to `aspect`. `boxes` is the number of boxes in each layer. If all
/// layers have few boxes, none is broken into rows unless everything would be much smaller otherwise.
fn columns(boxes: &[usize], aspect: f32) -> usize {
    let most = boxes.iter().copied().max().unwrap_or(1).max(1);
    let size = |columns: usize| {
        let rows: usize = boxes.iter().map(|boxes| boxes.div_ceil(columns)).sum();
        let height = rows as f32 * (BOX[1] + GAP[1]) + boxes.len() as f32 * BETWEEN;
        [columns as f32 * (BOX[0] + GAP[0]), height]
    };
    let far_off = |columns: usize| {
        let [width, height] = size(columns);
        (width / height / aspect).ln().abs()
    };
    let nearest = (1..=most).min_by(|a, b| far_off(*a).total_cmp(&far_off(*b))).unwrap_or(1);
    let scale = |columns: usize| {
        let [width, height] = size(columns);
        (aspect / width).min(1.0 / height)
    };
    if most <= UNBROKEN && scale(most) >= LEAST_SCALE * scale(nearest) { most } else { nearest }
}

/// Places intervals side by side, in this order. Returns their middles, which are as near as possible to the wanted middles `wish`
/// (least squares) and, if possible, within a range of the width `room` around 0. Neighbours that would overlap are pooled (Kruskal
/// 1964).
fn side_by_side(wish: &[f64], widths: &[f64], room: f64) -> Vec<f64> {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(widths.len());
    for width in widths {
        offsets.push(offset + width / 2.0);
        offset += width;
    }
    // A pool holds the sum of the wanted positions of its members, and the number of its members.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, offset) in wish.iter().zip(&offsets) {
        pools.push((wish - offset, 1));
        while let [.., (before, many), (last, few)] = pools[..]
            && before / many as f64 >= last / few as f64
        {
            pools.truncate(pools.len() - 2);
            pools.push((before + last, many + few));
        }
    }
    let spare = (room - offset).max(0.0);
    let from = if spare > 0.0 { -room / 2.0 } else { -offset / 2.0 };
    let starts = pools.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count));
    starts.zip(&offsets).map(|(start, offset)| start.clamp(from, from + spare) + offset).collect()
}
