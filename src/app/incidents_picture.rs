//! Draws incidents beside one another as a picture, without a window.

use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Margin, Pos2, RawInput, Rect, Vec2, ViewportId};

use crate::raster::{Picture, Raster};
use crate::study::Weight;
use crate::study::incidents::Incident;
use crate::text::{Language, Texts};
use crate::ui::incidents::{Appearance, Shown, incidents_picture_ui};
use crate::ui::style;
use crate::ui::theme::Theme;

/// The size of the picture in points, and its pixels per point.
const SIZE: Vec2 = Vec2::new(1280.0, 800.0);
const SCALE: f32 = 1.5;
/// How many frames are drawn: sizes that depend on what was drawn before are right in the last.
const FRAMES: u32 = 3;

/// How incidents are drawn as a picture.
#[derive(Clone, Copy, Debug)]
pub struct IncidentsPicture {
    /// What each service counts for.
    pub weight: Weight,
    /// Whether equal distances on the time axis are equal factors.
    pub log_time: bool,
    /// Whether to use the night theme. Otherwise the day theme is used.
    pub night: bool,
    /// The language of the picture.
    pub language: Language,
}

impl IncidentsPicture {
    /// Draws these incidents, each with the place of its colour and stroke. The fonts are the bundled ones, so the picture is the same on every
    /// computer.
    ///
    /// # Panics
    /// Never: at least one frame is drawn.
    #[must_use]
    pub fn picture(&self, incidents: &[(usize, Arc<Incident>)]) -> Picture {
        let (texts, theme) = (Texts::of(self.language), if self.night { Theme::night() } else { Theme::day() });
        let incidents = incidents.iter().map(|(place, incident)| (*place, &**incident)).collect();
        let shown = Shown::new(incidents, self.weight, &texts);
        let ctx = Context::default();
        style::install_fonts(&ctx);
        style::install_style(&ctx, &theme);
        let mut input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)), ..RawInput::default() };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(SCALE);
        let mut raster = Raster::default();
        let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::same(24));
        let mut draw = |number: u32| {
            input.time = Some(f64::from(number));
            let mut output = ctx.run_ui(input.clone(), |ui| {
                CentralPanel::no_frame().frame(frame).show(ui, |ui| {
                    incidents_picture_ui(ui, Appearance { texts: &texts, theme: &theme }, &shown, self.log_time);
                });
            });
            raster.take(&mut output.textures_delta);
            output
        };
        let last = (1..FRAMES).fold(draw(0), |_, number| draw(number));
        raster.frame(&ctx, &last)
    }
}
