//! The state of each service while the engine runs.

use std::collections::BTreeMap;

use super::net::small;
use crate::recording::EventId;
use crate::units::{Permille, Span, WHOLE};

/// The values of a service that every evaluation reads. They fit into one cache line of the processor.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct HotState {
    /// The number of servers needed in the present hour.
    pub need: u64,
    /// The number of servers needed at the peak of demand.
    pub load: u64,
    /// The number of the service's own servers that count.
    pub own_servers: u64,
    /// The number of its standby servers that count, whether or not the service is failed over.
    pub standby_servers: u64,
    /// How many more times a failed request is tried, in permille.
    pub retry: Permille,
    /// The number of ShedLoad actions that are running.
    pub shedding: u32,
    /// The demand over the day, as an index into [`Engine::days`](super::engine::Engine::days); [`PEAK`] if demand is always that of the
    /// peak.
    pub day: u32,
    /// The last event that changed the service's own servers.
    pub own_because: Option<EventId>,
    /// Whether the service has standby servers.
    pub stands_by: bool,
    /// Whether the service is failed over to its standby.
    pub engaged: bool,
    /// Whether the service was short of servers at the end of the last instant, so that the demand of the hour matters to it.
    pub short: bool,
}

impl HotState {
    /// The number of servers that count; while the service is failed over, its standby servers are included.
    pub const fn alive(&self) -> u64 {
        self.own_servers + if self.engaged { self.standby_servers } else { 0 }
    }
}

/// The values of a service that are rarely read.
#[derive(Clone, Debug)]
pub struct ColdState {
    pub rto: Option<Span>,
    pub restart: Span,
    /// The number of BlackStart actions that are running.
    pub black_starts: u32,
    /// The event of the last BlackStart of the service.
    pub black_because: Option<EventId>,
    /// The event with which the present outage began; `None` if there is no outage.
    pub out_because: Option<EventId>,
}

/// The index of the demand profile that is always at the peak.
pub const PEAK: u32 = 0;

/// The different demand profiles over a day, each stored once.
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
    /// Returns the index of a profile, and adds the profile if it is new.
    pub fn index(&mut self, day: &[Permille; 24]) -> u32 {
        *self.indices.entry(*day).or_insert_with(|| {
            self.all.push(*day);
            small(self.all.len() - 1)
        })
    }
}
