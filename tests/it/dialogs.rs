//! What a person who uses the window for the first time runs into: keys behind a dialog, names that are kept, and what forms and questions say.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::{self, Problem};
use firedrill::recording::Subject;
use firedrill::session::{Command, FileCommand, SelectCommand};

use crate::editor::{leave, type_in};
use crate::support::window::{WIDE, ask, click, on_text, painted, press, window};

const SCHOOL: &str = r#"(
  firedrill: 1, title: "School", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) },
  sites: { "hall": (name: "Hall", at: (52.52, 13.40), hazard: "fire") },
  services: { "login": (name: "Login", company: "school", users: 20000, on: { "hall": 12 }, load: 8) },
  exchanges: { "xetra": (name: "Xetra", zone: "Europe/Berlin", open: "09:00", close: "17:30") },
  companies: { "school": (name: "The school", ticker: "SCH", exchange: "xetra", currency: "EUR", close: 10.0, exposure: { "login": 0.5 }) },
  plans: [
    (name: "Fire", actions: [(at: "09:30", do: Strike(site: "hall"))]),
    (name: "Crew", fork: (from: "Fire", at: "09:40"), actions: [(at: "09:30", do: Strike(site: "hall"))]),
  ],
  expect: [
    (plan: "Fire", that: Out(service: "login", under: "2h")),
    (plan: "Fire", that: Recovers(service: "login")),
    (plan: "Crew", that: Out(service: "login", under: "5h")),
  ],
)"#;

fn school() -> Harness<'static, App> {
    let mut harness = on_text(SCHOOL, Setup::default());
    let site = harness.state().session().scenario().sites.find("hall").expect("it is there");
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Site(site))).into()]);
    harness
}

/// The editor with the list of all parts.
fn school_in_editor() -> Harness<'static, App> {
    let mut harness = school();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "All parts");
    harness
}

fn click_a(harness: &mut Harness<'_, App>, role: Role, name: &str) {
    let named = harness.get_all_by_label(name).find(|node| node.accesskit_node().role() == role);
    named.unwrap_or_else(|| panic!("no {role:?} is called {name}")).click();
    harness.run();
}

#[test]
fn keys_behind_a_dialog_do_nothing() {
    let open = [
        (Modifiers::COMMAND, Key::N),
        (Modifiers::COMMAND, Key::L),
        (Modifiers::COMMAND, Key::B),
        (Modifiers::COMMAND, Key::I),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::E),
        (Modifiers::COMMAND, Key::Comma),
        (Modifiers::NONE, Key::F1),
    ];
    for (modifiers, key) in open {
        let mut harness = school();
        let before = (harness.state().session().plan().clone(), harness.state().session().playback().clone());
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        harness.ctx.memory_mut(|memory| {
            let focused = memory.focused();
            if let Some(id) = focused {
                memory.surrender_focus(id);
            }
        });
        harness.run();
        for letter in
            [Key::I, Key::E, Key::W, Key::Z, Key::Y, Key::N, Key::T, Key::G, Key::R, Key::Space, Key::Num9, Key::Delete]
        {
            press(&mut harness, letter);
        }
        let session = harness.state().session();
        assert_eq!((session.plan(), session.playback()), (&before.0, &before.1), "{key:?}");
        assert!(!session.can_undo() && session.plans().len() == 2, "{key:?}");
        press(&mut harness, Key::Escape);
        press(&mut harness, Key::I);
        let session = harness.state().session();
        assert_eq!(session.plan().actions.len(), 2, "{key:?}: the dialog is closed, and keys act again");
        assert_eq!(session.undo_title().map(ToString::to_string).as_deref(), Some("Ignite Hall"));
    }
}

