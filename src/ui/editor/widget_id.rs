//! The id of a row in the ids of the widgets of its form. It stays the one that the row had when its form was opened: otherwise the field in which the
//! person types would lose the keyboard when the row gets another id.

use crate::file::Authored;
use crate::file::edit::{Table, new_id};

/// The row whose form was drawn last, with the id that its widgets have.
#[derive(Debug)]
pub(super) struct WidgetId {
    table: Table,
    /// The id of the row now.
    id: String,
    /// The id that it had when its form was opened.
    first: String,
}

impl WidgetId {
    /// The id for the widgets of the row of this table that has the id `id` now. `kept` is what was drawn last.
    pub(super) fn of(kept: &mut Option<Self>, table: Table, id: &str) -> String {
        if let Some(kept) = kept.as_ref().filter(|kept| kept.table == table && kept.id == id) {
            return kept.first.clone();
        }
        *kept = Some(Self { table, id: id.to_owned(), first: id.to_owned() });
        id.to_owned()
    }

    /// Keeps up with the document, whose version before this one is `before`.
    pub(super) fn follow(&mut self, before: &Authored, now: &Authored) {
        if let Some(id) = new_id(before, now, self.table, &self.id) {
            id.clone_into(&mut self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::edit::Edit;
    use crate::file::schema::Site;

    #[test]
    fn the_widgets_of_a_form_stay_the_same_ones_when_its_row_gets_another_id() {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        rows.sites = ["a", "b"].map(|id| (id.to_owned(), Site::named(id.to_owned()))).into_iter().collect();
        let before = empty.with_rows(rows);
        let edit = Edit::rename(&before, Table::Sites, 0, "c").expect("it is free");
        let (now, _) = before.apply(&edit).expect("it fits");
        let mut kept = None;
        assert_eq!(WidgetId::of(&mut kept, Table::Sites, "a"), "a");
        kept.as_mut().expect("it is kept").follow(&before, &now);
        assert_eq!(WidgetId::of(&mut kept, Table::Sites, "c"), "a");
        assert_eq!(WidgetId::of(&mut kept, Table::Sites, "b"), "b", "the form of another row is another one");
        assert_eq!(WidgetId::of(&mut kept, Table::Sites, "c"), "c");
    }
}
