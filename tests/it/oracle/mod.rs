//! A second implementation of MODEL.md, slow and simple: it computes every value at every point of a grid of time.
//!
//! It uses the types of scenarios and recordings, but nothing of `sim` and `impact`. It should be read together with the page, one
//! file for each section: section 3 is in [`sites`], [`light`] and [`repairs`], 4 in [`services`], 6 in [`people`] and [`ledger`], 7 in
//! [`prices`], and 9 in [`plan`]. If its result differs from a run, there is an error in the program, in this implementation or in
//! the page.

mod compare;
mod ledger;
mod light;
mod people;
mod plan;
mod prices;
mod repairs;
mod services;
mod sites;

use firedrill::model::{Plan, Scenario};
use firedrill::units::SimTime;

pub use compare::compare;

/// A grid of points of time with the same number of seconds between them. Everything happens exactly on a point, and the last point
/// is the end of the run.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    pub step_secs: i64,
    pub points: i64,
}

impl Grid {
    pub fn new(scenario: &Scenario, step_secs: i64) -> Self {
        assert_eq!(scenario.length.0 % step_secs, 0, "the end of the run is a point of the grid");
        Self { step_secs, points: scenario.length.0 / step_secs + 1 }
    }

    /// The index of the point at this time, or the number of points in this length of time.
    pub fn point(self, secs: i64) -> i64 {
        assert_eq!(secs % self.step_secs, 0, "{secs} s is no point of the grid");
        secs / self.step_secs
    }

    pub fn time(self, point: i64) -> SimTime {
        SimTime(point * self.step_secs)
    }
}

/// The values at all points of the grid up to now. Before the first point, the value is that of a world without failures (MODEL.md,
/// section 1).
#[derive(Clone, Debug)]
pub struct Series<T> {
    well: T,
    since: Vec<T>,
}

impl<T: Copy> Series<T> {
    pub fn new(well: T) -> Self {
        Self { well, since: Vec::new() }
    }

    pub fn push(&mut self, value: T) {
        self.since.push(value);
    }

    pub fn at(&self, point: i64) -> T {
        usize::try_from(point).map_or(self.well, |point| self.since[point])
    }

    pub fn set(&mut self, point: i64, value: T) {
        self.since[usize::try_from(point).expect("a point of the run")] = value;
    }

    /// The window "through [from, to)" of the page. All values before the first point are equal, so it is enough to include one of
    /// them.
    pub fn through(&self, from: i64, to: i64) -> impl Iterator<Item = T> {
        (from.max(-1)..to).map(|point| self.at(point))
    }

    /// The window "over (t - d, t]" of the page, without t itself. The value at point t - d is included, because it is still valid
    /// just after that time.
    pub fn over_before(&self, d: i64, t: i64) -> impl Iterator<Item = T> {
        self.through(t - d, t)
    }

    /// The times at which the value changes, including the first point of the run.
    pub fn changes(&self, grid: Grid) -> Vec<(SimTime, T)>
    where
        T: PartialEq,
    {
        let point = |index: usize| grid.time(i64::try_from(index).expect("a point"));
        let changed = |index: &usize| *index == 0 || self.since[*index] != self.since[index - 1];
        (0..self.since.len()).filter(changed).map(|index| (point(index), self.since[index])).collect()
    }
}

/// Everything that follows from a plan, at every point.
pub struct Answer {
    pub grid: Grid,
    pub world: Scenario,
    pub dark: Vec<Series<u32>>,
    pub placements: Vec<light::Placement>,
    pub services: services::Services,
    pub people: people::People,
    pub prices: Vec<Vec<(SimTime, f64)>>,
    pub ledger: Vec<Option<ledger::Entry>>,
    /// For each company with a crew, how many of its servers work, and how many wait for repair.
    pub repairs: Vec<Option<(Series<u64>, Series<u64>)>>,
    /// For each company, the time that people spent at servers, in seconds.
    pub crew_secs: Vec<u128>,
}

/// Computes the answer, from the measures (MODEL.md, section 9) to the prices (MODEL.md, section 7).
pub fn answer(scenario: &Scenario, plan: &Plan, step_secs: i64) -> Answer {
    let grid = Grid::new(scenario, step_secs);
    let world = plan::with_measures(scenario, plan);
    let strikes = sites::strikes(&world, plan);
    let dark = sites::dark(&world, &strikes, grid);
    let placements = light::placements(&world, &dark, grid);
    let mut repairs = repairs::Repairs::new(&world, plan, &strikes, placements, grid);
    let services = services::Services::new(&world, plan, &mut repairs, grid);
    let repairs::Repairs { placements, crew_secs, .. } = repairs;
    let people = people::People::new(&world, &services, grid);
    let prices = prices::prices(&world, &services, grid);
    let ledger = ledger::ledger(&world, &services, &placements, grid);
    let repairs = repairs::by_company(&world, plan, &placements, grid);
    Answer { grid, world, dark, placements, services, people, prices, ledger, repairs, crew_secs }
}
