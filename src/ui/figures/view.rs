//! The state of the figures between frames.

use super::spark::Sparks;
use crate::memo::{Identity, Memo};
use crate::study::Run;
use crate::ui::ViewContext;

/// The values that the figures computed from the drawn run and from the baseline.
#[derive(Debug, Default)]
pub struct FiguresView {
    sparks: Memo<Identity<Run>, Sparks>,
    /// The values computed from the baseline.
    baseline: Memo<Identity<Run>, Sparks>,
}

impl FiguresView {
    /// The values and sparklines of the run that is drawn.
    pub(super) fn sparks(&mut self, context: &ViewContext<'_>) -> &Sparks {
        let sparks = if context.is_chosen() { &mut self.sparks } else { &mut self.baseline };
        sparks.get(Identity::of(context.run), || Sparks::new(context.run))
    }
}
