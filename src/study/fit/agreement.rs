//! How figures of a run agree with the record: each as a ratio where there is one, and all of them in a few numbers.

use super::{Quantity, Row, Value};
use crate::model::Scenario;

/// A computed value within this factor of the observed one is counted as near.
pub const NEAR_FACTOR: f64 = 1.5;

/// A computed value divided by the observed one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio, more than 0. It is below 1 if the computed value is too small.
    pub ratio: f64,
    /// Whether it is the ratio of an outage that goes on at the end of the run, so that the ratio is at least this.
    pub is_at_least: bool,
}

impl Ratio {
    /// How many times too large or too small: the ratio or one divided by it, whichever is more.
    #[must_use]
    pub fn factor(self) -> f64 {
        self.ratio.max(self.ratio.recip())
    }

    /// Whether the computed value is known to be within [`NEAR_FACTOR`].
    #[must_use]
    pub fn is_near(self) -> bool {
        !self.is_at_least && self.factor() <= NEAR_FACTOR
    }
}

/// How one figure of a run agrees with the record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Agreement {
    /// The computed value divided by the observed one.
    Ratio(Ratio),
    /// The run has nothing of what was observed, or the opposite of it: there is no ratio, and it is a miss.
    Missing,
    /// An observed bound, which the run keeps or not.
    Bound(bool),
    /// It is shown and not judged.
    Unjudged,
}

impl Agreement {
    /// Whether the figure is judged and does not agree.
    #[must_use]
    pub fn is_miss(self) -> bool {
        match self {
            Self::Ratio(ratio) => !ratio.is_near(),
            Self::Missing => true,
            Self::Bound(is_kept) => !is_kept,
            Self::Unjudged => false,
        }
    }
}

/// How a row agrees with the record. A recovery has its ratio of lengths already.
///
/// What is divided: the lengths of outages; numbers of servers; shares of services that are back; and how many users a service has lost
/// or a rival has gained since before the run. The beginning of an outage is not judged, as the length of the outage has it. Prices are not
/// judged, because the ratio of two prices is near 1 whatever happens.
pub(super) fn of(world: &Scenario, row: &Row) -> Agreement {
    match (row.what, row.observed, row.computed) {
        // A service that is never out in the run keeps no bound of its outage.
        (Quantity::Back(_) | Quantity::StillOut(_), ..) if row.is_bound() => {
            Agreement::Bound(row.within.unwrap_or(false))
        }
        (Quantity::Back(_), _, Some(Value::NotOut)) | (Quantity::ShareUp(_), Some(_), None) => Agreement::Missing,
        (
            Quantity::DarkServers(_) | Quantity::DownServers(_),
            Some(Value::Count(observed)),
            Some(Value::Count(computed)),
        ) => divided(computed as f64, observed as f64),
        (Quantity::RivalUsers(rival), Some(Value::Count(observed)), Some(Value::Count(computed))) => {
            let before = world.rivals[rival].users as f64;
            divided(computed as f64 - before, observed as f64 - before)
        }
        (Quantity::Users(service), Some(Value::Count(observed)), Some(Value::Count(computed))) => {
            let before = world.services[service].users as f64;
            divided(before - computed as f64, before - observed as f64)
        }
        (Quantity::ShareUp(_), Some(Value::Share(observed)), Some(Value::Share(computed))) => {
            divided(f64::from(computed), f64::from(observed))
        }
        _ => row.agreement,
    }
}

/// The agreement of two values, of which the sign is the same if they agree. Nothing was observed if `observed` is 0: that is a bound.
fn divided(computed: f64, observed: f64) -> Agreement {
    if observed.abs() < 0.5 {
        Agreement::Bound(computed.abs() < 0.5)
    } else if computed / observed > 0.0 {
        Agreement::Ratio(Ratio { ratio: computed / observed, is_at_least: false })
    } else {
        Agreement::Missing
    }
}

