//! Tests of the time zone in which the window shows times: in the menu, by the key and in the settings, and what follows it.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::session::{Command, PlanCommand, PlaybackCommand, WindowCommand};
use firedrill::units::{ShownZone, SimTime};

use crate::support::SMALL;
use crate::support::window::{ask, click, enter_last, on_text, painted, press};

/// The small world at 15:33 in Seoul, on a computer in Berlin or on one that knows no zone.
fn seoul(computer_zone: Option<chrono_tz::Tz>) -> Harness<'static, App> {
    let mut harness = on_text(SMALL, Setup { computer_zone, ..Setup::default() });
    let commands: [Command; 2] = [PlanCommand::ChoosePlan(1).into(), PlaybackCommand::Seek(SimTime(33 * 60)).into()];
    ask(&mut harness, commands);
    harness
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    painted(harness).iter().any(|text| text.contains(words))
}

#[test]
fn times_are_shown_in_the_zone_that_the_key_chooses() {
    let mut harness = seoul(Some(chrono_tz::Europe::Berlin));
    assert!(shows(&harness, "15 Oct 2022  15:33") && shows(&harness, "KST"), "{:?}", painted(&harness));
    press(&mut harness, Key::T);
    assert!(shows(&harness, "15 Oct 2022  06:33") && shows(&harness, "UTC"), "{:?}", painted(&harness));
    assert!(!shows(&harness, "15:27"), "every time has followed: {:?}", painted(&harness));
    press(&mut harness, Key::T);
    assert!(shows(&harness, "15 Oct 2022  08:33") && shows(&harness, "CEST"), "{:?}", painted(&harness));
    press(&mut harness, Key::T);
    assert!(shows(&harness, "15 Oct 2022  15:33"));
}

#[test]
fn the_menu_at_the_time_and_the_settings_offer_the_same() {
    let mut harness = seoul(Some(chrono_tz::Europe::Berlin));
    click(&mut harness, "Time zone: KST");
    click(&mut harness, "This computer (CEST)");
    assert!(shows(&harness, "15 Oct 2022  08:33"));
    ask(&mut harness, [WindowCommand::ToggleSettings.into()]);
    click(&mut harness, "UTC");
    assert!(shows(&harness, "15 Oct 2022  06:33"));
    click(&mut harness, "Scenario (KST)");
    assert!(shows(&harness, "15 Oct 2022  15:33"));
}

#[test]
fn a_computer_without_a_known_zone_shows_the_scenario() {
    let mut harness = seoul(None);
    ask(&mut harness, [WindowCommand::SetZone(ShownZone::Computer).into()]);
    assert!(shows(&harness, "15 Oct 2022  15:33") && shows(&harness, "KST"));
    ask(&mut harness, [WindowCommand::ToggleSettings.into()]);
    let choice = harness.get_by_label("This computer (zone not known)");
    assert!(egui_kittest::kittest::NodeT::accesskit_node(&choice).is_disabled());
}

#[test]
fn a_time_is_typed_in_the_zone_that_is_shown() {
    let mut harness = seoul(None);
    press(&mut harness, Key::T);
    click(&mut harness, "Go to a time: Sat 15 Oct 2022  06:33");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("07:00".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session().now(), SimTime(3_600));
}

#[test]
fn an_expectation_and_a_chapter_say_their_times_in_the_right_zone() {
    let mut harness = seoul(None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Expectations (7)");
    enter_last(&mut harness, "Fire, Back by a time: Login");
    harness.get_by_label("This run meets it: back at Sun 16 Oct 01:50.");
    ask(&mut harness, [WindowCommand::SetZone(ShownZone::Utc).into()]);
    harness.get_by_label("This run meets it: back at Sat 15 Oct 16:50 UTC (Sun 16 Oct 01:50 KST).");

    // The title of a chapter is saved, and there times are those of the scenario.
    let buttons = harness.get_all_by_label_contains("At Sat 15 Oct 06:33");
    let menu = buttons.into_iter().find(|node| node.accesskit_node().role() == Role::Button);
    menu.expect("a menu").click();
    harness.run();
    click(&mut harness, "Record this view as a chapter");
    assert_eq!(harness.state().session().scenario().story[1].title, "At Sat 15 Oct 15:33");
}

#[test]
fn a_comparison_says_its_times_in_the_zone_that_is_shown() {
    let mut harness = seoul(None);
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    ask(&mut harness, [WindowCommand::SetZone(ShownZone::Utc).into()]);
    let said = |words: &str| harness.query_all_by_label_contains(words).next().is_some();
    assert!(said("The runs diverge on Sat 15 Oct 06:27: "));
    assert!(said("Only in “Switch at two sites”, at Sat 15 Oct 06:28: "));
    // Where the copy is pasted, nothing else says which zone this is.
    harness.get_by_label("Copy table").click();
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let is_copy = |command: &OutputCommand| matches!(command, OutputCommand::CopyText(text) if text.starts_with("The runs diverge on Sat 15 Oct 06:27 UTC: "));
    assert!(commands.iter().any(is_copy), "{commands:?}");
}

/// In the hour that the clocks repeat, each of the two times has its offset.
#[test]
fn the_repeated_hour_is_told_apart_in_every_zone() {
    let text = r#"(
  firedrill: 1, title: "Night", zone: "Europe/Berlin", start: "2022-10-30 01:30", length: "6h", population: 1000,
  sites: { "hall": (name: "Hall", at: (50.9, 7.0)) },
  services: { "shop": (name: "Shop", on: { "hall": 1 }) },
)"#;
    let mut harness = on_text(text, Setup::default());
    ask(&mut harness, [PlaybackCommand::Seek(SimTime(3_600)).into()]);
    assert!(shows(&harness, "02:30 +02:00"), "{:?}", painted(&harness));
    ask(&mut harness, [PlaybackCommand::Seek(SimTime(7_200)).into()]);
    assert!(shows(&harness, "02:30 +01:00"), "{:?}", painted(&harness));
    press(&mut harness, Key::T);
    assert!(shows(&harness, "30 Oct 2022  01:30") && !shows(&harness, "01:30 +"), "{:?}", painted(&harness));
}
