//! The state of each service while the engine runs.

use std::collections::BTreeMap;

use super::net::small;
use crate::model::RtoFrom;
use crate::recording::EventId;
use crate::units::{Permille, Span, WHOLE};

/// The values of a service that every evaluation reads. They fit into one cache line of the processor.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct HotState {
    /// The number of servers that the service needs at the demand of the present hour.
    pub need: u64,
    /// The number of servers that the service needs at the peak of demand.
    pub load: u64,
    /// The number of the service's own servers that are usable now: for each placement, the smallest number online over the last `restart`.
    pub own_servers: u64,
    /// The number of the service's standby servers that are usable now, even while the service is not failed over.
    pub standby_servers: u64,
    /// The number of retries for each failed request, in permille: 1000 is one retry.
    pub retry: Permille,
    /// The number of ShedLoad actions that are running for the service.
    pub shedding: u32,
    /// The demand profile over the day, as an index into [`Engine::days`](super::engine::Engine::days); [`PEAK`] if the demand is always at
    /// its peak.
    pub day: u32,
    /// The last event that changed what the service can serve with its servers: their number, the demand of the hour, a failover or load
    /// shedding.
    pub own_because: Option<EventId>,
    /// Whether the service has standby servers.
    pub stands_by: bool,
    /// Whether a failover or a crew depends on the service.
    pub is_needed: bool,
    /// Whether the service is failed over to its standby.
    pub engaged: bool,
    /// Whether the next change of the hour may change the health of the service: its demand varies over the day, and its servers do not
    /// cover the peak of demand together with the retries. Updated at the end of each instant.
    pub short: bool,
}

impl HotState {
    /// The number of usable servers. While the service is failed over, its standby servers are included.
    pub const fn alive(&self) -> u64 {
        self.own_servers + if self.engaged { self.standby_servers } else { 0 }
    }
}

/// The values of a service that are rarely read.
#[derive(Clone, Debug)]
pub struct ColdState {
    pub rto: Option<Span>,
    pub rto_from: RtoFrom,
    pub restart: Span,
    /// The number of BlackStart actions that are running for the service.
    pub black_starts: u32,
    /// The event with which the last BlackStart of the service began.
    pub black_because: Option<EventId>,
    /// The event with which the present outage (or blackout, if `rto_from` says so) began; `None` if there is none.
    pub out_because: Option<EventId>,
}

/// The index in [`Days::all`] of the demand profile that is always at the peak.
pub const PEAK: u32 = 0;

/// The different demand profiles of the services (demand for each hour of the day), each stored once.
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
