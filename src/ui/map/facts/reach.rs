//! The services and sites that are connected to the selection: those that it depends on and those that depend on it, directly or
//! indirectly.

use super::RunFacts;
use super::connections::Connection;
use crate::model::{Id, ServiceId, SiteId, reached};
use crate::recording::Subject;
use crate::ui::ViewContext;

/// The services and sites that are connected to the selection.
#[derive(Clone, Debug)]
pub struct Reach {
    /// By service: whether it depends on the selection or belongs to it.
    above: Vec<bool>,
    /// By service: whether the selection depends on it, or it belongs to the selection.
    below: Vec<bool>,
    /// By site: whether it is connected to the selection.
    sites: Vec<bool>,
    /// The number of services that the selection depends on, and the number of services that depend on the selection.
    pub counts: [usize; 2],
}

impl Reach {
    /// The services and sites that are connected to `subject`; `None` if `subject` is the world, because everything is connected to the
    /// world.
    pub fn of(context: &ViewContext<'_>, facts: &RunFacts, subject: Subject) -> Option<Self> {
        let world = context.world;
        let mut own: Vec<ServiceId> = match subject {
            Subject::World => return None,
            Subject::Service(service) => vec![service],
            Subject::Company(company) => {
                let services = world.services.iter();
                services.filter(|(_, service)| service.company == Some(company)).map(|(id, _)| id).collect()
            }
            Subject::Site(site) => {
                let placements = context.recording.sites[site].placements.iter();
                placements.map(|index| context.recording.placements[*index as usize].service).collect()
            }
        };
        own.sort_unstable();
        own.dedup();
        let count = world.services.len();
        let above =
            reached(&own, count, |service| facts.dependents[service.index()].iter().map(|dependency| dependency.user));
        let below = match subject {
            // A site depends on no service.
            Subject::Site(_) => reached(&own, count, |_| []),
            Subject::World | Subject::Service(_) | Subject::Company(_) => {
                let dependencies = |service: ServiceId| world.services[service].dependencies.iter();
                reached(&own, count, |service| dependencies(service).map(|dependency| dependency.service))
            }
        };
        let sum = |all: &[bool]| all.iter().filter(|is_in| **is_in).count();
        // The services at a selected site depend on the site, so they count as dependents. A selected service does not depend on itself.
        let itself = if matches!(subject, Subject::Site(_)) { 0 } else { own.len() };
        let counts = [sum(&below) - own.len(), sum(&above) - itself];
        let sites = sites(context, facts, subject, &above, &below);
        Some(Self { above, below, sites, counts })
    }

    /// Whether a service is connected to the selection.
    pub fn touches(&self, service: ServiceId) -> bool {
        self.above[service.index()] || self.below[service.index()]
    }

    /// Whether at least one of these sites is connected to the selection.
    pub fn touches_any(&self, sites: &[SiteId]) -> bool {
        sites.iter().any(|site| self.sites[site.index()])
    }

    /// Whether at least one dependency of a connection has both of its services among the dependents, or both among the dependencies, of
    /// the selection.
    pub fn touches_connection(&self, context: &ViewContext<'_>, connection: &Connection) -> bool {
        connection.dependencies.iter().any(|dependency| {
            let (user, service) = (dependency.user, dependency.service(context.world));
            let has_both = |services: &[bool]| services[user.index()] && services[service.index()];
            has_both(&self.above) || has_both(&self.below)
        })
    }
}

/// By site, whether it is connected to the selection. Connected are the sites with servers of services in `below` and the homes of services
/// in `above`. If a site is selected, the site itself and every site to which its strikes spread are connected too.
fn sites(context: &ViewContext<'_>, facts: &RunFacts, subject: Subject, above: &[bool], below: &[bool]) -> Vec<bool> {
    let mut sites = vec![false; context.world.sites.len()];
    for (id, service) in context.world.services.iter() {
        if below[id.index()] && !matches!(subject, Subject::Site(_)) {
            service.on.iter().chain(&service.standby).for_each(|(site, _)| sites[site.index()] = true);
        }
        if let Some(unit) = facts.home[id.index()].filter(|_| above[id.index()]) {
            facts.units[unit].sites.iter().for_each(|site| sites[site.index()] = true);
        }
    }
    if let Subject::Site(site) = subject {
        let to = |site: SiteId| context.world.sites[site].spreads.iter().map(|spread| spread.to);
        let struck = reached(&[site], sites.len(), to);
        sites.iter_mut().zip(struck).for_each(|(is_in, is_struck)| *is_in |= is_struck);
    }
    sites
}
