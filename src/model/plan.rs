//! What people do: a plan is a value, so that it can be undone, saved and laid beside another.

use super::measure::{Measure, What};
use super::scenario::LatLon;
use super::table::{HazardId, ServiceId, SiteId};
use crate::units::{SimTime, Span};

/// Measures before, actions during.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What it is called; unique in a scenario.
    pub name: String,
    /// A line about it.
    pub about: String,
    /// What is changed before time zero, in order.
    pub measures: Vec<Measure>,
    /// What is done during the run, in file order.
    pub actions: Vec<Action>,
    /// The plan that it was forked from, if it still stands beside it.
    pub fork: Option<Fork>,
}

/// Where a plan parted from another: a "what if".
///
/// A fork is whole in itself; the plan it came from may change or go without changing it. [`Plan::divergence`] says where the two part by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The other plan, by its place among the plans.
    pub parent: usize,
    /// Until then both were meant to be the same.
    pub at: SimTime,
}

/// Something done differently: what a fork adds to the plan it parts from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// What the fork is called.
    pub name: String,
    /// Measures taken besides those of the plan, after them.
    pub measures: Vec<Measure>,
    /// Things done besides those of the plan.
    pub actions: Vec<Action>,
}

/// When an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At a moment of the run.
    At(SimTime),
    /// So long after the plan's first strike.
    AfterStrike(Span),
}

impl When {
    /// The moment, if the first strike is at `strike`; `None` if it is relative and nothing strikes.
    fn after(self, strike: Option<SimTime>) -> Option<SimTime> {
        match self {
            Self::At(at) => Some(at),
            Self::AfterStrike(span) => strike.map(|strike| strike + span),
        }
    }
}

/// One thing done at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// When.
    pub at: When,
    /// What.
    pub act: Act,
}

/// What can be done (MODEL.md, section 9).
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A hazard hits a site.
    Strike {
        /// The site.
        site: SiteId,
        /// The hazard, or the site's own.
        hazard: Option<HazardId>,
    },
    /// A hazard hits every site within a great-circle distance.
    StrikeArea {
        /// The centre.
        at: LatLon,
        /// The distance in kilometres.
        radius_km: f64,
        /// The hazard, or each site's own.
        hazard: Option<HazardId>,
    },
    /// What burns at a site is put out.
    Extinguish {
        /// The site.
        site: SiteId,
    },
    /// People are told to engage the standby.
    FailOver {
        /// The service.
        service: ServiceId,
    },
    /// A service is started without what it needs.
    BlackStart {
        /// The service.
        service: ServiceId,
        /// For how long it is held so.
        span: Span,
    },
    /// Failed requests of a service are not tried again.
    ShedLoad {
        /// The service.
        service: ServiceId,
        /// For how long.
        span: Span,
    },
}

impl Act {
    /// Whether it can be the first strike, from which relative times count.
    #[must_use]
    pub const fn is_strike(&self) -> bool {
        matches!(self, Self::Strike { .. } | Self::StrikeArea { .. })
    }
}

impl Plan {
    /// The earliest strike with a time of its own, from which relative times count (MODEL.md, section 2).
    #[must_use]
    pub fn first_strike(&self) -> Option<SimTime> {
        self.actions
            .iter()
            .filter(|action| action.act.is_strike())
            .filter_map(|action| match action.at {
                When::At(at) => Some(at),
                When::AfterStrike(_) => None,
            })
            .min()
    }

    /// The moment of an action; `None` if it is relative and nothing strikes.
    #[must_use]
    pub fn moment(&self, at: When) -> Option<SimTime> {
        at.after(self.first_strike())
    }

    /// Moves an action to `t`; what counts from the first strike goes on counting from it, and nothing leaves a run of `length`.
    pub fn move_action(&mut self, index: usize, t: SimTime, length: Span) {
        let moves_others = self.actions.get(index).is_some_and(|action| action.act.is_strike());
        let longest_wait = self.actions.iter().map(|action| match action.at {
            When::AfterStrike(span) if moves_others => span.0,
            When::AfterStrike(_) | When::At(_) => 0,
        });
        let t = SimTime(t.0.clamp(0, (length.0 - longest_wait.max().unwrap_or(0)).max(0)));
        let first_strike = self.first_strike();
        if let Some(action) = self.actions.get_mut(index) {
            action.at = match (action.at, first_strike) {
                (When::AfterStrike(_), Some(strike)) => When::AfterStrike(Span((t - strike).0.max(0))),
                (When::At(_) | When::AfterStrike(_), _) => When::At(t),
            };
        }
    }

    /// The plan with something done differently, under the name of that.
    #[must_use]
    pub fn with(&self, what_if: WhatIf) -> Self {
        let mut plan = Self { name: what_if.name, about: String::new(), ..self.clone() };
        plan.measures.extend(what_if.measures);
        plan.actions.extend(what_if.actions);
        plan
    }

    /// Where it parts from the plan among `plans` that it was forked from: where it was forked, or before that if by now the two do
    /// something different there (MODEL.md, section 9).
    #[must_use]
    pub fn divergence(&self, plans: &[Self]) -> Option<Fork> {
        let fork = self.fork?;
        let parent = &plans[fork.parent];
        if !self.taken().eq(parent.taken()) {
            return Some(Fork { at: SimTime::ZERO, ..fork });
        }
        let [own, others] = [self, parent].map(|plan| plan.done_before(fork.at));
        let same = own.iter().zip(&others).take_while(|(own, other)| own == other).count();
        let differs = [own.get(same), others.get(same)].into_iter().flatten().map(|(at, _)| *at).min();
        Some(Fork { at: differs.unwrap_or(fork.at), ..fork })
    }

    /// What is done before `end`, in the order of time.
    fn done_before(&self, end: SimTime) -> Vec<(SimTime, &Act)> {
        let strike = self.first_strike();
        let moments = self.actions.iter().filter_map(|action| Some((action.at.after(strike)?, &action.act)));
        let mut done: Vec<_> = moments.filter(|(at, _)| *at < end).collect();
        done.sort_by_key(|(at, _)| *at);
        done
    }

    /// Whether both do the same, whatever they are called and wherever they come from.
    #[must_use]
    pub fn does_the_same(&self, other: &Self) -> bool {
        self.taken().eq(other.taken()) && self.actions == other.actions
    }

    /// The measures that are taken, in order.
    pub fn taken(&self) -> impl Iterator<Item = &What> {
        self.measures.iter().filter(|measure| !measure.off).map(|measure| &measure.what)
    }

    /// Whether anything is done during the run.
    #[must_use]
    pub fn acts(&self) -> bool {
        !self.actions.is_empty()
    }
}
