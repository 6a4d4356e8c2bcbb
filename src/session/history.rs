//! The history of a value for undo and redo. Each step has a title, such as "Move Anyang".

use std::collections::VecDeque;

use crate::text::Saying;

/// The greatest number of steps that are kept. The oldest are dropped.
const MOST_STEPS: usize = 500;
/// The number of latest steps whose values are kept as they are. Older ones are made smaller.
const WHOLE_STEPS: usize = 20;

/// A step of the history.
#[derive(Clone, Debug)]
struct Step<T> {
    /// The version before the step, or, if the step was undone, the version after it.
    value: T,
    /// What the step does.
    title: Saying,
    /// If this is set, the next change with an equal key becomes part of this step.
    joins: Option<String>,
}

/// The previous versions of a value, and the versions that were undone.
#[derive(Clone, Debug)]
pub struct History<T> {
    past: VecDeque<Step<T>>,
    future: Vec<Step<T>>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: VecDeque::new(), future: Vec::new() }
    }
}

impl<T> History<T> {
    /// Records `value`, the version before a change. Versions that were undone can no longer be redone and are dropped. If the last step has
    /// the same key `joins`, the change is part of that step: undo takes both back.
    pub fn before(&mut self, value: T, title: Saying, joins: Option<String>) {
        self.future.clear();
        if self.joins(joins.as_deref()) {
            return;
        }
        if self.past.len() == MOST_STEPS {
            self.past.pop_front();
        }
        self.past.push_back(Step { value, title, joins });
    }

    /// Makes the value of the step smaller that is no longer one of the latest. Called after each change of the history.
    pub fn shrink_old(&mut self, shrink: impl Fn(&mut T)) {
        if let Some(step) = self.past.len().checked_sub(WHOLE_STEPS + 1).and_then(|index| self.past.get_mut(index)) {
            shrink(&mut step.value);
        }
        if let Some(step) = self.future.len().checked_sub(WHOLE_STEPS + 1).and_then(|index| self.future.get_mut(index))
        {
            shrink(&mut step.value);
        }
    }

    /// Whether the last step has this key, so that a change with it becomes part of that step.
    pub fn joins(&self, key: Option<&str>) -> bool {
        key.is_some() && self.past.back().is_some_and(|step| step.joins.as_deref() == key)
    }

    /// Forgets the last step, which was taken back as if it had never been.
    pub fn forget_last(&mut self) {
        self.past.pop_back();
    }

    /// Ends the last step: no later change becomes part of it.
    pub fn end_step(&mut self) {
        if let Some(step) = self.past.back_mut() {
            step.joins = None;
        }
    }

    /// The version to which [`Self::undo`] returns.
    pub fn previous(&self) -> Option<&T> {
        self.past.back().map(|step| &step.value)
    }

    /// The version to which [`Self::redo`] returns.
    pub fn undone(&self) -> Option<&T> {
        self.future.last().map(|step| &step.value)
    }

    /// The title of the step that [`Self::undo`] takes back.
    pub fn undo_title(&self) -> Option<&Saying> {
        self.past.back().map(|step| &step.title)
    }

    /// The title of the step that [`Self::redo`] does again.
    pub fn redo_title(&self) -> Option<&Saying> {
        self.future.last().map(|step| &step.title)
    }

    /// Records that the change before `now`, the current version, was undone. `now` is kept for redo.
    pub fn undo(&mut self, now: T) {
        if let Some(step) = self.past.pop_back() {
            self.future.push(Step { value: now, title: step.title, joins: None });
        }
    }

    /// Records that the change after `now`, the current version, was redone. `now` is kept for undo.
    pub fn redo(&mut self, now: T) {
        if let Some(step) = self.future.pop() {
            self.past.push_back(Step { value: now, title: step.title, joins: None });
        }
    }

    /// How many steps can be undone.
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(history: &mut History<u32>, value: u32, joins: Option<&str>) {
        history.before(value, Saying::plain("undo-change"), joins.map(str::to_owned));
    }

    #[test]
    fn changes_with_one_key_are_one_step() {
        let mut history = History::default();
        for (value, joins) in
            [(0, None), (1, Some("name")), (2, Some("name")), (3, Some("users")), (4, None), (5, None)]
        {
            typed(&mut history, value, joins);
        }
        let mut taken_back = Vec::new();
        while let Some(previous) = history.previous().copied() {
            taken_back.push(previous);
            history.undo(9);
        }
        assert_eq!(taken_back, [5, 4, 3, 1, 0]);
        assert!(history.can_redo());
        typed(&mut history, 7, Some("name"));
        history.end_step();
        typed(&mut history, 8, Some("name"));
        assert_eq!(history.previous(), Some(&8), "the field was left in between");
        assert!(!history.can_redo(), "a new change drops what was undone");
    }

    #[test]
    fn the_oldest_steps_are_dropped() {
        let mut history = History::default();
        for value in 0..600 {
            typed(&mut history, value, None);
        }
        let mut steps = 0;
        let mut oldest = None;
        while let Some(previous) = history.previous().copied() {
            (steps, oldest) = (steps + 1, Some(previous));
            history.undo(0);
        }
        assert_eq!((steps, oldest), (500, Some(100)));
    }
}
