//! Finds the towns of the atlas that share a name, and what tells them apart: the country, the region, or the position.

use std::collections::HashMap;
use std::fmt;

use super::mercator::LatLon;
use super::places::Place;
use crate::text::name_key;

/// Where a town is, in as many words as tell it apart from the others of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whereabouts<'a> {
    /// The region, if several towns of the country have the name.
    pub region: Option<&'a str>,
    /// The country.
    pub country: &'a str,
    /// The position, if not even the region tells the town from the others.
    pub at: Option<LatLon>,
}

impl fmt::Display for Whereabouts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(region) = self.region {
            write!(f, "{region}, ")?;
        }
        f.write_str(self.country)?;
        match self.at {
            Some(LatLon { lat, lon }) => write!(f, " ({lat:.2}, {lon:.2})"),
            None => Ok(()),
        }
    }
}

/// The places that share a name, by their indices.
#[derive(Debug)]
pub(super) struct Namesakes {
    /// For the names that readers of Korean see, and for those that all others see.
    korean: HashMap<String, Vec<usize>>,
    latin: HashMap<String, Vec<usize>>,
}

impl Namesakes {
    /// Finds the names that several of these places have, apart from capital letters and accents.
    pub(super) fn of(places: &[Place]) -> Self {
        let shared = |korean: bool| {
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, place) in places.iter().enumerate() {
                by_name.entry(name_key(place.name_in(korean))).or_default().push(index);
            }
            by_name.retain(|_, indices| indices.len() > 1);
            by_name
        };
        Self { korean: shared(true), latin: shared(false) }
    }

    /// The indices of all places that have the name of this one, or none if it shares its name with no other.
    pub(super) fn of_place(&self, place: &Place, korean: bool) -> &[usize] {
        let by_name = if korean { &self.korean } else { &self.latin };
        by_name.get(&name_key(place.name_in(korean))).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Where a place is, in as many words as tell it apart from these others of its name. It may be one of them.
pub(super) fn whereabouts<'a>(place: &'a Place, same: &[&Place], korean: bool) -> Whereabouts<'a> {
    let country = place.country.name_in(korean);
    let is_other = |other: &&&Place| other.country == place.country && other.at != place.at;
    let others: Vec<&&Place> = same.iter().filter(is_other).collect();
    if others.is_empty() {
        return Whereabouts { region: None, country, at: None };
    }
    let region = place.region_in(korean);
    let is_told = region.is_some() && others.iter().all(|other| other.region_in(korean) != region);
    Whereabouts { region, country, at: (!is_told).then_some(place.at) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::atlas::Atlas;
    use super::*;

    fn places(name: &str) -> impl Iterator<Item = &'static Place> {
        Atlas::bundled().places().iter().filter(move |place| place.name == name)
    }

    fn said(name: &str, korean: bool) -> Vec<String> {
        places(name).map(|place| Atlas::bundled().whereabouts(place, korean).to_string()).collect()
    }

    #[test]
    fn a_town_is_told_by_its_country_and_by_its_region_only_where_it_must_be() {
        assert_eq!(said("Kassel", false), ["Germany"]);
        assert_eq!(said("Kassel", true), ["독일"]);
        let springfields = said("Springfield", false);
        assert_eq!(springfields.len(), 5);
        assert!(springfields.iter().any(|words| words == "Illinois, United States"), "{springfields:?}");
        assert!(said("Springfield", true).iter().any(|words| words == "일리노이주, 미국"));
        let mut london = said("London", false);
        london.sort_unstable();
        assert_eq!(london, ["Canada", "United Kingdom"]);
        let mut gwangju = said("Gwangju", true);
        gwangju.sort_unstable();
        assert_eq!(gwangju, ["경기, 대한민국", "광주, 대한민국"]);
        assert_eq!(said("Gwangju", false).len(), 2);
    }

    #[test]
    fn no_two_places_of_the_map_are_told_in_the_same_words() {
        let atlas = Atlas::bundled();
        for korean in [false, true] {
            let mut seen = HashSet::new();
            for place in atlas.places() {
                let words = format!("{}, {}", place.name_in(korean), atlas.whereabouts(place, korean));
                assert!(seen.insert(name_key(&words)), "{words} twice");
            }
        }
    }

    #[test]
    fn a_region_that_several_share_needs_the_position() {
        let jinzhou = said("Jinzhou", false);
        assert_eq!(jinzhou.len(), 2);
        for words in &jinzhou {
            assert!(words.starts_with("Liaoning, China (") && words.ends_with(')'), "{jinzhou:?}");
        }
    }

    #[test]
    fn names_are_shared_apart_from_accents_and_within_one_language() {
        let atlas = Atlas::bundled();
        let is_shared = |name: &str, korean: bool| {
            places(name).next().is_some_and(|place| atlas.unique_name(place, korean) != place.name_in(korean))
        };
        assert!(is_shared("San Jose", false), "San José is in Costa Rica");
        assert!(!is_shared("Busan", false) && !is_shared("Busan", true) && !is_shared("Berlin", false));
        let heidelberg = places("Heidelberg").find(|place| place.is_in("Germany")).expect("it is on the map");
        assert_eq!(atlas.unique_name(heidelberg, false), "Heidelberg, Germany");
        assert_eq!(atlas.unique_name(heidelberg, true), "하이델베르크");
    }
}
