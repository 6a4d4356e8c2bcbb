//! Cells with several values: the servers of a service by site, and its dependencies.

use super::names::Names;
use crate::file::edit::Table;
use crate::file::pairs::Pairs;
use crate::file::schema::Need;
use crate::model::limits::{MOST_SERVERS, WEIGHT};
use crate::text::Saying;

/// Servers by site, such as `hall 12, annex 3`.
pub fn servers(servers: &Pairs<i128>) -> String {
    let each: Vec<String> = servers.0.iter().map(|(site, number)| format!("{site} {number}")).collect();
    each.join(", ")
}

/// Dependencies, such as `login, catalogue 0.5`. A weight of 1 is left out.
pub fn dependencies(needs: &Pairs<Need>) -> String {
    let each = needs
        .0
        .iter()
        .map(|(service, need)| if need.weight == 1.0 { service.clone() } else { format!("{service} {}", need.weight) });
    each.collect::<Vec<String>>().join(", ")
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The last word of a part, and what is before it.
fn with_last_word(part: &str) -> Option<(&str, &str)> {
    let (before, last) = part.rsplit_once(|letter: char| letter.is_whitespace() || letter == ':')?;
    Some((before.trim_end_matches(|letter: char| letter.is_whitespace() || letter == ':'), last))
}

/// Reads servers by site.
pub fn read_servers(text: &str, names: &Names<'_>) -> Result<Pairs<i128>, Saying> {
    let mut all: Vec<(String, i128)> = Vec::new();
    for part in parts(text) {
        let wrong = || Saying::of("sheet-servers", [("text", part.into())]);
        let (site, number) = with_last_word(part).ok_or_else(wrong)?;
        let number = number.parse::<u64>().ok().filter(|number| *number <= MOST_SERVERS).ok_or_else(wrong)?;
        let site = names.find(Table::Sites, site)?;
        if all.iter().any(|(there, _)| *there == site) {
            return Err(Saying::of("sheet-twice", [("text", site.into())]));
        }
        all.push((site, i128::from(number)));
    }
    Ok(Pairs(all))
}

/// Reads dependencies. What was set of a dependency and is in no cell, such as how long it may be missing, stays as it is in `before`.
pub fn read_dependencies(text: &str, before: &Pairs<Need>, names: &Names<'_>) -> Result<Pairs<Need>, Saying> {
    let mut all: Vec<(String, Need)> = Vec::new();
    for part in parts(text) {
        let whole = names.find(Table::Services, part);
        let weighted = || {
            let (service, weight) = with_last_word(part)?;
            let weight = weight.parse::<f64>().ok().filter(|weight| WEIGHT.range().contains(weight))?;
            Some((names.find(Table::Services, service).ok()?, weight))
        };
        let (service, weight) = match whole {
            Ok(service) => (service, 1.0),
            Err(unknown) => weighted().ok_or(unknown)?,
        };
        if all.iter().any(|(there, _)| *there == service) {
            return Err(Saying::of("sheet-twice", [("text", service.into())]));
        }
        let known = before.0.iter().find(|(there, _)| *there == service).map(|(_, need)| need.clone());
        let new = || Need { weight: 1.0, grace: None, any: None, primary: false };
        all.push((service, Need { weight, ..known.unwrap_or_else(new) }));
    }
    Ok(Pairs(all))
}
