//! The session itself: one scenario, its plans, the run of the chosen plan, and where the person is in it.

mod read;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::command::{Command, EditCommand, FileCommand, PlanCommand, PlaybackCommand, SelectCommand, WindowCommand};
use super::document::{Baseline, Document};
use super::history::History;
use super::playback::Playback;
use super::runs::Runs;
use crate::model::{Act, Action, CameraTarget, Measure, Plan, Scenario, When};
use crate::recording::{EventId, Subject};
use crate::study::compare::{CompareError, Comparison, compare};
use crate::study::{Run, RunError};
use crate::text::{Language, Texts};
use crate::units::SimTime;
use crate::units::when::SPEED_RANGE;

/// Where a scenario came from, and where it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It ships with the program, under this name.
    Shipped(&'static str),
    /// A file.
    File(PathBuf),
}

/// What the person is doing now.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    /// The scenario in the language that the person reads, from which runs are made.
    told: Arc<Scenario>,
    language: Language,
    /// What a plan that does nothing is called in that language, if the scenario does not say.
    untouched: &'static str,
    origin: Origin,
    document: Document,
    /// The plans as filed, the first of them chosen.
    filed: Document,
    history: History<Document>,
    run: Arc<Run>,
    baseline: Option<Arc<Run>>,
    /// A run of another file that can lie beside the chosen one.
    other: Option<(Arc<Run>, String)>,
    /// How the two differ, once somebody asked.
    comparison: OnceLock<Option<Comparison>>,
    /// Whether the map shows how the two differ.
    shows_differences: bool,
    /// Whether the map shows only what the selection touches.
    shows_only: bool,
    runs: Runs,
    playback: Playback,
    selection: Option<Subject>,
    hover: Option<Subject>,
    next_hover: Option<Subject>,
    point_camera: Option<CameraTarget>,
    chapter: Option<usize>,
    trouble: Option<RunError>,
}

impl Session {
    /// A session at the start of the scenario's first plan (or of an empty one, if it has none).
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario; a checked scenario's plans do.
    pub fn new(scenario: Arc<Scenario>, origin: Origin) -> Result<Self, RunError> {
        Self::in_language(scenario, origin, Language::default())
    }

