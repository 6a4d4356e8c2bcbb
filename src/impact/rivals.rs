//! Computes how many users move to rivals. A rival gains users while a service fails, and loses them again once the service is back
//! (MODEL.md, section 6).

use crate::model::{Rival, RivalId, Scenario, Service, Table};
use crate::recording::{Outages, Steps, push_point};
use crate::sim::{Culprit, OverBudget, Resource, RunStopped, Spending};
use crate::units::{Permille, SimTime, Span};

const SECS_PER_HOUR: f64 = 3_600.0;

/// The number of users of each rival over time, as points: at time 0, at changes of the service's health, on every whole hour since the
/// start, and at the end.
///
/// # Errors
/// [`RunStopped`] if the run was cancelled, or if there are more hours of rivals than the budget has.
pub(super) fn rivals(
    world: &Scenario,
    outages: &Outages,
    spending: &mut Spending<'_>,
) -> Result<Table<RivalId, Vec<(SimTime, f64)>>, RunStopped> {
    let end = SimTime(world.length.0);
    let mut all = Table::default();
    for (id, rival) in world.rivals.iter() {
        spend_hours(id, world.length, spending)?;
        let health = &outages.services[rival.service].health;
        let line = users_over_time(rival, &world.services[rival.service], health, end);
        spending
            .spend(Resource::Values, line.len() as u64)
            .map_err(|over| OverBudget { culprit: Culprit::Rival(id), ..over })?;
        all.push(line);
    }
    Ok(all)
}

/// Takes the whole hours of a rival from the budget.
///
/// # Errors
/// [`RunStopped`] if the run was cancelled, or if the budget has not so many.
pub(super) fn spend_hours(rival: RivalId, length: Span, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
    let hours = (length.0 / Span::HOUR.0).unsigned_abs();
    spending.spend(Resource::Quotes, hours).map_err(|over| OverBudget { culprit: Culprit::Rival(rival), ..over })?;
    spending.go_on()
}

fn users_over_time(rival: &Rival, service: &Service, health: &Steps<Permille>, end: SimTime) -> Vec<(SimTime, f64)> {
    let own = rival.users as f64;
    let mut moved = 0.0;
    let mut series = vec![(SimTime::ZERO, own)];
    for (from, until, health) in health.stretches(end) {
        let mut at = from;
        let whole_hour = Course::new(rival, service, *health, Span::HOUR);
        while at < until {
            let full_hour = SimTime((at.0 / Span::HOUR.0 + 1) * Span::HOUR.0);
            let mut next = full_hour.min(until);
            let before = moved;
            if next - at == Span::HOUR {
                moved = whole_hour.after(moved);
                // If one whole hour changes nothing, no further whole hour of this health does.
                if moved.to_bits() == before.to_bits() {
                    next = SimTime(until.0 / Span::HOUR.0 * Span::HOUR.0);
                }
            } else {
                moved = Course::new(rival, service, *health, next - at).after(moved);
            }
            push_point(&mut series, next, own + moved);
            at = next;
        }
    }
    series
}

/// How users move to a rival during a span with a constant health: the exact solution of moved' = pull * lost - (ln 2 / back) * health *
/// moved, limited to the number of users of the service.
struct Course {
    /// The share of those who have moved that is still with the rival after the span.
    stay: f64,
    /// The number of users who move during the span and are still with the rival after it.
    more: f64,
    most: f64,
}

impl Course {
    fn new(rival: &Rival, service: &Service, health: Permille, span: Span) -> Self {
        let hours = span.as_secs_f64() / SECS_PER_HOUR;
        let gain_per_hour = rival.pull * service.cut_off(health) as f64;
        let back_hours = rival.back.as_secs_f64() / SECS_PER_HOUR;
        let return_per_hour = std::f64::consts::LN_2 / back_hours * (f64::from(health) / 1000.0);
        let most = service.users as f64;
        if health == 0 {
            return Self { stay: 1.0, more: gain_per_hour * hours, most };
        }
        let stay = -return_per_hour * hours;
        Self { stay: libm::exp(stay), more: -(gain_per_hour / return_per_hour * libm::expm1(stay)), most }
    }

    /// The number of users who have moved to the rival after the span. `moved` is their number at the beginning.
    fn after(&self, moved: f64) -> f64 {
        (moved * self.stay + self.more).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{outages, rival, service, world};
    use super::*;

    #[test]
    fn users_move_while_it_fails_and_half_of_them_return_in_the_half_life() {
        let mut world = world(&[service("talk", 1_000_000)]);
        let rival = world.rivals.push(rival());
        let hour = Span::HOUR.0;
        let outages = outages(&world, &[(0, hour / 2, 0), (0, hour / 2 + 10 * hour, 1000)]);
        world.length = Span(3 * Span::DAY.0);
        let users = &rivals(&world, &outages, &mut Spending::default()).expect("within the budget")[rival];
        let at = |t: i64| users.iter().find(|(at, _)| at.0 == t).unwrap().1;
        assert!((at(hour / 2) - 100.0).abs() < 1e-9);
        assert!((at(hour / 2 + 10 * hour) - 100_100.0).abs() < 1e-6);
        let half_hour_later = 100.0 + 100_000.0 * libm::exp2(-0.5 / 24.0);
        assert!((at(11 * hour) - half_hour_later).abs() < 1e-6);
        assert!((at(34 * hour + hour) - (100.0 + (half_hour_later - 100.0) / 2.0)).abs() < 1e-6);
        assert!(users.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(users.last().unwrap().0, SimTime(3 * Span::DAY.0));
    }

    #[test]
    fn no_more_users_move_than_there_are() {
        let mut world = world(&[service("talk", 500)]);
        world.rivals.push(Rival { users: 0, pull: 3.0, ..rival() });
        let outages = outages(&world, &[(0, 0, 0)]);
        world.length = Span::DAY;
        let all = rivals(&world, &outages, &mut Spending::default()).expect("within the budget");
        let users = &all.rows()[0];
        assert!(users.iter().all(|(_, users)| *users <= 500.0));
        assert!((users.last().unwrap().1 - 500.0).abs() < 1e-9);
    }
}
