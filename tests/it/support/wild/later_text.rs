//! Writes what version 2 of the format adds to a random world: fields of its rows, measures and actions.

use chrono::{Datelike, NaiveDate, TimeDelta};
use firedrill::units::{Clock, SimTime};

use super::Crews;
use super::genes::Deed;
use super::later::{Exchange, Later};
use super::text::{Scribe, permille};

/// The kinds of hazards. Those against which a reserve helps are among them twice.
const KINDS: [&str; 12] = [
    "Power", "Cooling", "Power", "Cooling", "Fire", "Network", "Flood", "Quake", "Other", "Software", "Cyber", "Human",
];

/// A row of one of the lists, which is used again from its beginning.
fn row<T>(rows: &[T], n: usize) -> &T {
    &rows[n % rows.len()]
}

/// The kind of a hazard, and its further fields.
pub fn hazard(scribe: &Scribe<'_>, n: usize) -> (&'static str, String) {
    let Some(later) = scribe.later else { return ("Fire", String::new()) };
    let row = row(&later.hazards, n);
    let kind = KINDS[row.kind % KINDS.len()];
    if scribe.shape.defaults {
        return (kind, ", damages: 0, destroys: 0.0".to_owned());
    }
    let both = !scribe.shape.never_both || row.damages == 0;
    let destroys = if both { row.destroys * (1_000 - row.damages) / 1_000 } else { 0 };
    (
        kind,
        format!(
            ", damages: {}, destroys: {}, repair_work: {}",
            permille(row.damages),
            permille(destroys),
            scribe.span(row.work)
        ),
    )
}

/// The further fields of a site, and whether it has neither a place nor a hazard.
pub fn site(scribe: &Scribe<'_>, n: usize) -> (String, bool) {
    let Some(later) = scribe.later else { return (String::new(), false) };
    if scribe.shape.defaults {
        return (", reserve: (power: \"0s\", cooling: \"0s\")".to_owned(), false);
    }
    let row = row(&later.sites, n);
    let power = row.power.map(|power| format!("power: {}", scribe.span(power)));
    let cooling = row.cooling.map(|cooling| format!("cooling: {}", scribe.span(cooling)));
    let reserve: Vec<String> = [power, cooling].into_iter().flatten().collect();
    (format!(", reserve: ({})", reserve.join(", ")), row.is_bare && !scribe.shape.plain)
}

/// The further fields of a switch.
pub fn switch(scribe: &Scribe<'_>, n: usize) -> Vec<String> {
    let Some(later) = scribe.later else { return Vec::new() };
    if scribe.shape.defaults {
        return vec!["success: 1".to_owned()];
    }
    let row = row(&later.services, n);
    let needs = row.manual_needs.map(|needs| format!("manual_needs: {}", scribe.service(needs)));
    let success = row.success.map(|success| format!("success: {}", permille(success)));
    [needs, success].into_iter().flatten().collect()
}

/// The further field of a service with an RTO.
pub fn rto_from(scribe: &Scribe<'_>, n: usize) -> Option<String> {
    let later = scribe.later?;
    let down = row(&later.services, n).rto_from_down && !scribe.shape.defaults;
    Some(format!("rto_from: {}", if down { "Down" } else { "Degraded" }))
}

/// The further fields of each dependency of a service, of which there are so many.
pub fn dependencies(scribe: &Scribe<'_>, n: usize, count: usize) -> Vec<String> {
    let Some(later) = scribe.later else { return vec![String::new(); count] };
    if scribe.shape.defaults {
        return vec![", primary: false".to_owned(); count];
    }
    let service = row(&later.services, n);
    let group = |place: usize| *row(&service.groups, place);
    let told = |place: usize| {
        // Alternatives are at least two.
        let has_others = (0..count).filter(|other| group(*other) == group(place)).count() > 1;
        let any = if group(place) > 0 && has_others { format!(", any: \"g{}\"", group(place)) } else { String::new() };
        format!("{any}, primary: {}", row(&service.primary, place))
    };
    (0..count).map(told).collect()
}

