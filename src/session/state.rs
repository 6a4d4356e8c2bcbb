//! The session itself: one scenario, its plans, the run of the chosen plan, and where the person is in it.

mod read;

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::history::History;
use super::playback::Playback;
use crate::model::{Act, Action, Look, Plan, Scenario, When};
use crate::recording::{EventId, Subject};
use crate::study::{Run, RunError};
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

/// The undoable value: the plans, which of them is chosen, and the luck.
#[derive(Clone, Debug, PartialEq)]
struct Doing {
    plans: Vec<Plan>,
    chosen: usize,
    seed: u64,
}

/// What the person is doing now.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    origin: Origin,
    doing: Doing,
    saved_plans: Vec<Plan>,
    history: History<Doing>,
    run: Arc<Run>,
    playback: Playback,
    selection: Option<Subject>,
    hover: Option<Subject>,
    next_hover: Option<Subject>,
    look_at: Option<Look>,
    chapter: Option<usize>,
    trouble: Option<RunError>,
}

impl Session {
    /// A session at the start of the scenario's first plan (or of an empty one, if it has none).
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario; a checked scenario's plans do.
    pub fn new(scenario: Arc<Scenario>, origin: Origin) -> Result<Self, RunError> {
        let mut plans = scenario.plans.clone();
        if plans.is_empty() {
            plans.push(Plan { name: "Untouched".to_owned(), ..Plan::default() });
        }
        let run = Arc::new(Run::new(&scenario, &plans[0], 0)?);
        Ok(Self {
            scenario,
            origin,
            saved_plans: plans.clone(),
            doing: Doing { plans, chosen: 0, seed: 0 },
            history: History::default(),
            run,
            playback: Playback::default(),
            selection: None,
            hover: None,
            next_hover: None,
            look_at: None,
            chapter: None,
            trouble: None,
        })
    }

    /// Notes that the plans as they are now were saved there.
    pub fn saved_to(&mut self, path: PathBuf) {
        self.origin = Origin::File(path);
        self.saved_plans.clone_from(&self.doing.plans);
    }

