//! The message that says what is being done beside the window and how far it is, with a button that cancels it.

use egui::{Align, Id, Label, Layout, ProgressBar, Rect, RichText, Ui};

use super::ViewContext;
use super::notice::message_ui;
use super::style::semibold;
use super::theme::TEXT_BODY;

/// What is being done, and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress<'a> {
    /// What is being done.
    pub title: &'a str,
    /// How far it is.
    pub words: String,
    /// The share that is done, `0.0..=1.0`; `None` if it is not known.
    pub share: Option<f32>,
}

/// The height of the bar, in points.
const BAR: f32 = 4.0;

/// Draws the message at the top of `over`. Returns its rectangle, and whether the person has cancelled the work.
pub fn progress_ui(ui: &Ui, context: &ViewContext<'_>, over: Rect, progress: &Progress<'_>) -> (Rect, bool) {
    let theme = context.theme;
    message_ui(ui, context, Id::unique("progress"), over, theme.selected, |ui| {
        let cancelled = ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_cancelled = ui.button(context.texts.get("task-cancel")).clicked();
                // The name of a file may be of any length. It is cut, and the button stays in the window.
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let title = RichText::new(progress.title).font(semibold(TEXT_BODY)).color(theme.text);
                    ui.add(Label::new(title).truncate());
                });
                is_cancelled
            })
            .inner
        });
        ui.label(RichText::new(&progress.words).color(theme.quiet));
        let bar = ProgressBar::new(progress.share.unwrap_or(0.0)).desired_height(BAR).fill(theme.selected);
        ui.add(bar.animate(false));
        cancelled.inner
    })
}
