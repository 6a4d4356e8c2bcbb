//! Which notes of the import are untrue by now, because the value that they explain was changed afterwards.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::assume::{ASSUMED_SERVERS, ASSUMED_USERS, MANUAL_FAILOVER};
use crate::file::edit::{Edit, Table};
use crate::file::schema::{Hazard, Note, Scenario, Service, Site, Switch};
use crate::file::{Authored, Keyed, Pairs};
use crate::model::NoteKind;
use crate::text::{Language, Texts};
use crate::units::text;

/// The texts of the notes, each with the number in it. The other arguments, which the note alone does not tell, may be any text.
const NOTES: [(&str, u64); 11] = [
    ("import-note-users", ASSUMED_USERS),
    ("import-note-no-users", 0),
    ("import-note-servers", ASSUMED_SERVERS),
    ("import-note-load", 0),
    ("import-note-standby", 1),
    ("import-note-standby-servers", 0),
    ("import-assumed-town", 0),
    ("import-assumed-town-by-name", 0),
    ("import-assumed-run", 0),
    ("import-assumed-run-utc", 0),
    ("import-assumed-hazard", 0),
];
/// What stands for an argument that may be any text: a sign that no text of a language has.
const ANY: &str = "\u{e000}";

/// The scenario `after` a change without those notes of the import whose value the change has made another one. What the author has written is
/// never taken away.
#[must_use]
pub fn without_untrue_notes(before: &Authored, after: Authored) -> Authored {
    let untrue = untrue_notes(before.rows(), after.rows());
    if untrue.is_empty() {
        return after;
    }
    let removed = after.apply(&Edit::remove_all(&after, &untrue).edit).map(|(removed, _)| removed);
    removed.unwrap_or(after)
}

/// The notes that are untrue in `after`, by their table and index.
fn untrue_notes(before: &Scenario, after: &Scenario) -> Vec<(Table, usize)> {
    if !after.notes.iter().any(is_assumption) {
        return Vec::new();
    }
    let changes = Changes::new(before, after);
    let is_untrue = |note: &Note| {
        is_assumption(note)
            && changes.has(&note.about)
            && key_of(&note.text).is_some()
            && before.notes.iter().any(|there| there == note)
    };
    let notes = after.notes.iter().enumerate().filter(|(_, note)| is_untrue(note));
    notes.map(|(index, _)| (Table::Notes, index)).collect()
}

fn is_assumption(note: &Note) -> bool {
    note.kind == NoteKind::Assumed && note.source.is_none()
}

/// Whether a note of the import about a field of all services is untrue of this one: it is about those of which no source said more.
#[must_use]
pub fn is_untrue_of(note: &Note, service: &Service) -> bool {
    if !is_assumption(note) || !note.about.starts_with("services.*.") {
        return false;
    }
    let count = |servers: &Pairs<i128>| servers.0.iter().map(|(_, servers)| *servers).fold(0, i128::saturating_add);
    match key_of(&note.text) {
        Some("import-note-users") => service.users != i128::from(ASSUMED_USERS),
        Some("import-note-no-users") => service.users != 0,
        Some("import-note-servers") => service.on.0.iter().all(|(_, servers)| *servers != i128::from(ASSUMED_SERVERS)),
        Some("import-note-load") => service.load.is_some(),
        Some("import-note-standby-servers") => count(&service.standby) != count(&service.on),
        Some("import-note-standby") => {
            let is_it = |switch: &Switch| switch.auto.is_none() && switch.by_hand.as_deref() == Some(MANUAL_FAILOVER);
            !service.switch.as_ref().is_some_and(is_it)
        }
        Some(_) | None => false,
    }
}

/// The key of a text that the import writes, in whichever language it is.
fn key_of(words: &str) -> Option<&'static str> {
    static TEXTS: LazyLock<Vec<(&str, Vec<String>)>> = LazyLock::new(|| {
        let of = |texts: &Texts| {
            let parts = |(key, number): (&'static str, u64)| {
                let number = text::exact(number);
                let any = ["site", "town", "start", "length", "zone"].map(|name| (name, ANY));
                let args: Vec<(&str, &str)> = any.into_iter().chain([("number", number.as_str())]).collect();
                (key, texts.with(key, &args).split(ANY).map(str::to_owned).collect::<Vec<String>>())
            };
            NOTES.map(parts)
        };
        Language::ALL.into_iter().flat_map(|language| of(&Texts::of(language))).collect()
    });
    TEXTS.iter().find(|(_, parts)| consists_of(words, parts)).map(|(key, _)| *key)
}

/// Whether a text consists of these parts in their order, with any text between two of them.
fn consists_of(words: &str, parts: &[String]) -> bool {
    let [first, rest @ ..] = parts else { return false };
    let Some(mut left) = words.strip_prefix(first.as_str()) else { return false };
    let Some((last, middle)) = rest.split_last() else { return left.is_empty() };
    for part in middle {
        let Some((_, behind)) = left.split_once(part.as_str()) else { return false };
        left = behind;
    }
    left.ends_with(last.as_str())
}

/// What differs between two versions, as far as the import writes notes about it: rows by id, as they were and as they are.
struct Changes<'r> {
    head: bool,
    hazards: HashMap<&'r str, (&'r Hazard, &'r Hazard)>,
    sites: HashMap<&'r str, (&'r Site, &'r Site)>,
    services: HashMap<&'r str, (&'r Service, &'r Service)>,
}

impl<'r> Changes<'r> {
    fn new(before: &'r Scenario, after: &'r Scenario) -> Self {
        Self {
            head: (&before.start, &before.length, &before.zone) != (&after.start, &after.length, &after.zone),
            hazards: changed(&before.hazards, &after.hazards),
            sites: changed(&before.sites, &after.sites),
            services: changed(&before.services, &after.services),
        }
    }

