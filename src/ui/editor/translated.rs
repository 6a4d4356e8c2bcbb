//! The texts of a scenario with their translations into one language.

use std::collections::{BTreeMap, BTreeSet};

use crate::file::Authored;
use crate::file::edit::Edit;
use crate::session::NamedEdit;
use crate::text::{Language, Saying, Search};
use crate::ui::ViewContext;

/// A text with its translation.
#[derive(Clone, Debug)]
pub(super) struct Translated {
    /// The author's text, or the key of a translation of nothing.
    pub text: String,
    /// The key of its translation in the file: the text itself, or a path.
    pub key: String,
    /// The translation; empty if there is none.
    pub translation: String,
}

/// Where a translation is: in which language, and its key in the file. `short` is what undo calls the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextPlace {
    pub language: Language,
    pub key: String,
    pub short: String,
}

impl TextPlace {
    /// The translation that the document has; empty if there is none.
    pub fn translation(&self, authored: &Authored) -> String {
        let texts = authored.rows().translations.get(self.language.tag());
        let found = texts.and_then(|texts| texts.0.iter().find(|(key, _)| *key == self.key));
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// The edit that makes `written` the translation. Edits of the same one during one visit of its field are one step of undo.
    pub fn edit(&self, authored: &Authored, written: &str, visits: u64) -> NamedEdit {
        let written = Some(written).filter(|written| !written.is_empty());
        let edit = Edit::translate(authored, self.language.tag(), &self.key, written);
        let title = Saying::of("undo-translate", [("text", self.short.as_str().into())]);
        NamedEdit::new(edit, title).joining(Some(format!("translations.{}.{} {visits}", self.language.tag(), self.key)))
    }
}

/// What the list depends on: the document, its revision, the language, and what is searched.
pub(super) type TranslationsKey = (u64, u64, Language, String);

/// All texts of the scenario with their translations, each once, and below them the translations of what is not there. Only what a search
/// finds, if something is searched.
pub(super) fn translated(context: &ViewContext<'_>, language: Language, typed: &str) -> Vec<Translated> {
    let session = context.session;
    let world = session.scenario();
    let entries = session.authored().rows().translations.get(language.tag());
    let entries: BTreeMap<&str, &str> =
        entries.iter().flat_map(|texts| &texts.0).map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let mut seen = BTreeSet::new();
    let mut used = BTreeSet::new();
    let mut all = Vec::new();
    for (field, text) in world.texts().filter(|(_, text)| !text.trim().is_empty()) {
        let path = field.path(world);
        let by_path = entries.contains_key(path.as_str()).then(|| path.clone());
        let key = by_path.unwrap_or_else(|| text.to_owned());
        used.insert(key.clone());
        if seen.insert(key.clone()) {
            let translation = entries.get(key.as_str()).copied().unwrap_or_default().to_owned();
            all.push(Translated { text: text.to_owned(), key, translation });
        }
    }
    let orphans = entries.iter().filter(|(key, _)| !used.contains(**key));
    all.extend(orphans.map(|(key, text)| Translated {
        text: (*key).to_owned(),
        key: (*key).to_owned(),
        translation: (*text).to_owned(),
    }));
    let search = Search::of(typed);
    if !search.is_empty() {
        all.retain(|row| search.finds(&row.text) || search.finds(&row.translation));
    }
    all
}
