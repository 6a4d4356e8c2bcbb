//! Finds the root causes of a loss at one moment (MODEL.md, section 6). Starting at the service, it follows whatever limits the health,
//! from dependency to dependency, down to a strike or another root.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Root;
use crate::model::{Id, Scenario, Service, ServiceId, SiteId, Table, components};
use crate::recording::{Binding, Condition, EventId, EventKind, Moment, Placement, Recording, Steps, StrikeTarget};
use crate::units::{Permille, SimTime, WHOLE};

const FOREVER: SimTime = SimTime(i64::MAX);

/// Follows the chains of causes in one recording. Only one thing limits a service at a time, so a chain does not branch.
pub(super) struct Chain<'a> {
    world: &'a Scenario,
    recording: &'a Recording,
    /// The placements of each service, as a range of indices in the recording; the end is not included.
    placements: Table<ServiceId, (usize, usize)>,
    /// For each site, the strike with the largest dark share over time, as an index of the recording; of equal strikes the first. `None`
    /// while no strike makes the site dark.
    worst: Table<SiteId, Steps<Option<u32>>>,
    /// The strikes on each service that is struck itself, as indices of the recording.
    faults: BTreeMap<ServiceId, Vec<u32>>,
    /// For each strike on a service, its share over time.
    fault_shares: BTreeMap<u32, Vec<(SimTime, Permille)>>,
    /// For each placement with destroyed servers: the strikes that destroyed them, each with its time and how many.
    destroyed: BTreeMap<u32, Vec<(SimTime, u32, u64)>>,
    /// For each service, the number of its group: services on one cycle have the same. Computed when it is first needed.
    groups: Option<Vec<u32>>,
    /// For each service, the number of the last call of [`Self::book`] that visited it. It is used to detect cycles.
    met: Table<ServiceId, u32>,
    walk: u32,
    booked: Vec<(Root, u64)>,
    holds_until: SimTime,
    /// How many services were visited by all calls of [`Self::book`].
    pub visited: u64,
}

/// The part of a loss that is not booked at a service but passed on to one of its dependencies: `rest` users, and the dependency as
/// `service`.
struct Onward {
    rest: u64,
    service: ServiceId,
}

impl<'a> Chain<'a> {
    pub fn new(world: &'a Scenario, recording: &'a Recording) -> Self {
        let mut placements = world.services.map(|_| (0, 0));
        for (i, placement) in recording.placements.iter().enumerate() {
            let range = &mut placements[placement.service];
            *range = if range.1 == 0 { (i, i + 1) } else { (range.0, i + 1) };
        }
        Self {
            world,
            recording,
            placements,
            worst: worst_strikes(world, recording),
            faults: struck_services(recording),
            fault_shares: fault_shares(recording),
            destroyed: destroyed_by(recording),
            groups: None,
            met: world.services.map(|_| 0),
            walk: 0,
            booked: Vec::new(),
            holds_until: FOREVER,
            visited: 0,
        }
    }

    /// Books `lost` users of a service at the time `at` to root causes. Returns the number of users for each root, and the time until which
    /// these numbers stay valid.
    pub fn book(&mut self, service: ServiceId, lost: u64, at: SimTime) -> (&[(Root, u64)], SimTime) {
        self.booked.clear();
        self.holds_until = FOREVER;
        self.walk += 1;
        let mut onward = Some(Onward { rest: lost, service });
        while let Some(Onward { rest, service }) = onward.filter(|onward| onward.rest > 0) {
            self.visited += 1;
            onward = if self.met[service] == self.walk {
                // The chain is a cycle that keeps itself down, so the loss is booked to the event that brought the cycle down.
                self.book_to_cause(service, rest, at);
                None
            } else {
                self.met[service] = self.walk;
                self.book_at(service, rest, at)
            };
        }
        (&self.booked, self.holds_until)
    }

    fn book_at(&mut self, id: ServiceId, lost: u64, at: SimTime) -> Option<Onward> {
        let moments = &self.recording.services[id].moments;
        let index = moments.index_at(at);
        let moment = moments.all()[index].1;
        self.hold_until(moments.all().get(index + 1).map(|(next, _)| *next));
        if moment.health >= WHOLE {
            self.book_to_cause(id, lost, at);
            return None;
        }
        match moment.binding {
            Binding::Own => {
                self.book_own(id, &moment, lost, at);
                None
            }
            Binding::Dependency(index) => self.book_dependency(id, index as usize, moment.health, lost, at),
        }
    }

