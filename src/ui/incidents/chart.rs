//! The restoration curves of incidents on one time axis, with their records as marks, and what they say at a cursor.

use egui::{Color32, Pos2, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use egui_plot::{
    GridMark, HLine, Line, LineStyle, MarkerShape, PlotBounds, PlotPoint, PlotPoints, PlotTransform, Points, VLine,
};

use super::axis::SinceAxis;
use super::shown::{Appearance, Shown, color, stroke};
use super::tables::MOST_RECORDS;
use crate::study::Restored;
use crate::study::incidents::{Incident, Record, Recorded, horizon_words};
use crate::ui::focus;
use crate::ui::parts::fixed_plot;
use crate::units::Span;

/// How near the pointer must be to a mark to show its tooltip, in points.
const REACH: f32 = 9.0;
/// The shares that are labelled, in per cent.
const SHARES: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0];
/// The space around the curves, as a share of the axis and in per cent.
const PAD: [f64; 2] = [0.015, 5.0];
/// The axis has so many places at which a step can be told from another.
const FINEST: f64 = 4_000.0;
/// The shortest axis.
const SHORTEST: Span = Span::HOUR;

/// The time axis on which everything that happens in the incidents is shown.
pub(super) fn axis(shown: &Shown<'_>, is_log: bool) -> SinceAxis {
    let last = |incident: &&Incident| {
        let curve = incident.curve(shown.weight);
        let steps = curve.steps().last().map(|(since, _)| *since);
        let records = incident.records(shown.weight).last().map(|record| record.at);
        steps.max(records)
    };
    let last = shown.incidents.iter().filter_map(last).max().unwrap_or(SHORTEST).max(SHORTEST);
    SinceAxis { until: Span(last.0 + last.0 / 20), is_log }
}

/// Draws the chart over the whole width. The pointer, or the arrow keys while the chart has the focus, move the cursor.
pub(super) fn chart_ui(
    ui: &mut Ui,
    appearance: Appearance<'_>,
    shown: &Shown<'_>,
    axis: SinceAxis,
    height: f32,
    cursor: &mut Option<Span>,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, appearance.texts.get("incidents-curves")));
    let [right, _] = focus::arrows(ui, &response);
    if right != 0 {
        *cursor = Some(next_change(shown, axis, *cursor, right));
        ui.ctx().request_repaint();
    }
    let transform = plot(ui, appearance, shown, axis, rect, *cursor);
    if let Some(pointer) = response.hover_pos() {
        *cursor = Some(axis.since(transform.value_from_position(pointer).x));
    }
    tooltip(response, appearance, shown, axis, &transform);
}

/// Draws the curves and marks into `rect`.
fn plot(
    ui: &mut Ui,
    appearance: Appearance<'_>,
    shown: &Shown<'_>,
    axis: SinceAxis,
    rect: Rect,
    cursor: Option<Span>,
) -> PlotTransform {
    let theme = appearance.theme;
    let end = axis.position(axis.until);
    let x_marks = move |_| {
        let mark = |since: Span| GridMark { value: axis.position(since), step_size: end / 4.0 };
        axis.labels().into_iter().map(mark).collect()
    };
    let words = |mark: GridMark, _: &_| appearance.texts.span(axis.since(mark.value));
    let plot = fixed_plot("restoration", rect)
        .show_axes(true)
        .x_grid_spacer(x_marks)
        .y_grid_spacer(|_| SHARES.map(|value| GridMark { value, step_size: 25.0 }).to_vec())
        .x_axis_formatter(words)
        .y_axis_formatter(|mark, _| format!("{}%", mark.value));
    let bounds = PlotBounds::from_min_max([-end * PAD[0], -PAD[1]], [end * (1.0 + PAD[0]), 100.0 + PAD[1]]);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("restoration-scope"));
    let drawn = plot.show(&mut inside, |plot| {
        plot.set_plot_bounds(bounds);
        // The grid of the plot itself would be as bright as the curves.
        for since in axis.labels() {
            let line = VLine::new("", axis.position(since)).color(theme.line).width(1.0).allow_hover(false);
            plot.vline(line.id(("since", since.0)));
        }
        for share in SHARES {
            plot.hline(
                HLine::new("", share).color(theme.line).width(1.0).allow_hover(false).id(("share", share as u8)),
            );
        }
        for (index, place) in shown.places.iter().enumerate() {
            let line = |points, style| {
                Line::new("", PlotPoints::Owned(points))
                    .color(color(*place, theme))
                    .width(2.0)
                    .style(style)
                    .allow_hover(false)
                    .allow_band(false)
            };
            plot.line(line(corners(shown, index, axis), stroke(*place)).id(("curve", index)));
            for (number, record) in records(shown, index).enumerate() {
                let at = mark_point(record, axis);
                if let Some(since) = record.since {
                    let from = PlotPoint::new(axis.position(since), at.y);
                    plot.line(line(vec![from, at], LineStyle::Solid).width(1.0).id(("range", index, number)));
                }
                let mark = |filled, radius, color: Color32| {
                    Points::new("", PlotPoints::Owned(vec![at]))
                        .shape(shape(record.what))
                        .filled(filled)
                        .radius(radius)
                        .color(color)
                        .allow_hover(false)
                        .id(("mark", index, number, filled))
                };
                plot.points(mark(true, 4.5, theme.panel));
                plot.points(mark(false, 4.5, color(*place, theme)));
            }
        }
        if let Some(cursor) = cursor {
            plot.vline(VLine::new("", axis.position(cursor)).color(theme.quiet).width(1.0).allow_hover(false));
        }
    });
    drawn.transform
}

