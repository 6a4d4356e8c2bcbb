//! The smallest value over a sliding window of continuous time.

use std::collections::VecDeque;

use super::net::Limit;
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
/// (The ascending minima of a sliding window: each value enters and leaves once.)
#[derive(Clone, Debug, Default)]
pub struct MinWindow {
    past: VecDeque<Held>,
}

impl MinWindow {
    /// A value was replaced at `until`.
    pub fn replaced(&mut self, until: SimTime, value: i64, because: Option<EventId>) {
        while self.past.back().is_some_and(|last| last.value >= value) {
            self.past.pop_back();
        }
        self.past.push_back(Held { until, value, because });
    }

    /// Forgets what has left a window of `length` at `now`.
    pub fn expire(&mut self, now: SimTime, length: Span) {
        while self.past.front().is_some_and(|first| first.until + length <= now) {
            self.past.pop_front();
        }
    }

    /// The smallest past value that is still in the window.
    pub fn smallest(&self) -> Option<Held> {
        self.past.front().copied()
    }
}
