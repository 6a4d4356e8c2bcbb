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
mod toll;
mod trading;

pub use counted::{PeopleByService, people_by_service};
pub use dark::dark_of_nobody;
pub use ledger::{Entry, Root, ledger, ledger_of, lost_until};
pub use toll::{Calendar, Toll};

use crate::model::Scenario;
use crate::recording::{Outages, Recording};
/// Puts a recording together from what happened to sites and services.
///
/// `world` is the world with the measures of the plan taken, as it was run.
#[must_use]
pub fn assess(world: &Scenario, mut outages: Outages) -> Recording {
    let toll = Toll::new(world, &Calendar::new(world), &outages);
    let mut additions = toll.events;
    let headlines = headlines::headlines(world, &outages, &toll.people, &toll.prices, &mut additions);
    log::merge(&mut outages, &additions);
    let Outages { sites, services, placements, strikes, events } = outages;
    Recording {
        length: world.length,
        sites,
        services,
        placements,
        strikes,
        events,
        people: toll.people,
        levels: toll.levels,
        dark_servers: toll.dark_servers,
        prices: toll.prices,
        rivals: toll.rivals,
        headlines,
        summary: toll.summary,
    }
}
