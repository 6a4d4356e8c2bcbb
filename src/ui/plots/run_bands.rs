//! The bands of the Monte Carlo runs behind the lines of a plot. Each band shows the ranges that contain 90% and 50% of the runs, and
//! the median.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke};
use egui_plot::PlotPoint;

use super::line::{Line, SHOWN};
use super::scale::{Scale, ValueRange};
use crate::model::Localized;
use crate::recording::Subject;
use crate::study::ensemble::{PER_CENT, Series};
use crate::ui::ViewContext;
use crate::ui::many_runs::Found;
use crate::ui::time_axis::{Canvas, Tab};

/// The index of the median among the percentiles of a band.
const MEDIAN: usize = PER_CENT.len() / 2;

/// The bands for the lines of a plot, computed once when the runs are finished.
#[derive(Debug)]
pub(super) struct RunBands {
    // The results are kept so that their address stays in use. If they were freed, new results could have the same address.
    found: Arc<Found>,
    /// The band of each line of the plot; `None` for a line that the Monte Carlo runs do not measure.
    by_line: Vec<Option<LineBand>>,
}

/// The band behind one line of the plot.
#[derive(Debug)]
struct LineBand {
    /// The band is shown while this subject is selected or hovered.
    subject: Option<Subject>,
    /// For each time, the percentiles of the band from low to high, in the unit of the plot.
    values: Vec<[f64; PER_CENT.len()]>,
    /// Ranges of indices into `values`; the band is drawn without a gap within each range.
    pieces: Vec<Range<usize>>,
}

impl RunBands {
    /// The bands of the lines of the plot of `tab`.
    fn new(found: &Arc<Found>, names: Localized<'_>, tab: Tab, lines: &[Line]) -> Self {
        let by_line = lines.iter().map(|line| LineBand::new(found, names, tab, line)).collect();
        Self { found: Arc::clone(found), by_line }
    }

    /// The bands for the current results of the runs; `None` if there are no results. `before` is kept if the results have not changed.
    pub fn update(before: Option<Self>, context: &ViewContext<'_>, tab: Tab, lines: &[Line]) -> Option<Self> {
        let found = context.found_runs()?;
        let kept = before.filter(|bands| Arc::ptr_eq(&bands.found, found));
        Some(kept.unwrap_or_else(|| Self::new(found, context.localized, tab, lines)))
    }

    /// The scale of a plot, extended to contain the bands of the lines that are always shown.
    pub fn with_room(&self, scale: ValueRange) -> ValueRange {
        let bands = self.by_line.iter().take(SHOWN).flatten().flat_map(|band| &band.values);
        bands.fold(scale, |scale, values| scale.union(ValueRange { low: values[0], high: values[PER_CENT.len() - 1] }))
    }

    /// Paints the bands of the selected and hovered lines. If there are none, paints the band of the first line that has one.
    pub fn paint(&self, painter: &Painter, canvas: &Canvas<'_>, lines: &[Line], scale: &Scale) {
        let context = canvas.context;
        let is_asked_for = |(_, band): &(&Line, &LineBand)| {
            band.subject.is_some_and(|subject| context.is_selected(subject) || context.is_hovered(subject))
        };
        let with_band = || lines.iter().zip(&self.by_line).filter_map(|(line, band)| Some((line, band.as_ref()?)));
        let mut drawn: Vec<(&Line, &LineBand)> = with_band().filter(is_asked_for).collect();
        if drawn.is_empty() {
            // In the plot of rivals only the rivals have bands, because the runs measure the gain of each rival but not the loss of
            // each service.
            drawn.extend(with_band().next());
        }
        let painter = painter.with_clip_rect(scale.rect.intersect(painter.clip_rect()));
        for (line, band) in drawn {
            let color = context.theme.series[line.color];
            let at = |moment: usize, line: usize| {
                let x = canvas.axis.screen_from_time(self.found.secs[moment]);
                Pos2::new(x, scale.screen_from_value(band.values[moment][line]))
            };
            for piece in band.pieces.iter().filter(|piece| piece.len() > 1) {
                paint_piece(&painter, piece.clone(), at, color);
            }
        }
    }
}

impl LineBand {
    /// The band of a line; `None` where nothing was counted for it.
    fn new(found: &Found, names: Localized<'_>, tab: Tab, line: &Line) -> Option<Self> {
        let (series, value) = counted(names, tab, line)?;
        let in_unit = |values: &[u64; PER_CENT.len()]| {
            let mut values = values.map(&value);
            values.sort_by(f64::total_cmp);
            values
        };
        let values = found.bands.get(&series)?.iter().map(in_unit).collect();
        let subject = match series {
            // A rival is asked for with the service that it gains from.
            Series::Rival(rival) => Some(Subject::Service(names.scenario().rivals[rival].service)),
            Series::People | Series::Health(_) | Series::Price(_) | Series::DarkServers(_) => line.subject,
        };
        Some(Self { subject, values, pieces: pieces(tab, line, &found.secs) })
    }
}

/// What a line of a plot is about, and how a counted value is written in the unit of the plot.
fn counted(names: Localized<'_>, tab: Tab, line: &Line) -> Option<(Series, impl Fn(u64) -> f64 + use<>)> {
    let base = line.base;
    // As in the plot, no more people can be affected than there are.
    let most = names.scenario().population.filter(|_| tab == Tab::People).map_or(f64::INFINITY, |most| most as f64);
    let (series, scale, zero) = match (tab, line.subject) {
        (Tab::People, None) => (Series::People, 1.0, 0.0),
        // The users cut off are the share of the service's users whose requests fail, which follows from its health.
        (Tab::People, Some(Subject::Service(service))) => (Series::Health(service), -base / 1_000.0, 1_000.0),
        (Tab::Shares, Some(Subject::Company(company))) => (Series::Price(company), 0.001, 1_000.0),
        (Tab::Servers, Some(Subject::Company(company))) => (Series::DarkServers(company), 1.0, 0.0),
        (Tab::Rivals, None) => {
            let rival = names.scenario().rivals.iter().find(|(id, _)| names.rival_name(*id) == line.name)?.0;
            (Series::Rival(rival), 1.0, base)
        }
        (Tab::Lanes | Tab::People | Tab::Shares | Tab::Servers | Tab::Rivals | Tab::Compare, _) => return None,
    };
    Some((series, move |value: u64| ((value as f64 - zero) * scale).min(most)))
}

/// Ranges of indices into `secs` within which a line has values without a gap. For example, there are no prices while an exchange is
/// closed.
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

/// Paints a piece of a band: the ranges of 90% and of 50% of the runs as areas, and the median as a dashed line. `at` returns the point
/// on the screen for the index of a time and the index of a percentile.
fn paint_piece(painter: &Painter, piece: Range<usize>, at: impl Fn(usize, usize) -> Pos2, color: Color32) {
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