/// The records of an incident that are marked.
fn records<'a>(shown: &'a Shown<'_>, index: usize) -> impl Iterator<Item = &'a Record> {
    shown.incidents[index].records(shown.weight).iter().take(MOST_RECORDS)
}

/// The corners of a curve. It begins when something is out, and ends with the run or the axis.
fn corners(shown: &Shown<'_>, index: usize, axis: SinceAxis) -> Vec<PlotPoint> {
    let curve = shown.incidents[index].curve(shown.weight);
    // Of the steps that fall on one place of the screen only the last is drawn, so that a large world is drawn as fast.
    let finest = axis.position(axis.until) / FINEST;
    let steps = curve.steps();
    let is_drawn = |(place, (since, _)): &(usize, &(Span, Restored))| {
        let next = steps.get(place + 1).map(|(since, _)| axis.position(*since));
        next.is_none_or(|next| next - axis.position(*since) > finest || *place == 0)
    };
    let mut corners: Vec<PlotPoint> = Vec::new();
    for (_, (since, restored)) in steps.iter().enumerate().filter(is_drawn) {
        let Some(share) = per_cent(restored.up, restored.out) else { continue };
        let x = axis.position(*since);
        corners.extend(corners.last().map(|before: &PlotPoint| PlotPoint::new(x, before.y)));
        corners.push(PlotPoint::new(x, share));
    }
    let end = axis.position(curve.shown.min(axis.until));
    corners.extend(corners.last().map(|before| PlotPoint::new(end, before.y)));
    corners
}

fn per_cent(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64 * 100.0)
}

fn mark_point(record: &Record, axis: SinceAxis) -> PlotPoint {
    PlotPoint::new(axis.position(record.at), per_cent(record.part, record.whole).unwrap_or_default())
}

/// The shape of the marks of a kind of record.
pub(super) const fn shape(what: Recorded) -> MarkerShape {
    match what {
        Recorded::Back(_) => MarkerShape::Circle,
        Recorded::ShareUp(_) => MarkerShape::Diamond,
        Recorded::DownServers(_) => MarkerShape::Square,
        Recorded::Users(_) => MarkerShape::Up,
    }
}

/// Shows the record under the pointer, with its source.
fn tooltip(
    response: Response,
    appearance: Appearance<'_>,
    shown: &Shown<'_>,
    axis: SinceAxis,
    transform: &PlotTransform,
) {
    let Some(pointer) = response.hover_pos() else { return };
    let near = |at: Pos2| at.distance(pointer) <= REACH;
    let found = (0..shown.incidents.len()).find_map(|index| {
        let is_near = |record: &&Record| near(transform.position_from_point(&mark_point(record, axis)));
        Some((index, records(shown, index).find(is_near)?))
    });
    let Some((index, record)) = found else { return };
    response.on_hover_ui_at_pointer(|ui| {
        ui.strong(record.what.words(shown.worlds[index], appearance.texts));
        ui.label(
            appearance.texts.with(
                "incidents-at",
                &[("share", &record.share_words()), ("span", &record.time_words(appearance.texts))],
            ),
        );
        ui.weak(&shown.names[index]);
        if let Some(source) = record.source {
            ui.weak(appearance.texts.with("lane-source", &[("source", shown.worlds[index].source_title(source))]));
        }
    });
}

/// The time of the next (1) or the previous (-1) change of any curve from the cursor on.
fn next_change(shown: &Shown<'_>, axis: SinceAxis, cursor: Option<Span>, way: i32) -> Span {
    let now = cursor.unwrap_or(Span::ZERO);
    let mut changes: Vec<Span> = shown
        .incidents
        .iter()
        .flat_map(|incident| incident.curve(shown.weight).steps())
        .map(|(since, _)| *since)
        .filter(|since| *since <= axis.until)
        .collect();
    changes.sort_unstable();
    let next = if way > 0 {
        changes.iter().find(|since| cursor.is_none() || **since > now)
    } else {
        changes.iter().rev().find(|since| **since < now)
    };
    next.copied().unwrap_or(now)
}

/// What the curves say at the cursor, in one line.
pub(super) fn at_cursor(appearance: Appearance<'_>, shown: &Shown<'_>, cursor: Span) -> String {
    let part = |(incident, name): (&&Incident, &String)| {
        let after = incident.curve(shown.weight).after(cursor);
        let share = horizon_words(after, appearance.texts);
        appearance.texts.with("incidents-of", &[("incident", name), ("share", &share)])
    };
    let parts: Vec<String> = shown.incidents.iter().zip(&shown.names).map(part).collect();
    let span = appearance.texts.span(cursor);
    appearance.texts.with("incidents-cursor", &[("span", &span), ("parts", &parts.join("  \u{b7}  "))])
}
