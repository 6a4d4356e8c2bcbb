//! Groups sites into units, which are drawn as one ring, and finds the unit where a service is at home.

use std::collections::HashMap;

use crate::geo::{WorldPos, project};
use crate::model::{Id, Scenario, ServiceId, SiteId};
use crate::recording::Recording;
use crate::ui::ViewContext;

/// Sites that are drawn as one ring: all sites of a campus, or a single site.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its sites in file order, at least one.
    pub sites: Vec<SiteId>,
    /// The mean position of the sites that have one. If none has one, the position at which its first site is drawn beside the map.
    pub at: WorldPos,
    /// Whether a site has a position. A unit without one has no direction and no distance.
    pub is_placed: bool,
    /// The number of servers of all the sites.
    pub servers: u64,
    /// The services at home in this unit, those with most users first.
    pub residents: Vec<ServiceId>,
}

impl Unit {
    /// The name of the campus, or of the site.
    pub fn name<'a>(&self, context: &ViewContext<'a>) -> &'a str {
        let site = self.sites[0];
        match &context.world.sites[site].place {
            Some(campus) => context.localized.place(campus),
            None => context.localized.site_name(site),
        }
    }

    /// Who runs it, if the file says so.
    pub fn operator<'a>(&self, context: &ViewContext<'a>) -> Option<&'a str> {
        Some(context.localized.site_operator(self.sites[0])).filter(|operator| !operator.is_empty())
    }
}

/// The units of a world, and by site the index of its unit.
pub(super) fn units(world: &Scenario, recording: &Recording) -> (Vec<Unit>, Vec<usize>) {
    let mut units: Vec<Unit> = Vec::new();
    let mut by_campus: HashMap<&str, usize> = HashMap::new();
    let mut unit_of = Vec::with_capacity(world.sites.len());
    let shown = world.shown_positions();
    for (id, site) in world.sites.iter() {
        let next = units.len();
        let unit = site.place.as_deref().map_or(next, |campus| *by_campus.entry(campus).or_insert(next));
        unit_of.push(unit);
        if unit == next {
            let at = project(shown[id.index()]);
            units.push(Unit { sites: Vec::new(), at, is_placed: false, servers: 0, residents: Vec::new() });
        }
        units[unit].sites.push(id);
        units[unit].is_placed |= site.at.is_some();
        units[unit].servers += recording.sites[id].servers;
    }
    for unit in &mut units {
        let counted: Vec<WorldPos> = unit.sites.iter().filter_map(|site| world.sites[*site].at).map(project).collect();
        let Some(first) = counted.first().copied() else { continue };
        let all = counted.iter().map(|at| at.nearest_to(first));
        let (x, y) = all.fold((0.0, 0.0), |sum, at| (sum.0 + at.x, sum.1 + at.y));
        let count = counted.len() as f64;
        unit.at = WorldPos::new((x / count).rem_euclid(1.0), y / count);
    }
    (units, unit_of)
}

/// The index of the unit with most of the servers in `on`, which lists the servers of a service by site. If several units have equally
/// many, it is the one that comes first in `on`. `None` if `on` is empty.
pub(super) fn home_unit(on: &[(SiteId, u64)], unit_of: &[usize]) -> Option<usize> {
    let mut sums: Vec<(usize, u64)> = Vec::new();
    for (site, servers) in on {
        let unit = unit_of[site.index()];
        match sums.iter_mut().find(|(other, _)| *other == unit) {
            Some((_, sum)) => *sum += servers,
            None => sums.push((unit, *servers)),
        }
    }
    let most = sums.iter().map(|(_, servers)| *servers).max()?;
    sums.iter().find(|(_, servers)| *servers == most).map(|(unit, _)| *unit)
}
