//! A visible range of a run, and how it is moved, zoomed and kept within the run.

use crate::units::{SimTime, Span};

/// The shortest range that can be visible, in seconds.
const SHORTEST_SECS: f64 = 60.0;

/// A visible range of a run, in seconds since its start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeRange {
    /// The start of the range.
    pub from: f64,
    /// The end of the range, which is after `from`.
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

    /// The range after zooming by `factor` (a factor above 1 zooms in). The time `about` keeps its position on the screen.
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

    /// The range, moved just far enough that it contains `secs`.
    #[must_use]
    pub fn with_in_view(self, secs: f64, length: Span) -> Self {
        let shift = (secs - self.to).max(0.0) + (secs - self.from).min(0.0);
        if shift == 0.0 { self } else { self.panned(shift, length) }
    }

    /// The range, extended at both sides if it is shorter than the shortest range that can be visible.
    #[must_use]
    pub fn not_too_short(self, length: Span) -> Self {
        let missing = (SHORTEST_SECS.min(Self::whole(length).secs()) - self.secs()).max(0.0);
        Self { from: self.from - missing / 2.0, to: self.to + missing / 2.0 }
    }

    /// The range, moved so that it is within the run. It is the whole run if it would be longer than the run.
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
