//! Writes the scenario file of a random world.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use firedrill::units::{Clock, SimTime};

use super::Shape;
use super::actions::{actions, measures};
use super::genes::{Company, Exchange, Genes, Hazard, Pick, Reaction, Service, Site};

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
    pub head: String,
    pub hazards: Vec<String>,
    pub sites: Vec<String>,
    pub services: Vec<String>,
    pub exchanges: Vec<String>,
    pub companies: Vec<String>,
    pub tail: String,
    pub rivals: Vec<String>,
    pub measures: Vec<String>,
    pub actions: Vec<String>,
}

impl Pieces {
    /// The text of the file. It has one plan, with the name "Plan".
    pub fn text(&self) -> String {
        let map = |rows: &[String]| rows.join(",\n    ");
        format!(
            "(\n  firedrill: 1, title: \"Wide\", {},\n  hazards: {{\n    {}\n  }},\n  sites: {{\n    {}\n  }},\n  services: {{\n    {}\n  }},\n  \
             exchanges: {{\n    {}\n  }},\n  companies: {{\n    {}\n  }},\n  rivals: {{\n    {}\n  }},\n  {}\
             plans: [(name: \"Plan\", measures: [\n    {}\n  ], actions: [\n    {}\n  ])],\n)",
            self.head,
            map(&self.hazards),
            map(&self.sites),
            map(&self.services),
            map(&self.exchanges),
            map(&self.companies),
            map(&self.rivals),
            self.tail,
            map(&self.measures),
            map(&self.actions),
        )
    }
}

/// Writes the numbers of one world as text.
pub struct Scribe<'a> {
    pub genes: &'a Genes,
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

    /// The time that is this many steps after the start. If the clocks show it twice, the text contains the offset.
    pub fn moment(&self, steps: i64) -> String {
        let t = SimTime(steps * self.genes.step_secs());
        let (local, at) = (self.clock.local(t), self.clock.at(t));
        let offset = if self.clock.moment(local) == Ok(t) { String::new() } else { at.format(" %:z").to_string() };
        format!("\"{}{offset}\"", local.format("%Y-%m-%d %H:%M:%S"))
    }
}

