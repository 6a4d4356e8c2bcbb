//! The session: one document, the run of its chosen plan, and what the person sees of the run (playhead, selection, camera).

mod apply;
mod copy;
mod file;
mod follow;
mod read;
mod unsaved;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use self::follow::Follow;
use super::document::{Baseline, Document, World, fresh_number};
use super::effort::Effort;
use super::history::History;
use super::playback::Playback;
use super::response::Refusal;
use super::runs::Runs;
use crate::file::edit::Renamed;
use crate::file::{Authored, Checked, Report};
use crate::model::{CameraTarget, Plan, Scenario, ServiceId, SiteId};
use crate::recording::Subject;
use crate::study::compare::{Comparison, compare};
use crate::study::{Run, RunError};

/// The origin of the scenario. If it is a file, the scenario is also saved to that file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A shipped scenario with this name.
    Shipped(&'static str),
    /// A file.
    File(PathBuf),
    /// No file yet, as after an import or for a new scenario. The path is where it may be saved.
    Nowhere(PathBuf),
}

/// The state of the person's work: the document, its run, the playhead and the selection.
#[derive(Clone, Debug)]
pub struct Session {
    /// Identifies the document of this session. Each opened file gets a new number.
    number: u64,
    origin: Origin,
    document: Document,
    /// The document as it was opened or last saved. In it, the first plan is the chosen one.
    saved: Document,
    /// Whether `saved` is the content of a file or of a shipped scenario. It is not if unsaved work was restored whose file is gone.
    is_saved_somewhere: bool,
    /// Whether the document has unsaved changes: whether it would be saved with other content than was opened or last saved.
    is_changed: bool,
    /// Changes with each change of the document, and with saving.
    revision: u64,
    history: History<Document>,
    run: Arc<Run>,
    baseline: Option<Arc<Run>>,
    /// The last run from another file that was used as the baseline, and the name of that file. It is the baseline while the document's
    /// baseline is [`Baseline::Other`].
    other: Option<(Arc<Run>, String)>,
    /// The differences between the run and the baseline, computed when first needed.
    comparison: OnceLock<Option<Comparison>>,
    /// Whether the map shows the differences between the run and the baseline.
    shows_differences: bool,
    /// Whether the map shows only the sites and services that are connected with the selection.
    shows_only: bool,
    runs: Runs,
    /// How much each run may come to.
    effort: Effort,
    playback: Playback,
    selection: Option<Subject>,
    /// The sites that are selected together, to be edited at once. Empty if there are none.
    picked: Vec<SiteId>,
    picked_services: Vec<ServiceId>,
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
        Self::begin(Document::new(Authored::from(&*scenario), scenario, Vec::new()), origin, Effort::default())
    }

    /// A session for a file that was opened: its author's form, and the checked scenario.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn open(authored: Authored, checked: Checked, origin: Origin) -> Result<Self, RunError> {
        Self::open_with(authored, checked, origin, Effort::default())
    }

    /// Like [`Self::open`]. `effort` applies to this run and to all later ones.
    ///
    /// # Errors
    /// As [`Self::new`], and if the run would come to more than `effort` allows, or is cancelled.
    pub fn open_with(authored: Authored, checked: Checked, origin: Origin, effort: Effort) -> Result<Self, RunError> {
        let Checked { scenario, warnings } = checked;
        Self::begin(Document::new(authored, Arc::new(scenario), warnings), origin, effort)
    }

    /// A session for a draft that was opened: a file with these problems. Nothing runs until they are corrected.
    ///
    /// # Errors
    /// As [`Self::open_with`].
    pub fn open_draft(authored: Authored, report: Report, origin: Origin, effort: Effort) -> Result<Self, RunError> {
        Self::begin(Document::draft(authored, report), origin, effort)
    }

    fn begin(document: Document, origin: Origin, effort: Effort) -> Result<Self, RunError> {
        let document = document.rebased();
        let mut runs = Runs::default();
        let run = runs.of(&document.world, document.plan(), document.seed, &effort)?;
        let mut session = Self {
            number: fresh_number(),
            origin,
            saved: document.clone(),
            is_saved_somewhere: true,
            is_changed: false,
            revision: fresh_number(),
            document: document.clone(),
            history: History::default(),
            run,
            baseline: None,
            other: None,
            comparison: OnceLock::new(),
            shows_differences: false,
            shows_only: false,
            runs,
            effort,
            playback: Playback::default(),
            selection: None,
            picked: Vec::new(),
            picked_services: Vec::new(),
            hover: None,
            next_hover: None,
            camera_target: None,
            chapter: None,
        };
        session.show(document, &[])?;
        Ok(session)
    }

    /// Notes that no file has the document yet.
    pub fn mark_unsaved(&mut self) {
        (self.is_saved_somewhere, self.is_changed) = (false, true);
        self.revision = fresh_number();
    }

    /// Notes that the document as it is now was written to this file: the app says so, which writes files.
    pub fn mark_saved(&mut self, path: PathBuf) {
        self.origin = Origin::File(path);
        self.document.base.authored = self.document.authored().clone();
        self.saved = self.document.begun_at(0);
        self.is_saved_somewhere = true;
        self.is_changed = false;
        self.revision = fresh_number();
    }

    /// Uses a run from another file as the baseline. `file` is the name of that file. The app calls it after it has read the file and made
    /// the run.
    ///
    /// # Errors
    /// [`Refusal::Compare`] if the two worlds have nothing in common. Then nothing changes.
    pub fn set_baseline_run(&mut self, run: Arc<Run>, file: String) -> Result<(), Refusal> {
        compare(&run, &self.run)?;
        let before = self.other.replace((run, file));
        let mut next = self.document.clone();
        next.baseline = Baseline::Other;
        if let Err(error) = self.show(next, &[]) {
            self.other = before;
            return Err(error.into());
        }
        Ok(())
    }

    /// Removes and returns the camera target that was requested since the last call, if any. The app passes it to the views before it draws
    /// them.
    pub fn take_camera_target(&mut self) -> Option<CameraTarget> {
        self.camera_target.take()
    }

    /// Ends a frame; the app calls it after each one. Moves the playhead by `frame_secs` real seconds if it is playing, and makes the
    /// subject that was hovered in this frame available to the next frame. Returns whether another frame is needed.
    pub fn end_frame(&mut self, frame_secs: f64) -> bool {
        let hover_changed = self.hover != self.next_hover;
        self.hover = self.next_hover.take();
        let before = self.playback.playhead.to_bits();
        self.playback.advance(frame_secs, self.scenario().length);
        // The step that reaches the end pauses playback, but one more frame is needed to show the new position.
        let moved = self.playback.playhead.to_bits() != before;
        self.playback.playing || moved || hover_changed
    }

    /// Makes `next` the document, and gets the runs of its chosen plan and its baseline. `renamed` are the rows whose id in the world of
    /// `next` differs from that in the present world.
    ///
    /// # Errors
    /// [`RunError`] if there is no run of the chosen plan. Then nothing changes.
    fn show(&mut self, next: Document, renamed: &[Renamed]) -> Result<(), RunError> {
        let is_same_world = next.world.number == self.document.world.number;
        let world = next.world.clone();
        let baseline = match next.baseline {
            Baseline::Seed(seed) if seed != next.seed => Some(self.run_of(&world, next.plan(), seed)),
            Baseline::PlanWithSeed(index, seed) if (index, seed) != (next.chosen, next.seed) => {
                next.plans.get(index).map(|plan| self.run_of(&world, plan, seed))
            }
            Baseline::Other => self.other.clone().map(|(run, _)| Ok(run)),
            Baseline::Parent
            | Baseline::Nothing
            | Baseline::Plan(_)
            | Baseline::Swapped(_)
            | Baseline::Seed(_)
            | Baseline::PlanWithSeed(..) => {
                next.baseline().map(|index| self.run_of(&world, &next.plans[index], next.seed))
            }
        };
        let baseline = match baseline {
            // A baseline that takes longer is made with the run on another thread.
            Some(Err(error)) if self.effort.is_limited() && error.is_stopped() => return Err(error),
            Some(Err(RunError::Cancelled)) => return Err(RunError::Cancelled),
            // If the baseline's plan no longer fits the world, or its run is too large, there is no baseline.
            baseline => baseline.and_then(Result::ok),
        };
        self.run = self.run_of(&world, next.plan(), next.seed)?;
        self.baseline = baseline;
        self.comparison = OnceLock::new();
        let is_outdated = next.base.is_before(&self.saved.base);
        self.is_changed = !self.is_saved_somewhere || is_outdated || !next.says_the_same(&self.saved);
        self.revision = fresh_number();
        let before = std::mem::replace(&mut self.document, next);
        if !is_same_world {
            let to = Arc::clone(&self.document.world.scenario);
            self.follow_world(Follow { from: &before.world.scenario, to: &to, renamed });
        }
        Ok(())
    }

    /// The run of a plan with this seed: one of those on the screen, one that is kept, or a new one.
    fn run_of(&mut self, world: &World, plan: &Plan, seed: u64) -> Result<Arc<Run>, RunError> {
        let is_same_world = world.number == self.document.world.number;
        let baseline = self.baseline.as_ref().filter(|_| self.document.baseline != Baseline::Other);
        let mut shown = std::iter::once(&self.run).chain(baseline);
        let is_it = |run: &&Arc<Run>| is_same_world && run.seed == seed && run.plan.does_the_same(plan);
        match shown.find(is_it) {
            Some(run) => Ok(Arc::clone(run)),
            None => self.runs.of(world, plan, seed, &self.effort),
        }
    }
}
