//! What outages take from a company: for each service it is exposed to, the integral of what fails (MODEL.md, section 7).

use crate::model::ServiceId;
use crate::recording::{EventId, EventKind, Outages};
use crate::units::{Permille, SimTime};

const PERMILLE_SECS_PER_DAY: f64 = 1_000.0 * 86_400.0;
const NEVER: SimTime = SimTime(i64::MAX);

/// One service that a company is exposed to.
struct ServiceExposure {
    service: ServiceId,
    /// Share of the company's worth that depends on it.
    share: f64,
    /// From each moment on, what had been taken by then and what fails, in permille-seconds and permille.
    steps: Vec<(SimTime, u64, Permille)>,
}

impl ServiceExposure {
    /// Taken until `t`, which is in `step`, in permille-seconds.
    fn taken(&self, step: usize, t: SimTime) -> u64 {
        let (from, taken, fails) = self.steps[step];
        taken + u64::from(fails) * (t - from).0.unsigned_abs()
    }

    /// The step in which `t` is.
    fn step(&self, t: SimTime) -> usize {
        self.steps.partition_point(|(from, ..)| *from <= t).saturating_sub(1)
    }
}

/// All services that a company is exposed to, in file order.
pub(super) struct ServiceExposures(Vec<ServiceExposure>);

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

    /// A meter that is read at moments that ascend.
    pub fn meter(&self) -> Meter<'_> {
        Meter { exposures: &self.0, steps: vec![0; self.0.len()], last_days: 0.0, nothing_until: SimTime::ZERO }
    }

    /// The last change of health, at or before `t`, of the service that has taken most by then.
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

/// Reads how much was taken since it was last read.
pub(super) struct Meter<'a> {
    exposures: &'a [ServiceExposure],
    /// The step of each exposure at the last reading.
    steps: Vec<usize>,
    last_days: f64,
    /// Nothing is taken until then: at most minutes all is well, and nothing needs to be added up.
    nothing_until: SimTime,
}

impl Meter<'_> {
    /// The growth of the weighted outage since the last reading (at first: since the start), in days.
    pub fn grown_days(&mut self, t: SimTime) -> f64 {
        if t <= self.nothing_until {
            return 0.0;
        }
        let mut days = 0.0;
        let mut nothing_until = NEVER;
        for (service_exposure, step) in self.exposures.iter().zip(&mut self.steps) {
            while service_exposure.steps.get(*step + 1).is_some_and(|(from, ..)| *from <= t) {
                *step += 1;
            }
            let next = service_exposure.steps.get(*step + 1).map_or(NEVER, |(from, ..)| *from);
            let fails = service_exposure.steps[*step].2 > 0;
            nothing_until = nothing_until.min(if fails { t } else { next });
            days += service_exposure.share * (service_exposure.taken(*step, t) as f64 / PERMILLE_SECS_PER_DAY);
        }
        self.nothing_until = nothing_until;
        let grown = days - self.last_days;
        self.last_days = days;
        grown
    }
}
