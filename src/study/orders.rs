//! Pending orders for manual failovers: people are still working on them.

use super::Run;
use crate::model::{Act, ServiceId};
use crate::units::SimTime;

/// An order for a manual failover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The time of the order.
    pub at: SimTime,
    /// The time at which people finish, and the service fails over to its standby.
    pub due: SimTime,
}

impl Run {
    /// The order for a manual failover of `service` on which people are working at `now`. If there are several such orders, returns the one
    /// that is finished first.
    #[must_use]
    pub fn pending_switch(&self, service: ServiceId, now: SimTime) -> Option<Order> {
        let row = &self.world.services[service];
        if row.standby.is_empty() || self.recording.services[service].moments.at(now).engaged {
            return None;
        }
        let ordered = self.plan.timed_actions().filter(|(.., action)| action.act == Act::FailOver { service });
        let orders = ordered.filter_map(|(_, at, _)| {
            let at = at.filter(|at| *at >= SimTime::ZERO && *at <= now)?;
            Some(Order { at, due: at + crate::sim::manual_failover(&self.world, row, self.seed) })
        });
        orders.filter(|order| now < order.due).min_by_key(|order| order.due)
    }
}
