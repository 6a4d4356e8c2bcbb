//! The message catalogue: every text of the interface, by key. Scenarios bring their own texts.
//!
//! A catalogue is lines of `key = text`, grouped in one file per panel under `assets/text/<language>/`. A text may name
//! arguments as `{name}`. A plain lookup allocates nothing, which is why the frame does not use a general message formatter.

use std::collections::HashMap;

/// The texts of one language.
#[derive(Clone, Debug)]
pub struct Texts {
    by_key: HashMap<&'static str, &'static str>,
}

impl Texts {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self::parse(&[
            include_str!("../assets/text/en/shell.txt"),
            include_str!("../assets/text/en/map.txt"),
            include_str!("../assets/text/en/timeline.txt"),
            include_str!("../assets/text/en/panels.txt"),
            include_str!("../assets/text/en/compare.txt"),
            include_str!("../assets/text/en/measures.txt"),
        ])
    }

    fn parse(files: &[&'static str]) -> Self {
        let lines = files.iter().flat_map(|file| file.lines());
        let by_key = lines
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .map(|(key, text)| (key.trim(), text.trim()))
            .collect();
        Self { by_key }
    }

    /// The text of `key`. A key that is missing shows itself, and a test fails.
    #[must_use]
    pub fn get(&self, key: &'static str) -> &'static str {
        self.by_key.get(key).copied().unwrap_or(key)
    }

    /// The text of `key` with each `{name}` replaced by its argument.
    #[must_use]
    pub fn with(&self, key: &'static str, args: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in args {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// All keys, for the test that no key is missing or unused.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.by_key.keys().copied()
    }
}
