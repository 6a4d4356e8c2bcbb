//! Step functions of time: a value that changes at certain times and is constant in between (MODEL.md, section 1).

use crate::units::SimTime;

/// A step function of time. Its times are in strictly ascending order, and neighbouring values differ. The first value is valid from time
/// 0 on, and also before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps<T> {
    steps: Vec<(SimTime, T)>,
}

impl<T: PartialEq> Steps<T> {
    /// Creates a step function with this value from time 0 on.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self { steps: vec![(SimTime::ZERO, first)] }
    }

    /// Creates a step function with this value from time 0 on, and reserves memory for `steps` steps in all.
    #[must_use]
    pub fn with_capacity(first: T, steps: usize) -> Self {
        let mut all = Vec::with_capacity(steps.max(1));
        all.push((SimTime::ZERO, first));
        Self { steps: all }
    }

    /// Sets the value from the time `at` on. If the last step has the same time, its value is replaced. A value equal to the one before
    /// it adds no step.
    ///
    /// # Panics
    /// If `at` is before the last step.
    #[inline]
    pub fn set(&mut self, at: SimTime, value: T) {
        let (last_at, last) = self.steps.last_mut().expect("a step function has a first step");
        assert!(at >= *last_at, "a step at {at:?} after one at {last_at:?}");
        if at > *last_at {
            if *last != value {
                self.steps.push((at, value));
            }
            return;
        }
        *last = value;
        if let [.., before, last] = &self.steps[..]
            && before.1 == last.1
        {
            self.steps.pop();
        }
    }
}

impl<T> Steps<T> {
    /// The value at `t`, found by binary search.
    #[must_use]
    pub fn at(&self, t: SimTime) -> &T {
        &self.steps[self.index_at(t)].1
    }

    /// The index of the step that is valid at `t`.
    #[must_use]
    pub fn index_at(&self, t: SimTime) -> usize {
        self.steps.partition_point(|(at, _)| *at <= t).saturating_sub(1)
    }

    /// The value of the last step.
    #[must_use]
    pub fn last(&self) -> &T {
        &self.steps[self.steps.len() - 1].1
    }

    /// All steps as `(from, value)`, the first at time 0.
    #[must_use]
    pub fn all(&self) -> &[(SimTime, T)] {
        &self.steps
    }

    /// The values, so that the ids of events in them can be replaced. The caller must make sure that neighbouring values still differ.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.steps.iter_mut().map(|(_, value)| value)
    }

    /// All stretches of constant value as `(from, until, value)`; the last stretch ends at `end`.
    pub fn stretches(&self, end: SimTime) -> impl Iterator<Item = (SimTime, SimTime, &T)> {
        self.steps.iter().enumerate().map(move |(i, (from, value))| {
            let until = self.steps.get(i + 1).map_or(end, |(at, _)| *at);
            (*from, until, value)
        })
    }

    /// The first time at which this step function and `other` have different values; `None` if they are equal.
    #[must_use]
    pub fn diverges_at(&self, other: &Self) -> Option<SimTime>
    where
        T: PartialEq,
    {
        let same = self.steps.iter().zip(&other.steps).take_while(|(a, b)| a == b).count();
        let next = [self.steps.get(same), other.steps.get(same)];
        next.into_iter().flatten().map(|(at, _)| *at).min()
    }

    /// Whether the value never changes.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.steps.len() == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_diverge_where_the_first_of_them_changes() {
        let steps = |all: &[(i64, u32)]| {
            let mut steps = Steps::new(0);
            all.iter().for_each(|(at, value)| steps.set(SimTime(*at), *value));
            steps
        };
        let one = steps(&[(10, 1), (20, 2)]);
        let cases = [
            (steps(&[(10, 1), (20, 2)]), None),
            (steps(&[(10, 1)]), Some(20)),
            (steps(&[(10, 1), (20, 3)]), Some(20)),
            (steps(&[(5, 1), (20, 2)]), Some(5)),
            (steps(&[(10, 1), (20, 2), (30, 0)]), Some(30)),
        ];
        for (other, diverges) in cases {
            assert_eq!(one.diverges_at(&other).map(|at| at.0), diverges, "from {other:?}");
            assert_eq!(one.diverges_at(&other), other.diverges_at(&one), "both ways");
        }
    }
}
