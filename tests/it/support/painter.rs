//! Connects the program's painter to `egui_kittest`, so that tests can draw pictures without a graphics processor.
//!
//! The renderer of `egui_kittest` itself needs a graphics processor or a driver that imitates one. No crate has another renderer
//! for egui 0.37.

use egui::{Context, FullOutput, TexturesDelta};
use egui_kittest::TestRenderer;
use firedrill::raster::{Picture, Raster};
use image::RgbaImage;

#[derive(Default)]
pub struct Painter(Raster);

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.take(delta);
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        Ok(image(&self.0.frame(ctx, output)))
    }
}

/// Converts a picture into the type that is compared with the stored pictures.
pub fn image(picture: &Picture) -> RgbaImage {
    let [width, height] = picture.size().map(|side| u32::try_from(side).expect("no picture is so large"));
    RgbaImage::from_raw(width, height, picture.bytes().to_vec()).expect("four bytes a pixel")
}
