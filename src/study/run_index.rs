//! The index of a run: finds the strikes, events and other entries of a site, service or company without searching whole lists.

use std::sync::OnceLock;

use super::rtos::Rtos;
use crate::impact::{Entry, ledger_of};
use crate::model::{CompanyId, Dependency, Id, Scenario, ServiceId, SiteId, Table};
use crate::recording::{EventId, EventKind, Outage, Placement, Recording, StrikeRun, StrikeTarget};
use crate::sim::GroupedIndices;
use crate::units::{Permille, SimTime, WHOLE};

/// The number of strikes at one site among which [`super::Run::other_strike`] looks for one, so that a site that is struck thousands of times
/// costs no more than others.
const MOST_STRIKES: usize = 256;

/// The strikes, placements, dependencies and events of a run, grouped by site, service or company. The index also contains the outages,
/// which are computed from the health of each service.
#[derive(Clone, Debug)]
pub struct RunIndex {
    strikes: GroupedIndices,
    /// The strikes on services, by service.
    faults: GroupedIndices,
    /// The events of each strike.
    strike_events: GroupedIndices,
    placements: GroupedIndices,
    /// By site, the placements that are damaged, destroyed or hit by a fault at any time of the run.
    impaired: GroupedIndices,
    /// The times at which the condition of some servers changes, in their order, each once.
    condition_changes: Vec<SimTime>,
    services_of: Table<CompanyId, Vec<ServiceId>>,
    /// The dependencies of all services, in the order of services. `dependents` groups their indices by the service that is
    /// depended on.
    dependencies: Vec<Dependent>,
    dependents: GroupedIndices,
    outages: Table<ServiceId, Vec<Outage>>,
    rto_broken: Table<ServiceId, Vec<EventId>>,
    rtos: Rtos,
    /// The event in which the failover of a service failed for the first time.
    failed_failovers: Table<ServiceId, Option<EventId>>,
    /// The lost user-time of each service by root cause. Each entry is computed when it is first needed.
    ledger: Table<ServiceId, OnceLock<Entry>>,
}

/// A service that depends on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependent {
    /// The service that has the dependency.
    pub service: ServiceId,
    /// The index of the dependency in the service's list of dependencies.
    pub dependency: usize,
}

impl RunIndex {
    pub(super) fn new(world: &Scenario, recording: &Recording) -> Self {
        let services = world.services.len();
        let mut services_of = world.companies.map(|_| Vec::new());
        let mut dependencies = Vec::new();
        for (service, row) in world.services.iter() {
            dependencies.extend((0..row.dependencies.len()).map(|dependency| Dependent { service, dependency }));
            if let Some(company) = row.company {
                services_of[company].push(service);
            }
        }
        let mut rto_broken = world.services.map(|_| Vec::new());
        let mut failed_failovers: Table<ServiceId, Option<EventId>> = world.services.map(|_| None);
        for (index, event) in recording.events.iter().enumerate() {
            if let EventKind::RtoBroken(service) = event.kind {
                rto_broken[service].push(EventId::new(index));
            }
            if let EventKind::FailoverFailed(service) = event.kind {
                failed_failovers[service].get_or_insert(EventId::new(index));
            }
        }
        let target = |row: &Dependent| world.services[row.service].dependencies[row.dependency].service;
        Self {
            strikes: GroupedIndices::new(
                world.sites.len(),
                recording.strikes.iter().map(|strike| strike.target.site().map(|site| site.index() as u32)),
            ),
            faults: GroupedIndices::new(
                services,
                recording.strikes.iter().map(|strike| match strike.target {
                    StrikeTarget::Site(_) => None,
                    StrikeTarget::Service { service, .. } => Some(service.index() as u32),
                }),
            ),
            strike_events: GroupedIndices::new(
                recording.strikes.len(),
                recording.events.iter().map(|event| event.kind.strike()),
            ),
            placements: grouped(services, recording.placements.iter().map(|placement| placement.service)),
            condition_changes: condition_changes(recording),
            impaired: GroupedIndices::new(
                world.sites.len(),
                recording
                    .placements
                    .iter()
                    .map(|placement| placement.condition.as_ref().map(|_| placement.site.index() as u32)),
            ),
            services_of,
            dependents: grouped(services, dependencies.iter().map(target)),
            dependencies,
            outages: recording.services.map(|track| track.outages().collect()),
            rtos: Rtos::new(world, recording, &rto_broken),
            rto_broken,
            failed_failovers,
            ledger: world.services.map(|_| OnceLock::new()),
        }
    }

    /// The strikes at a site, as indices of the recording's strikes, in the order of time.
    #[must_use]
    pub fn strikes(&self, site: SiteId) -> &[u32] {
        self.strikes.of(site.index())
    }

    /// The events of the strike with this index: its beginning, its steps, its end and its repair. They are indices of the recording's
    /// events, in the order of time.
    #[must_use]
    pub fn strike_events(&self, strike: u32) -> &[u32] {
        self.strike_events.of(strike as usize)
    }

