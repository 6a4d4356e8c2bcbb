//! Which servers have light (MODEL.md, section 3): pro rata as a site gets dark, in the order of restoration as light returns.

use crate::model::{Id, Scenario, ServiceId, SiteId};
use crate::units::{Permille, WHOLE};

/// Servers of one service at one site, and how many of them have light.
#[derive(Clone, Debug)]
pub struct Placement {
    pub service: ServiceId,
    pub site: SiteId,
    pub standby: bool,
    pub servers: u64,
    pub lit: u64,
    /// Its light after dark last fell.
    base: u64,
}

/// One site's placements in the order in which light comes back to them.
#[derive(Clone, Debug, Default)]
pub struct SiteLight {
    pub servers: u64,
    pub lit: u64,
    pub dark: Permille,
    /// Light of the site after dark last fell.
    lit_base: u64,
    restore_order: Vec<u32>,
}

/// All placements (`on` before `standby`, services in file order) and the sites that hold them.
pub fn placements(world: &Scenario) -> (Vec<Placement>, Vec<SiteLight>) {
    let mut placements = Vec::new();
    let mut sites = vec![SiteLight::default(); world.sites.len()];
    for (service, row) in world.services.iter() {
        for (standby, places) in [(false, &row.on), (true, &row.standby)] {
            for (site, servers) in places {
                let (site, servers) = (*site, *servers);
                let light = &mut sites[site.index()];
                light.servers += servers;
                light.restore_order.push(u32::try_from(placements.len()).expect("fewer than 2^32 placements"));
                placements.push(Placement { service, site, standby, servers, lit: servers, base: servers });
            }
        }
    }
    for (light, site) in sites.iter_mut().zip(world.sites.rows()) {
        light.lit = light.servers;
        light.lit_base = light.servers;
        let mut rank = std::collections::BTreeMap::new();
        for (place, service) in site.restore.iter().enumerate() {
            rank.entry(*service).or_insert(place);
        }
        // Stable: services not named follow in file order, and `on` stays before `standby`.
        light
            .restore_order
            .sort_by_key(|place| rank.get(&placements[*place as usize].service).copied().unwrap_or(usize::MAX));
    }
    (placements, sites)
}

impl SiteLight {
    /// The site's placements, in the order in which light comes back to them.
    pub fn placements(&self) -> &[u32] {
        &self.restore_order
    }

    /// The dark share changes to `dark`; the light of the site's placements follows.
    pub fn set_dark(&mut self, dark: Permille, placements: &mut [Placement]) {
        let lit_now = self.servers * u64::from(WHOLE - dark) / u64::from(WHOLE);
        if dark > self.dark {
            for place in &self.restore_order {
                let placement = &mut placements[*place as usize];
                placement.lit = if self.lit_base == 0 {
                    0
                } else {
                    let share = u128::from(placement.base) * u128::from(lit_now) / u128::from(self.lit_base);
                    u64::try_from(share).expect("no more than the base")
                };
            }
        } else if dark < self.dark {
            let lit_before: u64 = self.restore_order.iter().map(|place| placements[*place as usize].lit).sum();
            let mut fresh = lit_now - lit_before;
            for place in &self.restore_order {
                let placement = &mut placements[*place as usize];
                let gets = fresh.min(placement.servers - placement.lit);
                placement.lit += gets;
                fresh -= gets;
                placement.base = placement.lit;
            }
            self.lit_base = lit_now;
        }
        self.dark = dark;
        self.lit = self.restore_order.iter().map(|place| placements[*place as usize].lit).sum();
    }
}
