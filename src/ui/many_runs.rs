//! Many runs of the chosen plan as they are drawn: how far they are, and once all are made their bands, their dots and what they lose.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Scenario;
use crate::study::ensemble::{Band, Drawn, Ensemble, Series, Spread};

/// Many runs, as far as they are made.
#[derive(Debug)]
pub struct Many {
    /// How many are wanted.
    pub runs: u32,
    /// How many are made.
    pub made: u64,
    /// What came out, once all are made.
    pub found: Option<Arc<Found>>,
}

/// What came out, in the forms in which it is drawn.
#[derive(Debug)]
pub struct Found {
    /// The moments of the bands, in seconds since the start.
    pub(super) secs: Vec<f64>,
    pub(super) bands: BTreeMap<Series, Band>,
    /// All runs, those that lost least first.
    pub(super) runs: Vec<Drawn>,
    pub(super) lost: Spread<u128>,
    /// Whether the runs differ at all.
    pub(super) differs: bool,
}

impl Found {
    /// What came out of the runs of a world.
    #[must_use]
    pub fn new(ensemble: Ensemble, world: &Scenario) -> Self {
        let bands = ensemble.bands(world);
        let (lost, differs) = (ensemble.lost(), ensemble.runs.windows(2).any(|pair| pair[0].differs(&pair[1])));
        let secs = ensemble.counts.secs.iter().map(|secs| *secs as f64).collect();
        let mut runs = ensemble.runs;
        runs.sort_by_key(|run| (run.lost_user_millisecs, run.seed));
        Self { secs, bands, runs, lost, differs }
    }

    /// The run that half of all runs lose no more than.
    pub(super) fn typical(&self) -> &Drawn {
        &self.runs[(self.runs.len() - 1) / 2]
    }

    /// The run that loses most.
    pub(super) fn worst(&self) -> &Drawn {
        &self.runs[self.runs.len() - 1]
    }
}
