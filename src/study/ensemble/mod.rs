//! An ensemble: many runs of one plan, each with the random factors of its own seed. It shows how much results vary because of the
//! uncertainty in the scenario.
//!
//! For each run only a few numbers are kept. In addition, the ensemble counts, for each time and value, the runs that have this value at
//! this time. Both kinds of results can be joined exactly, so the result does not depend on the number of threads or machines.

mod cells;
mod counts;
mod draw;
mod filed;
mod grid;
mod join;
mod scale;
mod share_out;
mod spread;
mod text;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Arc;

pub use counts::{Band, Counted, Counts, PER_CENT};
pub use draw::{Draw, DrawError, MOST_RUNS, Shard};
pub use filed::{About, Filed, HEADER, Named};
pub use join::{JoinError, join};
pub(super) use share_out::share_out;
pub use spread::{Spread, spread};
pub use text::TextError;

use self::grid::Grid;
use super::RunError;
use super::failures::Failures;
use super::run::prepared;
use crate::impact::{Calendar, Impact};
use crate::model::{CompanyId, Plan, RivalId, Scenario, ServiceId};
use crate::sim::{Budget, Detail, RunControl, RunStopped, Spending};

/// The runs of a draw and their results.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Which runs were made.
    pub draw: Draw,
    /// All services, in the order of the file.
    pub services: Vec<Named>,
    /// The companies whose shares are traded during the run, in the order of the file.
    pub companies: Vec<Named>,
    /// The results of each run, in the order of seeds.
    pub runs: Vec<Drawn>,
    /// For each series, the number of runs that have each value at each time.
    pub counts: Counts,
}

/// The results of one run of an ensemble.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The seed of the run: `firedrill run --seed` makes the same run.
    pub seed: u64,
    /// The greatest number of people who are affected at one time.
    pub peak_people: u64,
    /// Lost user-time of all services, in user-seconds times permille of demand.
    pub lost_user_millisecs: u128,
    /// For each service, the total length of all its outages (times when it is not Up), in seconds.
    pub out_secs: Vec<u32>,
    /// For each company in [`Ensemble::companies`], the fall from the last close before the run to the lowest price, as a share of that
    /// close; negative if all prices were higher.
    pub fall: Vec<f64>,
}

/// A value that is counted over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// The number of people who are affected.
    People,
    /// Health of a service, in permille.
    Health(ServiceId),
    /// The price of a company's share, in permille of the last close before the run.
    Price(CompanyId),
    /// The number of dark servers of a company.
    DarkServers(CompanyId),
    /// The number of users of a rival.
    Rival(RivalId),
}

impl Drawn {
    /// Whether the results of this run are different from those of `other`. The seeds are not compared.
    #[must_use]
    pub fn differs(&self, other: &Self) -> bool {
        Self { seed: self.seed, ..other.clone() } != *self
    }
}

impl Ensemble {
    /// The band of every series that is not constant in all runs. `world` must be the world of this ensemble.
    #[must_use]
    pub fn bands(&self, world: &Scenario) -> BTreeMap<Series, Band> {
        let (moments, runs) = (self.counts.secs.len(), self.runs.len());
        let all = Series::all(world).zip(&self.counts.series);
        all.filter_map(|(series, counted)| Some((series, counted.band(moments, runs)?))).collect()
    }

    /// The runs of this ensemble and those of `next`, which are of the same world and plan and have the seeds that follow. Both must be
    /// whole. The result is the ensemble that would have been made at once.
    #[must_use]
    pub fn followed_by(mut self, next: &Self) -> Self {
        let runs = self.draw.runs().saturating_add(next.draw.runs());
        self.draw = Draw::new(self.draw.first_seed(), runs, Shard::WHOLE).expect("as many as were made");
        self.runs.extend(next.runs.iter().cloned());
        self.counts = self.counts.with(&next.counts);
        self
    }

