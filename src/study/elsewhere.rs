//! Finds the best site for more servers of a service: one that stays online in this run, and where its company already has other
//! servers.

use std::cmp::Reverse;

use super::Run;
use crate::model::{ServiceId, SiteId};

/// The site with the best rank for more servers of a service, even if it is not a good site; `None` only if there are no sites.
pub(super) fn best(run: &Run, service: ServiceId) -> Option<SiteId> {
    run.world.sites.ids().min_by_key(|site| rank(run, service, *site))
}

/// The site with the best rank for more servers of a service. `None` if this site goes dark in the run, or if only other companies have
/// servers there.
pub(super) fn best_online(run: &Run, service: ServiceId) -> Option<SiteId> {
    best(run, service).filter(|site| {
        let (dark, is_of_others, ..) = rank(run, service, *site);
        dark == 0 && !is_of_others
    })
}

/// Whether a service has servers at a site, including its standby servers.
pub(super) fn has_servers_at(run: &Run, service: ServiceId, site: SiteId) -> bool {
    let row = &run.world.services[service];
    row.on.iter().chain(&row.standby).any(|(at, servers)| *at == site && *servers > 0)
}

/// A rank by which sites are compared; the smallest is the best. It contains, in this order: the highest dark share of the site in
/// the run, whether only other companies have servers there, whether the service already has servers on this campus, and the number
/// of servers that its company has there (more is better).
fn rank(run: &Run, service: ServiceId, site: SiteId) -> (u32, bool, bool, Reverse<u64>) {
    let (world, track) = (&run.world, &run.recording.sites[site]);
    let dark = track.dark.all().iter().map(|(_, dark)| *dark).max().unwrap_or_default();
    let company = world.services[service].company;
    let is_ours =
        |other: ServiceId| other == service || (company.is_some() && world.services[other].company == company);
    let ours =
        run.placements_at(site).filter(|placement| is_ours(placement.service)).map(|placement| placement.servers).sum();
    let place = &world.sites[site].place;
    let same_campus = |other: SiteId| other == site || (place.is_some() && world.sites[other].place == *place);
    let is_here = world.services[service].on.iter().any(|(at, _)| same_campus(*at));
    (dark, ours == 0 && track.servers > 0, is_here, Reverse(ours))
}
