//! Keeps a window that was just opened within the free part of the screen: a window as high as the screen would reach below it, because it has
//! a title bar, and the desktop may have bars of its own.

use egui::{Context, Id, Rangef, ViewportCommand};

use super::App;
use super::prepare::SIZE;

/// The number of frames of the window until which the desktop has told the size of the screen.
const FIRST_FRAMES: u64 = 20;
/// The height that a title bar and the bars of a desktop have together at most, in points. A window that leaves this room is left as it is.
const BARS: f32 = 72.0;

impl App {
    /// In the first frames: if the window is so high that a part of it may be below the screen or under a bar of the desktop, asks the desktop
    /// to maximize it.
    ///
    /// Neither `eframe` nor `winit` tells which part of a screen is free, and on Wayland no program can know it. The desktop does, and
    /// maximized windows fill exactly that part: also all of a screen without bars. If nothing answers, as on a screen without a window
    /// manager, the window stays as it is, which is no larger than the screen.
    pub(super) fn stay_on_screen(&self, ctx: &Context) {
        if !self.setup.fills_screen || ctx.cumulative_frame_nr() > FIRST_FRAMES {
            return;
        }
        let (screen, fills) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.monitor_size, viewport.maximized == Some(true) || viewport.fullscreen == Some(true))
        });
        let (Some(screen), false) = (screen, fills) else { return };
        // Whether a scale below 1 was known when the window was opened depends on which thread was faster.
        let scale = self.settings.scale();
        let asked = Rangef::new(SIZE.y / scale.max(1.0), SIZE.y / scale);
        if !is_too_high(ctx.content_rect().height(), asked, screen.y) {
            return;
        }
        // Once is enough: a desktop that does not follow will not do so later either.
        let id = Id::unique("asked to be maximized");
        if !ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), true)) {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }
}

/// Whether a window of this height may not fit on a screen, of which the desktop needs a part. `asked` is the height that the program has asked
/// for; it never gets more than that of the screen. A window of another height has got it from the desktop, which knows what is free.
fn is_too_high(window: f32, asked: Rangef, screen: f32) -> bool {
    let is_as_asked = window >= asked.min.min(screen) - 1.0 && window <= asked.max.min(screen) + 1.0;
    is_as_asked && window > screen - BARS + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_too_high_if_bars_may_not_fit_beside_it_and_the_desktop_has_not_made_it_lower() {
        let is_high = |window, asked, screen| is_too_high(window, Rangef::point(asked), screen);
        for (window, screen) in [(640.0, 640.0), (768.0, 768.0), (900.0, 900.0), (900.0, 960.0)] {
            assert!(is_high(window, 900.0, screen), "{window} on {screen}");
        }
        assert!(!is_high(900.0, 900.0, 1_080.0), "it has room");
        assert!(!is_high(720.0, 900.0, 768.0) && !is_high(870.0, 900.0, 900.0), "the desktop has made it lower");
        assert!(is_high(450.0, 450.0, 450.0) && !is_high(600.0, 600.0, 720.0), "200% and 150%");
        assert!(!is_high(720.0, 600.0, 720.0), "it does not have its size yet");
        assert!(is_too_high(960.0, Rangef::new(900.0, 1_125.0), 960.0), "80%");
    }
}
