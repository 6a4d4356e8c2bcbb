//! Tests of the catalogue of texts: it contains every text that the source uses, the source uses every text of it, and every
//! language has all texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use firedrill::file::shipped;
use firedrill::ui::style;
use firedrill::ui::text::{Language, Texts};

use crate::support::source;

fn is_key(part: &str) -> bool {
    !part.is_empty()
        && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter))
}

#[test]
fn every_key_in_the_source_is_in_the_catalogue() {
    let mut wanted = BTreeSet::new();
    for (_, text) in source() {
        for call in ["texts.get(\"", "texts.with(\"", "texts.with(\n"] {
            for after in text.split(call).skip(1) {
                let key = after.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
                wanted.extend(is_key(key).then(|| key.to_owned()));
            }
        }
    }
    let texts = Texts::english();
    let there: BTreeSet<&str> = texts.keys().collect();
    let missing: Vec<&String> = wanted.iter().filter(|key| !there.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
    assert!(wanted.len() > 50, "the source was not read right");
}

#[test]
fn every_text_of_the_catalogue_is_used() {
    // All string literals in the source that have the form of a key.
    let source = source();
    let used: BTreeSet<&str> =
        source.iter().flat_map(|(_, text)| text.split('"').skip(1)).filter(|part| is_key(part)).collect();
    let unused: Vec<&str> = Texts::english().keys().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

/// The texts of a language: for each key, the name of its file and the text.
fn catalogue(language: Language) -> BTreeMap<String, (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/text").join(language.tag());
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the catalogue is there") {
        let path = entry.expect("it can be listed").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        for line in std::fs::read_to_string(&path).expect("it is text").lines() {
            if let Some((key, text)) = line.split_once(" = ").filter(|_| !line.starts_with(['#', ' '])) {
                texts.insert(key.to_owned(), (file.clone(), text.to_owned()));
            }
        }
    }
    assert!(texts.len() > 500, "the catalogue was not read right");
    texts
}

/// The names of the arguments in a text.
fn arguments(text: &str) -> BTreeSet<&str> {
    let end = |rest: &str| {
        rest.find(|letter: char| !(letter.is_ascii_lowercase() || matches!(letter, '-' | '_'))).unwrap_or(rest.len())
    };
    text.split('$').skip(1).map(|rest| &rest[..end(rest)]).collect()
}

#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let english = catalogue(Language::English);
    for language in Language::ALL {
        let own = catalogue(language);
        let mut wrong = Vec::new();
        for (key, (file, text)) in &english {
            match own.get(key) {
                None => wrong.push(format!("{file} lacks: {key} = {text}")),
                Some((there, _)) if there != file => wrong.push(format!("{there} has what belongs to {file}: {key}")),
                Some((_, other)) if arguments(other) != arguments(text) => {
                    wrong.push(format!("{file} names other arguments: {key} = {other}, not those of {text}"));
                }
                Some(_) => {}
            }
        }
        let more = own.iter().filter(|(key, _)| !english.contains_key(*key));
        wrong.extend(more.map(|(key, (file, _))| format!("{file} has more: {key}")));
        assert!(wrong.is_empty(), "assets/text/{}:\n{}", language.tag(), wrong.join("\n"));
    }
}

/// The arguments of texts that are numbers of things, people or hours.
const COUNTS: [&str; 26] = [
    "above", "alive", "all", "below", "count", "crew", "dark", "degraded", "down", "events", "given", "hours", "lit",
    "lost", "made", "needed", "others", "people", "runs", "servers", "size", "ten", "tries", "users", "waiting",
    "working",
];

