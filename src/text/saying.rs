//! Texts that are created before it is known in which language they will be shown.

use std::fmt;
use std::sync::LazyLock;

use super::Texts;
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

impl Texts {
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
    use crate::text::Language;

    #[test]
    fn a_saying_is_said_in_the_language_of_whoever_hears_it() {
        let saying = Saying::of("file-unreadable", [("error", "disk on fire".into())]);
        assert_eq!(saying.to_string(), "cannot be read: disk on fire");
        assert_eq!(Texts::of(Language::Korean).say(&saying), "읽지 못했어요 (disk on fire)");
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
