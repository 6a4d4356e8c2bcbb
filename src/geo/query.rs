//! Takes a text for a place apart, such as `Springfield, Illinois`: the name of a town, and countries or regions that the town is in.

use super::atlas::Atlas;
use super::places::Place;
use crate::text::Search;

/// What a text for a place says.
#[derive(Clone, Debug)]
pub struct PlaceQuery<'t> {
    town: &'t str,
    within: Vec<Within<'t>>,
}

/// A country or region behind a comma, or a part of its name.
#[derive(Clone, Debug)]
struct Within<'t> {
    name: &'t str,
    search: Search,
}

impl<'t> PlaceQuery<'t> {
    /// Takes a text apart at its commas.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut parts = text.split([',', '，']).map(str::trim);
        let town = parts.next().unwrap_or_default();
        let within = parts.filter(|part| !part.is_empty()).map(|name| Within { name, search: Search::of(name) });
        Self { town, within: within.collect() }
    }

    /// The name of the town, or a part of it.
    #[must_use]
    pub const fn town(&self) -> &'t str {
        self.town
    }

    /// Whether a place is in all countries and regions of the text, each of which is written completely.
    #[must_use]
    pub fn is_in(&self, place: &Place) -> bool {
        self.within.iter().all(|within| place.is_in(within.name))
    }

    /// Whether a place may be in all countries and regions of the text, of each of which a part may be written.
    #[must_use]
    pub fn may_be_in(&self, place: &Place) -> bool {
        self.within.iter().all(|within| place.is_in(within.name) || place.may_be_in(&within.search))
    }

    /// The same, but where a country or region has the whole name or code that is written, only places in it: `CA` is California or Canada, and no
    /// part of Costa Rica.
    #[must_use]
    pub fn fits(&self, place: &Place) -> bool {
        let has_region = |name: &str| Atlas::bundled().has_region(name);
        self.may_be_in(place) && self.within.iter().all(|within| place.is_in(within.name) || !has_region(within.name))
    }

    /// Whether countries or regions are written behind the town.
    #[must_use]
    pub const fn is_narrowed(&self) -> bool {
        !self.within.is_empty()
    }

    /// Keeps only the countries and regions for which this is true.
    pub fn retain(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.within.retain(|within| is_kept(within.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_commas() {
        let mut query = PlaceQuery::of(" Springfield,Illinois , , United States，");
        assert_eq!(query.town(), "Springfield");
        assert_eq!(query.within.iter().map(|within| within.name).collect::<Vec<_>>(), ["Illinois", "United States"]);
        query.retain(|name| name == "Illinois");
        assert_eq!(query.within.len(), 1);
        assert_eq!((PlaceQuery::of("").town(), PlaceQuery::of(", France").town()), ("", ""));
    }

    #[test]
    fn a_place_is_in_its_country_and_region_by_any_of_their_names() {
        let town = Atlas::bundled().places().iter().find(|place| place.name == "Springfield" && place.is_in("IL"));
        let town = town.expect("it is on the map");
        for text in ["x", "x,", "x, us", "x, USA", "x, United States", "x, 미국", "x, illinois, US", "x, 일리노이"]
        {
            assert!(PlaceQuery::of(text).is_in(town), "{text}");
        }
        for text in ["x, uni", "x, Ohio", "x, Illinois, France", "x, 미", "x, Springfield"] {
            assert!(!PlaceQuery::of(text).is_in(town), "{text}");
        }
        for text in ["x, uni", "x, ill, states", "x, 미", "x, 일ㄹ"] {
            assert!(PlaceQuery::of(text).may_be_in(town), "{text}");
        }
        assert!(!PlaceQuery::of("x, Ohio").may_be_in(town));
        // "in" is a part of "Illinois", and the code of Indiana and India.
        assert!(PlaceQuery::of("x, in").may_be_in(town) && !PlaceQuery::of("x, in").fits(town));
        assert!(PlaceQuery::of("x, il, uni").fits(town) && PlaceQuery::of("x").fits(town));
    }
}
