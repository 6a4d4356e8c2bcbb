//! Where else a service could stand: at a site that keeps its light in this run, best beside other servers of its company.

use std::cmp::Reverse;

use super::Run;
use crate::model::{ServiceId, SiteId};

/// The best site for more servers of a service, whatever happens there; `None` if there is no site.
pub(super) fn best(run: &Run, service: ServiceId) -> Option<SiteId> {
    run.world.sites.ids().min_by_key(|site| rank(run, service, *site))
}

/// The best site for more servers of a service among those that keep all their light and are no stranger's.
pub(super) fn online(run: &Run, service: ServiceId) -> Option<SiteId> {
    best(run, service).filter(|site| {
        let (dark, is_strangers, ..) = rank(run, service, *site);
        dark == 0 && !is_strangers
    })
}

/// Whether a service has servers at a site, standby among them.
pub(super) fn stands_at(run: &Run, service: ServiceId, site: SiteId) -> bool {
    let row = &run.world.services[service];
    row.on.iter().chain(&row.standby).any(|(at, servers)| *at == site && *servers > 0)
}

/// Less is better: how dark it gets, whether others alone are there, whether the service stands in this place, servers of its company.
fn rank(run: &Run, service: ServiceId, site: SiteId) -> (u32, bool, bool, Reverse<u64>) {
    let (world, track) = (&run.world, &run.recording.sites[site]);
    let dark = track.dark.all().iter().map(|(_, dark)| *dark).max().unwrap_or_default();
    let company = world.services[service].company;
    let is_ours =
        |other: ServiceId| other == service || (company.is_some() && world.services[other].company == company);
    let ours =
        run.placements_at(site).filter(|placement| is_ours(placement.service)).map(|placement| placement.servers).sum();
    let place = &world.sites[site].place;
    let same_place = |other: SiteId| other == site || (place.is_some() && world.sites[other].place == *place);
    let stands_here = world.services[service].on.iter().any(|(at, _)| same_place(*at));
    (dark, ours == 0 && track.servers > 0, stands_here, Reverse(ours))
}
