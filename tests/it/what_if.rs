//! Tests of what-ifs in the whole window: a plan is forked, changed, named and compared, with the names on the screen.

use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Key, Modifiers, OutputCommand, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::model::Localized;
use firedrill::session::{Command, PlaybackCommand, Session};
use firedrill::ui::ViewContext;
use firedrill::ui::text::Texts;
use firedrill::ui::theme::Theme;
use firedrill::units::SimTime;

use crate::support::SMALL;
use crate::support::window::{click, on_text, painted, press, wait_until};

/// A window with the small world, in which the plan "Fire" is chosen.
fn fire() -> Harness<'static, App> {
    let mut harness = on_text(SMALL, Setup::default());
    click(&mut harness, "Fire");
    assert_eq!(harness.state().session().plan().name, "Fire");
    harness
}

/// The names of the two runs that are compared, the baseline first.
fn names(session: &Session) -> [String; 2] {
    ViewContext::new(session, &Texts::english(), &Theme::night()).names()
}

/// The texts of the worlds of the two runs in an English window.
fn worlds(session: &Session) -> [Localized<'_>; 2] {
    [session.baseline().expect("two futures"), session.run()].map(|run| run.world.localized("en"))
}

/// Types `words` into the field with this name and presses Enter.
fn write(harness: &mut Harness<'_, App>, field: &str, words: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text(words);
    harness.run();
    press(harness, Key::Enter);
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn w_forks_at_the_playhead_and_the_parent_becomes_the_baseline() {
    let mut harness = fire();
    press(&mut harness, Key::PageDown);
    let now = harness.state().session().now();
    press(&mut harness, Key::W);
    let session = harness.state().session();
    let fork = session.plan().fork.expect("it is a fork");
    assert_eq!((fork.at, session.plan().name.as_str(), session.now()), (now, "What if", now));
    assert_eq!(session.baseline_name(&Texts::english()).as_deref(), Some("Fire"));
    assert!(says(&harness, "Baseline: Fire"));

    press(&mut harness, Key::F2);
    harness.get_by_label("Name of the plan").type_text("Out at once");
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session().plan().name, "Out at once");
    click(&mut harness, "Fire");
    let session = harness.state().session();
    assert_eq!(session.now(), now, "the playhead stays");
    assert_eq!(
        (session.plan().name.as_str(), session.baseline_name(&Texts::english()).as_deref()),
        ("Fire", Some("Out at once"))
    );
}

#[test]
fn a_plan_chosen_after_its_baseline_was_chosen_is_compared_with_its_own_parent() {
    let mut harness = fire();
    press(&mut harness, Key::W);
    click(&mut harness, "Fire");
    let baseline = |harness: &Harness<'_, App>| harness.state().session().baseline_name(&Texts::english());
    assert_eq!(baseline(&harness).as_deref(), Some("What if"), "both have changed places");
    click(&mut harness, "Switch at two sites");
    assert_eq!(baseline(&harness).as_deref(), Some("Fire"));
}

#[test]
fn b_shows_both_maps_at_the_same_time() {
    let mut harness = fire();
    press(&mut harness, Key::W);
    assert!(!says(&harness, "Choose Fire"));
    press(&mut harness, Key::B);
    assert!(says(&harness, "Choose Fire") && says(&harness, "Chosen: What if"));
    click(&mut harness, "Choose Fire");
    assert_eq!(harness.state().session().plan().name, "Fire");
}

#[test]
fn the_comparison_shows_when_and_why_the_runs_diverge() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    assert!(says(&harness, "This plan has no baseline"));
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    assert!(says(&harness, "The runs diverge on"));
    assert!(says(&harness, "Only in “Fire”: Site switch stops because it has no working servers"));
    click(&mut harness, "Only in “Fire”: Site switch stops because it has no working servers");
    assert_eq!(harness.state().session().now().0, 27 * 60, "a click goes to where they part");
    click(&mut harness, "Differences on the map");
    assert!(harness.state().session().shows_differences());
}

