//! Writes plans and expectations into an author's form (the rows of a scenario file). Other rows are neither changed nor checked.

use std::sync::Arc;

use super::authored::Authored;
use super::schema as raw;
use super::tables::Listed;
use super::write::Writer;
use crate::model::{Expectation, Plan, Scenario};

/// The plans of a scenario, and its expectations, which refer to the plans.
#[derive(Clone, Copy, Debug)]
pub struct Plans<'a> {
    /// The plans.
    pub plans: &'a [Plan],
    /// The expectations, which refer to plans by index.
    pub expect: &'a [Expectation],
}

impl Authored {
    /// A copy with these plans and expectations, whose ids are those of `world`. If a plan or an expectation is equal to one of a form in
    /// `known`, its row is taken from that form, as the author wrote it. Otherwise a new row is made.
    #[must_use]
    pub fn with_plans(&self, world: &Scenario, plans: Plans<'_>, known: &[(&Self, Plans<'_>)]) -> Self {
        let writer = Writer(world);
        let rows = raw::Scenario {
            plans: plans.plans.iter().map(|plan| plan_row(&writer, plan, plans, known)).collect(),
            expect: plans.expect.iter().map(|expect| expectation_row(&writer, expect, plans, known)).collect(),
            ..self.rows().clone()
        };
        self.with_rows(rows)
    }

    /// A copy with the plans and expectations of another form, and with its own rows of everything else.
    #[must_use]
    pub fn with_plans_of(&self, other: &Self) -> Self {
        let (plans, expect) = (other.rows().plans.clone(), other.rows().expect.clone());
        self.with_rows(raw::Scenario { plans, expect, ..self.rows().clone() })
    }

    /// Whether the rows of plans and expectations are equal in both forms.
    #[must_use]
    pub fn has_same_plans(&self, other: &Self) -> bool {
        (&self.rows().plans, &self.rows().expect) == (&other.rows().plans, &other.rows().expect)
    }

    /// Whether everything except plans and expectations is equal in both forms.
    #[must_use]
    pub fn has_same_world(&self, other: &Self) -> bool {
        let world = |form: &Self| {
            let rows = form.rows().clone();
            raw::Scenario { plans: Listed::default(), expect: Listed::default(), ..rows }
        };
        world(self) == world(other)
    }
}

fn plan_row(writer: &Writer<'_>, plan: &Plan, plans: Plans<'_>, known: &[(&Authored, Plans<'_>)]) -> Arc<raw::Plan> {
    let is_same = |other: &Plan, others: &[Plan]| {
        // A row refers to its parent plan by name, so the names of the parents are compared, not their indices.
        let parent = |plan: &Plan, all: &[Plan]| plan.fork.map(|fork| (all[fork.parent].name.clone(), fork.at));
        let Plan { name, about, measures, actions, fork: _ } = other;
        (name, about, measures, actions) == (&plan.name, &plan.about, &plan.measures, &plan.actions)
            && parent(other, others) == parent(plan, plans.plans)
    };
    let row = known.iter().find_map(|(form, them)| {
        let index = them.plans.iter().position(|other| is_same(other, them.plans))?;
        form.rows().plans.shared(index)
    });
    row.unwrap_or_else(|| Arc::new(writer.plan(plan, plans.plans)))
}

fn expectation_row(
    writer: &Writer<'_>,
    expect: &Expectation,
    plans: Plans<'_>,
    known: &[(&Authored, Plans<'_>)],
) -> Arc<raw::Expectation> {
    let name = |expect: &Expectation, plans: &[Plan]| plans[expect.plan].name.clone();
    let is_same = |other: &Expectation, others: &[Plan]| {
        name(other, others) == name(expect, plans.plans) && (other.seeds, &other.that) == (expect.seeds, &expect.that)
    };
    let row = known.iter().find_map(|(form, them)| {
        let index = them.expect.iter().position(|other| is_same(other, them.plans))?;
        form.rows().expect.shared(index)
    });
    row.unwrap_or_else(|| Arc::new(writer.expectation(expect, plans.plans)))
}
