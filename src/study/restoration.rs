//! The restoration curve of a run: of the services that were not Up since the first strike, the share that is Up, by the time since that
//! strike. Curves of different worlds can be compared, because each counts only what was out in its own.

use super::Run;
use crate::model::ServiceId;
use crate::units::{Permille, SimTime, Span, WHOLE, text};

/// What each service counts for in a restoration curve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// One.
    #[default]
    Services,
    /// The number of its users.
    Users,
}

/// The restoration curve of a run, or of some of its services.
///
/// The share at the time `t` since the first strike is that of the services which were not Up at any time from the strike to `t` and are Up
/// at `t`, each counted once, or by its users. A service that goes out later is counted from then on, so the curve can fall; one that goes
/// out again is counted as not Up again. While none has been out, there is no share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restoration {
    /// The time of the first strike.
    pub struck: SimTime,
    /// The time from the first strike to the end of the run.
    pub shown: Span,
    /// What is true from a time since the first strike on, in order of time.
    steps: Vec<(Span, Restored)>,
}

/// What was out since the first strike, and how much of it is Up again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The services that are Up again, or their users.
    pub up: u64,
    /// The services that were not Up at any time since the first strike, or their users.
    pub out: u64,
}

impl Restored {
    /// The share that is Up again, rounded down; `None` if nothing was out.
    #[must_use]
    pub fn share(self) -> Option<Permille> {
        let share = u128::from(self.up) * u128::from(WHOLE);
        share.checked_div(u128::from(self.out)).map(|share| share as Permille)
    }

    /// The share in words, such as `27%`; `None` if nothing was out.
    #[must_use]
    pub fn words(self) -> Option<String> {
        (self.out > 0).then(|| text::share_of(self.up, self.out))
    }
}

impl Restoration {
    /// The curve of all services of a run. `None` if nothing is struck in it.
    #[must_use]
    pub fn new(run: &Run, weight: Weight) -> Option<Self> {
        Self::of(run, weight, |_| true)
    }

    /// The curve of those services that are `counted`. `None` if nothing is struck in the run.
    pub fn of(run: &Run, weight: Weight, counted: impl Fn(ServiceId) -> bool) -> Option<Self> {
        let struck = run.recording.strikes.first()?.at;
        let mut changes: Vec<(SimTime, ServiceId, bool)> = Vec::new();
        for service in run.world.services.ids().filter(|service| counted(*service)) {
            let lasts = run.index().outages(service).iter().filter(|outage| outage.until.is_none_or(|at| at > struck));
            for outage in lasts {
                changes.push((outage.from.max(struck), service, false));
                changes.extend(outage.until.map(|until| (until, service, true)));
            }
        }
        changes.sort_unstable();
        let mut was_out = run.world.services.map(|_| false);
        let (mut steps, mut now): (Vec<(Span, Restored)>, _) = (Vec::new(), Restored::default());
        for instant in changes.chunk_by(|a, b| a.0 == b.0) {
            for (_, service, is_up) in instant {
                let counts_for = match weight {
                    Weight::Services => 1,
                    Weight::Users => run.world.services[*service].users,
                };
                match (is_up, was_out[*service]) {
                    (true, _) => now.up += counts_for,
                    (false, true) => now.up -= counts_for,
                    (false, false) => now.out += counts_for,
                }
                was_out[*service] = true;
            }
            if steps.last().map_or(Restored::default(), |(_, before)| *before) != now {
                steps.push((instant[0].0 - struck, now));
            }
        }
        Some(Self { struck, shown: SimTime(run.recording.length.0) - struck, steps })
    }

    /// What is true from a time since the first strike on, in order of time. Before the first entry, nothing was out.
    #[must_use]
    pub fn steps(&self) -> &[(Span, Restored)] {
        &self.steps
    }

    /// What is true at a time since the first strike. `None` before the strike, and after the end of the run, which does not tell.
    #[must_use]
    pub fn after(&self, since: Span) -> Option<Restored> {
        if since < Span::ZERO || since > self.shown {
            return None;
        }
        let next = self.steps.partition_point(|(from, _)| *from <= since);
        Some(next.checked_sub(1).map_or_else(Restored::default, |last| self.steps[last].1))
    }

