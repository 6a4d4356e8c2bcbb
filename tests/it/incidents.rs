//! Tests of incidents beside one another: in the window by the names on the screen, and from the command line.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::session::{Command, IncidentSource, IncidentsCommand, PlanCommand, WindowCommand};

use crate::support::cli::{SMALL, fails, prints, text};
use crate::support::window::{SMALLEST, WIDE, ask, click, on, on_text, painted, press, type_path, window, write};

fn show(sources: Vec<IncidentSource>) -> Command {
    Command::Window(WindowCommand::Incidents(IncidentsCommand::Show(sources)))
}

fn two() -> Vec<IncidentSource> {
    vec![IncidentSource::Shipped("kakao-2022"), IncidentSource::Shipped("6-many-hands")]
}

/// Whether a text is painted that contains these words.
fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    painted(harness).iter().any(|text| text.contains(words))
}

#[test]
fn incidents_are_opened_by_a_key_added_given_plans_and_removed() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    harness.run();
    assert!(says(&harness, "Kakao, October 2022 (in the window)"));
    assert!(harness.query_by_label("Restoration curves").is_some());
    assert!(
        harness.query_by_label("KakaoTalk back").is_some(),
        "the plan of the window is empty, so that of the record is run"
    );
    click(&mut harness, "Remove Kakao, October 2022 (in the window)");
    for source in two() {
        ask(&mut harness, [Command::Window(WindowCommand::Incidents(IncidentsCommand::Add(source)))]);
    }
    assert!(harness.query_by_label("Restoration curves").is_some());
    assert!(says(&harness, "Back after 1 h") && says(&harness, "Back after 7 d"));
    assert!(harness.query_by_label("KakaoTalk back").is_some(), "the record is listed");
    ask(&mut harness, [Command::Window(WindowCommand::Incidents(IncidentsCommand::SetPlan(0, 2)))]);
    assert!(says(&harness, "Kakao, October 2022: The site switch at two sites"));
    assert!(harness.query_by_label("KakaoTalk back").is_none(), "another plan is not held against the record");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Restoration curves").is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    harness.run();
    assert!(says(&harness, "The site switch at two sites"), "they are kept");
}

#[test]
fn the_incident_of_the_window_has_its_plan_unless_nothing_is_struck_in_it() {
    let mut harness = window(WIDE);
    let beside = |harness: &mut Harness<'_, App>| {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
        harness.run();
    };
    ask(&mut harness, [PlanCommand::ChoosePlan(2).into()]);
    beside(&mut harness);
    assert!(says(&harness, "Kakao, October 2022: The site switch at two sites"), "{:#?}", painted(&harness));
    assert!(harness.query_by_label("KakaoTalk back").is_none(), "it is not held against the record");
    press(&mut harness, Key::Escape);
    ask(&mut harness, [PlanCommand::ChoosePlan(0).into()]);
    beside(&mut harness);
    assert!(harness.query_by_label("KakaoTalk back").is_some(), "nothing is struck in it, so the record is shown");

    let set = |plan| Command::Window(WindowCommand::Incidents(IncidentsCommand::SetPlan(0, plan)));
    assert!(harness.query_by_label("Plan of Kakao, October 2022 (in the window)").is_some(), "another can be chosen");
    ask(&mut harness, [set(0)]);
    assert!(
        says(&harness, "nothing is struck in the plan \"Untouched\""),
        "who asks for it is told why there is nothing"
    );
    ask(&mut harness, [set(2)]);
    assert!(says(&harness, "Kakao, October 2022: The site switch at two sites"));
}

#[test]
fn values_are_read_with_the_arrow_keys_and_weighed_by_users() {
    let mut harness = window(WIDE);
    ask(&mut harness, [show(two())]);
    harness.get_by_label("Restoration curves").focus();
    harness.run();
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    assert!(says(&harness, "After ") && says(&harness, "Kakao, October 2022: "));
    for _ in 0..30 {
        press(&mut harness, Key::ArrowRight);
        let shown = painted(&harness);
        let cursor = shown.iter().find(|text| text.starts_with("After ") && text.contains(":  "));
        let (after, _) = cursor.and_then(|text| text.split_once(':')).expect("the values at a time");
        assert!(after.split(' ').count() <= 5, "at most two units: {after}");
    }
    click(&mut harness, "By users");
    assert!(says(&harness, "each counted by its users"));
    click(&mut harness, "Logarithmic time");
    assert!(harness.query_by_label("Restoration curves").is_some());
}

#[test]
fn they_are_exported_as_csv_markdown_and_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window(WIDE);
    for (button, name, begin) in [
        ("Export as CSV", "a.csv", b"\xef\xbb\xbfwhat,incident".as_slice()),
        ("Export as Markdown", "a.md", b"Of the services".as_slice()),
        ("Export as picture", "a.png", b"\x89PNG".as_slice()),
    ] {
        ask(&mut harness, [show(two())]);
        click(&mut harness, button);
        type_path(&mut harness, &folder.path().join(name));
        harness.run();
        harness.run();
        let bytes = std::fs::read(folder.path().join(name)).expect("it was written");
        assert!(bytes.starts_with(begin), "{name}: {:?}", &bytes[..bytes.len().min(40)]);
        assert!(harness.query_by_label("Restoration curves").is_some(), "the view is there again after the export");
    }
}

