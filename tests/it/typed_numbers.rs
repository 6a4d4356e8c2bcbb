//! A text in a field for a number, or for an id, that cannot be its value stays in the field, is told, and changes nothing.

use std::fs;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::edit::Table;

use crate::editor::{leave, type_in};
use crate::gestures::drag_over;
use crate::support::window::{WIDE, click, on, on_text, painted, press, write};

const WORLD: &str = r#"(
  firedrill: 1, title: "Two halls", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "cut": (name: "A cut", kind: Power, spread: [("0s", 1.0)], out: "2h", repair: [("1h", 0.0)]) },
  sites: {
    "hall": (name: "The hall", at: (52.5, 13.123456789), hazard: "cut"),
    "annex": (name: "The annex", at: (51.5, 15.0), hazard: "cut"),
  },
  services: {
    "shop": (name: "Shop", users: 20000, on: { "hall": 12 }),
    "pay": (name: "Payment", users: 5000, on: { "annex": 4 }),
  },
  plans: [
    (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]),
    (name: "Fire", actions: [ (at: "09:30", do: Strike(site: "annex")) ]),
  ],
)"#;

fn editor(mut harness: Harness<'static, App>) -> Harness<'static, App> {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness
}

fn write_text(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

/// The users of the first service in the document.
fn users(harness: &Harness<'_, App>) -> i128 {
    let rows = harness.state().session().authored().rows();
    rows.services.get("shop").expect("a service").users
}

/// What the field with this name shows. `None` if there is no such field.
fn shown(harness: &Harness<'_, App>, field: &str) -> Option<String> {
    let is_field = |role| matches!(role, Role::TextInput | Role::SpinButton);
    let named = harness.query_all_by_label(field).find(|node| is_field(node.accesskit_node().role()));
    named.map(|node| node.accesskit_node().value().unwrap_or_default())
}

fn value(harness: &Harness<'_, App>, field: &str) -> String {
    shown(harness, field).unwrap_or_else(|| panic!("no field {field}"))
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    painted(harness).iter().any(|text| text.contains(words))
}

#[test]
fn a_text_that_is_no_number_stays_in_its_field_and_is_in_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "world.ron", WORLD);
    let mut harness = editor(on(WIDE, Some(path.clone()), Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Users", "1");
    write_text(&mut harness, "2");
    assert_eq!(users(&harness), 12, "the run follows what is right so far");
    write_text(&mut harness, "x");
    assert_eq!(users(&harness), 20_000, "no beginning of the text is taken");
    let wrong = "“12x” is not a whole number from 0 to 100,000,000,000";
    assert!(says(&harness, wrong), "{:?}", painted(&harness));
    leave(&mut harness);
    assert!(!harness.state().session().can_undo(), "nothing was changed");
    click(&mut harness, "All parts");
    click(&mut harness, "Payment");
    assert!(!says(&harness, wrong), "it is about another row");
    click(&mut harness, "All parts");
    click(&mut harness, "Shop");
    assert_eq!(value(&harness, "Users"), "12x");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(says(&harness, "1 field or cell has a wrong text that is not in the file: “Users, Shop”"));
    assert_eq!(fs::read_to_string(&path).expect("reads"), WORLD);
    type_in(&mut harness, "Users", "1,234");
    assert_eq!(users(&harness), 1_234);
    assert!(!says(&harness, "is not a whole number"));
    assert_eq!(harness.state().session().undo_title().map(ToString::to_string).as_deref(), Some("Change Shop"));
}

#[test]
fn every_other_text_is_a_number_as_a_whole_or_changes_nothing() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    for text in ["20k", "12.7", "-5", "999999999999999", "abc"] {
        type_in(&mut harness, "Users", text);
        leave(&mut harness);
        assert_eq!((users(&harness), value(&harness, "Users")), (20_000, text.to_owned()));
    }
    type_in(&mut harness, "Retries", "1.5x");
    leave(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.authored().rows().services.get("shop").map(|row| row.retry), Some(0.0));
    assert_eq!(value(&harness, "Retries"), "1.5x");
    for (text, number) in [("30.000", 30_000), ("2 000", 2_000), ("1e6", 1_000_000)] {
        type_in(&mut harness, "Users", text);
        assert_eq!(users(&harness), number, "{text}");
    }
    type_in(&mut harness, "Servers, The hall", "many");
    leave(&mut harness);
    assert_eq!(harness.state().session().authored().rows().services.get("shop").expect("it").on.0[0].1, 12);
    assert_eq!(value(&harness, "Servers, The hall"), "many");
    click(&mut harness, "Remove The hall");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(value(&harness, "Servers, The hall"), "12", "it went with its entry");
}

#[test]
fn escape_gives_back_what_a_number_was_before() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Users", "55");
    assert_eq!(users(&harness), 55);
    press(&mut harness, Key::Escape);
    assert_eq!((users(&harness), harness.state().session().can_undo()), (20_000, false));
    type_in(&mut harness, "Users", "many");
    leave(&mut harness);
    assert!(says(&harness, "“many” is not"));
    type_in(&mut harness, "Users", "more");
    press(&mut harness, Key::Escape);
    assert!(!says(&harness, "is not a whole number"));
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (20_000, "20,000"));
    // So it is after the field was emptied.
    empty(&mut harness, "Users");
    assert_eq!(value(&harness, "Users"), "");
    press(&mut harness, Key::Escape);
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (20_000, "20,000"));
}

