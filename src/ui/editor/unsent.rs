//! What was typed in the editor while another change was being computed, and is not in the document yet. Each form keeps its own, also while
//! another one is shown.

use super::basis_change::Basis;
use super::translated::TextPlace;
use super::unsent_values::UnsentValues;
use crate::file::Authored;
use crate::file::edit::{Edit, Head, Row, Table, new_id, new_path, with_new_ids};

/// The row that a form is about. It is found by its id, if it has one, because other changes may move it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowPlace {
    table: Table,
    index: usize,
    /// Its id; empty if it has none.
    key: String,
}

impl RowPlace {
    pub(super) fn of(authored: &Authored, (table, index): (Table, usize)) -> Self {
        let key = authored.key(table, index).filter(|_| table.has_ids()).unwrap_or_default().to_owned();
        Self { table, index, key }
    }

    /// The row of the table with this name that has this id or, without ids, this index. `None` if there is no such row.
    pub(super) fn named(authored: &Authored, table: &str, row: &str) -> Option<Self> {
        let table = Table::named(table)?;
        let index = if table.has_ids() { authored.position(table, row)? } else { row.parse().ok()? };
        (index < authored.count(table)).then(|| Self::of(authored, (table, index)))
    }

    /// The table and the index of the row.
    pub(super) const fn at(&self) -> (Table, usize) {
        (self.table, self.index)
    }

    /// The row that the document has. `None` if it is gone.
    pub(super) fn row(&self, authored: &Authored) -> Option<Row> {
        let is_it = self.key.is_empty() || authored.key(self.table, self.index) == Some(self.key.as_str());
        authored.row(self.table, self.index).filter(|_| is_it)
    }

    /// The path of the row: its table, and its id or its index.
    pub(super) fn path(&self) -> [String; 2] {
        let own = if self.key.is_empty() { self.index.to_string() } else { self.key.clone() };
        [self.table.name().to_owned(), own]
    }

    /// Finds the row again after a change of the document.
    pub(super) fn follow(&mut self, before: &Authored, now: &Authored) {
        let (table, index) = (self.table, self.index);
        if self.key.is_empty() {
            // It is the one that is the same; else the one in its place, which may have been changed.
            let own = before.row(table, index);
            if own.is_some() && now.row(table, index) != own {
                let moved = (0..now.count(table)).find(|index| now.row(table, *index) == own);
                self.index = moved.unwrap_or(index);
            }
            return;
        }
        if let Some(id) = new_id(before, now, table, &self.key) {
            id.clone_into(&mut self.key);
        }
        if now.key(table, index) != Some(self.key.as_str()) {
            self.index = now.position(table, &self.key).unwrap_or(index);
        }
    }
}

/// A new id that is given to a row when no other change is being computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnsentId {
    pub table: Table,
    pub from: String,
    pub to: String,
}

/// All that was typed in the editor and is not in the document yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unsent {
    /// In the forms of rows.
    pub rows: UnsentValues<RowPlace, Row>,
    /// In the form of the fields in no table.
    pub head: UnsentValues<(), Head>,
    /// Translations.
    pub texts: UnsentValues<TextPlace, String>,
    /// What values are based on, by their paths.
    pub bases: UnsentValues<Vec<String>, Basis>,
    /// Ids, in their order.
    pub ids: Vec<UnsentId>,
}

impl Unsent {
    /// Whether there is nothing of it.
    pub(super) const fn is_empty(&self) -> bool {
        let Self { rows, head, texts, bases, ids } = self;
        rows.is_empty() && head.is_empty() && texts.is_empty() && bases.is_empty() && ids.is_empty()
    }

    /// Whether the form of this row or, without one, of the fields in no table has something that this version of the document does not have.
    pub(super) fn is_ahead(&self, place: Option<&RowPlace>, authored: &Authored) -> bool {
        match place {
            Some(place) => self.rows.get(place).is_some_and(|now| place.row(authored).is_some_and(|row| row != *now)),
            None => self.head.get(&()).is_some_and(|now| *now != Head::of(authored.rows())),
        }
    }

