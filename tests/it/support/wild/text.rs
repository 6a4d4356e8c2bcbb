//! Writes the scenario file of a random world.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use firedrill::units::{Clock, SimTime};

use super::actions::{actions, measures};
use super::genes::{Company, Exchange, Genes, Hazard, Pick, Reaction, Service, Site};
use super::later::Later;
use super::{Crews, Shape, later_text};

/// Time zones and starts of runs. Some days are ordinary. Near the others the clocks change: forward or back, by half an hour or by
/// two hours, from unusual offsets, at midnight of a trading day, or a minute after midnight. In one time zone a whole day is
/// skipped.
const CALENDARS: [(&str, &str); 14] = [
    ("UTC", "2024-03-04 10:00"),
    ("Asia/Kathmandu", "2024-03-07 09:00"),
    ("Europe/Berlin", "2024-03-31 06:00"),
    ("Europe/London", "2024-10-27 06:00"),
    ("America/New_York", "2024-11-03 06:00"),
    ("Australia/Lord_Howe", "2024-04-07 06:00"),
    ("Asia/Jerusalem", "2024-03-29 06:00"),
    ("Africa/Cairo", "2024-04-26 03:00"),
    ("Pacific/Apia", "2011-12-31 06:00"),
    ("Australia/Lord_Howe", "2024-10-06 06:00"),
    ("Pacific/Chatham", "2024-04-07 06:00"),
    ("America/St_Johns", "2010-11-07 06:00"),
    ("Antarctica/Troll", "2024-03-31 06:00"),
    ("America/Santiago", "2024-09-08 06:00"),
];

/// The parts of a scenario file.
#[derive(Clone, Debug)]
pub struct Pieces {
    pub version: u8,
    pub head: String,
    pub hazards: Vec<String>,
    pub sites: Vec<String>,
    pub services: Vec<String>,
    pub exchanges: Vec<String>,
    pub companies: Vec<String>,
    pub tail: String,
    pub rivals: Vec<String>,
    pub zero: String,
    pub measures: Vec<String>,
    pub actions: Vec<String>,
}

impl Pieces {
    /// The text of the file. It has one plan, with the name "Plan".
    pub fn text(&self) -> String {
        let map = |rows: &[String]| rows.join(",\n    ");
        format!(
            "(\n  firedrill: {}, title: \"Wide\", {},\n  hazards: {{\n    {}\n  }},\n  sites: {{\n    {}\n  }},\n  services: {{\n    {}\n  }},\n  \
             exchanges: {{\n    {}\n  }},\n  companies: {{\n    {}\n  }},\n  rivals: {{\n    {}\n  }},\n  {}\
             plans: [(name: \"Plan\"{}, measures: [\n    {}\n  ], actions: [\n    {}\n  ])],\n)",
            self.version,
            self.head,
            map(&self.hazards),
            map(&self.sites),
            map(&self.services),
            map(&self.exchanges),
            map(&self.companies),
            map(&self.rivals),
            self.tail,
            self.zero,
            map(&self.measures),
            map(&self.actions),
        )
    }
}

/// Writes the numbers of one world as text.
pub struct Scribe<'a> {
    pub genes: &'a Genes,
    /// What version 2 adds, if the file is of version 2.
    pub later: Option<&'a Later>,
    pub shape: Shape,
    pub clock: Clock,
}

/// The id of an entity. `letter` is the first letter of the ids of its kind, and `count` is the number of entities of this kind.
pub fn id(letter: char, pick: Pick, count: usize) -> String {
    format!("\"{letter}{}\"", pick % count)
}

pub fn permille(value: u32) -> String {
    format!("{}.{:03}", value / 1_000, value % 1_000)
}

