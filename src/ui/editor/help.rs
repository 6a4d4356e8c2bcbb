//! The help of a field: what it means, which values it takes, in which unit, and what holds if it is left out. It is the text of the page of
//! the format.

use egui::{RectAlign, Response, RichText, Tooltip, Ui};

use super::form::Form;
use super::help_text::lines;
use crate::ui::theme::TEXT_SMALL;

/// The width of the card with the help, in points.
const WIDTH: f32 = 280.0;
/// The space between the card and the panel, in points.
const GAP: f32 = 6.0;

/// Shows the help of a field while its label or its control is hovered, or its control has the keyboard focus, and gives it to screen
/// readers. While a dialog or a question lies over the form, no card lies over that. `left` is the left edge of the panel.
pub(super) fn help_ui(ui: &Ui, form: &Form<'_>, field: &str, [label, control]: [&Response; 2], left: f32) {
    let Some(described) = form.described(field) else { return };
    let lines = lines(described, form.context.texts);
    ui.ctx().accesskit_node_builder(control.id, |node| node.set_description(lines.join(" ")));
    if form.context.is_covered {
        return;
    }
    // Beside the panel, so that no other field is covered.
    let gap = |response: &Response| (response.rect.left() - left).max(0.0) + GAP;
    let mut card = if control.has_focus() && !egui::Popup::is_any_open(ui.ctx()) {
        Tooltip::for_widget(control).gap(gap(control))
    } else if label.hovered() {
        Tooltip::for_enabled(label).gap(gap(label))
    } else {
        Tooltip::for_enabled(control).gap(gap(control))
    };
    card.popup = card.popup.align(RectAlign::LEFT_START).align_alternatives(&[RectAlign::LEFT_END]).width(WIDTH);
    card.show(|ui| {
        ui.set_max_width(WIDTH);
        ui.label(RichText::new(form.label(field)).strong());
        for (index, line) in lines.iter().enumerate() {
            let words = RichText::new(line);
            ui.label(if index == 0 { words } else { words.size(TEXT_SMALL).color(form.context.theme.quiet) });
        }
    });
}