    /// The placements of a service, as indices of the recording's placements. Those from `on` come before those from `standby`.
    #[must_use]
    pub fn placements(&self, service: ServiceId) -> &[u32] {
        self.placements.of(service.index())
    }

    /// The services of a company, in the order of the file.
    #[must_use]
    pub fn services_of(&self, company: CompanyId) -> &[ServiceId] {
        &self.services_of[company]
    }

    /// The dependents of a service, in the order of the file.
    pub fn dependents(&self, service: ServiceId) -> impl ExactSizeIterator<Item = Dependent> {
        self.dependents.of(service.index()).iter().map(|index| self.dependencies[*index as usize])
    }

    /// The outages of a service, in the order of time.
    #[must_use]
    pub fn outages(&self, service: ServiceId) -> &[Outage] {
        &self.outages[service]
    }

    /// The outage of a service at `t`; `None` if the service is Up at `t`.
    #[must_use]
    pub fn outage_at(&self, service: ServiceId, t: SimTime) -> Option<Outage> {
        let outages = self.outages(service);
        let begun = outages.partition_point(|outage| outage.from <= t);
        outages[..begun].last().filter(|outage| outage.contains(t)).copied()
    }

    /// The event in which the failover of a service failed for the first time; `None` if it never failed.
    #[must_use]
    pub fn failed_failover(&self, service: ServiceId) -> Option<EventId> {
        self.failed_failovers[service]
    }

    /// How the run keeps the recovery time objectives of its services.
    #[must_use]
    pub const fn rtos(&self) -> &Rtos {
        &self.rtos
    }

    /// The events in which a service breaks its RTO.
    #[must_use]
    pub fn rto_broken(&self, service: ServiceId) -> &[EventId] {
        &self.rto_broken[service]
    }
}

impl super::Run {
    /// The strikes at a site, in the order of time.
    pub fn strikes_at(&self, site: SiteId) -> impl Iterator<Item = &StrikeRun> {
        self.index().strikes(site).iter().map(|index| &self.recording.strikes[*index as usize])
    }

    /// The strikes that have begun at a site and are not over at `t`, in the order of time.
    pub fn active_strikes(&self, site: SiteId, t: SimTime) -> impl Iterator<Item = &StrikeRun> {
        self.strikes_at(site).filter(move |strike| strike.at <= t && t < strike.out)
    }

    /// The dark share that the strike with this index alone causes at `t`, in permille.
    #[must_use]
    pub fn dark_of_strike(&self, strike: u32, t: SimTime) -> Permille {
        let events = self.index().strike_events(strike);
        let so_far = events.partition_point(|event| self.recording.events[*event as usize].at <= t);
        let kinds = events[..so_far].iter().rev().map(|event| self.recording.events[*event as usize].kind);
        let mut darks = kinds.filter_map(|kind| {
            if let EventKind::Spreading(_, dark) | EventKind::Repair(_, dark) = kind { Some(dark) } else { None }
        });
        darks.next().unwrap_or(0)
    }

    /// Of the strikes at the same site or on the same service as this one, another one that has begun by `t` and satisfies `condition`: the
    /// latest. Only the 256 latest strikes are looked at.
    pub fn other_strike(
        &self,
        strike: u32,
        t: SimTime,
        condition: impl Fn(u32, &StrikeRun) -> bool,
    ) -> Option<&StrikeRun> {
        let strikes = match self.recording.strikes[strike as usize].target {
            StrikeTarget::Site(site) => self.index().strikes(site),
            StrikeTarget::Service { service, .. } => self.index().faults.of(service.index()),
        };
        let begun = strikes.partition_point(|index| self.recording.strikes[*index as usize].at <= t);
        let others = strikes[..begun].iter().rev().filter(|index| **index != strike).take(MOST_STRIKES);
        others
            .map(|index| (*index, &self.recording.strikes[*index as usize]))
            .find(|(index, run)| condition(*index, run))
            .map(|(_, run)| run)
    }

    /// The strikes on a service itself that have begun at `t`, the latest first. Some of them may be over.
    pub fn begun_faults(&self, service: ServiceId, t: SimTime) -> impl Iterator<Item = &StrikeRun> {
        let faults = self.index().faults.of(service.index());
        let begun = faults.partition_point(|index| self.recording.strikes[*index as usize].at <= t);
        faults[..begun].iter().rev().map(|index| &self.recording.strikes[*index as usize])
    }

    /// Whether any of these sites is struck during the run.
    pub fn is_any_struck(&self, sites: &[SiteId]) -> bool {
        sites.iter().any(|site| !self.index().strikes(*site).is_empty())
    }

    /// The placements of a service. Those from `on` come before those from `standby`.
    pub fn placements_of(&self, service: ServiceId) -> impl Iterator<Item = &Placement> {
        self.index().placements(service).iter().map(|index| &self.recording.placements[*index as usize])
    }

    /// The placements at a site, in the order of the recording.
    pub fn placements_at(&self, site: SiteId) -> impl DoubleEndedIterator<Item = &Placement> {
        self.recording.sites[site].placements.iter().map(|index| &self.recording.placements[*index as usize])
    }

