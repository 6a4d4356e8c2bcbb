//! The window as an editor, used by the names on the screen: rows are added, changed, renamed, moved and removed, and the run follows.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::edit::Table;
use firedrill::file::schema::{Look, Observed};
use firedrill::model::Expectation;
use firedrill::recording::Subject;
use firedrill::session::{Command, FileCommand, PlaybackCommand, SelectCommand, WindowCommand};
use firedrill::ui::text::{Language, Texts};
use firedrill::units::SimTime;

use crate::support::window::{ask, click, enter, enter_last, on_text, painted, press, wheel};

const SMALLEST: &str = r#"(
  firedrill: 1, title: "One cable", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "digger": (name: "A digger", kind: Network, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) },
  sites: { "hall": (name: "The hall", at: (52.52, 13.40), hazard: "digger") },
  services: { "shop": (name: "Shop", users: 20000, on: { "hall": 12 }, load: 8) },
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)"#;

fn editor() -> Harness<'static, App> {
    let mut harness = on_text(SMALLEST, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness
}

/// Replaces the text of the field with this name.
pub fn type_in(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SpinButton);
    let named = harness.get_all_by_label(field).find(|node| is_field(node.accesskit_node().role()));
    named.unwrap_or_else(|| panic!("no field {field}")).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

pub fn leave(harness: &mut Harness<'_, App>) {
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn a_name_is_changed_while_it_is_typed_and_is_one_step_of_undo() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    type_in(&mut harness, "Name", "S");
    harness.event(egui::Event::Text("tore".to_owned()));
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.scenario().services.rows()[0].name, "Store");
    assert_eq!(session.undo_title().map(ToString::to_string).as_deref(), Some("Change Shop"));
    leave(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(harness.state().session().scenario().services.rows()[0].name, "Shop", "both letters at once");
    assert!(!harness.state().session().can_undo());
}

/// A window that is an editor, at the size of a small screen, with a form; and a place beside its first field.
fn beside_a_field() -> (Harness<'static, App>, egui::Pos2) {
    let mut harness = editor();
    harness.set_size(egui::vec2(1366.0, 768.0));
    harness.run();
    click(&mut harness, "Shop");
    let is_field = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::TextInput;
    let field = harness.get_all_by_label("Name").find(is_field).expect("a field").rect();
    (harness, egui::pos2(field.left() - 8.0, field.center().y))
}

fn click_at(harness: &mut Harness<'_, App>, at: egui::Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

#[test]
fn a_word_that_is_typed_after_a_click_beside_a_field_is_no_shortcut() {
    let (mut harness, beside) = beside_a_field();
    let what_letters_change = |harness: &Harness<'_, App>| {
        let session = harness.state().session();
        let playback = session.playback();
        (session.plans().len(), playback.reverse, playback.speed, harness.state().is_night(), session.now())
    };
    let before = what_letters_change(&harness);
    click_at(&mut harness, beside);
    for letter in [Key::T, Key::O, Key::M, Key::O, Key::R, Key::R, Key::O, Key::W, Key::N, Key::Num9, Key::Delete] {
        press(&mut harness, letter);
        assert_eq!(what_letters_change(&harness), before, "{letter:?}");
    }
    assert!(harness.state().notice().is_none() && !harness.state().session().is_changed());
    // After Escape, or a click elsewhere, they are shortcuts again.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::R);
    assert!(harness.state().session().playback().reverse);
    let (mut harness, beside) = beside_a_field();
    click_at(&mut harness, beside);
    let in_list = harness.get_all_by_label("The hall").map(|node| node.rect()).find(|rect| rect.right() < 300.0);
    click_at(&mut harness, in_list.expect("it is in the list").center());
    press(&mut harness, Key::R);
    assert!(harness.state().session().playback().reverse);
    // So they are after a click on a button of the editor.
    click(&mut harness, "All parts");
    press(&mut harness, Key::R);
    assert!(!harness.state().session().playback().reverse);
}

#[test]
fn a_button_that_adds_to_a_field_says_what_is_added() {
    let mut harness = editor();
    click(&mut harness, "The hall");
    assert!(harness.query_by_label("Add a site to which it spreads").is_some());
    assert!(harness.query_by_label("Add to the order of restoration").is_some());
    click(&mut harness, "All parts");
    assert!(harness.query_by_label("Add a new site").is_some());
    harness.get_by_label_contains("Hazards (1)").click();
    harness.run();
    click(&mut harness, "A digger");
    assert!(harness.query_all_by_label("Add a point").next().is_some());
    assert!(harness.query_all_by_label_contains("Add to ").next().is_none());
}

