//! The cards of the list of scenarios. What the shipped ones show is made in advance. The person's own files are read beside the window, because
//! each of them may be large or on a slow disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::overlays::Overlay;
use super::task::{Outcome, Task, Watch};
use super::{App, files};
use crate::file::{self, Report, shipped};
use crate::session::IncidentSource;
use crate::sim::{Budget, Spending};
use crate::study::Fit;
use crate::study::library::{Summary, summaries};
use crate::text::{Language, Saying, Texts};
use crate::ui::scenarios::{Card, CardState, Cards, ScenariosView};
use crate::ui::warnings;

/// So many files of the person's folder are listed at most.
const MOST_FILES: usize = 100;
/// The budget of the run that a card of an own file summarizes: about a tenth of a second. Without a run a card does not say what happens.
const OF_A_CARD: Budget =
    Budget { strikes: 5_000, events: 50_000, steps: 5_000_000, quotes: 5_000_000, values: 500_000 };

/// What is known of an own file.
type Read = Result<Summary, CardState>;

/// An own file that is being read for the card at this index.
pub(super) type CardTask = (usize, Task<Option<Read>>);

/// The files of the person's folder, and how many more there are than are listed.
pub(super) type FolderTask = Task<(Vec<PathBuf>, usize)>;

impl App {
    /// The list of scenarios: the shipped ones, the recent files and those of the person's folder, which are then read. Scenarios that were
    /// marked to be put beside one another still are.
    pub(super) fn scenario_list(&mut self, ctx: &Context) -> Overlay {
        self.settings.update_recent(self.setup.settings.as_deref());
        let known = |name: &str| summaries().iter().find(|summary| summary.name == name);
        let shipped = shipped().iter().filter_map(|shipped| Some(Card::shipped(shipped.name, known(shipped.name)?)));
        let mut cards = Cards {
            unsaved: self.unsaved_rows(),
            shipped: shipped.collect(),
            own: Vec::new(),
            folder: self.setup.library.as_deref().map(files::whole).unwrap_or_default(),
            left_out: 0,
            view: ScenariosView { marked: std::mem::take(&mut self.marked), ..ScenariosView::default() },
        };
        self.cards.clear();
        for path in self.settings.recent.clone() {
            self.list_file(ctx, &mut cards, path);
        }
        let folder = self.setup.library.clone();
        let listing = move |_: &Watch| folder.as_deref().map(files_in).unwrap_or_default();
        self.folder = Some(Task::begin(self.setup.long_work, ctx, &self.turn, listing));
        self.take_folder(ctx, &mut cards);
        take_read(&mut self.cards, &mut cards);
        Overlay::Scenarios(Box::new(cards))
    }

    /// Shows the own files that were read since the last call.
    pub(super) fn poll_cards(&mut self, ctx: &Context) {
        match self.overlay.take() {
            Some(Overlay::Scenarios(mut cards)) => {
                self.take_folder(ctx, &mut cards);
                take_read(&mut self.cards, &mut cards);
                self.overlay = Some(Overlay::Scenarios(cards));
            }
            // Nobody looks at the list any more.
            other => {
                self.overlay = other;
                self.cards.clear();
                self.folder = None;
            }
        }
    }

    /// Keeps which scenarios are marked when the list is closed.
    pub(super) fn keep_marked(&mut self) {
        if let Some(Overlay::Scenarios(cards)) = &mut self.overlay {
            self.marked = std::mem::take(&mut cards.view.marked);
        }
    }

    /// Lists the files of the person's folder that are not among the recent ones, once their names are known.
    fn take_folder(&mut self, ctx: &Context, cards: &mut Cards) {
        let Some(Outcome::Done((paths, left_out))) = self.folder.as_ref().map(Task::outcome) else { return };
        self.folder = None;
        cards.left_out = left_out;
        for path in paths {
            if !self.settings.recent.contains(&path) {
                self.list_file(ctx, cards, path);
            }
        }
    }

    /// Adds the card of a file, and begins to read it.
    fn list_file(&mut self, ctx: &Context, cards: &mut Cards, path: PathBuf) {
        let (file, place) = (files::name(&path), files::whole(&path));
        cards.own.push(Card::reading(IncidentSource::File(path.clone()), &file, &place));
        let language = self.texts.language();
        let work = move |watch: &Watch| read(&path, language, watch);
        self.cards.push((cards.own.len() - 1, Task::begin(self.setup.long_work, ctx, &self.turn, work)));
    }
}

/// The scenario files of a folder in the order of their names, at most [`MOST_FILES`], and how many more there are. None if it is not there.
fn files_in(folder: &Path) -> (Vec<PathBuf>, usize) {
    let Ok(entries) = std::fs::read_dir(folder) else { return (Vec::new(), 0) };
    let is_scenario =
        |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron")) && path.is_file();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_scenario).collect();
    paths.sort();
    let left_out = paths.len().saturating_sub(MOST_FILES);
    paths.truncate(MOST_FILES);
    (paths, left_out)
}

