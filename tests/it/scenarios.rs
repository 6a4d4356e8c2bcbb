//! Tests of the list of scenarios by the names on the screen: search, filters, order, "like this", the timeline, marks, and own files.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::session::{Command, WindowCommand};

use crate::support::window::{SMALLEST, WIDE, click, on, painted, press, window, write};

/// A window with the list open.
fn list(setup: Setup) -> Harness<'static, App> {
    let mut harness = on(WIDE, None, setup);
    open_list(&mut harness);
    harness
}

fn open_list(harness: &mut Harness<'_, App>) {
    harness.state_mut().ask(Command::Window(WindowCommand::ToggleScenarios));
    harness.run();
}

/// The text of a tiny scenario with this title.
fn tiny(title: &str) -> String {
    format!(
        r#"( firedrill: 1, title: "{title}", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
        hazards: {{ "h": (name: "H", kind: Flood, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) }},
        sites: {{ "s": (name: "S", at: (52.52, 13.4), hazard: "h") }}, services: {{ "a": (name: "A", users: 5, on: {{ "s": 4 }}) }},
        plans: [ (name: "P", actions: [ (at: "10:00", do: Strike(site: "s")) ]) ] )"#
    )
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    painted(harness).iter().any(|text| text.contains(words))
}

/// Types into the search field.
fn search(harness: &mut Harness<'_, App>, words: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_label("Search titles, places and lessons").type_text(words);
    harness.run();
}

fn has(harness: &Harness<'_, App>, name: &str) -> bool {
    harness.query_by_label(name).is_some()
}

#[test]
fn a_card_says_when_where_what_and_how_well_it_fits() {
    let harness = list(Setup::default());
    for words in ["15 Oct 2022", "Fire, Power", "all restored after 4 d", "Fit: ", "Standby servers are of no use if"] {
        assert!(says(&harness, words), "{words}: {:#?}", painted(&harness));
    }
}

#[test]
fn a_search_finds_and_opens_with_the_keyboard_alone() {
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_label("Search titles, places and lessons").type_text("many hands");
    harness.run();
    assert!(!has(&harness, "Kakao, October 2022"));
    let found = harness.state().session().scenario().title.clone();
    assert_eq!(found, "Kakao, October 2022", "nothing is opened yet");
    let card = firedrill::file::Shipped::named("6-many-hands").expect("it ships").scenario().title;
    for _ in 0..12 {
        press(&mut harness, Key::Tab);
        if harness.get_by_label(&card).is_focused() {
            break;
        }
    }
    assert!(harness.get_by_label(&card).is_focused(), "Tab reaches the card");
    press(&mut harness, Key::Enter);
    harness.run();
    assert_eq!(harness.state().session().scenario().title, card);
}

#[test]
fn nothing_found_is_said_and_cleared() {
    let mut harness = list(Setup::default());
    search(&mut harness, "zzzz");
    assert!(says(&harness, "No scenario matches."));
    click(&mut harness, "Clear filters");
    assert!(has(&harness, "Kakao, October 2022") && !says(&harness, "No scenario matches."));
}

#[test]
fn filters_let_through_what_they_say() {
    let mut harness = list(Setup::default());
    let one = firedrill::file::Shipped::named("1-one-site").expect("it ships").scenario().title;
    assert!(has(&harness, &one));
    click(&mut harness, "Lesson");
    click(&mut harness, "Rivals gain users");
    assert!(has(&harness, "Kakao, October 2022") && !has(&harness, &one), "{:#?}", painted(&harness));
    click(&mut harness, "Clear filters");
    click(&mut harness, "Length");
    click(&mut harness, "Up to six hours");
    assert!(!has(&harness, "Kakao, October 2022"));
}

