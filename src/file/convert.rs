//! What a file means: every value checked, every id found.

use std::collections::{BTreeSet, HashSet};

use chrono_tz::{TZ_VARIANTS, Tz};

use super::check::{Check, Ids, LONGEST_RUN, MOST_PEOPLE, MOST_SERVERS, date_time, nearest, table};
use super::pairs::Pairs;
use super::places::At;
use super::schema as raw;
use super::{convert_expect, convert_plan, translations};
use crate::model::{
    Chapter, Company, Exchange, Hazard, HazardKind, History, LatLon, Listing, Look, Need, News, Note, NoteKind,
    Observed, Reaction, Rival, Scenario, Service, ServiceId, Site, SiteId, Source, SourceId, Spread, Step, Switch,
    Table, Translations, Trigger,
};
use crate::units::{Clock, Span};

const ROOT: At<'static> = At::ROOT;

/// All that is needed to find what a value speaks of.
pub struct World<'f> {
    pub clock: Clock,
    pub length: Span,
    pub hazards: Ids<'f>,
    pub sites: Ids<'f>,
    pub services: Ids<'f>,
    pub exchanges: Ids<'f>,
    pub companies: Ids<'f>,
    pub rivals: Ids<'f>,
    pub sources: Ids<'f>,
    places: BTreeSet<&'f str>,
}

/// Whether this program reads the format version of a file.
pub fn version(check: &mut Check, version: i128) {
    if version == raw::VERSION {
        return;
    }
    let remedy = if version > raw::VERSION { "use a newer Firedrill" } else { "write `firedrill: 1`" };
    check.fault(
        &ROOT.key("firedrill"),
        format!("this is format version {version}; this program reads version 1"),
        remedy,
    );
}

/// The scenario; good only if the check found nothing.
pub fn scenario(check: &mut Check, raw: &raw::Scenario) -> Scenario {
    version(check, raw.firedrill);
    let clock = clock(check, raw);
    let length = check.positive_span(&ROOT.key("length"), &raw.length);
    if length > LONGEST_RUN {
        check.fault(&ROOT.key("length"), "a run lasts at most ten years", "write a length such as \"6d\"");
    }
    check.knows_run = check.is_clean();
    let world = World {
        clock,
        length,
        hazards: check.ids(&ROOT.key("hazards"), "hazard", &raw.hazards),
        sites: check.ids(&ROOT.key("sites"), "site", &raw.sites),
        services: check.ids(&ROOT.key("services"), "service", &raw.services),
        exchanges: check.ids(&ROOT.key("exchanges"), "exchange", &raw.exchanges),
        companies: check.ids(&ROOT.key("companies"), "company", &raw.companies),
        rivals: check.ids(&ROOT.key("rivals"), "rival", &raw.rivals),
        sources: check.ids(&ROOT.key("sources"), "source", &raw.sources),
        places: raw.sites.0.iter().filter_map(|(_, site)| site.place.as_deref()).collect(),
    };
    let population = raw.population.map(|people| {
        let at = ROOT.key("population");
        let people = check.whole(&at, people, MOST_PEOPLE);
        check.positive(&at, people as f64, MOST_PEOPLE as f64);
        people
    });
    let uncertainty = uncertainty(check, &ROOT, Some(raw.uncertainty)).unwrap_or_default();
    let own_hazards: Vec<_> = raw.sites.0.iter().map(|(_, site)| site.hazard.as_str()).collect();
    let mut scenario = Scenario {
        title: raw.title.clone(),
        about: raw.about.clone(),
        clock,
        length,
        population,
        uncertainty,
        sources: sources(raw),
        notes: Vec::new(),
        hazards: entries(check, "hazards", &raw.hazards, hazard),
        sites: entries(check, "sites", &raw.sites, |check, at, key, row| {
            site(check, at, key, row, &world, &own_hazards)
        }),
        services: entries(check, "services", &raw.services, |check, at, key, row| service(check, at, key, row, &world)),
        exchanges: entries(check, "exchanges", &raw.exchanges, exchange),
        companies: entries(check, "companies", &raw.companies, |check, at, key, row| {
            company(check, at, key, row, &world)
        }),
        reaction: raw.reaction.as_ref().map(|row| reaction(check, &ROOT.key("reaction"), row)),
        rivals: entries(check, "rivals", &raw.rivals, |check, at, key, row| rival(check, at, key, row, &world)),
        news: list(check, "news", &raw.news, |check, at, row| news(check, at, row, &world)),
        history: list(check, "history", &raw.history, |check, at, row| history(check, at, row, &world)),
        story: list(check, "story", &raw.story, |check, at, row| chapter(check, at, row, &world)),
        plans: Vec::new(),
        expect: Vec::new(),
        translations: Translations::new(),
    };
    scenario.notes = list(check, "notes", &raw.notes, |check, at, row| note(check, at, row, &world));
    scenario.plans = convert_plan::plans(check, &raw.plans, &world);
    scenario.expect = convert_expect::expectations(check, raw, &world);
    convert_plan::measures_fit(check, &scenario);
    convert_expect::expectations_say_something(check, &scenario);
    scenario.translations = translations::translations(check, &raw.translations, &scenario);
    scenario
}

