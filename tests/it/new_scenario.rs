//! New scenarios: from a template with names of one's own, and as a copy of the one in the window.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::{self, Answers, Template};
use firedrill::model::Scenario;
use firedrill::session::{Command, FileCommand, Origin};
use firedrill::ui::text::Language;

use crate::support::window::{WIDE, ask, click, enter, enter_last, on, press, type_path, window};

fn type_in(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// The text in a field.
fn value(harness: &Harness<'_, App>, field: &str) -> String {
    harness.get_by_label(field).accesskit_node().value().unwrap_or_default()
}

/// A window with the form of a new scenario that begins with one site.
fn form() -> Harness<'static, App> {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    click(&mut harness, "One site");
    harness
}

/// The latitude and longitude of the only site of the scenario in the window, in whole degrees.
fn place(harness: &Harness<'_, App>) -> (i64, i64) {
    let [site] = harness.state().session().scenario().sites.rows() else { panic!("one site") };
    let at = site.at.expect("it is on the map");
    (at.lat as i64, at.lon as i64)
}

#[test]
fn every_template_is_a_valid_scenario_with_any_names() {
    for template in Template::ALL {
        let mut answers = template.answers(Language::English);
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
fn a_template_has_its_names_in_the_language_of_the_window() {
    let mut left = Vec::new();
    for template in Template::ALL.into_iter().filter(|template| *template != Template::Kakao) {
        let [english, korean] = Language::ALL.map(|language| template.begun_with(&template.answers(language)));
        assert!(file::check(&korean).is_ok(), "{template:?}: {:?}", file::check(&korean));
        let (own, other) = (&english.rows().sites, &korean.rows().sites);
        assert!(own.iter().map(|(key, _)| key).eq(other.iter().map(|(key, _)| key)), "the ids are the same");
        let ron = korean.to_ron();
        let words =
            ron.split('"').skip(1).step_by(2).filter(|word| {
                word.chars().next().is_some_and(char::is_uppercase) && !["UTC", "My plan"].contains(word)
            });
        left.extend(words.map(str::to_owned));
        assert!(!ron.contains("translations"), "{ron}");
    }
    assert!(left.is_empty(), "in English: {left:?}");
    let setup = Setup { language: Language::Korean, ..Setup::default() };
    let mut harness = on(WIDE, None, setup);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    click(&mut harness, "만들기");
    let world = harness.state().session().scenario();
    assert_eq!((world.title.as_str(), world.sites.rows()[0].name.as_str()), ("두 거점", "거점 A"));
}

#[test]
fn the_title_of_a_template_with_translations_is_offered_in_the_language_of_the_window() {
    let [english, korean] = Language::ALL.map(|language| Template::Kakao.answers(language));
    let titles = ["Kakao, October 2022", "카카오, 2022년 10월"];
    assert_eq!([english.title.as_str(), korean.title.as_str()], titles);
    let checked = |answers: &Answers| file::check(&Template::Kakao.begun_with(answers)).expect("it is valid");
    let shown = |scenario: &Scenario| ["en", "ko"].map(|language| scenario.localized(language).title().to_owned());
    let warnings = checked(&english).warnings.len();
    for answers in [&english, &korean] {
        assert_eq!(shown(&checked(answers).scenario), titles, "as it was offered, it has both");
    }
    let own = checked(&Answers { title: "우리의 화재".to_owned(), ..korean });
    assert_eq!(shown(&own.scenario), ["우리의 화재", "우리의 화재"]);
    assert_eq!(own.warnings.len(), warnings, "no translation is left of a title that is gone");
}

#[test]
fn a_new_scenario_is_made_by_keyboard_and_saved_where_the_person_says() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    click(&mut harness, "Three zones");
    type_in(&mut harness, "Name of site 1", "School");
    type_in(&mut harness, "Place of site 2", "Busan");
    enter_last(&mut harness, "Busan, South Korea");
    assert_eq!(value(&harness, "Place of site 2"), "Busan", "the field shows what was chosen");
    let users = value(&harness, "Users of service 2");
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
fn the_form_keeps_what_was_typed_until_the_person_begins_anew() {
    let mut harness = form();
    let toggle = |harness: &mut Harness<'_, App>| {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
        harness.run();
        harness.run();
    };
    type_in(&mut harness, "Title", "Our school");
    type_in(&mut harness, "Name of site 1", "Hall");
    toggle(&mut harness);
    assert!(harness.query_by_label("Name of site 1").is_none(), "the form is closed");
    toggle(&mut harness);
    assert_eq!([value(&harness, "Title"), value(&harness, "Name of site 1")], ["Our school", "Hall"]);
    click(&mut harness, "Start over");
    harness.run();
    assert_eq!([value(&harness, "Title"), value(&harness, "Name of site 1")], ["One site", "Site A"]);
    type_in(&mut harness, "Title", "Our school");
    click(&mut harness, "Create");
    harness.run();
    assert_eq!(harness.state().session().scenario().title, "Our school");
    toggle(&mut harness);
    assert!(harness.query_by_label("Name of site 2").is_some(), "the next scenario begins with a new form");
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

#[test]
fn a_copy_is_left_again_with_one_click() {
    const BACK: &str = "Go back to the original";
    // A copy that nobody has changed leaves nothing behind.
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    press(&mut harness, Key::ArrowRight);
    let now = harness.state().session().now();
    enter(&mut harness, "Duplicate scenario");
    let title = harness.state().notice().expect("a message").title.clone();
    assert_eq!(title, "This is a copy of Kakao, October 2022");
    click(&mut harness, BACK);
    let session = harness.state().session();
    assert_eq!((session.origin(), session.now()), (&Origin::Shipped("kakao-2022"), now));
    assert!(!session.is_changed() && harness.state().notice().is_none());
    assert!(harness.query_by_label_contains("Unsaved: ").is_none());

    // One that was changed is kept, and so are the unsaved changes of the original. The message goes with the first change.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    let strike = |harness: &mut Harness<'_, App>| {
        click(harness, "Anyang");
        press(harness, Key::I);
    };
    strike(&mut harness);
    for is_changed in [true, false] {
        ask(&mut harness, [Command::File(FileCommand::Duplicate)]);
        assert_eq!(harness.state().session().scenario().title, "Kakao, October 2022 (copy)");
        if is_changed {
            press(&mut harness, Key::ArrowRight);
            assert!(harness.query_by_label(BACK).is_some(), "nothing was changed yet");
            strike(&mut harness);
            assert!(harness.state().notice().is_none() && harness.query_by_label(BACK).is_none());
            harness.get_by_label("Unsaved: 1 other").click();
            harness.run();
            click(&mut harness, "Go on: Kakao, October 2022");
        } else {
            click(&mut harness, BACK);
        }
        let session = harness.state().session();
        assert_eq!((session.origin(), session.is_changed()), (&Origin::Shipped("kakao-2022"), true));
        harness.get_by_label("Unsaved: 1 other");
    }
}

#[test]
fn a_time_zone_that_is_none_is_told_and_replaced_by_the_one_that_is_meant() {
    let mut harness = form();
    type_in(&mut harness, "Time zone", "Berlin");
    harness.get_by_label("There is no time zone \"Berlin\"");
    harness.get_by_label("Write \"Europe/Berlin\"");
    type_in(&mut harness, "Title", "Hill school");
    click(&mut harness, "Create");
    assert_eq!(focused(&harness).as_deref(), Some("Time zone"), "it leads to what is wrong");
    type_in(&mut harness, "Title", "Hill school");
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness).as_deref(), Some("Time zone"), "Enter does not create it either");
    click(&mut harness, "Use Europe/Berlin");
    assert_eq!(value(&harness, "Time zone"), "Europe/Berlin");
    assert!(harness.query_by_label("Use Europe/Berlin").is_none());
    click(&mut harness, "Create");
    let session = harness.state().session();
    assert_eq!((session.problems().len(), session.scenario().clock.zone().name()), (0, "Europe/Berlin"));
}

