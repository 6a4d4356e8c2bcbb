//! Tests of what takes longer than a frame: opening a file and computing a change. It is done beside the window. The old scenario stays
//! usable until the new one is complete, and Cancel leaves it as it was.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use firedrill::app::{App, LongWork, Setup};
use firedrill::file;
use firedrill::file::edit::{Edit, Row, Table};
use firedrill::model::{Act, Id, Measure, Plan, ServiceId, SiteId, What};
use firedrill::recording::Subject;
use firedrill::session::{
    Baseline, Command, EditCommand, FileCommand, NamedEdit, Origin, PlanCommand, PlaybackCommand, SelectCommand,
};
use firedrill::study::{Size, generate};
use firedrill::text::Texts;
use firedrill::units::SimTime;
use tempfile::TempDir;

use crate::support::SMALL;
use crate::support::window::{SMALLEST, WIDE, ask, click, on, painted, press, wait_until, write};

/// A window in which long work is done when the test says so.
fn told() -> Setup {
    Setup { long_work: LongWork::WhenTold, ..Setup::default() }
}

/// Does the work and draws the window until it is still.
fn work(harness: &mut Harness<'_, App>) {
    harness.state_mut().work();
    harness.run();
}

fn open(harness: &mut Harness<'_, App>, path: &Path) {
    ask(harness, [Command::File(FileCommand::OpenPath(path.to_owned()))]);
    harness.run();
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default()
}

fn scenario(harness: &Harness<'_, App>) -> String {
    harness.state().session().scenario().title.clone()
}

fn origin(harness: &Harness<'_, App>) -> Origin {
    harness.state().session().origin().clone()
}

/// A window on a world that is so large that every change is computed beside the window, with its first site selected.
fn on_large(folder: &TempDir) -> (Harness<'static, App>, PathBuf) {
    on_large_with(folder, told())
}

/// The same, with other features of the machine.
fn on_large_with(folder: &TempDir, setup: Setup) -> (Harness<'static, App>, PathBuf) {
    let world = generate(Size { sites: 30, services: 2_100, dependencies: 4_000 }, 1);
    let path = write(folder, "large.ron", &file::to_ron(&world));
    let mut harness = on(WIDE, Some(path.clone()), setup);
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::File(path.clone()), "{:?}", harness.state().notice());
    ask(&mut harness, [Command::Select(SelectCommand::Select(Some(Subject::Site(SiteId::new(0)))))]);
    harness.run();
    (harness, path)
}

fn strike(site: usize) -> Command {
    Command::Plan(PlanCommand::Do(Act::Strike { site: SiteId::new(site), hazard: None }))
}

fn actions(harness: &Harness<'_, App>) -> usize {
    harness.state().session().plan().actions.len()
}

fn is_computing(harness: &Harness<'_, App>) -> bool {
    let is_shown = harness.query_by_label("Computing this change").is_some();
    assert_eq!(is_shown, harness.state().is_working());
    is_shown
}

#[test]
fn while_a_file_is_opened_the_old_scenario_can_be_used_and_its_changes_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let mut harness = on(WIDE, None, told());
    open(&mut harness, &small);
    assert!(harness.query_by_label("Opening small.ron").is_some(), "it is said");
    assert_eq!(scenario(&harness), "Kakao, October 2022");
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    assert_eq!(actions(&harness), 1, "a small change is made at once");
    press(&mut harness, Key::N);
    assert!(!harness.state().is_night());
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::File(small));
    assert!(harness.query_by_label("Opening small.ron").is_none() && !harness.state().is_working());
    assert!(title(&harness).contains("unsaved"), "{}", title(&harness));
    harness.get_by_label("Go back to it").click();
    harness.run();
    assert_eq!((scenario(&harness).as_str(), actions(&harness)), ("Kakao, October 2022", 1));
}

#[test]
fn opening_is_cancelled_by_button_and_by_escape_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    for size in [WIDE, SMALLEST] {
        let mut harness = on(size, None, told());
        for by_key in [false, true] {
            open(&mut harness, &small);
            assert!(harness.state().is_working());
            if by_key {
                press(&mut harness, Key::Escape);
            } else {
                click(&mut harness, "Cancel");
            }
            assert!(!harness.state().is_working());
            work(&mut harness);
            assert_eq!(scenario(&harness), "Kakao, October 2022");
            assert!(harness.query_by_label("Opening small.ron").is_none());
            assert!(harness.state().notice().is_none());
        }
    }
}

#[test]
fn of_two_files_opened_at_once_the_last_one_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (small, other) = (write(&folder, "small.ron", SMALL), write(&folder, "other.ron", SMALL));
    let mut harness = on(WIDE, None, told());
    open(&mut harness, &small);
    open(&mut harness, &other);
    assert!(harness.query_by_label("Opening small.ron").is_none());
    assert!(harness.query_by_label("Opening other.ron").is_some());
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::File(other));
    open(&mut harness, &small);
    ask(&mut harness, [Command::File(FileCommand::OpenShipped("2-two-sites"))]);
    harness.run();
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::Shipped("2-two-sites"));
}

