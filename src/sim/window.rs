//! The smallest value over a sliding window of continuous time (MODEL.md, section 1).

use smallvec::SmallVec;

use super::limit::Limit;
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span};

/// A value that held until a moment, and the event that had set it.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    until: SimTime,
    /// The value.
    pub value: i64,
    /// What had set it.
    pub because: Option<EventId>,
}

impl Held {
    /// The value as a health; `sign` is -1 where it is held negated.
    pub fn limit(self, sign: i64) -> Limit {
        let health = Permille::try_from(sign * self.value).expect("a health was held");
        Limit { health, because: self.because }
    }
}

/// Past values that may still be the smallest over `(t - length, t]`: oldest and smallest first.
///
/// A value replaced at v has left the window at v + length. For the largest value, hold negated ones.
/// (The ascending minima of a sliding window: each value enters and leaves once.) Most windows never hold more than one value,
/// which then lies in the window itself.
#[derive(Clone, Debug, Default)]
pub struct MinWindow(SmallVec<[Held; 1]>);

impl MinWindow {
    /// A value was replaced at `until`.
    pub fn replaced(&mut self, until: SimTime, value: i64, because: Option<EventId>) {
        while self.0.last().is_some_and(|last| last.value >= value) {
            self.0.pop();
        }
        self.0.push(Held { until, value, because });
    }

    /// Forgets what has left a window of `length` at `now`.
    pub fn expire(&mut self, now: SimTime, length: Span) {
        let left = self.0.iter().take_while(|held| held.until + length <= now).count();
        if left > 0 {
            self.0.drain(..left);
        }
    }

    /// The smallest past value that is still in the window.
    pub fn smallest(&self) -> Option<Held> {
        self.0.first().copied()
    }
}
