//! Which part of a scenario the editor shows, where the value of a path is, and where a row is in a later version.

use crate::file::edit::{Table, new_id};
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

/// The index in `now` of the row that is at this index in `before`, which is found by its id. `None` if it is gone.
pub(super) fn row_after(before: &Authored, now: &Authored, (table, index): (Table, usize)) -> Option<usize> {
    if index >= before.count(table) {
        return Some(index);
    }
    let Some(key) = before.key(table, index) else { return entry_after(before, now, (table, index)) };
    if now.key(table, index) == Some(key) {
        return Some(index);
    }
    now.position(table, new_id(before, now, table, key).unwrap_or(key))
}

/// The same for a row without an id: it is the one with the same values or, in a list that is as long as before, the one in its place, which may
/// have been changed. Several rows may have the same values, so those before and behind all changes are where they were.
fn entry_after(before: &Authored, now: &Authored, (table, index): (Table, usize)) -> Option<usize> {
    let [was, is] = [before.count(table), now.count(table)];
    let own = before.row(table, index);
    if was == is && now.row(table, index) == own {
        return Some(index);
    }
    let least = was.min(is);
    let is_same = |own: usize, other: usize| before.row(table, own) == now.row(table, other);
    let first = (0..least).take_while(|index| is_same(*index, *index)).count();
    if index < first {
        return Some(index);
    }
    let last = (1..=least - first).take_while(|back| is_same(was - *back, is - *back)).count();
    if was - index <= last {
        return Some(is - (was - index));
    }
    let moved = (first..is - last).find(|index| now.row(table, *index) == own);
    moved.or_else(|| (was == is).then_some(index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::Note;
    use crate::model::NoteKind;
    use crate::ui::editor::fixtures::services_called as services;

    fn notes(texts: &[&str]) -> Authored {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        let note = |text: &&str| Note {
            about: "title".to_owned(),
            kind: NoteKind::Assumed,
            text: (*text).to_owned(),
            source: None,
        };
        rows.notes = texts.iter().map(note).collect();
        empty.with_rows(rows)
    }

    #[test]
    fn a_row_is_found_again_by_its_id() {
        let before = services(&["a", "b", "c"]);
        let after = |ids: &[&str]| row_after(&before, &services(ids), (Table::Services, 1));
        assert_eq!(after(&["a", "b", "c", "d"]), Some(1));
        assert_eq!(after(&["new", "a", "b", "c"]), Some(2));
        assert_eq!(after(&["b", "new", "c"]), Some(0));
        assert_eq!(after(&["a", "other", "c"]), Some(1), "it has another id");
        assert_eq!(after(&["a", "c"]), None);
    }

    #[test]
    fn a_row_without_an_id_is_found_again_by_its_values_or_its_place() {
        let before = notes(&["same", "b", "same"]);
        let after = |texts: &[&str]| row_after(&before, &notes(texts), (Table::Notes, 2));
        assert_eq!(after(&["same", "b", "changed"]), Some(2), "not the first one with these values");
        assert_eq!(after(&["new", "same", "b", "same"]), Some(3));
        assert_eq!(after(&["same", "new", "b", "same"]), Some(3));
        assert_eq!(after(&["b", "same"]), Some(1));
        assert_eq!(after(&["same", "same", "b"]), Some(1), "it was moved");
        assert_eq!(after(&["same", "b"]), None);
    }
}
