//! Makes new rows: with an id that is free, a name, and values that pass the check as far as they can.

use std::borrow::Cow;
use std::collections::HashSet;

use super::kept::only;
use super::names::{one_key, written_name, written_now};
use super::said::Said;
use super::view::{EditorView, Shown};
use crate::file::Authored;
use crate::file::edit::{Edit, Row, Table};
use crate::file::schema::{
    Chapter, Company, Exchange, Expectation, Hazard, History, Look, News, Note, Observed, Plan, Rival, Service, Site,
    Source, That, Trigger,
};
use crate::geo::LatLon;
use crate::model::{HazardKind, NoteKind};
use crate::session::{Commands, NamedEdit};
use crate::text::{Saying, composed};
use crate::ui::ViewContext;
use crate::ui::places::rounded;

/// Adds a row to a table and shows it.
pub(super) fn add(context: &ViewContext<'_>, view: &mut EditorView, table: Table, commands: &mut Commands) {
    let authored = context.session.authored();
    let name = fresh_name(context, table);
    let row = new_row(context, table, &name);
    insert(context, view, (table, authored.count(table)), &fresh_id(authored, table, stem(table)), row, commands);
}

/// Adds a site at a position of the map, and selects it.
pub fn add_site(context: &ViewContext<'_>, at: LatLon, commands: &mut Commands) {
    let authored = context.session.authored();
    let id = fresh_id(authored, Table::Sites, stem(Table::Sites));
    let name = fresh_name(context, Table::Sites);
    let Row::Site(site) = new_row(context, Table::Sites, &name) else { return };
    let row = Site { at: Some(rounded(at)), ..Site::clone(&site) };
    let Ok(edit) = Edit::add(authored, Table::Sites, authored.count(Table::Sites), &id, row) else { return };
    let title = Saying::of("undo-add-row", [("what", name.as_str().into())]);
    commands.push(NamedEdit::new(edit, title).selecting(Table::Sites, &id).into());
}

/// Adds a copy of a row behind it and shows the copy.
pub(super) fn duplicate(
    context: &ViewContext<'_>,
    view: &mut EditorView,
    table: Table,
    index: usize,
    commands: &mut Commands,
) {
    let authored = context.session.authored();
    let Some(row) = authored.row(table, index) else { return };
    let name = context.texts.with("edit-copy-of", &[("name", &written_name(context, table, index))]);
    let row = renamed(row, &name);
    let id = authored.key(table, index).unwrap_or_default().to_owned();
    insert(context, view, (table, index + 1), &fresh_id(authored, table, &id), row, commands);
}

/// Keeps only these rows and what they depend on, and says how much is left.
pub(super) fn keep_only(
    context: &ViewContext<'_>,
    view: &mut EditorView,
    rows: &[(Table, usize)],
    commands: &mut Commands,
) {
    if let Some((edit, words)) = only(context, rows) {
        // If another change comes first, the window refuses this one, and says so.
        let waits = context.waits(commands);
        commands.push(edit.into());
        view.said = if waits { Vec::new() } else { Said::of(Ok(vec![words])) };
    }
}

/// Adds a row before the one at an index, and shows it.
pub(super) fn insert(
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    id: &str,
    row: Row,
    commands: &mut Commands,
) {
    let Ok(edit) = Edit::add(context.session.authored(), table, index, id, row) else { return };
    let title = Saying::of("undo-add-row", [("what", Saying::plain(one_key(table)))]);
    commands.push(NamedEdit::new(edit, title).selecting(table, id).into());
    view.show_ahead(context.session, Shown::Row(table, index));
}

/// A row with another name.
fn renamed(row: Row, name: &str) -> Row {
    let name = name.to_owned();
    match row {
        Row::Hazard(row) => Hazard { name, ..Hazard::clone(&row) }.into(),
        Row::Site(row) => Site { name, ..Site::clone(&row) }.into(),
        Row::Service(row) => Service { name, ..Service::clone(&row) }.into(),
        Row::Exchange(row) => Exchange { name, ..Exchange::clone(&row) }.into(),
        Row::Company(row) => Company { name, ..Company::clone(&row) }.into(),
        Row::Rival(row) => Rival { name, ..Rival::clone(&row) }.into(),
        Row::Plan(row) => Plan { name, fork: None, ..Plan::clone(&row) }.into(),
        Row::Source(row) => Source { title: name, ..Source::clone(&row) }.into(),
        Row::News(row) => News { title: name, ..News::clone(&row) }.into(),
        Row::Chapter(row) => Chapter { title: name, ..Chapter::clone(&row) }.into(),
        other @ (Row::Note(_) | Row::History(_) | Row::Expectation(_)) => other,
    }
}

