//! Fills a triangle: finds the pixels that it covers, and computes their colours.
//!
//! A pixel is covered if its middle is inside the triangle. If the middle is exactly on an edge, the pixel belongs to the triangle
//! below or to the right of the edge. So if two triangles have a common edge, each pixel is in exactly one of them. Positions are
//! rounded to 256ths of a pixel, as on graphics processors, and then these decisions are exact.

use std::ops::Range;

use egui::{Color32, Pos2, pos2};

use super::picture::{Picture, Pixel, blend, product};
use super::texture::Texture;

/// The number of units of length in the width of a pixel. Positions are whole numbers of these units.
const PARTS: i64 = 256;
/// How far from the picture a corner may be, in pixels. Within this limit, products of two distances fit into 64 bits.
const FARTHEST: f32 = 2_097_152.0;

/// A corner: its position, in 256ths of a pixel, and its six values, which are red, green, blue, alpha, and `x` and `y` in the
/// texture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corner {
    at: [i64; 2],
    has: [f32; 6],
}

impl Corner {
    /// A corner at `x` and `y`, in pixels; `None` if a coordinate is not a number.
    pub fn new(x: f32, y: f32, in_texture: Pos2, color: Color32) -> Option<Self> {
        let [red, green, blue, cover] = color.to_array().map(f32::from);
        (!x.is_nan() && !y.is_nan()).then(|| Self {
            at: [x, y].map(|at| (at.clamp(-FARTHEST, FARTHEST) * PARTS as f32).round() as i64),
            has: [red, green, blue, cover, in_texture.x, in_texture.y],
        })
    }
}

/// A triangle with an area greater than 0. Its corners are in clockwise order as seen on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triangle {
    corners: [Corner; 3],
    /// The change of the six values of the corners for one pixel to the right, and for one pixel down.
    steps: [[f64; 6]; 2],
}

impl Triangle {
    /// The triangle of these corners, in any order; `None` if its area is 0.
    pub fn new(a: Corner, b: Corner, c: Corner) -> Option<Self> {
        let area = cross(a.at, b.at, c.at);
        let (b, c) = if area < 0 { (c, b) } else { (b, c) };
        let of_pixel = PARTS as f64 / area.abs() as f64;
        let [ab, ac] = [b, c].map(|corner| [0, 1].map(|axis| (corner.at[axis] - a.at[axis]) as f64 * of_pixel));
        let step = |along_ab: f64, along_ac: f64| {
            std::array::from_fn(|index| {
                let [to_b, to_c] = [b, c].map(|corner| f64::from(corner.has[index]) - f64::from(a.has[index]));
                to_b * along_ab + to_c * along_ac
            })
        };
        let steps = [step(ac[1], -ab[1]), step(-ac[0], ab[0])];
        (area != 0).then_some(Self { corners: [a, b, c], steps })
    }

    /// Fills those pixels of the triangle that are in these columns and rows.
    pub fn fill(&self, picture: &mut Picture, texture: &Texture, columns: Range<usize>, rows: Range<usize>) {
        let [top, bottom] = self.reach(1);
        let [left, right] = self.reach(0);
        if left >= columns.end as i64 || right < columns.start as i64 {
            return;
        }
        let paint = Paint::new(self, texture);
        for row in top.max(rows.start as i64)..bottom.min(rows.end as i64) {
            let (from, until) = self.span(row, columns.start as i64, columns.end as i64);
            if from < until {
                let pixels = picture.span(row as usize, from as usize, until as usize);
                paint.lay(pixels, self.at_middle(from, row));
            }
        }
    }

    /// The range of rows (`axis` 1) or columns (`axis` 0) that the triangle can cover: the first index, and the index after the last.
    fn reach(&self, axis: usize) -> [i64; 2] {
        let [a, b, c] = self.corners.map(|corner| corner.at[axis]);
        [a.min(b).min(c).div_euclid(PARTS), a.max(b).max(c).div_euclid(PARTS) + 1]
    }

