//! Observations of what really happened to services, which are drawn on their lanes.

use crate::model::{Observed, Scenario, ServiceId, SourceId};
use crate::units::SimTime;

/// An observation of what really happened to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// If it is `Some`, the exact time is not known, only that it is within `since..=at`.
    pub since: Option<SimTime>,
    /// The time of the observation, or the latest possible time.
    pub at: SimTime,
    /// Whether the service came back (`true`) or went down (`false`).
    pub back: bool,
    /// The source of the observation.
    pub source: Option<SourceId>,
}

/// The observations of all services, sorted by service and then by time.
#[must_use]
pub fn seen(world: &Scenario) -> Vec<(ServiceId, Seen)> {
    let mut seen: Vec<_> = world
        .history
        .iter()
        .filter_map(|history| {
            let (service, back) = match history.what {
                Observed::Back(service) => (service, true),
                Observed::Down(service) => (service, false),
                Observed::DarkServers(..)
                | Observed::DownServers(..)
                | Observed::StillOut(_)
                | Observed::ShareUp(..)
                | Observed::Price(..)
                | Observed::RivalUsers(..)
                | Observed::Users(..) => {
                    return None;
                }
            };
            Some((service, Seen { since: history.since, at: history.at, back, source: history.source }))
        })
        .collect();
    seen.sort_by_key(|(service, seen)| (*service, seen.at));
    seen
}
