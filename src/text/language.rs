//! The languages in which the window can be shown.

use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

/// A language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English, which is the default.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Korean, which files and settings call `ko`.
    #[serde(rename = "ko")]
    Korean,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// The ISO 639-1 code of the language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The name of the language in the language itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
        }
    }

    /// The language of a locale such as `ko-KR` or `en_GB.UTF-8`; `None` if the window does not support it.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let tag = locale.split(|letter: char| !letter.is_ascii_alphabetic()).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    pub(super) const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::Korean => langid!("ko"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_locale_names_a_language() {
        for (locale, language) in [
            ("ko-KR", Some(Language::Korean)),
            ("ko_KR.UTF-8", Some(Language::Korean)),
            ("KO", Some(Language::Korean)),
            ("en-GB", Some(Language::English)),
            ("kok-IN", None),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }
}
