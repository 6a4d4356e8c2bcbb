//! The world and the plan of a run without one cause.

use crate::model::{Action, LatLon, Plan, Scenario, ServiceId, Site, SiteId, When};
use crate::study::Run;
use crate::units::{SimTime, Span};

/// The one cause that is taken out of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// The action at this index of the plan.
    Action(u32),
    /// That a strike at this site spread: the strike at this index of the recording, which followed.
    Spread(SiteId, u32),
    /// That the servers of a service are at this site: they are where nothing strikes instead.
    Standing {
        /// Whose servers.
        service: ServiceId,
        /// Where they are.
        site: SiteId,
    },
    /// Retries of failed requests of a service.
    Retries(ServiceId),
    /// The time in which a service starts again.
    Restart(ServiceId),
    /// A dependency of a service.
    Dependency {
        /// Who depends.
        service: ServiceId,
        /// On what.
        need: ServiceId,
    },
    /// That the failover of a service depends on another.
    SwitchNeed {
        /// Who fails over.
        service: ServiceId,
        /// On what that depends.
        need: ServiceId,
    },
    /// The standby of a service.
    Standby(ServiceId),
    /// More demand for a service than in the hour before this moment.
    Demand {
        /// The service.
        service: ServiceId,
        /// When the hour struck.
        at: SimTime,
    },
}

impl Without {
    /// World and plan of `run` without this. `None` if what it names is not there.
    ///
    /// The measures of the plan are taken in the world already, and each action is at a fixed moment, so that without the first strike
    /// the others are still done when they were.
    #[must_use]
    pub(super) fn taken_from(self, run: &Run) -> Option<(Scenario, Plan)> {
        let mut world = (*run.world).clone();
        let mut plan = at_moments(&run.plan);
        match self {
            Self::Action(index) => {
                let index = index as usize;
                plan.actions.get(index)?;
                plan.actions.remove(index);
            }
            Self::Spread(_, strike) => stop_spread(&mut world, run, strike)?,
            Self::Standing { service, site } => {
                let shelter = shelter(&mut world, site);
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
        }
        Some((world, plan))
    }
}

/// The plan without its measures, and with every action at a fixed moment.
fn at_moments(plan: &Plan) -> Plan {
    let at_moment =
        |action: &Action| Action { at: plan.moment(action.at).map_or(action.at, When::At), act: action.act.clone() };
    Plan { actions: plan.actions.iter().map(at_moment).collect(), ..Plan::default() }
}

/// Stops the spread that brought this strike, and no other.
fn stop_spread(world: &mut Scenario, run: &Run, strike: u32) -> Option<()> {
    let struck = run.recording.strikes.get(strike as usize)?;
    let cause = run.recording.event(struck.event).cause?;
    let from = run.recording.strikes[run.recording.event(cause).kind.strike()? as usize];
    let is_it = |to, hazard| (to, hazard) == (struck.site, struck.hazard);
    world.sites[from.site].spreads.retain(|spread| spread.from != from.hazard || !is_it(spread.to, spread.hazard));
    Some(())
}

/// A new site that nothing reaches: it is on the other side of the globe, and no strike spreads to it.
fn shelter(world: &mut Scenario, of: SiteId) -> SiteId {
    let site = &world.sites[of];
    let lon = if site.at.lon > 0.0 { site.at.lon - 180.0 } else { site.at.lon + 180.0 };
    let shelter = Site {
        // No id of a file has a space.
        key: format!("{} shelter", site.key),
        place: None,
        at: LatLon { lat: -site.at.lat, lon },
        spreads: Vec::new(),
        restore: Vec::new(),
        ..site.clone()
    };
    world.sites.push(shelter)
}