/// Reads an own file for its card. `None` if nobody wants it any more.
fn read(path: &Path, language: Language, watch: &Watch) -> Option<Read> {
    let texts = Texts::for_window(language);
    let bytes = match file::bytes(path) {
        Ok(bytes) => bytes,
        Err(report) => return Some(Err(problem(&report, &texts))),
    };
    let _turn = watch.turn()?;
    let scenario = match file::unpacked(bytes).and_then(|(bytes, _)| file::load(&bytes)) {
        Ok(scenario) => Arc::new(scenario),
        Err(report) => return Some(Err(problem(&report, &texts))),
    };
    let fit = Fit::spending(&scenario, &mut Spending::new(OF_A_CARD, Some(watch.control()))).ok();
    (!watch.is_cancelled()).then(|| Ok(Summary::new(&scenario, fit.as_ref())))
}

/// What a card says of a file with these problems.
fn problem(report: &Report, texts: &Texts) -> CardState {
    let first = report.problems.first();
    CardState::Problem {
        at: first.map(|problem| warnings::place(problem, texts)).unwrap_or_default(),
        what: first.map_or_else(|| Saying::plain("incidents-unreadable"), |problem| problem.message.clone()),
        more: report.problems.len().saturating_sub(1),
    }
}

/// Takes over the cards of the files that were read.
fn take_read(tasks: &mut Vec<CardTask>, cards: &mut Cards) {
    tasks.retain(|(index, task)| {
        let read = match task.outcome() {
            Outcome::Working => return true,
            Outcome::Done(read) => read,
            Outcome::Failed => None,
        };
        if let (Some(card), Some(read)) = (cards.own.get_mut(*index), read) {
            match read {
                Ok(summary) => (card.summary, card.state) = (summary, CardState::Ready),
                Err(state) => card.state = state,
            }
        }
        false
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the folder is ours");
        path
    }

    fn of(path: &Path) -> Read {
        read(path, Language::English, &Watch::default()).expect("it is wanted")
    }

    #[test]
    fn an_own_file_is_summarized_or_its_first_problem_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = r#"( firedrill: 1, title: "T", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
            hazards: { "h": (name: "H", kind: Fire, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) },
            sites: { "s": (name: "S", at: (52.52, 13.4), hazard: "h") }, services: { "a": (name: "A", users: 5, on: { "s": 4 }) },
            plans: [ (name: "P", actions: [ (at: "10:00", do: Strike(site: "s")) ]) ] )"#;
        let summary = of(&written(&folder, "a.ron", text)).expect("it loads");
        assert_eq!((summary.at.as_str(), summary.area.as_str()), ("2026-03-02T10:00", "Europe"));
        assert_eq!(summary.hazards, [crate::model::HazardKind::Fire]);
        assert_eq!(summary.out, Some(crate::study::library::Out { secs: 3_600, is_open: false }));
        assert_eq!(summary.places[0].name, "Berlin");
        let broken = text.replace("zone: \"Europe/Berlin\"", "zone: \"Nowhere\"").replace("on: { \"s\"", "on: { \"t\"");
        let Err(CardState::Problem { at, more, .. }) = of(&written(&folder, "b.ron", &broken)) else {
            panic!("it is broken");
        };
        assert!(at.contains('1') && more == 1, "{at} {more}");
        let Err(CardState::Problem { at, .. }) = of(&folder.path().join("missing.ron")) else {
            panic!("it is missing")
        };
        assert_eq!(at, "");
        let quiet = text.replace("at: (52.52, 13.4), ", "").replace("firedrill: 1", "firedrill: 2");
        let quiet = quiet.replace("actions: [ (at: \"10:00\", do: Strike(site: \"s\")) ]", "");
        let summary = of(&written(&folder, "c.ron", &quiet)).expect("it loads");
        assert_eq!((summary.sites.len(), summary.places.len(), summary.out), (0, 0, None));
        assert_eq!(summary.at, "2026-03-02T08:00", "without a strike it is when the run begins");
    }

    #[test]
    fn a_folder_lists_scenario_files_and_not_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..MOST_FILES + 3 {
            written(&folder, &format!("{number:03}.ron"), "");
        }
        written(&folder, "notes.txt", "");
        std::fs::create_dir(folder.path().join("a.ron")).expect("a folder with the ending of a scenario");
        let (paths, left_out) = files_in(folder.path());
        assert_eq!((paths.len(), left_out), (MOST_FILES, 3));
        assert!(paths[0].ends_with("000.ron"));
        assert_eq!(files_in(&folder.path().join("missing")), (Vec::new(), 0));
    }
}
