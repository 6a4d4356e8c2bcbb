//! Which version of the format a file needs (MODEL.md, section 2).

use super::schema as raw;
use crate::model::{HazardKind, RtoFrom};
use crate::units::TimeOfDay;

/// The version of the format that these rows need: 1, or 2 if they use a field that version 1 does not have.
pub fn needed(rows: &raw::Scenario) -> i128 {
    let places = rows.hazards.keys().chain(rows.sites.keys()).chain(rows.exchanges.keys()).chain(rows.sources.keys());
    let keys = places.chain(rows.services.keys()).chain(rows.companies.keys()).chain(rows.rivals.keys());
    let uses = !rows.teaches.is_empty()
        || rows.story.iter().any(|row: &raw::Chapter| !row.notes.is_empty())
        || keys.into_iter().any(|key| !is_old_id(key))
        || rows.hazards.iter().any(|(_, row)| hazard(row))
        || rows.sites.iter().any(|(_, row)| row.at.is_none() || row.hazard.is_none() || row.reserve.is_some())
        || rows.services.iter().any(|(_, row)| service(row))
        || rows.exchanges.iter().any(|(_, row)| exchange(row))
        || rows.companies.iter().any(|(_, row)| !row.steps.is_empty() || row.crew.is_some())
        || rows.history.iter().any(history)
        || rows.plans.iter().any(plan);
    if uses { 2 } else { 1 }
}

/// The version to write into a file with the rows `now`, which had the rows `as_read`. It is raised only if a change uses a field that the
/// version of the file does not have.
pub fn raised(now: &raw::Scenario, as_read: &raw::Scenario) -> i128 {
    let needed_now = needed(now);
    if needed_now > needed(as_read) { now.firedrill.max(needed_now) } else { now.firedrill }
}

/// Whether version 1 accepts this id.
fn is_old_id(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn hazard(row: &raw::Hazard) -> bool {
    let is_new_kind = matches!(row.kind, HazardKind::Software | HazardKind::Cyber | HazardKind::Human);
    is_new_kind || row.damages != 0.0 || row.destroys != 0.0 || row.repair_work.is_some()
}

fn service(row: &raw::Service) -> bool {
    let switch = row.switch.as_ref().is_some_and(|switch| switch.manual_needs.is_some() || switch.success != 1.0);
    let needs = row.needs.0.iter().any(|(_, need)| need.any.is_some() || need.primary);
    switch || needs || row.rto_from != RtoFrom::default()
}

fn exchange(row: &raw::Exchange) -> bool {
    let [open, close] = [&row.open, &row.close].map(|time| TimeOfDay::parse(time));
    let is_over_midnight = open.zip(close).is_some_and(|(open, close)| close <= open);
    row.close.trim() == "24:00"
        || is_over_midnight
        || row.days.is_some()
        || !row.breaks.is_empty()
        || !row.early.is_empty()
}

fn history(row: &raw::History) -> bool {
    let is_new = match row.what {
        raw::Observed::DownServers(..) | raw::Observed::StillOut(_) | raw::Observed::ShareUp(..) => true,
        raw::Observed::Back(_)
        | raw::Observed::Down(_)
        | raw::Observed::DarkServers(..)
        | raw::Observed::Price(..)
        | raw::Observed::RivalUsers(..)
        | raw::Observed::Users(..) => false,
    };
    is_new || row.at.is_none()
}

fn plan(row: &raw::Plan) -> bool {
    let acts = row.actions.iter().any(|action| match &action.act {
        raw::Act::Strike { service, .. } => service.is_some(),
        raw::Act::Resolve { .. } | raw::Act::Crew { .. } | raw::Act::Log { .. } => true,
        raw::Act::StrikeArea { .. }
        | raw::Act::Extinguish { .. }
        | raw::Act::FailOver { .. }
        | raw::Act::BlackStart { .. }
        | raw::Act::ShedLoad { .. } => false,
    });
    let measures = row.measures.iter().any(|measure| {
        matches!(
            measure,
            raw::Measure::Crew { .. }
                | raw::Measure::CrewFirst { .. }
                | raw::Measure::RepairWork { .. }
                | raw::Measure::ReservePower { .. }
                | raw::Measure::ReserveCooling { .. }
                | raw::Measure::Success { .. }
        )
    });
    row.zero.is_some() || acts || measures
}