impl Scribe<'_> {
    pub fn span(&self, steps: i64) -> String {
        format!("\"{}{}\"", steps, if self.genes.seconds { 's' } else { 'm' })
    }

    /// How many sites there are. In a plain world there are two for each service.
    pub fn sites(&self) -> usize {
        if self.shape.plain { 2 * self.genes.services.len() } else { self.genes.sites.len() }
    }

    pub fn site(&self, pick: Pick) -> String {
        id('x', pick, self.sites())
    }

    pub fn service(&self, pick: Pick) -> String {
        id('s', pick, self.genes.services.len())
    }

    pub fn hazard(&self, pick: Pick) -> String {
        id('h', pick, self.genes.hazards.len())
    }

    pub fn companies(&self) -> usize {
        if self.shape.bare && !self.shape.companies { 0 } else { self.genes.market.companies.len() }
    }

    /// The company of a service.
    pub fn company(&self, service: usize) -> Option<usize> {
        let companies = self.companies();
        self.genes.services[service].company.filter(|_| companies > 0).map(|company| company % companies)
    }

    /// Whether a service has a switch.
    pub fn has_switch(&self, pick: Pick) -> bool {
        let row = &self.genes.services[pick % self.genes.services.len()];
        !self.shape.plain && row.standby.as_ref().is_some_and(|(_, switch)| switch.is_there)
    }

    /// Whether there are sites without a hazard of their own.
    pub fn has_bare_sites(&self) -> bool {
        (0..self.sites()).any(|n| later_text::site(self, n).1)
    }

    /// The day that is so many days after the first day of the run.
    pub fn day(&self, days: i64) -> NaiveDate {
        self.clock.local(SimTime::ZERO).date() + TimeDelta::days(days)
    }

    pub fn exchange_zone(&self, n: usize) -> chrono_tz::Tz {
        CALENDARS[self.genes.market.exchanges[n].zone % CALENDARS.len()].0.parse().expect("a zone")
    }

    /// The step from which relative times count, if the plan names one.
    pub fn zero(&self) -> Option<i64> {
        let later = self.later.filter(|_| !self.shape.defaults)?;
        later.zero.map(|zero| zero.min(self.genes.length))
    }

    /// The time that is this many steps after the start. If the clocks show it twice, the text contains the offset.
    pub fn moment(&self, steps: i64) -> String {
        let t = SimTime(steps * self.genes.step_secs());
        let (local, at) = (self.clock.local(t), self.clock.at(t));
        let offset = if self.clock.moment(local) == Ok(t) { String::new() } else { at.format(" %:z").to_string() };
        format!("\"{}{offset}\"", local.format("%Y-%m-%d %H:%M:%S"))
    }
}

pub fn pieces(genes: &Genes, later: Option<&Later>, shape: Shape) -> Pieces {
    let (zone, start) = CALENDARS[genes.calendar % CALENDARS.len()];
    let start = chrono::NaiveDateTime::parse_from_str(start, "%Y-%m-%d %H:%M").expect("a start");
    let zone: chrono_tz::Tz = zone.parse().expect("a zone");
    let late = Clock::new(zone, start).expect("a start that the clocks show");
    let start = late.local(SimTime(-genes.earlier * genes.step_secs()));
    let clock = Clock::new(zone, start).expect("a start that the clocks show");
    let scribe = Scribe { genes, later, shape, clock };
    let population = genes.population.map_or(String::new(), |people| format!(", population: {people}"));
    let numbered = |rows: usize| 0..rows;
    let market = &genes.market;
    let (exchanges, rivals) = if shape.bare { (0, 0) } else { (market.exchanges.len(), market.rivals.len()) };
    Pieces {
        version: if later.is_some() { 2 } else { 1 },
        zero: scribe.zero().map_or(String::new(), |zero| format!(", zero: {}", scribe.moment(zero))),
        head: format!(
            "zone: \"{}\", start: \"{}\", length: {}, uncertainty: 0.4{population}",
            zone.name(),
            start.format("%Y-%m-%d %H:%M:%S"),
            scribe.span(genes.length)
        ),
        hazards: numbered(genes.hazards.len()).map(|n| hazard(&scribe, n, &genes.hazards[n])).collect(),
        sites: numbered(scribe.sites()).map(|n| site(&scribe, n, &genes.sites[n % genes.sites.len()])).collect(),
        services: numbered(genes.services.len()).map(|n| service(&scribe, n, &genes.services[n])).collect(),
        exchanges: numbered(exchanges).map(|n| exchange(&scribe, n, &market.exchanges[n])).collect(),
        companies: numbered(scribe.companies()).map(|n| company(&scribe, n, &market.companies[n])).collect(),
        tail: market.reaction.as_ref().map_or(String::new(), |row| format!("reaction: {},\n  ", reaction(row))),
        rivals: numbered(rivals)
            .map(|n| {
                let (service, users, pull, back) = market.rivals[n];
                let service = scribe.service(service);
                format!(
                    "\"r{n}\": (name: \"R{n}\", for: {service}, users: {users}, pull: {}, back: \"{back}m\")",
                    permille(pull)
                )
            })
            .collect(),
        measures: if shape.bare { Vec::new() } else { measures(&scribe) },
        actions: actions(&scribe),
    }
}

