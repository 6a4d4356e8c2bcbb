//! Where the services of a dependency view are: in layers, each below those that depend on it. Knows no screen.
//!
//! Written here because no library serves: those that lay out layers reverse dependencies of their own choice to remove cycles, where
//! here a cycle is to be seen; they make one row of a layer, where here a hundred services of a layer are to fit a screen; and
//! the best kept of them, `rust-sugiyama` 0.4, took 2.4 s for 500 services and 1,500 dependencies (0.3 s with transpositions off), where
//! this takes 1.3 ms, and 45 ms for 10,000 services: it is done once for a world, within a frame.

mod layers;
mod sweeps;
#[cfg(test)]
mod tests;

/// Width and height of a box: two lines of type.
pub const BOX: [f32; 2] = [130.0, 42.0];
/// Between boxes of one layer.
pub const GAP: [f32; 2] = [9.0, 6.0];
/// Between layers.
pub const BETWEEN: f32 = 34.0;
/// Between the boxes of a cycle and its frame.
pub const RIM: f32 = 5.0;

/// One service depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Who depends on it.
    pub user: usize,
    /// What is depended on.
    pub needed: usize,
    /// How much it draws the two together.
    pub weight: u32,
    /// Whether it decides about layers; else it only draws.
    pub is_need: bool,
}

/// Where everything is; `x` to the right and `y` downwards, the middle of all at 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// By service, the middle of its box.
    pub at: Vec<[f32; 2]>,
    /// By service, its layer; what it depends on has a smaller one, except in a cycle.
    pub layer: Vec<usize>,
    /// Services that depend on one another.
    pub cycles: Vec<Cycle>,
    /// Width and height of it all.
    pub size: [f32; 2],
}

/// Services that depend on one another, and the frame around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycle {
    /// Who they are.
    pub members: Vec<usize>,
    /// Left, top, right and bottom.
    pub frame: [f32; 4],
}

/// Lays out so many services, about so broad against their height.
#[must_use]
pub fn layout(services: usize, edges: &[Edge], aspect: f32) -> Layout {
    let groups = layers::groups(services, edges);
    let places = sweeps::place(&groups, edges, aspect);
    let mut layout =
        Layout { at: vec![[0.0; 2]; services], layer: vec![0; services], cycles: Vec::new(), size: [0.0; 2] };
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for (group, place) in groups.iter().zip(&places) {
        let [left, top] = place.corner;
        let mut frame = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for (index, member) in group.members.iter().enumerate() {
            let (column, row) = (index / place.rows, index % place.rows);
            let x = left + column as f32 * (BOX[0] + GAP[0]) + BOX[0] / 2.0;
            let y = top + row as f32 * (BOX[1] + GAP[1]) + BOX[1] / 2.0;
            layout.at[*member] = [x, y];
            layout.layer[*member] = group.layer;
            grow(&mut frame, [x - BOX[0] / 2.0, y - BOX[1] / 2.0, x + BOX[0] / 2.0, y + BOX[1] / 2.0]);
        }
        if group.is_cycle() {
            frame = [frame[0] - RIM, frame[1] - RIM, frame[2] + RIM, frame[3] + RIM];
            layout.cycles.push(Cycle { members: group.members.clone(), frame });
        }
        grow(&mut bounds, frame);
    }
    if services > 0 {
        layout.centre(bounds);
    }
    layout
}

impl Layout {
    fn centre(&mut self, [left, top, right, bottom]: [f32; 4]) {
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        for at in &mut self.at {
            *at = [at[0] - x, at[1] - y];
        }
        for Cycle { frame, .. } in &mut self.cycles {
            *frame = [frame[0] - x, frame[1] - y, frame[2] - x, frame[3] - y];
        }
        self.size = [right - left, bottom - top];
    }
}

fn grow(all: &mut [f32; 4], by: [f32; 4]) {
    *all = [all[0].min(by[0]), all[1].min(by[1]), all[2].max(by[2]), all[3].max(by[3])];
}