    /// Whether the value is another one that a note of the import with this path explains.
    fn has(&self, about: &str) -> bool {
        let parts: Vec<&str> = about.split('.').collect();
        match parts[..] {
            ["start"] => self.head,
            ["hazards", id] => self.hazards.get(id).is_some_and(|(before, after)| {
                // It is called otherwise, and happens as before.
                **before != Hazard { name: before.name.clone(), ..Hazard::clone(after) }
            }),
            ["sites", id, "at"] => self.sites.get(id).is_some_and(|(before, after)| before.at != after.at),
            ["services", id, field] => {
                self.services.get(id).is_some_and(|(before, after)| has_other(before, after, field))
            }
            _ => false,
        }
    }
}

/// Whether a field of a service has another value. The servers of the standby are explained by those of the primary.
fn has_other(before: &Service, after: &Service, field: &str) -> bool {
    match field {
        "users" => before.users != after.users,
        "on" => before.on != after.on,
        "load" => before.load != after.load,
        "standby" => (&before.standby, &before.on) != (&after.standby, &after.on),
        "switch" => before.switch != after.switch,
        _ => false,
    }
}

/// The rows that are in both versions of a table and differ.
fn changed<'r, T: PartialEq>(before: &'r Keyed<T>, after: &'r Keyed<T>) -> HashMap<&'r str, (&'r T, &'r T)> {
    if before == after {
        return HashMap::new();
    }
    let there: HashMap<&str, &T> = before.iter().collect();
    let differ = |(id, now): (&'r str, &'r T)| {
        let was = there.get(id).copied()?;
        (!std::ptr::eq(was, now) && was != now).then_some((id, (was, now)))
    };
    after.iter().filter_map(differ).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Mapping, Options, Source, import};

    const TABLE: &str = "Service,Site,City,Standby site\nShop,Hall,Berlin,Annex\nMail,Annex,Hamburg,\n";

    fn imported(language: Language) -> Authored {
        let source = Source { name: "systems.csv".to_owned(), bytes: TABLE.as_bytes().into() };
        let made = import(&[source], &Mapping::default(), &Options::default(), &Texts::of(language));
        made.scenario.unwrap_or_else(|| panic!("{:?}", made.problems))
    }

    fn abouts(authored: &Authored) -> Vec<String> {
        authored.rows().notes.iter().map(|note| note.about.clone()).collect()
    }

    /// The scenario with another version of the service `shop`, as an edit makes it.
    fn with_shop(before: &Authored, change: impl FnOnce(&mut Service)) -> Authored {
        let mut row = before.rows().services.get("shop").expect("it is there").clone();
        change(&mut row);
        let index = before.position(Table::Services, "shop").expect("it is there");
        let edit = Edit::set(before, Table::Services, index, row).expect("it is there");
        without_untrue_notes(before, before.apply(&edit).expect("it fits").0)
    }

    #[test]
    fn a_note_of_the_import_goes_with_the_value_that_it_explains_in_every_language() {
        for language in Language::ALL {
            let before = imported(language);
            let all = abouts(&before);
            let gone = |after: &Authored| {
                let left = abouts(after);
                all.iter().filter(|about| !left.contains(about)).cloned().collect::<Vec<_>>()
            };
            assert_eq!(gone(&with_shop(&before, |shop| shop.users = 7)), ["services.shop.users"], "{language:?}");
            assert_eq!(gone(&with_shop(&before, |shop| shop.load = Some(3))), ["services.shop.load"]);
            assert_eq!(gone(&with_shop(&before, |shop| shop.switch = None)), ["services.shop.switch"]);
            let servers = with_shop(&before, |shop| shop.on.0[0].1 = 4);
            assert_eq!(gone(&servers), ["services.shop.on", "services.shop.standby"]);
            assert!(gone(&with_shop(&before, |shop| shop.name = "Store".to_owned())).is_empty());
            let rows = Scenario { start: "2026-01-05 09:00".to_owned(), ..before.rows().clone() };
            assert_eq!(gone(&without_untrue_notes(&before, before.with_rows(rows))), ["start"]);
        }
    }

    #[test]
    fn what_the_author_wrote_stays() {
        let imported = imported(Language::English);
        let index = imported.rows().notes.iter().position(|note| note.about == "services.shop.users").expect("a note");
        let note = imported.rows().notes.get(index).expect("a note").clone();
        let own = Note { text: "Counted at the door.".to_owned(), ..note };
        let edit = Edit::set(&imported, Table::Notes, index, own).expect("it is there");
        let (before, _) = imported.apply(&edit).expect("it fits");
        assert_eq!(abouts(&with_shop(&before, |shop| shop.users = 7)), abouts(&before));
    }

    #[test]
    fn a_note_about_all_services_is_only_about_those_that_have_what_it_says() {
        let text = Texts::english().with("import-note-users", &[("number", "1,000")]);
        let note = Note { about: "services.*.users".to_owned(), kind: NoteKind::Assumed, text, source: None };
        let service = |users| Service { users, ..Service::named("Shop".to_owned()) };
        assert!(is_untrue_of(&note, &service(7)) && !is_untrue_of(&note, &service(1_000)));
        let own = Note { text: "Round numbers.".to_owned(), ..note };
        assert!(!is_untrue_of(&own, &service(7)));
    }

    #[test]
    fn a_text_is_known_by_its_parts() {
        let parts = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        assert!(consists_of("Hall is shown in Berlin.", &parts("| is shown in |.")));
        assert!(consists_of("exact", &parts("exact")) && !consists_of("exactly", &parts("exact")));
        assert!(!consists_of("Hall stands in Berlin.", &parts("| is shown in |.")));
    }
}
