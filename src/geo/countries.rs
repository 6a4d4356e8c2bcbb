//! The countries of the atlas and their regions, by which towns of one name are told apart.

use crate::text::name_key;

/// The last syllables of Hangul names of regions, such as that of `일리노이주`. Some people write them where others do not.
const KINDS: [char; 6] = ['주', '성', '현', '도', '부', '시'];

/// A country, or a territory that has a code of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The two letters of ISO 3166, or `XK`, which it leaves free.
    pub code: String,
    /// The name in English.
    pub name: String,
    /// The name in Korean.
    pub hangul: String,
    /// Other names that people use, and the three letters of ISO 3166.
    pub others: Vec<String>,
}

impl Country {
    /// The name for a reader of Korean or of any other language.
    #[must_use]
    pub fn name_in(&self, korean: bool) -> &str {
        if korean { &self.hangul } else { &self.name }
    }

    /// All names and codes, in any language.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.code, &self.name, &self.hangul].into_iter().chain(&self.others).map(String::as_str)
    }

    /// Whether this is a whole name or code of the country. Capital letters and accents make no difference.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let key = name_key(name);
        self.names().any(|own| name_key(own) == key)
    }
}

/// A state, a province or another part of a country, of the highest level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The name in Latin letters.
    pub name: String,
    /// The name in Hangul, if it is known.
    pub hangul: Option<String>,
    /// The short form that stands in addresses, such as `IL`, if it is known.
    pub short: Option<String>,
}

impl Region {
    /// The name for a reader of Korean (in Hangul if it is known), or for a reader of any other language.
    #[must_use]
    pub fn name_in(&self, korean: bool) -> &str {
        if korean { self.hangul.as_deref().unwrap_or(&self.name) } else { &self.name }
    }

    /// All names and short forms, in any language.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [Some(&self.name), self.hangul.as_ref(), self.short.as_ref()].into_iter().flatten().map(String::as_str)
    }

    /// Whether this is a whole name or the short form of the region. Capital letters and accents make no difference, and `일리노이` is `일리노이주`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let key = region_key(name);
        self.names().any(|own| region_key(own) == key)
    }
}

/// The form of a name that is equal for all ways to write the name of a region.
pub(super) fn region_key(name: &str) -> String {
    name_key(without_kind(name))
}

/// The Hangul name of a region without its last syllable, if that says which kind of region it is.
fn without_kind(name: &str) -> &str {
    let name = name.trim();
    name.strip_suffix(KINDS).filter(|bare| bare.chars().count() > 1).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_regions_have_names_in_both_languages_and_codes() {
        let country = Country {
            code: "CI".to_owned(),
            name: "Côte d'Ivoire".to_owned(),
            hangul: "코트디부아르".to_owned(),
            others: vec!["CIV".to_owned(), "Ivory Coast".to_owned()],
        };
        for name in ["ci", "CIV", "cote d'ivoire", " Côte d'Ivoire", "IVORY COAST", "코트디부아르"] {
            assert!(country.is_called(name), "{name}");
        }
        assert!(!country.is_called("Ivory") && !country.is_called(""));
        assert_eq!([true, false].map(|korean| country.name_in(korean)), ["코트디부아르", "Côte d'Ivoire"]);

        let [illinois, jeju] =
            [("Illinois", "일리노이주", "IL"), ("Jeju-do", "제주", "")].map(|(name, hangul, short)| {
                let short = Some(short.to_owned()).filter(|short| !short.is_empty());
                Region { name: name.to_owned(), hangul: Some(hangul.to_owned()), short }
            });
        for name in ["illinois", "il", "일리노이주", "일리노이"] {
            assert!(illinois.is_called(name), "{name}");
        }
        assert!(jeju.is_called("제주") && jeju.is_called("제주도") && !jeju.is_called("제"));
        assert!(!illinois.is_called("") && !jeju.is_called(""));
    }
}
