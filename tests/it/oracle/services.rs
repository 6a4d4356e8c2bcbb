//! The health of every service at every point (MODEL.md, section 4). The rule is applied again and again until no health falls, and
//! then until no health rises.

use firedrill::model::{Act, Id, Plan, Scenario, ServiceId};

use super::light::Placement;
use super::plan::{MANUAL_FAILOVER, done_at};
use super::repairs::Repairs;
use super::{Grid, Series};

/// The values of one service over the run.
pub struct State {
    /// The servers that are needed (`need` in MODEL.md, section 4).
    pub need: Series<u64>,
    /// The servers that have started, with those of the standby if it is engaged. `own_servers` is without the standby.
    pub alive: Series<u64>,
    pub own_servers: Series<u64>,
    pub engaged: Series<bool>,
    pub own: Series<u32>,
    pub health: Series<u32>,
    pub shedding: Series<bool>,
    pub black_start: Series<bool>,
    /// For each group of alternatives, the health that it lets through at a point; 1000 during a BlackStart. The limit is the lowest
    /// value over `restart`.
    pub lets_through: Vec<Series<u32>>,
    /// The dependencies in groups of alternatives. A dependency without alternatives is a group by itself.
    pub groups: Vec<Vec<usize>>,
    strained: Series<bool>,
    relieved: Series<bool>,
    /// For each FailOver that is ordered, the time of the order as a point, and whether it is spent.
    orders: Vec<(i64, bool)>,
    /// For each dependency, the part of the window `felt` that is before the current point.
    felt_before: Vec<u32>,
    /// For each group, the part of the window of its limit that is before the current point.
    limit_before: Vec<u32>,
}

/// The values of all services, in the order of the file.
pub struct Services(pub Vec<State>);

/// Everything that does not change during the run.
struct Fixed<'a> {
    world: &'a Scenario,
    plan: &'a Plan,
    grid: Grid,
    /// For each service and each of its dependencies, whether both are on one cycle.
    circle: Vec<Vec<bool>>,
}

impl Services {
    /// Computes the health of all services together with the repair of their servers, because each depends on the other.
    pub fn new(world: &Scenario, plan: &Plan, repairs: &mut Repairs<'_>, grid: Grid) -> Self {
        let reach = |from: ServiceId, to: ServiceId| reaches(world, from, to);
        let circle = world
            .services
            .iter()
            .map(|(id, row)| row.dependencies.iter().map(|need| reach(need.service, id)).collect());
        let fixed = Fixed { world, plan, grid, circle: circle.collect() };
        let mut all = Self(world.services.ids().map(|id| State::new(&fixed, id)).collect());
        for point in 0..grid.points {
            repairs.turn(point);
            all.settle(&fixed, &repairs.placements, point);
            repairs.send_crews(&all.0, point);
        }
        all
    }

    fn settle(&mut self, fixed: &Fixed<'_>, placements: &[Placement], point: i64) {
        let local_hour = fixed.world.clock.hour(fixed.grid.time(point));
        for id in fixed.world.services.ids() {
            let row = &fixed.world.services[id];
            let engaged = self.is_engaged(fixed, id, point);
            let counts = |standby| counted(fixed, placements, id, standby, point);
            let (own_servers, standby) = (counts(false), if engaged { counts(true) } else { 0 });
            let state = &mut self.0[id.index()];
            state.need.push((row.load * u64::from(row.day[local_hour])).div_ceil(1000));
            state.engaged.push(engaged);
            state.own_servers.push(own_servers);
            state.alive.push(own_servers + standby);
            state.health.push(state.health.at(point - 1));
            for (place, need) in row.dependencies.iter().enumerate() {
                let felt = self.0[need.service.index()].health.over_before(fixed.grid.point(need.grace.0), point).max();
                self.0[id.index()].felt_before[place] = felt.unwrap_or(0);
            }
            let state = &mut self.0[id.index()];
            for group in 0..state.groups.len() {
                let limit = state.lets_through[group].over_before(fixed.grid.point(row.restart.0), point).min();
                let is_waived = engaged && state.groups[group].iter().any(|place| row.dependencies[*place].primary);
                state.limit_before[group] = if is_waived { 1000 } else { limit.unwrap_or(1000) };
            }
        }
        while self.move_all(fixed, point, |rule, health| rule < health) {}
        while self.move_all(fixed, point, |rule, health| rule > health) {}
        for id in fixed.world.services.ids() {
            self.keep(fixed, id, point);
        }
    }

