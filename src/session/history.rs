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

    /// Returns the version before the last change, and keeps `now`, the current version, for redo. If there is no earlier version, returns
    /// `now` as the error.
    pub fn undo(&mut self, now: T) -> Result<T, T> {
        match self.past.pop() {
            Some(before) => {
                self.future.push(now);
                Ok(before)
            }
            None => Err(now),
        }
    }

    /// Returns the version that was undone last, and keeps `now`, the current version, for undo. If no version was undone, returns `now` as
    /// the error.
    pub fn redo(&mut self, now: T) -> Result<T, T> {
        match self.future.pop() {
            Some(after) => {
                self.past.push(now);
                Ok(after)
            }
            None => Err(now),
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
