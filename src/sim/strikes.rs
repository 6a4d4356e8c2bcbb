//! Strikes: which hazard hits which site or service at what time, where it spreads, when it ends, and how large a share it hits.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::budget::{Culprit, OverBudget, Resource, RunStopped, Spending};
use super::luck::Luck;
use crate::model::{Act, HazardId, HazardKind, Plan, Scenario, ServiceId, SiteId};
use crate::recording::StrikeTarget;
use crate::units::{Permille, SimTime, Span};

/// One hazard at one site or on one service, with the steps of its course as times of the run.
#[derive(Clone, Debug)]
pub struct Strike {
    pub target: StrikeTarget,
    pub hazard: HazardId,
    pub at: SimTime,
    pub out: SimTime,
    /// The action or the other strike that caused this strike.
    pub cause: Origin,
    /// The Extinguish or Resolve action that ended the strike, as an index into the plan's actions; `None` if it ended by itself.
    pub put_out_by: Option<usize>,
    /// How long the reserve of the site delays the steps of `spread`.
    pub reserve: Span,
    /// How long one person works on one server that the strike damaged.
    pub repair_work: Span,
    /// The steps of `spread` before `out`, up to the end of the run.
    spread: Vec<(SimTime, Permille)>,
    /// The steps of `repair` up to the end of the run.
    repair: Vec<(SimTime, Permille)>,
}

/// The cause of a strike.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// The action at this index of the plan.
    Action(usize),
    /// The strike at this index of the list of strikes.
    Strike(usize),
}

/// A step in the course of a strike. The order of the variants is the order in which turns of the same time are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// A strike begins.
    Begins(usize),
    /// A strike spreads within its site or service, up to this share.
    Spreading(usize, Permille),
    /// A strike ends.
    Out(usize),
    /// A strike is repaired, down to this share.
    Repair(usize, Permille),
}

impl Turn {
    /// The index of the strike.
    pub const fn strike(self) -> usize {
        let (Self::Begins(strike) | Self::Spreading(strike, _) | Self::Out(strike) | Self::Repair(strike, _)) = self;
        strike
    }
}

impl Strike {
    /// The share that this strike alone hits at `t`: the dark share of a site, or the fault of a service (MODEL.md, section 3).
    pub fn share(&self, t: SimTime) -> Permille {
        let last = |steps: &[(SimTime, Permille)], until: SimTime| {
            let begun = steps.partition_point(|(at, _)| *at <= until);
            begun.checked_sub(1).map(|last| steps[last].1)
        };
        let reached = |until: SimTime| last(&self.spread, until).unwrap_or(0);
        if t < self.at {
            0
        } else if t < self.out {
            reached(t)
        } else {
            let dark = reached(self.out - Span(1));
            last(&self.repair, t).map_or(dark, |to| dark.min(to))
        }
    }

    /// The turns of this strike up to the end of the run, each with its time. `index` is the index of the strike.
    fn add_turns(&self, index: usize, end: SimTime, turns: &mut Vec<(SimTime, Turn)>) {
        let own = turns.len();
        turns.extend([(self.at, Turn::Begins(index)), (self.out, Turn::Out(index))]);
        let mut dark = 0;
        for (at, to) in &self.spread {
            turns.push((*at, Turn::Spreading(index, *to)));
            dark = *to;
        }
        for (at, to) in &self.repair {
            if *to < dark {
                turns.push((*at, Turn::Repair(index, *to)));
                dark = *to;
            }
        }
        let mut kept = own;
        for turn in own..turns.len() {
            if turns[turn].0 <= end {
                turns.swap(kept, turn);
                kept += 1;
            }
        }
        turns.truncate(kept);
    }
}

/// The turns of all strikes up to the end of the run, in order of time.
pub fn turns(strikes: &[Strike], end: SimTime) -> Vec<(SimTime, Turn)> {
    let mut turns = Vec::new();
    for (index, strike) in strikes.iter().enumerate() {
        strike.add_turns(index, end, &mut turns);
    }
    turns.sort_unstable();
    turns
}

