//! Whether a change that was made for one version of a scenario can be made of a later one: not if it would take back what came between.

use super::change::{Change, Refused};
use super::tables::{Row, Table, position, table, without_tables};
use crate::file::schema::Scenario;

/// Checks whether a change that was made for the version `base` finds in the version `now` what it replaces or takes away as it was.
///
/// # Errors
/// [`Refused::NoRow`] if a row is gone, [`Refused::Taken`] if another row has got the id that the change gives to one, and [`Refused::Outdated`] if what
/// the change replaces is another one now.
pub(super) fn check_fit(change: &Change, base: &Scenario, now: &Scenario) -> Result<(), Refused> {
    let is_new = |(of, name): &(Table, &str)| position(base, *of, name).is_none() && position(now, *of, name).is_some();
    if let Some((_, name)) = given_name(change).filter(is_new) {
        return Err(Refused::Taken(name.to_owned()));
    }
    let is_same = match change {
        Change::Head(_) => has_same_head(base, now),
        Change::Translations(_) => base.translations == now.translations,
        Change::Insert { .. } | Change::Written(_) => true,
        Change::Remove { table, index }
        | Change::Replace { table, index, .. }
        | Change::SetKey { table, index, .. } => has_same_row(base, now, *table, *index)?,
        Change::All { .. } => {
            let are_same = |of: &Table| has_same_rows(base, now, *of);
            has_same_head(base, now) && base.translations == now.translations && Table::ALL.iter().all(are_same)
        }
    };
    if is_same { Ok(()) } else { Err(Refused::Outdated) }
}

/// The id or the name of a plan that the change gives to a row.
fn given_name(change: &Change) -> Option<(Table, &str)> {
    match change {
        Change::Insert { table, row: Row::Plan(plan), .. } | Change::Replace { table, row: Row::Plan(plan), .. } => {
            Some((*table, plan.name.as_str()))
        }
        Change::Insert { table, key, .. } | Change::SetKey { table, key, .. } => {
            table.has_ids().then_some((*table, &**key))
        }
        Change::Head(_)
        | Change::Remove { .. }
        | Change::Replace { .. }
        | Change::Translations(_)
        | Change::Written(_)
        | Change::All { .. } => None,
    }
}

/// Whether the fields that are in no table are the same.
fn has_same_head(base: &Scenario, now: &Scenario) -> bool {
    // Their texts are compared, because a number may be none, and is not equal to itself then.
    let [base, now] = [base, now].map(|rows| format!("{:?}", without_tables(rows)));
    base == now
}

/// Whether the row at this index is the same.
///
/// # Errors
/// [`Refused::NoRow`] if there is no such row now.
fn has_same_row(base: &Scenario, now: &Scenario, of: Table, index: usize) -> Result<bool, Refused> {
    let (before, now) = (table(base, of), table(now, of));
    let row = now.row(index).ok_or(Refused::NoRow)?;
    Ok(before.key(index) == now.key(index) && before.row(index).is_some_and(|before| before.is_same(&row)))
}

/// Whether all rows of a table are the same.
fn has_same_rows(base: &Scenario, now: &Scenario, of: Table) -> bool {
    let count = table(now, of).len();
    let is_same = |index: usize| has_same_row(base, now, of, index).is_ok_and(|is_same| is_same);
    table(base, of).len() == count && (0..count).all(is_same)
}
