//! Monte Carlo runs of the chosen plan. They are made on other threads while the panel is on.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use crate::model::{Plan, Scenario};
use crate::session::Session;
use crate::study::ensemble::{Draw, Ensemble, Shard};
use crate::ui::many_runs::{Found, Many};

/// The number of runs: enough for percentile bands, and one or two seconds of work for a scenario with fifty services.
const RUNS: u32 = 1_000;
/// A frame is requested each time this number of further runs is finished.
const TOLD: u64 = 10;

/// Whether the panel is on, and the results since then.
#[derive(Default)]
pub(super) struct Ensembles {
    is_on: bool,
    asked: Option<Asked>,
}

/// The runs that were requested, and their progress.
struct Asked {
    /// The number of the world.
    world: u64,
    plan: Plan,
    many: Many,
    job: Option<Job>,
}

/// Threads that make runs until all are made or this value is dropped.
struct Job {
    made: Arc<AtomicU64>,
    wanted: Arc<AtomicBool>,
    found: Receiver<Found>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.wanted.store(false, Ordering::Relaxed);
    }
}

impl Ensembles {
    /// Turns the panel on or off. Unfinished runs are dropped.
    pub fn toggle(&mut self) {
        self.is_on = !self.is_on;
        self.asked = None;
    }

    /// The progress and the results so far. `None` while the panel is off.
    pub fn many(&self) -> Option<&Many> {
        self.asked.as_ref().map(|asked| &asked.many)
    }

    /// Collects finished results. If the world or the plan is another one, starts again.
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
        if let Ok(found) = job.found.try_recv() {
            asked.many.found = Some(Arc::new(found));
            asked.job = None;
        }
    }
}

impl Asked {
    fn new(ctx: &Context, session: &Session) -> Self {
        let (scenario, plan) = (Arc::clone(session.scenario()), session.plan().clone());
        let many = Many { runs: RUNS, made: 0, found: None };
        let job = Some(Job::new(ctx.clone(), scenario, plan.clone()));
        Self { world: session.world_number(), plan, many, job }
    }
}

impl Job {
    fn new(ctx: Context, scenario: Arc<Scenario>, plan: Plan) -> Self {
        let (say, found) = channel();
        let job = Self { made: Arc::default(), wanted: Arc::new(AtomicBool::new(true)), found };
        let (made, wanted) = (Arc::clone(&job.made), Arc::clone(&job.wanted));
        let work = move || {
            let draw = Draw::new(1, RUNS, Shard::WHOLE).expect("there are such seeds");
            let ensemble = Ensemble::new(&scenario, &plan, draw, threads(), |so_many| {
                made.fetch_max(so_many, Ordering::Relaxed);
                if so_many.is_multiple_of(TOLD) {
                    ctx.request_repaint();
                }
                wanted.load(Ordering::Relaxed)
            });
            // A plan that does not fit has no result, but the session has already refused it. Sending fails if the job was dropped.
            if let Ok(Some(ensemble)) = ensemble {
                let _ = say.send(Found::new(ensemble, &scenario));
                ctx.request_repaint();
            }
        };
        // If no thread can be started, the window keeps showing that no runs are made.
        let _ = std::thread::Builder::new().name("ensemble".to_owned()).spawn(work);
        job
    }
}

/// One thread less than the number of cores, since one core draws the window.
fn threads() -> NonZero<usize> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    NonZero::new(cores - 1).unwrap_or(NonZero::<usize>::MIN)
}
