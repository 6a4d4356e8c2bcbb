//! Towns and cities of the atlas, whose names are written on the map.

use super::mercator::{LatLon, WorldPos};

/// The importance of a place in its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The capital of a country.
    Capital,
    /// The seat of a South Korean province, or a city that is a province itself.
    Seat,
    /// Any other town or city.
    City,
    /// A part of a city with a well-known name of its own.
    District,
}

/// A town, city or district.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name in Latin letters.
    pub name: String,
    /// The name in Hangul, if it is known.
    pub hangul: Option<String>,
    /// The position of the place in degrees.
    pub at: LatLon,
    /// The position of the place on the map.
    pub world: WorldPos,
    /// How many people live there; 0 for a district.
    pub population: u32,
    /// Whether the place is a capital, a seat, a city or a district.
    pub rank: Rank,
    /// The smallest zoom at which the name is shown. It depends on the size of the place, and on larger places near it.
    pub from_zoom: f32,
}

impl Place {
    /// Whether the place is the capital of a country.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.rank == Rank::Capital
    }

    /// The name for a reader of Korean (in Hangul if it is known), or for a reader of any other language.
    #[must_use]
    pub fn name_in(&self, korean: bool) -> &str {
        if korean { self.hangul.as_deref().unwrap_or(&self.name) } else { &self.name }
    }
}
