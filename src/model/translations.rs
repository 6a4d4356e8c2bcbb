//! The translations of a scenario's texts. When a file is read, each translation is assigned to the fields of the rows that it translates.
//!
//! In a file, the key of a translation is the path of a field, such as `services.talk.name`, or the text as the author wrote it. A scenario
//! keeps and runs the author's texts; [`Scenario::localized`] finds their translations when a text is shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::scenario::Scenario;
use super::table::{CompanyId, ExchangeId, HazardId, RivalId, ServiceId, SiteId, SourceId};
use super::text_field::TextField;

/// Translations by the tag of a language, such as `ko`. Copies are cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Translations(Arc<BTreeMap<String, Translated>>);

/// The translations into one language.
#[derive(Clone, Debug, Default, PartialEq)]
struct Translated {
    /// The entries of the file, by path or by the author's text.
    entries: BTreeMap<String, Arc<str>>,
    /// The translations of the fields that exist.
    fields: HashMap<TextField, Arc<str>>,
    /// The translations that a file gives by path of texts that several rows share, by the author's text: see [`Shared`].
    shared: [HashMap<String, Arc<str>>; Shared::COUNT],
    /// Keys of entries that are neither the path of a text nor a text.
    orphans: BTreeSet<String>,
}

/// A kind of text that is translated by what it says, wherever it stands: a campus or a kind of services has no row of its own, and the
/// measures and actions of a plan move when others are added to it or taken out, and are copied into the forks of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shared {
    Place,
    Kind,
    Cost,
    LogTitle,
}

impl Shared {
    const COUNT: usize = 4;

    const fn of(field: TextField) -> Option<Self> {
        match field {
            TextField::SitePlace(_) => Some(Self::Place),
            TextField::ServiceKind(_) => Some(Self::Kind),
            TextField::MeasureCost { .. } => Some(Self::Cost),
            TextField::LogTitle { .. } => Some(Self::LogTitle),
            TextField::Title
            | TextField::About
            | TextField::Teaches
            | TextField::SourceTitle(_)
            | TextField::NoteText(_)
            | TextField::HazardName(_)
            | TextField::SiteName(_)
            | TextField::SiteOperator(_)
            | TextField::ServiceName(_)
            | TextField::ExchangeName(_)
            | TextField::CompanyName(_)
            | TextField::RivalName(_)
            | TextField::NewsTitle(_)
            | TextField::NewsText(_)
            | TextField::ChapterTitle(_)
            | TextField::ChapterText(_)
            | TextField::ChapterNotes(_)
            | TextField::PlanName(_)
            | TextField::PlanAbout(_) => None,
        }
    }
}

impl Translations {
    /// Creates the translations of a file. `languages` has the entries of each language, by the tag of the language; the key of an entry is
    /// a path or a text.
    #[must_use]
    pub fn new(languages: BTreeMap<String, BTreeMap<String, String>>, scenario: &Scenario) -> Self {
        let translated = |(tag, entries): (String, BTreeMap<String, String>)| (tag, Translated::new(entries, scenario));
        Self(Arc::new(languages.into_iter().map(translated).collect()))
    }

    /// Whether there are no translations into any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries of the file by language. The keys of entries are paths or texts.
    pub fn languages(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, &str)>)> {
        self.0.iter().map(|(tag, translated)| (tag.as_str(), translated.entries()))
    }

    /// Whether the entry with this key is an orphan: it is neither the path of a field nor a text of the scenario.
    #[must_use]
    pub fn is_orphan(&self, language: &str, key: &str) -> bool {
        self.0.get(language).is_some_and(|translated| translated.orphans.contains(key))
    }
}

