//! Tests of the window in Korean, and of changing the language while the program runs.

use std::collections::BTreeSet;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::session::{Command, FileCommand, SPEEDS, SelectCommand, WindowCommand};
use firedrill::ui::text::{Language, Texts};

use crate::support::window::{WIDE, ask, click, on, on_text, painted};

fn korean() -> Harness<'static, App> {
    on(WIDE, None, Setup { language: Language::Korean, ..Setup::default() })
}

/// The English texts of the window that are different in Korean. Texts of one letter are left out, because they are keys.
fn english() -> BTreeSet<&'static str> {
    let (english, korean) = (Texts::english(), Texts::of(Language::Korean));
    let keys: Vec<&'static str> = english.keys().collect();
    keys.into_iter()
        .map(|key| (english.get(key), korean.get(key)))
        .filter(|(a, b)| a != b && a.len() > 1)
        .map(|(a, _)| a)
        .collect()
}

#[test]
fn the_window_is_in_korean_if_the_desktop_is() {
    let mut harness = korean();
    assert!(harness.query_by_label("시나리오: 카카오, 2022년 10월").is_some());
    assert!(harness.query_by_label("중단된 서비스: 0 / 56").is_some());
    click(&mut harness, "실제로 일어난 대로");
    harness.state_mut().ask(Command::Select(SelectCommand::Chapter(3)));
    harness.run();
    // The service is shown with its state on the map, in the list and in its lane. Numbers of people are in units of ten thousand,
    // and the date has the Korean form.
    assert!(harness.query_all_by_label("카카오톡").count() > 0);
    assert!(harness.query_by_label("카카오톡 줄").is_some());
    let texts = painted(&harness);
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    for part in ["물을 쓰려면 전원을 끊어야", "15일 (토)", "만", "꺼진 서버"] {
        assert!(has(part), "{part} is nowhere in {texts:#?}");
    }
}

#[test]
fn nothing_on_the_screen_is_left_in_english() {
    let english = english();
    let mut harness = korean();
    click(&mut harness, "실제로 일어난 대로");
    let commands = [
        Command::Select(SelectCommand::Chapter(3)),
        Command::Window(WindowCommand::ToggleKeys),
        Command::Window(WindowCommand::ToggleNotes),
        Command::Window(WindowCommand::ToggleScenarios),
        Command::Window(WindowCommand::ToggleSettings),
        Command::File(FileCommand::SaveAs),
    ];
    for command in commands {
        harness.state_mut().ask(command.clone());
        harness.run();
        let left: Vec<String> = painted(&harness).into_iter().filter(|text| english.contains(text.as_str())).collect();
        assert!(left.is_empty(), "after {command:?}: {left:?}");
    }
}

#[test]
fn the_language_can_be_changed_and_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = Setup { settings: Some(folder.path().join("settings.json")), ..Setup::default() };
    let mut harness = on(WIDE, None, setup.clone());
    click(&mut harness, "As it happened");
    harness.state_mut().ask(Command::Select(SelectCommand::Chapter(3)));
    harness.run();
    let (now, chosen) = (harness.state().session().now(), harness.state().session().chosen());

    harness.key_press_modifiers(Modifiers::CTRL, Key::Comma);
    harness.run();
    harness.get_by_label("한국어").click();
    harness.run();
    assert!(harness.query_by_label("시나리오: 카카오, 2022년 10월").is_some());
    let session = harness.state().session();
    assert_eq!((session.now(), session.chosen()), (now, chosen), "where the person was");
    // The texts of the file are not translated.
    assert_eq!(session.to_save().rows().plans.get(1).expect("a plan").name, "As it happened");
    assert!(!session.is_changed());

    assert!(on(WIDE, None, setup).query_by_label("시나리오: 카카오, 2022년 10월").is_some(), "remembered");
}

#[test]
fn speeds_can_be_typed_as_they_are_written_in_korean() {
    let texts = Texts::of(Language::Korean);
    for speed in SPEEDS {
        let written = texts.speed(speed);
        assert_eq!(firedrill::units::when::typed_speed(&written), Some(speed), "{written}");
    }
}

#[test]
fn the_plan_of_a_file_without_plans_is_named_in_the_language_of_the_window() {
    let bare = r#"(
        firedrill: 1, title: "Bare", zone: "UTC", start: "2024-03-04 00:00", length: "1d",
        hazards: { "dark": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "1h") },
        sites: { "a": (name: "A", at: (51.5, -0.1), hazard: "dark") }, services: { "s": (name: "S", on: { "a": 1 }) },
    )"#;
    let mut harness = on_text(bare, Setup { language: Language::Korean, ..Setup::default() });
    let is_named = |harness: &Harness<'_, App>, name: &str| harness.query_all_by_label(name).next().is_some();
    assert!(is_named(&harness, "아무 일 없음"), "{:?}", painted(&harness));
    ask(&mut harness, [Command::Window(WindowCommand::SetLanguage(Language::English))]);
    assert!(is_named(&harness, "Untouched") && !is_named(&harness, "아무 일 없음"));
    assert_eq!(
        harness.state().session().to_save().rows().plans.get(0).expect("a plan").name,
        "Untouched",
        "files speak English"
    );
}

#[test]
fn errors_about_files_are_in_korean() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = korean();
    harness.state_mut().ask(Command::File(FileCommand::OpenPath(folder.path().join("nowhere.ron"))));
    harness.run();
    let texts = painted(&harness);
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    assert!(has("파일이 없어요") && has("경로를 확인해 주세요."), "{texts:#?}");
    let broken = folder.path().join("broken.ron");
    let text = harness.state().session().to_save().to_ron().replacen("users: 43000000", "users: -1", 1);
    std::fs::write(&broken, text).expect("a file");
    harness.state_mut().ask(Command::File(FileCommand::OpenPath(broken)));
    harness.run();
    let texts = painted(&harness);
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    assert!(has("-1: 범위를 벗어났어요") && has("0부터 100000000000까지의 정수를 써 주세요"), "{texts:#?}");
    harness.state_mut().ask(Command::File(FileCommand::SaveTo(folder.path().join("no/such/world.ron"))));
    harness.run();
    let texts = painted(&harness);
    assert!(texts.iter().any(|text| text.contains("폴더를 만들거나 다른 폴더를 골라 주세요.")), "{texts:#?}");
}