#[test]
fn the_file_of_the_start_argument_is_opened_beside_the_window_too() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let mut harness = on(WIDE, Some(small.clone()), told());
    assert!(harness.query_by_label("Opening small.ron").is_some());
    assert_eq!(scenario(&harness), "Kakao, October 2022");
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::File(small));
}

#[test]
fn a_broken_file_is_reported_and_the_old_scenario_stays() {
    let folder = tempfile::tempdir().unwrap();
    let broken = write(&folder, "broken.ron", "(title: 5");
    let mut harness = on(WIDE, None, told());
    open(&mut harness, &broken);
    work(&mut harness);
    assert_eq!(title(&harness), "broken.ron was not opened");
    assert_eq!(scenario(&harness), "Kakao, October 2022");
    assert!(!harness.state().is_working());
}

#[test]
fn a_file_whose_run_is_too_much_is_reported_like_one_with_problems() {
    let rivals: String = (0..1_500)
        .map(|number| format!("\"r{number}\": (name: \"R\", for: \"s\", pull: 1.0, back: \"1h\"),\n"))
        .collect();
    let text = format!(
        r#"(firedrill: 1, title: "T", zone: "UTC", start: "2024-03-04 00:00", length: "3653d",
        hazards: {{ "h": (name: "H", kind: Power, spread: [("0s", 1.0)], out: "1d", repair: [("0s", 0.0)]) }},
        sites: {{ "a": (name: "A", at: (1.0, 1.0), hazard: "h") }},
        services: {{ "s": (name: "S", users: 5, on: {{ "a": 1 }}) }},
        rivals: {{ {rivals} }},
        plans: [(name: "P", actions: [(at: "00:01", do: Strike(site: "a"))])])"#
    );
    let folder = tempfile::tempdir().unwrap();
    let path = write(&folder, "much.ron", &text);
    let mut harness = on(WIDE, None, told());
    open(&mut harness, &path);
    work(&mut harness);
    let notice = harness.state().notice().expect("it is told").clone();
    assert_eq!((notice.title.as_str(), notice.details.len()), ("much.ron was not opened", 1));
    let detail = &notice.details[0];
    assert!(detail.place.starts_with("Line ") && !detail.remedy.is_empty(), "{detail:?}");
    assert_eq!(scenario(&harness), "Kakao, October 2022");
    // The same is told of a file that is to be compared with.
    ask(&mut harness, [Command::File(FileCommand::SetBaselineFile(path))]);
    harness.run();
    work(&mut harness);
    let notice = harness.state().notice().expect("it is told");
    assert_eq!((notice.title.contains("much.ron"), &notice.details[0]), (true, detail));
    assert!(harness.state().session().baseline().is_none());
}

#[test]
fn a_file_is_opened_on_another_thread() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let mut harness = on(WIDE, None, Setup { long_work: LongWork::OnThread, ..Setup::default() });
    open(&mut harness, &small);
    wait_until(&mut harness, |harness| !harness.state().is_working());
    assert_eq!(origin(&harness), Origin::File(small));
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_hang_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "every unix has mkfifo");
    let mut harness = on(WIDE, Some(pipe.clone()), Setup { long_work: LongWork::OnThread, ..Setup::default() });
    harness.step();
    assert_eq!(scenario(&harness), "Kakao, October 2022");
    press(&mut harness, Key::Escape);
    // Whether the pipe was refused or is waited for: another file can be opened.
    open(&mut harness, &write(&folder, "small.ron", SMALL));
    wait_until(&mut harness, |harness| !harness.state().is_working());
    assert!(matches!(origin(&harness), Origin::File(_)), "{:?}", harness.state().notice());
}

#[test]
fn recent_files_are_read_beside_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let (small, gone) = (write(&folder, "small.ron", SMALL), folder.path().join("gone.ron"));
    let settings = write(&folder, "settings.json", &serde_json::json!({ "recent": [small, gone] }).to_string());
    let mut harness = on(WIDE, None, Setup { settings: Some(settings), ..told() });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::L);
    harness.run();
    let is_there = |harness: &Harness<'_, App>, name: &str| harness.query_by_label(name).is_some();
    assert!(is_there(&harness, "small.ron") && is_there(&harness, "gone.ron") && !is_there(&harness, "Small world"));
    work(&mut harness);
    assert!(is_there(&harness, "Small world") && is_there(&harness, "gone.ron"));
    click(&mut harness, "Small world");
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::File(small));
}

