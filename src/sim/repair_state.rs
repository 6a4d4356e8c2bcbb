//! What is kept about damage, crews and faults during a run (MODEL.md, section 3).

use super::crews::{Crews, Settled};
use super::damage::Damages;
use crate::model::Hazard;
use crate::units::{Permille, SimTime};

/// What is kept about damage, crews and faults during a run.
#[derive(Debug)]
pub struct Repairs {
    /// The condition of the placements.
    pub damages: Damages,
    /// The crews; `None` if nothing can be damaged.
    pub crews: Option<Crews>,
    /// For each strike, the largest share of its steps so far.
    pub reached: Vec<Permille>,
    /// The placements of which something changed in this instant, in the order of the changes.
    pub changed: Vec<u32>,
    /// What became different when the crews were put last; kept for its memory.
    pub settled: Settled,
}

impl Repairs {
    pub fn new(crews: Option<Crews>, strikes: usize, placements: usize) -> Self {
        let (damages, reached) = (Damages::new(placements), vec![0; strikes]);
        Self { damages, crews, reached, changed: Vec::new(), settled: Settled::default() }
    }

    /// When the next server is repaired; `None` if none is being repaired.
    pub fn next_at(&self) -> Option<SimTime> {
        self.crews.as_ref().and_then(Crews::next_at)
    }
}

/// Whether a strike of this hazard can damage or destroy servers.
pub const fn breaks(hazard: &Hazard) -> bool {
    hazard.damages > 0 || hazard.destroys > 0
}
