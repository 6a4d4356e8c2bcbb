//! Computes which servers are online (MODEL.md, section 3). When a site gets darker, all placements lose servers in proportion. When
//! power or network returns, placements get servers back in the order of restoration.

use crate::model::{Id, Scenario, ServiceId, SiteId};
use crate::recording::EventId;
use crate::units::{Permille, WHOLE};

/// The servers of one service at one site, and how many of them are online.
#[derive(Clone, Debug)]
pub struct Placement {
    pub service: ServiceId,
    pub site: SiteId,
    pub standby: bool,
    pub servers: u64,
    pub online: u64,
    /// How many of these servers work.
    pub working: u64,
    /// How many of these servers were online after the site's dark share last fell.
    base: u64,
}

/// The servers of one site, and its placements in the order of restoration.
#[derive(Clone, Debug, Default)]
pub struct SiteServers {
    pub servers: u64,
    pub online: u64,
    pub dark: Permille,
    /// The last event with which the dark share of the site fell.
    pub fell: Option<EventId>,
    /// How many servers of the site were online after its dark share last fell.
    online_base: u64,
    restore_order: Vec<u32>,
}

/// All placements and the servers of all sites. Placements are in file order of the services; for each service, `on` comes before
/// `standby`.
pub fn placements(world: &Scenario) -> (Vec<Placement>, Vec<SiteServers>) {
    let mut placements = Vec::new();
    let mut sites = vec![SiteServers::default(); world.sites.len()];
    for (service, row) in world.services.iter() {
        for (standby, rows) in [(false, &row.on), (true, &row.standby)] {
            for (site, servers) in rows {
                let (id, servers) = (*site, *servers);
                let site = &mut sites[id.index()];
                site.servers += servers;
                site.restore_order.push(u32::try_from(placements.len()).expect("fewer than 2^32 placements"));
                placements.push(Placement {
                    service,
                    site: id,
                    standby,
                    servers,
                    online: servers,
                    working: servers,
                    base: servers,
                });
            }
        }
    }
    for (site, row) in sites.iter_mut().zip(world.sites.rows()) {
        site.online = site.servers;
        site.online_base = site.servers;
        let mut rank = std::collections::BTreeMap::new();
        for (index, service) in row.restore.iter().enumerate() {
            rank.entry(*service).or_insert(index);
        }
        // The sort is stable: services that `restore` does not name follow in file order, and `on` stays before `standby`.
        site.restore_order
            .sort_by_key(|index| rank.get(&placements[*index as usize].service).copied().unwrap_or(usize::MAX));
    }
    (placements, sites)
}

impl SiteServers {
    /// The placements of the site as indices, in the order of restoration.
    pub fn placements(&self) -> &[u32] {
        &self.restore_order
    }

    /// Sets the dark share, and updates how many servers of each placement are online.
    pub fn set_dark(&mut self, dark: Permille, placements: &mut [Placement]) {
        let online_now = self.servers * u64::from(WHOLE - dark) / u64::from(WHOLE);
        if dark > self.dark {
            for index in &self.restore_order {
                let placement = &mut placements[*index as usize];
                placement.online = if self.online_base == 0 {
                    0
                } else {
                    let share = u128::from(placement.base) * u128::from(online_now) / u128::from(self.online_base);
                    u64::try_from(share).expect("no more than the base")
                };
            }
        } else if dark < self.dark {
            let online_before: u64 = self.restore_order.iter().map(|index| placements[*index as usize].online).sum();
            let mut returning = online_now - online_before;
            for index in &self.restore_order {
                let placement = &mut placements[*index as usize];
                let gets = returning.min(placement.servers - placement.online);
                placement.online += gets;
                returning -= gets;
                placement.base = placement.online;
            }
            self.online_base = online_now;
        }
        self.dark = dark;
        self.online = self.restore_order.iter().map(|index| placements[*index as usize].online).sum();
    }
}
