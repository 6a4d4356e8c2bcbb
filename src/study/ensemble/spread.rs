//! How a number spreads over the runs: what nine, five and one in ten stay at or below, and the worst with its seed.

use super::counts::rank;
use super::{Drawn, Ensemble};

/// A number over all runs; more is worse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread<T> {
    /// One run in ten has at most this.
    pub p10: T,
    /// Half of them have at most this.
    pub p50: T,
    /// Nine in ten have at most this.
    pub p90: T,
    /// The most.
    pub worst: T,
    /// The first seed that has it.
    pub worst_seed: u64,
}

/// How a number spreads over runs, of which there is one at least. Nearest ranks: each is the number of a run.
pub fn spread<T: Copy + PartialOrd>(runs: &[Drawn], number: impl Fn(&Drawn) -> T) -> Spread<T> {
    let mut all: Vec<(T, u64)> = runs.iter().map(|run| (number(run), run.seed)).collect();
    // No number is NaN: all come from whole numbers and from prices above zero.
    all.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal).then(a.1.cmp(&b.1)));
    let at = |per_cent: u32| all[rank(per_cent, all.len()) - 1].0;
    let worst = all[all.len() - 1].0;
    let first = all.partition_point(|(number, _)| *number < worst);
    Spread { p10: at(10), p50: at(50), p90: at(90), worst, worst_seed: all[first].1 }
}

impl Ensemble {
    /// Most people affected at one time.
    #[must_use]
    pub fn peak_people(&self) -> Spread<u64> {
        spread(&self.runs, |run| run.peak_people)
    }

    /// Lost user-time of all services, in user-seconds times permille of demand.
    #[must_use]
    pub fn lost(&self) -> Spread<u128> {
        spread(&self.runs, |run| run.lost_user_millisecs)
    }

    /// All outages (not Up) of the service at this index together, in seconds.
    #[must_use]
    pub fn out_secs(&self, service: usize) -> Spread<u32> {
        spread(&self.runs, |run| run.out_secs[service])
    }

    /// The lowest price of the company at this index, as a fall.
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