#[test]
fn like_this_shows_what_has_something_in_common() {
    let mut harness = list(Setup::default());
    click(&mut harness, "Like Kakao, October 2022");
    assert!(says(&harness, "Like Kakao, October 2022, the most similar first") && has(&harness, "Kakao, October 2022"));
    click(&mut harness, "Show all again");
    assert!(!says(&harness, "the most similar first"));
}

#[test]
fn marked_scenarios_are_put_beside_one_another() {
    let mut harness = list(Setup::default());
    click(&mut harness, "Compare Kakao, October 2022");
    click(&mut harness, "Compare AWS us-east-1, December 2021");
    let both = "To be put beside one another: Kakao, October 2022  \u{b7}  AWS us-east-1, December 2021";
    assert!(says(&harness, both));
    click(&mut harness, "Show their curves");
    assert!(has(&harness, "Restoration curves") && says(&harness, "Back after 1 h"));
    press(&mut harness, Key::Escape);
    open_list(&mut harness);
    assert!(says(&harness, "To be put beside one another: "), "the marks are kept");
    click(&mut harness, "Unmark all");
    assert!(!says(&harness, "To be put beside one another: "));
}

#[test]
fn every_way_to_the_curves_takes_what_is_marked() {
    let aws = "AWS us-east-1, December 2021";
    let ways: [fn(&mut Harness<'_, App>); 3] = [
        |harness| click(harness, "Beside one another"),
        |harness| click(harness, "Show their curves"),
        |harness| {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
            harness.run();
        },
    ];
    for way in ways {
        let mut harness = list(Setup::default());
        click(&mut harness, &format!("Compare {aws}"));
        way(&mut harness);
        assert!(has(&harness, "Restoration curves") && has(&harness, &format!("Remove {aws}")));
        assert!(!has(&harness, "Remove Kakao, October 2022 (in the window)"), "it was not marked");
    }
    let mut harness = list(Setup::default());
    click(&mut harness, "Beside one another");
    assert!(has(&harness, "Remove Kakao, October 2022 (in the window)"), "nothing is marked: what is in the window");
}

#[test]
fn own_files_stand_first_and_do_not_push_the_incidents_away() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 1..=7 {
        write(&folder, &format!("{number}.ron"), &tiny(&format!("Flood {number}")));
    }
    let mut harness = list(Setup { library: Some(folder.path().to_owned()), ..Setup::default() });
    let top = |harness: &Harness<'_, App>, name: &str| harness.get_by_label(name).rect().top();
    assert!(top(&harness, "Flood 1") < top(&harness, "Kakao, October 2022"));
    assert!(harness.ctx.content_rect().contains(harness.get_by_label("Kakao, October 2022").rect().center()));
    assert!(!has(&harness, "Flood 7"), "the first row only");
    click(&mut harness, "Show all 7 own files");
    assert!(has(&harness, "Flood 7"));
    click(&mut harness, "Show the first ones only");
    assert!(!has(&harness, "Flood 7"));
    search(&mut harness, "flood 7");
    assert!(has(&harness, "Flood 7") && !has(&harness, "Flood 1"), "a search finds those that are not drawn");
}

#[test]
fn own_files_are_listed_beside_and_broken_ones_show_their_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "a.ron", &tiny("My flood"));
    write(&folder, "b.ron", &tiny("My flood"));
    write(&folder, "broken.ron", &tiny("Broken").replace("Europe/Berlin", "Nowhere"));
    write(&folder, "quiet.ron", &tiny("Quiet").replace("actions: [ (at: \"10:00\", do: Strike(site: \"s\")) ]", ""));
    write(
        &folder,
        "nowhere.ron",
        &tiny("Nowhere").replace("firedrill: 1", "firedrill: 2").replace("at: (52.52, 13.4), ", ""),
    );
    write(&folder, "long.ron", &tiny(&"long ".repeat(2_000)));
    let mut harness = list(Setup { library: Some(folder.path().to_owned()), ..Setup::default() });
    click(&mut harness, "Show all 6 own files");
    assert!(
        has(&harness, "My flood (a.ron)") && has(&harness, "My flood (b.ron)"),
        "two with one title are told apart"
    );
    assert!(!has(&harness, "Broken") && has(&harness, "broken.ron"), "a broken one is listed by its file");
    assert!(has(&harness, "Quiet") && has(&harness, "Nowhere"));
    assert!(!has(&harness, "Compare Quiet") && has(&harness, "Compare Nowhere"), "without a strike there is no curve");
    search(&mut harness, "broken");
    assert!(says(&harness, "Line 1, column"), "{:#?}", painted(&harness));
    click(&mut harness, "Clear filters");
    search(&mut harness, "long");
    let card = harness.get_all_by_label_contains("long long").next().expect("it is listed").rect();
    assert!(harness.ctx.content_rect().contains_rect(card), "a long title stays in its card: {card:?}");
}