#[test]
fn a_town_that_was_typed_is_taken_or_told_and_never_dropped() {
    // The whole name of one town is enough.
    let mut harness = form();
    type_in(&mut harness, "Place of site 1", "kassel");
    click(&mut harness, "Create");
    assert_eq!(place(&harness), (51, 9));

    // Enter takes the first that is listed, also after a slip.
    let mut harness = form();
    type_in(&mut harness, "Place of site 1", "Berlni");
    press(&mut harness, Key::Enter);
    assert_eq!(["Place of site 1", "Name of site 1"].map(|field| value(&harness, field)), ["Berlin", "Berlin"]);
    click(&mut harness, "Create");
    assert_eq!(place(&harness), (52, 13));

    // A part of a name and an unknown one are told, and nothing is created.
    let mut harness = form();
    let unknown = "The map has no town of this name. Type a larger town nearby, or latitude and longitude in degrees, such as 50.32, 9.47.";
    let chosen = "No place is chosen yet: press Enter in the field to take Berlin, or choose another town of its list.";
    let off_globe = "A latitude is from -90 to 90 degrees, and a longitude from -180 to 180 degrees.";
    let elsewhere = "The map has no town of this name in that country or region. There are such towns elsewhere.";
    for (typed, told) in [("Berli", chosen), ("Zzyzzyville", unknown), ("37.5, 200", off_globe)] {
        type_in(&mut harness, "Place of site 1", typed);
        click(&mut harness, "Create");
        assert!(harness.query_all_by_label(told).next().is_some(), "{typed}");
    }
    type_in(&mut harness, "Place of site 1", "London, DC");
    assert!(harness.query_by_label(elsewhere).is_some());
    assert!(harness.query_all_by_label_contains("London, ").next().is_some(), "those elsewhere are listed");
    type_in(&mut harness, "Place of site 1", "52.5, 13.4");
    click(&mut harness, "Create");
    assert_eq!(place(&harness), (52, 13));
}

