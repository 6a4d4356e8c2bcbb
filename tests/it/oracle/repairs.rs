//! Damaged and destroyed servers, faults, and the crews that repair (MODEL.md, section 3).

use std::collections::BTreeMap;

use firedrill::model::{Act, CompanyId, Hazard, Id, Plan, Scenario, ServiceId};
use firedrill::recording::Condition;

use super::light::Placement;
use super::plan::done_at;
use super::services::State;
use super::sites::{Strike, Target};
use super::{Grid, Series};

/// The damaged and destroyed servers of one placement.
#[derive(Default)]
struct Servers {
    /// How many damaged servers there are of each amount of work left, in seconds.
    damaged: BTreeMap<i64, u64>,
    destroyed: u64,
}

impl Servers {
    fn damaged(&self) -> u64 {
        self.damaged.values().sum()
    }

    fn intact(&self, size: u64) -> u64 {
        size - self.damaged() - self.destroyed
    }

    /// Takes so many damaged servers away, those with least work left or those with most, and returns them.
    fn take(&mut self, mut servers: u64, least: bool) -> Vec<(i64, u64)> {
        let mut taken = Vec::new();
        while servers > 0 {
            let next = if least { self.damaged.pop_first() } else { self.damaged.pop_last() };
            let Some((left, there)) = next else { break };
            let some = there.min(servers);
            if some < there {
                self.damaged.insert(left, there - some);
            }
            taken.push((left, some));
            servers -= some;
        }
        taken
    }

    fn add(&mut self, left: i64, servers: u64) {
        if servers > 0 && left > 0 {
            *self.damaged.entry(left).or_default() += servers;
        }
    }

    fn destroy(&mut self, size: u64, servers: u64) {
        let intact = self.intact(size).min(servers);
        let found: u64 = self.take(servers - intact, false).iter().map(|(_, there)| there).sum();
        self.destroyed += intact + found;
    }

    fn damage(&mut self, size: u64, servers: u64, work: i64) {
        let intact = self.intact(size).min(servers);
        self.add(work, intact);
        for (left, there) in self.take(servers - intact, true) {
            self.add(left.max(work), there);
        }
    }

    /// So many people worked for so long at the servers with least work left.
    fn repair(&mut self, people: u64, secs: i64) {
        for (left, there) in self.take(people, true) {
            self.add(left - secs, there);
        }
    }
}

/// The servers of all placements, and where the crews are.
pub struct Repairs<'a> {
    world: &'a Scenario,
    plan: &'a Plan,
    strikes: &'a [Strike],
    grid: Grid,
    pub placements: Vec<Placement>,
    servers: Vec<Servers>,
    /// How many people are at each placement.
    people: Vec<u64>,
    /// The time that the people of each company spent at servers, in seconds.
    pub crew_secs: Vec<u128>,
}

impl<'a> Repairs<'a> {
    pub fn new(
        world: &'a Scenario,
        plan: &'a Plan,
        strikes: &'a [Strike],
        placements: Vec<Placement>,
        grid: Grid,
    ) -> Self {
        let servers = placements.iter().map(|_| Servers::default()).collect();
        let people = vec![0; placements.len()];
        Self { world, plan, strikes, grid, placements, servers, people, crew_secs: vec![0; world.companies.len()] }
    }

    /// What happens at a point before health is found: repair, destruction, damage, and then light and faults.
    pub fn turn(&mut self, point: i64) {
        if point > 0 {
            let secs = self.grid.step_secs;
            for ((servers, people), placement) in self.servers.iter_mut().zip(&self.people).zip(&self.placements) {
                servers.repair(*people, secs);
                if let Some(company) = self.world.services[placement.service].company {
                    self.crew_secs[company.index()] += u128::from(*people) * u128::from(secs.unsigned_abs());
                }
            }
        }
        // By hazard in file order, and of one hazard strikes on sites before strikes on services.
        let mut order: Vec<&Strike> = self.strikes.iter().collect();
        order.sort_by_key(|strike| (strike.hazard, !matches!(strike.target, Target::Site(_))));
        for destroys in [true, false] {
            for strike in &order {
                self.harm(strike, &self.world.hazards[strike.hazard], destroys, point);
            }
        }
        for (index, placement) in self.placements.iter_mut().enumerate() {
            let servers = &self.servers[index];
            let (damaged, destroyed, lit) = (servers.damaged(), servers.destroyed, placement.online.at(point));
            let intact = servers.intact(placement.servers);
            let t = self.grid.time(point).0;
            let faults = self.strikes.iter().filter(|strike| {
                matches!(strike.target, Target::Service(..)) && strike.hits(placement.service, placement.site)
            });
            let fault = faults.map(|strike| strike.share(&self.world.hazards[strike.hazard], t)).max().unwrap_or(0);
            let base = lit.min(intact);
            let working = base * u64::from(1000 - fault) / 1000;
            let waiting = damaged.min(lit.saturating_sub(intact));
            placement.working.push(working);
            placement.condition.push(Condition { working, damaged, waiting, destroyed, crew: 0, fault });
        }
    }

