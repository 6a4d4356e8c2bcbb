//! Strikes, their spread, and the dark share of each site (MODEL.md, section 3).

use firedrill::model::{Act, Action, Hazard, HazardId, HazardKind, LatLon, Plan, Scenario, ServiceId, SiteId};

use super::plan::done_at;
use super::{Grid, Series};

/// What a strike hits: a site, or a service itself, either everywhere or at one site.
#[derive(Clone, Copy, PartialEq)]
pub enum Target {
    Site(SiteId),
    Service(ServiceId, Option<SiteId>),
}

/// A hazard that hit a site or a service. Times are in seconds.
#[derive(Clone, Copy)]
pub struct Strike {
    pub target: Target,
    pub hazard: HazardId,
    at: i64,
    out: i64,
    /// How long the reserve of the site puts off what the strike darkens.
    reserve: i64,
}

impl Strike {
    /// Whether the strike hits the servers of this service at this site.
    pub fn hits(&self, service: ServiceId, site: SiteId) -> bool {
        match self.target {
            Target::Site(struck) => struck == site,
            Target::Service(struck, at) => struck == service && at.is_none_or(|at| at == site),
        }
    }

    /// The steps of `spread` that the strike has reached at time t, each with its share in permille. A step counts only if it comes
    /// before the strike is over.
    fn reached(&self, hazard: &Hazard, t: i64) -> impl DoubleEndedIterator<Item = u32> {
        let (begins, out) = (self.at + self.reserve, self.out);
        let reached = move |after: i64| begins + after <= t && begins + after < out;
        hazard.spread.iter().filter(move |step| reached(step.after.0)).map(|step| step.dark)
    }

    /// The largest share that the strike has darkened until time t, in permille: `D` of the page.
    pub fn largest(&self, hazard: &Hazard, t: i64) -> u64 {
        self.reached(hazard, t).max().unwrap_or(0).into()
    }

    /// The share that the strike darkens at time t, in permille. Of a strike on a service this is its fault.
    pub fn share(&self, hazard: &Hazard, t: i64) -> u32 {
        let mut share = self.reached(hazard, t).next_back().unwrap_or(0);
        for step in hazard.repair.iter().filter(|step| self.out <= t && self.out + step.after.0 <= t) {
            share = share.min(step.dark);
        }
        share
    }
}

/// The dark share of every site, in permille.
pub fn dark(world: &Scenario, strikes: &[Strike], grid: Grid) -> Vec<Series<u32>> {
    let of_site = |site: SiteId| {
        let mut dark = Series::new(0);
        for point in 0..grid.points {
            let here = strikes.iter().filter(|strike| strike.target == Target::Site(site));
            let each = here.map(|strike| strike.share(&world.hazards[strike.hazard], grid.time(point).0));
            dark.push(each.max().unwrap_or(0));
        }
        dark
    };
    world.sites.ids().map(of_site).collect()
}

/// All strikes of a plan, including those they spread to.
pub fn strikes(world: &Scenario, plan: &Plan) -> Vec<Strike> {
    let first = |action: &Action| -> Vec<(Target, HazardId)> {
        let own = |site: SiteId, hazard: Option<HazardId>| hazard.or(world.sites[site].hazard).expect("a hazard");
        match action.act {
            Act::Strike { site, hazard } => vec![(Target::Site(site), own(site, hazard))],
            Act::StrikeArea { at: centre, radius_km, hazard } => {
                let within = world
                    .sites
                    .iter()
                    .filter(|(_, site)| site.at.is_some_and(|at| distance_km(at, centre) <= radius_km));
                within.map(|(id, _)| (Target::Site(id), own(id, hazard))).collect()
            }
            Act::StrikeService { service, site, hazard } => vec![(Target::Service(service, site), hazard)],
            Act::Extinguish { .. }
            | Act::FailOver { .. }
            | Act::BlackStart { .. }
            | Act::ShedLoad { .. }
            | Act::Resolve { .. }
            | Act::Crew { .. }
            | Act::Log { .. } => Vec::new(),
        }
    };
    let of_action = |action: &Action| {
        let at = done_at(plan, action);
        let first = first(action).into_iter().map(|(target, hazard)| (at, target, hazard)).collect();
        spread_from(world, plan, first)
    };
    plan.actions.iter().flat_map(of_action).collect()
}

/// The strikes that follow from one action. Nothing is struck twice by the same hazard; the earliest time counts.
fn spread_from(world: &Scenario, plan: &Plan, mut waiting: Vec<(i64, Target, HazardId)>) -> Vec<Strike> {
    let mut struck: Vec<Strike> = Vec::new();
    while let Some(next) = (0..waiting.len()).min_by_key(|index| waiting[*index].0) {
        let (at, target, hazard) = waiting.remove(next);
        if struck.iter().any(|strike| strike.target == target && strike.hazard == hazard) {
            continue;
        }
        let out = out(world, plan, at, target, hazard);
        let strike = Strike { target, hazard, at, out, reserve: reserve(world, target, hazard) };
        struck.push(strike);
        let Target::Site(site) = target else { continue };
        for spread in &world.sites[site].spreads {
            if spread.from == hazard && at + spread.after.0 < strike.out {
                waiting.push((at + spread.after.0, Target::Site(spread.to), spread.hazard));
            }
        }
    }
    struck
}

/// The reserve of a site against a hazard, in seconds.
fn reserve(world: &Scenario, target: Target, hazard: HazardId) -> i64 {
    match (target, world.hazards[hazard].kind) {
        (Target::Site(site), HazardKind::Power) => world.sites[site].reserve.power.0,
        (Target::Site(site), HazardKind::Cooling) => world.sites[site].reserve.cooling.0,
        (Target::Site(_) | Target::Service(..), _) => 0,
    }
}

/// The time at which a strike is over: by itself, or earlier if it is extinguished or resolved.
fn out(world: &Scenario, plan: &Plan, at: i64, target: Target, hazard: HazardId) -> i64 {
    let by_itself = at + world.hazards[hazard].out.0;
    let is_ended_by = |act: &Act| match target {
        Target::Site(struck) => matches!(*act, Act::Extinguish { site } if site == struck),
        Target::Service(struck, at) => {
            matches!(*act, Act::Resolve { service, site } if service == struck && (site.is_none() || site == at))
        }
    };
    let ended = plan.actions.iter().filter(|action| is_ended_by(&action.act));
    let ended = ended.map(|action| done_at(plan, action)).filter(|e| at <= *e && *e < by_itself);
    ended.min().unwrap_or(by_itself)
}

/// The great-circle distance on a sphere with a radius of 6,371 km (MODEL.md, section 9).
fn distance_km(a: LatLon, b: LatLon) -> f64 {
    let on_sphere = |at: LatLon| {
        let (lat, lon) = (at.lat.to_radians(), at.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    };
    let (a, b) = (on_sphere(a), on_sphere(b));
    let chord: f64 = (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f64>().sqrt();
    6_371.0 * 2.0 * (chord / 2.0).asin()
}

#[test]
fn a_quarter_of_the_way_round_is_ten_thousand_kilometres() {
    let pole = LatLon { lat: 90.0, lon: 0.0 };
    let equator = LatLon { lat: 0.0, lon: 179.0 };
    assert!((distance_km(pole, equator) - 6_371.0 * std::f64::consts::FRAC_PI_2).abs() < 1e-6);
}