fn entries<I: crate::model::Id, S, T>(
    check: &mut Check,
    name: &'static str,
    pairs: &Pairs<S>,
    mut row: impl FnMut(&mut Check, &At<'_>, &str, &S) -> T,
) -> Table<I, T> {
    let all = ROOT.key(name);
    table(pairs, |key, value| row(check, &all.key(key), key, value))
}

/// A value for every value of a list of the file.
pub fn list<S, T>(
    check: &mut Check,
    name: &'static str,
    rows: &[S],
    mut row: impl FnMut(&mut Check, &At<'_>, &S) -> T,
) -> Vec<T> {
    let all = ROOT.key(name);
    rows.iter().enumerate().map(|(index, value)| row(check, &all.index(index), value)).collect()
}

fn clock(check: &mut Check, raw: &raw::Scenario) -> Clock {
    let zone = zone(check, &ROOT.key("zone"), &raw.zone);
    let at = ROOT.key("start");
    let epoch = Clock::new(Tz::UTC, chrono::DateTime::UNIX_EPOCH.naive_utc()).expect("UTC skips nothing");
    match date_time(&raw.start) {
        Some((start, None)) => Clock::new(zone, start).unwrap_or_else(|_| {
            check.fault(
                &at,
                format!("on that day the clocks skip \"{}\"", raw.start),
                "start an hour earlier or later",
            );
            epoch
        }),
        Some(_) | None => {
            check.fault(
                &at,
                format!("\"{}\" is not a date and time", raw.start),
                "write a local time such as \"2022-10-15 15:00\"",
            );
            epoch
        }
    }
}

fn zone(check: &mut Check, at: &At<'_>, name: &str) -> Tz {
    name.parse().unwrap_or_else(|_| {
        let near = nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name()));
        let remedy = near.map_or_else(
            || "write a name such as \"Asia/Seoul\"".to_owned(),
            |near| format!("did you mean \"{near}\"?"),
        );
        check.fault(at, format!("there is no time zone \"{name}\""), remedy);
        Tz::UTC
    })
}

fn sources(raw: &raw::Scenario) -> Table<SourceId, Source> {
    table(&raw.sources, |key, row| Source {
        key: key.to_owned(),
        title: row.title.clone(),
        address: row.address.clone(),
    })
}

fn note(check: &mut Check, at: &At<'_>, row: &raw::Note, world: &World<'_>) -> Note {
    about_fits(check, &at.key("about"), &row.about, world);
    Note {
        about: row.about.clone(),
        kind: match row.kind {
            raw::NoteKind::Sourced => NoteKind::Sourced,
            raw::NoteKind::Assumed => NoteKind::Assumed,
            raw::NoteKind::Fitted => NoteKind::Fitted,
        },
        text: row.text.clone(),
        source: source(check, at, row.source.as_ref(), world),
    }
}

