//! Bands: where 90% and half of all runs lie, and their median, behind a lane and behind the lines of a plot.

use std::ops::Range;

use egui::{Color32, Mesh, Painter, Pos2, Rangef, Rect, Shape, Stroke};
use egui_plot::PlotPoint;

use super::Found;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::study::ensemble::{Band, PER_CENT, Series};
use crate::ui::ViewContext;
use crate::ui::plots::{Chart, Line, SHOWN, Scale};
use crate::ui::timeline::{Canvas, Tab};
use crate::units::{Level, Permille, WHOLE};

/// Height of the median along the edge of a lane, in points.
const EDGE: f32 = 2.0;
/// How much of a colour each line of a band adds to a lane.
const STEP: f32 = 0.16;
/// The place of the median among the lines of a band.
const MEDIAN: usize = PER_CENT.len() / 2;

/// What came out, if the runs are of the plan that is drawn.
fn found<'a>(context: &ViewContext<'a>) -> Option<&'a Found> {
    context.many.and_then(|many| many.found.as_ref()).filter(|_| context.is_chosen())
}

/// Over the height of a lane: the more runs are not Up, the stronger; the median as a line along its upper edge.
pub fn lane(canvas: &Canvas<'_>, row: Rect, service: ServiceId) -> Option<Shape> {
    let found = found(canvas.context)?;
    let band = found.bands.get(&Series::Health(service))?;
    let theme = canvas.context.theme;
    let mut mesh = Mesh::default();
    let height = row.y_range().shrink(0.5);
    for line in 0..PER_CENT.len() {
        for (x, level) in stretches(canvas, found, band, line).filter(|(_, level)| *level != Level::Up) {
            let color = theme.level(level);
            mesh.add_colored_rect(Rect::from_x_y_ranges(x, height), color.gamma_multiply(STEP));
            if line == MEDIAN {
                let median = Rangef::new(height.min, height.min + EDGE);
                mesh.add_colored_rect(Rect::from_x_y_ranges(x, median), color);
            }
        }
    }
    Some(mesh.into())
}

/// One line of a band of health as levels along the axis, as far as it is in view.
fn stretches(canvas: &Canvas<'_>, found: &Found, band: &Band, line: usize) -> impl Iterator<Item = (Rangef, Level)> {
    let level = move |lines: &[u64; PER_CENT.len()]| Level::of(Permille::try_from(lines[line]).unwrap_or(WHOLE));
    let alike = band.chunk_by(move |a, b| level(a) == level(b));
    let last = found.secs[found.secs.len() - 1];
    alike
        .scan(0, |begun, alike| {
            let (from, until) = (*begun, *begun + alike.len());
            *begun = until;
            Some((from, until, &alike[0]))
        })
        .map(move |(from, until, lines)| {
            let x = |place: usize| canvas.axis.screen_from_time_clamped(found.secs.get(place).copied().unwrap_or(last));
            (Rangef::new(x(from), x(until)), level(lines))
        })
        .filter(|(x, _)| x.span() > 0.0)
}

/// What a line of a plot is about, and how a counted value is told in its unit.
fn counted(context: &ViewContext<'_>, tab: Tab, line: &Line) -> Option<(Series, impl Fn(u64) -> f64 + use<>)> {
    let base = line.base;
    let (series, scale, zero) = match (tab, line.subject) {
        (Tab::People, None) => (Series::People, 1.0, 0.0),
        // Users cut off: of so many users those whose requests fail.
        (Tab::People, Some(Subject::Service(service))) => (Series::Health(service), -base / 1_000.0, 1_000.0),
        (Tab::Shares, Some(Subject::Company(company))) => (Series::Price(company), 0.001, 1_000.0),
        (Tab::Servers, Some(Subject::Company(company))) => (Series::DarkServers(company), 1.0, 0.0),
        (Tab::Rivals, None) => {
            let rival = context.world.rivals.iter().find(|(_, rival)| rival.name == line.name)?.0;
            (Series::Rival(rival), 1.0, base)
        }
        (Tab::Lanes | Tab::People | Tab::Shares | Tab::Servers | Tab::Rivals | Tab::Compare, _) => return None,
    };
    Some((series, move |value: u64| (value as f64 - zero) * scale))
}

/// The band of a line in its unit: the moments, and for each the lines from low to high.
fn told(context: &ViewContext<'_>, tab: Tab, line: &Line) -> Option<Vec<[f64; PER_CENT.len()]>> {
    let (series, value) = counted(context, tab, line)?;
    let told = |lines: &[u64; PER_CENT.len()]| {
        let mut lines = lines.map(&value);
        lines.sort_by(f64::total_cmp);
        lines
    };
    Some(found(context)?.bands.get(&series)?.iter().map(told).collect())
}

