//! The limit that one dependency sets on the health of a service, and the values from which the limit is computed.

use crate::recording::EventId;
use crate::units::{Permille, WHOLE};

/// The greatest health that a dependency allows, and the event that caused this limit. Also used for a health and the event of its last
/// change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The greatest health, in permille.
    pub health: Permille,
    /// The event that caused this value; `None` if no event has changed it yet.
    pub because: Option<EventId>,
}

impl Limit {
    /// Full health, which no event has changed yet.
    pub const NONE: Self = Self { health: WHOLE, because: None };
}

/// The health of the service that is depended on: now, and just before this instant.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub now: Limit,
    pub until_now: Limit,
}

/// How strongly a dependency lowers the health of its service.
#[derive(Clone, Copy, Debug)]
pub struct Pull {
    /// The weight of the dependency, in permille.
    pub weight: u16,
    /// Whether the service and its dependency are on one cycle.
    pub cycle: bool,
    /// Whether the dependency does not count while the service is failed over to its standby.
    pub primary: bool,
    /// Whether the dependency is one of several alternatives.
    pub alternative: bool,
}

impl Pull {
    /// The health that remains for the service, where `felt` is the largest health of the dependency over `grace` (MODEL.md, section 4).
    #[inline]
    pub fn leaves(self, felt: Permille) -> Permille {
        let counts = if self.cycle && felt >= 500 { WHOLE } else { felt };
        if counts == WHOLE || u32::from(self.weight) == WHOLE {
            return counts;
        }
        WHOLE - (u32::from(self.weight) * (WHOLE - counts)).div_ceil(WHOLE)
    }
}
