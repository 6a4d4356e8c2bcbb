//! The plots on the timeline's axis: people, share prices, dark servers, users of rivals, each beside what was observed.

mod chart;
mod labels;
mod line;
mod past;
mod readout;
mod scale;

pub use chart::Chart;

use egui::{Align2, PointerButton, Pos2, Rangef, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo};
use egui_plot::{MarkerShape, Plot, PlotBounds, PlotPoint, PlotPoints, Points};

use self::chart::{SHOWN, Unit};
use self::past::Past;
use self::scale::Scale;
use super::timeline::{Canvas, TimelineView};
use crate::session::{Command, Commands};

/// How near the pointer must come to a line to mean it, in points.
const REACH: f32 = 9.0;

/// Draws the plot of the chosen tab.
pub(in crate::ui) fn plots_ui(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    body: Rangef,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let Some(mut derived) = view.derived.take() else { return };
    let rect = Rect::from_x_y_ranges(canvas.axis.edges, body.min..=(body.max - 6.0));
    let mut other = view.other.take();
    let chart = derived.course.chart(view.tab, canvas.look);
    let ghost = canvas.look.ghost();
    let past = other.as_mut().zip(ghost.as_ref()).map(|(other, ghost)| &*other.course.chart(view.tab, ghost));
    let response = surface(ui, canvas, rect, chart, view);
    if chart.lines.is_empty() && past.is_none_or(|past| past.lines.is_empty()) {
        let words = canvas.look.texts.get(chart.empty);
        let font = egui::FontId::proportional(super::theme::SIZES[1]);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, font, canvas.look.theme.quiet);
    } else {
        let past = Past::of(canvas.look, chart, past);
        let scale = Scale { low: past.scale.0, high: past.scale.1, rect };
        let shown = shown_lines(canvas, chart);
        rules(ui, canvas, chart, &scale);
        draw(ui, canvas, chart, &past, &scale, &shown);
        names(ui, canvas, chart, &scale, &shown);
        let meant = meant_line(&response, canvas, chart, &scale, &shown);
        if let Some(subject) = meant.and_then(|line| chart.lines[line].subject) {
            commands.push(Command::Hover(subject));
            if response.clicked() {
                commands.push(Command::Select(Some(subject)));
            }
        }
        readout::readout_ui(ui, canvas, body, chart, &shown, commands);
        readout::tooltip(response, canvas, chart, &past, &scale, meant);
    }
    view.derived = Some(derived);
    view.other = other;
}

/// The plot takes no wheel and no drag of its own: both belong to the shared axis.
fn surface(ui: &Ui, canvas: &Canvas<'_>, rect: Rect, chart: &Chart, view: &mut TimelineView) -> egui::Response {
    let response = ui.interact(rect, ui.scope_id().with("plot-surface"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, canvas.look.texts.get(chart.title)));
    if response.double_clicked() {
        view.show_all();
    } else if response.dragged_by(PointerButton::Primary) {
        view.pan(response.drag_delta().x, canvas.axis.secs_per_point(), canvas.look);
    }
    response
}

/// The lines that are always shown, and those that are selected or pointed at.
fn shown_lines(canvas: &Canvas<'_>, chart: &Chart) -> Vec<usize> {
    let look = canvas.look;
    let asked_for = |subject| look.is_selected(subject) || look.is_hovered(subject);
    let shown = |index: &usize| *index < SHOWN || chart.lines[*index].subject.is_some_and(asked_for);
    (0..chart.lines.len()).filter(shown).collect()
}

/// Round values as lines across, and their words in the gutter.
fn rules(ui: &Ui, canvas: &Canvas<'_>, chart: &Chart, scale: &Scale) {
    let theme = canvas.look.theme;
    for value in scale.round_values(chart.unit != Unit::Change) {
        let y = scale.screen_from_value(value);
        let strength = if value == 0.0 { 1.6 } else { 0.8 };
        ui.painter().hline(scale.rect.x_range(), y, Stroke::new(strength, theme.line));
        if y > scale.rect.top() + 4.0 {
            canvas.gutter_label(ui.painter(), y, &chart.scale_words(value, canvas.look.texts));
        }
    }
}

