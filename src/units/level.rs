//! How well a service is, in the three words that people use.

use super::Permille;

/// Level of a service by its health (MODEL.md, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Health below 500 permille: a blackout.
    Down,
    /// Health from 500 to 949 permille.
    Degraded,
    /// Health of at least 950 permille.
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
