//! Finds rows again that have another id in a later version of a scenario, and changes what somebody has written about them accordingly.

use super::references::{Target, led_to, path_led_to, targets, targets_of_path};
use super::tables::{Row, Table};
use crate::file::authored::Authored;
use crate::file::schema::Plan;

/// The id in `now` of the row that has this id in `before`, or the name of the plan that has this name there. `None` if it is the same, or there
/// is no such row any more.
#[must_use]
pub fn new_id<'n>(before: &Authored, now: &'n Authored, of: Table, id: &str) -> Option<&'n str> {
    if before.count(of) != now.count(of) || now.position(of, id).is_some() {
        return None;
    }
    let index = before.position(of, id)?;
    now.key(of, index).filter(|new| before.position(of, new).is_none())
}

/// For each of these ids what [`new_id`] finds. For many ids in a large table this takes far less time.
#[must_use]
pub fn new_ids<'n>(before: &Authored, now: &'n Authored, of: Table, ids: &[&str]) -> Vec<Option<&'n str>> {
    let there = now.positions(of, ids.iter().copied());
    if before.count(of) != now.count(of) || there.iter().all(Option::is_some) {
        return vec![None; ids.len()];
    }
    let indexes = there.into_iter().zip(before.positions(of, ids.iter().copied()));
    let new = indexes.map(|(there, index)| now.key(of, index.filter(|_| there.is_none())?));
    let new: Vec<Option<&'n str>> = new.collect();
    // An id that another row had before is none that this one got.
    let mut known = before.positions(of, new.iter().flatten().copied()).into_iter();
    new.iter().map(|new| new.filter(|_| known.next().flatten().is_none())).collect()
}

/// A path of a value in `before`, as in notes and translations, with the ids that its rows have in `now`. `None` if these are the same.
#[must_use]
pub fn new_path(before: &Authored, now: &Authored, path: &str) -> Option<String> {
    let mut led: Option<String> = None;
    for (table, key) in targets_of_path(path) {
        if let Some(to) = new_id(before, now, table, &key) {
            let target = Target { table, key: &key };
            led = path_led_to(led.as_deref().unwrap_or(path), target, to).or(led);
        }
    }
    led
}

/// A row that was written for `before`, with the ids that the rows to which it refers have in `now`; if it is a plan, also with the name that it
/// has there. `None` if these are the same.
#[must_use]
pub fn with_new_ids(before: &Authored, now: &Authored, row: &Row) -> Option<Row> {
    let mut led: Option<Row> = None;
    for (table, key) in targets(row) {
        if let Some(to) = new_id(before, now, table, &key) {
            let target = Target { table, key: &key };
            led = led_to(led.as_ref().unwrap_or(row), target, to).or(led);
        }
    }
    let Row::Plan(plan) = led.as_ref().unwrap_or(row) else { return led };
    let Some(name) = new_id(before, now, Table::Plans, &plan.name) else { return led };
    Some(Plan { name: name.to_owned(), ..Plan::clone(plan) }.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::edit::Edit;
    use crate::file::schema::Note;
    use crate::model::NoteKind;

    fn small() -> Authored {
        crate::file::parse(include_bytes!("../../../tests/saves/small.ron")).expect("it has its shape")
    }

    fn renamed(authored: &Authored, of: Table, index: usize, to: &str) -> Authored {
        let edit = Edit::rename(authored, of, index, to).expect("it is free");
        authored.apply(&edit).expect("it fits").0
    }

    #[test]
    fn what_was_written_before_a_row_got_another_id_is_about_the_same_row_after_it() {
        let before = small();
        let id = before.key(Table::Sites, 0).expect("a site").to_owned();
        let now = renamed(&before, Table::Sites, 0, "new");
        assert_eq!(new_id(&before, &now, Table::Sites, &id), Some("new"));
        assert_eq!(new_id(&now, &before, Table::Sites, "new"), Some(id.as_str()), "also when that is undone");
        let keys: Vec<String> = before.keys(Table::Sites).map(String::from).chain(["gone".to_owned()]).collect();
        // Many are found at once as each is alone.
        let many: Vec<&str> = keys.iter().cycle().take(20).map(String::as_str).collect();
        for ids in [&many[..3], &many[..]] {
            let alone: Vec<Option<&str>> = ids.iter().map(|id| new_id(&before, &now, Table::Sites, id)).collect();
            assert_eq!(new_ids(&before, &now, Table::Sites, ids), alone);
        }
        assert_eq!(new_path(&before, &now, &format!("sites.{id}.name")).as_deref(), Some("sites.new.name"));
        let on = new_path(&before, &now, &format!("services.talk.on.{id}"));
        assert_eq!(on.as_deref(), Some("services.talk.on.new"), "also inside of another row");
        assert_eq!(new_path(&before, &now, "services.talk.name"), None);
        let about = format!("sites.{id}.name");
        let note = Note { about, kind: NoteKind::Assumed, text: String::new(), source: None };
        let Some(Row::Note(note)) = with_new_ids(&before, &now, &note.into()) else { panic!("it is about another id") };
        assert_eq!(note.about, "sites.new.name");
        // Every row that refers to it is as the edit of the id makes it.
        for of in Table::ALL {
            for index in 0..before.count(of) {
                let (old, new) = (before.row(of, index).expect("a row"), now.row(of, index).expect("a row"));
                assert_eq!(with_new_ids(&before, &now, &old).unwrap_or(old), new, "{of:?} {index}");
            }
        }
    }

    #[test]
    fn a_plan_is_found_by_its_new_name() {
        let before = small();
        let name = before.key(Table::Plans, 0).expect("a plan").to_owned();
        let now = renamed(&before, Table::Plans, 0, "Talks. All");
        let path = new_path(&before, &now, &format!("plans.{name}.about"));
        assert_eq!(path.as_deref(), Some("plans.Talks. All.about"));
        let Some(Row::Plan(plan)) = with_new_ids(&before, &now, &before.row(Table::Plans, 0).expect("a plan")) else {
            panic!("it has another name")
        };
        assert_eq!(plan.name, "Talks. All");
    }

    #[test]
    fn a_row_that_is_gone_has_no_new_id() {
        let before = small();
        let id = before.key(Table::Sites, 0).expect("a site").to_owned();
        let removal = Edit::remove(&before, Table::Sites, 0).expect("it is there");
        let (now, _) = before.apply(&removal.edit).expect("it fits");
        assert_eq!(new_id(&before, &now, Table::Sites, &id), None);
    }
}
