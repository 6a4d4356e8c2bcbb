//! Applies commands to the session, with one function for each family.

use super::Session;
use crate::file::edit::Renamed;
use crate::import::without_untrue_notes;
use crate::model::{CameraTarget, Plan};
use crate::recording::{EventId, Subject};
use crate::session::command::{EditCommand, NamedEdit, PlanCommand, PlaybackCommand, SelectCommand, SessionCommand};
use crate::session::document::Document;
use crate::session::playback::Playback;
use crate::session::response::{Refusal, Response};
use crate::text::Saying;
use crate::units::SimTime;
use crate::units::when::SPEED_RANGE;

impl Session {
    /// Applies a command, and returns its result.
    pub fn apply(&mut self, command: impl Into<SessionCommand>) -> Response {
        let command = command.into();
        // A hovered subject is highlighted from the next frame on. `end_frame` returns whether that frame is needed, so this command does
        // not ask for it.
        let wants_frame = !matches!(command, SessionCommand::Select(SelectCommand::Hover(_)));
        let done = match command {
            SessionCommand::Playback(command) => {
                self.apply_playback(&command);
                Ok(())
            }
            SessionCommand::Select(command) => self.apply_select(command),
            SessionCommand::Plan(command) => self.apply_plan(command),
            SessionCommand::Edit(command) => self.apply_edit(command),
        };
        Response { refused: done.err(), wants_frame }
    }

    fn apply_playback(&mut self, command: &PlaybackCommand) {
        let length = self.scenario().length;
        match *command {
            PlaybackCommand::TogglePlay => self.toggle_play(),
            PlaybackCommand::Pause => self.playback.playing = false,
            PlaybackCommand::SetReverse(reverse) => self.playback.reverse = reverse,
            PlaybackCommand::SetSpeed(speed) => {
                if speed.is_finite() && speed > 0.0 {
                    self.playback.speed = speed.clamp(*SPEED_RANGE.start(), *SPEED_RANGE.end());
                }
            }
            PlaybackCommand::Seek(t) => self.playback.go(t.as_secs_f64(), length),
            PlaybackCommand::Scrub(secs) => self.playback.go(secs, length),
            PlaybackCommand::StepTime(secs) => self.playback.go(self.now().0.saturating_add(secs) as f64, length),
            PlaybackCommand::StepEvent(direction) => self.step_event(direction),
            PlaybackCommand::ToStart => self.playback.go(0.0, length),
            PlaybackCommand::ToEnd => self.playback.go(length.as_secs_f64(), length),
            PlaybackCommand::Loop(range) => {
                let within = |t: SimTime| SimTime(t.0.clamp(0, length.0));
                let range = range.map(|(from, until)| (within(from), within(until)));
                self.playback.looping = range.filter(|(from, until)| from < until);
            }
        }
    }

    fn apply_select(&mut self, command: SelectCommand) -> Result<(), Refusal> {
        match command {
            SelectCommand::Select(subject) => {
                self.selection = subject.filter(|subject| *subject != Subject::World);
                self.picked.clear();
                self.picked_services.clear();
                self.shows_only &= self.selection.is_some();
            }
            SelectCommand::TogglePick(subject) => self.toggle_pick(subject),
            SelectCommand::Pick(sites) => self.picked = sites,
            SelectCommand::PickServices(services) => self.picked_services = services,
            SelectCommand::Hover(subject) => self.next_hover = Some(subject),
            SelectCommand::Follow(event) => self.follow(event),
            SelectCommand::PointCamera(target) => self.camera_target = Some(target),
            SelectCommand::Chapter(index) => self.show_chapter(index)?,
            SelectCommand::ToggleDifferences => self.shows_differences = !self.shows_differences,
            SelectCommand::ToggleOnly => self.shows_only = !self.shows_only && self.selection.is_some(),
        }
        Ok(())
    }

    /// Adds a site or a service to those that are selected together, or takes it out.
    fn toggle_pick(&mut self, subject: Subject) {
        match subject {
            Subject::Site(site) => {
                let selected = if let Some(Subject::Site(first)) = self.selection { Some(first) } else { None };
                toggle(&mut self.picked, selected, site);
            }
            Subject::Service(service) => {
                let selected = if let Some(Subject::Service(first)) = self.selection { Some(first) } else { None };
                toggle(&mut self.picked_services, selected, service);
            }
            Subject::Company(_) | Subject::World => {}
        }
    }

