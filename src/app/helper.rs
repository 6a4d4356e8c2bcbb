//! Makes runs on another thread for the inspector. They show which measures would have helped the selected service or site (levers), and
//! how an outage would have been without each of its causes (counterfactuals).

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

use crate::model::{Plan, Scenario};
use crate::recording::{EventId, Steps, Subject};
use crate::session::Session;
use crate::sim::RunControl;
use crate::study::{
    Lever, Levers, Run, Tried, Without, chain, health_without, last_change, links, next_together, tries,
};
use crate::units::Permille;

/// For how many other selections complete results are kept.
const MOST: usize = 64;

/// The helper: its worker thread, and its results for one world.
#[derive(Default)]
pub(super) struct Helper {
    worker: Option<Worker>,
    /// The number that identifies the world of the results.
    world: Option<u64>,
    /// The results for the current selection.
    shown: Option<Known>,
    /// Complete results for other selections, the most recent last.
    kept: Vec<Known>,
}

/// The results about one subject in the run of one plan.
struct Known {
    plan: Plan,
    seed: u64,
    subject: Subject,
    levers: Levers,
    tried: Tried,
    /// The counterfactuals that were requested, including those without a result yet.
    asked: Vec<Vec<Without>>,
    /// The causes of the last change of the service.
    tests: Vec<Without>,
    /// The last change of the service when counterfactuals were last requested. After another change they are requested again.
    asked_change: Option<EventId>,
}

impl Known {
    fn new(run: &Run, subject: Subject) -> Self {
        let (levers, tried) = (Levers::default(), Tried::default());
        let (plan, asked, tests) = (run.plan.clone(), Vec::new(), Vec::new());
        Self { plan, seed: run.seed, subject, levers, tried, asked, tests, asked_change: None }
    }

    /// Whether every question was answered.
    fn is_answered(&self) -> bool {
        self.levers.is_done && self.tried.len() == self.asked.len()
    }

    fn is_about(&self, run: &Run, subject: Subject) -> bool {
        self.subject == subject && self.seed == run.seed && self.plan.does_the_same(&run.plan)
    }
}

impl Helper {
    /// The levers for the selected service or site in the current run.
    pub fn levers(&self) -> Option<&Levers> {
        self.shown.as_ref().map(|known| &known.levers)
    }

    /// The counterfactuals for the selected service in the current run.
    pub fn tried(&self) -> Option<&Tried> {
        self.shown.as_ref().map(|known| &known.tried)
    }

    /// Stops the runs that are being made. What they would have shown is asked for again later.
    pub fn stop(&mut self) {
        self.worker.iter_mut().for_each(Worker::drop_questions);
        self.shown = self.shown.take().filter(Known::is_answered);
    }

    /// Takes what was found, and asks about what is selected if that is another question than before.
    pub fn update(&mut self, ctx: &Context, session: &Session) {
        let world = Some(session.world_number());
        if self.world != world {
            self.stop();
            *self = Self { worker: self.worker.take(), world, ..Self::default() };
        }
        if let (Some(worker), Some(known)) = (&self.worker, &mut self.shown) {
            worker.hear(known);
        }
        let subject = session.selection().filter(|subject| matches!(subject, Subject::Service(_) | Subject::Site(_)));
        let is_shown = match (&self.shown, subject) {
            (Some(known), Some(subject)) => known.is_about(session.run(), subject),
            (shown, _) => shown.is_none() && subject.is_none(),
        };
        if is_shown {
            self.ask_about_causes(session);
            return;
        }
        // Results are kept for later only if every question about the selection was answered.
        self.stop();
        self.kept.extend(self.shown.take());
        self.kept.drain(..self.kept.len().saturating_sub(MOST));
        let Some(subject) = subject else { return };
        let run = session.run();
        let known =
            self.kept.iter().position(|known| known.is_about(run, subject)).map(|place| self.kept.remove(place));
        let is_new = known.is_none();
        self.shown = Some(known.unwrap_or_else(|| Known::new(run, subject)));
        self.worker.get_or_insert_with(|| Worker::new(ctx));
        self.ask_about_causes(session);
        // Ask for the levers last, because the inspector shows them below the causes.
        if let Some(worker) = self.worker.as_ref().filter(|_| is_new) {
            worker.ask(session, subject, Wish::Levers);
        }
    }

