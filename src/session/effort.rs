//! How much a run may come to when a session makes it, and who can stop it.

use std::sync::Arc;

use crate::sim::{Budget, RunControl, Spending};

/// The budget of a run that is made within a frame: more than any scenario that ships needs, and a few milliseconds of work. It is a count
/// and not a time, so a change takes the same way on every machine.
const OF_A_FRAME: Budget = Budget { strikes: 2_000, events: 8_000, steps: 100_000, quotes: 200_000, values: 50_000 };

/// How much a run may come to when a session makes it, and who can stop it. The default is what a scenario may come to at most.
#[derive(Clone, Debug)]
pub struct Effort {
    /// The most that a run may come to.
    budget: Budget,
    /// Stops a run that is being made, and shows how far it is.
    control: Option<Arc<RunControl>>,
}

impl Default for Effort {
    fn default() -> Self {
        Self { budget: Budget::STANDARD, control: None }
    }
}

impl Effort {
    /// Only as much as can be made within a frame. A command that needs more is refused with [`super::Refusal::is_stopped`].
    #[must_use]
    pub const fn of_a_frame() -> Self {
        Self { budget: OF_A_FRAME, control: None }
    }

    /// As much as a scenario may come to, for runs on another thread. The control stops them.
    #[must_use]
    pub const fn watched(control: Arc<RunControl>) -> Self {
        Self { budget: Budget::STANDARD, control: Some(control) }
    }

    /// Nothing spent yet of this effort.
    pub(super) fn spending(&self) -> Spending<'_> {
        Spending::new(self.budget, self.control.as_deref())
    }

    /// Whether a run that needs more could be made on another thread.
    pub(super) fn is_limited(&self) -> bool {
        self.budget != Budget::STANDARD
    }
}
