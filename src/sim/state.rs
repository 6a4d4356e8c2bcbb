//! What the engine keeps of each service while it runs.

use std::collections::BTreeMap;

use super::net::small;
use crate::recording::EventId;
use crate::units::{Permille, Span, WHOLE};

/// Everything about a service that changes while the engine runs.
#[derive(Clone, Debug)]
pub struct State {
    /// Servers needed at the peak, and how many more times a failed request is tried.
    pub load: u64,
    pub retry: Permille,
    /// Demand over the day, as a place in the engine's list; `None` where it is always the peak's.
    pub day: Option<u32>,
    pub rto: Option<Span>,
    /// Servers of its own that count.
    pub own_servers: u64,
    /// Standby servers that count, engaged or not.
    pub standby_servers: u64,
    pub engaged: bool,
    /// ShedLoads and BlackStarts that run.
    pub shedding: u32,
    pub black_starts: u32,
    /// Servers that the present hour needs.
    pub need: u64,
    pub restart: Span,
    /// The last event that touched its own servers.
    pub own_because: Option<EventId>,
    /// The last BlackStart of it.
    pub black_because: Option<EventId>,
    /// What made the engine look at it in this instant.
    pub looked_because: Option<EventId>,
    /// Since when it is not Up: the event of its level.
    pub out_because: Option<EventId>,
    /// Whether it was short of servers at the end of the last instant, so that the hour matters to it.
    pub short: bool,
}

impl State {
    /// Servers that count, an engaged standby among them.
    pub const fn alive(&self) -> u64 {
        self.own_servers + if self.engaged { self.standby_servers } else { 0 }
    }
}

/// Courses of demand, each kept once.
#[derive(Default)]
pub struct Days {
    pub all: Vec<[Permille; 24]>,
    pub places: BTreeMap<[Permille; 24], u32>,
}

impl Days {
    /// The place of a course; `None` if it is the peak's all day.
    pub fn place(&mut self, day: &[Permille; 24]) -> Option<u32> {
        if day.iter().all(|share| *share == WHOLE) {
            return None;
        }
        Some(*self.places.entry(*day).or_insert_with(|| {
            self.all.push(*day);
            small(self.all.len() - 1)
        }))
    }
}