    /// If the selected service has an outage at the playhead, asks how the outage would have been without each of its causes.
    fn ask_about_causes(&mut self, session: &Session) {
        let (Some(known), Some(worker)) = (&mut self.shown, &self.worker) else { return };
        let Subject::Service(service) = known.subject else { return };
        let (run, now) = (session.run(), session.now());
        // The causes are the same until the service changes again.
        let last = last_change(&run.recording, service, now);
        let Some(outage) = run.index().outage_at(service, now) else { return };
        if last != known.asked_change {
            known.asked_change = last;
            known.tests = links(run, &chain(run, service, now)).into_iter().flat_map(|link| link.tests).collect();
            for test in known.tests.iter().map(|test| vec![*test]) {
                if !known.asked.contains(&test) {
                    known.asked.push(test.clone());
                    worker.ask(session, known.subject, Wish::Without(test));
                }
            }
        }
        // Causes are taken out together when each has been taken out alone.
        if known.tried.len() < known.asked.len() {
            return;
        }
        if let Some(causes) = next_together(run, service, outage, now, &known.tests, &known.tried) {
            known.asked.push(causes.clone());
            worker.ask(session, known.subject, Wish::Without(causes));
        }
    }
}

/// What a question asks for.
enum Wish {
    /// The levers: which measures would have helped.
    Levers,
    /// The health of the service in a run without these causes.
    Without(Vec<Without>),
}

/// A result from the worker.
enum Answer {
    Lever(Lever),
    /// There are no more levers to try.
    AllTried,
    /// The health of the service in the run without these causes. `None` if no run can be made without them.
    Without(Vec<Without>, Option<Steps<Permille>>),
}

/// A question about the selected subject.
struct Question {
    number: u64,
    /// Stops the runs that are made for the question.
    control: Arc<RunControl>,
    scenario: Arc<Scenario>,
    run: Arc<Run>,
    subject: Subject,
    wish: Wish,
}

/// The worker thread, with a channel for questions to it and a channel for its results.
struct Worker {
    questions: Sender<Question>,
    /// Results, each with the number of its question.
    answers: Receiver<(u64, Answer)>,
    /// The number that current questions have. Results with another number are dropped.
    wanted: u64,
    /// Stops the current questions.
    control: Arc<RunControl>,
}

impl Worker {
    /// Starts the thread; it ends when nobody can ask it any more. Where the machine has no thread to give, nothing is ever found.
    fn new(ctx: &Context) -> Self {
        let (questions, asked) = channel::<Question>();
        let (say, answers) = channel();
        let ctx = ctx.clone();
        let work = move || {
            for question in asked {
                answer(&question, |answer| {
                    if say.send((question.number, answer)).is_ok() {
                        ctx.request_repaint();
                    }
                });
            }
        };
        // Without a thread, the inspector shows no levers and counterfactuals. Nothing else depends on it.
        let _ = std::thread::Builder::new().name("levers".to_owned()).spawn(work);
        Self { questions, answers, wanted: 0, control: Arc::default() }
    }

    /// Makes all questions that were asked so far outdated, including the one that is being answered. Their results will be ignored.
    fn drop_questions(&mut self) {
        self.wanted += 1;
        std::mem::take(&mut self.control).cancel();
    }

    fn ask(&self, session: &Session, subject: Subject, wish: Wish) {
        let (number, control) = (self.wanted, Arc::clone(&self.control));
        let (scenario, run) = (Arc::clone(session.scenario()), Arc::clone(session.run()));
        // Sending fails if there is no thread.
        let _ = self.questions.send(Question { number, control, scenario, run, subject, wish });
    }

    /// Adds the results that have arrived since the last call to `known`.
    fn hear(&self, known: &mut Known) {
        for (_, answer) in self.answers.try_iter().filter(|(number, _)| *number == self.wanted) {
            match answer {
                Answer::Lever(lever) => known.levers.add(lever),
                Answer::AllTried => known.levers.is_done = true,
                Answer::Without(without, health) => known.tried.add(&without, health),
            }
        }
    }
}

/// Makes one run after the other and says what it found, until another question is wanted.
fn answer(question: &Question, mut say: impl FnMut(Answer)) {
    let Question { control, scenario, run, subject, wish, .. } = question;
    if control.is_cancelled() {
        return;
    }
    match (wish, *subject) {
        (Wish::Levers, subject) => {
            for one in tries(run, subject) {
                if control.is_cancelled() {
                    return;
                }
                if let Some(lever) = one.weigh(scenario, run, subject, control) {
                    say(Answer::Lever(lever));
                }
            }
            say(Answer::AllTried);
        }
        (Wish::Without(without), Subject::Service(service)) => {
            say(Answer::Without(without.clone(), health_without(run, without, service, control)));
        }
        (Wish::Without(_), Subject::Site(_) | Subject::Company(_) | Subject::World) => {}
    }
}
