//! The smallest value over a sliding window of continuous time (MODEL.md, section 1).

use smallvec::SmallVec;

use super::limit::Limit;
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span};

/// A previous value, the time until which it was valid, and the event that set it.
#[derive(Clone, Copy, Debug)]
pub struct PastValue {
    until: SimTime,
    /// The value: a number of servers or a health, which may be negated.
    pub value: i64,
    /// The event that set the value; `None` if the value was there from the beginning.
    pub because: Option<EventId>,
}

impl PastValue {
    /// Converts the value to a health; `sign` is -1 if the window contains negated values.
    #[inline]
    pub fn limit(self, sign: i64) -> Limit {
        let health = Permille::try_from(sign * self.value).expect("the window is of healths");
        Limit { health, because: self.because }
    }
}

/// The previous values that may still become the smallest over `(t - length, t]`, in ascending order of time and of value.
///
/// A value that was replaced at time v leaves the window at v + length. To find the largest value, callers store negated values. The
/// algorithm is that of the ascending minima of a sliding window: each value enters and leaves once. Most windows never contain more than
/// one value, and a single value needs no heap memory.
#[derive(Clone, Debug, Default)]
pub struct MinWindow(SmallVec<[PastValue; 1]>);

impl MinWindow {
    /// Adds a value that was replaced at the time `until`.
    #[inline]
    pub fn replaced(&mut self, until: SimTime, value: i64, because: Option<EventId>) {
        while self.0.last().is_some_and(|last| last.value >= value) {
            self.0.pop();
        }
        self.0.push(PastValue { until, value, because });
    }

    /// Removes the values that have left a window of the given length at `now`. At most calls none has.
    #[inline]
    pub fn expire(&mut self, now: SimTime, length: Span) {
        if self.0.first().is_some_and(|first| first.until + length <= now) {
            self.remove_until(now, length);
        }
    }

    fn remove_until(&mut self, now: SimTime, length: Span) {
        let left = self.0.iter().take_while(|held| held.until + length <= now).count();
        if left == self.0.len() {
            self.0.clear();
        } else {
            self.0.drain(..left);
        }
    }

    /// The smallest previous value that is still in the window.
    #[inline]
    pub fn smallest(&self) -> Option<PastValue> {
        self.0.first().copied()
    }
}
