//! The document: everything that undo restores, as one value. It has the author's form (the rows of the scenario file, which refer to each
//! other by id), the checked world that was made from them, the plans, the chosen plan, the baseline and the seed. Documents of different
//! undo steps share the values that did not change.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use super::response::Refusal;
use crate::file::edit::{Edit, Refused, Renamed, Table};
use crate::file::{self, Authored, Checked, FieldPath, Plans, Problem, Report};
use crate::model::{Expectation, Fork, Plan, Scenario, WhatIf};
use crate::text::composed;
use crate::units::SimTime;

/// The name in files of the plan that is added to a scenario without plans. The window shows a translated name.
pub(super) const FIRST_PLAN: &str = "My plan";
/// The name of the plan of shipped scenarios in which nothing is done.
pub(super) const UNTOUCHED: &str = "Untouched";

/// Returns a number that no earlier call has returned. The numbers identify documents and worlds; no computed result depends on them.
pub(super) fn fresh_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// The run with which the run of the chosen plan is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Baseline {
    /// The run of the plan from which the chosen plan was forked. If it was not forked, no run.
    #[default]
    Parent,
    /// No run.
    Nothing,
    /// The run of the plan at this index.
    Plan(usize),
    /// The run of the plan at this index, with which the chosen plan has changed places. When another plan is chosen, this becomes
    /// [`Self::Parent`].
    Swapped(usize),
    /// The run of the chosen plan with this seed.
    Seed(u64),
    /// The run of the plan at this index with this seed.
    PlanWithSeed(usize, u64),
    /// A run of another file.
    Other,
}

/// A valid scenario with an identifying number.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// The scenario as it was when it was checked. Its plans and expectations may be outdated; the document has the current ones.
    pub scenario: Arc<Scenario>,
    /// Whether `scenario` is only an empty one, because the document is an old step of the history: see [`Document::without_world`].
    is_left_out: bool,
    /// Identifies this world. After an edit of anything except plans and expectations, the world is a new one with a new number.
    pub number: u64,
}

/// The content of a file from which a document was made: what was opened, or what another program has written there later and was taken over.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// Greater for what was opened or taken over later.
    number: u64,
    /// The content, or what was last saved of a document that was made from it.
    pub authored: Authored,
}

impl Base {
    /// Whether the file had this content before it had that of `other`. Then a document made from this does not have all of `other`.
    pub const fn is_before(&self, other: &Self) -> bool {
        self.number < other.number
    }

    /// A number that identifies the content.
    pub const fn number(&self) -> u64 {
        self.number
    }
}

/// An invalid author's form, with the report of its problems.
#[derive(Debug)]
struct Wrong {
    authored: Authored,
    report: Report,
}

/// The document. Undo restores a previous one as a whole.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Identifies this version of the document: each change makes another one, and undo and redo lead back to those that were there.
    version: u64,
    /// The last valid author's form. `world`, `plans` and `expect` correspond to it.
    valid: Authored,
    /// The current author's form with its problems, if it is invalid. Then it differs from `valid`.
    wrong: Option<Arc<Wrong>>,
    /// The rows that the last edit renamed, if this document is its result. Otherwise empty.
    pub renamed: Vec<Renamed>,
    /// The warnings about `valid`.
    warnings: Arc<[Problem]>,
    pub world: World,
    pub plans: Arc<Vec<Plan>>,
    pub expect: Arc<Vec<Expectation>>,
    pub chosen: usize,
    pub baseline: Baseline,
    pub seed: u64,
    /// What it was made from. It belongs to the document and not to the session, because undo may lead back to before another program's change
    /// was taken over.
    pub base: Base,
}

/// Two documents are equal if their values are equal, whatever they were made from. Worlds are compared by number and invalid forms by
/// address, so one that was checked again counts as different.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        let wrong = |document: &Self| document.wrong.as_ref().map(Arc::as_ptr);
        (self.chosen, self.baseline, self.seed) == (other.chosen, other.baseline, other.seed)
            && self.world.number == other.world.number
            && wrong(self) == wrong(other)
            && self.plans == other.plans
            && self.expect == other.expect
            && self.valid.says_the_same(&other.valid)
    }
}

