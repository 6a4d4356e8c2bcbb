//! A world as a graph for programs that draw graphs: nodes for sites and services, and lines for servers and dependencies.

use crate::model::{Dependency, Id, Localized, Service, ServiceId, SiteId};
use crate::text::Texts;
use crate::units::{Span, WHOLE, one_line, text};

/// What a line of the graph means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The service at the beginning depends on the one at the end.
    Dependency,
    /// The service at the beginning has servers at the site at the end.
    Servers,
    /// The service at the beginning has standby servers at the site at the end.
    Standby,
}

/// A line between two nodes.
pub(super) struct Edge {
    pub from: String,
    pub to: String,
    pub line: Line,
    /// What is written at the line; empty for nothing.
    pub label: String,
}

/// A node. Its name consists of letters and digits, whatever the thing is called.
pub(super) struct Node {
    pub name: String,
    /// The lines of its label.
    pub label: Vec<String>,
}

/// The nodes and lines of a world.
pub(super) struct Graph {
    pub title: String,
    pub services: Vec<Node>,
    pub sites: Vec<Node>,
    pub edges: Vec<Edge>,
}

impl Graph {
    pub(super) fn new(names: Localized<'_>, texts: &Texts) -> Self {
        let world = names.scenario();
        let services = world.services.iter().map(|(id, row)| service_node(names, texts, id, row)).collect();
        let site_node = |id: SiteId| {
            let place = world.sites[id].place.as_deref().map(|place| names.place(place).to_owned());
            let label = std::iter::once(names.site_name(id).to_owned()).chain(place);
            Node { name: site_name(id), label: label.map(|line| one_line(&line).into_owned()).collect() }
        };
        let sites = world.sites.ids().map(site_node).collect();
        let edges = world.services.iter().flat_map(|(id, row)| edges_of(texts, id, row)).collect();
        Self { title: one_line(names.title()).into_owned(), services, sites, edges }
    }
}

fn service_name(id: ServiceId) -> String {
    format!("service{}", id.index())
}

fn site_name(id: SiteId) -> String {
    format!("site{}", id.index())
}

fn service_node(names: Localized<'_>, texts: &Texts, id: ServiceId, row: &Service) -> Node {
    let users = (row.users > 0).then(|| texts.with("graph-users", &[("count", &text::exact(row.users))]));
    let rto = row.rto.map(|rto| texts.with("graph-rto", &[("span", &texts.exact_span(rto))]));
    let about: Vec<String> = users.into_iter().chain(rto).collect();
    let about = (!about.is_empty()).then(|| about.join(", "));
    let label = std::iter::once(one_line(names.service_name(id)).into_owned()).chain(about);
    Node { name: service_name(id), label: label.collect() }
}

fn edges_of(texts: &Texts, id: ServiceId, row: &Service) -> impl Iterator<Item = Edge> {
    let servers = |line: Line| {
        move |(site, servers): &(SiteId, u64)| {
            let key = if line == Line::Standby { "graph-standby" } else { "graph-servers" };
            let label = texts.with(key, &[("count", &text::exact(*servers))]);
            Edge { from: service_name(id), to: site_name(*site), line, label }
        }
    };
    let dependencies = row.dependencies.iter().map(move |dependency| Edge {
        from: service_name(id),
        to: service_name(dependency.service),
        line: Line::Dependency,
        label: dependency_label(texts, row, dependency),
    });
    let placed = row.on.iter().map(servers(Line::Servers)).chain(row.standby.iter().map(servers(Line::Standby)));
    dependencies.chain(placed)
}

/// How a dependency differs from one of all requests that tolerates nothing.
fn dependency_label(texts: &Texts, row: &Service, dependency: &Dependency) -> String {
    let share = (dependency.weight < WHOLE).then(|| text::share(dependency.weight));
    let grace = (dependency.grace > Span::ZERO)
        .then(|| texts.with("graph-tolerates", &[("span", &texts.exact_span(dependency.grace))]));
    let group = dependency.any.and_then(|any| row.alternatives.get(any as usize));
    let group = group.map(|group| texts.with("graph-one-of", &[("group", &one_line(group))]));
    let primary = dependency.primary.then(|| texts.get("graph-primary").to_owned());
    let parts: Vec<String> = [share, grace, group, primary].into_iter().flatten().collect();
    parts.join(", ")
}
