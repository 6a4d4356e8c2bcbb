//! Measures: changes to the world before time 0, and how they are applied.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::scenario::{Dependency, Scenario, Switch};
use super::table::{CompanyId, HazardId, ServiceId, SiteId};
use crate::text::Saying;
use crate::units::{Permille, Span};

/// How long manual failover takes if the service does not define it (MODEL.md, section 2).
pub const MANUAL_FAILOVER: Span = Span(3_600);

/// A change to the world before the run, and its cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The change that the measure makes.
    pub what: What,
    /// The cost in the author's words; it changes no result.
    pub cost: Option<String>,
    /// Whether the measure is turned off: it stays in the plan but is not applied.
    pub off: bool,
}

impl From<What> for Measure {
    fn from(what: What) -> Self {
        Self { what, cost: None, off: false }
    }
}

/// The changes that a measure can make (MODEL.md, section 9). `AddServers` and `AddStandby` add servers, `RestoreFirst` moves services to
/// the front of a list, and `StopSpread` removes spreads. All others set a value.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the format")]
pub enum What {
    AddServers { service: ServiceId, site: SiteId, servers: u64 },
    AddStandby { service: ServiceId, site: SiteId, servers: u64 },
    SwitchAuto { service: ServiceId, auto: Span },
    SwitchFree { service: ServiceId },
    SwitchByHand { service: ServiceId, manual_failover: Span },
    Grace { service: ServiceId, need: ServiceId, grace: Span },
    Weight { service: ServiceId, need: ServiceId, weight: Permille },
    LimitRetries { service: ServiceId, retry: Permille },
    Restart { service: ServiceId, restart: Span },
    RestoreFirst { site: SiteId, services: Vec<ServiceId> },
    StopSpread { site: SiteId, to: SiteId },
    FasterOut { hazard: HazardId, out: Span },
    Crew { company: CompanyId, size: u64 },
    CrewFirst { company: CompanyId, services: Vec<ServiceId> },
    RepairWork { hazard: HazardId, repair_work: Span },
    ReservePower { site: SiteId, reserve: Span },
    ReserveCooling { site: SiteId, reserve: Span },
    Success { service: ServiceId, success: Permille },
}

impl What {
    /// The service that the measure changes; `None` if it changes no service.
    #[must_use]
    pub const fn service(&self) -> Option<ServiceId> {
        match *self {
            Self::AddServers { service, .. }
            | Self::AddStandby { service, .. }
            | Self::SwitchAuto { service, .. }
            | Self::SwitchFree { service }
            | Self::SwitchByHand { service, .. }
            | Self::Grace { service, .. }
            | Self::Weight { service, .. }
            | Self::LimitRetries { service, .. }
            | Self::Restart { service, .. }
            | Self::Success { service, .. } => Some(service),
            Self::RestoreFirst { .. }
            | Self::StopSpread { .. }
            | Self::FasterOut { .. }
            | Self::Crew { .. }
            | Self::CrewFirst { .. }
            | Self::RepairWork { .. }
            | Self::ReservePower { .. }
            | Self::ReserveCooling { .. } => None,
        }
    }

    /// The site at which the measure changes something; `None` if it changes nothing at one site.
    #[must_use]
    pub const fn site(&self) -> Option<SiteId> {
        match *self {
            Self::AddServers { site, .. }
            | Self::AddStandby { site, .. }
            | Self::RestoreFirst { site, .. }
            | Self::StopSpread { site, .. }
            | Self::ReservePower { site, .. }
            | Self::ReserveCooling { site, .. } => Some(site),
            Self::SwitchAuto { .. }
            | Self::SwitchFree { .. }
            | Self::SwitchByHand { .. }
            | Self::Grace { .. }
            | Self::Weight { .. }
            | Self::LimitRetries { .. }
            | Self::Restart { .. }
            | Self::FasterOut { .. }
            | Self::Crew { .. }
            | Self::CrewFirst { .. }
            | Self::RepairWork { .. }
            | Self::Success { .. } => None,
        }
    }
}

