//! Tests that unsaved work stays until it is saved or thrown away: when another scenario is opened, and when the window is closed.

use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use firedrill::app::{App, Setup};
use firedrill::file;
use firedrill::session::{Command, EditCommand, FileCommand, Origin, WindowCommand};

use crate::support::SMALL;
use crate::support::window::{WIDE, ask, click, on, press, wait_until, wheel, window, write};

/// A scenario with a warning: one service never has enough servers.
const FULL: &str = r#"(
  firedrill: 1, title: "Full hall", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "cut": (name: "A cut", kind: Power, spread: [("0s", 1.0)], out: "2h", repair: [("1h", 0.0)]) },
  sites: { "hall": (name: "The hall", at: (52.5, 13.0), hazard: "cut") },
  services: { "shop": (name: "Shop", users: 20000, on: { "hall": 12 }, load: 80) },
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)"#;

/// The text of the small world as this program writes it, without comments.
fn plain() -> String {
    file::to_ron(&file::load(SMALL.as_bytes()).expect("loads"))
}

fn open(path: &Path) -> Command {
    Command::File(FileCommand::OpenPath(path.to_owned()))
}

fn shipped(name: &'static str) -> Command {
    Command::File(FileCommand::OpenShipped(name))
}

/// Adds an action to the plan that is chosen.
fn change(harness: &mut Harness<'_, App>) {
    click(harness, "Anyang");
    press(harness, Key::I);
    assert!(harness.state().session().is_changed());
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default()
}

fn actions(harness: &Harness<'_, App>) -> usize {
    harness.state().session().plan().actions.len()
}

/// The person closes the window. Returns whether it would be closed.
fn close(harness: &mut Harness<'_, App>) -> bool {
    let viewport = harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    viewport.events.push(ViewportEvent::Close);
    harness.step();
    let is_cancelled = sent(harness).contains(&ViewportCommand::CancelClose);
    harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    harness.run();
    !is_cancelled
}

/// What the window has told the desktop in the last frame.
fn sent(harness: &Harness<'_, App>) -> Vec<ViewportCommand> {
    harness.output().viewport_output.values().flat_map(|output| output.commands.clone()).collect()
}

fn show_list(harness: &mut Harness<'_, App>) {
    harness.get_by_label_contains("Unsaved: ").click();
    harness.run();
}

/// Throws a scenario of the list away, and answers the question about it.
fn throw_away(harness: &mut Harness<'_, App>, name: &str) {
    click(harness, &format!("Throw away: {name}"));
    click(harness, &format!("Throw away for good: {name}"));
}

fn type_path(harness: &mut Harness<'_, App>, path: &Path) {
    crate::support::window::type_path(harness, path);
    harness.run_steps(8);
}

#[test]
fn what_was_left_survives_every_message_key_and_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = write(&folder, "small.ron", &plain());
    let broken = write(&folder, "broken.ron", "(\n  title: \"Half a");
    type Story<'a> = (&'a str, Box<dyn Fn(&mut Harness<'_, App>) + 'a>);
    let after: [Story<'_>; 9] = [
        ("Escape", Box::new(|harness| press(harness, Key::Escape))),
        ("F5 twice", Box::new(|harness| (0..2).for_each(|_| press(harness, Key::F5)))),
        ("Page Down", Box::new(|harness| press(harness, Key::PageDown))),
        ("Dismiss", Box::new(|harness| click(harness, "Dismiss"))),
        ("a message", Box::new(|harness| ask(harness, [open(&broken)]))),
        ("a third scenario", Box::new(|harness| ask(harness, [shipped("2-two-sites")]))),
        ("the same file again", Box::new(|harness| ask(harness, [open(&small)]))),
        (
            "another language and back",
            Box::new(|harness| {
                use firedrill::ui::text::Language;
                let set = |language| Command::Window(WindowCommand::SetLanguage(language));
                ask(harness, [set(Language::Korean), set(Language::English)]);
            }),
        ),
        ("Reset", Box::new(|harness| ask(harness, [Command::Edit(EditCommand::Reset)]))),
    ];
    for (name, act) in after {
        let mut harness = window(WIDE);
        change(&mut harness);
        ask(&mut harness, [open(&small)]);
        assert_eq!(title(&harness), "You left Kakao, October 2022 with unsaved changes", "{name}");
        act(&mut harness);
        assert!(!close(&mut harness), "{name}: closing asks");
        assert_eq!(title(&harness), "Kakao, October 2022 has unsaved changes", "{name}");
        click(&mut harness, "Cancel");
        show_list(&mut harness);
        click(&mut harness, "Go on: Kakao, October 2022");
        assert_eq!(*harness.state().session().origin(), Origin::Shipped("kakao-2022"), "{name}");
        assert_eq!(actions(&harness), 1, "{name}");
        assert!(harness.query_by_label_contains("Unsaved: ").is_none(), "{name}: it is in the window now");
    }
}

