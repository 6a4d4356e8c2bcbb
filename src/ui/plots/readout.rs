//! The values of a plot in numbers: beside it at the time that is read, and in full at the pointer.

use egui::{Align2, Pos2, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::chart::{Chart, Mark, Unit};
use super::past::Past;
use super::scale::Scale;
use crate::session::{Command, Commands};
use crate::ui::text::Texts;
use crate::ui::timeline::{Canvas, words};

/// Height of a row, in points.
const ROW_HEIGHT: f32 = 18.0;
/// Room kept for the words of the scale, in points.
const SCALE_WIDTH: f32 = 62.0;
/// How near the pointer must be to an observation to read it, in points.
const REACH: f32 = 8.0;

/// The lines by name with their values at the time that is read: that under the pointer, or that of the playhead.
pub fn readout_ui(ui: &Ui, canvas: &Canvas<'_>, body: Rangef, chart: &Chart, shown: &[usize], commands: &mut Commands) {
    let (look, theme) = (canvas.look, canvas.look.theme);
    let t = canvas.read_at();
    let x = Rangef::new(canvas.gutter.min + 16.0, canvas.gutter.max - SCALE_WIDTH);
    let painter = ui.painter();
    canvas.row_label(painter, body.min + ROW_HEIGHT / 2.0, look.texts.get(chart.title));
    let body = Rangef::new(body.min + ROW_HEIGHT + 2.0, body.max);
    let rows = ((body.span() - 6.0) / ROW_HEIGHT).floor().max(0.0) as usize;
    for (row, &index) in shown.iter().take(rows).enumerate() {
        let line = &chart.lines[index];
        let top = body.min + row as f32 * ROW_HEIGHT;
        let rect = Rect::from_x_y_ranges(x, top..=top + ROW_HEIGHT);
        let response = ui.interact(rect.expand2(vec2(6.0, 0.0)), ui.scope_id().with(("line", index)), Sense::click());
        let value = line.at(t.as_secs_f64()).map(|value| short(chart, index, value, look.texts));
        let value = value.unwrap_or_else(|| look.texts.get("plot-closed").to_owned());
        response.widget_info(|| {
            let name = look.texts.with("plot-line", &[("name", &line.name)]);
            let info = WidgetInfo::labeled(Role::Button, line.subject.is_some(), name);
            WidgetInfo { current_text_value: Some(value.clone()), ..info }
        });
        if let Some(subject) = line.subject {
            if response.hovered() {
                commands.push(Command::Hover(subject));
            }
            if response.clicked() {
                commands.push(Command::Select(Some(subject)));
            }
            if look.is_selected(subject) || look.is_hovered(subject) || response.has_focus() {
                painter.rect_filled(rect.expand2(vec2(6.0, 0.0)), 4.0, theme.selected.gamma_multiply(0.12));
            }
        }
        let color = theme.series[line.color];
        let stroke = Stroke::new(if line.broad { 3.0 } else { 2.0 }, color);
        painter.hline(Rangef::new(x.min, x.min + 12.0), rect.center().y, stroke);
        let font = crate::ui::timeline::small();
        let at = Pos2::new(x.max, rect.center().y);
        let value = painter.text(at, Align2::RIGHT_CENTER, value, font.clone(), theme.text);
        let mut job = egui::text::LayoutJob::simple_singleline(line.name.clone(), font, theme.quiet);
        job.wrap = egui::text::TextWrapping::truncate_at_width((value.left() - x.min - 26.0).max(10.0));
        let galley = painter.layout_job(job);
        painter.galley(Pos2::new(x.min + 18.0, rect.center().y - galley.size().y / 2.0), galley, theme.quiet);
    }
}

/// The value alone, as short as it is still right.
fn short(chart: &Chart, index: usize, value: f64, texts: &Texts) -> String {
    match chart.unit {
        Unit::Change => crate::units::text::change(value),
        Unit::Count | Unit::Gain => chart.value_words(index, value, texts),
    }
}

/// What is at the pointer: an observation with its source, or a line with its exact value.
pub fn tooltip(
    response: Response,
    canvas: &Canvas<'_>,
    chart: &Chart,
    past: &Past<'_>,
    scale: &Scale,
    meant: Option<usize>,
) {
    let look = canvas.look;
    let Some(pointer) = response.hover_pos() else { return };
    let place = |mark: &Mark| Pos2::new(canvas.axis.screen_from_time(mark.at.x), scale.screen_from_value(mark.at.y));
    if let Some(mark) = chart.marks.iter().find(|mark| place(mark).distance(pointer) <= REACH) {
        response.on_hover_ui_at_pointer(|ui| {
            ui.strong(&chart.lines[mark.line].name);
            let value = chart.exact_words(mark.line, mark.at.y, look.texts);
            ui.label(look.texts.with("plot-seen", &[("value", &value)]));
            ui.weak(words::moment(look, crate::units::SimTime(mark.at.x as i64)));
            if let Some(source) = &mark.source {
                ui.weak(look.texts.with("lane-source", &[("source", source)]));
            }
        });
    } else if let Some(index) = meant {
        let t = canvas.read_at();
        let line = &chart.lines[index];
        let Some(value) = line.at(t.as_secs_f64()) else { return };
        response.on_hover_ui_at_pointer(|ui| {
            ui.strong(&line.name);
            ui.label(chart.exact_words(index, value, look.texts));
            if let Some((plan, value)) = past.value(chart, index, t, look.texts) {
                ui.weak(look.texts.with("figure-beside", &[("plan", plan), ("value", &value)]));
            }
            ui.weak(words::moment(look, t));
        });
    }
}
