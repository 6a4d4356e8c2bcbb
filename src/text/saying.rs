//! Texts that are created before it is known in which language they will be shown.

use std::fmt;
use std::sync::LazyLock;

use super::Texts;

/// A text whose language is chosen when it is shown. Its `Display` implementation writes English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saying {
    /// The text of a key of the catalogue, with its arguments.
    Of(&'static str, Vec<(&'static str, Self)>),
    /// A text that is the same in every language, or that exists only in English.
    Own(String),
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
}
