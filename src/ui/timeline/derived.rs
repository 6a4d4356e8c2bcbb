//! What depends on the run alone, and is therefore made once for each run: flags, lanes and their bars, lines of plots.

use std::sync::Arc;

use super::Tab;
use super::flags::{Flag, flags};
use super::lane_rows::{LaneRow, Seen, rows, seen};
use crate::model::{Id, Scenario, ServiceId};
use crate::study::Run;
use crate::ui::Look;
use crate::ui::plots::Chart;
use crate::units::{Level, SimTime};

/// A stretch of one level.
pub(in crate::ui) type Stretch = (SimTime, SimTime, Level);

/// Everything derived from one run.
#[derive(Debug)]
pub(in crate::ui) struct Derived {
    // Both are held, not only compared by address: an address that is free can be taken by another run.
    run: Arc<Run>,
    scenario: Arc<Scenario>,
    /// All flags, in time order.
    pub flags: Vec<Flag>,
    /// The rows of the lanes.
    pub rows: Vec<LaneRow>,
    /// What was seen of services, by service and time.
    pub seen: Vec<(ServiceId, Seen)>,
    /// Stretches of one level by service, made when they are first shown.
    stretches: Vec<Option<Box<[Stretch]>>>,
    /// Lines of the plots, made when they are first shown.
    charts: [Option<Chart>; 5],
}

impl Derived {
    /// Derives what is shown of the run that is looked at.
    pub fn new(look: &Look<'_>) -> Self {
        let run = look.session.run();
        Self {
            run: Arc::clone(run),
            scenario: Arc::clone(look.session.scenario()),
            flags: flags(run, look.texts),
            rows: rows(look.world, look.recording),
            seen: seen(look.world),
            stretches: vec![None; look.world.services.len()],
            charts: [const { None }; 5],
        }
    }

    /// Whether it was derived from this run.
    pub fn is_of(&self, run: &Arc<Run>) -> bool {
        Arc::ptr_eq(&self.run, run)
    }

    /// Whether it was derived from a run of this scenario.
    pub fn is_of_scenario(&self, scenario: &Arc<Scenario>) -> bool {
        Arc::ptr_eq(&self.scenario, scenario)
    }

    /// The stretches of one level of a service.
    pub fn stretches(&mut self, service: ServiceId) -> &[Stretch] {
        let recording = &self.run.recording;
        self.stretches[service.index()].get_or_insert_with(|| {
            let end = SimTime(recording.length.0);
            recording.services[service].levels(end).collect()
        })
    }

    /// What was seen of a service.
    pub fn seen(&self, service: ServiceId) -> &[(ServiceId, Seen)] {
        let first = self.seen.partition_point(|(of, _)| *of < service);
        let end = self.seen.partition_point(|(of, _)| *of <= service);
        &self.seen[first..end]
    }

    /// The lines of a plot.
    pub fn chart(&mut self, tab: Tab, look: &Look<'_>) -> &mut Chart {
        self.charts[tab as usize].get_or_insert_with(|| Chart::new(tab, look))
    }
}
