//! The links above the list of scenarios that lead to its parts: where one part fills the window, they say what follows below it.

use egui::{RichText, Ui};

use super::cards::{Cards, Part};
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;

/// Draws a link to each part with the number of its cards, if more than one part has any.
pub(super) fn jumps_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, shown: &[usize]) {
    let texts = context.texts;
    let count = |part: Part| shown.iter().filter(|place| cards.part(**place) == part).count();
    let parts = Part::in_order(!cards.own.is_empty()).map(|part| (part, count(part)));
    let parts: Vec<(Part, usize)> = parts.into_iter().filter(|(_, count)| *count > 0).collect();
    if parts.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (part, count) in parts {
            let count = texts.exact_count(count);
            let words = texts.with("scenarios-part", &[("part", texts.get(part.title())), ("count", &count)]);
            if ui.link(RichText::new(words).size(TEXT_SMALL)).clicked() {
                cards.view.shows_heading = Some(part.title());
            }
        }
    });
}
