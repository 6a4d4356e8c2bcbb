//! Applies commands to the session. What may take longer than a frame is applied to a copy on another thread, from which the session takes
//! over when it is complete.

use std::sync::Arc;

use egui::Context;

use super::App;
use super::long::{Finish, GivenCommand, Purpose};
use super::question::Question;
use super::task::{LongWork, Stage, Watch, drop_elsewhere};
use crate::model::Plan;
use crate::session::{EditCommand, Effort, PlanCommand, Refusal, Response, SelectCommand, Session, SessionCommand};
use crate::ui::notice::Notice;

/// What a message about a removed plan needs to know from before its removal.
#[derive(Clone, Debug)]
struct Removal {
    plan: String,
    plans: usize,
    expectations: usize,
    /// The names of the plans that were forked from it.
    forks: Vec<String>,
}

impl App {
    /// The effort for runs that the session of the window makes itself, within a frame.
    pub(super) fn own_effort(&self) -> Effort {
        match self.setup.long_work {
            LongWork::AtOnce => Effort::default(),
            LongWork::OnThread | LongWork::WhenTold => Effort::of_a_frame(),
        }
    }

    /// Lets the session apply one of its commands, and shows the reason if it is refused. If that takes longer than a frame, the command is
    /// applied when it is computed.
    pub(super) fn apply_in_session(&mut self, ctx: &Context, command: impl Into<SessionCommand>) {
        let command = command.into();
        if command.is_change() && self.long.is_some() && !self.make_way(&command) {
            return;
        }
        let is_beside = self.setup.long_work != LongWork::AtOnce;
        if is_beside && self.session.may_take_long(&command) {
            self.compute(ctx, command);
            return;
        }
        let removal = self.removal(&command);
        let response = self.session.apply(command.clone());
        if is_beside && response.refused.as_ref().is_some_and(Refusal::is_stopped) {
            self.compute(ctx, command);
        } else {
            self.finish_command(ctx, &command, removal, response);
        }
    }

    /// Applies a command to a copy of the session beside the window.
    fn compute(&mut self, ctx: &Context, command: SessionCommand) {
        if self.long.is_some() {
            // A file is being opened. Then there is no room for a third scenario.
            self.tell_busy();
            return;
        }
        let (begun, removal) = (self.session.clone(), self.removal(&command));
        let title = self.texts.get("task-changing").to_owned();
        // The journal has the command until its change is computed.
        let given = Arc::new(GivenCommand { command, now: begun.now() });
        let purpose = Purpose::Change(Some(Arc::clone(&given)));
        self.begin_long(ctx, purpose, title, move |watch| {
            let change = |session: &mut Session| session.apply(given.command.clone());
            let Some((done, response)) = in_copy(&begun, watch, change) else { return nothing() };
            Box::new(move |app, ctx| {
                if response.refused.is_none() {
                    app.take_over(&begun, done);
                }
                app.finish_command(ctx, &given.command, removal, response);
            })
        });
    }

    /// Takes over from `done`, a copy of the session in which a change was made. `begun` is the copy before the change.
    pub(super) fn take_over(&mut self, begun: &Session, done: Session) {
        let before = self.session.take_over(begun, done);
        drop_elsewhere(before);
    }

    /// Shows what the person must know about a command that was applied or refused.
    fn finish_command(
        &mut self,
        ctx: &Context,
        command: &SessionCommand,
        removal: Option<Removal>,
        response: Response,
    ) {
        if response.wants_frame {
            ctx.request_repaint();
        }
        let is_refused = response.refused.is_some();
        if let Some(refusal) = response.refused {
            let title = if refusal.is_outdated() { "versions-changed-title" } else { "notice-refused" };
            let title = self.texts.get(title).to_owned();
            self.tell(Notice::trouble(title, self.texts.say(&refusal.saying())));
        }
        if let SessionCommand::Select(SelectCommand::Chapter(index)) = command
            && !is_refused
            && self.presenting.is_none()
        {
            // While presenting, the caption shows the text of the chapter.
            self.tell_chapter(*index);
        }
        if *command == SessionCommand::Edit(EditCommand::Reset) && self.question == Question::Story {
            self.put_away_notice();
        }
        if let Some(Removal { plan, plans, expectations, forks }) = removal
            && self.session.plans().len() < plans
        {
            let removed = expectations.saturating_sub(self.session.expectations().len());
            if removed > 0 || !forks.is_empty() {
                self.tell_removed(&plan, removed, &forks);
            }
        }
    }

