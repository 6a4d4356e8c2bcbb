//! How the lines of the dependency view go. Where the plain curve between two services would pass behind the box of another one, as if it led
//! there, the line goes around that box.

use egui::{Pos2, Vec2, pos2, vec2};

use super::layout::{BOX, GAP, Layout};

/// Half of the width and of the height of a box. Lengths in this module are in points at scale 1.
const HALF: [f32; 2] = [BOX[0] / 2.0, BOX[1] / 2.0];
/// How far a plain curve between the sides of two boxes goes aside: this, and this share of the distance between the boxes.
const ASIDE: [f32; 2] = [24.0, 0.12];
/// How far a curve goes aside that stays in the space beside a box.
const ASIDE_LEAST: f32 = GAP[0] - 1.0;
/// How far the end of a curve goes down below a joint.
const BELOW_JOINT: f32 = 24.0;
/// The share of its height for which a curve from below goes straight up at both ends.
const UPRIGHT: f32 = 0.45;
/// The least space between a line and a box beside it.
const CLEAR: f32 = 2.0;
/// The least width of a space between boxes through which lines go.
const LEAST_SPACE: f32 = GAP[0] - 2.0;
/// The distances between lines in one such space. They keep lines apart that would lie over one another.
const LANES: [f32; 4] = [-1.5, -0.5, 0.5, 1.5];
/// The distance between the points of a plain curve at which it is tested for boxes.
const TEST_STEP: f32 = 10.0;

/// The ends of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ends {
    /// The index of the service at which the line begins.
    pub needed: usize,
    /// The index of the service at which it ends, which depends on the other.
    pub user: usize,
    /// The joint at which it ends instead of the box of `user`.
    pub joint: Option<[f32; 2]>,
}

/// The way of a line from one end to the other.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Route {
    /// The plain curve: from the upper edge of a service to the lower edge of its dependent or, if the dependent is not above the service,
    /// from a side of one box to the same side of the other.
    Plain,
    /// A curve from a side of one box to a side of the other.
    Sides(Sides),
    /// Upwards through the spaces between boxes, by way of these points.
    Spaces(Vec<Pos2>),
}

/// A curve between the sides of two boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sides {
    /// The side of the service and that of its dependent: -1 is the left one, 1 the right one.
    sides: [f32; 2],
    /// How far the curve goes aside.
    aside: f32,
}

impl Sides {
    fn curve(self, layout: &Layout, ends: &Ends) -> [Pos2; 4] {
        let [from, to] = middles(layout, ends);
        let [from_side, to_side] = self.sides;
        let (start, end) = (from + vec2(from_side * HALF[0], 0.0), to + vec2(to_side * HALF[0], 0.0));
        let aside = start + vec2(from_side * self.aside, 0.0);
        // A line that does not come from below also ends in the joint, which it reaches from below.
        match ends.joint.map(Pos2::from) {
            Some(joint) => [start, aside, joint + vec2(0.0, BELOW_JOINT), joint],
            None => [start, aside, end + vec2(to_side * self.aside, 0.0), end],
        }
    }
}

impl Route {
    /// The route of a line among all boxes. `lane` is any number; lines with other numbers do not lie over this one in a narrow space.
    pub(super) fn of(layout: &Layout, boxes: &Boxes, ends: &Ends, lane: usize) -> Self {
        if ends.needed == ends.user {
            return Self::Plain;
        }
        let hits = |route: &Self| boxes.hits(layout, ends, route);
        if hits(&Self::Plain) == 0 {
            return Self::Plain;
        }
        if rises(layout, ends) {
            return Self::Spaces(boxes.through(layout, ends, LANES[lane % LANES.len()]));
        }
        let [from, to] = middles(layout, ends);
        let side = if to.x >= from.x { 1.0 } else { -1.0 };
        let far = ASIDE[0] + ASIDE[1] * from.distance(to);
        let routes = [
            Sides { sides: [-side, -side], aside: far },
            Sides { sides: [side, side], aside: ASIDE_LEAST },
            Sides { sides: [-side, -side], aside: ASIDE_LEAST },
            Sides { sides: [side, -side], aside: ASIDE_LEAST / 2.0 },
        ];
        // The first of those that pass the fewest boxes.
        std::iter::once(Self::Plain).chain(routes.map(Self::Sides)).min_by_key(hits).unwrap_or(Self::Plain)
    }