#[test]
fn a_change_that_takes_long_is_computed_beside_the_window_and_then_stands() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    press(&mut harness, Key::I);
    assert!(is_computing(&harness));
    assert_eq!(actions(&harness), 0, "the last run stays");
    assert!(!harness.state().session().can_undo());
    // The playhead can be moved and something else selected meanwhile.
    let site = Subject::Site(SiteId::new(3));
    ask(
        &mut harness,
        [Command::Playback(PlaybackCommand::Seek(SimTime(600))), Command::Select(SelectCommand::Select(Some(site)))],
    );
    harness.run();
    work(&mut harness);
    assert!(!is_computing(&harness));
    let session = harness.state().session();
    assert_eq!((session.plan().actions.len(), session.recording().strikes.is_empty()), (1, false));
    assert_eq!((session.now(), session.selection()), (SimTime(600), Some(site)), "they stay as they were left");
    assert!(session.is_changed() && session.can_undo());
    press(&mut harness, Key::Z);
    work(&mut harness);
    assert_eq!(actions(&harness), 0);
}

#[test]
fn a_large_file_is_saved_beside_the_window_and_nothing_is_changed_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_large(&folder);
    press(&mut harness, Key::I);
    work(&mut harness);
    let before = std::fs::read(&path).unwrap();
    let save = |harness: &mut Harness<'_, App>| {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
        harness.run();
        assert!(harness.query_by_label("Saving large.ron").is_some());
    };
    // Cancelled, it was never begun.
    save(&mut harness);
    press(&mut harness, Key::Escape);
    work(&mut harness);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert!(harness.state().session().is_changed());
    save(&mut harness);
    for command in [strike(1), Command::Edit(EditCommand::Undo)] {
        ask(&mut harness, [command]);
        harness.run();
        assert_eq!(title(&harness), "Something else is still being computed");
    }
    // What is opened meanwhile waits.
    open(&mut harness, &write(&folder, "small.ron", SMALL));
    work(&mut harness);
    let saved = file::load(&std::fs::read(&path).unwrap()).expect("it was saved");
    assert_eq!(saved.plans[0].actions.len(), 1);
    work(&mut harness);
    assert_eq!(scenario(&harness), "Small world");
}

/// A window on the large world, with a change that its file does not have.
fn on_changed(folder: &TempDir) -> (Harness<'static, App>, PathBuf) {
    let (mut harness, path) = on_large(folder);
    press(&mut harness, Key::I);
    work(&mut harness);
    assert!(harness.state().session().is_changed());
    (harness, path)
}

/// Begins to save the large file.
fn begin_saving(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(harness.query_by_label("Saving large.ron").is_some(), "{}", title(harness));
}

#[test]
fn what_is_typed_while_a_large_file_is_saved_is_unsaved_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_changed(&folder);
    let before = std::fs::read_to_string(&path).unwrap();
    ask(&mut harness, [Command::Select(SelectCommand::Select(Some(Subject::Site(SiteId::new(0)))))]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    begin_saving(&mut harness);
    ask(&mut harness, [Command::Playback(PlaybackCommand::Seek(SimTime(600)))]);
    assert_eq!(harness.state().session().now(), SimTime(600), "the window is used meanwhile");
    harness.get_by_role_and_label(Role::TextInput, "Operator").focus();
    harness.run();
    harness.event(Event::Text("Typed".to_owned()));
    harness.run();
    assert!(harness.state().session().is_changed(), "no file has the change yet");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    work(&mut harness);
    let saved = std::fs::read_to_string(&path).unwrap();
    assert_eq!(file::load(saved.as_bytes()).expect("it loads").plans[0].actions.len(), 1);
    assert!(!saved.contains("Typed"));
    work(&mut harness);
    let session = harness.state().session();
    let operator = session.authored().rows().sites.iter().next().and_then(|(_, site)| site.operator.clone());
    assert!(operator.as_ref().is_some_and(|operator| operator.contains("Typed")), "{operator:?}");
    assert!(session.is_changed() && !harness.state().is_working());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), saved);
}

#[test]
fn a_large_file_that_cannot_be_written_stays_as_it_was_and_the_changes_stay_unsaved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_changed(&folder);
    let before = std::fs::read(&path).unwrap();
    let open = std::fs::metadata(&path).unwrap().permissions();
    let mut locked = open.clone();
    locked.set_readonly(true);
    std::fs::set_permissions(&path, locked).unwrap();
    let elsewhere = folder.path().join("missing").join("other.ron");
    for (name, command) in
        [("large.ron", Command::File(FileCommand::Save)), ("other.ron", Command::File(FileCommand::SaveTo(elsewhere)))]
    {
        ask(&mut harness, [command]);
        harness.run();
        assert!(harness.state().is_working(), "{name}");
        work(&mut harness);
        assert_eq!(title(&harness), format!("{name} was not saved"));
        assert_eq!(std::fs::read(&path).unwrap(), before, "{name}");
        assert!(harness.state().session().is_changed(), "{name}");
        assert_eq!(origin(&harness), Origin::File(path.clone()), "{name}");
    }
    std::fs::set_permissions(&path, open).unwrap();
    begin_saving(&mut harness);
    work(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert!(!harness.state().session().is_changed());
}

