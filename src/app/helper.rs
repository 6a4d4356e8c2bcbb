//! What would have helped what is selected, found beside the window: one thread that weighs one lever after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

use crate::model::{Plan, Scenario};
use crate::recording::Subject;
use crate::session::Session;
use crate::study::{Lever, Levers, Run, tries};
use crate::ui::text::Texts;

/// Answers that are kept besides the one that is shown.
const MOST: usize = 64;

/// The helper, with what it found out about one scenario.
#[derive(Default)]
pub(super) struct Helper {
    worker: Option<Worker>,
    scenario: Option<Arc<Scenario>>,
    /// The question that is shown.
    shown: Option<Known>,
    /// Others that were answered whole, the last one at the end.
    kept: Vec<Known>,
}

/// What is known about one subject in the run of one plan.
struct Known {
    plan: Plan,
    seed: u64,
    subject: Subject,
    levers: Levers,
}

impl Known {
    fn is_about(&self, run: &Run, subject: Subject) -> bool {
        self.subject == subject && self.seed == run.seed && self.plan.does_the_same(&run.plan)
    }
}

impl Helper {
    /// What is known about the selected service or site in the run that is shown.
    pub fn levers(&self) -> Option<&Levers> {
        self.shown.as_ref().map(|known| &known.levers)
    }

    /// Takes what was found, and asks about what is selected if that is another question than before.
    pub fn mind(&mut self, ctx: &Context, session: &Session, texts: &Texts) {
        if !self.scenario.as_ref().is_some_and(|scenario| Arc::ptr_eq(scenario, session.scenario())) {
            *self = Self { worker: self.worker.take(), ..Self::default() };
            self.scenario = Some(Arc::clone(session.scenario()));
        }
        if let (Some(worker), Some(known)) = (&self.worker, &mut self.shown) {
            worker.hear(&mut known.levers);
        }
        let subject = session.selection().filter(|subject| matches!(subject, Subject::Service(_) | Subject::Site(_)));
        let is_shown = match (&self.shown, subject) {
            (Some(known), Some(subject)) => known.is_about(session.run(), subject),
            (shown, _) => shown.is_none() && subject.is_none(),
        };
        if is_shown {
            return;
        }
        self.kept.extend(self.shown.take().filter(|known| known.levers.is_done));
        self.kept.drain(..self.kept.len().saturating_sub(MOST));
        let Some(subject) = subject else {
            self.worker.iter().for_each(Worker::drop_question);
            return;
        };
        let run = session.run();
        let known =
            self.kept.iter().position(|known| known.is_about(run, subject)).map(|place| self.kept.remove(place));
        if known.is_none() {
            let worker = self.worker.get_or_insert_with(|| Worker::new(ctx, texts));
            worker.ask(session, subject);
        }
        let ask = || Known { plan: run.plan.clone(), seed: run.seed, subject, levers: Levers::default() };
        self.shown = Some(known.unwrap_or_else(ask));
    }
}

/// Somebody wants to know what would have helped.
struct Question {
    number: u64,
    scenario: Arc<Scenario>,
    run: Arc<Run>,
    subject: Subject,
}

/// The thread, and the ways to it and back.
struct Worker {
    questions: Sender<Question>,
    /// With the number of its question one lever, or `None` when all were tried.
    answers: Receiver<(u64, Option<Lever>)>,
    /// The number of the question that is of interest; whatever belongs to another is dropped.
    wanted: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the thread; it ends when nobody can ask it any more. Where the machine has no thread to give, nothing is ever found.
    fn new(ctx: &Context, texts: &Texts) -> Self {
        let (questions, asked) = channel::<Question>();
        let (say, answers) = channel();
        let wanted = Arc::new(AtomicU64::new(0));
        let (ctx, texts, current) = (ctx.clone(), texts.clone(), Arc::clone(&wanted));
        let work = move || {
            for question in asked {
                answer(&question, &texts, &current, |lever| {
                    if say.send((question.number, lever)).is_ok() {
                        ctx.request_repaint();
                    }
                });
            }
        };
        // Whoever gets no thread sees no levers; nothing else hangs on them.
        let _ = std::thread::Builder::new().name("levers".to_owned()).spawn(work);
        Self { questions, answers, wanted }
    }

    /// Drops the question before, wherever it is.
    fn drop_question(&self) {
        self.wanted.fetch_add(1, Ordering::Relaxed);
    }

    fn ask(&self, session: &Session, subject: Subject) {
        self.drop_question();
        let number = self.wanted.load(Ordering::Relaxed);
        let (scenario, run) = (Arc::clone(session.scenario()), Arc::clone(session.run()));
        // Without a thread there is nobody to hear it.
        let _ = self.questions.send(Question { number, scenario, run, subject });
    }

    /// Adds what was found since this was last asked.
    fn hear(&self, levers: &mut Levers) {
        let wanted = self.wanted.load(Ordering::Relaxed);
        for (_, lever) in self.answers.try_iter().filter(|(number, _)| *number == wanted) {
            match lever {
                Some(lever) => levers.add(lever),
                None => levers.is_done = true,
            }
        }
    }
}

/// Weighs one lever after the other and says what it found, until another question is wanted.
fn answer(question: &Question, texts: &Texts, wanted: &AtomicU64, mut say: impl FnMut(Option<Lever>)) {
    let Question { number, scenario, run, subject } = question;
    let is_wanted = || wanted.load(Ordering::Relaxed) == *number;
    if !is_wanted() {
        return;
    }
    for one in tries(run, *subject, texts) {
        if !is_wanted() {
            return;
        }
        if let Some(lever) = one.weigh(scenario, run, *subject) {
            say(Some(lever));
        }
    }
    say(None);
}
