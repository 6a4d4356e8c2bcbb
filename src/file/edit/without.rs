//! Decides what happens to a row when another row, to which it refers, is removed.

use super::references::{Names, Target, path_led_to};
use super::tables::{Row, Table, table};
use crate::file::path::{At, FieldPath};
use crate::file::schema as raw;
use crate::text::is_same_text;

/// What happens to a row when the target is removed.
pub enum Without {
    /// The row is kept as it is. It may still refer to the target; then the check reports that reference.
    Same,
    /// The row is kept in this changed form.
    Changed(Row),
    /// The row is removed too, since it has no meaning without the target.
    Gone,
}

/// What is recorded while a row is removed, about the other rows that refer to it.
#[derive(Debug)]
pub struct Noted {
    /// The paths of other rows and of parts of rows that are removed too, except notes.
    pub gone: Vec<FieldPath>,
    /// The paths of required values that will refer to a row that no longer exists.
    pub dangling: Vec<FieldPath>,
    /// For each table without ids, the index that each remaining row had before the removal.
    indexes: Vec<Vec<usize>>,
}

impl Noted {
    /// Creates a record in which nothing is removed yet.
    pub fn new(rows: &raw::Scenario) -> Self {
        let indexes = |of: Table| if of.has_ids() { Vec::new() } else { (0..table(rows, of).len()).collect() };
        Self { gone: Vec::new(), dangling: Vec::new(), indexes: Table::ALL.map(indexes).to_vec() }
    }

    /// The index before the removal of the row that is now at `index` in a table without ids.
    pub fn index_before(&self, table: Table, index: usize) -> usize {
        self.indexes[table as usize][index]
    }

    /// Records that a row goes too. A note says something about what goes, which is listed itself, so it counts as no other part.
    pub fn goes(&mut self, at: &At<'_>, row: &Row) {
        if !matches!(row, Row::Note(_)) {
            self.gone.push(at.path());
        }
    }

    /// Records that a row was removed.
    pub fn removed(&mut self, table: Table, index: usize) {
        if !table.has_ids() {
            self.indexes[table as usize].remove(index);
        }
    }
}

