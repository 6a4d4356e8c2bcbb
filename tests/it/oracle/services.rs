//! The health of every service at every point (MODEL.md, section 4). The rule is applied again and again until no health falls, and
//! then until no health rises.

use firedrill::model::{Act, Id, Plan, Scenario, ServiceId};

use super::light::Placement;
use super::plan::{MANUAL_FAILOVER, done_at};
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
    /// For each dependency, the health that it lets through at a point; 1000 during a BlackStart. The limit is the lowest value
    /// over `restart`.
    pub lets_through: Vec<Series<u32>>,
    strained: Series<bool>,
    relieved: Series<bool>,
    /// For each dependency, the values of the two windows (`felt` and the limit), as far as they are before the current point.
    felt_before: Vec<u32>,
    limit_before: Vec<u32>,
}

/// The values of all services, in the order of the file.
pub struct Services(pub Vec<State>);

/// Everything that does not change during the run.
struct Fixed<'a> {
    world: &'a Scenario,
    plan: &'a Plan,
    placements: &'a [Placement],
    grid: Grid,
    /// For each service and each of its dependencies, whether both are on one cycle.
    circle: Vec<Vec<bool>>,
}

impl Services {
    pub fn new(world: &Scenario, plan: &Plan, placements: &[Placement], grid: Grid) -> Self {
        let reach = |from: ServiceId, to: ServiceId| reaches(world, from, to);
        let circle = world
            .services
            .iter()
            .map(|(id, row)| row.dependencies.iter().map(|need| reach(need.service, id)).collect());
        let fixed = Fixed { world, plan, placements, grid, circle: circle.collect() };
        let mut all = Self(world.services.ids().map(|id| State::new(&fixed, id)).collect());
        for point in 0..grid.points {
            all.settle(&fixed, point);
        }
        all
    }

    fn settle(&mut self, fixed: &Fixed<'_>, point: i64) {
        let local_hour = fixed.world.clock.hour(fixed.grid.time(point));
        for id in fixed.world.services.ids() {
            let row = &fixed.world.services[id];
            let engaged = self.is_engaged(fixed, id, point);
            let counts = |standby| counted(fixed, id, standby, point);
            let (own_servers, standby) = (counts(false), if engaged { counts(true) } else { 0 });
            let state = &mut self.0[id.index()];
            state.need.push((row.load * u64::from(row.day[local_hour])).div_ceil(1000));
            state.engaged.push(engaged);
            state.own_servers.push(own_servers);
            state.alive.push(own_servers + standby);
            state.health.push(state.health.at(point - 1));
            for (place, need) in row.dependencies.iter().enumerate() {
                let felt = self.0[need.service.index()].health.over_before(fixed.grid.point(need.grace.0), point).max();
                let state = &mut self.0[id.index()];
                let limit = state.lets_through[place].over_before(fixed.grid.point(row.restart.0), point).min();
                state.felt_before[place] = felt.unwrap_or(0);
                state.limit_before[place] = limit.unwrap_or(1000);
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
        let limits = (0..row.dependencies.len())
            .map(|place| state.limit_before[place].min(self.passes(fixed, id, place, point)));
        limits.fold(own, u32::min)
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
        let passes: Vec<u32> = (0..row.dependencies.len()).map(|place| self.passes(fixed, id, place, point)).collect();
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
    fn is_engaged(&self, fixed: &Fixed<'_>, id: ServiceId, point: i64) -> bool {
        let (row, state) = (&fixed.world.services[id], &self.0[id.index()]);
        if row.standby.is_empty() {
            return false;
        }
        let auto = row.switch.and_then(|switch| switch.auto).map(|auto| fixed.grid.point(auto.0));
        let manual_failover = fixed.grid.point(row.switch.map_or(MANUAL_FAILOVER, |switch| switch.manual_failover).0);
        if state.engaged.at(point - 1) {
            let from = point - auto.unwrap_or(manual_failover);
            let was_engaged = state.engaged.through(from, point).all(|engaged| engaged);
            return !(was_engaged && state.relieved.through(from, point).all(|relieved| relieved));
        }
        let by_itself = auto.is_some_and(|auto| {
            let from = point - auto;
            let needed = row.switch.and_then(|switch| switch.depends_on);
            let ready = needed
                .is_none_or(|needed| self.0[needed.index()].health.through(from, point).all(|health| health >= 500));
            ready && state.strained.through(from, point).all(|strained| strained)
        });
        let ordered = fixed.plan.actions.iter().any(|action| {
            action.act == Act::FailOver { service: id }
                && fixed.grid.point(done_at(fixed.plan, action)) + manual_failover == point
        });
        by_itself || ordered
    }
}

impl State {
    fn new(fixed: &Fixed<'_>, id: ServiceId) -> Self {
        let row = &fixed.world.services[id];
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
            lets_through: vec![Series::new(1000); row.dependencies.len()],
            strained: Series::new(false),
            relieved: Series::new(true),
            felt_before: vec![1000; row.dependencies.len()],
            limit_before: vec![1000; row.dependencies.len()],
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

/// How many servers of the placements of `on` or of `standby` have started: for each placement, the lowest number that was online
/// over (t - restart, t].
fn counted(fixed: &Fixed<'_>, id: ServiceId, standby: bool, point: i64) -> u64 {
    let restart = fixed.grid.point(fixed.world.services[id].restart.0);
    let placements =
        fixed.placements.iter().filter(|placement| placement.service == id && placement.standby == standby);
    let count =
        |placement: &Placement| placement.online.over_before(restart, point).fold(placement.online.at(point), u64::min);
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
