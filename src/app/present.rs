//! Starts and ends presenting: full screen, and a scale at which the text can be read from the last row.

use egui::{Context, ViewportCommand};

use super::App;
use crate::ui::map::KeptView;
use crate::ui::present::{self, PresentView};

/// The state of a presentation, and what is restored afterwards: whether the window was full screen, and what the map showed.
#[derive(Debug)]
pub(super) struct Presenting {
    pub view: PresentView,
    was_full: bool,
    map: KeptView,
}

impl App {
    /// Starts presenting, or ends it.
    pub(super) fn toggle_present(&mut self, ctx: &Context) {
        let fills_screen = self.setup.fills_screen;
        if let Some(before) = self.presenting.take() {
            self.views.maps.one.put_back(before.map);
            if fills_screen {
                self.apply_scale(ctx);
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(before.was_full));
            }
            return;
        }
        let was_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        let (view, map) = (PresentView::begin(&self.session), self.views.maps.one.kept_view());
        self.presenting = Some(Presenting { view, was_full, map });
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
