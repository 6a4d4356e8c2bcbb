//! Converts the services of a file (MODEL.md, section 2).

use super::world::{World, uncertainty};
use crate::file::check::Check;
use crate::file::pairs::Pairs;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::model::limits::{MOST_PEOPLE, MOST_SERVERS, RETRIES, SHARE, WEIGHT};
use crate::model::{Dependency, Service, SiteId, Switch};
use crate::text::Saying;
use crate::units::Span;

/// Converts a service.
pub fn service(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Service, world: &World<'_>) -> Service {
    let placements = |check: &mut Check, name: &'static str, pairs: &Pairs<i128>| -> Vec<(SiteId, u64)> {
        let all = at.key(name);
        check.once(&all, pairs.keys());
        pairs
            .0
            .iter()
            .map(|(site, servers)| {
                let at = all.key(site);
                (check.find(&at, &world.sites, site), check.whole(&at, *servers, MOST_SERVERS))
            })
            .collect()
    };
    let on = placements(check, "on", &row.on);
    let standby = placements(check, "standby", &row.standby);
    let all = on.iter().map(|(_, servers)| servers).sum();
    let load = row.load.map_or(all, |load| check.whole(&at.key("load"), load, MOST_SERVERS));
    let rto = row.rto.as_ref().map(|rto| check.positive_span(&at.key("rto"), rto));
    Service {
        key: key.to_owned(),
        name: row.name.clone(),
        company: check.find_some(&at.key("company"), &world.companies, row.company.as_ref()),
        kind: row.kind.clone(),
        users: check.whole(&at.key("users"), row.users, MOST_PEOPLE),
        rto,
        rto_from: row.rto_from,
        on,
        load,
        day: day(check, &at.key("day"), row.day.as_deref()),
        restart: row.restart.as_ref().map_or(Span::ZERO, |span| check.span(&at.key("restart"), span)),
        retry: check.permille(&at.key("retry"), row.retry, RETRIES),
        standby,
        switch: row.switch.as_ref().map(|switch| {
            let at = at.key("switch");
            Switch {
                auto: switch.auto.as_ref().map(|span| check.positive_span(&at.key("auto"), span)),
                depends_on: check.find_some(&at.key("needs"), &world.services, switch.needs.as_ref()),
                manual_failover: switch
                    .by_hand
                    .as_ref()
                    .map_or(crate::model::MANUAL_FAILOVER, |span| check.positive_span(&at.key("by_hand"), span)),
                manual_depends_on: check.find_some(
                    &at.key("manual_needs"),
                    &world.services,
                    switch.manual_needs.as_ref(),
                ),
                success: check.permille(&at.key("success"), switch.success, SHARE),
            }
        }),
        dependencies: dependencies(check, &at.key("needs"), key, &row.needs, world),
        alternatives: alternatives(check, &at.key("needs"), &row.needs),
        uncertainty: uncertainty(check, at, row.uncertainty),
    }
}

fn day(check: &mut Check, at: &At<'_>, hours: Option<&[f64]>) -> [u32; 24] {
    let mut day = [1000; 24];
    let Some(hours) = hours else { return day };
    if hours.len() != 24 {
        let message = Saying::of("file-day", [("hours", Saying::count(hours.len()))]);
        // `0,5` is two values.
        let has_commas = hours.len() > 24 && hours.iter().all(|share| share.fract() == 0.0);
        check.fault(at, message, Saying::plain(if has_commas { "file-day-decimals" } else { "file-day-remedy" }));
    }
    for (hour, (slot, share)) in day.iter_mut().zip(hours).enumerate() {
        *slot = check.permille(&at.index(hour), *share, SHARE);
    }
    day
}

fn dependencies(
    check: &mut Check,
    at: &At<'_>,
    own: &str,
    needs: &Pairs<raw::Need>,
    world: &World<'_>,
) -> Vec<Dependency> {
    check.once(at, needs.keys());
    let names = group_names(needs);
    needs
        .0
        .iter()
        .map(|(key, need)| {
            let at = at.key(key);
            if key == own {
                check.fault(&at, Saying::plain("file-needs-itself"), Saying::plain("file-needs-itself-remedy"));
            }
            Dependency {
                service: check.find(&at, &world.services, key),
                weight: weight(check, &at.key("weight"), need.weight),
                grace: need.grace.as_ref().map_or(Span::ZERO, |span| check.span(&at.key("grace"), span)),
                any: need.any.as_ref().map(|any| index_of(&names, any)),
                primary: need.primary,
            }
        })
        .collect()
}

/// The names of the groups of alternatives, in file order.
fn group_names(needs: &Pairs<raw::Need>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for any in needs.0.iter().filter_map(|(_, need)| need.any.as_ref()) {
        if !names.contains(any) {
            names.push(any.clone());
        }
    }
    names
}

fn index_of(names: &[String], name: &str) -> u32 {
    let index = names.iter().position(|other| other == name).unwrap_or_default();
    u32::try_from(index).unwrap_or_default()
}

/// The names of the groups of alternatives. Each group must have at least two dependencies.
fn alternatives(check: &mut Check, at: &At<'_>, needs: &Pairs<raw::Need>) -> Vec<String> {
    let names = group_names(needs);
    for name in &names {
        let mut members = needs.0.iter().filter(|(_, need)| need.any.as_ref() == Some(name));
        if let (Some((key, _)), None) = (members.next(), members.next()) {
            let message = of_text("file-alternative-of-one", name);
            check.fault(&at.key(key).key("any"), message, Saying::plain("file-alternative-of-one-remedy"));
        }
    }
    names
}

/// Checks the weight of a dependency: more than 0, at most 1. Returns it in permille.
pub fn weight(check: &mut Check, at: &At<'_>, weight: f64) -> u32 {
    if weight == 0.0 {
        check.fault(at, Saying::plain("file-no-weight"), Saying::plain("file-no-weight-remedy"));
        return 0;
    }
    check.permille(at, weight, WEIGHT)
}