    fn apply_plan(&mut self, command: PlanCommand) -> Result<(), Refusal> {
        if let PlanCommand::ChoosePlan(index) = command {
            return self.choose(index);
        }
        if let PlanCommand::SetBaseline(baseline) = command {
            return self.show_same(|document| document.baseline = baseline);
        }
        let title = command.title(self.scenario(), self.plans(), self.chosen());
        // A plan that does not fit the world is refused when it is run.
        let next = self.document.planned(&self.saved, command, self.now())?;
        self.advance(next, title, None)
    }

    fn apply_edit(&mut self, command: EditCommand) -> Result<(), Refusal> {
        match command {
            EditCommand::Change(edit) => self.edit(edit),
            EditCommand::EndStep => {
                self.history.end_step();
                Ok(())
            }
            EditCommand::Undo => self.undo(),
            EditCommand::Redo => self.redo(),
            EditCommand::Reset => self.reset(),
        }
    }

    fn toggle_play(&mut self) {
        let length = self.scenario().length.as_secs_f64();
        let playback = &mut self.playback;
        playback.playing = !playback.playing;
        // If playback is started at the end of the run, it begins again at the start. If reverse playback is started at the start of the
        // run, it begins again at the end.
        if playback.playing && !playback.reverse && playback.playhead >= length {
            playback.playhead = 0.0;
        } else if playback.playing && playback.reverse && playback.playhead <= 0.0 {
            playback.playhead = length;
        }
    }

    fn step_event(&mut self, direction: i32) {
        let now = self.now();
        let events = &self.run.recording.events;
        let next = if direction >= 0 {
            let after = events.partition_point(|event| event.at <= now);
            events.get(after).map_or(SimTime(self.scenario().length.0), |event| event.at)
        } else {
            let until = events.partition_point(|event| event.at < now);
            until.checked_sub(1).map_or(SimTime::ZERO, |last| events[last].at)
        };
        self.playback.go(next.as_secs_f64(), self.scenario().length);
    }

    fn follow(&mut self, event: EventId) {
        let Some(&event) = self.run.recording.events.get(event.index()) else { return };
        self.playback.go(event.at.as_secs_f64(), self.scenario().length);
        let subject = self.run.recording.subject(&event);
        if subject != Subject::World {
            self.selection = Some(subject);
        }
        match subject {
            Subject::Site(site) => self.camera_target = Some(CameraTarget::Site(site)),
            Subject::Service(service) => self.camera_target = Some(CameraTarget::Service(service)),
            Subject::Company(_) | Subject::World => {}
        }
    }

    fn show_chapter(&mut self, index: usize) -> Result<(), Refusal> {
        let Some(chapter) = self.scenario().story.get(index).cloned() else { return Ok(()) };
        // A chapter is about a run in which something happens. If the chosen plan has no action, the first plan with an action is chosen.
        if let Some(acting) = self.story_plan().filter(|_| !self.plan().acts()) {
            self.choose(acting)?;
        }
        self.chapter = Some(index);
        self.playback.go(chapter.at.as_secs_f64(), self.scenario().length);
        self.selection = match chapter.look {
            CameraTarget::Site(site) => Some(Subject::Site(site)),
            CameraTarget::Service(service) => Some(Subject::Service(service)),
            CameraTarget::Company(company) => Some(Subject::Company(company)),
            CameraTarget::Place(_) | CameraTarget::All => None,
        };
        self.camera_target = Some(chapter.look);
        Ok(())
    }

    /// Chooses another plan. This is not recorded for undo.
    fn choose(&mut self, index: usize) -> Result<(), Refusal> {
        if index >= self.document.plans.len() || index == self.document.chosen {
            return Ok(());
        }
        self.show_same(|document| document.choose(index))
    }

    /// Applies a change of the chosen plan or of the baseline, which leaves the plans themselves the same. It is not recorded for undo.
    fn show_same(&mut self, change: impl FnOnce(&mut Document)) -> Result<(), Refusal> {
        let mut next = self.document.clone();
        change(&mut next);
        Ok(self.show(next, &[])?)
    }