#[test]
fn enter_takes_the_first_place_that_is_found() {
    let mut harness = editor();
    click(&mut harness, "The hall");
    enter(&mut harness, "Find a place");
    type_in(&mut harness, "Find a place", "Kasse");
    leave(&mut harness);
    let at = harness.state().session().scenario().sites.rows()[0].at.expect("it is on the map");
    assert!((at.lat - 51.3).abs() < 0.2 && (at.lon - 9.5).abs() < 0.2, "{at:?}");
}

#[test]
fn a_site_a_service_and_a_dependency_are_added_and_the_run_follows() {
    let mut harness = editor();
    click(&mut harness, "Add …");
    click(&mut harness, "Site");
    type_in(&mut harness, "Name", "The annex");
    leave(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.authored().key(Table::Sites, 1), Some("site"));
    assert_eq!(session.scenario().sites.rows()[1].name, "The annex");
    click(&mut harness, "All parts");
    click(&mut harness, "Add …");
    click(&mut harness, "Service");
    type_in(&mut harness, "Name", "Payment");
    leave(&mut harness);
    let session = harness.state().session();
    let Some(Subject::Service(payment)) = session.selection() else { panic!("{:?}", session.selection()) };
    assert_eq!(session.scenario().services[payment].name, "Payment");
    assert!(session.recording().summary.services[payment].first_out.is_some(), "it runs in the hall, which is struck");
    enter(&mut harness, "Add to the dependencies");
    enter_last(&mut harness, "Shop");
    let session = harness.state().session();
    assert_eq!(session.scenario().services[payment].dependencies.len(), 1);
}

#[test]
fn an_id_is_renamed_with_all_references_and_a_taken_id_is_refused() {
    let mut harness = editor();
    click(&mut harness, "The hall");
    type_in(&mut harness, "Id", "depot");
    leave(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert_eq!(session.authored().rows().services.get("shop").expect("a service").on.0[0].0, "depot");
    assert_eq!(session.undo_title().map(ToString::to_string).as_deref(), Some("Rename hall to depot"));
    click(&mut harness, "Duplicate");
    type_in(&mut harness, "Id", "depot");
    leave(&mut harness);
    assert_eq!(harness.state().session().authored().key(Table::Sites, 1), Some("depot-2"));
    assert!(painted(&harness).iter().any(|text| text.contains("depot")), "it says why");
}

#[test]
fn a_site_is_removed_with_what_goes_with_it_only_after_a_question() {
    let mut harness = editor();
    click(&mut harness, "The hall");
    click(&mut harness, "Remove");
    let said = painted(&harness).join("\n");
    assert!(said.contains("Shop: Servers, The hall"), "{said}");
    assert!(said.contains(" on it.") && said.contains("Removed with it:"), "one site: {said}");
    click(&mut harness, "No");
    assert_eq!(harness.state().session().authored().count(Table::Sites), 1);
    click(&mut harness, "Remove");
    click(&mut harness, "Yes, remove");
    assert_eq!(harness.state().session().authored().count(Table::Sites), 0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.authored().count(Table::Sites), 1);
    assert_eq!(session.scenario().services.rows()[0].on.len(), 1, "undo brings all back");
}

#[test]
fn delete_asks_whether_to_remove_what_is_selected() {
    let mut harness = editor();
    let press_delete = |harness: &mut Harness<'_, App>| {
        harness.key_press(Key::Delete);
        harness.run();
        painted(harness).join("\n")
    };
    let said = press_delete(&mut harness);
    assert!(said.contains("Then press Delete to remove it"), "{said}");
    let site = harness.state().session().subject_with_id(Table::Sites, "hall");
    let select = |subject| Command::Select(SelectCommand::Select(subject));
    harness.state_mut().ask(select(site));
    harness.run();
    let said = press_delete(&mut harness);
    assert!(said.contains("Remove The hall?"), "{said}");
    assert_eq!(harness.state().session().authored().count(Table::Sites), 1);
    click(&mut harness, "No");
    // The same of a service.
    let service = harness.state().session().subject_with_id(Table::Services, "shop");
    harness.state_mut().ask(select(service));
    harness.run();
    let said = press_delete(&mut harness);
    assert!(said.contains("Remove Shop?"), "{said}");
    click(&mut harness, "Yes, remove");
    assert!(harness.state().session().authored().position(Table::Services, "shop").is_none());
}