    /// Books a loss to missing servers, dark and destroyed servers, servers that wait for repair, faults, servers that are still starting
    /// again, and retries.
    fn book_own(&mut self, id: ServiceId, moment: &Moment, lost: u64, at: SimTime) {
        let service = &self.world.services[id];
        let need = self.need_now(service, at);
        let (first, last) = self.placements[id];
        let placements = self.recording.placements[first..last].iter().zip(first..);
        let counting = placements.filter(|(placement, _)| !placement.standby || moment.engaged);
        let mut servers = Counted::default();
        let mut dark_by_strike: Vec<(Root, u128)> = Vec::new();
        let mut fault_by_strike: Vec<(Root, u128)> = Vec::new();
        for (placement, index) in counting {
            let online = online_now(placement, at);
            self.hold_until(next_step(&placement.online, at));
            self.hold_until(placement.condition.as_ref().and_then(|condition| next_step(condition, at)));
            let Condition { working, damaged, destroyed, .. } = placement.condition_at(at);
            let whole = placement.servers - destroyed;
            let base = online.min(whole - damaged);
            servers.all += placement.servers;
            servers.undestroyed += online.min(whole);
            servers.intact += base;
            servers.working += working;
            let dark = placement.servers - online;
            if dark > 0 {
                let root = self.strike_behind(placement.site, at).map_or(Root::Capacity(id), Root::Strike);
                dark_by_strike.push((root, u128::from(dark)));
            }
            dark_by_strike.extend(self.destroyers(index, destroyed.saturating_sub(dark), at));
            if working < base {
                let root = self.fault_behind(id, placement.site, at).map_or(Root::Capacity(id), Root::Strike);
                fault_by_strike.push((root, u128::from(base - working)));
            }
        }
        let alone = serves(moment.alive, need).min(serves(servers.working, need)).max(moment.health);
        let level = |servers: u64, above: Permille| serves(servers, need).min(above).max(alone);
        let all = level(servers.all, WHOLE);
        let undestroyed = level(servers.undestroyed, all);
        let intact = level(servers.intact, undestroyed);
        let working = level(servers.working, intact);
        let [capacity, dark, crew, fault, restart, retries] = split(
            lost,
            [
                WHOLE - all,
                all - undestroyed,
                undestroyed - intact,
                intact - working,
                working - alone,
                alone - moment.health,
            ]
            .map(u128::from),
        );
        self.add(Root::Capacity(id), capacity);
        self.add(Root::Crew(service.company), crew);
        self.add(Root::Restart(id), restart);
        self.add(Root::Retries(id), retries);
        self.add_by_weight(dark, dark_by_strike);
        self.add_by_weight(fault, fault_by_strike);
    }

    /// Splits a number of users by weights and books the parts.
    fn add_by_weight(&mut self, users: u64, roots: Vec<(Root, u128)>) {
        let sum: u128 = roots.iter().map(|(_, weight)| weight).sum();
        let (mut weight_so_far, mut booked_so_far) = (0, 0);
        for (root, weight) in roots {
            weight_so_far += weight;
            let until = (u128::from(users) * weight_so_far / sum) as u64;
            self.add(root, until - booked_so_far);
            booked_so_far = until;
        }
    }

    /// The strikes that destroyed the last `servers` destroyed servers of a placement by the time `at`, each with how many.
    fn destroyers(&self, placement: usize, servers: u64, at: SimTime) -> Vec<(Root, u128)> {
        let Some(all) = self.destroyed.get(&(placement as u32)).filter(|_| servers > 0) else { return Vec::new() };
        let mut rest = servers;
        let mut roots = Vec::new();
        for (_, strike, destroyed) in all.iter().filter(|(when, ..)| *when <= at).rev() {
            let here = rest.min(*destroyed);
            rest -= here;
            if here > 0 {
                roots.push((Root::Strike(*strike), u128::from(here)));
            }
        }
        roots.reverse();
        roots
    }

