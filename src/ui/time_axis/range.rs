//! The part of a run that is in view, and how it is moved, enlarged and kept within the run.

use crate::units::Span;

/// The shortest stretch that can fill the axis, in seconds.
const SHORTEST_SECS: f64 = 60.0;

/// The part of the run that is in view, in seconds since the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeRange {
    /// Its begin.
    pub from: f64,
    /// Its end, after `from`.
    pub to: f64,
}

impl TimeRange {
    /// The whole run.
    #[must_use]
    pub fn whole(length: Span) -> Self {
        Self { from: 0.0, to: length.as_secs_f64().max(1.0) }
    }

    /// How long it is, in seconds.
    #[must_use]
    pub fn secs(self) -> f64 {
        self.to - self.from
    }

    /// Whether a moment is in view.
    #[must_use]
    pub fn contains(self, secs: f64) -> bool {
        (self.from..=self.to).contains(&secs)
    }

    /// Enlarged by `factor` (more than 1 is nearer) with the moment `about` staying where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, about: f64, length: Span) -> Self {
        let whole = Self::whole(length).secs();
        let secs = (self.secs() / factor).clamp(SHORTEST_SECS.min(whole), whole);
        let share = (about - self.from) / self.secs();
        Self { from: about - share * secs, to: about + (1.0 - share) * secs }.within(length)
    }

    /// Moved by so many seconds, but not out of the run.
    #[must_use]
    pub fn panned(self, secs: f64, length: Span) -> Self {
        Self { from: self.from + secs, to: self.to + secs }.within(length)
    }

    /// Moved just so far that `secs` is in view.
    #[must_use]
    pub fn with_in_view(self, secs: f64, length: Span) -> Self {
        let shift = (secs - self.to).max(0.0) + (secs - self.from).min(0.0);
        if shift == 0.0 { self } else { self.panned(shift, length) }
    }

    /// Long enough to be looked at; it grows to both sides.
    #[must_use]
    pub fn not_too_short(self, length: Span) -> Self {
        let missing = (SHORTEST_SECS.min(Self::whole(length).secs()) - self.secs()).max(0.0);
        Self { from: self.from - missing / 2.0, to: self.to + missing / 2.0 }
    }

    /// Moved into the run; the whole run if it is longer than that.
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
