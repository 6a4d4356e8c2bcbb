//! Reads the rows of a table into the draft, by what its columns mean.

use super::cells;
use super::cells::{Wrong, is_nothing, shortened};
use super::draft::{Draft, DraftDependency, End, FactKind};
use super::fields::{Field, Unit};
use super::mapping::SheetMapping;
use super::problems::{Origin, Problems};
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
    for row in &sheet.rows {
        let mut reader = Reader { sheet, mapping, row, draft, problems };
        if mapping.has_only_dependencies() && has_services {
            reader.dependencies_of_named();
        } else if mapping.has_services() {
            reader.service();
        } else {
            reader.site();
        }
    }
}

struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a SheetMapping,
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
        self.cell(field).map(|(_, cell)| cell.to_owned())
    }

    /// The value of a cell. If it cannot be read, that is a problem, and there is no value.
    fn value<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<T> {
        let (column, cell) = self.cell(field)?;
        match read(cell) {
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
        self.value(field, |cell| cells::whole(cell, most))
    }

    fn span(&mut self, field: Field) -> Option<Span> {
        let (column, cell) = self.cell(field)?;
        let unit = self.mapping.meaning(column).and_then(|meaning| meaning.unit);
        let is_number = cell.trim().replace(',', ".").parse::<f64>().is_ok();
        if unit.is_none() && is_number {
            self.draft.assumed_hours = true;
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
            let facts: Vec<(FactKind, String)> = self.cells(field).map(|(_, cell)| (kind, cell.to_owned())).collect();
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
        for name in sites.iter().chain(&standby_sites) {
            self.draft.site(None, name);
        }
        let service = &mut self.draft.services[index];
        if sites.is_empty() {
            service.servers = service.servers.or(own);
        }
        for (place, count) in shared(&sites, own) {
            add_servers(&mut service.on, place, count);
        }
        for (place, count) in shared(&standby_sites, standby) {
            add_servers(&mut service.standby, place, count);
        }
    }

    fn sites_in(&self, field: Field) -> Vec<String> {
        self.cell(field).map_or_else(Vec::new, |(_, cell)| cells::names(cell, |_| false))
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

/// Adds servers at a site. Servers that another row has named there are added to.
fn add_servers(placements: &mut Vec<(String, Option<u64>)>, site: &str, servers: Option<u64>) {
    let same = placements.iter_mut().find(|(there, _)| super::draft::key(there) == super::draft::key(site));
    match same {
        Some((_, there)) => {
            *there = match (*there, servers) {
                (Some(there), Some(more)) => Some(there.saturating_add(more)),
                (one, other) => one.or(other),
            }
        }
        None => placements.push((site.to_owned(), servers)),
    }
}
