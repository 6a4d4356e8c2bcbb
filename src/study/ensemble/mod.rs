//! Many runs of one plan, each with the luck of its own seed: how the scenario's own uncertainty spreads.
//!
//! Of each run a few numbers are kept, and over time how many runs had which value. Both are whole numbers that add up, so that
//! neither the number of threads nor the number of machines changes a result.

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
use super::run::prepared;
use crate::impact::{Calendar, Impact};
use crate::model::{CompanyId, Plan, RivalId, Scenario, ServiceId};

/// What was drawn, and what came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Which runs.
    pub draw: Draw,
    /// All services, in file order.
    pub services: Vec<Named>,
    /// The companies whose shares are traded during the run, in file order.
    pub companies: Vec<Named>,
    /// What each run came to, in the order of seeds.
    pub runs: Vec<Drawn>,
    /// What went on over time.
    pub counts: Counts,
}

/// One run of an ensemble in a few numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Its luck: `firedrill run --seed` makes the same run.
    pub seed: u64,
    /// Most people affected at one time.
    pub peak_people: u64,
    /// Lost user-time of all services, in user-seconds times permille of demand.
    pub lost_user_millisecs: u128,
    /// All outages (not Up) of each service together, in seconds.
    pub out_secs: Vec<u32>,
    /// The lowest price of each company as a fall from its last close before the run; negative if it only ever rose.
    pub fall: Vec<f64>,
}

/// What is counted over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// People affected.
    People,
    /// Health of a service, in permille.
    Health(ServiceId),
    /// The price of a share, in permille of the last close before the run.
    Price(CompanyId),
    /// Dark servers of a company.
    DarkServers(CompanyId),
    /// Users of a rival.
    Rival(RivalId),
}

impl Drawn {
    /// Whether another run came to something else.
    #[must_use]
    pub fn differs(&self, other: &Self) -> bool {
        Self { seed: self.seed, ..other.clone() } != *self
    }
}

impl Ensemble {
    /// The bands of all series that are not the same in all runs, of the world that it was drawn from.
    #[must_use]
    pub fn bands(&self, world: &Scenario) -> BTreeMap<Series, Band> {
        let (moments, runs) = (self.counts.secs.len(), self.runs.len());
        let all = Series::all(world).zip(&self.counts.series);
        all.filter_map(|(series, counted)| Some((series, counted.band(moments, runs)?))).collect()
    }

    /// Makes the runs of `draw` on so many threads. After each run `goes_on` is asked with the number of those that are made, on
    /// whatever thread made it; `None` if it ever answers no.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario.
    pub fn new(
        scenario: &Arc<Scenario>,
        plan: &Plan,
        draw: Draw,
        threads: NonZero<usize>,
        goes_on: impl Fn(u64) -> bool + Sync + Send,
    ) -> Result<Option<Self>, RunError> {
        let world = prepared(scenario, plan)?;
        let calendar = Calendar::new(&world);
        let traded = traded(&world, &calendar);
        let begin = || (Vec::new(), Grid::new(&world));
        let work = |(runs, grid): &mut (Vec<Drawn>, Grid), seed, made| {
            let outages = crate::sim::run(&world, plan, seed);
            let impact = Impact::new(&world, &calendar, &outages);
            grid.add(&world, &outages, &impact);
            runs.push(drawn(&world, &traded, seed, &impact));
            goes_on(made)
        };
        let join = |(mut runs, grid): (Vec<Drawn>, Grid), (more, other)| {
            runs.extend(more);
            (runs, grid.with(other))
        };
        let Some((runs, grid)) = share_out(draw.seeds(), threads, begin, work, join) else { return Ok(None) };
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

/// The companies that have a price at all.
fn traded(world: &Scenario, calendar: &Calendar) -> Vec<CompanyId> {
    let is_traded = |company: &CompanyId| {
        world.companies[*company].listing.as_ref().is_some_and(|listing| calendar.trades(listing.exchange))
    };
    world.companies.ids().filter(is_traded).collect()
}

fn drawn(world: &Scenario, traded: &[CompanyId], seed: u64, impact: &Impact) -> Drawn {
    let summary = &impact.summary;
    // A run lasts ten years at most, which is fewer seconds than 2^32.
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
