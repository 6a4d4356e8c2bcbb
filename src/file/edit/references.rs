//! The references between rows: every id that a row contains, with the table that the id belongs to.

use std::sync::Arc;

use super::tables::{Row, Table};
use crate::file::schema as raw;
use crate::text::{composed, is_same_text};

/// Generates a trait that visits the references of rows. It is used twice: with `&String` for `$text` to read references, and with `&mut
/// String` to change them.
macro_rules! walk {
    ($trait:ident, $text:ty $(, $m:tt)?) => {
        /// Calls `visit` with every reference of a row to another row, and the table of that other row.
        trait $trait {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text));
        }

        impl $trait for raw::Source {
            fn walk(&$($m)? self, _visit: &mut dyn FnMut(Table, $text)) {}
        }

        impl $trait for raw::Hazard {
            fn walk(&$($m)? self, _visit: &mut dyn FnMut(Table, $text)) {}
        }

        impl $trait for raw::Exchange {
            fn walk(&$($m)? self, _visit: &mut dyn FnMut(Table, $text)) {}
        }

        impl $trait for raw::Site {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                if let Some(hazard) = &$($m)? self.hazard {
                    visit(Table::Hazards, hazard);
                }
                for spread in &$($m)? self.spreads {
                    if let Some(from) = &$($m)? spread.from {
                        visit(Table::Hazards, from);
                    }
                    visit(Table::Sites, &$($m)? spread.to);
                    if let Some(hazard) = &$($m)? spread.hazard {
                        visit(Table::Hazards, hazard);
                    }
                }
                for service in &$($m)? self.restore {
                    visit(Table::Services, service);
                }
            }
        }

        impl $trait for raw::Service {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                if let Some(company) = &$($m)? self.company {
                    visit(Table::Companies, company);
                }
                for (site, _) in &$($m)? self.on.0 {
                    visit(Table::Sites, site);
                }
                for (site, _) in &$($m)? self.standby.0 {
                    visit(Table::Sites, site);
                }
                if let Some(switch) = &$($m)? self.switch {
                    if let Some(needs) = &$($m)? switch.needs {
                        visit(Table::Services, needs);
                    }
                    if let Some(needs) = &$($m)? switch.manual_needs {
                        visit(Table::Services, needs);
                    }
                }
                for (service, _) in &$($m)? self.needs.0 {
                    visit(Table::Services, service);
                }
            }
        }

        impl $trait for raw::Company {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                if let Some(exchange) = &$($m)? self.exchange {
                    visit(Table::Exchanges, exchange);
                }
                for (service, _) in &$($m)? self.exposure.0 {
                    visit(Table::Services, service);
                }
                if let Some(crew) = &$($m)? self.crew {
                    for service in &$($m)? crew.first {
                        visit(Table::Services, service);
                    }
                    if let Some(needs) = &$($m)? crew.needs {
                        visit(Table::Services, needs);
                    }
                }
            }
        }

        impl $trait for raw::Rival {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                visit(Table::Services, &$($m)? self.service);
            }
        }

        impl $trait for raw::Note {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                if let Some(source) = &$($m)? self.source {
                    visit(Table::Sources, source);
                }
            }
        }

        impl $trait for raw::News {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                match &$($m)? self.when {
                    raw::Trigger::Down { service, .. } => visit(Table::Services, service),
                    raw::Trigger::Price { company, .. } => visit(Table::Companies, company),
                    raw::Trigger::At(_) | raw::Trigger::People { .. } => {}
                }
                if let Some(source) = &$($m)? self.source {
                    visit(Table::Sources, source);
                }
            }
        }

        impl $trait for raw::History {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                match &$($m)? self.what {
                    raw::Observed::Back(service)
                    | raw::Observed::Down(service)
                    | raw::Observed::StillOut(service)
                    | raw::Observed::Users(service, _) => {
                        visit(Table::Services, service);
                    }
                    raw::Observed::DarkServers(company, _)
                    | raw::Observed::DownServers(company, _)
                    | raw::Observed::ShareUp(company, _)
                    | raw::Observed::Price(company, _) => {
                        visit(Table::Companies, company);
                    }
                    raw::Observed::RivalUsers(rival, _) => visit(Table::Rivals, rival),
                }
                if let Some(source) = &$($m)? self.source {
                    visit(Table::Sources, source);
                }
            }
        }

        impl $trait for raw::Chapter {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                match &$($m)? self.look {
                    raw::Look::Site(site) => visit(Table::Sites, site),
                    raw::Look::Service(service) => visit(Table::Services, service),
                    raw::Look::Company(company) => visit(Table::Companies, company),
                    raw::Look::Place(_) | raw::Look::All => {}
                }
            }
        }

        impl $trait for raw::Plan {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                for measure in &$($m)? self.measures {
                    $trait::walk(measure, visit);
                }
                for action in &$($m)? self.actions {
                    $trait::walk(&$($m)? action.act, visit);
                }
                if let Some(fork) = &$($m)? self.fork {
                    visit(Table::Plans, &$($m)? fork.from);
                }
            }
        }

        impl $trait for raw::Act {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                match self {
                    Self::Strike { site, hazard, service } => {
                        if let Some(service) = service {
                            visit(Table::Services, service);
                        }
                        if let Some(site) = site {
                            visit(Table::Sites, site);
                        }
                        if let Some(hazard) = hazard {
                            visit(Table::Hazards, hazard);
                        }
                    }
                    Self::Resolve { service, site } => {
                        visit(Table::Services, service);
                        if let Some(site) = site {
                            visit(Table::Sites, site);
                        }
                    }
                    Self::Crew { company, .. } => visit(Table::Companies, company),
                    Self::Log { .. } => {}
                    Self::StrikeArea { hazard, .. } => {
                        if let Some(hazard) = hazard {
                            visit(Table::Hazards, hazard);
                        }
                    }
                    Self::Extinguish { site } => visit(Table::Sites, site),
                    Self::FailOver { service }
                    | Self::BlackStart { service, .. }
                    | Self::ShedLoad { service, .. } => visit(Table::Services, service),
                }
            }
        }

        impl $trait for raw::Measure {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                match self {
                    Self::AddServers { service, site, .. } | Self::AddStandby { service, site, .. } => {
                        visit(Table::Services, service);
                        visit(Table::Sites, site);
                    }
                    Self::SwitchAuto { service, .. }
                    | Self::SwitchFree { service, .. }
                    | Self::SwitchByHand { service, .. }
                    | Self::LimitRetries { service, .. }
                    | Self::Restart { service, .. }
                    | Self::Success { service, .. } => visit(Table::Services, service),
                    Self::Grace { service, need, .. } | Self::Weight { service, need, .. } => {
                        visit(Table::Services, service);
                        visit(Table::Services, need);
                    }
                    Self::RestoreFirst { site, services, .. } => {
                        visit(Table::Sites, site);
                        for service in services {
                            visit(Table::Services, service);
                        }
                    }
                    Self::StopSpread { site, to, .. } => {
                        visit(Table::Sites, site);
                        visit(Table::Sites, to);
                    }
                    Self::FasterOut { hazard, .. } | Self::RepairWork { hazard, .. } => visit(Table::Hazards, hazard),
                    Self::Crew { company, .. } => visit(Table::Companies, company),
                    Self::CrewFirst { company, services, .. } => {
                        visit(Table::Companies, company);
                        for service in services {
                            visit(Table::Services, service);
                        }
                    }
                    Self::ReservePower { site, .. } | Self::ReserveCooling { site, .. } => visit(Table::Sites, site),
                }
            }
        }

        impl $trait for raw::Expectation {
            fn walk(&$($m)? self, visit: &mut dyn FnMut(Table, $text)) {
                visit(Table::Plans, &$($m)? self.plan);
                match &$($m)? self.that {
                    raw::That::Down { service, .. }
                    | raw::That::Out { service, .. }
                    | raw::That::Back { service, .. }
                    | raw::That::Recovers { service }
                    | raw::That::KeepsRto { service }
                    | raw::That::BreaksRto { service } => visit(Table::Services, service),
                    raw::That::LowestPrice { company, .. } => visit(Table::Companies, company),
                    raw::That::People { .. } | raw::That::Quiet => {}
                }
            }
        }
    };
}

