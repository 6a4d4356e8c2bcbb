//! Compares an outage with the health of the same service in the run without one cause.

use crate::model::ServiceId;
use crate::recording::{Outage, Steps};
use crate::study::Run;
use crate::units::{Permille, SimTime, Span};

/// The health of the service during the time of the original outage, in the run without the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The service is Up in the whole run.
    Unhurt,
    /// The service is Up during the whole outage, but out at another time.
    Spared,
    /// The outage and all changes of health in it are exactly the same.
    Same,
    /// The service is also out during the outage, but not in the same way.
    Other(Other),
}

/// The outages in the run without the cause that overlap the original outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// The time from the beginning of the first of these outages to the end of the last, as one outage.
    pub outage: Outage,
    /// The number of these outages.
    pub parts: usize,
    /// The total length of these outages.
    pub lasts: Span,
}

/// An outage, compared with the health of the service at that time in the run without one cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The outage in the original run.
    pub outage: Outage,
    /// The length of the outage in the original run.
    pub lasts: Span,
    /// What happens instead of the outage in the run without the cause.
    pub instead: Instead,
    /// The health in the original run at the time that the user asked about.
    pub was: Permille,
    /// The health in the run without the cause, at the same time.
    pub is: Permille,
}

impl Outage {
    /// The part of `health` during the outage: the value at the beginning of the outage, and all later changes until its end, including the
    /// change that ends the outage.
    fn part_of<'a>(&self, health: &'a Steps<Permille>) -> (Permille, &'a [(SimTime, Permille)]) {
        let after = |t: SimTime| health.all().partition_point(|(at, _)| *at <= t);
        let end = self.until.map_or(health.all().len(), after);
        (*health.at(self.from), &health.all()[after(self.from)..end])
    }

    /// Compares this outage with the run without one cause. `was` is the health of the service in the original run, `is` is its
    /// health in the run without the cause, and `end` is the end of both runs.
    fn instead(&self, was: &Steps<Permille>, is: &Steps<Permille>, end: SimTime) -> Instead {
        let all: Vec<Self> = Self::all(is).collect();
        let others: Vec<&Self> = all.iter().filter(|outage| outage.overlaps(self)).collect();
        match others[..] {
            [] if all.is_empty() => Instead::Unhurt,
            [] => Instead::Spared,
            [only] if only == self && self.part_of(was) == self.part_of(is) => Instead::Same,
            [first, ..] => Instead::Other(Other {
                outage: Self { from: first.from, until: others[others.len() - 1].until },
                parts: others.len(),
                lasts: others.iter().fold(Span::ZERO, |all, outage| all + outage.length(end)),
            }),
        }
    }
}

impl Verdict {
    /// Compares an outage of a service in `run` with `is`, the health of the service in the run without one cause. `t` is the time
    /// that the user asked about.
    #[must_use]
    pub fn new(run: &Run, service: ServiceId, outage: Outage, is: &Steps<Permille>, t: SimTime) -> Self {
        let (was, end) = (&run.recording.services[service].health, SimTime(run.world.length.0));
        let instead = outage.instead(was, is, end);
        Self { outage, lasts: outage.length(end), instead, was: *was.at(t), is: *is.at(t) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: SimTime = SimTime(100);

    fn health(steps: &[(i64, Permille)]) -> Steps<Permille> {
        let mut health = Steps::new(1_000);
        steps.iter().for_each(|(at, value)| health.set(SimTime(*at), *value));
        health
    }

    fn other(from: i64, until: Option<i64>, parts: usize, lasts: i64) -> Instead {
        let outage = Outage { from: SimTime(from), until: until.map(SimTime) };
        Instead::Other(Other { outage, parts, lasts: Span(lasts) })
    }

    #[test]
    fn an_outage_is_compared_with_all_that_would_have_been() {
        let was = health(&[(10, 400), (20, 200), (50, 1_000)]);
        let outage = Outage { from: SimTime(10), until: Some(SimTime(50)) };
        let cases: [(&[(i64, Permille)], Instead); 9] = [
            (&[], Instead::Unhurt),
            (&[(50, 0), (60, 1_000)], Instead::Spared),
            (&[(10, 400), (20, 200), (50, 1_000), (70, 0)], Instead::Same),
            (&[(10, 400), (50, 1_000)], other(10, Some(50), 1, 40)),
            (&[(30, 0), (50, 1_000)], other(30, Some(50), 1, 20)),
            (&[(10, 0), (15, 1_000), (40, 0), (50, 1_000)], other(10, Some(50), 2, 15)),
            (&[(10, 0), (30, 1_000)], other(10, Some(30), 1, 20)),
            (&[(5, 0), (60, 1_000)], other(5, Some(60), 1, 55)),
            (&[(10, 400), (20, 200)], other(10, None, 1, 90)),
        ];
        for (is, instead) in cases {
            assert_eq!(outage.instead(&was, &health(is), END), instead, "{is:?}");
        }
    }
}
