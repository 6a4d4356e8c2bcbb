//! Presenting: the whole screen, drawn so large that the last row can read it, and everything as it was afterwards.

use egui::{Context, ViewportCommand};

use super::App;
use crate::ui::present::{self, PresentView};

/// What was before somebody began to present.
#[derive(Debug)]
pub(super) struct Presenting {
    pub view: PresentView,
    was_full: bool,
}

impl App {
    /// Begins to present, or ends it.
    pub(super) fn toggle_present(&mut self, ctx: &Context) {
        let fills_screen = self.setup.fills_screen;
        if let Some(before) = self.presenting.take() {
            if fills_screen {
                self.apply_scale(ctx);
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(before.was_full));
            }
            return;
        }
        let was_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        let mut view = PresentView::default();
        view.turns_page(&self.session);
        self.presenting = Some(Presenting { view, was_full });
        self.close_overlay();
        self.put_away_notice();
        if fills_screen {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
    }

    /// Keeps the scale right while presenting, whatever size the window comes to have.
    pub(super) fn update_presenting(&self, ctx: &Context) {
        if self.presenting.is_some() && self.setup.fills_screen {
            let now = ctx.zoom_factor();
            let zoom = present::zoom(ctx.content_rect().height() * now);
            // What differs by rounding alone would be set again in every frame.
            if (zoom - now).abs() > 0.001 * now {
                ctx.set_zoom_factor(zoom);
            }
        }
    }
}
