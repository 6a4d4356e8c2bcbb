//! The undoable value: the plans and what is expected of them, which is chosen, which lies beside it, and the luck.

use crate::model::{Expectation, Fork, Plan, Scenario, WhatIf};
use crate::units::SimTime;

/// What the plan is called that stands where a scenario has none, in files; the window says it in its own language.
pub(super) const UNTOUCHED: &str = "Untouched";

/// Which future lies behind the chosen one, to be compared with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Baseline {
    /// The plan that the chosen one was forked from, if it was.
    #[default]
    Parent,
    /// None.
    Nothing,
    /// This plan, by its place.
    Plan(usize),
    /// The same plan with another luck.
    Seed(u64),
    /// This plan, by its place, with another luck.
    PlanWithSeed(usize, u64),
    /// A run of another file, as it was laid there.
    Other,
}

/// What is done, as one value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    pub plans: Vec<Plan>,
    pub expect: Vec<Expectation>,
    pub chosen: usize,
    pub baseline: Baseline,
    pub seed: u64,
}

impl Document {
    /// The plans of a scenario, or an empty one where it has none, with the first chosen.
    pub fn new(scenario: &Scenario) -> Self {
        let mut plans = scenario.plans.clone();
        if plans.is_empty() {
            plans.push(Plan { name: UNTOUCHED.to_owned(), ..Plan::default() });
        }
        Self { plans, expect: scenario.expect.clone(), chosen: 0, baseline: Baseline::Parent, seed: 0 }
    }

    /// The chosen plan.
    pub fn plan(&self) -> &Plan {
        &self.plans[self.chosen]
    }

    /// The place of the plan beside the chosen one.
    pub fn baseline(&self) -> Option<usize> {
        let parent = self.plan().fork.map(|fork| fork.parent);
        let place = match self.baseline {
            // Nothing lies beside itself.
            Baseline::Plan(place) | Baseline::PlanWithSeed(place, _) if place != self.chosen => Some(place),
            Baseline::Nothing | Baseline::Seed(_) | Baseline::PlanWithSeed(..) | Baseline::Other => None,
            Baseline::Plan(_) | Baseline::Parent => parent,
        };
        place.filter(|place| *place != self.chosen && *place < self.plans.len())
    }

    /// The chosen plan, to be changed.
    pub fn plan_mut(&mut self) -> &mut Plan {
        &mut self.plans[self.chosen]
    }

    /// Adds a plan under a name that no other has, and chooses it.
    pub fn add(&mut self, plan: Plan) {
        let name = self.fresh_name(&plan.name, None);
        self.plans.push(Plan { name, ..plan });
        self.chosen = self.plans.len() - 1;
    }

    /// Parts from the chosen plan at `at`.
    pub fn fork(&mut self, what_if: WhatIf, at: SimTime) {
        let fork = Some(Fork { parent: self.chosen, at });
        let plan = Plan { fork, ..self.plan().with(what_if) };
        self.add(plan);
        self.baseline = Baseline::Parent;
    }

    /// Gives a plan another name, if it is one and no other plan has it.
    pub fn rename(&mut self, place: usize, name: &str) {
        let name = name.trim();
        if place < self.plans.len() && !name.is_empty() {
            self.plans[place].name = self.fresh_name(name, Some(place));
        }
    }

    /// Removes a plan and what is expected of it; its forks stand on their own. The last plan stays.
    pub fn remove(&mut self, place: usize) {
        if place >= self.plans.len() || self.plans.len() == 1 {
            return;
        }
        let removed = self.plans.remove(place);
        let parent = removed.fork.map(|fork| fork.parent);
        // Every place behind the gap moves up.
        let moved = |other: usize| if other > place { other - 1 } else { other };
        for plan in &mut self.plans {
            let fork = plan.fork.filter(|fork| fork.parent != place);
            plan.fork = fork.map(|fork| Fork { parent: moved(fork.parent), ..fork });
        }
        self.expect.retain(|expectation| expectation.plan != place);
        for expectation in &mut self.expect {
            expectation.plan = moved(expectation.plan);
        }
        self.baseline = match self.baseline {
            Baseline::Plan(other) | Baseline::PlanWithSeed(other, _) if other == place => Baseline::Parent,
            Baseline::Plan(other) => Baseline::Plan(moved(other)),
            Baseline::PlanWithSeed(other, seed) => Baseline::PlanWithSeed(moved(other), seed),
            Baseline::Parent | Baseline::Nothing | Baseline::Seed(_) | Baseline::Other => self.baseline,
        };
        self.chosen = if self.chosen == place {
            moved(parent.unwrap_or(place.saturating_sub(1))).min(self.plans.len() - 1)
        } else {
            moved(self.chosen)
        };
    }

    /// A name that no plan has but the one at `own`: a file names each of its plans differently.
    fn fresh_name(&self, name: &str, own: Option<usize>) -> String {
        let others = || self.plans.iter().enumerate().filter(|(place, _)| Some(*place) != own);
        let is_free = |name: &str| others().all(|(_, plan)| plan.name != name);
        let numbered = (2..).map(|number| format!("{name} {number}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
    }
}