#[test]
fn the_number_of_other_unsaved_scenarios_takes_the_room_of_no_action() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = write(&folder, "small.ron", &plain());
    let mut harness = on([1366.0, 768.0], None, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    let words = |harness: &Harness<'_, App>| {
        ["Open", "Save", "Save as", "File"].map(|name| harness.query_by_label(name).map(|node| node.rect()))
    };
    let before = words(&harness);
    assert!(before.iter().all(Option::is_some), "{before:?}");
    change(&mut harness);
    ask(&mut harness, [open(&small)]);
    assert_eq!(words(&harness), before);
    let number = harness.get_by_label("Unsaved: 1 other").rect();
    assert!(harness.ctx.content_rect().contains_rect(number), "{number:?}");
    let scenarios = harness.get_by_label_contains("Scenarios:").rect();
    assert!(before.iter().flatten().chain([&scenarios]).all(|rect| !rect.intersects(number)), "{number:?}");
    // The question counts the one in the window too, and says which that is.
    change(&mut harness);
    assert!(!close(&mut harness));
    assert_eq!(title(&harness), "Scenarios with unsaved changes: 2");
    let body = harness.state().notice().expect("a question").body.clone();
    assert!(body.contains("• Small world (in the window)\n• Kakao, October 2022\n"), "{body}");
}

#[test]
fn two_documents_change_places_and_keep_their_playhead_and_undo() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = write(&folder, "small.ron", &plain());
    let mut harness = window(WIDE);
    change(&mut harness);
    press(&mut harness, Key::ArrowRight);
    let now = harness.state().session().now();
    ask(&mut harness, [open(&small)]);
    change(&mut harness);
    show_list(&mut harness);
    click(&mut harness, "Go on: Kakao, October 2022");
    assert_eq!(harness.state().session().now(), now);
    show_list(&mut harness);
    click(&mut harness, "Go on: Small world");
    assert_eq!(actions(&harness), 1);
    press(&mut harness, Key::Z);
    assert!(!harness.state().session().is_changed(), "its history came along");
    show_list(&mut harness);
    click(&mut harness, "Go on: Kakao, October 2022");
    assert!(harness.query_by_label_contains("Unsaved: ").is_none(), "what was undone is not unsaved");
}

#[test]
fn what_is_undone_to_the_saved_state_needs_no_question() {
    let mut harness = window(WIDE);
    change(&mut harness);
    press(&mut harness, Key::Z);
    ask(&mut harness, [shipped("2-two-sites")]);
    assert_eq!(title(&harness), "");
    assert!(close(&mut harness));
}

#[test]
fn what_is_thrown_away_in_the_list_is_not_asked_about() {
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [shipped("2-two-sites")]);
    show_list(&mut harness);
    throw_away(&mut harness, "Kakao, October 2022");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label_contains("Unsaved: ").is_none());
    assert!(close(&mut harness));
}

#[test]
fn nothing_is_thrown_away_with_one_click() {
    const THROW_AWAY: &str = "Throw away: Kakao, October 2022";
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [shipped("2-two-sites")]);
    show_list(&mut harness);
    let question = "Throw the unsaved changes in Kakao, October 2022 away? They cannot be brought back.";
    for keep in [true, false] {
        click(&mut harness, THROW_AWAY);
        assert!(harness.query_by_label(question).is_some(), "the list asks");
        assert!(harness.query_by_label(THROW_AWAY).is_none());
        if keep {
            // A double click keeps it: its second click is at the same place.
            let at = harness.get_by_label("Keep: Kakao, October 2022").rect();
            click(&mut harness, "Keep: Kakao, October 2022");
            assert!(at.contains(harness.get_by_label(THROW_AWAY).rect().right_center() - egui::vec2(4.0, 0.0)));
        }
    }
    // A question that was not answered throws nothing away.
    press(&mut harness, Key::Escape);
    show_list(&mut harness);
    assert!(harness.query_by_label(question).is_none());
    click(&mut harness, "Go on: Kakao, October 2022");
    assert_eq!(actions(&harness), 1);
}

