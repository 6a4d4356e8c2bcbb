//! Starts and ends presenting: full screen, and a scale at which the text can be read from the last row.

use egui::{Context, ViewportCommand};

use super::App;
use crate::ui::present::{self, PresentView};

/// The state of a presentation, and whether the window was full screen before, which is restored afterwards.
#[derive(Debug)]
pub(super) struct Presenting {
    pub view: PresentView,
    was_full: bool,
}

impl App {
    /// Starts presenting, or ends it.
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

    /// Adapts the scale to the size of the window while presenting.
    pub(super) fn update_presenting(&self, ctx: &Context) {
        if self.presenting.is_some() && self.setup.fills_screen {
            let now = ctx.zoom_factor();
            let zoom = present::zoom(ctx.content_rect().height() * now);
            // A difference that comes only from rounding is ignored. Otherwise the scale would be set again in each frame.
            if (zoom - now).abs() > 0.001 * now {
                ctx.set_zoom_factor(zoom);
            }
        }
    }
}