/// All strikes of a plan within the run, in order of time; a strike comes before the strikes that it causes.
///
/// # Errors
/// [`RunStopped`] if there are more than the budget has, or if the run was cancelled.
pub fn strikes(
    world: &Scenario,
    plan: &Plan,
    luck: Luck,
    spending: &mut Spending<'_>,
) -> Result<Vec<Strike>, RunStopped> {
    let end = SimTime(world.length.0);
    let course = Course { world, luck, extinguished: extinguished(plan, end), resolved: resolved(plan, end) };
    let mut all: Vec<Strike> = Vec::new();
    for (index, at, action) in plan.timed_actions() {
        let Some(at) = at.filter(|at| (SimTime::ZERO..=end).contains(at)) else { continue };
        let hits: Vec<(SiteId, HazardId)> = match action.act {
            Act::Strike { site, hazard } => {
                hazard.or(world.sites[site].hazard).map(|hazard| (site, hazard)).into_iter().collect()
            }
            Act::StrikeArea { at: centre, radius_km, hazard } => {
                let sites = world.sites_within(centre, radius_km);
                sites.filter_map(|id| Some((id, hazard.or(world.sites[id].hazard)?))).collect()
            }
            Act::StrikeService { service, site, hazard } => {
                let strike = course.strike(StrikeTarget::Service { service, site }, hazard, at, Origin::Action(index));
                let blame = |over| OverBudget { culprit: Culprit::Action(index), ..over };
                spending.spend(Resource::Strikes, 1).map_err(blame)?;
                spending.foresee_events(strike.spread.len() as u64 + 1).map_err(blame)?;
                all.push(strike);
                continue;
            }
            Act::Extinguish { .. }
            | Act::Resolve { .. }
            | Act::FailOver { .. }
            | Act::BlackStart { .. }
            | Act::ShedLoad { .. }
            | Act::Crew { .. }
            | Act::Log { .. } => continue,
        };
        course.spread_out(PlanStrike { action: index, at }, &hits, &mut all, spending)?;
    }
    Ok(in_order(all))
}

/// The Extinguish actions by site, each as its time and its index in the plan, in order of time.
fn extinguished(plan: &Plan, end: SimTime) -> BTreeMap<SiteId, Vec<(SimTime, usize)>> {
    let mut by_site: BTreeMap<SiteId, Vec<(SimTime, usize)>> = BTreeMap::new();
    for (index, at, action) in plan.timed_actions() {
        if let (Act::Extinguish { site }, Some(at)) = (&action.act, at)
            && at <= end
        {
            by_site.entry(*site).or_default().push((at, index));
        }
    }
    by_site.values_mut().for_each(|moments| moments.sort_unstable());
    by_site
}

/// The Resolve actions by service, each as its time, its index in the plan and the site to which it is limited, in order of time.
fn resolved(plan: &Plan, end: SimTime) -> BTreeMap<ServiceId, Vec<(SimTime, usize, Option<SiteId>)>> {
    let mut by_service: BTreeMap<ServiceId, Vec<(SimTime, usize, Option<SiteId>)>> = BTreeMap::new();
    for (index, at, action) in plan.timed_actions() {
        if let (Act::Resolve { service, site }, Some(at)) = (&action.act, at)
            && at <= end
        {
            by_service.entry(*service).or_default().push((at, index, *site));
        }
    }
    by_service.values_mut().for_each(|moments| moments.sort_unstable());
    by_service
}

/// An action of the plan that begins strikes at sites (Strike or StrikeArea).
#[derive(Clone, Copy)]
struct PlanStrike {
    /// The index of the action in the plan.
    action: usize,
    at: SimTime,
}

/// The inputs that decide the course of every strike of a plan.
struct Course<'a> {
    world: &'a Scenario,
    luck: Luck,
    /// The Extinguish actions by site, each as its time and its index in the plan, in order of time.
    extinguished: BTreeMap<SiteId, Vec<(SimTime, usize)>>,
    /// The Resolve actions by service, each as its time, its index in the plan and its site, in order of time.
    resolved: BTreeMap<ServiceId, Vec<(SimTime, usize, Option<SiteId>)>>,
}