#[test]
fn a_click_into_the_field_of_a_town_shows_the_list_and_the_caret_stands_behind_what_was_chosen() {
    let mut harness = form();
    type_in(&mut harness, "Place of site 1", "Berli");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Berlin, Germany").is_none(), "the list is closed");
    for _ in 0..2 {
        click(&mut harness, "Place of site 1");
        assert!(harness.query_by_label("Berlin, Germany").is_some(), "also when the field has the keyboard already");
    }
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "Place of site 1"), "Berlin");
    harness.event(egui::Event::Text("!".to_owned()));
    harness.run();
    assert_eq!(value(&harness, "Place of site 1"), "Berlin!");
}

#[test]
fn the_list_of_towns_comes_back_over_the_form() {
    const TOWN: &str = "Springfield, Illinois, United States";
    let mut harness = on([1366.0, 768.0], None, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    let is_listed = |harness: &Harness<'_, App>| harness.query_by_label(TOWN).is_some();
    type_in(&mut harness, "Place of site 1", "Springfield");
    assert!(is_listed(&harness));
    press(&mut harness, Key::Escape);
    assert!(!is_listed(&harness) && harness.query_by_label("Create").is_some(), "Escape closes the list only");
    assert_eq!(focused(&harness).as_deref(), Some("Place of site 1"));
    // The arrow shows the list again, and leads into it then.
    press(&mut harness, Key::ArrowDown);
    assert!(is_listed(&harness));
    assert_eq!(focused(&harness).as_deref(), Some("Place of site 1"));
    press(&mut harness, Key::ArrowDown);
    assert!(focused(&harness).is_some_and(|name| name.starts_with("Springfield, ")), "{:?}", focused(&harness));
    press(&mut harness, Key::Escape);
    assert_eq!(focused(&harness).as_deref(), Some("Place of site 1"));
    // So does typing.
    assert!(!is_listed(&harness));
    press(&mut harness, Key::Backspace);
    assert!(is_listed(&harness));
    press(&mut harness, Key::Escape);
    // The button that creates the scenario leads to the field, and shows the list.
    click(&mut harness, "Create");
    assert_eq!(focused(&harness).as_deref(), Some("Place of site 1"));
    assert!(is_listed(&harness));
    press(&mut harness, Key::Escape);
    // A click into the field shows it over the form, where the pointer reaches it.
    for _ in 0..2 {
        click(&mut harness, "Place of site 1");
    }
    click(&mut harness, TOWN);
    assert_eq!(value(&harness, "Place of site 1"), TOWN);
}

#[test]
fn what_is_wrong_moves_neither_the_fields_nor_the_buttons() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    let places = |harness: &Harness<'_, App>| {
        ["Time zone", "Place of site 1", "Name of service 4", "Create"].map(|name| harness.get_by_label(name).rect())
    };
    let before = places(&harness);
    for (field, wrong, right) in [
        ("Time zone", "Berlin", "UTC"),
        ("Place of site 1", "Zzyzzyville", "Kassel"),
        ("Users of service 2", "30k", "30,000"),
    ] {
        type_in(&mut harness, field, wrong);
        assert_eq!(places(&harness), before, "{field}");
        click(&mut harness, "Create");
        assert_eq!(focused(&harness).as_deref(), Some(field));
        assert_eq!(places(&harness), before, "{field} after the button was pressed");
        type_in(&mut harness, field, right);
        assert_eq!(places(&harness), before, "{field} corrected");
    }
    click(&mut harness, "Create");
    assert!(harness.query_by_label("Create").is_none());
}

#[test]
fn a_new_scenario_is_in_the_time_zone_of_its_first_town_unless_another_one_was_typed() {
    let mut harness = form();
    assert_eq!(value(&harness, "Time zone"), "UTC");
    // The clocks of the United States differ from place to place.
    for (town, zone) in [("Chuncheon", "Asia/Seoul"), ("Kassel", "Europe/Berlin"), ("Chicago", "UTC")] {
        type_in(&mut harness, "Place of site 1", town);
        press(&mut harness, Key::Enter);
        assert_eq!(value(&harness, "Time zone"), zone, "{town}");
    }
    type_in(&mut harness, "Time zone", "Asia/Tokyo");
    type_in(&mut harness, "Place of site 1", "Chuncheon");
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "Time zone"), "Asia/Tokyo");
    // A town that is taken when the scenario is created counts as well.
    let mut harness = form();
    type_in(&mut harness, "Place of site 1", "Chuncheon");
    click(&mut harness, "Create");
    assert_eq!(harness.state().session().scenario().clock.zone().name(), "Asia/Seoul");
}

