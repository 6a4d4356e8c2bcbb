//! The painter of the program behind the trait of `egui_kittest`, so that tests see pictures without a graphics processor.
//!
//! Its own renderer needs one, or a driver that plays one; no crate has another for egui 0.37.

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

/// A picture in the form that is compared with those beside the tests.
pub fn image(picture: &Picture) -> RgbaImage {
    let [width, height] = picture.size().map(|side| u32::try_from(side).expect("no picture is so large"));
    RgbaImage::from_raw(width, height, picture.bytes().to_vec()).expect("four bytes a pixel")
}
