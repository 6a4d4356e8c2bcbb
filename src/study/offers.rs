//! Offers measures that could be taken for a service, a site or a company, each with a sensible value to begin with. Measures that are not
//! possible are not offered.

use super::{Run, elsewhere};
use crate::model::limits::{LONGEST_SPAN, MOST_SERVERS};
use crate::model::{CompanyId, HazardId, HazardKind, MANUAL_FAILOVER, RepairOrder, ServiceId, SiteId, What};
use crate::recording::Subject;
use crate::units::{Span, WHOLE};

/// The time that an automatic failover takes if nothing else is chosen.
pub(super) const AUTO: Span = Span::MINUTE;
/// The shortest time that is offered for a manual failover.
const MANUAL_FAILOVER_BEST: Span = Span(15 * 60);
/// The reserve of power or cooling that is offered for a site with less.
const RESERVE: Span = Span(4 * 3_600);

/// The measures that could be taken for `subject` in the world of `run`, which already contains the measures of its plan.
#[must_use]
pub fn offers(run: &Run, subject: Subject) -> Vec<What> {
    let (place, offers) = match subject {
        Subject::Service(service) => (Place::Service, service_offers(run, service)),
        Subject::Site(site) => (Place::Site, site_offers(run, site)),
        Subject::Company(company) => (Place::Company, company_offers(run, company)),
        Subject::World => return Vec::new(),
    };
    debug_assert!(
        offers.iter().all(|what| offered_at(what) == place),
        "a measure is offered where it is said to be: {offers:?}"
    );
    offers
}

/// The kind of subject for which a measure is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The service that the measure changes.
    Service,
    /// The site that the measure changes, or a site with a hazard that the measure changes.
    Site,
    /// The company whose crew the measure changes.
    Company,
}

/// The kind of subject for which a measure is offered. The match has no default arm, so a new kind of measure does not compile
/// until it is added here. A test checks that every measure is really offered.
const fn offered_at(what: &What) -> Place {
    match what {
        What::AddServers { .. }
        | What::AddStandby { .. }
        | What::SwitchAuto { .. }
        | What::SwitchFree { .. }
        | What::SwitchByHand { .. }
        | What::Grace { .. }
        | What::Weight { .. }
        | What::LimitRetries { .. }
        | What::Restart { .. }
        | What::Success { .. } => Place::Service,
        What::Crew { .. } | What::CrewFirst { .. } => Place::Company,
        What::RestoreFirst { .. }
        | What::StopSpread { .. }
        | What::FasterOut { .. }
        | What::RepairWork { .. }
        | What::ReservePower { .. }
        | What::ReserveCooling { .. } => Place::Site,
    }
}

/// The hazards of a site: the hazard in the scenario, and the hazards of the strikes at the site in this run.
#[must_use]
pub fn hazards_at(run: &Run, site: SiteId) -> Vec<HazardId> {
    let mut hazards: Vec<HazardId> = run.world.sites[site].hazard.into_iter().collect();
    for strike in run.strikes_at(site) {
        if !hazards.contains(&strike.hazard) {
            hazards.push(strike.hazard);
        }
    }
    hazards
}

fn service_offers(run: &Run, service: ServiceId) -> Vec<What> {
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
    if row.switch.is_some_and(|switch| switch.success < WHOLE) {
        offers.push(What::Success { service, success: WHOLE });
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
    for row in &row.dependencies {
        let grace = if row.grace < Span::HOUR { Span::HOUR } else { Span((2 * row.grace.0).max(Span::DAY.0)) };
        offers.push(What::Grace { service, need: row.service, grace });
        if row.weight > 1 {
            offers.push(What::Weight { service, need: row.service, weight: row.weight / 2 });
        }
    }
    offers
}

fn site_offers(run: &Run, site: SiteId) -> Vec<What> {
    let row = &run.world.sites[site];
    let mut offers = Vec::new();
    for spread in &row.spreads {
        let stop = What::StopSpread { site, to: spread.to };
        if !offers.contains(&stop) {
            offers.push(stop);
        }
    }
    let here = run.placements_at(site).map(|placement| placement.service);
    // Of the services that are not already restored first, the one with the most users.
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
        let row = &run.world.hazards[hazard];
        if let Some(work) = row.repair_work.filter(|work| row.damages > 0 && work.0 > 1) {
            offers.push(What::RepairWork { hazard, repair_work: Span(work.0 / 2) });
        }
    }
    let kinds: Vec<HazardKind> =
        hazards_at(run, site).into_iter().map(|hazard| run.world.hazards[hazard].kind).collect();
    let longer = |reserve: Span| if reserve < RESERVE { RESERVE } else { Span((2 * reserve.0).min(LONGEST_SPAN.0)) };
    if kinds.contains(&HazardKind::Power) {
        offers.push(What::ReservePower { site, reserve: longer(row.reserve.power) });
    }
    if kinds.contains(&HazardKind::Cooling) {
        offers.push(What::ReserveCooling { site, reserve: longer(row.reserve.cooling) });
    }
    offers
}

