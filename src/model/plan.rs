//! Plans: what people do before and during a run. A plan is a plain value, so changes of it can be undone, and it can be saved and compared
//! with another plan.

use super::measure::{Measure, What};
use super::scenario::LatLon;
use super::table::{CompanyId, HazardId, ServiceId, SiteId};
use crate::units::{SimTime, Span};

/// A plan: measures before the run, and actions during it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The name of the plan, which is unique in a scenario.
    pub name: String,
    /// A short description of the plan.
    pub about: String,
    /// The measures that change the world before time 0, in order.
    pub measures: Vec<Measure>,
    /// The actions during the run, in file order.
    pub actions: Vec<Action>,
    /// The plan from which this one was forked; `None` if it was not forked, or if that plan no longer exists.
    pub fork: Option<Fork>,
    /// The time from which relative times are measured; `None` for the first strike.
    pub zero: Option<SimTime>,
}

/// The origin of a forked plan (a "what if").
///
/// A forked plan contains all of its own measures and actions, so it does not change when its parent changes or is removed.
/// [`Plan::divergence`] returns the time from which the two plans differ at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The plan from which this one was forked, as an index into the scenario's plans.
    pub parent: usize,
    /// The time of the fork. When the fork was made, both plans were the same before this time.
    pub at: SimTime,
}

/// What a fork adds to the plan from which it is forked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// The name of the new plan.
    pub name: String,
    /// The measures that are added after those of the original plan.
    pub measures: Vec<Measure>,
    /// The actions that are added to those of the original plan.
    pub actions: Vec<Action>,
}

/// The time at which an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A fixed time of the run.
    At(SimTime),
    /// A duration after the plan's `zero` or, without it, after the first strike of the plan.
    AfterStrike(Span),
}

impl When {
    /// Converts this to a time of the run. `strike` is the time from which relative times are measured. `None` if this time is relative and
    /// there is no such time.
    fn after(self, strike: Option<SimTime>) -> Option<SimTime> {
        match self {
            Self::At(at) => Some(at),
            Self::AfterStrike(span) => strike.map(|strike| strike + span),
        }
    }
}

/// One action of a plan, with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The time at which the action is done.
    pub at: When,
    /// What is done.
    pub act: Act,
}

/// What an action of a plan does (MODEL.md, section 9).
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A hazard hits a site.
    Strike {
        /// The site that is hit.
        site: SiteId,
        /// The hazard; `None` for the site's own hazard.
        hazard: Option<HazardId>,
    },
    /// A hazard hits every site within a great-circle distance.
    StrikeArea {
        /// The centre of the area.
        at: LatLon,
        /// The radius of the area in kilometres; a site at exactly this distance is hit.
        radius_km: f64,
        /// The hazard; `None` for each site's own hazard.
        hazard: Option<HazardId>,
    },
    /// A hazard hits a service itself: a fault, which darkens nothing.
    StrikeService {
        /// The service that is hit.
        service: ServiceId,
        /// The site at which the service is hit; `None` for all its servers.
        site: Option<SiteId>,
        /// The hazard.
        hazard: HazardId,
    },
    /// People end the strikes that are running on a service.
    Resolve {
        /// The service whose strikes end.
        service: ServiceId,
        /// Only strikes that were made with this site end; `None` for all.
        site: Option<SiteId>,
    },
    /// The number of people who repair the servers of a company changes.
    Crew {
        /// The company.
        company: CompanyId,
        /// The number of people from now on.
        size: u64,
    },
    /// A line of the log, which does nothing.
    Log {
        /// What the line says.
        title: String,
    },
    /// People end all strikes that are running at a site.
    Extinguish {
        /// The site at which strikes end.
        site: SiteId,
    },
    /// People start a manual failover of a service to its standby.
    FailOver {
        /// The service that fails over.
        service: ServiceId,
    },
    /// People start a service without its dependencies.
    BlackStart {
        /// The service that is started.
        service: ServiceId,
        /// How long the service runs without its dependencies.
        span: Span,
    },
    /// Load shedding: failed requests to a service are not tried again.
    ShedLoad {
        /// The service whose requests are not tried again.
        service: ServiceId,
        /// How long load shedding lasts.
        span: Span,
    },
}