/// The beginning of the ids of new rows.
pub(super) const fn stem(table: Table) -> &'static str {
    match table {
        Table::Sources => "source",
        Table::Hazards => "hazard",
        Table::Sites => "site",
        Table::Services => "service",
        Table::Exchanges => "exchange",
        Table::Companies => "company",
        Table::Rivals => "rival",
        Table::Notes | Table::News | Table::History | Table::Story | Table::Plans | Table::Expect => "",
    }
}

/// An id that no row of the table has: `stem`, or `stem` with a number.
pub(super) fn fresh_id(authored: &Authored, table: Table, stem: &str) -> String {
    if !table.has_ids() {
        return String::new();
    }
    let stem = composed(stem);
    let taken: HashSet<Cow<'_, str>> = authored.keys(table).filter(|id| id.starts_with(&*stem)).collect();
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut all = std::iter::once(stem.to_string()).chain(numbered);
    all.find(|id| !taken.contains(id.as_str())).expect("some number is free")
}

/// A name that no row of the table has.
fn fresh_name(context: &ViewContext<'_>, table: Table) -> String {
    let authored = context.session.authored();
    let what = context.texts.get(one_key(table));
    let taken = |name: &String| (0..authored.count(table)).any(|index| written_name(context, table, index) == *name);
    let mut numbered = (authored.count(table) + 1..)
        .map(|number| context.texts.with("edit-numbered", &[("what", what), ("number", &number.to_string())]));
    numbered.find(|name| !taken(name)).expect("some number is free")
}

/// A position ten kilometres or so east of the last site that is on the map.
fn beside_the_last(authored: &Authored) -> Option<(f64, f64)> {
    let (lat, lon) = authored.rows().sites.iter().rev().find_map(|(_, site)| site.at)?;
    Some(rounded(LatLon { lat, lon: if lon > 179.0 { lon - 0.15 } else { lon + 0.15 } }))
}

/// A row with a name and values that are a beginning.
fn new_row(context: &ViewContext<'_>, table: Table, name: &str) -> Row {
    let authored = context.session.authored();
    let name = name.to_owned();
    let first = |table: Table| authored.key(table, 0).map(str::to_owned);
    let at = written_now(context);
    match table {
        Table::Sources => Source { title: name, address: None }.into(),
        Table::Hazards => Hazard {
            name,
            kind: HazardKind::Power,
            spread: vec![("0s".to_owned(), 1.0)],
            out: "1h".to_owned(),
            repair: vec![("0s".to_owned(), 0.0)],
            uncertainty: None,
            damages: 0.0,
            destroys: 0.0,
            repair_work: None,
        }
        .into(),
        Table::Sites => {
            Site { at: beside_the_last(authored), hazard: first(Table::Hazards), ..Site::named(name) }.into()
        }
        Table::Services => Service {
            company: first(Table::Companies).filter(|_| authored.count(Table::Companies) == 1),
            users: 1_000,
            on: first(Table::Sites).map(|site| (site, 10)).into_iter().collect(),
            ..Service::named(name)
        }
        .into(),
        Table::Exchanges => Exchange {
            name,
            zone: authored.rows().zone.clone(),
            days: None,
            open: "09:00".to_owned(),
            close: "17:30".to_owned(),
            breaks: Vec::new(),
            early: std::iter::empty().collect(),
            closed: Vec::new(),
            limit: None,
            index: std::iter::empty().collect(),
        }
        .into(),
        Table::Companies => Company {
            name,
            ticker: None,
            exchange: None,
            currency: None,
            close: None,
            exposure: std::iter::empty().collect(),
            reaction: None,
            steps: std::iter::empty().collect(),
            crew: None,
        }
        .into(),
        Table::Rivals => Rival {
            name,
            service: first(Table::Services).unwrap_or_default(),
            users: 0,
            pull: 0.01,
            back: "1d".to_owned(),
        }
        .into(),
        Table::Notes => {
            let about =
                first(Table::Services).map_or_else(|| "title".to_owned(), |service| format!("services.{service}"));
            Note { about, kind: NoteKind::Assumed, text: String::new(), source: None }.into()
        }
        Table::News => News { when: Trigger::At(at), title: name, text: String::new(), source: None }.into(),
        Table::History => {
            let what = Observed::Back(first(Table::Services).unwrap_or_default());
            History { since: None, at: Some(at), what, source: None }.into()
        }
        Table::Story => Chapter { at, title: name, text: String::new(), notes: String::new(), look: Look::All }.into(),
        Table::Plans => {
            Plan { name, about: String::new(), zero: None, measures: Vec::new(), actions: Vec::new(), fork: None }
                .into()
        }
        Table::Expect => {
            let plan = context.session.plan().name.clone();
            let that = That::Recovers { service: first(Table::Services).unwrap_or_default() };
            Expectation { plan, seed: None, seeds: None, that }.into()
        }
    }
}
