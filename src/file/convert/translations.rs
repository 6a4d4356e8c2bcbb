//! Checks and converts the translations of a scenario's texts (MODEL.md, section 2).

use std::cell::OnceCell;

use crate::file::check::Check;
use crate::file::pairs::Pairs;
use crate::file::path::At;
use crate::file::suggest::{did_you_mean, of_text, one_of};
use crate::file::tables::Keyed;
use crate::model::{Scenario, Translations};
use crate::text::{Language, Saying};

/// If there are more sites and services together than this, no similar text is suggested, because finding one would take too long.
const MOST_SUGGESTED: usize = 5_000;

/// Converts the translations. Checks that each key occurs once, and that the window supports the languages. A translation of a text that
/// does not exist (an orphan) is kept and causes a warning.
pub fn translations(check: &mut Check, rows: &Keyed<Pairs<String>>, scenario: &Scenario) -> Translations {
    if rows.is_empty() {
        return Translations::default();
    }
    let texts = |texts: &Pairs<String>| texts.0.iter().cloned().collect();
    let languages = rows.iter().map(|(language, row)| (language.to_owned(), texts(row))).collect();
    let translations = Translations::new(languages, scenario);
    let tags = Language::ALL.map(Language::tag);
    let all = At::ROOT;
    let all = all.key("translations");
    check.once(&all, rows.keys());
    // The paths of all texts, made when the first remedy needs them.
    let paths = OnceCell::new();
    for (language, texts) in rows.iter() {
        let at = all.key(language);
        if !tags.contains(&language) {
            check.fault(&at, of_text("file-no-language", language), one_of(&tags));
            continue;
        }
        check.once(&at, texts.keys());
        for (key, translated) in &texts.0 {
            if translations.is_orphan(language, key) && check.knows_texts() {
                check.warn_with(&at.key(key), of_text("file-no-text", key), || meant(key, scenario, &paths));
            } else if translated.trim().is_empty() {
                let message = of_text("file-empty-translation", key);
                check.fault(&at.key(key), message, Saying::plain("file-empty-translation-remedy"));
            }
        }
    }
    translations
}

/// The remedy for an orphan. It suggests the text or path that was probably meant, if a similar one exists.
fn meant(key: &str, scenario: &Scenario, paths: &OnceCell<Vec<String>>) -> Saying {
    let otherwise = || Saying::plain("file-no-text-remedy");
    if scenario.services.len() + scenario.sites.len() > MOST_SUGGESTED {
        return otherwise();
    }
    let paths = paths.get_or_init(|| scenario.texts().map(|(field, _)| field.path(scenario)).collect());
    let texts = scenario.texts().map(|(_, text)| text).chain(paths.iter().map(String::as_str));
    did_you_mean(key, texts, otherwise)
}
