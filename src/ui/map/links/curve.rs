//! The curve between two objects on the map. If the shorter way around the world crosses the date line, so does the curve.

use egui::{Pos2, Rect, vec2};

/// The number of straight pieces with which a curve is drawn.
const PIECES: u16 = 28;
/// The number of rounds of the search that narrows a curve to its visible range.
const ROUNDS: u8 = 3;
/// The number of bisection steps that find where a curve leaves one of its ends.
const HALVINGS: u8 = 16;
/// How far a curve bends upwards, as a share of its length. A vertical curve bends to the left.
const BEND: f32 = 0.17;

/// The object at which a curve begins or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// A ring: its middle and its radius.
    Ring(Pos2, f32),
    /// A chip or a card.
    Chip(Rect),
}

impl End {
    /// The middle of the ring, chip or card.
    pub fn middle(self) -> Pos2 {
        match self {
            Self::Ring(at, _) => at,
            Self::Chip(rect) => rect.center(),
        }
    }

    fn covers(self, point: Pos2) -> bool {
        match self {
            Self::Ring(at, radius) => at.distance_sq(point) <= radius * radius,
            Self::Chip(rect) => rect.expand(2.0).contains(point),
        }
    }

    fn moved(self, by: f32) -> Self {
        match self {
            Self::Ring(at, radius) => Self::Ring(at + vec2(by, 0.0), radius),
            Self::Chip(rect) => Self::Chip(rect.translate(vec2(by, 0.0))),
        }
    }
}

/// A curve between two ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    from: End,
    to: End,
    bend: Pos2,
}

impl Curve {
    fn new(from: End, to: End) -> Self {
        let span = to.middle() - from.middle();
        // The curve from `to` to `from` has the same shape as the curve from `from` to `to`.
        let up = if span.x > 0.0 || (span.x == 0.0 && span.y < 0.0) { BEND } else { -BEND };
        Self { from, to, bend: from.middle() + span / 2.0 + up * vec2(span.y, -span.x) }
    }

    /// The curve on a map on which the world is `world` points wide. If the shorter curve leaves the map on one side and returns on the
    /// other side, there are two curves, one at each end.
    pub fn between(from: End, to: End, world: f32) -> impl Iterator<Item = Self> {
        // A chip has a position on the screen, not in the world.
        let is_on_map = matches!((from, to), (End::Ring(..), End::Ring(..)));
        let turns = if is_on_map { ((to.middle().x - from.middle().x) / world).round() } else { 0.0 };
        let by = if turns == 0.0 { 0.0 } else { turns * world };
        let over = (by != 0.0).then(|| Self::new(from.moved(by), to));
        std::iter::once(Self::new(from, to.moved(-by))).chain(over)
    }

    /// The point at this share of the curve, from 0 to 1.
    pub fn at(&self, share: f32) -> Pos2 {
        let (a, b) = (self.from.middle().lerp(self.bend, share), self.bend.lerp(self.to.middle(), share));
        a.lerp(b, share)
    }

    /// Whether a point is outside both ends.
    pub fn is_free(&self, point: Pos2) -> bool {
        !self.from.covers(point) && !self.to.covers(point)
    }

    /// The points of the curve that are outside both ends and in view or just beyond it. There are none if the ends touch. The points
    /// divide only the visible range, so that a very long curve is smooth too.
    pub fn points(&self, view: Rect) -> Vec<Pos2> {
        let (mut from, mut until) = (self.rim(0.0), self.rim(1.0));
        if from >= until {
            return Vec::new();
        }
        let view = view.expand(20.0);
        for _ in 0..ROUNDS {
            let share = |piece: u16| from + (until - from) * f32::from(piece) / f32::from(PIECES);
            let is_seen = |piece: &u16| {
                let [a, b] = [share(*piece), share(*piece + 1)].map(|share| self.at(share));
                Rect::from_two_pos(a, b).expand(2.0 + a.distance(b) / 100.0).intersects(view)
            };
            let (Some(first), Some(last)) = ((0..PIECES).find(is_seen), (0..PIECES).rev().find(is_seen)) else {
                return Vec::new();
            };
            (from, until) = (share(first), share(last + 1));
        }
        (0..=PIECES).map(|piece| self.at(from + (until - from) * f32::from(piece) / f32::from(PIECES))).collect()
    }

    /// The position, as a share of the curve, at which the curve leaves the object at its beginning (`end` is 0) or at its end (`end` is
    /// 1). It is at the other end of the curve if the object covers all of it.
    fn rim(&self, end: f32) -> f32 {
        let object = if end < 0.5 { self.from } else { self.to };
        let (mut covered, mut free) = (end, 1.0 - end);
        if object.covers(self.at(free)) {
            return free;
        }
        for _ in 0..HALVINGS {
            let middle = f32::midpoint(covered, free);
            if object.covers(self.at(middle)) { covered = middle } else { free = middle }
        }
        free
    }