    /// The range of pixels of a row that the triangle covers, within the given `from..until`.
    fn span(&self, row: i64, mut from: i64, mut until: i64) -> (i64, i64) {
        let [a, b, c] = self.corners.map(|corner| corner.at);
        for (start, end) in [(a, b), (b, c), (c, a)] {
            let [right, down] = [end[0] - start[0], end[1] - start[1]];
            let has_its_edge = down < 0 || (down == 0 && right > 0);
            // `first` is positive or 0 if the middle of pixel 0 is inside this edge. With each pixel to the right it becomes
            // smaller by `down * PARTS`.
            let first =
                right * (row * PARTS + PARTS / 2 - start[1]) - down * (PARTS / 2 - start[0]) - i64::from(!has_its_edge);
            match down {
                0 if first < 0 => return (from, from),
                0 => {}
                1.. => until = until.min(first.div_euclid(down * PARTS) + 1),
                ..0 => from = from.max(-first.div_euclid(-down * PARTS)),
            }
        }
        (from, until)
    }

    /// The six values (colour and position in the texture) in the middle of a pixel.
    fn at_middle(&self, column: i64, row: i64) -> [f32; 6] {
        let Corner { at, has } = self.corners[0];
        let away = |index: i64, from: i64| (index * PARTS + PARTS / 2 - from) as f64 / PARTS as f64;
        let (right, down) = (away(column, at[0]), away(row, at[1]));
        let [to_right, to_down] = &self.steps;
        std::array::from_fn(|index| (f64::from(has[index]) + to_right[index] * right + to_down[index] * down) as f32)
    }
}

/// Twice the area of a triangle; positive if its corners are in clockwise order as seen on the screen.
const fn cross(a: [i64; 2], b: [i64; 2], c: [i64; 2]) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// How a triangle is filled.
enum Paint<'a> {
    /// The same colour everywhere, as in most of a window.
    Even(Pixel),
    /// Colours that change within the triangle, with one colour of the texture for the whole triangle.
    Shaded { texel: Pixel, step: [f32; 6] },
    /// Each pixel has its own position in the texture: letters and images.
    Textured { texture: &'a Texture, filter: egui::TextureFilter, step: [f32; 6] },
}

impl<'a> Paint<'a> {
    fn new(triangle: &Triangle, texture: &'a Texture) -> Self {
        let [a, b, c] = triangle.corners.map(|corner| corner.has);
        let [to_right, to_down] = triangle.steps.map(|step| step.map(|change| change as f32));
        let filter = texture.filter([[to_right[4], to_right[5]], [to_down[4], to_down[5]]]);
        if a[4..] != b[4..] || a[4..] != c[4..] {
            return Self::Textured { texture, filter, step: to_right };
        }
        let texel = texture.color(pos2(a[4], a[5]), filter).map(rounded);
        if a == b && a == c { Self::Even(color(&a, texel)) } else { Self::Shaded { texel, step: to_right } }
    }

    /// Blends the paint over neighbouring pixels of a row. `has` contains the six values of the first pixel.
    fn lay(&self, pixels: &mut [Pixel], mut has: [f32; 6]) {
        match self {
            Self::Even(color) if color[3] == 255 => pixels.fill(*color),
            Self::Even(color) => pixels.iter_mut().for_each(|pixel| blend(pixel, *color)),
            Self::Shaded { texel, step } => {
                for pixel in pixels {
                    blend(pixel, color(&has, *texel));
                    advance(&mut has, step);
                }
            }
            Self::Textured { texture, filter, step } => {
                for pixel in pixels {
                    blend(pixel, color(&has, texture.color(pos2(has[4], has[5]), *filter).map(rounded)));
                    advance(&mut has, step);
                }
            }
        }
    }
}

fn advance(has: &mut [f32; 6], step: &[f32; 6]) {
    for (value, change) in has.iter_mut().zip(step) {
        *value += change;
    }
}

/// The colour of a pixel: the product of the triangle's colour and the texture's colour.
fn color(has: &[f32; 6], texel: Pixel) -> Pixel {
    std::array::from_fn(|channel| product(rounded(has[channel]), texel[channel]))
}

/// Rounds to the nearest whole number in `0..=255`.
fn rounded(value: f32) -> u8 {
    (value + 0.5) as u8
}
