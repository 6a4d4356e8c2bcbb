//! Warns of a cycle of dependencies round which an outage can go for ever (MODEL.md, section 4).

use crate::file::check::Check;
use crate::file::path::At;
use crate::model::{Id, Scenario, ServiceId, components};
use crate::text::Saying;
use crate::units::{Span, text};

/// The least weight with which an outage is passed on round a cycle without getting smaller: what a dependency of less weight takes from a
/// service is smaller after each round, until nothing on the cycle is Down any more.
const PASSES_ON: u32 = 999;
/// The largest amount of work that is done to look for such a cycle among the services that depend on one another: their number multiplied
/// by that of their dependencies. In larger groups nothing is looked for.
const MOST_WORK: usize = 20_000_000;
/// The most services of a cycle that a warning names.
const MOST_NAMED: usize = 6;

/// A dependency through which an outage is passed on.
#[derive(Clone, Copy)]
struct Link {
    service: usize,
    on: usize,
    grace: Span,
    restart: Span,
}

/// Warns of each group of services that depend on one another in which an outage can go round for ever: a cycle in which every weight is
/// at least 0.999, some `grace` is more than zero, and the graces add up to no more than the restarts. In a group with a cycle without any
/// grace an outage does not go round: it stays, as section 4 says of a cold-start deadlock. So nothing is said of it.
pub fn outages_end(check: &mut Check, scenario: &Scenario) {
    let services = At::ROOT.key("services");
    if !check.is_whole(&services) {
        return;
    }
    let count = scenario.services.len();
    let links = scenario.services.iter().flat_map(|(id, row)| {
        let strong = row.dependencies.iter().filter(|dependency| dependency.weight >= PASSES_ON);
        strong.map(move |dependency| Link {
            service: id.index(),
            on: dependency.service.index(),
            grace: dependency.grace,
            restart: row.restart,
        })
    });
    let links: Vec<Link> = links.collect();
    let group = groups(count, &links);
    let mut inner: Vec<Link> = links.into_iter().filter(|link| group[link.service] == group[link.on]).collect();
    inner.sort_by_key(|link| group[link.service]);
    let mut found: Vec<Vec<Link>> =
        inner.chunk_by(|a, b| group[a.service] == group[b.service]).filter_map(going_round).collect();
    // Warnings are in the order of the file.
    found.sort_by_key(|cycle| cycle[0].service);
    for cycle in found {
        let key = |service: usize| scenario.services[ServiceId::new(service)].key.as_str();
        let mut names: Vec<&str> = cycle.iter().take(MOST_NAMED).map(|link| key(link.service)).collect();
        names.push(if cycle.len() > MOST_NAMED { "..." } else { key(cycle[0].service) });
        let sum = |of: fn(&Link) -> Span| text::typed_span(cycle.iter().map(of).fold(Span::ZERO, |sum, one| sum + one));
        let first = services.key(key(cycle[0].service));
        let needs = first.key("needs");
        check.warn(
            &needs.key(key(cycle[0].on)),
            Saying::of("file-goes-round", [("cycle", names.join(" > ").into())]),
            Saying::of(
                "file-goes-round-remedy",
                [("restart", sum(|link| link.restart).into()), ("grace", sum(|link| link.grace).into())],
            ),
        );
    }
}

/// The group of each service: services of one group depend on one another through these links. The links are in the order of services.
fn groups(count: usize, links: &[Link]) -> Vec<u32> {
    let mut first = vec![0; count + 1];
    for link in links {
        first[link.service + 1] += 1;
    }
    for service in 0..count {
        first[service + 1] += first[service];
    }
    components(count, |service| first[service]..first[service + 1], |link| links[link].on)
}

/// A cycle among the links of one group round which an outage can go for ever; it begins with its first service in file order. `None` if
/// there is no such cycle, or the group is too large to look for it.
fn going_round(group: &[Link]) -> Option<Vec<Link>> {
    let mut services: Vec<usize> = group.iter().map(|link| link.service).collect();
    services.dedup();
    let local = |service: usize| services.binary_search(&service).expect("a service of the group");
    let links: Vec<Link> =
        group.iter().map(|link| Link { service: local(link.service), on: local(link.on), ..*link }).collect();
    let count = services.len();
    if links.len() < 2 || count.checked_mul(links.len()).is_none_or(|work| work > MOST_WORK) {
        return None;
    }
    let at_once: Vec<Link> = links.iter().filter(|link| link.grace == Span::ZERO).copied().collect();
    let of_at_once = groups(count, &at_once);
    if at_once.iter().any(|link| of_at_once[link.service] == of_at_once[link.on]) {
        return None;
    }
    let mut cycle = negative_cycle(count, &links)?;
    let begin = (0..cycle.len()).min_by_key(|index| cycle[*index].service)?;
    cycle.rotate_left(begin);
    Some(
        cycle.into_iter().map(|link| Link { service: services[link.service], on: services[link.on], ..link }).collect(),
    )
}

/// A cycle whose graces add up to no more than its restarts, by the algorithm of Bellman and Ford. The cost of a link is its grace without
/// its restart, in parts so small that one part less for each link makes no cost of a cycle negative that is not so or zero.
fn negative_cycle(count: usize, links: &[Link]) -> Option<Vec<Link>> {
    let parts = i128::try_from(count).ok()? + 1;
    let cost = |link: &Link| i128::from(link.grace.0 - link.restart.0) * parts - 1;
    let mut least = vec![0_i128; count];
    let mut by: Vec<Option<Link>> = vec![None; count];
    let mut last = None;
    for _ in 0..=count {
        last = None;
        for link in links {
            let reached = least[link.service] + cost(link);
            if reached < least[link.on] {
                least[link.on] = reached;
                by[link.on] = Some(*link);
                last = Some(link.on);
            }
        }
        last?;
    }
    // What still changes after so many rounds is on a negative cycle or behind one: as many steps back lead into the cycle.
    let mut service = last?;
    for _ in 0..count {
        service = by[service]?.service;
    }
    let mut cycle = Vec::new();
    let mut next = service;
    loop {
        let link = by[next]?;
        cycle.push(link);
        next = link.service;
        if next == service {
            break;
        }
    }
    cycle.reverse();
    Some(cycle)
}
