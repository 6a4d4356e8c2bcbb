//! Counts how many runs have each value of one series at each time.

use super::counts::{Cell, Counted};
use super::scale::Scale;
use crate::recording::{PriceMinute, Steps};
use crate::study::fit::between;
use crate::units::SimTime;

/// The last close before the run in the unit of counted prices. This unit is permille of the last close, so the value is 1000.
pub const PAR: u64 = 1_000;

/// A time after the end of every run.
const NEVER: SimTime = SimTime(i64::MAX);

/// The counts of one series. Runs with the usual value are not counted: their number is the number of all runs minus the counted runs.
pub struct Cells {
    scale: Scale,
    usual: usize,
    /// The number of buckets of the scale.
    buckets: usize,
    /// For each time and every bucket of the scale, how many more runs have a value in this bucket than at the time before. A run changes
    /// only the numbers at the few times at which its value moves to another bucket. Empty until a run has a value that is not the usual
    /// one.
    rises: Vec<i32>,
    /// Whether a number in `rises` was ever changed, for each time. Most prices change only at times at which an exchange is open.
    is_changed: Vec<bool>,
    /// Changes of `rises` that are not made yet. They are made many at a time, because the numbers of one series fit into a fast cache of
    /// the processor and those of all series do not.
    later: Vec<Change>,
}

/// One more or one less run at one time in one bucket.
#[derive(Clone, Copy)]
struct Change {
    moment: u16,
    bucket: u16,
    by: i32,
}

/// The number of changes of one series that are made at a time.
const AT_A_TIME: usize = 1_024;

impl Cells {
    /// No run is counted yet. `usual` is the value while nothing happens.
    pub fn new(scale: Scale, usual: u64) -> Self {
        let (usual, buckets) = (scale.bucket(usual), scale.buckets());
        Self { scale, usual, buckets, rises: Vec::new(), is_changed: Vec::new(), later: Vec::new() }
    }

    /// Counts the values of a step function.
    pub fn steps<T>(&mut self, times: &[SimTime], steps: &Steps<T>, value: impl Fn(&T) -> u64) {
        let mut bucket_before = self.usual;
        let mut moment = 0;
        for (from, until, step) in steps.stretches(NEVER) {
            // The times within this step. Most steps of a run are between two times.
            while times.get(moment).is_some_and(|t| *t < from) {
                moment += 1;
            }
            if times.get(moment).is_some_and(|t| *t < until) {
                bucket_before = self.count(times.len(), moment, bucket_before, value(step));
            }
        }
    }

    /// Counts prices. `changes` are the prices where they change, `permille` a price in the unit of the scale.
    pub fn prices(&mut self, times: &[SimTime], changes: &[PriceMinute], permille: impl Fn(f64) -> u64) {
        let (mut bucket_before, mut begun) = (self.usual, 0);
        for (moment, t) in times.iter().enumerate() {
            if moment > 0 && changes.get(begun).is_none_or(|next| next.at > *t) {
                continue;
            }
            begun += changes[begun..].partition_point(|change| change.at <= *t);
            let value = begun.checked_sub(1).map_or(PAR, |last| permille(changes[last].price));
            bucket_before = self.count(times.len(), moment, bucket_before, value);
        }
    }

    /// Counts the values of a line through points, of which the first is at the start of the run.
    pub fn line(&mut self, times: &[SimTime], points: &[(SimTime, f64)]) {
        let (mut bucket_before, mut last) = (self.usual, 0);
        for (moment, t) in times.iter().enumerate() {
            while points.get(last + 1).is_some_and(|(at, _)| *at <= *t) {
                last += 1;
            }
            let around = &points[last..points.len().min(last + 2)];
            bucket_before = self.count(times.len(), moment, bucket_before, rounded(between(around, *t)));
        }
    }

    /// Counts a run that has `value` from the time with the index `moment` on, and had a value of the bucket `before` until then. Returns
    /// the bucket of `value`.
    fn count(&mut self, moments: usize, moment: usize, before: usize, value: u64) -> usize {
        let bucket = self.scale.bucket(value);
        if bucket != before {
            let mut change = |bucket: usize, by| {
                let small = |index| u16::try_from(index).expect("there are few times and buckets");
                self.later.push(Change { moment: small(moment), bucket: small(bucket), by });
            };
            if before != self.usual {
                change(before, -1);
            }
            if bucket != self.usual {
                change(bucket, 1);
            }
            if self.later.len() >= AT_A_TIME {
                self.catch_up(moments);
            }
        }
        bucket
    }