    /// The strike on a service with the largest share at a site at the time `at`. Of equal strikes, the first.
    fn fault_behind(&mut self, service: ServiceId, site: SiteId, at: SimTime) -> Option<u32> {
        let strikes = self.faults.get(&service)?;
        let here = strikes.iter().filter(|strike| self.recording.strikes[**strike as usize].target.hits(service, site));
        let here: Vec<u32> = here.copied().collect();
        let mut worst: Option<(Permille, u32)> = None;
        let mut next_change = None;
        for strike in here {
            let Some(steps) = self.fault_shares.get(&strike) else { continue };
            let next = steps.partition_point(|(from, _)| *from <= at);
            let change = steps.get(next).map(|(from, _)| *from);
            next_change = next_change.into_iter().chain(change).min();
            let share = next.checked_sub(1).map_or(0, |last| steps[last].1);
            if share > worst.map_or(0, |(worst, _)| worst) {
                worst = Some((share, strike));
            }
        }
        self.hold_until(next_change);
        worst.map(|(_, strike)| strike)
    }

    /// Books the part of a loss that exists only because the service itself is starting again. Returns the rest of the loss, which is
    /// passed on to the dependency at `index`.
    fn book_dependency(
        &mut self,
        id: ServiceId,
        index: usize,
        health: Permille,
        lost: u64,
        at: SimTime,
    ) -> Option<Onward> {
        let dependency = self.world.services[id].dependencies[index];
        let track = &self.recording.services[dependency.service].health;
        let window_opens = at - dependency.grace;
        let first = track.index_at(window_opens);
        let last = track.index_at(at);
        let steps = track.all();
        // The window may begin before time 0, when every health was 1000. That can be ignored: a dependency limits no service before its
        // grace is over.
        let felt = steps[first..=last].iter().map(|(_, health)| *health).max().unwrap_or(WHOLE);
        self.hold_until(steps.get(first + 1).map(|(step, _)| *step + dependency.grace));
        self.hold_until(steps.get(last + 1).map(|(next, _)| *next));
        let felt = if (500..WHOLE).contains(&felt) && self.is_cycle(dependency.service, id) { WHOLE } else { felt };
        let limit_now = dependency.lets_through(felt);
        let limit_now = limit_now.max(health);
        let [restart, rest] = split(lost, [limit_now - health, WHOLE - limit_now].map(u128::from));
        self.add(Root::Restart(id), restart);
        Some(Onward { rest, service: dependency.service })
    }

    /// Books a loss to the strike that the log gives as the cause of the service's health. If the cause is no strike, books the loss to the
    /// capacity of the service.
    fn book_to_cause(&mut self, id: ServiceId, lost: u64, at: SimTime) {
        let because = self.recording.services[id].moments.at(at).because;
        let root = because.and_then(|event| strike_in(self.recording, event));
        self.add(root.map_or(Root::Capacity(id), Root::Strike), lost);
    }

    /// The strike with the largest dark share at a site at the time `at`. Of equal strikes, the first.
    fn strike_behind(&mut self, site: SiteId, at: SimTime) -> Option<u32> {
        let steps = &self.worst[site];
        let index = steps.index_at(at);
        let (worst, next) = (steps.all()[index].1, steps.all().get(index + 1).map(|(from, _)| *from));
        self.hold_until(next);
        worst
    }

    /// The number of servers that a service needs at the time `at`.
    fn need_now(&mut self, service: &Service, at: SimTime) -> u64 {
        let hour = self.world.clock.hour(at);
        if service.day.iter().any(|demand| *demand != service.day[0]) {
            self.hold_until(Some(self.world.clock.next_hour(at)));
        }
        service.need_at_hour(hour)
    }

    /// Whether `from` depends on `to`, directly or through other services. The caller knows that `to` depends on `from`, so both are then
    /// on one cycle.
    fn is_cycle(&mut self, from: ServiceId, to: ServiceId) -> bool {
        let groups = self.groups.get_or_insert_with(|| groups(self.world));
        groups[from.index()] == groups[to.index()]
    }

    fn hold_until(&mut self, change: Option<SimTime>) {
        self.holds_until = change.map_or(self.holds_until, |change| change.min(self.holds_until));
    }

    fn add(&mut self, root: Root, users: u64) {
        if users > 0 {
            self.booked.push((root, users));
        }
    }
}

/// Numbers of the servers of a service that count: each is at most the one before it.
#[derive(Default)]
struct Counted {
    all: u64,
    /// Online, and not destroyed.
    undestroyed: u64,
    /// Online, and neither destroyed nor damaged.
    intact: u64,
    /// Online and intact, and not hit by a fault.
    working: u64,
}

