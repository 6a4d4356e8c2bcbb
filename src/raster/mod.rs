//! Draws egui's output into pictures without a graphics processor, with the same result on every machine: as pixels or as SVG.
//!
//! For the pixels, no library can do this, so the code is our own. Of the painters for egui that need no graphics processor,
//! `egui_software_backend` 0.0.3 supports only egui up to 0.34. `tiny-skia` and `vello_cpu` fill a path with one paint, but each
//! corner of egui's triangles has its own colour. `euc` replaces pixels where egui blends them, and draws the pixels on the common
//! edge of two triangles twice.

mod picture;
mod svg;
mod texture;
mod triangle;

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, Rect, TextureId, TexturesDelta};

pub use self::picture::Picture;
use self::svg::write;
use self::texture::Texture;
use self::triangle::{Corner, Triangle};

/// A painter, with the textures that it has received from egui. The most important texture contains the letters.
#[derive(Debug, Default)]
pub struct Raster {
    textures: BTreeMap<TextureId, Texture>,
    /// Textures that egui has freed. They are removed at the next call of [`Self::take`], because the current frame may still use
    /// them.
    freed: Vec<TextureId>,
}

impl Raster {
    /// Applies egui's changes of textures, and empties `delta`.
    #[expect(clippy::iter_over_hash_type, reason = "each texture is for itself")]
    pub fn take(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            let texture = self.textures.entry(id).or_default();
            for change in changes {
                let ImageData::Color(image) = &change.image;
                texture.change(change.pos, image, change.options);
            }
        }
        self.freed.extend(delta.free.drain());
    }

    /// Paints a frame, with the size and scale of its screen.
    #[must_use]
    pub fn frame(&self, ctx: &Context, output: &FullOutput) -> Picture {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let ground = ctx.global_style().visuals.panel_fill;
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        self.paint([size.x, size.y].map(|side| side.round() as usize), scale, ground, &primitives)
    }

    /// Paints triangles over the background colour `ground`. The picture has `size` pixels and `scale` pixels per point.
    ///
    /// Callbacks (shapes that a program paints directly on a graphics processor) are left out.
    #[must_use]
    pub fn paint(&self, size: [usize; 2], scale: f32, ground: Color32, primitives: &[ClippedPrimitive]) -> Picture {
        let mut picture = Picture::new(size, ground.to_array());
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            match primitive {
                Primitive::Mesh(mesh) => self.paint_mesh(&mut picture, scale, *clip_rect, mesh),
                Primitive::Callback(_) => {}
            }
        }
        picture
    }

    fn paint_mesh(&self, picture: &mut Picture, scale: f32, clip: Rect, mesh: &Mesh) {
        let Some(texture) = self.textures.get(&mesh.texture_id) else { return };
        // The edges are rounded in the same way as in egui's own painters.
        let [width, height] = picture.size();
        let pixel = |at: f32, most: usize| (at * scale).round().clamp(0.0, most as f32) as usize;
        let columns = pixel(clip.min.x, width)..pixel(clip.max.x, width);
        let rows = pixel(clip.min.y, height)..pixel(clip.max.y, height);
        let corner = |index: u32| {
            let Vertex { pos, uv, color } = mesh.vertices[index as usize];
            Corner::new(pos.x * scale, pos.y * scale, uv, color)
        };
        for [a, b, c] in mesh.triangles() {
            let (Some(a), Some(b), Some(c)) = (corner(a), corner(b), corner(c)) else { continue };
            if let Some(triangle) = Triangle::new(a, b, c) {
                triangle.fill(picture, texture, columns.clone(), rows.clone());
            }
        }
    }
}

/// A frame as the text of an SVG file with this title. Unlike a picture of pixels, it needs no textures.
#[must_use]
pub fn svg(ctx: &Context, output: &FullOutput, title: &str) -> String {
    let mut bytes = Vec::new();
    write(ctx, output, title, &mut bytes).expect("memory takes it");
    String::from_utf8(bytes).expect("only text was written")
}
