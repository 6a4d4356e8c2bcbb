//! Finds the town that a site is named after, in the map of the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::geo::{Atlas, Place, PlaceQuery};
use crate::text::name_key;

/// The fewest people of a town that is found in a longer name of a site. Names of smaller ones are often words for something else.
const FEWEST_PEOPLE: u32 = 100_000;

/// Towns of one name, the most important first.
type Towns = Vec<&'static Place>;

/// The towns of the map by name.
pub(super) struct Places {
    by_name: HashMap<String, Towns>,
    /// By the names without accents.
    by_letters: HashMap<String, Towns>,
}

impl Places {
    /// The towns of the map. They are listed at the first call.
    pub(super) fn known() -> &'static Self {
        static KNOWN: LazyLock<Places> =
            LazyLock::new(|| Places { by_name: by_key(str::to_lowercase), by_letters: by_key(name_key) });
        &KNOWN
    }

    /// The town of this name, such as `Seoul`, `Seoul, Korea` or `Springfield, Illinois`. It is in all countries and regions that stand behind
    /// its name; what is none, such as a part of the town, makes no difference.
    pub(super) fn town(&self, name: &str) -> Option<&'static Place> {
        let query = query(name);
        let town = query.town();
        let towns = self.by_name.get(&town.to_lowercase());
        // People leave out accents: `San Jose, Costa Rica` is San José.
        let others = self.by_letters.get(&name_key(town));
        towns.into_iter().chain(others).flatten().copied().find(|place| query.is_in(place))
    }

    /// A town whose name is that of a site, or a large town whose name is a part of it, such as `Seoul` in `Seoul DC 1`. A site whose name says
    /// another country or region, as in `Paris, Texas`, is not in that town.
    pub(super) fn in_name(&self, site: &str) -> Option<&'static Place> {
        let query = query(site);
        match self.named_in(query.town()) {
            Some(towns) => towns.into_iter().find(|place| query.is_in(place)),
            None => self.named_in(site)?.first().copied(),
        }
    }

    /// The towns whose name is this text, or else the large towns whose name is a part of it.
    fn named_in(&self, text: &str) -> Option<Towns> {
        let lower = text.trim().to_lowercase();
        if let Some(towns) = self.by_name.get(&lower) {
            return Some(towns.clone());
        }
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let large = |name: &str| {
            let mut towns = self.by_name.get(name)?.clone();
            towns.retain(|place| place.population >= FEWEST_PEOPLE);
            (!towns.is_empty()).then_some(towns)
        };
        // Longer names first: `New York` before `York`.
        (1..=words.len().min(3))
            .rev()
            .find_map(|length| words.windows(length).find_map(|window| large(&window.join(" "))))
    }
}

/// The towns of the map by what is made of their names. A whole name comes before a part of one.
fn by_key(key: impl Fn(&str) -> String) -> HashMap<String, Towns> {
    let mut towns: HashMap<String, Towns> = HashMap::new();
    let all = Atlas::bundled().places();
    for place in all {
        for name in [Some(&place.name), place.hangul.as_ref()].into_iter().flatten() {
            towns.entry(key(name)).or_default().push(place);
        }
    }
    for place in all {
        if let Some(short) = without_addition(&place.name) {
            towns.entry(key(short)).or_default().push(place);
        }
    }
    towns
}

/// The town of a text, and the countries and regions of the map behind it.
fn query(text: &str) -> PlaceQuery<'_> {
    let mut query = PlaceQuery::of(text);
    query.retain(|name| Atlas::bundled().has_region(name));
    query
}

/// The name of a town as people call it, such as `Frankfurt` or `New York`, if the map adds something to it.
fn without_addition(name: &str) -> Option<&str> {
    let before = [" am ", " an der ", " upon "].iter().find_map(|word| name.split_once(word)).map(|(before, _)| before);
    before.or_else(|| name.strip_suffix(" City"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_found_in_names_of_sites() {
        let places = Places::known();
        let found = |name: &str| places.in_name(name).map(|place| place.name.as_str());
        assert_eq!(found("Seoul DC-1"), Some("Seoul"));
        assert_eq!(found("dc_frankfurt am main_2"), Some("Frankfurt am Main"));
        assert_eq!(found("Frankfurt DC 1"), Some("Frankfurt am Main"));
        assert_eq!(found("new-york-2"), Some("New York City"));
        assert_eq!(found("서울 센터"), Some("Seoul"));
        assert_eq!([found("Harrogate"), found("Harrogate DC")], [Some("Harrogate"), None]);
        assert_eq!([found("Primary"), found("DC-1"), found("")], [None, None, None]);
        assert_eq!(places.town("Anyang, KR").map(|place| place.name.as_str()), Some("Anyang"));
    }

    /// The country and the region of a town, by their codes and names.
    fn within(town: Option<&'static Place>) -> Option<(&'static str, &'static str)> {
        town.map(|town| (town.country.code.as_str(), town.region_in(false).unwrap_or_default()))
    }

    #[test]
    fn a_town_is_in_the_country_or_region_behind_its_name() {
        let town = |name: &str| within(Places::known().town(name));
        for (name, found) in [
            ("Anyang", ("KR", "Gyeonggi-do")),
            ("Anyang, China", ("CN", "Henan")),
            ("anyang, CHN", ("CN", "Henan")),
            ("안양, 한국", ("KR", "Gyeonggi-do")),
            ("Springfield, Illinois", ("US", "Illinois")),
            ("Springfield, OH, USA", ("US", "Ohio")),
            ("London, Canada", ("CA", "Ontario")),
            ("San Jose", ("US", "California")),
            ("San Jose, Costa Rica", ("CR", "")),
            ("Sao Paulo, Brazil", ("BR", "São Paulo")),
            ("Frankfurt, Germany", ("DE", "Hesse")),
            ("Berlin, Adlershof", ("DE", "State of Berlin")),
        ] {
            assert_eq!(town(name), Some(found), "{name}");
        }
        assert_eq!([town("Paris, United States"), town("Paris, Texas"), town("Kassel, France"), town("")], [None; 4]);
    }

    #[test]
    fn a_name_of_a_site_says_the_country_or_region_too() {
        let site = |name: &str| within(Places::known().in_name(name));
        for (name, found) in [
            ("Anyang, China", ("CN", "Henan")),
            ("Vancouver DC 2, Washington", ("US", "Washington")),
            ("Vancouver DC 2", ("CA", "British Columbia")),
            ("DC 1, Seoul", ("KR", "Seoul")),
            ("Berlin DC, Building 4", ("DE", "State of Berlin")),
        ] {
            assert_eq!(site(name), Some(found), "{name}");
        }
        assert_eq!([site("Paris, Texas"), site("Paris DC, United States"), site("Main site, Germany")], [None; 3]);
    }
}
