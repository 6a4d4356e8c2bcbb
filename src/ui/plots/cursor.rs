//! The cursor of a plot: the values of all lines at the time under the pointer or at the playhead, and the tooltip of observations.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Pos2, Rect, Response, Stroke, Ui, vec2};

use super::baseline::BaselineChart;
use super::chart::Mark;
use super::drawing::Drawing;
use super::spread::spread;
use crate::ui::style;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::{dates, small};
use crate::units::SimTime;

/// How near the pointer must be to an observation to show its tooltip, in points.
const REACH: f32 = 8.0;
/// Height of a value's text, and its distance from the cursor, in points.
const ROW: f32 = 16.0;
const ASIDE: f32 = 9.0;
/// If a line is closer to zero than this, in points, its value is not shown, unless it is the first line or is selected or hovered.
const FLAT: f32 = 2.0;

/// One value that is shown beside the cursor.
struct Value {
    y: f32,
    /// Whether there is a dot on the line at this value. Values of areas have no dot.
    dot: bool,
    color: Color32,
    name: String,
    words: String,
    /// The name of the baseline and its value at the same time, in words; empty if it is not shown.
    baseline: String,
    is_meant: bool,
}

/// The values that are shown beside the cursor: at the time under the pointer or, without a pointer in the plot, at the playhead.
pub struct Cursor {
    x: f32,
    values: Vec<(Value, Arc<Galley>, Rect)>,
}

impl Cursor {
    /// Computes the values and their positions beside their lines, so that they do not overlap. `meant` is the line under the pointer.
    pub fn new(ui: &Ui, drawing: &Drawing<'_>, baseline: &BaselineChart<'_>, meant: Option<usize>) -> Self {
        let Drawing { canvas, scale, .. } = *drawing;
        let x = canvas.pointer_secs.map_or(canvas.playhead_x(), |secs| canvas.axis.screen_from_time(secs));
        let mut values = values(drawing, baseline, meant);
        if !scale.rect.x_range().expand(1.0).contains(x) {
            values.clear();
        }
        values.truncate((scale.rect.height() / ROW).floor().max(1.0) as usize);
        values.sort_by(|a, b| a.y.total_cmp(&b.y));
        let wishes: Vec<f32> = values.iter().map(|value| value.y).collect();
        let middles = spread(&wishes, ROW, scale.rect.y_range());
        let theme = canvas.context.theme;
        let layout = |value: Value| (ui.painter().layout_job(job(&value, theme.text, theme.quiet)), value);
        let laid: Vec<(Arc<Galley>, Value)> = values.into_iter().map(layout).collect();
        let widest = laid.iter().map(|(galley, _)| galley.size().x).fold(0.0, f32::max);
        let is_right = x + ASIDE + widest + 8.0 <= scale.rect.right();
        let placed = laid.into_iter().zip(middles).map(|((galley, value), middle)| {
            let left = if is_right { x + ASIDE } else { x - ASIDE - galley.size().x };
            let rect = Rect::from_min_size(Pos2::new(left, middle - galley.size().y / 2.0), galley.size());
            (value, galley, rect)
        });
        Self { x, values: placed.collect() }
    }

    /// Whether a value overlaps this rectangle.
    pub fn covers(&self, rect: Rect) -> bool {
        self.values.iter().any(|(.., value)| value.expand2(vec2(4.0, 0.0)).intersects(rect))
    }

    /// Draws the values and their dots.
    pub fn paint(&self, ui: &Ui, drawing: &Drawing<'_>) {
        let theme = drawing.canvas.context.theme;
        let painter = ui.painter();
        for (value, galley, rect) in &self.values {
            painter.rect_filled(rect.expand2(vec2(4.0, 0.0)), 3.0, theme.panel.gamma_multiply(0.88));
            if value.dot {
                painter.circle(Pos2::new(self.x, value.y), 3.5, value.color, Stroke::new(1.5, theme.panel));
            }
            painter.galley(rect.min, Arc::clone(galley), theme.text);
        }
    }
}