    /// Makes the changes of `rises` that are not made yet.
    pub fn catch_up(&mut self, moments: usize) {
        if self.rises.is_empty() && !self.later.is_empty() {
            self.rises = vec![0; moments * self.buckets];
            self.is_changed = vec![false; moments];
        }
        for Change { moment, bucket, by } in self.later.drain(..) {
            self.is_changed[usize::from(moment)] = true;
            self.rises[usize::from(moment) * self.buckets + usize::from(bucket)] += by;
        }
    }

    /// Adds the counts of other runs, of which no change is left to be made.
    pub fn add(&mut self, other: Self) {
        if self.rises.is_empty() {
            *self = other;
            return;
        }
        for (moment, rises) in other.rises.chunks(self.buckets).enumerate() {
            if other.is_changed[moment] {
                let own = &mut self.rises[moment * self.buckets..][..self.buckets];
                own.iter_mut().zip(rises).for_each(|(own, other)| *own += other);
                self.is_changed[moment] = true;
            }
        }
    }

    /// The counts in the form in which they are stored. No change is left to be made.
    pub fn counted(&self, name: String) -> Counted {
        let mut cells = Vec::new();
        let mut counts = vec![0; self.buckets];
        for (moment, rises) in self.rises.chunks(self.buckets).enumerate() {
            if self.is_changed[moment] {
                counts.iter_mut().zip(rises).for_each(|(count, rise)| *count += rise);
            }
            for (bucket, count) in counts.iter().enumerate().filter(|(_, count)| **count != 0) {
                let runs = u32::try_from(*count).expect("a number of runs");
                cells.push(Cell { moment, value: self.scale.value(bucket), runs });
            }
        }
        Counted { name, usual: self.scale.value(self.usual), cells }
    }
}

/// The whole number that is nearest to `number`, as `f64::round` finds it, and 0 for what is below zero. It takes a quarter of the time.
pub fn rounded(number: f64) -> u64 {
    let whole = number as u64;
    if number - whole as f64 >= 0.5 { whole.saturating_add(1) } else { whole }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_rounded_as_everywhere(number in prop::num::f64::ANY, quarters in 0..4_000_u32) {
            for number in [number, f64::from(quarters) / 4.0, 0.499_999_999_999_999_94, -0.5, f64::NAN] {
                prop_assert_eq!(rounded(number), number.round() as u64);
            }
        }

        /// Each time and value has as many runs as if they were counted one by one.
        #[test]
        fn every_run_is_counted_at_every_time(
            runs in prop::collection::vec(prop::collection::vec((0..100_i64, 0..6_u64), 0..12), 0..400),
        ) {
            let times: Vec<SimTime> = (0..10).map(|step| SimTime(step * 11)).collect();
            let (first, second) = runs.split_at(runs.len() / 2);
            let [mut one, other] = [first, second].map(|runs| {
                let mut cells = Cells::new(Scale::Even { width: 2, last: 5 }, 0);
                for run in runs {
                    cells.steps(&times, &steps_of(run), |value| *value);
                }
                cells.catch_up(times.len());
                cells
            });
            one.add(other);
            let counted = one.counted(String::new());
            for (moment, t) in times.iter().enumerate() {
                for value in [2, 4] {
                    let here = |run: &&Vec<(i64, u64)>| steps_of(run).at(*t) / 2 * 2 == value;
                    let right = runs.iter().filter(here).count();
                    let cell = counted.cells.iter().find(|cell| (cell.moment, cell.value) == (moment, value));
                    prop_assert_eq!(cell.map_or(0, |cell| cell.runs as usize), right);
                }
            }
        }
    }

    fn steps_of(changes: &[(i64, u64)]) -> Steps<u64> {
        let mut changes = changes.to_vec();
        changes.sort_unstable();
        let mut steps = Steps::new(0);
        changes.iter().for_each(|(at, value)| steps.set(SimTime(*at), *value));
        steps
    }
}