#[test]
fn a_file_that_is_broken_or_missing_says_so_in_its_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = write(&folder, "broken.ron", "( firedrill: 1 )");
    let mut harness = window(WIDE);
    let sources = vec![
        IncidentSource::File(broken),
        IncidentSource::File(folder.path().join("missing.ron")),
        IncidentSource::Shipped("kakao-2022"),
    ];
    ask(&mut harness, [show(sources)]);
    assert!(says(&harness, "broken.ron") && says(&harness, "missing.ron"));
    assert!(says(&harness, "this file cannot be read"));
    assert!(harness.query_by_label("Restoration curves").is_some(), "the third is shown");
}

#[test]
fn everything_fits_into_the_smallest_window_in_both_languages() {
    for language in firedrill::text::Language::ALL {
        let setup = Setup { language, ..Setup::default() };
        let mut harness = on(SMALLEST, None, setup);
        ask(&mut harness, [show(two())]);
        let screen = harness.ctx.content_rect();
        let name = if language.tag() == "ko" { "복구 곡선" } else { "Restoration curves" };
        let curves = harness.get_by_label(name).rect();
        assert!(screen.contains_rect(curves.intersect(screen)) && curves.width() > 600.0, "{curves:?}");
        let close = if language.tag() == "ko" { "닫기" } else { "Close" };
        let close = harness.get_all_by_label(close).last().expect("it can be closed").rect();
        assert!((curves.right() - close.right()).abs() < 12.0, "no table makes it wider: {curves:?}, {close:?}");
    }
}

#[test]
fn nothing_is_cut_off_at_twice_the_size() {
    // A window of 1440 by 900 pixels at 200% has half as many points.
    let mut harness = on([720.0, 450.0], None, Setup::default());
    ask(&mut harness, [show(two())]);
    let screen = harness.ctx.content_rect();
    for name in ["Restoration curves", "Export as CSV", "Remove Kakao, October 2022"] {
        let rect = harness.get_by_label(name).rect();
        assert!(rect.left() > screen.left() && rect.right() < screen.right(), "{name}: {rect:?} in {screen:?}");
    }
}

#[test]
fn a_world_with_hostile_names_is_drawn() {
    let long = "x".repeat(10_000);
    let world = std::fs::read_to_string(SMALL).expect("it is there");
    let title = world.split("title: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a title");
    let mut harness = on_text(&world.replace(title, &long), Setup::default());
    ask(&mut harness, [show(vec![IncidentSource::Window, IncidentSource::Shipped("kakao-2022")])]);
    assert!(harness.query_by_label("Restoration curves").is_some());
}

#[test]
fn the_command_line_prints_tables_json_csv_and_markdown() {
    let told = prints(&["restoration", "kakao-2022", "6-many-hands"]);
    assert!(
        told.contains("Kakao, October 2022") && told.contains("Back after 1 d") && told.contains("KakaoTalk back"),
        "{told}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&prints(&["restoration", "kakao-2022", "6-many-hands", "--json"])).expect("JSON");
    assert_eq!(json["incidents"].as_array().map(Vec::len), Some(2));
    assert!(json["incidents"][0]["curve"].as_array().is_some_and(|curve| curve.len() > 10));
    let csv = prints(&["restoration", "kakao-2022", "--csv", "--weight", "users"]);
    assert!(csv.starts_with("what,incident,name,from_secs,") && csv.contains("curve,\"Kakao, October 2022\",users,"));
    assert!(prints(&["restoration", "kakao-2022", "--markdown", "--language", "ko"]).starts_with("첫 재해 이후"));
    let plans = ["restoration", "kakao-2022", "--plan", "As it happened", "--plan", "The site switch at two sites"];
    assert!(prints(&plans).contains("Kakao, October 2022: The site switch at two sites"));
}

#[test]
fn the_command_line_draws_a_picture_and_refuses_what_has_no_curve() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = folder.path().join("curves.png");
    prints(&["restoration", "kakao-2022", "6-many-hands", "-o", picture.to_str().expect("a path"), "--log", "--day"]);
    assert!(std::fs::read(&picture).expect("it was drawn").starts_with(b"\x89PNG"));
    let said = fails(&["restoration", "kakao-2022", "--plan", "Untouched"], 1);
    assert!(said.contains("nothing is struck in the plan \"Untouched\": choose a plan with a strike"), "{said}");
    fails(&["restoration", "1-one-site", "2-two-sites", "3-shared-fate", "4-retry-storm"], 2);
    fails(&["restoration", "kakao-2022", "--plan", "a", "--plan", "b", "--plan", "c", "--plan", "d"], 2);
    let said = fails(&["compare", "kakao-2022", "1-one-site"], 1);
    assert!(said.contains("firedrill restoration"), "it says what compares different worlds: {said}");
    assert!(!text(said.as_bytes()).is_empty());
}