impl Act {
    /// Whether the action is a strike. Relative times are measured from the first strike of the plan.
    #[must_use]
    pub const fn is_strike(&self) -> bool {
        matches!(self, Self::Strike { .. } | Self::StrikeArea { .. } | Self::StrikeService { .. })
    }
}

impl Plan {
    /// The time from which relative times are measured: the plan's `zero` or, without it, the first strike (MODEL.md, section 9). `None` if
    /// there is neither.
    #[must_use]
    pub fn zero(&self) -> Option<SimTime> {
        self.zero.or_else(|| self.first_strike())
    }

    /// The time of the earliest strike that has a fixed time (MODEL.md, section 2). `None` if there is no such strike.
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

    /// Converts `at`, the time of an action, to a time of the run. `None` if `at` is relative and the plan has no strike.
    #[must_use]
    pub fn moment(&self, at: When) -> Option<SimTime> {
        match at {
            When::At(at) => Some(at),
            When::AfterStrike(_) => at.after(self.zero()),
        }
    }

    /// The actions in file order, each with its index and its time in the run, as [`Self::moment`] gives it. Each call of `moment` looks for
    /// the first strike among all actions; this looks for it once.
    pub fn timed_actions(&self) -> impl ExactSizeIterator<Item = (usize, Option<SimTime>, &Action)> + Clone {
        let zero = self.zero();
        self.actions.iter().enumerate().map(move |(index, action)| (index, action.at.after(zero), action))
    }

    /// Moves the action at `index` to the time `t`. A relative time stays relative to the first strike. `t` is limited so that this action,
    /// and all actions that move with it, stay within the run, whose length is `length`.
    pub fn move_action(&mut self, index: usize, t: SimTime, length: Span) {
        let moves_others = self.zero.is_none() && self.actions.get(index).is_some_and(|action| action.act.is_strike());
        let longest_wait = self.actions.iter().map(|action| match action.at {
            When::AfterStrike(span) if moves_others => span.0,
            When::AfterStrike(_) | When::At(_) => 0,
        });
        let t = SimTime(t.0.clamp(0, (length.0 - longest_wait.max().unwrap_or(0)).max(0)));
        let zero = self.zero();
        if let Some(action) = self.actions.get_mut(index) {
            action.at = match (action.at, zero) {
                (When::AfterStrike(_), Some(zero)) => When::AfterStrike(Span((t - zero).0.max(0))),
                (When::At(_) | When::AfterStrike(_), _) => When::At(t),
            };
        }
    }

    /// Returns a copy of the plan with the additions and the name of `what_if`.
    #[must_use]
    pub fn with(&self, what_if: WhatIf) -> Self {
        let mut plan = Self { name: what_if.name, about: String::new(), ..self.clone() };
        plan.measures.extend(what_if.measures);
        plan.actions.extend(what_if.actions);
        plan
    }

    /// The parent of this plan and the time at which the two plans diverge. This is the time of the fork, or an earlier time if the plans
    /// were changed before the fork (MODEL.md, section 9). `plans` are all plans of the scenario. `None` if the plan was not forked.
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

    /// The actions before `end` with their times, in order of time.
    fn done_before(&self, end: SimTime) -> Vec<(SimTime, &Act)> {
        let strike = self.zero();
        let moments = self.actions.iter().filter_map(|action| Some((action.at.after(strike)?, &action.act)));
        let mut done: Vec<_> = moments.filter(|(at, _)| *at < end).collect();
        done.sort_by_key(|(at, _)| *at);
        done
    }

    /// Whether both plans have the same measures (without those that are off) and the same actions. Names, descriptions and forks are not
    /// compared.
    #[must_use]
    pub fn does_the_same(&self, other: &Self) -> bool {
        self.taken().eq(other.taken()) && self.actions == other.actions && self.zero == other.zero
    }

    /// The measures that are not off, in order.
    pub fn taken(&self) -> impl Iterator<Item = &What> {
        self.measures.iter().filter(|measure| !measure.off).map(|measure| &measure.what)
    }

    /// Whether the plan contains any action.
    #[must_use]
    pub fn acts(&self) -> bool {
        !self.actions.is_empty()
    }
}
