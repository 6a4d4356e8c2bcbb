//! What the selection touches: what it depends on, and what depends on it, through any number of dependencies.

use super::RunFacts;
use super::connections::Connection;
use crate::model::{Id, ServiceId, SiteId, reached};
use crate::recording::Subject;
use crate::ui::ViewContext;

/// What is touched.
#[derive(Clone, Debug)]
pub struct Reach {
    /// By service: whether it depends on the selection, or is in it.
    above: Vec<bool>,
    /// By service: whether the selection depends on it, or it is in the selection.
    below: Vec<bool>,
    /// By site.
    sites: Vec<bool>,
    /// How many services the selection depends on, and how many depend on it.
    pub counts: [usize; 2],
}

impl Reach {
    /// What `subject` touches; `None` for the world, which is everything.
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
        // What runs at a site depends on it; a service does not depend on itself.
        let itself = if matches!(subject, Subject::Site(_)) { 0 } else { own.len() };
        let counts = [sum(&below) - own.len(), sum(&above) - itself];
        let sites = sites(context, facts, subject, &above, &below);
        Some(Self { above, below, sites, counts })
    }

    /// Whether a service is touched.
    pub fn touches(&self, service: ServiceId) -> bool {
        self.above[service.index()] || self.below[service.index()]
    }

    /// Whether one of these sites is touched.
    pub fn touches_any(&self, sites: &[SiteId]) -> bool {
        sites.iter().any(|site| self.sites[site.index()])
    }

    /// Whether one of the dependencies of a connection is among those that are followed.
    pub fn touches_connection(&self, context: &ViewContext<'_>, connection: &Connection) -> bool {
        connection.dependencies.iter().any(|dependency| {
            let (user, service) = (dependency.user, dependency.service(context.world));
            let has_both = |services: &[bool]| services[user.index()] && services[service.index()];
            has_both(&self.above) || has_both(&self.below)
        })
    }
}

/// Where services below have servers, where services above are at home, and for a site itself and where its strikes spread to.
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
