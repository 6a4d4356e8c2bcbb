//! The state of the figures between frames.

use super::spark::Sparks;
use crate::memo::{Identity, Memo};
use crate::study::Run;
use crate::ui::ViewContext;

/// What the figures computed from the runs.
#[derive(Debug, Default)]
pub struct FiguresView {
    sparks: Memo<Identity<Run>, Sparks>,
    /// The same for the baseline.
    baseline: Memo<Identity<Run>, Sparks>,
}

impl FiguresView {
    /// The sparklines of the run that is drawn.
    pub(super) fn sparks(&mut self, context: &ViewContext<'_>) -> &Sparks {
        let sparks = if context.is_chosen() { &mut self.sparks } else { &mut self.baseline };
        sparks.get(Identity::of(context.run), || Sparks::new(context.run))
    }
}
