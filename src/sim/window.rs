//! The smallest value over a sliding window of continuous time (MODEL.md, section 1).

use smallvec::SmallVec;

use super::limit::Limit;
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span};

/// A past value, until when it was so, and the event that had set it.
#[derive(Clone, Copy, Debug)]
pub struct PastValue {
    until: SimTime,
    /// The value.
    pub value: i64,
    /// What had set it.
    pub because: Option<EventId>,
}

impl PastValue {
    /// The value as a health; `sign` is -1 in a window of negated values.
    pub fn limit(self, sign: i64) -> Limit {
        let health = Permille::try_from(sign * self.value).expect("the window is of healths");
        Limit { health, because: self.because }
    }
}

/// Past values that may still be the smallest over `(t - length, t]`: oldest and smallest first.
///
/// A value replaced at v has left the window at v + length. For the largest value, put in negated ones.
/// (The ascending minima of a sliding window: each value enters and leaves once.) Most windows never have more than one value,
/// and one value needs no memory of its own.
#[derive(Clone, Debug, Default)]
pub struct MinWindow(SmallVec<[PastValue; 1]>);

impl MinWindow {
    /// A value was replaced at `until`.
    pub fn replaced(&mut self, until: SimTime, value: i64, because: Option<EventId>) {
        while self.0.last().is_some_and(|last| last.value >= value) {
            self.0.pop();
        }
        self.0.push(PastValue { until, value, because });
    }

    /// Forgets what has left a window of `length` at `now`.
    pub fn expire(&mut self, now: SimTime, length: Span) {
        let left = self.0.iter().take_while(|held| held.until + length <= now).count();
        if left > 0 {
            self.0.drain(..left);
        }
    }

    /// The smallest past value that is still in the window.
    pub fn smallest(&self) -> Option<PastValue> {
        self.0.first().copied()
    }
}
