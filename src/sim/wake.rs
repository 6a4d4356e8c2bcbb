//! Wake-ups of the engine: what must be evaluated again, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::recording::EventId;
use crate::units::SimTime;

/// A wake-up, with the index of the placement, dependency or service that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wake {
    /// Servers of this placement may have been back online for `restart`, so that they are usable again.
    Placement(u32),
    /// A previous value leaves a window of this dependency. The event is the one that began the wait.
    Window(u32, EventId),
    /// This service may fail over to its standby automatically, or fail back.
    Standby(u32),
    /// A manual failover of this service is complete. The event is the FailOver action that ordered it.
    ManualFailover(u32, EventId),
    /// A ShedLoad of this service ends. The event is the action that began it.
    ShedEnds(u32, EventId),
    /// A BlackStart of this service ends. The event is the action that began it.
    BlackStartEnds(u32, EventId),
    /// The outage of this service may now have lasted for its RTO. The event is the one with which the outage began.
    Rto(u32, EventId),
}

/// The queue of wake-ups, in order of time; at one time in the order of [`Wake`].
#[derive(Debug, Default)]
pub struct Wakes {
    queue: BinaryHeap<Reverse<(SimTime, Wake)>>,
}

impl Wakes {
    /// Adds a wake-up for the time `at`.
    pub fn at(&mut self, at: SimTime, wake: Wake) {
        self.queue.push(Reverse((at, wake)));
    }

    /// The time of the next wake-up; `None` if there is none.
    pub fn next_at(&self) -> Option<SimTime> {
        self.queue.peek().map(|Reverse((at, _))| *at)
    }

    /// Removes and returns the next wake-up that is due at `now`. The same wake-up is there once, even if it was added several times.
    pub fn due(&mut self, now: SimTime) -> Option<Wake> {
        self.queue.peek().filter(|Reverse((at, _))| *at == now)?;
        let next = self.queue.pop()?;
        while self.queue.peek() == Some(&next) {
            self.queue.pop();
        }
        Some(next.0.1)
    }
}