    /// The same, told in this language as far as the scenario is translated.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn in_language(scenario: Arc<Scenario>, origin: Origin, language: Language) -> Result<Self, RunError> {
        let document = Document::new(&scenario);
        let told = told(&scenario, language);
        let mut runs = Runs::default();
        let run = runs.of(&told, document.plan(), document.seed)?;
        let mut session = Self {
            scenario,
            told,
            language,
            untouched: untouched(language),
            origin,
            filed: document.clone(),
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
            point_camera: None,
            chapter: None,
            trouble: None,
        };
        session.take(document);
        Ok(session)
    }

    /// Tells the scenario in another language. All that is shown is made anew; where the person is in it stays.
    pub fn tell_in(&mut self, language: Language) {
        self.language = language;
        self.untouched = untouched(language);
        self.told = told(&self.scenario, language);
        self.runs = Runs::default();
        self.take(self.document.clone());
    }

    /// Notes that the plans as they are now were saved there.
    pub fn saved_to(&mut self, path: PathBuf) {
        self.origin = Origin::File(path);
        self.filed = Document { chosen: 0, baseline: Baseline::Parent, seed: 0, ..self.document.clone() };
    }

    /// Lays a run of another file, by its name, beside the chosen one.
    ///
    /// # Errors
    /// [`CompareError`] if the two worlds share nothing; then nothing changes.
    pub fn set_baseline_run(&mut self, run: Arc<Run>, file: String) -> Result<(), CompareError> {
        compare(&run, &self.run)?;
        self.other = Some((run, file));
        self.take(Document { baseline: Baseline::Other, ..self.document.clone() });
        Ok(())
    }

    /// Where the map was asked to look since this was last asked.
    pub fn take_camera_target(&mut self) -> Option<CameraTarget> {
        self.point_camera.take()
    }

    /// Ends a frame: moves the playhead by `frame_secs`, and makes what was hovered known to the next frame.
    /// Returns whether another frame is wanted.
    pub fn end_frame(&mut self, frame_secs: f64) -> bool {
        let hover_changed = self.hover != self.next_hover;
        self.hover = self.next_hover.take();
        let before = self.playback.playhead.to_bits();
        self.playback.advance(frame_secs, self.scenario.length);
        // The step that reaches the end also stops, and is still to be shown.
        let moved = self.playback.playhead.to_bits() != before;
        self.playback.playing || moved || hover_changed
    }

    /// Does what a command asks. Commands about files and about the window are the app's, and change nothing here.
    pub fn apply(&mut self, command: Command) {
        let length = self.scenario.length;
        match command {
            Command::Playback(PlaybackCommand::TogglePlay) => self.toggle_play(),
            Command::Playback(PlaybackCommand::Pause) => self.playback.playing = false,
            Command::Playback(PlaybackCommand::SetReverse(reverse)) => self.playback.reverse = reverse,
            Command::Playback(PlaybackCommand::SetSpeed(speed)) => {
                if speed.is_finite() && speed > 0.0 {
                    self.playback.speed = speed.clamp(*SPEED_RANGE.start(), *SPEED_RANGE.end());
                }
            }
            Command::Playback(PlaybackCommand::Seek(t)) => self.playback.go(t.as_secs_f64(), length),
            Command::Playback(PlaybackCommand::Scrub(secs)) => self.playback.go(secs, length),
            Command::Playback(PlaybackCommand::StepTime(secs)) => {
                self.playback.go(self.now().0.saturating_add(secs) as f64, length)
            }
            Command::Playback(PlaybackCommand::StepEvent(way)) => self.step_event(way),
            Command::Playback(PlaybackCommand::ToStart) => self.playback.go(0.0, length),
            Command::Playback(PlaybackCommand::ToEnd) => self.playback.go(length.as_secs_f64(), length),
            Command::Playback(PlaybackCommand::Loop(range)) => {
                let within = |t: SimTime| SimTime(t.0.clamp(0, length.0));
                let range = range.map(|(from, until)| (within(from), within(until)));
                self.playback.looping = range.filter(|(from, until)| from < until);
            }

            Command::Select(SelectCommand::Select(subject)) => {
                self.selection = subject.filter(|subject| *subject != Subject::World);
                self.shows_only &= self.selection.is_some();
            }
            Command::Select(SelectCommand::Hover(subject)) => self.next_hover = Some(subject),
            Command::Select(SelectCommand::Follow(event)) => self.follow(event),
            Command::Select(SelectCommand::PointCamera(look)) => self.point_camera = Some(look),
            Command::Select(SelectCommand::Chapter(index)) => self.show_chapter(index),

            Command::Plan(PlanCommand::Do(act)) => self.act(act),
            Command::Plan(PlanCommand::MoveAction(index, t)) => self.move_action(index, t),
            Command::Plan(PlanCommand::RemoveAction(index)) => self.remove_action(index),
            Command::Plan(PlanCommand::ChoosePlan(index)) => self.choose(index),
            Command::Plan(PlanCommand::AddPlan(plan)) => self.change(|document| document.add(plan)),
            Command::Plan(PlanCommand::Fork(what_if)) => {
                let now = self.now();
                self.change(|document| document.fork(what_if, now));
            }
            Command::Plan(PlanCommand::RenamePlan(index, name)) => {
                self.change(|document| document.rename(index, &name))
            }
            Command::Plan(PlanCommand::RemovePlan(index)) => self.change(|document| document.remove(index)),
            Command::Plan(PlanCommand::SetBaseline(baseline)) => {
                self.take(Document { baseline, ..self.document.clone() });
            }
            Command::Plan(PlanCommand::AddMeasure(measure)) => self.measure(|measures| measures.push(measure)),
            Command::Plan(PlanCommand::SetMeasure(index, measure)) => self.measure(|measures| {
                if let Some(place) = measures.get_mut(index) {
                    *place = measure;
                }
            }),
            Command::Plan(PlanCommand::RemoveMeasure(index)) => self.measure(|measures| {
                if index < measures.len() {
                    measures.remove(index);
                }
            }),
            Command::Select(SelectCommand::ToggleOnly) => {
                self.shows_only = !self.shows_only && self.selection.is_some()
            }
            Command::Select(SelectCommand::ToggleDifferences) => self.shows_differences = !self.shows_differences,
            Command::Plan(PlanCommand::SetSeed(seed)) => self.change(|document| document.seed = seed),
            Command::Edit(EditCommand::Undo) => self.travel(History::undo),
            Command::Edit(EditCommand::Redo) => self.travel(History::redo),
            Command::Edit(EditCommand::Reset) => self.reset(),

            Command::File(FileCommand::OpenDialog)
            | Command::File(FileCommand::OpenPath(_))
            | Command::File(FileCommand::OpenShipped(_))
            | Command::File(FileCommand::Save)
            | Command::File(FileCommand::SaveAs)
            | Command::File(FileCommand::SaveTo(_))
            | Command::Window(WindowCommand::SetNight(_))
            | Command::Window(WindowCommand::SetLanguage(_))
            | Command::Window(WindowCommand::SetScale(_))
            | Command::Window(WindowCommand::SetReducedMotion(_))
            | Command::Window(WindowCommand::ToggleSettings)
            | Command::Window(WindowCommand::ToggleDependencies)
            | Command::Window(WindowCommand::TogglePresent)
            | Command::Window(WindowCommand::ToggleKeys)
            | Command::Window(WindowCommand::ToggleScenarios)
            | Command::Window(WindowCommand::ToggleBoth)
            | Command::Window(WindowCommand::ToggleEnsemble)
            | Command::File(FileCommand::OpenBaseline)
            | Command::File(FileCommand::SetBaselineFile(_))
            | Command::File(FileCommand::CopyComparison(_))
            | Command::File(FileCommand::ExportComparison)
            | Command::File(FileCommand::ExportComparisonTo(_))
            | Command::Window(WindowCommand::ToggleNotes) => {}
            Command::Window(WindowCommand::Dismiss) => self.trouble = None,
        }
    }

    fn toggle_play(&mut self) {
        let length = self.scenario.length.as_secs_f64();
        let playback = &mut self.playback;
        playback.playing = !playback.playing;
        // Play at the end plays from the other end.
        if playback.playing && !playback.reverse && playback.playhead >= length {
            playback.playhead = 0.0;
        } else if playback.playing && playback.reverse && playback.playhead <= 0.0 {
            playback.playhead = length;
        }
    }

    fn step_event(&mut self, way: i32) {
        let now = self.now();
        let events = &self.run.recording.events;
        let next = if way >= 0 {
            let after = events.partition_point(|event| event.at <= now);
            events.get(after).map_or(SimTime(self.scenario.length.0), |event| event.at)
        } else {
            let until = events.partition_point(|event| event.at < now);
            until.checked_sub(1).map_or(SimTime::ZERO, |last| events[last].at)
        };
        self.playback.go(next.as_secs_f64(), self.scenario.length);
    }

    fn follow(&mut self, event: EventId) {
        let Some(&event) = self.run.recording.events.get(event.index()) else { return };
        self.playback.go(event.at.as_secs_f64(), self.scenario.length);
        let subject = self.run.recording.subject(&event);
        if subject != Subject::World {
            self.selection = Some(subject);
        }
        match subject {
            Subject::Site(site) => self.point_camera = Some(CameraTarget::Site(site)),
            Subject::Service(service) => self.point_camera = Some(CameraTarget::Service(service)),
            Subject::Company(_) | Subject::World => {}
        }
    }

    fn show_chapter(&mut self, index: usize) {
        let scenario = Arc::clone(&self.scenario);
        let Some(chapter) = scenario.story.get(index) else { return };
        // A story needs something to happen: where the chosen plan does nothing, the first one that acts is told.
        let acting = self.document.plans.iter().position(Plan::acts);
        if let Some(acting) = acting.filter(|_| !self.document.plans[self.document.chosen].acts()) {
            self.choose(acting);
        }
        self.chapter = Some(index);
        self.playback.go(chapter.at.as_secs_f64(), self.scenario.length);
        self.selection = match chapter.look {
            CameraTarget::Site(site) => Some(Subject::Site(site)),
            CameraTarget::Service(service) => Some(Subject::Service(service)),
            CameraTarget::Company(company) => Some(Subject::Company(company)),
            CameraTarget::Place(_) | CameraTarget::All => None,
        };
        self.point_camera = Some(chapter.look.clone());
    }

    /// Does `act` at the playhead.
    fn act(&mut self, act: Act) {
        let now = self.now();
        let action = Action { at: When::At(now), act };
        self.change(|document| document.plan_mut().actions.push(action));
    }

    fn remove_action(&mut self, index: usize) {
        self.change(|document| {
            let actions = &mut document.plan_mut().actions;
            if index < actions.len() {
                actions.remove(index);
            }
        });
    }

    /// Changes the measures of the chosen plan, which work before the run begins.
    fn measure(&mut self, change: impl FnOnce(&mut Vec<Measure>)) {
        self.change(|document| change(&mut document.plan_mut().measures));
    }

    /// Changes to another plan. That changes nothing that could be taken back.
    fn choose(&mut self, index: usize) {
        if index < self.document.plans.len() && index != self.document.chosen {
            let next = Document { chosen: index, ..self.document.clone() };
            self.take(next);
        }
    }

    /// Moves an action; one that counts from the first strike goes on counting from it, and none leaves the run.
    fn move_action(&mut self, index: usize, t: SimTime) {
        let length = self.scenario.length;
        self.change(|document| document.plan_mut().move_action(index, t, length));
    }

    /// Changes the plans; if the change does not fit the scenario, it is refused and said.
    fn change(&mut self, change: impl FnOnce(&mut Document)) {
        let mut next = self.document.clone();
        change(&mut next);
        if next == self.document {
            return;
        }
        let before = self.document.clone();
        if self.take(next) {
            self.history.before(before);
        }
    }

    /// Takes `next` and runs it, unless it does not fit.
    fn take(&mut self, next: Document) -> bool {
        let baseline = match next.baseline {
            Baseline::Seed(seed) if seed != next.seed => Some(self.runs.of(&self.told, next.plan(), seed)),
            Baseline::PlanWithSeed(place, seed) if (place, seed) != (next.chosen, next.seed) => {
                next.plans.get(place).map(|plan| self.runs.of(&self.told, plan, seed))
            }
            Baseline::Other => self.other.clone().map(|(run, _)| Ok(run)),
            Baseline::Parent
            | Baseline::Nothing
            | Baseline::Plan(_)
            | Baseline::Seed(_)
            | Baseline::PlanWithSeed(..) => {
                next.baseline().map(|place| self.runs.of(&self.told, &next.plans[place], next.seed))
            }
        };
        match self.runs.of(&self.told, next.plan(), next.seed) {
            Ok(run) => {
                self.run = run;
                // A plan that does not fit any more lies beside nothing.
                self.baseline = baseline.and_then(Result::ok);
                self.comparison = OnceLock::new();
                self.document = next;
                self.trouble = None;
                true
            }
            Err(trouble) => {
                self.trouble = Some(trouble);
                false
            }
        }
    }

    fn travel(&mut self, step: fn(&mut History<Document>, Document) -> Result<Document, Document>) {
        if let Ok(document) = step(&mut self.history, self.document.clone()) {
            self.take(document);
        }
    }

    /// Goes back to the plans as filed: to the chosen one, or to the filed one that it was forked from.
    fn reset(&mut self) {
        self.trouble = None;
        let filed = |plan: &Plan| self.filed.plans.iter().position(|filed| filed.name == plan.name);
        let parent = |plan: &&Plan| plan.fork.map(|fork| &self.document.plans[fork.parent]);
        let mut line = std::iter::successors(Some(self.plan()), parent);
        let chosen = line.find_map(filed).unwrap_or_default();
        let next = Document { chosen, ..self.filed.clone() };
        self.change(|document| *document = next);
        self.playback = Playback { speed: self.playback.speed, ..Playback::default() };
        self.selection = None;
        self.chapter = None;
        self.point_camera = Some(CameraTarget::All);
    }
}

/// What a plan that does nothing is called.
fn untouched(language: Language) -> &'static str {
    Texts::of(language).get("plans-untouched")
}

/// The scenario in this language, which may be as it is.
fn told(scenario: &Arc<Scenario>, language: Language) -> Arc<Scenario> {
    match scenario.told_in(language.tag()) {
        Cow::Borrowed(_) => Arc::clone(scenario),
        Cow::Owned(told) => Arc::new(told),
    }
}
