//! What the sources say, before it becomes a scenario: services, sites and dependencies, with gaps.

use std::collections::{HashMap, HashSet};

use super::fields::Field;
use super::problems::Origin;
use crate::text::composed;
use crate::units::Span;

/// A service, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftService {
    /// Where it is first named.
    pub at: Origin,
    pub id: Option<String>,
    pub name: String,
    pub owner: Option<String>,
    pub kind: Option<String>,
    pub users: Option<u64>,
    pub rto: Option<Span>,
    pub load: Option<u64>,
    pub restart: Option<Span>,
    /// The names of the sites of its servers, each with their number, if it is known.
    pub on: Vec<(String, Option<u64>)>,
    /// The same of standby servers.
    pub standby: Vec<(String, Option<u64>)>,
    /// The number of servers, if no site is known.
    pub servers: Option<u64>,
    /// What is known about it and has no field in a scenario, in words, such as the tier.
    pub facts: Vec<(FactKind, String)>,
    /// Whether it has no servers of its own: a group of other services, or one that is only named by others.
    pub is_bare: bool,
}

/// What a fact without a field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactKind {
    Tier,
    Rpo,
    Lifecycle,
    About,
}

/// A site, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftSite {
    pub id: Option<String>,
    pub name: String,
    pub city: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub operator: Option<String>,
    pub campus: Option<String>,
    /// Where it is first named, and in how many rows it is.
    pub at: Origin,
    pub rows: usize,
}

/// The end of a dependency.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// A service of the draft, by its index.
    Known(usize),
    /// A service by its name or id.
    Named(String),
}

/// A dependency of one service on another.
#[derive(Clone, Debug)]
pub(super) struct DraftDependency {
    /// Where it stands.
    pub at: Origin,
    pub from: End,
    pub to: End,
    pub weight: Option<f64>,
    pub grace: Option<Span>,
}

/// A column in which durations without a unit were read as hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AssumedHours {
    pub field: Field,
    /// The name of the source.
    pub source: String,
    /// The index of the column and its heading.
    pub column: (usize, String),
    /// The numbers of the rows with such cells.
    pub rows: Vec<usize>,
}

/// Everything that the sources say.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub services: Vec<DraftService>,
    pub sites: Vec<DraftSite>,
    pub dependencies: Vec<DraftDependency>,
    /// The names of the sources, each with the number of its rows.
    pub sources: Vec<(String, usize)>,
    /// The columns in which durations without a unit were read as hours.
    pub assumed_hours: Vec<AssumedHours>,
    /// A number that was read by what another cell shows about points: the cell, the number, and the other cell.
    pub grouped_by_points: Option<(String, u64, String)>,
    /// The cells with numbers such as `20k`, each once, with the number that was read.
    pub abbreviated: Vec<(String, u64)>,
    /// The same cells, to find them.
    known_abbreviated: HashSet<String>,
    /// How many entities of a catalogue are no services that run, such as libraries.
    pub left_out: usize,
    /// The services by the keys of their ids and names.
    by_key: HashMap<String, usize>,
    sites_by_key: HashMap<String, usize>,
}

/// What names are compared by: without capital letters and without differences of blanks and of Unicode.
pub(super) fn key(name: &str) -> String {
    composed(name).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Draft {
    /// The service with this id or name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_key.get(&key(name)).copied()
    }

    /// The service with this id and name, which is added if it is not there. A service of the same id and another name is another one.
    pub(super) fn service(&mut self, id: Option<&str>, name: &str, at: &Origin) -> usize {
        let known = self.find(id.unwrap_or(name));
        let is_same = |index: &usize| {
            let there = &self.services[*index];
            key(&there.name) == key(name) || id.is_some() && there.id.is_none()
        };
        if let Some(index) = known.filter(is_same) {
            return index;
        }
        let index = self.services.len();
        let service = DraftService {
            at: at.clone(),
            id: id.map(str::to_owned),
            name: name.to_owned(),
            ..DraftService::default()
        };
        self.services.push(service);
        for text in id.into_iter().chain([name]) {
            self.by_key.entry(key(text)).or_insert(index);
        }
        index
    }

    /// Notes that a duration without a unit was read as hours, in a cell of a column with this field.
    pub(super) fn assume_hours(&mut self, field: Field, at: Origin) {
        let (Some(row), Some(column)) = (at.row, at.column) else { return };
        let there = |hours: &&mut AssumedHours| hours.source == at.source && hours.column == column;
        match self.assumed_hours.iter_mut().find(there) {
            Some(hours) => hours.rows.push(row),
            None => self.assumed_hours.push(AssumedHours { field, source: at.source, column, rows: vec![row] }),
        }
    }

    /// Notes that the number of a cell is written with a letter for a factor.
    pub(super) fn note_abbreviated(&mut self, cell: String, number: u64) {
        if self.known_abbreviated.insert(cell.clone()) {
            self.abbreviated.push((cell, number));
        }
    }

    /// Makes a further name lead to a service.
    pub(super) fn call(&mut self, name: &str, service: usize) {
        self.by_key.entry(key(name)).or_insert(service);
    }

    /// The site with this id or name, which is added if it is not there.
    pub(super) fn site(&mut self, id: Option<&str>, name: &str) -> usize {
        if let Some(index) = id.into_iter().chain([name]).find_map(|text| self.sites_by_key.get(&key(text))) {
            return *index;
        }
        let index = self.sites.len();
        self.sites.push(DraftSite { id: id.map(str::to_owned), name: name.to_owned(), ..DraftSite::default() });
        for text in id.into_iter().chain([name]) {
            self.sites_by_key.entry(key(text)).or_insert(index);
        }
        index
    }
}