#[test]
fn the_table_is_sorted_by_its_headings() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    let order = |harness: &Harness<'_, App>| {
        let rows = harness.query_all_by_label_contains(" in the chosen plan, ");
        let mut rows: Vec<(f32, String)> =
            rows.map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default())).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let name = |(_, label): (f32, String)| label.split(':').next().unwrap_or_default().to_owned();
        rows.into_iter().map(name).collect::<Vec<_>>()
    };
    let by_difference = order(&harness);
    click(&mut harness, "Sort by Name");
    let by_name = order(&harness);
    assert_eq!(by_difference[0], "Everybody");
    assert_ne!(by_difference, by_name);
    let services: Vec<&String> = by_name.iter().rev().take(3).rev().collect();
    assert!(services.is_sorted(), "{by_name:?}");
    click(&mut harness, "Sort by Difference");
    assert_eq!(order(&harness), by_difference);
}

#[test]
fn samples_before_the_names_of_the_runs_say_which_bar_is_whose() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    for (name, height) in [("Switch at two sites", 2.0), ("Fire", 5.0)] {
        let heading = harness.get_by_label(&format!("Sort by {name}")).rect();
        let is_sample = |clipped: &ClippedShape| {
            let Shape::Rect(shape) = &clipped.shape else { return false };
            heading.contains_rect(shape.rect) && (shape.rect.height() - height).abs() < 0.1
        };
        assert!(harness.output().shapes.iter().any(is_sample), "{name}");
    }
    // In words it is too long for the column of the bars, so it is shown at the pointer.
    let words = "Thin bar: Switch at two sites, thick bar: Fire";
    let is_cut = |text: &String| text.starts_with("Thin bar: ");
    assert!(!painted(&harness).iter().any(is_cut), "{:?}", painted(&harness));
    harness.get_by_label(words).hover();
    // A tooltip appears only after the pointer has been at one position for some time.
    harness.run_steps(8);
    assert!(painted(&harness).iter().any(|text| text == words), "{:?}", painted(&harness));
}

/// Two plans that were both written anew: a fire at the same time, and in one of them a failover.
const TWO_SITES: &str = r#"(
  firedrill: 1, title: "Two sites", zone: "UTC", start: "2026-03-02 00:00", length: "1d", population: 1000000,
  hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "6h") },
  sites: { "a": (name: "Site A", at: (50.1, 8.7), hazard: "fire"), "b": (name: "Site B", at: (52.5, 13.4), hazard: "fire") },
  services: {
    "sign-in": (name: "Sign-in", users: 20011, on: { "a": 4 }, standby: { "b": 4 }, switch: (by_hand: "1h")),
    "shop": (name: "Shop", users: 7013, on: { "b": 4 }, needs: { "sign-in": (weight: 0.7) }),
  },
  plans: [
    (name: "Fire alone", actions: [(at: "08:00", do: Strike(site: "a"))]),
    (name: "With failover", measures: [SwitchAuto(service: "sign-in", auto: "1h")],
      actions: [(at: "08:00", do: Strike(site: "a", hazard: "fire"))]),
  ],
)"#;

