//! What is changed before time zero, and what that makes of the world.

use std::borrow::Cow;

use super::scenario::{Dependency, Scenario, Switch};
use super::table::{HazardId, ServiceId, SiteId};
use crate::text::Saying;
use crate::units::{Permille, Span};

/// How long people take to engage a standby where a switch says nothing (MODEL.md, section 2).
pub const MANUAL_FAILOVER: Span = Span(3_600);

/// A change of the world before the run, and what it would cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The change.
    pub what: What,
    /// Its price in the author's words.
    pub cost: Option<String>,
    /// Kept in the plan without being taken.
    pub off: bool,
}

impl From<What> for Measure {
    fn from(what: What) -> Self {
        Self { what, cost: None, off: false }
    }
}

/// What can be changed (MODEL.md, section 9). All set, but for the two that add and the one that puts first.
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
}

impl What {
    /// The service that is changed, if one is.
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
            | Self::Restart { service, .. } => Some(service),
            Self::RestoreFirst { .. } | Self::StopSpread { .. } | Self::FasterOut { .. } => None,
        }
    }

    /// The site where something is changed, if it is at one.
    #[must_use]
    pub const fn site(&self) -> Option<SiteId> {
        match *self {
            Self::AddServers { site, .. }
            | Self::AddStandby { site, .. }
            | Self::RestoreFirst { site, .. }
            | Self::StopSpread { site, .. } => Some(site),
            Self::SwitchAuto { .. }
            | Self::SwitchFree { .. }
            | Self::SwitchByHand { .. }
            | Self::Grace { .. }
            | Self::Weight { .. }
            | Self::LimitRetries { .. }
            | Self::Restart { .. }
            | Self::FasterOut { .. } => None,
        }
    }
}

/// A measure about something that is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum MeasureError {
    /// There is no such need to change.
    NoNeed {
        /// The service that would need it, by id in the file.
        service: String,
        /// What it does not need, by id in the file.
        need: String,
    },
    /// There is no switch to free.
    NoSwitch {
        /// The service, by id in the file.
        service: String,
    },
    /// There is no such spread to stop.
    NoSpread {
        /// The site it would spread from, by id in the file.
        site: String,
        /// The site it would reach, by id in the file.
        to: String,
    },
}

impl MeasureError {
    /// What is not there.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let word = |name: &'static str, word: &str| (name, Saying::from(word));
        match self {
            Self::NoNeed { service, need } => {
                Saying::of("measure-no-need", [word("service", service), word("need", need)])
            }
            Self::NoSwitch { service } => Saying::of("measure-no-switch", [word("service", service)]),
            Self::NoSpread { site, to } => Saying::of("measure-no-spread", [word("site", site), word("to", to)]),
        }
    }

    /// What it misses something of: the table, the id in it, and the field, as a file names them.
    #[must_use]
    pub fn about(&self) -> [&str; 3] {
        match self {
            Self::NoNeed { service, .. } => ["services", service, "needs"],
            Self::NoSwitch { service } => ["services", service, "switch"],
            Self::NoSpread { site, .. } => ["sites", site, "spreads"],
        }
    }
}

impl Scenario {
    /// The world with the measures of a plan taken, in order, but for those that are off; the world itself if there are none.
    ///
    /// # Errors
    /// The first measure, by place, about something that is not there.
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

    /// All measures, by place, about something that is not there when those before them are taken.
    #[must_use]
    pub fn misfits<'m>(&self, measures: impl Iterator<Item = &'m Measure>) -> Vec<(usize, MeasureError)> {
        let taken: Vec<_> = measures.enumerate().filter(|(_, measure)| !measure.off).collect();
        if taken.is_empty() {
            return Vec::new();
        }
        let mut world = self.clone();
        let misfit = |(index, measure): (usize, &Measure)| Some((index, take(&mut world, &measure.what).err()?));
        taken.into_iter().filter_map(misfit).collect()
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
            switch.ok_or(MeasureError::NoSwitch { service: key })?.depends_on = None;
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
    let fresh = Switch { auto: None, depends_on: None, manual_failover: MANUAL_FAILOVER };
    world.services[service].switch.get_or_insert(fresh)
}

fn find_need(world: &mut Scenario, service: ServiceId, need: ServiceId) -> Result<&mut Dependency, MeasureError> {
    let key = |id: ServiceId| world.services[id].key.clone();
    let error = MeasureError::NoNeed { service: key(service), need: key(need) };
    let dependencies = &mut world.services[service].dependencies;
    dependencies.iter_mut().find(|there| there.service == need).ok_or(error)
}
