//! Moves opened frames apart that overlap, and rings that overlap one another or a frame.

use std::f32::consts::TAU;

use egui::Vec2;

use super::Mark;
use super::clusters::{GAP, LARGEST, Nearby};

/// The largest distance that a ring is moved, in points. The diameters of all frames are added to it. A ring that would have to move
/// farther is merged into a group instead.
const FAR: f32 = 34.0;
/// The largest number of times that one ring is moved away from another.
const MOST_MOVES: usize = 8;
/// The largest number of frames, and of rings, for which a free place around their true position is searched for, because moving them away from
/// one thing after another did not help. A search takes longer than a move.
const MOST_SEARCHES: usize = 16;
/// A search tries this many distances, in this many directions each.
const DISTANCES: u8 = 24;
const DIRECTIONS: u8 = 16;
/// The least difference between two distances of a search, in points.
const LEAST_STEP: f32 = 8.0;

/// The circle that a ring or a frame fills.
#[derive(Clone, Copy)]
struct Circle {
    at: Vec2,
    radius: f32,
}

impl Circle {
    const fn of(mark: &Mark) -> Self {
        Self { at: mark.at, radius: mark.radius }
    }

    fn touches(self, other: Self) -> bool {
        (self.at - other.at).length() < self.radius + other.radius + GAP - 0.5
    }

    /// This circle, moved out of another by the shortest way. Two circles at the same point have no direction between them. Any direction works if
    /// it is the same each time the map is drawn; `index` decides it.
    fn out_of(self, other: Self, index: usize) -> Self {
        let away = self.at - other.at;
        let away = if away.length() < 0.01 { Vec2::angled(0.6 + index as f32) } else { away.normalized() };
        Self { at: other.at + away * (self.radius + other.radius + GAP), ..self }
    }

    /// This circle at a place where it touches nothing, if there is one near. `touched` finds something that a circle touches. `searches` is the
    /// number of searches that are left.
    fn moved(self, index: usize, touched: &dyn Fn(Self) -> Option<Self>, searches: &mut usize) -> Self {
        let mut moved = self;
        for _ in 0..MOST_MOVES {
            let Some(other) = touched(moved) else { return moved };
            moved = moved.out_of(other, index);
        }
        if *searches == 0 || touched(moved).is_none() {
            return moved;
        }
        *searches -= 1;
        let step = (self.radius / 2.0).max(LEAST_STEP);
        let mut places = (1..=DISTANCES).flat_map(|distance| {
            (0..DIRECTIONS).map(move |number| {
                let direction = Vec2::angled(TAU * f32::from(number) / f32::from(DIRECTIONS));
                Self { at: self.at + step * f32::from(distance) * direction, ..self }
            })
        });
        places.find(|place| touched(*place).is_none()).unwrap_or(moved)
    }
}

/// Moves every frame that overlaps an earlier one, and then every ring that overlaps a frame or an earlier ring. Each entry of `opened` is a frame
/// with its parts. Returns the first unit of each ring for which there is no space. With `is_last`, such a ring is not merged into a group
/// afterwards.
pub(super) fn make_room(marks: &mut [Mark], opened: &mut [Vec<Mark>], is_last: bool) -> Vec<usize> {
    let mut frames: Vec<Circle> = Vec::with_capacity(opened.len());
    let mut searches = MOST_SEARCHES;
    for framed in opened {
        let Some(circle) = framed.first().map(Circle::of) else { continue };
        let touched = |circle: Circle| frames.iter().copied().find(|frame| frame.touches(circle));
        let moved = circle.moved(frames.len(), &touched, &mut searches);
        move_all(framed, moved.at - circle.at);
        frames.push(moved);
    }
    let far = FAR + frames.iter().map(|frame| 2.0 * frame.radius).sum::<f32>();
    // If a unit is opened, other rings get another place, rather than disappear in a group because of a click.
    let mut searches = if is_last || !frames.is_empty() { MOST_SEARCHES } else { 0 };
    let mut nearby = Nearby::new(2.0 * LARGEST + GAP);
    let mut without_room = Vec::new();
    for index in 0..marks.len() {
        let (before, rest) = marks.split_at_mut(index);
        let mark = &mut rest[0];
        let touched_ring = |circle: Circle| {
            let touches = |other: usize| Circle::of(&before[other]).touches(circle);
            nearby.first(cell_of(circle.at), touches).map(|other| Circle::of(&before[other]))
        };
        let touched = |circle: Circle| {
            let frame = frames.iter().copied().find(|frame| frame.touches(circle));
            frame.or_else(|| touched_ring(circle))
        };
        let circle = Circle::of(mark);
        let moved = circle.moved(index, &touched, &mut searches);
        let by = (moved.at - circle.at).length();
        if by > far || touched(moved).is_some() {
            without_room.push(mark.units[0]);
        }
        if by > 3.0 {
            mark.moved_from = Some(circle.at);
        }
        mark.at = moved.at;
        nearby.insert(cell_of(mark.at), index);
    }
    without_room
}

/// Moves a frame with its parts.
fn move_all(marks: &mut [Mark], by: Vec2) {
    if let Some(frame) = marks.first_mut()
        && by.length() > 3.0
    {
        frame.moved_from = frame.moved_from.or(Some(frame.at));
    }
    marks.iter_mut().for_each(|mark| mark.at += by);
}

fn cell_of(at: Vec2) -> [f64; 2] {
    [f64::from(at.x), f64::from(at.y)]
}