    /// The time since the first strike from which at least this share is Up until the end of the run. `None` if there is no such time.
    #[must_use]
    pub fn lasting(&self, share: Permille) -> Option<Span> {
        let is_less = |restored: &Restored| restored.share().is_some_and(|now| now < share);
        match self.steps.iter().rposition(|(_, restored)| is_less(restored)) {
            Some(last) => self.steps.get(last + 1).map(|(from, _)| *from),
            None => self.steps.first().map(|(from, _)| *from),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Id;

    /// A world whose services `a` (100 users), `b` (300 users) and `c` (none) are each struck for some time.
    fn run() -> Run {
        let text = r#"(
            firedrill: 2, title: "T", zone: "UTC", start: "2026-03-02 08:00", length: "1d",
            hazards: {
                "hour": (name: "H", kind: Software, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]),
                "day": (name: "D", kind: Software, spread: [("0s", 1.0)], out: "2d"),
            },
            sites: { "s": (name: "S") },
            services: {
                "a": (name: "A", users: 100, on: { "s": 4 }), "b": (name: "B", users: 300, on: { "s": 4 }),
                "c": (name: "C", on: { "s": 4 }), "d": (name: "D", users: 7, on: { "s": 4 }),
            },
            plans: [ (name: "P", actions: [
                (at: "10:00", do: Strike(service: "a", hazard: "hour")),
                (at: "10:30", do: Strike(service: "b", hazard: "hour")),
                (at: "12:00", do: Strike(service: "a", hazard: "hour")),
                (at: "14:00", do: Strike(service: "c", hazard: "day")),
            ]) ],
        )"#;
        let scenario = Arc::new(crate::file::load(text.as_bytes()).expect("it loads"));
        Run::new(&scenario, &scenario.plans[0], 0).expect("it fits")
    }

    fn parts(curve: &Restoration) -> Vec<(i64, u64, u64)> {
        curve.steps().iter().map(|(since, restored)| (since.0 / 60, restored.up, restored.out)).collect()
    }

    #[test]
    fn each_service_is_counted_once_from_when_it_is_first_out() {
        let curve = Restoration::new(&run(), Weight::Services).expect("something is struck");
        let expected = [(0, 0, 1), (30, 0, 2), (60, 1, 2), (90, 2, 2), (120, 1, 2), (180, 2, 2), (240, 2, 3)];
        assert_eq!(parts(&curve), expected, "a is out again after two hours and is still one of two");
        assert_eq!((curve.struck, curve.shown), (SimTime(7_200), Span(22 * 3_600)));
        assert_eq!(curve.after(Span(3_600)).and_then(Restored::words).as_deref(), Some("50%"));
        assert_eq!((curve.after(Span(-1)), curve.after(Span(22 * 3_600 + 1))), (None, None));
        assert_eq!(curve.after(curve.shown), Some(Restored { up: 2, out: 3 }), "c is out to the end");
        assert_eq!((curve.lasting(500), curve.lasting(1_000)), (Some(Span(3_600)), None));
    }

    #[test]
    fn users_weigh_services_and_those_without_users_count_for_nothing() {
        let curve = Restoration::new(&run(), Weight::Users).expect("something is struck");
        let expected = [(0, 0, 100), (30, 0, 400), (60, 100, 400), (90, 400, 400), (120, 300, 400), (180, 400, 400)];
        assert_eq!(parts(&curve), expected);
        assert_eq!(curve.lasting(1_000), Some(Span(180 * 60)));
    }

    #[test]
    fn what_was_never_out_is_not_counted_and_without_a_strike_there_is_no_curve() {
        let run = run();
        let of = |index: usize| Restoration::of(&run, Weight::Services, |id| id.index() == index).expect("struck");
        assert_eq!(of(3).steps(), [], "d is never out");
        assert_eq!(of(3).after(Span(60)).map(Restored::share), Some(None));
        assert_eq!(parts(&of(1)), [(30, 0, 1), (90, 1, 1)]);
        let quiet = Run::new(&run.world, &crate::model::Plan::default(), 0).expect("it fits");
        assert_eq!(Restoration::new(&quiet, Weight::Services), None);
    }
}