#[test]
fn of_two_plans_with_the_same_fire_the_failover_is_the_reason_and_the_numbers_add_up() {
    let mut harness = on_text(TWO_SITES, Setup::default());
    assert_eq!(harness.state().session().plan().name, "Fire alone");
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: With failover");
    assert!(says(&harness, "The runs diverge on Mon 2 Mar 09:00: "));
    assert!(says(&harness, "Only in “With failover”: Sign-in fails over to its standby at Site B"));
    assert!(!says(&harness, "Only in “Fire alone”: Fire strikes Site A"));

    let rows = harness.query_all_by_label_contains(" in the chosen plan, ");
    let rows: Vec<String> = rows.map(|row| row.accesskit_node().label().unwrap_or_default()).collect();
    assert_eq!(rows.len(), 3, "{rows:?}");
    for row in &rows {
        let words = row.split(|letter: char| !letter.is_ascii_digit() && letter != ',');
        let numbers: Vec<i64> = words.filter_map(|word| word.replace(',', "").parse().ok()).collect();
        assert!(matches!(numbers[..], [other, chosen, more] if chosen - other == more && more > 1_000), "{row}");
    }
    let everybody = rows.iter().find(|row| row.starts_with("Everybody: ")).expect("a row of all");
    let (_, more) = everybody.rsplit_once('+').expect("more is lost");
    assert!(says(&harness, &format!(": {more} more user-hours are lost in “Fire alone”")), "{everybody}");
}

#[test]
fn without_a_listed_company_no_heading_of_share_prices_stands_over_nothing() {
    let company = "companies: { \"post\": (name: \"Post\") },\n  plans: [";
    let text = TWO_SITES.replace("users: 7013,", "users: 7013, company: \"post\",").replacen("plans: [", company, 1);
    let mut harness = on_text(&text, Setup::default());
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: With failover");
    let shown = painted(&harness);
    assert!(shown.iter().any(|text| text == "Companies"), "{shown:?}");
    assert!(!shown.iter().any(|text| text.contains("Lowest share price")), "{shown:?}");
}

#[test]
fn the_causes_of_a_difference_are_shown_at_the_pointer() {
    let mut harness = on_text(TWO_SITES, Setup::default());
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: With failover");
    let is_link = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Link;
    let sentence = "Only in “With failover”: Sign-in fails over";
    let line = harness.get_all_by_label_contains(sentence).find(is_link).expect("a reason").rect();
    assert!(line.width() > 600.0, "its right end is far from its left one: {line:?}");
    let pointer = line.right_center() - vec2(20.0, 0.0);
    harness.hover_at(pointer);
    // A tooltip appears only after the pointer has been at one position for some time.
    harness.run_steps(8);
    let left_of_causes = |clipped: &ClippedShape| {
        let Shape::Text(text) = &clipped.shape else { return None };
        (text.galley.text() == "Causes").then_some(text.pos.x)
    };
    let left = harness.output().shapes.iter().find_map(left_of_causes).expect("the causes are told");
    // The window may end at the right of the pointer, so the tooltip may begin at the left of it.
    assert!((pointer.x - left).abs() < 400.0, "{left} for {pointer:?}");
}

#[test]
fn the_comparison_is_copied_for_slides_and_saved_for_spreadsheets() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    harness.get_by_label("Copy table").click();
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => None,
    });
    let copied = copied.expect("something is copied");
    let first = copied.lines().next().expect("a line");
    assert!(first.starts_with("The runs diverge on Sat 15 Oct 15:27"), "{copied}");
    assert!(copied.contains("Only in “Fire”: Site switch stops because it has no working servers"), "{copied}");
    let later = "Only in “Switch at two sites”, at Sat 15 Oct 15:28: KakaoTalk fails over to its standby at Anyang";
    assert!(copied.contains(later), "{copied}");
    for row in ["Lost user-hours: Switch at two sites\t", "\nEverybody\t", "\nKakao\t", "\nKakaoTalk\t"] {
        assert!(copied.contains(row), "{row:?} in {copied}");
    }
    harness.run();
    assert!(says(&harness, "The table was copied"));

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("both.csv");
    click(&mut harness, "Save CSV");
    write(&mut harness, "Path of the file", &path.display().to_string());
    let saved = std::fs::read_to_string(&path).expect("it is saved");
    let session = harness.state().session();
    let csv = session.comparison().map(|both| both.to_csv(worlds(session), &names(session)));
    assert_eq!(saved.strip_prefix('\u{feff}'), csv.as_deref(), "Excel takes what has no mark for another encoding");
    assert!(
        saved.lines().next().is_some_and(|head| head.contains("lost_user_hours_a: Switch at two sites")),
        "{saved}"
    );
    assert!(says(&harness, "The comparison was saved in both.csv") && says(&harness, &path.display().to_string()));
}

