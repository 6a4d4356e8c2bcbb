//! The session: one document, the run of its chosen plan, and the person's position in the run.

mod apply;
mod follow;
mod read;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use self::follow::Follow;
use super::document::{Baseline, Document, World, fresh_number};
use super::history::History;
use super::playback::Playback;
use super::response::Refusal;
use super::runs::Runs;
use crate::file::edit::Renamed;
use crate::file::{Authored, Checked};
use crate::model::{CameraTarget, Scenario};
use crate::recording::Subject;
use crate::study::compare::{Comparison, compare};
use crate::study::{Run, RunError};
use crate::text::{Language, Texts};

/// Where the scenario came from. A file is also where it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A shipped scenario with this name.
    Shipped(&'static str),
    /// A file.
    File(PathBuf),
}

/// The state of the person's work: the document, its run, the playhead and the selection.
#[derive(Clone, Debug)]
pub struct Session {
    /// Identifies the document of this session. Each opened file gets a new number.
    number: u64,
    /// The world in the language that the person reads, from which runs are made.
    localized: Arc<Scenario>,
    language: Language,
    /// What a plan that does nothing is called in that language, if the scenario does not say.
    untouched: &'static str,
    origin: Origin,
    document: Document,
    /// The document as it was opened or saved, with the first plan chosen.
    saved: Document,
    /// Whether the document would be saved as a different file than the one that was opened or saved.
    is_changed: bool,
    history: History<Document>,
    run: Arc<Run>,
    baseline: Option<Arc<Run>>,
    /// A run of another file that can be the baseline, and the name of that file.
    other: Option<(Arc<Run>, String)>,
    /// The differences between the run and the baseline, computed when first needed.
    comparison: OnceLock<Option<Comparison>>,
    /// Whether the map shows these differences.
    shows_differences: bool,
    /// Whether the map shows only what is connected with the selection.
    shows_only: bool,
    runs: Runs,
    playback: Playback,
    selection: Option<Subject>,
    hover: Option<Subject>,
    next_hover: Option<Subject>,
    camera_target: Option<CameraTarget>,
    chapter: Option<usize>,
}

impl Session {
    /// A session at the start of the scenario's first plan. If the scenario has no plan, an empty one is added.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario. The plans of a checked scenario always fit.
    pub fn new(scenario: Arc<Scenario>, origin: Origin) -> Result<Self, RunError> {
        Self::in_language(scenario, origin, Language::default())
    }

