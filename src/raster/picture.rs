//! A picture: rows of opaque pixels that can be written as a PNG file.

use std::io::{self, Write};

use png::text_metadata::ITXtChunk;

/// Red, green, blue and alpha, in `0..=255`. The colours are already multiplied by alpha.
pub(super) type Pixel = [u8; 4];

/// A picture without transparent pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    size: [usize; 2],
    pixels: Vec<Pixel>,
}

impl Picture {
    pub(super) fn new(size: [usize; 2], ground: Pixel) -> Self {
        Self { size, pixels: vec![ground; size[0] * size[1]] }
    }

    /// Width and height in pixels.
    #[must_use]
    pub const fn size(&self) -> [usize; 2] {
        self.size
    }

    /// Red, green, blue and alpha of each pixel, row by row from the top.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.pixels.as_flattened()
    }

    /// The pixels `from..until` of a row.
    pub(super) fn span(&mut self, row: usize, from: usize, until: usize) -> &mut [Pixel] {
        let start = row * self.size[0];
        &mut self.pixels[start + from..start + until]
    }

    /// Writes the picture as a PNG file, with this text in it.
    ///
    /// # Errors
    /// Any error of the output or of the PNG encoder.
    pub fn write_png(&self, out: impl Write, text: Option<&ITXtChunk>) -> io::Result<()> {
        let [width, height] = self.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
        let mut encoder = png::Encoder::new(out, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let rgb: Vec<u8> = self.pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
        let mut writer = encoder.write_header()?;
        if let Some(text) = text {
            writer.write_text_chunk(text)?;
        }
        writer.write_image_data(&rgb)?;
        writer.finish()?;
        Ok(())
    }
}

/// Blends `top` over `pixel`, as egui's painters do: with the colour values of the screen (gamma space), not with linear light.
pub(super) fn blend(pixel: &mut Pixel, top: Pixel) {
    if top[3] == 255 {
        *pixel = top;
        return;
    }
    for (below, above) in pixel.iter_mut().zip(top) {
        *below = above.saturating_add(product(*below, 255 - top[3]));
    }
}

/// The product of two shares in 255ths, rounded to the nearest 255th.
pub(super) const fn product(a: u8, b: u8) -> u8 {
    ((a as u32 * b as u32 + 127) / 255) as u8
}