impl Translated {
    fn new(entries: BTreeMap<String, String>, scenario: &Scenario) -> Self {
        let entries: BTreeMap<String, Arc<str>> = entries.into_iter().map(|(key, text)| (key, text.into())).collect();
        let mut orphans: BTreeSet<String> = entries.keys().cloned().collect();
        let mut fields = HashMap::new();
        let mut shared: [HashMap<String, Arc<str>>; Shared::COUNT] = Default::default();
        for (field, text) in scenario.texts() {
            if let Some(translated) = entries.get(text) {
                orphans.remove(text);
                fields.insert(field, Arc::clone(translated));
            }
        }
        // A key that is equal to a text of the scenario is not used as a path. If one entry has the path of a field and another has its
        // text, the entry with the path is used.
        let paths: BTreeSet<String> = orphans.clone();
        for (field, text) in scenario.texts().filter(|_| !paths.is_empty()) {
            let path = field.path(scenario);
            if let Some(translated) = entries.get(&path).filter(|_| paths.contains(&path)) {
                orphans.remove(&path);
                fields.insert(field, Arc::clone(translated));
                if let Some(kind) = Shared::of(field) {
                    shared[kind as usize].entry(text.to_owned()).or_insert_with(|| Arc::clone(translated));
                }
            }
        }
        Self { entries, fields, shared, orphans }
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(key, text)| (key.as_str(), &**text))
    }

    /// The translation in the entry with this path or, if there is none, in the entry with this text.
    fn named<'a>(&'a self, text: &str, path: impl Fn() -> String) -> Option<&'a str> {
        self.entries.get(&path()).or_else(|| self.entries.get(text)).map(|text| &**text)
    }
}

/// Finds the texts of a scenario in one language. For a text without a translation it returns the text as the author wrote it.
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
        found.map_or_else(|| self.scenario.text(field), AsRef::as_ref)
    }

    /// The title of the scenario.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.text(TextField::Title)
    }

    /// The description of the scenario.
    #[must_use]
    pub fn about(self) -> &'a str {
        self.text(TextField::About)
    }

    /// What can be learned from the scenario.
    #[must_use]
    pub fn teaches(self) -> &'a str {
        self.text(TextField::Teaches)
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
        /// The operator of a site. Empty if the file gives none.
        site_operator: SiteOperator(SiteId);
        /// The name of a service.
        service_name: ServiceName(ServiceId);
        /// The kind of a service. Empty if the file gives none.
        service_kind: ServiceKind(ServiceId);
        /// The name of an exchange.
        exchange_name: ExchangeName(ExchangeId);
        /// The name of a company.
        company_name: CompanyName(CompanyId);
        /// The name of a rival.
        rival_name: RivalName(RivalId);
        /// The title of a headline.
        news_title: NewsTitle(usize);
        /// The text below a headline.
        news_text: NewsText(usize);
        /// The title of a chapter.
        chapter_title: ChapterTitle(usize);
        /// The text of a chapter.
        chapter_text: ChapterText(usize);
        /// The notes of a chapter for whoever presents it. Empty if there are none.
        chapter_notes: ChapterNotes(usize);
    }

    /// The name of the campus whose name by its author is `place`.
    #[must_use]
    pub fn place(self, place: &'a str) -> &'a str {
        self.shared(Shared::Place, place)
    }

    /// A kind of services, as several of them may have it.
    #[must_use]
    pub fn kind(self, kind: &'a str) -> &'a str {
        self.shared(Shared::Kind, kind)
    }

    /// The cost of a measure, whose text by its author is `cost`. The measure need not be in a plan of the scenario.
    #[must_use]
    pub fn cost<'t>(self, cost: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.shared(Shared::Cost, cost)
    }

    /// A line of the log, whose text by its author is `title`. The action need not be in a plan of the scenario.
    #[must_use]
    pub fn log_title<'t>(self, title: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.shared(Shared::LogTitle, title)
    }

    fn shared<'t>(self, kind: Shared, text: &'t str) -> &'t str
    where
        'a: 't,
    {
        let Some(translated) = self.translated else { return text };
        let found = translated.shared[kind as usize].get(text).or_else(|| translated.entries.get(text));
        found.map_or(text, AsRef::as_ref)
    }

    /// The name of a plan whose name by its author is `name`. The plan need not be in the scenario.
    #[must_use]
    pub fn plan_name(self, name: &'a str) -> &'a str {
        let found = self.translated.and_then(|translated| translated.named(name, || format!("plans.{name}.name")));
        found.unwrap_or(name)
    }

    /// The description of the plan `name` whose description by its author is `about`. The plan need not be in the scenario.
    #[must_use]
    pub fn plan_about(self, name: &str, about: &'a str) -> &'a str {
        let found = self.translated.and_then(|translated| translated.named(about, || format!("plans.{name}.about")));
        found.unwrap_or(about)
    }
}

impl Scenario {
    /// The texts of the scenario in the language with this tag.
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
