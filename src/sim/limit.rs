//! What one dependency does to the health of a service: what is needed of the other one, how far it pulls, and the limit that follows.

use crate::recording::EventId;
use crate::units::{Permille, WHOLE};

/// The health that a dependency allows, and the event that set it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Greatest health.
    pub health: Permille,
    /// What had set it; `None` if nothing ever did.
    pub because: Option<EventId>,
}

impl Limit {
    /// Nothing is held down, and nothing ever was.
    pub const NONE: Self = Self { health: WHOLE, because: None };
}

/// The health of what is needed: at this moment, and until this instant.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub now: Limit,
    pub until_now: Limit,
}

/// How far a dependency takes its service down.
#[derive(Clone, Copy, Debug)]
pub struct Pull {
    /// In permille.
    pub weight: u16,
    /// Whether both are on one cycle of dependencies.
    pub cycle: bool,
}

impl Pull {
    /// The health that is left by what is felt of the target (MODEL.md, section 4).
    pub fn leaves(self, felt: Permille) -> Permille {
        let counts = if self.cycle && felt >= 500 { WHOLE } else { felt };
        WHOLE - (u32::from(self.weight) * (WHOLE - counts)).div_ceil(WHOLE)
    }
}
