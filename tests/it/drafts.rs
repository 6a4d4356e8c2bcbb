//! Drafts: files with problems open in the window where their shape can be read, are edited and saved there, and lose nothing.

use std::fs;
use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::edit::sheet::{CellChange, Column, Place, change_cells};
use firedrill::file::edit::{Edit, Row, Table};
use firedrill::file::schema::{Plan, Service};
use firedrill::file::{self, Authored, FieldPath, Opened};
use firedrill::session::{Command, EditCommand};
use tempfile::TempDir;

use crate::support::window::{WIDE, ask, click, on, painted, write};

const WORLD: &str = r#"// A shop.
(
  firedrill: 1, title: "One cable", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "digger": (name: "A digger", kind: Network, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) },
  sites: { "hall": (name: "The hall", at: (52.52, 13.40), hazard: "digger") },
  services: {
    "shop": (name: "Shop", users: USERS, on: { "hall": 12 }, load: 8), // the shop
    "mail": (name: "Mail", users: 500, on: { "hall": 2 }),
  },
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)
"#;

fn with_users(users: &str) -> String {
    WORLD.replace("USERS", users)
}

fn draft(text: &str) -> Authored {
    match file::open(text.as_bytes()).expect("its shape can be read") {
        Opened::Draft(authored, report) => {
            assert!(report.count() > 0);
            authored
        }
        Opened::Valid(..) => panic!("it has problems"),
    }
}

/// The draft with other users of a service.
fn set_users(draft: &Authored, service: usize, users: i128) -> Authored {
    let Some(Row::Service(row)) = draft.row(Table::Services, service) else { panic!("a service") };
    let row = Service { users, ..Service::clone(&row) };
    let edit = Edit::set(draft, Table::Services, service, row).expect("there is a row");
    draft.apply(&edit).expect("it was made for it").0
}

#[test]
fn what_could_not_be_read_stays_in_the_file_until_it_is_replaced() {
    for users in ["\"many\"", "20,000", "5k, colour: \"red\""] {
        let text = with_users(users);
        let read = draft(&text);
        assert_eq!(read.to_file(), text, "untouched, it is the same bytes");
        // A change elsewhere leaves what could not be read.
        let elsewhere = set_users(&read, 1, 501);
        assert_eq!(elsewhere.to_file(), text.replace("users: 500", "users: 501"), "{users}");
        assert!(file::check(&elsewhere).is_err(), "it is still a draft");
        assert!(file::load(elsewhere.to_file().as_bytes()).is_err(), "and refused without a window");
    }
    let corrected = set_users(&draft(&with_users("\"many\"")), 0, 7);
    assert_eq!(corrected.to_file(), with_users("7"));
    assert!(file::check(&corrected).is_ok());
}

fn path(parts: &[&str]) -> FieldPath {
    FieldPath::of(parts.iter().copied())
}

/// The draft after the value with this path in its first service was written again as it is.
fn written_again(draft: &Authored, field: &[&str]) -> Authored {
    let row = draft.row(Table::Services, 0).expect("a service");
    let edit = Edit::set(draft, Table::Services, 0, row).expect("there is a row");
    draft.apply(&edit.correcting(vec![path(field)])).expect("it was made for it").0
}

#[test]
fn a_value_can_be_corrected_to_just_what_stood_in_for_it() {
    for (written, field, right) in [
        ("abc", "users", "users: 0, on:"),
        ("\"many\"", "users", "users: 0, on:"),
        ("20,000", "users", "users: 20000, on:"),
        ("5, retry: often", "retry", "users: 5, retry: 0.0, on:"),
        ("5, rto_from: Never", "rto_from", "users: 5, rto_from: Degraded, on:"),
        ("5, kind: soon", "kind", "users: 5, kind: \"soon\", on:"),
        ("5, needs: abc", "needs", "users: 5, on:"),
    ] {
        let read = draft(&with_users(written));
        let corrected = written_again(&read, &["services", "shop", field]);
        assert!(!corrected.says_the_same(&read), "{written}");
        let text = corrected.to_file();
        for part in [right, "// A shop.", "// the shop"] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
        assert!(file::check(&corrected).is_ok() && file::load(text.as_bytes()).is_ok(), "{text}");
        assert!(written_again(&read, &["services", "shop", "load"]).says_the_same(&read), "another value");
    }
}

#[test]
fn a_corrected_value_stays_corrected_when_it_becomes_what_stood_in_for_it() {
    let five = set_users(&draft(&with_users("abc")), 0, 5);
    let none = set_users(&five, 0, 0);
    assert_eq!(none.to_file(), with_users("0"));
    assert!(file::check(&none).is_ok());
}

