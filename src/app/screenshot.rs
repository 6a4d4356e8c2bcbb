//! Screenshots: one frame of the window as a picture, drawn without a window.

use std::time::Duration;

use chrono_tz::Tz;
use egui::{Context, FullOutput, Pos2, RawInput, Rect, Vec2, ViewportId};

use super::fonts::OtherFonts;
use super::letters::FontsUsed;
use super::window::{App, Setup};
use crate::geo::Camera;
use crate::raster::{Picture, Raster, svg};
use crate::session::{Command, Part, Session, WindowCommand};
use crate::text::Language;
use crate::units::ShownZone;

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
        self.frame(session, &Sights::default()).picture()
    }

    /// As [`Self::picture`], as an SVG file.
    #[must_use]
    pub fn svg(&self, session: Session) -> String {
        self.frame(session, &Sights::default()).svg()
    }

    /// Draws the window until nothing moves any more.
    pub(super) fn frame(&self, session: Session, sights: &Sights) -> LastFrame {
        /// The maximum number of frames that are drawn, and the time between two frames. All animations are finished within that time. The
        /// loop ends earlier if nothing moves any more.
        const MOST_FRAMES: u32 = 50;
        const FRAME_SECS: f64 = 0.1;
        let ctx = Context::default();
        let other_fonts = match self.fonts {
            FontsUsed::Bundled => OtherFonts::None,
            FontsUsed::OfComputer => OtherFonts::OfComputerAtOnce,
        };
        let title = session.scenario().localized(self.language.tag()).title().to_owned();
        let mut app =
            App::with_session(&ctx, session, Setup { language: self.language, other_fonts, ..Setup::default() });
        app.views.part = self.part;
        sights.show_in(&mut app);
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
                return LastFrame { ctx, output, raster, title };
            }
        }
    }
}

/// Where the views of a window are: what a picture of it shows beside the state of the session.
#[derive(Clone, Debug, Default)]
pub(super) struct Sights {
    /// The camera of the map, if the map was moved. Otherwise all sites are shown, in any size of the picture.
    camera: Option<Camera>,
    shows_dependencies: bool,
    shows_both: bool,
    zone: ShownZone,
    computer_zone: Option<Tz>,
}

impl Sights {
    /// The sights of a window.
    pub(super) fn of(app: &App) -> Self {
        Self {
            camera: app.views.maps.one.moved_camera(),
            shows_dependencies: app.views.dependencies.shown,
            shows_both: app.views.maps.both,
            zone: app.settings.zone,
            computer_zone: app.setup.computer_zone,
        }
    }

    fn show_in(&self, app: &mut App) {
        if let Some(camera) = self.camera {
            app.views.maps.one.begin_at(camera, app.session.document_number());
        }
        app.views.dependencies.shown = self.shows_dependencies;
        app.views.maps.both = self.shows_both;
        app.settings.zone = self.zone;
        app.setup.computer_zone = self.computer_zone;
    }
}

/// The last frame of a window, and what paints it.
pub(super) struct LastFrame {
    ctx: Context,
    output: FullOutput,
    raster: Raster,
    title: String,
}

impl LastFrame {
    /// The frame as a picture of pixels.
    pub(super) fn picture(&self) -> Picture {
        self.raster.frame(&self.ctx, &self.output)
    }

    /// The frame as an SVG file.
    pub(super) fn svg(&self) -> String {
        svg(&self.ctx, &self.output, &self.title)
    }
}
