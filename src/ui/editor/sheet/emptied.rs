//! What is said when cells for numbers are emptied. As in the forms, an empty cell is a value that is left out of the file: it has its default then,
//! or is not set if it has none.

use super::cell_text::heading_key;
use crate::file::edit::Table;
use crate::file::edit::sheet::{Column, columns};
use crate::file::fields;
use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::editor::names::name_of;

/// The default of the numbers in a column. `None` if they have none.
fn default_of(table: Table, column: Column) -> Option<f64> {
    let path = [table.name(), ""].into_iter().chain(column.path().iter().copied());
    let described = fields::described(path, None).filter(|described| described.is_exact && column.is_number())?;
    described.field.default?.parse().ok()
}

/// Whether a cell with this text has the default of its column already.
pub(super) fn is_default(table: Table, column: Column, text: &str) -> bool {
    default_of(table, column).is_some_and(|default| text.parse() == Ok(default))
}

/// What to say of a cell for a number that was emptied.
pub(super) fn emptied_words(context: &ViewContext<'_>, (table, index): (Table, usize), column: Column) -> Saying {
    let row = ("row", Saying::from(name_of(context, table, index)));
    if matches!(column, Column::Latitude | Column::Longitude) {
        return Saying::of("sheet-emptied-position", [row]);
    }
    let cell = ("cell", Saying::of("sheet-cell", [("column", Saying::plain(heading_key(table, column))), row]));
    match default_of(table, column) {
        Some(default) => Saying::of("sheet-emptied-default", [cell, ("default", default.to_string().into())]),
        None => Saying::of("sheet-emptied", [cell]),
    }
}

/// What to say of these cells that were cleared, in so many rows.
pub(super) fn cleared_words(
    context: &ViewContext<'_>,
    table: Table,
    cells: &[(usize, Column)],
    changed: Saying,
) -> Saying {
    let is_cleared = |column: &&Column| cells.iter().any(|(_, own)| own == *column);
    let defaults = columns(table).iter().filter(is_cleared).filter_map(|column| {
        let default = default_of(table, *column)?;
        Some(format!("{} {default}", context.texts.get(heading_key(table, *column))))
    });
    let defaults: Vec<String> = defaults.collect();
    if defaults.is_empty() {
        return Saying::of("sheet-cleared", [("changed", changed)]);
    }
    Saying::of("sheet-cleared-default", [("changed", changed), ("defaults", defaults.join(", ").into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_left_out_have_the_default_of_the_format() {
        let default = |column: &Column| Some((*column, default_of(Table::Services, *column)?));
        let found: Vec<(Column, f64)> = columns(Table::Services).iter().filter_map(default).collect();
        assert_eq!(found, [(Column::Users, 0.0), (Column::Retry, 0.0)]);
        assert!(columns(Table::Sites).iter().all(|column| default_of(Table::Sites, *column).is_none()));
        assert!(is_default(Table::Services, Column::Retry, "0") && !is_default(Table::Services, Column::Users, "12x"));
    }
}