    /// Sets every service to the health that the rule gives, if this is a change in the allowed direction. Returns whether any
    /// health changed.
    fn move_all(&mut self, fixed: &Fixed<'_>, point: i64, is_way: fn(u32, u32) -> bool) -> bool {
        let mut moved = false;
        for id in fixed.world.services.ids() {
            let rule = self.rule(fixed, id, point);
            let health = &mut self.0[id.index()].health;
            if is_way(rule, health.at(point)) {
                health.set(point, rule);
                moved = true;
            }
        }
        moved
    }

    fn rule(&self, fixed: &Fixed<'_>, id: ServiceId, point: i64) -> u32 {
        let (row, state) = (&fixed.world.services[id], &self.0[id.index()]);
        let own = state.own_with(row.retry, state.alive.at(point), point);
        if state.black_start.at(point) {
            return own;
        }
        let limits = (0..state.groups.len()).map(|group| self.limit(fixed, id, group, point));
        limits.fold(own, u32::min)
    }

    /// The limit that a group of alternatives sets at the current point.
    fn limit(&self, fixed: &Fixed<'_>, id: ServiceId, group: usize, point: i64) -> u32 {
        self.0[id.index()].limit_before[group].min(self.group_passes(fixed, id, group, point))
    }

    /// The health that a group of alternatives lets through at a point: the largest of its dependencies.
    fn group_passes(&self, fixed: &Fixed<'_>, id: ServiceId, group: usize, point: i64) -> u32 {
        let state = &self.0[id.index()];
        let passes = |place: &usize| {
            let primary = fixed.world.services[id].dependencies[*place].primary;
            if primary && state.engaged.at(point) { 1000 } else { self.passes(fixed, id, *place, point) }
        };
        state.groups[group].iter().map(passes).max().expect("a group has a dependency")
    }

    /// The health that a dependency lets through at a point: 1000 - ceil(weight * (1000 - felt) / 1000).
    fn passes(&self, fixed: &Fixed<'_>, id: ServiceId, place: usize, point: i64) -> u32 {
        let need = &fixed.world.services[id].dependencies[place];
        let now = self.0[need.service.index()].health.at(point);
        let mut felt = now.max(self.0[id.index()].felt_before[place]);
        if fixed.circle[id.index()][place] && felt >= 500 {
            felt = 1000;
        }
        1000 - (need.weight * (1000 - felt)).div_ceil(1000)
    }

    /// Stores the values of this point that windows of later points use.
    fn keep(&mut self, fixed: &Fixed<'_>, id: ServiceId, point: i64) {
        let row = &fixed.world.services[id];
        let groups = self.0[id.index()].groups.len();
        let passes: Vec<u32> = (0..groups).map(|group| self.group_passes(fixed, id, group, point)).collect();
        let state = &mut self.0[id.index()];
        let own = state.own_with(row.retry, state.alive.at(point), point);
        let own_servers = state.own_servers.at(point);
        state.own.push(own);
        state.strained.push(own < 1000);
        state.relieved.push(own_servers >= row.load && state.own_with(row.retry, own_servers, point) == 1000);
        let black_start = state.black_start.at(point);
        for (let_through, passes) in state.lets_through.iter_mut().zip(passes) {
            let_through.push(if black_start { 1000 } else { passes });
        }
    }