#[test]
fn a_wrong_value_is_told_at_its_field_and_kept() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    type_in(&mut harness, "Restart takes", "soon");
    leave(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.problems().len(), 1);
    assert_eq!(session.authored().rows().services.get("shop").expect("it").restart.as_deref(), Some("soon"));
    assert_eq!(session.scenario().services.rows()[0].restart.0, 0, "the last valid scenario runs");
    let problem = session.problems()[0].message.to_string();
    assert!(harness.query_all_by_label(&problem).next().is_some(), "{problem}");
    type_in(&mut harness, "Restart takes", "20m");
    leave(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert_eq!(session.scenario().services.rows()[0].restart.0, 1_200);
}

#[test]
fn a_field_tells_what_it_means_while_it_has_the_focus() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let help = "How many people use the service.";
    assert!(!painted(&harness).iter().any(|text| text == help));
    let field = |harness: &Harness<'_, App>, name: &str| {
        let mut all = harness.get_all_by_label(name);
        let field = all.find(|node| node.accesskit_node().role() == Role::SpinButton).expect("a field");
        field.accesskit_node().description()
    };
    let told = field(&harness, "Users").expect("screen readers are told");
    assert!(told.starts_with(help) && told.contains("A whole number from 0 to 100,000,000,000."), "{told}");
    assert!(told.contains("Unit: people.") && told.ends_with("If it is left out: 0. In a file: users"), "{told}");
    let users = harness.get_all_by_label("Users").find(|node| node.accesskit_node().role() == Role::SpinButton);
    users.expect("a field").focus();
    harness.run();
    assert!(painted(&harness).iter().any(|text| text == help), "the keyboard is enough");
    let told = field(&harness, "Retries").expect("screen readers are told");
    assert!(told.contains("at most three decimals, from 0 to 1,000"), "{told}");
}

#[test]
fn a_default_is_shown_as_such_and_can_be_taken_back() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let defaults = |harness: &Harness<'_, App>| painted(harness).iter().filter(|text| *text == "default").count();
    let before = defaults(&harness);
    type_in(&mut harness, "Retries", "2");
    leave(&mut harness);
    assert_eq!(defaults(&harness), before - 1);
    click(&mut harness, "Default");
    assert_eq!(defaults(&harness), before);
}

#[test]
fn a_click_on_a_problem_shows_its_field_and_gives_it_the_focus() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    type_in(&mut harness, "Uncertainty", "20");
    leave(&mut harness);
    type_in(&mut harness, "Restart takes", "soon");
    leave(&mut harness);
    click(&mut harness, "Show the problems");
    let link = harness.get_by_label_contains("Shop: Restart takes: ");
    link.click();
    harness.run();
    let focused = |harness: &Harness<'_, App>, name: &str| {
        harness.get_all_by_label(name).any(|node| node.is_focused() && node.accesskit_node().role() == Role::TextInput)
    };
    assert!(focused(&harness, "Restart takes"));
    let field = harness.get_all_by_label("Restart takes").find(egui_kittest::Node::is_focused).expect("it").rect();
    assert!(field.min.y > 0.0 && field.max.y < 900.0, "it is in view: {field:?}");
}

