//! Long changes are made in a copy of the session on another thread, while the session stays on the screen. When the change is complete, the
//! session takes over from the copy.

use std::sync::Arc;

use super::Session;
use super::follow::Follow;
use crate::file::PictureView;
use crate::session::command::{EditCommand, SelectCommand, SessionCommand};
use crate::session::effort::Effort;
use crate::session::response::Refusal;
use crate::text::composed;

/// The size from which any change may take longer than a frame: the number of sites and services, of actions in all plans, and of events
/// of the run.
const LARGE_ROWS: usize = 2_000;
const LARGE_ACTIONS: usize = 1_000;
const LARGE_EVENTS: usize = 20_000;

impl Session {
    /// Sets how much each further run may come to.
    pub fn set_effort(&mut self, effort: Effort) {
        self.effort = effort;
    }

    /// Whether this is so large that any change may take longer than a frame, even if its run is already made.
    #[must_use]
    pub fn is_large(&self) -> bool {
        let world = self.scenario();
        let actions: usize = self.document.plans.iter().map(|plan| plan.actions.len()).sum();
        let events = |session: &Self| {
            session
                .run
                .recording
                .events
                .len()
                .max(session.baseline.as_ref().map_or(0, |run| run.recording.events.len()))
        };
        world.sites.len() + world.services.len() > LARGE_ROWS || actions > LARGE_ACTIONS || events(self) > LARGE_EVENTS
    }

    /// Whether this command may take longer than a frame, even without a run.
    #[must_use]
    pub fn may_take_long(&self, command: &SessionCommand) -> bool {
        let is_large =
            |command: &EditCommand| matches!(command, EditCommand::Change(named) if named.edit.rows() > LARGE_ROWS);
        match command {
            // It ends a step of the history, and the scenario stays as it is.
            SessionCommand::Edit(EditCommand::EndStep) => false,
            SessionCommand::Edit(edit) => self.is_large() || is_large(edit),
            SessionCommand::Plan(_) | SessionCommand::Select(SelectCommand::Chapter(_)) => self.is_large(),
            SessionCommand::Select(_) | SessionCommand::Playback(_) => false,
        }
    }

    /// Computes what views ask for in each frame, so that the first frame does not have to wait for it.
    pub fn prepare(&self) {
        self.run.index();
        self.baseline.iter().for_each(|run| {
            run.index();
        });
        let _kept = self.comparison();
    }

    /// Takes over from `done`, a copy of this session in which a change was made. `begun` is the copy before the change. What the person has
    /// moved or selected here in the meantime stays, unless the change moved or selected something itself. In the meantime the document
    /// must not have changed here. Returns the session as it was.
    pub fn take_over(&mut self, begun: &Self, done: Self) -> Self {
        let mut next = done;
        next.effort = self.effort.clone();
        keep(&mut next.playback, &begun.playback, &self.playback);
        next.playback.keep_within(next.scenario().length);
        let (mut before, mut live) = (begun.clone(), self.clone());
        if next.world_number() != self.world_number() {
            // A selection by index means something else in another world.
            let (from, to) = (Arc::clone(&self.document.world.scenario), Arc::clone(&next.document.world.scenario));
            let renamed = next.document.renamed.clone();
            for session in [&mut before, &mut live] {
                session.follow_world(Follow { from: &from, to: &to, renamed: &renamed });
            }
        }
        keep(&mut next.selection, &before.selection, &live.selection);
        keep(&mut next.picked, &before.picked, &live.picked);
        keep(&mut next.picked_services, &before.picked_services, &live.picked_services);
        keep(&mut next.camera_target, &before.camera_target, &live.camera_target);
        keep(&mut next.chapter, &before.chapter, &live.chapter);
        (next.hover, next.next_hover) = (live.hover, live.next_hover);
        keep(&mut next.shows_differences, &begun.shows_differences, &self.shows_differences);
        keep(&mut next.shows_only, &begun.shows_only, &self.shows_only);
        std::mem::replace(self, next)
    }

    /// Shows what a picture shows from which the scenario was opened: a plan, a seed and a time.
    ///
    /// # Errors
    /// [`Refusal::NoPlan`] if there is no plan of this name, [`Refusal::Run`] if it cannot be run with the seed. Then nothing changes.
    pub fn show_picture(&mut self, view: &PictureView) -> Result<(), Refusal> {
        let mut next = self.document.clone();
        let name = composed(&view.plan);
        let plan = next.plans.iter().position(|plan| plan.name == name);
        next.chosen = plan.ok_or_else(|| Refusal::NoPlan(view.plan.clone()))?;
        next.seed = view.seed;
        self.show(next, &[])?;
        let length = self.scenario().length;
        self.playback.go(view.at.as_secs_f64(), length);
        Ok(())
    }
}

/// Sets `next` to `live`, unless the change itself has set it to something else than `begun`.
fn keep<T: Clone + PartialEq>(next: &mut T, begun: &T, live: &T) {
    if next == begun {
        next.clone_from(live);
    }
}
