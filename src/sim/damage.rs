//! The servers of a placement that are damaged or destroyed, and how the work on them goes on (MODEL.md, section 3).

use crate::recording::{Condition, EventId};
use crate::units::{Permille, SimTime, Span, WHOLE};

/// Damaged servers on which the same work is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cohort {
    left: Span,
    servers: u64,
}

/// The condition of the servers of one placement.
#[derive(Clone, Debug)]
pub struct Damage {
    intact: u64,
    destroyed: u64,
    /// The damaged servers, those with least work left first.
    queue: Vec<Cohort>,
    damaged: u64,
    /// The share that is hit by faults.
    pub fault: Permille,
    /// The number of people at work: each is at one server, from the first of the queue on.
    crew: u64,
    /// The time up to which the work is done.
    since: SimTime,
    /// The time that people spent here, in seconds.
    pub crew_secs: u128,
    /// The event of the last damage or destruction.
    pub because: Option<EventId>,
    /// The time at which the queue of repairs names this placement next, if it is the time of [`Self::repaired_at`] or was.
    pub queued_at: Option<SimTime>,
    /// How many cohorts were looked at since the work was counted last.
    steps: u64,
}

/// The condition of all placements of which servers were ever damaged, destroyed or hit by a fault. They are stored together, in the order
/// in which that first happened, because a large world has many other placements. Each is kept with its placement.
#[derive(Debug, Default)]
pub struct Damages {
    all: Vec<(u32, Damage)>,
    /// For each placement, 1 + its index in `all`; 0 if it is not there.
    of_placement: Vec<u32>,
}

impl Damages {
    /// Creates the condition of so many placements, all of them intact.
    pub fn new(placements: usize) -> Self {
        Self { all: Vec::new(), of_placement: vec![0; placements] }
    }

    #[inline]
    fn index(&self, placement: u32) -> Option<usize> {
        (self.of_placement[placement as usize] as usize).checked_sub(1)
    }

    /// The condition of a placement; `None` if all its servers are intact and without fault, and always were.
    #[inline]
    pub fn get(&self, placement: u32) -> Option<&Damage> {
        self.index(placement).map(|index| &self.all[index].1)
    }

    /// The condition of a placement, as [`Self::get`].
    #[inline]
    pub fn get_mut(&mut self, placement: u32) -> Option<&mut Damage> {
        self.index(placement).map(|index| &mut self.all[index].1)
    }

    /// The condition of a placement with this number of servers.
    pub fn get_or_add(&mut self, placement: u32, servers: u64) -> &mut Damage {
        let index = self.index(placement).unwrap_or_else(|| {
            self.all.push((placement, Damage::new(servers)));
            self.of_placement[placement as usize] = u32::try_from(self.all.len()).expect("fewer than 2^32 placements");
            self.all.len() - 1
        });
        &mut self.all[index].1
    }

    /// All placements that have a condition.
    pub fn all_mut(&mut self) -> &mut [(u32, Damage)] {
        &mut self.all
    }
}

impl Damage {
    /// Creates the condition of servers that are all intact.
    pub const fn new(servers: u64) -> Self {
        Self {
            intact: servers,
            destroyed: 0,
            queue: Vec::new(),
            damaged: 0,
            fault: 0,
            crew: 0,
            since: SimTime::ZERO,
            crew_secs: 0,
            because: None,
            queued_at: None,
            steps: 0,
        }
    }

    /// How many servers are damaged.
    pub const fn damaged(&self) -> u64 {
        self.damaged
    }

    /// Lets the people at work go on until `now`. Returns how many servers they have repaired by then.
    pub fn work_until(&mut self, now: SimTime) -> u64 {
        let worked = now - self.since;
        self.since = now;
        if self.crew == 0 || worked == Span::ZERO {
            return 0;
        }
        self.crew_secs += u128::from(self.crew) * u128::from(worked.0.unsigned_abs());
        let (mut people, mut repaired, mut done) = (self.crew, 0, 0);
        // The part of the last of these cohorts at which nobody works.
        let mut untouched = None;
        // The queue stays in order: the same work is done on each of its first servers.
        for (index, cohort) in self.queue.iter_mut().enumerate() {
            if people == 0 {
                break;
            }
            let Cohort { left, servers } = *cohort;
            let here = servers.min(people);
            people -= here;
            self.steps += 1;
            if left <= worked {
                repaired += here;
                cohort.servers -= here;
                done += usize::from(here == servers);
            } else {
                *cohort = Cohort { left: Span(left.0 - worked.0), servers: here };
                if here < servers {
                    untouched = Some((index + 1, Cohort { left, servers: servers - here }));
                }
            }
        }
        if let Some((index, cohort)) = untouched {
            self.queue.insert(index, cohort);
        }
        if done > 0 {
            self.queue.drain(..done);
        }
        self.damaged -= repaired;
        self.intact += repaired;
        self.crew -= repaired.min(self.crew);
        repaired
    }

    /// How many steps of work this took since the last call (MODEL.md, section 12).
    pub const fn take_steps(&mut self) -> u64 {
        std::mem::replace(&mut self.steps, 0)
    }

    /// How many people are at work.
    pub const fn crew(&self) -> u64 {
        self.crew
    }

    /// Sets how many people are at work from now on. The work must be done up to now.
    pub const fn set_crew(&mut self, people: u64) {
        self.crew = people;
    }

    /// When the next server is repaired; `None` if nobody is at work.
    pub fn repaired_at(&self) -> Option<SimTime> {
        let first = self.queue.first().filter(|_| self.crew > 0)?;
        Some(self.since + first.left)
    }

