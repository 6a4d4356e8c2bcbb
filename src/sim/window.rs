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
    /// The oldest; most windows never hold more, and its place beside its owner costs no other look at memory.
    first: Option<Held>,
    later: VecDeque<Held>,
}

impl MinWindow {
    /// A value was replaced at `until`.
    pub fn replaced(&mut self, until: SimTime, value: i64, because: Option<EventId>) {
        let held = Held { until, value, because };
        while self.later.back().is_some_and(|last| last.value >= value) {
            self.later.pop_back();
        }
        if self.later.is_empty() && self.first.is_none_or(|first| first.value >= value) {
            self.first = Some(held);
        } else {
            self.later.push_back(held);
        }
    }

    /// Forgets what has left a window of `length` at `now`.
    pub fn expire(&mut self, now: SimTime, length: Span) {
        while self.first.is_some_and(|first| first.until + length <= now) {
            self.first = self.later.pop_front();
        }
    }

    /// The smallest past value that is still in the window.
    pub const fn smallest(&self) -> Option<Held> {
        self.first
    }
}
