//! Tests of a file that another program changes while it is open: it is noticed at once, and nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::file;
use firedrill::session::{Command, FileCommand, PlanCommand, PlaybackCommand};
use firedrill::units::SimTime;
use tempfile::TempDir;

use crate::support::SMALL;
use crate::support::window::{WIDE, ask, click, on, press, wait_until, write};

/// The text of the small world without comments, with this title.
fn text(title: &str) -> String {
    file::to_ron(&file::load(SMALL.replace("retry: 2.0", "retry: 1.0").as_bytes()).expect("loads"))
        .replace("Small world", title)
}

/// A window on a file that is watched.
fn open() -> (TempDir, PathBuf, Harness<'static, App>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &text("Small world"));
    let harness = on(WIDE, Some(path.clone()), Setup { watches_file: true, ..Setup::default() });
    (folder, path, harness)
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default()
}

fn scenario<'a>(harness: &'a Harness<'_, App>) -> &'a str {
    &harness.state().session().scenario().title
}

fn wait_for_change(harness: &mut Harness<'_, App>) {
    wait_until(harness, |harness| title(harness) == "Another program changed mine.ron");
    harness.run();
}

/// Writes a file as many editors do: a new file takes the place of the old one.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).expect("the folder is ours");
    fs::rename(&new, path).expect("it is replaced");
}

fn click_button(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

#[test]
fn a_change_by_another_program_is_noticed_and_loaded_in_one_click() {
    let (_folder, path, mut harness) = open();
    click(&mut harness, "Fire");
    ask(&mut harness, [Command::Playback(PlaybackCommand::Seek(SimTime(3_600)))]);
    harness.run();
    fs::write(&path, text("Written in place")).expect("writes");
    wait_for_change(&mut harness);
    assert_eq!(scenario(&harness), "Small world", "nothing is loaded unasked");
    click_button(&mut harness, "Load it again");
    assert_eq!((scenario(&harness), title(&harness).as_str()), ("Written in place", ""));
    let session = harness.state().session();
    assert_eq!((session.plan().name.as_str(), session.now()), ("Fire", SimTime(3_600)), "it goes on where it was");
    replace(&path, &text("Replaced"));
    wait_for_change(&mut harness);
    click_button(&mut harness, "Load it again");
    assert_eq!(scenario(&harness), "Replaced");
}

#[test]
fn unsaved_changes_can_be_gone_back_to_after_the_file_was_loaded_again() {
    let (_folder, path, mut harness) = open();
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Load it again");
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Theirs", false));
    click_button(&mut harness, "Go back to it");
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Small world", true));
    wait_for_change(&mut harness);
}

#[test]
fn what_is_kept_is_not_asked_about_again_until_it_is_saved() {
    let (_folder, path, mut harness) = open();
    let theirs = text("Theirs");
    fs::write(&path, &theirs).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Keep mine");
    assert_eq!((scenario(&harness), title(&harness).as_str()), ("Small world", ""));
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
    harness.run();
    assert_eq!(title(&harness), "Another program changed mine.ron since it was opened. Replace it?");
    click_button(&mut harness, "Cancel");
    assert_eq!(fs::read_to_string(&path).expect("reads"), theirs);
    fs::write(&path, text("Theirs again")).expect("writes");
    wait_for_change(&mut harness);
}

#[test]
fn the_message_goes_when_the_file_is_as_it_was() {
    let (_folder, path, mut harness) = open();
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    fs::write(&path, text("Small world")).expect("writes");
    wait_until(&mut harness, |harness| title(harness).is_empty());
}

#[test]
fn a_file_that_is_removed_is_missed_and_greeted_when_it_comes_back() {
    let (_folder, path, mut harness) = open();
    fs::remove_file(&path).expect("removes");
    wait_until(&mut harness, |harness| title(harness) == "mine.ron is no longer there");
    assert_eq!(scenario(&harness), "Small world");
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
    harness.step();
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
    harness.run();
    assert!(title(&harness).contains("unsaved changes"), "what is nowhere else is not closed unasked");
    click_button(&mut harness, "Cancel");
    fs::write(&path, text("Back with more")).expect("writes");
    wait_for_change(&mut harness);
    fs::remove_file(&path).expect("removes");
    wait_until(&mut harness, |harness| title(harness) == "mine.ron is no longer there");
    fs::write(&path, text("Small world")).expect("writes");
    wait_until(&mut harness, |harness| title(harness).is_empty());
}

#[test]
fn a_scenario_whose_file_is_gone_is_kept_when_another_one_is_opened() {
    let (folder, path, mut harness) = open();
    fs::remove_file(&path).expect("removes");
    wait_until(&mut harness, |harness| title(harness) == "mine.ron is no longer there");
    let other = write(&folder, "other.ron", &text("Other world"));
    ask(&mut harness, [Command::File(FileCommand::OpenPath(other))]);
    harness.run();
    assert_eq!((scenario(&harness), title(&harness).starts_with("You left Small world")), ("Other world", true));
    click_button(&mut harness, "Go back to it");
    assert_eq!(scenario(&harness), "Small world");
}

#[test]
fn the_window_does_not_report_what_it_saved_itself() {
    let (_folder, path, mut harness) = open();
    for seed in 0..5 {
        let name = format!("Plan {seed}");
        ask(&mut harness, [Command::Plan(PlanCommand::RenamePlan(0, name))]);
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
        harness.run();
        assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    }
    // The next thing that is noticed is the change of the other program.
    fs::write(&path, text("Theirs")).expect("writes");
    wait_until(&mut harness, |harness| !title(harness).starts_with("Saved in "));
    assert_eq!(title(&harness), "Another program changed mine.ron");
}

#[test]
fn a_folder_that_tells_nothing_is_looked_at_when_the_window_gets_the_focus() {
    let (folder, path, mut harness) = open();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("creates");
    let there = inner.join("mine.ron");
    fs::copy(&path, &there).expect("copies");
    ask(&mut harness, [Command::File(FileCommand::OpenPath(there.clone()))]);
    harness.run();
    fs::remove_dir_all(&inner).expect("removes");
    wait_until(&mut harness, |harness| title(harness) == "mine.ron is no longer there");
    // The folder that comes back is another one, and nobody tells of it.
    fs::create_dir(&inner).expect("creates");
    fs::write(&there, text("Theirs")).expect("writes");
    for has_focus in [false, true] {
        harness.input_mut().focused = has_focus;
        harness.run();
    }
    wait_for_change(&mut harness);
    click_button(&mut harness, "Load it again");
    assert_eq!(scenario(&harness), "Theirs");
    replace(&there, &text("Theirs again"));
    wait_for_change(&mut harness);
}
