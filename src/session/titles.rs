//! What undo calls a change of the plans.

use super::command::PlanCommand;
use crate::model::Plan;
use crate::text::Saying;

impl PlanCommand {
    /// The title of the step that the command makes. `plans` are the plans before it.
    pub(super) fn title(&self, plans: &[Plan]) -> Saying {
        let of_plan = |key, index: usize| match plans.get(index) {
            Some(plan) => Saying::of(key, [("plan", plan.name.as_str().into())]),
            None => Saying::plain("undo-change"),
        };
        match self {
            Self::Do(_) => Saying::plain("undo-add-action"),
            Self::MoveAction(..) => Saying::plain("undo-move-action"),
            Self::RemoveAction(_) => Saying::plain("undo-remove-action"),
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
