//! How a result varies over the runs of an ensemble: the 10th, 50th and 90th percentile, and the worst value with its seed.

use super::counts::rank;
use super::{Drawn, Ensemble};

/// The percentiles and the worst value of a number over all runs. Greater numbers are worse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread<T> {
    /// The 10th percentile: one run in ten has at most this value.
    pub p10: T,
    /// The median: half of the runs have at most this value.
    pub p50: T,
    /// The 90th percentile: nine runs in ten have at most this value.
    pub p90: T,
    /// The greatest value.
    pub worst: T,
    /// The smallest seed of a run with the greatest value.
    pub worst_seed: u64,
}

/// Computes how `number` varies over the runs. There must be at least one run. Percentiles use the nearest-rank method, so each is the
/// value of a real run.
pub fn spread<T: Copy + PartialOrd>(runs: &[Drawn], number: impl Fn(&Drawn) -> T) -> Spread<T> {
    let mut all: Vec<(T, u64)> = runs.iter().map(|run| (number(run), run.seed)).collect();
    // No value is NaN, because all values come from whole numbers and from prices above zero.
    all.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal).then(a.1.cmp(&b.1)));
    let at = |per_cent: u32| all[rank(per_cent, all.len()) - 1].0;
    let worst = all[all.len() - 1].0;
    let first = all.partition_point(|(number, _)| *number < worst);
    Spread { p10: at(10), p50: at(50), p90: at(90), worst, worst_seed: all[first].1 }
}

impl Ensemble {
    /// The greatest number of people who are affected at one time.
    #[must_use]
    pub fn peak_people(&self) -> Spread<u64> {
        spread(&self.runs, |run| run.peak_people)
    }

    /// Lost user-time of all services, in user-seconds times permille of demand.
    #[must_use]
    pub fn lost(&self) -> Spread<u128> {
        spread(&self.runs, |run| run.lost_user_millisecs)
    }

    /// The total length of all outages (times when it is not Up) of the service with this index, in seconds.
    #[must_use]
    pub fn out_secs(&self, service: usize) -> Spread<u32> {
        spread(&self.runs, |run| run.out_secs[service])
    }

    /// The fall to the lowest price of the company with this index, as a share of the last close before the run.
    #[must_use]
    pub fn fall(&self, company: usize) -> Spread<f64> {
        spread(&self.runs, |run| run.fall[company])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(peaks: &[u64]) -> Vec<Drawn> {
        let drawn = |(index, peak): (usize, &u64)| Drawn {
            seed: 5 + index as u64,
            peak_people: *peak,
            lost_user_millisecs: 0,
            out_secs: Vec::new(),
            fall: Vec::new(),
        };
        peaks.iter().enumerate().map(drawn).collect()
    }

    #[test]
    fn each_figure_is_that_of_a_run() {
        let figures = |peaks: &[u64]| {
            let spread = spread(&runs(peaks), |run| run.peak_people);
            (spread.p10, spread.p50, spread.p90, spread.worst, spread.worst_seed)
        };
        assert_eq!(figures(&[7]), (7, 7, 7, 7, 5));
        assert_eq!(figures(&[9, 1, 8, 2, 7, 3, 6, 4, 5, 10]), (1, 5, 9, 10, 14));
        assert_eq!(figures(&[3, 9, 1, 9, 9]), (1, 9, 9, 9, 6), "of equal ones the first seed");
    }
}
