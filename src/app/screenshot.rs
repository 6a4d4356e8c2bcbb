//! Screenshots: one frame of the window as a picture, drawn without a window.

use std::time::Duration;

use egui::{Context, Pos2, RawInput, Rect, Vec2, ViewportId};

use super::fonts::OtherFonts;
use super::letters::FontsUsed;
use super::window::{App, Setup};
use crate::raster::{Picture, Raster};
use crate::session::{Command, Session, WindowCommand};
use crate::text::Language;

/// The part of the window that a screenshot shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The whole window.
    #[default]
    All,
    /// The map alone.
    Map,
    /// The playback bar and the timeline alone.
    Timeline,
}

impl Part {
    /// The minimum width and height of a screenshot of this part, in points.
    #[must_use]
    pub const fn least(self) -> [u16; 2] {
        match self {
            Self::All => [1024, 640],
            Self::Map => [240, 160],
            Self::Timeline => [1024, 160],
        }
    }
}

/// The settings of a screenshot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screenshot {
    /// The width and height in points.
    pub size: [u16; 2],
    /// Pixels per point.
    pub scale: f32,
    /// The part of the window to show.
    pub part: Part,
    /// Whether to use the night theme. Otherwise the day theme is used.
    pub night: bool,
    /// The language of the window.
    pub language: Language,
    /// The fonts. With the bundled fonts alone, the picture is the same on every computer.
    pub fonts: FontsUsed,
}

impl Screenshot {
    /// The width and height in pixels.
    #[must_use]
    pub fn pixels(&self) -> [u32; 2] {
        self.size.map(|side| (f32::from(side) * self.scale).round() as u32)
    }

    /// Draws the window of a session at its current time.
    #[must_use]
    pub fn picture(&self, session: Session) -> Picture {
        /// The maximum number of frames that are drawn, and the time between two frames. All animations are finished within that time. The
        /// loop ends earlier if nothing moves any more.
        const MOST_FRAMES: u32 = 50;
        const FRAME_SECS: f64 = 0.1;
        let ctx = Context::default();
        let other_fonts = match self.fonts {
            FontsUsed::Bundled => OtherFonts::None,
            FontsUsed::OfComputer => OtherFonts::OfComputerAtOnce,
        };
        let mut app =
            App::with_session(&ctx, session, Setup { language: self.language, other_fonts, ..Setup::default() });
        app.views.part = self.part;
        app.ask(Command::Window(WindowCommand::SetNight(self.night)));
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::from(self.size.map(f32::from)))),
            ..RawInput::default()
        };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(self.scale);
        let mut raster = Raster::default();
        let mut frames = 0;
        loop {
            input.time = Some(f64::from(frames) * FRAME_SECS);
            let mut output = ctx.run_ui(input.clone(), |ui| app.frame_ui(ui));
            raster.take(&mut output.textures_delta);
            frames += 1;
            let is_settled = output.viewport_output.values().all(|viewport| viewport.repaint_delay > Duration::ZERO);
            if is_settled || frames == MOST_FRAMES {
                return raster.frame(&ctx, &output);
            }
        }
    }
}
