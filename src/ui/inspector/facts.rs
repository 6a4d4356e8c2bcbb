//! What depends on the run alone, and is therefore made once for each run: who needs whom, what struck where, and which events are whose.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::impact::{Entry, ledger_of};
use crate::model::{CompanyId, Id, ServiceId, SiteId};
use crate::recording::{EventId, EventKind, StrikeRun};
use crate::study::Run;
use crate::units::SimTime;

/// Facts of one run.
#[derive(Debug)]
pub struct Facts {
    run: Arc<Run>,
    /// By service, who needs it, and the place of the need in their list; in file order.
    pub dependents: Vec<Vec<(ServiceId, usize)>>,
    /// By site, its strikes, as places in the recording.
    strikes: Vec<Vec<u32>>,
    /// By service, its servers, as places in the recording's placements.
    placements: Vec<Vec<u32>>,
    /// By company, its services.
    services_of: Vec<Vec<ServiceId>>,
    /// By service, when it breaks its RTO.
    rto_broken: Vec<Vec<EventId>>,
    /// By service, its lost user-hours by root, made when first shown.
    ledger: Vec<OnceCell<Entry>>,
}

impl Facts {
    /// Finds the facts of `run`.
    #[must_use]
    pub fn new(run: &Arc<Run>) -> Self {
        let (world, recording) = (&run.world, &run.recording);
        let services = world.services.len();
        let mut facts = Self {
            run: Arc::clone(run),
            dependents: vec![Vec::new(); services],
            strikes: vec![Vec::new(); world.sites.len()],
            placements: vec![Vec::new(); services],
            services_of: vec![Vec::new(); world.companies.len()],
            rto_broken: vec![Vec::new(); services],
            ledger: vec![OnceCell::new(); services],
        };
        for (id, service) in world.services.iter() {
            for (place, need) in service.dependencies.iter().enumerate() {
                facts.dependents[need.service.index()].push((id, place));
            }
            if let Some(company) = service.company {
                facts.services_of[company.index()].push(id);
            }
        }
        for (place, strike) in (0u32..).zip(&recording.strikes) {
            facts.strikes[strike.site.index()].push(place);
        }
        for (place, placement) in (0u32..).zip(&recording.placements) {
            facts.placements[placement.service.index()].push(place);
        }
        for (place, event) in recording.events.iter().enumerate() {
            if let EventKind::RtoBroken(service) = event.kind {
                facts.rto_broken[service.index()].push(EventId::new(place));
            }
        }
        facts
    }

    /// Whether these are the facts of `run`.
    #[must_use]
    pub fn is_of(&self, run: &Arc<Run>) -> bool {
        Arc::ptr_eq(&self.run, run)
    }

    /// When a service breaks its RTO.
    #[must_use]
    pub fn rto_broken(&self, service: ServiceId) -> &[EventId] {
        &self.rto_broken[service.index()]
    }

    /// Services of a company, in file order.
    #[must_use]
    pub fn services_of(&self, company: CompanyId) -> &[ServiceId] {
        &self.services_of[company.index()]
    }

    /// Placements of a service, as places in the recording; `on` before `standby`.
    #[must_use]
    pub fn placements(&self, service: ServiceId) -> &[u32] {
        &self.placements[service.index()]
    }

    /// Strikes that are under way at a site, the earliest first.
    #[must_use]
    pub fn strikes_now(&self, site: SiteId, now: SimTime) -> Vec<StrikeRun> {
        let here = self.strikes[site.index()].iter().map(|place| self.run.recording.strikes[*place as usize]);
        here.filter(|strike| strike.at <= now && now < strike.out).collect()
    }

    /// Lost user-hours of a service by root.
    #[must_use]
    pub fn ledger(&self, service: ServiceId) -> &Entry {
        self.ledger[service.index()].get_or_init(|| ledger_of(&self.run.world, &self.run.recording, service))
    }
}
