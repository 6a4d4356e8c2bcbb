//! The people of each company who repair servers: at which servers they are, and when the next one is repaired (MODEL.md, section 3).

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::damage::Damage;
use super::net::small;
use super::online::Placement;
use crate::model::{Id, RepairOrder, Scenario, Service, ServiceId};
use crate::recording::EventId;
use crate::units::SimTime;

/// The crew of one company, or everybody who repairs what belongs to no company.
#[derive(Debug)]
pub struct Crew {
    /// The number of people; `None` if there is somebody for every server.
    pub size: Option<u64>,
    /// Whether what the crew needs is well enough, so that it can work.
    pub can_work: bool,
    /// The last Crew action.
    pub set_because: Option<EventId>,
    /// The last change of health that let the crew begin or stop work.
    pub needs_because: Option<EventId>,
    /// The placements of the company in the order of repair.
    order: Vec<u32>,
    /// Those of them with damaged servers, as indices into `order`.
    damaged: BTreeSet<u32>,
}

/// All crews, and when the next servers are repaired.
#[derive(Debug)]
pub struct Crews {
    pub all: Vec<Crew>,
    /// For each placement, the index of its crew and its index in the order of repair.
    of_placement: Vec<(u32, u32)>,
    repairs: BinaryHeap<Reverse<(SimTime, u32)>>,
    /// The crews that must be put anew at the end of the instant.
    unsettled: BTreeSet<u32>,
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
            .map(|size| Crew {
                size,
                can_work: true,
                set_because: None,
                needs_because: None,
                order: Vec::new(),
                damaged: BTreeSet::new(),
            })
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
        Self { all, of_placement, repairs: BinaryHeap::new(), unsettled: BTreeSet::new() }
    }

    /// The crew that repairs the servers of a placement.
    pub fn of_placement(&self, placement: u32) -> &Crew {
        &self.all[self.of_placement[placement as usize].0 as usize]
    }

    /// Notes that something about a placement changed, so that its crew must be put anew.
    pub fn note(&mut self, placement: u32, damage: &Damage) {
        let (crew, position) = self.of_placement[placement as usize];
        self.unsettled.insert(crew);
        let damaged = &mut self.all[crew as usize].damaged;
        if damage.damaged() > 0 {
            damaged.insert(position);
        } else {
            damaged.remove(&position);
        }
    }

    /// Notes that something about a crew changed, so that it must be put anew.
    pub fn note_crew(&mut self, crew: usize) {
        self.unsettled.insert(small(crew));
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

    /// Puts the crews anew for which something changed (MODEL.md, section 3). Returns the placements at which another number of people is
    /// at work.
    pub fn settle(
        &mut self,
        now: SimTime,
        placements: &[Placement],
        damages: &mut [Option<Box<Damage>>],
        shortage: impl Fn(ServiceId) -> u64,
    ) -> Vec<u32> {
        let mut changed = Vec::new();
        for crew in std::mem::take(&mut self.unsettled) {
            let Crew { size, can_work, ref order, ref damaged, .. } = self.all[crew as usize];
            let at: Vec<u32> = damaged.iter().map(|position| order[*position as usize]).collect();
            let waiting: Vec<u64> = at
                .iter()
                .map(|index| {
                    let online = placements[*index as usize].online;
                    damages[*index as usize].as_ref().map_or(0, |damage| damage.condition(online).waiting)
                })
                .collect();
            let mut people = if can_work { size.unwrap_or(u64::MAX) } else { 0 };
            let mut here = vec![0; at.len()];
            // The first round: as many as the service is short of.
            let mut short: Option<(ServiceId, u64)> = None;
            for (index, (people_here, waiting)) in at.iter().zip(here.iter_mut().zip(&waiting)) {
                let service = placements[*index as usize].service;
                let left = short.filter(|(of, _)| *of == service).map_or_else(|| shortage(service), |(_, left)| left);
                *people_here = left.min(*waiting).min(people);
                people -= *people_here;
                short = Some((service, left - *people_here));
            }
            // The second round: all others.
            for (people_here, waiting) in here.iter_mut().zip(&waiting) {
                let more = people.min(waiting - *people_here);
                *people_here += more;
                people -= more;
            }
            for (index, people_here) in at.into_iter().zip(here) {
                let Some(damage) = &mut damages[index as usize] else { continue };
                damage.work_until(now);
                if damage.crew() != people_here {
                    damage.set_crew(people_here);
                    changed.push(index);
                }
                if let Some(next) = damage.repaired_at() {
                    self.repairs.push(Reverse((next, index)));
                }
            }
        }
        changed
    }
}

/// How many servers the service is short of, if so many of its own work.
pub fn shortage(service: &Service, working: u64) -> u64 {
    service.load.saturating_sub(working)
}
