//! Undo and redo of a value: what it was before each change, and what was undone.

/// The past and the undone future of a value.
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
    /// Notes what the value was before a change; what was undone is forgotten.
    pub fn before(&mut self, value: T) {
        self.past.push(value);
        self.future.clear();
    }

    /// What the value was before the last change; `now` can be had again.
    pub fn undo(&mut self, now: T) -> Result<T, T> {
        match self.past.pop() {
            Some(before) => {
                self.future.push(now);
                Ok(before)
            }
            None => Err(now),
        }
    }

    /// What the value was before the last undo; `now` can be had again.
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
