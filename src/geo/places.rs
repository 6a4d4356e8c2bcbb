//! Towns and cities of the atlas: names to write on the map.

use super::mercator::{LatLon, WorldPos};

/// What a place is to its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The capital of a country.
    Capital,
    /// The seat of a South Korean province, or a city that is a province itself.
    Seat,
    /// Any other town or city.
    City,
    /// A part of a city that people name on its own.
    District,
}

/// A town or city.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name in Latin letters.
    pub name: String,
    /// The name in Hangul, where one is known.
    pub hangul: Option<String>,
    /// Where it is, in degrees.
    pub at: LatLon,
    /// Where it is on the map.
    pub world: WorldPos,
    /// How many people live there; 0 for a district.
    pub population: u32,
    /// Capital, seat, city or district.
    pub rank: Rank,
    /// The zoom from which the place is worth a name: it is large enough, and no larger one is near.
    pub from_zoom: f32,
}

impl Place {
    /// Is it the capital of a country?
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.rank == Rank::Capital
    }

    /// The name for a reader of Korean (Hangul where known) or of anything else.
    #[must_use]
    pub fn name_in(&self, korean: bool) -> &str {
        if korean { self.hangul.as_deref().unwrap_or(&self.name) } else { &self.name }
    }
}
