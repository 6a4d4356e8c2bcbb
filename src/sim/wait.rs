//! The windows of a dependency (MODEL.md, section 4): with grace its service tolerates a short failure, with restart it is limited a
//! while longer.

use super::limit::{Limit, Pull, Target};
use super::window::MinWindow;
use crate::units::{SimTime, Span, WHOLE};

/// What one dependency was within `grace` and `restart`.
#[derive(Clone, Debug)]
pub struct Wait {
    grace: Span,
    /// How long the service takes to start again once the target is back.
    restart: Span,
    /// Past health of the target within `grace`, negated.
    felt: MinWindow,
    /// Past limits, within `restart`.
    limits: MinWindow,
    /// What the dependency allowed until this instant, the window of restart aside.
    until_now: Limit,
}

impl Wait {
    pub fn new(grace: Span, restart: Span) -> Self {
        Self { grace, restart, felt: MinWindow::default(), limits: MinWindow::default(), until_now: Limit::NONE }
    }

    /// Forgets what has left the windows at `now`.
    pub fn expire(&mut self, now: SimTime) {
        self.felt.expire(now, self.grace);
        self.limits.expire(now, self.restart);
    }

    /// What the dependency allows at this moment alone, by what is felt of the target.
    fn at_this_moment(&self, pull: Pull, target: Target, black_start: bool) -> Limit {
        if black_start {
            return Limit::NONE;
        }
        let mut felt = target.now;
        if self.grace > Span::ZERO && felt.health < WHOLE {
            if target.until_now.health > felt.health {
                felt = target.until_now;
            }
            if let Some(held) = self.felt.smallest()
                && -held.value > i64::from(felt.health)
            {
                felt = held.limit(-1);
            }
        }
        Limit { health: pull.leaves(felt.health), because: felt.because }
    }

    /// What the dependency allows, what it allowed within the last `restart` included.
    pub fn limit(&self, pull: Pull, target: Target, black_start: bool) -> Limit {
        let mut lowest = self.at_this_moment(pull, target, black_start);
        if self.restart > Span::ZERO {
            if self.until_now.health < lowest.health {
                lowest = self.until_now;
            }
            if let Some(held) = self.limits.smallest()
                && held.value < i64::from(lowest.health)
            {
                lowest = held.limit(1);
            }
        }
        lowest
    }

    /// An instant is settled. Returns when what rose now may be felt, if a wait of `restart` begins.
    pub fn settle(&mut self, pull: Pull, now: SimTime, target: Target, black_start: bool) -> Option<SimTime> {
        self.expire(now);
        let next = self.at_this_moment(pull, target, black_start);
        if next.health == self.until_now.health {
            return None;
        }
        let before = std::mem::replace(&mut self.until_now, next);
        if self.restart == Span::ZERO {
            return None;
        }
        self.limits.replaced(now, i64::from(before.health), before.because);
        (next.health > before.health).then_some(now + self.restart)
    }

    /// The target no longer has the health it had until `now`. Returns when a fall may be felt, if `grace` carries it over.
    pub fn target_changed(&mut self, now: SimTime, target: Target) -> Option<SimTime> {
        if self.grace == Span::ZERO {
            return None;
        }
        let had = target.until_now;
        self.felt.replaced(now, -i64::from(had.health), had.because);
        (target.now.health < had.health).then_some(now + self.grace)
    }
}