#[test]
fn a_note_about_a_field_of_all_rows_stands_at_the_field_of_each() {
    let note = r#"notes: [ (about: "services.*.users", kind: Assumed, text: "Round numbers.") ], sites: {"#;
    let mut harness = on_text(&SMALLEST.replacen("sites: {", note, 1), Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Shop");
    let basis = |name: &str| harness.get_by_label(name).accesskit_node().value();
    assert_eq!(basis("Basis of Users").as_deref(), Some("Assumed"));
    assert_eq!(basis("Basis of Name").as_deref(), Some("Nothing said"));
}

#[test]
fn what_a_value_is_based_on_is_said_at_its_field() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    click(&mut harness, "Basis of Users");
    click(&mut harness, "Assumed");
    type_in(&mut harness, "Why, in a sentence", "Counted once, at the door.");
    let note = |harness: &Harness<'_, App>| harness.state().session().scenario().notes.first().cloned();
    let made = note(&harness).expect("a note");
    assert_eq!((made.about.as_str(), made.text.as_str()), ("services.shop.users", "Counted once, at the door."));
    assert_eq!(made.kind, firedrill::model::NoteKind::Assumed);
    click(&mut harness, "Sourced");
    assert_eq!(note(&harness).expect("the same note").kind, firedrill::model::NoteKind::Sourced);
    assert_eq!(harness.state().session().scenario().notes.len(), 1);
    click(&mut harness, "Add a source");
    type_in(&mut harness, "Title", "The yearly report");
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    let source = session.scenario().notes[0].source.expect("the note has it");
    assert_eq!(session.scenario().sources[source].title, "The yearly report");
    click(&mut harness, "Nothing said");
    assert!(note(&harness).is_none());
    harness.key_press(Key::Escape);
    harness.run();
    // The same in the list of notes, for somebody who looks for all of them.
    click(&mut harness, "All parts");
    click(&mut harness, "Add …");
    click(&mut harness, "Note");
    assert_eq!(harness.state().session().authored().count(Table::Notes), 1);
}

#[test]
fn what_is_at_the_playhead_is_recorded_with_one_click() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let to = PlaybackCommand::Seek(SimTime(2 * 3_600));
    ask(&mut harness, [to.into()]);
    // With the keyboard first, then with the pointer.
    for (entry, table) in [("Record this view as a chapter", Table::Story), ("A headline here", Table::News)] {
        enter(&mut harness, "At Mon 2 Mar 10:00 …");
        enter_last(&mut harness, entry);
        assert_eq!(harness.state().session().authored().count(table), 1, "{entry}");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
        assert_eq!(harness.state().session().authored().count(table), 0, "{entry}");
        enter(&mut harness, "Shop");
    }
    for (entry, table) in [
        ("Shop was back here", Table::History),
        ("Record this view as a chapter", Table::Story),
        ("A headline here", Table::News),
    ] {
        let buttons = harness.get_all_by_label_contains("At Mon 2 Mar 10:00");
        let menu = buttons.into_iter().find(|node| node.accesskit_node().role() == Role::Button);
        menu.expect("a menu").click();
        harness.run();
        click(&mut harness, entry);
        assert_eq!(harness.state().session().authored().count(table), 1, "{entry}");
        assert_eq!(harness.state().session().problems(), []);
    }
    let rows = harness.state().session().authored().rows().clone();
    assert_eq!(rows.history.get(0).map(|row| row.what.clone()), Some(Observed::Back("shop".to_owned())));
    assert_eq!(rows.story.get(0).map(|row| row.look.clone()), Some(Look::Service("shop".to_owned())));
    let session = harness.state().session();
    assert_eq!(session.scenario().history[0].at, SimTime(2 * 3_600));
    assert_eq!(session.scenario().story[0].at, SimTime(2 * 3_600));
}

