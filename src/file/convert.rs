//! What a file means (MODEL.md, section 2): every value checked, every id found.

use std::collections::{BTreeSet, HashSet};

use chrono_tz::{TZ_VARIANTS, Tz};

use super::check::{Check, Ids, MOST_PEOPLE, did_you_mean, of_text, table};
use super::check_times::date_time;
use super::pairs::Pairs;
use super::places::At;
use super::schema as raw;
use super::{
    convert_expect, convert_market, convert_plan, convert_services, convert_sites, convert_story, translations,
};
use crate::model::{Scenario, Source, SourceId, Table, Translations};
use crate::text::Saying;
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
    /// The names of places where sites are.
    pub places: BTreeSet<&'f str>,
}

/// Whether this program reads the format version of a file.
pub fn version(check: &mut Check, version: i128) {
    if version == raw::VERSION {
        return;
    }
    let remedy = if version > raw::VERSION { "file-version-newer" } else { "file-version-write" };
    let message = Saying::of("file-version", [("version", version.to_string().into())]);
    check.fault(&ROOT.key("firedrill"), message, Saying::plain(remedy));
}

/// The scenario; good only if the check found nothing.
pub fn scenario(check: &mut Check, raw: &raw::Scenario) -> Scenario {
    version(check, raw.firedrill);
    let clock = clock(check, raw);
    let length = check.length(&ROOT.key("length"), &raw.length);
    check.knows_run = ["zone", "start", "length"].iter().all(|name| check.is_whole(&ROOT.key(name)));
    let world = World {
        clock,
        length,
        hazards: check.ids(&ROOT.key("hazards"), "file-kind-hazard", &raw.hazards),
        sites: check.ids(&ROOT.key("sites"), "file-kind-site", &raw.sites),
        services: check.ids(&ROOT.key("services"), "file-kind-service", &raw.services),
        exchanges: check.ids(&ROOT.key("exchanges"), "file-kind-exchange", &raw.exchanges),
        companies: check.ids(&ROOT.key("companies"), "file-kind-company", &raw.companies),
        rivals: check.ids(&ROOT.key("rivals"), "file-kind-rival", &raw.rivals),
        sources: check.ids(&ROOT.key("sources"), "file-kind-source", &raw.sources),
        places: raw.sites.0.iter().filter_map(|(_, site)| site.place.as_deref()).collect(),
    };
    let population = raw.population.map(|people| check.whole_from(&ROOT.key("population"), people, 1, MOST_PEOPLE));
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
        hazards: entries(check, "hazards", &raw.hazards, convert_sites::hazard),
        sites: entries(check, "sites", &raw.sites, |check, at, key, row| {
            convert_sites::site(check, at, key, row, &world, &own_hazards)
        }),
        services: entries(check, "services", &raw.services, |check, at, key, row| {
            convert_services::service(check, at, key, row, &world)
        }),
        exchanges: entries(check, "exchanges", &raw.exchanges, convert_market::exchange),
        companies: entries(check, "companies", &raw.companies, |check, at, key, row| {
            convert_market::company(check, at, key, row, &world)
        }),
        reaction: raw.reaction.as_ref().map(|row| convert_market::reaction(check, &ROOT.key("reaction"), row)),
        rivals: entries(check, "rivals", &raw.rivals, |check, at, key, row| {
            convert_market::rival(check, at, key, row, &world)
        }),
        news: list(check, "news", &raw.news, |check, at, row| convert_story::news(check, at, row, &world)),
        history: list(check, "history", &raw.history, |check, at, row| convert_story::history(check, at, row, &world)),
        story: list(check, "story", &raw.story, |check, at, row| convert_story::chapter(check, at, row, &world)),
        plans: Vec::new(),
        expect: Vec::new(),
        translations: Translations::new(),
    };
    scenario.notes = list(check, "notes", &raw.notes, |check, at, row| convert_story::note(check, at, row, &world));
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
        Some((start, None)) if !check.year_fits(&at, start) => epoch,
        Some((start, None)) => Clock::new(zone, start).unwrap_or_else(|_| {
            check.fault(&at, of_text("file-skipped", &raw.start), Saying::plain("file-skipped-start"));
            epoch
        }),
        Some(_) | None => {
            check.fault(&at, of_text("file-not-start", &raw.start), Saying::plain("file-not-start-remedy"));
            epoch
        }
    }
}

/// A time zone by its name.
pub fn zone(check: &mut Check, at: &At<'_>, name: &str) -> Tz {
    name.parse().unwrap_or_else(|_| {
        let zones = TZ_VARIANTS.iter().map(|zone| zone.name());
        let remedy = did_you_mean(name, zones, || Saying::plain("file-no-zone-remedy"));
        check.fault(at, of_text("file-no-zone", name), remedy);
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

/// How far luck stretches durations: of the scenario, a hazard or a service.
pub fn uncertainty(check: &mut Check, at: &At<'_>, own: Option<f64>) -> Option<f64> {
    own.inspect(|own| {
        check.real(&at.key("uncertainty"), *own, 0.0, 10.0);
    })
}

/// Names that stand more than once, with the places of the later ones.
pub fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(usize, &'n str)> {
    let mut seen = HashSet::new();
    names.enumerate().filter(|(_, name)| !seen.insert(*name)).collect()
}
