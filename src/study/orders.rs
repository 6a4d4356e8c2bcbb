//! Orders that are given and not yet carried out: manual failovers that people are working on.

use super::Run;
use crate::model::{Act, ServiceId};
use crate::units::SimTime;

/// A manual failover that was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// When it was ordered.
    pub at: SimTime,
    /// When people are done, and the service fails over to its standby.
    pub due: SimTime,
}

impl Run {
    /// The manual failover of `service` that people are working on at `now`; of several the one that is done first.
    #[must_use]
    pub fn pending_switch(&self, service: ServiceId, now: SimTime) -> Option<Order> {
        let row = &self.world.services[service];
        if row.standby.is_empty() || self.recording.services[service].moments.at(now).engaged {
            return None;
        }
        let ordered = self.plan.actions.iter().filter(|action| action.act == Act::FailOver { service });
        let orders = ordered.filter_map(|action| {
            let at = self.plan.moment(action.at).filter(|at| *at >= SimTime::ZERO && *at <= now)?;
            Some(Order { at, due: at + crate::sim::manual_failover(&self.world, row, self.seed) })
        });
        orders.filter(|order| now < order.due).min_by_key(|order| order.due)
    }
}