#[test]
fn without_a_failover_of_its_own_a_service_says_that_only_the_plan_orders_one() {
    let with_standby = SMALLEST
        .replace("\"hall\": (name", "\"annex\": (name: \"The annex\", at: (52.5, 13.3)), \"hall\": (name")
        .replace("load: 8", "load: 8, standby: { \"annex\": 8 }");
    let mut harness = on_text(&with_standby, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Shop");
    let words =
        "Without this, it never fails over by itself. Only a manual failover in the plan does it, and takes 1h.";
    assert!(harness.query_by_label(words).is_some());
    let session = harness.state().session();
    let shop = session.run().world.services.ids().next().expect("a service");
    let hours = session.recording().summary.services[shop].longest_out.0 / 3_600;
    assert!(hours >= 3, "and so it is: nobody orders it, and Shop is out for {hours} hours");

    // With it, it does.
    enter(&mut harness, "Has failover");
    assert!(harness.query_by_label(words).is_none());
    let session = harness.state().session();
    let text = session.to_save().to_file();
    assert!(text.contains(r#"switch: (auto: "10m")"#), "{text}");
    let minutes = session.recording().summary.services[shop].longest_out.0 / 60;
    assert!((10..60).contains(&minutes), "it fails over, and Shop is out for {minutes} minutes");
}

#[test]
fn a_standby_is_offered_where_the_service_does_not_run() {
    let annex = "\"annex\": (name: \"The annex\", at: (52.5, 13.3)), \"hall\": (name";
    let mut harness = on_text(&SMALLEST.replace("\"hall\": (name", annex), Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Shop");
    let sites = ["The hall", "The annex"];
    let count = |harness: &Harness<'_, App>| sites.map(|name| harness.query_all_by_label(name).count());
    let [hall, annex] = count(&harness);
    enter(&mut harness, "Add to the standby servers");
    assert_eq!(count(&harness), [hall, annex + 1], "Shop runs in the hall");
    enter_last(&mut harness, "The annex");
    assert_eq!(harness.state().session().problems(), []);
    enter(&mut harness, "Add to the standby servers");
    assert!(harness.query_by_label("There is nothing else to add").is_some());
}

#[test]
fn the_word_that_turns_the_editor_on_is_pressed_while_it_is() {
    let mut harness = editor();
    let toggled = |harness: &Harness<'_, App>| harness.get_by_label("Edit").accesskit_node().toggled();
    assert_eq!(toggled(&harness), Some(Toggled::True));
    click(&mut harness, "Edit");
    assert_eq!(toggled(&harness), Some(Toggled::False));
}

#[test]
fn another_scenario_is_shown_as_the_list_of_all_its_parts() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let shows_a_service = |harness: &Harness<'_, App>| harness.query_by_label("Add to the standby servers").is_some();
    assert!(shows_a_service(&harness));
    ask(&mut harness, [Command::File(FileCommand::OpenShipped("2-two-sites"))]);
    assert!(!shows_a_service(&harness), "its first service has nothing to do with Shop");
    assert!(harness.query_by_label("Add …").is_some());
}

#[test]
fn the_problems_are_shown_although_the_list_of_all_parts_was_scrolled() {
    let service = |number| format!("\"s{number}\": (name: \"Service {number}\", on: {{ \"hall\": 1 }}),");
    let services: String = (0..60).map(service).collect();
    let text = SMALLEST.replace("services: {", &format!("services: {{ {services}"));
    let mut harness = on_text(&text.replace("\"hall\": 12", "\"hal\": 12"), Setup::default());
    let top = |harness: &Harness<'_, App>| harness.get_by_label("Add …").rect().top();
    let before = top(&harness);
    let at = harness.get_by_label("Add …").rect().center();
    harness.hover_at(at + egui::vec2(0.0, 200.0));
    for _ in 0..4 {
        harness.event(wheel(-120.0, Modifiers::NONE));
        harness.run_steps(20);
    }
    assert!(top(&harness) < before - 100.0, "it was scrolled");
    let is_row =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Link && node.rect().top() > 300.0;
    harness.query_all_by_label_contains("Service ").find(is_row).expect("a row in view").click_accesskit();
    harness.run();
    click(&mut harness, "Show the problems");
    assert!((top(&harness) - before).abs() < 1.0, "{} and not {before}", top(&harness));
}

#[test]
fn a_click_on_what_is_selected_already_shows_its_form() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    click(&mut harness, "This must hold …");
    harness.get_by_label_contains("Shop is Up at the end").click();
    harness.run();
    let shows_users = |harness: &Harness<'_, App>| {
        harness.query_all_by_label("Users").any(|node| node.accesskit_node().role() == Role::SpinButton)
    };
    assert!(!shows_users(&harness), "the form of the expectation is shown");
    assert!(harness.state().session().selection().is_some(), "and Shop is still selected");
    click(&mut harness, "Shop");
    assert!(shows_users(&harness), "the form of Shop is shown again");
}

#[test]
fn an_observation_is_recorded_at_the_lane_of_its_service() {
    let mut harness = editor();
    harness.get_by_label("Lane Shop").click_secondary();
    harness.run();
    click(&mut harness, "Shop was no longer Up here");
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert_eq!(session.scenario().history.len(), 1);
    assert!(
        session.scenario().history[0].at > SimTime(3_600),
        "where the pointer was: {:?}",
        session.scenario().history
    );
    // With the keyboard, at the playhead.
    enter(&mut harness, "Shop");
    ask(&mut harness, [PlaybackCommand::Seek(SimTime(2 * 3_600)).into()]);
    enter(&mut harness, "At Mon 2 Mar 10:00 …");
    enter_last(&mut harness, "Shop was no longer Up here");
    let history = &harness.state().session().scenario().history;
    assert!(history.len() == 2 && history.iter().any(|row| row.at == SimTime(2 * 3_600)), "{history:?}");
}

#[test]
fn what_the_run_says_becomes_an_expectation_that_it_meets() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let entries =
        ["Shop is back by", "Shop is out for less than", "Shop is Up at the end", "people are affected at the peak"];
    for (index, entry) in entries.into_iter().enumerate() {
        // With the pointer and with the keyboard by turns.
        if index % 2 == 0 {
            click(&mut harness, "This must hold …");
            harness.get_by_label_contains(entry).click();
        } else {
            enter(&mut harness, "This must hold …");
            harness.get_by_label_contains(entry).focus();
            harness.run();
            harness.key_press(Key::Enter);
        }
        harness.run();
        assert_eq!(harness.state().session().problems(), [], "{entry}");
    }
    let session = harness.state().session();
    assert_eq!(session.expectations().len(), entries.len());
    let is_met = |expectation: &Expectation| firedrill::study::is_met(session.run(), &expectation.that);
    assert!(session.expectations().iter().all(is_met), "{:?}", session.expectations());
}

