//! What undo calls a change of the plans.

use super::command::PlanCommand;
use crate::model::{Act, Plan, Scenario, ServiceId};
use crate::text::Saying;

impl PlanCommand {
    /// The title of the step that the command makes. `plans` are the plans before it, of which the one at `chosen` is changed.
    pub(super) fn title(&self, world: &Scenario, plans: &[Plan], chosen: usize) -> Saying {
        let of_plan = |key, index: usize| match plans.get(index) {
            Some(plan) => Saying::of(key, [("plan", plan.name.as_str().into())]),
            None => Saying::plain("undo-change"),
        };
        let of_action = |key, index: usize| match plans.get(chosen).and_then(|plan| plan.actions.get(index)) {
            Some(action) => Saying::of(key, [("action", action_title(world, &action.act))]),
            None => Saying::plain("undo-change"),
        };
        match self {
            Self::Do(act) => Saying::of("undo-do", [("action", action_title(world, act))]),
            Self::MoveAction(index, _) => of_action("undo-move-do", *index),
            Self::RemoveAction(index) => of_action("undo-remove-do", *index),
            Self::AddPlan(plan) => Saying::of("undo-add-plan", [("plan", plan.name.as_str().into())]),
            Self::Fork(_) => Saying::plain("undo-fork"),
            Self::RenamePlan(index, _) => of_plan("undo-rename-plan", *index),
            Self::RemovePlan(index) => of_plan("undo-remove-plan", *index),
            Self::AddMeasure(_) => Saying::plain("undo-add-measure"),
            Self::SetMeasure(..) => Saying::plain("undo-set-measure"),
            Self::RemoveMeasure(_) => Saying::plain("undo-remove-measure"),
            Self::SetSeed(_) => Saying::plain("undo-set-seed"),
            // These are not recorded.
            Self::ChoosePlan(_) | Self::SetBaseline(_) => Saying::plain("undo-change"),
        }
    }
}

/// What undo calls an action, with the names as their author wrote them.
fn action_title(world: &Scenario, act: &Act) -> Saying {
    let service = |id: ServiceId| ("name", world.services[id].name.as_str().into());
    match act {
        Act::Strike { site, .. } => Saying::of("undo-ignite", [("name", world.sites[*site].name.as_str().into())]),
        Act::StrikeArea { .. } => Saying::plain("undo-strike-area"),
        Act::StrikeService { service: id, .. } => Saying::of("undo-strike-service", [service(*id)]),
        Act::Extinguish { site } => Saying::of("undo-extinguish", [("name", world.sites[*site].name.as_str().into())]),
        Act::Resolve { service: id, .. } => Saying::of("undo-resolve", [service(*id)]),
        Act::FailOver { service: id } => Saying::of("undo-fail-over", [service(*id)]),
        Act::BlackStart { service: id, .. } => Saying::of("undo-black-start", [service(*id)]),
        Act::ShedLoad { service: id, .. } => Saying::of("undo-shed-load", [service(*id)]),
        Act::Crew { company, .. } => {
            Saying::of("undo-crew", [("name", world.companies[*company].name.as_str().into())])
        }
        Act::Log { title } => title.as_str().into(),
    }
}
