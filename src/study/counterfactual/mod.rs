//! Explains why a service is out: finds the chain of causes, and for each cause compares with a run without that cause.

mod held;
mod outage;
mod same;
mod together;
mod tried;
mod without;

use std::sync::Arc;

pub use self::held::{HeldBy, held_by_another, holder};
pub use self::outage::{Instead, Other, Verdict};
pub use self::same::{SameBecause, same_because};
pub use self::together::{Together, next_together, together};
pub use self::tried::Tried;
pub use self::without::Without;
use super::Run;
use crate::model::{HazardId, ServiceId, SiteId};
use crate::recording::{Binding, Condition, Event, EventId, EventKind, Placement, Recording, Steps};
use crate::sim::RunControl;
use crate::units::{Permille, SimTime, WHOLE};

/// The maximum number of links of a chain that are tested.
const MOST_TESTED: usize = 100;

/// The maximum number of dependencies that are tested because they limit a service as much as the one that is named.
const MOST_OTHERS: usize = 3;

/// One link of a chain of causes: an event, and the runs that can be made to test it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The event of this link.
    pub event: EventId,
    /// The causes that can be taken out of the run, one at a time, to see the effect of this event. Empty if the event improved
    /// something.
    pub tests: Vec<Without>,
}

/// The chain of causes of the last change of a service at or before `t`, in the form of [`chain_to`]. Empty if nothing had changed the
/// service by then.
#[must_use]
pub fn chain(run: &Run, service: ServiceId, t: SimTime) -> Vec<EventId> {
    let last = last_change(&run.recording, service, t);
    last.map_or_else(Vec::new, |last| chain_to(&run.recording, last))
}

/// The event of the last change of a service at or before `t`; `None` if nothing had changed the service by then.
#[must_use]
pub fn last_change(recording: &Recording, service: ServiceId, t: SimTime) -> Option<EventId> {
    let track = &recording.services[service];
    let so_far = track.events.partition_point(|event| recording.event(*event).at <= t);
    let last = so_far.checked_sub(1).map(|last| track.events[last]);
    last.or(track.moments.at(t).because)
}

/// The chain of causes of the event `last`, the first cause first and `last` at the end. An event is left out if the next event in
/// the chain makes it obvious.
#[must_use]
pub fn chain_to(recording: &Recording, last: EventId) -> Vec<EventId> {
    let mut chain: Vec<EventId> = recording.why(last).map(|(id, _)| id).collect();
    chain.reverse();
    let implied: Vec<bool> = chain.windows(2).map(|pair| is_implied_by(recording, pair[0], pair[1])).collect();
    let mut implied = implied.into_iter().chain(std::iter::once(false));
    chain.retain(|_| !implied.next().unwrap_or(false));
    chain
}

/// Whether the event `next` makes the event `id` obvious: a strike or a failover implies its action, and a site that goes dark
/// implies the step of the hazard.
fn is_implied_by(recording: &Recording, id: EventId, next: EventId) -> bool {
    let (event, next) = (recording.event(id), recording.event(next));
    event.at == next.at
        && matches!(
            (event.kind, next.kind),
            (EventKind::Action(_), EventKind::Strike(_) | EventKind::Engaged(_))
                | (EventKind::Spreading(..) | EventKind::Repair(..), EventKind::Dark { .. })
        )
}

/// The links of a [`chain`], with the causes that can be taken out to test each. No cause is tested twice. If the chain has more
/// than 100 links, only the first link and the last 99 links are tested.
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

/// The causes that can be taken out to test the event `id`. `next` is the event after it in the chain.
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
        EventKind::FailoverFailed(service) => vec![Without::FailoverFailure(service)],
        EventKind::Destroyed { .. } | EventKind::Damaged { .. } => {
            let strike = event.cause.and_then(|cause| recording.event(cause).kind.strike());
            strike.map(|strike| Without::Damage(recording.strikes[strike as usize].hazard)).into_iter().collect()
        }
        EventKind::Health { service, to, .. } if to < WHOLE => limits(run, service, event.at),
        EventKind::Health { .. }
        | EventKind::Dark { .. }
        | EventKind::Spreading(..)
        | EventKind::Out(_)
        | EventKind::Repair(..)
        | EventKind::Level { .. }
        | EventKind::RtoBroken(_)
        | EventKind::Repaired(_)
        | EventKind::Fault { .. }
        | EventKind::Opening(..)
        | EventKind::Low(..)
        | EventKind::Close(..)
        | EventKind::Headline(_) => Vec::new(),
    }
}

/// If a strike spread from another site, returns this spread as a cause that can be taken out.
fn spread(run: &Run, event: &Event, strike: u32) -> Option<Without> {
    let from = run.recording.event(event.cause?).kind.strike()?;
    Some(Without::Spread(run.recording.strikes[from as usize].target.site()?, strike))
}