#[test]
fn what_another_program_writes_to_a_large_file_is_overwritten_only_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_changed(&folder);
    let question = "Another program changed large.ron since it was opened. Replace it?";
    let is_kept = |harness: &Harness<'_, App>, theirs: &str| {
        assert_eq!(title(harness), question);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
        assert!(harness.state().session().is_changed() && !harness.state().is_working());
    };
    std::fs::write(&path, "theirs").unwrap();
    begin_saving(&mut harness);
    work(&mut harness);
    is_kept(&harness, "theirs");
    // The answer is about what was there when the question was asked.
    std::fs::write(&path, "theirs again").unwrap();
    click(&mut harness, "Replace it");
    work(&mut harness);
    work(&mut harness);
    is_kept(&harness, "theirs again");
    click(&mut harness, "Replace it");
    assert!(harness.query_by_label("Saving large.ron").is_some());
    work(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_eq!(file::read(&path).expect("it loads").plans[0].actions.len(), 1);
    assert!(!harness.state().session().is_changed());
}

#[test]
fn a_large_file_that_was_saved_here_is_not_taken_for_that_of_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_large_with(&folder, Setup { watches_file: true, ..told() });
    press(&mut harness, Key::I);
    work(&mut harness);
    begin_saving(&mut harness);
    harness.state_mut().work();
    for _ in 0..2 {
        // The watch looks at the new file: the first time before the window knows that it was written.
        std::thread::sleep(std::time::Duration::from_millis(400));
        harness.run();
        assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
        assert!(!harness.state().is_working() && !harness.state().session().is_changed());
    }
    std::fs::write(&path, SMALL).unwrap();
    wait_until(&mut harness, |harness| harness.query_by_label("Opening large.ron").is_some());
}

#[test]
fn a_large_paste_is_computed_beside_the_window() {
    let mut harness = on(WIDE, None, told());
    let count = |harness: &Harness<'_, App>| harness.state().session().authored().count(Table::Services);
    let before = count(&harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    harness.run();
    let lines: String = (0..2_100).map(|number| format!("Service {number}\t\t{number}\n")).collect();
    harness.event(Event::Paste(lines));
    harness.run();
    assert!(is_computing(&harness));
    assert_eq!(count(&harness), before);
    work(&mut harness);
    assert!(!is_computing(&harness) && count(&harness) > before + 2_000);
}

#[test]
fn what_is_selected_while_an_edit_is_computed_stays_selected() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    let authored = harness.state().session().authored().clone();
    let Some(Row::Service(row)) = authored.row(Table::Services, 0) else { panic!("a service") };
    let changed = Row::from(file::schema::Service { users: 7, ..(*row).clone() });
    let edit = Edit::set(&authored, Table::Services, 0, changed).expect("the row is there");
    ask(&mut harness, [Command::Edit(EditCommand::Change(NamedEdit::from(edit)))]);
    harness.run();
    assert!(is_computing(&harness));
    let other = Subject::Site(SiteId::new(3));
    ask(&mut harness, [Command::Select(SelectCommand::Select(Some(other)))]);
    harness.run();
    work(&mut harness);
    let session = harness.state().session();
    let users = session.authored().rows().services.iter().next().map(|(_, row)| row.users);
    assert_eq!((session.selection(), users), (Some(other), Some(7)));
}

#[test]
fn no_letter_is_lost_in_a_form_while_the_letter_before_is_computed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Operator").focus();
    harness.run();
    for letter in ["a", "b", "c", "d"] {
        harness.event(Event::Text(letter.to_owned()));
        harness.run();
    }
    assert!(is_computing(&harness));
    for _ in 0..4 {
        work(&mut harness);
    }
    let operator = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().sites.iter().next().and_then(|(_, row)| row.operator.clone())
    };
    assert!(operator(&harness).is_some_and(|operator| operator.contains("abcd")), "{:?}", operator(&harness));
    assert!(!harness.state().is_working());
    // What is cancelled is not typed any more.
    harness.event(Event::Text("e".to_owned()));
    harness.run();
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    harness.run();
    work(&mut harness);
    assert!(operator(&harness).is_some_and(|operator| !operator.contains('e')), "{:?}", operator(&harness));
}

#[test]
fn what_is_typed_for_one_scenario_does_not_come_into_another() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    let small = write(&folder, "small.ron", SMALL);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Operator").focus();
    harness.run();
    for letter in ["x", "y"] {
        harness.event(Event::Text(letter.to_owned()));
        harness.run();
    }
    open(&mut harness, &small);
    for _ in 0..4 {
        work(&mut harness);
    }
    assert_eq!(origin(&harness), Origin::File(small));
    let session = harness.state().session();
    assert!(!session.is_changed() && !session.can_undo());
    let rows = session.authored().rows();
    assert!(rows.sites.iter().all(|(_, site)| site.operator.as_ref().is_none_or(|name| !name.contains("xy"))));
}