/// The strikes on each service that is struck itself.
fn struck_services(recording: &Recording) -> BTreeMap<ServiceId, Vec<u32>> {
    let mut faults: BTreeMap<ServiceId, Vec<u32>> = BTreeMap::new();
    for (strike, run) in (0..).zip(&recording.strikes) {
        if let StrikeTarget::Service { service, .. } = run.target {
            faults.entry(service).or_default().push(strike);
        }
    }
    faults
}

/// For each strike on a service, its share over time.
fn fault_shares(recording: &Recording) -> BTreeMap<u32, Vec<(SimTime, Permille)>> {
    let mut shares: BTreeMap<u32, Vec<(SimTime, Permille)>> = BTreeMap::new();
    for event in &recording.events {
        if let EventKind::Spreading(strike, share) | EventKind::Repair(strike, share) = event.kind
            && recording.strikes[strike as usize].target.site().is_none()
        {
            shares.entry(strike).or_default().push((event.at, share));
        }
    }
    shares
}

/// For each placement with destroyed servers: the strikes that destroyed them, each with its time and how many.
fn destroyed_by(recording: &Recording) -> BTreeMap<u32, Vec<(SimTime, u32, u64)>> {
    let mut by: BTreeMap<u32, Vec<(SimTime, u32, u64)>> = BTreeMap::new();
    for event in &recording.events {
        if let EventKind::Destroyed { placement, servers } = event.kind
            && let Some(strike) = event.cause.and_then(|cause| recording.event(cause).kind.strike())
        {
            by.entry(placement).or_default().push((event.at, strike, servers));
        }
    }
    by
}

/// The time of the first step after `at`.
fn next_step<T>(steps: &Steps<T>, at: SimTime) -> Option<SimTime> {
    steps.all().get(steps.index_at(at) + 1).map(|(next, _)| *next)
}

/// For each site, the strike with the largest dark share over time. The shares of the strikes are those of their events.
fn worst_strikes(world: &Scenario, recording: &Recording) -> Table<SiteId, Steps<Option<u32>>> {
    let mut worst = world.sites.map(|_| Steps::new(None));
    let mut shares = vec![0; recording.strikes.len()];
    let mut standing: Table<SiteId, BTreeSet<(Permille, Reverse<u32>)>> = world.sites.map(|_| BTreeSet::new());
    for event in &recording.events {
        let (EventKind::Spreading(strike, share) | EventKind::Repair(strike, share)) = event.kind else { continue };
        let Some(site) = recording.strikes[strike as usize].target.site() else { continue };
        let before = std::mem::replace(&mut shares[strike as usize], share);
        let standing = &mut standing[site];
        standing.remove(&(before, Reverse(strike)));
        if share > 0 {
            standing.insert((share, Reverse(strike)));
        }
        worst[site].set(event.at, standing.last().map(|(_, Reverse(strike))| *strike));
    }
    worst
}

/// The number of the group of each service: services on one cycle have the same.
fn groups(world: &Scenario) -> Vec<u32> {
    let rows = world.services.rows();
    let mut first = vec![0];
    for row in rows {
        first.push(first[first.len() - 1] + row.dependencies.len());
    }
    let targets: Vec<usize> =
        rows.iter().flat_map(|row| row.dependencies.iter().map(|dependency| dependency.service.index())).collect();
    components(rows.len(), |service| first[service]..first[service + 1], |index| targets[index])
}

/// The share of `need` that this number of servers can serve without retries, in permille.
fn serves(servers: u64, need: u64) -> Permille {
    if need == 0 {
        return WHOLE;
    }
    (u128::from(servers) * 1000 / u128::from(need)).min(1000) as Permille
}

fn online_now(placement: &Placement, at: SimTime) -> u64 {
    *placement.online.at(at)
}

/// Splits a number in proportion to weights, so that the parts add up to the number. At least one weight must be more than zero.
fn split<const N: usize>(whole: u64, weights: [u128; N]) -> [u64; N] {
    let sum: u128 = weights.iter().sum();
    let (mut so_far, mut given) = (0, 0);
    weights.map(|weight| {
        so_far += weight;
        let until = (u128::from(whole) * so_far / sum) as u64;
        let part = until - given;
        given = until;
        part
    })
}

/// The first strike that is found when the causes of an event are followed back to their root.
fn strike_in(recording: &Recording, event: EventId) -> Option<u32> {
    recording.why(event).find_map(|(_, event)| event.kind.strike())
}