impl Document {
    /// The document of a scenario that was just opened. `scenario` was made from `authored`. The first plan is chosen. If there is no plan,
    /// an empty one is added.
    pub fn new(authored: Authored, scenario: Arc<Scenario>, warnings: Vec<Problem>) -> Self {
        let (plans, expect) = (scenario.plans.clone(), scenario.expect.clone());
        let world = World { scenario, is_left_out: false, number: fresh_number() };
        let document = Self {
            version: fresh_number(),
            base: Base { number: fresh_number(), authored: authored.clone() },
            valid: authored,
            wrong: None,
            renamed: Vec::new(),
            warnings: warnings.into(),
            world,
            plans: Arc::new(plans),
            expect: Arc::new(expect),
            chosen: 0,
            baseline: Baseline::Parent,
            seed: 0,
        };
        document.with_a_plan()
    }

    /// The document of a draft that was just opened, with its problems. While it has problems, nothing runs: there is no valid form of it.
    pub fn draft(authored: Authored, report: Report) -> Self {
        let (empty, checked) = file::stand_in(&authored);
        let document = Self::new(empty, Arc::new(checked.scenario), Vec::new());
        Self { wrong: Some(Arc::new(Wrong { authored, report })), ..document }
    }

    /// Leaves out the world, which is far larger than what differs between two steps of the history. [`Self::with_world`] makes it again.
    pub fn without_world(&mut self) {
        static EMPTY: LazyLock<Arc<Scenario>> = LazyLock::new(|| Arc::new(file::empty().1.scenario));
        self.world = World { scenario: Arc::clone(&EMPTY), is_left_out: true, number: self.world.number };
    }

    /// The document with its world, if that was left out. `now` may have the same one.
    ///
    /// # Errors
    /// The report about the last valid form, if it is not valid any more. This does not occur: it was valid when the world was left out.
    pub fn with_world(mut self, now: &Self) -> Result<Self, Report> {
        if self.world.is_left_out {
            self.world = if self.world.number == now.world.number && !now.world.is_left_out {
                now.world.clone()
            } else {
                let scenario = Arc::new(file::check(&self.valid)?.scenario);
                World { scenario, is_left_out: false, number: self.world.number }
            };
        }
        Ok(self)
    }

    /// Adds an empty plan if there is no plan.
    fn with_a_plan(self) -> Self {
        if !self.plans.is_empty() {
            return self;
        }
        let first = Plan { name: FIRST_PLAN.to_owned(), ..Plan::default() };
        let mut next = Self { plans: Arc::new(vec![first]), ..self };
        next.valid = next.valid.with_plans(&next.world.scenario, next.as_plans(), &[]);
        next
    }

    /// Identifies this version of the document.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// This document as another version than all that were there before.
    pub fn into_new_version(self) -> Self {
        Self { version: fresh_number(), ..self }
    }

    /// This document as what others are made from: as the content of a file that was opened or taken over just now.
    pub fn rebased(self) -> Self {
        let base = Base { number: fresh_number(), authored: self.authored().clone() };
        Self { base, ..self }
    }

    /// This document, as made from what `other` was made from.
    pub fn with_base_of(self, other: &Self) -> Self {
        Self { base: other.base.clone(), ..self }
    }

    /// A copy in which the plan at index `chosen` is chosen, the baseline is the run of its parent, and the seed is 0.
    pub fn begun_at(&self, chosen: usize) -> Self {
        Self { chosen, baseline: Baseline::Parent, seed: 0, renamed: Vec::new(), ..self.clone() }
    }

    /// The current author's form, which may be invalid.
    pub fn authored(&self) -> &Authored {
        self.wrong.as_ref().map_or(&self.valid, |wrong| &wrong.authored)
    }

    /// The last valid author's form.
    pub const fn valid(&self) -> &Authored {
        &self.valid
    }

    /// The problems of the current author's form. Empty if it is valid.
    pub fn problems(&self) -> &[Problem] {
        self.wrong.as_ref().map_or(&[], |wrong| &wrong.report.problems)
    }

