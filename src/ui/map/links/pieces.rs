//! Cuts lines at the rings that they pass behind. Nothing of a line is seen through a ring, and none of it is left that is only a stub.

use egui::{Pos2, Rect};

use crate::ui::map::marks::Marks;

/// The space between a ring and a line that passes behind it, in points.
const AROUND: f32 = 2.0;
/// The least length of a piece of a line, in points. A shorter one between two rings that nearly touch says nothing.
const LEAST: f32 = 10.0;

/// The rings in view, which hide the lines behind them.
pub struct Rings(Vec<Ring>);

/// The middle of a ring, and the distance from it within which no line is seen.
struct Ring {
    at: Pos2,
    radius: f32,
}

impl Rings {
    /// The rings of a map that are in view.
    pub fn of(marks: &Marks) -> Self {
        let rings = marks.rings().filter(|mark| marks.is_in_view(mark));
        Self(rings.map(|mark| Ring { at: marks.pos(mark), radius: mark.radius + AROUND }).collect())
    }

    /// Whether a point is behind a ring.
    pub fn hides(&self, point: Pos2) -> bool {
        self.0.iter().any(|ring| ring.at.distance_sq(point) < ring.radius * ring.radius)
    }

    /// The pieces of a line that no ring hides, in the order in which they are on the line. Those that are too short to say anything are left out.
    pub fn pieces(&self, line: &[Pos2]) -> Vec<Vec<Pos2>> {
        let around = Rect::from_points(line);
        let near: Vec<&Ring> = self.0.iter().filter(|ring| around.distance_to_pos(ring.at) < ring.radius).collect();
        let mut pieces: Vec<Vec<Pos2>> = Vec::new();
        let mut goes_on = false;
        for pair in line.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let mut hidden: Vec<[f32; 2]> = near.iter().filter_map(|ring| ring.hidden([a, b])).collect();
            hidden.sort_by(|one, other| one[0].total_cmp(&other[0]));
            let (went_on, mut from) = (goes_on, 0.0);
            goes_on = false;
            // What is seen after the last ring goes on to the end of the pair.
            for [start, end] in hidden.into_iter().chain([[1.0, 1.0]]) {
                if start > from {
                    let seen = [a.lerp(b, from), a.lerp(b, start)];
                    match pieces.last_mut().filter(|_| went_on && from <= 0.0) {
                        Some(piece) => piece.push(seen[1]),
                        None => pieces.push(seen.to_vec()),
                    }
                    goes_on = start >= 1.0;
                }
                from = end.max(from);
            }
        }
        pieces.retain(|piece| length(piece) >= LEAST);
        pieces
    }
}

impl Ring {
    /// The part of a straight line that is behind the ring: two shares of its length, between 0 and 1.
    fn hidden(&self, [a, b]: [Pos2; 2]) -> Option<[f32; 2]> {
        let along = b - a;
        let nearest = (self.at - a).dot(along) / along.length_sq();
        let away = (a + nearest * along).distance_sq(self.at);
        let half = ((self.radius * self.radius - away) / along.length_sq()).sqrt();
        // Of a line that the ring does not touch, or that has no length, this is no number.
        let [from, until] = [(nearest - half).max(0.0), (nearest + half).min(1.0)];
        (half > 0.0 && from < until).then_some([from, until])
    }
}

/// The length of a line, in points.
pub fn length(line: &[Pos2]) -> f32 {
    line.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// The point at this share of the length of a line, from 0 to 1; `None` if it has no points.
pub fn point_at(line: &[Pos2], share: f32) -> Option<Pos2> {
    let mut left = share * length(line);
    for pair in line.windows(2) {
        let own = pair[0].distance(pair[1]);
        if left <= own && own > 0.0 {
            return Some(pair[0].lerp(pair[1], left / own));
        }
        left -= own;
    }
    line.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;
    use proptest::prelude::*;

    fn rings(rings: &[([f32; 2], f32)]) -> Rings {
        Rings(rings.iter().map(|([x, y], radius)| Ring { at: pos2(*x, *y), radius: *radius }).collect())
    }

    /// A straight line from the left to the right, from 0 to 300.
    fn line() -> Vec<Pos2> {
        (0..=30u8).map(|step| pos2(10.0 * f32::from(step), 0.0)).collect()
    }

    fn ends(pieces: &[Vec<Pos2>]) -> Vec<[f32; 2]> {
        pieces.iter().map(|piece| [piece[0].x.round(), piece[piece.len() - 1].x.round()]).collect()
    }

    #[test]
    fn a_line_is_cut_where_a_ring_hides_it() {
        let pieces = rings(&[([104.0, 0.0], 12.0), ([203.0, 5.0], 13.0), ([150.0, 40.0], 20.0)]).pieces(&line());
        assert_eq!(ends(&pieces), [[0.0, 92.0], [116.0, 191.0], [215.0, 300.0]]);
        assert_eq!(rings(&[]).pieces(&line()), [line()], "without a ring it is whole");
        assert_eq!(rings(&[([150.0, 0.0], 200.0)]).pieces(&line()), Vec::<Vec<Pos2>>::new(), "all of it is hidden");
        assert_eq!(rings(&[]).pieces(&[]), Vec::<Vec<Pos2>>::new());
    }

    #[test]
    fn nothing_is_left_that_is_only_a_stub() {
        let stub_between = rings(&[([100.0, 0.0], 20.0), ([146.0, 0.0], 20.0)]).pieces(&line());
        assert_eq!(ends(&stub_between), [[0.0, 80.0], [166.0, 300.0]]);
        let stubs_at_the_ends = rings(&[([20.0, 0.0], 15.0), ([280.0, 0.0], 15.0)]).pieces(&line());
        assert_eq!(ends(&stubs_at_the_ends), [[35.0, 265.0]]);
        assert_eq!(rings(&[]).pieces(&line()[..1]), Vec::<Vec<Pos2>>::new());
    }

    #[test]
    fn a_share_of_a_line_is_a_share_of_its_length() {
        let bent = [pos2(0.0, 0.0), pos2(0.0, 0.0), pos2(30.0, 0.0), pos2(30.0, 10.0)];
        let points = [0.0, 0.5, 0.75, 1.0].map(|share| point_at(&bent, share));
        assert_eq!(points, [pos2(0.0, 0.0), pos2(20.0, 0.0), pos2(30.0, 0.0), pos2(30.0, 10.0)].map(Some));
        assert_eq!(point_at(&[], 0.5), None);
    }

    proptest! {
        #[test]
        fn no_piece_is_behind_a_ring(
            points in prop::collection::vec((0f32..400.0, 0f32..300.0), 0..12),
            circles in prop::collection::vec((0f32..400.0, 0f32..300.0, 5f32..40.0), 0..8),
        ) {
            let line: Vec<Pos2> = points.iter().map(|(x, y)| pos2(*x, *y)).collect();
            let all = Rings(circles.iter().map(|(x, y, radius)| Ring { at: pos2(*x, *y), radius: *radius }).collect());
            for piece in all.pieces(&line) {
                prop_assert!(length(&piece) >= LEAST);
                for pair in piece.windows(2) {
                    for step in 0..=20u8 {
                        let at = pair[0].lerp(pair[1], f32::from(step) / 20.0);
                        let inside = all.0.iter().map(|ring| ring.radius - ring.at.distance(at)).fold(0.0, f32::max);
                        prop_assert!(inside < 0.1, "{at} is {inside} points behind a ring");
                    }
                }
            }
        }
    }
}
