//! The values that the timeline computes once per run: the flags, the lanes with their bars, the plots, and the time at which the
//! chosen run and the baseline diverge.

mod course;
mod divergences;
mod flags;
mod lane_groups;
mod lane_rows;
mod observed;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub(super) use self::course::{Course, Stretch};
pub(super) use self::divergences::{Divergence, Divergences};
pub(super) use self::flags::{Flag, FlagKind, flags};
pub(super) use self::lane_groups::{GroupBy, GroupKey, Order};
pub(super) use self::lane_rows::{Arrangement, Group, LaneRow, Lanes, ROW_HEIGHT};
pub(super) use self::observed::{Seen, seen};
use crate::model::{Scenario, ServiceId};
use crate::session::Session;
use crate::study::Run;
use crate::text::Language;
use crate::ui::ViewContext;
use crate::ui::time_axis::Folds;
use crate::units::SimTime;

/// The values that are computed from the run that is drawn.
#[derive(Debug)]
pub(in crate::ui) struct Derived {
    /// The scenario of the session when these values were computed, and the number (`world`) by which the session identifies it.
    scenario: Arc<Scenario>,
    world: u64,
    language: Language,
    /// All flags, in time order.
    pub flags: Vec<Flag>,
    /// The lanes in the present arrangement; `None` until they are arranged for the first time.
    pub lanes: Option<Lanes>,
    /// The observations of services, sorted by service and time.
    pub seen: Vec<(ServiceId, Seen)>,
    /// The hours in which no share is traded.
    pub folds: Arc<Folds>,
    /// The lanes and plots of the run.
    pub course: Course,
}

/// The values that are computed from the baseline.
#[derive(Debug)]
pub(in crate::ui) struct BaselineDerived {
    chosen: Arc<Run>,
    language: Language,
    /// Its lanes and plots.
    pub course: Course,
    /// The first time at which sites or services differ between the chosen run and the baseline; `None` if they never differ.
    pub runs_diverge_at: Option<SimTime>,
}

impl BaselineDerived {
    /// The values for the run of `baseline`, compared with the run of `context`. `before` is kept if neither of the two runs has
    /// changed.
    pub fn of(context: &ViewContext<'_>, baseline: &ViewContext<'_>, before: Option<Self>) -> Self {
        let language = context.texts.language();
        let is_of = |own: &Self| {
            Arc::ptr_eq(&own.chosen, context.run) && own.course.is_of(baseline.run) && own.language == language
        };
        let kept = before.filter(is_of);
        kept.unwrap_or_else(|| Self {
            chosen: Arc::clone(context.run),
            language,
            course: Course::new(baseline),
            runs_diverge_at: diverges_at(context, baseline),
        })
    }
}

/// The first time at which sites or services differ between two runs; `None` if they never differ.
fn diverges_at(context: &ViewContext<'_>, baseline: &ViewContext<'_>) -> Option<SimTime> {
    let (is, was) = (context.recording, baseline.recording);
    let sites = context.world.sites.ids().filter_map(|id| Some((id, baseline.site(context, id)?)));
    let sites = sites.filter_map(|(own, other)| is.sites[own].dark.diverges_at(&was.sites[other].dark));
    let services = context.world.services.ids().filter_map(|id| Some((id, baseline.service(context, id)?)));
    let services = services.filter_map(|(own, other)| is.services[own].health.diverges_at(&was.services[other].health));
    sites.chain(services).min()
}

impl Derived {
    /// Computes the values of the run that is drawn, but not yet the lanes.
    pub fn new(context: &ViewContext<'_>) -> Self {
        let run = context.run;
        Self {
            scenario: Arc::clone(context.session.scenario()),
            world: context.session.world_number(),
            language: context.texts.language(),
            flags: flags(run, context.localized, context.texts),
            lanes: None,
            seen: seen(context.world),
            folds: Arc::new(Folds::closed_hours(context.world)),
            course: Course::new(context),
        }
    }

    /// Whether it was derived from the run that is looked at, in the language of the window.
    pub fn is_of(&self, context: &ViewContext<'_>) -> bool {
        self.course.is_of(context.run) && self.language == context.texts.language()
    }

    /// The scenario of the session when these values were computed, if the session has another scenario now; otherwise `None`.
    pub fn scenario_before(&self, session: &Session) -> Option<&Arc<Scenario>> {
        (self.world != session.world_number()).then_some(&self.scenario)
    }

    /// Arranges the lanes again if the arrangement or the run has changed.
    pub fn arrange(&mut self, context: &ViewContext<'_>, arrangement: &Arrangement) {
        self.lanes = Some(Lanes::of(context, arrangement, self.lanes.take()));
    }

    /// The observations of a service, sorted by time.
    pub fn seen(&self, service: ServiceId) -> &[(ServiceId, Seen)] {
        let first = self.seen.partition_point(|(of, _)| *of < service);
        let end = self.seen.partition_point(|(of, _)| *of <= service);
        &self.seen[first..end]
    }
}