/// Takes all letters out of a field, which keeps the keyboard.
fn empty(harness: &mut Harness<'_, App>, field: &str) {
    type_in(harness, field, "5");
    press(harness, Key::Backspace);
}

/// Gives the keyboard to the field with this name.
fn focus(harness: &mut Harness<'_, App>, field: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::SpinButton);
    let named = harness.get_all_by_label(field).find(|node| is_field(node.accesskit_node().role()));
    named.expect("a field").focus();
    harness.run();
}

/// The retries of the first service in the document.
fn retries(harness: &Harness<'_, App>) -> f64 {
    let rows = harness.state().session().authored().rows();
    rows.services.get("shop").expect("a service").retry
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
}

fn redo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.run();
}

/// The RTO of the first service in the document.
fn rto(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().session().authored().rows().services.get("shop").expect("a service").rto.clone()
}

#[test]
fn undo_takes_a_wrong_number_of_a_form_away_before_anything_else_and_redo_brings_it_back() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "RTO", "2h");
    leave(&mut harness);
    type_in(&mut harness, "Users", "12x");
    leave(&mut harness);
    undo(&mut harness);
    assert_eq!((value(&harness, "Users"), rto(&harness)), ("20,000".to_owned(), Some("2h".to_owned())));
    undo(&mut harness);
    assert_eq!(rto(&harness), None);
    redo(&mut harness);
    assert_eq!((value(&harness, "Users"), rto(&harness)), ("20,000".to_owned(), Some("2h".to_owned())));
    redo(&mut harness);
    assert_eq!(value(&harness, "Users"), "12x");
    assert!(says(&harness, "“12x” is not a whole number"));
    // A second text in its place is a step of its own.
    type_in(&mut harness, "Users", "few");
    leave(&mut harness);
    undo(&mut harness);
    assert_eq!(value(&harness, "Users"), "12x");
    // The form is shown in which the text goes.
    click(&mut harness, "All parts");
    click(&mut harness, "Payment");
    undo(&mut harness);
    assert_eq!((value(&harness, "Id").as_str(), value(&harness, "Users").as_str()), ("shop", "20,000"));
    assert_eq!(rto(&harness).as_deref(), Some("2h"));
}

#[test]
fn undo_takes_back_a_number_in_place_of_a_wrong_text_and_then_the_text() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Users", "12x");
    leave(&mut harness);
    type_in(&mut harness, "Users", "34");
    leave(&mut harness);
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (34, "34"));
    undo(&mut harness);
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (20_000, "12x"));
    undo(&mut harness);
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (20_000, "20,000"));
    redo(&mut harness);
    assert_eq!(value(&harness, "Users"), "12x");
    redo(&mut harness);
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (34, "34"));
    // The same number as before is no change of the document, and takes the text away.
    type_in(&mut harness, "Users", "many");
    leave(&mut harness);
    type_in(&mut harness, "Users", "34");
    leave(&mut harness);
    assert_eq!(value(&harness, "Users"), "34");
    undo(&mut harness);
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (34, "many"));
}

/// The editor with the form of an expectation.
fn expectation() -> Harness<'static, App> {
    let expect = r#"expect: [ (plan: "Monday", that: Out(service: "pay", under: "1h")) ], plans: ["#;
    let mut harness = editor(on_text(&WORLD.replace("plans: [", expect), Setup::default()));
    harness.get_by_label_contains("Expectations (").click();
    harness.run();
    let is_row = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Link;
    harness.get_all_by_label_contains("Monday, ").find(is_row).expect("its link").click_accesskit();
    harness.run();
    harness
}

