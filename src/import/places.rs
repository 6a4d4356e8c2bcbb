//! Finds the town that a site is named after, in the map of the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::geo::{Atlas, Place};

/// The fewest people of a town that is found in a longer name of a site. Names of smaller ones are often words for something else.
const FEWEST_PEOPLE: u32 = 100_000;

/// The towns of the map by name.
pub(super) struct Places {
    by_name: HashMap<String, &'static Place>,
}

impl Places {
    /// The towns of the map. They are listed at the first call.
    pub(super) fn known() -> &'static Self {
        static KNOWN: LazyLock<Places> = LazyLock::new(|| {
            let mut by_name = HashMap::new();
            let all = Atlas::bundled().places();
            // The most important place of a name comes first, and a whole name before a part of one.
            for place in all {
                for name in [Some(&place.name), place.hangul.as_ref()].into_iter().flatten() {
                    by_name.entry(name.to_lowercase()).or_insert(place);
                }
            }
            for place in all {
                if let Some(short) = without_addition(&place.name) {
                    by_name.entry(short.to_lowercase()).or_insert(place);
                }
            }
            Places { by_name }
        });
        &KNOWN
    }

    /// The town of this name, such as `Seoul` or `Seoul, Korea`.
    pub(super) fn town(&self, name: &str) -> Option<&'static Place> {
        let before_comma = name.split(',').next().unwrap_or_default();
        [name, before_comma].iter().find_map(|name| self.by_name.get(&name.trim().to_lowercase()).copied())
    }

    /// A town whose name is that of a site, or a large town whose name is a part of it, such as `Seoul` in `Seoul DC 1`.
    pub(super) fn in_name(&self, site: &str) -> Option<&'static Place> {
        let lower = site.trim().to_lowercase();
        if let Some(town) = self.by_name.get(&lower) {
            return Some(town);
        }
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let large = |name: String| self.by_name.get(&name).copied().filter(|place| place.population >= FEWEST_PEOPLE);
        // Longer names first: `New York` before `York`.
        (1..=words.len().min(3))
            .rev()
            .find_map(|length| words.windows(length).find_map(|window| large(window.join(" "))))
    }
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
}
