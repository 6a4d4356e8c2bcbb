//! What holds a service at a time of its outage, where that is something else than what brought it there: the health of a service does not
//! change when one limit takes the place of another that is as low, so no event tells of it.

use super::{chain_to, last_change};
use crate::model::ServiceId;
use crate::recording::{Binding, EventId, EventKind, Recording};
use crate::study::Run;
use crate::units::{Level, SimTime};

/// The maximum number of other dependencies that are named because they limit a service as much.
const MOST_OTHERS: usize = 3;

/// What holds a service at a certain time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBy {
    /// The service itself, then the dependency that limits it, then the one that limits this one, and so on.
    pub services: Vec<ServiceId>,
    /// Whether the last of these services waits for another one of them, so that none of them comes back by itself.
    pub is_cycle: bool,
    /// The chain of causes of what limits the last of these services, in the form of [`chain_to`]. Empty for a cycle.
    pub chain: Vec<EventId>,
    /// Other dependencies of the service itself that are not Up and limit it as much. At most three are named.
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
    let others = || others(run, service, t);
    if now.is_cycle {
        return Some(HeldBy { others: others(), services: now.services, is_cycle: true, chain: Vec::new() });
    }
    let because = now.because?;
    let before = Holder::at(run, service, changed_at);
    let is_same = before.services.last() == now.services.last()
        && before.because.and_then(|because| strike_behind(recording, because)) == strike_behind(recording, because);
    (!is_same).then(|| HeldBy {
        others: others(),
        services: now.services,
        is_cycle: false,
        chain: chain_to(recording, because),
    })
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

/// The dependencies of a service, beside the one that is named, that limit it as much at `t`. Each alone would keep it from coming back.
fn others(run: &Run, service: ServiceId, t: SimTime) -> Vec<ServiceId> {
    let moment = run.recording.services[service].moments.at(t);
    let dependencies = run.world.services[service].dependencies.iter().enumerate();
    let limits = dependencies.filter(|(index, dependency)| {
        let track = &run.recording.services[dependency.service];
        moment.binding != Binding::Dependency(u32::try_from(*index).unwrap_or(u32::MAX))
            && dependency.any.is_none()
            && track.level(t) != Level::Up
            && dependency.lets_through(*track.health.at(t)) <= moment.health
    });
    limits.map(|(_, dependency)| dependency.service).take(MOST_OTHERS).collect()
}

/// The strike at the beginning of a chain of causes; `None` if the chain does not begin with one.
fn strike_behind(recording: &Recording, event: EventId) -> Option<u32> {
    let strikes = recording
        .why(event)
        .filter_map(|(_, event)| if let EventKind::Strike(strike) = event.kind { Some(strike) } else { None });
    strikes.last()
}
