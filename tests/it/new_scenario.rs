//! New scenarios: from a template with names of one's own, and as a copy of the one in the window.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::App;
use firedrill::file::{self, Template};
use firedrill::session::Origin;

use crate::support::window::{WIDE, click, enter, type_path, window};

fn type_in(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn every_template_is_a_valid_scenario_with_any_names() {
    for template in Template::ALL {
        let mut answers = template.answers();
        let begun = template.begun_with(&answers);
        assert!(file::check(&begun).is_ok(), "{template:?}: {:?}", file::check(&begun));
        answers.title = "가".repeat(10_000);
        for site in &mut answers.sites {
            site.name = "</script><img onerror=...>".to_owned();
            site.at = None;
        }
        for service in &mut answers.services {
            service.users = 0;
        }
        let begun = template.begun_with(&answers);
        assert!(file::check(&begun).is_ok(), "{template:?}: {:?}", file::check(&begun));
    }
}

#[test]
fn a_new_scenario_is_made_by_keyboard_and_saved_where_the_person_says() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    click(&mut harness, "Three zones");
    type_in(&mut harness, "Name of site 1", "School");
    type_in(&mut harness, "Place of site 2", "Busan");
    // The site of that name in the list at the left is behind the form.
    harness.get_all_by_label("Busan").last().expect("a place").click();
    harness.run();
    let users = harness.get_by_label("Users of service 2").accesskit_node().value().unwrap_or_default().to_owned();
    assert!(users.contains(','), "digits are grouped, as everywhere: {users}");
    type_in(&mut harness, "Users of service 2", "12,900");
    type_in(&mut harness, "Title", "Our school");
    harness.key_press(Key::Enter);
    harness.run();
    let session = harness.state().session();
    assert_eq!((session.scenario().title.as_str(), session.is_changed()), ("Our school", true));
    assert!(matches!(session.origin(), Origin::Nowhere(_)));
    let names: Vec<&str> = session.scenario().sites.rows().iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["School", "Busan", "Zone C"]);
    let at = session.scenario().sites.rows()[1].at.expect("it is on the map");
    assert!((at.lat - 35.1).abs() < 0.3 && (at.lon - 129.0).abs() < 0.3, "{at:?}");
    assert_eq!(session.scenario().services.rows()[1].users, 12_900);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("school.ron");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    type_path(&mut harness, &path);
    harness.run();
    assert_eq!(file::read(&path).expect("loads").title, "Our school");
    assert!(!harness.state().session().is_changed());
}

#[test]
fn a_scenario_is_duplicated_and_the_original_stays() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    enter(&mut harness, "Duplicate scenario");
    let session = harness.state().session();
    assert_eq!(session.scenario().title, "Kakao, October 2022 (copy)");
    assert!(matches!(session.origin(), Origin::Nowhere(_)));
    assert!(session.is_changed());
}