/// The name of the field or button that has the keyboard.
fn focused(harness: &Harness<'_, App>) -> Option<String> {
    let found = harness.query_all_by(|node| node.is_focused() && !node.is_hidden()).next()?;
    found.accesskit_node().label()
}

#[test]
fn tab_goes_from_a_town_to_the_next_field_and_the_arrow_to_the_towns_that_are_listed() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    type_in(&mut harness, "Place of site 1", "Kassel");
    press(&mut harness, Key::Tab);
    assert_eq!(focused(&harness).as_deref(), Some("Name of site 2"));
    assert_eq!(["Place of site 1", "Name of site 1"].map(|field| value(&harness, field)), ["Kassel", "Kassel"]);
    // A part of a name is left as it was typed.
    press(&mut harness, Key::Tab);
    assert_eq!(focused(&harness).as_deref(), Some("Place of site 2"));
    type_in(&mut harness, "Place of site 2", "Marbur");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert_eq!(focused(&harness).as_deref(), Some("Name of site 2"));
    assert_eq!(value(&harness, "Place of site 2"), "Marbur");
    type_in(&mut harness, "Place of site 2", "Heidelb");
    press(&mut harness, Key::ArrowDown);
    assert_eq!(focused(&harness).as_deref(), Some("Heidelberg, Germany"));
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "Place of site 2"), "Heidelberg, Germany", "there is another in South Africa");
    assert_eq!(focused(&harness).as_deref(), Some("Place of site 2"));
}

#[test]
fn towns_of_one_name_are_told_by_region_and_country_in_the_list_and_in_the_field() {
    let mut harness = form();
    type_in(&mut harness, "Place of site 1", "Springfield");
    assert!(harness.query_by_label("Springfield, Ohio, United States").is_some());
    click(&mut harness, "Springfield, Illinois, United States");
    let fields = ["Place of site 1", "Name of site 1"].map(|field| value(&harness, field));
    assert_eq!(fields, ["Springfield, Illinois, United States", "Springfield"]);
    type_in(&mut harness, "Place of site 1", "San Jose, Costa Rica");
    press(&mut harness, Key::Tab);
    let fields = ["Place of site 1", "Name of site 1"].map(|field| value(&harness, field));
    assert_eq!(fields, ["San José, Costa Rica", "San José"]);
    click(&mut harness, "Create");
    assert_eq!(place(&harness), (9, -84));
}

#[test]
fn the_whole_name_of_a_town_without_its_accents_is_taken_when_the_field_is_left() {
    let mut harness = form();
    type_in(&mut harness, "Place of site 1", "Gottingen");
    press(&mut harness, Key::Tab);
    assert_eq!(["Place of site 1", "Name of site 1"].map(|field| value(&harness, field)), ["Göttingen", "Göttingen"]);
    click(&mut harness, "Create");
    assert_eq!(place(&harness), (51, 9));
    let [site] = harness.state().session().scenario().sites.rows() else { panic!("one site") };
    assert_eq!(site.key, "gottingen");
}

#[test]
fn the_largest_number_of_users_is_the_population_unless_the_template_says_it() {
    let mut answers = Template::OneSite.answers(Language::English);
    for (service, users) in answers.services.iter_mut().zip([900, 300, 0]) {
        service.users = users;
    }
    assert_eq!(Template::OneSite.begun_with(&answers).rows().population, Some(900));
    answers.services.iter_mut().for_each(|service| service.users = 0);
    assert_eq!(Template::OneSite.begun_with(&answers).rows().population, Some(1));
    let kakao = Template::Kakao;
    let begun = kakao.begun_with(&kakao.answers(Language::English));
    assert_eq!(begun.rows().population, kakao.authored(Language::English).rows().population);
}

#[test]
fn the_plan_that_people_ignite_in_is_theirs() {
    let mut harness = form();
    click(&mut harness, "Create");
    assert_eq!(harness.state().session().plan().name, "My plan");
}

/// The path that the window suggests for the scenario.
fn suggested(harness: &mut Harness<'_, App>) -> String {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    let path = value(harness, "Path of the file");
    press(harness, Key::Escape);
    path
}

#[test]
fn a_new_scenario_is_saved_under_its_title_also_when_that_changed() {
    let mut harness = form();
    type_in(&mut harness, "Title", "Hill school");
    press(&mut harness, Key::Enter);
    let path = suggested(&mut harness);
    assert!(path.ends_with("hill-school.firedrill.ron"), "{path}");
    enter(&mut harness, "Duplicate scenario");
    let path = suggested(&mut harness);
    assert!(path.ends_with("hill-school-copy.firedrill.ron"), "{path}");
}
