//! Tests that every figure of an incident of the library can be followed to a source or is marked as assumed: each row of its history, each
//! headline with a time, each source, and each value of its tables (`saves/README.md`, "An incident for the library").

use firedrill::file::Shipped;
use firedrill::file::schema;
use firedrill::model::{NoteKind, Scenario, Trigger, path_begins_with};
use serde_json::Value;

use crate::library::incidents;

/// What says at the end of a source's title why it leads to no page.
const WITHOUT_PAGE: [&str; 2] = [" (no address kept)", "only the site is known)"];
/// The tables whose rows have values.
const TABLES: [&str; 6] = ["hazards", "sites", "services", "exchanges", "companies", "rivals"];
/// Fields that are names, or that say to which other row a row belongs. They are no figures.
const NAMES: [&str; 11] =
    ["name", "kind", "place", "operator", "company", "hazard", "ticker", "currency", "exchange", "zone", "for"];

#[test]
fn every_figure_of_an_incident_has_a_source_or_is_marked_as_assumed() {
    let untied: Vec<String> = incidents()
        .into_iter()
        .flat_map(|save| untied(save).into_iter().map(move |what| format!("{}: {what}", save.name)))
        .collect();
    assert!(untied.is_empty(), "saves/README.md, \"An incident for the library\":\n{}", untied.join("\n"));
}

fn untied(save: &Shipped) -> Vec<String> {
    let scenario = save.scenario();
    let (authored, _) = save.document();
    [history(&scenario), news(&scenario), sources(&scenario), values(authored.rows())].concat()
}

fn has_assumption(scenario: &Scenario, section: &str) -> bool {
    let mut notes = scenario.notes.iter();
    notes.any(|note| note.kind == NoteKind::Assumed && note.about.starts_with(section) && !note.text.is_empty())
}

/// Rows of the history without a source, unless a note says what is assumed.
fn history(scenario: &Scenario) -> Vec<String> {
    let without = scenario.history.iter().filter(|row| row.source.is_none());
    let at = |row: &firedrill::model::History| format!("the row of `history` at {} s has no source", row.at.0);
    if has_assumption(scenario, "history") { Vec::new() } else { without.map(at).collect() }
}

/// Headlines of a time without a source, unless a note says what is assumed. Other headlines are about the run.
fn news(scenario: &Scenario) -> Vec<String> {
    let is_dated = |news: &&firedrill::model::News| matches!(news.when, Trigger::At(_)) && news.source.is_none();
    let without = scenario.news.iter().filter(is_dated);
    let words = |news: &firedrill::model::News| format!("the headline \"{}\" has no source", news.title);
    if has_assumption(scenario, "news") { Vec::new() } else { without.map(words).collect() }
}

/// Sources that lead to no page and do not say so, and notes that say Sourced without a source.
fn sources(scenario: &Scenario) -> Vec<String> {
    let page = |source: &firedrill::model::Source| {
        let address = url::Url::parse(&source.web_address()?).ok()?;
        (address.path() != "/" || address.query().is_some()).then_some(())
    };
    let is_open = |source: &&firedrill::model::Source| {
        page(source).is_some() == WITHOUT_PAGE.iter().any(|words| source.title.ends_with(words))
    };
    let unclear = scenario.sources.rows().iter().filter(is_open);
    let unclear = unclear.map(|source| format!("the source {} has no page, or says so though it has", source.key));
    let notes = scenario.notes.iter().filter(|note| note.kind == NoteKind::Sourced && note.source.is_none());
    unclear.chain(notes.map(|note| format!("the note about {} is Sourced and names no source", note.about))).collect()
}

/// Values without a note about them, their row, their field in all rows or their table.
fn values(rows: &schema::Scenario) -> Vec<String> {
    let is_noted = |path: &str| {
        let is_about = |note: &schema::Note| path_begins_with(path, &note.about) || path_begins_with(&note.about, path);
        rows.notes.iter().any(is_about)
    };
    let file = serde_json::to_value(rows).expect("a scenario is text, numbers and lists");
    let mut paths = vec!["start".to_owned(), "plans.As it happened".to_owned()];
    for section in ["population", "uncertainty", "reaction"] {
        paths.extend(file.get(section).map(|_| section.to_owned()));
    }
    for table in TABLES {
        let empty = serde_json::Map::new();
        for (key, row) in file.get(table).and_then(Value::as_object).unwrap_or(&empty) {
            let fields = row.as_object().unwrap_or(&empty).keys();
            let fields = fields.filter(|field| !NAMES.contains(&field.as_str()));
            paths.extend(fields.map(|field| format!("{table}.{key}.{field}")));
        }
    }
    paths.retain(|path| !is_noted(path));
    paths.into_iter().map(|path| format!("no note is about {path}")).collect()
}

#[test]
fn what_has_no_source_is_found() {
    let save = Shipped::named("kt-ahyeon-2018").expect("it ships");
    let (authored, _) = save.document();
    let mut rows = authored.rows().clone();
    assert_eq!(values(&rows), Vec::<String>::new());
    let keep = |rows: &mut schema::Scenario, is_kept: &dyn Fn(&str) -> bool| {
        rows.notes = rows.notes.iter().filter(|note| is_kept(&note.about)).cloned().collect();
    };
    keep(&mut rows, &|about| !about.starts_with("services.mobile.users"));
    assert_eq!(values(&rows), ["no note is about services.mobile.users"]);
    keep(&mut rows, &|about| about != "exchanges" && about != "plans.As it happened");
    let found = values(&rows);
    assert!(found.contains(&"no note is about exchanges.krx.limit".to_owned()), "{found:#?}");
    assert!(found.contains(&"no note is about plans.As it happened".to_owned()), "{found:#?}");

    let mut scenario = save.scenario();
    scenario.history[0].source = None;
    assert_eq!(history(&scenario).len(), 1);
    let id = scenario.sources.ids().next().expect("it has sources");
    scenario.sources[id].address = Some("news.example".to_owned());
    assert_eq!(sources(&scenario).len(), 1, "an address without a page");
    scenario.sources[id].title.push_str(" (only the site is known)");
    assert_eq!(sources(&scenario), Vec::<String>::new());
    scenario.sources[id].address = Some("news.example/page".to_owned());
    assert_eq!(sources(&scenario).len(), 1, "the title is out of date");
}
