//! A texture: an image from which the colour at any position can be read, also between its texels.

use egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode};
use egui::{ColorImage, Pos2};

use super::picture::Pixel;

/// An image with which triangles are filled, and the options for reading its colours.
#[derive(Debug, Default)]
pub(super) struct Texture {
    size: [usize; 2],
    texels: Vec<Pixel>,
    options: TextureOptions,
}

impl Texture {
    /// Replaces the whole image, or the part of the image whose upper left corner is at `corner`.
    pub fn change(&mut self, corner: Option<[usize; 2]>, image: &ColorImage, options: TextureOptions) {
        self.options = options;
        let Some([left, top]) = corner else {
            self.size = image.size;
            self.texels = image.pixels.iter().map(egui::Color32::to_array).collect();
            return;
        };
        let [width, _] = image.size;
        for (row, texels) in image.pixels.chunks_exact(width).enumerate() {
            let start = (top + row) * self.size[0] + left;
            for (texel, color) in self.texels[start..start + width].iter_mut().zip(texels) {
                *texel = color.to_array();
            }
        }
    }

    /// The filter to use. `steps` is the change of the position in the texture for one pixel to the right and for one pixel down, as shares
    /// of the texture's width and height. If one step is longer than a texel, the image is shrunk and the filter for minification is used.
    pub fn filter(&self, steps: [[f32; 2]; 2]) -> TextureFilter {
        let [width, height] = self.size.map(|side| side as f32);
        let texels = |[u, v]: [f32; 2]| (u * width).abs().max((v * height).abs());
        let is_small = steps.into_iter().map(texels).fold(0.0, f32::max) > 1.0;
        if is_small { self.options.minification } else { self.options.magnification }
    }

    /// The colour at the position `at`, which is given in shares of the texture's width and height. Each channel is in `0.0..=255.0`.
    pub fn color(&self, at: Pos2, filter: TextureFilter) -> [f32; 4] {
        let (x, y) = (at.x * self.size[0] as f32, at.y * self.size[1] as f32);
        match filter {
            TextureFilter::Nearest => self.texel(x.floor(), y.floor()).map(f32::from),
            TextureFilter::Linear => {
                // A texel has its exact colour in its middle, which is half a texel away from its corner.
                let (x, y) = (x - 0.5, y - 0.5);
                let (left, top) = (x.floor(), y.floor());
                let mix = |a: [f32; 4], b: [f32; 4], share: f32| {
                    std::array::from_fn(|channel| a[channel] + (b[channel] - a[channel]) * share)
                };
                let row = |y: f32| {
                    let [a, b] = [left, left + 1.0].map(|x| self.texel(x, y).map(f32::from));
                    mix(a, b, x - left)
                };
                mix(row(top), row(top + 1.0), y - top)
            }
        }
    }

    fn texel(&self, x: f32, y: f32) -> Pixel {
        let [width, height] = self.size;
        let [x, y] = [self.within(x, width), self.within(y, height)];
        self.texels.get(y * width + x).copied().unwrap_or_default()
    }

    fn within(&self, at: f32, count: usize) -> usize {
        let (at, count) = (at as i64, count.max(1) as i64);
        let within = match self.options.wrap_mode {
            TextureWrapMode::ClampToEdge => at.clamp(0, count - 1),
            TextureWrapMode::Repeat => at.rem_euclid(count),
            TextureWrapMode::MirroredRepeat => {
                let at = at.rem_euclid(2 * count);
                at.min(2 * count - 1 - at)
            }
        };
        within as usize
    }
}
