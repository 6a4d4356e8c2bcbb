//! The world and the plan of a run but for one thing.

use crate::model::{Action, LatLon, Plan, Scenario, ServiceId, Site, SiteId, When};
use crate::study::Run;
use crate::units::{SimTime, Span};

/// The one thing that is taken out of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// The action at this place in the plan.
    Action(u32),
    /// That a strike at this site brought the one at this place in the recording.
    Spread(SiteId, u32),
    /// That the servers of a service are at this site: they stand where nothing strikes instead.
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
    /// A service's need of another.
    Dependency {
        /// Who needs.
        service: ServiceId,
        /// What is needed.
        need: ServiceId,
    },
    /// That the switch of a service cannot work without another.
    SwitchNeed {
        /// Whose switch.
        service: ServiceId,
        /// What it needs.
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
    /// World and plan of `run` but for this. `None` if what it names is not there.
    ///
    /// The measures of the plan are taken in the world already, and its actions stand at moments of their own, so that without the
    /// first strike the rest is still done when it was.
    #[must_use]
    pub(super) fn taken_from(self, run: &Run) -> Option<(Scenario, Plan)> {
        let mut world = (*run.world).clone();
        let mut plan = at_moments(&run.plan);
        match self {
            Self::Action(place) => {
                let place = place as usize;
                plan.actions.get(place)?;
                plan.actions.remove(place);
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
                world.services[service].dependencies.retain(|row| row.service != need)
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

/// The plan with its measures left out and every action at a moment of its own.
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

/// A new site beside the others that nothing reaches: on the other side of the globe, and no strike spreads to it.
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