fn draw(ui: &mut Ui, canvas: &Canvas<'_>, chart: &Chart, past: &Past<'_>, scale: &Scale, shown: &[usize]) {
    let (look, theme) = (canvas.look, canvas.look.theme);
    let (range, rect) = (canvas.axis.range, scale.rect);
    let bounds = PlotBounds::from_min_max([range.from, scale.low], [range.to, scale.high]);
    let plot = Plot::new("plot")
        .width(rect.width())
        .height(rect.height())
        .sense(Sense::hover())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false);
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("plot-scope"), |ui| {
        plot.show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            for (line, color) in past.lines(chart, shown) {
                let color = color.map_or(theme.quiet, |color| theme.series[color]).gamma_multiply(0.55);
                for run in &line.runs {
                    let drawn = egui_plot::Line::new("", PlotPoints::Borrowed(run)).color(color).width(1.0);
                    let drawn = drawn.allow_hover(false).allow_band(!line.steps);
                    plot.line(drawn.id(("past", run.as_ptr())));
                }
            }
            for &index in shown {
                let line = &chart.lines[index];
                let asked_for = line.subject.is_some_and(|of| look.is_selected(of) || look.is_hovered(of));
                let width = if asked_for || line.broad { 2.5 } else { 1.5 };
                for run in &line.runs {
                    let drawn = egui_plot::Line::new("", PlotPoints::Borrowed(run))
                        .color(theme.series[line.color])
                        .width(width)
                        .allow_hover(false)
                        .allow_band(!line.steps)
                        .id((index, run.as_ptr()));
                    plot.line(if line.broad { drawn.fill(0.0).fill_alpha(0.06) } else { drawn });
                }
            }
            for (place, mark) in chart.marks.iter().enumerate().filter(|(_, mark)| shown.contains(&mark.line)) {
                let color = theme.series[chart.lines[mark.line].color];
                let at: Vec<PlotPoint> = vec![mark.at];
                let circle = |radius, filled, color| {
                    Points::new("", PlotPoints::Owned(at.clone()))
                        .shape(MarkerShape::Circle)
                        .filled(filled)
                        .radius(radius)
                        .color(color)
                        .allow_hover(false)
                        .id(("mark", place, filled))
                };
                plot.points(circle(4.5, true, theme.panel));
                plot.points(circle(4.5, false, color));
            }
        });
    });
}

/// Names at the lines.
fn names(ui: &Ui, canvas: &Canvas<'_>, chart: &mut Chart, scale: &Scale, shown: &[usize]) {
    let theme = canvas.look.theme;
    let painter = ui.painter();
    let galley = |line: usize| {
        let color = theme.series[chart.lines[line].color];
        painter.layout_no_wrap(chart.lines[line].name.clone(), super::timeline::small(), color)
    };
    let sizes: Vec<_> = shown.iter().map(|line| labels::name_size(galley(*line).size())).collect();
    let mut placed = std::mem::take(&mut chart.labels);
    placed.place(&chart.lines, shown, &sizes, &canvas.axis, scale);
    for (line, at) in &placed.places {
        painter.galley(*at, galley(*line), theme.text);
    }
    chart.labels = placed;
}

/// The line that the pointer is at.
fn meant_line(
    response: &egui::Response,
    canvas: &Canvas<'_>,
    chart: &Chart,
    scale: &Scale,
    shown: &[usize],
) -> Option<usize> {
    let pointer: Pos2 = response.hover_pos()?;
    let t = canvas.axis.time_from_screen(pointer.x);
    let distance = |line: &usize| {
        let value = chart.lines[*line].at(t)?;
        Some(((scale.screen_from_value(value) - pointer.y).abs(), *line))
    };
    let nearest = shown.iter().filter_map(distance).min_by(|a, b| a.0.total_cmp(&b.0))?;
    (nearest.0 <= REACH).then_some(nearest.1)
}