#[test]
fn a_message_about_unsaved_work_goes_when_that_is_thrown_away() {
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [shipped("2-two-sites")]);
    assert_eq!(title(&harness), "You left Kakao, October 2022 with unsaved changes");
    show_list(&mut harness);
    assert_ne!(title(&harness), "", "it is still true");
    throw_away(&mut harness, "Kakao, October 2022");
    assert_eq!(title(&harness), "");

    // That a draft was opened is still true.
    let folder = tempfile::tempdir().expect("a folder");
    let draft = write(&folder, "draft.ron", &FULL.replace("hazard: \"cut\"", "hazard: \"flood\""));
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [open(&draft)]);
    let before = title(&harness);
    assert!(before.starts_with("Full hall is a draft."), "{before}");
    assert_eq!(told(&harness).1, ["left-back"]);
    show_list(&mut harness);
    throw_away(&mut harness, "Kakao, October 2022");
    assert_eq!(title(&harness), before);
    let (body, buttons) = told(&harness);
    assert!(buttons.is_empty() && !body.contains("open before"), "{body}");
}

#[test]
fn the_question_before_closing_says_what_is_unsaved_now() {
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [shipped("2-two-sites")]);
    harness.state_mut().ask(Command::File(FileCommand::Duplicate));
    harness.run();
    assert!(!close(&mut harness));
    assert_eq!(title(&harness), "Scenarios with unsaved changes: 2");
    show_list(&mut harness);
    throw_away(&mut harness, "Kakao, October 2022");
    press(&mut harness, Key::Escape);
    assert_eq!(title(&harness), "Two sites (copy) has unsaved changes");

    let mut harness = window(WIDE);
    change(&mut harness);
    assert!(!close(&mut harness));
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    assert_eq!(title(&harness), "", "nothing is unsaved any more");
}

/// Nobody has the file of a shipped scenario, so that its warnings are not told when it is opened.
#[test]
fn a_shipped_scenario_is_opened_without_a_message_about_its_warnings() {
    let mut harness = window(WIDE);
    ask(&mut harness, [Command::File(FileCommand::OpenShipped("2-two-sites"))]);
    ask(&mut harness, [Command::File(FileCommand::OpenShipped("kakao-2022"))]);
    assert!(!harness.state().session().warnings().is_empty(), "it has some");
    assert!(harness.state().notice().is_none(), "{:?}", harness.state().notice());
    assert_eq!(harness.state().session().scenario().title, "Kakao, October 2022");
}

#[test]
fn warnings_about_the_scenario_that_was_opened_do_not_stand_under_the_title_of_the_one_that_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [open(&write(&folder, "full.ron", FULL))]);
    assert_eq!(title(&harness), "You left Kakao, October 2022 with unsaved changes");
    assert!(harness.state().notice().expect("a message").details.is_empty());
    let (body, buttons) = told(&harness);
    assert!(body.ends_with("\nFull hall was opened with warnings"), "{body}");
    assert_eq!(buttons, ["left-back", "files-show-warnings"]);
    click(&mut harness, "Show the warnings");
    assert_eq!(title(&harness), "Warnings about Full hall");
    assert!(!harness.state().notice().expect("a message").details.is_empty());
}

#[test]
fn the_number_of_unsaved_scenarios_shows_them_although_the_list_was_scrolled() {
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [shipped("2-two-sites")]);
    let top = |harness: &Harness<'_, App>| harness.get_by_label("Go on: Kakao, October 2022").rect().top();
    show_list(&mut harness);
    let before = top(&harness);
    harness.hover_at(egui::pos2(720.0, 450.0));
    for _ in 0..4 {
        harness.event(wheel(-120.0, Modifiers::NONE));
        harness.run_steps(20);
    }
    assert!(top(&harness) < before - 100.0, "it was scrolled");
    press(&mut harness, Key::Escape);
    show_list(&mut harness);
    assert!((top(&harness) - before).abs() < 1.0, "{} and not {before}", top(&harness));
}

#[test]
fn what_was_left_is_saved_from_the_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = write(&folder, "small.ron", &plain());
    let mut harness = on(WIDE, Some(small.clone()), Setup::default());
    change(&mut harness);
    ask(&mut harness, [shipped("2-two-sites")]);
    show_list(&mut harness);
    click(&mut harness, "Save: Small world");
    assert_eq!(title(&harness), format!("Saved in {}", small.display()));
    assert_eq!(file::read(&small).expect("loads").plans, harness.state().session().plans());
    assert!(close(&mut harness));
}

