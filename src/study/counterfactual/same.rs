//! Why an outage is the same without one of its causes, as far as the run itself tells.

use super::{HeldBy, Instead, Link, MOST_TESTED, Verdict, Without, held_by_another, last_change, other_limits};
use crate::model::ServiceId;
use crate::recording::{Binding, EventId, EventKind};
use crate::study::Run;
use crate::units::{SimTime, WHOLE};

/// Why nothing changes without a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SameBecause {
    /// A service on the way from the cause to the outage is limited as much by other dependencies, on which the cause has no effect.
    Limited {
        /// The service.
        service: ServiceId,
        /// Those dependencies.
        by: Vec<ServiceId>,
    },
    /// Something else holds the service by the time that was asked about.
    Held(HeldBy),
}

/// Why an outage of `service` is the same without the cause `without`, one of the tests of the link with this index. `t` is the time that was
/// asked about. `None` if the outage is another one then, or if the run does not tell why it is the same.
#[must_use]
pub fn same_because(
    run: &Run,
    (service, t): (ServiceId, SimTime),
    (links, index): (&[Link], usize),
    without: Without,
    verdict: &Verdict,
) -> Option<SameBecause> {
    if verdict.instead != Instead::Same {
        return None;
    }
    let cause = links.get(index)?.event;
    let own = if let Without::Dependency { service, need } = without {
        limited(run, service, need, run.recording.event(cause).at, cause)
    } else {
        None
    };
    let on_the_way = || links[index + 1..].iter().take(MOST_TESTED).find_map(|link| limited_by(run, link.event, cause));
    own.or_else(on_the_way).or_else(|| held_by_another(run, service, t).map(SameBecause::Held))
}

/// Whether other dependencies limit a service as much as the one because of which it changed in this event.
fn limited_by(run: &Run, event: EventId, cause: EventId) -> Option<SameBecause> {
    let event = run.recording.event(event);
    let EventKind::Health { service, to, .. } = event.kind else { return None };
    let Binding::Dependency(named) = run.recording.services[service].moments.at(event.at).binding else { return None };
    let need = run.world.services[service].dependencies[named as usize].service;
    if to < WHOLE { limited(run, service, need, event.at, cause) } else { None }
}

/// The dependencies other than `need` that limit a service at `at` as much, and not because of the event `cause`.
fn limited(run: &Run, service: ServiceId, need: ServiceId, at: SimTime, cause: EventId) -> Option<SameBecause> {
    let row = &run.world.services[service];
    let moment = run.recording.services[service].moments.at(at);
    let named = row.dependencies.iter().position(|dependency| dependency.service == need)?;
    // It is not enough that the dependency is down: the service may tolerate that for a while, or have failed over.
    let is_felt = |other: &ServiceId| {
        let mut rows = row.dependencies.iter().filter(|dependency| dependency.service == *other);
        rows.any(|dependency| {
            let is_idle = dependency.primary && moment.engaged;
            !is_idle && dependency.lets_through(run.felt_health(dependency, at)) <= moment.health
        })
    };
    let others = other_limits(run, service, Some(named as u32), at).filter(|other| *other != need);
    let by: Vec<ServiceId> = others.filter(is_felt).filter(|other| !is_because_of(run, *other, at, cause)).collect();
    (!by.is_empty()).then_some(SameBecause::Limited { service, by })
}

/// Whether an event is among the causes of the last change of a service at or before `t`.
fn is_because_of(run: &Run, service: ServiceId, t: SimTime, cause: EventId) -> bool {
    let Some(last) = last_change(&run.recording, service, t) else { return false };
    // A cause has a smaller id than its effect.
    let mut causes = run.recording.why(last).map(|(id, _)| id).take_while(|id| *id >= cause);
    causes.any(|id| id == cause)
}