/// The measures for the crew of a company: twice as many people, and the service with the most users first.
fn company_offers(run: &Run, company: CompanyId) -> Vec<What> {
    let Some(crew) = &run.world.companies[company].crew else { return Vec::new() };
    let mut offers = Vec::new();
    if let Some(size) = crew.size.max(1).checked_mul(2).filter(|size| *size <= MOST_SERVERS) {
        offers.push(What::Crew { company, size });
    }
    let mut services = run.index().services_of(company).to_vec();
    RepairOrder::of(Some(crew)).sort(&mut services);
    services.retain(|service| !run.index().placements(*service).is_empty());
    let later = services.iter().skip(1).rev().max_by_key(|service| run.world.services[**service].users);
    offers.extend(later.map(|service| What::CrewFirst { company, services: vec![*service] }));
    offers
}

#[cfg(test)]
mod tests {
    use std::mem::discriminant;
    use std::sync::Arc;

    use super::*;
    use crate::model::Scenario;

    fn scenario(name: &str) -> Scenario {
        crate::file::shipped().iter().find(|shipped| shipped.name == name).unwrap().scenario()
    }

    /// All measures that are offered for anything in a shipped scenario, in any of its plans.
    fn offered_in(name: &str) -> Vec<What> {
        let world = Arc::new(scenario(name));
        let runs = world.plans.iter().map(|plan| Run::new(&world, plan, 0).unwrap());
        let offered_in_run = |run: Run| {
            let (services, sites) = (world.services.ids().map(Subject::Service), world.sites.ids().map(Subject::Site));
            let subjects = services.chain(sites).chain(world.companies.ids().map(Subject::Company));
            subjects.flat_map(|subject| offers(&run, subject)).collect::<Vec<_>>()
        };
        runs.flat_map(offered_in_run).collect()
    }

    #[test]
    fn every_measure_is_offered_somewhere() {
        let offered: Vec<What> =
            ["kakao-2022", "6-many-hands", "7-never-rehearsed"].into_iter().flat_map(offered_in).collect();
        let world = scenario("kakao-2022");
        let (service, site) = (world.services.ids().next().unwrap(), world.sites.ids().next().unwrap());
        let (hazard, span) = (world.hazards.ids().next().unwrap(), Span::HOUR);
        let company = world.companies.ids().next().unwrap();
        for what in [
            What::AddServers { service, site, servers: 1 },
            What::AddStandby { service, site, servers: 1 },
            What::SwitchAuto { service, auto: span },
            What::SwitchFree { service },
            What::SwitchByHand { service, manual_failover: span },
            What::Grace { service, need: service, grace: span },
            What::Weight { service, need: service, weight: 1 },
            What::LimitRetries { service, retry: 0 },
            What::Restart { service, restart: span },
            What::RestoreFirst { site, services: Vec::new() },
            What::StopSpread { site, to: site },
            What::FasterOut { hazard, out: span },
            What::Crew { company, size: 1 },
            What::CrewFirst { company, services: Vec::new() },
            What::RepairWork { hazard, repair_work: span },
            What::ReservePower { site, reserve: span },
            What::Success { service, success: 0 },
        ] {
            assert!(offered.iter().any(|one| discriminant(one) == discriminant(&what)), "nobody offers {what:?}");
        }
    }
}