/// An error: a measure refers to something that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum MeasureError {
    /// The measure changes a dependency that does not exist.
    NoNeed {
        /// The service that does not have the dependency, by its id in the file.
        service: String,
        /// The missing dependency, by its id in the file.
        need: String,
    },
    /// The measure removes the dependency of the failover of a service, but the service has no failover (no field `switch`).
    NoSwitch {
        /// The service without a failover, by its id in the file.
        service: String,
    },
    /// The measure sets the order in which a crew repairs, but the company has no crew.
    NoCrew {
        /// The company without a crew, by its id in the file.
        company: String,
    },
    /// The measure stops a spread that does not exist.
    NoSpread {
        /// The site at which the spread would start, by its id in the file.
        site: String,
        /// The site that the spread would reach, by its id in the file.
        to: String,
    },
}

impl MeasureError {
    /// The text that describes the error.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let word = |name: &'static str, word: &str| (name, Saying::from(word));
        match self {
            Self::NoNeed { service, need } => {
                Saying::of("measure-no-need", [word("service", service), word("need", need)])
            }
            Self::NoSwitch { service } => Saying::of("measure-no-switch", [word("service", service)]),
            Self::NoCrew { company } => Saying::of("measure-no-crew", [word("company", company)]),
            Self::NoSpread { site, to } => Saying::of("measure-no-spread", [word("site", site), word("to", to)]),
        }
    }

    /// The field in which the missing dependency, failover or spread would be. The three strings are the name of the table, the id of the
    /// row and the name of the field, as in the file.
    #[must_use]
    pub fn about(&self) -> [&str; 3] {
        match self {
            Self::NoNeed { service, .. } => ["services", service, "needs"],
            Self::NoSwitch { service } => ["services", service, "switch"],
            Self::NoCrew { company } => ["companies", company, "crew"],
            Self::NoSpread { site, .. } => ["sites", site, "spreads"],
        }
    }
}

impl Scenario {
    /// Applies the measures that are not off to a copy of the world, in order. If there are none, returns the world itself without a
    /// copy.
    ///
    /// # Errors
    /// The index of the first measure that refers to something that does not exist, with the error.
    pub fn with_measures(&self, measures: &[Measure]) -> Result<Cow<'_, Self>, (usize, MeasureError)> {
        if measures.iter().all(|measure| measure.off) {
            return Ok(Cow::Borrowed(self));
        }
        let mut world = self.clone();
        for (index, measure) in measures.iter().enumerate().filter(|(_, measure)| !measure.off) {
            take(&mut world, &measure.what).map_err(|error| (index, error))?;
        }
        Ok(Cow::Owned(world))
    }

    /// The measures that refer to something that does not exist in the world to which those before them are applied: the index and the
    /// error of each. Measures that are off are passed over. The world is not copied, because a file may have thousands of plans.
    #[must_use]
    pub fn misfits<'m>(&self, measures: impl Iterator<Item = &'m Measure>) -> Vec<(usize, MeasureError)> {
        let mut earlier = Earlier::default();
        let taken = measures.enumerate().filter(|(_, measure)| !measure.off);
        taken.filter_map(|(index, measure)| Some((index, earlier.misfit(self, &measure.what)?))).collect()
    }
}

/// What the measures before the present one have changed that later measures refer to.
#[derive(Default)]
struct Earlier {
    /// Services that were given a switch.
    given: BTreeSet<ServiceId>,
    /// Companies that were given a crew.
    crews: BTreeSet<CompanyId>,
    /// Spreads that were stopped, each with the site from which and to which it went.
    stopped: BTreeSet<(SiteId, SiteId)>,
}

impl Earlier {
    /// The error of a measure if what it refers to does not exist. [`take`] reports the same.
    fn misfit(&mut self, world: &Scenario, what: &What) -> Option<MeasureError> {
        match *what {
            What::SwitchAuto { service, .. } | What::SwitchByHand { service, .. } => {
                self.given.insert(service);
                None
            }
            What::Crew { company, .. } => {
                self.crews.insert(company);
                None
            }
            What::CrewFirst { company, .. } => {
                let row = &world.companies[company];
                let is_there = row.crew.is_some() || self.crews.contains(&company);
                (!is_there).then(|| MeasureError::NoCrew { company: row.key.clone() })
            }
            What::SwitchFree { service } | What::Success { service, .. } => {
                let row = &world.services[service];
                let is_there = row.switch.is_some() || self.given.contains(&service);
                (!is_there).then(|| MeasureError::NoSwitch { service: row.key.clone() })
            }
            What::Grace { service, need, .. } | What::Weight { service, need, .. } => {
                let row = &world.services[service];
                let is_there = row.dependencies.iter().any(|there| there.service == need);
                let key = || world.services[need].key.clone();
                (!is_there).then(|| MeasureError::NoNeed { service: row.key.clone(), need: key() })
            }
            What::StopSpread { site, to } => {
                let row = &world.sites[site];
                let is_there = row.spreads.iter().any(|spread| spread.to == to) && self.stopped.insert((site, to));
                let key = || world.sites[to].key.clone();
                (!is_there).then(|| MeasureError::NoSpread { site: row.key.clone(), to: key() })
            }
            What::AddServers { .. }
            | What::AddStandby { .. }
            | What::LimitRetries { .. }
            | What::Restart { .. }
            | What::RestoreFirst { .. }
            | What::RepairWork { .. }
            | What::ReservePower { .. }
            | What::ReserveCooling { .. }
            | What::FasterOut { .. } => None,
        }
    }
}

