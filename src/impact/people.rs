//! Computes how many people are affected and how many services are not Up, at every change (MODEL.md, section 6).

use crate::model::{Id, Scenario, ServiceId};
use crate::recording::{Event, EventKind, LevelCounts, Outages, Steps};
use crate::units::{Level, SimTime};

/// The number of people affected. Goes through the log of events once. For each change, the work is logarithmic in the number of groups and
/// in the number of services of the group.
pub(super) fn people(world: &Scenario, outages: &Outages) -> Steps<u64> {
    let mut groups = Groups::new(world);
    for (service, track) in outages.services.iter() {
        groups.set(service, world.services[service].cut_off(*track.health.at(SimTime::ZERO)));
    }
    let mut people = Steps::new(groups.affected());
    for instant in later_instants(outages) {
        for event in instant {
            if let EventKind::Health { service, to, .. } = event.kind {
                groups.set(service, world.services[service].cut_off(to));
            }
        }
        if !groups.changed.is_empty() {
            people.set(instant[0].at, groups.affected());
        }
    }
    people
}

/// How many services are Degraded, and how many are Down.
pub(super) fn levels(outages: &Outages) -> Steps<LevelCounts> {
    let mut counts = LevelCounts::default();
    for track in outages.services.rows() {
        counts.add(Level::of(*track.health.at(SimTime::ZERO)), 1);
    }
    let mut levels = Steps::new(counts);
    for instant in later_instants(outages) {
        for event in instant {
            if let EventKind::Level { from, to, .. } = event.kind {
                counts.add(from, -1);
                counts.add(to, 1);
            }
        }
        levels.set(instant[0].at, counts);
    }
    levels
}

/// The events of each instant after time 0. The values at time 0 already include the changes at time 0.
fn later_instants(outages: &Outages) -> impl Iterator<Item = &[Event]> {
    outages.events.chunk_by(|a, b| a.at == b.at).filter(|instant| instant[0].at > SimTime::ZERO)
}

/// The groups of services whose users are counted together: first one group for each company, then one for each service without a
/// company, in file order.
pub(super) struct Groups {
    population: Option<u64>,
    /// For each service, the index of its group and its index within the group; `None` if the service has no users.
    leaves: Vec<Option<(u32, u32)>>,
    /// For each group, the index in `losses` at which its tournament tree begins, and its number of services.
    tournaments: Vec<(u32, u32)>,
    /// The tournament trees of the lost users, one tree after the other. In each tree the root is at index 1 and the leaves, one for each
    /// service, start at index n, the number of services. Each inner node is the larger of its two children.
    losses: Vec<u64>,
    /// A balanced binary tree of products, with its root at index 1. The leaf of a group is the share of the population that is not
    /// affected by the group's losses.
    unharmed: Vec<f64>,
    /// The sum of the roots of all tournament trees.
    sum: u64,
    /// Groups whose largest loss has changed since the last call of `affected` or `take_changed`.
    changed: Vec<u32>,
}

impl Groups {
    pub(super) fn new(world: &Scenario) -> Self {
        let companies = world.companies.len();
        let mut sizes = vec![0; companies];
        let mut leaves_of = Vec::with_capacity(world.services.len());
        for service in world.services.rows() {
            leaves_of.push((service.users > 0).then(|| {
                let group = service.company.map_or(sizes.len(), Id::index);
                if group == sizes.len() {
                    sizes.push(0);
                }
                let leaf = sizes[group];
                sizes[group] += 1;
                (group as u32, leaf)
            }));
        }
        let mut begin = 0;
        let tournaments: Vec<(u32, u32)> = sizes
            .iter()
            .map(|size| {
                let from = begin;
                begin += 2 * size;
                (from, *size)
            })
            .collect();
        let leaves = tournaments.len().next_power_of_two();
        Self {
            population: world.population,
            leaves: leaves_of,
            tournaments,
            losses: vec![0; begin as usize],
            unharmed: vec![1.0; 2 * leaves],
            sum: 0,
            changed: Vec::new(),
        }
    }

    /// Sets the number of users that a service has lost from now on.
    pub(super) fn set(&mut self, service: ServiceId, lost: u64) {
        let Some((group, leaf)) = self.leaves[service.index()] else { return };
        let (from, size) = self.tournaments[group as usize];
        let tournament = &mut self.losses[from as usize..(from + 2 * size) as usize];
        let mut node = (size + leaf) as usize;
        if tournament[node] == lost {
            return;
        }
        let winner = tournament[1];
        tournament[node] = lost;
        while node > 1 {
            node /= 2;
            let larger = tournament[2 * node].max(tournament[2 * node + 1]);
            if tournament[node] == larger {
                break;
            }
            tournament[node] = larger;
        }
        if tournament[1] != winner {
            self.sum = self.sum - winner + tournament[1];
            self.changed.push(group);
        }
    }

