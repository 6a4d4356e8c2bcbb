//! The counterfactual runs that were made so far about one service.

use super::Without;
use crate::recording::Steps;
use crate::units::Permille;

/// The health of one service in the counterfactual runs that were made so far. Each of these runs is without one cause, or without several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    found: Vec<(Vec<Without>, Option<Steps<Permille>>)>,
}

impl Tried {
    /// The number of counterfactual runs that were made.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether no run was made yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Stores the health of the service in the run without these causes; `None` means that no run can be made without them.
    pub fn add(&mut self, causes: &[Without], health: Option<Steps<Permille>>) {
        self.found.push((causes.to_vec(), health));
    }

    /// The stored health of the service in the run without these causes. `None` if this run was not tried yet, and `Some(None)` if no run
    /// can be made without them.
    #[must_use]
    pub fn of(&self, causes: &[Without]) -> Option<Option<&Steps<Permille>>> {
        self.found.iter().find(|(tried, _)| tried == causes).map(|(_, health)| health.as_ref())
    }
}
