//! Keeps a window that was just opened within the screen: a window as high as the screen would reach below it, because it has a title bar.

use egui::{Context, ViewportCommand, vec2};

use super::App;
use super::prepare::LEAST;

/// The number of frames of the window until which the desktop has told the size of the screen.
const FIRST_FRAMES: u64 = 20;
/// The height of a title bar and of a bar of the desktop together, in points.
const BARS: f32 = 72.0;

impl App {
    /// In the first frames, makes the window less high if it is as high as the screen.
    pub(super) fn stay_on_screen(&self, ctx: &Context) {
        if !self.setup.fills_screen || ctx.cumulative_frame_nr() > FIRST_FRAMES {
            return;
        }
        let (screen, window, fills) = ctx.input(|input| {
            let viewport = input.viewport();
            // The desktop itself keeps such a window within the screen.
            let fills = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
            (viewport.monitor_size, viewport.inner_rect, fills)
        });
        let (Some(screen), Some(window), false) = (screen, window, fills) else { return };
        let most = (screen.y - BARS).max(LEAST.y);
        if window.height() > most + 1.0 {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(vec2(window.width(), most)));
        }
    }
}