    /// The points of the line in the layout, as it is drawn at this scale. A curve consists of about `steps` straight pieces.
    pub(super) fn points(&self, layout: &Layout, ends: &Ends, scale: f32, steps: u8) -> Vec<Pos2> {
        match self {
            Self::Plain => bezier(plain(layout, ends, scale), steps).collect(),
            Self::Sides(sides) => bezier(sides.curve(layout, ends), steps).collect(),
            Self::Spaces(stops) => {
                let pieces = stops.windows(2).flat_map(|pair| {
                    let up = vec2(0.0, (pair[1].y - pair[0].y) * UPRIGHT);
                    bezier([pair[0], pair[0] + up, pair[1] - up, pair[1]], (steps / 3).max(3)).skip(1)
                });
                stops.first().copied().into_iter().chain(pieces).collect()
            }
        }
    }
}

/// The middles of the boxes of a service and of its dependent.
fn middles(layout: &Layout, ends: &Ends) -> [Pos2; 2] {
    [ends.needed, ends.user].map(|service| Pos2::from(layout.at[service]))
}

/// Whether the dependent is above the service.
fn rises(layout: &Layout, ends: &Ends) -> bool {
    let [from, to] = middles(layout, ends);
    from.y - to.y > BOX[1]
}

/// The upper edge of a service, and where its line ends at its dependent that is above it.
fn upright_ends(layout: &Layout, ends: &Ends) -> [Pos2; 2] {
    let [from, to] = middles(layout, ends);
    [from - vec2(0.0, HALF[1]), ends.joint.map_or(to + vec2(0.0, HALF[1]), Pos2::from)]
}

/// The plain curve, with its ends and the two points between them that bend it.
fn plain(layout: &Layout, ends: &Ends, scale: f32) -> [Pos2; 4] {
    let [from, to] = middles(layout, ends);
    if rises(layout, ends) {
        let [start, end] = upright_ends(layout, ends);
        let pull = vec2(0.0, (from.y - to.y - BOX[1]) * UPRIGHT);
        return [start, start - pull, end + pull, end];
    }
    let side = if to.x >= from.x { 1.0 } else { -1.0 };
    Sides { sides: [side, side], aside: ASIDE[0] + ASIDE[1] * from.distance(to) * scale }.curve(layout, ends)
}

/// The points of a cubic Bézier curve.
fn bezier([start, a, b, end]: [Pos2; 4], steps: u8) -> impl Iterator<Item = Pos2> {
    (0..=steps).map(move |step| {
        let share = f32::from(step) / f32::from(steps.max(1));
        let rest = 1.0 - share;
        let weights =
            [rest * rest * rest, 3.0 * rest * rest * share, 3.0 * rest * share * share, share * share * share];
        let sum = |part: fn(Pos2) -> f32| -> f32 {
            [start, a, b, end].map(part).iter().zip(weights).map(|(point, weight)| point * weight).sum()
        };
        pos2(sum(|point| point.x), sum(|point| point.y))
    })
}

/// The boxes of all layers, for the question what is in the way of a line.
pub(super) struct Boxes {
    /// The lowest layer first.
    layers: Vec<Layer>,
}

/// The boxes of one layer.
#[derive(Clone, Debug, Default)]
struct Layer {
    /// The middles of its boxes, from left to right.
    middles: Vec<Pos2>,
    /// The ranges of `x` in which there is a box, from left to right.
    taken: Vec<[f32; 2]>,
    top: f32,
    bottom: f32,
}

impl Boxes {
    pub(super) fn new(layout: &Layout) -> Self {
        let count = layout.layer.iter().max().map_or(0, |highest| highest + 1);
        let mut layers = vec![Layer::default(); count];
        for (at, layer) in layout.at.iter().zip(&layout.layer) {
            layers[*layer].middles.push(Pos2::from(*at));
        }
        layers.iter_mut().for_each(Layer::measure);
        Self { layers }
    }

