//! Long work on another thread: a file is read and run, a change is computed, a large file is saved. The window stays usable, sees how far the work is, and can
//! cancel it.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use egui::Context;

use crate::file::Wanted;
use crate::session::Effort;
use crate::sim::RunControl;

/// Where long work is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongWork {
    /// In the frame that asks for it, which takes as long as the work.
    #[default]
    AtOnce,
    /// On another thread. The window stays usable.
    OnThread,
    /// When [`super::App::work`] is called. Until then the window shows that the work is being done.
    WhenTold,
}

/// What the work is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Reading the bytes of a file.
    Reading,
    /// Checking a file or a change.
    Checking,
    /// Making a run.
    Running,
    /// Making the text of a file, and writing it to the disk.
    Writing,
}

/// How work ends. Whoever is first decides it: the window, which cancels the work, or the work, which does what cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Cancelled,
    Done,
}

/// Shared by the window and the thread that does the work: it shows how far the work is, and stops it.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    control: Arc<RunControl>,
    stage: Arc<AtomicU8>,
    end: Arc<OnceLock<End>>,
    turn: Turn,
}

/// Whoever holds it may have a second scenario in memory. Work that was cancelled may still have one for a moment; then the next waits.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn(Arc<Mutex<()>>);

impl Watch {
    /// Notes what the work is at now.
    pub(super) fn enter(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    fn stage(&self) -> Stage {
        [Stage::Reading, Stage::Checking, Stage::Running, Stage::Writing]
            .into_iter()
            .find(|stage| *stage as u8 == self.stage.load(Ordering::Relaxed))
            .unwrap_or(Stage::Reading)
    }

    /// The effort for runs that this work makes.
    pub(super) fn effort(&self) -> Effort {
        Effort::watched(Arc::clone(&self.control))
    }

    /// The control of runs that this work makes.
    pub(super) fn control(&self) -> &RunControl {
        &self.control
    }

    /// Waits until no other work has a second scenario in memory. Returns `None` if the work was cancelled.
    pub(super) fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        // Work that panicked holds nothing any more.
        let turn = self.turn.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!self.is_cancelled()).then_some(turn)
    }

    /// Whether nobody wants the result any more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.control.is_cancelled()
    }

    /// Notes that the work now does what cannot be taken back, and is not cancelled any more. Returns `false` if it was cancelled before.
    pub(super) fn commit(&self) -> bool {
        *self.end.get_or_init(|| End::Done) == End::Done
    }

    /// Cancels the work. Returns `false` if it is too late for that.
    fn cancel(&self) -> bool {
        let is_cancelled = *self.end.get_or_init(|| End::Cancelled) == End::Cancelled;
        if is_cancelled {
            self.control.cancel();
        }
        is_cancelled
    }
}

impl Wanted for Watch {
    fn is_wanted(&self) -> bool {
        !self.is_cancelled()
    }

    fn may_replace(&self) -> bool {
        self.commit()
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Far {
    pub stage: Stage,
    /// The share of the run that is made, `0.0..=1.0`; `None` before a run begins.
    pub share: Option<f32>,
    /// The number of events of the run so far.
    pub events: u64,
}

/// The result of work.
#[derive(Debug)]
pub(super) enum Outcome<T> {
    /// The work is not done yet.
    Working,
    /// The work is done.
    Done(T),
    /// The work failed by a mistake of ours; the thread has said which.
    Failed,
}

type Work = Box<dyn FnOnce() + Send>;

/// Work that was begun. If it is dropped, the work is cancelled: its thread ends soon, and its result is dropped there. Only what cannot be
/// taken back any more is done to its end. A thread that waits for a file that never answers is left behind.
pub(super) struct Task<T> {
    watch: Watch,
    result: Receiver<T>,
    /// The work, if it has not begun.
    work: Option<Work>,
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        let _is_cancelled = self.watch.cancel();
    }
}

impl<T: Send + 'static> Task<T> {
    /// Begins work, and requests a frame when it is done.
    pub(super) fn begin(
        place: LongWork,
        ctx: &Context,
        turn: &Turn,
        work: impl FnOnce(&Watch) -> T + Send + 'static,
    ) -> Self {
        let watch = Watch { turn: turn.clone(), ..Watch::default() };
        let (say, result) = channel();
        let (ctx, watched) = (ctx.clone(), watch.clone());
        let work: Work = Box::new(move || {
            // Sending fails if the task was dropped.
            if say.send(work(&watched)).is_ok() {
                ctx.request_repaint();
            }
        });
        let mut task = Self { watch, result, work: Some(work) };
        match place {
            LongWork::AtOnce => task.work(),
            LongWork::OnThread => task.spawn(),
            LongWork::WhenTold => {}
        }
        task
    }

