//! Finds the towns of the map that a text for a place may mean.

use std::cmp::Reverse;

use crate::geo::{Atlas, LatLon, Place, PlaceQuery, great_circle_km};
use crate::text::{Language, Search, is_same_name, name_key};

/// The fewest letters of a name in which a slip is sought: in a shorter one it would lead to another town.
const FEWEST_WITH_SLIP: usize = 4;
/// Towns within this distance of other sites come first among those whose names fit equally well, in kilometres.
const NEAR_KM: f64 = 1_000.0;
/// The number of sites near which towns are sought.
const MOST_NEAR: usize = 12;

/// What is sought: the text that was typed, and the latitudes and longitudes of the sites that are on the map already.
#[derive(Clone, Copy)]
pub struct PlaceSearch<'a> {
    /// The text that was typed.
    pub typed: &'a str,
    /// Where other sites are.
    pub near: &'a [(f64, f64)],
}

impl PlaceSearch<'_> {
    fn is_near(&self, place: &Place) -> bool {
        let is_near = |(lat, lon): &(f64, f64)| great_circle_km(LatLon { lat: *lat, lon: *lon }, place.at) < NEAR_KM;
        self.near.iter().take(MOST_NEAR).any(is_near)
    }
}

/// The only town of the whole name that was typed, in the countries and regions that were typed behind it. Accents may be left out, if that is no
/// other town's name there.
pub(super) fn exact_town(typed: &str) -> Option<&'static Place> {
    let (places, query) = (Atlas::bundled().places(), PlaceQuery::of(typed));
    let town = query.town();
    let mut same: Vec<&'static Place> =
        places.iter().filter(|place| has_name(place, town) && query.is_in(place)).collect();
    if same.is_empty() {
        let search = Search::of(town);
        same = places.iter().filter(|place| has_letters(place, &search, town) && query.is_in(place)).collect();
    }
    let [place] = same[..] else { return None };
    Some(place)
}

/// Whether the town has this whole name, in any language.
fn has_name(place: &Place, typed: &str) -> bool {
    is_same_name(place.name_in(false), typed) || is_same_name(place.name_in(true), typed)
}

/// Whether the town has this whole name, in any language, apart from accents that were not typed: "Gottingen" is Göttingen, and "Giessen" is
/// Gießen. `search` is that for what was typed.
fn has_letters(place: &Place, search: &Search, typed: &str) -> bool {
    let is_whole = |name: &str| {
        let is_as_long = typed.is_ascii() && name.chars().count() == typed.len();
        search.finds(name) && (is_as_long || Search::of(name).finds(typed))
    };
    is_whole(place.name_in(false)) || is_whole(place.name_in(true))
}

