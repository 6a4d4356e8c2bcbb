//! Work that takes longer than a frame: opening a file, computing a change. It is done beside the window ([`super::task`]); a progress message
//! stands over the old scenario, which stays usable, until the new one is complete.

use std::sync::Arc;

use egui::Context;

use super::App;
use super::task::{Far, LongWork, Outcome, Stage, Task, Watch};
use crate::session::{Command, FileCommand, SessionCommand};
use crate::ui::notice::Notice;
use crate::ui::progress::Progress;
use crate::ui::text::Texts;
use crate::units::{SimTime, text};

/// What is done in the window when the work is complete.
pub(super) type Finish = Box<dyn FnOnce(&mut App, &Context) + Send>;

/// Work that is shown only after this time, so that nothing flickers when it is soon done.
const SHOWN_AFTER_SECS: f64 = 0.15;
/// The time between two frames that show how far the work is.
const FRAME_SECS: f32 = 0.1;

/// A command that changes the session, with the time at the playhead when it was given.
#[derive(Debug, PartialEq)]
pub(super) struct GivenCommand {
    pub command: SessionCommand,
    pub now: SimTime,
}

/// What the work is for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Purpose {
    /// To replace the session by another one.
    Open,
    /// To change the session: by this command, or by the run of another file if there is none.
    Change(Option<Arc<GivenCommand>>),
    /// To save the session.
    Save,
}

/// Work that is being done.
pub(super) struct LongTask {
    purpose: Purpose,
    title: String,
    task: Task<Finish>,
    /// The result, while it waits for the end of typing.
    ready: Option<Finish>,
    /// The time of the window at which it first saw the work, in seconds.
    since_secs: Option<f64>,
    is_shown: bool,
}

impl App {
    /// Begins work, in place of the work that is being done, which is cancelled. `title` says what is done.
    pub(super) fn begin_long(
        &mut self,
        ctx: &Context,
        purpose: Purpose,
        title: String,
        work: impl FnOnce(&Watch) -> Finish + Send + 'static,
    ) {
        self.cancel_long();
        // There is memory for the session and one more scenario, and not for the runs of other threads.
        if self.session.is_large() {
            self.helper.stop();
            self.ensembles.stop();
        }
        let task = Task::begin(self.setup.long_work, ctx, &self.turn, work);
        self.long = Some(LongTask { purpose, title, task, ready: None, since_secs: None, is_shown: false });
        self.poll_long(ctx);
        ctx.request_repaint();
    }

    /// Cancels the work that is being done, if any. Everything stays as it was before.
    pub(super) fn cancel_long(&mut self) {
        self.long = None;
        self.waited.append(&mut self.waiting);
    }

    /// Cancels the work that is being done because the person wants that. A file that takes its place at this moment cannot be kept from it
    /// any more; then says so, and the work goes on to its end.
    pub(super) fn cancel_if_possible(&mut self) {
        let Some(long) = &self.long else { return };
        if !long.task.cancel() {
            let [title, body] = ["task-too-late", "task-too-late-body"].map(|key| self.texts.get(key).to_owned());
            self.tell(Notice::calm(title, body));
            return;
        }
        if long.purpose == Purpose::Save {
            self.close_when_saved = false;
        }
        self.cancel_long();
    }

    /// Takes over the result of the work if it is done; otherwise shows how far it is.
    pub(super) fn poll_long(&mut self, ctx: &Context) {
        let Some(long) = &mut self.long else { return };
        let outcome = long.ready.take().map_or_else(|| long.task.outcome(), Outcome::Done);
        let saves = long.purpose == Purpose::Save;
        match outcome {
            Outcome::Working => {
                let now = ctx.input(|input| input.time);
                let since = *long.since_secs.get_or_insert(now);
                long.is_shown = self.setup.long_work == LongWork::WhenTold || now - since >= SHOWN_AFTER_SECS;
                ctx.request_repaint_after_secs(FRAME_SECS);
            }
            Outcome::Done(finish) if long.purpose == Purpose::Open && self.ends_typing(ctx) => {
                // What is being typed belongs to the document that is left, and is accepted in this frame.
                if let Some(long) = &mut self.long {
                    long.ready = Some(finish);
                }
            }
            Outcome::Done(finish) => {
                self.cancel_long();
                finish(self, ctx);
                ctx.request_repaint();
            }
            Outcome::Failed => {
                self.close_when_saved &= !saves;
                self.cancel_long();
                self.tell(Notice::trouble(self.texts.get("task-failed").to_owned(), String::new()));
            }
        }
    }

