//! The crews of all companies: which of them must be put anew, and when the next server is repaired (MODEL.md, section 3).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::crew::{Crew, Waiting};
use super::damage::Damages;
use super::net::small;
use super::online::Placement;
use crate::model::{Id, RepairOrder, Scenario, ServiceId};
use crate::units::SimTime;

/// All crews, and when the next servers are repaired.
#[derive(Debug)]
pub struct Crews {
    pub all: Vec<Crew>,
    /// For each placement, where it is in the order of repair.
    of_placement: Vec<InOrder>,
    repairs: BinaryHeap<Reverse<(SimTime, u32)>>,
    /// The placements of which something changed since the crews were put last.
    noted: Vec<u32>,
    /// The crews of which something changed since they were put last.
    noted_crews: Vec<u32>,
    lists: Lists,
}

/// Where a placement is in the order of repair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct InOrder {
    /// The index of its crew.
    crew: u32,
    /// The position of the first placement of the same service. All placements of a service follow each other.
    begin: u32,
}

/// What became different when the crews were put anew.
#[derive(Debug, Default)]
pub struct Settled {
    /// The placements at which another number of people is at work.
    pub changed: Vec<u32>,
    /// The crews that were put anew, each with the number of placements that were looked at.
    pub looked_at: Vec<(usize, usize)>,
}

/// Lists that are filled anew whenever crews are put. They are kept for their memory.
#[derive(Debug, Default)]
struct Lists {
    /// The services of which something changed, in order.
    services: Vec<InOrder>,
    /// Positions of one crew at which something changed.
    noted: Vec<u32>,
    /// Positions of one crew, and how many people are there.
    put: Vec<(u32, u64)>,
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
        let mut orders: Vec<Vec<u32>> = vec![Vec::new(); all.len()];
        let company_of = |service: ServiceId| world.services[service].company.map_or(nobody, Id::index);
        for (index, placement) in placements.iter().enumerate() {
            orders[company_of(placement.service)].push(small(index));
        }
        let mut of_placement = vec![InOrder::default(); placements.len()];
        for (company, (crew, mut order)) in all.iter_mut().zip(orders).enumerate() {
            let ranks = RepairOrder::of(world.companies.rows().get(company).and_then(|company| company.crew.as_ref()));
            order.sort_by_cached_key(|index| {
                let Placement { service, site, standby, .. } = placements[*index as usize];
                ranks.position(service, standby, site)
            });
            let mut begin = 0;
            for (position, index) in order.iter().enumerate() {
                let service = |position: usize| placements[order[position] as usize].service;
                if service(begin) != service(position) {
                    begin = position;
                }
                of_placement[*index as usize] = InOrder { crew: small(company), begin: small(begin) };
            }
            crew.set_order(order);
        }
        let (noted, noted_crews, lists) = (Vec::new(), Vec::new(), Lists::default());
        Self { all, of_placement, repairs: BinaryHeap::new(), noted, noted_crews, lists }
    }

    /// The crew that repairs the servers of a placement.
    pub fn of_placement(&self, placement: u32) -> &Crew {
        &self.all[self.of_placement[placement as usize].crew as usize]
    }

    /// Notes that something about a placement changed, so that its crew must be put anew.
    pub fn note(&mut self, placement: u32) {
        self.noted.push(placement);
    }

    /// Notes that something about a crew changed, so that it must be put anew.
    pub fn note_crew(&mut self, crew: usize) {
        self.noted_crews.push(small(crew));
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

    /// Puts the crews anew for which something changed (MODEL.md, section 3), and lists in `settled` what became different. `shortage` is how
    /// many servers a service is short of.
    pub fn settle(
        &mut self,
        now: SimTime,
        placements: &[Placement],
        damages: &mut Damages,
        shortage: impl Fn(ServiceId) -> u64,
        settled: &mut Settled,
    ) {
        settled.changed.clear();
        settled.looked_at.clear();
        if self.noted.is_empty() && self.noted_crews.is_empty() {
            return;
        }
        let Lists { services, noted, put } = &mut self.lists;
        // How many people a service gets depends on all its placements.
        services.clear();
        services.extend(self.noted.drain(..).map(|placement| self.of_placement[placement as usize]));
        services.sort_unstable();
        services.dedup();
        self.noted_crews.extend(services.iter().map(|service| service.crew));
        self.noted_crews.sort_unstable();
        self.noted_crews.dedup();
        let mut services = services.iter().peekable();
        for index in self.noted_crews.drain(..) {
            let crew = &mut self.all[index as usize];
            noted.clear();
            while let Some(InOrder { begin, .. }) = services.next_if(|service| service.crew == index) {
                let service = placements[crew.order[*begin as usize] as usize].service;
                let mut left = shortage(service);
                let mut position = *begin;
                while let Some(placement) = crew.order.get(position as usize).copied()
                    && placements[placement as usize].service == service
                {
                    // Where nothing was ever damaged, no server waits.
                    if let Some(damage) = damages.get(placement) {
                        let servers = damage.waiting(placements[placement as usize].online);
                        let first = left.min(servers);
                        left -= first;
                        crew.set_waiting(position, Waiting { servers, first });
                    }
                    noted.push(position);
                    position += 1;
                }
            }
            crew.put(noted, put);
            settled.looked_at.push((index as usize, noted.len() + put.len()));
            for (position, people) in &*put {
                let placement = crew.order[*position as usize];
                let Some(damage) = damages.get_mut(placement) else { continue };
                if damage.crew() != *people {
                    damage.work_until(now);
                    damage.set_crew(*people);
                    settled.changed.push(placement);
                    noted.push(*position);
                }
            }
            // When the next server is repaired changes only where the people or the damage changed.
            for position in &*noted {
                let placement = crew.order[*position as usize];
                let Some(damage) = damages.get_mut(placement) else { continue };
                if let Some(next) = damage.repaired_at().filter(|next| damage.queued_at != Some(*next)) {
                    damage.queued_at = Some(next);
                    self.repairs.push(Reverse((next, placement)));
                }
            }
        }
    }
}
