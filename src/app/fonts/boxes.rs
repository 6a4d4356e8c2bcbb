//! Boxes for letters of scripts that are written from right to left, if no font has them.
//!
//! Egui puts a letter without a font into the same run as the letters around it, and draws the whole run from right to left if such a letter
//! is in it: "100%" would be drawn as "%001". A letter that is drawn by a rasterizer is a run of its own.

use egui::{
    Color32, ColorImage, FontPriority, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph, vec2,
};
use unicode_script::{Script, UnicodeScript};

use crate::ui::theme::LETTER_PIXEL;

/// Whether a letter belongs to a script that is written from right to left.
pub(in crate::app) fn is_right_to_left(letter: char) -> bool {
    matches!(
        letter.script(),
        Script::Adlam
            | Script::Arabic
            | Script::Avestan
            | Script::Chorasmian
            | Script::Cypriot
            | Script::Elymaic
            | Script::Garay
            | Script::Hanifi_Rohingya
            | Script::Hatran
            | Script::Hebrew
            | Script::Imperial_Aramaic
            | Script::Inscriptional_Pahlavi
            | Script::Inscriptional_Parthian
            | Script::Kharoshthi
            | Script::Lydian
            | Script::Mandaic
            | Script::Manichaean
            | Script::Mende_Kikakui
            | Script::Meroitic_Cursive
            | Script::Meroitic_Hieroglyphs
            | Script::Nabataean
            | Script::Nko
            | Script::Old_North_Arabian
            | Script::Old_Sogdian
            | Script::Old_South_Arabian
            | Script::Old_Turkic
            | Script::Old_Uyghur
            | Script::Palmyrene
            | Script::Phoenician
            | Script::Psalter_Pahlavi
            | Script::Samaritan
            | Script::Sogdian
            | Script::Syriac
            | Script::Thaana
            | Script::Yezidi
    )
}

/// Draws boxes for letters from right to left for which `is_without_font` is true.
pub(super) fn rasterizer(is_without_font: impl Fn(char) -> bool + Send + Sync + 'static) -> GlyphRasterizer {
    let rasterize = move |request: &GlyphRasterizerRequest<'_>| {
        let letter = request.cluster.chars().next().filter(|letter| is_right_to_left(*letter))?;
        is_without_font(letter).then(|| drawn(request.font_size_px))
    };
    GlyphRasterizer::new("firedrill: boxes", rasterize).with_priority(FontPriority::Highest)
}

/// A box that stands on the line, for text of this size in pixels.
fn drawn(font_size_px: f32) -> RasterizedGlyph {
    let pixels = |share: f32| (share * font_size_px).round().clamp(2.0, 256.0);
    let (width, height, bearing) = (pixels(0.5), pixels(0.7), pixels(0.1));
    let line = (font_size_px / 14.0).round().clamp(1.0, width / 2.0) as usize;
    let size = [width as usize, height as usize];
    let mut image = ColorImage::filled(size, Color32::TRANSPARENT);
    for y in 0..size[1] {
        for x in 0..size[0] {
            let is_edge = x < line || y < line || x + line >= size[0] || y + line >= size[1];
            if is_edge {
                image[(x, y)] = LETTER_PIXEL;
            }
        }
    }
    let bitmap = GlyphBitmap { image, offset_px: vec2(bearing, -height), is_color: false };
    RasterizedGlyph { bitmap, advance_px: width + 2.0 * bearing }
}
