//! The figures of the top bar: services that are Down, dark servers, affected people and, if there is one, the price of the first listed share. A
//! figure shows the value at the playhead, a sparkline of the whole run beside it, and the exact numbers in a tooltip.

mod kind;
mod large;
mod spark;
mod values;
mod view;

use egui::{Color32, FontId, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use self::kind::Kind;
pub use self::large::large_figures_ui;
use self::values::Figure;
pub use self::view::FiguresView;
use super::style::{elided, semibold};
use super::theme::{TEXT_BODY, TEXT_LARGE, TEXT_SMALL, TEXT_TITLE};
use super::{ViewContext, baseline};

/// The space left of the text of a figure, in points.
const PAD: f32 = 14.0;
/// If a figure is at least this wide, it has a sparkline, in points.
const SPARK_FROM: f32 = 168.0;
/// The width and the height of a sparkline, and the smallest width to which it shrinks beside a long number, in points.
const SPARK: [f32; 2] = [52.0, 34.0];
const LEAST_SPARK: f32 = 30.0;

/// The total width of the four figures in a top bar of this width, in points.
#[must_use]
pub fn figures_width(bar: f32) -> f32 {
    4.0 * (bar * 0.126).clamp((bar * 0.12).min(116.0), 196.0)
}

/// Draws the figures side by side over the whole available area.
pub fn figures_ui(ui: &mut Ui, context: &ViewContext<'_>, own: &mut FiguresView) {
    let kinds = Kind::shown(own.sparks(context).listed.is_some());
    let before = context.baseline().map(|baseline| {
        let figures = kinds.iter().map(|kind| values::figure(&baseline, own.sparks(&baseline), *kind));
        figures.collect::<Vec<_>>()
    });
    let room = ui.available_rect_before_wrap();
    let sparks = own.sparks(context);
    let width = room.width() / kinds.len() as f32;
    for (index, kind) in kinds.iter().copied().enumerate() {
        let corner = pos2(room.left() + index as f32 * width, room.top());
        let rect = Rect::from_min_size(corner, vec2(width, room.height()));
        let before = before.as_ref().map(|before| &before[index]);
        figure_ui(ui, context, rect, &values::figure(context, sparks, kind), before, sparks.line(kind));
    }
}

fn figure_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    rect: Rect,
    figure: &Figure,
    before: Option<&Figure>,
    spark: &[[f32; 2]],
) {
    let theme = context.theme;
    let response = ui.allocate_rect(rect, Sense::hover());
    let baseline = before.zip(context.baseline()).map(|(before, baseline)| {
        let args = [("plan", &*baseline.name()), ("value", before.shortest()), ("exact", &before.exact)];
        (context.texts.with("figure-beside", &args), context.texts.with("figure-beside-exact", &args))
    });
    response.widget_info(|| {
        let spoken = figure.spoken.as_str();
        let baseline = baseline.as_ref().map(|(baseline, _)| baseline.clone());
        WidgetInfo { current_text_value: baseline, ..WidgetInfo::labeled(Role::Label, true, spoken) }
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let with_spark = rect.width() >= SPARK_FROM;
    painter.vline(rect.left(), rect.shrink2(vec2(0.0, 12.0)).y_range(), Stroke::new(1.0, theme.line));
    let left = rect.left() + PAD;
    let right = rect.right() - if with_spark { SPARK[0] + 10.0 } else { 6.0 };
    let small = FontId::proportional(TEXT_SMALL);
    let whole = painter.layout_no_wrap(figure.title.clone(), small.clone(), theme.quiet).size().x <= right - left;
    let title = if whole { &figure.title } else { &figure.short };
    let title = elided(painter, title, small.clone(), theme.quiet, right - left);
    // With a baseline, the figure has a third line of text for the baseline's value, so the other lines are higher.
    let [top, text_baseline] = if before.is_some() { [4.0, 41.0] } else { [11.0, 50.0] };
    painter.galley(pos2(left, rect.top() + top), title, theme.quiet);
    let color = figure.color(theme);
    let sizes = if with_spark { &[TEXT_BODY, TEXT_TITLE, TEXT_LARGE][..] } else { &[TEXT_BODY, TEXT_TITLE][..] };
    let widths = sizes.iter().rev().map(|size| painter.layout_no_wrap(figure.value.clone(), semibold(*size), color));
    let fitting = widths.into_iter().find(|value| value.size().x <= right - left);
    let value = fitting.unwrap_or_else(|| elided(painter, &figure.value, semibold(TEXT_BODY), color, right - left));
    let text_baseline = rect.top() + text_baseline;
    let end = left + value.size().x;
    let value_top = text_baseline - ascent(&value);
    painter.galley(pos2(left, value_top), value, color);
    if let Some(before) = before {
        let words = elided(painter, before.shortest(), small.clone(), theme.quiet, right - left - 15.0);
        let middle = rect.bottom() - 11.0;
        baseline::sample(painter, pos2(left, middle), 10.0, theme.quiet);
        painter.galley(pos2(left + 15.0, middle - words.size().y / 2.0), words, theme.quiet);
    }
    let aside = painter.layout_no_wrap(figure.aside.clone(), small, theme.quiet);
    let end_of_aside = end + 5.0 + aside.size().x;
    let most = if with_spark { rect.right() - LEAST_SPARK - 16.0 } else { rect.right() - 2.0 };
    let mut spark_from = rect.right() - SPARK[0] - 8.0;
    if end_of_aside <= most {
        painter.galley(pos2(end + 5.0, text_baseline - ascent(&aside)), aside, theme.quiet);
        spark_from = spark_from.max(end_of_aside + 8.0);
    }
    if with_spark && !spark.is_empty() {
        let corner = pos2(spark_from, rect.center().y - SPARK[1] / 2.0);
        let at = Rect::from_min_max(corner, pos2(rect.right() - 8.0, corner.y + SPARK[1]));
        paint_spark(ui, context, at, spark, theme.quiet);
    }
    response.on_hover_ui(|ui| {
        ui.label(figure.exact.as_str());
        if let Some((_, exact)) = &baseline {
            ui.weak(exact);
        }
    });
}

/// Draws the figures of a run side by side in small type: each number, and below it what the number counts.
pub fn small_figures_ui(ui: &mut Ui, context: &ViewContext<'_>, own: &mut FiguresView, room: Rect) {
    let theme = context.theme;
    let sparks = own.sparks(context);
    let kinds = Kind::shown(sparks.listed.is_some());
    let width = room.width() / kinds.len() as f32;
    for (index, kind) in kinds.iter().copied().enumerate() {
        let figure = values::figure(context, sparks, kind);
        let corner = pos2(room.left() + index as f32 * width, room.top());
        let rect = Rect::from_min_size(corner, vec2(width, room.height()));
        let response = ui.allocate_rect(rect, Sense::hover());
        response.widget_info(|| {
            let args = [("plan", &*context.name()), ("figure", &figure.spoken)];
            WidgetInfo::labeled(Role::Label, true, context.texts.with("figure-of-plan", &args))
        });
        let color = figure.color(theme);
        let room = width - 8.0;
        let values = [TEXT_TITLE, TEXT_BODY, TEXT_SMALL]
            .map(|size| elided(ui.painter(), figure.shortest(), semibold(size), color, room));
        let below = rect.top() + values[0].size().y;
        let fitting = values.iter().find(|value| !value.elided).unwrap_or(&values[2]);
        let at = pos2(rect.left(), below - fitting.size().y);
        ui.painter().galley(at, std::sync::Arc::clone(fitting), color);
        let small = FontId::proportional(TEXT_SMALL);
        let title = elided(ui.painter(), &figure.short, small, theme.quiet, width - 8.0);
        ui.painter().galley(pos2(rect.left(), below), title, theme.quiet);
        response.on_hover_text(figure.exact);
    }
}

/// The distance from the top of a line of text to the baseline of its letters, in points.
fn ascent(galley: &egui::Galley) -> f32 {
    galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y)
}

/// Draws the sparkline of the whole run, and the playhead as a mark on it.
fn paint_spark(ui: &Ui, context: &ViewContext<'_>, rect: Rect, points: &[[f32; 2]], color: Color32) {
    let painter = ui.painter();
    let at =
        |[x, y]: [f32; 2]| -> Pos2 { pos2(egui::lerp(rect.x_range(), x), egui::lerp(rect.bottom()..=rect.top(), y)) };
    let line: Vec<Pos2> = points.iter().copied().map(at).collect();
    painter.line(line, Stroke::new(1.2, color));
    let share = context.session.playback().playhead / context.recording.length.as_secs_f64().max(1.0);
    let x = egui::lerp(rect.x_range(), share as f32);
    painter.vline(x, rect.y_range(), Stroke::new(1.0, context.theme.selected));
}
