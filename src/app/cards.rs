//! The cards of the list of scenarios. Recent files are read beside the window, because each of them may be large or on a slow disk.

use std::path::{Path, PathBuf};

use egui::Context;

use super::overlays::Overlay;
use super::task::{Outcome, Task, Watch};
use super::{App, files};
use crate::file;
use crate::geo::LatLon;
use crate::model::Scenario;
use crate::session::{Command, FileCommand};
use crate::ui::map::SmallMap;
use crate::ui::scenarios::{Card, Cards};
use crate::ui::text::{Language, Texts};

/// What a card shows of a scenario.
pub(super) struct CardFacts {
    title: String,
    about: String,
    sites: Vec<LatLon>,
}

/// A recent file that is being read for the card at this index.
pub(super) type CardTask = (usize, Task<Option<CardFacts>>);

impl CardFacts {
    fn of(scenario: &Scenario, language: Language) -> Self {
        let localized = scenario.localized(language.tag());
        Self {
            title: localized.title().to_owned(),
            about: localized.about().to_owned(),
            sites: scenario.sites.iter().map(|(_, site)| site.at).collect(),
        }
    }

    /// The card of a file about which nothing but its path is known.
    fn of_path(path: &Path, about: &str) -> Self {
        Self { title: files::name(path), about: about.to_owned(), sites: Vec::new() }
    }

    fn card(self, open: Command) -> Card {
        let Self { title, about, sites } = self;
        Card { title, about, sites, open, map: SmallMap::default() }
    }
}

impl App {
    /// The list of scenarios: the shipped ones and the recent files, which are then read.
    pub(super) fn scenario_list(&mut self, ctx: &Context) -> Overlay {
        self.settings.update_recent(self.setup.settings.as_deref());
        let language = self.texts.language();
        let shipped = file::shipped().iter().map(|shipped| {
            let open = Command::File(FileCommand::OpenShipped(shipped.name));
            CardFacts::of(&shipped.scenario(), language).card(open)
        });
        let reading = self.texts.get("scenarios-reading");
        let recent = self.settings.recent.iter();
        let recent = recent.map(|path| {
            let open = Command::File(FileCommand::OpenPath(path.clone()));
            CardFacts::of_path(path, reading).card(open)
        });
        let mut cards = Cards { shipped: shipped.collect(), recent: recent.collect(), unsaved: self.unsaved_rows() };
        self.cards =
            self.settings.recent.iter().enumerate().map(|(index, path)| (index, self.read(ctx, path))).collect();
        take_read(&mut self.cards, &mut cards);
        Overlay::Scenarios(cards)
    }

    /// Shows the recent files that were read since the last call.
    pub(super) fn poll_cards(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Scenarios(cards)) => take_read(&mut self.cards, cards),
            // Nobody looks at the list any more.
            _ => self.cards.clear(),
        }
    }

    /// Reads a recent file for its card.
    fn read(&self, ctx: &Context, path: &Path) -> Task<Option<CardFacts>> {
        let (path, language): (PathBuf, _) = (path.to_owned(), self.texts.language());
        let work = move |watch: &Watch| {
            let texts = Texts::of(language);
            let Ok(bytes) = file::bytes(&path) else {
                return Some(CardFacts::of_path(&path, texts.get("scenarios-missing")));
            };
            let _turn = watch.turn()?;
            Some(match file::load(&bytes) {
                Ok(scenario) => {
                    let facts = CardFacts::of(&scenario, language);
                    let about = about_file(&files::name(&path), facts.about.trim(), &texts);
                    CardFacts { about, ..facts }
                }
                Err(_) => CardFacts::of_path(&path, texts.get("scenarios-missing")),
            })
        };
        Task::begin(self.setup.long_work, ctx, &self.turn, work)
    }
}

/// What the card of a file says: its name, and what its `about` says if it has one.
fn about_file(name: &str, about: &str, texts: &Texts) -> String {
    match about {
        "" => name.to_owned(),
        about => texts.with("scenarios-file", &[("file", name), ("about", about)]),
    }
}

/// Takes over the cards of the files that were read.
fn take_read(tasks: &mut Vec<CardTask>, cards: &mut Cards) {
    tasks.retain(|(index, task)| match task.outcome() {
        Outcome::Working => true,
        Outcome::Done(facts) => {
            if let (Some(card), Some(facts)) = (cards.recent.get_mut(*index), facts) {
                *card = facts.card(card.open.clone());
            }
            false
        }
        Outcome::Failed => false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recent_file_without_an_about_is_listed_by_its_name() {
        let texts = Texts::english();
        assert_eq!(about_file("base.ron", "", &texts), "base.ron");
        assert_eq!(about_file("told.ron", "A fire", &texts), "told.ron: A fire");
    }
}
