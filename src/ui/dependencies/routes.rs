//! How the lines of the dependency view go. Where the plain curve between two services would pass behind the box of another one or along its edge,
//! as if it led there, the line goes around that box at a distance.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Pos2, Rect, Stroke, Vec2, pos2, vec2};

use super::layout::{BETWEEN, BOX, GAP, Layout};

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
/// The least space between a line and a box to which it does not lead.
const CLEAR: f32 = 3.0;
/// A point that is nearer than this to a box counts as in it. It is a little less than `CLEAR`, so that lines at that distance do not count.
const NEAR: f32 = CLEAR - 0.1;
/// The least width of a space between boxes through which lines go.
const LEAST_SPACE: f32 = GAP[0] - 1.0;
/// How far a line rises in the space between two rows of one layer, so that it stays clear of the boxes of the upper row or, where it comes from
/// above, of the lower one.
const IN_ROW_GAP: f32 = GAP[1] - CLEAR;
/// The distances between lines in one such space. They keep lines apart that would lie over one another.
const LANES: [f32; 4] = [-1.5, -0.5, 0.5, 1.5];
/// The distance between the points of a plain curve at which it is tested for boxes.
const TEST_STEP: f32 = 4.0;
/// The largest number of layers through which a line goes around boxes. Where more are in view, no box can be told from another, and in a world
/// of many thousand layers the ways through all of them would take all the memory.
const MOST_LAYERS: usize = 200;
/// If the space between two layers is lower than this on the screen, in points, a line that goes through it has no bends there.
const LEAST_BEND: f32 = 5.0;

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
    /// Upwards through the spaces between boxes, by way of `stops`, which are all within `bounds`.
    Spaces { stops: Vec<Pos2>, bounds: Rect },
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
        let own = middles(layout, ends);
        // Most plain curves pass a box near their beginning, so the test is short.
        if !bezier(plain(layout, ends, 1.0), test_steps(own)).any(|point| boxes.has_other_at(point, own)) {
            return Self::Plain;
        }
        if rises(layout, ends) {
            if layout.layer[ends.needed].abs_diff(layout.layer[ends.user]) > MOST_LAYERS {
                return Self::Plain;
            }
            let stops = boxes.through(layout, ends, LANES[lane % LANES.len()]);
            return Self::Spaces { bounds: Rect::from_points(&stops), stops };
        }
        let [from, to] = own;
        let side = if to.x >= from.x { 1.0 } else { -1.0 };
        let far = ASIDE[0] + ASIDE[1] * from.distance(to);
        let routes = [
            Sides { sides: [-side, -side], aside: far },
            Sides { sides: [side, side], aside: ASIDE_LEAST },
            Sides { sides: [-side, -side], aside: ASIDE_LEAST },
            Sides { sides: [side, -side], aside: ASIDE_LEAST / 2.0 },
        ];
        // The first of those that pass the fewest boxes.
        let hits = |route: &Self| boxes.hits(layout, ends, route);
        std::iter::once(Self::Plain).chain(routes.map(Self::Sides)).min_by_key(hits).unwrap_or(Self::Plain)
    }

    /// A rectangle of the layout that contains the line, as it is drawn at this scale. It is found without the points of the line.
    pub(super) fn bounds(&self, layout: &Layout, ends: &Ends, scale: f32) -> Rect {
        // A Bézier curve is between its ends and the points that bend it.
        match self {
            Self::Plain => Rect::from_points(&plain(layout, ends, scale)),
            Self::Sides(sides) => Rect::from_points(&sides.curve(layout, ends)),
            Self::Spaces { bounds, .. } => *bounds,
        }
    }

    /// The points of the line in the layout, as it is drawn at this scale. A curve consists of about `steps` straight pieces.
    pub(super) fn points(&self, layout: &Layout, ends: &Ends, scale: f32, steps: u8) -> Vec<Pos2> {
        match self {
            Self::Plain => bezier(plain(layout, ends, scale), steps).collect(),
            Self::Sides(sides) => bezier(sides.curve(layout, ends), steps).collect(),
            Self::Spaces { stops, .. } => {
                let steps = if BETWEEN * scale < LEAST_BEND { 1 } else { (steps / 3).max(3) };
                let pieces = stops.windows(2).flat_map(|pair| {
                    let up = vec2(0.0, (pair[1].y - pair[0].y) * UPRIGHT);
                    bezier([pair[0], pair[0] + up, pair[1] - up, pair[1]], steps).skip(1)
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
fn bezier(points: [Pos2; 4], steps: u8) -> impl Iterator<Item = Pos2> {
    let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, Stroke::NONE);
    (0..=steps).map(move |step| curve.sample(f32::from(step) / f32::from(steps.max(1))))
}

/// The number of pieces of a curve between two boxes with these middles, when it is tested for other boxes.
fn test_steps([from, to]: [Pos2; 2]) -> u8 {
    (from.distance(to) / TEST_STEP).clamp(24.0, f32::from(u8::MAX)) as u8
}

/// The boxes of all layers, for the question what is in the way of a line.
#[derive(Clone, Debug)]
pub(super) struct Boxes {
    /// The lowest layer first.
    layers: Vec<Layer>,
}

/// The boxes of one layer.
#[derive(Clone, Debug, Default)]
struct Layer {
    /// The middles of its boxes, from left to right and, in each column, from top to bottom.
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

    /// How many points of a line are in boxes other than those at its ends, or very near to them.
    fn hits(&self, layout: &Layout, ends: &Ends, route: &Route) -> usize {
        let own = middles(layout, ends);
        let points = route.points(layout, ends, 1.0, test_steps(own));
        points.into_iter().filter(|point| self.has_other_at(*point, own)).count()
    }

    /// Whether a point is in a box whose middle is not one of `own`, or very near to it.
    fn has_other_at(&self, point: Pos2, own: [Pos2; 2]) -> bool {
        // The layers are above one another, the lowest first, and there is more space between them than around a box.
        let layer = self.layers.get(self.layers.partition_point(|layer| layer.top - NEAR > point.y));
        layer.is_some_and(|layer| layer.has_other_at(point, own))
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
            stops.push(pos2(x, start.y - IN_ROW_GAP));
        }
        if layout.layer[ends.needed] != layout.layer[ends.user] {
            // It bends when it is clear of the boxes beside it.
            stops.push(pos2(x, below.top - CLEAR));
            let between = layout.layer[ends.needed] + 1..layout.layer[ends.user];
            for layer in self.layers[between].iter().filter(|layer| !layer.middles.is_empty()) {
                let wanted = straight(f32::midpoint(layer.top, layer.bottom));
                let x = layer.space(wanted, wanted, lane);
                stops.extend([pos2(x, layer.bottom + CLEAR), pos2(x, layer.top - CLEAR)]);
            }
        }
        // Into the layer of the dependent, of which there may be boxes below it.
        let under = layout.at[ends.user][1] + HALF[1];
        let x = if layout.layer[ends.needed] == layout.layer[ends.user] {
            x
        } else if above.is_taken_between(end.x, [under + 1.0, f32::MAX]) {
            let x = above.space(end.x, straight(above.bottom), lane);
            stops.push(pos2(x, above.bottom + CLEAR));
            x
        } else {
            stops.extend((end.y < above.bottom + CLEAR).then(|| pos2(end.x, above.bottom + CLEAR)));
            end.x
        };
        if x != end.x {
            stops.push(pos2(x, under + IN_ROW_GAP));
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

    /// The columns of boxes of which the middle is nearer than `reach` to this `x`.
    fn columns_at(&self, x: f32, reach: f32) -> impl Iterator<Item = &[Pos2]> {
        let first = self.middles.partition_point(|middle| middle.x <= x - reach);
        let mut rest = &self.middles[first..];
        std::iter::from_fn(move || {
            let own = rest.first().map(|middle| middle.x).filter(|own| *own < x + reach)?;
            let (column, others) = rest.split_at(rest.partition_point(|middle| middle.x <= own));
            rest = others;
            Some(column)
        })
    }

    /// Whether a point is in a box whose middle is not one of `own`, or nearer than `NEAR` to it.
    fn has_other_at(&self, point: Pos2, own: [Pos2; 2]) -> bool {
        let half = Vec2::from(HALF) + Vec2::splat(NEAR);
        let is_in = |middle: &Pos2| (point.x - middle.x).abs() < half.x && (point.y - middle.y).abs() < half.y;
        let [above, below] = [point.y - half.y, point.y + half.y];
        let has_other = |column: &[Pos2]| {
            let first = column.partition_point(|middle| middle.y < above);
            let mut near = column[first..].iter().take_while(|middle| middle.y <= below);
            near.any(|middle| is_in(middle) && !own.contains(middle))
        };
        let with_edges = self.top - NEAR..=self.bottom + NEAR;
        with_edges.contains(&point.y) && self.columns_at(point.x, half.x).any(has_other)
    }

    /// Whether a box at this `x` has its middle in a range of `y`.
    fn is_taken_between(&self, x: f32, [from, until]: [f32; 2]) -> bool {
        self.columns_at(x, HALF[0]).any(|column| {
            let first = column.partition_point(|middle| middle.y < from);
            column.get(first).is_some_and(|middle| middle.y < until)
        })
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

    fn box_of(layout: &Layout, service: usize) -> Rect {
        Rect::from_center_size(Pos2::from(layout.at[service]), Vec2::from(BOX))
    }

    #[test]
    fn a_line_along_the_edge_of_a_box_keeps_a_distance_that_is_seen() {
        // Three layers: between the two services of the line there are two others, and the straight line passes between these.
        let edges = [edge(0, 1), edge(0, 2), edge(1, 3), edge(2, 3), edge(0, 3)];
        let mut layout = layout(4, &edges, 1.8);
        assert!((layout.at[1][0] - layout.at[2][0]).abs() > BOX[0], "side by side");
        let along = layout.at[1][0].max(layout.at[2][0]) - HALF[0] - 0.7;
        (layout.at[0][0], layout.at[3][0]) = (along, along);
        let line = ends(0, 3);
        let distance = |route: &Route, service: usize| {
            let points = route.points(&layout, &line, 1.0, 60).into_iter();
            points.map(|point| box_of(&layout, service).distance_to_pos(point)).fold(f32::MAX, f32::min)
        };
        let least = |route: &Route| distance(route, 1).min(distance(route, 2));
        assert!(least(&Route::Plain) < 1.0, "straight up it would run along the edge of a box");
        let found = route(&layout, &line);
        assert!(least(&found) >= NEAR, "{found:?} is {} from a box", least(&found));
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

    #[test]
    fn a_line_past_hundreds_of_layers_is_plain() {
        let edges: Vec<Edge> = (0..=MOST_LAYERS).map(|user| edge(user, user + 1)).collect();
        let layout = layout(MOST_LAYERS + 2, &edges, 1.8);
        assert!(matches!(route(&layout, &ends(0, MOST_LAYERS)), Route::Spaces { .. }));
        assert_eq!(route(&layout, &ends(0, MOST_LAYERS + 1)), Route::Plain);
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
        fn no_line_up_to_a_higher_layer_touches_the_box_of_another_service((services, edges) in graphs()) {
            let layout = layout(services, &edges, 1.8);
            let boxes = Boxes::new(&layout);
            for (lane, edge) in edges.iter().enumerate() {
                let ends = ends(edge.user, edge.needed);
                if layout.layer[ends.user] > layout.layer[ends.needed] {
                    let route = Route::of(&layout, &boxes, &ends, lane);
                    prop_assert_eq!(boxes.hits(&layout, &ends, &route), 0, "{:?} of {:?}", route, edge);
                    let others = (0..services).filter(|other| ![ends.user, ends.needed].contains(other));
                    let others: Vec<Rect> = others.map(|other| box_of(&layout, other)).collect();
                    // Between the points at which it is tested, a curve may come a little nearer to a corner.
                    for point in route.points(&layout, &ends, 1.0, 60) {
                        let nearest = others.iter().map(|other| other.distance_to_pos(point)).fold(f32::MAX, f32::min);
                        prop_assert!(nearest > 1.0, "{:?} of {:?} is {} from a box", route, edge, nearest);
                    }
                }
            }
        }

        #[test]
        fn a_box_at_a_point_is_found_as_if_all_boxes_were_tried(
            (services, edges) in graphs(),
            (right, down) in (0.0f32..1.0, 0.0f32..1.0),
        ) {
            let layout = layout(services, &edges, 1.8);
            let boxes = Boxes::new(&layout);
            let half = Vec2::from(HALF) + Vec2::splat(NEAR);
            let own = [0, services - 1].map(|service| Pos2::from(layout.at[service]));
            for index in 0..144u8 {
                let share = vec2(f32::from(index % 12) + right, f32::from(index / 12) + down) / 12.0;
                let point = Pos2::ZERO + (share - Vec2::splat(0.5)) * Vec2::from(layout.size);
                let is_there = |at: &[f32; 2]| {
                    let middle = Pos2::from(*at);
                    let off = point - middle;
                    off.x.abs() < half.x && off.y.abs() < half.y && !own.contains(&middle)
                };
                prop_assert_eq!(boxes.has_other_at(point, own), layout.at.iter().any(is_there), "{:?}", point);
            }
        }

        #[test]
        fn a_line_is_within_its_bounds((services, edges) in graphs(), scale in 0.05f32..2.0) {
            let layout = layout(services, &edges, 1.8);
            let boxes = Boxes::new(&layout);
            for (lane, edge) in edges.iter().enumerate() {
                let ends = ends(edge.user, edge.needed);
                let route = Route::of(&layout, &boxes, &ends, lane);
                let bounds = route.bounds(&layout, &ends, scale).expand(0.1);
                let points = route.points(&layout, &ends, scale, 18);
                prop_assert!(points.iter().all(|point| bounds.contains(*point)), "{:?} in {:?}", route, bounds);
            }
        }
    }
}