/// The scale of a plot with room for the bands of the lines that are always shown.
pub fn room(context: &ViewContext<'_>, tab: Tab, chart: &Chart, (low, high): (f64, f64)) -> (f64, f64) {
    let bands = chart.lines.iter().take(SHOWN).filter_map(|line| told(context, tab, line)).flatten();
    bands.fold((low, high), |(low, high), lines| (low.min(lines[0]), high.max(lines[PER_CENT.len() - 1])))
}

/// The moments at which a line has a value, as far as they go on without a break: while an exchange is closed there is no price.
fn pieces(tab: Tab, line: &Line, secs: &[f64]) -> Vec<Range<usize>> {
    if tab != Tab::Shares {
        return std::iter::once(0..secs.len()).collect();
    }
    let open = |run: &Vec<PlotPoint>| {
        let (first, last) = (run.first()?.x, run.last()?.x);
        Some(secs.partition_point(|at| *at < first)..secs.partition_point(|at| *at <= last))
    };
    line.runs.iter().filter_map(open).collect()
}

/// The bands of the lines that are asked for, or of the first.
pub fn behind(painter: &Painter, canvas: &Canvas<'_>, tab: Tab, chart: &Chart, scale: &Scale) {
    let context = canvas.context;
    let Some(found) = found(context) else { return };
    let whom = |line: &Line| match counted(context, tab, line) {
        // A rival is asked for with the service that it gains from.
        Some((Series::Rival(rival), _)) => Some(Subject::Service(context.world.rivals[rival].service)),
        Some(_) | None => line.subject,
    };
    let is_asked_for = |line: &&Line| whom(line).is_some_and(|of| context.is_selected(of) || context.is_hovered(of));
    let is_told = |line: &&Line| counted(context, tab, line).is_some_and(|(of, _)| found.bands.contains_key(&of));
    let mut lines: Vec<&Line> = chart.lines.iter().filter(is_asked_for).filter(is_told).collect();
    if lines.is_empty() {
        // Services stand among their rivals; how many users they lose is not counted, what each rival gains is.
        lines.extend(chart.lines.iter().find(is_told));
    }
    let painter = painter.with_clip_rect(scale.rect.intersect(painter.clip_rect()));
    for line in lines {
        let Some(band) = told(context, tab, line) else { continue };
        let color = context.theme.series[line.color];
        let at = |moment: usize, line: usize| {
            let x = canvas.axis.screen_from_time(found.secs[moment]);
            Pos2::new(x, scale.screen_from_value(band[moment][line]))
        };
        for piece in pieces(tab, line, &found.secs).into_iter().filter(|piece| piece.len() > 1) {
            piece_ui(&painter, piece, at, color);
        }
    }
}

/// A piece of a band: 90% and half of all runs as areas, the median as a line; `at` is where a line is at a moment.
fn piece_ui(painter: &Painter, piece: Range<usize>, at: impl Fn(usize, usize) -> Pos2, color: Color32) {
    for (low, high) in [(0, 4), (1, 3)] {
        let mut mesh = Mesh::default();
        for moment in piece.clone() {
            mesh.colored_vertex(at(moment, low), color.gamma_multiply(0.13));
            mesh.colored_vertex(at(moment, high), color.gamma_multiply(0.13));
        }
        for first in (0..2 * (piece.len() as u32 - 1)).step_by(2) {
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first + 1, first + 2, first + 3);
        }
        painter.add(mesh);
    }
    let median: Vec<Pos2> = piece.map(|moment| at(moment, MEDIAN)).collect();
    painter.extend(Shape::dashed_line(&median, Stroke::new(1.0, color.gamma_multiply(0.8)), 4.0, 3.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_has_no_band_while_the_exchange_is_closed() {
        let day = |open: f64, close: f64| vec![PlotPoint::new(open, 0.0), PlotPoint::new(close, -0.1)];
        let line = Line {
            name: "Kakao".to_owned(),
            subject: None,
            color: 0,
            broad: false,
            steps: false,
            base: 50_000.0,
            runs: vec![day(25.0, 50.0), day(95.0, 96.0), day(100.0, 130.0)],
            folded: None,
        };
        let secs: Vec<f64> = (0..15).map(|moment| f64::from(moment) * 10.0).collect();
        assert_eq!(pieces(Tab::Shares, &line, &secs), [3..6, 10..10, 10..14]);
        assert_eq!(pieces(Tab::Servers, &line, &secs).first(), Some(&(0..15)), "servers are dark by night too");
    }
}