#[test]
fn an_expectation_says_whether_the_run_meets_it() {
    let mut harness = school_in_editor();
    click(&mut harness, "Expectations (3)");
    harness.get_by_label("1 expectation of this plan is not met");
    harness.get_by_label("not met");
    click(&mut harness, "Fire, Longest outage: Login");
    harness.get_by_label("This run does not meet it: the longest takes 4 h.");
    type_in(&mut harness, "Less than", "5h");
    leave(&mut harness);
    harness.get_by_label("This run meets it: the longest takes 4 h.");
    click(&mut harness, "All parts");
    assert!(harness.query_by_label("1 expectation of this plan is not met").is_none());
    click(&mut harness, "Crew, Longest outage: Login");
    harness.get_by_label("It is about another plan or seed than those that are shown.");
    click(&mut harness, "Show its run");
    assert_eq!(harness.state().session().plan().name, "Crew");
    harness.get_by_label("This run meets it: the longest takes 4 h.");
}

#[test]
fn the_question_before_a_removal_says_what_becomes_of_the_others() {
    let mut harness = school_in_editor();
    click(&mut harness, "Plans (2)");
    click_a(&mut harness, Role::Link, "Fire");
    click(&mut harness, "Remove");
    harness.get_by_label("• Crew: Fork");
    click(&mut harness, "Yes, remove");
    let names: Vec<&str> = harness.state().session().plans().iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(names, ["Crew"]);
}

#[test]
fn a_company_that_is_no_longer_listed_has_nothing_left_of_its_shares() {
    let mut harness = school_in_editor();
    click(&mut harness, "Companies (1)");
    click_a(&mut harness, Role::Link, "The school");
    click_a(&mut harness, Role::ComboBox, "Exchange");
    click(&mut harness, "not listed");
    let session = harness.state().session();
    assert!(session.problems().is_empty(), "{:?}", session.problems());
    assert!(session.scenario().companies.rows()[0].listing.is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(harness.state().session().scenario().companies.rows()[0].listing.is_some(), "undo brings all of it back");
}

#[test]
fn a_new_scenario_has_the_names_places_and_ids_of_the_person() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    harness.run();
    type_in(&mut harness, "Name of site 1", "Lahn School");
    type_in(&mut harness, "Place of site 1", "Zzyzzyville");
    let unknown = "The map has no town of this name. Type a larger town nearby, or latitude and longitude in degrees, such as 50.32, 9.47.";
    harness.get_by_label(unknown);
    type_in(&mut harness, "Place of site 1", "50.81, 8.77");
    click(&mut harness, "Latitude 50.81, longitude 8.77");
    type_in(&mut harness, "Place of site 2", "Kassel");
    press(&mut harness, Key::Enter);
    type_in(&mut harness, "Name of service 1", "Login");
    type_in(&mut harness, "Time zone", "Europe/Berlin");
    click(&mut harness, "Create");
    let scenario = harness.state().session().scenario();
    let sites: Vec<_> = scenario.sites.rows().iter().map(|site| (site.key.as_str(), site.name.as_str())).collect();
    assert_eq!(sites, [("lahn-school", "Lahn School"), ("kassel", "Kassel")], "a name of one's own stays");
    let at = scenario.sites.rows()[0].at.expect("it is on the map");
    assert_eq!((at.lat, at.lon), (50.81, 8.77));
    assert_eq!(scenario.services.rows()[0].key, "login");
    assert_eq!(scenario.clock.zone().name(), "Europe/Berlin");
    assert!(scenario.companies.is_empty(), "nothing is left of an example");
    let most = scenario.services.rows().iter().map(|service| service.users).max();
    assert_eq!(scenario.population, most, "the users of one service are among those of another");
}

