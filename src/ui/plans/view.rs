//! What the plans of the top bar remember between frames.

use crate::model::Plan;
use crate::ui::field::{Typed, typed};

/// Which plan is being given another name, by its place, and what was typed.
#[derive(Debug, Default)]
pub struct PlansView {
    pub(super) renaming: Option<(usize, Typed)>,
}

impl PlansView {
    /// Lets the plan at `place` be given another name.
    pub fn rename(&mut self, place: usize, plans: &[Plan]) {
        self.renaming = plans.get(place).map(|plan| (place, typed(plan.name.clone())));
    }

    pub(super) fn is_renaming(&self, place: usize) -> bool {
        self.renaming.as_ref().is_some_and(|(of, _)| *of == place)
    }
}
