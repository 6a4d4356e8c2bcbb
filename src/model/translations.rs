//! Translations of a scenario's texts. They are stored by language, and for each language by the original text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::scenario::Scenario;
use super::story::CameraTarget;

/// For each language code, such as `ko`, a map from original text to translated text.
pub type Translations = BTreeMap<String, BTreeMap<String, String>>;

impl Scenario {
    /// Translates `text` to the language with this code; returns `text` itself if there is no translation.
    #[must_use]
    pub fn said<'a>(&'a self, language: &str, text: &'a str) -> &'a str {
        self.translations.get(language).and_then(|texts| texts.get(text)).map_or(text, String::as_str)
    }

    /// Translates the whole scenario to the language with this code, as far as translations exist.
    ///
    /// Plans keep their names, because people edit plans, and a file refers to a plan by its original name.
    #[must_use]
    pub fn told_in(&self, language: &str) -> Cow<'_, Self> {
        let Some(texts) = self.translations.get(language) else { return Cow::Borrowed(self) };
        let mut told = self.clone();
        for text in told.world_texts() {
            if let Some(translated) = texts.get(text) {
                text.clone_from(translated);
            }
        }
        Cow::Owned(told)
    }

    /// Every text that can be translated.
    #[must_use]
    pub fn texts(&self) -> BTreeSet<String> {
        let mut copy = self.clone();
        let mut texts: BTreeSet<String> = copy.world_texts().into_iter().map(std::mem::take).collect();
        texts.extend(copy.plans.into_iter().flat_map(|plan| [plan.name, plan.about]));
        texts.retain(|text| !text.is_empty());
        texts
    }

    /// All texts that are shown to people, except those of plans.
    fn world_texts(&mut self) -> Vec<&mut String> {
        let mut texts = vec![&mut self.title, &mut self.about];
        texts.extend(self.sources.iter_mut().map(|(_, source)| &mut source.title));
        texts.extend(self.notes.iter_mut().map(|note| &mut note.text));
        texts.extend(self.hazards.iter_mut().map(|(_, hazard)| &mut hazard.name));
        for (_, site) in self.sites.iter_mut() {
            texts.push(&mut site.name);
            texts.extend(site.place.iter_mut().chain(&mut site.operator));
        }
        for (_, service) in self.services.iter_mut() {
            texts.push(&mut service.name);
            texts.extend(&mut service.kind);
        }
        texts.extend(self.exchanges.iter_mut().map(|(_, exchange)| &mut exchange.name));
        texts.extend(self.companies.iter_mut().map(|(_, company)| &mut company.name));
        texts.extend(self.rivals.iter_mut().map(|(_, rival)| &mut rival.name));
        texts.extend(self.news.iter_mut().flat_map(|news| [&mut news.title, &mut news.text]));
        for chapter in &mut self.story {
            texts.extend([&mut chapter.title, &mut chapter.text]);
            match &mut chapter.look {
                CameraTarget::Place(place) => texts.push(place),
                CameraTarget::Site(_) | CameraTarget::Service(_) | CameraTarget::Company(_) | CameraTarget::All => {}
            }
        }
        texts
    }
}