#[test]
fn rows_that_are_typed_one_after_another_in_a_large_table_are_all_there() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    for name in ["AAA", "BBB", "CCC"] {
        harness.event(Event::Text(name.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    }
    for _ in 0..6 {
        work(&mut harness);
    }
    let rows = harness.state().session().authored().rows().services.iter();
    let names: Vec<String> = rows.take(3).map(|(_, row)| row.name.clone()).collect();
    assert_eq!(names, ["AAA", "BBB", "CCC"]);
}

/// The keys that write a text, and what they write.
fn written(text: &str) -> Vec<Event> {
    let mut events = Vec::new();
    for letter in text.chars().map(String::from) {
        let name = if letter == " " { "Space".to_owned() } else { letter.to_uppercase() };
        events.extend(Key::from_name(&name).map(pressed));
        events.push(Event::Text(letter));
    }
    events
}

/// A key that is pressed.
fn pressed(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn cells_that_are_typed_in_slow_frames_while_the_id_of_their_row_is_computed_are_all_there() {
    let folder = tempfile::tempdir().unwrap();
    // In the first frame of a field, in one in which it has the keyboard, and in one in which it had it for a while.
    for frames_between in 0..4 {
        let (mut harness, _) = on_large(&folder);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
        harness.run();
        harness.run();
        harness.key_press(Key::ArrowRight);
        harness.run();
        let (plans, speed) = {
            let session = harness.state().session();
            (session.plans().len(), session.playback().speed)
        };
        let tab = || vec![pressed(Key::Tab)];
        let frames: [Vec<Event>; 6] = [
            written("ze"),
            [written("ta"), tab(), written("7")].concat(),
            written("7"),
            [written("7"), tab(), written("site-3")].concat(),
            [written(" 11"), tab(), written("9"), tab()].concat(),
            written("w"),
        ];
        for events in frames {
            harness.input_mut().events.extend(events);
            harness.step();
            harness.run_steps(frames_between);
            let session = harness.state().session();
            let playback = session.playback();
            assert_eq!((session.plans().len(), playback.speed, playback.reverse), (plans, speed, false));
            assert!(session.plan().actions.is_empty() && !playback.playing);
        }
        harness.run_steps(4);
        assert!(harness.state().is_working(), "the id is computed");
        assert_eq!(harness.state().session().authored().key(Table::Services, 0), Some("service-0"));
        for _ in 0..6 {
            harness.state_mut().work();
            harness.run_steps(6);
        }
        let session = harness.state().session();
        let (id, row) = session.authored().rows().services.iter().next().expect("a service");
        assert_eq!((id, row.users), ("zeta", 777), "{frames_between}");
        assert_eq!(row.on.0, [("site-3".to_owned(), 11)], "{frames_between}");
        assert_eq!(session.plans().len(), plans);
    }
}

#[test]
fn a_cell_shows_its_new_text_while_the_change_is_computed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    let value = |harness: &Harness<'_, App>| harness.get_by_label("Name, Service 1").accesskit_node().value();
    assert_eq!(value(&harness).as_deref(), Some("Service 1"));
    for text in ["AAA", "BBB"] {
        harness.event(Event::Text(text.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert!(is_computing(&harness));
        // Also while the next cell is typed.
        assert_eq!(value(&harness).as_deref(), Some("AAA"));
    }
    work(&mut harness);
    let name = |harness: &Harness<'_, App>| {
        let rows = harness.state().session().authored().rows();
        rows.services.iter().next().map(|(_, row)| row.name.clone())
    };
    assert_eq!(name(&harness).as_deref(), Some("AAA"));
    // What is cancelled is not shown any more.
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    harness.run();
    let second = harness.get_by_label("Name, Service 2").accesskit_node().value();
    assert_eq!(second.as_deref(), Some("Service 2"));
}

#[test]
fn a_change_that_is_cancelled_or_undone_was_never_made() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    for key in [Key::Escape, Key::Z] {
        press(&mut harness, Key::I);
        assert!(is_computing(&harness));
        press(&mut harness, key);
        assert!(!is_computing(&harness), "{key:?}");
        work(&mut harness);
        let session = harness.state().session();
        assert_eq!((session.plan().actions.len(), session.is_changed(), session.can_undo()), (0, false, false));
        assert!(!session.can_redo() && session.selection().is_some(), "{key:?}");
        // What was undone is nowhere, so that it is said; who cancels the work asks for just that.
        let is_told = title(&harness) == "The change that was being computed was not made";
        assert_eq!(is_told, key == Key::Z, "{}", title(&harness));
    }
}

#[test]
fn a_change_that_is_refused_beside_the_window_is_told_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    let service = ServiceId::new(0);
    let measures = vec![Measure::from(What::Weight { service, need: service, weight: 500 })];
    ask(&mut harness, [Command::Plan(PlanCommand::AddPlan(Plan { measures, ..Plan::default() }))]);
    harness.run();
    assert!(is_computing(&harness));
    work(&mut harness);
    assert_eq!(title(&harness), "This is not possible in this scenario");
    let session = harness.state().session();
    assert_eq!((session.plans().len(), session.is_changed(), session.can_undo()), (2, false, false));
}