/// A note is about a section of the file, and in a table about something that is there.
fn about_fits(check: &mut Check, at: &At<'_>, about: &str, world: &World<'_>) {
    const SECTIONS: [&str; 20] = [
        "title",
        "about",
        "zone",
        "start",
        "length",
        "population",
        "uncertainty",
        "sources",
        "hazards",
        "sites",
        "services",
        "exchanges",
        "companies",
        "reaction",
        "rivals",
        "news",
        "history",
        "story",
        "plans",
        "expect",
    ];
    let mut parts = about.split('.');
    let section = parts.next().unwrap_or_default();
    if !SECTIONS.contains(&section) {
        let remedy = nearest(section, SECTIONS.into_iter()).map_or_else(
            || format!("begin with one of: {}", SECTIONS.join(", ")),
            |near| format!("did you mean \"{near}\"?"),
        );
        check.fault(at, format!("\"{section}\" is no part of a scenario"), remedy);
        return;
    }
    let ids = match section {
        "sources" => &world.sources,
        "hazards" => &world.hazards,
        "sites" => &world.sites,
        "services" => &world.services,
        "exchanges" => &world.exchanges,
        "companies" => &world.companies,
        "rivals" => &world.rivals,
        _ => return,
    };
    if let Some(key) = parts.next().filter(|key| !key.is_empty() && *key != "*") {
        check.find::<ServiceId>(at, ids, key);
    }
}

fn source(check: &mut Check, at: &At<'_>, key: Option<&String>, world: &World<'_>) -> Option<SourceId> {
    check.find_some(&at.key("source"), &world.sources, key)
}

fn hazard(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Hazard) -> Hazard {
    let mut steps = |name: &'static str, rows: &[(String, f64)]| -> Vec<Step> {
        let all = at.key(name);
        let steps: Vec<Step> = rows
            .iter()
            .enumerate()
            .map(|(index, (after, dark))| Step {
                after: check.span(&all.index(index).index(0), after),
                dark: check.permille(&all.index(index).index(1), *dark, 0.0, 1.0),
            })
            .collect();
        for (index, pair) in steps.windows(2).enumerate() {
            if pair[1].after <= pair[0].after {
                check.fault(
                    &all.index(index + 1),
                    "this step is not later than the one before",
                    "put the steps in the order of time",
                );
            }
            if name == "repair" && pair[1].dark > pair[0].dark {
                check.fault(
                    &all.index(index + 1),
                    "repair makes this darker again",
                    "let each step of repair be at most as dark as the one before",
                );
            }
        }
        steps
    };
    let spread = steps("spread", &row.spread);
    let repair = steps("repair", &row.repair);
    Hazard {
        key: key.to_owned(),
        name: row.name.clone(),
        kind: match row.kind {
            raw::HazardKind::Fire => HazardKind::Fire,
            raw::HazardKind::Power => HazardKind::Power,
            raw::HazardKind::Cooling => HazardKind::Cooling,
            raw::HazardKind::Network => HazardKind::Network,
            raw::HazardKind::Flood => HazardKind::Flood,
            raw::HazardKind::Quake => HazardKind::Quake,
            raw::HazardKind::Other => HazardKind::Other,
        },
        spread,
        out: check.span(&at.key("out"), &row.out),
        repair,
        uncertainty: uncertainty(check, at, row.uncertainty),
    }
}

/// How far luck stretches durations: of the scenario, a hazard or a service.
fn uncertainty(check: &mut Check, at: &At<'_>, own: Option<f64>) -> Option<f64> {
    own.inspect(|own| {
        check.real(&at.key("uncertainty"), *own, 0.0, 10.0);
    })
}

/// A point of the globe.
pub fn lat_lon(check: &mut Check, at: &At<'_>, (lat, lon): (f64, f64)) -> LatLon {
    check.real(&at.index(0), lat, -90.0, 90.0);
    check.real(&at.index(1), lon, -180.0, 180.0);
    LatLon { lat, lon }
}