/// An exchange that is open all day for ten years has more prices than a card runs for.
#[test]
fn a_card_of_a_file_that_is_not_run_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let market = r#"exchanges: { "x": (name: "X", zone: "Europe/Berlin", open: "00:00", close: "24:00", days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]) },
        companies: { "c": (name: "C", exchange: "x", close: 10.0) }, plans"#;
    let large = tiny("Huge").replace("firedrill: 1", "firedrill: 2").replace("\"1d\"", "\"3650d\"");
    write(&folder, "huge.ron", &large.replace("plans", market));
    write(&folder, "quiet.ron", &tiny("Quiet").replace("actions: [ (at: \"10:00\", do: Strike(site: \"s\")) ]", ""));
    let mut harness = list(Setup { library: Some(folder.path().to_owned()), ..Setup::default() });
    search(&mut harness, "huge");
    assert!(says(&harness, "Not run for this list"), "{:#?}", painted(&harness));
    assert!(!says(&harness, "Nothing is struck"));
    click(&mut harness, "Clear filters");
    search(&mut harness, "quiet");
    assert!(says(&harness, "Nothing is struck") && !says(&harness, "Not run for this list"));
}

#[test]
fn the_parts_further_below_are_named_above_the_list_and_a_click_shows_them() {
    let mut harness = on([1366.0, 768.0], None, Setup::default());
    open_list(&mut harness);
    let lessons = |harness: &Harness<'_, App>| harness.get_by_label("Small worlds to begin with").rect();
    let screen = harness.ctx.content_rect();
    assert!(!screen.contains_rect(lessons(&harness)), "the incidents fill the window");
    harness.get_by_label_contains("Incidents, held against their records: ");
    let link = harness.get_by_label_contains("Small worlds to begin with: ");
    assert!(screen.contains_rect(link.rect()));
    link.click();
    harness.run();
    assert!(screen.contains_rect(lessons(&harness)));
    search(&mut harness, "rogers");
    assert!(harness.query_by_label_contains("Small worlds to begin with: ").is_none(), "there is one part only");
}

#[test]
fn the_hint_of_the_search_field_is_not_cut() {
    let harness = list(Setup::default());
    let is_cut = |shape: &egui::epaint::ClippedShape| {
        let egui::Shape::Text(text) = &shape.shape else { return None };
        (text.galley.text() == "Search …").then_some(text.galley.elided)
    };
    let cut: Vec<bool> = harness.output().shapes.iter().filter_map(is_cut).collect();
    assert_eq!(cut, [false]);
}

#[test]
fn the_list_fits_into_the_smallest_window() {
    let mut harness = on(SMALLEST, None, Setup::default());
    open_list(&mut harness);
    let screen = harness.ctx.content_rect();
    for name in
        ["Search titles, places and lessons", "Cause", "Region", "Lesson", "Length", "Order", "Kakao, October 2022"]
    {
        let rect = harness.get_by_label(name).rect();
        assert!(screen.x_range().contains(rect.left()) && screen.x_range().contains(rect.right()), "{name}: {rect:?}");
    }
}
