//! How a run keeps the recovery time objectives of its services.

use crate::model::{Scenario, ServiceId, Table};
use crate::recording::{EventId, Recording};
use crate::units::SimTime;

/// The recovery time objectives (RTOs) of a run, taken together. They are counted once for a run, because a window shows them in every frame.
#[derive(Clone, Debug)]
pub struct Rtos {
    /// How many services have an RTO.
    pub count: usize,
    /// Whether any of these services is ever out.
    pub is_any_out: bool,
    /// How many of them are out at the end of the run, before it is known whether the RTO is kept.
    pub undecided: usize,
    /// The services that miss their RTO, in the order of the times at which they do for the first time.
    pub missed: Vec<MissedRto>,
}

/// An RTO that is missed for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissedRto {
    /// When it is missed.
    pub at: SimTime,
    /// The service that misses it.
    pub service: ServiceId,
    /// The event of the log.
    pub event: EventId,
}

impl Rtos {
    /// Counts the RTOs of a run. `broken` has the events with which each service misses its own, in the order of time.
    pub(super) fn new(world: &Scenario, recording: &Recording, broken: &Table<ServiceId, Vec<EventId>>) -> Self {
        let mut rtos = Self { count: 0, is_any_out: false, undecided: 0, missed: Vec::new() };
        for (service, _) in world.services.iter().filter(|(_, service)| service.rto.is_some()) {
            let summary = &recording.summary.services[service];
            rtos.count += 1;
            rtos.is_any_out |= summary.first_out.is_some();
            rtos.undecided += usize::from(summary.rto_undecided);
            let first = broken[service].first();
            rtos.missed.extend(first.map(|event| MissedRto { at: recording.event(*event).at, service, event: *event }));
        }
        rtos.missed.sort_unstable();
        rtos
    }
}