fn take(world: &mut Scenario, what: &What) -> Result<(), MeasureError> {
    match *what {
        What::AddServers { service, site, servers } => add(&mut world.services[service].on, site, servers),
        What::AddStandby { service, site, servers } => add(&mut world.services[service].standby, site, servers),
        What::SwitchAuto { service, auto } => switch(world, service).auto = Some(auto),
        What::SwitchByHand { service, manual_failover } => switch(world, service).manual_failover = manual_failover,
        What::SwitchFree { service } => {
            let key = world.services[service].key.clone();
            let switch = world.services[service].switch.as_mut();
            let switch = switch.ok_or(MeasureError::NoSwitch { service: key })?;
            (switch.depends_on, switch.manual_depends_on) = (None, None);
        }
        What::Grace { service, need, grace } => find_need(world, service, need)?.grace = grace,
        What::Weight { service, need, weight } => find_need(world, service, need)?.weight = weight,
        What::LimitRetries { service, retry } => world.services[service].retry = retry,
        What::Restart { service, restart } => world.services[service].restart = restart,
        What::RestoreFirst { site, ref services } => {
            let restore = &mut world.sites[site].restore;
            restore.retain(|service| !services.contains(service));
            restore.splice(0..0, services.iter().copied());
        }
        What::StopSpread { site, to } => {
            let before = world.sites[site].spreads.len();
            world.sites[site].spreads.retain(|spread| spread.to != to);
            if world.sites[site].spreads.len() == before {
                let key = |id: SiteId| world.sites[id].key.clone();
                return Err(MeasureError::NoSpread { site: key(site), to: key(to) });
            }
        }
        What::FasterOut { hazard, out } => world.hazards[hazard].out = out,
        What::Crew { company, size } => world.companies[company].crew.get_or_insert_default().size = size,
        What::CrewFirst { company, ref services } => {
            let key = world.companies[company].key.clone();
            let crew = world.companies[company].crew.as_mut().ok_or(MeasureError::NoCrew { company: key })?;
            crew.repair_first(services);
        }
        What::RepairWork { hazard, repair_work } => world.hazards[hazard].repair_work = Some(repair_work),
        What::ReservePower { site, reserve } => world.sites[site].reserve.power = reserve,
        What::ReserveCooling { site, reserve } => world.sites[site].reserve.cooling = reserve,
        What::Success { service, success } => {
            let key = world.services[service].key.clone();
            world.services[service].switch.as_mut().ok_or(MeasureError::NoSwitch { service: key })?.success = success;
        }
    }
    Ok(())
}

fn add(placements: &mut Vec<(SiteId, u64)>, site: SiteId, servers: u64) {
    match placements.iter_mut().find(|(at, _)| *at == site) {
        Some((_, there)) => *there += servers,
        None => placements.push((site, servers)),
    }
}

fn switch(world: &mut Scenario, service: ServiceId) -> &mut Switch {
    world.services[service].switch.get_or_insert(Switch::MANUAL)
}

fn find_need(world: &mut Scenario, service: ServiceId, need: ServiceId) -> Result<&mut Dependency, MeasureError> {
    let key = |id: ServiceId| world.services[id].key.clone();
    let error = MeasureError::NoNeed { service: key(service), need: key(need) };
    let dependencies = &mut world.services[service].dependencies;
    dependencies.iter_mut().find(|there| there.service == need).ok_or(error)
}