/// How many figures agree, taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FigureSummary {
    /// The number of figures that are judged by a ratio, with those that have none because the run misses them.
    pub judged: usize,
    /// How many of them are within [`NEAR_FACTOR`].
    pub near: usize,
    /// How many of them have no ratio. They are not in the mean factor.
    pub missing: usize,
    /// How many of them are of outages that go on at the end of the run. They are in the mean with the length until then.
    pub at_least: usize,
    /// The number of observed bounds.
    pub bounds: usize,
    /// How many of them the run keeps.
    pub kept: usize,
    /// The sum of the natural logarithms of the factors.
    logarithms: f64,
}

impl FigureSummary {
    /// The figures of these rows.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        let mut summary = Self::default();
        rows.for_each(|row| summary.add(row.agreement));
        summary
    }

    /// Adds a figure.
    pub fn add(&mut self, agreement: Agreement) {
        match agreement {
            Agreement::Ratio(ratio) => {
                self.judged += 1;
                self.near += usize::from(ratio.is_near());
                self.at_least += usize::from(ratio.is_at_least);
                self.logarithms += libm::log(ratio.factor());
            }
            Agreement::Missing => {
                self.judged += 1;
                self.missing += 1;
            }
            Agreement::Bound(is_kept) => {
                self.bounds += 1;
                self.kept += usize::from(is_kept);
            }
            Agreement::Unjudged => {}
        }
    }

    /// The figures of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            judged: self.judged + other.judged,
            near: self.near + other.near,
            missing: self.missing + other.missing,
            at_least: self.at_least + other.at_least,
            bounds: self.bounds + other.bounds,
            kept: self.kept + other.kept,
            logarithms: self.logarithms + other.logarithms,
        }
    }

    /// The geometric mean of the factors, that is e to the mean of |ln ratio|; `None` without a ratio.
    #[must_use]
    pub fn mean_factor(&self) -> Option<f64> {
        let ratios = self.judged - self.missing;
        (ratios > 0).then(|| libm::exp(self.logarithms / ratios as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_judged_by_their_factor_and_what_is_missing_counts_as_a_miss() {
        let ratio = |ratio: f64, is_at_least: bool| Agreement::Ratio(Ratio { ratio, is_at_least });
        let mut summary = FigureSummary::default();
        for agreement in [ratio(1.5, false), ratio(0.5, false), ratio(1.1, true), Agreement::Missing] {
            summary.add(agreement);
        }
        let mut others = FigureSummary::default();
        [Agreement::Bound(true), Agreement::Bound(false), Agreement::Unjudged]
            .into_iter()
            .for_each(|one| others.add(one));
        let all = summary.with(others);
        assert_eq!((all.judged, all.near, all.missing, all.at_least, all.bounds, all.kept), (4, 1, 1, 1, 2, 1));
        let mean = all.mean_factor().expect("there are ratios");
        assert!((mean - libm::cbrt(1.5 * 2.0 * 1.1)).abs() < 1e-9, "{mean}");
        assert_eq!(others.mean_factor(), None);
        let both_ways = [2.0, 0.5, 1.0, 1.5].map(|factor| ratio(factor, false));
        let mut summary = FigureSummary::default();
        both_ways.into_iter().for_each(|one| summary.add(one));
        let mean = summary.mean_factor().expect("there are ratios");
        assert!((mean - 6.0_f64.powf(0.25)).abs() < 1e-12, "too long and too short count alike: {mean}");
    }

    #[test]
    fn opposite_signs_have_no_ratio_and_an_observed_nothing_is_a_bound() {
        assert_eq!(divided(-3.0, 4.0), Agreement::Missing);
        assert_eq!(divided(0.0, 4.0), Agreement::Missing);
        assert_eq!((divided(0.0, 0.0), divided(2.0, 0.0)), (Agreement::Bound(true), Agreement::Bound(false)));
        assert_eq!(divided(-2.0, -4.0), Agreement::Ratio(Ratio { ratio: 0.5, is_at_least: false }));
        assert!(Agreement::Missing.is_miss() && Agreement::Bound(false).is_miss() && !Agreement::Unjudged.is_miss());
    }
}
