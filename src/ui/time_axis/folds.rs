//! Folded hours: periods in which no exchange trades, such as nights and weekends, are compressed on the axis.

use super::bands;
use super::range::TimeRange;
use crate::model::Scenario;
use crate::units::Span;

/// The share of its normal width that a folded hour keeps, so that it stays visible.
const KEPT: f64 = 0.02;

/// The folded periods of a run. They make a difference between seconds of the run and seconds of the axis (also called unfolded): a
/// normal hour has 3,600 seconds of the axis, a folded hour only 72.
#[derive(Clone, Debug, PartialEq)]
pub struct Folds {
    /// The times at which folding begins or ends, in ascending order. Each is a tuple: seconds of the run, seconds of the axis, and the
    /// number of seconds of the axis for each second of the run from there on.
    knots: Vec<(f64, f64, f64)>,
}

impl Folds {
    /// Folds all hours of a run in which no exchange of a listed company is open.
    #[must_use]
    pub fn closed_hours(world: &Scenario) -> Self {
        let range = TimeRange::whole(world.length);
        let listed = world.companies.rows().iter().filter_map(|company| company.listing.as_ref());
        let mut exchanges: Vec<_> = listed.map(|listing| listing.exchange).collect();
        exchanges.sort_unstable();
        exchanges.dedup();
        let mut open: Vec<(f64, f64)> = exchanges
            .into_iter()
            .flat_map(|exchange| bands::trading(&world.clock, &world.exchanges[exchange], range))
            .map(|(from, until)| (from.as_secs_f64().max(0.0), until.as_secs_f64().min(range.to)))
            .filter(|(from, until)| from < until)
            .collect();
        open.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self::but(&open)
    }

    /// Folds all of a run except the periods `open`, which must be in ascending order.
    fn but(open: &[(f64, f64)]) -> Self {
        let mut folds = Self { knots: vec![(0.0, 0.0, KEPT)] };
        let mut until = 0.0;
        for (from, to) in open.iter().filter(|(_, to)| *to > 0.0) {
            if *from > until {
                folds.knot(*from, 1.0);
            } else if until == 0.0 {
                folds.knots = vec![(0.0, 0.0, 1.0)];
            } else {
                folds.knots.pop();
            }
            until = to.max(until);
            folds.knot(until, KEPT);
        }
        folds
    }

    fn knot(&mut self, secs: f64, rate: f64) {
        let unfolded = self.to_axis(secs);
        self.knots.push((secs, unfolded, rate));
    }

    /// Converts a time of the run to seconds of the axis.
    #[must_use]
    pub fn to_axis(&self, secs: f64) -> f64 {
        let index = self.knots.partition_point(|(at, ..)| *at <= secs).saturating_sub(1);
        let (at, unfolded, rate) = self.knots[index];
        unfolded + (secs - at) * rate
    }

    /// Converts seconds of the axis to a time of the run.
    #[must_use]
    pub fn to_run(&self, unfolded: f64) -> f64 {
        let index = self.knots.partition_point(|(_, at, _)| *at <= unfolded).saturating_sub(1);
        let (secs, at, rate) = self.knots[index];
        secs + (unfolded - at) / rate
    }

    /// Converts a range of the run to seconds of the axis.
    #[must_use]
    pub fn range_to_axis(&self, range: TimeRange) -> TimeRange {
        TimeRange { from: self.to_axis(range.from), to: self.to_axis(range.to) }
    }

    /// Converts a range in seconds of the axis to a range of the run.
    #[must_use]
    pub fn range_to_run(&self, range: TimeRange) -> TimeRange {
        TimeRange { from: self.to_run(range.from), to: self.to_run(range.to) }
    }

    /// The length on the axis of a run of this length.
    #[must_use]
    pub fn length(&self, length: Span) -> Span {
        Span(self.to_axis(length.as_secs_f64()).ceil() as i64)
    }

    /// Whether a time is in a folded period.
    #[must_use]
    pub fn is_folded(&self, secs: f64) -> bool {
        let index = self.knots.partition_point(|(at, ..)| *at <= secs).saturating_sub(1);
        self.knots[index].2 < 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folded_hours_keep_little_room_and_open_ones_all_of_theirs() {
        let folds = Folds::but(&[(100.0, 200.0), (150.0, 300.0), (1_300.0, 1_400.0)]);
        let on_axis =
            [0.0, 100.0, 200.0, 300.0, 1_300.0, 1_400.0].map(|secs| (folds.to_axis(secs) * 10.0).round() / 10.0);
        assert_eq!(on_axis, [0.0, 2.0, 102.0, 202.0, 222.0, 322.0]);
        assert_eq!([50.0, 150.0, 250.0, 700.0].map(|secs| folds.is_folded(secs)), [true, false, false, true]);
        let from_the_start = Folds::but(&[(0.0, 50.0)]);
        assert_eq!(from_the_start.to_axis(50.0), 50.0);
    }

    proptest! {
        #[test]
        fn axis_and_run_undo_each_other_and_keep_their_order(
            open in proptest::collection::vec((0.0..1e5f64, 1.0..1e4f64), 0..8), a in -1e3..2e5f64, b in -1e3..2e5f64,
        ) {
            let mut open: Vec<(f64, f64)> = open.into_iter().map(|(from, secs)| (from, from + secs)).collect();
            open.sort_by(|a, b| a.0.total_cmp(&b.0));
            let folds = Folds::but(&open);
            prop_assert!((folds.to_run(folds.to_axis(a)) - a).abs() < 1e-3, "{a}");
            prop_assert_eq!(a < b, folds.to_axis(a) < folds.to_axis(b));
        }
    }
}
