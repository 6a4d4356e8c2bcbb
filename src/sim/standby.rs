//! Decides when a service fails over to its standby and when it fails back (MODEL.md, section 4).

use crate::recording::EventId;
use crate::units::{SimTime, Span};

/// The standby of one service.
#[derive(Clone, Debug)]
pub struct Standby {
    pub engaged: bool,
    /// How long the service must be strained and ready before it fails over automatically; `None` if it never does.
    pub auto: Option<Span>,
    /// How long manual failover takes.
    pub manual_failover: Span,
    /// Whether the standby works. If not, the service never fails over.
    pub works: bool,
    /// Whether it was logged that the standby does not work.
    pub has_failed: bool,
    /// FailOver actions that wait for what manual failover depends on.
    pub orders: Orders,
    /// The time since which the service is strained and ready, and the event that began this; `None` while it is not.
    strained: Option<(SimTime, Option<EventId>)>,
    /// The time since which the service is failed over and relieved, and the event that began this; `None` while it is not.
    relieved: Option<(SimTime, Option<EventId>)>,
}

/// The FailOver actions of a service whose manual failover depends on another service: that service must have been well enough for the
/// whole time that manual failover takes (MODEL.md, section 4).
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// The actions that are not done yet, each with its time.
    waiting: Vec<(SimTime, EventId)>,
    /// Since when the other service has been well enough, and the event of that; `None` while it is not. The time is `None` if it always
    /// was.
    well_since: Option<Option<(SimTime, Option<EventId>)>>,
}

impl Orders {
    /// The other service was well before the run.
    pub const fn new() -> Self {
        Self { waiting: Vec::new(), well_since: Some(None) }
    }

    /// Adds an action that was done at `at`. Returns when it takes effect if nothing changes, after a time of `takes`.
    pub fn add(&mut self, at: SimTime, order: EventId, takes: Span) -> Option<SimTime> {
        self.waiting.push((at, order));
        self.due(at, takes)
    }

    fn due(&self, at: SimTime, takes: Span) -> Option<SimTime> {
        let since = self.well_since?.map_or(at, |(since, _)| since.max(at));
        Some(since + takes)
    }

    /// Notes whether the other service is well enough from `now` on. Returns when each waiting action takes effect if nothing changes.
    pub fn note(
        &mut self,
        now: SimTime,
        is_well: bool,
        because: Option<EventId>,
        takes: Span,
    ) -> Vec<(SimTime, EventId)> {
        match (is_well, self.well_since) {
            (true, None) => self.well_since = Some(Some((now, because))),
            (false, _) => self.well_since = None,
            (true, Some(_)) => return Vec::new(),
        }
        self.waiting.iter().filter_map(|(at, order)| Some((self.due(*at, takes)?, *order))).collect()
    }

    /// If the action takes effect at `now`, removes it and returns the event that is its cause: the action, or the change of the other
    /// service that delayed it.
    pub fn take(&mut self, now: SimTime, order: EventId, takes: Span) -> Option<EventId> {
        let index = self.waiting.iter().position(|(_, waiting)| *waiting == order)?;
        let at = self.waiting[index].0;
        if self.due(at, takes)? > now {
            return None;
        }
        self.waiting.remove(index);
        let delayed = self.well_since.flatten().filter(|(since, _)| *since > at);
        Some(delayed.and_then(|(_, because)| because).unwrap_or(order))
    }
}

/// A move of a service to its standby or back, with the event that caused it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    FailOver(Option<EventId>),
    FailBack(Option<EventId>),
}

/// The condition of a service at the end of an instant.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// Whether the present servers cannot serve all requests, and the service that failover depends on has enough health.
    pub strained_and_ready: bool,
    /// Whether the service's own servers alone can serve all requests, even at the peak of demand.
    pub relieved: bool,
    /// The event that caused the condition, if the condition is new.
    pub because: Option<EventId>,
}

impl Standby {
    pub const fn new(auto: Option<Span>, manual_failover: Span, works: bool) -> Self {
        Self {
            engaged: false,
            auto,
            manual_failover,
            works,
            has_failed: false,
            orders: Orders::new(),
            strained: None,
            relieved: None,
        }
    }

    /// How long the service must be relieved before it fails back.
    fn fail_back_after(&self) -> Span {
        self.auto.unwrap_or(self.manual_failover)
    }

    /// Decides what the service does at `now`, from its condition until just before `now`. `ordered` is the event of a FailOver action
    /// whose manual failover is complete at `now`. Returns `None` if the service stays as it is.
    pub fn decide(&self, now: SimTime, ordered: Option<EventId>) -> Option<Move> {
        let since = |state: Option<(SimTime, Option<EventId>)>, wait: Span| {
            state.filter(|(since, _)| *since + wait <= now).map(|(_, because)| because)
        };
        if self.engaged {
            return since(self.relieved, self.fail_back_after()).map(Move::FailBack);
        }
        if let Some(order) = ordered {
            return Some(Move::FailOver(Some(order)));
        }
        since(self.strained, self.auto?).map(Move::FailOver)
    }

    /// Notes the condition of the service from `now` on. If a wait begins, returns the time at which to decide again.
    pub fn note(&mut self, now: SimTime, is: Condition) -> Option<SimTime> {
        let mut wake = None;
        let wait = if is.strained_and_ready { self.auto } else { None };
        match wait {
            Some(auto) if self.strained.is_none() => {
                self.strained = Some((now, is.because));
                wake = Some(now + auto);
            }
            Some(_) => {}
            None => self.strained = None,
        }
        if !(self.engaged && is.relieved) {
            self.relieved = None;
        } else if self.relieved.is_none() {
            self.relieved = Some((now, is.because));
            wake = Some(now + self.fail_back_after());
        }
        wake
    }
}