#[test]
fn a_plan_is_compared_with_another_seed() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "The same plan, seed 1");
    assert_eq!(names(harness.state().session()), ["Fire, seed 1", "Fire, as written"]);
    seed(&mut harness, "4711");
    let session = harness.state().session();
    assert_eq!(session.baseline().map(|run| run.seed), Some(4711));
    assert_eq!(session.baseline().map(|run| run.plan.name.clone()), Some("Fire".to_owned()));
    assert!(says(&harness, "The runs diverge on"));
    click(&mut harness, "Fire, seed 4711");
    click(&mut harness, "Stop comparing");
    assert!(harness.state().session().baseline().is_none());
    // What was compared is offered again.
    click(&mut harness, "Choose...");
    click(&mut harness, "The same plan, seed 4711");
    assert_eq!(names(harness.state().session()), ["Fire, seed 4711", "Fire, as written"]);
}

/// Types a seed for the baseline.
fn seed(harness: &mut Harness<'_, App>, words: &str) {
    harness.get_by_role(Role::SpinButton).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(words.to_owned()));
    harness.run();
    press(harness, Key::Enter);
}

#[test]
fn a_plan_is_compared_with_another_plan_and_another_seed() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    seed(&mut harness, "7");
    let session = harness.state().session();
    assert_eq!(names(session), ["Switch at two sites, seed 7", "Fire, as written"]);
    assert_eq!(session.baseline().map(|run| (run.seed, run.plan.name.as_str())), Some((7, "Switch at two sites")));
    assert_eq!(session.baseline_plan(), Some(2));
    click(&mut harness, "Switch at two sites, seed 7");
    click(&mut harness, "Plan: Untouched");
    assert_eq!(names(harness.state().session()), ["Untouched, seed 7", "Fire, as written"], "the luck stays");
    click(&mut harness, "Untouched, seed 7");
    click(&mut harness, "Stop comparing");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Untouched, seed 7");
    assert_eq!(names(harness.state().session()), ["Untouched, seed 7", "Fire, as written"], "it is offered again");
    seed(&mut harness, "0");
    assert_eq!(names(harness.state().session()), ["Untouched", "Fire"]);
}

#[test]
fn the_tables_for_slides_are_in_the_language_of_the_window() {
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "Plan: Switch at two sites");
    let table = harness.state().session();
    let texts = Texts::of(firedrill::ui::text::Language::Korean);
    let told = table.comparison().expect("two futures").to_markdown(worlds(table), &names(table), &[], &texts);
    let heads: Vec<&str> = told.lines().filter(|line| line.contains(": Fire")).collect();
    assert_eq!(heads.len(), 3, "everybody, companies, services: {told}");
    for (head, words) in heads.iter().zip(["영향 인원 최대", "최저 주가", "장애 시간"]) {
        assert!(head.contains(words) && head.contains("손실된 이용자시간"), "{head}");
    }
}

