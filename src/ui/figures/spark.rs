//! The values that the figures compute once per run: the number of dark servers over time, and the four sparklines.

use std::sync::Arc;

use super::kind::Kind;
use crate::model::CompanyId;
use crate::recording::Steps;
use crate::study::Run;
use crate::units::SimTime;

/// The number of points of a sparkline.
const POINTS: usize = 64;
/// If a share price changes by less than this share of its last close, its sparkline does not use the full height.
const CALM: f64 = 0.04;

/// The values computed from one run.
#[derive(Debug)]
pub(super) struct Sparks {
    run: Arc<Run>,
    /// The number of dark servers at all sites together, over time.
    pub dark: Steps<u64>,
    /// The number of servers at all sites together.
    pub servers: u64,
    /// The first company that is listed on an exchange; `None` if no company is listed.
    pub listed: Option<CompanyId>,
    lines: [Vec<[f32; 2]>; 4],
}

impl Sparks {
    pub(super) fn new(run: &Arc<Run>) -> Self {
        let recording = &run.recording;
        let servers = recording.sites.iter().map(|(_, site)| site.servers).sum();
        let listed = run.world.companies.iter().find(|(_, company)| company.listing.is_some()).map(|(id, _)| id);
        let mut own = Self { run: Arc::clone(run), dark: dark(run), servers, listed, lines: Default::default() };
        own.lines = Kind::ALL.map(|kind| own.derive(kind));
        own
    }

    /// The points of the sparkline of a figure: `x` and `y` within `0..=1`, where `y` grows upwards. Empty if the figure has no values.
    pub(super) fn line(&self, kind: Kind) -> &[[f32; 2]] {
        &self.lines[kind as usize]
    }

    fn derive(&self, kind: Kind) -> Vec<[f32; 2]> {
        let recording = &self.run.recording;
        match kind {
            Kind::Services => Self::scaled(&self.peaks(&recording.levels, |counts| f64::from(counts.down)), 0.0),
            Kind::Servers => Self::scaled(&self.peaks(&self.dark, |dark| *dark as f64), 0.0),
            Kind::People => Self::scaled(&self.peaks(&recording.people, |people| *people as f64), 0.0),
            Kind::Price => {
                let Some(listed) = self.listed else { return Vec::new() };
                let track = &recording.prices[listed];
                let close = self.run.world.companies[listed].listing.as_ref().map_or(0.0, |listing| listing.close);
                let prices: Vec<f64> =
                    (0..POINTS).map(|i| track.at(self.moment(i)).map_or(close, |minute| minute.price)).collect();
                // Small changes of a price must look small, so they are not stretched to the full height.
                Self::scaled(&prices, close * CALM)
            }
        }
    }

    fn moment(&self, index: usize) -> SimTime {
        SimTime(self.run.recording.length.0 * index as i64 / (POINTS as i64 - 1))
    }

    /// The highest value between each point of the sparkline and the next one, so that a short outage between two points is visible.
    fn peaks<T>(&self, steps: &Steps<T>, value: impl Fn(&T) -> f64) -> Vec<f64> {
        let around = |i: usize| {
            let (from, until) = (steps.index_at(self.moment(i)), steps.index_at(self.moment((i + 1).min(POINTS - 1))));
            steps.all()[from..=until].iter().map(|(_, at)| value(at)).fold(0.0, f64::max)
        };
        (0..POINTS).map(around).collect()
    }

    /// Scales values to `0..=1`. If `span` is 0, the scale goes from zero to the largest value. If `span` is positive, the values are
    /// in the middle of the scale, which has at least the length `span`; so only values that differ by at least `span` use the full
    /// height.
    fn scaled(values: &[f64], span: f64) -> Vec<[f32; 2]> {
        let most = values.iter().copied().fold(f64::MIN, f64::max);
        let least = if span > 0.0 { values.iter().copied().fold(f64::MAX, f64::min) } else { 0.0 };
        let room = (most - least).max(span);
        let spare = (room - (most - least)) / 2.0;
        let height = |value: f64| if room > 0.0 { (value - least + spare) / room } else { 0.0 };
        let last = (values.len().max(2) - 1) as f32;
        values.iter().enumerate().map(|(i, value)| [i as f32 / last, height(*value) as f32]).collect()
    }
}

/// The number of dark servers at all sites together, over time.
fn dark(run: &Run) -> Steps<u64> {
    let sites = &run.recording.sites;
    let mut times: Vec<SimTime> = sites
        .iter()
        .flat_map(|(_, site)| site.online.all().iter().map(|(at, _)| *at))
        .filter(|at| *at > SimTime::ZERO)
        .collect();
    times.sort_unstable();
    times.dedup();
    let at = |t: SimTime| sites.iter().map(|(_, site)| site.servers.saturating_sub(*site.online.at(t))).sum();
    let mut dark = Steps::new(at(SimTime::ZERO));
    for t in times {
        dark.set(t, at(t));
    }
    dark
}
