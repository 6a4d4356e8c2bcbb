//! The message catalogues: all texts of the interface in one language, found by key, and the format of its numbers. Texts of a scenario
//! come from the scenario's file instead; how any two texts are compared is here too.
//!
//! A catalogue consists of [Fluent](https://projectfluent.org) files, one for each panel, under `assets/text/<language>/`. Texts without
//! arguments are also stored as plain strings. Each frame uses hundreds of them, and plain strings need no memory allocation.

mod capital;
mod composed;
mod language;
mod numbers;
mod particle;
mod plural;
mod records;
mod saying;
mod search;
mod slug;
mod times;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, PatternElement};

pub use self::capital::{capitalized, uncapitalized};
pub use self::composed::{composed, is_composed, is_same_text};
pub use self::language::Language;
pub use self::records::line_of_record;
pub use self::saying::Saying;
pub use self::search::{Search, is_same_name, name_key};
pub use self::slug::slug;
pub use self::times::{
    Trouble, clock_time_trouble, later_day_warning, skipped_trouble, span_trouble, time_trouble, zone_trouble,
    zone_warning,
};

/// The catalogue files of one language, one for each panel.
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
            include_str!(concat!("../../assets/text/", $tag, "/unsaved.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/budget.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/edit.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/fields.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/exchange.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/library.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/forms.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/drafts.ftl")),
            include_str!(concat!("../../assets/text/", $tag, "/sheets.ftl")),
        ]
    };
}

const fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => catalogue!("en"),
        Language::Korean => catalogue!("ko"),
    }
}

/// The catalogue files of one language for the window: words of files and commands are between quotation marks, not between backticks.
fn window_files(language: Language) -> &'static [String] {
    static ENGLISH: LazyLock<Vec<String>> = LazyLock::new(|| quoted(Language::English));
    static KOREAN: LazyLock<Vec<String>> = LazyLock::new(|| quoted(Language::Korean));
    match language {
        Language::English => &ENGLISH,
        Language::Korean => &KOREAN,
    }
}

/// The catalogue files of one language with quotation marks in place of backticks.
fn quoted(language: Language) -> Vec<String> {
    files(language).iter().map(|file| file.lines().map(quoted_line).collect()).collect()
}

/// A line of a catalogue file with quotation marks in place of its backticks, of which there is an even number.
fn quoted_line(line: &str) -> String {
    let mut quoted = String::with_capacity(line.len() + 1);
    for (index, part) in line.split('`').enumerate() {
        if index > 0 {
            quoted.push(if index % 2 == 1 { '‘' } else { '’' });
        }
        quoted.push_str(part);
    }
    quoted.push('\n');
    quoted
}

/// All texts of the interface in one language.
#[derive(Clone)]
pub struct Texts {
    language: Language,
    /// Whether the texts are for the window, and not for a terminal.
    is_window: bool,
    /// The texts without arguments, by key.
    plain: HashMap<&'static str, &'static str>,
    bundle: Arc<FluentBundle<FluentResource>>,
    keys: Vec<&'static str>,
}

impl Texts {
    /// Loads the English texts.
    #[must_use]
    pub fn english() -> Self {
        Self::of(Language::English)
    }

    /// Loads the texts of a language as a terminal shows them: words of files and commands are between backticks, and numbers that a file
    /// may have are written as in a file. A text that is missing in the language is shown in English; a test checks that none is missing.
    ///
    /// # Panics
    /// If a file is not valid Fluent or two files of a language share a key. The files are compiled into the program, so tests find this.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::load(language, false, |language| files(language).to_vec())
    }

    /// Loads the texts of a language for the window: words of files and commands are between quotation marks, and the digits of numbers are
    /// grouped.
    ///
    /// # Panics
    /// As [`Texts::of`].
    #[must_use]
    pub fn for_window(language: Language) -> Self {
        Self::load(language, true, |language| window_files(language).iter().map(String::as_str).collect())
    }

    fn load(language: Language, is_window: bool, files: impl Fn(Language) -> Vec<&'static str>) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Fluent can put invisible direction marks around arguments, for right-to-left languages. The window would draw them as boxes.
        bundle.set_use_isolating(false);
        bundle.add_function("JOSA", particle::josa).expect("a function of this name is added once");
        bundle.add_function("PLURAL", plural::plural).expect("a function of this name is added once");
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
                // This call adds only texts whose keys are missing in the language. Its error lists the keys that the language already has,
                // so it can be ignored.
                let _ = bundle.add_resource(resource(file));
            }
        }
        Self { language, is_window, plain, bundle: Arc::new(bundle), keys }
    }

    /// The language of these texts.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of `key`, which must have no arguments. If the key is missing, returns the key itself; a test checks that no key is
    /// missing.
    #[must_use]
    pub fn get(&self, key: &'static str) -> &'static str {
        self.plain.get(key).copied().unwrap_or(key)
    }

    /// The text of `key`, with each `{ $name }` replaced by its argument in composed form: an argument may be the path of a file.
    #[must_use]
    pub fn with(&self, key: &'static str, args: &[(&str, &str)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, composed(value))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text
    }

    /// All keys of the language. A test checks that none is missing and none is unused.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().copied()
    }
}

/// The keys of a file in order. Each key has its text, or `None` if the text has arguments.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_files_are_quoted_in_the_window() {
        assert_eq!(quoted_line("a = write `(` or `b`"), "a = write ‘(’ or ‘b’\n");
        for language in Language::ALL {
            let lines = files(language).iter().flat_map(|file| file.lines());
            let odd: Vec<&str> = lines.filter(|line| line.matches('`').count() % 2 == 1).collect();
            assert!(odd.is_empty(), "{odd:#?}");
        }
        assert!(Texts::for_window(Language::Korean).get("budget-length").contains("‘length’"));
        assert!(Texts::of(Language::Korean).get("budget-length").contains("`length`"));
    }
}