fn site(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Site, world: &World<'_>, own_hazards: &[&str]) -> Site {
    let spreads = at.key("spreads");
    let restore = at.key("restore");
    Site {
        key: key.to_owned(),
        name: row.name.clone(),
        place: row.place.clone(),
        operator: row.operator.clone(),
        at: lat_lon(check, &at.key("at"), row.at),
        hazard: check.find(&at.key("hazard"), &world.hazards, &row.hazard),
        spreads: row
            .spreads
            .iter()
            .enumerate()
            .map(|(index, spread)| {
                let at = spreads.index(index);
                let to: SiteId = check.find(&at.key("to"), &world.sites, &spread.to);
                let own = own_hazards.get(crate::model::Id::index(to)).copied().unwrap_or_default();
                Spread {
                    from: check.find(&at.key("from"), &world.hazards, spread.from.as_ref().unwrap_or(&row.hazard)),
                    to,
                    after: check.span(&at.key("after"), &spread.after),
                    hazard: check.find(&at.key("hazard"), &world.hazards, spread.hazard.as_deref().unwrap_or(own)),
                }
            })
            .collect(),
        restore: row
            .restore
            .iter()
            .enumerate()
            .map(|(index, key)| check.find(&restore.index(index), &world.services, key))
            .collect(),
    }
}

fn service(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Service, world: &World<'_>) -> Service {
    let placements = |check: &mut Check, name: &'static str, pairs: &Pairs<i128>| -> Vec<(SiteId, u64)> {
        let all = at.key(name);
        check.once(&all, pairs);
        pairs
            .0
            .iter()
            .map(|(site, servers)| {
                let at = all.key(site);
                (check.find(&at, &world.sites, site), check.whole(&at, *servers, MOST_SERVERS))
            })
            .collect()
    };
    let on = placements(check, "on", &row.on);
    let standby = placements(check, "standby", &row.standby);
    let all = on.iter().map(|(_, servers)| servers).sum();
    let load = row.load.map_or(all, |load| check.whole(&at.key("load"), load, MOST_SERVERS));
    let rto = row.rto.as_ref().map(|rto| check.positive_span(&at.key("rto"), rto));
    Service {
        key: key.to_owned(),
        name: row.name.clone(),
        company: check.find_some(&at.key("company"), &world.companies, row.company.as_ref()),
        kind: row.kind.clone(),
        users: check.whole(&at.key("users"), row.users, MOST_PEOPLE),
        rto,
        on,
        load,
        day: day(check, &at.key("day"), row.day.as_deref()),
        restart: row.restart.as_ref().map_or(Span::ZERO, |span| check.span(&at.key("restart"), span)),
        retry: check.permille(&at.key("retry"), row.retry, 0.0, 1000.0),
        standby,
        switch: row.switch.as_ref().map(|switch| {
            let at = at.key("switch");
            Switch {
                auto: switch.auto.as_ref().map(|span| check.positive_span(&at.key("auto"), span)),
                needs: check.find_some(&at.key("needs"), &world.services, switch.needs.as_ref()),
                by_hand: switch
                    .by_hand
                    .as_ref()
                    .map_or(crate::model::BY_HAND, |span| check.positive_span(&at.key("by_hand"), span)),
            }
        }),
        needs: needs(check, &at.key("needs"), key, &row.needs, world),
        uncertainty: uncertainty(check, at, row.uncertainty),
    }
}

fn day(check: &mut Check, at: &At<'_>, hours: Option<&[f64]>) -> [u32; 24] {
    let mut day = [1000; 24];
    let Some(hours) = hours else { return day };
    if hours.len() != 24 {
        check.fault(
            at,
            format!("a day has 24 hours, not {}", hours.len()),
            "write one value for each hour, from midnight on",
        );
    }
    for (hour, (slot, share)) in day.iter_mut().zip(hours).enumerate() {
        *slot = check.permille(&at.index(hour), *share, 0.0, 1.0);
    }
    day
}

fn needs(check: &mut Check, at: &At<'_>, own: &str, needs: &Pairs<raw::Need>, world: &World<'_>) -> Vec<Need> {
    check.once(at, needs);
    needs
        .0
        .iter()
        .map(|(key, need)| {
            let at = at.key(key);
            if key == own {
                check.fault(&at, "a service cannot need itself", "remove this need, or name another service");
            }
            Need {
                service: check.find(&at, &world.services, key),
                weight: weight(check, &at.key("weight"), need.weight),
                grace: need.grace.as_ref().map_or(Span::ZERO, |span| check.span(&at.key("grace"), span)),
            }
        })
        .collect()
}

