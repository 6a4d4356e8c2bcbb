//! Strikes, their spread, and the dark share of each site (MODEL.md, section 3).

use firedrill::model::{Act, Hazard, HazardId, LatLon, Plan, Scenario, SiteId};

use super::plan::done_at;
use super::{Grid, Series};

/// A hazard that hit a site. Times are in seconds.
#[derive(Clone, Copy)]
struct Strike {
    site: SiteId,
    hazard: HazardId,
    at: i64,
    out: i64,
}

/// The dark share of every site, in permille.
pub fn dark(world: &Scenario, plan: &Plan, grid: Grid) -> Vec<Series<u32>> {
    let strikes = strikes(world, plan);
    let of_site = |site: SiteId| {
        let mut dark = Series::new(0);
        for point in 0..grid.points {
            let here = strikes.iter().filter(|strike| strike.site == site);
            let each = here.map(|strike| dark_of(*strike, &world.hazards[strike.hazard], grid.time(point).0));
            dark.push(each.max().unwrap_or(0));
        }
        dark
    };
    world.sites.ids().map(of_site).collect()
}

/// The dark share that one strike causes at time t, in permille.
fn dark_of(strike: Strike, hazard: &Hazard, t: i64) -> u32 {
    let spread = |reached: &dyn Fn(i64) -> bool| {
        let steps = hazard.spread.iter().filter(|step| reached(strike.at + step.after.0));
        steps.last().map_or(0, |step| step.dark)
    };
    if t < strike.out {
        return spread(&|at| at <= t);
    }
    let mut dark = spread(&|at| at < strike.out);
    for step in &hazard.repair {
        if strike.out + step.after.0 <= t {
            dark = dark.min(step.dark);
        }
    }
    dark
}

/// All strikes of a plan, including those they spread to.
fn strikes(world: &Scenario, plan: &Plan) -> Vec<Strike> {
    let mut all = Vec::new();
    for action in &plan.actions {
        let at = done_at(plan, action);
        match action.act {
            Act::Strike { site, hazard } => {
                let hazard = hazard.or(world.sites[site].hazard).expect("a hazard");
                all.extend(spread_from(world, plan, vec![(at, site, hazard)]));
            }
            Act::StrikeArea { at: centre, radius_km, hazard } => {
                let within = world
                    .sites
                    .iter()
                    .filter(|(_, site)| site.at.is_some_and(|at| distance_km(at, centre) <= radius_km));
                let first = within.map(|(id, site)| (at, id, hazard.or(site.hazard).expect("a hazard"))).collect();
                all.extend(spread_from(world, plan, first));
            }
            Act::Extinguish { .. }
            | Act::FailOver { .. }
            | Act::BlackStart { .. }
            | Act::ShedLoad { .. }
            | Act::StrikeService { .. }
            | Act::Resolve { .. }
            | Act::Crew { .. }
            | Act::Log { .. } => {}
        }
    }
    all
}

/// The strikes that follow from one action. Each site is struck by each hazard at most once, at the earliest time.
fn spread_from(world: &Scenario, plan: &Plan, mut waiting: Vec<(i64, SiteId, HazardId)>) -> Vec<Strike> {
    let mut struck: Vec<Strike> = Vec::new();
    while let Some(next) = (0..waiting.len()).min_by_key(|index| waiting[*index].0) {
        let (at, site, hazard) = waiting.remove(next);
        if struck.iter().any(|strike| (strike.site, strike.hazard) == (site, hazard)) {
            continue;
        }
        let strike = Strike { site, hazard, at, out: out(world, plan, at, site, hazard) };
        struck.push(strike);
        for spread in &world.sites[site].spreads {
            if spread.from == hazard && at + spread.after.0 < strike.out {
                waiting.push((at + spread.after.0, spread.to, spread.hazard));
            }
        }
    }
    struck
}

/// The time at which a strike is over: by itself, or earlier if it is extinguished.
fn out(world: &Scenario, plan: &Plan, at: i64, site: SiteId, hazard: HazardId) -> i64 {
    let burnt_out = at + world.hazards[hazard].out.0;
    let put_out = plan.actions.iter().filter(|action| action.act == Act::Extinguish { site });
    let put_out = put_out.map(|action| done_at(plan, action)).filter(|e| at <= *e && *e < burnt_out);
    put_out.min().unwrap_or(burnt_out)
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