    /// Takes out the next of all this, as an edit that makes this version of the document have it. What is about rows that are gone is left out.
    pub(super) fn take_edit(&mut self, authored: &Authored) -> Option<Edit> {
        while let Some((place, ahead)) = self.rows.take_first() {
            let (table, index) = place.at();
            let row = place.row(authored);
            if let Some(Ok(edit)) = row.map(|row| Edit::set(authored, table, index, ahead.onto(&row))) {
                return Some(edit);
            }
        }
        if let Some(((), ahead)) = self.head.take_first() {
            return Some(Edit::set_head(ahead.onto(&Head::of(authored.rows()))));
        }
        if let Some((place, ahead)) = self.texts.take_first() {
            return Some(place.edit(authored, &ahead.onto(&place.translation(authored)), 0).edit);
        }
        while let Some((path, ahead)) = self.bases.take_first() {
            let basis = ahead.onto(&Basis::of(authored, &path));
            if let Some(edit) = basis.edit(authored, &path).filter(|_| Basis::is_possible(authored, &path)) {
                return Some(edit);
            }
        }
        // Everything else is about the ids that the document has.
        while !self.ids.is_empty() {
            let UnsentId { table, from, to } = self.ids.remove(0);
            let index = authored.position(table, &from);
            if let Some(Ok(edit)) = index.map(|index| Edit::rename(authored, table, index, &to)) {
                return Some(edit);
            }
        }
        None
    }

