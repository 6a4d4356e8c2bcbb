//! When a service fails over to its standby, and when it fails back (MODEL.md, section 4).

use crate::recording::EventId;
use crate::units::{SimTime, Span};

/// The standby of one service.
#[derive(Clone, Debug)]
pub struct Standby {
    pub engaged: bool,
    /// Automatic failover takes this long.
    pub auto: Option<Span>,
    /// Manual failover takes this long.
    pub manual_failover: Span,
    /// Since when the service is strained and ready, and what began it.
    strained: Option<(SimTime, Option<EventId>)>,
    /// Since when it is engaged and relieved, and what began it.
    relieved: Option<(SimTime, Option<EventId>)>,
}

/// What a service does with its standby at a moment, and because of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    FailOver(Option<EventId>),
    FailBack(Option<EventId>),
}

/// How the service is at the end of an instant.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    pub strained_and_ready: bool,
    pub relieved: bool,
    /// What made it so, if it is new.
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

    /// What the service does at `now`, by its condition until just before; `ordered` is a FailOver that people have done by now.
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

    /// Notes how the service is from `now` on. Returns when to decide again, if a wait began.
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
