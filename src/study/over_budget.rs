//! A run that would come to more than its budget, as a problem of the file: where its cause stands, and what to shorten
//! (MODEL.md, section 12).

use crate::file::{FieldPath, Problem};
use crate::model::{Plan, Scenario};
use crate::sim::{Culprit, OverBudget, Resource};
use crate::text::Saying;
use crate::units::text;

/// A run that would come to more than its budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooMuch {
    /// What is used up, and when.
    pub over: OverBudget,
    /// The same as a problem of the file, with the path of its cause. Its line and column are not known; whoever has the text of the file
    /// finds them with [`Problem::located`](crate::file::Problem::located).
    pub problem: Problem,
}

impl TooMuch {
    /// `over` came of a run of `plan` on `world`, to which the measures of the plan are applied.
    pub(super) fn new(world: &Scenario, plan: &Plan, over: OverBudget) -> Self {
        let location = None;
        Self {
            over,
            problem: Problem {
                location,
                message: message(world, plan, over),
                remedy: remedy(world, over),
                path: path(world, plan, over),
            },
        }
    }

    /// All runs together take more than `limit` steps of work. `path` is the path of what asked for them.
    pub(super) fn in_all(limit: u64, path: FieldPath) -> Self {
        let over = OverBudget { what: Resource::Steps, limit, at: None, culprit: Culprit::Length };
        let message = Saying::of("budget-many", [("limit", text::exact(limit).into())]);
        let problem = Problem { location: None, message, remedy: Saying::plain("budget-many-remedy"), path };
        Self { over, problem }
    }

    /// What is too much, and what would make it less.
    pub(super) fn saying(&self) -> Saying {
        let Problem { message, remedy, .. } = &self.problem;
        Saying::of("budget-whole", [("what", message.clone()), ("remedy", remedy.clone())])
    }
}

fn message(world: &Scenario, plan: &Plan, over: OverBudget) -> Saying {
    let key = match over.what {
        Resource::Strikes => "budget-strikes",
        Resource::Events => "budget-events",
        Resource::Steps => "budget-steps",
        Resource::Quotes => "budget-quotes",
        Resource::Values => "budget-values",
    };
    let until = match over.at {
        Some(at) => {
            let at = world.clock.local(at).format("%Y-%m-%d %H:%M:%S").to_string();
            Saying::of("budget-until", [("at", at.into())])
        }
        None => Saying::plain("budget-in-all"),
    };
    let plan = match plan.name.as_str() {
        "" => Saying::plain("budget-no-plan"),
        name => Saying::of("budget-plan", [("name", name.into())]),
    };
    Saying::of(key, [("plan", plan), ("limit", text::exact(over.limit).into()), ("until", until)])
}

fn remedy(world: &Scenario, over: OverBudget) -> Saying {
    let named = |key, name: &str| Saying::of(key, [("name", name.into())]);
    match over.culprit {
        Culprit::Length => Saying::plain("budget-length"),
        Culprit::Action(_) => Saying::plain("budget-action"),
        Culprit::Site(id) => named("budget-site", &world.sites[id].key),
        Culprit::Service(id) => named("budget-service", &world.services[id].key),
        Culprit::Company(_) => Saying::plain("budget-company"),
        Culprit::Crew(id) => named("budget-crew", &world.companies[id].key),
        Culprit::Rival(_) => Saying::plain("budget-rival"),
    }
}

/// The path of what the run spends most on.
fn path(world: &Scenario, plan: &Plan, over: OverBudget) -> FieldPath {
    match over.culprit {
        Culprit::Length => FieldPath::of(["length"]),
        Culprit::Action(action) => match world.plans.iter().position(|other| other.name == plan.name) {
            Some(index) => FieldPath::of(["plans", &index.to_string(), "actions", &action.to_string()]),
            None => FieldPath::of(["plans"]),
        },
        Culprit::Site(id) => FieldPath::of(["sites", &world.sites[id].key]),
        Culprit::Service(id) => FieldPath::of(["services", &world.services[id].key]),
        Culprit::Company(id) => FieldPath::of(["companies", &world.companies[id].key]),
        Culprit::Crew(id) => FieldPath::of(["companies", &world.companies[id].key, "crew"]),
        Culprit::Rival(id) => FieldPath::of(["rivals", &world.rivals[id].key]),
    }
}