#[test]
fn a_seed_that_is_left_out_says_so_as_any_other_number_does() {
    let mut harness = expectation();
    let seed = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().expect.iter().next().expect("an expectation").seed
    };
    let defaults = |harness: &Harness<'_, App>| harness.query_all_by_label("default").count();
    let before = defaults(&harness);
    type_in(&mut harness, "Seed", "7");
    leave(&mut harness);
    assert_eq!((seed(&harness), defaults(&harness)), (Some(7), before - 1));
    click(&mut harness, "Default");
    assert_eq!((seed(&harness), value(&harness, "Seed").as_str(), defaults(&harness)), (None, "", before));
    let width = |harness: &Harness<'_, App>| {
        let named = harness.get_all_by_label("Seed").find(|node| node.accesskit_node().role() == Role::TextInput);
        named.expect("a field").rect().width()
    };
    let short = width(&harness);
    type_in(&mut harness, "Seed", "18446744073709551615");
    harness.run();
    assert!(width(&harness) > short + 20.0, "all digits are to be seen");
}

#[test]
fn a_wrong_seed_is_undone_also_while_the_keyboard_is_elsewhere() {
    let mut harness = expectation();
    let undoes = |harness: &Harness<'_, App>| {
        !harness.get_all_by_label("Undo").next().expect("a button").accesskit_node().is_disabled()
    };
    assert!(!undoes(&harness));
    type_in(&mut harness, "Seed", "abc");
    press(&mut harness, Key::Tab);
    assert_eq!((value(&harness, "Seed").as_str(), undoes(&harness)), ("abc", true));
    click(&mut harness, "Undo");
    harness.run();
    assert_eq!((value(&harness, "Seed").as_str(), undoes(&harness)), ("", false));
    assert!(!says(&harness, "is not a whole number"));
    // With the button while the text is being typed.
    type_in(&mut harness, "Seed", "xyz");
    click(&mut harness, "Undo");
    harness.run();
    assert_eq!((value(&harness, "Seed").as_str(), undoes(&harness)), ("", false));
    redo(&mut harness);
    assert_eq!(value(&harness, "Seed"), "xyz");
}

#[test]
fn an_emptied_number_is_left_out_of_the_file_or_wrong_if_it_must_be_there() {
    let world = WORLD.replace("users: 20000, on", "users: 20000, load: 8, retry: 2.0, on");
    let mut harness = editor(on_text(&world.replace("length:", "population: 90000, length:"), Setup::default()));
    let shop = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().services.get("shop").expect("a service").clone()
    };
    click(&mut harness, "Shop");
    let defaults = |harness: &Harness<'_, App>| harness.query_all_by_label("default").count();
    let before = defaults(&harness);
    // The default of the format holds, as in the table of cells.
    for (field, default) in
        [("Users", "0 (default)"), ("Retries", "0 (default)"), ("Servers needed at the peak", "12 (default)")]
    {
        let is_said = |harness: &Harness<'_, App>| painted(harness).iter().any(|text| text == default);
        assert!(!is_said(&harness));
        empty(&mut harness, field);
        assert!(is_said(&harness), "{field}: what it gets if it stays empty");
        leave(&mut harness);
        assert!(!is_said(&harness));
    }
    let row = shop(&harness);
    assert_eq!((row.users, row.retry, row.load), (0, 0.0, None));
    assert_eq!(value(&harness, "Users"), "0");
    assert_eq!(value(&harness, "Servers needed at the peak"), "12", "all that it has");
    assert_eq!(defaults(&harness), before + 3, "each of them says so");
    undo(&mut harness);
    assert_eq!(shop(&harness).load, Some(8));
    // There must be a number of servers, and a longitude.
    let wrong = "Write a whole number from 0 to";
    assert!(!says(&harness, wrong));
    empty(&mut harness, "Servers, The hall");
    assert!(!says(&harness, wrong), "another number is about to be typed");
    leave(&mut harness);
    assert_eq!((value(&harness, "Servers, The hall").as_str(), shop(&harness).on.0[0].1), ("", 12));
    assert!(says(&harness, wrong), "{:?}", painted(&harness));
    undo(&mut harness);
    assert_eq!(value(&harness, "Servers, The hall"), "12");
    assert!(!says(&harness, wrong));
    click(&mut harness, "All parts");
    click(&mut harness, "The hall");
    empty(&mut harness, "Longitude");
    leave(&mut harness);
    assert!(says(&harness, "Write a number from -180 to 180"), "{:?}", painted(&harness));
    let at = harness.state().session().authored().rows().sites.get("hall").expect("a site").at;
    assert_eq!(at, Some((52.5, 13.123_456_789)));
    // What has no default is not set.
    click(&mut harness, "All parts");
    click(&mut harness, "The scenario");
    assert!(!says(&harness, "not set"));
    empty(&mut harness, "Population");
    assert!(says(&harness, "not set"));
    leave(&mut harness);
    assert_eq!(harness.state().session().authored().rows().population, None);
    assert_eq!(shown(&harness, "Population"), None);
    assert!(says(&harness, "not set"));
    undo(&mut harness);
    assert_eq!(harness.state().session().authored().rows().population, Some(90_000));
}