#[test]
fn what_could_not_be_read_elsewhere_stays_when_one_value_is_corrected_or_rows_move() {
    let text = with_users("abc").replace("users: 500", "users: lots");
    let corrected = written_again(&draft(&text), &["services", "shop", "users"]);
    assert_eq!(corrected.to_file(), text.replace("users: abc", "users: 0"));
    let mail = ["services", "mail", "users"];
    assert_eq!(corrected.unread(&path(&mail)), Some("lots"));
    assert!(file::check(&corrected).is_err(), "it is still a draft");
    let measured = WORLD.replace("USERS", "5").replace(
        "(name: \"Monday\",",
        "(name: \"Monday\", measures: [ LimitRetries(service: \"shop\", retry: often) ],",
    );
    let read = draft(&measured);
    assert_eq!(read.unread(&path(&["plans", "0", "measures", "0", "retry"])), Some("often"));
    let Some(Row::Plan(monday)) = read.row(Table::Plans, 0) else { panic!("a plan") };
    let before = Plan { name: "Sunday".to_owned(), measures: Vec::new(), ..Plan::clone(&monday) };
    let edit = Edit::add(&read, Table::Plans, 0, "", before).expect("the name is free");
    let moved = read.apply(&edit).expect("it was made for it").0;
    assert!(moved.to_file().contains("retry: often"), "{}", moved.to_file());
    assert_eq!(moved.unread(&path(&["plans", "1", "measures", "0", "retry"])), Some("often"));
    assert_eq!(moved.unread(&path(&["plans", "0", "measures", "0", "retry"])), None);
}

#[test]
fn rows_of_a_draft_that_are_renamed_between_two_saves_keep_their_comments() {
    let text = with_users("5").replace("13.40)", "east)").replace("\"hall\": 2 }),", "\"hall\": 2 }), // the mail");
    let read = draft(&text);
    let rename = |from: &Authored, key: &str, to: &str| {
        let index = from.position(Table::Services, key).expect("it is there");
        let edit = Edit::rename(from, Table::Services, index, to).expect("the id is free");
        from.apply(&edit).expect("it was made for it").0
    };
    // The second one gets the id that the first one had.
    let first = rename(&read, "shop", "store");
    let renamed = text.replace("\"shop\": (", "\"store\": (").replace("\"mail\": (", "\"shop\": (");
    assert_eq!(rename(&first, "mail", "shop").to_file(), renamed);
    // So it is if something else is changed before, in between or after.
    for [before, between, after] in [[6, 6, 6], [5, 6, 6], [5, 5, 6], [7, 8, 6]] {
        let first = rename(&set_users(&read, 0, before), "shop", "store");
        let second = rename(&set_users(&first, 0, between), "mail", "shop");
        let changed = set_users(&second, 0, after);
        assert_eq!(changed.to_file(), renamed.replace("users: 5,", "users: 6,"), "{before}, {between}, {after}");
        assert!(file::check(&changed).is_err(), "it is still a draft");
    }
}

#[test]
fn a_cell_of_the_table_corrects_what_could_not_be_read() {
    let read = draft(&with_users("abc"));
    let cell = CellChange { place: Place::Row(0), column: Column::Users, text: "0".to_owned(), line: 1 };
    let pasted = change_cells(&read, Table::Services, &[cell]).expect("it is a number");
    assert_eq!(pasted.changed, 1);
    let corrected = read.apply(&pasted.edit).expect("it was made for it").0;
    assert_eq!(corrected.to_file(), with_users("0"));
}

#[test]
fn a_draft_in_an_odd_notation_loses_no_text() {
    let odd = with_users("5").replace("users: 500", "\"users\" = 500").replace("kind: Network", "kind: 'Netwerk'");
    let changed = set_users(&draft(&odd), 0, 6).to_file();
    for part in ["Netwerk", "500", "// A shop.", "// the shop"] {
        assert!(changed.contains(part), "{part} is gone:\n{changed}");
    }
}

#[test]
fn what_has_no_shape_is_refused_as_ever() {
    for text in ["", "A sentence.", "( firedrill: 1, title: ", "{ \"a\": 1 }", "[1, 2]"] {
        assert!(file::open(text.as_bytes()).is_err(), "{text}");
    }
    let newer = with_users("5").replace("firedrill: 1", "firedrill: 99");
    assert!(file::open(newer.as_bytes()).is_err(), "a newer program wrote it");
}

