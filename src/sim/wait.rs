//! The time windows of a dependency (MODEL.md, section 4). With `grace`, the service tolerates a short failure of the dependency; with
//! `restart`, the service stays limited for some time after the dependency is back.

use super::limit::{Limit, Pull, Target};
use super::window::MinWindow;
use crate::units::{SimTime, Span, WHOLE};

/// The limits over the last `restart`, of which the smallest holds.
#[derive(Clone, Debug)]
pub struct Restart {
    /// How long the service takes to start again once the target is back.
    restart: Span,
    /// Previous limits within `restart`.
    limits: MinWindow,
    /// The limit just before this instant, without the effect of `restart`.
    until_now: Limit,
}

impl Restart {
    pub fn new(restart: Span) -> Self {
        Self { restart, limits: MinWindow::default(), until_now: Limit::NONE }
    }

    /// Removes the values that have left the window at `now`.
    #[inline]
    pub fn expire(&mut self, now: SimTime) {
        self.limits.expire(now, self.restart);
    }

    /// The smallest limit over the last `restart`, if the limit is `now` at this moment.
    #[inline]
    pub fn lowest(&self, now: Limit) -> Limit {
        let mut lowest = now;
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

    /// Updates the window at the end of an instant, in which the limit became `next`. If it rose and the service must first wait for
    /// `restart`, returns the time at which the wait ends.
    #[inline]
    pub fn settle(&mut self, now: SimTime, next: Limit) -> Option<SimTime> {
        self.expire(now);
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
}

/// The recent values of one dependency that are needed to apply `grace` and `restart`.
#[derive(Clone, Debug)]
pub struct Wait {
    grace: Span,
    /// Previous healths of the target within `grace`, negated so that the smallest value in the window is the largest health.
    felt: MinWindow,
    limits: Restart,
}

impl Wait {
    pub fn new(grace: Span, restart: Span) -> Self {
        Self { grace, felt: MinWindow::default(), limits: Restart::new(restart) }
    }

    /// Removes the values that have left the windows at `now`.
    #[inline]
    pub fn expire(&mut self, now: SimTime) {
        self.felt.expire(now, self.grace);
        self.limits.expire(now);
    }

    /// The limit at this moment, from the health of the target over `grace`, without the effect of `restart`. `free` if the dependency does
    /// not count at this moment.
    #[inline]
    pub fn at_this_moment(&self, pull: Pull, target: Target, free: bool) -> Limit {
        if free {
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

    /// The limit of the dependency: the smallest over the last `restart`.
    #[inline]
    pub fn limit(&self, pull: Pull, target: Target, free: bool) -> Limit {
        self.limits.lowest(self.at_this_moment(pull, target, free))
    }

    /// Updates the window of limits at the end of an instant. If the limit rose and the service must first wait for `restart`, returns
    /// the time at which the wait ends.
    #[inline]
    pub fn settle(&mut self, pull: Pull, now: SimTime, target: Target, free: bool) -> Option<SimTime> {
        self.felt.expire(now, self.grace);
        let next = self.at_this_moment(pull, target, free);
        self.limits.settle(now, next)
    }

    /// Notes that the health of the target changed at `now`. If it fell and `grace` delays the effect, returns the time from which the
    /// fall is felt.
    #[inline]
    pub fn target_changed(&mut self, now: SimTime, target: Target) -> Option<SimTime> {
        if self.grace == Span::ZERO {
            return None;
        }
        let had = target.until_now;
        self.felt.replaced(now, -i64::from(had.health), had.because);
        (target.now.health < had.health).then_some(now + self.grace)
    }
}
