//! What-ifs about damage and reserves: more people, another order of repair, less work, a longer reserve, and a failover that was rehearsed.

use super::{Draft, Finder, Kind, Title};
use crate::model::{CompanyId, HazardId, HazardKind, ServiceId, What};
use crate::recording::{Event, EventKind, StrikeTarget};
use crate::units::{Span, WHOLE};

/// The longest reserve that is tried. Fuel for longer is not stored at a site.
const LONGEST_RESERVE: Span = Span(24 * 3_600);

impl Finder<'_> {
    /// What-ifs in which a failover works that failed in this run.
    pub(super) fn rehearsals(&mut self) {
        let failed = |event: &Event| {
            if let EventKind::FailoverFailed(service) = event.kind { Some(service) } else { None }
        };
        let mut services: Vec<ServiceId> = self.run.recording.events.iter().filter_map(failed).collect();
        services.sort_unstable();
        services.dedup();
        services.retain(|service| self.is_behind(*service));
        for service in services {
            self.measure(Kind::Success, What::Success { service, success: WHOLE });
        }
    }

    /// What-ifs in which the reserve of a struck site lasts until the strike is over.
    pub(super) fn reserves(&mut self) {
        for index in self.behind.fires.iter().flatten() {
            let strike = self.run.recording.strikes[*index as usize];
            let StrikeTarget::Site(site) = strike.target else { continue };
            let lasts = strike.out - strike.at;
            if lasts > LONGEST_RESERVE {
                continue;
            }
            let reserve = &self.run.world.sites[site].reserve;
            match self.run.world.hazards[strike.hazard].kind {
                HazardKind::Power if reserve.power < lasts => {
                    self.measure(Kind::Reserve, What::ReservePower { site, reserve: lasts });
                }
                HazardKind::Cooling if reserve.cooling < lasts => {
                    self.measure(Kind::Reserve, What::ReserveCooling { site, reserve: lasts });
                }
                HazardKind::Power
                | HazardKind::Cooling
                | HazardKind::Fire
                | HazardKind::Network
                | HazardKind::Flood
                | HazardKind::Quake
                | HazardKind::Other
                | HazardKind::Software
                | HazardKind::Cyber
                | HazardKind::Human => {}
            }
        }
    }

    /// What-ifs for companies whose crew repairs servers of the services behind the outage: twice as many people, these services first, and
    /// half the work for each server.
    pub(super) fn repairs(&mut self) {
        let is_damaged = |service: &ServiceId| {
            let mut placements = self.run.placements_of(*service);
            placements.any(|placement| {
                let condition = placement.condition.as_ref();
                condition.is_some_and(|steps| steps.all().iter().any(|(_, condition)| condition.damaged > 0))
            })
        };
        let damaged: Vec<ServiceId> = self.behind.services.iter().copied().filter(is_damaged).collect();
        let mut crews: Vec<(CompanyId, Vec<ServiceId>)> = Vec::new();
        for service in &damaged {
            let company = self.run.world.services[*service].company;
            let Some(company) = company.filter(|company| self.run.world.companies[*company].crew.is_some()) else {
                continue;
            };
            match crews.iter_mut().find(|(there, _)| *there == company) {
                Some((_, services)) => services.push(*service),
                None => crews.push((company, vec![*service])),
            }
        }
        for (company, mut services) in crews {
            let crew = self.run.world.companies[company].crew.clone().unwrap_or_default();
            if let Some(size) = crew.size.max(1).checked_mul(2) {
                self.measure(Kind::Crew, What::Crew { company, size });
            }
            // A service that others depend on must be repaired before them.
            services.reverse();
            if !crew.first.starts_with(&services) {
                self.measure(Kind::CrewFirst, What::CrewFirst { company, services });
            }
        }
        if damaged.is_empty() {
            return;
        }
        let strikes = self.behind.fires.iter().flatten();
        let mut hazards: Vec<HazardId> =
            strikes.map(|index| self.run.recording.strikes[*index as usize].hazard).collect();
        hazards.sort_unstable();
        hazards.dedup();
        for hazard in hazards {
            let row = &self.run.world.hazards[hazard];
            if let Some(work) = row.repair_work.filter(|work| row.damages > 0 && work.0 > 1) {
                self.measure(Kind::RepairWork, What::RepairWork { hazard, repair_work: Span(work.0 / 2) });
            }
        }
    }

    /// Whether an outage of this service is behind those that are examined.
    fn is_behind(&self, service: ServiceId) -> bool {
        self.behind.services.contains(&service) || self.behind.waits.iter().any(|(_, switch)| *switch == service)
    }

    /// A what-if with this one measure, which gives it its name.
    fn measure(&mut self, kind: Kind, what: What) {
        let title = Title::Measure(what.clone());
        self.push(kind, Draft { title, measures: vec![what.into()], actions: Vec::new() });
    }
}