    /// Edits the scenario, and records the edit for undo.
    fn edit(&mut self, NamedEdit { edit, title, joins, cancels, selects }: NamedEdit) -> Result<(), Refusal> {
        if cancels && self.history.joins(joins.as_deref()) {
            return self.cancel_step();
        }
        let before = self.document.authored();
        let (authored, _) = before.apply(&edit)?;
        if authored.says_the_same(before) {
            return Ok(());
        }
        let renamed = edit.renamed(before);
        let authored = without_untrue_notes(before, authored);
        let next = self.document.with_authored(authored, renamed);
        self.advance(next, title, joins)?;
        if let Some(subject) = selects.and_then(|(table, id)| self.subject_with_id(table, &id)) {
            self.selection = Some(subject);
        }
        Ok(())
    }

    /// Replaces the document, and records the old one for undo.
    pub(super) fn advance(&mut self, next: Document, title: Saying, joins: Option<String>) -> Result<(), Refusal> {
        if next == self.document {
            return Ok(());
        }
        let before = self.document.clone();
        let renamed = next.renamed.clone();
        self.show(next.into_new_version(), &renamed)?;
        self.history.before(before, title, joins);
        self.history.shrink_old(Document::without_world);
        Ok(())
    }

    fn undo(&mut self) -> Result<(), Refusal> {
        let now = self.document.clone();
        // If there is nothing to undo, nothing happens.
        if self.show_previous()? {
            self.history.undo(now);
            self.history.shrink_old(Document::without_world);
        }
        Ok(())
    }

    /// Takes back the last step, as if it had never been.
    fn cancel_step(&mut self) -> Result<(), Refusal> {
        if self.show_previous()? {
            self.history.forget_last();
        }
        Ok(())
    }

    /// Returns to the version before the last step. Returns whether there is one.
    fn show_previous(&mut self) -> Result<bool, Refusal> {
        let Some(before) = self.history.previous().cloned() else { return Ok(false) };
        let renamed: Vec<Renamed> = self.document.renamed.iter().rev().map(Renamed::inverse).collect();
        let before = before.with_world(&self.document)?;
        self.show(before, &renamed)?;
        Ok(true)
    }

    fn redo(&mut self) -> Result<(), Refusal> {
        // If there is nothing to redo, nothing happens.
        let Some(after) = self.history.undone().cloned() else { return Ok(()) };
        let (now, renamed) = (self.document.clone(), after.renamed.clone());
        self.show(after.with_world(&self.document)?, &renamed)?;
        self.history.redo(now);
        self.history.shrink_old(Document::without_world);
        Ok(())
    }

    /// Returns to the document as it was opened or last saved, and to the start of the run. The chosen plan stays chosen if the saved
    /// document has it. Otherwise its nearest ancestor by forks that the saved document has is chosen, or the first plan if there is none.
    fn reset(&mut self) -> Result<(), Refusal> {
        let saved = |plan: &Plan| self.saved.plans.iter().position(|saved| saved.name == plan.name);
        let parent = |plan: &&Plan| plan.fork.map(|fork| &self.document.plans[fork.parent]);
        let mut ancestors = std::iter::successors(Some(self.plan()), parent);
        let chosen = ancestors.find_map(saved).unwrap_or_default();
        self.advance(self.saved.begun_at(chosen), Saying::plain("undo-reset"), None)?;
        self.playback = Playback { speed: self.playback.speed, ..Playback::default() };
        self.selection = None;
        self.picked.clear();
        self.picked_services.clear();
        self.chapter = None;
        self.camera_target = Some(CameraTarget::All);
        Ok(())
    }
}

/// Adds an id to those that are picked, or takes it out. What is selected alone is the first of them.
fn toggle<T: Copy + PartialEq>(picked: &mut Vec<T>, selected: Option<T>, id: T) {
    if picked.is_empty() {
        picked.extend(selected.filter(|first| *first != id));
    }
    match picked.iter().position(|other| *other == id) {
        Some(index) => {
            picked.remove(index);
        }
        None => picked.push(id),
    }
}
