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
    /// The time since which the service is strained and ready, and the event that began this; `None` while it is not.
    strained: Option<(SimTime, Option<EventId>)>,
    /// The time since which the service is failed over and relieved, and the event that began this; `None` while it is not.
    relieved: Option<(SimTime, Option<EventId>)>,
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
    pub const fn new(auto: Option<Span>, manual_failover: Span) -> Self {
        Self { engaged: false, auto, manual_failover, strained: None, relieved: None }
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
