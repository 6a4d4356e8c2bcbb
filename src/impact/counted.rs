//! Assigns each person who is affected to one service, so that the people can be shown by service.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::people::Groups;
use crate::model::{Scenario, ServiceId};
use crate::recording::{EventKind, Recording, Steps};
use crate::units::{Permille, SimTime};

/// The largest number of groups that are counted separately at one time. The people of all other groups are counted together, in
/// [`PeopleByService::rest`].
const MOST_GROUPS: usize = 24;

/// The people affected over time, by the service to which each person is assigned.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleByService {
    /// The services to which people are assigned at some time, in file order, each with its number of people over time.
    pub services: Vec<(ServiceId, Steps<u64>)>,
    /// The number of people over time who are affected only by the smaller losses, which are not counted separately.
    pub rest: Steps<u64>,
}

/// Counts each affected person once. The groups (the services of one company, or a service without a company) are processed in descending
/// order of their lost users. Each group is represented by that of its services that lost the most users. Each service counts the people
/// who are not yet counted under a service before it. At every time the numbers add up to [`Recording::people`].
#[must_use]
pub fn people_by_service(world: &Scenario, recording: &Recording) -> PeopleByService {
    let mut groups = Groups::new(world);
    let owners = groups.owners();
    let mut steps: BTreeMap<ServiceId, Steps<u64>> = BTreeMap::new();
    let mut rest = Steps::new(0);
    // The groups that have lost users, the largest loss first.
    let mut ranking: BTreeSet<(Reverse<u64>, u32)> = BTreeSet::new();
    let mut lost_by = vec![0; groups.count()];
    let mut counted: Vec<ServiceId> = Vec::new();
    let begin = recording.services.iter().map(|(service, track)| (service, *track.health.at(SimTime::ZERO))).collect();
    let later = recording.events.chunk_by(|a, b| a.at == b.at).filter(|instant| instant[0].at > SimTime::ZERO);
    let later = later.map(|instant| {
        let healths = instant.iter().filter_map(|event| {
            if let EventKind::Health { service, to, .. } = event.kind { Some((service, to)) } else { None }
        });
        (instant[0].at, healths.collect())
    });
    let first: (SimTime, Vec<(ServiceId, Permille)>) = (SimTime::ZERO, begin);
    for (at, healths) in std::iter::once(first).chain(later) {
        if healths.is_empty() {
            continue;
        }
        for (service, health) in healths {
            groups.set(service, world.services[service].cut_off(health));
        }
        for group in groups.take_changed() {
            let lost = groups.winner(group).1;
            let before = std::mem::replace(&mut lost_by[group as usize], lost);
            ranking.remove(&(Reverse(before), group));
            if lost > 0 {
                ranking.insert((Reverse(lost), group));
            }
        }
        let people = *recording.people.at(at);
        let mut counted_so_far = 0;
        let mut unharmed = 1.0;
        let mut sum = 0;
        let mut now = Vec::new();
        for (index, (Reverse(lost), group)) in ranking.iter().take(MOST_GROUPS).enumerate() {
            sum += lost;
            let so_far = world.population.map_or(sum, |population| {
                unharmed *= 1.0 - (*lost as f64 / population as f64).min(1.0);
                libm::round(population as f64 * (1.0 - unharmed)) as u64
            });
            // The last group gets all remaining people, because the same product in another order may be rounded differently.
            let least = counted_so_far;
            let so_far = if index + 1 == ranking.len() { people } else { so_far.clamp(least, people.max(least)) };
            now.push((owners[groups.winner(*group).0], so_far - least));
            counted_so_far = so_far;
        }
        let gone = counted.iter().filter(|service| now.iter().all(|(other, _)| other != *service));
        for service in gone {
            steps.entry(*service).or_insert_with(|| Steps::new(0)).set(at, 0);
        }
        for (service, people) in &now {
            steps.entry(*service).or_insert_with(|| Steps::new(0)).set(at, *people);
        }
        counted = now.into_iter().map(|(service, _)| service).collect();
        rest.set(at, people - counted_so_far);
    }
    PeopleByService { services: steps.into_iter().collect(), rest }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{outages, recorded, service, world};
    use super::*;
    use crate::model::Id;

    fn steps_of(counted: &PeopleByService, service: usize) -> Vec<(i64, u64)> {
        let found = counted.services.iter().find(|(id, _)| *id == ServiceId::new(service));
        found.map_or(Vec::new(), |(_, steps)| steps.all().iter().map(|(at, n)| (at.0, *n)).collect())
    }

    #[test]
    fn everybody_is_counted_once_under_the_largest_service_that_is_lost() {
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
        let changes = [(0, 10, 0), (1, 20, 500), (2, 30, 500), (0, 40, 1000), (1, 50, 1000)];
        let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &changes));
        let counted = people_by_service(&world, &recording);
        assert_eq!(steps_of(&counted, 0), [(0, 0), (10, 4_000), (40, 0)], "mail is the same people");
        assert_eq!(
            steps_of(&counted, 2),
            [(0, 0), (30, 1_500), (40, 2_500)],
            "a quarter of those whom talk has not lost, then of all"
        );
        assert_eq!(steps_of(&counted, 1), [(0, 0), (40, 750), (50, 0)], "and mail beside the bank once talk is back");
        for (at, people) in recording.people.all() {
            let sum: u64 = counted.services.iter().map(|(_, steps)| *steps.at(*at)).sum();
            assert_eq!(sum + counted.rest.at(*at), *people, "at {at:?}");
        }
    }

    #[test]
    fn a_company_is_counted_under_its_services_that_are_lost_and_under_no_other() {
        let mut world = world(&[service("talk", 300), service("mail", 100), service("map", 200), service("bank", 50)]);
        world.population = None;
        let company = world.companies.push(crate::model::Company {
            crew: None,
            key: "k".into(),
            name: "K".into(),
            listing: None,
        });
        for service in 0..3 {
            world.services[ServiceId::new(service)].company = Some(company);
        }
        let changes = [(3, 5, 0), (2, 10, 0), (0, 20, 0), (0, 30, 1000), (2, 40, 1000)];
        let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &changes));
        let counted = people_by_service(&world, &recording);
        assert_eq!(counted.services.len(), 3, "mail never fails");
        assert_eq!(steps_of(&counted, 0), [(0, 0), (20, 300), (30, 0)]);
        assert_eq!(steps_of(&counted, 2), [(0, 0), (10, 200), (20, 0), (30, 200), (40, 0)]);
        assert_eq!(steps_of(&counted, 3), [(0, 0), (5, 50)]);
    }

    #[test]
    fn the_smallest_loss_is_counted_to_the_last_person() {
        let mut world = world(&[service("a", 5), service("b", 5), service("c", 12)]);
        world.population = Some(20);
        let recording =
            recorded(&world, &crate::model::Plan::default(), outages(&world, &[(0, 10, 0), (1, 10, 0), (2, 10, 0)]));
        // The exact number is 15.5. Because of rounding errors, the product in descending order of losses gives 15, and the product in
        // file order gives 16.
        assert_eq!(*recording.people.last(), 16);
        assert!(people_by_service(&world, &recording).rest.is_constant());
    }
}