/// The colour in which this text is painted.
fn color_of(harness: &Harness<'_, App>, words: &str) -> Option<egui::Color32> {
    harness.output().shapes.iter().find_map(|shape| {
        let egui::Shape::Text(text) = &shape.shape else { return None };
        let section = text.galley.job.sections.first().filter(|_| text.galley.text() == words)?;
        let own = Some(section.format.color).filter(|color| *color != egui::Color32::PLACEHOLDER);
        Some(text.override_text_color.or(own).unwrap_or(text.fallback_color))
    })
}

#[test]
fn all_wrong_fields_look_the_same() {
    let world = WORLD.replace("length: \"1d\"", "length: \"1d\", about: \"calm\"");
    let mut harness = editor(on_text(&world, Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Users", "12x");
    leave(&mut harness);
    type_in(&mut harness, "RTO", "soon");
    leave(&mut harness);
    let red = color_of(&harness, "12x");
    assert!(red.is_some());
    assert_eq!(color_of(&harness, "soon"), red, "a duration");
    click(&mut harness, "All parts");
    click(&mut harness, "The scenario");
    // What is said of them stands alone.
    let fields = [
        ("Length", "long", "Write a duration such as"),
        ("Start", "today", "Write a date and time such as"),
        ("Time zone", "Atlantis", "There is no time zone \"Atlantis\""),
    ];
    for (field, text, told) in fields {
        type_in(&mut harness, field, text);
        leave(&mut harness);
        assert_eq!(color_of(&harness, text), red, "{field}");
        assert!(says(&harness, told), "{field}: {:?}", painted(&harness));
    }
    assert_ne!(color_of(&harness, "calm"), red, "nothing is wrong with this one");
}

#[test]
fn undo_brings_back_a_wrong_text_that_was_taken_away() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    // A change before it, and one after it.
    type_in(&mut harness, "Retries", "2");
    leave(&mut harness);
    let wrong = "“12x” is not a whole number";
    // With Escape in the same visit or a later one, also after a number was typed in its place.
    let takes_away: [fn(&mut Harness<'_, App>); 3] = [
        |harness| {
            type_in(harness, "Users", "12x");
            press(harness, Key::Escape);
        },
        |harness| {
            type_in(harness, "Users", "12x");
            leave(harness);
            focus(harness, "Users");
            press(harness, Key::Escape);
        },
        |harness| {
            type_in(harness, "Users", "12x");
            leave(harness);
            type_in(harness, "Users", "34");
            press(harness, Key::Escape);
        },
    ];
    for (number, take_away) in takes_away.into_iter().enumerate() {
        take_away(&mut harness);
        assert_eq!((value(&harness, "Users").as_str(), users(&harness)), ("20,000", 20_000), "{number}");
        assert!(!says(&harness, wrong), "{number}");
        type_in(&mut harness, "Retries", "3");
        leave(&mut harness);
        undo(&mut harness);
        assert_eq!((retries(&harness), value(&harness, "Users").as_str()), (2.0, "20,000"), "{number}");
        undo(&mut harness);
        assert_eq!((value(&harness, "Users").as_str(), users(&harness)), ("12x", 20_000), "{number}");
        assert!(says(&harness, wrong), "{number}");
        redo(&mut harness);
        assert_eq!(value(&harness, "Users"), "20,000", "{number}: it is taken away again");
        undo(&mut harness);
        assert_eq!(value(&harness, "Users"), "12x", "{number}");
        // It is there also after another form was shown.
        click(&mut harness, "All parts");
        click(&mut harness, "Payment");
        click(&mut harness, "All parts");
        click(&mut harness, "Shop");
        assert_eq!(value(&harness, "Users"), "12x", "{number}");
        type_in(&mut harness, "Users", "20000");
        leave(&mut harness);
        assert!(!says(&harness, wrong), "{number}");
    }
}

#[test]
fn a_cancelled_drag_gives_a_wrong_text_back_too() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Users", "12x");
    leave(&mut harness);
    let is_field = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::SpinButton;
    let at = harness.get_all_by_label("Users").find(is_field).expect("a field").rect().center();
    let to = at + egui::vec2(60.0, 0.0);
    drag_over(&mut harness, at, to);
    assert_ne!(users(&harness), 20_000, "it is dragged");
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    harness.drop_at(to);
    harness.run();
    assert_eq!((users(&harness), value(&harness, "Users").as_str()), (20_000, "12x"));
}

#[test]
fn undo_brings_back_an_id_that_was_wrong() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Id", "pay");
    leave(&mut harness);
    assert_eq!(value(&harness, "Id"), "pay");
    type_in(&mut harness, "Id", "store");
    press(&mut harness, Key::Escape);
    assert_eq!(value(&harness, "Id"), "shop");
    undo(&mut harness);
    assert_eq!(value(&harness, "Id"), "pay");
    assert!(!harness.state().session().can_undo(), "nothing was changed");
}