    /// Takes over the result of the work if it is done within `most`.
    pub(super) fn wait_long(&mut self, ctx: &Context, most: std::time::Duration) {
        if let Some(finish) = self.long.as_ref().and_then(|long| long.task.wait(most)) {
            self.cancel_long();
            finish(self, ctx);
        }
    }

    /// With [`LongWork::WhenTold`], does the work that was begun. The next frame shows its result.
    pub fn work(&mut self) {
        if let Some(long) = &mut self.long {
            long.task.work();
        }
        if let Some(folder) = &mut self.folder {
            folder.work();
        }
        self.cards.iter_mut().for_each(|(_, task)| task.work());
        self.work_exports();
        self.work_import();
        self.incident_tasks.iter_mut().for_each(|(_, task)| task.work());
    }

    /// Whether a file is being opened or saved, or a change computed.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        self.long.is_some()
    }

    /// Whether a change of the scenario is being computed, which the session does not have yet, or the scenario is being saved, and no file has
    /// it yet.
    pub(super) fn is_changing(&self) -> bool {
        self.long.as_ref().is_some_and(|long| long.purpose != Purpose::Open)
    }

    /// Whether a change of the scenario is being computed, which the session does not have yet.
    pub(super) fn is_computing(&self) -> bool {
        matches!(self.long_purpose(), Some(Purpose::Change(_)))
    }

    /// The command whose change of the scenario is being computed.
    pub(super) fn computed_command(&self) -> Option<&Arc<GivenCommand>> {
        match self.long_purpose() {
            Some(Purpose::Change(given)) => given.as_ref(),
            Some(Purpose::Open | Purpose::Save) | None => None,
        }
    }

    /// What the progress message shows, if there is one.
    pub(super) fn progress(&self) -> Option<Progress<'_>> {
        let long = self.long.as_ref().filter(|long| long.is_shown)?;
        let Far { share, .. } = long.task.far();
        Some(Progress { title: &long.title, words: words(long.task.far(), &self.texts), share })
    }

    /// Keeps a command about files for later if a change is being computed or the scenario is being saved: what is saved has the change, and
    /// nothing is lost because another file is opened. Returns the command if it can be applied now.
    pub(super) fn wait_for_change(&mut self, command: FileCommand) -> Option<FileCommand> {
        let can_wait = match &command {
            FileCommand::OpenPath(_)
            | FileCommand::OpenShipped(_)
            | FileCommand::GoOn(_)
            | FileCommand::SaveUnsaved(_)
            | FileCommand::CreateNew
            | FileCommand::Duplicate
            | FileCommand::LeaveCopy
            | FileCommand::CompareVersions
            | FileCommand::Save
            | FileCommand::SaveTo(_)
            | FileCommand::SetBaselineFile(_)
            | FileCommand::ImportNow
            | FileCommand::ExportTo(..) => true,
            FileCommand::OpenDialog
            | FileCommand::SaveAs
            | FileCommand::ThrowAway(_)
            | FileCommand::OpenBaseline
            | FileCommand::ImportDialog
            | FileCommand::ImportPath(_)
            | FileCommand::ImportCells(_)
            | FileCommand::TakeVersion(_)
            | FileCommand::CopyComparison(_)
            | FileCommand::Export(_) => false,
        };
        if can_wait && self.is_changing() {
            self.waiting.push(Command::File(command));
            return None;
        }
        Some(command)
    }

    /// What the work that is being done is for.
    pub(super) fn long_purpose(&self) -> Option<&Purpose> {
        self.long.as_ref().map(|long| &long.purpose)
    }
}

/// How far the work is, in words.
fn words(far: Far, texts: &Texts) -> String {
    match (far.stage, far.share) {
        (Stage::Reading, _) => texts.get("task-reading").to_owned(),
        (Stage::Checking, _) => texts.get("task-checking").to_owned(),
        (Stage::Writing, _) => texts.get("task-writing").to_owned(),
        (Stage::Running, None) => texts.get("task-running").to_owned(),
        (Stage::Running, Some(share)) => {
            let share = text::share((share * 1_000.0) as u32);
            texts.with("task-running-far", &[("share", &share), ("events", &texts.count(far.events))])
        }
    }
}
