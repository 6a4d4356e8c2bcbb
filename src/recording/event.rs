//! The events of a recording: what happened at what time, and which event caused it.

use std::fmt;
use std::num::NonZeroU32;

use super::StrikeTarget;
use crate::model::{CompanyId, ServiceId, SiteId};
use crate::units::{Level, Permille, SimTime};

/// The index of an event in the log. A cause has a smaller id than its effect (MODEL.md, section 5).
///
/// The id is stored as the index plus one. The value 0 is then free for `None`, so an `Option<EventId>` needs no extra memory. This
/// matters because a recording may contain millions of ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(NonZeroU32);

impl EventId {
    /// The id of the event at this index of the log.
    ///
    /// # Panics
    /// If the log has 2^32 events or more.
    #[must_use]
    pub fn new(index: usize) -> Self {
        let after = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        Self(after.expect("fewer than 2^32 events"))
    }

    /// The index of the event in the log.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventId({})", self.index())
    }
}

/// One event of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// The time of the event.
    pub at: SimTime,
    /// What happened.
    pub kind: EventKind,
    /// The event that caused this one. `None` for actions, for changes of the hour, for headlines with a fixed date, and for headlines
    /// about a price that moved only with the market index.
    pub cause: Option<EventId>,
}

/// The kinds of events (MODEL.md, section 5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EventKind {
    /// The action at this index of the plan was carried out.
    Action(u32),
    /// This local hour began, and its demand changed how many servers a service needs.
    Hour(u8),
    /// A hazard hit a site: the strike at this index of the recording began.
    Strike(u32),
    /// The strike at this index spread within its site, up to this dark share.
    Spreading(u32, Permille),
    /// The strike at this index ended, by itself or because people ended it.
    Out(u32),
    /// After the end of the strike at this index, repair lowered its dark share to this value.
    Repair(u32, Permille),
    /// The dark share of a site changed.
    Dark {
        /// The site whose dark share changed.
        site: SiteId,
        /// The dark share of the site just before the event.
        from: Permille,
        /// The dark share of the site from now on.
        to: Permille,
    },
    /// This service failed over to its standby.
    Engaged(ServiceId),
    /// This service failed back from its standby.
    StoodDown(ServiceId),
    /// The health of a service changed.
    Health {
        /// The service whose health changed.
        service: ServiceId,
        /// The health of the service just before the event.
        from: Permille,
        /// The health of the service from now on.
        to: Permille,
    },
    /// Servers of a placement were destroyed.
    Destroyed {
        /// The placement, as an index of the recording.
        placement: u32,
        /// How many servers.
        servers: u64,
    },
    /// Servers of a placement were damaged.
    Damaged {
        /// The placement, as an index of the recording.
        placement: u32,
        /// How many servers.
        servers: u64,
    },
    /// The last damaged server of this placement (an index of the recording) was repaired.
    Repaired(u32),
    /// The share of a service that is hit by faults changed. The cause is an event of a strike, which tells at which site.
    Fault {
        /// The service.
        service: ServiceId,
        /// The share just before the event.
        from: Permille,
        /// The share from now on.
        to: Permille,
    },
    /// This service would have failed over to its standby for the first time, but the standby does not work.
    FailoverFailed(ServiceId),
    /// The level of a service changed.
    Level {
        /// The service whose level changed.
        service: ServiceId,
        /// The level of the service just before the event.
        from: Level,
        /// The level of the service from now on.
        to: Level,
    },
    /// An outage of this service has lasted for the service's RTO and goes on.
    RtoBroken(ServiceId),
    /// The first price of a trading day on which an outage affects the price of this company.
    Opening(CompanyId, f64),
    /// The lowest price of a trading day on which an outage affects the price of this company.
    Low(CompanyId, f64),
    /// The last price of a trading day on which an outage affects the price of this company.
    Close(CompanyId, f64),
    /// The headline at this index of the scenario's news appeared.
    Headline(u32),
}

impl EventKind {
    /// The index of the strike, if the event is the beginning, the spread, the end or the repair of a strike; otherwise `None`.
    #[must_use]
    pub const fn strike(self) -> Option<u32> {
        if let Self::Strike(strike) | Self::Spreading(strike, _) | Self::Out(strike) | Self::Repair(strike, _) = self {
            Some(strike)
        } else {
            None
        }
    }

    /// The company, if the event is about a share price; otherwise `None`.
    #[must_use]
    pub const fn company(self) -> Option<CompanyId> {
        if let Self::Opening(company, _) | Self::Low(company, _) | Self::Close(company, _) = self {
            Some(company)
        } else {
            None
        }
    }
}

/// The part of the world that an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The scenario as a whole.
    World,
    /// One site.
    Site(SiteId),
    /// One service.
    Service(ServiceId),
    /// One company.
    Company(CompanyId),
}

impl super::Recording {
    /// Returns the event with this id.
    #[must_use]
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// Follows the causes of an event: yields the event `id`, then its cause, and so on back to the root.
    pub fn why(&self, id: EventId) -> impl Iterator<Item = (EventId, &Event)> {
        std::iter::successors(Some(id), |id| self.event(*id).cause).map(|id| (id, self.event(id)))
    }

    /// The number of events at or before `t`.
    #[must_use]
    pub fn events_until(&self, t: SimTime) -> usize {
        self.events.partition_point(|event| event.at <= t)
    }

    /// Returns the part of the world that an event is about.
    #[must_use]
    pub fn subject(&self, event: &Event) -> Subject {
        match event.kind {
            EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_) => Subject::World,
            EventKind::Strike(strike)
            | EventKind::Spreading(strike, _)
            | EventKind::Out(strike)
            | EventKind::Repair(strike, _) => match self.strikes[strike as usize].target {
                StrikeTarget::Site(site) => Subject::Site(site),
                StrikeTarget::Service { service, .. } => Subject::Service(service),
            },
            EventKind::Destroyed { placement, .. }
            | EventKind::Damaged { placement, .. }
            | EventKind::Repaired(placement) => Subject::Service(self.placements[placement as usize].service),
            EventKind::Dark { site, .. } => Subject::Site(site),
            EventKind::Engaged(service)
            | EventKind::StoodDown(service)
            | EventKind::FailoverFailed(service)
            | EventKind::Fault { service, .. }
            | EventKind::Health { service, .. }
            | EventKind::Level { service, .. }
            | EventKind::RtoBroken(service) => Subject::Service(service),
            EventKind::Opening(company, _) | EventKind::Low(company, _) | EventKind::Close(company, _) => {
                Subject::Company(company)
            }
        }
    }
}
