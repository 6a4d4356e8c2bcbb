//! Runs of other files as the baseline of the chosen plan.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::changing::{in_copy, nothing};
use super::long::Purpose;
use super::opening::problem;
use super::task::{Stage, Watch};
use super::{App, files};
use crate::file::{self, Problem, Shipped};
use crate::model::{Plan, Scenario};
use crate::session::{Refusal, Session};
use crate::study::Run;
use crate::ui::notice::Notice;

impl App {
    /// Makes a run of the scenario at `path` beside the window, and uses it as the baseline. The run is made with the plan of that file that
    /// has the same name as the chosen plan; if there is none, with the first plan that has an action.
    pub(super) fn set_baseline_file(&mut self, ctx: &Context, path: PathBuf) {
        self.close_overlay();
        let title = self.texts.with("task-baseline", &[("file", &files::name(&path))]);
        let begun = self.session.clone();
        self.begin_long(ctx, Purpose::Change(None), title, move |watch| {
            let Some(run) = run(&path, &begun, watch) else { return nothing() };
            let run = match run {
                Ok(run) => Arc::new(run),
                Err(problems) => return Box::new(move |app, _| app.tell_no_baseline(&path, &problems)),
            };
            let change = |session: &mut Session| session.set_baseline_run(run, files::name(&path));
            let Some((done, compared)) = in_copy(&begun, watch, change) else { return nothing() };
            Box::new(move |app, _| match compared {
                Ok(()) => app.take_over(&begun, done),
                Err(refusal) => app.tell_no_comparison(&path, &refusal),
            })
        });
    }

    fn tell_no_baseline(&mut self, path: &Path, problems: &[Problem]) {
        let title = self.texts.with("compare-cannot", &[("file", &files::name(path))]);
        let details = files::details(problems, &self.texts);
        self.tell(Notice { details, ..Notice::trouble(title, files::whole(path)) });
    }

    fn tell_no_comparison(&mut self, path: &Path, refusal: &Refusal) {
        let title = self.texts.with("compare-cannot", &[("file", &files::name(path))]);
        let body = format!("{}\n{}", files::whole(path), self.texts.say(&refusal.saying()));
        self.tell(Notice::trouble(title, body));
    }
}

/// Reads, checks and runs a file that is to be compared with `session`. Returns its problems if there is no run, and `None` if nobody wants
/// it any more.
fn run(path: &Path, session: &Session, watch: &Watch) -> Option<Result<Run, Vec<Problem>>> {
    watch.enter(Stage::Reading);
    let bytes = match Shipped::meant_by(path) {
        Some(shipped) => Ok(shipped.text().as_bytes().to_vec()),
        None => file::bytes(path),
    };
    let _turn = watch.turn()?;
    watch.enter(Stage::Checking);
    let read = bytes.and_then(file::unpacked).and_then(|(bytes, _)| Ok((file::load(&bytes)?, bytes)));
    let (scenario, bytes) = match read {
        Ok((scenario, bytes)) => (Arc::new(scenario), bytes),
        Err(report) => return Some(Err(report.problems)),
    };
    if watch.is_cancelled() {
        return None;
    }
    watch.enter(Stage::Running);
    let run = Run::controlled(&scenario, &plan(&scenario, &session.plan().name), session.seed(), watch.control());
    Some(run.map_err(|error| vec![problem(error, &String::from_utf8_lossy(&bytes))]))
}

/// The plan of a scenario to compare with a plan of this name.
fn plan(scenario: &Scenario, name: &str) -> Plan {
    let same = scenario.plans.iter().find(|plan| plan.name == name);
    same.or_else(|| scenario.plans.iter().find(|plan| plan.acts())).cloned().unwrap_or_else(Plan::default)
}