    /// Does the work on a thread; if the machine has no thread to give, here.
    fn spawn(&mut self) {
        let work = Arc::new(Mutex::new(self.work.take()));
        let begun = Arc::clone(&work);
        let take = |work: &Mutex<Option<Work>>| work.lock().unwrap_or_else(PoisonError::into_inner).take();
        let spawned = thread::Builder::new().name("long work".to_owned()).spawn(move || {
            if let Some(work) = take(&begun) {
                work();
            }
        });
        if spawned.is_err() {
            self.work = take(&work);
            self.work();
        }
    }

    /// Does the work here, if it has not begun.
    pub(super) fn work(&mut self) {
        if let Some(work) = self.work.take() {
            work();
        }
    }

    /// Cancels the work. Returns `false` if it does what cannot be taken back, or has done it; then its result is still to be waited for.
    pub(super) fn cancel(&self) -> bool {
        self.watch.cancel()
    }

    /// The result, if the work is done. Does not wait.
    pub(super) fn outcome(&self) -> Outcome<T> {
        match self.result.try_recv() {
            Ok(result) => Outcome::Done(result),
            Err(TryRecvError::Empty) => Outcome::Working,
            Err(TryRecvError::Disconnected) => Outcome::Failed,
        }
    }

    /// The result, if the work is done within `most`. Otherwise the work goes on.
    pub(super) fn wait(&self, most: Duration) -> Option<T> {
        self.result.recv_timeout(most).ok()
    }

    /// How far the work is.
    pub(super) fn far(&self) -> Far {
        let (stage, progress) = (self.watch.stage(), self.watch.control.progress());
        let share = (progress.length.0 > 0).then(|| progress.at.0 as f32 / progress.length.0 as f32);
        let share = share.filter(|_| stage == Stage::Running).map(|share| share.clamp(0.0, 1.0));
        Far { stage, share, events: progress.events }
    }
}

/// Drops a value, such as a large scenario, on another thread, so that the window need not wait for it.
pub(super) fn drop_elsewhere<T: Send + 'static>(value: T) {
    // If there is no thread, the value is dropped here, with the closure.
    let _ = thread::Builder::new().name("tidying".to_owned()).spawn(move || drop(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_waits_until_it_is_told_and_dropping_the_task_cancels_it() {
        let (ctx, turn) = (Context::default(), Turn::default());
        let mut task = Task::begin(LongWork::WhenTold, &ctx, &turn, |_| 7);
        assert!(matches!(task.outcome(), Outcome::Working));
        task.work();
        assert!(matches!(task.outcome(), Outcome::Done(7)));
        let at_once = Task::begin(LongWork::AtOnce, &ctx, &turn, |watch| watch.turn().is_some());
        assert!(matches!(at_once.outcome(), Outcome::Done(true)));
        let watch = task.watch.clone();
        drop(task);
        assert!(watch.is_cancelled() && watch.turn().is_none());
    }

    #[test]
    fn work_is_cancelled_only_before_it_does_what_cannot_be_taken_back() {
        let (ctx, turn) = (Context::default(), Turn::default());
        let mut begun = Task::begin(LongWork::WhenTold, &ctx, &turn, Watch::commit);
        begun.work();
        assert!(!begun.cancel() && begun.watch.is_wanted());
        assert!(matches!(begun.outcome(), Outcome::Done(true)));
        let watch = begun.watch.clone();
        drop(begun);
        assert!(watch.is_wanted() && watch.may_replace(), "it goes to its end");
        let mut cancelled = Task::begin(LongWork::WhenTold, &ctx, &turn, Watch::commit);
        assert!(cancelled.cancel() && !cancelled.watch.is_wanted());
        cancelled.work();
        assert!(matches!(cancelled.outcome(), Outcome::Done(false)));
    }

    #[test]
    fn a_thread_that_panics_is_reported_and_stops_nobody_else() {
        let (ctx, turn) = (Context::default(), Turn::default());
        let broken: Task<()> = Task::begin(LongWork::OnThread, &ctx, &turn, |watch| {
            let _turn = watch.turn();
            std::panic::resume_unwind(Box::new("a mistake of ours"));
        });
        assert_eq!(broken.result.recv(), Err(std::sync::mpsc::RecvError));
        assert!(matches!(broken.outcome(), Outcome::Failed));
        let next = Task::begin(LongWork::OnThread, &ctx, &turn, |watch| watch.turn().is_some());
        assert_eq!(next.result.recv(), Ok(true));
    }
}
