//! The level of a service: Up, Degraded or Down.

use super::Permille;

/// The level of a service, which follows from its health (MODEL.md, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A health below 500 permille. A period with this level is a blackout.
    Down,
    /// A health from 500 to 949 permille.
    Degraded,
    /// A health of at least 950 permille.
    Up,
}

impl Level {
    /// The level of a service with this health, in permille.
    #[must_use]
    pub const fn of(health: Permille) -> Self {
        match health {
            0..500 => Self::Down,
            500..950 => Self::Degraded,
            _ => Self::Up,
        }
    }
}
