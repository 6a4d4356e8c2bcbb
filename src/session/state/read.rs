//! The values of a session that views read.

use std::sync::Arc;

use super::{Origin, Session};
use crate::file::edit::Table;
use crate::file::{Authored, Problem};
use crate::model::{Expectation, Plan, Scenario, ServiceId, SiteId};
use crate::recording::{Recording, Subject};
use crate::session::Baseline;
use crate::session::Playback;
use crate::session::document::{FIRST_PLAN, UNTOUCHED};
use crate::study::Run;
use crate::study::compare::{Comparison, compare};
use crate::text::{Saying, Texts};
use crate::units::SimTime;

impl Session {
    /// The name of a plan in the language of the window. The plan that a scenario without plans begins with has a name in each,
    /// and so has the plan in which nothing is done.
    #[must_use]
    pub fn plan_name<'a>(&'a self, name: &'a str, texts: &Texts) -> &'a str {
        let localized = self.scenario().localized(texts.language().tag()).plan_name(name);
        match localized {
            FIRST_PLAN => texts.get("plans-first"),
            UNTOUCHED => texts.get("plans-untouched"),
            _ => localized,
        }
    }

    /// A number that identifies the document. Each scenario that is opened gets a new number; changes of the document keep the number.
    #[must_use]
    pub const fn document_number(&self) -> u64 {
        self.number
    }

    /// A number that identifies the version of the document: each change makes another one, and undo and redo lead back to those that were
    /// there. Saving leaves it as it is.
    #[must_use]
    pub const fn version_number(&self) -> u64 {
        self.document.version()
    }

    /// A number that identifies the content of the file from which the document was made. It changes when what another program has written is
    /// taken over, and when undo leads back to before that or redo to after it.
    #[must_use]
    pub const fn base_number(&self) -> u64 {
        self.document.base.number()
    }

    /// A number that identifies the world from which runs are made. After an edit of anything except plans and expectations, the world is a
    /// new one with a new number.
    #[must_use]
    pub const fn world_number(&self) -> u64 {
        self.document.world.number
    }