    /// The warnings about the last valid author's form.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Whether both documents would be saved with the same content. The chosen plan, the baseline and the seed are not saved, so they are
    /// not compared.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.authored().says_the_same(other.authored())
    }

    /// The author's form to save. If it is valid, the time of each fork is set to the time at which the forked plan and its parent diverge
    /// now.
    pub fn to_save(&self) -> Authored {
        if self.wrong.is_some() {
            return self.authored().clone();
        }
        let plans: Vec<Plan> =
            self.plans.iter().map(|plan| Plan { fork: plan.divergence(&self.plans), ..plan.clone() }).collect();
        let saved = Plans { plans: &plans, expect: &self.expect };
        self.valid.with_plans(&self.world.scenario, saved, &[(&self.valid, self.as_plans())])
    }

    /// A copy with another author's form, which is checked. If it is invalid, the copy keeps the world and the plans of the last valid
    /// form. `renamed` are the rows that the edit has renamed.
    pub fn with_authored(&self, authored: Authored, renamed: Vec<Renamed>) -> Self {
        let checked = match file::check(&authored) {
            Ok(checked) => checked,
            Err(report) => return Self { wrong: Some(Arc::new(Wrong { authored, report })), renamed, ..self.clone() },
        };
        let Checked { scenario, warnings } = checked;
        let (plans, expect) = (scenario.plans.clone(), scenario.expect.clone());
        let world = if authored.has_same_world(&self.valid) {
            self.world.clone()
        } else {
            World { scenario: Arc::new(scenario), is_left_out: false, number: fresh_number() }
        };
        let mut next = Self {
            valid: authored,
            wrong: None,
            renamed,
            warnings: warnings.into(),
            world,
            plans: Arc::new(plans),
            expect: Arc::new(expect),
            ..self.clone()
        };
        next = next.with_a_plan();
        let same = |index: usize| next.plan_named(self.plans.get(index)?);
        let chosen = same(self.chosen).unwrap_or_else(|| self.chosen.min(next.plans.len() - 1));
        let baseline = match self.baseline {
            Baseline::Plan(index) => same(index).map_or(Baseline::Parent, Baseline::Plan),
            Baseline::Swapped(index) => same(index).map_or(Baseline::Parent, Baseline::Swapped),
            Baseline::PlanWithSeed(index, seed) => {
                same(index).map_or(Baseline::Parent, |index| Baseline::PlanWithSeed(index, seed))
            }
            Baseline::Parent | Baseline::Nothing | Baseline::Seed(_) | Baseline::Other => self.baseline,
        };
        Self { chosen, baseline, ..next }
    }

    /// The index in this document of the plan `before` of the previous document, also if the last edit renamed the plan. `None` if it no
    /// longer exists.
    fn plan_named(&self, before: &Plan) -> Option<usize> {
        let is_it = |renamed: &&Renamed| renamed.table == Table::Plans && renamed.from == before.name;
        let name = self.renamed.iter().find(is_it).map_or(&before.name, |renamed| &renamed.to);
        self.plans.iter().position(|plan| plan.name == *name)
    }

    /// A copy to which `change` is applied. `change` may change the plans, the expectations, the chosen plan, the baseline and the seed.
    /// Then the rows of plans and expectations in the author's form are made again. A plan or expectation that is equal to one of a
    /// document in `known` gets the row of that document, as its author wrote it.
    ///
    /// # Errors
    /// As [`Self::rewritten`].
    pub fn changed(&self, known: [&Self; 2], change: impl FnOnce(&mut Self)) -> Result<Self, Refusal> {
        let mut next = Self { renamed: Vec::new(), ..self.clone() };
        change(&mut next);
        if next.plans == self.plans && next.expect == self.expect {
            return Ok(next);
        }
        let forms = known.map(|document| (&document.valid, document.as_plans()));
        next.warnings = self.warnings_of(&next.plans);
        next.rewritten(|form| Ok(form.with_plans(&next.world.scenario, next.as_plans(), &forms)))
    }

    /// A copy in which the plan at `index` has another name, also in all that is about it: the forms are edited as in the form of the plan. An
    /// empty name is ignored. If another plan has the name, a number is added to it.
    ///
    /// # Errors
    /// As [`Self::edited`]. No edit is refused: the plan is there, and its new name is free.
    pub fn with_renamed(&self, index: usize, name: &str) -> Result<Self, Refusal> {
        let mut next = Self { renamed: Vec::new(), ..self.clone() };
        next.rename(index, name);
        if next.plans == self.plans {
            return Ok(next);
        }
        let to = next.plans[index].name.clone();
        self.edited(&next, |form| Edit::rename(form, Table::Plans, index, &to))
    }

    /// A copy without the plan at `index` and all that is about it: the forms are edited as in the form of the plan. Its forks become independent
    /// plans. The last plan is not removed.
    ///
    /// # Errors
    /// As [`Self::edited`]. No edit is refused: the plan is there.
    pub fn with_removed(&self, index: usize) -> Result<Self, Refusal> {
        let mut next = Self { renamed: Vec::new(), ..self.clone() };
        next.remove(index);
        if next.plans == self.plans {
            return Ok(next);
        }
        self.edited(&next, |form| Ok(Edit::remove(form, Table::Plans, index)?.edit))
    }

    /// `next`, a copy of this document with other plans and expectations, with the forms that this edit makes, in which the plans are the same.
    ///
    /// # Errors
    /// As [`Self::rewritten`], and if the edit is refused.
    fn edited(&self, next: &Self, edit: impl Fn(&Authored) -> Result<Edit, Refused>) -> Result<Self, Refusal> {
        let mut next = next.rewritten(|form| Ok(form.apply(&edit(form)?)?.0))?;
        next.warnings = self.warnings_of(&next.plans);
        // Notes and translations are parts of the world.
        if !next.valid.has_same_world(&self.valid) {
            let Checked { scenario, warnings } = file::check(&next.valid)?;
            next.world = World { scenario: Arc::new(scenario), is_left_out: false, number: fresh_number() };
            next.warnings = warnings.into();
        }
        // A problem may be at a note or a translation, whose path has the name of the plan.
        match next.wrong.clone() {
            Some(wrong) => Ok(next.with_authored(wrong.authored.clone(), Vec::new())),
            None => Ok(next),
        }
    }

    /// A copy with what `written` makes of the last valid form and, if there is one, of the current invalid one.
    ///
    /// # Errors
    /// The report about the invalid form, if its plans differ from the valid plans, which are the ones that run: the change would overwrite them.
    fn rewritten(&self, written: impl Fn(&Authored) -> Result<Authored, Refusal>) -> Result<Self, Refusal> {
        let wrong = match &self.wrong {
            Some(wrong) if wrong.authored.has_same_plans(&self.valid) => {
                Some(Arc::new(Wrong { authored: written(&wrong.authored)?, report: wrong.report.clone() }))
            }
            Some(wrong) => return Err(wrong.report.clone().into()),
            None => None,
        };
        Ok(Self { valid: written(&self.valid)?, wrong, ..self.clone() })
    }

    /// The warnings of this document that still hold if its plans become `plans`. A plan that was changed is not checked here, so what was
    /// said about it is left out; what was said about another plan follows it to its new index.
    fn warnings_of(&self, plans: &[Plan]) -> Arc<[Problem]> {
        let follow = |warning: &Problem| {
            let parts: Vec<&str> = warning.path.parts().collect();
            let Some((&"plans", [index, rest @ ..])) = parts.split_first() else { return Some(warning.clone()) };
            let before = index.parse::<usize>().ok()?;
            let plan = self.plans.get(before)?;
            let is_it = |(index, other): &(usize, &Plan)| {
                other.does_the_same(plan)
                    && (other.name == plan.name || *index == before && plans.len() == self.plans.len())
            };
            let (index, _) = plans.iter().enumerate().find(is_it)?;
            let index = index.to_string();
            let path = FieldPath::of(["plans", index.as_str()].into_iter().chain(rest.iter().copied()));
            Some(Problem { path, ..warning.clone() })
        };
        self.warnings.iter().filter_map(follow).collect()
    }

    fn as_plans(&self) -> Plans<'_> {
        Plans { plans: &self.plans, expect: &self.expect }
    }

    /// The chosen plan.
    pub fn plan(&self) -> &Plan {
        &self.plans[self.chosen]
    }

    /// The index of the plan whose run is the baseline. `None` if there is no baseline, or it is a run of the chosen plan or of another
    /// file.
    pub fn baseline(&self) -> Option<usize> {
        let parent = self.plan().fork.map(|fork| fork.parent);
        let index = match self.baseline {
            // If the plan at `index` is the chosen plan, the arms below apply: a plan is not compared with itself, so with the same seed
            // its parent is the baseline instead.
            Baseline::Plan(index) | Baseline::Swapped(index) | Baseline::PlanWithSeed(index, _)
                if index != self.chosen =>
            {
                Some(index)
            }
            Baseline::Nothing | Baseline::Seed(_) | Baseline::PlanWithSeed(..) | Baseline::Other => None,
            Baseline::Plan(_) | Baseline::Swapped(_) | Baseline::Parent => parent,
        };
        index.filter(|index| *index != self.chosen && *index < self.plans.len())
    }

    /// Chooses the plan at `index`. A baseline that the person has chosen stays.
    pub fn choose(&mut self, index: usize) {
        self.chosen = index;
        if matches!(self.baseline, Baseline::Swapped(_)) {
            self.baseline = Baseline::Parent;
        }
    }

    /// The chosen plan, for changing it.
    pub fn plan_mut(&mut self) -> &mut Plan {
        &mut Arc::make_mut(&mut self.plans)[self.chosen]
    }

    /// Adds a plan and chooses it. If its name is in use, a number is added to the name.
    pub fn add(&mut self, plan: Plan) {
        let name = self.fresh_name(&plan.name, None);
        Arc::make_mut(&mut self.plans).push(Plan { name, ..plan });
        self.chosen = self.plans.len() - 1;
    }

    /// Forks the chosen plan at the time `at`, chooses the new plan, and makes the original plan the baseline.
    pub fn fork(&mut self, what_if: WhatIf, at: SimTime) {
        let fork = Some(Fork { parent: self.chosen, at });
        let plan = Plan { fork, ..self.plan().with(what_if) };
        self.add(plan);
        self.baseline = Baseline::Parent;
    }

    /// Renames a plan. An empty name is ignored. If another plan has the name, a number is added to it.
    fn rename(&mut self, index: usize, name: &str) {
        let name = name.trim();
        if index < self.plans.len() && !name.is_empty() {
            let name = self.fresh_name(name, Some(index));
            Arc::make_mut(&mut self.plans)[index].name = name;
        }
    }

    /// Removes a plan with its expectations. Its forks become independent plans. The last plan is not removed.
    fn remove(&mut self, index: usize) {
        if index >= self.plans.len() || self.plans.len() == 1 {
            return;
        }
        let plans = Arc::make_mut(&mut self.plans);
        let removed = plans.remove(index);
        let parent = removed.fork.map(|fork| fork.parent);
        // The indices of all later plans decrease by one.
        let moved = |other: usize| if other > index { other - 1 } else { other };
        for plan in plans {
            let fork = plan.fork.filter(|fork| fork.parent != index);
            plan.fork = fork.map(|fork| Fork { parent: moved(fork.parent), ..fork });
        }
        let expect = Arc::make_mut(&mut self.expect);
        expect.retain(|expectation| expectation.plan != index);
        for expectation in expect {
            expectation.plan = moved(expectation.plan);
        }
        self.baseline = match self.baseline {
            Baseline::Plan(other) | Baseline::Swapped(other) | Baseline::PlanWithSeed(other, _) if other == index => {
                Baseline::Parent
            }
            Baseline::Plan(other) => Baseline::Plan(moved(other)),
            Baseline::Swapped(other) => Baseline::Swapped(moved(other)),
            Baseline::PlanWithSeed(other, seed) => Baseline::PlanWithSeed(moved(other), seed),
            Baseline::Parent | Baseline::Nothing | Baseline::Seed(_) | Baseline::Other => self.baseline,
        };
        self.chosen = if self.chosen == index {
            moved(parent.unwrap_or(index.saturating_sub(1))).min(self.plans.len() - 1)
        } else {
            moved(self.chosen)
        };
    }

    /// Returns `name`, with a number added if another plan than the one at index `own` has it: in a file, the names of plans must be
    /// different.
    fn fresh_name(&self, name: &str, own: Option<usize>) -> String {
        let others = || self.plans.iter().enumerate().filter(|(index, _)| Some(*index) != own);
        // The name may be typed, and names are compared in composed form.
        let name = composed(name);
        let is_free = |name: &str| others().all(|(_, plan)| plan.name != name);
        let numbered = (2..).map(|number| format!("{name} {number}"));
        std::iter::once(name.clone().into_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
    }
}
