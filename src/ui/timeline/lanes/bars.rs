//! Paints a lane: bars that show the level by thickness and hatching as well as by colour, and marks for what really happened.

use egui::{Align2, Mesh, Pos2, Rangef, Rect, Shape, Stroke, vec2};

use super::hatch::hatch;
use crate::model::ServiceId;
use crate::recording::EventId;
use crate::ui::baseline;
use crate::ui::theme::Theme;
use crate::ui::time_axis::{Canvas, TimeAxis, small};
use crate::ui::timeline::derived::{Seen, Stretch};
use crate::units::Level;

/// The height of the bar at the level Up, and the height of the bars at the other levels, in points.
const UP_HEIGHT: f32 = 3.0;
const BAR_HEIGHT: f32 = 14.0;
/// The smallest width of a bar, so that even the shortest outage is visible, in points.
pub const SHORTEST_BAR: f32 = 2.0;

/// The bars of a lane: a thin line for Up, hatched for Degraded, solid for Down. Worse levels are painted over better ones.
pub fn bars(canvas: &Canvas<'_>, row: Rect, stretches: &[Stretch]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for level in [Level::Up, Level::Degraded, Level::Down] {
        let height = if level == Level::Up { UP_HEIGHT } else { BAR_HEIGHT };
        let y = Rangef::new(row.center().y - height / 2.0, row.center().y + height / 2.0);
        for (x, anchor) in spans(&canvas.axis, stretches, level) {
            shapes.extend(bar_shapes(Rect::from_x_y_ranges(x, y), anchor, level, canvas.context.theme));
        }
    }
    shapes
}

/// The visible x ranges in which a lane is at a level. Each one comes with the x at which its period begins, which may be left of the
/// screen.
fn spans(axis: &TimeAxis, stretches: &[Stretch], level: Level) -> Vec<(Rangef, f32)> {
    let shortest = if level == Level::Up { 0.0 } else { SHORTEST_BAR };
    let first = stretches.partition_point(|(_, until, _)| until.as_secs_f64() < axis.range.from);
    let seen = stretches[first..].iter().take_while(|(from, ..)| from.as_secs_f64() <= axis.range.to);
    let mut spans: Vec<(Rangef, f32)> = Vec::new();
    // A period that ends before this time adds nothing to the last bar. A lane may have a million periods on a thousand points.
    let mut drawn_until_secs = f64::NEG_INFINITY;
    for (from, until, _) in seen.filter(|(.., of)| *of == level) {
        if until.as_secs_f64() <= drawn_until_secs {
            continue;
        }
        let left = axis.screen_from_time_clamped(from.as_secs_f64());
        let right = axis.screen_from_time_clamped(until.as_secs_f64()).max(left + shortest);
        match spans.last_mut() {
            // Periods that would overlap on the screen become one bar, so the number of bars is limited by the width of the screen.
            Some((x, _)) if left <= x.max => x.max = x.max.max(right),
            Some(_) | None => {
                spans.push((Rangef::new(left, right), axis.screen_from_time(from.as_secs_f64()).min(left)));
            }
        }
        if let Some((x, _)) = spans.last() {
            drawn_until_secs = axis.time_from_screen(x.max - shortest);
        }
    }
    spans
}

/// The lane of the baseline, as a thin line along the lower edge of the row wherever the baseline is not Up.
pub fn other(canvas: &Canvas<'_>, row: Rect, stretches: &[Stretch]) -> Shape {
    let mut mesh = Mesh::default();
    let y = Rangef::new(row.bottom() - baseline::WIDTH - 1.0, row.bottom() - 1.0);
    for level in [Level::Degraded, Level::Down] {
        let color = baseline::color(level, canvas.context.theme);
        let spans = spans(&canvas.axis, stretches, level).into_iter();
        for dash in spans.flat_map(|(x, _)| baseline::dashes(x, level)) {
            mesh.add_colored_rect(Rect::from_x_y_ranges(dash, y), color);
        }
    }
    mesh.into()
}

fn bar_shapes(rect: Rect, anchor_x: f32, level: Level, theme: &Theme) -> Vec<Shape> {
    let radius = if rect.width() > 6.0 { 2.0 } else { 0.0 };
    match level {
        Level::Up => vec![Shape::rect_filled(rect, 1.0, theme.up.gamma_multiply(0.8))],
        Level::Degraded => {
            let ground = theme.panel.lerp_to_gamma(theme.degraded, 0.28);
            let mut shapes = vec![Shape::rect_filled(rect, radius, ground)];
            if rect.width() > 4.0 {
                hatch(rect, anchor_x, theme.degraded, &mut shapes);
            } else {
                shapes.push(Shape::rect_filled(rect.shrink2(vec2(0.0, 3.0)), 0.0, theme.degraded));
            }
            shapes
        }
        Level::Down => vec![Shape::rect_filled(rect, radius, theme.down)],
    }
}