fn job(value: &Value, text: Color32, quiet: Color32) -> LayoutJob {
    let font = if value.is_meant { style::semibold(TEXT_SMALL) } else { small() };
    let mut job = LayoutJob::default();
    job.append(&value.words, 0.0, TextFormat::simple(font.clone(), text));
    if !value.name.is_empty() {
        job.append(&value.name, 6.0, TextFormat::simple(font, value.color));
    }
    if !value.baseline.is_empty() {
        job.append(&value.baseline, 8.0, TextFormat::simple(small(), quiet));
    }
    job
}

/// The values to show, the most important value first. `meant` is the line under the pointer.
fn values(drawing: &Drawing<'_>, baseline: &BaselineChart<'_>, meant: Option<usize>) -> Vec<Value> {
    let Drawing { canvas, chart, scale, shown } = *drawing;
    let (context, theme) = (canvas.context, canvas.context.theme);
    let t = canvas.read_at();
    let secs = t.as_secs_f64();
    let zero = scale.screen_from_value(0.0);
    // The name of the only line is written once, along the line.
    let is_alone = chart.lines.len() == 1 && chart.bands.is_empty();
    let of_line = |index: &usize| {
        let line = &chart.lines[*index];
        let value = line.at(secs)?;
        let y = scale.screen_from_value(value);
        let is_meant = meant == Some(*index);
        let asked_for = is_meant || line.subject.is_some_and(|of| context.is_selected(of) || context.is_hovered(of));
        if *index != 0 && !asked_for && (y - zero).abs() <= FLAT {
            return None;
        }
        let words = if is_meant {
            chart.exact_words(*index, value, context.texts)
        } else {
            chart.value_words(*index, value, context.texts)
        };
        let baseline = if is_meant { baseline.value(chart, *index, t, context.texts) } else { None };
        let baseline =
            baseline.map(|(plan, value)| context.texts.with("figure-beside", &[("plan", plan), ("value", &value)]));
        Some(Value {
            y,
            dot: true,
            color: theme.series[line.color],
            name: if is_alone { String::new() } else { line.name.clone() },
            words,
            baseline: baseline.unwrap_or_default(),
            is_meant,
        })
    };
    // Without a pointer in the plot, only the sum of the areas is shown; with it, also the value of each area.
    let parts = chart.bands.iter().filter(|_| canvas.pointer_secs.is_some());
    let of_band = parts.filter_map(|band| {
        let is_listed = |index: &usize| band.subject.is_some() && chart.lines[*index].subject == band.subject;
        let (lower, upper) = band.at(secs).filter(|_| !shown.iter().any(is_listed))?;
        Some(Value {
            y: scale.screen_from_value(f64::midpoint(lower, upper)),
            dot: false,
            color: theme.series[band.color],
            name: band.name.clone(),
            words: chart.value_words(0, upper - lower, context.texts),
            baseline: String::new(),
            is_meant: false,
        })
    });
    let mut values: Vec<Value> = shown.iter().filter_map(of_line).chain(of_band).collect();
    values.sort_by(|a, b| b.is_meant.cmp(&a.is_meant).then((b.y - zero).abs().total_cmp(&(a.y - zero).abs())));
    values
}

/// The tooltip of the observation under the pointer, with its source.
pub fn tooltip(response: Response, drawing: &Drawing<'_>) {
    let Drawing { canvas, chart, scale, .. } = *drawing;
    let context = canvas.context;
    let Some(pointer) = response.hover_pos() else { return };
    let place = |mark: &Mark| Pos2::new(canvas.axis.screen_from_time(mark.at.x), scale.screen_from_value(mark.at.y));
    let Some(mark) = chart.marks.iter().find(|mark| place(mark).distance(pointer) <= REACH) else { return };
    response.on_hover_ui_at_pointer(|ui| {
        ui.strong(&chart.lines[mark.line].name);
        let value = chart.exact_words(mark.line, mark.at.y, context.texts);
        ui.label(context.texts.with("plot-seen", &[("value", &value)]));
        ui.weak(dates::moment_in_both(context, SimTime(mark.at.x as i64)));
        if let Some(source) = &mark.source {
            ui.weak(context.texts.with("lane-source", &[("source", source)]));
        }
    });
}