    /// The same, in this language as far as the scenario is translated.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn in_language(scenario: Arc<Scenario>, origin: Origin, language: Language) -> Result<Self, RunError> {
        Self::begin(Document::new(Authored::from(&*scenario), scenario, Vec::new()), origin, language)
    }

    /// A session for a file that was opened: its author's form, and the checked scenario.
    ///
    /// # Errors
    /// Like [`Self::new`].
    pub fn open(authored: Authored, checked: Checked, origin: Origin, language: Language) -> Result<Self, RunError> {
        let Checked { scenario, warnings } = checked;
        Self::begin(Document::new(authored, Arc::new(scenario), warnings), origin, language)
    }

    fn begin(document: Document, origin: Origin, language: Language) -> Result<Self, RunError> {
        let localized = localize(&document.world.scenario, language);
        let mut runs = Runs::default();
        let world = World { scenario: Arc::clone(&localized), number: document.world.number };
        let run = runs.of(&world, document.plan(), document.seed)?;
        let mut session = Self {
            number: fresh_number(),
            localized,
            language,
            untouched: untouched(language),
            origin,
            saved: document.clone(),
            is_changed: false,
            document: document.clone(),
            history: History::default(),
            run,
            baseline: None,
            other: None,
            comparison: OnceLock::new(),
            shows_differences: false,
            shows_only: false,
            runs,
            playback: Playback::default(),
            selection: None,
            hover: None,
            next_hover: None,
            camera_target: None,
            chapter: None,
        };
        session.show(document, &[])?;
        Ok(session)
    }

    /// Shows the scenario in another language: the app says so, which keeps the language in its settings. The document and where the
    /// person is in it stay.
    pub fn set_language(&mut self, language: Language) {
        self.language = language;
        self.untouched = untouched(language);
        self.localized = localize(&self.document.world.scenario, language);
        self.runs = Runs::default();
        let shown = self.show(self.document.clone(), &[]);
        debug_assert!(shown.is_ok(), "a plan that fits a world fits it in every language");
    }

    /// Records that the current document was written to this file. The app calls it after saving.
    pub fn mark_saved(&mut self, path: PathBuf) {
        self.origin = Origin::File(path);
        self.saved = self.document.begun_at(0);
        self.is_changed = false;
    }

    /// Compares the chosen plan with a run of another file with this name. The app calls it after reading the file.
    ///
    /// # Errors
    /// [`Refusal::Compare`] if the two worlds have nothing in common. Then nothing changes.
    pub fn set_baseline_run(&mut self, run: Arc<Run>, file: String) -> Result<(), Refusal> {
        compare(&run, &self.run)?;
        self.other = Some((run, file));
        let mut next = self.document.clone();
        next.baseline = Baseline::Other;
        Ok(self.show(next, &[])?)
    }

    /// Takes the requested camera target, if there is a new one. The app passes it to the views before it draws them.
    pub fn take_camera_target(&mut self) -> Option<CameraTarget> {
        self.camera_target.take()
    }

    /// Ends a frame; the app calls it after each one. Moves the playhead by `frame_secs`, and makes the hovered subject available to the
    /// next frame. Returns whether another frame is needed.
    pub fn end_frame(&mut self, frame_secs: f64) -> bool {
        let hover_changed = self.hover != self.next_hover;
        self.hover = self.next_hover.take();
        let before = self.playback.playhead.to_bits();
        self.playback.advance(frame_secs, self.scenario().length);
        // The step that reaches the end also pauses playback, but still needs a frame to be shown.
        let moved = self.playback.playhead.to_bits() != before;
        self.playback.playing || moved || hover_changed
    }

    /// Makes `next` the document, and gets the runs of its chosen plan and its baseline. `renamed` are the rows that have another id in its
    /// world.
    ///
    /// # Errors
    /// [`RunError`] if the chosen plan does not fit the world. Then nothing changes.
    fn show(&mut self, next: Document, renamed: &[Renamed]) -> Result<(), RunError> {
        let is_same_world = next.world.number == self.document.world.number;
        let localized =
            if is_same_world { Arc::clone(&self.localized) } else { localize(&next.world.scenario, self.language) };
        let world = World { scenario: Arc::clone(&localized), number: next.world.number };
        let baseline = match next.baseline {
            Baseline::Seed(seed) if seed != next.seed => Some(self.runs.of(&world, next.plan(), seed)),
            Baseline::PlanWithSeed(index, seed) if (index, seed) != (next.chosen, next.seed) => {
                next.plans.get(index).map(|plan| self.runs.of(&world, plan, seed))
            }
            Baseline::Other => self.other.clone().map(|(run, _)| Ok(run)),
            Baseline::Parent
            | Baseline::Nothing
            | Baseline::Plan(_)
            | Baseline::Seed(_)
            | Baseline::PlanWithSeed(..) => {
                next.baseline().map(|index| self.runs.of(&world, &next.plans[index], next.seed))
            }
        };
        self.run = self.runs.of(&world, next.plan(), next.seed)?;
        // If the baseline's plan no longer fits the world, there is no baseline.
        self.baseline = baseline.and_then(Result::ok);
        self.comparison = OnceLock::new();
        self.localized = localized;
        self.is_changed = !next.says_the_same(&self.saved);
        let before = std::mem::replace(&mut self.document, next);
        if !is_same_world {
            let to = Arc::clone(&self.document.world.scenario);
            self.follow_world(Follow { from: &before.world.scenario, to: &to, renamed });
        }
        Ok(())
    }
}

/// What a plan that does nothing is called.
fn untouched(language: Language) -> &'static str {
    Texts::of(language).get("plans-untouched")
}

/// The scenario in this language, which may be as it is.
fn localize(scenario: &Arc<Scenario>, language: Language) -> Arc<Scenario> {
    match scenario.told_in(language.tag()) {
        Cow::Borrowed(_) => Arc::clone(scenario),
        Cow::Owned(localized) => Arc::new(localized),
    }
}
