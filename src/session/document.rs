//! The undoable value: the scenario as its author wrote it, the world that it means, which plan is chosen, with what it is compared, and
//! the seed. What did not change is shared between the steps of undo.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::file::edit::{Renamed, Table};
use crate::file::{self, Authored, Checked, Plans, Problem, Report};
use crate::model::{Expectation, Fork, Plan, Scenario, WhatIf};
use crate::units::SimTime;

/// What the plan of a scenario without plans is called in files; the window says it in its own language.
pub(super) const UNTOUCHED: &str = "Untouched";

/// A number that no other call returns. It tells documents and worlds apart, and nothing that is computed depends on it.
pub(super) fn fresh_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// With which run the run of the chosen plan is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Baseline {
    /// The plan that the chosen one was forked from, if it was.
    #[default]
    Parent,
    /// None.
    Nothing,
    /// The plan at this index.
    Plan(usize),
    /// The same plan with another seed.
    Seed(u64),
    /// The plan at this index with another seed.
    PlanWithSeed(usize, u64),
    /// A run of another file.
    Other,
}

/// A world that passed the check.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// The scenario. Its plans and expectations are those of the moment of the check; the document has those of now.
    pub scenario: Arc<Scenario>,
    /// The number of this world: no other has it, nor has the same world once it was checked again.
    pub number: u64,
}

/// An author's form that did not pass the check.
#[derive(Debug)]
struct Wrong {
    authored: Authored,
    report: Report,
}

/// What undo takes back, as one value.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The author's form as it last passed the check: it says what `world`, `plans` and `expect` mean.
    valid: Authored,
    /// The author's form as it is now, where that is another one because it is wrong.
    wrong: Option<Arc<Wrong>>,
    /// What the last edit gave another id, if this is the document that it made.
    pub renamed: Vec<Renamed>,
    /// What is odd in `valid` without being wrong.
    warnings: Arc<[Problem]>,
    pub world: World,
    pub plans: Arc<Vec<Plan>>,
    pub expect: Arc<Vec<Expectation>>,
    pub chosen: usize,
    pub baseline: Baseline,
    pub seed: u64,
}

