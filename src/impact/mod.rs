//! What it means for people, rivals, share prices and headlines. Changes nothing of what happened.

#[cfg(test)]
pub(crate) mod by_hand;
mod counted;
mod dark;
mod headlines;
mod hours;
mod ledger;
mod log;
mod market;
mod people;
mod rivals;
mod summary;
mod trading;

pub use counted::{PeopleByService, people_by_service};
pub use ledger::{Entry, Root, ledger, ledger_of, lost_until};

use crate::model::Scenario;
use crate::recording::{Outages, Recording};
use crate::units::SimTime;

/// Puts a recording together from what happened to sites and services.
///
/// `world` is the world with the measures of the plan taken, as it was run.
#[must_use]
pub fn assess(world: &Scenario, mut outages: Outages) -> Recording {
    let end = SimTime(world.length.0);
    let crowd = people::people_and_levels(world, &outages);
    let dark_servers = dark::dark_servers(world, &outages);
    let rivals = rivals::rivals(world, &outages, end);
    let market = market::market(world, &outages, end);

    let mut additions = market.events;
    let headlines = headlines::headlines(world, &outages, &crowd.people, &market.prices, &mut additions);
    log::merge(&mut outages, &additions);

    let summary = summary::summary(world, &outages, &crowd.people, &dark_servers, &market.prices);
    let Outages { sites, services, placements, strikes, events } = outages;
    Recording {
        length: world.length,
        sites,
        services,
        placements,
        strikes,
        events,
        people: crowd.people,
        levels: crowd.levels,
        dark_servers,
        prices: market.prices,
        rivals,
        headlines,
        summary,
    }
}
