//! Finds the causes behind an outage: the services that limit others, the services that failovers wait for, and the strikes.

use crate::model::{Dependency, ServiceId, SiteId};
use crate::recording::{Binding, StrikeTarget};
use crate::study::{Run, elsewhere};
use crate::units::{Level, SimTime};

/// The maximum number of services that are examined. People could not repair more services than this one by one.
const MOST: usize = 8;

/// The services and strikes behind the outages of a few services.
#[derive(Debug)]
pub(super) struct Behind {
    /// The services whose outages are examined, followed by the services that limit them. Direct dependencies come first.
    pub services: Vec<ServiceId>,
    /// Pairs of a service that waited to fail over and the service that it waited for.
    pub waits: Vec<(ServiceId, ServiceId)>,
    /// The struck sites at which any of these services has servers.
    pub struck: Vec<SiteId>,
    /// The strikes behind the outages, as indices of the recording's strikes. Each group contains one original strike, which is
    /// first, and all strikes that spread from it.
    pub fires: Vec<Vec<u32>>,
}

impl Behind {
    /// Finds the causes behind the outages of `services` in `run`. If there is a `site`, also finds the services that could not fail over
    /// because their failover depends on a service at this site.
    pub fn new(run: &Run, services: &[ServiceId], site: Option<SiteId>) -> Self {
        let mut found = services.to_vec();
        let mut next = 0;
        while let Some(service) = found.get(next).copied().filter(|_| found.len() < MOST) {
            next += 1;
            let dependencies = run.world.services[service].dependencies.iter().filter(|row| limits(run, row));
            for row in dependencies {
                if !found.contains(&row.service) && found.len() < MOST {
                    found.push(row.service);
                }
            }
        }
        let wait = |service: ServiceId| Some((service, waits_for(run, service)?));
        let mut waits: Vec<_> = found.iter().filter_map(|service| wait(*service)).collect();
        let is_here = |switch| site.is_some_and(|site| elsewhere::has_servers_at(run, switch, site));
        let others = run.world.services.ids().filter(|_| site.is_some()).filter(|service| !found.contains(service));
        waits.extend(others.filter_map(wait).filter(|(_, switch)| is_here(*switch)));
        let all: Vec<ServiceId> = found.iter().copied().chain(waits.iter().map(|(_, switch)| *switch)).collect();
        let mut struck: Vec<SiteId> = run.recording.strikes.iter().filter_map(|strike| strike.target.site()).collect();
        struck
            .retain(|at| site == Some(*at) || all.iter().any(|service| elsewhere::has_servers_at(run, *service, *at)));
        struck.sort_unstable();
        struck.dedup();
        let fires = fires(run, &struck, &all);
        Self { services: found, waits, struck, fires }
    }
}

/// Whether a failure of this dependency ever limited the service that has it: the outage was longer than `grace`, and the weight is
/// high enough.
fn limits(run: &Run, row: &Dependency) -> bool {
    let felt_at_all = run.recording.summary.services[row.service].longest_out > row.grace;
    let health = run.recording.services[row.service].health.all().iter().map(|(_, health)| *health);
    felt_at_all && health.map(|health| row.lets_through(health)).any(|through| Level::of(through) != Level::Up)
}

/// The time at which a service first had too few servers; `None` if it always had enough.
pub(super) fn short_at(run: &Run, service: ServiceId) -> Option<SimTime> {
    let moments = run.recording.services[service].moments.all().iter();
    moments.filter(|(_, moment)| Level::of(moment.own) != Level::Up).map(|(at, _)| *at).next()
}

/// The service that the automatic failover of `service` waited for while `service` had too few servers; `None` if there is none.
fn waits_for(run: &Run, service: ServiceId) -> Option<ServiceId> {
    let row = &run.world.services[service];
    let switch = row.switch.filter(|switch| switch.auto.is_some() && !row.standby.is_empty())?;
    let dependency = switch.depends_on?;
    let is_down = |at: SimTime| run.recording.services[dependency].level(at) == Level::Down;
    let mut moments = run.recording.services[service].moments.all().iter();
    let waited = moments.any(|(at, now)| Level::of(now.own) != Level::Up && !now.engaged && is_down(*at));
    waited.then_some(dependency)
}

/// A strike and all strikes from which it spread: the original strike is first, and the strike itself is last.
fn line(run: &Run, strike: u32) -> Vec<u32> {
    let parent = |strike: &u32| {
        let cause = run.recording.event(run.recording.strikes[*strike as usize].event).cause?;
        run.recording.event(cause).kind.strike()
    };
    let mut line: Vec<u32> = std::iter::successors(Some(strike), parent).collect();
    line.reverse();
    line
}

/// All groups of strikes with a strike at one of `sites` or on one of `services`. A group contains an original strike and all strikes that
/// spread from it.
fn fires(run: &Run, sites: &[SiteId], services: &[ServiceId]) -> Vec<Vec<u32>> {
    let lines: Vec<Vec<u32>> = (0..run.recording.strikes.len() as u32).map(|strike| line(run, strike)).collect();
    let reaches = |root: u32| {
        lines.iter().any(|line| {
            let last = line.last().map(|strike| run.recording.strikes[*strike as usize].target);
            line.first() == Some(&root)
                && last.is_some_and(|target| match target {
                    StrikeTarget::Site(site) => sites.contains(&site),
                    StrikeTarget::Service { service, .. } => services.contains(&service),
                })
        })
    };
    let roots = lines.iter().filter(|line| line.len() == 1).map(|line| line[0]);
    let group =
        |root: u32| lines.iter().filter(|line| line[0] == root).filter_map(|line| line.last().copied()).collect();
    roots.filter(|root| reaches(*root)).map(group).collect()
}

/// The services at a site whose outages caused the most lost user-time: at most `most` services, the worst first.
pub(super) fn worst_at(run: &Run, site: SiteId, most: usize) -> Vec<ServiceId> {
    let mut blame: Vec<(ServiceId, u128)> = Vec::new();
    for placement in run.placements_at(site) {
        if !blame.iter().any(|(there, _)| *there == placement.service) {
            blame.push((placement.service, 0));
        }
    }
    for (service, summary) in run.recording.summary.services.iter().filter(|(_, row)| row.lost_user_millisecs > 0) {
        let culprit = culprit(run, service);
        if let Some((_, lost)) = blame.iter_mut().find(|(there, _)| *there == culprit) {
            *lost += summary.lost_user_millisecs;
        }
    }
    blame.retain(|(service, _)| run.recording.summary.services[*service].first_out.is_some());
    blame.sort_by_key(|(_, lost)| std::cmp::Reverse(*lost));
    blame.into_iter().take(most).map(|(service, _)| service).collect()
}

/// Follows the dependencies that limited a service for the longest time, and returns the service at the end of this chain.
fn culprit(run: &Run, service: ServiceId) -> ServiceId {
    let mut at = service;
    for _ in 0..MOST {
        let dependencies = &run.world.services[at].dependencies;
        let mut limited_secs = vec![0i64; dependencies.len() + 1];
        let end = SimTime(run.world.length.0);
        for (from, until, moment) in run.recording.services[at].moments.stretches(end) {
            if Level::of(moment.health) != Level::Up {
                let index = match moment.binding {
                    Binding::Own => dependencies.len(),
                    Binding::Dependency(index) => index as usize,
                };
                limited_secs[index] += (until - from).0;
            }
        }
        let longest = (0..limited_secs.len()).rev().max_by_key(|index| limited_secs[*index]);
        match longest.and_then(|index| dependencies.get(index)) {
            Some(dependency) => at = dependency.service,
            None => return at,
        }
    }
    at
}
