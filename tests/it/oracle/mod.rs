//! A second implementation of MODEL.md, slow and plain: the value of everything at every point of a grid of time.
//!
//! It knows the shapes of a scenario and of a recording, and nothing of `sim` and `impact`. It is written to be read beside the
//! page, a file a section: 3 is [`sites`] and [`light`], 4 [`services`], 6 [`people`] and [`ledger`], 7 [`prices`], 9 [`plan`].
//! Where it and a run differ, one of the three is wrong: the run, this, or the page.

mod compare;
mod ledger;
mod light;
mod people;
mod plan;
mod prices;
mod services;
mod sites;

use firedrill::model::{Plan, Scenario};
use firedrill::units::SimTime;

pub use compare::compare;

/// Points of time, so many seconds apart that whatever happens happens on one of them; the last is the end of the run.
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

    /// The point at, or the number of points in, so many seconds.
    pub fn point(self, secs: i64) -> i64 {
        assert_eq!(secs % self.step_secs, 0, "{secs} s is no point of the grid");
        secs / self.step_secs
    }

    pub fn time(self, point: i64) -> SimTime {
        SimTime(point * self.step_secs)
    }
}

/// A value at every point of the grid so far; before the first point it is what it is while everything is well (MODEL.md, section 1).
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

    /// "Through [from, to)". All points before the first are alike, so one of them is enough.
    pub fn through(&self, from: i64, to: i64) -> impl Iterator<Item = T> {
        (from.max(-1)..to).map(|point| self.at(point))
    }

    /// "Over (t - d, t]", but for t itself: the value set at t - d held just after it, so it is in the window.
    pub fn over_before(&self, d: i64, t: i64) -> impl Iterator<Item = T> {
        self.through(t - d, t)
    }

    /// The points at which the value differs from the one before, the first of the run among them.
    pub fn changes(&self, grid: Grid) -> Vec<(SimTime, T)>
    where
        T: PartialEq,
    {
        let point = |index: usize| grid.time(i64::try_from(index).expect("a point"));
        let changed = |index: &usize| *index == 0 || self.since[*index] != self.since[index - 1];
        (0..self.since.len()).filter(changed).map(|index| (point(index), self.since[index])).collect()
    }
}

/// What follows from a plan, at every point.
pub struct Answer {
    pub grid: Grid,
    pub world: Scenario,
    pub dark: Vec<Series<u32>>,
    pub placements: Vec<light::Placement>,
    pub services: services::Services,
    pub people: people::People,
    pub prices: Vec<Vec<(SimTime, f64)>>,
    pub ledger: Vec<Option<ledger::Entry>>,
}

/// The answer, from measures (MODEL.md, section 9) to prices (MODEL.md, section 7).
pub fn answer(scenario: &Scenario, plan: &Plan, step_secs: i64) -> Answer {
    let grid = Grid::new(scenario, step_secs);
    let world = plan::with_measures(scenario, plan);
    let dark = sites::dark(&world, plan, grid);
    let placements = light::placements(&world, &dark, grid);
    let services = services::Services::new(&world, plan, &placements, grid);
    let people = people::People::new(&world, &services, grid);
    let prices = prices::prices(&world, &services, grid);
    let ledger = ledger::ledger(&world, &services, grid);
    Answer { grid, world, dark, placements, services, people, prices, ledger }
}