fn hazard(scribe: &Scribe<'_>, n: usize, row: &Hazard) -> String {
    // The times of the steps must be strictly ascending, and the dark shares of `repair` must not increase.
    let steps = |rows: &[(i64, u32)], descend: bool| {
        let by_time: BTreeMap<i64, u32> = rows.iter().copied().collect();
        let mut darkest = 1_000;
        let told = by_time.iter().map(|(after, dark)| {
            darkest = if descend { darkest.min(*dark) } else { *dark };
            format!("({}, {})", scribe.span(*after), permille(darkest))
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let (spread, repair) = (steps(&row.spread, false), steps(&row.repair, true));
    let (kind, later) = later_text::hazard(scribe, n);
    format!(
        "\"h{n}\": (name: \"H{n}\", kind: {kind}, spread: [{spread}], out: {}, repair: [{repair}]{later})",
        scribe.span(row.out)
    )
}

fn site(scribe: &Scribe<'_>, n: usize, row: &Site) -> String {
    let (later, is_bare) = later_text::site(scribe, n);
    let must = |pick: Option<Pick>, other: Pick| pick.or(scribe.has_bare_sites().then_some(other));
    let spreads = row.spreads.iter().map(|spread| {
        let (from, hazard) = (must(spread.from, spread.to), must(spread.hazard, spread.to));
        let from = from.map_or(String::new(), |from| format!("from: {}, ", scribe.hazard(from)));
        let hazard = hazard.map_or(String::new(), |hazard| format!(", hazard: {}", scribe.hazard(hazard)));
        format!("({from}to: {}, after: {}{hazard})", scribe.site(spread.to), scribe.span(spread.after))
    });
    let mut restore: Vec<String> = row.restore.iter().map(|service| scribe.service(*service)).collect();
    if scribe.shape.restores_all {
        restore.extend((0..scribe.genes.services.len()).map(|service| scribe.service(service)));
    }
    // The sites are in a row from west to east, on both sides of the date line.
    let tenths = 1_795 + i64::from(row.east) - if row.east >= 6 { 3_600 } else { 0 };
    let place = format!(", at: (50.0, {}), hazard: {}", tenths as f64 / 10.0, scribe.hazard(row.hazard));
    format!(
        "\"x{n}\": (name: \"X{n}\"{}, spreads: [{}], restore: [{}]{later})",
        if is_bare { "" } else { &place },
        spreads.collect::<Vec<_>>().join(", "),
        restore.join(", "),
    )
}

/// The keys and the rows of a map. If a key appears twice, only its first row is kept.
pub fn once(rows: impl Iterator<Item = (String, String)>) -> (Vec<String>, Vec<String>) {
    let (mut keys, mut told) = (Vec::new(), Vec::new());
    for (key, value) in rows {
        if !keys.contains(&key) {
            told.push(format!("{key}: {value}"));
            keys.push(key);
        }
    }
    (keys, told)
}

/// The sites at which a service has servers, each with the number of servers.
pub fn on(scribe: &Scribe<'_>, n: usize, row: &Service) -> Vec<(usize, u64)> {
    let services = scribe.genes.services.len();
    let mut on: Vec<(usize, u64)> = Vec::new();
    for (pick, servers) in &row.on {
        // In a plain world, service n has servers only at the sites n and n + number of services, and no other service has servers
        // there.
        let site = if scribe.shape.plain { n + pick % 2 * services } else { pick % scribe.sites() };
        if on.iter().all(|(there, _)| *there != site) {
            on.push((site, *servers));
        }
    }
    if scribe.shape.crews == Crews::Ordered {
        on.truncate(1);
    }
    on
}

fn service(scribe: &Scribe<'_>, n: usize, row: &Service) -> String {
    let mut fields = vec![format!("name: \"S{n}\", users: {}", row.users)];
    fields.extend(scribe.company(n).map(|company| format!("company: \"c{company}\"")));
    fields.extend(row.rto.map(|rto| format!("rto: {}", scribe.span(rto))));
    fields.extend(row.rto.and_then(|_| later_text::rto_from(scribe, n)));
    let on = on(scribe, n, row);
    let all: u64 = on.iter().map(|(_, servers)| servers).sum();
    let told: Vec<String> = on.iter().map(|(site, servers)| format!("\"x{site}\": {servers}")).collect();
    fields.push(format!("on: {{ {} }}", told.join(", ")));
    fields.extend(
        row.load.map(|percent| {
            format!("load: {}", all * if scribe.shape.covered { percent.min(100) } else { percent } / 100)
        }),
    );
    if let Some(day) = &row.day {
        fields.push(format!("day: [{}]", day.iter().map(|share| permille(*share)).collect::<Vec<_>>().join(", ")));
    }
    fields.push(format!("restart: {}, retry: {}", scribe.span(row.restart), permille(row.retry)));
    if let Some((standby, switch)) = row.standby.as_ref().filter(|_| !scribe.shape.plain) {
        // Where a service stands at one site, its standby does too.
        let one = on.first().filter(|_| scribe.shape.crews == Crews::Ordered).map(|(site, _)| format!("\"x{site}\""));
        let standby = standby.iter().take(if scribe.shape.crews == Crews::Ordered { 1 } else { 2 });
        let site = |site: Pick| one.clone().unwrap_or_else(|| scribe.site(site));
        let (_, told) = once(standby.map(|(at, servers)| (site(*at), servers.to_string())));
        fields.push(format!("standby: {{ {} }}", told.join(", ")));
        if switch.is_there {
            let auto = switch.auto.map(|auto| format!("auto: {}", scribe.span(auto)));
            let dependencies = switch.depends_on.map(|dependencies| format!("needs: {}", scribe.service(dependencies)));
            let by_hand = switch.by_hand.map(|by_hand| format!("by_hand: {}", scribe.span(by_hand)));
            let told = [auto, dependencies, by_hand].into_iter().flatten().chain(later_text::switch(scribe, n));
            let told: Vec<String> = told.collect();
            fields.push(format!("switch: ({})", told.join(", ")));
        }
    }
    let dependencies = row.dependencies.iter().filter(|need| need.of % scribe.genes.services.len() != n);
    let (keys, told) = once(dependencies.map(|need| {
        let told = format!("(weight: {}, grace: {}", permille(need.weight), scribe.span(need.grace));
        (scribe.service(need.of), told)
    }));
    let later = later_text::dependencies(scribe, n, keys.len());
    let dependencies: Vec<String> = told.iter().zip(later).map(|(told, later)| format!("{told}{later})")).collect();
    fields.push(format!("needs: {{ {} }}", dependencies.join(", ")));
    format!("\"s{n}\": ({})", fields.join(", "))
}

/// An exchange. Its index has only days on which it trades within the run.
fn exchange(scribe: &Scribe<'_>, n: usize, row: &Exchange) -> String {
    let limit = row.limit.map_or(String::new(), |limit| format!(", limit: {}", permille(limit)));
    let days = || (-1..).zip(&row.days).map(|(days, is)| (scribe.day(days), is));
    let closed: Vec<String> = days().filter(|(_, is)| is.0).map(|(date, _)| format!("\"{date}\"")).collect();
    let index = days().filter(|(date, is)| !is.0 && later_text::trades(scribe, n, *date));
    let index: Vec<String> = index.map(|(date, is)| format!("\"{date}\": {}", f64::from(is.1) / 1_000.0)).collect();
    format!(
        "\"e{n}\": (name: \"E{n}\", zone: \"{}\", {}, closed: [{}]{limit}, index: {{ {} }})",
        scribe.exchange_zone(n).name(),
        later_text::exchange(scribe, n),
        closed.join(", "),
        index.join(", "),
    )
}

fn reaction((worst, half, memory, overshoot, rise, fade): &Reaction) -> String {
    format!(
        "(worst: {}, half: {}, memory: {}, overshoot: {}, rise: \"{rise}m\", fade: \"{fade}m\")",
        permille(*worst),
        permille(*half),
        permille(*memory),
        permille(*overshoot),
    )
}

fn company(scribe: &Scribe<'_>, n: usize, row: &Company) -> String {
    let later = later_text::company(scribe, n);
    let Some(exchange) = row.exchange.filter(|_| !scribe.shape.bare) else {
        return format!("\"c{n}\": (name: \"C{n}\"{later})");
    };
    let exposure = row.exposure.iter().map(|(service, share)| (scribe.service(*service), permille(*share)));
    let own = row.reaction.as_ref().map_or(String::new(), |row| format!(", reaction: {}", reaction(row)));
    format!(
        "\"c{n}\": (name: \"C{n}\", exchange: {}, close: 100.0, exposure: {{ {} }}{own}{later})",
        id('e', exchange, scribe.genes.market.exchanges.len()),
        once(exposure).1.join(", "),
    )
}
