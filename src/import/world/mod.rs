//! Makes a scenario of the draft: gives everything an id, finds what names mean, and assumes what no source says.

mod assume;
mod doubts;
mod ids;
mod links;
mod untrue;

use std::collections::{HashMap, HashSet};

use self::assume::{ASSUMED_SERVERS, ASSUMED_USERS, Assumptions, HAZARD, MANUAL_FAILOVER, START, ZONE};
use self::ids::Ids;
pub use self::ids::Renamed;
use self::links::links;
pub use self::untrue::{is_untrue_of, without_untrue_notes};
use super::draft::{Draft, DraftService, FactKind, key};
use super::places::Places;
use super::problems::{Origin, Problems};
use crate::file::{self, Authored, Keyed, Listed, Pairs, schema};
use crate::geo::Atlas;
use crate::model::{HazardKind, NoteKind};
use crate::text::{Language, Saying, Texts};
use crate::units::text::typed_span;

/// What is said about the scenario beside the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The title. Without it, the name of the first source.
    pub title: Option<String>,
    /// The time zone. Without it, UTC.
    pub zone: Option<String>,
    /// Whether cells that cannot be read are left out. Otherwise they stop the import.
    pub skips_unreadable: bool,
}

/// How many things were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub sites: usize,
    pub services: usize,
    pub dependencies: usize,
}

/// A scenario, and what had to be done for it.
pub(super) struct Made {
    pub authored: Authored,
    pub assumed: Vec<Saying>,
    pub renamed: Vec<Renamed>,
    pub counts: Counts,
}

/// Makes the scenario. What cannot be resolved is a problem.
pub(super) fn make(mut draft: Draft, options: &Options, texts: &Texts, problems: &mut Problems) -> Made {
    let mut assumptions = Assumptions::new(texts);
    let links = links(&mut draft, &mut assumptions, problems);
    doubts::sites(&draft, problems);
    let mut ids = Ids::default();
    let sites = sites(&mut draft, options.zone.as_deref(), &mut ids, &mut assumptions);
    doubts::places(&draft, &sites.without_place, problems);
    let owners = owners(&draft, &mut ids);
    let keys: Vec<String> =
        draft.services.iter().map(|service| ids.of_service(service.id.as_deref(), &service.name)).collect();
    let is_needed: HashSet<usize> = links.iter().flatten().map(|link| link.to).collect();
    let source = |name: &str| draft.sources.iter().position(|(known, _)| known == name).map(source_id);
    let mut services = Vec::new();
    let mut notes = Vec::new();
    for (index, service) in draft.services.iter().enumerate() {
        let id = keys[index].clone();
        let needs: Vec<(String, schema::Need)> = links[index]
            .iter()
            .map(|link| {
                (
                    keys[link.to].clone(),
                    schema::Need { weight: link.weight, grace: link.grace.clone(), any: None, primary: false },
                )
            })
            .collect();
        let users = service.users.unwrap_or_else(|| {
            let is_used_by_people = !is_needed.contains(&index);
            assumptions.users(&id, is_used_by_people);
            if is_used_by_people { ASSUMED_USERS } else { 0 }
        });
        let on = placements(&service.on, service.servers, service.is_bare, &id, &sites, &mut assumptions);
        let own = on.iter().map(|(_, servers)| *servers).sum();
        let standby = standby(&service.standby, own, &id, &sites, &mut assumptions);
        // Said as well as assumed, so that the editor shows the failover that the run has.
        let switch = (!standby.is_empty()).then(|| {
            assumptions.standby(&id);
            manual_failover()
        });
        if !on.is_empty() && service.load.is_none() {
            assumptions.load(&id);
        }
        notes.extend(facts(service, &id, source(&service.at.source), texts));
        let row = schema::Service {
            company: service.owner.as_deref().and_then(|owner| owners.get(&key(owner)).map(|(id, _)| id.clone())),
            kind: service.kind.clone(),
            users: i128::from(users),
            rto: service.rto.map(typed_span),
            on: on.into_iter().collect(),
            load: service.load.map(i128::from),
            restart: service.restart.map(typed_span),
            standby: standby.into_iter().collect(),
            switch,
            needs: Pairs(needs),
            ..schema::Service::named(service.name.clone())
        };
        services.push((id, row));
    }
    let counts =
        Counts { sites: sites.rows.len(), services: services.len(), dependencies: links.iter().map(Vec::len).sum() };
    let sources = draft
        .sources
        .iter()
        .enumerate()
        .map(|(index, (name, _))| (source_id(index), schema::Source { title: name.clone(), address: None }));
    let companies = owners.into_values().map(|(id, name)| (id, company(name)));
    let length = assume::length(draft.services.iter().filter_map(|service| service.rto).max());
    assumptions.run(options.zone.is_some(), &length);
    assumptions.hours(&draft.assumed_hours);
    assumptions.points(draft.grouped_by_points.as_ref());
    assumptions.abbreviated(&draft.abbreviated);
    assumptions.left_out(draft.left_out);
    let (assumed, mut all_notes) = assumptions.finish();
    all_notes.extend(draft.sources.iter().enumerate().map(|(index, (name, rows))| schema::Note {
        about: "services".to_owned(),
        kind: NoteKind::Sourced,
        text: texts.with("import-note-source", &[("source", name), ("rows", &texts.exact_count(*rows))]),
        source: Some(source_id(index)),
    }));
    all_notes.extend(notes);
    let first = draft.sources.first().map(|(name, _)| name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem));
    let title = options.title.clone().or_else(|| first.map(str::to_owned));
    let rows = schema::Scenario {
        firedrill: 1,
        title: title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or_else(|| texts.get("import-untitled").to_owned()),
        about: String::new(),
        teaches: String::new(),
        zone: options.zone.clone().unwrap_or_else(|| ZONE.to_owned()),
        start: START.to_owned(),
        length,
        population: None,
        uncertainty: 0.0,
        sources: sources.collect(),
        notes: all_notes.into_iter().collect::<Listed<_>>(),
        hazards: std::iter::once((HAZARD, hazard(texts))).collect(),
        sites: sites.rows.into_iter().collect::<Keyed<_>>(),
        services: services.into_iter().collect(),
        exchanges: Keyed::default(),
        companies: companies.collect(),
        reaction: None,
        rivals: Keyed::default(),
        news: Listed::default(),
        history: Listed::default(),
        story: Listed::default(),
        plans: Listed::default(),
        expect: Listed::default(),
        translations: Keyed::default(),
    };
    let authored = Authored::from(rows);
    if counts.services > 0
        && let Err(report) = file::check(&authored)
    {
        for problem in report.problems {
            let at = Origin { source: problem.path.to_string(), ..Origin::default() };
            problems.fault(at, problem.message, problem.remedy);
        }
    }
    Made { authored, assumed, renamed: ids.finish(), counts }
}

