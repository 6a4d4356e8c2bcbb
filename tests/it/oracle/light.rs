//! Which servers are online (MODEL.md, section 3).

use firedrill::model::{Id, Scenario, ServiceId, Site, SiteId};
use firedrill::recording::Condition;

use super::{Grid, Series};

/// The servers of one service at one site, how many of them are online, and what became of them.
pub struct Placement {
    pub service: ServiceId,
    pub site: SiteId,
    pub standby: bool,
    pub servers: u64,
    pub online: Series<u64>,
    pub working: Series<u64>,
    pub condition: Series<Condition>,
}

/// All placements in the order of the file. For each service, those of `on` come before those of `standby`.
pub fn placements(world: &Scenario, dark: &[Series<u32>], grid: Grid) -> Vec<Placement> {
    let mut all = Vec::new();
    for (service, row) in world.services.iter() {
        for (standby, servers_by_site) in [(false, &row.on), (true, &row.standby)] {
            for (site, servers) in servers_by_site {
                let (site, servers) = (*site, *servers);
                let [online, working] = [Series::new(servers), Series::new(servers)];
                let condition = Series::new(Condition::well(servers));
                all.push(Placement { service, site, standby, servers, online, working, condition });
            }
        }
    }
    for (site, row) in world.sites.iter() {
        let order = restored(row, site, &all);
        set_site_online(&mut all, site, &order, &dark[site.index()], grid);
    }
    all
}

/// The indices of the placements at a site, in the order in which their servers come back online.
fn restored(row: &Site, site: SiteId, placements: &[Placement]) -> Vec<usize> {
    let here = |index: &usize| placements[*index].site == site;
    let rank = |index: &usize| row.restore.iter().position(|named| *named == placements[*index].service);
    let mut order: Vec<usize> = (0..placements.len()).filter(here).collect();
    order.sort_by_key(|index| rank(index).unwrap_or(usize::MAX));
    order
}

fn set_site_online(placements: &mut [Placement], site: SiteId, order: &[usize], dark: &Series<u32>, grid: Grid) {
    let here: Vec<usize> = (0..placements.len()).filter(|index| placements[*index].site == site).collect();
    let all: u64 = here.iter().map(|index| placements[*index].servers).sum();
    let mut online: Vec<u64> = placements.iter().map(|placement| placement.servers).collect();
    // The servers online of each placement and of the whole site after the last time that `dark` became smaller. At first, all
    // servers.
    let (mut base, mut base_site) = (online.clone(), all);
    for point in 0..grid.points {
        let (before, now) = (dark.at(point - 1), dark.at(point));
        let site_lit = all * u64::from(1000 - now) / 1000;
        if now > before {
            for index in &here {
                online[*index] = (base[*index] * site_lit).checked_div(base_site).unwrap_or(0);
            }
        }
        if now < before {
            let mut new_ones = site_lit - here.iter().map(|index| online[*index]).sum::<u64>();
            for index in order {
                let filled_up = new_ones.min(placements[*index].servers - online[*index]);
                online[*index] += filled_up;
                new_ones -= filled_up;
            }
            (base, base_site) = (online.clone(), site_lit);
        }
        for index in &here {
            placements[*index].online.push(online[*index]);
        }
    }
}
