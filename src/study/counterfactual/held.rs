//! What holds a service at a time of its outage, where that is something else than what brought it there: the health of a service does not
//! change when one limit takes the place of another that is as low, so no event tells of it.

use super::{chain_to, last_change, other_limits};
use crate::model::ServiceId;
use crate::recording::{Binding, EventId, EventKind, Recording};
use crate::study::Run;
use crate::units::{Level, SimTime};

/// What holds a service at a certain time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBy {
    /// The service itself, then the dependency that limits it, then the one that limits this one, and so on.
    pub services: Vec<ServiceId>,
    /// Whether the last of these services waits for another one of them, so that none of them comes back by itself.
    pub is_cycle: bool,
    /// The event behind what limits the last of these services. `None` for a cycle.
    pub because: Option<EventId>,
    /// Other dependencies of the service itself that limit it as much. At most three are named.
    pub others: Vec<ServiceId>,
}

/// What holds a service at `t`, if it is another service or another strike than at its last change, or if services hold one another. `None`
/// if the service is Up, if the chain of its last change still tells what holds it, or if no event is behind what holds it.
#[must_use]
pub fn held_by_another(run: &Run, service: ServiceId, t: SimTime) -> Option<HeldBy> {
    let recording = &run.recording;
    if recording.services[service].level(t) == Level::Up {
        return None;
    }
    let changed_at = recording.event(last_change(recording, service, t)?).at;
    let now = Holder::at(run, service, t);
    let because = if now.is_cycle { None } else { Some(now.because?) };
    if let Some(because) = because {
        let before = Holder::at(run, service, changed_at);
        let strike = |because| strike_behind(recording, because);
        // Chains may be very long: most of the time the event is the same, and none is followed.
        let is_same_cause = before.because == Some(because) || before.because.and_then(strike) == strike(because);
        if before.services.last() == now.services.last() && is_same_cause {
            return None;
        }
    }
    let named = match recording.services[service].moments.at(t).binding {
        Binding::Dependency(index) => Some(index),
        Binding::Own => None,
    };
    let others = other_limits(run, service, named, t).collect();
    Some(HeldBy { services: now.services, is_cycle: now.is_cycle, because, others })
}

/// The service whose own limit holds `service` at `t`: the service itself, or the last of the dependencies that limit one another. `None` if
/// services hold one another.
#[must_use]
pub fn holder(run: &Run, service: ServiceId, t: SimTime) -> Option<ServiceId> {
    let holder = Holder::at(run, service, t);
    if holder.is_cycle { None } else { holder.services.last().copied() }
}

impl HeldBy {
    /// The chain of causes of what limits the last of the services, in the form of [`chain_to`]. Empty for a cycle.
    #[must_use]
    pub fn chain(&self, recording: &Recording) -> Vec<EventId> {
        self.because.map_or_else(Vec::new, |because| chain_to(recording, because))
    }
}

/// The services from one to the one whose own limit holds it, and the event behind that limit.
struct Holder {
    services: Vec<ServiceId>,
    is_cycle: bool,
    because: Option<EventId>,
}

impl Holder {
    fn at(run: &Run, service: ServiceId, t: SimTime) -> Self {
        let mut services = vec![service];
        let mut held = service;
        let mut is_cycle = false;
        loop {
            let moment = run.recording.services[held].moments.at(t);
            let Binding::Dependency(index) = moment.binding else { break };
            let dependency = &run.world.services[held].dependencies[index as usize];
            let track = &run.recording.services[dependency.service];
            // A dependency that is back, or lets more through by now, limits the service only by what was before: the service is starting.
            if track.level(t) == Level::Up || dependency.lets_through(*track.health.at(t)) > moment.health {
                break;
            }
            is_cycle = services.contains(&dependency.service);
            if is_cycle {
                break;
            }
            held = dependency.service;
            services.push(held);
        }
        Self { services, is_cycle, because: run.recording.services[held].moments.at(t).because }
    }
}

/// The strike at the beginning of a chain of causes; `None` if the chain does not begin with one.
fn strike_behind(recording: &Recording, event: EventId) -> Option<u32> {
    let strikes = recording
        .why(event)
        .filter_map(|(_, event)| if let EventKind::Strike(strike) = event.kind { Some(strike) } else { None });
    strikes.last()
}
