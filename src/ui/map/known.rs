//! What the map knows of a run before it draws a frame of it: places, where services are at home, and who needs whom across places.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::geo::{WorldPos, project};
use crate::model::{Id, Scenario, ServiceId, SiteId};
use crate::recording::{Recording, StrikeRun};
use crate::study::Run;
use crate::units::{Permille, SimTime};

/// Lines of need between places beyond this many are left out, the lightest first: more cannot be told apart.
const MOST_PAIRS: usize = 240;
/// Needs that are looked at for the state of one line.
const MOST_NEEDS: usize = 48;

/// Facts of one run, found once.
#[derive(Clone, Debug)]
pub(super) struct Known {
    run: Arc<Run>,
    /// Sites that are drawn as one: those of one place, or a site alone.
    pub(super) units: Vec<Unit>,
    /// By site, the unit that it belongs to.
    pub(super) unit_of: Vec<usize>,
    /// By service, the unit where most of its servers are; `None` without servers.
    pub(super) home: Vec<Option<usize>>,
    /// Services without servers, those with most users first.
    pub(super) homeless: Vec<ServiceId>,
    /// By service, who needs it, and the place of the need in their list; those with most users first.
    pub(super) dependents: Vec<Vec<(ServiceId, usize)>>,
    /// Needs between units, the weightiest first.
    pub(super) pairs: Vec<Pair>,
    pub(super) strikes: Strikes,
    /// By service, its place in the order of chips: those that lose most over the whole run first, then those with most users.
    rank: Vec<u32>,
    /// By site, all its servers.
    pub(super) site_servers: Vec<u64>,
    /// The servers of the largest unit, at least 1.
    pub(super) most_servers: u64,
}

/// Sites that are drawn as one ring.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The name of the place, or of the site.
    pub(super) name: String,
    /// Who runs it.
    pub(super) operator: Option<String>,
    /// Its sites in file order, at least one.
    pub(super) sites: Vec<SiteId>,
    /// Where it is.
    pub(super) at: WorldPos,
    /// All its servers.
    pub(super) servers: u64,
    /// Services at home here, those with most users first.
    pub(super) residents: Vec<ServiceId>,
}

/// All needs of services at home in one unit for services at home in another.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// Home of what is needed.
    pub(super) from: usize,
    /// Home of who needs it.
    pub(super) to: usize,
    /// How much depends on it: the sum of its needs, by weight and users.
    pub(super) weight: u64,
    /// Who needs it, and the place of the need in their list.
    pub(super) dependencies: Vec<(ServiceId, usize)>,
}

impl Known {
    /// Finds the facts of `run`; those about its world are taken from `before` if that is about the same.
    pub(super) fn new(run: &Arc<Run>, before: Option<Self>) -> Self {
        let mut known = match before {
            Some(known) if Arc::ptr_eq(&known.run.world, &run.world) => Self { run: Arc::clone(run), ..known },
            Some(_) | None => Self::of_world(run),
        };
        known.strikes = Strikes::of(&run.recording);
        known.rank = rank(&run.world, &run.recording);
        known
    }

    fn of_world(run: &Arc<Run>) -> Self {
        let (world, recording) = (&*run.world, &run.recording);
        let (mut units, unit_of) = units(world, recording);
        let home: Vec<Option<usize>> = world.services.rows().iter().map(|s| home(&s.on, &unit_of)).collect();
        let by_users = |id: &ServiceId| Reverse(world.services[*id].users);
        let mut homeless = Vec::new();
        for (id, home) in world.services.ids().zip(&home) {
            match home {
                Some(unit) => units[*unit].residents.push(id),
                None => homeless.push(id),
            }
        }
        homeless.sort_by_key(by_users);
        for unit in &mut units {
            unit.residents.sort_by_key(by_users);
        }
        let mut dependents = vec![Vec::new(); world.services.len()];
        for (id, service) in world.services.iter() {
            for (place, need) in service.dependencies.iter().enumerate() {
                dependents[need.service.index()].push((id, place));
            }
        }
        for users in &mut dependents {
            users.sort_by_key(|(id, _)| by_users(id));
        }
        Self {
            run: Arc::clone(run),
            unit_of,
            homeless,
            dependents,
            pairs: pairs(world, &home),
            home,
            strikes: Strikes::default(),
            rank: Vec::new(),
            site_servers: recording.sites.rows().iter().map(|site| site.servers).collect(),
            most_servers: units.iter().map(|unit| unit.servers).max().unwrap_or(0).max(1),
            units,
        }
    }

    /// Services in the order of chips: the same at every moment of a run, so that none changes places while it plays.
    pub(super) fn by_loss(&self, mut services: Vec<ServiceId>) -> Vec<ServiceId> {
        services.sort_unstable_by_key(|service| self.rank[service.index()]);
        services
    }

    /// Whether these are the facts of `run`.
    pub(super) fn is_of(&self, run: &Arc<Run>) -> bool {
        Arc::ptr_eq(&self.run, run)
    }
}

/// By site, its strikes over a run, as places in the recording.
#[derive(Clone, Debug, Default)]
pub(super) struct Strikes(Vec<Vec<u32>>);