    /// If the command removes a plan, what the message about it needs to know: the window shows expectations nowhere else, so it says how
    /// many were removed with the plan, and which plans are no forks any more.
    fn removal(&self, command: &SessionCommand) -> Option<Removal> {
        let SessionCommand::Plan(PlanCommand::RemovePlan(index)) = command else { return None };
        let all = self.session.plans();
        let name = |plan: &Plan| self.session.plan_name(&plan.name, &self.texts).to_owned();
        let plan = name(all.get(*index)?);
        let is_fork = |plan: &&Plan| plan.fork.is_some_and(|fork| fork.parent == *index);
        let forks = all.iter().filter(is_fork).map(name).collect();
        Some(Removal { plan, plans: all.len(), expectations: self.session.expectations().len(), forks })
    }

    /// Whether a command that changes the session can be applied although other work is being done. While a change is computed, the screen
    /// shows the session before it. So undo cancels that change, and a command that sets the same thing again takes its place. Any other
    /// command would be about what is not on the screen. While the session is saved, it stays as it is saved.
    fn make_way(&mut self, command: &SessionCommand) -> bool {
        let is_again = match self.long_purpose() {
            None | Some(Purpose::Open) => return true,
            Some(Purpose::Save) => {
                self.tell_busy();
                return false;
            }
            Some(Purpose::Change(given)) => given.as_ref().is_some_and(|given| sets_same(&given.command, command)),
        };
        let is_undo = *command == SessionCommand::Edit(EditCommand::Undo);
        if is_again {
            self.cancel_long();
        } else if is_undo {
            self.cancel_long();
            let [title, body] = ["task-not-made", "task-not-made-body"].map(|key| self.texts.get(key).to_owned());
            self.tell(Notice::calm(title, body));
        } else {
            self.tell_busy();
        }
        is_again
    }

    /// Says that other work must be done or cancelled first.
    pub(super) fn tell_busy(&mut self) {
        let [title, body] = ["task-busy", "task-busy-body"].map(|key| self.texts.get(key).to_owned());
        self.tell(Notice::calm(title, body));
    }
}

/// Makes a change in a copy of a session, and prepares the copy for drawing. `None` if nobody wants it any more.
pub(super) fn in_copy<T>(
    begun: &Session,
    watch: &Watch,
    change: impl FnOnce(&mut Session) -> T,
) -> Option<(Session, T)> {
    let _turn = watch.turn()?;
    watch.enter(Stage::Running);
    let mut done = begun.clone();
    done.set_effort(watch.effort());
    let result = change(&mut done);
    if watch.is_cancelled() {
        return None;
    }
    done.prepare();
    Some((done, result))
}

/// What is done in the window after work that nobody wants any more.
pub(super) fn nothing() -> Finish {
    Box::new(|_, _| {})
}

/// Whether both commands set the same thing, each without regard to what it was.
fn sets_same(a: &SessionCommand, b: &SessionCommand) -> bool {
    let are_chapters = matches!(
        (a, b),
        (SessionCommand::Select(SelectCommand::Chapter(_)), SessionCommand::Select(SelectCommand::Chapter(_)))
    );
    let (SessionCommand::Plan(a), SessionCommand::Plan(b)) = (a, b) else { return are_chapters };
    match (a, b) {
        (PlanCommand::MoveAction(a, _), PlanCommand::MoveAction(b, _))
        | (PlanCommand::SetMeasure(a, _), PlanCommand::SetMeasure(b, _)) => a == b,
        (a, b) => {
            let sets = |command: &PlanCommand| {
                matches!(command, PlanCommand::ChoosePlan(_) | PlanCommand::SetBaseline(_) | PlanCommand::SetSeed(_))
            };
            sets(a) && std::mem::discriminant(a) == std::mem::discriminant(b)
        }
    }
}
