//! The lanes and plots of one run, which is the chosen run or the baseline. They are computed when they are first shown, and then kept.

use std::sync::Arc;

use crate::model::{Id, ServiceId};
use crate::study::Run;
use crate::ui::ViewContext;
use crate::ui::plots::Chart;
use crate::ui::time_axis::Tab;
use crate::units::{Level, SimTime};

/// A period in which a service has one level: start, end and level.
pub(in crate::ui) type Stretch = (SimTime, SimTime, Level);

/// The lanes and plots of one run, which is the chosen run or the baseline.
#[derive(Debug)]
pub(in crate::ui) struct Course {
    run: Arc<Run>,
    /// For each service, the periods in which its level is constant; `None` until they are first shown.
    stretches: Vec<Option<Box<[Stretch]>>>,
    /// For each tab, its plot; `None` until it is first shown.
    charts: [Option<Chart>; Tab::ALL.len()],
}

impl Course {
    pub(super) fn new(context: &ViewContext<'_>) -> Self {
        let stretches = vec![None; context.world.services.len()];
        Self { run: Arc::clone(context.run), stretches, charts: [const { None }; Tab::ALL.len()] }
    }

    pub(super) fn is_of(&self, run: &Arc<Run>) -> bool {
        Arc::ptr_eq(&self.run, run)
    }

    /// The periods in which the level of a service is constant, in ascending order of time.
    pub fn stretches(&mut self, service: ServiceId) -> &[Stretch] {
        let recording = &self.run.recording;
        self.stretches[service.index()].get_or_insert_with(|| {
            let end = SimTime(recording.length.0);
            recording.services[service].levels(end).collect()
        })
    }

    /// The plot of a tab for this run, which is the run that `context` draws.
    pub fn chart(&mut self, tab: Tab, context: &ViewContext<'_>) -> &mut Chart {
        self.charts[tab as usize].get_or_insert_with(|| Chart::new(tab, context))
    }
}
