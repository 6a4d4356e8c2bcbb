//! Runs of other files as the baseline of the chosen plan.

use std::path::Path;
use std::sync::Arc;

use super::{App, files};
use crate::file::{self, Shipped};
use crate::model::Plan;
use crate::session::Refusal;
use crate::study::Run;
use crate::ui::notice::Notice;

impl App {
    /// Makes a run of the scenario at `path` and uses it as the baseline. The run is made with the plan of that file that has the same name
    /// as the chosen plan; if there is none, with the first plan that has an action.
    pub(super) fn set_baseline_file(&mut self, path: &Path) {
        let read = Shipped::meant_by(path).map_or_else(|| file::read(path), |shipped| Ok(shipped.scenario()));
        let title = |app: &Self| app.texts.with("compare-cannot", &[("file", &files::name(path))]);
        self.close_overlay();
        let scenario = match read {
            Ok(scenario) => Arc::new(scenario),
            Err(report) => {
                let details = files::details(&report.problems, &self.texts);
                self.tell(Notice { details, ..Notice::trouble(title(self), files::whole(path)) });
                return;
            }
        };
        let name = &self.session.plan().name;
        let same = scenario.plans.iter().find(|plan| plan.name == *name);
        let plan =
            same.or_else(|| scenario.plans.iter().find(|plan| plan.acts())).cloned().unwrap_or_else(Plan::default);
        let run = Run::new(&scenario, &plan, self.session.seed()).map_err(Refusal::Run);
        let compared = run.and_then(|run| self.session.set_baseline_run(Arc::new(run), files::name(path)));
        if let Err(refusal) = compared {
            let body = format!("{}\n{}", files::whole(path), self.texts.say(&refusal.saying()));
            self.tell(Notice::trouble(title(self), body));
        }
    }
}