#[test]
fn the_editor_has_the_whole_height_of_the_window() {
    let harness = editor();
    let last = harness.get_by_label("Notes (0)").rect();
    assert!(last.min.y > 540.0 && last.max.y < 900.0, "beside the timeline: {last:?}");
}

#[test]
fn of_a_long_table_only_the_lines_in_view_are_made() {
    let services: String = (0..3_000).map(|number| format!("\"s{number}\": (name: \"Service {number}\"),")).collect();
    let text = SMALLEST.replace("services: {", &format!("services: {{ {services}"));
    let mut harness = on_text(&text, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    let links = harness.get_all_by_role(Role::Link).count();
    assert!((5..200).contains(&links), "{links}");
    type_in(&mut harness, "Find a part", "s2999");
    click(&mut harness, "Service 2999");
    assert_eq!(harness.state().session().authored().key(Table::Services, 2_999), Some("s2999"));
    assert!(harness.query_all_by_label("Id").next().is_some(), "it is found by its id, and open");
}

#[test]
fn a_value_that_is_wrong_while_it_is_typed_keeps_the_focus() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    type_in(&mut harness, "Restart takes", "s");
    assert_eq!(harness.state().session().problems().len(), 1);
    for letter in ["o", "o", "n"] {
        harness.event(egui::Event::Text(letter.to_owned()));
        harness.run();
    }
    let rows = harness.state().session().authored().rows();
    assert_eq!(rows.services.get("shop").and_then(|shop| shop.restart.clone()).as_deref(), Some("soon"));
    type_in(&mut harness, "Restart takes", "5m");
    leave(&mut harness);
    assert_eq!(harness.state().session().problems(), []);

    // The curve above the field is not drawn while the time cannot be read.
    click(&mut harness, "All parts");
    harness.get_by_label("Hazards (1)").click();
    harness.run();
    click(&mut harness, "A digger");
    type_in(&mut harness, "Over after", "2");
    for letter in ["h", " ", "3", "0", "m"] {
        harness.event(egui::Event::Text(letter.to_owned()));
        harness.run();
    }
    let rows = harness.state().session().authored().rows();
    assert_eq!(rows.hazards.get("digger").map(|hazard| hazard.out.clone()).as_deref(), Some("2h 30m"));
    assert_eq!(harness.state().session().problems(), []);
}

/// The role and the name of what has the keyboard.
fn focused(harness: &Harness<'_, App>) -> Option<(Role, Option<String>)> {
    let found = harness.query_all_by(|node| node.is_focused() && !node.is_hidden()).next()?;
    let node = found.accesskit_node();
    Some((node.role(), node.label()))
}

/// The upper edge of the field with this name.
fn top(harness: &Harness<'_, App>, field: &str) -> f32 {
    let is_field = |role| matches!(role, Role::TextInput | Role::SpinButton);
    let named = harness.get_all_by_label(field).find(|node| is_field(node.accesskit_node().role()));
    named.unwrap_or_else(|| panic!("no field {field}")).rect().min.y
}

