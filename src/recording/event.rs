//! One thing that happened, and the id of what caused it.

use std::fmt;
use std::num::NonZeroU32;

use crate::model::{CompanyId, ServiceId, SiteId};
use crate::units::{Level, Permille, SimTime};

/// The index of an event in the log. A cause has a smaller id than its effect (MODEL.md, section 5).
///
/// Stored as the index plus one, so that "no event" takes no memory: a recording has millions of ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(NonZeroU32);

impl EventId {
    /// The id of the event at this index of the log.
    ///
    /// # Panics
    /// If the log would have 2^32 events.
    #[must_use]
    pub fn new(index: usize) -> Self {
        let after = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        Self(after.expect("fewer than 2^32 events"))
    }

    /// The index in the log.
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

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub at: SimTime,
    /// What.
    pub kind: EventKind,
    /// Because of what; only actions, the demand clock and dated headlines have none.
    pub cause: Option<EventId>,
}

/// What happened (MODEL.md, section 5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EventKind {
    /// The action at this index of the plan was done.
    Action(u32),
    /// This local hour began, and its demand changed something for a service.
    Hour(u8),
    /// A hazard hit a site: the strike at this index of the recording.
    Strike(u32),
    /// A strike spread within its site to this share.
    Spreading(u32, Permille),
    /// A strike is over, by itself or because people ended it.
    Out(u32),
    /// After a strike, repair brought its share down to this.
    Repair(u32, Permille),
    /// The dark share of a site changed.
    Dark {
        /// The site.
        site: SiteId,
        /// Its dark share just before.
        from: Permille,
        /// Its dark share from now on.
        to: Permille,
    },
    /// A service failed over to its standby.
    Engaged(ServiceId),
    /// A service failed back from its standby.
    StoodDown(ServiceId),
    /// The health of a service changed.
    Health {
        /// The service.
        service: ServiceId,
        /// Its health just before.
        from: Permille,
        /// Its health from now on.
        to: Permille,
    },
    /// The level of a service changed.
    Level {
        /// The service.
        service: ServiceId,
        /// Its level just before.
        from: Level,
        /// Its level from now on.
        to: Level,
    },
    /// An outage of a service has lasted longer than its RTO.
    RtoBroken(ServiceId),
    /// First price of a trading day that an outage weighs on.
    Opening(CompanyId, f64),
    /// Lowest price of such a day.
    Low(CompanyId, f64),
    /// Last price of such a day.
    Close(CompanyId, f64),
    /// The headline at this index of the scenario's news appeared.
    Headline(u32),
}

impl EventKind {
    /// The strike that begins, spreads, ends or is repaired.
    #[must_use]
    pub const fn strike(self) -> Option<u32> {
        if let Self::Strike(strike) | Self::Spreading(strike, _) | Self::Out(strike) | Self::Repair(strike, _) = self {
            Some(strike)
        } else {
            None
        }
    }

    /// The company whose share price it is about.
    #[must_use]
    pub const fn company(self) -> Option<CompanyId> {
        if let Self::Opening(company, _) | Self::Low(company, _) | Self::Close(company, _) = self {
            Some(company)
        } else {
            None
        }
    }
}

/// Whom an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The scenario as a whole.
    World,
    /// A site.
    Site(SiteId),
    /// A service.
    Service(ServiceId),
    /// A company.
    Company(CompanyId),
}

impl super::Recording {
    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// The events from `id` back to its root: the chain that answers "why?".
    pub fn why(&self, id: EventId) -> impl Iterator<Item = (EventId, &Event)> {
        std::iter::successors(Some(id), |id| self.event(*id).cause).map(|id| (id, self.event(id)))
    }

    /// The number of events at or before `t`.
    #[must_use]
    pub fn events_until(&self, t: SimTime) -> usize {
        self.events.partition_point(|event| event.at <= t)
    }

    /// Whom an event is about.
    #[must_use]
    pub fn subject(&self, event: &Event) -> Subject {
        match event.kind {
            EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_) => Subject::World,
            EventKind::Strike(strike)
            | EventKind::Spreading(strike, _)
            | EventKind::Out(strike)
            | EventKind::Repair(strike, _) => Subject::Site(self.strikes[strike as usize].site),
            EventKind::Dark { site, .. } => Subject::Site(site),
            EventKind::Engaged(service)
            | EventKind::StoodDown(service)
            | EventKind::Health { service, .. }
            | EventKind::Level { service, .. }
            | EventKind::RtoBroken(service) => Subject::Service(service),
            EventKind::Opening(company, _) | EventKind::Low(company, _) | EventKind::Close(company, _) => {
                Subject::Company(company)
            }
        }
    }
}
