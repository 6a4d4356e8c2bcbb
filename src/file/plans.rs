//! Writes plans and expectations into an author's form (the rows of a scenario file). Of other rows only the translations of texts inside plans change, which follow
//! these texts; nothing is checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::authored::Authored;
use super::plan_texts::translations_after_plans;
use super::schema as raw;
use super::tables::Listed;
use super::texts::{has_fewer_texts, without_lost};
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
        let mut known: Vec<Known<'_>> = known.iter().map(|(form, plans)| Known::new(form, *plans)).collect();
        let plan_row = |plan: &Plan| {
            let row = known.iter().find_map(|known| known.plan(plan, plans));
            row.unwrap_or_else(|| Arc::new(writer.plan(plan, plans.plans)))
        };
        let plan_rows: Listed<raw::Plan> = plans.plans.iter().map(plan_row).collect();
        let expectation_row = |expect: &Expectation| {
            let row = known.iter_mut().find_map(|known| known.expectation(expect, plans));
            row.unwrap_or_else(|| Arc::new(writer.expectation(expect, plans.plans)))
        };
        let expect_rows = plans.expect.iter().map(expectation_row).collect();
        let now: BTreeMap<&str, &raw::Plan> = plan_rows.iter().map(|plan| (plan.name.as_str(), plan)).collect();
        let translations = translations_after_plans(&self.rows().translations, self.rows(), &plan_rows);
        // A text that is only written in another way keeps its translation.
        let has_fewer =
            |before: &raw::Plan| now.get(before.name.as_str()).is_some_and(|now| has_fewer_texts(before, now));
        let removes = now.len() < self.rows().plans.len() || self.rows().plans.iter().any(has_fewer);
        let mut rows = raw::Scenario { plans: plan_rows, expect: expect_rows, translations, ..self.rows().clone() };
        if removes {
            rows.translations = without_lost(self.rows(), &rows);
        }
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

/// A form whose rows are used again where they say the same, with the plans and expectations that it describes.
struct Known<'a> {
    form: &'a Authored,
    plans: Plans<'a>,
    /// The index of each plan by its name. The names of valid plans differ.
    by_name: BTreeMap<&'a str, usize>,
    /// The index after the last expectation that was found. Most expectations follow one another as they did before, so that the next one is
    /// found at once.
    next_expectation: usize,
}

impl<'a> Known<'a> {
    fn new(form: &'a Authored, plans: Plans<'a>) -> Self {
        let by_name = plans.plans.iter().enumerate().map(|(index, plan)| (plan.name.as_str(), index)).collect();
        Self { form, plans, by_name, next_expectation: 0 }
    }

    /// The row of an equal plan; `plan` is one of `all`.
    fn plan(&self, plan: &Plan, all: Plans<'_>) -> Option<Arc<raw::Plan>> {
        let index = *self.by_name.get(plan.name.as_str())?;
        let Plan { name, about, measures, actions, zero, fork: _ } = &self.plans.plans[index];
        // A row refers to its parent plan by name, so the names of the parents are compared, not their indices.
        let parent = |plan: &Plan, all: &[Plan]| plan.fork.map(|fork| (all[fork.parent].name.clone(), fork.at));
        let (own, its) = ((name, about, measures), (&plan.name, &plan.about, &plan.measures));
        let is_same = own == its
            && (actions, zero) == (&plan.actions, &plan.zero)
            && parent(&self.plans.plans[index], self.plans.plans) == parent(plan, all.plans);
        is_same.then(|| self.form.rows().plans.shared(index)).flatten()
    }

    /// The row of an equal expectation; `expect` is one of `all`.
    fn expectation(&mut self, expect: &Expectation, all: Plans<'_>) -> Option<Arc<raw::Expectation>> {
        let is_same = |other: &Expectation| {
            self.plans.plans[other.plan].name == all.plans[expect.plan].name
                && (other.seeds, &other.that) == (expect.seeds, &expect.that)
        };
        let next = self.plans.expect.get(self.next_expectation).is_some_and(is_same).then_some(self.next_expectation);
        let index = next.or_else(|| self.plans.expect.iter().position(is_same))?;
        self.next_expectation = index + 1;
        self.form.rows().expect.shared(index)
    }
}
