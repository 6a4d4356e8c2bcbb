//! The texts of a scenario in other languages, found for each thing and field when the file is read.
//!
//! A file gives a translation by the path of a field, such as `services.talk.name`, or by the text as the author wrote it. The
//! scenario itself, and every run of it, keeps the author's texts; views ask for the localized ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::scenario::Scenario;
use super::table::{CompanyId, ExchangeId, HazardId, RivalId, ServiceId, SiteId, SourceId};
use super::text_field::TextField;

/// By the tag of a language, such as `ko`; cheap to copy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Translations(Arc<BTreeMap<String, Translated>>);

/// The texts of a scenario in one language.
#[derive(Clone, Debug, Default, PartialEq)]
struct Translated {
    /// As the file has them: by path or by text.
    entries: BTreeMap<String, Arc<str>>,
    /// What they are translations of.
    fields: HashMap<TextField, Arc<str>>,
    /// Places are no things of their own, and kinds neither: by what the author calls them.
    places: HashMap<String, Arc<str>>,
    kinds: HashMap<String, Arc<str>>,
    /// Keys of entries that are neither the path of a text nor a text.
    orphans: BTreeSet<String>,
}

impl Translations {
    /// The translations of a file, by the tag of a language, and in it by path or by text.
    #[must_use]
    pub fn new(languages: BTreeMap<String, BTreeMap<String, String>>, scenario: &Scenario) -> Self {
        let translated = |(tag, entries): (String, BTreeMap<String, String>)| (tag, Translated::new(entries, scenario));
        Self(Arc::new(languages.into_iter().map(translated).collect()))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a file has them: by language, and in it by path or by text.
    pub fn languages(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, &str)>)> {
        self.0.iter().map(|(tag, translated)| (tag.as_str(), translated.entries()))
    }

    /// Whether an entry in this language belongs to nothing in the scenario.
    #[must_use]
    pub fn is_orphan(&self, language: &str, key: &str) -> bool {
        self.0.get(language).is_some_and(|translated| translated.orphans.contains(key))
    }
}

impl Translated {
    fn new(entries: BTreeMap<String, String>, scenario: &Scenario) -> Self {
        let entries: BTreeMap<String, Arc<str>> = entries.into_iter().map(|(key, text)| (key, text.into())).collect();
        let mut orphans: BTreeSet<String> = entries.keys().cloned().collect();
        let (mut fields, mut places, mut kinds) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (field, text) in scenario.texts() {
            if let Some(translated) = entries.get(text) {
                orphans.remove(text);
                fields.insert(field, Arc::clone(translated));
            }
        }
        // What is a text of the file is never read as a path; a path says more than a text.
        let paths: BTreeSet<String> = orphans.clone();
        for (field, text) in scenario.texts().filter(|_| !paths.is_empty()) {
            let path = field.path(scenario);
            if let Some(translated) = entries.get(&path).filter(|_| paths.contains(&path)) {
                orphans.remove(&path);
                fields.insert(field, Arc::clone(translated));
                let place = matches!(field, TextField::SitePlace(_)).then_some(&mut places);
                let kind = matches!(field, TextField::ServiceKind(_)).then_some(&mut kinds);
                if let Some(shared) = place.or(kind) {
                    shared.entry(text.to_owned()).or_insert_with(|| Arc::clone(translated));
                }
            }
        }
        Self { entries, fields, places, kinds, orphans }
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(key, text)| (key.as_str(), &**text))
    }

    /// By the path, or by the text.
    fn named<'a>(&'a self, text: &str, path: impl Fn() -> String) -> Option<&'a str> {
        self.entries.get(&path()).or_else(|| self.entries.get(text)).map(|text| &**text)
    }
}

/// A scenario as it reads in one language; what nobody translated stays as its author wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Localized<'a> {
    scenario: &'a Scenario,
    translated: Option<&'a Translated>,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $field:ident($id:ty);)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(self, id: $id) -> &'a str {
            self.text(TextField::$field(id))
        }
    )*};
}

impl<'a> Localized<'a> {
    /// The scenario itself, as its author wrote it.
    #[must_use]
    pub const fn scenario(self) -> &'a Scenario {
        self.scenario
    }

    /// A text of the scenario.
    #[must_use]
    pub fn text(self, field: TextField) -> &'a str {
        let found = self.translated.and_then(|translated| translated.fields.get(&field));
        found.map_or_else(|| self.scenario.text(field), |text| text)
    }

    /// The title of the scenario.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.text(TextField::Title)
    }

    /// What it is about.
    #[must_use]
    pub fn about(self) -> &'a str {
        self.text(TextField::About)
    }

    fields! {
        /// The title of a source.
        source_title: SourceTitle(SourceId);
        /// The text of a note.
        note_text: NoteText(usize);
        /// The name of a hazard.
        hazard_name: HazardName(HazardId);
        /// The name of a site.
        site_name: SiteName(SiteId);
        /// Who runs a site; empty if nobody says.
        site_operator: SiteOperator(SiteId);
        /// The name of a service.
        service_name: ServiceName(ServiceId);
        /// What a service is; empty if nobody says.
        service_kind: ServiceKind(ServiceId);
        /// The name of an exchange.
        exchange_name: ExchangeName(ExchangeId);
        /// The name of a company.
        company_name: CompanyName(CompanyId);
        /// The name of a rival.
        rival_name: RivalName(RivalId);
        /// The line of a headline.
        news_title: NewsTitle(usize);
        /// The story below a headline.
        news_text: NewsText(usize);
        /// The heading of a chapter.
        chapter_title: ChapterTitle(usize);
        /// The caption of a chapter.
        chapter_text: ChapterText(usize);
    }

    /// A place of sites.
    #[must_use]
    pub fn place(self, place: &'a str) -> &'a str {
        self.shared(place, |translated| &translated.places)
    }

    /// A kind of services, as several of them may have it.
    #[must_use]
    pub fn kind(self, kind: &'a str) -> &'a str {
        self.shared(kind, |translated| &translated.kinds)
    }

    fn shared(self, text: &'a str, by_text: impl Fn(&Translated) -> &HashMap<String, Arc<str>>) -> &'a str {
        let Some(translated) = self.translated else { return text };
        let found = by_text(translated).get(text).or_else(|| translated.entries.get(text));
        found.map_or(text, |text| text)
    }

    /// The name of a plan, which the scenario need not have.
    #[must_use]
    pub fn plan_name(self, name: &'a str) -> &'a str {
        let found = self.translated.and_then(|translated| translated.named(name, || format!("plans.{name}.name")));
        found.unwrap_or(name)
    }

    /// A text about a plan.
    #[must_use]
    pub fn plan_about(self, name: &str, about: &'a str) -> &'a str {
        let found = self.translated.and_then(|translated| translated.named(about, || format!("plans.{name}.about")));
        found.unwrap_or(about)
    }
}

impl Scenario {
    /// The scenario as it reads in the language with this tag.
    #[must_use]
    pub fn localized(&self, language: &str) -> Localized<'_> {
        Localized { scenario: self, translated: self.translations.0.get(language) }
    }

    /// The scenario as its author wrote it.
    #[must_use]
    pub const fn as_written(&self) -> Localized<'_> {
        Localized { scenario: self, translated: None }
    }

    /// All that a thing is called: by its author, and in each language of the file. For a search, beside its id.
    pub fn names(&self, field: TextField) -> impl Iterator<Item = &str> {
        let translated = self.translations.0.values().filter_map(move |translated| translated.fields.get(&field));
        std::iter::once(self.text(field)).chain(translated.map(|text| &**text))
    }
}