#[test]
fn no_more_is_opened_before_anything_would_be_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let files: Vec<PathBuf> = (0..12).map(|n| write(&folder, &format!("{n}.ron"), &plain())).collect();
    let mut harness = on(WIDE, Some(files[0].clone()), Setup::default());
    let mut opened = 1;
    for path in &files[1..] {
        change(&mut harness);
        ask(&mut harness, [open(path)]);
        if *harness.state().session().origin() != Origin::File(path.clone()) {
            break;
        }
        opened += 1;
    }
    assert_eq!(opened, 9);
    assert_eq!(title(&harness), "9 scenarios have unsaved changes");
    assert_eq!(actions(&harness), 1, "the last one is still in the window");
    click(&mut harness, "Show");
    for label in ["Go on: Small world", "Throw away: Small world"] {
        assert_eq!(harness.query_all_by_label(label).count(), 8, "{label}");
    }
    // To change places is always possible.
    click(&mut harness, "Go on: Small world");
    assert_eq!(*harness.state().session().origin(), Origin::File(files[0].clone()));
    show_list(&mut harness);
    throw_away(&mut harness, "Small world");
    ask(&mut harness, [open(&files[11])]);
    assert_eq!(*harness.state().session().origin(), Origin::File(files[11].clone()));
}

#[test]
fn closing_again_and_again_throws_nothing_away() {
    let mut harness = window(WIDE);
    change(&mut harness);
    for _ in 0..3 {
        assert!(!close(&mut harness));
        assert_eq!(title(&harness), "Kakao, October 2022 has unsaved changes");
    }
    press(&mut harness, Key::Enter);
    assert_eq!((title(&harness).as_str(), actions(&harness)), ("", 1), "Enter alone does nothing");
    assert!(!close(&mut harness));
    press(&mut harness, Key::Escape);
    assert!(!close(&mut harness));
    harness.get_by_label("Quit without saving").click();
    harness.step();
    assert!(sent(&harness).contains(&ViewportCommand::Close));
    assert!(close(&mut harness), "this was an answer");
}

#[test]
fn the_question_lies_over_everything_that_is_open() {
    let mut harness = window(WIDE);
    change(&mut harness);
    for key in [Key::F1, Key::F5] {
        press(&mut harness, key);
        assert!(!close(&mut harness));
        click(&mut harness, "Cancel");
        assert_eq!(title(&harness), "", "{key:?}: its buttons can be pressed");
    }
}

#[test]
fn ctrl_q_closes_the_window_like_everything_else_that_closes_it() {
    let mut harness = window(WIDE);
    let (key, modifiers) = (Key::Q, Modifiers::COMMAND);
    harness.event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
    harness.step();
    assert!(sent(&harness).contains(&ViewportCommand::Close));
}

#[test]
fn all_of_it_is_saved_before_the_window_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (small, other) = (write(&folder, "small.ron", &plain()), write(&folder, "other.ron", &plain()));
    let mut harness = window(WIDE);
    change(&mut harness);
    ask(&mut harness, [open(&small)]);
    change(&mut harness);
    ask(&mut harness, [open(&other)]);
    change(&mut harness);
    assert!(!close(&mut harness));
    assert_eq!(title(&harness), "Scenarios with unsaved changes: 3");
    let body = harness.state().notice().expect("a question").body.clone();
    assert_eq!(body.matches("Small world").count(), 2, "{body}");
    assert!(body.contains("Kakao, October 2022"), "{body}");
    harness.get_by_label("Save all").click();
    harness.run_steps(8);
    // A shipped scenario has no file yet.
    let kakao = folder.path().join("kakao.ron");
    type_path(&mut harness, &kakao);
    let saved = |path: &Path| file::read(path).expect("loads").plans.iter().filter(|plan| plan.acts()).count();
    let before = file::load(SMALL.as_bytes()).expect("loads").plans.iter().filter(|plan| plan.acts()).count();
    assert_eq!((saved(&small), saved(&other)), (before + 1, before + 1));
    assert!(kakao.exists());
    assert!(close(&mut harness), "and then it closes");
}

