//! Reads the rows of a table into the draft, by what its columns mean.

use std::collections::{HashMap, HashSet};

use super::cells;
use super::cells::{Wrong, is_nothing, shortened};
use super::draft::{Draft, DraftDependency, End, FactKind, key};
use super::fields::{Field, Unit};
use super::mapping::SheetMapping;
use super::problems::{Origin, Problems};
use super::separators::{Separators, three_after_sign};
use super::sheet::{Row, Sheet};
use crate::model::limits::{MOST_PEOPLE, MOST_SERVERS};
use crate::text::Saying;
use crate::units::Span;

/// Reads the rows of a table. `has_services` tells whether any source describes services; then a table that only says which services
/// depend on which names services of the other sources.
pub(super) fn read(
    sheet: &Sheet,
    mapping: &SheetMapping,
    has_services: bool,
    draft: &mut Draft,
    problems: &mut Problems,
) {
    if sheet.headings.is_empty() {
        return;
    }
    let names_things =
        mapping.has_services() || mapping.fields().any(|field| matches!(field, Field::Site | Field::SiteId));
    if !names_things {
        problems.whole(&sheet.name, "import-no-names", "import-no-names-remedy");
        return;
    }
    draft.sources.push((sheet.name.clone(), sheet.rows.len()));
    let separators = separators(sheet, mapping);
    let mut seen: HashMap<&[String], usize> = HashMap::new();
    for row in &sheet.rows {
        let mut reader = Reader { sheet, mapping, separators: &separators, row, draft, problems };
        let first = *seen.entry(&row.cells).or_insert(row.number);
        if first != row.number {
            // Servers of a row that is there twice would be counted twice.
            reader.doubt_row("import-same-row", "import-same-row-remedy", [("row", &first.to_string())]);
            continue;
        }
        if mapping.has_only_dependencies() && has_services {
            reader.dependencies_of_named();
        } else if mapping.has_services() {
            reader.service();
        } else {
            reader.site();
        }
    }
}

/// What the cells of a table show about points and commas in numbers.
fn separators(sheet: &Sheet, mapping: &SheetMapping) -> Separators {
    let mut separators = Separators::default();
    let meanings = (0..sheet.headings.len()).filter_map(|index| Some((index, mapping.meaning(index)?.field)));
    for (index, field) in meanings {
        let cells = || sheet.rows.iter().filter_map(|row| row.cells.get(index));
        if matches!(field, Field::Users | Field::Servers | Field::Load | Field::StandbyServers) {
            cells().for_each(|cell| separators.look_at_whole(cell));
        } else if field.is_duration() {
            cells().for_each(|cell| separators.look_at_span(cell));
        }
    }
    separators
}

struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a SheetMapping,
    separators: &'a Separators,
    row: &'a Row,
    draft: &'a mut Draft,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    /// The text of the first column with this field, unless it says nothing, with the index of the column.
    fn cell(&self, field: Field) -> Option<(usize, &str)> {
        self.cells(field).next()
    }

    fn cells(&self, field: Field) -> impl Iterator<Item = (usize, &str)> {
        let row = self.row;
        let cell = move |index: usize| Some((index, row.cells.get(index)?.as_str()));
        self.mapping.columns_of(field).filter_map(cell).filter(|(_, cell)| !is_nothing(cell))
    }

    fn text(&self, field: Field) -> Option<String> {
        self.cell(field).map(|(_, cell)| on_one_line(cell))
    }

    /// Says that the row may be meant otherwise.
    fn doubt_row<const N: usize>(
        &mut self,
        message: &'static str,
        remedy: &'static str,
        words: [(&'static str, &str); N],
    ) {
        let words = || words.map(|(name, word)| (name, shortened(word).into()));
        let at = self.at_row();
        self.problems.doubt(at, Saying::of(message, words()), Saying::of(remedy, words()));
    }

    /// The value of a cell. If it cannot be read, that is a problem, and there is no value.
    fn value<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<T> {
        let (column, cell) = self.cell(field)?;
        match read(&on_one_line(cell)) {
            Ok(value) => Some(value),
            Err((message, remedy)) => {
                let at = self.at(column);
                self.problems.cell(at, message, remedy);
                None
            }
        }
    }

    fn at(&self, column: usize) -> Origin {
        self.sheet.origin(self.row, column)
    }

    fn at_row(&self) -> Origin {
        Origin { source: self.sheet.name.clone(), row: Some(self.row.number), column: None }
    }

    fn whole(&mut self, field: Field, most: u64) -> Option<u64> {
        let separators = self.separators;
        let number = self.value(field, |cell| cells::whole(cell, most, separators))?;
        if let Some((_, cell)) =
            self.cell(field).filter(|(_, cell)| three_after_sign(cell).is_some_and(|(_, sign, _)| sign == '.'))
            && let Some(other) = separators.points_as_in()
        {
            let (cell, other) = (cell.to_owned(), other.to_owned());
            self.draft.grouped_by_points.get_or_insert((cell, number, other));
        }
        let cell = self.cell(field).map(|(_, cell)| shortened(&on_one_line(cell)));
        if let Some(cell) = cell.filter(|cell| cells::is_abbreviated(cell)) {
            self.draft.note_abbreviated(cell, number);
        }
        Some(number)
    }

    fn span(&mut self, field: Field) -> Option<Span> {
        let (column, cell) = self.cell(field)?;
        let unit = self.mapping.meaning(column).and_then(|meaning| meaning.unit);
        let is_number = cell.trim().replace(',', ".").parse::<f64>().is_ok();
        if unit.is_none() && is_number {
            let at = self.at(column);
            self.draft.assume_hours(field, at);
        }
        self.value(field, |cell| cells::span(cell, unit.unwrap_or(Unit::Hours)))
    }

    /// The service of the row, which is added to the draft if it is new. `None` if the row names none.
    fn service_index(&mut self) -> Option<usize> {
        let id = self.text(Field::ServiceId);
        let name = self.text(Field::Service).or_else(|| id.clone());
        let Some(name) = name else {
            let column =
                self.mapping.columns_of(Field::Service).chain(self.mapping.columns_of(Field::ServiceId)).next();
            let at = column.map_or_else(|| self.at_row(), |column| self.at(column));
            self.problems.cell(at, Saying::plain("import-no-name"), Saying::plain("import-no-name-remedy"));
            return None;
        };
        let at = self.at_row();
        Some(self.draft.service(id.as_deref(), &name, &at))
    }

    /// Reads a row that describes a service.
    fn service(&mut self) {
        let Some(index) = self.service_index() else { return };
        let name = self.draft.services[index].name.clone();
        if is_sum(&name) {
            self.doubt_row("import-sum-row", "import-sum-row-remedy", [("name", &name)]);
        }
        let (owner, kind) = (self.text(Field::Owner), self.text(Field::Kind));
        self.keep(index, Field::Owner, owner, |service| &mut service.owner);
        self.keep(index, Field::Kind, kind, |service| &mut service.kind);
        let users = self.whole(Field::Users, MOST_PEOPLE);
        self.keep(index, Field::Users, users, |service| &mut service.users);
        let rto = self.span(Field::Rto);
        if let Some((column, _)) = self.cell(Field::Rto).filter(|_| rto == Some(Span::ZERO)) {
            let at = self.at(column);
            self.problems.cell(at, Saying::plain("import-rto-zero"), Saying::plain("import-rto-zero-remedy"));
        }
        self.keep(index, Field::Rto, rto.filter(|rto| *rto > Span::ZERO), |service| &mut service.rto);
        let load = self.whole(Field::Load, MOST_SERVERS);
        self.keep(index, Field::Load, load, |service| &mut service.load);
        let restart = self.span(Field::Restart);
        self.keep(index, Field::Restart, restart, |service| &mut service.restart);
        self.facts(index);
        self.placements(index);
        self.site();
        self.dependencies(&End::Known(index));
    }

    /// Keeps a value of a service, unless an earlier row says something else.
    fn keep<T: Clone + PartialEq>(
        &mut self,
        index: usize,
        field: Field,
        value: Option<T>,
        slot: impl FnOnce(&mut super::draft::DraftService) -> &mut Option<T>,
    ) {
        let Some(value) = value else { return };
        let first = self.draft.services[index].at.row;
        let slot = slot(&mut self.draft.services[index]);
        match slot {
            None => *slot = Some(value),
            Some(there) if *there == value => {}
            Some(_) => {
                let Some((column, cell)) = self.cell(field) else { return };
                let first = first.map_or_else(String::new, |row| row.to_string());
                let words = [("text", shortened(cell).into()), ("row", first.into())];
                let at = self.at(column);
                self.problems.cell(at, Saying::of("import-differs", words), Saying::plain("import-differs-remedy"));
            }
        }
    }

    fn facts(&mut self, index: usize) {
        let kinds = [
            (Field::Tier, FactKind::Tier),
            (Field::Rpo, FactKind::Rpo),
            (Field::Lifecycle, FactKind::Lifecycle),
            (Field::About, FactKind::About),
        ];
        for (field, kind) in kinds {
            let facts: Vec<(FactKind, String)> = self.cells(field).map(|(_, cell)| (kind, on_one_line(cell))).collect();
            let service = &mut self.draft.services[index];
            facts.into_iter().for_each(|fact| {
                if !service.facts.contains(&fact) {
                    service.facts.push(fact);
                }
            });
        }
    }

    /// Reads where the servers of a service are.
    fn placements(&mut self, index: usize) {
        let (own, standby) =
            (self.whole(Field::Servers, MOST_SERVERS), self.whole(Field::StandbyServers, MOST_SERVERS));
        let sites = self.sites_in(Field::Site);
        let standby_sites = self.sites_in(Field::StandbySite);
        for (field, names) in [(Field::Site, &sites), (Field::StandbySite, &standby_sites)] {
            let at = self.cell(field).map(|(column, _)| column).map_or_else(|| self.at_row(), |column| self.at(column));
            for name in names {
                let site = self.draft.site(None, name);
                let site = &mut self.draft.sites[site];
                site.rows += 1;
                if site.rows == 1 {
                    site.at = at.clone();
                }
            }
        }
        let service = &mut self.draft.services[index];
        if sites.is_empty() {
            service.servers = service.servers.or(own);
        }
        let mut repeated = Vec::new();
        for (place, count) in shared(&sites, own) {
            repeated.extend(add_servers(&mut service.on, place, count));
        }
        for (place, count) in shared(&standby_sites, standby) {
            repeated.extend(add_servers(&mut service.standby, place, count));
        }
        let name = service.name.clone();
        for (place, count) in repeated {
            let servers = count.to_string();
            let words = [("name", name.as_str()), ("site", &place), ("servers", &servers)];
            self.doubt_row("import-same-servers", "import-same-servers-remedy", words);
        }
    }

    fn sites_in(&self, field: Field) -> Vec<String> {
        let names = self.cell(field).map_or_else(Vec::new, |(_, cell)| cells::names(cell, |_| false));
        let mut seen = HashSet::new();
        names.into_iter().filter(|name| seen.insert(key(name))).collect()
    }

    /// Reads what a row says about its site.
    fn site(&mut self) {
        let id = self.text(Field::SiteId);
        let name = match self.sites_in(Field::Site)[..] {
            [ref name] => Some(name.clone()),
            [] => id.clone(),
            // What the row says cannot be about several sites.
            _ => return,
        };
        let Some(name) = name else {
            if !self.mapping.has_services() {
                let at = self.at_row();
                self.problems.cell(at, Saying::plain("import-no-site"), Saying::plain("import-no-site-remedy"));
            }
            return;
        };
        let index = self.draft.site(id.as_deref(), &name);
        let pair = self.value(Field::Coordinates, cells::coordinates);
        let latitude = self.value(Field::Latitude, |cell| cells::degrees(cell, true)).or(pair.map(|(lat, _)| lat));
        let longitude = self.value(Field::Longitude, |cell| cells::degrees(cell, false)).or(pair.map(|(_, lon)| lon));
        let (city, operator, campus) = (self.text(Field::City), self.text(Field::Operator), self.text(Field::Campus));
        let site = &mut self.draft.sites[index];
        site.latitude = site.latitude.or(latitude);
        site.longitude = site.longitude.or(longitude);
        site.city = site.city.take().or(city);
        site.operator = site.operator.take().or(operator);
        site.campus = site.campus.take().or(campus);
    }

    /// Reads a row that names a service of another table, and what it depends on.
    fn dependencies_of_named(&mut self) {
        let from = self.text(Field::ServiceId).or_else(|| self.text(Field::Service));
        match from {
            Some(from) => self.dependencies(&End::Named(from)),
            None => {
                self.service_index();
            }
        }
    }

    fn dependencies(&mut self, from: &End) {
        let weight = self.value(Field::Weight, cells::share);
        let grace = self.span(Field::Grace);
        let draft = &*self.draft;
        let named: Vec<(usize, String)> = self
            .cells(Field::DependsOn)
            .flat_map(|(column, cell)| {
                let names = cells::names(cell, |name| draft.find(name).is_some());
                names.into_iter().map(move |name| (column, name))
            })
            .collect();
        for (column, name) in named {
            let at = self.at(column);
            let dependency = DraftDependency { at, from: from.clone(), to: End::Named(name), weight, grace };
            self.draft.dependencies.push(dependency);
        }
    }
}

/// Shares a number of servers among sites.
fn shared(sites: &[String], servers: Option<u64>) -> impl Iterator<Item = (&String, Option<u64>)> {
    let count = sites.len() as u64;
    sites
        .iter()
        .zip(0..)
        .map(move |(site, index)| (site, servers.map(|all| all / count + u64::from(index < all % count))))
}

/// A cell in which line breaks part nothing.
fn on_one_line(cell: &str) -> String {
    cell.replace('\n', " ")
}

/// Whether a name of a service is that of a line with sums.
fn is_sum(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sub total",
        "sub-total",
        "sum",
        "sums",
        "summe",
        "gesamt",
        "합계",
        "소계",
        "총계",
    ];
    NAMES.contains(&key(name).trim_end_matches(':'))
}

/// Adds servers at a site to those that another row has named there. The same number as there is no other one: then it is returned with the
/// site, and not added.
fn add_servers(placements: &mut Vec<(String, Option<u64>)>, site: &str, servers: Option<u64>) -> Option<(String, u64)> {
    let same = placements.iter_mut().find(|(there, _)| key(there) == key(site));
    match same {
        Some((there, Some(known))) if Some(*known) == servers => return Some((there.clone(), *known)),
        Some((_, there)) => {
            *there = match (*there, servers) {
                (Some(there), Some(more)) => Some(there.saturating_add(more)),
                (one, other) => one.or(other),
            }
        }
        None => placements.push((site.to_owned(), servers)),
    }
    None
}
