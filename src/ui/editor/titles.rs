//! What undo calls a change of a row that was made in its form.

use std::cmp::Ordering;

use crate::file::edit::Row;
use crate::file::schema::Plan;
use crate::text::Saying;

/// The title of a change of a row with this name. Actions and measures of a plan are called as they are where they are tried.
pub(super) fn change_title(name: String, before: &Row, after: &Row) -> Saying {
    let in_plan = match (before, after) {
        (Row::Plan(before), Row::Plan(after)) => plan_title(before, after),
        _ => None,
    };
    in_plan.map_or_else(|| Saying::of("undo-change-row", [("name", name.into())]), Saying::plain)
}

/// The title of a change of the actions or the measures of a plan; `None` if something else was changed.
fn plan_title(before: &Plan, after: &Plan) -> Option<&'static str> {
    let chosen = |before: usize, after: usize, [less, same, more]: [&'static str; 3]| match after.cmp(&before) {
        Ordering::Less => less,
        Ordering::Equal => same,
        Ordering::Greater => more,
    };
    if before.measures != after.measures {
        let titles = ["undo-remove-measure", "undo-set-measure", "undo-add-measure"];
        return Some(chosen(before.measures.len(), after.measures.len(), titles));
    }
    (before.actions != after.actions).then(|| {
        let titles = ["undo-remove-action", "undo-change-action", "undo-add-action"];
        chosen(before.actions.len(), after.actions.len(), titles)
    })
}