walk!(References, &String);
walk!(ReferencesMut, &mut String, mut);

/// A row to which other rows may refer: its table, and its id or, for a plan, its name. Names are compared in composed form, as in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    pub table: Table,
    pub key: &'a str,
}

/// Whether a value of the file, such as a row, a spread or an action, refers to a row.
pub trait Names {
    /// Whether this value refers to `target`.
    fn names(&self, target: Target<'_>) -> bool;
}

impl<T: References> Names for T {
    fn names(&self, target: Target<'_>) -> bool {
        let mut found = false;
        self.walk(&mut |table, key| found |= table == target.table && is_same_text(key, target.key));
        found
    }
}

/// All rows to which a row refers: the table and the id of each. Of the path of a note, these are the ids in it.
pub fn targets(row: &Row) -> Vec<(Table, String)> {
    fn of<T: References>(row: &T) -> Vec<(Table, String)> {
        let mut all = Vec::new();
        row.walk(&mut |table, key| all.push((table, key.clone())));
        all
    }
    match row {
        Row::Source(row) => of(&**row),
        Row::Hazard(row) => of(&**row),
        Row::Exchange(row) => of(&**row),
        Row::Site(row) => of(&**row),
        Row::Service(row) => of(&**row),
        Row::Company(row) => of(&**row),
        Row::Rival(row) => of(&**row),
        Row::News(row) => of(&**row),
        Row::History(row) => of(&**row),
        Row::Chapter(row) => of(&**row),
        Row::Plan(row) => of(&**row),
        Row::Expectation(row) => of(&**row),
        Row::Note(row) => {
            let mut all = of(&**row);
            all.extend(targets_of_path(&row.about));
            all
        }
    }
}

/// The rows whose ids are in a path, as in notes and translations.
pub fn targets_of_path(path: &str) -> Vec<(Table, String)> {
    let Some((section, rest)) = path.split_once('.') else { return Vec::new() };
    let Some(table) = Table::named(section) else { return Vec::new() };
    if table == Table::Plans {
        // Names of plans may contain dots: any beginning may be one.
        let ends = rest.match_indices('.').map(|(at, _)| at).chain([rest.len()]);
        return ends.map(|end| (table, rest[..end].to_owned())).collect();
    }
    let parts: Vec<&str> = path.split('.').collect();
    let inner = match parts.get(2).copied() {
        Some("on" | "standby") => Some(Table::Sites),
        Some("needs" | "exposure") => Some(Table::Services),
        Some(_) | None => None,
    };
    let own = parts.get(1).map(|key| (table, (*key).to_owned()));
    own.into_iter().chain(inner.zip(parts.get(3).map(|key| (*key).to_owned()))).collect()
}

/// Whether a row refers to `target`.
pub fn refers(row: &Row, target: Target<'_>) -> bool {
    match row {
        Row::Source(row) => row.names(target),
        Row::Hazard(row) => row.names(target),
        Row::Exchange(row) => row.names(target),
        Row::Site(row) => row.names(target),
        Row::Service(row) => row.names(target),
        Row::Company(row) => row.names(target),
        Row::Rival(row) => row.names(target),
        Row::Note(row) => row.names(target) || path_led_to(&row.about, target, "").is_some(),
        Row::News(row) => row.names(target),
        Row::History(row) => row.names(target),
        Row::Chapter(row) => row.names(target),
        Row::Plan(row) => row.names(target),
        Row::Expectation(row) => row.names(target),
    }
}

/// The row with each reference to `target` replaced by `to`. `None` if the row does not refer to `target`.
pub fn led_to(row: &Row, target: Target<'_>, to: &str) -> Option<Row> {
    fn led<T: References + ReferencesMut + Clone>(row: &Arc<T>, target: Target<'_>, to: &str) -> Option<Arc<T>> {
        if !row.names(target) {
            return None;
        }
        let mut led = T::clone(row);
        ReferencesMut::walk(&mut led, &mut |table, key| {
            if table == target.table && is_same_text(key, target.key) {
                to.clone_into(key);
            }
        });
        Some(Arc::new(led))
    }
    match row {
        Row::Source(_) | Row::Hazard(_) | Row::Exchange(_) => None,
        Row::Site(row) => led(row, target, to).map(Row::from),
        Row::Service(row) => led(row, target, to).map(Row::from),
        Row::Company(row) => led(row, target, to).map(Row::from),
        Row::Rival(row) => led(row, target, to).map(Row::from),
        Row::News(row) => led(row, target, to).map(Row::from),
        Row::History(row) => led(row, target, to).map(Row::from),
        Row::Chapter(row) => led(row, target, to).map(Row::from),
        Row::Plan(row) => led(row, target, to).map(Row::from),
        Row::Expectation(row) => led(row, target, to).map(Row::from),
        Row::Note(note) => {
            let about = path_led_to(&note.about, target, to);
            let source = led(note, target, to);
            if about.is_none() && source.is_none() {
                return None;
            }
            let note = source.map_or_else(|| raw::Note::clone(note), |note| raw::Note::clone(&note));
            Some(raw::Note { about: about.unwrap_or_else(|| note.about.clone()), ..note }.into())
        }
    }
}

/// A path of a value in the file, as in notes and translations, with the id of `target` replaced by `to`. `None` if the path does not
/// contain that id.
pub fn path_led_to(path: &str, target: Target<'_>, to: &str) -> Option<String> {
    let (section, rest) = path.split_once('.')?;
    let table = Table::named(section)?;
    if table == Table::Plans {
        // Names of plans may contain dots, so the path cannot be split at them.
        let (rest, name) = (composed(rest), composed(target.key));
        let after = rest.strip_prefix(&*name)?;
        let is_it = target.table == table && (after.is_empty() || after.starts_with('.'));
        return is_it.then(|| format!("{section}.{to}{after}"));
    }
    let mut parts: Vec<&str> = path.split('.').collect();
    let inner = match parts.get(2).copied() {
        Some("on" | "standby") => Some(Table::Sites),
        Some("needs" | "exposure") => Some(Table::Services),
        Some(_) | None => None,
    };
    let mut is_led = false;
    for (index, table) in [(1, Some(table)), (3, inner)] {
        if let Some(part) = parts.get_mut(index)
            && table == Some(target.table)
            && *part == target.key
        {
            *part = to;
            is_led = true;
        }
    }
    is_led.then(|| parts.join("."))
}