/// Whether it is the same value: what was checked anew is another one.
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
    /// The document of a scenario, which is what this author's form means: with its first plan chosen, or an empty one where it has none.
    pub fn new(authored: Authored, scenario: Arc<Scenario>, warnings: Vec<Problem>) -> Self {
        let (plans, expect) = (scenario.plans.clone(), scenario.expect.clone());
        let world = World { scenario, number: fresh_number() };
        let document = Self {
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

    /// The same, with an empty plan if there is none.
    fn with_a_plan(self) -> Self {
        if !self.plans.is_empty() {
            return self;
        }
        let untouched = Plan { name: UNTOUCHED.to_owned(), ..Plan::default() };
        let mut next = Self { plans: Arc::new(vec![untouched]), ..self };
        next.valid = next.valid.with_plans(&next.world.scenario, next.as_plans(), &[]);
        next
    }

    /// The same, with this plan chosen, compared with its parent, and with the seed of the scenario as written.
    pub fn begun_at(&self, chosen: usize) -> Self {
        Self { chosen, baseline: Baseline::Parent, seed: 0, renamed: Vec::new(), ..self.clone() }
    }

    /// The author's form as it is now.
    pub fn authored(&self) -> &Authored {
        self.wrong.as_ref().map_or(&self.valid, |wrong| &wrong.authored)
    }

    /// What is wrong with the author's form as it is now.
    pub fn problems(&self) -> &[Problem] {
        self.wrong.as_ref().map_or(&[], |wrong| &wrong.report.problems)
    }

    /// What is odd, without being wrong, in the author's form as it was last right.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Whether a file would say the same of both. Which plan is chosen, the baseline and the seed are in no file.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.authored().says_the_same(other.authored())
    }

    /// What a file is to say: the author's form, in which each fork is where it diverges by now.
    pub fn to_save(&self) -> Authored {
        if self.wrong.is_some() {
            return self.authored().clone();
        }
        let plans: Vec<Plan> =
            self.plans.iter().map(|plan| Plan { fork: plan.divergence(&self.plans), ..plan.clone() }).collect();
        let saved = Plans { plans: &plans, expect: &self.expect };
        self.valid.with_plans(&self.world.scenario, saved, &[(&self.valid, self.as_plans())])
    }

    /// The same document with another author's form. If that is wrong, world and plans stay those of the last one that was right.
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
            World { scenario: Arc::new(scenario), number: fresh_number() }
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
            Baseline::PlanWithSeed(index, seed) => {
                same(index).map_or(Baseline::Parent, |index| Baseline::PlanWithSeed(index, seed))
            }
            Baseline::Parent | Baseline::Nothing | Baseline::Seed(_) | Baseline::Other => self.baseline,
        };
        Self { chosen, baseline, ..next }
    }

    /// The index of a plan of the document before, which may have another name since.
    fn plan_named(&self, before: &Plan) -> Option<usize> {
        let is_it = |renamed: &&Renamed| renamed.table == Table::Plans && renamed.from == before.name;
        let name = self.renamed.iter().find(is_it).map_or(&before.name, |renamed| &renamed.to);
        self.plans.iter().position(|plan| plan.name == *name)
    }

    /// The same document after `change` of its plans, expectations, choice or seed: what was changed is written into the author's form,
    /// and no more than that. `known` are documents with rows to be used again where a plan is as it was in them.
    ///
    /// # Errors
    /// What is wrong with the plans of the author's form, if a change of them would overwrite it.
    pub fn changed(&self, known: [&Self; 2], change: impl FnOnce(&mut Self)) -> Result<Self, Report> {
        let mut next = Self { renamed: Vec::new(), ..self.clone() };
        change(&mut next);
        if next.plans == self.plans && next.expect == self.expect {
            return Ok(next);
        }
        let forms = known.map(|document| (&document.valid, document.as_plans()));
        let written = |form: &Authored| form.with_plans(&next.world.scenario, next.as_plans(), &forms);
        let valid = written(&self.valid);
        let wrong = match &self.wrong {
            Some(wrong) if wrong.authored.has_same_plans(&self.valid) => {
                Some(Arc::new(Wrong { authored: written(&wrong.authored), report: wrong.report.clone() }))
            }
            Some(wrong) => return Err(wrong.report.clone()),
            None => None,
        };
        Ok(Self { valid, wrong, ..next })
    }

    fn as_plans(&self) -> Plans<'_> {
        Plans { plans: &self.plans, expect: &self.expect }
    }

    /// The chosen plan.
    pub fn plan(&self) -> &Plan {
        &self.plans[self.chosen]
    }

    /// The index of the plan that is the baseline.
    pub fn baseline(&self) -> Option<usize> {
        let parent = self.plan().fork.map(|fork| fork.parent);
        let index = match self.baseline {
            // Nothing is compared with itself.
            Baseline::Plan(index) | Baseline::PlanWithSeed(index, _) if index != self.chosen => Some(index),
            Baseline::Nothing | Baseline::Seed(_) | Baseline::PlanWithSeed(..) | Baseline::Other => None,
            Baseline::Plan(_) | Baseline::Parent => parent,
        };
        index.filter(|index| *index != self.chosen && *index < self.plans.len())
    }

    /// The chosen plan, to be changed.
    pub fn plan_mut(&mut self) -> &mut Plan {
        &mut Arc::make_mut(&mut self.plans)[self.chosen]
    }

    /// Adds a plan under a name that no other has, and chooses it.
    pub fn add(&mut self, plan: Plan) {
        let name = self.fresh_name(&plan.name, None);
        Arc::make_mut(&mut self.plans).push(Plan { name, ..plan });
        self.chosen = self.plans.len() - 1;
    }

    /// Forks the chosen plan at `at`.
    pub fn fork(&mut self, what_if: WhatIf, at: SimTime) {
        let fork = Some(Fork { parent: self.chosen, at });
        let plan = Plan { fork, ..self.plan().with(what_if) };
        self.add(plan);
        self.baseline = Baseline::Parent;
    }

    /// Gives a plan another name, if it is one; a number is added if another plan has it.
    pub fn rename(&mut self, index: usize, name: &str) {
        let name = name.trim();
        if index < self.plans.len() && !name.is_empty() {
            let name = self.fresh_name(name, Some(index));
            Arc::make_mut(&mut self.plans)[index].name = name;
        }
    }

    /// Removes a plan and what is expected of it; its forks become plans of their own. The last plan stays.
    pub fn remove(&mut self, index: usize) {
        if index >= self.plans.len() || self.plans.len() == 1 {
            return;
        }
        let plans = Arc::make_mut(&mut self.plans);
        let removed = plans.remove(index);
        let parent = removed.fork.map(|fork| fork.parent);
        // Every index behind the gap is one less.
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
            Baseline::Plan(other) | Baseline::PlanWithSeed(other, _) if other == index => Baseline::Parent,
            Baseline::Plan(other) => Baseline::Plan(moved(other)),
            Baseline::PlanWithSeed(other, seed) => Baseline::PlanWithSeed(moved(other), seed),
            Baseline::Parent | Baseline::Nothing | Baseline::Seed(_) | Baseline::Other => self.baseline,
        };
        self.chosen = if self.chosen == index {
            moved(parent.unwrap_or(index.saturating_sub(1))).min(self.plans.len() - 1)
        } else {
            moved(self.chosen)
        };
    }

    /// A name that no plan has but the one at `own`: a file names each of its plans differently.
    fn fresh_name(&self, name: &str, own: Option<usize>) -> String {
        let others = || self.plans.iter().enumerate().filter(|(index, _)| Some(*index) != own);
        let is_free = |name: &str| others().all(|(_, plan)| plan.name != name);
        let numbered = (2..).map(|number| format!("{name} {number}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
    }
}
