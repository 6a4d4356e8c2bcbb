//! The cards of the list of scenarios. Recent files are read beside the window, because each of them may be large or on a slow disk.

use std::path::Path;

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
            sites: scenario.sites.ids().map(|site| scenario.shown_at(site)).collect(),
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
        let mut cards = Cards { unsaved: self.unsaved_rows(), shipped: shipped.collect(), recent: recent.collect() };
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
        let (path, language) = (path.to_owned(), self.texts.language());
        let work = move |watch: &Watch| facts(&path, &Texts::of(language), watch);
        Task::begin(self.setup.long_work, ctx, &self.turn, work)
    }
}

/// Reads a recent file for its card. `None` if nobody wants it any more.
fn facts(path: &Path, texts: &Texts, watch: &Watch) -> Option<CardFacts> {
    let missing = || CardFacts::of_path(path, texts.get("scenarios-missing"));
    let Ok(bytes) = file::bytes(path) else { return Some(missing()) };
    let _turn = watch.turn()?;
    let scenario = file::unpacked(bytes).and_then(|(bytes, _)| file::load(&bytes));
    let Ok(scenario) = scenario else { return Some(missing()) };
    let facts = CardFacts::of(&scenario, texts.language());
    let about = match facts.about.trim() {
        "" => files::name(path),
        about => texts.with("scenarios-file", &[("file", &files::name(path)), ("about", about)]),
    };
    Some(CardFacts { about, ..facts })
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
        let folder = tempfile::tempdir().expect("a folder");
        let written = |name: &str, about: &str| {
            let path = folder.path().join(name);
            let text = format!(
                r#"( firedrill: 1, title: "T"{about}, zone: "UTC", start: "2026-03-02 08:00", length: "1d",
                hazards: {{ "h": (name: "H", kind: Fire, out: "1h") }},
                sites: {{ "s": (name: "S", at: (52, 13), hazard: "h") }}, services: {{}} )"#
            );
            std::fs::write(&path, text).expect("writes");
            path
        };
        let recent = [
            written("base.ron", ""),
            written("blank.ron", ", about: \" \""),
            written("told.ron", ", about: \"A fire\""),
        ];
        let facts = recent.map(|path| facts(&path, &Texts::english(), &Watch::default()).expect("it is wanted"));
        assert_eq!(facts.map(|facts| facts.about), ["base.ron", "blank.ron", "told.ron: A fire"]);
    }
}