/// The crew of a company, and the steps of its price if it is listed.
pub fn company(scribe: &Scribe<'_>, n: usize) -> String {
    let Some(later) = scribe.later.filter(|_| !scribe.shape.defaults) else { return String::new() };
    let row = row(&later.companies, n);
    let steps =
        scribe.genes.market.companies[n].exchange.filter(|_| !scribe.shape.bare).map_or(String::new(), |exchange| {
            let exchange = exchange % scribe.genes.market.exchanges.len();
            let days = (-1..).zip(&row.steps).filter_map(|(day, step)| Some((scribe.day(day), (*step)?)));
            let days = days.filter(|(day, _)| trades(scribe, exchange, *day));
            let told: Vec<String> =
                days.map(|(day, step)| format!("\"{day}\": {}", f64::from(step) / 1_000.0)).collect();
            format!(", steps: {{ {} }}", told.join(", "))
        });
    let crew = row.crew.as_ref().filter(|_| scribe.shape.crews != Crews::Nobody).map_or(String::new(), |crew| {
        let own: Vec<usize> =
            (0..scribe.genes.services.len()).filter(|service| scribe.company(*service) == Some(n)).collect();
        let mut first: Vec<usize> = Vec::new();
        for pick in &crew.first {
            first.extend(own.get(pick % own.len().max(1)).filter(|service| !first.contains(service)));
        }
        if scribe.shape.crews == Crews::Ordered {
            let others: Vec<usize> = own.into_iter().filter(|service| !first.contains(service)).collect();
            first.extend(others);
        }
        let first: Vec<String> = first.into_iter().map(|service| scribe.service(service)).collect();
        let needs = crew.needs.map_or(String::new(), |needs| format!(", needs: {}", scribe.service(needs)));
        format!(", crew: (size: {}, first: [{}]{needs})", crew.size, first.join(", "))
    });
    format!("{steps}{crew}")
}

/// The hours of an exchange: its opening, its length in minutes, its breaks, and its early closes.
struct Hours<'a> {
    open: u32,
    length: u32,
    later: Option<&'a Exchange>,
}

fn clock(minutes: u32) -> String {
    format!("\"{:02}:{:02}\"", minutes % 1_440 / 60, minutes % 60)
}

fn hours<'a>(scribe: &Scribe<'a>, n: usize) -> Hours<'a> {
    let own = &scribe.genes.market.exchanges[n];
    let later = scribe.later.filter(|_| !scribe.shape.defaults).map(|later: &Later| row(&later.exchanges, n));
    let (open, length) = later.and_then(|later| later.session).unwrap_or((own.open, own.close - own.open));
    Hours { open, length, later }
}

/// The opening and the close of an exchange, with its days, breaks and early closes.
pub fn exchange(scribe: &Scribe<'_>, n: usize) -> String {
    let hours = hours(scribe, n);
    let close = hours.open + hours.length;
    let closes = if close == 1_440 { "\"24:00\"".to_owned() } else { clock(close) };
    let usual = format!("open: {}, close: {closes}", clock(hours.open));
    let Some(later) = hours.later else { return usual };
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let days: Vec<&str> = names.into_iter().zip(&later.days).filter(|(_, is)| **is).map(|(name, _)| name).collect();
    let days = if days.is_empty() { String::new() } else { format!(", days: [{}]", days.join(", ")) };
    // Breaks and early closes are after the opening, and none is longer than to the next opening.
    let within = |minutes: u32| 1 + minutes % hours.length.max(1);
    let breaks = later.breaks.iter().map(|(begins, length)| {
        let begins = within(*begins);
        let most = if close > 1_440 { 1_440 } else { 1_440 - hours.open };
        format!("({}, {})", clock(hours.open + begins), clock(hours.open + (begins + length).min(most - 1)))
    });
    let early = (-1..).zip(&later.early).filter_map(|(day, early)| {
        let (day, early) = (scribe.day(day), (*early)?);
        let is_open = is_trading_day(scribe, n, day);
        is_open.then(|| {
            format!("\"{day}\": {}", clock((hours.open + within(early)).min(if close > 1_440 { 2_879 } else { 1_439 })))
        })
    });
    let (breaks, early): (Vec<String>, Vec<String>) = (breaks.collect(), early.collect());
    format!("{usual}{days}, breaks: [{}], early: {{ {} }}", breaks.join(", "), early.join(", "))
}

/// Whether there is trading on a day, by the days of the week and the days on which the exchange is closed.
fn is_trading_day(scribe: &Scribe<'_>, n: usize, date: NaiveDate) -> bool {
    let own = &scribe.genes.market.exchanges[n];
    let weekday = date.weekday().num_days_from_monday();
    let is_open = match hours(scribe, n).later {
        Some(later) if later.days.contains(&true) => later.days[weekday as usize],
        Some(_) | None => weekday < 5,
    };
    is_open && (-1..).zip(&own.days).all(|(day, is)| scribe.day(day) != date || !is.0)
}

