//! Which part of a scenario the editor shows, and where the value of a path is.

use crate::file::edit::Table;
use crate::file::{Authored, FieldPath};

/// What the editor shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Shown {
    /// The list of all rows.
    #[default]
    Overview,
    /// The fields of the file that are in no table.
    Head,
    /// The texts of the scenario with their translations.
    Translations,
    /// The row at this index of a table.
    Row(Table, usize),
}

/// The row of the value with this path, or the translations. `None` if it is in no table, or there is no such row.
pub(super) fn place_of(authored: &Authored, path: &FieldPath) -> Option<Shown> {
    let mut parts = path.parts();
    let section = parts.next()?;
    if section == "translations" {
        return Some(Shown::Translations);
    }
    let table = Table::named(section)?;
    let own = parts.next()?;
    let index = if table.has_ids() { authored.position(table, own)? } else { own.parse().ok()? };
    (index < authored.count(table)).then_some(Shown::Row(table, index))
}
