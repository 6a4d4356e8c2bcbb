//! Monte Carlo runs of the chosen plan. They are made on other threads while the panel for them is open.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use crate::model::{Plan, Scenario};
use crate::session::Session;
use crate::sim::RunControl;
use crate::study::RunError;
use crate::study::ensemble::{Draw, Ensemble, Shard};
use crate::ui::many_runs::{Found, Many};

/// The number of runs of one ensemble. It is enough for percentile bands, and takes one or two seconds for a scenario with fifty services.
const RUNS: u32 = 1_000;
/// After so many runs the results so far are shown: a lever that is dragged has its first bands within some hundredths of a second, and they
/// become sharper until all runs are made.
const ROUNDS: [u32; 4] = [40, 160, 480, RUNS];
/// A frame is requested each time this number of further runs is finished.
const TOLD: u64 = 10;

/// Whether the panel is open, and the runs that were requested for it.
#[derive(Default)]
pub(super) struct Ensembles {
    is_on: bool,
    asked: Option<Asked>,
}

/// The runs that were requested, their progress, and the results of those that are made.
struct Asked {
    /// The number that identifies the world of these runs.
    world: u64,
    plan: Plan,
    many: Many,
    job: Option<Job>,
}

/// The threads that make the runs. They stop when all runs are made or this value is dropped.
struct Job {
    made: Arc<AtomicU64>,
    control: Arc<RunControl>,
    found: Receiver<Result<Found, RunError>>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.control.cancel();
    }
}

impl Ensembles {
    /// Opens or closes the panel. Runs that are not finished are dropped.
    pub fn toggle(&mut self) {
        self.is_on = !self.is_on;
        self.asked = None;
    }

    /// The progress, and the results of the runs that are made. `None` while the panel is closed.
    pub fn many(&self) -> Option<&Many> {
        self.asked.as_ref().map(|asked| &asked.many)
    }

    /// Stops the runs that are being made. They are begun again by the next call of [`Self::update`].
    pub fn stop(&mut self) {
        self.asked = self.asked.take().filter(|asked| asked.job.is_none());
    }

    /// Updates the progress, and collects the results so far. If the world or the plan has changed, starts new runs.
    pub fn update(&mut self, ctx: &Context, session: &Session) {
        if !self.is_on {
            return;
        }
        let is_same = |asked: &Asked| asked.world == session.world_number() && asked.plan.does_the_same(session.plan());
        let asked = match self.asked.take().filter(is_same) {
            Some(asked) => self.asked.insert(asked),
            None => self.asked.insert(Asked::new(ctx, session)),
        };
        let Some(job) = &asked.job else { return };
        asked.many.made = job.made.load(Ordering::Relaxed);
        while let Ok(found) = asked.job.as_ref().map_or(Err(TryRecvError::Disconnected), |job| job.found.try_recv()) {
            match found {
                Ok(found) => {
                    let is_last = found.count() >= RUNS as usize;
                    asked.many.found = Some(Arc::new(found));
                    asked.job = asked.job.take().filter(|_| !is_last);
                }
                Err(error) => {
                    asked.many.found = None;
                    asked.many.refused = Some(error.saying());
                    asked.job = None;
                }
            }
        }
    }
}

impl Asked {
    fn new(ctx: &Context, session: &Session) -> Self {
        let (scenario, plan) = (Arc::clone(session.scenario()), session.plan().clone());
        let many = Many { runs: RUNS, made: 0, found: None, refused: None };
        // Runs of a large world take so much memory that only one is made at a time.
        let threads = if session.is_large() { NonZero::<usize>::MIN } else { threads() };
        let job = Some(Job::new(ctx.clone(), scenario, plan.clone(), threads));
        Self { world: session.world_number(), plan, many, job }
    }
}

impl Job {
    fn new(ctx: Context, scenario: Arc<Scenario>, plan: Plan, threads: NonZero<usize>) -> Self {
        let (say, found) = channel();
        let job = Self { made: Arc::default(), control: Arc::default(), found };
        let (made, control) = (Arc::clone(&job.made), Arc::clone(&job.control));
        let work = move || {
            let mut so_far: Option<Ensemble> = None;
            for until in ROUNDS {
                let before = so_far.as_ref().map_or(0, |ensemble| ensemble.draw.runs());
                let draw =
                    Draw::new(1 + u64::from(before), until - before, Shard::WHOLE).expect("there are such seeds");
                let round = Ensemble::controlled(&scenario, &plan, draw, threads, &control, |so_many| {
                    made.fetch_max(u64::from(before) + so_many, Ordering::Relaxed);
                    if so_many.is_multiple_of(TOLD) {
                        ctx.request_repaint();
                    }
                    !control.is_cancelled()
                });
                let result = match round {
                    Ok(Some(round)) => {
                        let all = match so_far.take() {
                            Some(before) => before.followed_by(&round),
                            None => round,
                        };
                        let found = Found::new(all.clone(), &scenario);
                        so_far = Some(all);
                        Ok(found)
                    }
                    // Nobody wants the runs any more.
                    Ok(None) => return,
                    Err(error) => Err(error),
                };
                // Sending fails if the job was dropped.
                if say.send(result).is_err() || so_far.is_none() {
                    return;
                }
                ctx.request_repaint();
            }
        };
        // If no thread can be started, the panel keeps showing that 0 runs are made.
        let _ = std::thread::Builder::new().name("ensemble".to_owned()).spawn(work);
        job
    }
}

/// The number of threads that make runs: one less than the number of cores, because one core draws the window, but at least one.
fn threads() -> NonZero<usize> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    NonZero::new(cores - 1).unwrap_or(NonZero::<usize>::MIN)
}