    /// Destroys servers: intact ones and, when there are no more, the damaged ones with most work left. Returns how many it destroyed.
    pub fn destroy(&mut self, servers: u64) -> u64 {
        let intact = servers.min(self.intact);
        self.intact -= intact;
        let mut rest = servers - intact;
        while rest > 0 {
            let Some(last) = self.queue.last_mut() else { break };
            let here = rest.min(last.servers);
            last.servers -= here;
            rest -= here;
            self.damaged -= here;
            if last.servers == 0 {
                self.queue.pop();
            }
        }
        let destroyed = servers - rest;
        self.destroyed += destroyed;
        destroyed
    }

    /// Damages servers, on each of which `work` must be done: intact ones and, when there are no more, the damaged ones with least work
    /// left, on which at least this work must be done then. Returns on how many servers there is more work than before.
    pub fn damage(&mut self, servers: u64, work: Span) -> u64 {
        let intact = servers.min(self.intact);
        self.intact -= intact;
        self.damaged += intact;
        let (mut rest, mut more, mut emptied) = (servers - intact, 0, 0);
        for first in self.queue.iter_mut().take_while(|first| first.left < work) {
            let here = rest.min(first.servers);
            first.servers -= here;
            rest -= here;
            more += here;
            if first.servers > 0 {
                break;
            }
            emptied += 1;
        }
        self.queue.drain(..emptied);
        self.add(Cohort { left: work, servers: intact + more });
        intact + more
    }

    fn add(&mut self, cohort: Cohort) {
        if cohort.servers == 0 {
            return;
        }
        let index = self.queue.partition_point(|there| there.left < cohort.left);
        match self.queue.get_mut(index) {
            Some(there) if there.left == cohort.left => there.servers += cohort.servers,
            Some(_) | None => self.queue.insert(index, cohort),
        }
    }

    /// How many damaged servers wait for repair, if so many of all have power and network.
    #[inline]
    pub fn waiting(&self, online: u64) -> u64 {
        self.damaged.min(online.saturating_sub(self.intact))
    }

    /// The condition of the servers, of which `online` have power and network (MODEL.md, section 3).
    #[inline]
    pub fn condition(&self, online: u64) -> Condition {
        let base = online.min(self.intact);
        let working = if self.fault == 0 {
            base
        } else {
            u64::try_from(u128::from(base) * u128::from(WHOLE - self.fault) / u128::from(WHOLE))
                .expect("at most the base")
        };
        Condition {
            working,
            damaged: self.damaged,
            waiting: self.waiting(online),
            destroyed: self.destroyed,
            crew: self.crew,
            fault: self.fault,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_people_repair_seven_servers_in_three_rounds() {
        let mut hall = Damage::new(10);
        assert_eq!(hall.damage(7, Span(60)), 7);
        assert_eq!((hall.condition(10).working, hall.condition(10).waiting), (3, 7));
        let mut log = Vec::new();
        for _ in 0..3 {
            hall.set_crew(hall.condition(10).waiting.min(3));
            let at = hall.repaired_at().expect("somebody is at work");
            hall.work_until(at);
            log.push((at.0, hall.condition(10).working));
        }
        assert_eq!(log, [(60, 6), (120, 9), (180, 10)]);
        assert_eq!(hall.crew_secs, 7 * 60);
    }

    #[test]
    fn what_has_been_done_stays_done_when_the_crew_leaves() {
        let mut hall = Damage::new(2);
        hall.damage(2, Span(100));
        hall.set_crew(1);
        hall.work_until(SimTime(40));
        hall.set_crew(0);
        hall.work_until(SimTime(1_000));
        hall.set_crew(2);
        assert_eq!(hall.repaired_at(), Some(SimTime(1_060)));
    }

    #[test]
    fn water_after_a_power_cut_costs_more_work() {
        let mut hall = Damage::new(4);
        hall.damage(4, Span(10));
        assert_eq!(hall.damage(3, Span(100)), 3, "three of the damaged ones");
        assert_eq!(hall.damage(9, Span(50)), 1, "only one has less work left");
        assert_eq!(hall.destroy(2), 2);
        assert_eq!(hall.destroy(9), 2);
        assert_eq!(hall.condition(4), Condition { destroyed: 4, ..Condition::well(0) });
    }

    proptest! {
        /// Servers are never lost, and the queue stays in order.
        #[test]
        fn every_server_is_intact_damaged_or_destroyed(steps in prop::collection::vec((0..4_u8, 0..40_u64, 1..50_i64), 1..60)) {
            let mut hall = Damage::new(100);
            let mut now = SimTime::ZERO;
            for (kind, servers, secs) in steps {
                hall.work_until(now);
                match kind {
                    0 => { hall.damage(servers, Span(secs)); }
                    1 => { hall.destroy(servers); }
                    2 => hall.set_crew(servers.min(hall.damaged())),
                    _ => {
                        let next = hall.repaired_at().unwrap_or(now + Span(secs));
                        now = next.min(now + Span(secs));
                        hall.work_until(now);
                    }
                }
                let queued: u64 = hall.queue.iter().map(|cohort| cohort.servers).sum();
                prop_assert_eq!(queued, hall.damaged);
                prop_assert_eq!(hall.intact + hall.damaged + hall.destroyed, 100);
                prop_assert!(hall.queue.iter().zip(hall.queue.iter().skip(1)).all(|(a, b)| a.left < b.left));
                prop_assert!(hall.crew <= 100);
            }
        }
    }
}
