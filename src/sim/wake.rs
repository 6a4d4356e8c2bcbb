//! What the engine must look at again, and when.

use std::collections::BTreeMap;

use crate::recording::EventId;
use crate::units::SimTime;

/// A reason to look at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wake {
    /// Servers of this placement have been back for `restart`.
    Placement(u32),
    /// A window of this dependency has moved on; the event began the wait.
    Window(u32, EventId),
    /// This service may fail over to its standby, or fail back.
    Standby(u32),
    /// People have failed this service over to its standby, as the event ordered.
    ManualFailover(u32, EventId),
    /// A ShedLoad of this service ends; the event began it.
    ShedEnds(u32, EventId),
    /// A BlackStart of this service ends; the event began it.
    BlackStartEnds(u32, EventId),
    /// The outage of this service that began with the event may last longer than its RTO.
    Rto(u32, EventId),
}

/// Wakes by moment. There are far fewer moments than wakes, so each moment keeps a list.
#[derive(Debug, Default)]
pub struct Wakes {
    by_moment: BTreeMap<SimTime, Vec<Wake>>,
}

impl Wakes {
    /// Looks at it again at `at`.
    pub fn at(&mut self, at: SimTime, wake: Wake) {
        self.by_moment.entry(at).or_default().push(wake);
    }

    /// The next moment at which there is something to look at.
    pub fn next_at(&self) -> Option<SimTime> {
        self.by_moment.first_key_value().map(|(at, _)| *at)
    }

    /// All that is due at `now`, each once, in the order of [`Wake`].
    pub fn due(&mut self, now: SimTime) -> Vec<Wake> {
        let mut due = self.by_moment.remove(&now).unwrap_or_default();
        due.sort_unstable();
        due.dedup();
        due
    }
}
