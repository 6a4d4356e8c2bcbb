//! Computes the consequences of a run for people, rivals, share prices and headlines. The consequences have no effect on sites and
//! services.

mod counted;
mod dark;
#[cfg(test)]
pub(crate) mod fixtures;
mod headlines;
mod hours;
mod ledger;
mod log;
mod market;
mod people;
mod repairs;
mod rivals;
mod run_impact;
mod summary;
mod trading;

pub use counted::{PeopleByService, people_by_service};
pub use dark::dark_of_nobody;
pub use ledger::{Entry, Root, ledger, ledger_of, ledger_within, lost_until};
pub use market::example_of;
pub use repairs::companies_with_crew;
pub use run_impact::{Calendar, Impact};

use crate::model::{Plan, Scenario};
use crate::recording::{Outages, Recording};
use crate::sim::{Detail, RunStopped, Spending};

/// Counts the share prices and numbers of users of rivals of every run of `world`, without making one.
///
/// # Errors
/// [`RunStopped`] if they are more than the budget of `spending`.
pub fn foresee(world: &Scenario, spending: &mut Spending<'_>) -> Result<(), RunStopped> {
    let calendar = Calendar::new(world);
    for (id, company) in world.companies.iter() {
        if let Some(listing) = &company.listing {
            market::spend_minutes(id, calendar.trading_minutes(listing.exchange), spending)?;
        }
    }
    for id in world.rivals.ids() {
        rivals::spend_hours(id, world.length, spending)?;
    }
    Ok(())
}

/// The smallest number of placements for which another thread saves time.
const WORTH_A_THREAD: usize = 20_000;

/// Builds the recording of a run from what happened to sites and services.
///
/// `world` is the world with which the run was made: the measures of the plan must already be applied to it.
///
/// # Errors
/// [`RunStopped`] if the run was cancelled, or if it comes to more than the budget of `spending`.
pub fn assess(
    world: &Scenario,
    plan: &Plan,
    mut outages: Outages,
    spending: &mut Spending<'_>,
) -> Result<Recording, RunStopped> {
    let repairs = || repairs::repairs(world, &companies_with_crew(world, plan), &outages);
    let calendar = Calendar::new(world);
    let mut impact = || Impact::new(world, &calendar, &outages, Detail::Whole, spending);
    let (repairs, run_impact) =
        if outages.placements.len() < WORTH_A_THREAD { (repairs(), impact()) } else { rayon::join(repairs, impact) };
    let run_impact = run_impact?;
    let mut additions = run_impact.events;
    let headlines = headlines::headlines(world, &outages, &run_impact.people, &run_impact.prices, &mut additions);
    log::merge(&mut outages, &additions);
    let Outages { sites, services, placements, strikes, mut events, crew_secs: _ } = outages;
    // Recordings are kept, by the dozen.
    events.shrink_to_fit();
    Ok(Recording {
        length: world.length,
        sites,
        services,
        placements,
        strikes,
        events,
        people: run_impact.people,
        levels: run_impact.levels,
        dark_servers: run_impact.dark_servers,
        repairs,
        prices: run_impact.prices,
        rivals: run_impact.rivals,
        headlines,
        summary: run_impact.summary,
    })
}
