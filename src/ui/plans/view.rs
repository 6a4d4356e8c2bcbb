//! The state of the plans in the top bar between frames.

use crate::model::Plan;
use crate::ui::field::{Typed, typed};

/// The state of the plans in the top bar: which plan is being renamed, by its index, and the name that was typed.
#[derive(Debug, Default)]
pub struct PlansView {
    pub(super) renaming: Option<(usize, Typed)>,
}

impl PlansView {
    /// Starts renaming the plan at `index`.
    pub fn rename(&mut self, index: usize, plans: &[Plan]) {
        self.renaming = plans.get(index).map(|plan| (index, typed(plan.name.clone())));
    }

    /// Ends renaming. Returns the plan that was being renamed, and the name that was typed so far.
    pub fn end_renaming(&mut self) -> Option<(usize, String)> {
        self.renaming.take().map(|(index, typed)| (index, typed.text))
    }

    pub(super) fn is_renaming(&self, index: usize) -> bool {
        self.renaming.as_ref().is_some_and(|(of, _)| *of == index)
    }
}
