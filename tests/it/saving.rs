//! Tests of saving and opening in the window: no existing file is replaced without a question, and messages describe what happened.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use firedrill::app::{App, Setup};
use firedrill::file;
use firedrill::session::{Command, Export, FileCommand, Origin, PlanCommand};

use crate::support::SMALL;
use crate::support::window::{self, WIDE, write};

/// A window with the small world from this file, and with one action added.
fn changed(path: &Path) -> Harness<'static, App> {
    let mut harness = open(path);
    harness.get_all_by_label("Anyang").next().expect("a site of this name").click();
    harness.run();
    harness.key_press(Key::I);
    harness.run();
    assert!(harness.state().session().is_changed());
    harness
}

fn open(path: &Path) -> Harness<'static, App> {
    window::on(WIDE, Some(path.to_owned()), Setup::default())
}

/// The text of the small world as this program writes it, without comments.
fn plain() -> String {
    file::to_ron(&file::load(SMALL.as_bytes()).expect("loads"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

fn save(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
}

fn save_as(harness: &mut Harness<'_, App>, path: &Path) {
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    harness.run();
    type_path(harness, path);
}

fn type_path(harness: &mut Harness<'_, App>, path: &Path) {
    window::type_path(harness, path);
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, button: &str) {
    harness.get_by_label(button).click();
    harness.run();
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default()
}

#[test]
fn saving_shows_the_path_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = changed(&path);
    save(&mut harness);
    assert_eq!(title(&harness), format!("Saved in {}", path.display()));
    assert!(!harness.state().session().is_changed());
    // The window does not warn about a change of the file that it made itself.
    harness.key_press(Key::I);
    harness.run();
    assert_eq!(title(&harness), "", "the message goes with the next thing that is done");
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
}

#[test]
fn the_message_about_a_saved_file_covers_no_site() {
    for size in [WIDE, [1366.0, 768.0]] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mine.ron");
        let mut harness = window::window(size);
        window::click(&mut harness, "Anyang");
        window::press(&mut harness, Key::I);
        save_as(&mut harness, &path);
        assert_eq!(title(&harness), format!("Saved in {}", path.display()));
        let message = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("notice"))).expect("it is drawn");
        let map = harness.get_by_role_and_label(Role::Canvas, "Map").rect();
        assert!(map.intersects(message));
        for site in ["LG CNS Sangam", "Leased site C (unnamed)", "SK C&C Pangyo", "KT Bundang IDC"] {
            let marks = harness.get_all_by_label(site).map(|mark| mark.rect());
            let marks: Vec<egui::Rect> = marks.filter(|mark| map.contains(mark.center())).collect();
            assert!(!marks.is_empty(), "{site} is on the map at {size:?}");
            for mark in marks {
                assert!(!message.intersects(mark), "{site} at {size:?}: {mark:?}, {message:?}");
            }
        }
    }
}

#[test]
fn what_is_being_typed_is_saved_and_the_person_goes_on_typing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = window::on(WIDE, Some(path.clone()), Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    press(&mut harness, "The scenario");
    harness.get_by_role_and_label(Role::TextInput, "Title").focus();
    harness.run();
    harness.event(Event::Text("Typed: ".to_owned()));
    harness.run();
    save(&mut harness);
    assert_eq!(title(&harness), format!("Saved in {}", path.display()));
    assert!(read(&path).contains("Typed: "), "{}", read(&path));
    assert!(!harness.state().session().is_changed());
    harness.event(Event::Text("i".to_owned()));
    harness.run();
    assert!(harness.state().session().authored().rows().title.contains('i'));
    assert!(harness.get_by_role_and_label(Role::TextInput, "Title").is_focused());
}

#[test]
fn another_file_is_replaced_only_after_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mine, theirs) = (write(&folder, "mine.ron", &plain()), write(&folder, "theirs.ron", "theirs"));
    let mut harness = changed(&mine);
    for refuse in ["Cancel", "Dismiss"] {
        save_as(&mut harness, &theirs);
        assert_eq!(title(&harness), "theirs.ron already exists. Replace it?");
        press(&mut harness, refuse);
        assert_eq!((title(&harness).as_str(), read(&theirs).as_str()), ("", "theirs"), "{refuse}");
    }
    save_as(&mut harness, &theirs);
    press(&mut harness, "Save elsewhere");
    let suggested = harness.get_by_label("Path of the file").accesskit_node().value().unwrap_or_default().to_owned();
    assert_eq!(suggested, folder.path().join("theirs-2.ron").display().to_string(), "not the same path again");
    type_path(&mut harness, &folder.path().join("new.ron"));
    assert_eq!(*harness.state().session().origin(), Origin::File(folder.path().join("new.ron")));
    assert_eq!(read(&theirs), "theirs");

    save_as(&mut harness, &theirs);
    press(&mut harness, "Replace it");
    assert_eq!(Arc::new(file::read(&theirs).expect("loads")).plans, harness.state().session().plans());
}

