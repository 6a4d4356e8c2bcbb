//! What the figures remember between frames.

use super::spark::Sparks;
use crate::ui::ViewContext;

/// What the figures derived from the run and need not derive again.
#[derive(Debug, Default)]
pub struct FiguresView {
    sparks: Option<Sparks>,
    /// Of the run beside the chosen one.
    baseline: Option<Sparks>,
}

impl FiguresView {
    /// What was derived from the run that is looked at; derived again only if it is another one.
    pub(super) fn sparks(&mut self, context: &ViewContext<'_>) -> &Sparks {
        let slot = if context.is_chosen() { &mut self.sparks } else { &mut self.baseline };
        match slot.take() {
            Some(sparks) if sparks.is_of(context.run) => slot.insert(sparks),
            Some(_) | None => slot.insert(Sparks::new(context.run)),
        }
    }
}