    /// Makes the runs of `draw` on this number of threads. After each run, `goes_on` is called on the thread that made it, with the
    /// number of runs that were begun so far. If `goes_on` returns false, the work stops and the result is `None`.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario, or if a run would come to more than its budget.
    pub fn new(
        scenario: &Arc<Scenario>,
        plan: &Plan,
        draw: Draw,
        threads: NonZero<usize>,
        goes_on: impl Fn(u64) -> bool + Sync + Send,
    ) -> Result<Option<Self>, RunError> {
        Self::controlled(scenario, plan, draw, threads, &RunControl::default(), goes_on)
    }

    /// As [`Self::new`]. Another thread can stop the work through `control`, also in the middle of a run.
    ///
    /// # Errors
    /// As [`Self::new`]; [`RunError::Cancelled`] if the work was cancelled.
    pub fn controlled(
        scenario: &Arc<Scenario>,
        plan: &Plan,
        draw: Draw,
        threads: NonZero<usize>,
        control: &RunControl,
        goes_on: impl Fn(u64) -> bool + Sync + Send,
    ) -> Result<Option<Self>, RunError> {
        let world = prepared(scenario, plan)?;
        let calendar = Calendar::new(&world);
        let traded = traded(&world, &calendar);
        let begin = || (Vec::new(), Grid::new(&world));
        let failures = Failures::default();
        let one = |seed| -> Result<_, RunStopped> {
            let spending = &mut Spending::of_one_of_many(Budget::STANDARD, control);
            let outages = crate::sim::run_with(&world, plan, seed, Detail::Figures, spending)?;
            let impact = Impact::new(&world, &calendar, &outages, Detail::Figures, spending)?;
            Ok((outages, impact))
        };
        let work = |(runs, grid): &mut (Vec<Drawn>, Grid), seed, made| {
            if failures.is_before(seed) {
                return true;
            }
            match one(seed) {
                Ok((outages, impact)) => {
                    grid.add(&world, &outages, &impact);
                    runs.push(drawn(&world, &traded, seed, &impact));
                }
                Err(stopped) => failures.add(seed, RunError::stopped(&world, plan, stopped)),
            }
            goes_on(made)
        };
        let join = |(mut runs, grid): (Vec<Drawn>, Grid), (more, other)| {
            runs.extend(more);
            (runs, grid.with(other))
        };
        let made = share_out(draw.seeds(), threads, begin, work, join);
        failures.first()?;
        let Some((runs, grid)) = made else { return Ok(None) };
        let named = |key: &String, name: &String| Named { id: key.clone(), name: name.clone() };
        Ok(Some(Self {
            draw,
            services: world.services.rows().iter().map(|service| named(&service.key, &service.name)).collect(),
            companies: traded.iter().map(|id| named(&world.companies[*id].key, &world.companies[*id].name)).collect(),
            runs,
            counts: grid.counts(&world),
        }))
    }
}

/// The companies whose shares are traded during the run.
fn traded(world: &Scenario, calendar: &Calendar) -> Vec<CompanyId> {
    let is_traded = |company: &CompanyId| {
        world.companies[*company].listing.as_ref().is_some_and(|listing| calendar.trades(listing.exchange))
    };
    world.companies.ids().filter(is_traded).collect()
}

fn drawn(world: &Scenario, traded: &[CompanyId], seed: u64, impact: &Impact) -> Drawn {
    let summary = &impact.summary;
    // A run is at most ten years long, which is fewer than 2^32 seconds.
    let out_secs = |service: &crate::recording::ServiceSummary| u32::try_from(service.out_total.0).unwrap_or(u32::MAX);
    let fall = |company: &CompanyId| {
        let listing = world.companies[*company].listing.as_ref();
        let low = summary.companies[*company].low;
        listing.zip(low).map_or(0.0, |(listing, low)| -listing.change(low.price))
    };
    Drawn {
        seed,
        peak_people: summary.peak_people,
        lost_user_millisecs: summary.services.rows().iter().map(|service| service.lost_user_millisecs).sum(),
        out_secs: summary.services.rows().iter().map(out_secs).collect(),
        fall: traded.iter().map(fall).collect(),
    }
}
