//! Converts the rows of a file to a scenario: checks every value and resolves every id (MODEL.md, section 2).

mod cycles;
mod doubts;
mod effect;
mod expect;
mod market;
mod people;
mod plan;
mod reach;
mod services;
mod shortages;
mod shut_out;
mod sites;
mod story;
mod translations;
mod world;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use self::world::{World, entries, list, uncertainty, zone};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::version::needed;
use crate::model::limits::MOST_PEOPLE;
use crate::model::{Scenario, Source, SourceId, Table, Translations};
use crate::text::Saying;
use crate::units::{Clock, read_time};

const ROOT: At<'static> = At::ROOT;

/// Checks that this program can read the format version of the file.
pub fn version(check: &mut Check, version: i128) {
    if (1..=raw::VERSION).contains(&version) {
        return;
    }
    let of_file = ("version", Saying::from(version.to_string()));
    let remedy = if version > raw::VERSION {
        let program = ("program", env!("CARGO_PKG_VERSION").into());
        Saying::of("file-version-newer", [of_file.clone(), program, ("last", raw::VERSION.to_string().into())])
    } else {
        Saying::plain("file-version-write")
    };
    check.fault(&ROOT.key("firedrill"), Saying::of("file-version", [of_file]), remedy);
}

/// Converts the rows. The scenario is valid only if the check found no problem.
pub fn scenario(check: &mut Check, raw: &raw::Scenario) -> Scenario {
    version(check, raw.firedrill);
    check.texts(raw);
    let clock = clock(check, raw);
    let length = check.length(&ROOT.key("length"), &raw.length);
    check.knows_run = ["zone", "start", "length"].iter().all(|name| check.is_whole(&ROOT.key(name)));
    let world = World {
        clock,
        length,
        hazards: check.ids(&ROOT.key("hazards"), "file-kind-hazard", raw.hazards.keys()),
        sites: check.ids(&ROOT.key("sites"), "file-kind-site", raw.sites.keys()),
        services: check.ids(&ROOT.key("services"), "file-kind-service", raw.services.keys()),
        exchanges: check.ids(&ROOT.key("exchanges"), "file-kind-exchange", raw.exchanges.keys()),
        companies: check.ids(&ROOT.key("companies"), "file-kind-company", raw.companies.keys()),
        rivals: check.ids(&ROOT.key("rivals"), "file-kind-rival", raw.rivals.keys()),
        sources: check.ids(&ROOT.key("sources"), "file-kind-source", raw.sources.keys()),
        places: raw.sites.iter().filter_map(|(_, site)| site.place.as_deref()).collect(),
    };
    let population = raw.population.map(|people| check.whole_from(&ROOT.key("population"), people, 1, MOST_PEOPLE));
    let uncertainty = uncertainty(check, &ROOT, Some(raw.uncertainty)).unwrap_or_default();
    let own_hazards: Vec<_> = raw.sites.iter().map(|(_, site)| site.hazard.as_deref()).collect();
    let mut scenario = Scenario {
        title: raw.title.clone(),
        version: if raw.firedrill.max(needed(raw)) > 1 { 2 } else { 1 },
        about: raw.about.clone(),
        teaches: raw.teaches.clone(),
        clock,
        length,
        population,
        uncertainty,
        sources: sources(raw),
        notes: Vec::new(),
        hazards: entries(check, "hazards", &raw.hazards, sites::hazard),
        sites: entries(check, "sites", &raw.sites, |check, at, key, row| {
            sites::site(check, at, key, row, &world, &own_hazards)
        }),
        services: entries(check, "services", &raw.services, |check, at, key, row| {
            services::service(check, at, key, row, &world)
        }),
        exchanges: entries(check, "exchanges", &raw.exchanges, |check, at, key, row| {
            market::exchange(check, at, key, row, &world, start_day(raw))
        }),
        companies: entries(check, "companies", &raw.companies, |check, at, key, row| {
            market::company(check, at, key, row, &world)
        }),
        reaction: raw.reaction.as_ref().map(|row| market::reaction(check, &ROOT.key("reaction"), row)),
        rivals: entries(check, "rivals", &raw.rivals, |check, at, key, row| market::rival(check, at, key, row, &world)),
        news: list(check, "news", &raw.news, |check, at, row| story::news(check, at, row, &world)),
        history: list(check, "history", &raw.history, |check, at, row| story::history(check, at, row, &world)),
        story: list(check, "story", &raw.story, |check, at, row| story::chapter(check, at, row, &world)),
        plans: Vec::new(),
        expect: Vec::new(),
        translations: Translations::default(),
    };
    scenario.notes = list(check, "notes", &raw.notes, |check, at, row| story::note(check, at, row, &world));
    scenario.plans = plan::plans(check, &raw.plans, &world);
    scenario.expect = expect::expectations(check, raw, &world);
    cycles::outages_end(check, &scenario);
    plan::measures_fit(check, &scenario);
    plan::strikes_have_hazards(check, &scenario);
    market::crews_fit(check, &scenario);
    market::steps_are_traded(check, raw, &scenario, &world);
    expect::expectations_say_something(check, &scenario);
    if check.is_sound() {
        doubts::warn(check, &scenario);
        shortages::warn(check, &scenario);
        people::warn(check, &scenario);
    }
    effect::strikes_have_effect(check, &scenario);
    scenario.translations = translations::translations(check, &raw.translations, &scenario);
    scenario
}

/// The clock of the run: its time zone and its start.
pub fn clock(check: &mut Check, raw: &raw::Scenario) -> Clock {
    let zone = zone(check, &ROOT.key("zone"), &raw.zone, start_day(raw));
    check.start(&ROOT.key("start"), &raw.start, zone)
}

/// The day on which the run starts, or a day in 2026 if it cannot be read.
pub fn start_day(raw: &raw::Scenario) -> NaiveDateTime {
    let date = read_time(&raw.start).ok().and_then(|written| written.date);
    let date = date.or(NaiveDate::from_ymd_opt(2026, 1, 1)).unwrap_or_default();
    date.and_time(NaiveTime::MIN)
}

fn sources(raw: &raw::Scenario) -> Table<SourceId, Source> {
    let source = |(key, row): (&str, &raw::Source)| Source {
        key: key.to_owned(),
        title: row.title.clone(),
        address: row.address.clone(),
    };
    raw.sources.iter().map(source).collect()
}
