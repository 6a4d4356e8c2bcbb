//! The numbers that proptest chooses for what version 2 of the format adds to a random world. A list is used again from its beginning
//! if the world has more rows than it.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

use super::genes::{Deed, PICK, Pick, deed, servers, share, span};

#[derive(Clone, Debug)]
pub struct Later {
    pub hazards: Vec<Hazard>,
    pub sites: Vec<Site>,
    pub services: Vec<Service>,
    pub companies: Vec<Company>,
    pub exchanges: Vec<Exchange>,
    pub zero: Option<i64>,
    pub measures: Vec<Deed>,
    pub actions: Vec<Deed>,
}

#[derive(Clone, Debug)]
pub struct Hazard {
    pub kind: Pick,
    pub damages: u32,
    /// The share that is destroyed, in thousandths of what is not damaged.
    pub destroys: u32,
    pub work: i64,
}

#[derive(Clone, Debug)]
pub struct Site {
    pub power: Option<i64>,
    pub cooling: Option<i64>,
    /// Whether the site has no place on the map and no hazard of its own.
    pub is_bare: bool,
}

#[derive(Clone, Debug)]
pub struct Service {
    /// For each dependency, in which of three groups of alternatives it is; the first stands for none.
    pub groups: Vec<Pick>,
    pub primary: Vec<bool>,
    pub manual_needs: Option<Pick>,
    pub success: Option<u32>,
    pub rto_from_down: bool,
}

#[derive(Clone, Debug)]
pub struct Company {
    pub crew: Option<Crew>,
    /// For each trading day from the first on, by how much the price is multiplied, in thousandths.
    pub steps: Vec<Option<u32>>,
}

#[derive(Clone, Debug)]
pub struct Crew {
    pub size: u64,
    pub first: Vec<Pick>,
    pub needs: Option<Pick>,
}

#[derive(Clone, Debug)]
pub struct Exchange {
    /// For each day of the week, whether there is trading.
    pub days: Vec<bool>,
    /// The opening in minutes of the day, and how many minutes after it the exchange closes, if this is another than in version 1.
    pub session: Option<(u32, u32)>,
    /// Each break as its beginning, in minutes after the opening, and its length.
    pub breaks: Vec<(u32, u32)>,
    /// For each day from the day before the start on, how many minutes after the opening the exchange closes early.
    pub early: Vec<Option<u32>>,
}

fn hazard() -> impl Strategy<Value = Hazard> {
    let work = prop_oneof![3 => 1..40_i64, 1 => 40..400_i64];
    (PICK, share(), prop_oneof![3 => Just(0_u32), 2 => share()], work)
        .prop_map(|(kind, damages, destroys, work)| Hazard { kind, damages, destroys, work })
}

fn site() -> impl Strategy<Value = Site> {
    (weighted(0.4, span()), weighted(0.4, span()), prop::bool::weighted(0.1))
        .prop_map(|(power, cooling, is_bare)| Site { power, cooling, is_bare })
}

fn service() -> impl Strategy<Value = Service> {
    let success = prop_oneof![1 => Just(499_u32), 1 => Just(500_u32), 2 => share()];
    (vec(0..3_usize, 4), vec(any::<bool>(), 4), weighted(0.4, PICK), weighted(0.4, success), any::<bool>()).prop_map(
        |(groups, primary, manual_needs, success, rto_from_down)| Service {
            groups,
            primary,
            manual_needs,
            success,
            rto_from_down,
        },
    )
}

fn company() -> impl Strategy<Value = Company> {
    let size = prop_oneof![1 => Just(0_u64), 6 => 1..30_u64, 2 => servers()];
    let crew =
        (size, vec(PICK, 0..4), weighted(0.3, PICK)).prop_map(|(size, first, needs)| Crew { size, first, needs });
    (weighted(0.75, crew), vec(weighted(0.3, 1..3_000_u32), 0..4)).prop_map(|(crew, steps)| Company { crew, steps })
}

fn exchange() -> impl Strategy<Value = Exchange> {
    let days = prop_oneof![1 => Just(vec![true; 7]), 1 => vec(prop::bool::weighted(0.7), 7)];
    let session = weighted(0.5, (0..1_440_u32, 1..1_441_u32));
    let breaks = vec((0..900_u32, 1..200_u32), 0..3);
    let early = vec(weighted(0.3, 0..1_000_u32), 0..5);
    (days, session, breaks, early).prop_map(|(days, session, breaks, early)| Exchange { days, session, breaks, early })
}

/// Usually a few damaging strikes on sites and services, with crews that have to choose.
pub fn later() -> impl Strategy<Value = Later> {
    (
        vec(hazard(), 4),
        vec(site(), 7),
        vec(service(), 12),
        vec(company(), 3),
        vec(exchange(), 2),
        weighted(0.2, 0..600_i64),
        vec(deed(), 0..3),
        vec(deed(), 0..6),
    )
        .prop_map(|(hazards, sites, services, companies, exchanges, zero, measures, actions)| Later {
            hazards,
            sites,
            services,
            companies,
            exchanges,
            zero,
            measures,
            actions,
        })
}
