//! The vertical scale of a plot: it converts values to y positions and chooses the round values that are labelled.

use egui::Rect;

/// The smallest distance between two labelled values, in points.
const SPACING: f32 = 34.0;

/// The lowest and the highest value on a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueRange {
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
}

impl ValueRange {
    /// The smallest range that contains both ranges.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

/// A range of values mapped to the height of a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The value at the lower edge.
    pub low: f64,
    /// The value at the upper edge.
    pub high: f64,
    /// The area of the plot on the screen.
    pub rect: Rect,
}

impl Scale {
    /// The y position of a value on the screen.
    #[must_use]
    pub fn screen_from_value(&self, value: f64) -> f32 {
        let share = (value - self.low) / (self.high - self.low);
        self.rect.bottom() - share as f32 * self.rect.height()
    }

    /// Round values in ascending order, far enough apart to be labelled. If `whole`, they are integers.
    #[must_use]
    pub fn round_values(&self, whole: bool) -> Vec<f64> {
        let least = (self.high - self.low) * f64::from(SPACING / self.rect.height().max(SPACING));
        let power = 10f64.powf(least.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|of| of * power).into_iter().find(|step| *step >= least);
        let step = step.unwrap_or(least).max(if whole { 1.0 } else { 0.0 });
        let (first, last) = ((self.low / step).ceil() as i64, (self.high / step).floor() as i64);
        (first..=last).map(|of| of as f64 * step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, vec2};

    fn check(low: f64, high: f64, whole: bool, expected: &[f64]) {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 200.0));
        let values = Scale { low, high, rect }.round_values(whole);
        assert_eq!(values.len(), expected.len(), "{values:?}");
        for (value, expected) in values.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-9, "{values:?}");
        }
    }

    #[test]
    fn values_are_round() {
        check(0.0, 45e6, true, &[0.0, 10e6, 20e6, 30e6, 40e6]);
        check(-0.1, 0.01, false, &[-0.1, -0.08, -0.06, -0.04, -0.02, 0.0]);
        check(0.0, 1.5, true, &[0.0, 1.0]);
        check(-1.0, 1.0, true, &[-1.0, 0.0, 1.0]);
    }
}
