//! Tests of the window in Korean, and of changing the language while the program runs.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::model::{Id as _, ServiceId, SiteId};
use firedrill::recording::Subject;
use firedrill::session::{
    Baseline, Command, FileCommand, PlanCommand, PlaybackCommand, SPEEDS, SelectCommand, WindowCommand,
};
use firedrill::ui::text::{Language, Texts};
use firedrill::units::SimTime;

use crate::support::SMALL;
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
    assert!(is_named(&harness, "내 계획"), "{:?}", painted(&harness));
    ask(&mut harness, [Command::Window(WindowCommand::SetLanguage(Language::English))]);
    assert!(is_named(&harness, "My plan") && !is_named(&harness, "내 계획"));
    assert_eq!(
        harness.state().session().to_save().rows().plans.get(0).expect("a plan").name,
        "My plan",
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
    assert!(has("-1: 범위를 벗어났어요") && has("0부터 100,000,000,000까지의 정수를 써 주세요"), "{texts:#?}");
    harness.state_mut().ask(Command::File(FileCommand::SaveTo(folder.path().join("no/such/world.ron"))));
    harness.run();
    let texts = painted(&harness);
    assert!(texts.iter().any(|text| text.contains("폴더를 만들거나 다른 폴더를 골라 주세요.")), "{texts:#?}");
}

#[test]
fn a_change_of_language_runs_nothing_anew() {
    let mut harness = on_text(SMALL, Setup { has_helper: true, ..Setup::default() });
    let first = Arc::clone(harness.state().session().run());
    ask(
        &mut harness,
        [
            Command::Plan(PlanCommand::ChoosePlan(1)),
            Command::Plan(PlanCommand::SetBaseline(Baseline::Plan(0))),
            Command::Select(SelectCommand::Select(Some(Subject::Service(ServiceId::new(2))))),
            Command::Playback(PlaybackCommand::Seek(SimTime(3_600))),
        ],
    );
    let is_tried = |harness: &Harness<'_, App>, texts: &Texts| {
        let has = |key| harness.query_by_label(texts.get(key)).is_some();
        has("levers-heading") && !has("levers-trying") && !has("levers-trying-more")
    };
    let english = Texts::english();
    for _ in 0..20_000 {
        if is_tried(&harness, &english) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    assert!(is_tried(&harness, &english), "{:#?}", painted(&harness));
    let runs = |harness: &Harness<'_, App>| {
        let session = harness.state().session();
        [Arc::clone(session.run()), Arc::clone(session.baseline().expect("two futures"))]
    };
    let before = runs(&harness);
    assert!(Arc::ptr_eq(&first, &before[1]), "runs are kept");

    harness.state_mut().ask(Command::Window(WindowCommand::SetLanguage(Language::Korean)));
    harness.step();
    harness.step();
    let after = runs(&harness);
    assert!((0..2).all(|side| Arc::ptr_eq(&before[side], &after[side])), "the same runs");
    assert!(is_tried(&harness, &Texts::of(Language::Korean)), "what was found is kept: {:#?}", painted(&harness));
    let is_shown = |name: &str| harness.query_all_by_label(name).next().is_some();
    assert!(is_shown("카카오톡") && !is_shown("KakaoTalk"), "the names are in Korean: {:#?}", painted(&harness));
    // The session goes back to the runs of before.
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(0))]);
    assert!(Arc::ptr_eq(&first, harness.state().session().run()), "the cache of runs is kept");
}

#[test]
fn a_thing_is_found_by_its_name_in_every_language_and_by_its_id() {
    let find = |language: Language, words: &str| {
        let mut harness = on_text(SMALL, Setup { language, ..Setup::default() });
        let hint = Texts::of(language).get("lists-search");
        harness.get_by_label(hint).focus();
        harness.run();
        harness.get_by_label(hint).type_text(words);
        harness.key_press(Key::Enter);
        harness.run();
        harness.state().session().selection()
    };
    let talk = Some(Subject::Service(ServiceId::new(2)));
    assert_eq!(find(Language::English, "카카오톡"), talk, "by its Korean name in an English window");
    assert_eq!(find(Language::Korean, "kakaotalk"), talk, "by its English name in a Korean window");
    assert_eq!(find(Language::Korean, "talk"), talk, "by its id");
    assert_eq!(find(Language::English, "pangyo-1"), Some(Subject::Site(SiteId::new(0))));
    assert_eq!(find(Language::English, "nothing of the kind"), None);
}

/// In a window of one language everything is found that belongs to a company which the other language names.
#[test]
fn the_things_of_a_company_are_found_in_every_language() {
    for (language, words) in [(Language::English, "카카오"), (Language::Korean, "kakao")] {
        let mut harness = on(WIDE, None, Setup { language, ..Setup::default() });
        let texts = Texts::of(language);
        harness.get_by_label(texts.get("lists-search")).focus();
        harness.run();
        harness.get_by_label(texts.get("lists-search")).type_text(words);
        harness.run();
        assert!(harness.query_by_label(texts.get("lists-show-all")).is_none(), "{words}: something is found");
        let talk = if language == Language::Korean { "카카오톡" } else { "KakaoTalk" };
        assert!(harness.query_all_by_label(talk).count() > 0, "{words} finds {talk}");
    }
}

#[test]
fn everything_that_the_author_wrote_is_shown_in_the_language_of_the_window() {
    let mut harness = on(WIDE, None, Setup::default());
    ask(
        &mut harness,
        [
            Command::Plan(PlanCommand::ChoosePlan(1)),
            Command::Plan(PlanCommand::SetBaseline(Baseline::Plan(0))),
            Command::Select(SelectCommand::Chapter(3)),
        ],
    );
    let scenario = Arc::clone(harness.state().session().scenario());
    let korean = scenario.localized("ko");
    let words: Vec<&str> =
        scenario.texts().filter(|(field, text)| korean.text(*field) != *text).map(|(_, text)| text).collect();
    ask(&mut harness, [Command::Window(WindowCommand::SetLanguage(Language::Korean))]);
    let mut views = vec![
        Command::Select(SelectCommand::Chapter(2)),
        Command::Select(SelectCommand::Select(None)),
        Command::Window(WindowCommand::ToggleNotes),
        Command::Window(WindowCommand::ToggleNotes),
        Command::Window(WindowCommand::ToggleDependencies),
        Command::Window(WindowCommand::ToggleDependencies),
        Command::Window(WindowCommand::TogglePresent),
        Command::Window(WindowCommand::TogglePresent),
        Command::Window(WindowCommand::ToggleScenarios),
        Command::Window(WindowCommand::ToggleScenarios),
    ];
    let companies = scenario.companies.ids().take(3).map(Subject::Company);
    let subjects = scenario.sites.ids().take(4).map(Subject::Site).chain(companies);
    let subjects = subjects.chain(scenario.services.ids().map(Subject::Service).take(8));
    views.extend(subjects.map(|subject| Command::Select(SelectCommand::Select(Some(subject)))));
    for view in views {
        ask(&mut harness, [view.clone()]);
        let left: Vec<String> = painted(&harness).into_iter().filter(|text| words.contains(&text.as_str())).collect();
        assert!(left.is_empty(), "after {view:?}: {left:?}");
    }
}