    /// Destroys or damages the servers that a strike reaches at this point.
    fn harm(&mut self, strike: &Strike, hazard: &Hazard, destroys: bool, point: i64) {
        let share = u64::from(if destroys { hazard.destroys } else { hazard.damages });
        let [before, now] = [point - 1, point].map(|point| strike.largest(hazard, self.grid.time(point).0));
        for (servers, placement) in self.servers.iter_mut().zip(&self.placements) {
            if !strike.hits(placement.service, placement.site) {
                continue;
            }
            let size = placement.servers;
            let rises = size * now * share / 1_000_000 - size * before * share / 1_000_000;
            if destroys {
                servers.destroy(size, rises);
            } else if rises > 0 {
                servers.damage(size, rises, hazard.repair_work.expect("damage has its work").0);
            }
        }
    }

    /// Puts the crews anew, after health is found.
    pub fn send_crews(&mut self, services: &[State], point: i64) {
        self.people.fill(0);
        for (id, _) in self.world.companies.iter() {
            match self.crew(id, services, point) {
                Some(size) => self.send_crew(id, size, point),
                None => self.send_somebody(Some(id), point),
            }
        }
        self.send_somebody(None, point);
        for (placement, people) in self.placements.iter_mut().zip(&self.people) {
            placement.condition.set(point, Condition { crew: *people, ..placement.condition.at(point) });
        }
    }

    /// How many people of a company can work; `None` if there is somebody for every server.
    fn crew(&self, id: CompanyId, services: &[State], point: i64) -> Option<u64> {
        let t = self.grid.time(point).0;
        let mut set: Option<(i64, u64)> = None;
        for action in &self.plan.actions {
            let at = done_at(self.plan, action);
            if let Act::Crew { company, size } = action.act
                && (company, at <= t) == (id, true)
                && set.is_none_or(|(before, _)| before <= at)
            {
                set = Some((at, size));
            }
        }
        let own = self.world.companies[id].crew.as_ref();
        let size = set.map(|(_, size)| size).or(own.map(|crew| crew.size))?;
        let needs = own.and_then(|crew| crew.depends_on);
        let can_work = needs.is_none_or(|needs| services[needs.index()].health.at(point) >= 500);
        Some(if can_work { size } else { 0 })
    }

    fn send_somebody(&mut self, company: Option<CompanyId>, point: i64) {
        for (people, placement) in self.people.iter_mut().zip(&self.placements) {
            if self.world.services[placement.service].company == company {
                *people = placement.condition.at(point).waiting;
            }
        }
    }

    fn send_crew(&mut self, company: CompanyId, size: u64, point: i64) {
        let own = |id: &ServiceId| self.world.services[*id].company == Some(company);
        let mut order: Vec<ServiceId> = Vec::new();
        let first = self.world.companies[company].crew.iter().flat_map(|crew| crew.first.iter().copied());
        for id in first.chain(self.world.services.ids()).filter(own) {
            if !order.contains(&id) {
                order.push(id);
            }
        }
        let mut rest = size;
        for only_lacking in [true, false] {
            for service in &order {
                let lacking = self.lacking(*service, point);
                let mut most = if only_lacking { rest.min(lacking) } else { rest };
                for index in self.in_order(*service) {
                    let free = self.placements[index].condition.at(point).waiting - self.people[index];
                    let sent = free.min(most);
                    self.people[index] += sent;
                    most -= sent;
                    rest -= sent;
                }
            }
        }
    }

    /// How many servers of `on` a service has too few for its load.
    fn lacking(&self, service: ServiceId, point: i64) -> u64 {
        let on = self.placements.iter().filter(|placement| placement.service == service && !placement.standby);
        let working: u64 = on.map(|placement| placement.working.at(point)).sum();
        self.world.services[service].load.saturating_sub(working)
    }

    /// The placements of a service in the order in which its servers are repaired.
    fn in_order(&self, service: ServiceId) -> Vec<usize> {
        let here = |index: &usize| self.placements[*index].service == service;
        let mut order: Vec<usize> = (0..self.placements.len()).filter(here).collect();
        order.sort_by_key(|index| (self.placements[*index].standby, self.placements[*index].site));
        order
    }
}

/// The servers of each company with a crew that are working, and those that wait for repair.
pub fn by_company(
    world: &Scenario,
    plan: &Plan,
    placements: &[Placement],
    grid: Grid,
) -> Vec<Option<(Series<u64>, Series<u64>)>> {
    let of = |id: CompanyId| {
        let is_set = |act: &Act| matches!(act, Act::Crew { company, .. } if *company == id);
        if world.companies[id].crew.is_none() && !plan.actions.iter().any(|action| is_set(&action.act)) {
            return None;
        }
        let sum = |of: fn(&Condition) -> u64| {
            let mut sums = Series::new(0);
            for point in 0..grid.points {
                let own = placements.iter().filter(|placement| world.services[placement.service].company == Some(id));
                sums.push(own.map(|placement| of(&placement.condition.at(point))).sum());
            }
            sums
        };
        Some((sum(|is| is.working), sum(|is| is.waiting)))
    };
    world.companies.ids().map(of).collect()
}
