//! Runs the plans that have measures with more or less spare capacity (standby servers) than the scenario and the plan assume.

use std::sync::Arc;

use super::fit::recorded_service;
use super::run::{Run, RunError};
use super::total_work::TotalWork;
use crate::file::FieldPath;
use crate::model::{Id, Measure, Plan, Scenario, ServiceId, What};
use crate::sim::Spending;
use crate::units::Span;

/// The amounts of spare capacity: the number of standby servers, in per cent of the number in the scenario and in the plan's measures.
pub const SPARES: [u64; 6] = [0, 25, 50, 75, 100, 150];

/// The results of one plan with one amount of spare capacity.
#[derive(Clone, Debug, PartialEq)]
pub struct Spare {
    /// The index of the plan in the scenario.
    pub plan: usize,
    /// The number of standby servers, in per cent of the number in the scenario and in the plan's measures.
    pub percent: u64,
    /// The service of the record: of those with an observed recovery the one with the most users, or of all services if there is none. The
    /// next two fields are about this service.
    pub service: ServiceId,
    /// The longest blackout of this service.
    pub longest_down: Span,
    /// The longest outage of this service.
    pub longest_out: Span,
    /// The greatest number of people affected at one time.
    pub peak_people: u64,
    /// Lost user-hours of all services.
    pub lost_user_hours: f64,
}

/// Runs every plan that has measures and actions and a standby, by the scenario or by its measures, once with each amount in [`SPARES`].
///
/// # Errors
/// [`RunError`] if a plan does not fit the scenario. The plans of a checked scenario always fit.
pub fn over_spare_capacity(scenario: &Arc<Scenario>) -> Result<Vec<Spare>, RunError> {
    let has_standby = scenario.services.rows().iter().any(|service| !service.standby.is_empty());
    let adds_standby = |plan: &Plan| plan.taken().any(|what| matches!(what, What::AddStandby { .. }));
    let most_used = || scenario.services.iter().rev().max_by_key(|(_, row)| row.users).map(|(id, _)| id);
    let Some(service) = recorded_service(scenario).or_else(most_used) else {
        return Ok(Vec::new());
    };
    let work = TotalWork::default();
    let mut rows = Vec::new();
    for (index, plan) in scenario.plans.iter().enumerate() {
        if plan.measures.is_empty() || !plan.acts() || !(has_standby || adds_standby(plan)) {
            continue;
        }
        for percent in SPARES {
            rows.push(with_spare(scenario, index, percent, service, &work)?);
            work.check(|| FieldPath::of(["plans"]))?;
        }
    }
    Ok(rows)
}

fn with_spare(
    scenario: &Arc<Scenario>,
    index: usize,
    percent: u64,
    service: ServiceId,
    work: &TotalWork,
) -> Result<Spare, RunError> {
    let mut world = (**scenario).clone();
    for (_, row) in world.services.iter_mut() {
        for (_, servers) in &mut row.standby {
            *servers = *servers * percent / 100;
        }
    }
    let plan = &scenario.plans[index];
    let plan =
        Plan { measures: plan.measures.iter().filter_map(|own| with_share(own, percent)).collect(), ..plan.clone() };
    let mut spending = Spending::default();
    let run = Run::within(&Arc::new(world), &plan, 0, &mut spending);
    work.add(scenario, spending.spent());
    let summary = run?.recording.summary;
    debug_assert!(service.index() < summary.services.len(), "the same services");
    Ok(Spare {
        plan: index,
        percent,
        service,
        longest_down: summary.services[service].longest_down,
        longest_out: summary.services[service].longest_out,
        peak_people: summary.peak_people,
        lost_user_hours: summary.lost_user_hours,
    })
}

/// A measure with this share of the standby that it adds. `None` if it then adds none.
fn with_share(measure: &Measure, percent: u64) -> Option<Measure> {
    let What::AddStandby { service, site, servers } = measure.what else { return Some(measure.clone()) };
    let servers = servers * percent / 100;
    (servers > 0).then(|| Measure { what: What::AddStandby { service, site, servers }, ..measure.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_spare_servers_never_cost_user_hours() {
        let text = include_str!("../../tests/saves/small.ron");
        let scenario = Arc::new(crate::file::load(text.as_bytes()).expect("it loads"));
        let rows = over_spare_capacity(&scenario).expect("its plans fit");
        assert_eq!(rows.iter().map(|row| row.percent).collect::<Vec<_>>(), SPARES);
        let lost: Vec<f64> = rows.iter().map(|row| row.lost_user_hours).collect();
        assert!(lost.windows(2).all(|pair| pair[1] <= pair[0]), "{lost:?}");
        assert!(lost[0] > lost[5], "a switch without servers to switch to saves nothing: {lost:?}");
    }

    #[test]
    fn the_standby_of_a_measure_is_spare_capacity_too() {
        let text = include_str!("../../tests/saves/small.ron");
        let text =
            text.replacen("standby: { \"anyang\": 9000 }, ", "", 1).replacen("standby: { \"anyang\": 3000 }, ", "", 1);
        let talk = "AddStandby(service: \"talk\", site: \"anyang\", servers: 9000), AddStandby(service: \"login\", site: \"anyang\", servers: 3000), ";
        let text = text.replacen("measures: [ ", &format!("measures: [ {talk}"), 1);
        let scenario = Arc::new(crate::file::load(text.as_bytes()).expect("it loads"));
        let lost: Vec<f64> =
            over_spare_capacity(&scenario).expect("its plans fit").iter().map(|row| row.lost_user_hours).collect();
        assert!(lost.len() == SPARES.len() && lost[0] > lost[5], "{lost:?}");
    }
}
