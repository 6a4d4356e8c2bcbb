//! The people of one company who repair servers: at which servers they are (MODEL.md, section 3). Only what changed is looked at again.

use std::collections::{BTreeMap, BTreeSet};

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
    /// The number of waiting servers of each placement that has some.
    waiting: BTreeMap<u32, Waiting>,
    /// The placements with servers that are repaired in the first round.
    short: BTreeSet<u32>,
    /// The number of all waiting servers.
    all_waiting: u128,
    /// The placements at which somebody is at work.
    at_work: BTreeSet<u32>,
    /// Whether there was somebody for every waiting server when the crew was put last.
    had_enough: bool,
}

/// The waiting servers of a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many there are.
    pub servers: u64,
    /// How many of them are repaired in the first round, because their service is short of so many.
    pub first: u64,
}

impl Crew {
    /// A crew that has nothing to do.
    pub const fn new(size: Option<u64>) -> Self {
        Self {
            size,
            can_work: true,
            set_because: None,
            needs_because: None,
            order: Vec::new(),
            waiting: BTreeMap::new(),
            short: BTreeSet::new(),
            all_waiting: 0,
            at_work: BTreeSet::new(),
            had_enough: true,
        }
    }

    /// Sets how many servers of a placement wait.
    pub fn set_waiting(&mut self, position: u32, waiting: Waiting) {
        let before =
            if waiting.servers > 0 { self.waiting.insert(position, waiting) } else { self.waiting.remove(&position) };
        self.all_waiting += u128::from(waiting.servers);
        self.all_waiting -= before.map_or(0, |before| u128::from(before.servers));
        if waiting.first > 0 {
            self.short.insert(position);
        } else {
            self.short.remove(&position);
        }
    }

    /// Puts the people anew after the waiting servers of the placements `noted` were set. Returns how many people are at each placement at
    /// which their number may have changed. The work grows with `noted` and with the number of people at work, not with all that wait.
    pub fn put(&mut self, noted: &[u32]) -> BTreeMap<u32, u64> {
        let mut people = if self.can_work { self.size.unwrap_or(u64::MAX) } else { 0 };
        let has_enough = u128::from(people) >= self.all_waiting;
        let mut put = BTreeMap::new();
        if has_enough && self.had_enough {
            let servers = |position| self.waiting.get(position).map_or(0, |waiting| waiting.servers);
            put.extend(noted.iter().map(|position| (*position, servers(position))));
        } else {
            put.extend(self.at_work.iter().map(|position| (*position, 0)));
            // The first round: as many as each service is short of.
            for position in &self.short {
                if people == 0 {
                    break;
                }
                let here = self.waiting[position].first.min(people);
                people -= here;
                put.insert(*position, here);
            }
            // The second round: all others.
            for (position, waiting) in &self.waiting {
                if people == 0 {
                    break;
                }
                let here = put.entry(*position).or_default();
                let more = people.min(waiting.servers - *here);
                people -= more;
                *here += more;
            }
        }
        self.had_enough = has_enough;
        for (position, here) in &put {
            if *here > 0 {
                self.at_work.insert(*position);
            } else {
                self.at_work.remove(position);
            }
        }
        put
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
            let mut waiting = vec![Waiting { servers: 0, first: 0 }; 8];
            let mut here = vec![0; 8];
            for (position, servers, first, size, can_work) in steps {
                let now = Waiting { servers, first: first.min(servers) };
                waiting[position as usize] = now;
                crew.set_waiting(position, now);
                crew.size = size;
                crew.can_work = can_work;
                for (position, people) in crew.put(&[position]) {
                    here[position as usize] = people;
                }
                let people = if can_work { size.unwrap_or(u64::MAX) } else { 0 };
                prop_assert_eq!(&here, &in_two_rounds(&waiting, people));
            }
        }
    }
}