    /// Whether the standby is engaged at a point. This depends on the values before the point, or on a FailOver.
    fn is_engaged(&mut self, fixed: &Fixed<'_>, id: ServiceId, point: i64) -> bool {
        let row = &fixed.world.services[id];
        let switch = row.switch;
        let manual_failover = fixed.grid.point(switch.map_or(MANUAL_FAILOVER, |switch| switch.manual_failover).0);
        let was_well = |needed: Option<ServiceId>, from: i64| {
            needed.is_none_or(|needed| self.0[needed.index()].health.through(from, point).all(|health| health >= 500))
        };
        let is_ready = was_well(switch.and_then(|switch| switch.manual_depends_on), point - manual_failover);
        let due = |(ordered, spent): &(i64, bool)| !spent && ordered + manual_failover <= point && is_ready;
        let ordered = self.0[id.index()].orders.iter().any(due);
        let auto = switch.and_then(|switch| switch.auto).map(|auto| fixed.grid.point(auto.0));
        let state = &self.0[id.index()];
        let by_itself = auto.is_some_and(|auto| {
            let from = point - auto;
            let strained = state.strained.through(from, point).all(|strained| strained);
            strained && was_well(switch.and_then(|switch| switch.depends_on), from)
        });
        let from = point - auto.unwrap_or(manual_failover);
        let stands_down = state.engaged.through(from, point).all(|engaged| engaged)
            && state.relieved.through(from, point).all(|relieved| relieved);
        // A standby that does not work never engages (MODEL.md, section 4). With seed 0, half a chance is enough.
        let works = !row.standby.is_empty() && switch.is_none_or(|switch| switch.success >= 500);
        let is_engaged = if state.engaged.at(point - 1) { !stands_down } else { works && (by_itself || ordered) };
        for order in &mut self.0[id.index()].orders {
            order.1 |= due(order);
        }
        is_engaged
    }
}

impl State {
    fn new(fixed: &Fixed<'_>, id: ServiceId) -> Self {
        let row = &fixed.world.services[id];
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, need) in row.dependencies.iter().enumerate() {
            let same = |group: &&mut Vec<usize>| need.any.is_some() && row.dependencies[group[0]].any == need.any;
            match groups.iter_mut().find(same) {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        let ordered = fixed.plan.actions.iter().filter(|action| action.act == Act::FailOver { service: id });
        let orders = ordered.map(|action| (fixed.grid.point(done_at(fixed.plan, action)), false)).collect();
        // For each point, whether an action with a span is active.
        let runs = |span_of: fn(&Act, ServiceId) -> Option<i64>| {
            let mut runs = Series::new(false);
            for point in 0..fixed.grid.points {
                let t = fixed.grid.time(point).0;
                runs.push(fixed.plan.actions.iter().any(|action| {
                    let from = done_at(fixed.plan, action);
                    span_of(&action.act, id).is_some_and(|span| from <= t && t < from + span)
                }));
            }
            runs
        };
        Self {
            need: Series::new(0),
            alive: Series::new(0),
            own_servers: Series::new(0),
            engaged: Series::new(false),
            own: Series::new(1000),
            health: Series::new(1000),
            shedding: runs(|act, id| {
                if let Act::ShedLoad { service, span } = act { (*service == id).then_some(span.0) } else { None }
            }),
            black_start: runs(|act, id| {
                if let Act::BlackStart { service, span } = act { (*service == id).then_some(span.0) } else { None }
            }),
            lets_through: vec![Series::new(1000); groups.len()],
            strained: Series::new(false),
            relieved: Series::new(true),
            orders,
            felt_before: vec![1000; row.dependencies.len()],
            limit_before: vec![1000; groups.len()],
            groups,
        }
    }

    /// The value `own` with this number of servers. The number of retries depends on the health at the point.
    fn own_with(&self, retry: u32, servers: u64, point: i64) -> u32 {
        let need = self.need.at(point);
        if need == 0 {
            return 1000;
        }
        let retry = if self.shedding.at(point) { 0 } else { u64::from(retry) };
        let tried = 1000 + retry * u64::from(1000 - self.health.at(point)) / 1000;
        u32::try_from((servers * 1_000_000 / (need * tried)).min(1000)).expect("a share")
    }
}

/// How many servers of the placements of `on` or of `standby` have started: for each placement, the lowest number that was working
/// over (t - restart, t].
fn counted(fixed: &Fixed<'_>, placements: &[Placement], id: ServiceId, standby: bool, point: i64) -> u64 {
    let restart = fixed.grid.point(fixed.world.services[id].restart.0);
    let placements = placements.iter().filter(|placement| placement.service == id && placement.standby == standby);
    let count = |placement: &Placement| {
        placement.working.over_before(restart, point).fold(placement.working.at(point), u64::min)
    };
    placements.map(count).sum()
}

/// Whether a chain of dependencies leads from one service to the other.
fn reaches(world: &Scenario, from: ServiceId, to: ServiceId) -> bool {
    let mut seen = vec![from];
    let mut next = 0;
    while let Some(id) = seen.get(next).copied() {
        for need in &world.services[id].dependencies {
            if !seen.contains(&need.service) {
                seen.push(need.service);
            }
        }
        next += 1;
    }
    seen.contains(&to)
}