    /// Keeps up with the document, whose version before this one is `before`: what was typed about a row that has another id or another place
    /// now is still about this row.
    pub(super) fn follow(&mut self, before: &Authored, now: &Authored) {
        let follow_path = |path: &mut Vec<String>| {
            if let Some(new) = new_path(before, now, &path.join(".")) {
                *path = new.split('.').map(str::to_owned).collect();
            }
        };
        let follow_row = |row: &mut Row| {
            if let Some(new) = with_new_ids(before, now, row) {
                *row = new;
            }
        };
        let follow_text = |place: &mut TextPlace| {
            if let Some(new) = new_path(before, now, &place.key) {
                place.key = new;
            }
        };
        self.rows.follow(|place| place.follow(before, now), follow_row);
        self.texts.follow(follow_text, |_| {});
        self.bases.follow(follow_path, |basis| basis.follow_ids(before, now));
        for id in &mut self.ids {
            if let Some(new) = new_id(before, now, id.table, &id.from) {
                new.clone_into(&mut id.from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::{News, Note, Service, Site, Trigger};
    use crate::model::NoteKind;

    fn rows(users: i128) -> Authored {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        rows.sites = std::iter::once(("a".to_owned(), Site::named("A".to_owned()))).collect();
        let service = |name: &str| Service { users, ..Service::named(name.to_owned()) };
        rows.services = [("s".to_owned(), service("S")), ("t".to_owned(), service("T"))].into_iter().collect();
        let news = |title: &str| News {
            when: Trigger::At("10:00".to_owned()),
            title: title.to_owned(),
            text: String::new(),
            source: None,
        };
        rows.news = [news("First"), news("Second")].into_iter().collect();
        empty.with_rows(rows)
    }

    fn after(authored: &Authored, edit: &Edit) -> Authored {
        authored.apply(edit).expect("it fits").0
    }

    fn named(authored: &Authored, index: usize, name: &str) -> Row {
        let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
        Service { name: name.to_owned(), ..Service::clone(&row) }.into()
    }

    /// Types in the form of a row while something else is being computed.
    fn keep(unsent: &mut Unsent, authored: &Authored, at: (Table, usize), now: &Row) -> RowPlace {
        let place = RowPlace::of(authored, at);
        let before = place.row(authored).expect("a row");
        assert!(!unsent.rows.keep(&place, now, &before, (1, true)));
        place
    }

    fn next(unsent: &mut Unsent, authored: &Authored, moment: (u64, bool)) -> Option<((Table, usize), Row)> {
        let next = unsent.rows.next(|place| place.row(authored), None, moment);
        next.map(|(place, [_, after])| (place.at(), after))
    }

    #[test]
    fn each_form_keeps_what_was_typed_in_it_and_the_changes_are_made_one_after_another() {
        let (mut unsent, before) = (Unsent::default(), rows(1));
        let places = [(0, "Shop"), (1, "Till")]
            .map(|(index, name)| keep(&mut unsent, &before, (Table::Services, index), &named(&before, index, name)));
        assert!(next(&mut unsent, &before, (1, true)).is_none(), "a change is being computed");
        // It is made, and changed neither of them.
        let first = next(&mut unsent, &before, (2, false)).expect("a change");
        assert_eq!(first, ((Table::Services, 0), named(&before, 0, "Shop")));
        assert!(next(&mut unsent, &before, (2, true)).is_none(), "that one is being computed");
        let edit = Edit::set(&before, Table::Services, 0, named(&before, 0, "Shop")).expect("a row");
        let now = after(&before, &edit);
        unsent.follow(&before, &now);
        let second = next(&mut unsent, &now, (3, false)).expect("a change");
        assert_eq!(second, ((Table::Services, 1), named(&before, 1, "Till")));
        let edit = Edit::set(&now, Table::Services, 1, named(&before, 1, "Till")).expect("a row");
        assert!(next(&mut unsent, &after(&now, &edit), (4, false)).is_none());
        assert!(places.iter().all(|place| unsent.rows.get(place).is_none()), "all is made");
    }

    #[test]
    fn what_was_typed_in_a_form_and_what_another_change_made_of_its_row_become_one_row() {
        let (mut unsent, before) = (Unsent::default(), rows(1));
        keep(&mut unsent, &before, (Table::Services, 0), &named(&before, 0, "Typed"));
        // Meanwhile the table changes the users of the row.
        let Some(Row::Service(row)) = before.row(Table::Services, 0) else { panic!("a service") };
        let changed = Service { users: 7, ..Service::clone(&row) };
        let now = after(&before, &Edit::set(&before, Table::Services, 0, changed).expect("a row"));
        unsent.follow(&before, &now);
        let (_, Row::Service(row)) = next(&mut unsent, &now, (2, false)).expect("the letters are not lost") else {
            panic!("a service")
        };
        assert_eq!((row.name.as_str(), row.users), ("Typed", 7));
    }

    #[test]
    fn what_is_typed_follows_its_row_to_another_place() {
        let (mut unsent, before) = (Unsent::default(), rows(1));
        let Some(Row::News(second)) = before.row(Table::News, 1) else { panic!("a headline") };
        let headline = Row::from(News { title: "Typed".to_owned(), ..News::clone(&second) });
        keep(&mut unsent, &before, (Table::News, 1), &headline);
        keep(&mut unsent, &before, (Table::Services, 1), &named(&before, 1, "Till"));
        let less = after(&before, &Edit::remove(&before, Table::News, 0).expect("it is there").edit);
        let now = after(&less, &Edit::reorder(&less, Table::Services, 1, 0).expect("it is there"));
        unsent.follow(&before, &less);
        unsent.follow(&less, &now);
        assert_eq!(next(&mut unsent, &now, (2, false)), Some(((Table::News, 0), headline)));
        let till = named(&before, 1, "Till");
        assert_eq!(next(&mut unsent, &now, (2, false)), Some(((Table::Services, 0), till)));
    }

    #[test]
    fn what_is_typed_about_a_row_is_about_it_when_it_has_another_id() {
        let (mut unsent, before) = (Unsent::default(), rows(1));
        let path = |id: &str| ["sites", id, "name"].map(str::to_owned).to_vec();
        let note = |id: &str| {
            let about = format!("sites.{id}.name");
            let note = Note { about, kind: NoteKind::Assumed, text: "A guess.".to_owned(), source: None };
            Basis { note: Some(note), source: None }
        };
        unsent.bases.keep(&path("a"), &note("a"), &Basis::default(), (1, true));
        let text = |id: &str| TextPlace { key: format!("sites.{id}.name"), ..TextPlace::default() };
        unsent.texts.keep(&text("a"), &"가".to_owned(), &String::new(), (1, true));
        unsent.ids.push(UnsentId { table: Table::Sites, from: "a".to_owned(), to: "c".to_owned() });
        let Some(Row::Service(shop)) = before.row(Table::Services, 0) else { panic!("a service") };
        let on = |id: &str| {
            let mut row = Service::clone(&shop);
            row.on.0.push((id.to_owned(), 4));
            Row::from(row)
        };
        let place = keep(&mut unsent, &before, (Table::Services, 0), &on("a"));
        let now = after(&before, &Edit::rename(&before, Table::Sites, 0, "b").expect("it is free"));
        unsent.follow(&before, &now);
        assert_eq!(unsent.bases.get(&path("b")), Some(&note("b")));
        assert_eq!(unsent.texts.get(&text("b")).map(String::as_str), Some("가"));
        assert_eq!(unsent.ids[0].from, "b");
        assert_eq!(unsent.rows.get(&place), Some(&on("b")), "also where another row refers to it");
    }
}
