//! The rows of the list and their order: first the sites by place, then the services by company.

use std::collections::HashMap;

use crate::model::{CompanyId, Scenario, ServiceId, SiteId, TextField};
use crate::recording::Subject;
use crate::text::Search;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ListRow {
    /// The heading of a section. Holds the key of its text.
    Heading(&'static str),
    /// The name of a place that has several sites, as a heading above them.
    Place(String),
    /// A site.
    Site(SiteId),
    /// The heading above the services of a company; `None` for the services without a company.
    Company(Option<CompanyId>),
    /// A service.
    Service(ServiceId),
}

impl ListRow {
    /// The subject of the row if it is a site or a service; `None` for headings, even for that of a company.
    pub(super) fn own_subject(&self) -> Option<Subject> {
        self.subject().filter(|subject| matches!(subject, Subject::Site(_) | Subject::Service(_)))
    }

    /// The subject of the row: a site, a service, or the company of a heading. `None` for other headings.
    pub(super) fn subject(&self) -> Option<Subject> {
        match self {
            Self::Heading(_) | Self::Place(_) | Self::Company(None) => None,
            Self::Site(site) => Some(Subject::Site(*site)),
            Self::Company(Some(company)) => Some(Subject::Company(*company)),
            Self::Service(service) => Some(Subject::Service(*service)),
        }
    }
}

/// The rows that match the search text: first the sites by place, then the services by company, with their headings.
pub(super) fn rows(world: &Scenario, search: &str) -> Vec<ListRow> {
    let search = Search::of(search);
    let has = |word: &str| search.finds(word);
    let matches = |key: &str, fields: &[TextField]| {
        search.is_empty() || has(key) || fields.iter().any(|field| world.names(*field).any(has))
    };
    let mut rows = Vec::new();
    site_rows(world, &mut rows, |id| {
        let fields = [TextField::SiteName(id), TextField::SitePlace(id), TextField::SiteOperator(id)];
        matches(&world.sites[id].key, &fields)
    });
    let mut groups: Vec<(Option<CompanyId>, Vec<ServiceId>)> = Vec::new();
    let mut group_of: HashMap<Option<CompanyId>, usize> = HashMap::new();
    // Services without users come after those with users, which depend on them, as in the lanes. Apart from that, services are in file
    // order.
    let used = world.services.iter().filter(|(_, service)| service.users > 0);
    let inner = world.services.iter().filter(|(_, service)| service.users == 0);
    for (id, service) in used.chain(inner) {
        let is_of_company =
            |company: CompanyId| matches(&world.companies[company].key, &[TextField::CompanyName(company)]);
        let is_found = matches(&service.key, &[TextField::ServiceName(id), TextField::ServiceKind(id)]);
        if !is_found && !service.company.is_some_and(is_of_company) {
            continue;
        }
        let group = *group_of.entry(service.company).or_insert(groups.len());
        if group == groups.len() {
            groups.push((service.company, Vec::new()));
        }
        groups[group].1.push(id);
    }
    if !groups.is_empty() {
        rows.push(ListRow::Heading("lists-services"));
    }
    let grouped = groups.iter().any(|(company, _)| company.is_some());
    for (company, services) in groups {
        if grouped {
            rows.push(ListRow::Company(company));
        }
        rows.extend(services.into_iter().map(ListRow::Service));
    }
    rows
}

fn site_rows(world: &Scenario, rows: &mut Vec<ListRow>, matches: impl Fn(SiteId) -> bool) {
    let mut by_place: HashMap<&str, Vec<SiteId>> = HashMap::new();
    for (id, site) in world.sites.iter().filter(|(id, _)| matches(*id)) {
        if let Some(place) = &site.place {
            by_place.entry(place).or_default().push(id);
        }
    }
    let first = rows.len();
    for (id, site) in world.sites.iter().filter(|(id, _)| matches(*id)) {
        let there = site.place.as_deref().and_then(|place| by_place.remove_entry(place));
        match there {
            Some((place, sites)) if sites.len() > 1 => {
                rows.push(ListRow::Place(place.to_owned()));
                rows.extend(sites.into_iter().map(ListRow::Site));
            }
            // This site was already listed together with the first site of its place.
            None if site.place.is_some() => {}
            Some(_) | None => rows.push(ListRow::Site(id)),
        }
    }
    if rows.len() > first {
        rows.insert(first, ListRow::Heading("lists-sites"));
    }
}