#[test]
fn the_question_is_answered_by_keyboard_and_enter_alone_replaces_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mine, theirs) = (write(&folder, "mine.ron", &plain()), write(&folder, "theirs.ron", "theirs"));
    let mut harness = changed(&mine);
    for keys in [&[Key::Enter][..], &[Key::Escape]] {
        save_as(&mut harness, &theirs);
        assert!(title(&harness).contains("Replace it?"), "{}", title(&harness));
        for key in keys {
            harness.key_press(*key);
            harness.run();
        }
        assert_eq!((title(&harness).as_str(), read(&theirs).as_str()), ("", "theirs"), "{keys:?}");
    }
    save_as(&mut harness, &theirs);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        harness.run();
    }
    harness.key_press(Key::Enter);
    harness.run();
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_ne!(read(&theirs), "theirs");
}

#[test]
fn changes_of_another_program_are_overwritten_only_after_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = changed(&path);
    let theirs = plain().replace("Small world", "Other world");
    fs::write(&path, &theirs).expect("another program writes");
    save(&mut harness);
    assert_eq!(title(&harness), "Another program changed mine.ron since it was opened. Replace it?");
    press(&mut harness, "Cancel");
    assert_eq!(read(&path), theirs);
    assert!(harness.state().session().is_changed(), "what was done here is kept too");
    save(&mut harness);
    press(&mut harness, "Replace it");
    assert_ne!(read(&path), theirs);
    assert!(!harness.state().session().is_changed());

    fs::remove_file(&path).expect("another program removes it");
    harness.key_press(Key::I);
    harness.run();
    save(&mut harness);
    assert!(path.exists() && title(&harness).starts_with("Saved in "), "what is gone cannot be lost");
}

#[test]
fn a_save_keeps_what_the_author_wrote_around_the_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("// The author's own words.\n{SMALL}");
    let path = write(&folder, "mine.ron", &text);
    let mut harness = changed(&path);
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    // The plan has one more action; every other line is as it was.
    let saved = read(&path);
    let lines: Vec<(&str, &str)> = text.lines().zip(saved.lines()).filter(|(before, now)| before != now).collect();
    assert_eq!((saved.lines().count(), lines.len()), (text.lines().count(), 1), "{lines:?}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    save(&mut harness);
    assert_eq!(read(&path), text, "taken back, byte for byte");
}

#[test]
fn what_another_program_writes_while_the_question_stands_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = changed(&path);
    let theirs = |round: usize| format!("// Theirs, {round}.\n{}", plain());
    fs::write(&path, theirs(1)).expect("another program writes");
    save(&mut harness);
    for round in 1..4 {
        assert_eq!(title(&harness), "Another program changed mine.ron since it was opened. Replace it?");
        assert_eq!(read(&path), theirs(round));
        fs::write(&path, theirs(round + 1)).expect("another program writes again");
        press(&mut harness, "Replace it");
    }
    press(&mut harness, "Replace it");
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert!(!read(&path).contains("Theirs"));

    // The same holds for another file than the session's own, and for a file that was not there before.
    let other = write(&folder, "other.ron", "theirs");
    save_as(&mut harness, &other);
    fs::write(&other, "theirs, later").expect("another program writes");
    press(&mut harness, "Replace it");
    assert_eq!(
        (title(&harness).as_str(), read(&other).as_str()),
        ("other.ron already exists. Replace it?", "theirs, later")
    );
    fs::remove_file(&other).expect("another program removes it");
    press(&mut harness, "Replace it");
    assert!(title(&harness).starts_with("Saved in "), "what is gone cannot be lost: {}", title(&harness));
}

