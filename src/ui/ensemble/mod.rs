//! Many runs of the chosen plan: their bands behind lanes and plots, and a strip with a dot for each.

mod bands;
mod dots;
mod strip;

pub(in crate::ui) use bands::{behind, lane, room};
pub use strip::strip_ui;

use std::collections::BTreeMap;

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
    pub found: Option<Found>,
}

/// What came out, in the forms in which it is drawn.
#[derive(Debug)]
pub struct Found {
    /// The moments of the bands, in seconds since the start.
    secs: Vec<f64>,
    bands: BTreeMap<Series, Band>,
    /// All runs, those that lost least first.
    runs: Vec<Drawn>,
    lost: Spread<u128>,
    /// Whether the runs differ at all.
    differs: bool,
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
    fn typical(&self) -> &Drawn {
        &self.runs[(self.runs.len() - 1) / 2]
    }

    /// The run that loses most.
    fn worst(&self) -> &Drawn {
        &self.runs[self.runs.len() - 1]
    }
}
