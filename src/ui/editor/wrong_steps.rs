//! The steps in which texts that are wrong were typed and taken away, for undo and redo.
//!
//! The history of the session has documents, and such a text is in no document: it belongs to the view. So it has a small history of its own, which
//! undo and redo ask first. A step belongs to the version of the document in which it was made, and can be taken back whenever that version is the one
//! that is there, also after later changes of the document were undone. Within one version all these steps are later than the change that made it, so
//! what the two histories take back together is in the order in which it was done.

use std::sync::atomic::{AtomicU64, Ordering};

/// The most steps that are kept. The oldest are dropped.
const MOST_STEPS: usize = 200;

/// A step: texts that it took away, and texts that it put in their places or elsewhere.
#[derive(Clone, Debug)]
pub(super) struct WrongStep<T> {
    /// Of two steps, the later one has the larger number.
    pub number: u64,
    /// The version of the document in which it was made.
    version: u64,
    /// What was there before it and is not there after it.
    pub before: Vec<T>,
    /// What is there after it and was not there before it.
    pub after: Vec<T>,
}

/// The steps of one kind of texts.
#[derive(Clone, Debug)]
pub(super) struct WrongSteps<T> {
    past: Vec<WrongStep<T>>,
    /// Those that were taken back, the last one at the end.
    undone: Vec<WrongStep<T>>,
    /// The newest version of the document that was there.
    newest: u64,
}

impl<T> Default for WrongSteps<T> {
    fn default() -> Self {
        Self { past: Vec::new(), undone: Vec::new(), newest: 0 }
    }
}

impl<T: Clone> WrongSteps<T> {
    /// Adds a step that was made in this version of the document.
    pub fn add(&mut self, version: u64, before: Vec<T>, after: Vec<T>) {
        if before.is_empty() && after.is_empty() {
            return;
        }
        self.undone.clear();
        if self.past.len() == MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(WrongStep { number: next_number(), version, before, after });
    }

    /// Keeps up with the document, of which this version is there now. After a new change nothing can be done again. The texts need not follow
    /// their rows: in the version of a step, these have the ids and the places that they had then.
    pub fn follow(&mut self, version: u64) {
        if version > self.newest {
            self.newest = version;
            self.undone.clear();
        }
    }

    /// The step that undo takes back in this version of the document. `is_possible` tells whether it can be taken back.
    pub fn undo(&self, version: u64, is_possible: impl Fn(&WrongStep<T>) -> bool) -> Option<&WrongStep<T>> {
        last(&self.past, version, is_possible).map(|index| &self.past[index])
    }

    /// The step that redo makes again in this version of the document.
    pub fn redo(&self, version: u64, is_possible: impl Fn(&WrongStep<T>) -> bool) -> Option<&WrongStep<T>> {
        last(&self.undone, version, is_possible).map(|index| &self.undone[index])
    }

    /// Notes that the step with this number was taken back.
    pub fn note_undone(&mut self, number: u64) {
        if let Some(index) = self.past.iter().position(|step| step.number == number) {
            let step = self.past.remove(index);
            self.undone.push(step);
        }
    }

    /// Notes that the step with this number was made again.
    pub fn note_redone(&mut self, number: u64) {
        if let Some(index) = self.undone.iter().position(|step| step.number == number) {
            let step = self.undone.remove(index);
            self.past.push(step);
        }
    }
}

/// The index of the last of these steps that was made in this version and is possible.
fn last<T>(steps: &[WrongStep<T>], version: u64, is_possible: impl Fn(&WrongStep<T>) -> bool) -> Option<usize> {
    steps.iter().rposition(|step| step.version == version && is_possible(step))
}

/// A number that is larger than those of all earlier calls.
fn next_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undo(steps: &mut WrongSteps<&'static str>, version: u64) -> Option<Vec<&'static str>> {
        let step = steps.undo(version, |_| true)?.clone();
        steps.note_undone(step.number);
        Some(step.before)
    }

    fn redo(steps: &mut WrongSteps<&'static str>, version: u64) -> Option<Vec<&'static str>> {
        let step = steps.redo(version, |_| true)?.clone();
        steps.note_redone(step.number);
        Some(step.before)
    }

    #[test]
    fn steps_are_taken_back_in_the_version_in_which_they_were_made() {
        let mut steps = WrongSteps::default();
        steps.follow(1);
        steps.add(1, vec!["first"], vec![]);
        steps.add(1, vec![], vec![]);
        steps.follow(2);
        steps.add(2, vec!["second"], vec![]);
        assert_eq!(undo(&mut steps, 2), Some(vec!["second"]));
        assert_eq!(undo(&mut steps, 2), None, "the document is undone now");
        steps.follow(1);
        assert_eq!(undo(&mut steps, 1), Some(vec!["first"]));
        // All of it is done again.
        assert_eq!(redo(&mut steps, 1), Some(vec!["first"]));
        steps.follow(2);
        assert_eq!(redo(&mut steps, 2), Some(vec!["second"]));
        // After something new nothing is.
        assert_eq!(undo(&mut steps, 2), Some(vec!["second"]));
        steps.follow(3);
        steps.follow(2);
        assert_eq!(redo(&mut steps, 2), None);
    }

    #[test]
    fn the_oldest_steps_are_dropped() {
        let mut steps = WrongSteps::default();
        for number in 0..300 {
            steps.add(1, vec![number], vec![]);
        }
        let mut all = Vec::new();
        while let Some(step) = steps.undo(1, |_| true).cloned() {
            steps.note_undone(step.number);
            all.extend(step.before);
        }
        assert_eq!((all.len(), all[0], all[199]), (200, 299, 100));
    }
}
