//! The time axis of the restoration curves: from the first strike on, in equal steps or so that minutes and days can both be read.

use crate::units::Span;

/// How many labels there are on the axis at most.
const MOST_LABELS: usize = 9;
/// The distances between labels that are tried on an axis in equal steps, in seconds.
const STEPS_SECS: [i64; 13] =
    [60, 300, 600, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000];
/// The labels on an axis that is not in equal steps, in seconds.
const LOG_LABELS_SECS: [i64; 11] = [0, 60, 300, 1_200, 3_600, 21_600, 86_400, 259_200, 604_800, 2_419_200, 31_536_000];

/// The time axis of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SinceAxis {
    /// The time at the right end.
    pub until: Span,
    /// Whether equal distances are equal factors: the position of a time is the logarithm of its minutes and one.
    pub is_log: bool,
}

impl SinceAxis {
    /// The position of a time since the first strike.
    pub fn position(self, since: Span) -> f64 {
        let secs = since.as_secs_f64().max(0.0);
        if self.is_log { (1.0 + secs / 60.0).log10() } else { secs }
    }

    /// The time at a position, rounded to a second. It is on the axis.
    pub fn since(self, position: f64) -> Span {
        let secs = if self.is_log { (10_f64.powf(position) - 1.0) * 60.0 } else { position };
        Span((secs.round() as i64).clamp(0, self.until.0))
    }

    /// The times that are labelled.
    pub fn labels(self) -> Vec<Span> {
        let until = self.until.0;
        if self.is_log {
            let labels = LOG_LABELS_SECS.iter().filter(|secs| **secs <= until);
            return labels.map(|secs| Span(*secs)).collect();
        }
        let fits = |step: &&i64| until / **step < MOST_LABELS as i64;
        let step = STEPS_SECS.iter().find(fits).copied().unwrap_or(until / MOST_LABELS as i64 + 1);
        (0..=until / step).map(|index| Span(index * step)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_and_its_position_belong_together() {
        for is_log in [false, true] {
            let axis = SinceAxis { until: Span(30 * 86_400), is_log };
            for secs in [0, 1, 59, 60, 3_600, 86_400, 30 * 86_400] {
                assert_eq!(axis.since(axis.position(Span(secs))), Span(secs), "{is_log}");
            }
            assert_eq!((axis.since(-5.0), axis.since(1e9)), (Span(0), Span(30 * 86_400)), "it stays on the axis");
        }
    }

    #[test]
    fn there_are_some_labels_and_not_too_many() {
        for until in [60, 3_600, 86_400, 5 * 86_400, 40 * 86_400, 3_650 * 86_400] {
            for is_log in [false, true] {
                let labels = SinceAxis { until: Span(until), is_log }.labels();
                assert!((2..=11).contains(&labels.len()), "{until} {is_log}: {labels:?}");
                assert!(labels.is_sorted() && labels.iter().all(|label| label.0 <= until));
            }
        }
    }
}
