//! The window as an editor, used by the names on the screen: rows are added, changed, renamed, moved and removed, and the run follows.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::edit::Table;
use firedrill::recording::Subject;

use crate::support::window::{click, on_text, painted};

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
fn type_in(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SpinButton);
    let named = harness.get_all_by_label(field).find(|node| is_field(node.accesskit_node().role()));
    named.unwrap_or_else(|| panic!("no field {field}")).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn leave(harness: &mut Harness<'_, App>) {
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
    // The button is further down than the panel is high.
    harness.get_by_label("Add to Dependencies").click_accesskit();
    harness.run();
    // The row of the list at the left and the chip on the map have the same name.
    let in_menu = harness.get_all_by_label("Shop").max_by(|a, b| a.rect().left().total_cmp(&b.rect().left()));
    in_menu.expect("an entry").click_accesskit();
    harness.run();
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
    assert!(said.contains("services.shop.on.hall"), "{said}");
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