/// The causes that limit the health of a service at `t` and can be taken out. Dark servers of the service are not among them.
fn limits(run: &Run, service: ServiceId, t: SimTime) -> Vec<Without> {
    let row = &run.world.services[service];
    let moment = run.recording.services[service].moments.at(t);
    let mut tests = Vec::new();
    match moment.binding {
        Binding::Dependency(index) => {
            tests.push(Without::Dependency { service, need: row.dependencies[index as usize].service });
            let others = other_limits(run, service, Some(index), t);
            tests.extend(others.map(|need| Without::Dependency { service, need }));
        }
        Binding::Own => {
            tests.extend(repairs(run, service, t));
            if has_failed_over_in_vain(run, service, t) {
                tests.push(Without::FailoverFailure(service));
            }
            if row.retry > 0 && !moment.shedding {
                tests.push(Without::Retries(service));
            }
            let switch =
                row.switch.filter(|switch| switch.auto.is_some() && !row.standby.is_empty() && !moment.engaged);
            if let Some(need) = switch.and_then(|switch| switch.depends_on) {
                tests.push(Without::SwitchNeed { service, need });
                // The service that the failover depends on may be down only because its own servers are at a dark site. So the run
                // without servers at this site is tested too.
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

/// Other dependencies than that of this index which alone would limit the health of a service at `t` as much: while they do, the service is
/// no better without the one that is named.
fn other_limits(run: &Run, service: ServiceId, named: Option<u32>, t: SimTime) -> impl Iterator<Item = ServiceId> {
    let health = run.recording.services[service].moments.at(t).health;
    let dependencies = run.world.services[service].dependencies.iter().enumerate();
    let limits = dependencies.filter(move |(index, dependency)| {
        let is_other = named.is_none_or(|named| *index != named as usize) && dependency.any.is_none();
        is_other && dependency.lets_through(*run.recording.services[dependency.service].health.at(t)) <= health
    });
    limits.map(|(_, dependency)| dependency.service).take(MOST_OTHERS)
}

/// The causes that let servers of a service wait for repair in its outage at `t`: the hazards that damaged them, and the crew. The whole
/// outage is looked at, because servers are often dark first, and wait for repair only when they are back online.
fn repairs(run: &Run, service: ServiceId, t: SimTime) -> Vec<Without> {
    let Some(outage) = run.index().outage_at(service, t) else { return Vec::new() };
    let is_in = |at: SimTime| outage.until.is_none_or(|until| at < until);
    let is_hurt = |condition: &Condition| condition.damaged > 0 || condition.destroyed > 0;
    let hurt: Vec<&Placement> = run
        .placements_of(service)
        .filter(|placement| {
            let Some(steps) = &placement.condition else { return false };
            let later = steps.all()[steps.index_at(outage.from)..].iter();
            later.take_while(|(at, _)| is_in(*at)).any(|(_, condition)| is_hurt(condition))
        })
        .collect();
    if hurt.is_empty() {
        return Vec::new();
    }
    let mut hazards: Vec<HazardId> = Vec::new();
    for placement in hurt {
        let strikes = run.strikes_at(placement.site).take_while(|strike| is_in(strike.at));
        for strike in strikes.take(MOST_TESTED) {
            let hazard = &run.world.hazards[strike.hazard];
            if (hazard.damages > 0 || hazard.destroys > 0) && !hazards.contains(&strike.hazard) {
                hazards.push(strike.hazard);
            }
        }
    }
    let mut tests: Vec<Without> = hazards.into_iter().map(Without::Damage).collect();
    let company = run.world.services[service].company;
    if let Some((company, crew)) =
        company.and_then(|company| Some((company, run.world.companies[company].crew.as_ref()?)))
    {
        tests.push(Without::CrewSize(company));
        tests.extend(crew.depends_on.map(|need| Without::CrewNeed { company, need }));
    }
    tests
}

/// Whether the standby of a service has failed by the end of its outage at `t`.
fn has_failed_over_in_vain(run: &Run, service: ServiceId, t: SimTime) -> bool {
    let Some(failed) = run.index().failed_failover(service) else { return false };
    let until = run.index().outage_at(service, t).and_then(|outage| outage.until);
    until.is_none_or(|until| run.recording.event(failed).at < until)
}

/// The health of a service in the run without these causes; `None` if no run can be made without them within the budget, or if it was
/// cancelled through `control`.
#[must_use]
pub fn health_without(
    run: &Run,
    causes: &[Without],
    service: ServiceId,
    control: &RunControl,
) -> Option<Steps<Permille>> {
    let (world, plan) = without::taken_from(run, causes)?;
    let without = Run::controlled(&Arc::new(world), &plan, run.seed, control).ok()?;
    Some(without.recording.services[service].health.clone())
}

impl Without {
    /// The health of a service in the run without this cause alone, as [`health_without`] finds it.
    #[must_use]
    pub fn health(self, run: &Run, service: ServiceId, control: &RunControl) -> Option<Steps<Permille>> {
        health_without(run, &[self], service, control)
    }
}
