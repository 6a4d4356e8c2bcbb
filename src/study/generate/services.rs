//! The services of a generated world: layers within regions, dependencies mostly within a region, a few cycles, and standby
//! servers.

use super::{Dice, SERVICES_PER_COMPANY, SITES_PER_REGION, Size};
use crate::model::{CompanyId, Dependency, Id, RtoFrom, Service, ServiceId, Site, SiteId, Switch, Table};
use crate::units::{Permille, Span};

/// The beginning of each layer, in permille of the services of a region. The lowest layer is small, because all others depend on
/// it; the layers with users are large.
const LAYERS: [usize; 6] = [0, 20, 80, 200, 400, 700];
/// On average, one dependency in this many may be on a service of another region.
const FAR: usize = 50;
/// One service in this many becomes a dependency of its own first dependency, which makes a cycle of two services.
const CIRCLE: usize = 500;
const DAY: [Permille; 24] = [
    400, 300, 250, 200, 200, 250, 400, 600, 800, 950, 1000, 1000, 950, 950, 1000, 1000, 950, 950, 900, 900, 850, 800,
    650, 500,
];

/// All services. The services of one company have consecutive numbers.
pub(super) fn services(size: Size, companies: usize, dice: &mut Dice) -> Table<ServiceId, Service> {
    let ground = Ground::new(size);
    let mut services: Table<ServiceId, Service> =
        (0..size.services).map(|number| ground.service(number, companies, dice)).collect();
    let mut wanted = size.dependencies;
    // In the first round every service gets one dependency, in the second round another one, and so on until there are enough.
    for _round in 0..size.dependencies.div_ceil(size.services) {
        for number in 0..size.services {
            if wanted == 0 {
                break;
            }
            let (from, to) = (ServiceId::new(number), ground.rests_on(number, dice));
            if let Some(to) = to.filter(|to| *to != from && !dependencies(&services, from, *to)) {
                let grace = if dice.chance(100) { Span(60 * 20 * (1 + dice.below(3) as i64)) } else { Span::ZERO };
                let weight = if dice.chance(500) { 1000 } else { 100 * (1 + dice.below(9) as Permille) };
                services[from].dependencies.push(Dependency { service: to, weight, grace, any: None, primary: false });
                wanted -= 1;
            }
        }
    }
    for number in (CIRCLE - 1..size.services).step_by(CIRCLE) {
        let from = ServiceId::new(number);
        let Some(to) = services[from].dependencies.first().map(|need| need.service) else { continue };
        if !dependencies(&services, to, from) && wanted > 0 {
            services[to].dependencies.push(Dependency {
                service: from,
                weight: 300,
                grace: Span::ZERO,
                any: None,
                primary: false,
            });
            wanted -= 1;
        }
    }
    services
}

fn dependencies(services: &Table<ServiceId, Service>, from: ServiceId, to: ServiceId) -> bool {
    services[from].dependencies.iter().any(|need| need.service == to)
}

/// For each site, half of its services are on the list of services to be restored first. Services of lower layers come first within
/// a region, because more services depend on them.
pub(super) fn restore_lists(sites: &mut Table<SiteId, Site>, services: &Table<ServiceId, Service>) {
    for (id, service) in services.iter().filter(|(id, _)| id.index() % 2 == 0) {
        for (site, _) in service.on.iter().chain(&service.standby) {
            if sites[*site].restore.last() != Some(&id) {
                sites[*site].restore.push(id);
            }
        }
    }
}

/// The numbering of services: the services of a region have consecutive numbers, those of the lowest layer first.
struct Ground {
    size: Size,
    regions: usize,
}

impl Ground {
    fn new(size: Size) -> Self {
        Self { size, regions: size.sites.div_ceil(SITES_PER_REGION).min(size.services) }
    }

    fn region(&self, number: usize) -> usize {
        // The result is the last region whose first service has this number or a smaller one.
        ((number + 1) * self.regions - 1) / self.size.services
    }

    /// The number of the first service of a region. For the region after the last one, the number of all services.
    fn begin(&self, region: usize) -> usize {
        region * self.size.services / self.regions
    }

    /// The layer of a service, from 0 (the lowest layer, which all others depend on).
    fn layer(&self, number: usize) -> usize {
        let region = self.region(number);
        let (begin, end) = (self.begin(region), self.begin(region + 1));
        let share = (number - begin) * 1000 / (end - begin);
        LAYERS.partition_point(|begin| *begin <= share) - 1
    }

    fn site(&self, region: usize, dice: &mut Dice) -> SiteId {
        let first = region * SITES_PER_REGION;
        let there = SITES_PER_REGION.min(self.size.sites - first);
        SiteId::new(first + dice.below(there))
    }

    /// A random service of a lower layer for a service to depend on, usually of the same region; `None` in the lowest layer.
    fn rests_on(&self, number: usize, dice: &mut Dice) -> Option<ServiceId> {
        let far = dice.below(FAR) == 0;
        let region = if far { dice.below(self.regions) } else { self.region(number) };
        let (begin, end) = (self.begin(region), self.begin(region + 1));
        let below = LAYERS[self.layer(number)] * (end - begin) / 1000;
        (below > 0).then(|| ServiceId::new(begin + dice.below(below)))
    }

    fn service(&self, number: usize, companies: usize, dice: &mut Dice) -> Service {
        let region = self.region(number);
        let on = self.placements(region, dice);
        let servers: u64 = on.iter().map(|(_, servers)| servers).sum();
        let seen = self.layer(number) >= 4;
        let stands_by = dice.chance(200);
        let standby = if stands_by { vec![(self.site(region, dice), servers / 2 + 1)] } else { Vec::new() };
        let control = ServiceId::new(self.begin(region));
        let switch = stands_by.then(|| Switch {
            auto: dice.chance(700).then(|| Span(60 * 5 * (1 + dice.below(4) as i64))),
            depends_on: (dice.chance(500) && control.index() != number).then_some(control),
            manual_failover: Span::HOUR,
            ..Switch::MANUAL
        });
        Service {
            key: format!("service-{number}"),
            name: format!("Service {}", number + 1),
            company: Some(CompanyId::new((number / SERVICES_PER_COMPANY).min(companies - 1))),
            kind: None,
            users: if seen { 1_000 * (1 + dice.below(2_000) as u64) } else { 0 },
            rto: dice.chance(300).then(|| Span(60 * (5 + dice.below(240) as i64))),
            rto_from: RtoFrom::Degraded,
            load: servers * (700 + dice.below(301) as u64) / 1000,
            on,
            day: if dice.chance(200) { DAY } else { [1000; 24] },
            restart: if dice.chance(200) { Span(60 * 10 * (1 + dice.below(3) as i64)) } else { Span::ZERO },
            retry: if dice.chance(300) { 100 * dice.below(20) as Permille } else { 0 },
            standby,
            switch,
            dependencies: Vec::new(),
            alternatives: Vec::new(),
            uncertainty: None,
        }
    }

    fn placements(&self, region: usize, dice: &mut Dice) -> Vec<(SiteId, u64)> {
        let mut on: Vec<(SiteId, u64)> = Vec::new();
        for _ in 0..1 + dice.below(2) {
            let (site, servers) = (self.site(region, dice), 10 * (1 + dice.below(40) as u64));
            match on.iter_mut().find(|(there, _)| *there == site) {
                Some((_, there)) => *there += servers,
                None => on.push((site, servers)),
            }
        }
        on
    }
}