#[test]
fn what_cannot_be_saved_keeps_the_window_open() {
    let mut harness = window(WIDE);
    change(&mut harness);
    assert!(!close(&mut harness));
    harness.get_all_by_label("Save").last().expect("a button of the question").click();
    harness.run_steps(8);
    type_path(&mut harness, Path::new("/no/such/folder/mine.ron"));
    assert_eq!(title(&harness), "mine.ron was not saved");
    assert!(!close(&mut harness));
    assert_eq!(title(&harness), "Kakao, October 2022 has unsaved changes");
}

#[test]
fn a_name_that_is_being_typed_is_accepted_before_the_window_closes_or_another_scenario_opens() {
    let rename = |harness: &mut Harness<'_, App>| {
        press(harness, Key::F2);
        harness.get_by_label("Name of the plan").type_text("Dinner");
        harness.run();
    };
    let mut harness = window(WIDE);
    rename(&mut harness);
    assert!(!close(&mut harness));
    assert_eq!(harness.state().session().plan().name, "Dinner");
    assert!(!close(&mut harness));
    assert_eq!(title(&harness), "Kakao, October 2022 has unsaved changes");

    // A file is dropped on the window.
    let mut harness = window(WIDE);
    rename(&mut harness);
    harness.state_mut().ask(shipped("2-two-sites"));
    harness.run();
    harness.run();
    assert_eq!(title(&harness), "You left Kakao, October 2022 with unsaved changes");
    assert!(harness.state().session().plans().iter().all(|plan| plan.name != "Dinner"));
    click(&mut harness, "Go back to it");
    assert_eq!(harness.state().session().plan().name, "Dinner");
}

#[test]
fn what_is_typed_in_the_frame_in_which_the_window_is_closed_is_kept() {
    let mut harness = window(WIDE);
    press(&mut harness, Key::F2);
    harness.get_by_label("Name of the plan").type_text("Dinner");
    harness.run();
    harness.input_mut().events.push(Event::Text("!".to_owned()));
    assert!(!close(&mut harness));
    assert_eq!(harness.state().session().plan().name, "Dinner!");

    // In the table, no field has the keyboard yet.
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = on(WIDE, Some(write(&folder, "small.ron", &plain())), Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    click(&mut harness, CELL);
    harness.input_mut().events.push(Event::Text("7".to_owned()));
    for _ in 0..3 {
        assert!(!close(&mut harness));
    }
    assert_eq!(title(&harness), "Small world has unsaved changes");
    assert_eq!(value(&harness), "7");
}

#[test]
fn a_document_whose_file_is_gone_is_kept_like_unsaved_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = write(&folder, "small.ron", &plain());
    let mut harness = on(WIDE, Some(small.clone()), Setup { watches_file: true, ..Setup::default() });
    std::fs::remove_file(&small).expect("removes");
    wait_until(&mut harness, |harness| title(harness) == "small.ron is no longer there");
    ask(&mut harness, [shipped("2-two-sites")]);
    assert_eq!(title(&harness), "You left Small world with unsaved changes");
    show_list(&mut harness);
    click(&mut harness, "Save: Small world");
    assert_eq!(title(&harness), format!("Saved in {}", small.display()));
    assert_eq!(file::read(&small).expect("loads").plans, harness.state().session().plans());
}

/// The cell into which something wrong is typed.
const CELL: &str = "Users, Upbit";

/// Opens the table of services, and types something wrong into a cell.
fn type_wrong(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    click(harness, CELL);
    harness.event(Event::Text("many".to_owned()));
    harness.run();
    press(harness, Key::Enter);
    assert_eq!(value(harness), "many");
    assert!(!harness.state().session().is_changed());
}

/// Closes the table and the editor.
fn close_editor(harness: &mut Harness<'_, App>) {
    ask(harness, [WindowCommand::ToggleSheet, WindowCommand::ToggleEditor].map(Command::Window));
}

fn value(harness: &Harness<'_, App>) -> String {
    harness.get_by_label(CELL).accesskit_node().value().unwrap_or_default()
}

/// The text of the message that is shown, and the keys of its buttons.
fn told(harness: &Harness<'_, App>) -> (String, Vec<&'static str>) {
    let notice = harness.state().notice().expect("a message");
    (notice.body.clone(), notice.buttons.iter().map(|button| button.text).collect())
}

