//! Which services are looked at in one instant, in which order, and which have changed.

use super::net::small;
use crate::recording::EventId;

/// The services in one instant: a mark of each, and lists of those that were looked at.
#[derive(Debug)]
pub struct Fixpoint {
    queue: Queue,
    marks: Vec<Mark>,
    /// The services in the order in which they are looked at: what others depend on first, except on a cycle.
    in_order: Vec<u32>,
    /// Everything that was looked at in this instant.
    touched: Vec<u32>,
    /// Those to which the rule gave more health than they had while others fell.
    pub rising: Vec<u32>,
    changes: u32,
}

/// What an instant notes of a service, all in one cache line.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Its index in the order.
    order: u32,
    /// The number of its last change in this instant: 0 if there is none, [`CLOSED`] once it is in the log.
    changed: u32,
    /// What made the engine look at it, in this instant or the last that did.
    because: Option<EventId>,
    is_touched: bool,
}

/// A change that is in the log, with all that it meant for the service.
const CLOSED: u32 = u32::MAX;

impl Fixpoint {
    /// For services that are looked at in this order.
    pub fn new(in_order: Vec<u32>) -> Self {
        let mut marks = vec![Mark { order: 0, changed: 0, because: None, is_touched: false }; in_order.len()];
        for (index, service) in in_order.iter().enumerate() {
            marks[*service as usize].order = small(index);
        }
        let queue = Queue::new(in_order.len());
        Self { queue, marks, in_order, touched: Vec::new(), rising: Vec::new(), changes: 0 }
    }

    /// Looks at a service again; the first reason in this instant to look at it is kept.
    pub fn look_at(&mut self, service: u32, because: Option<EventId>) {
        let mark = &mut self.marks[service as usize];
        self.queue.push(mark.order);
        if !mark.is_touched {
            mark.is_touched = true;
            mark.because = because;
            self.touched.push(service);
        }
    }

    /// The next service to look at.
    pub fn next(&mut self) -> Option<u32> {
        self.queue.pop().map(|order| self.in_order[order as usize])
    }

    /// What made the engine look at a service.
    pub fn because(&self, service: usize) -> Option<EventId> {
        self.marks[service].because
    }

    pub fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    /// Everything that was looked at in this instant.
    pub fn take_touched(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.touched)
    }

    /// A service has changed. Returns whether it is the first time in this instant.
    pub fn changes(&mut self, service: usize) -> bool {
        self.changes += 1;
        std::mem::replace(&mut self.marks[service].changed, self.changes) == 0
    }

    /// At the end of the instant its health is what it was before.
    pub fn changed_back(&mut self, service: usize) {
        self.marks[service].changed = 0;
    }

    /// The number of a service's last change: causes have smaller ones.
    pub fn last_change(&self, service: usize) -> u32 {
        self.marks[service].changed
    }

    /// The event of a service's change is in the log, and so is all that it meant for the service.
    pub fn logged(&mut self, service: usize) {
        self.marks[service].changed = CLOSED;
    }

    /// Whether a service changed in this instant and its event is not yet in the log.
    pub fn awaits_log(&self, service: usize) -> bool {
        !matches!(self.marks[service].changed, 0 | CLOSED)
    }

    /// Whether a service changed in this instant and its event is in the log.
    pub fn is_closed(&self, service: usize) -> bool {
        self.marks[service].changed == CLOSED
    }

    /// Ends the instant in which these were looked at.
    pub fn clear(&mut self, mut touched: Vec<u32>) {
        for service in touched.drain(..) {
            let mark = &mut self.marks[service as usize];
            mark.is_touched = false;
            mark.changed = 0;
        }
        self.touched = touched;
        self.rising.clear();
        self.changes = 0;
    }
}

/// Small numbers, each once, the smallest first: a bit for each, so that those of a crowded instant stay in a processor's first cache.
#[derive(Debug)]
struct Queue {
    words: Vec<u64>,
    /// No word before this one has a bit.
    first: usize,
    count: usize,
}

impl Queue {
    fn new(numbers: usize) -> Self {
        Self { words: vec![0; numbers.div_ceil(64)], first: 0, count: 0 }
    }

    fn push(&mut self, number: u32) {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if self.words[word] & bit == 0 {
            self.words[word] |= bit;
            self.first = if self.count == 0 { word } else { self.first.min(word) };
            self.count += 1;
        }
    }

    fn pop(&mut self) -> Option<u32> {
        if self.count == 0 {
            return None;
        }
        while self.words[self.first] == 0 {
            self.first += 1;
        }
        let word = &mut self.words[self.first];
        let number = small(self.first) * 64 + word.trailing_zeros();
        *word &= *word - 1;
        self.count -= 1;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_queue_gives_the_smallest_that_is_in_it(steps in prop::collection::vec(prop::option::of(0..300_u32), 0..200)) {
            let (mut queue, mut plain) = (Queue::new(300), BTreeSet::new());
            for step in steps {
                if let Some(number) = step {
                    queue.push(number);
                    plain.insert(number);
                } else {
                    prop_assert_eq!(queue.pop(), plain.pop_first());
                }
            }
        }
    }

    #[test]
    fn dependencies_are_looked_at_first_and_the_first_reason_is_kept() {
        let mut fixpoint = Fixpoint::new(vec![2, 0, 1]);
        for (service, because) in [(1, 5), (2, 6), (1, 7)] {
            fixpoint.look_at(service, Some(EventId::new(because)));
        }
        assert_eq!([fixpoint.next(), fixpoint.next(), fixpoint.next()], [Some(2), Some(1), None]);
        assert_eq!(fixpoint.because(1), Some(EventId::new(5)));
        assert_eq!(fixpoint.take_touched(), [1, 2]);
    }
}
