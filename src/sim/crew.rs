//! The people of one company who repair servers: at which servers they are (MODEL.md, section 3). Only what changed is looked at again.

use std::collections::BTreeSet;

use super::net::small;
use crate::recording::EventId;

/// The crew of one company, or everybody who repairs what belongs to no company. A placement of the company is named by its position in the
/// order of repair.
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
    pub order: Vec<u32>,
    /// What is known of each placement, by its position.
    positions: Vec<Position>,
    /// The positions with waiting servers.
    waiting: BTreeSet<u32>,
    /// The positions with servers that are repaired in the first round.
    short: BTreeSet<u32>,
    /// The number of all waiting servers.
    all_waiting: u128,
    /// The positions at which somebody may be at work: every one at which somebody is, and some more.
    at_work: Vec<u32>,
    /// Whether there was somebody for every waiting server when the crew was put last.
    had_enough: bool,
}

/// The waiting servers of a placement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many there are.
    pub servers: u64,
    /// How many of them are repaired in the first round, because their service is short of so many.
    pub first: u64,
}

/// What is known of one placement.
#[derive(Clone, Copy, Debug, Default)]
struct Position {
    waiting: Waiting,
    /// Whether the position is in [`Crew::at_work`].
    is_at_work: bool,
    /// While the crew is put: 1 + the index of the position in the list that is made; 0 if it is not there.
    listed: u32,
}

impl Crew {
    /// A crew that has nothing to do and no placements.
    pub const fn new(size: Option<u64>) -> Self {
        Self {
            size,
            can_work: true,
            set_because: None,
            needs_because: None,
            order: Vec::new(),
            positions: Vec::new(),
            waiting: BTreeSet::new(),
            short: BTreeSet::new(),
            all_waiting: 0,
            at_work: Vec::new(),
            had_enough: true,
        }
    }

    /// Sets the placements of the company, in the order of repair.
    pub fn set_order(&mut self, order: Vec<u32>) {
        self.positions = vec![Position::default(); order.len()];
        self.order = order;
    }

    /// Sets how many servers of a placement wait.
    pub fn set_waiting(&mut self, position: u32, waiting: Waiting) {
        let before = std::mem::replace(&mut self.positions[position as usize].waiting, waiting);
        self.all_waiting += u128::from(waiting.servers);
        self.all_waiting -= u128::from(before.servers);
        if (before.servers > 0) != (waiting.servers > 0) {
            set_member(&mut self.waiting, position, waiting.servers > 0);
        }
        if (before.first > 0) != (waiting.first > 0) {
            set_member(&mut self.short, position, waiting.first > 0);
        }
    }

    /// Puts the people anew after the waiting servers of the placements `noted` were set. Lists in `put` how many people are at each
    /// placement at which their number may have changed. The work grows with `noted` and with the number of people at work, not with all
    /// that wait.
    pub fn put(&mut self, noted: &[u32], put: &mut Vec<(u32, u64)>) {
        put.clear();
        let mut people = if self.can_work { self.size.unwrap_or(u64::MAX) } else { 0 };
        let has_enough = u128::from(people) >= self.all_waiting;
        if has_enough && self.had_enough {
            put.extend(noted.iter().map(|position| (*position, self.positions[*position as usize].waiting.servers)));
        } else {
            let Self { positions, at_work, .. } = self;
            for position in at_work.drain(..) {
                positions[position as usize].is_at_work = false;
                listed(positions, put, position);
            }
            // The first round: as many as each service is short of.
            for position in &self.short {
                if people == 0 {
                    break;
                }
                let here = positions[*position as usize].waiting.first.min(people);
                people -= here;
                *listed(positions, put, *position) = here;
            }
            // The second round: all others.
            for position in &self.waiting {
                if people == 0 {
                    break;
                }
                let here = listed(positions, put, *position);
                let more = people.min(positions[*position as usize].waiting.servers - *here);
                people -= more;
                *here += more;
            }
            for (position, _) in &*put {
                positions[*position as usize].listed = 0;
            }
        }
        self.had_enough = has_enough;
        for (position, here) in &*put {
            let known = &mut self.positions[*position as usize];
            if *here > 0 && !known.is_at_work {
                known.is_at_work = true;
                self.at_work.push(*position);
            }
        }
    }
}

/// The number of people at a position in the list `put`, to which the position is added if it is not there.
#[inline]
fn listed<'a>(positions: &mut [Position], put: &'a mut Vec<(u32, u64)>, position: u32) -> &'a mut u64 {
    let known = &mut positions[position as usize];
    if known.listed == 0 {
        put.push((position, 0));
        known.listed = small(put.len());
    }
    &mut put[known.listed as usize - 1].1
}

/// Adds the position to the set, or removes it.
fn set_member(set: &mut BTreeSet<u32>, position: u32, is_member: bool) {
    if is_member {
        set.insert(position);
    } else {
        set.remove(&position);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rule as it is written: the whole crew goes round twice.
    fn in_two_rounds(waiting: &[Waiting], mut people: u64) -> Vec<u64> {
        let mut here = vec![0; waiting.len()];
        for (here, waiting) in here.iter_mut().zip(waiting) {
            *here = waiting.first.min(people);
            people -= *here;
        }
        for (here, waiting) in here.iter_mut().zip(waiting) {
            let more = people.min(waiting.servers - *here);
            people -= more;
            *here += more;
        }
        here
    }

    proptest! {
        #[test]
        fn people_are_where_they_would_be_if_all_of_them_went_round_anew(
            steps in prop::collection::vec((0..8_u32, 0..5_u64, 0..5_u64, prop::option::of(0..20_u64), any::<bool>()), 1..80),
        ) {
            let mut crew = Crew::new(Some(3));
            crew.set_order((0..8).collect());
            let mut put = Vec::new();
            let mut waiting = vec![Waiting { servers: 0, first: 0 }; 8];
            let mut here = vec![0; 8];
            for (position, servers, first, size, can_work) in steps {
                let now = Waiting { servers, first: first.min(servers) };
                waiting[position as usize] = now;
                crew.set_waiting(position, now);
                crew.size = size;
                crew.can_work = can_work;
                crew.put(&[position], &mut put);
                for (position, people) in &put {
                    here[*position as usize] = *people;
                }
                let people = if can_work { size.unwrap_or(u64::MAX) } else { 0 };
                prop_assert_eq!(&here, &in_two_rounds(&waiting, people));
            }
        }
    }
}