    /// The world without the measures of any plan, and with its texts as the author wrote them. Runs are made from it.
    /// Its plans and expectations may be outdated; [`Self::plans`] and [`Self::expectations`] give the current ones.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.document.world.scenario
    }

    /// The author's form of the scenario: the rows of the file, which refer to each other by id, including plans and expectations. It may
    /// be invalid.
    #[must_use]
    pub fn authored(&self) -> &Authored {
        self.document.authored()
    }

    /// The problems of [`Self::authored`]. While there are any, the last valid scenario is the one that runs.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.document.problems()
    }

    /// How many problems there are, also of those that are not listed.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems().iter().map(Problem::count).sum()
    }

    /// Whether nothing runs, because no valid form of the draft that was opened is known.
    #[must_use]
    pub fn is_run_off(&self) -> bool {
        let world = self.scenario();
        !self.problems().is_empty() && world.sites.is_empty() && world.services.is_empty()
    }

    /// The warnings about the last valid scenario.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        self.document.warnings()
    }

    /// The author's form to save. If it is valid, the time of each fork is set to the time at which the forked plan and its parent diverge
    /// now.
    #[must_use]
    pub fn to_save(&self) -> Authored {
        self.document.to_save()
    }

    /// Whether there are unsaved changes.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Where the scenario came from.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The run of the chosen plan.
    #[must_use]
    pub const fn run(&self) -> &Arc<Run> {
        &self.run
    }

    /// The index of the plan whose run is the baseline. `None` if there is no baseline, or it is a run of the chosen plan or of another
    /// file.
    #[must_use]
    pub fn baseline_plan(&self) -> Option<usize> {
        self.document.baseline().filter(|_| self.baseline.is_some())
    }

    /// Whether the person has chosen what the chosen plan is compared with. Otherwise it is compared with its parent, or with the plan with which
    /// it has changed places.
    #[must_use]
    pub const fn has_chosen_baseline(&self) -> bool {
        !matches!(self.document.baseline, Baseline::Parent | Baseline::Swapped(_))
    }

    /// The run that the run of the chosen plan is compared with.
    #[must_use]
    pub const fn baseline(&self) -> Option<&Arc<Run>> {
        self.baseline.as_ref()
    }

    /// Whether the baseline is a run of another file.
    #[must_use]
    pub fn is_baseline_file(&self) -> bool {
        self.baseline.is_some() && self.document.baseline == Baseline::Other
    }

    /// The name of the baseline, for display. It is the name of the plan. For a run of another file, it is the title of that scenario and
    /// the name of the plan; if both scenarios have the same title, the name of the file is used instead of the title.
    #[must_use]
    pub fn baseline_name(&self, texts: &Texts) -> Option<String> {
        if self.is_baseline_file() {
            return self.baseline_file_name(texts);
        }
        self.baseline.as_ref()?;
        let plan = self.document.baseline().map_or_else(|| self.plan(), |index| &self.document.plans[index]);
        Some(self.plan_name(&plan.name, texts).to_owned())
    }

    /// The name of the run of another file that is the baseline or was it before, as [`Self::baseline_name`] says it. `None` if there was none.
    #[must_use]
    pub fn baseline_file_name(&self, texts: &Texts) -> Option<String> {
        let (run, file) = self.other.as_ref()?;
        let localized = run.world.localized(texts.language().tag());
        let own = self.scenario().localized(texts.language().tag());
        let world = if localized.title() == own.title() { file } else { localized.title() };
        Some(format!("{world}: {}", localized.plan_name(&run.plan.name)))
    }

    /// The comparison of two runs: the first is the baseline, the second is the run of the chosen plan. `None` if there is no baseline.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        let make = || self.baseline.as_ref().and_then(|baseline| compare(baseline, &self.run).ok());
        self.comparison.get_or_init(make).as_ref()
    }

    /// Whether the map shows the differences between the run and the baseline.
    #[must_use]
    pub fn shows_differences(&self) -> bool {
        self.shows_differences && self.baseline.is_some()
    }

    /// Whether the map shows only the sites and services that are connected with the selection.
    #[must_use]
    pub const fn shows_only(&self) -> bool {
        self.shows_only && self.selection.is_some()
    }

    /// The recording of the run.
    #[must_use]
    pub fn recording(&self) -> &Recording {
        &self.run.recording
    }

    /// The world of the run: the scenario with the measures of the chosen plan applied, in its author's texts.
    #[must_use]
    pub fn world(&self) -> &Scenario {
        &self.run.world
    }

    /// All plans.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.document.plans
    }

    /// The expectations of all plans.
    #[must_use]
    pub fn expectations(&self) -> &[Expectation] {
        &self.document.expect
    }

    /// The chosen plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.document.plans[self.document.chosen]
    }

    /// Whether the chosen plan is a what-if that the person has not saved yet: a fork that the document did not have when it was opened or last
    /// saved. What is tried next becomes a part of it. Any other plan stays as it is: what is tried is a fork of it.
    #[must_use]
    pub fn is_what_if(&self) -> bool {
        let plan = self.plan();
        // The person may have renamed a plan of the file.
        let is_it = |saved: &Plan| saved.name == plan.name || (saved.fork == plan.fork && saved.does_the_same(plan));
        plan.fork.is_some() && !self.saved.plans.iter().any(is_it)
    }

    /// The index of the plan to which the story belongs: the first plan that had actions when the document was opened or last saved, or else the
    /// first that has any now. `None` if no plan has any.
    #[must_use]
    pub fn story_plan(&self) -> Option<usize> {
        let plans = &self.document.plans;
        let written = self.saved.plans.iter().find(|plan| plan.acts());
        let is_it = |plan: &Plan| plan.acts() && written.is_some_and(|written| written.name == plan.name);
        plans.iter().position(is_it).or_else(|| plans.iter().position(Plan::acts))
    }

    /// The name of the plan to which the story belongs, in the language of the window, if the chosen plan does something else.
    #[must_use]
    pub fn other_story_plan(&self, texts: &Texts) -> Option<&str> {
        let plan = &self.document.plans[self.story_plan()?];
        (!plan.does_the_same(self.plan())).then(|| self.plan_name(&plan.name, texts))
    }

    /// The index of the chosen plan.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.document.chosen
    }

    /// The seed of the run.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.document.seed
    }

    /// The playhead.
    #[must_use]
    pub const fn playback(&self) -> &Playback {
        &self.playback
    }

    /// The time at the playhead.
    #[must_use]
    pub fn now(&self) -> SimTime {
        self.playback.now()
    }

    /// The selected subject.
    #[must_use]
    pub const fn selection(&self) -> Option<Subject> {
        self.selection
    }

    /// The sites that are selected together, to be edited at once.
    #[must_use]
    pub fn picked(&self) -> &[SiteId] {
        &self.picked
    }

    /// The services that are selected together.
    #[must_use]
    pub fn picked_services(&self) -> &[ServiceId] {
        &self.picked_services
    }

    /// The site, service or company with this id, if it is in the last valid scenario. Rows of other tables cannot be selected.
    #[must_use]
    pub fn subject_with_id(&self, table: Table, id: &str) -> Option<Subject> {
        self.subject_from(table, 0, id)
    }

    /// As [`Self::subject_with_id`]. The row at `index` is looked at first, so that nothing is searched if the id is that of this row.
    #[must_use]
    pub fn subject_from(&self, table: Table, index: usize, id: &str) -> Option<Subject> {
        let world = self.scenario();
        match table {
            Table::Sites => world.sites.find_from(index, id).map(Subject::Site),
            Table::Services => world.services.find_from(index, id).map(Subject::Service),
            Table::Companies => world.companies.find_from(index, id).map(Subject::Company),
            Table::Sources
            | Table::Hazards
            | Table::Exchanges
            | Table::Rivals
            | Table::Notes
            | Table::News
            | Table::History
            | Table::Story
            | Table::Plans
            | Table::Expect => None,
        }
    }

    /// The subject that was under the pointer in the last frame, in any view.
    #[must_use]
    pub const fn hover(&self) -> Option<Subject> {
        self.hover
    }

    /// The index of the chapter that is shown.
    #[must_use]
    pub const fn chapter(&self) -> Option<usize> {
        self.chapter
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// How many steps undo can take back.
    #[must_use]
    pub fn undo_steps(&self) -> usize {
        self.history.steps()
    }

    /// The title of the step that undo takes back, if there is one.
    #[must_use]
    pub fn undo_title(&self) -> Option<&Saying> {
        self.history.undo_title()
    }

    /// The title of the step that redo does again, if there is one.
    #[must_use]
    pub fn redo_title(&self) -> Option<&Saying> {
        self.history.redo_title()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        self.history.can_redo()
    }
}
