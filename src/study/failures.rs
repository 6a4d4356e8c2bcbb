//! The first of the runs of many seeds that failed. Threads make the runs in any order; the failure that is told is always the one of the
//! smallest seed.

use std::sync::{Mutex, PoisonError};

use super::RunError;

/// The failures of runs that are made on several threads.
#[derive(Debug, Default)]
pub(super) struct Failures(Mutex<Option<(u64, RunError)>>);

impl Failures {
    /// Whether the run of a smaller seed has failed. The run of this seed then need not be made.
    pub(super) fn is_before(&self, seed: u64) -> bool {
        let first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.as_ref().is_some_and(|(failed, _)| *failed < seed)
    }

    /// Notes that the run of this seed failed.
    pub(super) fn add(&self, seed: u64, error: RunError) {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if first.as_ref().is_none_or(|(failed, _)| seed < *failed) {
            *first = Some((seed, error));
        }
    }

    /// # Errors
    /// The failure of the smallest seed, if any run failed.
    pub(super) fn first(self) -> Result<(), RunError> {
        match self.0.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some((_, error)) => Err(error),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_failure_of_the_smallest_seed_is_told() {
        let failures = Failures::default();
        for seed in [7, 3, 5] {
            failures.add(seed, RunError::NoStrike { index: seed as usize });
        }
        assert_eq!([2, 3, 4].map(|seed| failures.is_before(seed)), [false, false, true]);
        assert_eq!(failures.first(), Err(RunError::NoStrike { index: 3 }));
        assert_eq!(Failures::default().first(), Ok(()));
    }
}
