//! The history of a value for undo and redo.

/// The previous versions of a value, and the versions that were undone.
#[derive(Clone, Debug)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}

impl<T> History<T> {
    /// Records `value`, the version before a change. Versions that were undone can no longer be redone and are dropped.
    pub fn before(&mut self, value: T) {
        self.past.push(value);
        self.future.clear();
    }

    /// The version to which [`Self::undo`] returns.
    pub fn previous(&self) -> Option<&T> {
        self.past.last()
    }

    /// The version to which [`Self::redo`] returns.
    pub fn undone(&self) -> Option<&T> {
        self.future.last()
    }

    /// Records that the change before `now`, the current version, was undone. `now` is kept for redo.
    pub fn undo(&mut self, now: T) {
        if self.past.pop().is_some() {
            self.future.push(now);
        }
    }

    /// Records that the change after `now`, the current version, was redone. `now` is kept for undo.
    pub fn redo(&mut self, now: T) {
        if self.future.pop().is_some() {
            self.past.push(now);
        }
    }

    /// Whether there is something to undo.
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