#[test]
fn while_a_change_is_computed_another_one_waits_but_the_same_one_may_be_set_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    ask(&mut harness, [strike(0)]);
    harness.run();
    ask(&mut harness, [strike(1)]);
    harness.run();
    assert_eq!(title(&harness), "Something else is still being computed");
    work(&mut harness);
    assert_eq!(actions(&harness), 1, "the first one is not lost");
    for seed in [3, 4] {
        ask(&mut harness, [Command::Plan(PlanCommand::SetSeed(seed))]);
        harness.run();
        assert!(is_computing(&harness));
    }
    for to in [100, 200] {
        ask(&mut harness, [Command::Plan(PlanCommand::MoveAction(0, SimTime(to)))]);
        harness.run();
    }
    work(&mut harness);
    assert_eq!(harness.state().session().seed(), 4);
    assert_eq!(harness.state().session().recording().strikes[0].at, SimTime(0), "to move a flag is another change");
    for to in [100, 200] {
        ask(&mut harness, [Command::Plan(PlanCommand::MoveAction(0, SimTime(to)))]);
        harness.run();
    }
    work(&mut harness);
    assert_eq!(harness.state().session().recording().strikes[0].at, SimTime(200));
}

#[test]
fn a_plan_chosen_and_a_chapter_shown_stand_when_they_are_computed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(1))]);
    harness.run();
    assert_eq!(harness.state().session().chosen(), 0);
    work(&mut harness);
    let session = harness.state().session();
    assert!(session.chosen() == 1 && session.recording().strikes.len() >= 30);
    ask(&mut harness, [Command::Plan(PlanCommand::SetBaseline(Baseline::Plan(0)))]);
    harness.run();
    work(&mut harness);
    assert!(harness.state().session().comparison().is_some());
}

#[test]
fn what_is_saved_while_a_change_is_computed_has_the_change() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_large(&folder);
    press(&mut harness, Key::I);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    assert_eq!(title(&harness), "", "it waits");
    work(&mut harness);
    assert!(harness.query_by_label("Saving large.ron").is_some());
    work(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_eq!(file::read(&path).expect("it loads").plans[0].actions.len(), 1);
    assert!(!harness.state().session().is_changed());
}

#[test]
fn another_file_is_opened_when_the_change_is_computed_and_the_change_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    let small = write(&folder, "small.ron", SMALL);
    press(&mut harness, Key::I);
    open(&mut harness, &small);
    assert!(is_computing(&harness));
    work(&mut harness);
    harness.run();
    assert!(harness.query_by_label("Opening small.ron").is_some());
    work(&mut harness);
    assert_eq!(origin(&harness), Origin::File(small));
    harness.get_by_label("Go back to it").click();
    harness.run();
    assert_eq!(actions(&harness), 1);
}

/// Asks the window to close, as its title bar does.
fn close(harness: &mut Harness<'_, App>) {
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
    harness.step();
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
}

#[test]
fn closing_while_a_file_is_opened_asks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = on(WIDE, Some(write(&folder, "small.ron", SMALL)), told());
    assert!(harness.state().is_working());
    close(&mut harness);
    let commands = &harness.output().viewport_output[&egui::ViewportId::ROOT].commands;
    assert!(!commands.contains(&egui::ViewportCommand::CancelClose), "{commands:?}");
    assert!(harness.state().notice().is_none());
}

#[test]
fn closing_while_a_change_is_computed_asks_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    press(&mut harness, Key::I);
    close(&mut harness);
    assert!(title(&harness).contains("unsaved changes"), "{}", title(&harness));
}

/// Whether the window was closed in the last frame.
fn closes(harness: &Harness<'_, App>) -> bool {
    let commands = &harness.output().viewport_output[&egui::ViewportId::ROOT].commands;
    commands.contains(&egui::ViewportCommand::Close)
}

/// Does the work and draws one frame. Returns whether the window is closed in it.
fn closes_after_work(harness: &mut Harness<'_, App>) -> bool {
    harness.state_mut().work();
    harness.step();
    closes(harness)
}

#[test]
fn a_window_that_is_closed_while_a_large_file_is_saved_asks_and_closes_when_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    for is_changed_by_others in [false, true] {
        let (mut harness, path) = on_changed(&folder);
        begin_saving(&mut harness);
        close(&mut harness);
        harness.run();
        assert!(title(&harness).contains("unsaved changes"), "{}", title(&harness));
        harness.get_all_by_label("Save").last().expect("a button of the question").click();
        harness.run();
        assert!(harness.state().is_working() && !closes(&harness), "it waits");
        if is_changed_by_others {
            std::fs::write(&path, "theirs").unwrap();
            assert!(!closes_after_work(&mut harness), "the question must be seen");
            assert!(title(&harness).ends_with("Replace it?"), "{}", title(&harness));
            harness.run();
            click(&mut harness, "Replace it");
        }
        assert!(closes_after_work(&mut harness), "{}", title(&harness));
        assert_eq!(file::read(&path).expect("it loads").plans[0].actions.len(), 1);
    }
}