#[test]
fn the_keyboard_stays_in_the_field_whose_button_goes_away() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    enter(&mut harness, "Default");
    let (role, name) = focused(&harness).expect("the field has the keyboard");
    assert!(role != Role::Button && name.as_deref() == Some("Users"), "{role:?} {name:?}");
    assert_eq!(harness.state().session().scenario().services.rows()[0].users, 0, "and what was pressed is done");
    click(&mut harness, "All parts");
    click(&mut harness, "The scenario");
    harness.get_by_role_and_label(Role::Button, "Population").focus();
    harness.run();
    leave(&mut harness);
    let (role, name) = focused(&harness).expect("the number has the keyboard");
    assert!(role != Role::Button && name.as_deref() == Some("Population"), "{role:?} {name:?}");
    enter(&mut harness, "Leave out");
    let found = focused(&harness).expect("the button that sets it has the keyboard");
    assert_eq!(found, (Role::Button, Some("Population".to_owned())));
}

#[test]
fn the_fields_stay_where_they_are_while_the_person_types() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    type_in(&mut harness, "Restart takes", "1m");
    let before = top(&harness, "Restart takes");
    type_in(&mut harness, "Restart takes", "soon");
    assert!(painted(&harness).iter().any(|text| text.starts_with("This is a draft")), "it is told");
    assert_eq!(top(&harness, "Restart takes"), before, "a draft begins");
    type_in(&mut harness, "Restart takes", "5m");
    assert_eq!(top(&harness, "Restart takes"), before, "it ends");
    type_in(&mut harness, "Name", "Shop");
    let before = top(&harness, "Users");
    type_in(&mut harness, "Name", &"A shop of many words ".repeat(20));
    assert_eq!(top(&harness, "Users"), before, "the title stays in its line");
    click(&mut harness, "All parts");
    harness.get_by_label("Hazards (1)").click();
    harness.run();
    click(&mut harness, "A digger");
    type_in(&mut harness, "Over after", "2h");
    let before = top(&harness, "Over after");
    type_in(&mut harness, "Over after", "2");
    assert_eq!(top(&harness, "Over after"), before, "the curve leaves its space");
}

#[test]
fn the_fields_stay_where_they_are_while_the_playhead_moves() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let mut seen = Vec::new();
    for secs in [0, 3_600, 2 * 3_600 + 59, 15 * 3_600 + 59] {
        ask(&mut harness, [PlaybackCommand::Seek(SimTime(secs)).into()]);
        let menus = harness.get_all_by_label_contains("At Mon 2 Mar");
        let menu = menus.into_iter().find(|node| node.accesskit_node().role() == Role::Button).expect("a menu");
        let (at, must) = (menu.rect(), harness.get_by_label("This must hold …").rect());
        assert!(at.bottom() <= must.top() && at.left() == must.left(), "each has its own line: {at:?} and {must:?}");
        seen.push(top(&harness, "Users"));
    }
    assert!(seen.iter().all(|top| *top == seen[0]), "{seen:?}");
}

#[test]
fn many_problems_stand_in_a_few_lines_until_the_rest_is_asked_for() {
    let service = |number| format!("\"s{number}\": (name: \"Service {number}\", restart: \"soon\"),");
    let services: String = (0..20).map(service).collect();
    let text = SMALLEST.replace("services: {", &format!("services: {{ {services}"));
    let mut harness = on_text(&text, Setup::default());
    assert_eq!(harness.state().session().problem_count(), 20);
    let listed = |harness: &Harness<'_, App>| {
        let is_problem = |name: String| name.contains("Restart takes: ");
        harness.query_all_by(move |node| node.role() == Role::Link && node.label().is_some_and(is_problem)).count()
    };
    let below = |harness: &Harness<'_, App>| harness.get_all_by_label("The scenario").next().expect("it").rect().min.y;
    assert_eq!(listed(&harness), 3);
    let before = below(&harness);
    enter(&mut harness, "17 more");
    assert!(listed(&harness) > 3, "{}", listed(&harness));
    assert!(below(&harness) - before < 260.0, "the list scrolls: {}", below(&harness) - before);
    enter(&mut harness, "Show fewer");
    assert_eq!((listed(&harness), below(&harness)), (3, before));
}

