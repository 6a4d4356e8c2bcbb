//! What was typed in the editor and waits until it can be put into the document: in forms, and in cells of the table. The journal writes it down.

use super::loose_texts::LooseText;
use super::sheet::{WaitingCell, follow_rows};
use super::unsent::Unsent;
use crate::file::Authored;
use crate::file::edit::Edit;

/// What was typed about one version of a document and is not in it yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingTexts {
    /// In forms.
    pub(super) unsent: Unsent,
    /// In cells, and what is done to cells, in their order, each with its place in words.
    pub(super) cells: Vec<(WaitingCell, String)>,
    /// What belongs to no cell and to no field.
    pub(super) rest: Vec<LooseText>,
}

impl WaitingTexts {
    /// Whether nothing waits.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.unsent.is_empty() && self.cells.is_empty() && self.rest.is_empty()
    }

    /// Puts all of this into `now`, which a change has made of `before`, the version about which it was typed. Returns the version that has it, and
    /// the texts that cannot be put into it.
    #[must_use]
    pub fn onto(&self, before: &Authored, mut now: Authored) -> (Authored, Vec<LooseText>) {
        let mut waiting = self.clone();
        waiting.follow(before, &now);
        while let Some(edit) = waiting.unsent.take_edit(&now) {
            waiting.apply(&mut now, &edit);
        }
        let mut loose: Vec<LooseText> = Vec::new();
        while !waiting.cells.is_empty() {
            let (cell, place) = waiting.cells.remove(0);
            let count = loose.len();
            loose.retain(|text| !cell.takes_away(text));
            // The key that empties a cell takes away only what is wrong in it, if there is anything.
            if matches!(cell, WaitingCell::Cleared(_)) && loose.len() < count {
                continue;
            }
            match cell.edit(&now) {
                Some(Ok(edit)) => waiting.apply(&mut now, &edit),
                Some(Err(_)) | None => loose.extend(cell.loose(&now, place)),
            }
        }
        loose.append(&mut waiting.rest);
        (now, loose)
    }

    /// Makes an edit of `now`. All that still waits follows it. An edit that does not fit is left out.
    fn apply(&mut self, now: &mut Authored, edit: &Edit) {
        if let Ok((next, _)) = now.apply(edit) {
            self.follow(now, &next);
            *now = next;
        }
    }

    fn follow(&mut self, before: &Authored, now: &Authored) {
        self.unsent.follow(before, now);
        follow_rows(self.cells.iter_mut().map(|(cell, _)| cell), before, now);
    }
}

#[cfg(test)]
mod tests {
    use super::super::translated::TextPlace;
    use super::super::unsent::{RowPlace, UnsentId};
    use super::*;
    use crate::file::edit::{Head, Row, Table};
    use crate::file::schema::{Service, Site};

    fn rows() -> Authored {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        rows.sites = std::iter::once(("a".to_owned(), Site::named("A".to_owned()))).collect();
        let service = |name: &str| {
            let mut row = Service::named(name.to_owned());
            row.on.0.push(("a".to_owned(), 4));
            row
        };
        rows.services = [("s".to_owned(), service("S")), ("t".to_owned(), service("T"))].into_iter().collect();
        empty.with_rows(rows)
    }

    /// Types the name of a service in its form, while something else is being computed.
    fn type_name(waiting: &mut WaitingTexts, authored: &Authored, index: usize, name: &str) {
        let place = RowPlace::of(authored, (Table::Services, index));
        let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
        let typed = Service { name: name.to_owned(), ..Service::clone(&row) };
        waiting.unsent.rows.keep(&place, &typed.into(), &row.into(), (1, true));
    }

    fn services(authored: &Authored) -> Vec<(&str, &str, &str)> {
        let services = authored.rows().services.iter();
        services.map(|(id, row)| (id, row.name.as_str(), row.on.0[0].0.as_str())).collect()
    }

    #[test]
    fn a_document_has_all_that_was_typed_also_if_one_thing_changes_what_another_is_about() {
        let (mut waiting, before) = (WaitingTexts::default(), rows());
        assert!(waiting.is_empty());
        type_name(&mut waiting, &before, 0, "Shop");
        type_name(&mut waiting, &before, 1, "Till");
        let head = Head { title: "Typed".to_owned(), ..Head::of(before.rows()) };
        waiting.unsent.head.keep(&(), &head, &Head::of(before.rows()), (1, true));
        for (key, written) in [("services.s.name", "가게"), ("services.t.name", "계산대")] {
            let place = TextPlace { key: key.to_owned(), ..TextPlace::default() };
            waiting.unsent.texts.keep(&place, &written.to_owned(), &String::new(), (1, true));
        }
        // Every row refers to the site, whose id changes.
        let id = |table, from: &str, to: &str| UnsentId { table, from: from.to_owned(), to: to.to_owned() };
        waiting.unsent.ids.extend([id(Table::Sites, "a", "hall"), id(Table::Services, "s", "shop")]);
        assert!(!waiting.is_empty());
        let (now, loose) = waiting.onto(&before, before.clone());
        assert_eq!((now.rows().title.as_str(), loose), ("Typed", Vec::new()));
        assert_eq!(services(&now), [("shop", "Shop", "hall"), ("t", "Till", "hall")]);
        let language = TextPlace::default().language.tag();
        let translations = &now.rows().translations.get(language).expect("translations").0;
        let keys: Vec<&str> = translations.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["services.shop.name", "services.t.name"]);
    }

    #[test]
    fn what_was_typed_goes_where_its_row_is_after_the_change_for_which_it_waits() {
        let (mut waiting, before) = (WaitingTexts::default(), rows());
        type_name(&mut waiting, &before, 1, "Till");
        let removal = Edit::remove(&before, Table::Services, 0).expect("it is there");
        let (now, _) = before.apply(&removal.edit).expect("it fits");
        let (now, _) = waiting.onto(&before, now);
        assert_eq!(services(&now), [("t", "Till", "a")]);
    }
}
