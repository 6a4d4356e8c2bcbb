//! Makes the world and the plan of a run without one cause.

use crate::model::{Act, Action, CompanyId, HazardId, Plan, Scenario, ServiceId, Site, SiteId, When};
use crate::study::Run;
use crate::units::{SimTime, Span, WHOLE};

/// The size of a crew that has somebody for every server that there can be.
const EVERYBODY: u64 = u64::MAX;

/// The one cause that is taken out of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// The action with this index in the plan.
    Action(u32),
    /// The spread from this site that led to the strike with this index in the recording.
    Spread(SiteId, u32),
    /// The fact that a service has servers at this site. In the run without this cause, these servers are at a new site that is never
    /// struck.
    Standing {
        /// The service that has the servers.
        service: ServiceId,
        /// The site at which these servers are.
        site: SiteId,
    },
    /// The retries of failed requests of a service.
    Retries(ServiceId),
    /// The time that a service needs to start again.
    Restart(ServiceId),
    /// A dependency of a service.
    Dependency {
        /// The service that has the dependency.
        service: ServiceId,
        /// The service that `service` depends on.
        need: ServiceId,
    },
    /// The dependency of a service's failover on another service.
    SwitchNeed {
        /// The service that fails over.
        service: ServiceId,
        /// The service that the failover depends on.
        need: ServiceId,
    },
    /// The standby of a service.
    Standby(ServiceId),
    /// The increase of the demand for a service at the start of an hour.
    Demand {
        /// The service.
        service: ServiceId,
        /// The start of the hour.
        at: SimTime,
    },
    /// The damage and destruction of servers by a hazard. It still makes them dark.
    Damage(HazardId),
    /// The limited number of people who repair the servers of a company. In the run without this cause there is somebody for every server.
    CrewSize(CompanyId),
    /// The dependency of the repair crew of a company on a service.
    CrewNeed {
        /// The company whose crew it is.
        company: CompanyId,
        /// The service on which the work of the crew depends.
        need: ServiceId,
    },
    /// The failure of the standby of a service. In the run without this cause the standby works.
    FailoverFailure(ServiceId),
}

/// The world and the plan of `run` without these causes. `None` if one of them does not exist in the run.
///
/// The world already contains the effects of the plan's measures, so the new plan has no measures. Each of its actions has a
/// fixed time: without the first strike, actions that were planned relative to it still happen at their old times.
#[must_use]
pub(super) fn taken_from(run: &Run, causes: &[Without]) -> Option<(Scenario, Plan)> {
    let mut world = (*run.world).clone();
    let mut plan = at_moments(&run.plan);
    // Other causes take out actions too, so those that are given by their index go first, the last one before the others.
    let mut actions: Vec<usize> = causes.iter().filter_map(|cause| cause.action()).collect();
    actions.sort_unstable();
    for index in actions.into_iter().rev() {
        plan.actions.get(index)?;
        plan.actions.remove(index);
    }
    for cause in causes {
        cause.take_from(run, &mut world, &mut plan)?;
    }
    Some((world, plan))
}

impl Without {
    fn action(self) -> Option<usize> {
        if let Self::Action(index) = self { Some(index as usize) } else { None }
    }

    /// Takes this cause out of a world and its plan. An action is taken out by [`taken_from`].
    fn take_from(self, run: &Run, world: &mut Scenario, plan: &mut Plan) -> Option<()> {
        match self {
            Self::Action(_) => {}
            Self::Spread(_, strike) => stop_spread(world, run, strike)?,
            Self::Standing { service, site } => {
                let shelter = shelter(world, site);
                let row = &mut world.services[service];
                for (at, _) in row.on.iter_mut().chain(&mut row.standby).filter(|(at, _)| *at == site) {
                    *at = shelter;
                }
            }
            Self::Retries(service) => world.services[service].retry = 0,
            Self::Restart(service) => world.services[service].restart = Span::ZERO,
            Self::Dependency { service, need } => {
                world.services[service].dependencies.retain(|row| row.service != need);
            }
            Self::SwitchNeed { service, .. } => world.services[service].switch.as_mut()?.depends_on = None,
            Self::Standby(service) => world.services[service].standby.clear(),
            Self::Demand { service, at } => {
                let before = world.clock.hour(at - Span(1));
                let day = &mut world.services[service].day;
                let most = day[before];
                day.iter_mut().for_each(|share| *share = (*share).min(most));
            }
            Self::Damage(hazard) => {
                let row = &mut world.hazards[hazard];
                (row.damages, row.destroys) = (0, 0);
            }
            Self::CrewSize(company) => {
                world.companies[company].crew.as_mut()?.size = EVERYBODY;
                plan.actions.retain(|action| !matches!(action.act, Act::Crew { company: of, .. } if of == company));
            }
            Self::CrewNeed { company, .. } => world.companies[company].crew.as_mut()?.depends_on = None,
            Self::FailoverFailure(service) => world.services[service].switch.as_mut()?.success = WHOLE,
        }
        Some(())
    }
}

/// The plan without its measures, and with a fixed time for every action.
fn at_moments(plan: &Plan) -> Plan {
    let at_moment = |(_, at, action): (usize, Option<SimTime>, &Action)| Action {
        at: at.map_or(action.at, When::At),
        act: action.act.clone(),
    };
    Plan { actions: plan.timed_actions().map(at_moment).collect(), ..Plan::default() }
}

/// Removes the spread that led to this strike, and no other spread.
fn stop_spread(world: &mut Scenario, run: &Run, strike: u32) -> Option<()> {
    let struck = run.recording.strikes.get(strike as usize)?;
    let cause = run.recording.event(struck.event).cause?;
    let from = run.recording.strikes[run.recording.event(cause).kind.strike()? as usize];
    let (to_site, from_site) = (struck.target.site()?, from.target.site()?);
    let is_it = |to, hazard| (to, hazard) == (to_site, struck.hazard);
    world.sites[from_site].spreads.retain(|spread| spread.from != from.hazard || !is_it(spread.to, spread.hazard));
    Some(())
}

/// Adds a site that no strike reaches: it is in no area, and no strike spreads to it.
fn shelter(world: &mut Scenario, of: SiteId) -> SiteId {
    let site = &world.sites[of];
    let shelter = Site {
        // The key is unique, because an id in a file cannot contain a space, and each shelter has another number.
        key: format!("{} shelter {}", site.key, world.sites.len()),
        place: None,
        at: None,
        spreads: Vec::new(),
        restore: Vec::new(),
        ..site.clone()
    };
    world.sites.push(shelter)
}
