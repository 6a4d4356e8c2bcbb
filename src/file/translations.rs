//! The texts of a scenario in other languages (MODEL.md, section 2): which file is right, and how it is written.

use std::collections::BTreeSet;

use ron::ser::PrettyConfig;
use serde::Serialize;

use super::check::{Check, did_you_mean, of_text, one_of};
use super::pairs::Pairs;
use super::places::At;
use super::read::options;
use crate::model::{Scenario, Translations};
use crate::text::{Language, Saying};

/// The translations: of texts that are there, each once, into a language that the window speaks.
pub fn translations(check: &mut Check, raw: &Pairs<Pairs<String>>, scenario: &Scenario) -> Translations {
    if raw.is_empty() {
        return Translations::new();
    }
    let there = scenario.texts();
    let languages = Language::ALL.map(Language::tag);
    let all = At::ROOT;
    let all = all.key("translations");
    check.once(&all, raw);
    for (language, texts) in &raw.0 {
        let at = all.key(language);
        if !languages.contains(&language.as_str()) {
            check.fault(&at, of_text("file-no-language", language), one_of(&languages));
            continue;
        }
        check.once(&at, texts);
        for (text, translated) in &texts.0 {
            one(check, &at.key(text), text, translated, &there);
        }
    }
    let texts = |texts: &Pairs<String>| texts.0.iter().cloned().collect();
    raw.0.iter().map(|(language, row)| (language.clone(), texts(row))).collect()
}

fn one(check: &mut Check, at: &At<'_>, text: &str, translated: &str, there: &BTreeSet<String>) {
    if !there.contains(text) && check.knows_texts() {
        let texts = there.iter().map(String::as_str);
        let remedy = did_you_mean(text, texts, || Saying::plain("file-no-text-remedy"));
        check.fault(at, of_text("file-no-text", text), remedy);
    } else if translated.trim().is_empty() {
        check.fault(at, of_text("file-empty-translation", text), Saying::plain("file-empty-translation-remedy"));
    }
}

/// The field of a file that holds the translations of texts that are still there, a line for each; empty if there is none.
pub fn to_ron(scenario: &Scenario) -> String {
    #[derive(Serialize)]
    struct Field {
        translations: Pairs<Pairs<String>>,
    }
    if scenario.translations.is_empty() {
        return String::new();
    }
    let there = scenario.texts();
    let texts = |texts: &std::collections::BTreeMap<String, String>| -> Pairs<String> {
        let kept = texts.iter().filter(|(text, _)| there.contains(*text));
        kept.map(|(text, translated)| (text.clone(), translated.clone())).collect()
    };
    let rows = scenario.translations.iter().map(|(language, row)| (language.clone(), texts(row)));
    let field = Field { translations: rows.filter(|(_, row)| !row.is_empty()).collect() };
    if field.translations.is_empty() {
        return String::new();
    }
    let pretty = PrettyConfig::new().new_line("\n").indentor("  ").separator(" ");
    let text = options().to_string_pretty(&field, pretty).expect("every field of the format can be written");
    text.trim_start_matches("(\n").trim_end_matches(')').to_owned()
}