/// A failover that people order.
fn manual_failover() -> schema::Switch {
    let by_hand = Some(MANUAL_FAILOVER.to_owned());
    schema::Switch { auto: None, needs: None, by_hand, manual_needs: None, success: 1.0 }
}

fn source_id(index: usize) -> String {
    format!("import-{}", index + 1)
}

fn company(name: String) -> schema::Company {
    schema::Company {
        name,
        ticker: None,
        exchange: None,
        currency: None,
        close: None,
        exposure: Pairs::default(),
        reaction: None,
        steps: Pairs::default(),
        crew: None,
    }
}

fn hazard(texts: &Texts) -> schema::Hazard {
    schema::Hazard {
        name: texts.get("import-hazard").to_owned(),
        kind: HazardKind::Power,
        spread: vec![("0s".to_owned(), 1.0)],
        out: "4h".to_owned(),
        repair: vec![("0s".to_owned(), 0.0)],
        uncertainty: None,
        damages: 0.0,
        destroys: 0.0,
        repair_work: None,
    }
}

/// The owners as companies, in the order of the services: by key, their ids and names.
fn owners(draft: &Draft, ids: &mut Ids) -> indexmap::IndexMap<String, (String, String)> {
    let mut owners = indexmap::IndexMap::new();
    for owner in draft.services.iter().filter_map(|service| service.owner.as_deref()) {
        owners.entry(key(owner)).or_insert_with(|| (ids.of_company(owner), owner.to_owned()));
    }
    owners
}

/// The sites of the scenario.
struct Sites {
    rows: Vec<(String, schema::Site)>,
    /// The ids by the keys of the names.
    by_key: HashMap<String, String>,
    /// The id of the site of services of which no site is known.
    assumed: Option<String>,
    /// The sites of the draft of which no position is known, by their indices.
    without_place: Vec<usize>,
}

