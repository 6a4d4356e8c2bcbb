//! Rings that overlap make room for one another, and for the frames of opened units.

use egui::Vec2;

use super::clusters::{GAP, LARGEST, Nearby};
use super::{Mark, MarkKind};

/// A ring that would have to make room by more than this joins a group instead, in points.
const FAR: f32 = 34.0;
/// How often a ring is moved before it stays where it is.
const MOST_MOVES: usize = 8;

/// A circle that a ring must not touch.
#[derive(Clone, Copy)]
struct Circle {
    at: Vec2,
    radius: f32,
}

impl Circle {
    const fn of(mark: &Mark) -> Self {
        Self { at: mark.at, radius: mark.radius }
    }

    fn touches(self, mark: &Mark) -> bool {
        (mark.at - self.at).length() < mark.radius + self.radius + GAP - 0.5
    }
}

/// Moves the smaller of two overlapping marks aside, and all marks out of opened frames. Returns the first units of those that
/// found no room.
pub(super) fn make_room(marks: &mut [Mark], opened: &[Mark]) -> Vec<usize> {
    let frames: Vec<Circle> =
        opened.iter().filter(|mark| matches!(mark.kind, MarkKind::Frame(_))).map(Circle::of).collect();
    let far = FAR + frames.iter().map(|frame| 2.0 * frame.radius).sum::<f32>();
    let mut nearby = Nearby::new(2.0 * LARGEST + GAP);
    let mut without_room = Vec::new();
    for index in 0..marks.len() {
        let (before, rest) = marks.split_at_mut(index);
        let mark = &mut rest[0];
        let true_at = mark.at;
        let touched_ring =
            |mark: &Mark| nearby.first(cell_of(mark.at), |other| Circle::of(&before[other]).touches(mark));
        let touched = |mark: &Mark| {
            let frame = frames.iter().copied().find(|frame| frame.touches(mark));
            frame.or_else(|| touched_ring(mark).map(|other| Circle::of(&before[other])))
        };
        for _ in 0..MOST_MOVES {
            let Some(other) = touched(mark) else { break };
            let away = mark.at - other.at;
            // Two at one point: any direction will do, so long as it is always the same one.
            let away = if away.length() < 0.01 { Vec2::angled(0.6 + index as f32) } else { away.normalized() };
            mark.at = other.at + away * (mark.radius + other.radius + GAP);
        }
        let moved = (mark.at - true_at).length();
        if moved > 3.0 {
            mark.moved_from = Some(true_at);
        }
        if moved > far || touched_ring(mark).is_some() {
            without_room.push(mark.units[0]);
        }
        nearby.insert(cell_of(mark.at), index);
    }
    without_room
}

fn cell_of(at: Vec2) -> [f64; 2] {
    [f64::from(at.x), f64::from(at.y)]
}
