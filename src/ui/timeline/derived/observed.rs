//! What really happened to services, to be laid on their lanes.

use crate::model::{Observed, Scenario, ServiceId, SourceId};
use crate::units::SimTime;

/// What really happened to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// If set, it happened some time in `since..=at`.
    pub since: Option<SimTime>,
    /// When.
    pub at: SimTime,
    /// Whether the service came back (`true`) or went down.
    pub back: bool,
    /// Who said so.
    pub source: Option<SourceId>,
}

/// What was seen of each service, by service.
#[must_use]
pub fn seen(world: &Scenario) -> Vec<(ServiceId, Seen)> {
    let mut seen: Vec<_> = world
        .history
        .iter()
        .filter_map(|history| {
            let (service, back) = match history.what {
                Observed::Back(service) => (service, true),
                Observed::Down(service) => (service, false),
                Observed::DarkServers(..) | Observed::Price(..) | Observed::RivalUsers(..) | Observed::Users(..) => {
                    return None;
                }
            };
            Some((service, Seen { since: history.since, at: history.at, back, source: history.source }))
        })
        .collect();
    seen.sort_by_key(|(service, seen)| (*service, seen.at));
    seen
}