    /// The number of servers at a site that are online and do not work at `t`: they wait for repair, are destroyed or hit by a fault.
    #[must_use]
    pub fn online_in_vain(&self, site: SiteId, t: SimTime) -> u64 {
        let in_vain = |placement: &Placement| placement.online.at(t).saturating_sub(placement.condition_at(t).working);
        self.impaired_at(site).map(in_vain).sum()
    }

    /// The number of servers at a site that are damaged at `t`: they do not work until somebody has repaired them.
    #[must_use]
    pub fn damaged_at(&self, site: SiteId, t: SimTime) -> u64 {
        self.impaired_at(site).map(|placement| placement.condition_at(t).damaged).sum()
    }

    /// The placements at a site of which servers are damaged, destroyed or hit by a fault at any time of the run.
    fn impaired_at(&self, site: SiteId) -> impl Iterator<Item = &Placement> {
        self.index().impaired.of(site.index()).iter().map(|index| &self.recording.placements[*index as usize])
    }

    /// Whether servers of a site are damaged, destroyed or hit by a fault at any time of the run.
    #[must_use]
    pub fn has_impaired_at(&self, site: SiteId) -> bool {
        !self.index().impaired.of(site.index()).is_empty()
    }

    /// How many times the condition of servers has changed by `t`. Repairs of single servers are no events, so this tells whether anything
    /// changed between two of them.
    #[must_use]
    pub fn condition_changes_until(&self, t: SimTime) -> usize {
        self.index().condition_changes.partition_point(|at| *at <= t)
    }

    /// The lost user-time of a service by root cause.
    pub fn ledger(&self, service: ServiceId) -> &Entry {
        self.index().ledger[service].get_or_init(|| ledger_of(&self.world, &self.recording, service))
    }

    /// The health of a dependency that its service feels at `t`: the largest over (t - grace, t] (MODEL.md, section 4).
    pub(super) fn felt_health(&self, dependency: &Dependency, t: SimTime) -> Permille {
        let health = &self.recording.services[dependency.service].health;
        let first = health.index_at(SimTime(t.0 - dependency.grace.0));
        health.all()[first..=health.index_at(t)].iter().map(|(_, health)| *health).max().unwrap_or(WHOLE)
    }

    /// The longest outage of a service; `None` if there is no outage. If several outages are equally long, returns the first of them.
    #[must_use]
    pub fn longest_outage(&self, service: ServiceId) -> Option<Outage> {
        let end = SimTime(self.recording.length.0);
        self.index().outages(service).iter().rev().max_by_key(|outage| outage.length(end)).copied()
    }
}

/// The indices of the entries of a list, grouped by owner.
fn grouped<I: Id>(owners: usize, owner_of: impl Iterator<Item = I> + Clone) -> GroupedIndices {
    GroupedIndices::new(owners, owner_of.map(|owner| Some(owner.index() as u32)))
}

fn condition_changes(recording: &Recording) -> Vec<SimTime> {
    let conditions = recording.placements.iter().filter_map(|placement| placement.condition.as_ref());
    let mut changes: Vec<SimTime> = conditions.flat_map(|condition| condition.all()).map(|(at, _)| *at).collect();
    changes.sort_unstable();
    changes.dedup();
    changes
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::ServiceId;
    use crate::study::{Run, Size, generate};
    use crate::units::SimTime;

    #[test]
    fn the_index_has_what_a_look_at_all_finds() {
        let world = Arc::new(generate(Size { sites: 6, services: 60, dependencies: 150 }, 3));
        let run = Run::new(&world, &world.plans[1], 0).unwrap();
        let recording = &run.recording;
        assert!(recording.strikes.len() > 1, "something happens in it");
        for site in world.sites.ids() {
            let strikes: Vec<_> =
                recording.strikes.iter().filter(|strike| strike.target.site() == Some(site)).collect();
            assert_eq!(run.strikes_at(site).collect::<Vec<_>>(), strikes);
        }
        for service in world.services.ids() {
            let placements: Vec<_> = recording.placements.iter().filter(|one| one.service == service).collect();
            assert_eq!(run.placements_of(service).collect::<Vec<_>>(), placements);
            let is_dependent = |of: &ServiceId| world.services[*of].dependencies.iter().any(|on| on.service == service);
            let dependents: Vec<ServiceId> = run.index().dependents(service).map(|one| one.service).collect();
            assert_eq!(dependents, world.services.ids().filter(is_dependent).collect::<Vec<_>>());
            let outages = run.index().outages(service);
            assert_eq!(outages.first().map(|outage| outage.from), recording.summary.services[service].first_out);
            for outage in outages {
                assert_eq!(run.index().outage_at(service, outage.from), Some(*outage));
                assert_ne!(run.index().outage_at(service, SimTime(outage.from.0 - 1)), Some(*outage));
            }
            let longest = run.longest_outage(service).map(|outage| outage.length(SimTime(recording.length.0)));
            assert_eq!(longest.unwrap_or_default(), recording.summary.services[service].longest_out);
        }
    }
}