impl Strikes {
    /// The strikes of a run.
    pub(super) fn of(recording: &Recording) -> Self {
        let mut by_site = vec![Vec::new(); recording.sites.len()];
        for (index, strike) in (0u32..).zip(&recording.strikes) {
            by_site[strike.site.index()].push(index);
        }
        Self(by_site)
    }

    /// All strikes at a site, the earliest first.
    pub(super) fn at<'a>(&'a self, recording: &'a Recording, site: SiteId) -> impl Iterator<Item = &'a StrikeRun> {
        self.0[site.index()].iter().map(|index| &recording.strikes[*index as usize])
    }

    /// Whether one of these sites is ever struck.
    pub(super) fn ever(&self, sites: &[SiteId]) -> bool {
        sites.iter().any(|site| !self.0[site.index()].is_empty())
    }

    /// Strikes that are under way at a site.
    pub(super) fn active<'a>(
        &'a self,
        recording: &'a Recording,
        site: SiteId,
        now: SimTime,
    ) -> impl Iterator<Item = &'a StrikeRun> {
        self.at(recording, site).filter(move |strike| strike.at <= now && now < strike.out)
    }
}

fn rank(world: &Scenario, recording: &Recording) -> Vec<u32> {
    let mut order: Vec<ServiceId> = world.services.ids().collect();
    order.sort_by_key(|service| {
        let summary = &recording.summary.services[*service];
        (Reverse(summary.lost_user_millisecs), Reverse(summary.out_total), Reverse(world.services[*service].users))
    });
    let mut rank = vec![0; order.len()];
    (0u32..).zip(order).for_each(|(place, service)| rank[service.index()] = place);
    rank
}

fn units(world: &Scenario, recording: &Recording) -> (Vec<Unit>, Vec<usize>) {
    let mut units: Vec<Unit> = Vec::new();
    let mut by_place: HashMap<&str, usize> = HashMap::new();
    let mut unit_of = Vec::with_capacity(world.sites.len());
    for (id, site) in world.sites.iter() {
        let fresh = units.len();
        let unit = site.place.as_deref().map_or(fresh, |place| *by_place.entry(place).or_insert(fresh));
        unit_of.push(unit);
        if unit == fresh {
            units.push(Unit {
                name: String::new(),
                operator: site.operator.clone(),
                sites: Vec::new(),
                at: project(site.at),
                servers: 0,
                residents: Vec::new(),
            });
        }
        units[unit].sites.push(id);
        units[unit].servers += recording.sites[id].servers;
    }
    for unit in &mut units {
        let first = unit.at;
        let all = unit.sites.iter().map(|site| project(world.sites[*site].at).nearest_to(first));
        let (x, y) = all.fold((0.0, 0.0), |sum, at| (sum.0 + at.x, sum.1 + at.y));
        let count = unit.sites.len() as f64;
        unit.at = WorldPos::new((x / count).rem_euclid(1.0), y / count);
        let site = &world.sites[unit.sites[0]];
        unit.name = site.place.as_ref().unwrap_or(&site.name).clone();
    }
    (units, unit_of)
}

/// The unit with most of these servers; among equals, the one that is named first.
fn home(on: &[(SiteId, u64)], unit_of: &[usize]) -> Option<usize> {
    let mut sums: Vec<(usize, u64)> = Vec::new();
    for (site, servers) in on {
        let unit = unit_of[site.index()];
        match sums.iter_mut().find(|(there, _)| *there == unit) {
            Some((_, sum)) => *sum += servers,
            None => sums.push((unit, *servers)),
        }
    }
    let most = sums.iter().map(|(_, servers)| *servers).max()?;
    sums.iter().find(|(_, servers)| *servers == most).map(|(unit, _)| *unit)
}

fn pairs(world: &Scenario, home: &[Option<usize>]) -> Vec<Pair> {
    let mut by_units: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    for (id, service) in world.services.iter() {
        let Some(to) = home[id.index()] else { continue };
        for (place, need) in service.dependencies.iter().enumerate() {
            let Some(from) = home[need.service.index()].filter(|from| *from != to) else { continue };
            let fresh = || Pair { from, to, weight: 0, dependencies: Vec::new() };
            let pair = by_units.entry((from, to)).or_insert_with(fresh);
            pair.weight = pair.weight.saturating_add(u64::from(need.weight) * (1 + service.users / 1000));
            pair.dependencies.push((id, place));
        }
    }
    let mut pairs: Vec<Pair> = by_units.into_values().collect();
    pairs.sort_by_key(|pair| Reverse(pair.weight));
    pairs.truncate(MOST_PAIRS);
    for pair in &mut pairs {
        pair.dependencies.sort_by_key(|(id, _)| Reverse(world.services[*id].users));
        pair.dependencies.truncate(MOST_NEEDS);
    }
    pairs
}

/// How much of `service` one of its needs lets through at `now`: grace left out, for the picture shows where the trouble is.
pub(super) fn need_lets_through(
    world: &Scenario,
    recording: &Recording,
    (service, place): (ServiceId, usize),
    now: SimTime,
) -> Permille {
    let need = &world.services[service].dependencies[place];
    need.lets_through(*recording.services[need.service].health.at(now))
}
