//! What people do: a plan is a value, so that it can be undone, saved and laid beside another.

use super::measure::Measure;
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
}

/// When an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At a moment of the run.
    At(SimTime),
    /// So long after the plan's first strike.
    AfterStrike(Span),
}

/// One thing done at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// When.
    pub at: When,
    /// What.
    pub act: Act,
}

/// What can be done (model, section 9).
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
    /// The earliest strike with a time of its own, from which relative times count.
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
        match at {
            When::At(at) => Some(at),
            When::AfterStrike(span) => self.first_strike().map(|strike| strike + span),
        }
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

    /// Whether anything is done during the run.
    #[must_use]
    pub fn acts(&self) -> bool {
        !self.actions.is_empty()
    }
}
