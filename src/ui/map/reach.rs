//! What the selection touches: what it rests on, and what rests on it, through any number of needs.

use super::known::{Known, Pair};
use super::marks::Mark;
use crate::model::{Id, ServiceId, SiteId, reached};
use crate::recording::Subject;
use crate::ui::ViewContext;

/// What is touched.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// By service: rests on it, or is it.
    above: Vec<bool>,
    /// By service: it rests on that, or is that.
    below: Vec<bool>,
    /// By site.
    sites: Vec<bool>,
    /// How many services it rests on, and how many rest on it.
    pub(super) counts: [usize; 2],
}

impl Reach {
    /// What `subject` touches; `None` for the world, which is everything.
    pub(super) fn of(context: &ViewContext<'_>, known: &Known, subject: Subject) -> Option<Self> {
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
                placements.map(|place| context.recording.placements[*place as usize].service).collect()
            }
        };
        own.sort_unstable();
        own.dedup();
        let count = world.services.len();
        let above = reached(&own, count, |service| known.dependents[service.index()].iter().map(|(user, _)| *user));
        let below = match subject {
            // A site rests on no service.
            Subject::Site(_) => reached(&own, count, |_| []),
            Subject::World | Subject::Service(_) | Subject::Company(_) => {
                reached(&own, count, |service| world.services[service].dependencies.iter().map(|need| need.service))
            }
        };
        let sum = |all: &[bool]| all.iter().filter(|is_in| **is_in).count();
        // What runs at a site rests on it; a service does not rest on itself.
        let itself = if matches!(subject, Subject::Site(_)) { 0 } else { own.len() };
        let counts = [sum(&below) - own.len(), sum(&above) - itself];
        let sites = sites(context, known, subject, &above, &below);
        Some(Self { above, below, sites, counts })
    }

    /// Whether a service is touched.
    pub(super) fn touches(&self, service: ServiceId) -> bool {
        self.above[service.index()] || self.below[service.index()]
    }

    /// Whether a mark has a site that is touched.
    pub(super) fn touches_mark(&self, mark: &Mark) -> bool {
        mark.sites.iter().any(|site| self.sites[site.index()])
    }

    /// Whether one of the needs of a pair lies on the way up or down.
    pub(super) fn touches_pair(&self, context: &ViewContext<'_>, pair: &Pair) -> bool {
        pair.dependencies.iter().any(|(user, place)| {
            let need = context.world.services[*user].dependencies[*place].service;
            let on = |way: &[bool]| way[user.index()] && way[need.index()];
            on(&self.above) || on(&self.below)
        })
    }
}

/// Where what is rested on has servers, where what rests on it is at home, and, of a site, itself and where its strikes spread to.
fn sites(context: &ViewContext<'_>, known: &Known, subject: Subject, above: &[bool], below: &[bool]) -> Vec<bool> {
    let mut sites = vec![false; context.world.sites.len()];
    for (id, service) in context.world.services.iter() {
        if below[id.index()] && !matches!(subject, Subject::Site(_)) {
            service.on.iter().chain(&service.standby).for_each(|(site, _)| sites[site.index()] = true);
        }
        if let Some(unit) = known.home[id.index()].filter(|_| above[id.index()]) {
            known.units[unit].sites.iter().for_each(|site| sites[site.index()] = true);
        }
    }
    if let Subject::Site(site) = subject {
        let to = |site: SiteId| context.world.sites[site].spreads.iter().map(|spread| spread.to);
        let struck = reached(&[site], sites.len(), to);
        sites.iter_mut().zip(struck).for_each(|(is_in, is_struck)| *is_in |= is_struck);
    }
    sites
}
