//! The state of each service while the engine runs.

use std::collections::BTreeMap;

use super::net::small;
use crate::recording::EventId;
use crate::units::{Permille, Span, WHOLE};

/// What the rule reads of a service at every look: one line of a processor's cache, and no more.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct HotState {
    /// Servers that the present hour needs, and those needed at the peak.
    pub need: u64,
    pub load: u64,
    /// Servers of its own that count.
    pub own_servers: u64,
    /// Standby servers that count, engaged or not.
    pub standby_servers: u64,
    /// How many more times a failed request is tried.
    pub retry: Permille,
    /// ShedLoads that run.
    pub shedding: u32,
    /// Demand over the day, as an index of the engine's list: [`PEAK`] where it is always the peak's.
    pub day: u32,
    /// The last event that touched its own servers.
    pub own_because: Option<EventId>,
    pub stands_by: bool,
    pub engaged: bool,
    /// Whether it was short of servers at the end of the last instant, so that the hour matters to it.
    pub short: bool,
}

impl HotState {
    /// Servers that count, an engaged standby among them.
    pub const fn alive(&self) -> u64 {
        self.own_servers + if self.engaged { self.standby_servers } else { 0 }
    }
}

/// What is seldom read of a service.
#[derive(Clone, Debug)]
pub struct ColdState {
    pub rto: Option<Span>,
    pub restart: Span,
    /// BlackStarts that run, and the last of them.
    pub black_starts: u32,
    pub black_because: Option<EventId>,
    /// The event of its level with which its outage began, while it is out.
    pub out_because: Option<EventId>,
}

/// The index of the course of demand that is always the peak's.
pub const PEAK: u32 = 0;

/// Courses of demand over a day, each once.
pub struct Days {
    pub all: Vec<[Permille; 24]>,
    indices: BTreeMap<[Permille; 24], u32>,
}

impl Default for Days {
    fn default() -> Self {
        let peak = [WHOLE; 24];
        Self { all: vec![peak], indices: BTreeMap::from([(peak, PEAK)]) }
    }
}

impl Days {
    /// The index of a course.
    pub fn index(&mut self, day: &[Permille; 24]) -> u32 {
        *self.indices.entry(*day).or_insert_with(|| {
            self.all.push(*day);
            small(self.all.len() - 1)
        })
    }
}
