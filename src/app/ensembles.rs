//! Many runs of the chosen plan, made beside the window while they are wanted.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use crate::model::{Plan, Scenario};
use crate::session::Session;
use crate::study::ensemble::{Draw, Ensemble, Shard};
use crate::ui::many_runs::{Found, Many};

/// So many runs are made: enough for bands, and a second's work or two for a scenario of fifty services.
const RUNS: u32 = 1_000;
/// A frame is asked for whenever so many more are made.
const TOLD: u64 = 10;

/// The switch, and what was found since it is on.
#[derive(Default)]
pub(super) struct Ensembles {
    is_on: bool,
    asked: Option<Asked>,
}

/// What was asked for, and how far it is.
struct Asked {
    scenario: Arc<Scenario>,
    plan: Plan,
    many: Many,
    job: Option<Job>,
}

/// Threads that make runs until there are enough, or until nobody wants them any more.
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
    /// On, or off again; what is not finished is dropped.
    pub fn toggle(&mut self) {
        self.is_on = !self.is_on;
        self.asked = None;
    }

    /// What is known so far; `None` while it is off.
    pub fn many(&self) -> Option<&Many> {
        self.asked.as_ref().map(|asked| &asked.many)
    }

    /// Takes what was found, and begins anew when the plan is another one.
    pub fn update(&mut self, ctx: &Context, session: &Session) {
        if !self.is_on {
            return;
        }
        let is_same = |asked: &Asked| {
            Arc::ptr_eq(&asked.scenario, session.scenario()) && asked.plan.does_the_same(session.plan())
        };
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
        Self { job: Some(Job::new(ctx.clone(), Arc::clone(&scenario), plan.clone())), scenario, plan, many }
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
            // A plan that does not fit was refused by the session; without a listener nobody wants it.
            if let Ok(Some(ensemble)) = ensemble {
                let _ = say.send(Found::new(ensemble, &scenario));
                ctx.request_repaint();
            }
        };
        // Where the machine has no thread to give, no run is ever made, and the window says so.
        let _ = std::thread::Builder::new().name("ensemble".to_owned()).spawn(work);
        job
    }
}

/// All cores but the one that draws.
fn threads() -> NonZero<usize> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    NonZero::new(cores - 1).unwrap_or(NonZero::<usize>::MIN)
}
