//! Which measures could be taken for a service or a site, each with a sensible value to begin from. What cannot be is not offered.

use super::{Run, elsewhere};
use crate::model::{HazardId, MANUAL_FAILOVER, ServiceId, SiteId, What};
use crate::recording::Subject;
use crate::units::Span;

/// An automatic switch waits so long, unless it is told otherwise.
pub(super) const AUTO: Span = Span::MINUTE;
/// A people's switch is worth practising down to this.
const MANUAL_FAILOVER_BEST: Span = Span(15 * 60);

/// The measures that could be taken for `subject` in the world of `run`.
#[must_use]
pub fn offers(run: &Run, subject: Subject) -> Vec<What> {
    match subject {
        Subject::Service(service) => of_service(run, service),
        Subject::Site(site) => of_site(run, site),
        Subject::Company(_) | Subject::World => Vec::new(),
    }
}

/// Hazards that matter at a site: its own, and what struck it in this run.
#[must_use]
pub fn hazards_at(run: &Run, site: SiteId) -> Vec<HazardId> {
    let strikes = run.recording.strikes.iter().filter(|strike| strike.site == site).map(|strike| strike.hazard);
    let mut hazards = vec![run.world.sites[site].hazard];
    for hazard in strikes {
        if !hazards.contains(&hazard) {
            hazards.push(hazard);
        }
    }
    hazards
}

fn of_service(run: &Run, service: ServiceId) -> Vec<What> {
    let row = &run.world.services[service];
    let mut offers = Vec::new();
    if row.switch.is_some_and(|switch| switch.depends_on.is_some()) {
        offers.push(What::SwitchFree { service });
    }
    if !row.standby.is_empty() {
        if row.switch.and_then(|switch| switch.auto).is_none_or(|auto| auto > AUTO) {
            offers.push(What::SwitchAuto { service, auto: AUTO });
        }
        let manual_failover = row.switch.map_or(MANUAL_FAILOVER, |switch| switch.manual_failover);
        if manual_failover > MANUAL_FAILOVER_BEST {
            offers.push(What::SwitchByHand { service, manual_failover: MANUAL_FAILOVER_BEST });
        }
    }
    if let Some(site) = elsewhere::best(run, service).filter(|_| row.load > 0) {
        offers.push(What::AddServers { service, site, servers: row.load });
        offers.push(What::AddStandby { service, site, servers: row.load });
    }
    if row.retry > 0 {
        offers.push(What::LimitRetries { service, retry: 0 });
    }
    if row.restart > Span::ZERO {
        offers.push(What::Restart { service, restart: Span(row.restart.0 / 2) });
    }
    for need in &row.dependencies {
        let grace = if need.grace < Span::HOUR { Span::HOUR } else { Span((2 * need.grace.0).max(Span::DAY.0)) };
        offers.push(What::Grace { service, need: need.service, grace });
        if need.weight > 1 {
            offers.push(What::Weight { service, need: need.service, weight: need.weight / 2 });
        }
    }
    offers
}

fn of_site(run: &Run, site: SiteId) -> Vec<What> {
    let row = &run.world.sites[site];
    let mut offers = Vec::new();
    for spread in &row.spreads {
        let stop = What::StopSpread { site, to: spread.to };
        if !offers.contains(&stop) {
            offers.push(stop);
        }
    }
    let placements = &run.recording.sites[site].placements;
    let here = placements.iter().map(|place| run.recording.placements[*place as usize].service);
    // What most people use and is not first already.
    let waits = here.filter(|service| row.restore.first() != Some(service));
    if let Some(first) = waits.rev().max_by_key(|service| run.world.services[*service].users) {
        offers.push(What::RestoreFirst { site, services: vec![first] });
    }
    for hazard in hazards_at(run, site) {
        let out = run.world.hazards[hazard].out;
        if out > Span::ZERO {
            let out = if out > Span(2 * Span::HOUR.0) { Span(out.0 - Span::HOUR.0) } else { Span(out.0 / 2) };
            offers.push(What::FasterOut { hazard, out });
        }
    }
    offers
}
