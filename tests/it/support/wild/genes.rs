//! The numbers that proptest chooses for a random world. Smaller numbers and shorter lists make simpler worlds.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

/// An index of a list, modulo the length of the list.
pub type Pick = usize;

#[derive(Clone, Debug)]
pub struct Genes {
    /// Whether events happen on whole seconds; otherwise they happen on whole minutes. A step is one second or one minute.
    pub seconds: bool,
    pub calendar: Pick,
    /// By how many steps the start is earlier than in the table of calendars.
    pub earlier: i64,
    /// The length of the run in steps.
    pub length: i64,
    pub population: Option<u64>,
    pub hazards: Vec<Hazard>,
    pub sites: Vec<Site>,
    pub services: Vec<Service>,
    pub market: Market,
    pub measures: Vec<Deed>,
    pub actions: Vec<Deed>,
}

#[derive(Clone, Debug)]
pub struct Hazard {
    pub spread: Vec<(i64, u32)>,
    pub out: i64,
    pub repair: Vec<(i64, u32)>,
}

#[derive(Clone, Debug)]
pub struct Site {
    /// How far the site is to the east, in tenths of a degree.
    pub east: u32,
    pub hazard: Pick,
    pub spreads: Vec<Spread>,
    pub restore: Vec<Pick>,
}

#[derive(Clone, Debug)]
pub struct Spread {
    pub from: Option<Pick>,
    pub to: Pick,
    pub after: i64,
    pub hazard: Option<Pick>,
}

#[derive(Clone, Debug)]
pub struct Service {
    pub users: u64,
    pub company: Option<Pick>,
    pub rto: Option<i64>,
    pub on: Vec<(Pick, u64)>,
    /// The load in per cent of the number of servers.
    pub load: Option<u64>,
    pub day: Option<Vec<u32>>,
    pub restart: i64,
    pub retry: u32,
    pub standby: Option<(Vec<(Pick, u64)>, Switch)>,
    pub dependencies: Vec<Dependency>,
}

#[derive(Clone, Debug)]
pub struct Switch {
    pub is_there: bool,
    pub auto: Option<i64>,
    pub depends_on: Option<Pick>,
    pub by_hand: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Dependency {
    pub of: Pick,
    pub weight: u32,
    pub grace: i64,
}

#[derive(Clone, Debug)]
pub struct Market {
    pub companies: Vec<Company>,
    pub exchanges: Vec<Exchange>,
    pub reaction: Option<Reaction>,
    pub rivals: Vec<(Pick, u64, u32, i64)>,
}

#[derive(Clone, Debug)]
pub struct Company {
    pub exchange: Option<Pick>,
    pub exposure: Vec<(Pick, u32)>,
    pub reaction: Option<Reaction>,
}

#[derive(Clone, Debug)]
pub struct Exchange {
    pub zone: Pick,
    /// The times at which the exchange opens and closes, in minutes of the day.
    pub open: u32,
    pub close: u32,
    pub limit: Option<u32>,
    /// For each day, beginning with the day before the start: whether the exchange is closed, and the change of the index in
    /// permille.
    pub days: Vec<(bool, i32)>,
}

/// `worst`, `half`, `memory` and `overshoot` are in thousandths, and `rise` and `fade` are in minutes.
pub type Reaction = (u32, u32, u32, u32, i64, i64);

/// One measure or action: its kind, its time, and what it is about.
#[derive(Clone, Debug)]
pub struct Deed {
    pub kind: Pick,
    pub at: u32,
    pub relative: bool,
    pub first: Pick,
    pub second: Pick,
    pub other: Option<Pick>,
    pub span: i64,
    pub number: u32,
    pub off: bool,
}

impl Genes {
    pub fn step_secs(&self) -> i64 {
        if self.seconds { 1 } else { 60 }
    }
}

pub const PICK: std::ops::Range<usize> = 0..1_000;

/// A length of time in steps: usually short, sometimes 0, sometimes long.
pub fn span() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0_i64), 8 => 0..100_i64, 1 => 100..700_i64]
}

pub fn share() -> impl Strategy<Value = u32> {
    prop_oneof![1 => Just(0_u32), 3 => Just(1_000_u32), 4 => 0..1_001_u32]
}

pub fn servers() -> impl Strategy<Value = u64> {
    prop_oneof![2 => 1..10_u64, 6 => 1..500_u64, 1 => 1..200_000_u64]
}

fn users() -> impl Strategy<Value = u64> {
    prop_oneof![1 => Just(0_u64), 4 => 1..1_000_000_u64, 1 => 1..80_000_000_u64]
}

