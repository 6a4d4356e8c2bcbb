//! The lanes and plots of one run, be it the chosen one or its baseline: made when they are first shown, and kept.

use std::sync::Arc;

use crate::model::{Id, ServiceId};
use crate::study::Run;
use crate::ui::ViewContext;
use crate::ui::plots::Chart;
use crate::ui::time_axis::Tab;
use crate::units::{Level, SimTime};

/// A stretch of one level.
pub(in crate::ui) type Stretch = (SimTime, SimTime, Level);

/// The lanes and plots of a run, be it the chosen one or the one beside it.
#[derive(Debug)]
pub(in crate::ui) struct Course {
    run: Arc<Run>,
    /// Stretches of one level by service, made when they are first shown.
    stretches: Vec<Option<Box<[Stretch]>>>,
    /// Lines of the plots, made when they are first shown.
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