#[test]
fn a_comparison_replaces_a_file_only_after_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mine, csv) = (write(&folder, "mine.ron", &plain()), write(&folder, "mine.csv", "my own table"));
    let mut harness = changed(&mine);
    harness.state_mut().ask(Command::Plan(PlanCommand::SetBaseline(firedrill::session::Baseline::Plan(0))));
    harness.run();
    let plans = harness.state().session().plans().len();
    assert!(plans > 1);
    harness.state_mut().ask(Command::Plan(PlanCommand::ChoosePlan(1)));
    harness.run();
    assert!(harness.state().session().comparison().is_some());
    harness.state_mut().ask(Command::File(FileCommand::ExportTo(Export::Comparison, csv.clone())));
    harness.run();
    assert_eq!(title(&harness), "mine.csv already exists. Replace it?");
    press(&mut harness, "Cancel");
    assert_eq!(read(&csv), "my own table");
    harness.state_mut().ask(Command::File(FileCommand::ExportTo(Export::Comparison, csv.clone())));
    harness.run();
    press(&mut harness, "Replace it");
    assert_eq!(title(&harness), "The comparison was saved in mine.csv");
    assert!(read(&csv).contains(','));
}

#[cfg(unix)]
#[test]
fn a_file_with_several_names_is_parted_only_after_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let other = folder.path().join("other.ron");
    fs::hard_link(&path, &other).expect("links");
    let mut harness = changed(&path);
    save(&mut harness);
    assert_eq!(title(&harness), "mine.ron is also known by other names");
    assert!(harness.query_by_label_contains("has 2 names").is_some());
    press(&mut harness, "Cancel");
    assert_eq!((read(&path), read(&other)), (plain(), plain()));
    assert!(harness.state().session().is_changed());
    save(&mut harness);
    press(&mut harness, "Save under this name");
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_ne!(read(&path), plain());
    assert_eq!(read(&other), plain());
    assert!(!harness.state().session().is_changed());
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_file_that_is_saved() {
    let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let path = write(&folder, "mine.ron", &plain());
    let (there, later) = (elsewhere.path().join("there.ron"), elsewhere.path().join("later.ron"));
    std::os::unix::fs::symlink(&path, &there).expect("links");
    std::os::unix::fs::symlink(folder.path().join("not-yet.ron"), &later).expect("links");
    let mut harness = changed(&there);
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert!(there.is_symlink() && read(&path) != plain());
    save_as(&mut harness, &later);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert!(later.is_symlink());
    assert_eq!(read(&folder.path().join("not-yet.ron")), read(&path));
}

/// A file that the desktop drops on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_on(harness: &mut Harness<'_, App>, path: &Path) {
    harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    harness.step();
    harness.input_mut().dropped_files.clear();
    harness.run();
}

#[test]
#[cfg(unix)]
fn a_pasted_path_is_understood_and_told_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = write(&folder, "my 가게.ron", SMALL);
    let shown = mine.display().to_string();
    let address = shown.replace(' ', "%20").replace("가게", "%EA%B0%80%EA%B2%8C");
    for pasted in [format!("\"{shown}\""), format!(" '{shown}' "), format!("file://{address}"), format!("{shown} ")] {
        let mut harness = open(&folder.path().join("nowhere.ron"));
        harness.state_mut().ask(Command::File(FileCommand::OpenDialog));
        harness.run();
        type_path(&mut harness, Path::new(&pasted));
        assert_eq!(*harness.state().session().origin(), Origin::File(mine.clone()), "{pasted:?}");
    }
    let mut harness = open(&mine);
    harness.state_mut().ask(Command::File(FileCommand::OpenDialog));
    harness.run();
    let missing = folder.path().join("no such file.ron").display().to_string();
    type_path(&mut harness, Path::new(&format!("\"{missing}\"")));
    assert_eq!(title(&harness), "no such file.ron was not opened");
    assert_eq!(harness.state().notice().expect("it is told").body, missing);
}

#[test]
fn a_file_dropped_on_the_window_opens_and_a_broken_one_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    // With fewer retries, nothing is worth a warning.
    let small = SMALL.replace("retry: 2.0", "retry: 1.0");
    let (mine, broken) = (write(&folder, "mine.ron", &small), write(&folder, "broken.ron", "(title: 5"));
    let mut harness = open(&folder.path().join("nowhere.ron"));
    drop_on(&mut harness, &mine);
    assert_eq!(*harness.state().session().origin(), Origin::File(mine.clone()));
    assert_eq!(title(&harness), "", "what was told before is over");
    drop_on(&mut harness, &broken);
    assert_eq!(title(&harness), "broken.ron was not opened");
    assert_eq!(*harness.state().session().origin(), Origin::File(mine));
}
