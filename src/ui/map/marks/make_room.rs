//! Moves rings apart that overlap, and moves rings out of the frames of opened units.

use egui::Vec2;

use super::clusters::{GAP, LARGEST, Nearby};
use super::{Mark, MarkKind};

/// The largest distance that a ring is moved, in points. The diameters of all frames are added to it. A ring that would have to move
/// farther is merged into a group instead.
const FAR: f32 = 34.0;
/// The largest number of times that one ring is moved.
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

/// Moves every mark that overlaps an earlier mark, and every mark that overlaps an opened frame. Returns the first unit of each mark
/// for which there is no space.
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
            // Two marks at the same point have no direction between them. Any direction works if it is the same each time the map is drawn.
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