fn open(text: &str) -> (TempDir, PathBuf, Harness<'static, App>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", text);
    let harness = on(WIDE, Some(path.clone()), Setup::default());
    (folder, path, harness)
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default()
}

fn save(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
}

#[test]
fn a_file_with_problems_opens_as_a_draft_in_the_editor_and_runs_once_they_are_corrected() {
    let (_folder, path, mut harness) = open(&with_users("\"many\""));
    assert_eq!(title(&harness), "One cable is a draft. Problems: 1");
    let session = harness.state().session();
    assert!(session.is_run_off() && !session.is_changed());
    assert!(harness.query_all_by_label_contains("nothing runs until its problems are corrected").next().is_some());
    click(&mut harness, "Mail");
    type_in(&mut harness, "Name", "Post");
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved as a draft in "), "{}", title(&harness));
    assert!(title(&harness).ends_with("Problems: 1"));
    assert_eq!(fs::read_to_string(&path).expect("reads"), with_users("\"many\"").replace("Mail", "Post"));
    // What its author wrote stands in place of the number that could not be read, in the table of cells and in the form.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    let value = |harness: &Harness<'_, App>, label: &str| {
        let values = harness.get_all_by_label(label).filter_map(|node| node.accesskit_node().value());
        values.map(|value| value.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(value(&harness, "Users, Shop"), ["\"many\""]);
    assert_eq!(value(&harness, "Users, Post"), ["500"]);
    click(&mut harness, "Close the table");
    click(&mut harness, "All parts");
    click(&mut harness, "Shop");
    assert!(value(&harness, "Users").contains(&"\"many\"".to_owned()), "{:?}", value(&harness, "Users"));
    type_in(&mut harness, "Users", "20000");
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert!(!session.is_run_off());
    assert_eq!(session.scenario().services.rows()[0].users, 20_000);
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_eq!(fs::read_to_string(&path).expect("reads"), with_users("20000").replace("Mail", "Post"));
    assert!(file::read(&path).is_ok());
}

#[test]
fn outside_the_editor_it_is_said_whether_a_draft_runs() {
    let (_folder, _, mut harness) = open(&with_users("\"many\""));
    let toggle = |harness: &mut Harness<'_, App>| {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
        harness.run();
    };
    toggle(&mut harness);
    assert!(harness.query_by_label("Draft: nothing runs").is_some());
    let said = painted(&harness).join("\n");
    assert!(said.contains("nothing runs until its problems are corrected"), "{said}");
    for untrue in ["has no services", "no sites and no services", "0 of 0"] {
        assert!(!said.contains(untrue), "{untrue}: {said}");
    }
    // One that has run before shows that run.
    let (_folder, _, mut harness) = open(&with_users("500"));
    assert!(harness.query_by_label_contains("Draft: ").is_none());
    let authored = harness.state().session().authored();
    let service = Service { users: -1, ..Service::named("Shop".to_owned()) };
    let edit = Edit::set(authored, Table::Services, 0, service).expect("there is a row");
    ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    assert!(!harness.state().session().problems().is_empty());
    // A click leads to the editor, where its problems are.
    click(&mut harness, "Draft: an earlier version runs");
    let said = painted(&harness).join("\n");
    assert!(said.contains("the last scenario without problems is the one that runs"), "{said}");
}

#[test]
fn zero_can_be_typed_in_place_of_a_number_that_could_not_be_read() {
    let (_folder, path, mut harness) = open(&with_users("\"many\""));
    click(&mut harness, "Shop");
    // The keyboard that only passes through the field changes nothing.
    let is_number = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::SpinButton;
    harness.get_all_by_label("Users").find(is_number).expect("the field").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!harness.state().session().is_changed());
    let defaults = |harness: &Harness<'_, App>| painted(harness).iter().filter(|text| *text == "default").count();
    let before = defaults(&harness);
    type_in(&mut harness, "Users", "0");
    assert!(defaults(&harness) > before, "zero is the default, and what could not be read was not");
    let session = harness.state().session();
    assert_eq!((session.problems(), session.is_changed()), (&[][..], true));
    assert_eq!(session.scenario().services.rows()[0].users, 0);
    save(&mut harness);
    assert_eq!(fs::read_to_string(&path).expect("reads"), with_users("0"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(harness.state().session().problem_count(), 1, "undo brings the mistake back");
}

/// Replaces the text of the field with this name.
fn type_in(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SpinButton);
    let named = harness.get_all_by_label(field).find(|node| is_field(node.accesskit_node().role()));
    named.unwrap_or_else(|| panic!("no field {field}")).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}
