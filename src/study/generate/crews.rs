//! Gives a generated world crews and damage, so that runs with repairs can be compared with runs of the same world without.

use crate::model::{Crew, HazardKind, Id, Scenario};
use crate::units::Span;

/// The number of servers for each person of a crew.
const SERVERS_PER_PERSON: u64 = 250;
/// What a fire and its smoke do: every server is damaged, and one person works on each for so long.
const SOAKED: (u32, Span) = (1_000, Span(144 * 60));
/// What every other hazard does: one server in five does not come back by itself.
const SHUT_OFF: (u32, Span) = (200, Span(8 * 60));

/// The same world in which every hazard damages servers, and every company has a crew that repairs them: one person for 250 servers.
#[must_use]
pub fn with_crews(mut world: Scenario) -> Scenario {
    let mut servers = world.companies.map(|_| 0);
    for service in world.services.rows() {
        if let Some(company) = service.company {
            servers[company] += service.on.iter().chain(&service.standby).map(|(_, servers)| servers).sum::<u64>();
        }
    }
    for id in (0..world.hazards.len()).map(Id::new) {
        let hazard = &mut world.hazards[id];
        let (damages, work) = if hazard.kind == HazardKind::Fire { SOAKED } else { SHUT_OFF };
        hazard.damages = damages;
        hazard.repair_work = Some(work);
    }
    for (id, servers) in servers.iter() {
        let size = servers.div_ceil(SERVERS_PER_PERSON).max(1);
        world.companies[id].crew = Some(Crew { size, first: Vec::new(), depends_on: None });
    }
    world
}
