//! Why a service is out, with proof: the chain of causes, and for each link the run without that one cause.

mod outage;
mod without;

use std::sync::Arc;

pub use self::outage::{Instead, Other, Verdict};
pub use self::without::Without;
use super::Run;
use crate::model::{ServiceId, SiteId};
use crate::recording::{Binding, Event, EventId, EventKind, Recording, Steps};
use crate::units::{Permille, SimTime, WHOLE};

/// Links that are tested of a chain that is longer.
const MOST_TESTED: usize = 100;

/// One link of a chain of causes.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What happened.
    pub event: EventId,
    /// What can be taken out of the run to see what this link did; nothing where the link did good.
    pub tests: Vec<Without>,
}

/// What is known so far of a service in runs without one cause at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    found: Vec<(Without, Option<Steps<Permille>>)>,
}

/// The chain of causes of the last change of a service at or before `t`, the spark first, without links that the next one implies.
/// Empty if nothing ever touched it.
#[must_use]
pub fn chain(run: &Run, service: ServiceId, t: SimTime) -> Vec<EventId> {
    let last = last_change(&run.recording, service, t);
    last.map_or_else(Vec::new, |last| chain_to(&run.recording, last))
}

/// The event of the last change of a service at or before `t`; `None` if nothing ever touched it.
#[must_use]
pub fn last_change(recording: &Recording, service: ServiceId, t: SimTime) -> Option<EventId> {
    let track = &recording.services[service];
    let so_far = track.events.partition_point(|event| recording.event(*event).at <= t);
    let last = so_far.checked_sub(1).map(|last| track.events[last]);
    last.or(track.moments.at(t).because)
}

/// The chain of causes from the spark to `last`, without links that the next one implies.
#[must_use]
pub fn chain_to(recording: &Recording, last: EventId) -> Vec<EventId> {
    let mut chain: Vec<EventId> = recording.why(last).map(|(id, _)| id).collect();
    chain.reverse();
    let implied: Vec<bool> = chain.windows(2).map(|pair| is_implied_by(recording, pair[0], pair[1])).collect();
    let mut implied = implied.into_iter().chain(std::iter::once(false));
    chain.retain(|_| !implied.next().unwrap_or(false));
    chain
}

/// Whether `next` implies `id`: a strike its action, a site that goes dark the step of the hazard.
fn is_implied_by(recording: &Recording, id: EventId, next: EventId) -> bool {
    let (event, next) = (recording.event(id), recording.event(next));
    event.at == next.at
        && matches!(
            (event.kind, next.kind),
            (EventKind::Action(_), EventKind::Strike(_) | EventKind::Engaged(_))
                | (EventKind::Spreading(..) | EventKind::Repair(..), EventKind::Dark { .. })
        )
}

/// The links of a [`chain`] with what can be tested about each; nothing is tested twice. Of a chain of very many the first and the last are.
#[must_use]
pub fn links(run: &Run, chain: &[EventId]) -> Vec<Link> {
    let mut seen: Vec<Without> = Vec::new();
    let link = |(index, event): (usize, &EventId)| {
        let is_tested = index == 0 || chain.len() - index < MOST_TESTED;
        let mut tests = if is_tested { tests(run, *event, chain.get(index + 1).copied()) } else { Vec::new() };
        tests.retain(|test| !seen.contains(test));
        seen.extend(&tests);
        Link { event: *event, tests }
    };
    chain.iter().enumerate().map(link).collect()
}

/// What can be taken away about an event, `next` being what it led to.
fn tests(run: &Run, id: EventId, next: Option<EventId>) -> Vec<Without> {
    let recording = &run.recording;
    let event = recording.event(id);
    let kind_of = |id: Option<EventId>| id.map(|id| recording.event(id).kind);
    let ordered =
        if let Some(EventKind::Action(index)) = kind_of(event.cause) { Some(Without::Action(index)) } else { None };
    let hurt = if let Some(EventKind::Health { service, .. }) = kind_of(next) { Some(service) } else { None };
    match event.kind {
        EventKind::Action(index) => vec![Without::Action(index)],
        EventKind::Strike(strike) => ordered.or_else(|| spread(run, event, strike)).into_iter().collect(),
        EventKind::Dark { site, from, to } if to > from => {
            hurt.map(|service| Without::Standing { service, site }).into_iter().collect()
        }
        EventKind::Hour(_) => hurt.map(|service| Without::Demand { service, at: event.at }).into_iter().collect(),
        EventKind::Engaged(service) | EventKind::StoodDown(service) => {
            vec![ordered.unwrap_or(Without::Standby(service))]
        }
        EventKind::Health { service, to, .. } if to < WHOLE => limits(run, service, event.at),
        EventKind::Health { .. }
        | EventKind::Dark { .. }
        | EventKind::Spreading(..)
        | EventKind::Out(_)
        | EventKind::Repair(..)
        | EventKind::Level { .. }
        | EventKind::RtoBroken(_)
        | EventKind::Opening(..)
        | EventKind::Low(..)
        | EventKind::Close(..)
        | EventKind::Headline(_) => Vec::new(),
    }
}

/// The spread from another site that brought a strike.
fn spread(run: &Run, event: &Event, strike: u32) -> Option<Without> {
    let from = run.recording.event(event.cause?).kind.strike()?;
    Some(Without::Spread(run.recording.strikes[from as usize].site, strike))
}

/// What limits a service at `t` besides dark servers, as far as it can be taken away.
fn limits(run: &Run, service: ServiceId, t: SimTime) -> Vec<Without> {
    let row = &run.world.services[service];
    let moment = run.recording.services[service].moments.at(t);
    let mut tests = Vec::new();
    match moment.binding {
        Binding::Dependency(index) => {
            tests.push(Without::Dependency { service, need: row.dependencies[index as usize].service });
        }
        Binding::Own => {
            if row.retry > 0 && !moment.shedding {
                tests.push(Without::Retries(service));
            }
            let switch =
                row.switch.filter(|switch| switch.auto.is_some() && !row.standby.is_empty() && !moment.engaged);
            if let Some(need) = switch.and_then(|switch| switch.depends_on) {
                tests.push(Without::SwitchNeed { service, need });
                // What the failover waits for may be down only because of where its servers are.
                let is_dark = |site: &SiteId| *run.recording.sites[*site].dark.at(t) > 0;
                let sites = run.world.services[need].on.iter().map(|(site, _)| *site).filter(is_dark);
                tests.extend(sites.map(|site| Without::Standing { service: need, site }));
            }
        }
    }
    if row.restart.0 > 0 {
        tests.push(Without::Restart(service));
    }
    tests
}

impl Without {
    /// The health of a service in `run` without this; `None` if there is no such run.
    #[must_use]
    pub fn health(self, run: &Run, service: ServiceId) -> Option<Steps<Permille>> {
        let (world, plan) = self.taken_from(run)?;
        let without = Run::new(&Arc::new(world), &plan, run.seed).ok()?;
        Some(without.recording.services[service].health.clone())
    }
}

impl Tried {
    /// How many were tried.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was tried yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Notes the health of the service without this; `None` if there is no such run.
    pub fn add(&mut self, without: Without, health: Option<Steps<Permille>>) {
        self.found.push((without, health));
    }

    /// The health of the service without this, or that there is no such run; `None` as long as it was not tried.
    #[must_use]
    pub fn of(&self, without: Without) -> Option<Option<&Steps<Permille>>> {
        self.found.iter().find(|(tried, _)| *tried == without).map(|(_, health)| health.as_ref())
    }
}
