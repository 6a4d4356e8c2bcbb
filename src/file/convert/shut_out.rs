//! Finds crews that a damage of their own company's servers can shut out for ever: they depend on a service that is down until they have
//! repaired it (MODEL.md, section 9).

use std::collections::{BTreeMap, BTreeSet};

use super::reach::Damageable;
use crate::model::{CompanyId, Dependency, Id as _, Scenario, Service, ServiceId, Switch};
use crate::units::{Permille, WHOLE};

/// A crew does not work while the health of what it depends on is below this.
const WORKS_FROM: Permille = 500;

/// The lowest health of services while servers of one company wait for its crew, and by which damaged service each is held down.
struct Lowest<'a> {
    scenario: &'a Scenario,
    found: BTreeMap<ServiceId, (Permille, ServiceId)>,
}

/// A service of the company that its crew must repair, and without which the crew cannot work on it. `None` if there is none.
pub fn held_by(
    scenario: &Scenario,
    company: CompanyId,
    needs: ServiceId,
    dependents: &[Vec<ServiceId>],
    damageable: &Damageable,
) -> Option<ServiceId> {
    let mut lowest = Lowest { scenario, found: BTreeMap::new() };
    let mut open: BTreeSet<ServiceId> = BTreeSet::new();
    let is_hurt = |id: ServiceId, row: &Service| row.on.iter().any(|(site, _)| damageable.hits(id, *site));
    let own = scenario.services.iter().filter(|(_, row)| row.company == Some(company));
    for (id, _) in own.filter(|(id, row)| is_hurt(*id, row)) {
        // A standby that nothing damages serves instead, if the service can fail over to it.
        let standby = &scenario.services[id].standby;
        let is_spared = standby.iter().any(|(site, _)| !damageable.hits(id, *site));
        if !is_spared || scenario.services[id].switch.is_none() {
            lowest.found.insert(id, (0, id));
            open.extend(&dependents[id.index()]);
        }
    }
    // Health only falls here, and is a whole number, so this ends.
    while let Some(id) = open.pop_first() {
        let Some((health, by)) = lowest.of(id) else { continue };
        if lowest.found.get(&id).is_none_or(|(before, _)| health < *before) {
            lowest.found.insert(id, (health, by));
            open.extend(&dependents[id.index()]);
        }
    }
    lowest.found.get(&needs).filter(|(health, _)| *health < WORKS_FROM).map(|(_, by)| *by)
}

/// For each service those whose health can fall with its health: they depend on it, or their failover does.
pub fn dependents(scenario: &Scenario) -> Vec<Vec<ServiceId>> {
    let mut dependents = vec![Vec::new(); scenario.services.len()];
    for (id, row) in scenario.services.iter() {
        let switch = row.switch.iter().flat_map(|switch| [switch.depends_on, switch.manual_depends_on]).flatten();
        for on in row.dependencies.iter().map(|dependency| dependency.service).chain(switch) {
            dependents[on.index()].push(id);
        }
    }
    dependents
}

impl Lowest<'_> {
    fn health(&self, id: ServiceId) -> Permille {
        self.found.get(&id).map_or(WHOLE, |(health, _)| *health)
    }

    /// The lowest health of a service by what is known of its dependencies, and the damaged service that holds it down. `None` if nothing
    /// does.
    fn of(&self, id: ServiceId) -> Option<(Permille, ServiceId)> {
        let row = &self.scenario.services[id];
        let fails_over = self.fails_over(row);
        let limit = |dependency: &Dependency| {
            let by = self.found.get(&dependency.service).map(|(_, by)| *by);
            (dependency.lets_through(self.health(dependency.service)), by)
        };
        let mut lowest = (WHOLE, None);
        let mut groups: BTreeMap<u32, (Permille, Option<ServiceId>)> = BTreeMap::new();
        for dependency in row.dependencies.iter().filter(|dependency| !(dependency.primary && fails_over)) {
            let limit = limit(dependency);
            match dependency.any {
                // Of alternatives the best one stands for all.
                Some(group) => {
                    let best = groups.entry(group).or_insert(limit);
                    if limit.0 > best.0 {
                        *best = limit;
                    }
                }
                None if limit.0 < lowest.0 => lowest = limit,
                None => {}
            }
        }
        // While the service is failed over, an alternative of the primary alone stands for all of its group.
        let spared = row.dependencies.iter().filter(|dependency| dependency.primary && fails_over);
        for group in spared.filter_map(|dependency| dependency.any) {
            groups.remove(&group);
        }
        let all = groups.into_values().chain([lowest]).min_by_key(|(health, _)| *health)?;
        all.1.map(|by| (all.0, by))
    }

    /// Whether the service can fail over to its standby, automatically or by people.
    fn fails_over(&self, row: &Service) -> bool {
        let works = |on: Option<ServiceId>| on.is_none_or(|on| self.health(on) >= WORKS_FROM);
        let can =
            |switch: &Switch| (switch.auto.is_some() && works(switch.depends_on)) || works(switch.manual_depends_on);
        !row.standby.is_empty() && row.switch.as_ref().is_some_and(can)
    }
}
