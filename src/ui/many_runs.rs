//! The results of many Monte Carlo runs of the chosen plan, as the views draw them: the progress, and the bands, dots and losses of the
//! runs that are finished.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Scenario;
use crate::study::ensemble::{Band, Drawn, Ensemble, Series, Spread};
use crate::text::Saying;

/// Many Monte Carlo runs of the chosen plan, and how many of them are finished.
#[derive(Debug)]
pub struct Many {
    /// The number of runs that were asked for.
    pub runs: u32,
    /// The number of runs that are finished.
    pub made: u64,
    /// The results of the runs that were finished at some time; `None` before the first are.
    pub found: Option<Arc<Found>>,
    /// Why there are no results, if the runs cannot be made.
    pub refused: Option<Saying>,
}

/// The results of many runs, prepared for drawing.
#[derive(Debug)]
pub struct Found {
    /// The times at which the bands have values, in seconds since the start.
    pub(super) secs: Vec<f64>,
    pub(super) bands: BTreeMap<Series, Band>,
    /// All runs, sorted by loss, the smallest loss first.
    pub(super) runs: Vec<Drawn>,
    pub(super) lost: Spread<u128>,
    /// Whether at least two runs have different results.
    pub(super) differs: bool,
}

impl Many {
    /// The results, if they are those of all runs.
    #[must_use]
    pub(super) fn whole(&self) -> Option<&Found> {
        self.found.as_deref().filter(|found| found.count() as u64 >= u64::from(self.runs))
    }
}

impl Found {
    /// Prepares the results of the runs of a world for drawing.
    #[must_use]
    pub fn new(ensemble: Ensemble, world: &Scenario) -> Self {
        let bands = ensemble.bands(world);
        let (lost, differs) = (ensemble.lost(), ensemble.runs.windows(2).any(|pair| pair[0].differs(&pair[1])));
        let secs = ensemble.counts.secs.iter().map(|secs| *secs as f64).collect();
        let mut runs = ensemble.runs;
        runs.sort_by_key(|run| (run.lost_user_millisecs, run.seed));
        Self { secs, bands, runs, lost, differs }
    }

    /// The number of runs.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.runs.len()
    }

    /// The run with the median loss.
    pub(super) fn typical(&self) -> &Drawn {
        &self.runs[(self.runs.len() - 1) / 2]
    }

    /// The run with the largest loss.
    pub(super) fn worst(&self) -> &Drawn {
        &self.runs[self.runs.len() - 1]
    }
}
