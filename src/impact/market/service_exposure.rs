//! How much outages cost a company: for each service to which the company is exposed, the integral of the failing share
//! (MODEL.md, section 7).

use crate::model::ServiceId;
use crate::recording::{EventId, EventKind, Outages};
use crate::units::{Permille, SimTime, Span};

const PERMILLE_SECS_PER_DAY: f64 = 1_000.0 * 86_400.0;
const SECS_PER_MINUTE: Permille = 60;
const NEVER: SimTime = SimTime(i64::MAX);

/// One service to which a company is exposed.
struct ServiceExposure {
    service: ServiceId,
    /// The share of the company's worth that depends on the service.
    share: f64,
    /// For each stretch of constant health: its beginning, the integral of the failing share until then in permille-seconds, and the
    /// share that fails from then on in permille.
    steps: Vec<(SimTime, u64, Permille)>,
}

impl ServiceExposure {
    /// The integral of the failing share from 0 to `t`, in permille-seconds. `step` is the index of the stretch that contains `t`.
    fn taken(&self, step: usize, t: SimTime) -> u64 {
        let (from, taken, fails) = self.steps[step];
        taken + u64::from(fails) * (t - from).0.unsigned_abs()
    }

    /// The index of the stretch that contains `t`.
    fn step(&self, t: SimTime) -> usize {
        self.steps.partition_point(|(from, ..)| *from <= t).saturating_sub(1)
    }
}

/// All services to which a company is exposed, in file order.
pub(in crate::impact) struct ServiceExposures(Vec<ServiceExposure>);

impl ServiceExposures {
    pub fn new(outages: &Outages, exposure: &[(ServiceId, f64)], end: SimTime) -> Self {
        let exposures = exposure.iter().map(|(service, share)| {
            let mut taken = 0;
            let steps = outages.services[*service]
                .health
                .stretches(end)
                .map(|(from, until, health)| {
                    let fails = 1000 - *health;
                    let step = (from, taken, fails);
                    taken += u64::from(fails) * (until - from).0.unsigned_abs();
                    step
                })
                .collect();
            ServiceExposure { service: *service, share: *share, steps }
        });
        Self(exposures.collect())
    }

    /// Creates a meter of the weighted outage. It must be read at times in ascending order.
    pub fn meter(&self) -> Meter<'_> {
        Meter {
            exposures: self.0.iter().map(Reading::before).collect(),
            at: SimTime::ZERO,
            same_until: SimTime::ZERO,
            days_per_minute: 0.0,
            read: 0,
        }
    }

    /// The event of the last change of health, at or before `t`, of the service that cost the company most by then. Of services with equal
    /// costs, the first in file order is used.
    pub fn cause(&self, outages: &Outages, t: SimTime) -> Option<EventId> {
        let mut most: Option<(f64, ServiceId)> = None;
        for service_exposure in &self.0 {
            let taken = service_exposure.share * service_exposure.taken(service_exposure.step(t), t) as f64;
            if taken > most.map_or(0.0, |(most, _)| most) {
                most = Some((taken, service_exposure.service));
            }
        }
        last_health_event(outages, most?.1, t)
    }
}

/// The last change of a service's health at or before `t`.
fn last_health_event(outages: &Outages, service: ServiceId, t: SimTime) -> Option<EventId> {
    let own = &outages.services[service].events;
    let until = own.partition_point(|id| outages.events[id.index()].at <= t);
    let is_health = |id: &&EventId| matches!(outages.events[id.index()].kind, EventKind::Health { .. });
    own[..until].iter().rev().find(is_health).copied()
}

/// Measures how much the weighted outage has grown since the last reading. The weighted outage is the sum over the services of the integral
/// of the failing share, times the company's exposure to the service.
pub(in crate::impact) struct Meter<'a> {
    exposures: Vec<Reading<'a>>,
    /// The time of the last reading.
    at: SimTime,
    /// Until this time every service stays as it was at the last sum. This saves time because at most trading minutes nothing changes.
    same_until: SimTime,
    /// By how many days the weighted outage grows in each minute until then.
    days_per_minute: f64,
    /// How many exposures the last reading was made of.
    read: u64,
}

/// The last reading of one exposure.
struct Reading<'a> {
    /// The days of the weighted outage for each permille-second of the service's failing share.
    days_per_permille_sec: f64,
    /// The stretches that begin after this reading, as in [`ServiceExposure::steps`].
    later: &'a [(SimTime, u64, Permille)],
    /// The stretch of this reading.
    step: (SimTime, u64, Permille),
}

impl<'a> Reading<'a> {
    /// The reading before the first.
    fn before(exposure: &'a ServiceExposure) -> Self {
        Self {
            days_per_permille_sec: exposure.share / PERMILLE_SECS_PER_DAY,
            later: &exposure.steps[1..],
            step: exposure.steps[0],
        }
    }

    /// The integral of the failing share until `t`, which is in the stretch of this reading, in permille-seconds.
    fn taken(&self, t: SimTime) -> u64 {
        let (from, taken, fails) = self.step;
        taken + u64::from(fails) * (t - from).0.unsigned_abs()
    }

    /// How many days the weighted outage grew by this service from the last reading, at `last`, to `t`.
    fn grown_days(&mut self, last: SimTime, t: SimTime) -> f64 {
        let before = self.taken(last);
        while let Some((next, later)) = self.later.split_first().filter(|((from, ..), _)| *from <= t) {
            (self.step, self.later) = (*next, later);
        }
        self.days_per_permille_sec * (self.taken(t) - before) as f64
    }
}

impl Meter<'_> {
    /// How much work the last reading was.
    pub const fn steps(&self) -> u64 {
        self.read
    }

    /// Whether the weighted outage does not grow until `t`.
    pub fn is_nothing_until(&self, t: SimTime) -> bool {
        self.days_per_minute <= 0.0 && t <= self.same_until
    }

    /// The growth of the weighted outage since the last reading, in days. The first reading counts from the start of the run.
    pub fn grown_days(&mut self, t: SimTime) -> f64 {
        let last = std::mem::replace(&mut self.at, t);
        if self.is_nothing_until(t) {
            self.read = 0;
            return 0.0;
        }
        self.read = self.exposures.len() as u64;
        if t <= self.same_until && t - last == Span::MINUTE {
            return self.days_per_minute;
        }
        let (mut grown_days, mut days_per_minute, mut same_until) = (0.0, 0.0, NEVER);
        for reading in &mut self.exposures {
            grown_days += reading.grown_days(last, t);
            days_per_minute += reading.days_per_permille_sec * f64::from(reading.step.2 * SECS_PER_MINUTE);
            same_until = same_until.min(reading.later.first().map_or(NEVER, |(from, ..)| *from));
        }
        self.same_until = same_until;
        self.days_per_minute = days_per_minute;
        grown_days
    }
}