#[test]
fn the_keyboard_that_passes_through_a_field_does_not_round_its_number() {
    let mut harness = editor(on_text(WORLD, Setup::default()));
    click(&mut harness, "The hall");
    harness.get_by_label("Longitude").focus();
    harness.run();
    assert!(harness.get_by_label("Longitude").is_focused());
    press(&mut harness, Key::Tab);
    let session = harness.state().session();
    let site = session.authored().rows().sites.get("hall").expect("a site");
    assert_eq!((site.at, session.can_undo()), (Some((52.5, 13.123_456_789)), false));
}

#[test]
fn an_id_that_is_taken_is_kept_and_told_with_the_wrong_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "world.ron", WORLD);
    let mut harness = editor(on(WIDE, Some(path), Setup::default()));
    click(&mut harness, "Shop");
    type_in(&mut harness, "Id", "pay");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(says(&harness, "1 field or cell has a wrong text that is not in the file: “Id, Shop”"));
    click(&mut harness, "All parts");
    click(&mut harness, "Payment");
    assert_eq!(value(&harness, "Id"), "pay");
    click(&mut harness, "All parts");
    click(&mut harness, "Shop");
    type_in(&mut harness, "Id", "annex pay");
    leave(&mut harness);
    click(&mut harness, "All parts");
    click(&mut harness, "Shop");
    assert_eq!(value(&harness, "Id"), "annex pay");
    type_in(&mut harness, "Id", "store");
    leave(&mut harness);
    assert_eq!(harness.state().session().authored().key(Table::Services, 0), Some("store"));
    assert_eq!(value(&harness, "Id"), "store");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(!says(&harness, "has a wrong text"));
}

#[test]
fn a_new_scenario_is_not_created_while_a_number_is_wrong() {
    let mut harness = on_text(WORLD, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    click(&mut harness, "Two sites");
    type_in(&mut harness, "Users of service 1", "30k");
    leave(&mut harness);
    assert_eq!(value(&harness, "Users of service 1"), "30k");
    assert!(says(&harness, "“30k” is not a whole number"));
    click(&mut harness, "Create");
    assert_eq!(harness.state().session().scenario().title, "Two halls");
    assert!(harness.get_by_label("Users of service 1").is_focused(), "it leads to what is wrong");
    type_in(&mut harness, "Title", "Ours");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session().scenario().title, "Two halls", "Enter does not create it either");
    type_in(&mut harness, "Users of service 1", "30,000");
    leave(&mut harness);
    click(&mut harness, "Create");
    assert_eq!(harness.state().session().scenario().services.rows()[0].users, 30_000);
}

#[test]
fn the_name_of_another_plan_is_refused_and_kept_in_its_field() {
    let mut harness = on_text(WORLD, Setup::default());
    let names = |harness: &Harness<'_, App>| {
        harness.state().session().plans().iter().map(|plan| plan.name.clone()).collect::<Vec<_>>()
    };
    press(&mut harness, Key::F2);
    assert!(harness.get_by_label("Name of the plan").rect().width() > 120.0, "short names are whole");
    write_text(&mut harness, "Fire");
    press(&mut harness, Key::Enter);
    assert_eq!(names(&harness), ["Monday", "Fire"]);
    assert!(says(&harness, "Another plan is called “Fire”"), "{:?}", painted(&harness));
    write_text(&mut harness, " at noon");
    press(&mut harness, Key::Enter);
    assert_eq!(names(&harness), ["Fire at noon", "Fire"]);
}

#[test]
fn a_click_on_a_cell_of_the_selected_row_brings_its_form_back() {
    let mut harness = on_text(WORLD, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    click(&mut harness, "Users, Payment");
    harness.run();
    assert_eq!(shown(&harness, "Id").as_deref(), Some("pay"));
    click(&mut harness, "All parts");
    assert_eq!(shown(&harness, "Id"), None);
    click(&mut harness, "Users, Payment");
    harness.run();
    assert_eq!(shown(&harness, "Id").as_deref(), Some("pay"));
}
