//! A visible range of a run, and how it is moved, zoomed and kept within the run.

use crate::units::{SimTime, Span};

/// The shortest range that can fill the axis, in seconds.
const SHORTEST_SECS: f64 = 60.0;

/// A range of the run that is visible, in seconds since the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeRange {
    /// The start.
    pub from: f64,
    /// The end, after `from`.
    pub to: f64,
}

impl TimeRange {
    /// The whole run.
    #[must_use]
    pub fn whole(length: Span) -> Self {
        Self { from: 0.0, to: length.as_secs_f64().max(1.0) }
    }

    /// The whole seconds within the range: the first one and the last one.
    #[must_use]
    pub fn whole_secs(self) -> (SimTime, SimTime) {
        (SimTime(self.from.ceil() as i64), SimTime(self.to.floor() as i64))
    }

    /// The length, in seconds.
    #[must_use]
    pub fn secs(self) -> f64 {
        self.to - self.from
    }

    /// Whether a time is within the range.
    #[must_use]
    pub fn contains(self, secs: f64) -> bool {
        (self.from..=self.to).contains(&secs)
    }

    /// The range zoomed by `factor` (more than 1 zooms in), so that the time `about` keeps its position.
    #[must_use]
    pub fn zoomed(self, factor: f64, about: f64, length: Span) -> Self {
        let whole = Self::whole(length).secs();
        let secs = (self.secs() / factor).clamp(SHORTEST_SECS.min(whole), whole);
        let share = (about - self.from) / self.secs();
        Self { from: about - share * secs, to: about + (1.0 - share) * secs }.within(length)
    }

    /// The range moved by `secs` seconds, but kept within the run.
    #[must_use]
    pub fn panned(self, secs: f64, length: Span) -> Self {
        Self { from: self.from + secs, to: self.to + secs }.within(length)
    }

    /// The range moved just far enough to contain `secs`.
    #[must_use]
    pub fn with_in_view(self, secs: f64, length: Span) -> Self {
        let shift = (secs - self.to).max(0.0) + (secs - self.from).min(0.0);
        if shift == 0.0 { self } else { self.panned(shift, length) }
    }

    /// The range extended at both sides to the shortest range that is allowed.
    #[must_use]
    pub fn not_too_short(self, length: Span) -> Self {
        let missing = (SHORTEST_SECS.min(Self::whole(length).secs()) - self.secs()).max(0.0);
        Self { from: self.from - missing / 2.0, to: self.to + missing / 2.0 }
    }

    /// The range moved into the run; the whole run if the range is longer than it.
    #[must_use]
    pub fn within(self, length: Span) -> Self {
        let whole = Self::whole(length);
        if self.secs() >= whole.secs() {
            return whole;
        }
        let shift = (whole.from - self.from).max(0.0) + (whole.to - self.to).min(0.0);
        Self { from: self.from + shift, to: self.to + shift }
    }
}
