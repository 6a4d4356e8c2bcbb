//! Generates worlds of any size for measurements. Their services are in layers and depend on lower layers, mostly in their own
//! region. All features of the model are used.

mod cities;
mod crews;
mod services;

pub use self::crews::with_crews;

use chrono::{NaiveDate, Weekday};
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::model::{
    Act, Action, Company, CompanyId, Exchange, Hazard, HazardId, HazardKind, Id, LatLon, Listing, Plan, Reaction,
    Reserve, Scenario, ServiceId, Site, SiteId, Spread, Step, Table, When,
};
use crate::units::{Clock, Permille, SimTime, Span, TimeOfDay, text};

/// The size of the world to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Number of sites; at least one is made.
    pub sites: usize,
    /// Number of services; at least one is made.
    pub services: usize,
    /// Number of dependencies. The world has fewer of them if there are not enough services.
    pub dependencies: usize,
}

/// Number of sites in a region. Most dependencies are between services of one region.
const SITES_PER_REGION: usize = 10;
const SERVICES_PER_COMPANY: usize = 40;
const LISTED: usize = 20;

/// Generates a plausible world. The world depends only on the size and the seed. Its second plan strikes every site.
#[must_use]
pub fn generate(size: Size, seed: u64) -> Scenario {
    let dice = &mut Dice(Pcg64::seed_from_u64(seed));
    let size = Size { sites: size.sites.max(1), services: size.services.max(1), ..size };
    let midday = NaiveDate::from_ymd_opt(2024, 3, 8).and_then(|date| date.and_hms_opt(12, 0, 0));
    let start = midday.expect("a date of the calendar");
    let clock = Clock::new(chrono_tz::Europe::Berlin, start).expect("a time that the clocks show");
    let hazards = hazards();
    let companies = size.services.div_ceil(SERVICES_PER_COMPANY);
    let mut sites = sites(size.sites, dice);
    let services = services::services(size, companies, dice);
    services::restore_lists(&mut sites, &services);
    let (exchanges, companies) = market(companies, size.services, dice);
    let actions =
        sites.ids().map(|site| Action { at: When::At(SimTime(3_600)), act: Act::Strike { site, hazard: None } });
    let plans = vec![
        Plan { name: "Untouched".to_owned(), ..Plan::default() },
        Plan { name: "Every site".to_owned(), actions: actions.collect(), ..Plan::default() },
    ];
    let [of_services, of_sites] = [size.services as u64, size.sites as u64];
    let of_services = text::counted(of_services, "service", "services");
    let title = format!("{of_services} at {}", text::counted(of_sites, "site", "sites"));
    Scenario {
        about: format!("A generated world (seed {seed}). Nothing in it is real."),
        population: Some(400_000_000),
        uncertainty: 0.2,
        hazards,
        sites,
        services,
        exchanges,
        companies,
        reaction: Some(Reaction {
            worst: 0.1,
            half: 0.5,
            memory: 6.0,
            overshoot: 0.5,
            rise: Span(4 * 60),
            fade: Span::HOUR,
        }),
        plans,
        ..Scenario::empty(title, clock, Span(3 * Span::DAY.0))
    }
}

fn steps(steps: &[(i64, Permille)]) -> Vec<Step> {
    steps.iter().map(|(minutes, dark)| Step { after: Span(minutes * 60), dark: *dark }).collect()
}

fn hazards() -> Table<HazardId, Hazard> {
    let hazard = |key: &str, name: &str, kind, spread: &[_], out_minutes: i64, repair: &[_]| Hazard {
        key: key.to_owned(),
        name: name.to_owned(),
        kind,
        spread: steps(spread),
        out: Span(out_minutes * 60),
        repair: steps(repair),
        uncertainty: None,
        damages: 0,
        destroys: 0,
        repair_work: None,
    };
    [
        hazard("fire", "Fire", HazardKind::Fire, &[(10, 1000)], 480, &[(120, 0)]),
        hazard("power", "Power cut", HazardKind::Power, &[(0, 1000)], 180, &[(0, 0)]),
        hazard("cooling", "Cooling lost", HazardKind::Cooling, &[(45, 800)], 240, &[(30, 0)]),
        hazard("network", "Cable cut", HazardKind::Network, &[(0, 600)], 300, &[(0, 0)]),
    ]
    .into_iter()
    .collect()
}