/// The places whose name, in any language, contains what was typed: at most so many. They are in the countries and regions that were typed behind
/// it; what the map does not know of these is left out if nothing is found otherwise.
///
/// The whole name comes first, also without its accents, then names that begin with what was typed, and of those the towns near other sites, and
/// then the larger ones. If no name contains it, those that it may be with a slip.
pub(super) fn found_places(sought: PlaceSearch<'_>, language: Language, most: usize) -> Vec<&'static Place> {
    let mut query = PlaceQuery::of(sought.typed);
    let mut found = places_of(&query, sought, language);
    if found.is_empty() {
        query.retain(|name| Atlas::bundled().may_have_region(&Search::of(name)));
        found = places_of(&query, sought, language);
    }
    if found.is_empty() {
        found = misspelt_places(&query, sought);
    }
    found.truncate(most);
    found
}

/// If countries or regions were typed behind the name: the places that are found by the name alone, at most so many.
pub(super) fn places_elsewhere(sought: PlaceSearch<'_>, language: Language, most: usize) -> Vec<&'static Place> {
    let query = PlaceQuery::of(sought.typed);
    if !query.is_narrowed() {
        return Vec::new();
    }
    found_places(PlaceSearch { typed: query.town(), ..sought }, language, most)
}

/// The places whose name contains the town of the query, in the order of [`found_places`].
fn places_of(query: &PlaceQuery<'_>, sought: PlaceSearch<'_>, language: Language) -> Vec<&'static Place> {
    let (town, search) = (query.town(), Search::of(query.town()));
    if search.is_empty() {
        return Vec::new();
    }
    let is_korean = language == Language::Korean;
    let is_found = |place: &&Place| search.finds(place.name_in(false)) || search.finds(place.name_in(true));
    let named = Atlas::bundled().places().iter().filter(is_found).filter(|place| query.may_be_in(place));
    let (fitting, others): (Vec<&Place>, Vec<&Place>) = named.partition(|place| query.fits(place));
    let mut found = if fitting.is_empty() { others } else { fitting };
    let typed = name_key(town);
    found.sort_by_cached_key(|place| {
        let name = name_key(place.name_in(is_korean));
        let is_whole = (!has_name(place, town), name != typed);
        let is_part = (!name.starts_with(&typed), !sought.is_near(place));
        (is_whole, !query.is_in(place), is_part, Reverse(place.population))
    });
    found
}

/// The places whose name differs by one or two letters from what was typed, the nearest first. Of a name with more words than were typed, as
/// many are compared: "Frankfrut" is Frankfurt am Main.
fn misspelt_places(query: &PlaceQuery<'_>, sought: PlaceSearch<'_>) -> Vec<&'static Place> {
    let typed = query.town().to_lowercase();
    let letters = typed.chars().count();
    if !(FEWEST_WITH_SLIP..=40).contains(&letters) {
        return Vec::new();
    }
    let farthest = if letters < 8 { 1 } else { 2 };
    let words = typed.split_whitespace().count();
    let apart = |name: &str| {
        let name: Vec<&str> = name.split_whitespace().take(words).collect();
        strsim::damerau_levenshtein(&typed, &name.join(" ").to_lowercase())
    };
    let near = |place: &'static Place| {
        let distance = apart(place.name_in(false)).min(apart(place.name_in(true)));
        (distance <= farthest && query.may_be_in(place)).then_some((distance, place))
    };
    let mut found: Vec<(usize, &Place)> = Atlas::bundled().places().iter().filter_map(near).collect();
    found.sort_by_cached_key(|(distance, place)| (*distance, !sought.is_near(place), Reverse(place.population)));
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::{PlaceSearch, found_places, places_elsewhere};
    use crate::geo::Atlas;
    use crate::text::Language;

    fn texts(typed: &str, language: Language) -> Vec<String> {
        let found = found_places(PlaceSearch { typed, near: &[] }, language, 5);
        found.into_iter().map(|place| Atlas::bundled().unique_name(place, language == Language::Korean)).collect()
    }

    #[test]
    fn towns_near_other_sites_come_first() {
        let names = |near: &[(f64, f64)]| -> Vec<&'static str> {
            let found = found_places(PlaceSearch { typed: "Han", near }, Language::English, 3);
            found.into_iter().map(|place| place.name.as_str()).collect()
        };
        let [far, near] = [names(&[]), names(&[(50.11, 8.68)])];
        assert_eq!(near[0], "Hannover");
        assert!(!far.contains(&"Hannover"), "{far:?}");
        let whole = |typed| found_places(PlaceSearch { typed, near: &[(50.11, 8.68)] }, Language::English, 1);
        assert_eq!(whole("Hanoi")[0].name, "Hanoi", "a whole name comes before near ones");
    }

    #[test]
    fn towns_of_one_name_are_told_by_country_and_region_in_the_language_of_the_window() {
        let springfields = texts("springfield", Language::English);
        assert!(springfields.contains(&"Springfield, Illinois, United States".to_owned()), "{springfields:?}");
        let springfields = texts("스프링필드", Language::Korean);
        assert!(springfields.contains(&"스프링필드, 일리노이주, 미국".to_owned()), "{springfields:?}");
        assert_eq!(texts("Kassel", Language::English), ["Kassel"], "a town without namesakes needs no country");
        let san_jose = texts("SAN JOSE", Language::English);
        for text in ["San Jose, United States", "San José, Costa Rica", "San Jose, Philippines"] {
            assert!(san_jose.contains(&text.to_owned()), "{san_jose:?}");
        }
    }

    #[test]
    fn a_country_or_region_behind_a_comma_narrows_the_search() {
        for (typed, found) in [
            ("Springfield, Illinois", "Springfield, Illinois, United States"),
            ("springfield,il,us", "Springfield, Illinois, United States"),
            ("San Jose, costa", "San José, Costa Rica"),
            ("Melbourne, us", "Melbourne, United States"),
            ("London, Ontario, Canada", "London, Canada"),
            ("런던, 캐나다", "London, Canada"),
            ("Berlni, Germany", "Berlin"),
            ("Kassel, Hessen", "Kassel"),
            ("Kassel,", "Kassel"),
        ] {
            assert_eq!(texts(typed, Language::English).first().map(String::as_str), Some(found), "{typed}");
        }
        assert_eq!(texts("springfield, 일리노이", Language::Korean), ["스프링필드, 일리노이주, 미국"]);
        for typed in ["Kassel, France", ", France", "London, DC"] {
            assert!(texts(typed, Language::English).is_empty(), "{typed}");
        }
        // A whole code is no part of a name.
        let found = found_places(PlaceSearch { typed: "San Jose, CA", near: &[] }, Language::English, 5);
        assert!(!found.is_empty() && found.iter().all(|place| place.is_in("CA")), "{found:?}");
    }

    #[test]
    fn towns_of_a_name_are_found_elsewhere_if_there_are_none_where_it_was_sought() {
        let elsewhere = |typed| {
            let found = places_elsewhere(PlaceSearch { typed, near: &[] }, Language::English, 5);
            found.into_iter().map(|place| place.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(elsewhere("London, DC").first(), Some(&"London"));
        assert_eq!(elsewhere("Kassel, France"), ["Kassel"]);
        for typed in ["London", "London,", "Zzyzzyville, France", ", France"] {
            assert!(elsewhere(typed).is_empty(), "{typed}");
        }
    }
}
