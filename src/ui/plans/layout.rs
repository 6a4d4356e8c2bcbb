//! Sizes and font that the tabs and the list of plans share.

use egui::{FontId, Ui};

use crate::ui::style;
use crate::ui::theme::TEXT_BODY;

/// Height of a tab and of a row, in points.
pub(super) const HEIGHT: f32 = 28.0;
/// Width of a branch icon and the space after it, in points.
pub(super) const BRANCH: f32 = 14.0;

/// The font of the name of a plan.
pub(super) fn font() -> FontId {
    FontId::proportional(TEXT_BODY)
}

/// The width of a text in the font of the names of plans, in points.
pub(super) fn text_width(ui: &Ui, words: &str) -> f32 {
    style::text_width(ui.painter(), words.to_owned(), font())
}