#[test]
fn who_quits_without_saving_while_a_large_file_is_saved_keeps_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_changed(&folder);
    let before = std::fs::read(&path).unwrap();
    // The second save waits for the first one.
    begin_saving(&mut harness);
    begin_saving(&mut harness);
    close(&mut harness);
    harness.run();
    harness.get_by_label("Quit without saving").click();
    harness.run();
    assert!(!harness.state().is_working());
    work(&mut harness);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn the_run_of_another_file_becomes_the_baseline_when_it_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let other = write(&folder, "other.ron", &SMALL.replace("Small world", "Other world"));
    let mut harness = on(WIDE, Some(small), told());
    work(&mut harness);
    for is_cancelled in [true, false] {
        ask(&mut harness, [Command::File(FileCommand::SetBaselineFile(other.clone()))]);
        harness.run();
        assert!(harness.query_by_label("Computing the run of other.ron").is_some());
        assert!(!harness.state().session().is_baseline_file());
        if is_cancelled {
            press(&mut harness, Key::Escape);
        }
        work(&mut harness);
        assert_eq!(harness.state().session().is_baseline_file(), !is_cancelled, "{:?}", harness.state().notice());
    }
}

fn operator(harness: &Harness<'_, App>, site: usize) -> String {
    let rows = harness.state().session().authored().rows().sites.iter();
    rows.map(|(_, row)| row.operator.clone().unwrap_or_default()).nth(site).expect("a site")
}

fn type_operator(harness: &mut Harness<'_, App>, letters: [&str; 2]) {
    harness.get_by_role_and_label(Role::TextInput, "Operator").focus();
    harness.run();
    type_letters(harness, letters);
}

#[test]
fn what_is_typed_in_a_second_form_while_the_change_of_the_first_is_computed_is_kept_too() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    type_operator(&mut harness, ["a", "b"]);
    assert!(is_computing(&harness));
    ask(&mut harness, [Command::Select(SelectCommand::Select(Some(Subject::Site(SiteId::new(1)))))]);
    harness.run();
    type_operator(&mut harness, ["x", "y"]);
    // Nothing of it is lost although neither form is shown any more, and in the end not even the editor.
    click(&mut harness, "All parts");
    work(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    for _ in 0..4 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    let [first, second] = [0, 1].map(|site| operator(&harness, site));
    assert!(first.contains("ab") && second.contains("xy"), "{first}, {second}");
}

fn type_letters(harness: &mut Harness<'_, App>, letters: [&str; 2]) {
    for letter in letters {
        harness.event(Event::Text(letter.to_owned()));
        harness.run();
    }
}

/// Replaces the text of a field.
fn write_in(harness: &mut Harness<'_, App>, role: Role, field: &str, letters: [&str; 2]) {
    harness.get_by_role_and_label(role, field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_letters(harness, letters);
}

#[test]
fn ids_notes_and_translations_that_are_typed_while_a_change_is_computed_are_all_there() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    type_operator(&mut harness, ["a", "b"]);
    assert!(is_computing(&harness));
    write_in(&mut harness, Role::TextInput, "Id", ["new", "-id"]);
    press(&mut harness, Key::Enter);
    click(&mut harness, "Basis of Operator");
    click(&mut harness, "Assumed");
    write_in(&mut harness, Role::MultilineTextInput, "Why, in a sentence", ["A ", "guess."]);
    let why = harness.get_by_role_and_label(Role::MultilineTextInput, "Why, in a sentence").accesskit_node().value();
    assert_eq!(why.as_deref(), Some("A guess."), "it stays in its field");
    click(&mut harness, "All parts");
    click(&mut harness, "Translations");
    click(&mut harness, "한국어");
    write_in(&mut harness, Role::TextInput, "Find a text", ["Service ", "7"]);
    write_in(&mut harness, Role::TextInput, "Translation of Service 7", ["일", "곱"]);
    assert!(is_computing(&harness));
    assert_ne!(title(&harness), Texts::english().get("task-busy"), "nothing was refused");
    // Not one field of it is shown any more.
    click(&mut harness, "All parts");
    for _ in 0..8 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    let rows = session.authored().rows();
    assert!(operator(&harness, 0).contains("ab") && rows.sites.keys().next() == Some("new-id"));
    let notes: Vec<(&str, &str)> = rows.notes.iter().map(|note| (note.about.as_str(), note.text.as_str())).collect();
    assert!(notes.contains(&("sites.new-id.operator", "A guess.")), "{notes:?}");
    let service = session.world().services.find("service-6").expect("a service");
    assert_eq!(session.world().localized("ko").service_name(service), "일곱");
}

