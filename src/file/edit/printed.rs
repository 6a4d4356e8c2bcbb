//! What a row, or a number that is in no table, has at a path, as it is printed in a file.

use super::change::Head;
use super::tables::Row;
use crate::file::patch::RowTree;

impl Row {
    /// What the row has at this path within it, as it is printed in a file. `None` if nothing is there, or if it is left out because it is the
    /// default.
    #[must_use]
    pub fn printed_part(&self, path: &[String]) -> Option<String> {
        self.tree().part(path)
    }
}

impl Head {
    /// The number at this path, as [`Row::printed_part`] says. `None` also for everything else than numbers.
    #[must_use]
    pub fn printed_number(&self, path: &[String]) -> Option<String> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "population" => self.population.map(|people| people.to_string()),
            "uncertainty" => Some(self.uncertainty.to_string()),
            "reaction" => RowTree::of(self.reaction.as_ref()?).part(rest),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::schema::{Hazard, Need, Reaction, Service, Site};
    use crate::model::HazardKind;

    fn path(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn what_a_row_has_at_a_path_is_found_in_fields_maps_lists_and_tuples() {
        let mut service = Service { users: 5, ..Service::named("Shop".to_owned()) };
        service.on.0.push(("hall-1".to_owned(), 12));
        let need = Need { weight: 0.5, grace: None, any: None, primary: false };
        service.needs.0.push(("pay".to_owned(), need));
        let service = Row::from(service);
        let found = |parts: &[&str]| service.printed_part(&path(parts));
        assert_eq!(found(&["users"]).as_deref(), Some("5"));
        assert_eq!(found(&["on", "hall-1"]).as_deref(), Some("12"));
        assert_eq!(found(&["needs", "pay", "weight"]).as_deref(), Some("0.5"));
        for nothing in [&["load"][..], &["on", "annex"], &["retry"], &["users", "0"], &["on", "0"]] {
            assert_eq!(found(nothing), None, "{nothing:?}");
        }
        let site = Row::from(Site { at: Some((52.5, 13.25)), ..Site::named("Hall".to_owned()) });
        assert_eq!(site.printed_part(&path(&["at", "1"])).as_deref(), Some("13.25"));
        let hazard = Row::from(Hazard {
            name: "A cut".to_owned(),
            kind: HazardKind::Power,
            spread: vec![("0s".to_owned(), 1.0), ("5m".to_owned(), 0.5)],
            out: "2h".to_owned(),
            repair: Vec::new(),
            uncertainty: None,
            damages: 0.0,
            destroys: 0.0,
            repair_work: None,
        });
        assert_eq!(hazard.printed_part(&path(&["spread", "1", "1"])).as_deref(), Some("0.5"));
    }

    #[test]
    fn numbers_in_no_table_are_found_too() {
        let (empty, _) = crate::file::empty();
        let reaction = Reaction {
            worst: 0.25,
            half: 0.3,
            memory: 5.0,
            overshoot: 0.5,
            rise: "5m".to_owned(),
            fade: "30m".to_owned(),
        };
        let head = Head { population: Some(7), reaction: Some(reaction), ..Head::of(empty.rows()) };
        let found = |parts: &[&str]| head.printed_number(&path(parts));
        assert_eq!(found(&["population"]).as_deref(), Some("7"));
        assert_eq!(found(&["reaction", "worst"]).as_deref(), Some("0.25"));
        assert_eq!(found(&["title"]), None);
    }
}