/// Sites around cities. Each campus has two zones, and a fire in one zone may cut the power of the other.
fn sites(count: usize, dice: &mut Dice) -> Table<SiteId, Site> {
    let mut sites: Table<SiteId, Site> = Table::default();
    let mut at = LatLon { lat: 0.0, lon: 0.0 };
    for number in 0..count {
        let (place, zone) = (number / 2, number % 2);
        // All sites of a region are around one city, so that most dependencies are over short distances.
        let (city, lat, lon) = cities::CITIES[number / SITES_PER_REGION % cities::CITIES.len()];
        if zone == 0 {
            at = LatLon { lat: lat + dice.within(-0.4, 0.4), lon: lon + dice.within(-0.5, 0.5) };
        }
        let other = if zone == 0 { number + 1 } else { number - 1 };
        let spreads = (other < count && dice.chance(500)).then(|| Spread {
            from: HazardId::new(0),
            to: SiteId::new(other),
            after: Span(60 * (30 + dice.below(90) as i64)),
            hazard: HazardId::new(1),
        });
        sites.push(Site {
            key: format!("site-{number}"),
            name: format!("{city} {}, zone {}", place + 1, zone + 1),
            place: Some(format!("{city} {}", place + 1)),
            operator: None,
            at: Some(LatLon { lon: at.lon + 0.001 * zone as f64, ..at }),
            hazard: Some(HazardId::new(dice.below(4))),
            spreads: spreads.into_iter().collect(),
            restore: Vec::new(),
            reserve: Reserve::default(),
        });
    }
    sites
}

fn market(
    companies: usize,
    services: usize,
    dice: &mut Dice,
) -> (Table<crate::model::ExchangeId, Exchange>, Table<CompanyId, Company>) {
    let time = |hour, minute| TimeOfDay::new(hour, minute, 0).expect("a time of day");
    let mut exchanges = Table::default();
    let exchange = exchanges.push(Exchange {
        key: "exchange".to_owned(),
        name: "Exchange".to_owned(),
        zone: chrono_tz::Europe::Berlin,
        days: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
        open: time(9, 0),
        close: time(17, 30),
        breaks: Vec::new(),
        early: std::collections::BTreeMap::new(),
        closed: Vec::new(),
        limit: None,
        index: std::collections::BTreeMap::new(),
    });
    let company = |number: usize| {
        // The services of a company have consecutive numbers, see `services`.
        let first = number * SERVICES_PER_COMPANY;
        let own = first..(first + SERVICES_PER_COMPANY).min(services);
        let exposure = own.step_by(4).map(|service| (ServiceId::new(service), 0.1)).collect();
        let listing = (number < LISTED).then(|| Listing {
            exchange,
            ticker: None,
            currency: Some("EUR".to_owned()),
            close: dice.within(10.0, 500.0).round(),
            exposure,
            reaction: None,
            steps: std::collections::BTreeMap::new(),
        });
        Company { key: format!("company-{number}"), name: format!("Company {}", number + 1), listing, crew: None }
    };
    (exchanges, (0..companies).map(company).collect())
}

/// A generator of random numbers (PCG-64). Its algorithm is fixed, so that a seed gives the same world on every machine.
struct Dice(Pcg64);

impl Dice {
    /// A number from 0 to `bound` - 1; `bound` must not be 0. This is Lemire's method of multiplication. Its bias is too small to
    /// matter in a generated world.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// True with this probability, in permille.
    fn chance(&mut self, permille: usize) -> bool {
        self.below(1000) < permille
    }

    /// A number from `low` to `high`, rounded to four decimals.
    fn within(&mut self, low: f64, high: f64) -> f64 {
        let share = self.below(10_001) as f64 / 10_000.0;
        ((low + (high - low) * share) * 10_000.0).round() / 10_000.0
    }
}

#[cfg(test)]
mod tests;
