//! The plots on the time axis of the timeline: affected people, share prices, dark servers, and users of rivals. Each one also shows
//! the observations of what really happened.

mod baseline;
mod bends;
mod chart;
mod courses;
mod cursor;
mod drawing;
mod labels;
mod line;
mod names;
mod notes;
mod run_bands;
mod scale;
mod spread;
mod stack;

pub use self::chart::Chart;

use egui::{
    Align2, Checkbox, Mesh, PointerButton, Pos2, Rangef, Rect, RichText, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
};
use egui_plot::{MarkerShape, PlotBounds, PlotPoint, PlotPoints, Points};

use self::baseline::BaselineChart;
use self::chart::Unit;
use self::cursor::Cursor;
use self::drawing::Drawing;
use self::line::{SHOWN, Visible};
use self::names::NamesInput;
use self::scale::{Scale, ValueRange};
use super::parts::fixed_plot;
use super::theme::{TEXT_BODY, TEXT_SMALL};
use super::time_axis::{Canvas, RangeInView, Tab};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};

/// How near the pointer must be to a line to hover it, in points.
const REACH: f32 = 9.0;
/// The opacity of an area, and that of a selected or hovered area.
const AREA: f32 = 0.42;
const AREA_LIT: f32 = 0.7;

/// The input of `plots_ui`: the plots of a tab, and the state of the view that the person can change in a plot.
pub(in crate::ui) struct PlotParts<'a> {
    /// The tab of the plot.
    pub tab: Tab,
    /// The plot of the chosen run.
    pub chart: &'a mut Chart,
    /// The plot of the baseline.
    pub baseline: Option<&'a mut Chart>,
    /// The visible range of the run.
    pub in_view: &'a mut RangeInView,
    /// Whether hours without trading are folded in the plot of share prices.
    pub folds_closed_hours: &'a mut bool,
}

/// Draws the plot of a tab within the vertical range `body`.
pub(in crate::ui) fn plots_ui(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    body: Rangef,
    plot: PlotParts<'_>,
    commands: &mut Commands,
) {
    let PlotParts { tab, chart, baseline, in_view, folds_closed_hours } = plot;
    let rect = Rect::from_x_y_ranges(canvas.axis.edges, body.min..=(body.max - 6.0));
    chart.fold(canvas.axis.folds());
    chart.update_run_bands(tab, canvas.context);
    let baseline = baseline.map(|baseline| {
        baseline.fold(canvas.axis.folds());
        &*baseline
    });
    let response = surface(ui, canvas, rect, chart, in_view);
    canvas.row_label(ui.painter(), body.min + 9.0, canvas.context.texts.get(chart.title));
    if tab == Tab::Shares && !chart.lines.is_empty() {
        fold_ui(ui, canvas, body.min + 18.0, folds_closed_hours);
    }
    if chart.lines.is_empty() && baseline.is_none_or(|baseline| baseline.lines.is_empty()) {
        let words = canvas.context.texts.get(chart.empty);
        let font = egui::FontId::proportional(TEXT_BODY);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, font, canvas.context.theme.quiet);
        return;
    }
    let baseline = BaselineChart::of(canvas.context, chart, baseline);
    let ValueRange { low, high } =
        chart.run_bands.as_ref().map_or(baseline.scale, |bands| bands.with_room(baseline.scale));
    let scale = Scale { low, high, rect };
    let shown = shown_lines(canvas, chart);
    let drawing = Drawing { canvas, chart, scale: &scale, shown: &shown };
    rules(ui, &drawing);
    if let Some(bands) = &chart.run_bands {
        bands.paint(ui.painter(), canvas, &chart.lines, &scale);
    }
    areas(ui, &drawing);
    draw(ui, &drawing, &baseline);
    let meant = meant_line(&response, &drawing);
    let subject = match meant {
        Some(line) => chart.lines[line].subject,
        None => meant_area(&response, &drawing),
    };
    if let Some(subject) = subject {
        commands.push(Command::Select(SelectCommand::Hover(subject)));
        if response.clicked() {
            commands.push(Command::Select(SelectCommand::Select(Some(subject))));
        }
    }
    let cursor = Cursor::new(ui, &drawing, &baseline, meant);
    let input = NamesInput { scale: &scale, shown: &shown, cursor: &cursor };
    names::names_ui(ui, canvas, chart, input, commands);
    let drawing = Drawing { canvas, chart, scale: &scale, shown: &shown };
    cursor.paint(ui, &drawing);
    cursor::tooltip(response, &drawing);
}