    /// How many points of a line are in boxes other than those at its ends.
    fn hits(&self, layout: &Layout, ends: &Ends, route: &Route) -> usize {
        let own = middles(layout, ends);
        let steps = (own[0].distance(own[1]) / TEST_STEP).clamp(24.0, f32::from(u8::MAX)) as u8;
        let points = route.points(layout, ends, 1.0, steps);
        let is_hit = |point: &&Pos2| {
            // The layers are above one another, the lowest first.
            let layer = self.layers.get(self.layers.partition_point(|layer| layer.top > point.y));
            layer.is_some_and(|layer| layer.has_box_at(**point, own))
        };
        points.iter().filter(is_hit).count()
    }

    /// The points by way of which a line goes up between the boxes.
    fn through(&self, layout: &Layout, ends: &Ends, lane: f32) -> Vec<Pos2> {
        let [start, end] = upright_ends(layout, ends);
        let [below, above] = [ends.needed, ends.user].map(|service| &self.layers[layout.layer[service]]);
        let straight = |y: f32| egui::remap(y, start.y..=end.y, start.x..=end.x);
        let mut stops = vec![start];
        // Out of the own layer, of which there may be boxes above this one.
        let is_covered = below.is_taken_between(start.x, [f32::MIN, start.y - 1.0]);
        let x = if is_covered { below.space(start.x, straight(below.top), lane) } else { start.x };
        if is_covered {
            stops.push(pos2(x, start.y - GAP[1]));
        }
        if layout.layer[ends.needed] != layout.layer[ends.user] {
            stops.push(pos2(x, below.top));
            let is_between = |layer: &&Layer| layer.bottom < below.top && layer.top > above.bottom;
            for layer in self.layers.iter().filter(|layer| !layer.middles.is_empty()).filter(is_between) {
                let wanted = straight(f32::midpoint(layer.top, layer.bottom));
                let x = layer.space(wanted, wanted, lane);
                stops.extend([pos2(x, layer.bottom), pos2(x, layer.top)]);
            }
        }
        // Into the layer of the dependent, of which there may be boxes below it.
        let under = layout.at[ends.user][1] + HALF[1];
        let x = if layout.layer[ends.needed] == layout.layer[ends.user] {
            x
        } else if above.is_taken_between(end.x, [under + 1.0, f32::MAX]) {
            let x = above.space(end.x, straight(above.bottom), lane);
            stops.push(pos2(x, above.bottom));
            x
        } else {
            stops.extend((end.y < above.bottom - 1.0).then(|| pos2(end.x, above.bottom)));
            end.x
        };
        if x != end.x {
            stops.push(pos2(x, under + GAP[1]));
        }
        stops.push(end);
        stops.dedup();
        stops
    }
}

impl Layer {
    /// Finds where boxes are, once all of them are known.
    fn measure(&mut self) {
        self.middles.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        let heights = || self.middles.iter().map(|middle| middle.y);
        self.top = heights().fold(f32::MAX, f32::min) - HALF[1];
        self.bottom = heights().fold(f32::MIN, f32::max) + HALF[1];
        let mut taken: Vec<[f32; 2]> = Vec::new();
        for middle in &self.middles {
            let [left, right] = [middle.x - HALF[0], middle.x + HALF[0]];
            match taken.last_mut() {
                Some(last) if left - last[1] < LEAST_SPACE => last[1] = right.max(last[1]),
                Some(_) | None => taken.push([left, right]),
            }
        }
        self.taken = taken;
    }

    /// The boxes of which the middle is nearer than `HALF[0]` to this `x`.
    fn near(&self, x: f32) -> impl Iterator<Item = &Pos2> {
        let first = self.middles.partition_point(|middle| middle.x <= x - HALF[0]);
        self.middles[first..].iter().take_while(move |middle| middle.x < x + HALF[0])
    }

    /// Whether a point is in a box whose middle is not one of `own`. A point at the edge of a box is not in it.
    fn has_box_at(&self, point: Pos2, own: [Pos2; 2]) -> bool {
        let half = Vec2::from(HALF) - Vec2::splat(0.5);
        let is_in = |middle: &Pos2| (point.x - middle.x).abs() < half.x && (point.y - middle.y).abs() < half.y;
        (self.top..=self.bottom).contains(&point.y)
            && self.near(point.x).any(|middle| is_in(middle) && !own.contains(middle))
    }

    /// Whether a box at this `x` has its middle in a range of `y`.
    fn is_taken_between(&self, x: f32, [from, until]: [f32; 2]) -> bool {
        self.near(x).any(|middle| (from..until).contains(&middle.y))
    }

