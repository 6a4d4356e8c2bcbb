//! The flag of an action with what is needed to draw it.

use egui::Rangef;

use super::layout::Mark;
use crate::ui::timeline::derived::Flag;

/// The flag of an action, and where it is drawn.
#[derive(Clone, Copy)]
pub(super) struct ActionFlag<'a> {
    /// The row in which the flag is drawn.
    pub row: Rangef,
    /// Where in the row the flag is drawn.
    pub mark: &'a Mark,
    /// The flag.
    pub flag: &'a Flag,
    /// The action, as an index into the plan.
    pub index: usize,
}