/// Decides what happens to the row at `at` when `target` is removed.
pub fn without(row: &Row, at: &At<'_>, target: Target<'_>, noted: &mut Noted) -> Without {
    let key = target.key;
    let mut parts = Parts { noted, changed: false };
    let row: Row = match row {
        Row::Source(_) | Row::Hazard(_) | Row::Exchange(_) => return Without::Same,
        Row::Site(row) => {
            let mut row = raw::Site::clone(row);
            if target.table == Table::Hazards && row.hazard.as_deref() == Some(key) {
                parts.noted.dangling.push(at.key("hazard").path());
            }
            let (is_site, is_hazard) = (target.table == Table::Sites, target.table == Table::Hazards);
            let is_it = |hazard: &Option<String>| is_hazard && hazard.as_deref() == Some(key);
            let names =
                |spread: &raw::Spread| (is_site && spread.to == key) || is_it(&spread.from) || is_it(&spread.hazard);
            parts.keep(&mut row.spreads, &at.key("spreads"), |spread| !names(spread));
            parts.keep(&mut row.restore, &at.key("restore"), |it| target.table != Table::Services || it != key);
            row.into()
        }
        Row::Service(row) => {
            let mut row = raw::Service::clone(row);
            let (is_site, is_service) = (target.table == Table::Sites, target.table == Table::Services);
            parts.clear(&mut row.company, &at.key("company"), target.table == Table::Companies, key);
            parts.keep_keyed(&mut row.on.0, &at.key("on"), is_site, key);
            parts.keep_keyed(&mut row.standby.0, &at.key("standby"), is_site, key);
            parts.keep_keyed(&mut row.needs.0, &at.key("needs"), is_service, key);
            if let Some(switch) = &mut row.switch {
                parts.clear(&mut switch.needs, &at.key("switch").key("needs"), is_service, key);
                parts.clear(&mut switch.manual_needs, &at.key("switch").key("manual_needs"), is_service, key);
            }
            row.into()
        }
        Row::Company(row) => {
            let mut row = raw::Company::clone(row);
            if target.table == Table::Exchanges && row.exchange.as_deref() == Some(key) {
                parts.noted.dangling.push(at.key("exchange").path());
            }
            let is_service = target.table == Table::Services;
            parts.keep_keyed(&mut row.exposure.0, &at.key("exposure"), is_service, key);
            if let Some(crew) = &mut row.crew {
                parts.keep(&mut crew.first, &at.key("crew").key("first"), |it| !is_service || it != key);
                parts.clear(&mut crew.needs, &at.key("crew").key("needs"), is_service, key);
            }
            row.into()
        }
        Row::Rival(row) => return gone_if(row.names(target)),
        Row::Note(row) => {
            if path_led_to(&row.about, target, "").is_some() {
                return Without::Gone;
            }
            let mut row = raw::Note::clone(row);
            parts.clear(&mut row.source, &at.key("source"), target.table == Table::Sources, key);
            row.into()
        }
        Row::News(row) if target.table == Table::Sources => {
            let mut row = raw::News::clone(row);
            parts.clear(&mut row.source, &at.key("source"), true, key);
            row.into()
        }
        Row::News(row) => return gone_if(row.names(target)),
        Row::History(row) if target.table == Table::Sources => {
            let mut row = raw::History::clone(row);
            parts.clear(&mut row.source, &at.key("source"), true, key);
            row.into()
        }
        Row::History(row) => return gone_if(row.names(target)),
        Row::Chapter(row) => {
            let mut row = raw::Chapter::clone(row);
            if row.names(target) {
                parts.note(&at.key("look"));
                row.look = raw::Look::All;
            }
            row.into()
        }
        Row::Plan(row) => {
            let mut row = raw::Plan::clone(row);
            let measures = at.key("measures");
            for (index, measure) in row.measures.iter_mut().enumerate() {
                if let raw::Measure::RestoreFirst { services, .. } | raw::Measure::CrewFirst { services, .. } = measure
                {
                    let others = |service: &String| target.table != Table::Services || service != key;
                    let all = measures.index(index);
                    if services.iter().any(others) {
                        parts.keep(services, &all.key("services"), others);
                    }
                }
            }
            parts.keep(&mut row.measures, &measures, |measure| !measure.names(target));
            parts.keep(&mut row.actions, &at.key("actions"), |action| !action.act.names(target));
            let is_fork =
                target.table == Table::Plans && row.fork.as_ref().is_some_and(|fork| is_same_text(&fork.from, key));
            if is_fork {
                parts.note(&at.key("fork"));
                row.fork = None;
            }
            row.into()
        }
        Row::Expectation(row) => return gone_if(row.names(target)),
    };
    if parts.changed { Without::Changed(row) } else { Without::Same }
}

const fn gone_if(names: bool) -> Without {
    if names { Without::Gone } else { Without::Same }
}

/// Removes parts of a row, and records the paths of the removed parts.
struct Parts<'n> {
    noted: &'n mut Noted,
    changed: bool,
}

impl Parts<'_> {
    fn note(&mut self, at: &At<'_>) {
        self.noted.gone.push(at.path());
        self.changed = true;
    }

    fn clear(&mut self, value: &mut Option<String>, at: &At<'_>, is_table: bool, key: &str) {
        if is_table && value.as_deref() == Some(key) {
            *value = None;
            self.note(at);
        }
    }

    fn keep<T>(&mut self, values: &mut Vec<T>, at: &At<'_>, stays: impl Fn(&T) -> bool) {
        for (index, _) in values.iter().enumerate().filter(|(_, value)| !stays(value)) {
            self.note(&at.index(index));
        }
        values.retain(stays);
    }

    fn keep_keyed<T>(&mut self, values: &mut Vec<(String, T)>, at: &At<'_>, is_table: bool, key: &str) {
        if is_table && values.iter().any(|(own, _)| own == key) {
            self.note(&at.key(key));
            values.retain(|(own, _)| own != key);
        }
    }
}