#[test]
fn one_thing_is_told_as_one() {
    const VERBS: [&str; 10] = ["are", "wait", "work", "need", "have", "depend", "diverge", "repair", "people", "hit"];
    let english = Texts::english();
    let mut wrong = Vec::new();
    for (key, (_, text)) in catalogue(Language::English) {
        let names = arguments(&text);
        let Some(key) = english.keys().find(|own| *own == key).filter(|_| !names.is_empty()) else { continue };
        let args: Vec<(&str, &str)> =
            names.iter().map(|name| (*name, if COUNTS.contains(name) { "1" } else { "x" })).collect();
        let told = english.with(key, &args);
        let words: Vec<&str> = told.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).collect();
        for (place, _) in words.iter().enumerate().filter(|(_, word)| **word == "1") {
            // "1 more servers", "1 of 1 servers are" and "1 of its servers wait".
            let rest: Vec<&str> = words[place + 1..].iter().copied().filter(|word| !word.is_empty()).collect();
            let (["of", "its" | "the", _, rest @ ..] | ["of", "1", "server" | "service" | "person", rest @ ..] | rest) =
                rest.as_slice();
            let adjectives = ["more", "fewer", "lost", "other", "standby"];
            let noun = rest.iter().find(|word| !adjectives.contains(word)).copied().unwrap_or_default();
            let is_verb_of_one =
                ["is", "has", "was", "waits", "works", "needs", "depends", "diverges", "repairs"].contains(&noun);
            if VERBS.contains(&noun) || (noun.ends_with('s') && !is_verb_of_one) {
                wrong.push(format!("{key}: {told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "one of them, as if there were several: {wrong:#?}");
}

#[test]
fn every_argument_of_a_text_before_a_noun_counts() {
    // A number that stands before a noun must be in the list above, or its plural would not be tried.
    const NOUNS: [&str; 12] = [
        "servers",
        "services",
        "users",
        "people",
        "runs",
        "events",
        "problems",
        "warnings",
        "user-hours",
        "outages",
        "times",
        "dependents",
    ];
    for (key, (_, text)) in catalogue(Language::English) {
        for (before, after) in text.split("{ $").skip(1).filter_map(|part| part.split_once(" }")) {
            let next = after.trim_start().split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).next();
            let counts = next.is_some_and(|next| NOUNS.contains(&next));
            // The limits of the budget are large.
            assert!(!counts || before == "limit" || COUNTS.contains(&before), "{key} = {text}: what is {before}?");
        }
    }
}

#[test]
fn every_letter_of_every_text_can_be_drawn() {
    let ctx = egui::Context::default();
    style::install_fonts(&ctx);
    ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
    let mut texts: Vec<(String, String)> = Vec::new();
    for language in Language::ALL {
        texts.extend(catalogue(language).into_iter().map(|(key, (_, text))| (key, text)));
    }
    for save in shipped() {
        let scenario = save.scenario();
        let entries = scenario.translations.languages().flat_map(|(_, entries)| entries);
        let all = scenario.texts().map(|(_, text)| text).chain(entries.map(|(_, translated)| translated));
        texts.extend(all.map(|text| (save.name.to_owned(), text.to_owned())));
    }
    let mut missing = Vec::new();
    for font in [egui::FontId::proportional(14.0), style::semibold(14.0)] {
        for (place, text) in &texts {
            let unknown: String =
                ctx.fonts_mut(|fonts| text.chars().filter(|letter| !fonts.has_glyph(&font, *letter)).collect());
            if !unknown.is_empty() {
                missing.push(format!("{place}: {unknown} in {text}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn shipped_scenarios_are_translated_into_korean() {
    let mut all = Vec::new();
    for save in shipped() {
        let scenario = save.scenario();
        // The titles of sources are not translated.
        let sources: BTreeSet<&str> = scenario.sources.rows().iter().map(|source| source.title.as_str()).collect();
        let is_plain = |text: &str| text.chars().any(|letter| letter.is_ascii_lowercase()) && !PROPER.contains(&text);
        let is_told = |field| scenario.names(field).count() > 1;
        let missing =
            scenario.texts().filter(|(field, text)| !is_told(*field) && !sources.contains(text) && is_plain(text));
        all.extend(missing.map(|(field, text)| format!("{}.ron: {}: {text}", save.name, field.path(&scenario))));
    }
    assert!(all.is_empty(), "these texts of saves have no Korean: {all:#?}");
}

/// Names that are not translated into Korean.
const PROPER: [&str; 1] = ["SK C&C"];

#[test]
fn the_source_of_the_window_contains_no_texts() {
    // The labels of keys are the same in every language.
    const KEYS: [&str; 6] = ["Shift ", "Ctrl ", "Ctrl Shift ", "Esc", "PgUp", "PgDn"];
    let mut found = Vec::new();
    for (path, text) in source() {
        if !path.starts_with("ui/") || path.contains("tests") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let literals = line.split('"').skip(1).step_by(2);
            let words = literals.filter(|literal| {
                let mut letters = literal.chars();
                letters.next().is_some_and(|first| first.is_ascii_uppercase())
                    && letters.next().is_some_and(|second| second.is_ascii_lowercase())
                    // The path of a function in an attribute.
                    && !literal.contains("::")
            });
            found.extend(words.filter(|word| !KEYS.contains(word)).map(|word| format!("{path}: {word}")));
        }
    }
    assert!(found.is_empty(), "these belong into assets/text: {found:#?}");
}
