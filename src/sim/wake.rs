//! Wake-ups of the engine: what must be evaluated again, and when.

use std::collections::BTreeMap;

use smallvec::SmallVec;

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

/// The wake-ups of one time. Most times have one or two, which need no heap memory.
pub type Due = SmallVec<[Wake; 2]>;

/// The queue of wake-ups, grouped by time. Many wake-ups have the same time, so each time has a list.
#[derive(Debug, Default)]
pub struct Wakes {
    by_moment: BTreeMap<SimTime, Due>,
}

impl Wakes {
    /// Adds a wake-up for the time `at`.
    pub fn at(&mut self, at: SimTime, wake: Wake) {
        self.by_moment.entry(at).or_default().push(wake);
    }

    /// The time of the next wake-up; `None` if there is none.
    pub fn next_at(&self) -> Option<SimTime> {
        self.by_moment.first_key_value().map(|(at, _)| *at)
    }

    /// Removes and returns all wake-ups that are due at `now`, without duplicates, in the order of [`Wake`].
    pub fn due(&mut self, now: SimTime) -> Due {
        let Some(first) = self.by_moment.first_entry().filter(|first| *first.key() == now) else { return Due::new() };
        let mut due = first.remove();
        due.sort_unstable();
        due.dedup();
        due
    }
}