/// Draws the switch that folds the hours without trading. Folded hours have almost no width on the axis.
fn fold_ui(ui: &mut Ui, canvas: &Canvas<'_>, top: f32, folds_closed_hours: &mut bool) {
    let place = Rect::from_x_y_ranges(canvas.gutter.min + 14.0..=canvas.gutter.max - 64.0, top..=top + 24.0);
    let words = RichText::new(canvas.context.texts.get("plot-fold")).size(TEXT_SMALL).color(canvas.context.theme.quiet);
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("fold"), |ui| {
        ui.add(Checkbox::new(folds_closed_hours, words)).on_hover_text(canvas.context.texts.get("plot-fold-hint"));
    });
}

/// Creates the area of the plot that receives clicks and drags. A drag pans the time axis that all views share, and a double click
/// shows the whole run.
fn surface(ui: &Ui, canvas: &Canvas<'_>, rect: Rect, chart: &Chart, in_view: &mut RangeInView) -> egui::Response {
    let response = ui.interact(rect, ui.scope_id().with("plot-surface"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, canvas.context.texts.get(chart.title)));
    if response.double_clicked() {
        in_view.show_all();
    } else if response.dragged_by(PointerButton::Primary) {
        in_view.pan(response.drag_delta().x, &canvas.axis, canvas.length());
    }
    response
}

/// The indices of the lines that are drawn: those that are always shown, and those that are selected or hovered. In a plot with areas,
/// these are only the sum and the selected lines.
fn shown_lines(canvas: &Canvas<'_>, chart: &Chart) -> Vec<usize> {
    let context = canvas.context;
    let has_areas = !chart.bands.is_empty();
    let always = if has_areas { 1 } else { SHOWN };
    let asked_for = |subject| context.is_selected(subject) || context.is_hovered(subject) && !has_areas;
    let shown = |index: &usize| *index < always || chart.lines[*index].subject.is_some_and(asked_for);
    (0..chart.lines.len()).filter(shown).collect()
}

/// Draws horizontal lines at round values, with labels in the gutter. In the plot of share prices, the labels are prices if one company
/// is selected or is the only one; otherwise they are relative changes.
fn rules(ui: &Ui, drawing: &Drawing<'_>) {
    let Drawing { canvas, chart, scale, .. } = *drawing;
    let theme = canvas.context.theme;
    let rule = |y: f32, is_zero: bool, words: &str| {
        ui.painter().hline(scale.rect.x_range(), y, Stroke::new(if is_zero { 1.6 } else { 0.8 }, theme.line));
        if y > scale.rect.top() + 4.0 {
            canvas.gutter_label(ui.painter(), y, words);
        }
    };
    let is_meant =
        |place: &usize| chart.lines[*place].subject.is_some_and(|subject| canvas.context.is_selected(subject));
    let meant = if chart.lines.len() == 1 { Some(0) } else { (0..chart.lines.len()).find(is_meant) };
    if let Some(line) = meant.filter(|_| chart.unit == Unit::Change) {
        let base = chart.lines[line].base;
        let prices = Scale { low: base * (1.0 + scale.low), high: base * (1.0 + scale.high), rect: scale.rect };
        rule(scale.screen_from_value(0.0), true, "");
        for price in prices.round_values(false) {
            rule(prices.screen_from_value(price), false, &chart.price_words(line, price, canvas.context.texts));
        }
        return;
    }
    let values = scale.round_values(chart.unit != Unit::Change).into_iter();
    for value in values.filter(|value| chart.most.is_none_or(|most| *value <= most)) {
        rule(scale.screen_from_value(value), value == 0.0, &chart.scale_words(value, canvas.context.texts));
    }
}