/// The weight of a need: more than nothing, at most the whole.
pub fn weight(check: &mut Check, at: &At<'_>, weight: f64) -> u32 {
    if weight == 0.0 {
        check.fault(at, "a need of weight 0 is none", "remove the need, or give it a weight of up to 1");
    }
    check.permille(at, weight, 0.0, 1.0)
}

fn exchange(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Exchange) -> Exchange {
    let (open, close) = (check.clock_time(&at.key("open"), &row.open), check.clock_time(&at.key("close"), &row.close));
    if close <= open {
        check.fault(
            &at.key("close"),
            "the exchange closes before it opens",
            "write a later time than `open`, on the same day",
        );
    }
    let (closed, index) = (at.key("closed"), at.key("index"));
    check.once(&index, &row.index);
    if let Some(limit) = row.limit {
        check.positive(&at.key("limit"), limit, 1.0);
    }
    Exchange {
        key: key.to_owned(),
        name: row.name.clone(),
        zone: zone(check, &at.key("zone"), &row.zone),
        open,
        close,
        closed: row.closed.iter().enumerate().map(|(place, date)| check.date(&closed.index(place), date)).collect(),
        limit: row.limit,
        index: row
            .index
            .0
            .iter()
            .map(|(date, share)| {
                let at = index.key(date);
                check.real(&at, *share, -0.99, 10.0);
                (check.date(&at, date), *share)
            })
            .collect(),
    }
}

fn company(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Company, world: &World<'_>) -> Company {
    let listing = match (&row.exchange, row.close) {
        (Some(exchange), Some(close)) => {
            check.positive(&at.key("close"), close, 1e12);
            let exposures = at.key("exposure");
            check.once(&exposures, &row.exposure);
            Some(Listing {
                exchange: check.find(&at.key("exchange"), &world.exchanges, exchange),
                ticker: row.ticker.clone(),
                currency: row.currency.clone(),
                close,
                exposure: row
                    .exposure
                    .0
                    .iter()
                    .map(|(key, share)| {
                        let at = exposures.key(key);
                        check.real(&at, *share, 0.0, 1.0);
                        (check.find(&at, &world.services, key), *share)
                    })
                    .collect(),
                reaction: row.reaction.as_ref().map(|row| reaction(check, &at.key("reaction"), row)),
            })
        }
        (None, None) => {
            let shares =
                [row.ticker.is_some(), row.currency.is_some(), !row.exposure.is_empty(), row.reaction.is_some()];
            if shares.contains(&true) {
                check.fault(
                    at,
                    format!("the shares of \"{key}\" have no exchange and no last price"),
                    "add `exchange` and `close`, or leave out all that is about shares",
                );
            }
            None
        }
        (Some(_), None) => {
            check.fault(
                at,
                format!("the shares of \"{key}\" have no last price"),
                "add `close: ...`, the last price before the run",
            );
            None
        }
        (None, Some(_)) => {
            check.fault(at, format!("the shares of \"{key}\" have no exchange"), "add `exchange: ...`");
            None
        }
    };
    Company { key: key.to_owned(), name: row.name.clone(), listing }
}

fn reaction(check: &mut Check, at: &At<'_>, row: &raw::Reaction) -> Reaction {
    check.real(&at.key("worst"), row.worst, 0.0, 1.0);
    check.positive(&at.key("half"), row.half, 1e6);
    check.positive(&at.key("memory"), row.memory, 1e6);
    check.real(&at.key("overshoot"), row.overshoot, 0.0, 100.0);
    Reaction {
        worst: row.worst,
        half: row.half,
        memory: row.memory,
        overshoot: row.overshoot,
        rise: check.positive_span(&at.key("rise"), &row.rise),
        fade: check.positive_span(&at.key("fade"), &row.fade),
    }
}

fn rival(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Rival, world: &World<'_>) -> Rival {
    check.real(&at.key("pull"), row.pull, 0.0, 1000.0);
    Rival {
        key: key.to_owned(),
        name: row.name.clone(),
        service: check.find(&at.key("for"), &world.services, &row.service),
        users: check.whole(&at.key("users"), row.users, MOST_PEOPLE),
        pull: row.pull,
        back: check.positive_span(&at.key("back"), &row.back),
    }
}

