//! The message catalogues: every text of the interface, by key, and its numbers, in one language. Scenarios bring their own texts.
//!
//! A catalogue is [Fluent](https://projectfluent.org) files, one per panel, under `assets/text/<language>/`. A text without
//! arguments is kept as it stands, so that a frame, which asks for hundreds, allocates nothing for it.

mod capital;
mod language;
mod numbers;
mod particle;
mod saying;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, PatternElement};

pub use self::capital::capitalized;
pub use self::language::Language;
pub use self::saying::Saying;

/// The files of one language, one per panel.
macro_rules! catalogue {
    ($tag:literal) => {
        &[
            include_str!(concat!("../../assets/text/", $tag, "/shell.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/map.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/timeline.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/panels.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/compare.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/ensemble.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/measures.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/present.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/needs.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/file.ftl")),
        ]
    };
}

const fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => catalogue!("en"),
        Language::Korean => catalogue!("ko"),
    }
}

/// The texts of one language.
#[derive(Clone)]
pub struct Texts {
    language: Language,
    /// Texts without arguments.
    plain: HashMap<&'static str, &'static str>,
    bundle: Arc<FluentBundle<FluentResource>>,
    keys: Vec<&'static str>,
}

impl Texts {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self::of(Language::English)
    }

    /// The texts of a language; what it lacks is said in English, and a test fails.
    ///
    /// Panics if a file is not Fluent or two files of a language share a key: they are ours, and compiled in.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Marks of direction around arguments are for right-to-left languages, and would be drawn as boxes.
        bundle.set_use_isolating(false);
        bundle.add_function("JOSA", particle::josa).expect("a function of this name is added once");
        let (mut plain, mut keys) = (HashMap::new(), Vec::new());
        for file in files(language) {
            for (key, text) in messages(file) {
                keys.push(key);
                plain.extend(text.map(|text| (key, text)));
            }
            bundle.add_resource(resource(file)).expect("a key stands in one file");
        }
        if language != Language::English {
            let own: HashSet<&str> = keys.iter().copied().collect();
            for file in files(Language::English) {
                for (key, text) in messages(file).into_iter().filter(|(key, _)| !own.contains(key)) {
                    plain.extend(text.map(|text| (key, text)));
                }
                // Only keys that are not there yet are added; that others are is no trouble.
                let _ = bundle.add_resource(resource(file));
            }
        }
        Self { language, plain, bundle: Arc::new(bundle), keys }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
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
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text
    }

    /// All keys of the language, for the test that none is missing or unused.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().copied()
    }
}

/// The keys of a file in order, each with its text if that names no argument.
fn messages(file: &'static str) -> Vec<(&'static str, Option<&'static str>)> {
    let message = |entry| {
        let Entry::Message(message) = entry else { return None };
        let elements = message.value.map(|pattern| pattern.elements).unwrap_or_default();
        let text = match elements.as_slice() {
            [PatternElement::TextElement { value }] => Some(*value),
            _ => None,
        };
        Some((message.id.name, text))
    };
    let parsed = fluent_syntax::parser::parse_runtime(file).expect("a catalogue is Fluent");
    parsed.body.into_iter().filter_map(message).collect()
}

fn resource(file: &str) -> FluentResource {
    FluentResource::try_new(file.to_owned()).expect("a catalogue is Fluent")
}

impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Texts({} in {:?})", self.keys.len(), self.bundle.locales)
    }
}