impl Course<'_> {
    /// Adds one strike of the plan and all strikes to which it spreads. Each pair of site and hazard is struck once, at the earliest time
    /// (MODEL.md, section 3).
    ///
    /// The strikes are visited in the order of Dijkstra's algorithm (1959). This works because `after` is never negative.
    fn spread_out(
        &self,
        PlanStrike { action, at }: PlanStrike,
        hits: &[(SiteId, HazardId)],
        all: &mut Vec<Strike>,
        spending: &mut Spending<'_>,
    ) -> Result<(), RunStopped> {
        let blame = |over| OverBudget { culprit: Culprit::Action(action), ..over };
        let world = self.world;
        let end = SimTime(world.length.0);
        let mut struck = std::collections::BTreeSet::new();
        // The queue is ordered by time, then by order of discovery. The last value is the index in `all` of the strike that spread here, or
        // `None` for a strike of the plan.
        let mut queue = BinaryHeap::new();
        for (order, (site, hazard)) in hits.iter().enumerate() {
            queue.push(Reverse((at, order, *site, *hazard, None)));
        }
        let mut order = hits.len();
        while let Some(Reverse((at, _, site, hazard, parent))) = queue.pop() {
            if !struck.insert((site, hazard)) {
                continue;
            }
            let cause = parent.map_or(Origin::Action(action), Origin::Strike);
            let strike = self.strike(StrikeTarget::Site(site), hazard, at, cause);
            spending.spend(Resource::Strikes, 1).map_err(blame)?;
            spending.foresee_events(strike.spread.len() as u64 + 1).map_err(blame)?;
            spending.go_on()?;
            for spread in world.sites[site].spreads.iter().filter(|spread| spread.from == hazard) {
                let ids = [
                    site_key(world, site),
                    hazard_key(world, hazard),
                    site_key(world, spread.to),
                    hazard_key(world, spread.hazard),
                ];
                let luck = self.luck.of(world.hazards[hazard].uncertainty);
                let after = Luck::scale(spread.after, luck.factor("spread to", &ids), false);
                let reaches = strike.at + after;
                if reaches < strike.out && reaches <= end {
                    queue.push(Reverse((reaches, order, spread.to, spread.hazard, Some(all.len()))));
                    order += 1;
                }
            }
            all.push(strike);
        }
        Ok(())
    }

    /// Creates the strike of a hazard. Its durations are multiplied by their random factors, and the first Extinguish or Resolve action after
    /// its beginning may end it early.
    fn strike(&self, target: StrikeTarget, hazard: HazardId, at: SimTime, cause: Origin) -> Strike {
        let course = &self.world.hazards[hazard];
        let mut ids = match target {
            StrikeTarget::Site(site) => vec![site_key(self.world, site)],
            StrikeTarget::Service { service, site } => {
                let site = site.map(|site| site_key(self.world, site));
                std::iter::once(self.world.services[service].key.as_str()).chain(site).collect()
            }
        };
        ids.push(hazard_key(self.world, hazard));
        let factor = |what| self.luck.of(course.uncertainty).factor(what, &ids);
        let mut out = at + Luck::scale(course.out, factor("out"), false);
        let ended = match target {
            StrikeTarget::Site(site) => {
                let extinguished = self.extinguished.get(&site).map_or(&[][..], Vec::as_slice);
                extinguished.get(extinguished.partition_point(|(moment, _)| *moment < at)).copied()
            }
            StrikeTarget::Service { service, site } => {
                let resolved = self.resolved.get(&service).into_iter().flatten();
                let ends = |(moment, _, only): &&(SimTime, usize, Option<SiteId>)| {
                    *moment >= at && only.is_none_or(|only| site == Some(only))
                };
                resolved.into_iter().find(ends).map(|(moment, index, _)| (*moment, *index))
            }
        };
        let put_out = ended.filter(|(moment, _)| *moment < out);
        if let Some((moment, _)) = put_out {
            out = moment;
        }
        let reserve = match target {
            StrikeTarget::Site(site) => self.reserve(site, course.kind),
            StrikeTarget::Service { .. } => Span::ZERO,
        };
        let end = SimTime(self.world.length.0);
        // Steps ascend in time. Those that cannot happen are not stored: a plan may have very many strikes.
        let steps = |steps: &[crate::model::Step], from: SimTime, until: SimTime, factor: f64| {
            let steps = steps.iter().map(|step| (from + Luck::scale(step.after, factor, false), step.dark));
            steps.take_while(|(at, _)| *at <= until).collect()
        };
        let spread: Vec<_> = steps(&course.spread, at + reserve, end.min(out - Span(1)), factor("spread"));
        let repair: Vec<_> = steps(&course.repair, out, end, factor("repair"));
        let repair_work = course.repair_work.map_or(Span::ZERO, |work| Luck::scale(work, factor("repair work"), true));
        let put_out_by = put_out.map(|(_, index)| index);
        Strike { target, hazard, at, out, cause, put_out_by, reserve, repair_work, spread, repair }
    }

    /// How long the reserve of a site delays a hazard of this kind, random factor included.
    fn reserve(&self, site: SiteId, kind: HazardKind) -> Span {
        let row = &self.world.sites[site];
        let reserve = row.reserve.against(kind);
        let name = if kind == HazardKind::Cooling { "cooling" } else { "power" };
        Luck::scale(reserve, self.luck.factor("reserve", &[&row.key, name]), false)
    }
}

fn site_key(world: &Scenario, site: SiteId) -> &str {
    &world.sites[site].key
}

fn hazard_key(world: &Scenario, hazard: HazardId) -> &str {
    &world.hazards[hazard].key
}

/// Sorts the strikes by time. A strike and those that it causes at the same time keep their order.
fn in_order(all: Vec<Strike>) -> Vec<Strike> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| all[*index].at);
    let mut new_index = vec![0; all.len()];
    for (new, old) in order.iter().enumerate() {
        new_index[*old] = new;
    }
    let mut strikes: Vec<Strike> = all;
    for strike in &mut strikes {
        if let Origin::Strike(parent) = &mut strike.cause {
            *parent = new_index[*parent];
        }
    }
    strikes.sort_by_key(|strike| strike.at);
    strikes
}
