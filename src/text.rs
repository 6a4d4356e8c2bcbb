//! The message catalogue: every text of the interface, by key. Scenarios bring their own texts.
//!
//! A catalogue is [Fluent](https://projectfluent.org) files, one per panel, under `assets/text/<language>/`. A text without
//! arguments is kept as it stands, so that a frame, which asks for hundreds, allocates nothing for it.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, PatternElement};
use unic_langid::{LanguageIdentifier, langid};

/// The texts of one language.
#[derive(Clone)]
pub struct Texts {
    /// Texts without arguments.
    plain: HashMap<&'static str, &'static str>,
    bundle: Arc<FluentBundle<FluentResource>>,
    keys: Vec<&'static str>,
}

impl Texts {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self::read(
            langid!("en"),
            &[
                include_str!("../assets/text/en/shell.ftl"),
                include_str!("../assets/text/en/map.ftl"),
                include_str!("../assets/text/en/timeline.ftl"),
                include_str!("../assets/text/en/panels.ftl"),
                include_str!("../assets/text/en/compare.ftl"),
                include_str!("../assets/text/en/measures.ftl"),
            ],
        )
    }

    /// Panics if a file is not Fluent or two files share a key: they are ours, and compiled in.
    fn read(language: LanguageIdentifier, files: &[&'static str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Marks of direction around arguments are for right-to-left languages, and would be drawn as boxes.
        bundle.set_use_isolating(false);
        let (mut plain, mut keys) = (HashMap::new(), Vec::new());
        for file in files {
            let parsed = fluent_syntax::parser::parse_runtime(*file).expect("a catalogue is Fluent");
            for entry in parsed.body {
                let Entry::Message(message) = entry else { continue };
                keys.push(message.id.name);
                let elements = message.value.map(|pattern| pattern.elements).unwrap_or_default();
                if let [PatternElement::TextElement { value }] = elements.as_slice() {
                    plain.insert(message.id.name, *value);
                }
            }
            let resource = FluentResource::try_new((*file).to_owned()).expect("a catalogue is Fluent");
            bundle.add_resource(resource).expect("a key stands in one file");
        }
        Self { plain, bundle: Arc::new(bundle), keys }
    }

    /// The text of `key`, which names no arguments. A key that is missing shows itself, and a test fails.
    #[must_use]
    pub fn get(&self, key: &'static str) -> &'static str {
        self.plain.get(key).copied().unwrap_or(key)
    }

    /// The text of `key` with each `{ $name }` replaced by its argument.
    #[must_use]
    pub fn with(&self, key: &'static str, args: &[(&str, &str)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().copied().collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// All keys, for the test that no key is missing or unused.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().copied()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Texts({} in {:?})", self.keys.len(), self.bundle.locales)
    }
}