fn news(check: &mut Check, at: &At<'_>, row: &raw::News, world: &World<'_>) -> News {
    let when = at.key("when");
    News {
        when: match &row.when {
            raw::Trigger::At(text) => Trigger::At(check.moment(&when.index(0), text, &world.clock, world.length)),
            raw::Trigger::Down { service, span } => Trigger::Down {
                service: check.find(&when.key("service"), &world.services, service),
                span: check.span(&when.key("for"), span),
            },
            raw::Trigger::People { over } => {
                Trigger::People { over: check.whole(&when.key("over"), *over, MOST_PEOPLE) }
            }
            raw::Trigger::Price { company, fall } => {
                check.real(&when.key("fall"), *fall, 0.0, 1.0);
                Trigger::Price { company: check.find(&when.key("company"), &world.companies, company), fall: *fall }
            }
        },
        title: row.title.clone(),
        text: row.text.clone(),
        source: source(check, at, row.source.as_ref(), world),
    }
}

fn history(check: &mut Check, at: &At<'_>, row: &raw::History, world: &World<'_>) -> History {
    let what = at.key("what");
    let (first, second) = (what.index(0), what.index(1));
    let moment = |check: &mut Check, name, text: &str| check.moment(&at.key(name), text, &world.clock, world.length);
    let since = row.since.as_ref().map(|since| moment(check, "since", since));
    let until = moment(check, "at", &row.at);
    if since.is_some_and(|since| since > until) {
        check.fault(&at.key("since"), "this is later than `at`", "write the earlier time in `since`");
    }
    History {
        since,
        at: until,
        what: match &row.what {
            raw::Observed::Back(service) => Observed::Back(check.find(&first, &world.services, service)),
            raw::Observed::Down(service) => Observed::Down(check.find(&first, &world.services, service)),
            raw::Observed::DarkServers(company, servers) => Observed::DarkServers(
                check.find(&first, &world.companies, company),
                check.whole(&second, *servers, MOST_PEOPLE),
            ),
            raw::Observed::Price(company, price) => {
                check.positive(&second, *price, 1e12);
                Observed::Price(check.find(&first, &world.companies, company), *price)
            }
            raw::Observed::RivalUsers(rival, users) => Observed::RivalUsers(
                check.find(&first, &world.rivals, rival),
                check.whole(&second, *users, MOST_PEOPLE),
            ),
            raw::Observed::Users(service, users) => {
                Observed::Users(check.find(&first, &world.services, service), check.whole(&second, *users, MOST_PEOPLE))
            }
        },
        source: source(check, at, row.source.as_ref(), world),
    }
}

fn chapter(check: &mut Check, at: &At<'_>, row: &raw::Chapter, world: &World<'_>) -> Chapter {
    let look = at.key("look");
    let target = look.index(0);
    Chapter {
        at: check.moment(&at.key("at"), &row.at, &world.clock, world.length),
        title: row.title.clone(),
        text: row.text.clone(),
        look: match &row.look {
            raw::Look::Site(key) => Look::Site(check.find(&target, &world.sites, key)),
            raw::Look::Service(key) => Look::Service(check.find(&target, &world.services, key)),
            raw::Look::Company(key) => Look::Company(check.find(&target, &world.companies, key)),
            raw::Look::Place(place) => {
                if !world.places.contains(place.as_str()) {
                    let remedy = nearest(place, world.places.iter().copied()).map_or_else(
                        || "use the `place` of a site".to_owned(),
                        |near| format!("did you mean \"{near}\"?"),
                    );
                    check.fault(&target, format!("no site is at a place \"{place}\""), remedy);
                }
                Look::Place(place.clone())
            }
            raw::Look::All => Look::All,
        },
    }
}

/// Names that stand more than once, with the places of the later ones.
pub fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(usize, &'n str)> {
    let mut seen = HashSet::new();
    names.enumerate().filter(|(_, name)| !seen.insert(*name)).collect()
}
