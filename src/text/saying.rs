//! Texts that are created before it is known in which language they will be shown.

use std::fmt;
use std::sync::LazyLock;

use super::{Language, Texts, capitalized};
use crate::units::text::exact;

/// A text whose language is chosen when it is shown. Its `Display` implementation writes English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saying {
    /// The text of a key of the catalogue, with its arguments.
    Of(&'static str, Vec<(&'static str, Self)>),
    /// A text that is the same in every language, or that exists only in English.
    Own(String),
    /// A number: in the window with its digits in groups, in a terminal as a file has it.
    Number(u64),
}

impl Saying {
    /// Creates the text of a key, with its arguments.
    #[must_use]
    pub fn of<const N: usize>(key: &'static str, args: [(&'static str, Self); N]) -> Self {
        Self::Of(key, Vec::from(args))
    }

    /// Creates the text of a key that has no arguments.
    #[must_use]
    pub const fn plain(key: &'static str) -> Self {
        Self::Of(key, Vec::new())
    }

    /// Creates a count of things.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Number(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// Creates a number that may have decimals.
    #[must_use]
    pub fn decimal(value: f64) -> Self {
        // Such whole numbers are exact.
        let is_whole = value.fract() == 0.0 && (0.0..1e15).contains(&value);
        if is_whole { Self::Number(value as u64) } else { Self::Own(value.to_string()) }
    }
}

impl From<String> for Saying {
    fn from(words: String) -> Self {
        Self::Own(words)
    }
}

impl From<&str> for Saying {
    fn from(words: &str) -> Self {
        Self::Own(words.to_owned())
    }
}

impl fmt::Display for Saying {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(words) => out.write_str(words),
            Self::Number(number) => write!(out, "{number}"),
            Self::Of(..) => {
                static ENGLISH: LazyLock<Texts> = LazyLock::new(Texts::english);
                out.write_str(&ENGLISH.say(self))
            }
        }
    }
}

impl Saying {
    /// The same text with a digit in the place of everything that is in no catalogue.
    fn without_own(&self) -> Self {
        match self {
            Self::Own(_) => Self::from("0"),
            Self::Number(number) => Self::Number(*number),
            Self::Of(key, args) => Self::Of(key, args.iter().map(|(name, arg)| (*name, arg.without_own())).collect()),
        }
    }
}

impl Texts {
    /// Writes the text where it stands alone, and is no part of a sentence: in English it begins with a capital letter then. What is in no
    /// catalogue, such as an id, stays as it is, and so does a single letter, such as the unit of a duration.
    #[must_use]
    pub fn sentence(&self, saying: &Saying) -> String {
        let words = self.say(saying);
        let begins_with_own =
            matches!(saying, Saying::Of(..)) && self.say(&saying.without_own()).chars().next() != words.chars().next();
        let first = words.split(' ').next().unwrap_or_default();
        let is_letter = first.len() == 1 && first != "a";
        if self.language() != Language::English || begins_with_own || is_letter { words } else { capitalized(&words) }
    }

    /// Writes the text in the language of this catalogue.
    #[must_use]
    pub fn say(&self, saying: &Saying) -> String {
        match saying {
            Saying::Own(words) => words.clone(),
            Saying::Number(number) if self.is_window => exact(*number),
            Saying::Number(number) => number.to_string(),
            Saying::Of(key, args) => {
                let said: Vec<(&str, String)> = args.iter().map(|(name, arg)| (*name, self.say(arg))).collect();
                let args: Vec<(&str, &str)> = said.iter().map(|(name, arg)| (*name, arg.as_str())).collect();
                self.with(key, &args)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saying_is_said_in_the_language_of_whoever_hears_it() {
        let saying = Saying::of("file-unreadable", [("error", "disk on fire".into())]);
        assert_eq!(saying.to_string(), "cannot be read: disk on fire");
        assert_eq!(Texts::of(Language::Korean).say(&saying), "읽지 못했어요 (disk on fire)");
    }

    #[test]
    fn a_text_that_stands_alone_begins_with_a_capital_letter_in_english() {
        let english = Texts::for_window(Language::English);
        let said = |key, args: [(&'static str, Saying); 1]| english.sentence(&Saying::of(key, args));
        let no_zone = said("file-no-zone", [("text", "berlin".into())]);
        assert_eq!(no_zone, "There is no time zone \"berlin\"");
        assert_eq!(said("file-day", [("hours", "3".into())]), "A day has 24 hours, not 3");
        // Ids and units are as they are.
        let company = [("service", "there".into()), ("company", "a".into())];
        assert_eq!(english.sentence(&Saying::of("file-not-of-company", company)), "there is not a service of a");
        let minutes = english.sentence(&Saying::of("file-span-upper-m-remedy", [("minutes", "30m".into())]));
        assert!(minutes.starts_with("m is minutes: write \"30m\""), "{minutes}");
        assert_eq!(english.sentence(&Saying::from("write a number")), "Write a number");
        let korean = Texts::for_window(Language::Korean);
        let zone = Saying::of("file-no-zone", [("text", "berlin".into())]);
        assert_eq!(korean.sentence(&zone), korean.say(&zone));
    }

    #[test]
    fn the_window_groups_digits_and_quotes_words_of_files_and_a_terminal_has_them_as_in_a_file() {
        let saying = Saying::of("file-standby-held-down-remedy", [("needed", Saying::Number(16_898))]);
        assert_eq!(saying.to_string(), "write at least 16898 servers, or a smaller `retry`");
        let window = [Language::English, Language::Korean].map(|language| Texts::for_window(language).say(&saying));
        assert_eq!(window[0], "write at least 16,898 servers, or a smaller ‘retry’");
        assert!(window[1].contains("16,898대") && window[1].contains("‘retry’"), "{}", window[1]);
        let own = Saying::of("file-unreadable", [("error", "`a`".into())]);
        let english = Texts::for_window(Language::English);
        assert_eq!(english.say(&own), "cannot be read: `a`", "what is not of the catalogue stays");
        let most = [1e12, 0.5, 2.0].map(|value| english.say(&Saying::decimal(value)));
        assert_eq!(most, ["1,000,000,000,000", "0.5", "2"]);
    }
}