pub fn pieces(genes: &Genes, shape: Shape) -> Pieces {
    let (zone, start) = CALENDARS[genes.calendar % CALENDARS.len()];
    let start = chrono::NaiveDateTime::parse_from_str(start, "%Y-%m-%d %H:%M").expect("a start");
    let zone: chrono_tz::Tz = zone.parse().expect("a zone");
    let late = Clock::new(zone, start).expect("a start that the clocks show");
    let start = late.local(SimTime(-genes.earlier * genes.step_secs()));
    let clock = Clock::new(zone, start).expect("a start that the clocks show");
    let scribe = Scribe { genes, shape, clock };
    let population = genes.population.map_or(String::new(), |people| format!(", population: {people}"));
    let numbered = |rows: usize| 0..rows;
    let market = &genes.market;
    let (companies, exchanges, rivals) =
        if shape.bare { (0, 0, 0) } else { (market.companies.len(), market.exchanges.len(), market.rivals.len()) };
    Pieces {
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
        companies: numbered(companies).map(|n| company(&scribe, n, &market.companies[n])).collect(),
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
    format!(
        "\"h{n}\": (name: \"H{n}\", kind: Fire, spread: [{spread}], out: {}, repair: [{repair}])",
        scribe.span(row.out)
    )
}

fn site(scribe: &Scribe<'_>, n: usize, row: &Site) -> String {
    let spreads = row.spreads.iter().map(|spread| {
        let from = spread.from.map_or(String::new(), |from| format!("from: {}, ", scribe.hazard(from)));
        let hazard = spread.hazard.map_or(String::new(), |hazard| format!(", hazard: {}", scribe.hazard(hazard)));
        format!("({from}to: {}, after: {}{hazard})", scribe.site(spread.to), scribe.span(spread.after))
    });
    let mut restore: Vec<String> = row.restore.iter().map(|service| scribe.service(*service)).collect();
    if scribe.shape.restores_all {
        restore.extend((0..scribe.genes.services.len()).map(|service| scribe.service(service)));
    }
    // The sites are in a row from west to east, on both sides of the date line.
    let tenths = 1_795 + i64::from(row.east) - if row.east >= 6 { 3_600 } else { 0 };
    format!(
        "\"x{n}\": (name: \"X{n}\", at: (50.0, {}), hazard: {}, spreads: [{}], restore: [{}])",
        tenths as f64 / 10.0,
        scribe.hazard(row.hazard),
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
fn on(scribe: &Scribe<'_>, n: usize, row: &Service) -> Vec<(usize, u64)> {
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
    on
}

fn service(scribe: &Scribe<'_>, n: usize, row: &Service) -> String {
    let mut fields = vec![format!("name: \"S{n}\", users: {}", row.users)];
    let companies = if scribe.shape.bare { 0 } else { scribe.genes.market.companies.len() };
    if let Some(company) = row.company.filter(|_| companies > 0) {
        fields.push(format!("company: {}", id('c', company, companies)));
    }
    fields.extend(row.rto.map(|rto| format!("rto: {}", scribe.span(rto))));
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
        let (_, told) = once(standby.iter().map(|(site, servers)| (scribe.site(*site), servers.to_string())));
        fields.push(format!("standby: {{ {} }}", told.join(", ")));
        if switch.is_there {
            let auto = switch.auto.map(|auto| format!("auto: {}", scribe.span(auto)));
            let dependencies = switch.depends_on.map(|dependencies| format!("needs: {}", scribe.service(dependencies)));
            let by_hand = switch.by_hand.map(|by_hand| format!("by_hand: {}", scribe.span(by_hand)));
            let told: Vec<String> = [auto, dependencies, by_hand].into_iter().flatten().collect();
            fields.push(format!("switch: ({})", told.join(", ")));
        }
    }
    let dependencies = row.dependencies.iter().filter(|need| need.of % scribe.genes.services.len() != n);
    let dependencies = dependencies.map(|need| {
        let told = format!("(weight: {}, grace: {})", permille(need.weight), scribe.span(need.grace));
        (scribe.service(need.of), told)
    });
    fields.push(format!("needs: {{ {} }}", once(dependencies).1.join(", ")));
    format!("\"s{n}\": ({})", fields.join(", "))
}

/// An exchange. Its index has only days on which it trades within the run.
fn exchange(scribe: &Scribe<'_>, n: usize, row: &Exchange) -> String {
    let first = scribe.clock.local(SimTime::ZERO).date();
    let (zone, _) = CALENDARS[row.zone % CALENDARS.len()];
    let clock = |minutes: u32| format!("\"{:02}:{:02}\"", minutes / 60, minutes % 60);
    let limit = row.limit.map_or(String::new(), |limit| format!(", limit: {}", permille(limit)));
    let days = || (-1..).zip(&row.days).map(|(days, is)| (first + TimeDelta::days(days), is));
    let closed: Vec<String> = days().filter(|(_, is)| is.0).map(|(date, _)| format!("\"{date}\"")).collect();
    let there = scribe.clock.in_zone(zone.parse().expect("a zone"));
    let run = 0..=scribe.genes.length * scribe.genes.step_secs();
    let trades = |date: NaiveDate| {
        let minute = |minute: u32| date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
        let mut minutes = (row.open..=row.close).filter_map(|at| there.moment(minute(at)).ok());
        chrono::Datelike::weekday(&date).number_from_monday() <= 5 && minutes.any(|t| run.contains(&t.0))
    };
    let index = days().filter(|(date, is)| !is.0 && trades(*date));
    let index: Vec<String> = index.map(|(date, is)| format!("\"{date}\": {}", f64::from(is.1) / 1_000.0)).collect();
    format!(
        "\"e{n}\": (name: \"E{n}\", zone: \"{zone}\", open: {}, close: {}, closed: [{}]{limit}, index: {{ {} }})",
        clock(row.open),
        clock(row.close),
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
    let Some(exchange) = row.exchange else { return format!("\"c{n}\": (name: \"C{n}\")") };
    let exposure = row.exposure.iter().map(|(service, share)| (scribe.service(*service), permille(*share)));
    let own = row.reaction.as_ref().map_or(String::new(), |row| format!(", reaction: {}", reaction(row)));
    format!(
        "\"c{n}\": (name: \"C{n}\", exchange: {}, close: 100.0, exposure: {{ {} }}{own})",
        id('e', exchange, scribe.genes.market.exchanges.len()),
        once(exposure).1.join(", "),
    )
}
