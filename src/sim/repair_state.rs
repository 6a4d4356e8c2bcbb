//! What is kept about damage, crews and faults during a run (MODEL.md, section 3).

use super::crews::Crews;
use super::damage::Damage;
use crate::model::Hazard;
use crate::units::{Permille, SimTime};

/// What is kept about damage, crews and faults during a run.
#[derive(Debug)]
pub struct Repairs {
    /// The condition of each placement; `None` while all its servers are intact and without fault.
    pub damages: Vec<Option<Box<Damage>>>,
    /// The crews; `None` if nothing can be damaged.
    pub crews: Option<Crews>,
    /// For each strike, the largest share of its steps so far.
    pub reached: Vec<Permille>,
    /// The placements of which something changed in this instant, in the order of the changes.
    pub changed: Vec<u32>,
}

impl Repairs {
    pub fn new(crews: Option<Crews>, strikes: usize, placements: usize) -> Self {
        Self { damages: vec![None; placements], crews, reached: vec![0; strikes], changed: Vec::new() }
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
