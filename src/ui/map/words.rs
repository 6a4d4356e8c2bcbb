//! Words on the map: measured and painted, long ones cut with an ellipsis. The galleys are egui's, cached by content.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Pos2};

/// No line is wider than this, in points.
pub(super) const WIDEST: f32 = 230.0;

/// Lays out one line of this size in points. It takes its colour when it is painted, so that one galley serves all.
pub(super) fn line(painter: &Painter, words: &str, size: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), FontId::proportional(size), Color32::PLACEHOLDER);
    job.wrap = TextWrapping { max_width: WIDEST, max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
    painter.layout_job(job)
}

/// Paints one line with its upper left corner at `at`.
pub(super) fn paint(painter: &Painter, at: Pos2, words: &str, size: f32, colour: Color32) {
    painter.galley(at, line(painter, words, size), colour);
}