    /// Where the map was asked to look since this was last asked.
    pub fn take_look_at(&mut self) -> Option<Look> {
        self.look_at.take()
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
            Command::TogglePlay => self.toggle_play(),
            Command::Pause => self.playback.playing = false,
            Command::SetReverse(reverse) => self.playback.reverse = reverse,
            Command::SetSpeed(speed) => {
                if speed.is_finite() && speed > 0.0 {
                    self.playback.speed = speed.clamp(*SPEED_RANGE.start(), *SPEED_RANGE.end());
                }
            }
            Command::Seek(t) => self.playback.go(t.as_secs_f64(), length),
            Command::Scrub(secs) => self.playback.go(secs, length),
            Command::StepTime(secs) => self.playback.go(self.now().0.saturating_add(secs) as f64, length),
            Command::StepEvent(way) => self.step_event(way),
            Command::ToStart => self.playback.go(0.0, length),
            Command::ToEnd => self.playback.go(length.as_secs_f64(), length),
            Command::Loop(range) => {
                let within = |t: SimTime| SimTime(t.0.clamp(0, length.0));
                let range = range.map(|(from, until)| (within(from), within(until)));
                self.playback.looping = range.filter(|(from, until)| from < until);
            }

            Command::Select(subject) => self.selection = subject.filter(|subject| *subject != Subject::World),
            Command::Hover(subject) => self.next_hover = Some(subject),
            Command::Follow(event) => self.follow(event),
            Command::LookAt(look) => self.look_at = Some(look),
            Command::Chapter(index) => self.show_chapter(index),

            Command::Do(act) => self.act(act),
            Command::MoveAction(index, t) => self.move_action(index, t),
            Command::RemoveAction(index) => self.change(|doing| {
                let actions = &mut doing.plans[doing.chosen].actions;
                if index < actions.len() {
                    actions.remove(index);
                }
            }),
            Command::ChoosePlan(index) => self.choose(index),
            Command::AddPlan(plan) => self.change(|doing| {
                let name = fresh_name(&doing.plans, &plan.name);
                doing.plans.push(Plan { name, ..plan });
                doing.chosen = doing.plans.len() - 1;
            }),
            Command::SetSeed(seed) => self.change(|doing| doing.seed = seed),
            Command::Undo => self.travel(History::undo),
            Command::Redo => self.travel(History::redo),
            Command::Reset => self.reset(),

            Command::OpenDialog
            | Command::OpenPath(_)
            | Command::OpenShipped(_)
            | Command::Save
            | Command::SaveAs
            | Command::SaveTo(_)
            | Command::SetNight(_)
            | Command::ToggleKeys
            | Command::ToggleScenarios
            | Command::ToggleNotes => {}
            Command::Dismiss => self.trouble = None,
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
            Subject::Site(site) => self.look_at = Some(Look::Site(site)),
            Subject::Service(service) => self.look_at = Some(Look::Service(service)),
            Subject::Company(_) | Subject::World => {}
        }
    }

    fn show_chapter(&mut self, index: usize) {
        let scenario = Arc::clone(&self.scenario);
        let Some(chapter) = scenario.story.get(index) else { return };
        // A story needs something to happen: where the chosen plan does nothing, the first one that acts is told.
        let acting = self.doing.plans.iter().position(Plan::acts);
        if let Some(acting) = acting.filter(|_| !self.doing.plans[self.doing.chosen].acts()) {
            self.choose(acting);
        }
        self.chapter = Some(index);
        self.playback.go(chapter.at.as_secs_f64(), self.scenario.length);
        self.selection = match chapter.look {
            Look::Site(site) => Some(Subject::Site(site)),
            Look::Service(service) => Some(Subject::Service(service)),
            Look::Company(company) => Some(Subject::Company(company)),
            Look::Place(_) | Look::All => None,
        };
        self.look_at = Some(chapter.look.clone());
    }

    /// Does `act` at the playhead.
    fn act(&mut self, act: Act) {
        let at = When::At(self.now());
        self.change(|doing| doing.plans[doing.chosen].actions.push(Action { at, act }));
    }

    /// Changes to another plan. That changes nothing that could be taken back.
    fn choose(&mut self, index: usize) {
        if index < self.doing.plans.len() && index != self.doing.chosen {
            let next = Doing { chosen: index, ..self.doing.clone() };
            self.take(next);
        }
    }

    /// Moves an action; one that counts from the first strike goes on counting from it, and none leaves the run.
    fn move_action(&mut self, index: usize, t: SimTime) {
        let length = self.scenario.length;
        self.change(|doing| doing.plans[doing.chosen].move_action(index, t, length));
    }

    /// Changes the plans; if the change does not fit the scenario, it is refused and said.
    fn change(&mut self, change: impl FnOnce(&mut Doing)) {
        let mut next = self.doing.clone();
        change(&mut next);
        if next == self.doing {
            return;
        }
        let before = self.doing.clone();
        if self.take(next) {
            self.history.before(before);
        }
    }

    /// Takes `next` and runs it, unless it does not fit.
    fn take(&mut self, next: Doing) -> bool {
        match Run::new(&self.scenario, &next.plans[next.chosen], next.seed) {
            Ok(run) => {
                self.run = Arc::new(run);
                self.doing = next;
                self.trouble = None;
                true
            }
            Err(trouble) => {
                self.trouble = Some(trouble);
                false
            }
        }
    }

    fn travel(&mut self, step: fn(&mut History<Doing>, Doing) -> Result<Doing, Doing>) {
        if let Ok(doing) = step(&mut self.history, self.doing.clone()) {
            self.take(doing);
        }
    }

    fn reset(&mut self) {
        let filed = self.saved_plans.clone();
        self.trouble = None;
        self.change(|doing| {
            if let Some(plan) = filed.get(doing.chosen) {
                doing.plans[doing.chosen] = plan.clone();
            } else {
                doing.plans[doing.chosen].actions.clear();
            }
            doing.seed = 0;
        });
        self.playback = Playback { speed: self.playback.speed, ..Playback::default() };
        self.selection = None;
        self.chapter = None;
        self.look_at = Some(Look::All);
    }
}

/// A name that no plan has: a file names each of its plans differently.
fn fresh_name(plans: &[Plan], name: &str) -> String {
    let is_free = |name: &str| plans.iter().all(|plan| plan.name != name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}
