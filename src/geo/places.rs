//! Towns and cities of the atlas, whose names are written on the map.

use std::sync::Arc;

use super::countries::{Country, Region};
use super::mercator::{LatLon, WorldPos};
use crate::text::Search;

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
    /// The country that the place is in.
    pub country: Arc<Country>,
    /// The region of the country, if it is known.
    pub region: Option<Arc<Region>>,
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

    /// The name of the region for a reader of Korean or of any other language, if it is known.
    #[must_use]
    pub fn region_in(&self, korean: bool) -> Option<&str> {
        self.region.as_deref().map(|region| region.name_in(korean))
    }

    /// Whether this is a whole name, or a code, of the country or the region of the place.
    #[must_use]
    pub fn is_in(&self, name: &str) -> bool {
        self.country.is_called(name) || self.region.as_deref().is_some_and(|region| region.is_called(name))
    }

    /// Whether the name of the country or of the region of the place contains what was typed.
    #[must_use]
    pub fn may_be_in(&self, typed: &Search) -> bool {
        let of_region = self.region.as_deref().into_iter().flat_map(Region::names);
        self.country.names().chain(of_region).any(|name| typed.finds(name))
    }
}