/// Draws the legend for the hollow circles, in the gutter beside the ruler.
pub fn key(painter: &egui::Painter, canvas: &Canvas<'_>, ruler: Rangef) {
    let theme = canvas.context.theme;
    let at = Pos2::new(canvas.gutter.min + 20.0, ruler.max - 9.0);
    painter.circle_stroke(at, 4.0, Stroke::new(1.5, theme.quiet));
    let words = canvas.context.texts.get("timeline-observed");
    painter.text(at + vec2(10.0, 0.0), Align2::LEFT_CENTER, words, small(), theme.quiet);
}

/// The observations of what really happened, as hollow circles. If only a period is known, a line shows the period.
pub fn marks(canvas: &Canvas<'_>, row: Rect, seen: &[(ServiceId, Seen)]) -> Vec<Shape> {
    let (axis, theme) = (&canvas.axis, canvas.context.theme);
    let mut shapes = Vec::new();
    for (_, seen) in seen {
        let at = Pos2::new(axis.screen_from_time(seen.at.as_secs_f64()), row.center().y);
        if let Some(since) = seen.since {
            let stroke = Stroke::new(1.5, theme.text);
            let whisker = Rangef::new(axis.screen_from_time(since.as_secs_f64()), at.x).intersection(axis.edges);
            if whisker.span() > 0.0 {
                shapes.push(Shape::hline(whisker, at.y, stroke));
                shapes.push(Shape::vline(whisker.min, at.y - 4.0..=at.y + 4.0, stroke));
            }
        }
        if axis.edges.expand(6.0).contains(at.x) {
            shapes.push(Shape::circle_filled(at, 4.0, theme.panel));
            shapes.push(Shape::circle_stroke(at, 4.0, Stroke::new(1.5, theme.text)));
        }
    }
    shapes
}

/// How near two marks of broken RTOs may be, in points: of nearer ones only the first is drawn.
const NEAREST_MARKS: f64 = 4.0;

/// The times at which the service breaks its RTO: a line across the bar, with a triangle above it. `events` has them in the order of time.
pub fn broken_rtos(canvas: &Canvas<'_>, row: Rect, events: &[EventId]) -> Vec<Shape> {
    let (axis, theme) = (&canvas.axis, canvas.context.theme);
    let secs = |event: &EventId| canvas.context.recording.event(*event).at.as_secs_f64();
    let mut rest = &events[events.partition_point(|event| secs(event) < axis.range.from)..];
    let (top, bottom) = (row.center().y - BAR_HEIGHT / 2.0, row.center().y + BAR_HEIGHT / 2.0);
    // A rim in the colour of the panel separates the mark from bars of any colour.
    let rim = Stroke::new(1.5, theme.panel);
    let mut shapes = Vec::new();
    while let Some(at) = rest.first().map(secs).filter(|at| *at <= axis.range.to) {
        let x = axis.screen_from_time(at);
        shapes.push(Shape::rect_filled(Rect::from_x_y_ranges(x - 2.0..=x + 2.0, top..=bottom), 0.0, theme.panel));
        shapes.push(Shape::vline(x, top..=bottom, Stroke::new(1.5, theme.text)));
        let corners = vec![Pos2::new(x - 4.5, top - 3.0), Pos2::new(x + 4.5, top - 3.0), Pos2::new(x, top + 4.0)];
        shapes.push(Shape::convex_polygon(corners, theme.text, rim));
        let next = at + NEAREST_MARKS * axis.secs_per_point();
        rest = &rest[rest.partition_point(|event| secs(event) < next)..];
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::time_axis::TimeRange;
    use crate::units::{SimTime, Span};

    #[test]
    fn a_million_short_outages_are_the_bars_that_one_by_one_would_be() {
        let length = Span(1_000_000);
        let axis = TimeAxis::new(TimeRange::whole(length), Rangef::new(100.0, 300.0));
        let levels = [Level::Up, Level::Down, Level::Up, Level::Degraded, Level::Down];
        let all: Vec<Stretch> = (0..50_000)
            .map(|index: usize| {
                let from = SimTime(20 * i64::try_from(index).expect("small"));
                (from, from + Span(20), levels[(index * 7 + index / 900) % levels.len()])
            })
            .collect();
        for level in [Level::Up, Level::Degraded, Level::Down] {
            let shortest = if level == Level::Up { 0.0 } else { SHORTEST_BAR };
            let mut expected: Vec<Rangef> = Vec::new();
            for (from, until, _) in all.iter().filter(|(.., of)| *of == level) {
                let left = axis.screen_from_time(from.as_secs_f64());
                let right = axis.screen_from_time(until.as_secs_f64()).max(left + shortest);
                match expected.last_mut() {
                    Some(x) if left <= x.max => x.max = x.max.max(right),
                    Some(_) | None => expected.push(Rangef::new(left, right)),
                }
            }
            let spans = spans(&axis, &all, level);
            assert_eq!(spans.len(), expected.len(), "{level:?}");
            for ((x, _), expected) in spans.iter().zip(&expected) {
                assert!(
                    (x.min - expected.min).abs() < 0.01 && (x.max - expected.max).abs() < 0.01,
                    "{x:?} {expected:?}"
                );
            }
        }
    }
}
