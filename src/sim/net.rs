//! The net of needs: who rests on whom, with the windows of grace and restart on every need.

use std::ops::Range;

use super::circles::components;
use super::window::MinWindow;
use crate::model::{Id, Scenario, ServiceId};
use crate::recording::EventId;
use crate::units::{Permille, SimTime, Span, WHOLE};

/// One need of one service.
#[derive(Clone, Debug)]
pub struct Need {
    /// Who needs.
    pub service: u32,
    /// What is needed.
    pub target: u32,
    weight: Permille,
    pub grace: Span,
    /// Whether both are on one circle of needs.
    circle: bool,
    /// How long the service takes to start again once the target is back.
    pub restart: Span,
    /// What was so within `grace` and `restart`; most needs never get any.
    past: Option<Box<Past>>,
    /// What it allowed until this instant, windows aside.
    until_now: Limit,
}

/// The windows of a need.
#[derive(Clone, Debug, Default)]
struct Past {
    /// Past health of the target, negated, within `grace`.
    felt: MinWindow,
    /// Past limits, within `restart`.
    limits: MinWindow,
}

/// What a need allows, and the event that set it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Greatest health.
    pub health: Permille,
    /// What had set it; `None` if nothing ever did.
    pub because: Option<EventId>,
}

/// The health of what is needed: at this moment, and until this instant.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub now: Limit,
    pub until_now: Limit,
}

/// All needs, by who needs and by what is needed.
#[derive(Clone, Debug)]
pub struct Net {
    pub needs: Vec<Need>,
    first_need: Vec<u32>,
    used_by: Vec<u32>,
    first_use: Vec<u32>,
    /// The number of each service's circle; what is needed has the smaller number, except on a circle.
    pub rank: Vec<u32>,
}

impl Net {
    /// The net of a world; `restart` by service, luck included.
    pub fn new(world: &Scenario, restart: &[Span]) -> Self {
        let services = world.services.len();
        let mut needs = Vec::new();
        let mut first_need = Vec::with_capacity(services + 1);
        for (service, row) in world.services.iter() {
            first_need.push(small(needs.len()));
            for need in &row.needs {
                needs.push(Need {
                    service: small(service.index()),
                    target: small(need.service.index()),
                    weight: need.weight,
                    grace: need.grace,
                    circle: false,
                    restart: restart[service.index()],
                    past: None,
                    until_now: Limit { health: WHOLE, because: None },
                });
            }
        }
        first_need.push(small(needs.len()));
        let range = |service: usize| first_need[service] as usize..first_need[service + 1] as usize;
        let rank = components(services, range, |need| needs[need].target as usize);
        for need in &mut needs {
            need.circle = rank[need.service as usize] == rank[need.target as usize];
        }
        let (used_by, first_use) = uses(&needs, services);
        Self { needs, first_need, used_by, first_use, rank }
    }

    /// The needs of a service, in file order.
    pub fn needs_of(&self, service: usize) -> Range<usize> {
        self.first_need[service] as usize..self.first_need[service + 1] as usize
    }

    /// The needs that others have of a service.
    pub fn uses_of(&self, service: usize) -> &[u32] {
        &self.used_by[self.first_use[service] as usize..self.first_use[service + 1] as usize]
    }
}

/// Needs by what is needed, as places in `needs` and where each service's begin.
fn uses(needs: &[Need], services: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first_use = vec![0_u32; services + 1];
    for need in needs {
        first_use[need.target as usize + 1] += 1;
    }
    for service in 0..services {
        first_use[service + 1] += first_use[service];
    }
    let mut next = first_use.clone();
    let mut used_by = vec![0; needs.len()];
    for (index, need) in needs.iter().enumerate() {
        let slot = &mut next[need.target as usize];
        used_by[*slot as usize] = small(index);
        *slot += 1;
    }
    (used_by, first_use)
}

impl Need {
    /// Forgets what has left the windows at `now`.
    pub fn expire(&mut self, now: SimTime) {
        if let Some(past) = &mut self.past {
            past.felt.expire(now, self.grace);
            past.limits.expire(now, self.restart);
        }
    }

    /// What this need allows at this moment alone, by what is felt of the target.
    fn at_this_moment(&self, target: Target, black_start: bool) -> Limit {
        if black_start {
            return Limit { health: WHOLE, because: None };
        }
        let mut felt = target.now;
        if self.grace > Span::ZERO && felt.health < WHOLE {
            if target.until_now.health > felt.health {
                felt = target.until_now;
            }
            if let Some(held) = self.past.as_ref().and_then(|past| past.felt.smallest())
                && -held.value > i64::from(felt.health)
            {
                felt = held.limit(-1);
            }
        }
        let counts = if self.circle && felt.health >= 500 { WHOLE } else { felt.health };
        let lost = (self.weight * (WHOLE - counts)).div_ceil(WHOLE);
        Limit { health: WHOLE - lost, because: felt.because }
    }

    /// What this need allows, what it allowed within the last `restart` included. During a BlackStart it allows all.
    pub fn limit(&self, target: Target, black_start: bool) -> Limit {
        let mut lowest = self.at_this_moment(target, black_start);
        if self.restart > Span::ZERO {
            if self.until_now.health < lowest.health {
                lowest = self.until_now;
            }
            if let Some(held) = self.past.as_ref().and_then(|past| past.limits.smallest())
                && held.value < i64::from(lowest.health)
            {
                lowest = held.limit(1);
            }
        }
        lowest
    }

    /// An instant is settled. Returns when what rose now may be felt, if a wait of `restart` begins.
    pub fn settle(&mut self, now: SimTime, target: Target, black_start: bool) -> Option<SimTime> {
        let next = self.at_this_moment(target, black_start);
        if next.health == self.until_now.health {
            return None;
        }
        let before = std::mem::replace(&mut self.until_now, next);
        if self.restart == Span::ZERO {
            return None;
        }
        self.past.get_or_insert_default().limits.replaced(now, i64::from(before.health), before.because);
        (next.health > before.health).then_some(now + self.restart)
    }

    /// The target no longer has the health it had until `now`. Returns when a fall may be felt, if `grace` carries it over.
    pub fn target_changed(&mut self, now: SimTime, target: Target) -> Option<SimTime> {
        if self.grace == Span::ZERO {
            return None;
        }
        let had = target.until_now;
        self.past.get_or_insert_default().felt.replaced(now, -i64::from(had.health), had.because);
        (target.now.health < had.health).then_some(now + self.grace)
    }
}

/// An index as the engine keeps it.
pub fn small(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 of anything")
}

/// The id of a service by its place.
pub fn service_id(service: usize) -> ServiceId {
    ServiceId::new(service)
}
