//! Keeps track of the services within one instant: which must be evaluated, in which order, and which have changed.

use super::limit::Limit;
use super::net::small;
use crate::recording::EventId;

/// The fixpoint iteration of one instant: a mark for each service, and lists of the services that were evaluated.
#[derive(Debug)]
pub struct Fixpoint {
    queue: Queue,
    marks: Vec<Mark>,
    /// All services in the order of evaluation: dependencies before their dependents, except within a cycle.
    in_order: Vec<u32>,
    /// All services that were queued for evaluation in this instant.
    touched: Vec<u32>,
    /// Services whose health may rise in this instant. More of their servers are usable, or in the first phase, in which health only falls,
    /// the health rule gave them more health than they had.
    pub rising: Vec<u32>,
    /// The services whose health changed in this instant, each with its health before it. Kept for its memory.
    pub before: Vec<(u32, Limit)>,
    changes: u32,
}

/// What is noted about a service during an instant. A mark is small, so that it fits into one cache line.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The index of the service in the order of evaluation.
    order: u32,
    /// The sequence number of the service's last change of health in this instant: 0 if there is no change, [`CLOSED`] once the change is
    /// in the log.
    changed: u32,
    /// The event because of which the service was evaluated, in this instant or in the last instant in which it was evaluated.
    because: Option<EventId>,
    is_touched: bool,
}

/// The value of `changed` for a change that is in the log. The service then needs no further record in this instant.
const CLOSED: u32 = u32::MAX;

impl Fixpoint {
    /// Creates the iteration for services that are evaluated in the order `in_order`.
    pub fn new(in_order: Vec<u32>) -> Self {
        let mut marks = vec![Mark { order: 0, changed: 0, because: None, is_touched: false }; in_order.len()];
        for (index, service) in in_order.iter().enumerate() {
            marks[*service as usize].order = small(index);
        }
        let queue = Queue::new(in_order.len());
        Self { queue, marks, in_order, touched: Vec::new(), rising: Vec::new(), before: Vec::new(), changes: 0 }
    }

    /// Queues a service for evaluation. If it is queued several times in one instant, the first reason is kept.
    #[inline]
    pub fn look_at(&mut self, service: u32, because: Option<EventId>) {
        self.queue.push(self.marks[service as usize].order);
        self.touch(service, because);
    }

    /// As [`Self::look_at`], for a service whose health cannot fall because of this: it is evaluated only while health rises.
    #[inline]
    fn look_at_rise(&mut self, service: u32, because: Option<EventId>) {
        self.rising.push(service);
        self.touch(service, because);
    }

    /// Queues a service for evaluation in the phases in which its health may change because of this. If it can neither fall nor rise, the service is
    /// only noted, so that its state is recorded.
    #[inline]
    pub fn look_at_change(&mut self, service: u32, because: Option<EventId>, [can_fall, can_rise]: [bool; 2]) {
        if can_fall {
            self.look_at(service, because);
        } else if can_rise {
            self.look_at_rise(service, because);
        } else {
            self.touch(service, because);
        }
    }

    #[inline]
    fn touch(&mut self, service: u32, because: Option<EventId>) {
        let mark = &mut self.marks[service as usize];
        if !mark.is_touched {
            mark.is_touched = true;
            mark.because = because;
            self.touched.push(service);
        }
    }

    /// Removes the next service to evaluate from the queue.
    #[inline]
    pub fn next(&mut self) -> Option<u32> {
        self.queue.pop().map(|order| self.in_order[order as usize])
    }

    /// The event because of which a service was evaluated, in this instant or in the last instant in which it was evaluated.
    pub fn because(&self, service: usize) -> Option<EventId> {
        self.marks[service].because
    }

    pub fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    /// Takes the list of all services that were queued for evaluation in this instant.
    pub fn take_touched(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.touched)
    }

    /// Notes that the health of a service changed. Returns whether it is the first change of this service in the instant.
    pub fn changes(&mut self, service: usize) -> bool {
        self.changes += 1;
        std::mem::replace(&mut self.marks[service].changed, self.changes) == 0
    }

    /// Notes that the health of a service is the same at the end of the instant as before it.
    pub fn changed_back(&mut self, service: usize) {
        self.marks[service].changed = 0;
    }

    /// The sequence number of a service's last change in this instant. A cause has a smaller number than its effect.
    pub fn last_change(&self, service: usize) -> u32 {
        self.marks[service].changed
    }

    /// Notes that the change of a service is in the log.
    pub fn logged(&mut self, service: usize) {
        self.marks[service].changed = CLOSED;
    }

    /// Whether a service changed in this instant and the event of the change is not yet in the log.
    pub fn awaits_log(&self, service: usize) -> bool {
        !matches!(self.marks[service].changed, 0 | CLOSED)
    }

    /// Whether a service changed in this instant and the event of the change is in the log.
    pub fn is_closed(&self, service: usize) -> bool {
        self.marks[service].changed == CLOSED
    }

    /// Ends the instant: resets the marks of the services in `touched`.
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

/// A priority queue of small numbers: it contains each number at most once, and `pop` returns the smallest. One bit for each number keeps
/// the queue so small that it stays in the processor's first-level cache.
#[derive(Debug)]
struct Queue {
    words: Vec<u64>,
    /// The words before this index are all zero.
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
