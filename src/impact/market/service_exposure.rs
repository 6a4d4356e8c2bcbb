//! How much outages cost a company: for each service to which the company is exposed, the integral of the failing share
//! (MODEL.md, section 7).

use crate::model::ServiceId;
use crate::recording::{EventId, EventKind, Outages};
use crate::units::{Permille, SimTime};

const PERMILLE_SECS_PER_DAY: f64 = 1_000.0 * 86_400.0;
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
            last_days: 0.0,
            nothing_until: SimTime::ZERO,
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
    last_days: f64,
    /// Until this time no service fails, and the sum need not be computed. This saves time because at most trading minutes all services are
    /// at full health.
    nothing_until: SimTime,
    /// How many exposures the last reading read.
    read: u64,
}

/// The last reading of one exposure.
struct Reading<'a> {
    /// The share of the company's worth that depends on the service.
    share: f64,
    /// The stretches that begin after this reading, as in [`ServiceExposure::steps`].
    later: &'a [(SimTime, u64, Permille)],
    /// The stretch of this reading.
    step: (SimTime, u64, Permille),
    /// The time until which the integral does not grow.
    nothing_until: SimTime,
    /// The integral of the failing share at this reading in days, times `share`.
    days: f64,
}

impl<'a> Reading<'a> {
    /// The reading before the first.
    fn before(exposure: &'a ServiceExposure) -> Self {
        Self {
            share: exposure.share,
            later: &exposure.steps[1..],
            step: exposure.steps[0],
            nothing_until: SimTime(i64::MIN),
            days: 0.0,
        }
    }

    /// Reads the integral at `t`, unless it has not grown since the last reading.
    fn read(&mut self, t: SimTime) {
        if t < self.nothing_until {
            return;
        }
        while let Some((next, later)) = self.later.split_first().filter(|((from, ..), _)| *from <= t) {
            (self.step, self.later) = (*next, later);
        }
        let (from, taken, fails) = self.step;
        let taken = taken + u64::from(fails) * (t - from).0.unsigned_abs();
        self.days = self.share * (taken as f64 / PERMILLE_SECS_PER_DAY);
        self.nothing_until = if fails > 0 { t } else { self.later.first().map_or(NEVER, |(from, ..)| *from) };
    }
}

impl Meter<'_> {
    /// How much work the last reading was.
    pub const fn steps(&self) -> u64 {
        self.read
    }

    /// Whether the weighted outage does not grow until `t`.
    pub fn is_nothing_until(&self, t: SimTime) -> bool {
        t <= self.nothing_until
    }

    /// The growth of the weighted outage since the last reading, in days. The first reading counts from the start of the run.
    pub fn grown_days(&mut self, t: SimTime) -> f64 {
        if t <= self.nothing_until {
            self.read = 0;
            return 0.0;
        }
        self.read = self.exposures.len() as u64;
        let mut days = 0.0;
        let mut nothing_until = NEVER;
        for reading in &mut self.exposures {
            reading.read(t);
            nothing_until = nothing_until.min(reading.nothing_until);
            days += reading.days;
        }
        self.nothing_until = nothing_until;
        let grown = days - self.last_days;
        self.last_days = days;
        grown
    }
}