#[test]
fn what_is_typed_while_the_id_of_its_row_is_computed_stays_and_is_about_the_new_id() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    write_in(&mut harness, Role::TextInput, "Id", ["new", "-id"]);
    press(&mut harness, Key::Enter);
    assert!(is_computing(&harness));
    // Another id, which is typed before the first one is there, is the next one.
    write_in(&mut harness, Role::TextInput, "Id", ["newer", "-id"]);
    press(&mut harness, Key::Enter);
    click(&mut harness, "Basis of Operator");
    click(&mut harness, "Assumed");
    write_in(&mut harness, Role::MultilineTextInput, "Why, in a sentence", ["A ", "gu"]);
    let id = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().sites.keys().next().map(str::to_owned).expect("a site")
    };
    assert_ne!(id(&harness), "new-id");
    work(&mut harness);
    assert_eq!(id(&harness), "new-id");
    // The field is the same one, and the person types on.
    type_letters(&mut harness, ["es", "s."]);
    for _ in 0..8 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert_eq!(id(&harness), "newer-id");
    let notes = session.authored().rows().notes.iter();
    let notes: Vec<(&str, &str)> = notes.map(|note| (note.about.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("sites.newer-id.operator", "A guess.")]);
}

#[test]
fn names_of_plans_that_are_typed_while_a_change_is_computed_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    press(&mut harness, Key::I);
    for name in ["Breakfast", "Dinner"] {
        assert!(is_computing(&harness));
        press(&mut harness, Key::F2);
        harness.get_by_label("Name of the plan").type_text(name);
        harness.run();
        press(&mut harness, Key::Enter);
        assert_ne!(title(&harness), Texts::english().get("task-busy"), "nothing is refused");
    }
    // The last one is made also while the plans are not shown.
    harness.key_press(Key::F5);
    harness.run_steps(3);
    assert!(harness.state().is_presenting());
    for _ in 0..3 {
        harness.state_mut().work();
        harness.run_steps(3);
    }
    let session = harness.state().session();
    assert_eq!((session.plan().name.as_str(), session.plan().actions.len()), ("Dinner", 1));
    assert!(!harness.state().is_working());
}

#[test]
fn an_id_that_another_row_gets_first_is_refused_when_it_is_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    type_operator(&mut harness, ["a", "b"]);
    for site in [0, 1] {
        ask(&mut harness, [Command::Select(SelectCommand::Select(Some(Subject::Site(SiteId::new(site)))))]);
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "Id").focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(Event::Text("same".to_owned()));
        harness.run();
        press(&mut harness, Key::Enter);
    }
    for _ in 0..4 {
        work(&mut harness);
    }
    let keys: Vec<String> =
        harness.state().session().authored().rows().sites.keys().take(2).map(str::to_owned).collect();
    assert_eq!(keys[0], "same");
    assert_ne!(keys[1], "same");
    let taken = Texts::english().with("edit-taken", &[("key", "same")]);
    assert!(painted(&harness).contains(&taken), "it says why");
}

#[test]
fn what_is_typed_in_a_form_is_kept_when_another_change_of_the_same_row_is_made_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    // As the table does it.
    let authored = harness.state().session().authored().clone();
    let Some(Row::Site(row)) = authored.row(Table::Sites, 0) else { panic!("a site") };
    let changed = Row::from(file::schema::Site { place: Some("Typed in a cell".to_owned()), ..(*row).clone() });
    let edit = Edit::set(&authored, Table::Sites, 0, changed).expect("the row is there");
    ask(&mut harness, [Command::Edit(EditCommand::Change(NamedEdit::from(edit)))]);
    harness.run();
    assert!(is_computing(&harness));
    type_operator(&mut harness, ["a", "b"]);
    for _ in 0..4 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    let rows = harness.state().session().authored().rows();
    let place = rows.sites.iter().next().and_then(|(_, site)| site.place.clone());
    assert_eq!(place.as_deref(), Some("Typed in a cell"));
    assert!(operator(&harness, 0).contains("ab"), "{}", operator(&harness, 0));
    // Each is a step of its own.
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    for _ in 0..2 {
        work(&mut harness);
    }
    let rows = harness.state().session().authored().rows();
    let place = rows.sites.iter().next().and_then(|(_, site)| site.place.clone());
    assert_eq!((place.as_deref(), operator(&harness, 0).contains("ab")), (Some("Typed in a cell"), false));
}

#[test]
fn what_is_saved_while_letters_are_computed_has_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = on_large(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    type_operator(&mut harness, ["a", "b"]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    for _ in 0..6 {
        // What is typed is accepted in a frame of its own before it is saved.
        harness.run_steps(5);
        harness.state_mut().work();
    }
    harness.run_steps(5);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert!(operator(&harness, 0).contains("ab") && !harness.state().session().is_changed());
    assert!(std::fs::read_to_string(&path).unwrap().contains(&operator(&harness, 0)));
}
