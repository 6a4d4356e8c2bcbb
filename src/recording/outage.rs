//! Outages: the stretches of time in which a service is not Up.

use super::{ServiceTrack, Steps};
use crate::units::{Level, Permille, SimTime, Span};

/// A stretch of time in which a service is not Up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The time at which the outage begins.
    pub from: SimTime,
    /// The time at which the service is Up again; `None` if the outage lasts until the end of the run.
    pub until: Option<SimTime>,
}

impl Outage {
    /// Finds all outages of a service with this health, in order of time.
    pub fn all(health: &Steps<Permille>) -> impl Iterator<Item = Self> {
        let mut steps = health.all().iter();
        std::iter::from_fn(move || {
            let (from, _) = steps.find(|(_, health)| Level::of(*health) != Level::Up)?;
            let until = steps.find(|(_, health)| Level::of(*health) == Level::Up).map(|(at, _)| *at);
            Some(Self { from: *from, until })
        })
    }

    /// The length of the outage in a run that ends at `end`.
    #[must_use]
    pub fn length(&self, end: SimTime) -> Span {
        self.until.unwrap_or(end) - self.from
    }

    /// Whether the outage includes the time `t`.
    #[must_use]
    pub fn contains(&self, t: SimTime) -> bool {
        self.from <= t && self.until.is_none_or(|until| t < until)
    }

    /// Whether two outages overlap in time.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ends_after = |one: &Self, from: SimTime| one.until.is_none_or(|until| from < until);
        ends_after(self, other.from) && ends_after(other, self.from)
    }
}

impl ServiceTrack {
    /// Finds all outages of the service, in order of time.
    pub fn outages(&self) -> impl Iterator<Item = Outage> {
        Outage::all(&self.health)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_lasts_until_the_service_is_up_again() {
        let mut health = Steps::new(940);
        for (at, value) in [(10, 960), (20, 1000), (30, 0), (40, 600), (50, 950), (60, 949)] {
            health.set(SimTime(at), value);
        }
        let all: Vec<_> = Outage::all(&health).map(|outage| (outage.from.0, outage.until.map(|at| at.0))).collect();
        assert_eq!(all, [(0, Some(10)), (30, Some(50)), (60, None)]);
        let last = Outage::all(&health).last().unwrap();
        assert_eq!(last.length(SimTime(100)), Span(40));
        assert!(last.contains(SimTime(60)) && !last.contains(SimTime(59)));
    }
}
