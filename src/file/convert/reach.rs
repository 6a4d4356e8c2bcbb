//! Which hazards of a file can strike which sites, and which servers they can damage: by the own hazard of each site, by the strikes of all
//! plans, and by all spreads of these. Times are not looked at, so that this may be more than a run shows, and never less.

use std::collections::BTreeSet;

use crate::model::{Act, HazardId, Scenario, ServiceId, SiteId};

/// Strikes on areas are looked up site by site only up to this many look-ups; beyond that each is taken to strike every site.
const MOST_LOOKED_UP: usize = 5_000_000;

/// The sites and services that something in the file can damage.
pub struct Damageable {
    sites: BTreeSet<SiteId>,
    /// Services that are struck themselves: at one site, or (`None`) wherever they are.
    services: BTreeSet<(ServiceId, Option<SiteId>)>,
}

impl Damageable {
    pub fn of(scenario: &Scenario) -> Self {
        let does_damage = |hazard: HazardId| scenario.hazards[hazard].damages > 0;
        let mut struck: BTreeSet<(SiteId, HazardId)> =
            scenario.sites.iter().filter_map(|(id, site)| Some((id, site.hazard?))).collect();
        let mut services = BTreeSet::new();
        let actions = || scenario.plans.iter().flat_map(|plan| &plan.actions);
        let areas = actions().filter(|action| matches!(action.act, Act::StrikeArea { .. })).count();
        let looks_up = areas.saturating_mul(scenario.sites.len()) <= MOST_LOOKED_UP;
        for action in actions() {
            match action.act {
                Act::Strike { site, hazard: Some(hazard) } => {
                    struck.insert((site, hazard));
                }
                // The own hazard of a site is there already.
                Act::StrikeArea { at, radius_km, hazard: Some(hazard) } if looks_up => {
                    struck.extend(scenario.sites_within(at, radius_km).map(|site| (site, hazard)));
                }
                Act::StrikeArea { hazard: Some(hazard), .. } => {
                    struck.extend(scenario.sites.ids().map(|site| (site, hazard)));
                }
                Act::StrikeService { service, site, hazard } if does_damage(hazard) => {
                    services.insert((service, site));
                }
                Act::Strike { .. }
                | Act::StrikeArea { .. }
                | Act::StrikeService { .. }
                | Act::Resolve { .. }
                | Act::Crew { .. }
                | Act::Log { .. }
                | Act::Extinguish { .. }
                | Act::FailOver { .. }
                | Act::BlackStart { .. }
                | Act::ShedLoad { .. } => {}
            }
        }
        let mut open: Vec<(SiteId, HazardId)> = struck.iter().copied().collect();
        while let Some((site, hazard)) = open.pop() {
            for spread in scenario.sites[site].spreads.iter().filter(|spread| spread.from == hazard) {
                if struck.insert((spread.to, spread.hazard)) {
                    open.push((spread.to, spread.hazard));
                }
            }
        }
        let sites = struck.into_iter().filter(|(_, hazard)| does_damage(*hazard)).map(|(site, _)| site).collect();
        Self { sites, services }
    }

    /// Whether servers of this service at this site can be damaged.
    pub fn hits(&self, service: ServiceId, site: SiteId) -> bool {
        self.sites.contains(&site)
            || self.services.contains(&(service, None))
            || self.services.contains(&(service, Some(site)))
    }
}
