//! The four figures of the top bar: services down, servers dark, people affected, the first share price.
//! Each is read at the playhead, with the whole run as a small line beside it, and tells its exact numbers on hover.

mod spark;
mod values;

use egui::{Color32, FontId, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use self::spark::Sparks;
use self::values::{Figure, Kind};
use super::Look;
use super::style::{elided, semibold};
use super::theme::SIZES;

/// Space left of a figure's text, in points.
const PAD: f32 = 14.0;
/// From this width on a figure has its small line, in points.
const SPARK_FROM: f32 = 168.0;
/// Width and height of the small line, in points; it gives way to a number down to the least width.
const SPARK: [f32; 2] = [52.0, 34.0];
const LEAST_SPARK: f32 = 30.0;

/// What the figures derived from the run and need not derive again.
#[derive(Debug, Default)]
pub struct FiguresView {
    sparks: Option<Sparks>,
}

/// The width that the figures want in a bar of this width, in points.
#[must_use]
pub fn figures_width(bar: f32) -> f32 {
    4.0 * (bar * 0.132).clamp(116.0, 196.0)
}

/// Draws the figures into all the room there is, side by side.
pub fn figures_ui(ui: &mut Ui, look: &Look<'_>, own: &mut FiguresView) {
    let room = ui.available_rect_before_wrap();
    let sparks = match own.sparks.take() {
        Some(sparks) if sparks.is_of(look.session.run()) => own.sparks.insert(sparks),
        Some(_) | None => own.sparks.insert(Sparks::new(look.session.run())),
    };
    let width = room.width() / 4.0;
    for (index, kind) in Kind::ALL.into_iter().enumerate() {
        let corner = pos2(room.left() + index as f32 * width, room.top());
        let rect = Rect::from_min_size(corner, vec2(width, room.height()));
        figure_ui(ui, look, rect, &values::figure(look, sparks, kind), sparks.line(kind));
    }
}

fn figure_ui(ui: &mut Ui, look: &Look<'_>, rect: Rect, figure: &Figure, spark: &[[f32; 2]]) {
    let theme = look.theme;
    let response = ui.allocate_rect(rect, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, figure.spoken.as_str()));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let with_spark = rect.width() >= SPARK_FROM;
    painter.vline(rect.left(), rect.shrink2(vec2(0.0, 12.0)).y_range(), Stroke::new(1.0, theme.line));
    let left = rect.left() + PAD;
    let right = rect.right() - if with_spark { SPARK[0] + 10.0 } else { 6.0 };
    let small = FontId::proportional(SIZES[0]);
    let whole = painter.layout_no_wrap(figure.title.clone(), small.clone(), theme.quiet).size().x <= right - left;
    let title = if whole { &figure.title } else { &figure.short };
    let title = elided(painter, title, small.clone(), theme.quiet, right - left);
    painter.galley(pos2(left, rect.top() + 11.0), title, theme.quiet);
    let color = figure.color(theme);
    let sizes = if with_spark { &SIZES[1..=3] } else { &SIZES[1..=2] };
    let widths = sizes.iter().rev().map(|size| painter.layout_no_wrap(figure.value.clone(), semibold(*size), color));
    let fitting = widths.into_iter().find(|value| value.size().x <= right - left);
    let value = fitting.unwrap_or_else(|| elided(painter, &figure.value, semibold(SIZES[1]), color, right - left));
    let baseline = rect.top() + 50.0;
    let end = left + value.size().x;
    let value_top = baseline - ascent(&value);
    painter.galley(pos2(left, value_top), value, color);
    let aside = painter.layout_no_wrap(figure.aside.clone(), small, theme.quiet);
    let end_of_aside = end + 5.0 + aside.size().x;
    let most = if with_spark { rect.right() - LEAST_SPARK - 16.0 } else { rect.right() - 2.0 };
    let mut spark_from = rect.right() - SPARK[0] - 8.0;
    if end_of_aside <= most {
        painter.galley(pos2(end + 5.0, baseline - ascent(&aside)), aside, theme.quiet);
        spark_from = spark_from.max(end_of_aside + 8.0);
    }
    if with_spark && !spark.is_empty() {
        let corner = pos2(spark_from, rect.center().y - SPARK[1] / 2.0);
        let at = Rect::from_min_max(corner, pos2(rect.right() - 8.0, corner.y + SPARK[1]));
        paint_spark(ui, look, at, spark, theme.quiet);
    }
    response.on_hover_text(figure.exact.as_str());
}

/// How far the baseline of a line of type lies below its top, in points.
fn ascent(galley: &egui::Galley) -> f32 {
    galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y)
}

/// The whole run as a line, and where the playhead is in it.
fn paint_spark(ui: &Ui, look: &Look<'_>, rect: Rect, points: &[[f32; 2]], color: Color32) {
    let painter = ui.painter();
    let at =
        |[x, y]: [f32; 2]| -> Pos2 { pos2(egui::lerp(rect.x_range(), x), egui::lerp(rect.bottom()..=rect.top(), y)) };
    let line: Vec<Pos2> = points.iter().copied().map(at).collect();
    painter.line(line, Stroke::new(1.2, color));
    let share = look.session.playback().playhead / look.recording.length.as_secs_f64().max(1.0);
    let x = egui::lerp(rect.x_range(), share as f32);
    painter.vline(x, rect.y_range(), Stroke::new(1.0, look.theme.selected));
}