/// Whether an exchange trades on a day within the run.
pub fn trades(scribe: &Scribe<'_>, n: usize, date: NaiveDate) -> bool {
    let hours = hours(scribe, n);
    let there: Clock = scribe.clock.in_zone(scribe.exchange_zone(n));
    let over_midnight = hours.open + hours.length > 1_440;
    let opens = (date - TimeDelta::days(i64::from(over_midnight))).and_time(chrono::NaiveTime::MIN);
    let shortest = hours.later.map_or(hours.length, |later| {
        let early = later.early.iter().flatten().map(|early| 1 + early % hours.length.max(1));
        early.min().unwrap_or(hours.length).min(hours.length)
    });
    let run = 0..=scribe.genes.length * scribe.genes.step_secs();
    let is_in_run = |minute: u32| {
        let moment = there.first_time(opens + TimeDelta::minutes(i64::from(hours.open + minute)));
        moment.is_some_and(|t: SimTime| run.contains(&t.0))
    };
    is_trading_day(scribe, n, date) && (0..=shortest).any(is_in_run)
}

/// The further measures of the plan.
pub fn measures(scribe: &Scribe<'_>) -> Vec<String> {
    let Some(later) = scribe.later.filter(|_| !scribe.shape.defaults) else { return Vec::new() };
    let companies = scribe.companies();
    let mut with_crew: Vec<bool> = (0..companies)
        .map(|n| row(&later.companies, n).crew.is_some() && scribe.shape.crews != Crews::Nobody)
        .collect();
    let mut told = Vec::new();
    for deed in &later.measures {
        let off = if deed.off { ", off: true" } else { "" };
        let n = deed.first % companies.max(1);
        let has_switch = scribe.has_switch(deed.first);
        let measure = match deed.kind % 6 {
            0 if companies > 0 && scribe.shape.crews == Crews::Any => {
                with_crew[n] |= !deed.off;
                format!("Crew(company: \"c{n}\", size: {}", deed.number % 60)
            }
            1 if companies > 0 && with_crew[n] => {
                let own = (0..scribe.genes.services.len()).filter(|service| scribe.company(*service) == Some(n));
                let mut own: Vec<usize> = own.collect();
                let turns = deed.second % own.len().max(1);
                own.rotate_left(turns);
                if scribe.shape.crews != Crews::Ordered {
                    own.truncate(1 + deed.number as usize % 3);
                }
                let own: Vec<String> = own.into_iter().map(|service| scribe.service(service)).collect();
                format!("CrewFirst(company: \"c{n}\", services: [{}]", own.join(", "))
            }
            2 => format!(
                "RepairWork(hazard: {}, repair_work: {}",
                scribe.hazard(deed.first),
                scribe.span(deed.span.max(1))
            ),
            3 => format!("ReservePower(site: {}, reserve: {}", scribe.site(deed.first), scribe.span(deed.span)),
            4 => format!("ReserveCooling(site: {}, reserve: {}", scribe.site(deed.first), scribe.span(deed.span)),
            5 if has_switch => {
                format!("Success(service: {}, success: {}", scribe.service(deed.first), permille(deed.number))
            }
            _ => continue,
        };
        told.push(format!("{measure}{off})"));
    }
    told
}

/// Whether an action is a strike on a service.
pub fn is_strike(deed: &Deed) -> bool {
    deed.kind % 8 < 3
}

pub fn act(scribe: &Scribe<'_>, deed: &Deed) -> String {
    let (service, companies) = (scribe.service(deed.first), scribe.companies());
    let place = deed.first % scribe.genes.services.len();
    let on = super::text::on(scribe, place, &scribe.genes.services[place]);
    // Often a site at which the service has servers.
    let site = match (deed.other, on.get(deed.second % on.len().max(1))) {
        (None, _) => String::new(),
        (Some(pick), Some((site, _))) if pick % 4 > 0 => format!(", site: \"x{site}\""),
        (Some(pick), _) => format!(", site: {}", scribe.site(pick)),
    };
    match deed.kind % 8 {
        0..=2 => format!("Strike(service: {service}{site}, hazard: {})", scribe.hazard(deed.second)),
        3 => format!("Resolve(service: {service}{site})"),
        4 | 5 if companies > 0 && scribe.shape.crews == Crews::Any => {
            format!("Crew(company: \"c{}\", size: {})", deed.first % companies, deed.number % 60)
        }
        6 => format!("FailOver(service: {service})"),
        _ => format!("Log(title: \"Call {}\")", deed.number),
    }
}
