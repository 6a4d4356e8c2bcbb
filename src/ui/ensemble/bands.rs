//! Bands: where 90% and half of all runs lie, and their median, behind a lane and behind the lines of a plot.

use egui::{Mesh, Painter, Pos2, Rangef, Rect, Shape, Stroke};

use super::Found;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::study::ensemble::{Band, PER_CENT, Series};
use crate::ui::Look;
use crate::ui::plots::{Chart, Line, SHOWN, Scale};
use crate::ui::timeline::{Canvas, Tab};
use crate::units::{Level, Permille, WHOLE};

/// Height of the edge of a lane that its band has, in points.
const EDGE: f32 = 3.0;
/// The place of the median among the lines of a band.
const MEDIAN: usize = PER_CENT.len() / 2;

/// What came out, if the runs are of the plan that is drawn.
fn found<'a>(look: &Look<'a>) -> Option<&'a Found> {
    look.many.and_then(|many| many.found.as_ref()).filter(|_| look.is_chosen())
}

/// Along the upper edge of a lane: the more runs are not Up, the stronger; the median as a line of its own.
pub fn lane(canvas: &Canvas<'_>, row: Rect, service: ServiceId) -> Option<Shape> {
    let found = found(canvas.look)?;
    let band = found.bands.get(&Series::Health(service))?;
    let theme = canvas.look.theme;
    let mut mesh = Mesh::default();
    let edge = Rangef::new(row.top(), row.top() + EDGE);
    for line in 0..PER_CENT.len() {
        for (x, level) in stretches(canvas, found, band, line).filter(|(_, level)| *level != Level::Up) {
            let color = theme.level(level);
            mesh.add_colored_rect(Rect::from_x_y_ranges(x, edge), color.gamma_multiply(0.26));
            if line == MEDIAN {
                let median = Rangef::new(edge.max - 1.5, edge.max);
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
fn counted(look: &Look<'_>, tab: Tab, line: &Line) -> Option<(Series, impl Fn(u64) -> f64 + use<>)> {
    let base = line.base;
    let (series, scale, zero) = match (tab, line.subject) {
        (Tab::People, None) => (Series::People, 1.0, 0.0),
        // Users cut off: of so many users those whose requests fail.
        (Tab::People, Some(Subject::Service(service))) => (Series::Health(service), -base / 1_000.0, 1_000.0),
        (Tab::Shares, Some(Subject::Company(company))) => (Series::Price(company), 0.001, 1_000.0),
        (Tab::Servers, Some(Subject::Company(company))) => (Series::DarkServers(company), 1.0, 0.0),
        (Tab::Rivals, None) => {
            let rival = look.world.rivals.iter().find(|(_, rival)| rival.name == line.name)?.0;
            (Series::Rival(rival), 1.0, base)
        }
        (Tab::Lanes | Tab::People | Tab::Shares | Tab::Servers | Tab::Rivals | Tab::Compare, _) => return None,
    };
    Some((series, move |value: u64| (value as f64 - zero) * scale))
}

/// The band of a line in its unit: the moments, and for each the lines from low to high.
fn told(look: &Look<'_>, tab: Tab, line: &Line) -> Option<Vec<[f64; PER_CENT.len()]>> {
    let (series, value) = counted(look, tab, line)?;
    let told = |lines: &[u64; PER_CENT.len()]| {
        let mut lines = lines.map(&value);
        lines.sort_by(f64::total_cmp);
        lines
    };
    Some(found(look)?.bands.get(&series)?.iter().map(told).collect())
}

/// The scale of a plot with room for the bands of the lines that are always shown.
pub fn room(look: &Look<'_>, tab: Tab, chart: &Chart, (low, high): (f64, f64)) -> (f64, f64) {
    let bands = chart.lines.iter().take(SHOWN).filter_map(|line| told(look, tab, line)).flatten();
    bands.fold((low, high), |(low, high), lines| (low.min(lines[0]), high.max(lines[PER_CENT.len() - 1])))
}

/// The bands of the lines that are asked for, or of the first.
pub fn behind(painter: &Painter, canvas: &Canvas<'_>, tab: Tab, chart: &Chart, scale: &Scale) {
    let look = canvas.look;
    let Some(found) = found(look) else { return };
    let is_asked_for = |line: &&Line| line.subject.is_some_and(|of| look.is_selected(of) || look.is_hovered(of));
    let mut lines: Vec<&Line> = chart.lines.iter().filter(is_asked_for).collect();
    if lines.is_empty() {
        lines.extend(chart.lines.first());
    }
    let painter = painter.with_clip_rect(scale.rect.intersect(painter.clip_rect()));
    for line in lines {
        let Some(band) = told(look, tab, line) else { continue };
        let color = look.theme.series[line.color];
        let at = |moment: usize, line: usize| {
            let x = canvas.axis.screen_from_time(found.secs[moment]);
            Pos2::new(x, scale.screen_from_value(band[moment][line]))
        };
        for (low, high) in [(0, 4), (1, 3)] {
            let mut mesh = Mesh::default();
            for moment in 0..band.len() {
                mesh.colored_vertex(at(moment, low), color.gamma_multiply(0.13));
                mesh.colored_vertex(at(moment, high), color.gamma_multiply(0.13));
            }
            for first in (0..2 * (band.len() as u32 - 1)).step_by(2) {
                mesh.add_triangle(first, first + 1, first + 2);
                mesh.add_triangle(first + 1, first + 2, first + 3);
            }
            painter.add(mesh);
        }
        let median: Vec<Pos2> = (0..band.len()).map(|moment| at(moment, MEDIAN)).collect();
        painter.extend(Shape::dashed_line(&median, Stroke::new(1.0, color.gamma_multiply(0.8)), 4.0, 3.0));
    }
}