/// Draws the visible parts of the areas of a stack.
fn areas(ui: &Ui, drawing: &Drawing<'_>) {
    let Drawing { canvas, chart, scale, .. } = *drawing;
    let (context, axis) = (canvas.context, &canvas.axis);
    let mut mesh = Mesh::default();
    for band in &chart.bands {
        let is_lit = band.subject.is_some_and(|of| context.is_selected(of) || context.is_hovered(of));
        let share = if is_lit { AREA_LIT } else { AREA };
        let color = context.theme.panel.lerp_to_gamma(context.theme.series[band.color], share);
        let first = band.stretches.partition_point(|(_, until, ..)| *until < axis.range.from);
        let in_view = band.stretches[first..].iter().take_while(|(from, ..)| *from <= axis.range.to);
        for (from, until, lower, upper) in in_view {
            let x = Rangef::new(axis.screen_from_time_clamped(*from), axis.screen_from_time_clamped(*until));
            let y = Rangef::new(scale.screen_from_value(*upper), scale.screen_from_value(*lower));
            mesh.add_colored_rect(Rect::from_x_y_ranges(x, y), color);
        }
    }
    ui.painter().add(mesh);
}

fn draw(ui: &mut Ui, drawing: &Drawing<'_>, baseline: &BaselineChart<'_>) {
    let Drawing { canvas, chart, scale, shown } = *drawing;
    let (context, theme) = (canvas.context, canvas.context.theme);
    let (range, rect) = (canvas.axis.unfolded_range(), scale.rect);
    let is_folded = canvas.axis.folds().is_some();
    let bounds = PlotBounds::from_min_max([range.from, scale.low], [range.to, scale.high]);
    let column = (range.to - range.from) / f64::from(rect.width().max(1.0));
    let visible = Visible { from: range.from, until: range.to, column };
    let plot = fixed_plot("plot", rect).show_axes(false);
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("plot-scope"), |ui| {
        plot.show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            for (line, color) in baseline.lines(chart, shown) {
                let color = color.map_or(theme.quiet, |color| theme.series[color]).gamma_multiply(0.55);
                for run in line.on_axis(is_folded) {
                    let Some(points) = line::drawn(run, visible) else { continue };
                    let drawn = egui_plot::Line::new("", points).color(color).width(1.0);
                    let drawn = drawn.allow_hover(false).allow_band(!line.steps);
                    plot.line(drawn.id(("past", run.as_ptr())));
                }
            }
            for &index in shown {
                let line = &chart.lines[index];
                let asked_for = line.subject.is_some_and(|of| context.is_selected(of) || context.is_hovered(of));
                let width = if asked_for || line.broad { 2.5 } else { 1.5 };
                for run in line.on_axis(is_folded) {
                    let Some(points) = line::drawn(run, visible) else { continue };
                    let drawn = egui_plot::Line::new("", points)
                        .color(theme.series[line.color])
                        .width(width)
                        .allow_hover(false)
                        .allow_band(!line.steps)
                        .id((index, run.as_ptr()));
                    plot.line(drawn);
                }
            }
            for (place, mark) in chart.marks.iter().enumerate().filter(|(_, mark)| shown.contains(&mark.line)) {
                let color = theme.series[chart.lines[mark.line].color];
                let at = vec![PlotPoint::new(canvas.axis.unfolded(mark.at.x), mark.at.y)];
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

/// The index of the line under the pointer.
fn meant_line(response: &egui::Response, drawing: &Drawing<'_>) -> Option<usize> {
    let Drawing { canvas, chart, scale, shown } = *drawing;
    let pointer: Pos2 = response.hover_pos()?;
    let t = canvas.axis.time_from_screen(pointer.x);
    let distance = |line: &usize| {
        let value = chart.lines[*line].at(t)?;
        Some(((scale.screen_from_value(value) - pointer.y).abs(), *line))
    };
    let nearest = shown.iter().filter_map(distance).min_by(|a, b| a.0.total_cmp(&b.0))?;
    (nearest.0 <= REACH).then_some(nearest.1)
}

/// The subject of the area under the pointer.
fn meant_area(response: &egui::Response, drawing: &Drawing<'_>) -> Option<Subject> {
    let Drawing { canvas, chart, scale, .. } = *drawing;
    let pointer: Pos2 = response.hover_pos()?;
    let t = canvas.axis.time_from_screen(pointer.x);
    let is_in = |(lower, upper): (f64, f64)| {
        (scale.screen_from_value(upper)..=scale.screen_from_value(lower)).contains(&pointer.y)
    };
    chart.bands.iter().find(|band| band.at(t).is_some_and(is_in))?.subject
}