#[test]
fn a_note_that_the_import_wrote_goes_with_its_value_and_comes_back_with_it() {
    let written = "1,000, because no source says how many people use it.";
    let note = format!("notes: [ (about: \"services.shop.users\", kind: Assumed, text: \"{written}\") ], sites: {{");
    let text = SMALLEST.replacen("sites: {", &note, 1).replace("users: 20000", "users: 1000");
    let mut harness = on_text(&text, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Shop");
    let basis = |harness: &Harness<'_, App>| harness.get_by_label("Basis of Users").accesskit_node().value();
    assert_eq!(basis(&harness).as_deref(), Some("Assumed"));
    type_in(&mut harness, "Restart takes", "5m");
    leave(&mut harness);
    assert_eq!(basis(&harness).as_deref(), Some("Assumed"), "another value");
    type_in(&mut harness, "Users", "7");
    leave(&mut harness);
    assert_eq!(basis(&harness).as_deref(), Some("Nothing said"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.scenario().services.rows()[0].users, 1_000);
    assert_eq!(session.authored().count(Table::Notes), 1, "one step takes back both");
}

#[test]
fn what_was_said_follows_the_language_of_the_window() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    click(&mut harness, "Copy");
    let says = |harness: &Harness<'_, App>, language| {
        let words = Texts::of(language).with("parts-copied", &[("count", "1")]);
        painted(harness).contains(&words)
    };
    assert!(says(&harness, Language::English));
    ask(&mut harness, [Command::Window(WindowCommand::SetLanguage(Language::Korean))]);
    assert!(says(&harness, Language::Korean) && !says(&harness, Language::English));
}

#[test]
fn long_names_with_the_same_beginning_are_told_apart_and_are_whole_while_they_are_hovered() {
    let service = |half: &str| format!("Checkout and payment of the web shop in all countries of Europe, {half} half");
    let site = |floor: &str| {
        let name = format!("Data centre in the north of Berlin, {floor} floor");
        format!("\"{floor}\": (name: \"{name}\", at: (52.5, 13.4), hazard: \"digger\"),")
    };
    let sites = format!("sites: {{ {} {}", site("first"), site("second"));
    let services = format!(
        "services: {{ \"one\": (name: \"{}\", on: {{ \"first\": 1, \"second\": 2 }}), \"two\": (name: \"{}\"),",
        service("first"),
        service("second"),
    );
    let text = SMALLEST.replacen("sites: {", &sites, 1).replacen("services: {", &services, 1);
    let expect = "expect: [ (plan: \"Monday\", that: Recovers(service: \"one\")) ], plans:";
    let mut harness = on_text(&text.replacen("plans:", expect, 1), Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    assert_eq!(harness.state().session().problems(), []);
    let is_cut = |harness: &Harness<'_, App>, begins: &str, ends: &str| {
        let is_it = |text: &String| text.contains('…') && text.starts_with(begins) && text.ends_with(ends);
        painted(harness).iter().any(is_it)
    };
    for half in ["first half", "second half"] {
        assert!(is_cut(&harness, "Check", half), "{half}: {:?}", painted(&harness));
    }

    let whole = service("first");
    let named = |harness: &Harness<'_, App>| harness.query_all_by_label(&whole).count();
    let before = named(&harness);
    let link = harness.get_all_by_label(&whole).find(|node| node.accesskit_node().role() == Role::Link);
    link.expect("its line in the list").hover();
    // A tooltip appears only after the pointer has been at one position for some time.
    harness.run_steps(8);
    assert!(named(&harness) > before, "the tooltip has the whole name");

    click(&mut harness, "Expectations (1)");
    let mark = harness.get_by_label("met").rect();
    assert!(mark.width() > 15.0, "the long name leaves room for it: {mark:?}");

    click(&mut harness, &whole);
    for floor in ["first floor", "second floor"] {
        assert!(is_cut(&harness, "Data", floor), "{floor}: {:?}", painted(&harness));
    }
}

#[test]
fn of_many_services_that_are_selected_together_only_the_first_are_named() {
    let services: String = (0..15).map(|number| format!("\"s{number}\": (name: \"S{number}\"),")).collect();
    let text = SMALLEST.replace("services: {", &format!("services: {{ {services}"));
    let mut harness = on_text(&text, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    let all = harness.state().session().scenario().services.ids().collect();
    ask(&mut harness, [SelectCommand::PickServices(all).into()]);
    harness.get_by_label("16 selected together: S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, and 4 more");
    click(&mut harness, "Remove these");
    let said = painted(&harness).join("\n");
    assert!(said.contains("Remove S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, and 4 more?"), "{said}");
}