    /// The number of groups.
    pub(super) fn count(&self) -> usize {
        self.tournaments.len()
    }

    /// For each index of `losses` that is a leaf, its service. The values at other indices have no meaning.
    pub(super) fn owners(&self) -> Vec<ServiceId> {
        let mut owners = vec![ServiceId::new(0); self.losses.len()];
        for (service, leaf) in self.leaves.iter().enumerate() {
            let Some((group, leaf)) = *leaf else { continue };
            let (from, size) = self.tournaments[group as usize];
            owners[(from + size + leaf) as usize] = ServiceId::new(service);
        }
        owners
    }

    /// The service of a group that has lost the most users now: the index of its leaf in `losses`, and the number of users it has lost.
    pub(super) fn winner(&self, group: u32) -> (usize, u64) {
        let (from, size) = self.tournaments[group as usize];
        let tournament = &self.losses[from as usize..(from + 2 * size) as usize];
        let mut node = 1;
        while node < size as usize {
            node = 2 * node + usize::from(tournament[2 * node] != tournament[node]);
        }
        (from as usize + node, tournament[node])
    }

    /// Returns and clears the groups whose largest loss has changed since the last call of `take_changed` or `affected`.
    pub(super) fn take_changed(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.changed)
    }

    /// The number of people affected now.
    fn affected(&mut self) -> u64 {
        let changed = std::mem::take(&mut self.changed);
        let Some(population) = self.population else { return self.sum };
        let leaves = self.unharmed.len() / 2;
        let population = population as f64;
        for group in &changed {
            let winner = self.losses[self.tournaments[*group as usize].0 as usize + 1];
            let mut node = leaves + *group as usize;
            let unharmed = 1.0 - (winner as f64 / population).min(1.0);
            if self.unharmed[node].to_bits() == unharmed.to_bits() {
                continue;
            }
            self.unharmed[node] = unharmed;
            while node > 1 {
                node /= 2;
                self.unharmed[node] = self.unharmed[2 * node] * self.unharmed[2 * node + 1];
            }
        }
        self.changed = changed;
        self.changed.clear();
        libm::round(population * (1.0 - self.unharmed[1])) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{outages, service, world};
    use super::*;

    #[test]
    fn services_of_one_company_share_their_users_and_others_do_not() {
        let mut world = world(&[service("talk", 4_000), service("mail", 2_000), service("bank", 5_000)]);
        world.population = Some(10_000);
        let company = world.companies.push(crate::model::Company {
            crew: None,
            key: "k".into(),
            name: "K".into(),
            listing: None,
        });
        world.services[ServiceId::new(0)].company = Some(company);
        world.services[ServiceId::new(1)].company = Some(company);
        let outages = outages(&world, &[(0, 10, 0), (1, 20, 500), (2, 30, 0), (0, 40, 1000), (1, 50, 1000)]);
        let people = people(&world, &outages);
        let people: Vec<_> = people.all().iter().map(|(at, n)| (at.0, *n)).collect();
        // At 10, talk has lost 4,000. At 30, talk and the bank together: 10,000 * (1 - 0.6 * 0.5). At 40, mail has lost 1,000 and the
        // bank 5,000: 10,000 * (1 - 0.9 * 0.5).
        assert_eq!(people, [(0, 0), (10, 4_000), (30, 7_000), (40, 5_500), (50, 5_000)]);
        let levels: Vec<_> = levels(&outages).all().iter().map(|(at, n)| (at.0, (n.degraded, n.down))).collect();
        assert_eq!(levels, [(0, (0, 0)), (10, (0, 1)), (20, (1, 1)), (30, (1, 2)), (40, (1, 1)), (50, (0, 1))]);
    }

    #[test]
    fn without_a_population_the_largest_losses_add_up() {
        let mut world = world(&[service("a", 100), service("b", 50)]);
        world.population = None;
        let outages = outages(&world, &[(0, 10, 0), (1, 10, 0), (0, 20, 990)]);
        let people: Vec<_> = people(&world, &outages).all().iter().map(|(at, n)| (at.0, *n)).collect();
        assert_eq!(people, [(0, 0), (10, 150), (20, 51)]);
    }
}
