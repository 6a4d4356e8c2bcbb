//! What became of servers apart from power and network: how many work, wait for repair or are destroyed, the faults of a service, the
//! reserve of a site, and the repair crew of a company with its queue.

mod condition;
mod crew;
mod queue;
mod what_if;

pub(super) use self::condition::{condition_ui, faults_ui, reserve_ui};
pub(super) use self::crew::{crew_of_ui, crew_ui};
pub(super) use self::what_if::take_back;