#[test]
fn servers_that_are_not_there_are_warned_of() {
    let text = SCHOOL.replace("load: 8)", "load: 30, switch: (by_hand: \"45m\"))");
    let warnings = file::load_checked(text.as_bytes()).expect("it is valid").warnings;
    let told: Vec<String> = warnings.iter().map(|warning| format!("{}: {}", warning.path, warning.message)).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("at the peak the service needs 30 servers, but it runs on 12"), "{told:?}");
    assert!(told[1].contains("nothing to fail over to"), "{told:?}");
    // An order to fail over, too, needs something to fail over to.
    let ordered = SCHOOL.replacen("actions: [", "actions: [(at: \"+1h\", do: FailOver(service: \"login\")), ", 1);
    let warnings = file::load_checked(ordered.as_bytes()).expect("it is valid").warnings;
    let told: Vec<String> = warnings.iter().map(|warning| format!("{}: {}", warning.path, warning.message)).collect();
    let expected = "plans.0.actions.0.do: \"login\" has no servers in `standby`, so this failover does nothing";
    assert!(told.iter().any(|told| told == expected), "{told:?}");
    // A measure of a plan may be what brings them.
    let helped = text.replace(
        "fork: (from:",
        "measures: [AddServers(service: \"login\", site: \"hall\", servers: 30), AddStandby(service: \"login\", site: \"hall\", servers: 30)], fork: (from:",
    );
    assert!(file::load_checked(helped.as_bytes()).expect("it is valid").warnings.is_empty());
}

#[test]
fn people_that_are_not_there_are_warned_of() {
    let with = |population: &str, over: u64| {
        let rivals = r#"rivals: { "app": (name: "App", for: "login", users: 15000, pull: 0.1, back: "1d") },"#;
        let news = format!("news: [ (when: People(over: {over}), title: \"Many\") ],");
        let text = SCHOOL.replace("length: \"1d\",", &format!("length: \"1d\", {population}\n{rivals}\n{news}"));
        let warnings = file::load_checked(text.as_bytes()).expect("it is valid").warnings;
        let told = |warning: &Problem| {
            let location = warning.location.expect("a location");
            let line = text.lines().nth(location.line - 1).expect("a line");
            let there: String = line.chars().skip(location.column - 1).take_while(char::is_ascii_digit).collect();
            format!("{} {there}: {} | {}", warning.path, warning.message, warning.remedy)
        };
        warnings.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(with("", 19_999), [""; 0], "without a population there may be any number of people");
    assert_eq!(with("population: 20000,", 19_999), [""; 0]);
    let [service, rival, never] = [
        "services.login.users 20000: the service has 20000 users, but the population is",
        "rivals.app.users 15000: the rival has 15000 users, but the population is",
        "news.0.when.over 20000: at most 20000 people can be affected, so this headline never appears",
    ];
    let remedy = |people: u64| format!("{people} | write at most {people}, or a larger `population`");
    assert_eq!(with("population: 19999,", 100), [format!("{service} {}", remedy(19_999))]);
    let both = [format!("{rival} {}", remedy(14_999)), format!("{service} {}", remedy(14_999))];
    assert_eq!(with("population: 14999,", 100), both);
    let smaller = [format!("{never} | write a smaller number, or more `users` in the services")];
    assert_eq!((with("", 20_000), with("population: 30000,", 20_000)), (smaller.to_vec(), smaller.to_vec()));
    for save in file::shipped() {
        let (_, checked) = save.document();
        let told: Vec<String> = checked.warnings.iter().map(|warning| warning.message.to_string()).collect();
        let is_of_people = |told: &String| told.contains("the population is") || told.contains("can be affected");
        assert!(!told.iter().any(is_of_people), "{}: {told:?}", save.name);
    }
}

#[test]
fn without_a_file_dialog_the_panel_for_a_path_speaks_of_none_and_shows_a_path_of_its_kind() {
    let example = |ending: &str| format!("~/scenarios/my-sites.{ending}");
    for (command, hint, empty) in [
        (FileCommand::OpenDialog, "Drop a file on the window, or enter its path here.", Some(example("ron"))),
        (FileCommand::SaveAs, "Enter the path of the file here: its folder and its name.", None),
        (
            FileCommand::ImportDialog,
            "A table (.csv), a catalogue (.yaml), or a mapping that was kept (.json)",
            Some(example("csv")),
        ),
    ] {
        let mut harness = school();
        ask(&mut harness, [Command::File(command)]);
        let words = painted(&harness);
        let shown = |words_of: &str| words.iter().any(|text| text == words_of);
        assert!(shown(hint) && !words.iter().any(|text| text.contains("file dialog")), "{words:?}");
        assert!(empty.is_none_or(|example| shown(&example)), "{words:?}");
    }
}
