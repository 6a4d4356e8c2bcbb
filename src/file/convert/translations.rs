//! The texts of a scenario in other languages (MODEL.md, section 2): what a file may hold.

use std::collections::BTreeSet;

use crate::file::check::Check;
use crate::file::pairs::Pairs;
use crate::file::path::At;
use crate::file::suggest::{did_you_mean, of_text, one_of};
use crate::file::tables::Keyed;
use crate::model::{Scenario, Translations};
use crate::text::{Language, Saying};

/// The translations: of texts that are there, each once, into a language that the window speaks.
pub fn translations(check: &mut Check, raw: &Keyed<Pairs<String>>, scenario: &Scenario) -> Translations {
    if raw.is_empty() {
        return Translations::new();
    }
    let there = scenario.texts();
    let languages = Language::ALL.map(Language::tag);
    let all = At::ROOT;
    let all = all.key("translations");
    check.once(&all, raw.keys());
    for (language, texts) in raw.iter() {
        let at = all.key(language);
        if !languages.contains(&language) {
            check.fault(&at, of_text("file-no-language", language), one_of(&languages));
            continue;
        }
        check.once(&at, texts.keys());
        for (text, translated) in &texts.0 {
            one(check, &at.key(text), text, translated, &there);
        }
    }
    let texts = |texts: &Pairs<String>| texts.0.iter().cloned().collect();
    raw.iter().map(|(language, row)| (language.to_owned(), texts(row))).collect()
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