    /// Whether a part of the curve may be in `view`.
    pub fn is_in(&self, view: Rect) -> bool {
        Rect::from_points(&[self.from.middle(), self.to.middle(), self.bend]).intersects(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;
    use proptest::prelude::*;

    fn ring(x: f32, y: f32) -> End {
        End::Ring(pos2(x, y), 10.0)
    }

    #[test]
    fn a_curve_over_the_date_line_leaves_on_one_side_and_comes_back_on_the_other() {
        let curves: Vec<Curve> = Curve::between(ring(20.0, 100.0), ring(980.0, 100.0), 1_000.0).collect();
        let ends: Vec<[f32; 2]> = curves.iter().map(|curve| [curve.at(0.0).x, curve.at(1.0).x]).collect();
        assert_eq!(ends, [[20.0, -20.0], [1_020.0, 980.0]], "to the west and in from the east");
        assert_eq!(Curve::between(ring(20.0, 100.0), ring(480.0, 100.0), 1_000.0).count(), 1, "no need to go round");
        let chip = End::Chip(Rect::from_center_size(pos2(980.0, 100.0), vec2(80.0, 22.0)));
        assert_eq!(Curve::between(ring(20.0, 100.0), chip, 1_000.0).count(), 1, "a chip is not on the world");
    }

    #[test]
    fn the_curve_back_is_the_curve_there_and_both_bend_upwards() {
        let [a, b] = [ring(0.0, 100.0), ring(300.0, 140.0)];
        let [there, back] = [Curve::new(a, b), Curve::new(b, a)];
        assert!(there.at(0.25).distance(back.at(0.75)) < 0.01, "{there:?} and {back:?}");
        assert!(there.at(0.5).y < 120.0, "upwards");
        let [below, above] = [ring(0.0, 100.0), ring(0.0, 0.0)];
        assert!(Curve::new(below, above).at(0.5).x < 0.0 && Curve::new(above, below).at(0.5).x < 0.0, "leftwards");
    }

    #[test]
    fn nothing_is_drawn_inside_its_ends() {
        let rect = Rect::from_min_max(pos2(150.0, 60.0), pos2(250.0, 140.0));
        let chip = End::Chip(rect);
        let view = Rect::from_min_max(pos2(-100.0, 0.0), pos2(400.0, 200.0));
        let points =
            Curve::between(ring(0.0, 100.0), chip, 1e6).next().map(|curve| curve.points(view)).unwrap_or_default();
        assert!(points.len() > 10, "{} points", points.len());
        assert!(points.iter().all(|point| point.x > 9.0 && !rect.contains(*point)), "{points:?}");
    }

    #[test]
    fn a_curve_between_rings_of_different_sizes_begins_and_ends_at_their_rims() {
        let view = Rect::from_min_max(pos2(-100.0, -100.0), pos2(400.0, 100.0));
        let ring = |x: f32, radius: f32| End::Ring(pos2(x, 0.0), radius);
        // The larger ring covers more than half of the way between the middles.
        for (from, to) in [(ring(0.0, 40.0), ring(60.0, 10.0)), (ring(60.0, 10.0), ring(0.0, 40.0))] {
            let curve = Curve::new(from, to);
            let points = curve.points(view);
            assert!(points.len() > 10, "{} points", points.len());
            let apart = |point: &Pos2| [point.distance(Pos2::ZERO) - 40.0, point.distance(pos2(60.0, 0.0)) - 10.0];
            assert!(points.iter().flat_map(apart).all(|apart| apart > -0.01), "{points:?}");
        }
        let touching = Curve::new(ring(0.0, 40.0), ring(49.0, 10.0));
        assert_eq!(touching.points(view), [], "there is nothing between rings that touch");
        let inside = Curve::new(ring(10.0, 5.0), ring(0.0, 40.0));
        assert_eq!(inside.points(view), [], "or between a frame and a ring inside it");
    }

    #[test]
    fn a_long_curve_is_drawn_right_up_to_its_ring() {
        let view = Rect::from_min_max(pos2(-400.0, -200.0), pos2(400.0, 200.0));
        let curve = Curve::between(ring(0.0, 0.0), ring(90_000.0, 4_000.0), 1e9).next().unwrap();
        let points = curve.points(view);
        assert!((points[0].to_vec2().length() - 10.0).abs() < 8.0, "it begins at the rim, not at {:?}", points[0]);
        let longest = points.windows(2).map(|pair| pair[0].distance(pair[1])).fold(0.0, f32::max);
        assert!(longest < 40.0, "it is smooth: {longest}");
    }

    proptest! {
        #[test]
        fn no_curve_is_longer_than_half_round_the_world(from in -500f32..500.0, to in -500f32..500.0, world in 400f32..2_000.0) {
            for curve in Curve::between(ring(from, 0.0), ring(to, 50.0), world) {
                prop_assert!((curve.at(1.0).x - curve.at(0.0).x).abs() <= world / 2.0 + 0.01, "{curve:?}");
            }
        }
    }
}
