//! What the engine must look at again, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::recording::EventId;
use crate::units::SimTime;

/// A reason to look at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wake {
    /// Servers of this placement have been back for `restart`.
    Placement(u32),
    /// A window over the health of something that this service needs has moved on; the event began the wait.
    Window(u32, EventId),
    /// The standby of this service may engage or stand down.
    Standby(u32),
    /// People have engaged the standby of this service, as the event ordered.
    ByHand(u32, EventId),
    /// A ShedLoad of this service ends; the event began it.
    ShedEnds(u32, EventId),
    /// A BlackStart of this service ends; the event began it.
    BlackStartEnds(u32, EventId),
    /// The outage of this service that began with the event may last longer than its RTO.
    Rto(u32, EventId),
}

/// Wakes in time order; those of one moment in the order of [`Wake`], so that nothing hangs on the heap.
#[derive(Debug, Default)]
pub struct Wakes {
    heap: BinaryHeap<Reverse<(SimTime, Wake)>>,
}

impl Wakes {
    /// Looks at it again at `at`.
    pub fn at(&mut self, at: SimTime, wake: Wake) {
        self.heap.push(Reverse((at, wake)));
    }

    /// The next moment at which there is something to look at.
    pub fn next_at(&self) -> Option<SimTime> {
        self.heap.peek().map(|Reverse((at, _))| *at)
    }

    /// The next thing to look at if it is due at `now`.
    pub fn due(&mut self, now: SimTime) -> Option<Wake> {
        if self.next_at()? > now {
            return None;
        }
        self.heap.pop().map(|Reverse((_, wake))| wake)
    }
}