#[test]
fn wrong_texts_in_cells_are_lost_only_after_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = on(WIDE, Some(write(&folder, "small.ron", &plain())), Setup::default());
    type_wrong(&mut harness);
    let lost = "1 field or cell has a wrong text, which cannot be saved and is lost when you quit: “Users, Upbit”";
    // Also while the table is closed.
    for is_open in [true, false] {
        assert!(!close(&mut harness));
        assert_eq!(title(&harness), "Small world has unsaved changes");
        assert_eq!(told(&harness), (lost.to_owned(), vec!["quit-leave", "quit-stay"]), "there is nothing to save");
        click(&mut harness, "Cancel");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
        harness.run();
        harness.run();
        assert_eq!(harness.query_by_label(CELL).is_none(), is_open);
    }
    assert_eq!(value(&harness), "many", "it is still there");
    close_editor(&mut harness);
    change(&mut harness);
    assert!(!close(&mut harness));
    let (body, buttons) = told(&harness);
    assert!(body.starts_with(lost) && body.ends_with("these changes are thrown away."), "{body}");
    assert_eq!(buttons, ["quit-save", "quit-leave", "quit-stay"]);
    harness.get_by_label("Quit without saving").click();
    harness.step();
    assert!(sent(&harness).contains(&ViewportCommand::Close));

    // What is mended is not asked about.
    let mut harness = on(WIDE, Some(write(&folder, "small.ron", &plain())), Setup::default());
    type_wrong(&mut harness);
    click(&mut harness, CELL);
    press(&mut harness, Key::Delete);
    assert_ne!(value(&harness), "many");
    assert!(close(&mut harness));
}

#[test]
fn wrong_texts_in_cells_stay_with_their_scenario_when_another_one_takes_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = write(&folder, "other.ron", &plain());
    let another = [open(&other), shipped("2-two-sites"), Command::File(FileCommand::Duplicate)];
    for (command, is_open) in another.into_iter().zip([true, false, true]) {
        let small = write(&folder, "small.ron", &plain());
        let mut harness = on(WIDE, Some(small.clone()), Setup::default());
        type_wrong(&mut harness);
        if !is_open {
            ask(&mut harness, [Command::Window(WindowCommand::ToggleSheet)]);
        }
        harness.state_mut().ask(command.clone());
        harness.run_steps(8);
        assert_ne!(*harness.state().session().origin(), Origin::File(small.clone()), "{command:?}");
        assert_eq!(title(&harness), "You left Small world with unsaved changes", "{command:?}");
        assert!(told(&harness).0.contains("not in the file: “Users, Upbit”"), "{command:?}");
        assert!(harness.query_all_by_label(CELL).all(|cell| cell.accesskit_node().value().as_deref() != Some("many")));
        assert!(!close(&mut harness), "{command:?}: closing asks");
        assert!(told(&harness).0.contains("is lost when you quit: “Users, Upbit”"), "{command:?}");
        click(&mut harness, "Cancel");
        show_list(&mut harness);
        // Saving it again would not help, so that is not offered.
        assert!(harness.query_by_label("Save: Small world").is_none(), "{command:?}");
        let about = format!("{}: saved, but 1 text is wrong and not in the file", small.display());
        assert!(harness.query_by_label(&about).is_some(), "{command:?}");
        click(&mut harness, "Show: Small world");
        harness.run();
        assert_eq!(*harness.state().session().origin(), Origin::File(small), "{command:?}");
        assert_eq!(value(&harness), "many", "{command:?}: the table is open");
    }
}

#[test]
fn all_is_saved_that_can_be_saved_although_cells_have_wrong_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    for wrong_first in [true, false] {
        let (small, other) = (write(&folder, "small.ron", &plain()), write(&folder, "other.ron", &plain()));
        let mut harness = on(WIDE, Some(small.clone()), Setup::default());
        if wrong_first {
            type_wrong(&mut harness);
            close_editor(&mut harness);
            ask(&mut harness, [open(&other)]);
            change(&mut harness);
        } else {
            change(&mut harness);
            ask(&mut harness, [open(&other)]);
            type_wrong(&mut harness);
        }
        assert!(!close(&mut harness));
        assert_eq!(title(&harness), "Scenarios with unsaved changes: 2");
        assert_eq!(told(&harness).0.matches("“Users, Upbit”").count(), 1, "{}", told(&harness).0);
        harness.get_by_label("Save all").click();
        harness.run_steps(8);
        let saved = |path: &Path| file::read(path).expect("loads").plans.iter().filter(|plan| plan.acts()).count();
        let before = file::load(SMALL.as_bytes()).expect("loads").plans.iter().filter(|plan| plan.acts()).count();
        let changed = if wrong_first { &other } else { &small };
        assert_eq!(saved(changed), before + 1);
        assert!(close(&mut harness), "and then it closes");
    }
}
