//! Words for strikes on services, faults, and damaged and destroyed servers.

use super::EventWriter;
use crate::model::{Localized, ServiceId};
use crate::recording::{Event, StrikeTarget};
use crate::text::Texts;
use crate::units::{Permille, text};

/// The name of what a strike hits: of a site, of a service, or of a service at a site.
#[must_use]
pub fn target(target: StrikeTarget, names: Localized<'_>, texts: &Texts) -> String {
    match target {
        StrikeTarget::Site(site) => names.site_name(site).to_owned(),
        StrikeTarget::Service { service, site: None } => names.service_name(service).to_owned(),
        StrikeTarget::Service { service, site: Some(site) } => {
            let args = [("service", names.service_name(service)), ("site", names.site_name(site))];
            texts.with("event-service-at-site", &args)
        }
    }
}

impl EventWriter<'_> {
    /// Servers of a placement were destroyed, damaged or repaired.
    pub(super) fn broken(&self, key: &'static str, placement: u32, servers: u64) -> String {
        let row = &self.run.recording.placements[placement as usize];
        let servers = self.texts.count(servers);
        let args = [("service", self.service(row.service)), ("site", self.site(row.site)), ("servers", &servers)];
        self.texts.with(key, &args)
    }

    /// The share of a service that is hit by faults changed.
    pub(super) fn fault(&self, event: &Event, service: ServiceId, from: Permille, to: Permille) -> String {
        let strike = event.cause.and_then(|cause| self.run.recording.event(cause).kind.strike());
        let strike = strike.map(|strike| self.run.recording.strikes[strike as usize]);
        let hazard = strike.map_or("", |strike| self.names.hazard_name(strike.hazard));
        let at = strike.map_or(StrikeTarget::Service { service, site: None }, |strike| strike.target);
        let at = target(at, self.names, self.texts);
        let key = match (to > from, to) {
            (_, 0) => "event-fault-ends",
            (true, _) => "event-fault-grows",
            (false, _) => "event-fault-shrinks",
        };
        self.texts.with(key, &[("target", &at), ("hazard", hazard), ("share", &text::share(to))])
    }
}
