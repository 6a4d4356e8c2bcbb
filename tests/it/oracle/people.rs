//! People affected, the users of rivals, and the lost time of users (MODEL.md, section 6).

use firedrill::model::{CompanyId, Id, Rival, Scenario, Service};

use super::services::{Services, State};
use super::{Grid, Series};

pub struct People {
    pub affected: Series<u64>,
    /// For each rival, its users at every point.
    pub rivals: Vec<Series<f64>>,
    /// For each service, the integral of lost * demand, in user-seconds times permille.
    pub lost_user_millisecs: Vec<u128>,
}

impl People {
    pub fn new(world: &Scenario, services: &Services, grid: Grid) -> Self {
        let mut affected = Series::new(0);
        for point in 0..grid.points {
            affected.push(people_affected(world, services, point));
        }
        let rivals = world.rivals.rows().iter().map(|row| rival(world, services, row, grid)).collect();
        let lost = |(row, state)| lost_user_millisecs(world, row, state, grid);
        let lost_user_millisecs = world.services.rows().iter().zip(&services.0).map(lost).collect();
        Self { affected, rivals, lost_user_millisecs }
    }
}

/// The number of users whose requests fail.
pub fn lost(row: &Service, state: &State, point: i64) -> u64 {
    row.users * u64::from(1000 - state.health.at(point)) / 1000
}

fn people_affected(world: &Scenario, services: &Services, point: i64) -> u64 {
    let all = || world.services.rows().iter().zip(&services.0);
    let largest_of = |company: CompanyId| {
        let own = all().filter(|(row, _)| row.company == Some(company));
        own.map(|(row, state)| lost(row, state, point)).max().unwrap_or(0)
    };
    let companies = world.companies.ids().map(largest_of);
    let alone = all().filter(|(row, _)| row.company.is_none()).map(|(row, state)| lost(row, state, point));
    let largest = companies.chain(alone);
    let Some(population) = world.population else { return largest.sum() };
    let population = population as f64;
    let unaffected: f64 = largest.map(|lost| 1.0 - (lost as f64 / population).min(1.0)).product();
    (population * (1.0 - unaffected)).round() as u64
}

/// Between two points the health is constant. Then the equation moved' = rate - fade * moved has the solution moved(h) = moved
/// e^(-fade h) + rate (1 - e^(-fade h)) / fade.
fn rival(world: &Scenario, services: &Services, rival: &Rival, grid: Grid) -> Series<f64> {
    let (row, state) = (&world.services[rival.service], &services.0[rival.service.index()]);
    let hours = grid.step_secs as f64 / 3_600.0;
    let half_life_hours = rival.back.0 as f64 / 3_600.0;
    let mut users = Series::new(rival.users as f64);
    let mut moved = 0.0_f64;
    for point in 0..grid.points {
        users.push(rival.users as f64 + moved);
        let rate = rival.pull * lost(row, state, point) as f64;
        let fade = std::f64::consts::LN_2 / half_life_hours * f64::from(state.health.at(point)) / 1000.0;
        let kept = libm::exp(-fade * hours);
        let gained = if fade == 0.0 { rate * hours } else { rate * -libm::expm1(-fade * hours) / fade };
        moved = (moved * kept + gained).min(row.users as f64);
    }
    users
}

fn lost_user_millisecs(world: &Scenario, row: &Service, state: &State, grid: Grid) -> u128 {
    let mut sum = 0;
    for point in 0..grid.points - 1 {
        let demand = row.day[world.clock.hour(grid.time(point))];
        sum += u128::from(lost(row, state, point)) * u128::from(demand) * grid.step_secs.unsigned_abs() as u128;
    }
    sum
}