fn hazard() -> impl Strategy<Value = Hazard> {
    let spread = vec((span(), share()), 0..4);
    (spread, prop_oneof![1 => Just(0_i64), 8 => 1..400_i64], vec((span(), share()), 0..4))
        .prop_map(|(spread, out, repair)| Hazard { spread, out, repair })
}

fn site() -> impl Strategy<Value = Site> {
    let spread = (weighted(0.5, PICK), PICK, span(), weighted(0.5, PICK))
        .prop_map(|(from, to, after, hazard)| Spread { from, to, after, hazard });
    (0..12_u32, PICK, vec(spread, 0..3), vec(PICK, 0..5)).prop_map(|(east, hazard, spreads, restore)| Site {
        east,
        hazard,
        spreads,
        restore,
    })
}

fn service() -> impl Strategy<Value = Service> {
    let standby = vec((PICK, servers()), 1..3);
    let switch = (prop::bool::weighted(0.9), weighted(0.7, 1..90_i64), weighted(0.5, PICK), weighted(0.7, 1..90_i64))
        .prop_map(|(is_there, auto, depends_on, by_hand)| Switch { is_there, auto, depends_on, by_hand });
    let need = (PICK, prop_oneof![2 => Just(1_000_u32), 1 => 1..1_000_u32], span())
        .prop_map(|(of, weight, grace)| Dependency { of, weight, grace });
    let retry =
        prop_oneof![1 => Just(0_u32), 1 => prop::sample::select(vec![500_u32, 1_000, 2_000, 3_000]), 1 => 0..4_000_u32];
    let use_ = (users(), weighted(0.6, PICK), weighted(0.5, 1..120_i64));
    let own =
        (vec((PICK, servers()), 0..4), weighted(0.9, 40..115_u64), weighted(0.4, vec(share(), 24)), span(), retry);
    (use_, own, weighted(0.4, (standby, switch)), vec(need, 0..4)).prop_map(|(use_, own, standby, dependencies)| {
        let ((users, company, rto), (on, load, day, restart, retry)) = (use_, own);
        Service { users, company, rto, on, load, day, restart, retry, standby, dependencies }
    })
}

fn reaction() -> impl Strategy<Value = Reaction> {
    (0..1_001_u32, 1..2_000_u32, 1..9_000_u32, 0..3_000_u32, 1..60_i64, 1..600_i64)
}

fn market() -> impl Strategy<Value = Market> {
    let company = (weighted(0.7, PICK), vec((PICK, 0..1_001_u32), 0..4), weighted(0.3, reaction()))
        .prop_map(|(exchange, exposure, reaction)| Company { exchange, exposure, reaction });
    let days = vec((prop::bool::weighted(0.1), -100..100_i32), 0..5);
    let exchange = (PICK, 0..1_300_u32, 1..600_u32, weighted(0.5, 1..400_u32), days).prop_map(
        |(zone, open, hours, limit, days)| Exchange { zone, open, close: (open + hours).min(1_439), limit, days },
    );
    let rival = (PICK, users(), 0..3_000_u32, prop_oneof![1..200_i64, 200..10_000_i64]);
    (vec(company, 0..4), vec(exchange, 1..3), weighted(0.8, reaction()), vec(rival, 0..3))
        .prop_map(|(companies, exchanges, reaction, rivals)| Market { companies, exchanges, reaction, rivals })
}

pub fn deed() -> impl Strategy<Value = Deed> {
    let about = (PICK, PICK, weighted(0.5, PICK));
    (
        PICK,
        0..1_000_u32,
        prop::bool::weighted(0.3),
        about,
        prop_oneof![1 => span(), 2 => 1..300_i64],
        1..1_000_u32,
        prop::bool::weighted(0.1),
    )
        .prop_map(|(kind, at, relative, (first, second, other), span, number, off)| Deed {
            kind,
            at,
            relative,
            first,
            second,
            other,
            span,
            number,
            off,
        })
}

/// Usually small worlds, and sometimes worlds with up to 50 services.
pub fn genes() -> impl Strategy<Value = Genes> {
    let services = prop_oneof![5 => vec(service(), 1..8), 3 => vec(service(), 1..20), 1 => vec(service(), 1..51)];
    let time = (prop::bool::weighted(0.2), PICK, 0..600_i64, 100..3_000_i64, weighted(0.8, 1..60_000_000_u64));
    let places = (vec(hazard(), 1..5), vec(site(), 1..8), services);
    (time, places, market(), vec(deed(), 0..4), vec(deed(), 1..9)).prop_map(
        |(time, places, market, measures, actions)| {
            let ((seconds, calendar, earlier, length, population), (hazards, sites, services)) = (time, places);
            Genes {
                seconds,
                calendar,
                earlier,
                length,
                population,
                hazards,
                sites,
                services,
                market,
                measures,
                actions,
            }
        },
    )
}