#[test]
fn a_plan_is_compared_with_another_file_unless_nothing_is_shared() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.ron");
    std::fs::write(&other, SMALL.replace("\"upbit\"", "\"bithumb\"")).expect("writes");
    let mut harness = fire();
    click(&mut harness, "Compare");
    click(&mut harness, "Choose...");
    click(&mut harness, "A file...");
    write(&mut harness, "Path of the file", &other.display().to_string());
    assert!(harness.state().notice().is_none(), "{:?}", harness.state().notice());
    assert!(harness.state().session().comparison().is_some());

    let baseline = harness.state().session().baseline_name(&Texts::english());
    click(&mut harness, &baseline.clone().expect("it has a name"));
    click(&mut harness, "A file...");
    let foreign = concat!(env!("CARGO_MANIFEST_DIR"), "/saves/1-one-site.ron");
    write(&mut harness, "Path of the file", foreign);
    let notice = harness.state().notice().expect("it is told");
    assert!(notice.title.contains("cannot be compared"), "{notice:?}");
    assert!(notice.body.contains("have nothing in common"), "{notice:?}");
    assert_eq!(harness.state().session().baseline_name(&Texts::english()), baseline, "the baseline stays");

    // The run of the file is offered again.
    let name = baseline.clone().expect("it has a name");
    click(&mut harness, &name);
    click(&mut harness, "Stop comparing");
    assert!(harness.state().session().baseline().is_none());
    click(&mut harness, "Choose...");
    click(&mut harness, &format!("File: {name}"));
    assert_eq!(harness.state().session().baseline_name(&Texts::english()), baseline);
}

#[test]
fn a_fork_stays_complete_when_its_parent_is_removed() {
    let mut harness = fire();
    press(&mut harness, Key::W);
    click(&mut harness, "All plans");
    click(&mut harness, "Remove: Fire");
    let session = harness.state().session();
    assert_eq!((session.plan().name.as_str(), session.plan().fork), ("What if", None));
    assert!(!session.plan().actions.is_empty(), "it keeps what its parent did");
    let notice = harness.state().notice().expect("it is told");
    assert!(notice.title.starts_with("Fire was removed"), "{}", notice.title);
    assert_eq!(notice.body, "Forked from it, and from no plan any more: Switch at two sites, What if");
    click(&mut harness, "Undo");
    assert!(harness.state().session().plan().fork.is_some());
    assert_eq!(harness.state().session().baseline_name(&Texts::english()).as_deref(), Some("Fire"));
    click(&mut harness, "All plans");
    click(&mut harness, "Stop comparing: Fire");
    assert!(harness.state().session().baseline().is_none());
}

#[test]
fn the_expectations_of_a_removed_plan_are_removed_too() {
    let mut harness = fire();
    press(&mut harness, Key::W);
    click(&mut harness, "All plans");
    click(&mut harness, "Remove: What if");
    assert!(harness.state().notice().is_none(), "nothing was expected of it, and no plan was forked from it");
    let expected = harness.state().session().expectations().to_vec();
    click(&mut harness, "All plans");
    click(&mut harness, "Remove: Fire");
    let notice = harness.state().notice().expect("it is told");
    assert_eq!(notice.title, "Fire was removed, together with its expectations in the file (4)");
    assert_eq!(harness.state().session().expectations().len(), expected.len() - 4);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Z);
    assert_eq!(harness.state().session().expectations(), expected, "as any change it can be undone");
    click(&mut harness, "All plans");
    click(&mut harness, "Remove: Fire");
    harness.get_all_by_label("Undo").last().expect("the message has one").click();
    harness.run();
    assert_eq!(harness.state().session().expectations(), expected);
    assert!(harness.state().notice().is_none());
}

#[test]
fn a_link_at_the_top_of_the_inspector_leads_to_what_would_have_helped() {
    let mut harness = on_text(SMALL, Setup { has_helper: true, ..Setup::default() });
    click(&mut harness, "Fire");
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::Escape);
    harness.state_mut().ask(Command::Playback(PlaybackCommand::Seek(SimTime(3_600))));
    harness.run_steps(2);
    harness.get_all_by_label("KakaoTalk").next().expect("it is there").click();
    wait_until(&mut harness, |harness| says(harness, "See what would have helped"));
    let top = |harness: &Harness<'_, App>| harness.get_by_label("What would have helped").rect().top();
    let before = top(&harness);
    harness.get_by_label("See what would have helped").click();
    harness.run_steps(60);
    assert!(top(&harness) < before, "it is further up than {before}");
    let shown = painted(&harness);
    assert!(shown.iter().any(|text| text.contains("user-hours of all services together")), "{shown:?}");
}
