//! Lays out and paints texts on the map. Long texts are cut with an ellipsis. egui caches the galleys by their content.

use std::sync::{Arc, LazyLock};

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, vec2};

use crate::ui::style::{self, SEMIBOLD};
use crate::ui::theme::{CORNER, Theme};

/// The default limit for the width of a line, in points.
pub const WIDEST: f32 = 230.0;

/// The semibold font, for the names of sites.
static HEAVIER: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name(SEMIBOLD.into()));

/// Lays out one line of a name in the semibold font, or in the normal font if that is not installed.
pub fn name(painter: &Painter, words: &str, size: f32) -> Arc<Galley> {
    name_within(painter, words, size, WIDEST)
}

/// Lays out a name like [`name()`], at most `widest` points wide.
pub fn name_within(painter: &Painter, words: &str, size: f32, widest: f32) -> Arc<Galley> {
    let is_there = painter.fonts(|fonts| fonts.definitions().families.contains_key(&*HEAVIER));
    let family = if is_there { HEAVIER.clone() } else { FontFamily::Proportional };
    lay_out(painter, words, FontId::new(size, family), widest)
}

/// Lays out one line with a font of this size, in points. The colour is chosen when the line is painted, so the galley can be shared.
pub fn line(painter: &Painter, words: &str, size: f32) -> Arc<Galley> {
    within(painter, words, size, WIDEST)
}

/// Lays out a line like [`line()`], at most `widest` points wide.
pub fn within(painter: &Painter, words: &str, size: f32, widest: f32) -> Arc<Galley> {
    lay_out(painter, words, FontId::proportional(size), widest)
}

fn lay_out(painter: &Painter, words: &str, font: FontId, max_width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font, Color32::PLACEHOLDER);
    job.wrap = TextWrapping { max_width, max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
    painter.layout_job(job)
}

/// Paints one line with its upper left corner at `at`.
pub fn paint(painter: &Painter, at: Pos2, words: &str, size: f32, colour: Color32) {
    painter.galley(at, line(painter, words, size), colour);
}

/// The background colour of texts. It is between the colours of land and sea, so that it is inconspicuous on both.
fn ground(theme: &Theme) -> Color32 {
    theme.land.lerp_to_gamma(theme.sea, 0.25)
}

/// Paints a text with an outline in the background colour.
pub fn paint_rimmed(painter: &Painter, theme: &Theme, at: Pos2, words: Arc<Galley>, colour: Color32) {
    style::rimmed(painter, at, words, colour, ground(theme));
}

/// Paints a translucent plate under a text, so that the text is readable over lines.
pub fn paint_plate(painter: &Painter, theme: &Theme, rect: Rect) {
    painter.rect_filled(rect.expand2(vec2(4.0, 1.0)), CORNER, ground(theme).gamma_multiply(0.68));
}