fn sites(draft: &mut Draft, zone: Option<&str>, ids: &mut Ids, assumptions: &mut Assumptions<'_>) -> Sites {
    let places = Places::known();
    let is_korean = assumptions.texts().language() == Language::Korean;
    let is_homeless = |service: &&DraftService| service.on.is_empty() && !service.is_bare;
    let homeless = draft.services.iter().filter(is_homeless).count();
    let assumed = (homeless > 0).then(|| {
        let name = assumptions.texts().get("import-site").to_owned();
        assumptions.site(&name, homeless, draft.services.len());
        let index = draft.site(None, &name);
        // The zone of a scenario is usually named after the largest town around.
        let town = zone.and_then(|zone| zone.rsplit('/').next()).map(|town| town.replace('_', " "));
        let site = &mut draft.sites[index];
        site.city = site.city.take().or(town.filter(|town| places.town(town).is_some()));
        index
    });
    let mut sites = Sites { rows: Vec::new(), by_key: HashMap::new(), assumed: None, without_place: Vec::new() };
    for (index, site) in draft.sites.iter().enumerate() {
        let id = ids.of_site(site.id.as_deref(), &site.name);
        let at = match (site.latitude, site.longitude) {
            (Some(latitude), Some(longitude)) => Some((latitude, longitude)),
            _ => {
                let named = site.city.as_deref().map(|city| (places.town(city), true));
                let (town, is_said) = named.unwrap_or_else(|| (places.in_name(&site.name), false));
                match town {
                    Some(town) => {
                        let name = Atlas::bundled().unique_name(town, is_korean);
                        assumptions.town(&id, &site.name, &name, is_said);
                    }
                    None => {
                        assumptions.no_place(&site.name);
                        sites.without_place.push(index);
                    }
                }
                // Degrees with four decimals, as maps give them: a few metres.
                let rounded = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
                town.map(|town| (rounded(town.at.lat), rounded(town.at.lon)))
            }
        };
        for name in site.id.iter().chain([&site.name]) {
            sites.by_key.entry(key(name)).or_insert_with(|| id.clone());
        }
        let row = schema::Site {
            place: site.campus.clone(),
            operator: site.operator.clone(),
            at,
            hazard: Some(HAZARD.to_owned()),
            ..schema::Site::named(site.name.clone())
        };
        if assumed == Some(index) {
            sites.assumed = Some(id.clone());
        }
        sites.rows.push((id, row));
    }
    sites
}

/// Where a service has how many standby servers, by the ids of sites. Where no source says how many, they are as many as its own servers;
/// several sites share them.
fn standby(
    named: &[(String, Option<u64>)],
    own: i128,
    id: &str,
    sites: &Sites,
    assumptions: &mut Assumptions<'_>,
) -> Vec<(String, i128)> {
    let unknown = named.iter().filter(|(_, servers)| servers.is_none()).count() as i128;
    if unknown > 0 {
        assumptions.standby_servers(id);
    }
    let mut index = 0;
    let mut standby: Vec<(String, i128)> = Vec::new();
    for (name, servers) in named {
        let Some(site) = sites.by_key.get(&key(name)) else { continue };
        let servers = servers.map_or_else(
            || {
                index += 1;
                own / unknown + i128::from(index <= own % unknown)
            },
            i128::from,
        );
        match standby.iter_mut().find(|(there, _)| there == site) {
            Some((_, there)) => *there += servers,
            None => standby.push((site.clone(), servers)),
        }
    }
    standby
}

/// Where a service has how many servers, by the ids of sites.
fn placements(
    named: &[(String, Option<u64>)],
    servers: Option<u64>,
    is_bare: bool,
    id: &str,
    sites: &Sites,
    assumptions: &mut Assumptions<'_>,
) -> Vec<(String, i128)> {
    let assumed = |assumptions: &mut Assumptions<'_>| {
        assumptions.servers(id);
        ASSUMED_SERVERS
    };
    if named.is_empty() {
        let Some(site) = sites.assumed.clone().filter(|_| !is_bare) else { return Vec::new() };
        let servers = servers.unwrap_or_else(|| assumed(assumptions));
        return vec![(site, i128::from(servers))];
    }
    let mut placements: Vec<(String, i128)> = Vec::new();
    for (name, servers) in named {
        let Some(site) = sites.by_key.get(&key(name)) else { continue };
        let servers = i128::from(servers.unwrap_or_else(|| assumed(assumptions)));
        match placements.iter_mut().find(|(there, _)| there == site) {
            Some((_, there)) => *there += servers,
            None => placements.push((site.clone(), servers)),
        }
    }
    placements
}

/// What is known about a service and has no field, as a note.
fn facts(service: &DraftService, id: &str, source: Option<String>, texts: &Texts) -> Option<schema::Note> {
    let words = |(kind, fact): &(FactKind, String)| match kind {
        FactKind::Tier => texts.with("import-fact-tier", &[("text", fact)]),
        FactKind::Rpo => texts.with("import-fact-rpo", &[("text", fact)]),
        FactKind::Lifecycle => texts.with("import-fact-lifecycle", &[("text", fact)]),
        FactKind::About => fact.clone(),
    };
    let text = service.facts.iter().map(words).collect::<Vec<_>>().join(" ");
    let text = crate::units::one_line(&text).into_owned();
    let about = format!("services.{id}");
    (!text.is_empty()).then_some(schema::Note { about, kind: NoteKind::Sourced, text, source })
}
