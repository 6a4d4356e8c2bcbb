//! The crews of all companies: which of them must be put anew, and when the next server is repaired (MODEL.md, section 3).

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::crew::{Crew, Waiting};
use super::damage::Damage;
use super::net::small;
use super::online::Placement;
use crate::model::{Id, RepairOrder, Scenario, Service, ServiceId};
use crate::units::SimTime;

/// All crews, and when the next servers are repaired.
#[derive(Debug)]
pub struct Crews {
    pub all: Vec<Crew>,
    /// For each placement, the index of its crew and its position in the order of repair.
    of_placement: Vec<(u32, u32)>,
    repairs: BinaryHeap<Reverse<(SimTime, u32)>>,
    /// The placements of which something changed since the crews were put last.
    noted: Vec<u32>,
    /// The crews of which something changed since they were put last.
    noted_crews: BTreeSet<u32>,
}

/// What became different when the crews were put anew.
#[derive(Debug, Default)]
pub struct Settled {
    /// The placements at which another number of people is at work.
    pub changed: Vec<u32>,
    /// The crews that were put anew, each with the number of placements that were looked at.
    pub looked_at: Vec<(usize, usize)>,
}

impl Crews {
    /// The crews of a world in which a strike may damage servers.
    pub fn new(world: &Scenario, placements: &[Placement]) -> Self {
        let nobody = world.companies.len();
        let mut all: Vec<Crew> = world
            .companies
            .rows()
            .iter()
            .map(|company| company.crew.as_ref().map(|crew| crew.size))
            .chain([None])
            .map(Crew::new)
            .collect();
        let company_of = |service: ServiceId| world.services[service].company.map_or(nobody, Id::index);
        for (index, placement) in placements.iter().enumerate() {
            all[company_of(placement.service)].order.push(small(index));
        }
        let mut of_placement = vec![(0, 0); placements.len()];
        for (company, crew) in all.iter_mut().enumerate() {
            let order = RepairOrder::of(world.companies.rows().get(company).and_then(|company| company.crew.as_ref()));
            crew.order.sort_by_cached_key(|index| {
                let Placement { service, site, standby, .. } = placements[*index as usize];
                order.position(service, standby, site)
            });
            for (position, index) in crew.order.iter().enumerate() {
                of_placement[*index as usize] = (small(company), small(position));
            }
        }
        Self { all, of_placement, repairs: BinaryHeap::new(), noted: Vec::new(), noted_crews: BTreeSet::new() }
    }

    /// The crew that repairs the servers of a placement.
    pub fn of_placement(&self, placement: u32) -> &Crew {
        &self.all[self.of_placement[placement as usize].0 as usize]
    }

    /// Notes that something about a placement changed, so that its crew must be put anew.
    pub fn note(&mut self, placement: u32) {
        self.noted.push(placement);
    }

    /// Notes that something about a crew changed, so that it must be put anew.
    pub fn note_crew(&mut self, crew: usize) {
        self.noted_crews.insert(small(crew));
    }

    /// When the next server is repaired. It may be that the crew has left it by now.
    pub fn next_at(&self) -> Option<SimTime> {
        self.repairs.peek().map(|Reverse((at, _))| *at)
    }

    /// Removes and returns the next placement of which a server may be repaired at `now`.
    pub fn due(&mut self, now: SimTime) -> Option<u32> {
        let Reverse((at, placement)) = *self.repairs.peek()?;
        if at > now {
            return None;
        }
        self.repairs.pop();
        Some(placement)
    }

    /// Puts the crews anew for which something changed (MODEL.md, section 3).
    pub fn settle(
        &mut self,
        now: SimTime,
        placements: &[Placement],
        damages: &mut [Option<Box<Damage>>],
        shortage: impl Fn(ServiceId) -> u64,
    ) -> Settled {
        // How many people a service gets depends on all its placements, which follow each other in the order of repair.
        let begin = |placement: &u32| {
            let (crew, position) = self.of_placement[*placement as usize];
            let service = placements[*placement as usize].service;
            let order = &self.all[crew as usize].order[..position as usize];
            let before = order.iter().rev().take_while(|other| placements[**other as usize].service == service);
            (crew, position - small(before.count()))
        };
        let mut services: Vec<(u32, u32)> = self.noted.iter().map(begin).collect();
        self.noted.clear();
        services.sort_unstable();
        services.dedup();
        let mut crews = std::mem::take(&mut self.noted_crews);
        crews.extend(services.iter().map(|(crew, _)| *crew));
        let mut settled = Settled::default();
        for index in crews {
            let crew = &mut self.all[index as usize];
            let services = &services[services.partition_point(|(of, _)| *of < index)..];
            let begins = services.iter().take_while(|(of, _)| *of == index).map(|(_, begin)| *begin);
            let mut noted = Vec::new();
            for begin in begins {
                let service = placements[crew.order[begin as usize] as usize].service;
                let mut left = shortage(service);
                let mut position = begin;
                while let Some(placement) = crew.order.get(position as usize).map(|placement| *placement as usize)
                    && placements[placement].service == service
                {
                    let damage = damages[placement].as_ref();
                    let servers = damage.map_or(0, |damage| damage.condition(placements[placement].online).waiting);
                    let first = left.min(servers);
                    left -= first;
                    crew.set_waiting(position, Waiting { servers, first });
                    noted.push(position);
                    position += 1;
                }
            }
            let put = crew.put(&noted);
            settled.looked_at.push((index as usize, noted.len() + put.len()));
            for (position, people) in put {
                let placement = crew.order[position as usize];
                let Some(damage) = &mut damages[placement as usize] else { continue };
                if damage.crew() != people {
                    damage.work_until(now);
                    damage.set_crew(people);
                    settled.changed.push(placement);
                    noted.push(position);
                }
            }
            // When the next server is repaired changes only where the people or the damage changed.
            for position in noted {
                let placement = crew.order[position as usize];
                if let Some(next) = damages[placement as usize].as_ref().and_then(|damage| damage.repaired_at()) {
                    self.repairs.push(Reverse((next, placement)));
                }
            }
        }
        settled
    }
}

/// How many servers the service is short of, if so many of its own work.
pub fn shortage(service: &Service, working: u64) -> u64 {
    service.load.saturating_sub(working)
}