    /// The `x` of a space between the boxes of the whole layer, or beside them: `x` itself if it is free, and otherwise the space at the
    /// left or right of the boxes there, whichever is nearer to `wanted`.
    fn space(&self, x: f32, wanted: f32, lane: f32) -> f32 {
        let index = self.taken.partition_point(|[_, right]| right + CLEAR <= x);
        let Some([left, right]) = self.taken.get(index).filter(|[left, _]| left - CLEAR < x) else { return x };
        let [before, after] = [left - GAP[0] / 2.0, right + GAP[0] / 2.0];
        lane + if (before - wanted).abs() <= (after - wanted).abs() { before } else { after }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::layout::{Edge, layout};
    use super::*;

    fn edge(user: usize, needed: usize) -> Edge {
        Edge { user, needed, weight: 1000, is_need: true }
    }

    fn ends(user: usize, needed: usize) -> Ends {
        Ends { needed, user, joint: None }
    }

    fn route(layout: &Layout, ends: &Ends) -> Route {
        Route::of(layout, &Boxes::new(layout), ends, 0)
    }

    #[test]
    fn a_line_past_a_service_between_goes_around_its_box() {
        let layout = layout(3, &[edge(0, 1), edge(1, 2), edge(0, 2)], 1.8);
        assert_eq!(layout.at.iter().map(|at| at[0]).collect::<Vec<_>>(), [0.0; 3], "all three are in one column");
        let boxes = Boxes::new(&layout);
        let long = ends(0, 2);
        assert!(boxes.hits(&layout, &long, &Route::Plain) > 0, "straight up it would pass the box between");
        let around = route(&layout, &long);
        assert_eq!(boxes.hits(&layout, &long, &around), 0, "{around:?}");
        let points = around.points(&layout, &long, 1.0, 18);
        assert_eq!([points.first(), points.last()], [Some(&pos2(0.0, 55.0)), Some(&pos2(0.0, -55.0))]);
        assert!(points.iter().any(|point| point.x.abs() > HALF[0]), "beside the box: {points:?}");
        for direct in [ends(0, 1), ends(1, 2)] {
            assert_eq!(route(&layout, &direct), Route::Plain, "nothing is in its way");
        }
    }

    #[test]
    fn a_line_between_neighbours_of_a_cycle_passes_no_third_box() {
        // Four services that depend on one another stand in two columns.
        let edges: Vec<Edge> = (0..4).flat_map(|user| (0..4).map(move |needed| edge(user, needed))).collect();
        let edges: Vec<Edge> = edges.into_iter().filter(|edge| edge.user != edge.needed).collect();
        let layout = layout(4, &edges, 1.8);
        let boxes = Boxes::new(&layout);
        for edge in &edges {
            let ends = ends(edge.user, edge.needed);
            let [from, to] = middles(&layout, &ends);
            if from.x == to.x || from.y == to.y {
                assert_eq!(boxes.hits(&layout, &ends, &route(&layout, &ends)), 0, "{edge:?} in {layout:?}");
            }
        }
    }

    fn graphs() -> impl Strategy<Value = (usize, Vec<Edge>)> {
        (2usize..50).prop_flat_map(|services| {
            let edges = prop::collection::vec((0..services, 0..services), 1..120);
            let edges = edges.prop_map(|edges| {
                let edges = edges.into_iter().filter(|(user, needed)| user != needed);
                edges.map(|(user, needed)| edge(user, needed)).collect::<Vec<Edge>>()
            });
            (Just(services), edges)
        })
    }

    proptest! {
        #[test]
        fn no_line_up_to_a_higher_layer_passes_the_box_of_another_service((services, edges) in graphs()) {
            let layout = layout(services, &edges, 1.8);
            let boxes = Boxes::new(&layout);
            for (lane, edge) in edges.iter().enumerate() {
                let ends = ends(edge.user, edge.needed);
                if layout.layer[ends.user] > layout.layer[ends.needed] {
                    let route = Route::of(&layout, &boxes, &ends, lane);
                    prop_assert_eq!(boxes.hits(&layout, &ends, &route), 0, "{:?} of {:?}", route, edge);
                }
            }
        }
    }
}
