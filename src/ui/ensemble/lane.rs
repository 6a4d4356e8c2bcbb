//! The band of the Monte Carlo runs behind a lane. The band is more opaque where the service is not Up in more of the runs, and the
//! median is drawn along the upper edge.

use egui::{Mesh, Rangef, Rect, Shape};

use crate::model::ServiceId;
use crate::study::ensemble::{Band, PER_CENT, Series};
use crate::ui::many_runs::Found;
use crate::ui::time_axis::Canvas;
use crate::units::{Level, Permille, WHOLE};

/// The height of the line that shows the median along the upper edge of a lane, in points.
const EDGE: f32 = 2.0;
/// The opacity that is added for each percentile of the band at which the service is not Up.
const STEP: f32 = 0.16;
/// The index of the median among the percentiles of a band.
const MEDIAN: usize = PER_CENT.len() / 2;

/// The band over the whole height of a lane, with the median as a line along its upper edge. `None` if the runs are not finished or do
/// not measure the service.
pub fn lane(canvas: &Canvas<'_>, row: Rect, service: ServiceId) -> Option<Shape> {
    let found = canvas.context.found_runs()?;
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

/// The periods in which one percentile (the index `line`) of a band of health has the same level: the visible x range and the level of
/// each.
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
            let x =
                |moment: usize| canvas.axis.screen_from_time_clamped(found.secs.get(moment).copied().unwrap_or(last));
            (Rangef::new(x(from), x(until)), level(lines))
        })
        .filter(|(x, _)| x.span() > 0.0)
}
