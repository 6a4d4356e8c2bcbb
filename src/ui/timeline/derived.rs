//! What depends on runs alone, and is therefore made once for each: flags, lanes and their bars, lines of plots; and where two of them part.

use std::sync::Arc;

use super::Tab;
use super::flags::{Flag, flags};
use super::folds::Folds;
use super::lane_rows::{Arrangement, Lanes};
use super::seen::{Seen, seen};
use crate::model::{Id, Scenario, ServiceId};
use crate::study::Run;
use crate::ui::ViewContext;
use crate::ui::plots::Chart;
use crate::units::{Level, SimTime};

/// A stretch of one level.
pub(in crate::ui) type Stretch = (SimTime, SimTime, Level);

/// Everything derived from one run.
#[derive(Debug)]
pub(in crate::ui) struct Derived {
    // Scenario and run are held, not only compared by address: an address that is free can be taken by another.
    scenario: Arc<Scenario>,
    /// All flags, in time order.
    pub flags: Vec<Flag>,
    /// The lanes as they are arranged.
    pub lanes: Option<Lanes>,
    /// What was seen of services, by service and time.
    pub seen: Vec<(ServiceId, Seen)>,
    /// Hours in which no share is traded.
    pub folds: Arc<Folds>,
    /// Its lanes and plots.
    pub course: Course,
}

/// The lanes and plots of a run, be it the chosen one or the one beside it.
#[derive(Debug)]
pub(in crate::ui) struct Course {
    run: Arc<Run>,
    /// Stretches of one level by service, made when they are first shown.
    stretches: Vec<Option<Box<[Stretch]>>>,
    /// Lines of the plots, made when they are first shown.
    charts: [Option<Chart>; Tab::ALL.len()],
}

/// The run that lies beside the chosen one.
#[derive(Debug)]
pub(in crate::ui) struct Other {
    chosen: Arc<Run>,
    /// Its lanes and plots.
    pub course: Course,
    /// The first moment at which sites or services differ in the two.
    pub parted: Option<SimTime>,
}

impl Other {
    /// What is shown of the run of `baseline` beside that of `context`; derived again only if one of them is another one.
    pub fn of(context: &ViewContext<'_>, baseline: &ViewContext<'_>, before: Option<Self>) -> Self {
        let kept = before.filter(|own| Arc::ptr_eq(&own.chosen, context.run) && own.course.is_of(baseline.run));
        kept.unwrap_or_else(|| Self {
            chosen: Arc::clone(context.run),
            course: Course::new(baseline),
            parted: parted(context, baseline),
        })
    }
}

/// The first moment at which sites or services differ in two runs.
fn parted(context: &ViewContext<'_>, baseline: &ViewContext<'_>) -> Option<SimTime> {
    let (is, was) = (context.recording, baseline.recording);
    let sites = context.world.sites.ids().filter_map(|id| Some((id, baseline.site(context, id)?)));
    let sites = sites.filter_map(|(own, other)| is.sites[own].dark.diverges_at(&was.sites[other].dark));
    let services = context.world.services.ids().filter_map(|id| Some((id, baseline.service(context, id)?)));
    let services = services.filter_map(|(own, other)| is.services[own].health.diverges_at(&was.services[other].health));
    sites.chain(services).min()
}

impl Derived {
    /// Derives what is shown of the run that is looked at.
    pub fn new(context: &ViewContext<'_>) -> Self {
        let run = context.run;
        Self {
            scenario: Arc::clone(context.session.scenario()),
            flags: flags(run, context.texts),
            lanes: None,
            seen: seen(context.world),
            folds: Arc::new(Folds::closed_hours(context.world)),
            course: Course::new(context),
        }
    }

    /// Whether it was derived from this run.
    pub fn is_of(&self, run: &Arc<Run>) -> bool {
        self.course.is_of(run)
    }

    /// Whether it was derived from a run of this scenario.
    pub fn is_of_scenario(&self, scenario: &Arc<Scenario>) -> bool {
        Arc::ptr_eq(&self.scenario, scenario)
    }

    /// Arranges the lanes, if they are not so already.
    pub fn arrange(&mut self, context: &ViewContext<'_>, arrangement: &Arrangement) {
        self.lanes = Some(Lanes::of(context, arrangement, self.lanes.take()));
    }

    /// What was seen of a service.
    pub fn seen(&self, service: ServiceId) -> &[(ServiceId, Seen)] {
        let first = self.seen.partition_point(|(of, _)| *of < service);
        let end = self.seen.partition_point(|(of, _)| *of <= service);
        &self.seen[first..end]
    }
}

impl Course {
    fn new(context: &ViewContext<'_>) -> Self {
        let stretches = vec![None; context.world.services.len()];
        Self { run: Arc::clone(context.run), stretches, charts: [const { None }; Tab::ALL.len()] }
    }

    fn is_of(&self, run: &Arc<Run>) -> bool {
        Arc::ptr_eq(&self.run, run)
    }

    /// The stretches of one level of a service.
    pub fn stretches(&mut self, service: ServiceId) -> &[Stretch] {
        let recording = &self.run.recording;
        self.stretches[service.index()].get_or_insert_with(|| {
            let end = SimTime(recording.length.0);
            recording.services[service].levels(end).collect()
        })
    }

    /// The lines of a plot.
    pub fn chart(&mut self, tab: Tab, context: &ViewContext<'_>) -> &mut Chart {
        self.charts[tab as usize].get_or_insert_with(|| Chart::new(tab, context))
    }
}
