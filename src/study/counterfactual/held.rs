//! What holds a service at a time of its outage, where that is something else than what brought it there: the health of a service does not
//! change when one limit takes the place of another that is as low, so no event tells of it.

use super::{chain_to, last_change};
use crate::model::ServiceId;
use crate::recording::{Binding, EventId, EventKind, Recording};
use crate::study::Run;
use crate::units::{Level, SimTime};

/// What holds a service at a certain time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBy {
    /// The service itself, then the dependency that limits it, then the one that limits this one, and so on.
    pub services: Vec<ServiceId>,
    /// The chain of causes of what limits the last of these services, in the form of [`chain_to`].
    pub chain: Vec<EventId>,
}

/// What holds a service at `t`, if it is another service or another strike than at its last change. `None` if the service is Up, if the chain
/// of its last change still tells what holds it, or if no event is behind what holds it.
#[must_use]
pub fn held_by_another(run: &Run, service: ServiceId, t: SimTime) -> Option<HeldBy> {
    let recording = &run.recording;
    if recording.services[service].level(t) == Level::Up {
        return None;
    }
    let changed_at = recording.event(last_change(recording, service, t)?).at;
    let now = Holder::at(run, service, t)?;
    let before = Holder::at(run, service, changed_at)?;
    let is_same = before.services.last() == now.services.last()
        && strike_behind(recording, before.because) == strike_behind(recording, now.because);
    (!is_same).then(|| HeldBy { services: now.services, chain: chain_to(recording, now.because) })
}

/// The services from one to the one whose own limit holds it, and the event behind that limit.
struct Holder {
    services: Vec<ServiceId>,
    because: EventId,
}

impl Holder {
    /// `None` if no event is behind the limit, or if the services hold one another in a cycle.
    fn at(run: &Run, service: ServiceId, t: SimTime) -> Option<Self> {
        let mut services = vec![service];
        let mut held = service;
        loop {
            let moment = run.recording.services[held].moments.at(t);
            let Binding::Dependency(index) = moment.binding else { break };
            let dependency = &run.world.services[held].dependencies[index as usize];
            let track = &run.recording.services[dependency.service];
            // A dependency that is back, or lets more through by now, limits the service only by what was before: the service is starting.
            if track.level(t) == Level::Up || dependency.lets_through(*track.health.at(t)) > moment.health {
                break;
            }
            if services.contains(&dependency.service) {
                return None;
            }
            held = dependency.service;
            services.push(held);
        }
        let because = run.recording.services[held].moments.at(t).because?;
        Some(Self { services, because })
    }
}

/// The strike at the beginning of a chain of causes; `None` if the chain does not begin with one.
fn strike_behind(recording: &Recording, event: EventId) -> Option<u32> {
    let strikes = recording
        .why(event)
        .filter_map(|(_, event)| if let EventKind::Strike(strike) = event.kind { Some(strike) } else { None });
    strikes.last()
}
