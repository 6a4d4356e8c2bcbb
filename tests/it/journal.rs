//! Tests that unsaved work is there at the next start, after the window was gone without being closed.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, LongWork, Setup};
use firedrill::file;
use firedrill::file::edit::{Edit, Table};
use firedrill::model::Act;
use firedrill::session::{Command, EditCommand, FileCommand, Origin, PlanCommand};
use firedrill::ui::text::{Language, Texts};
use tempfile::TempDir;

use crate::editor::{leave, type_in};
use crate::gestures::WORLD;
use crate::support::SMALL;
use crate::support::window::{SMALLEST, WIDE, ask, click, on, painted, press, wait_until, write};

/// The text of the small world as this program writes it, without comments.
fn plain() -> String {
    file::to_ron(&file::load(SMALL.as_bytes()).expect("loads"))
}

/// A window with a journal in this folder.
fn start(folder: &TempDir, path: Option<&Path>) -> Harness<'static, App> {
    let setup = Setup { journal: Some(folder.path().join("unsaved")), ..Setup::default() };
    on(WIDE, path.map(Path::to_owned), setup)
}

/// Adds an action to the chosen plan, and waits until that is in the journal.
fn change(folder: &TempDir, harness: &mut Harness<'_, App>) {
    let before: Vec<String> = entries(folder).iter().map(|path| read(path)).collect();
    click(harness, "Anyang");
    press(harness, Key::I);
    assert!(harness.state().session().is_changed());
    wait_until(harness, |_| entries(folder).iter().map(|path| read(path)).collect::<Vec<_>>() != before);
}

/// The entries of the journal.
fn entries(folder: &TempDir) -> Vec<PathBuf> {
    let list = |path: &Path| -> Vec<PathBuf> {
        fs::read_dir(path).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
    };
    let windows = list(&folder.path().join("unsaved"));
    let all = windows.iter().flat_map(|path| list(path));
    let mut entries: Vec<PathBuf> = all.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect();
    entries.sort();
    entries
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default()
}

/// The message about unsaved work without the time, which is that of the test.
fn found(harness: &Harness<'_, App>) -> String {
    let title = title(harness);
    let (before, after) = title.split_once(" of ").unwrap_or_default();
    format!("{before}{}", after.trim_start_matches(|letter: char| letter.is_ascii_digit() || ":- ".contains(letter)))
}

/// Shows the table of cells, and lets it take the keyboard.
fn show_table(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
}

/// Types texts into cells, from the one with the cursor on. The key after each text leads to the next one.
fn type_cells(harness: &mut Harness<'_, App>, cells: &[(&str, Key)]) {
    for (text, key) in cells {
        harness.event(Event::Text((*text).to_owned()));
        harness.run();
        press(harness, *key);
    }
}

fn go_on(harness: &mut Harness<'_, App>) {
    click(harness, "Go on");
    wait_until(harness, |harness| harness.state().notice().is_some());
}

/// The window closes. Its process ends.
fn exit(mut harness: Harness<'_, App>) {
    eframe::App::on_exit(harness.state_mut(), None);
}

#[test]
fn after_a_crash_the_next_window_goes_on_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    assert!(entries(&folder).is_empty() && !folder.path().join("unsaved").exists(), "nothing is written before that");
    press(&mut harness, Key::ArrowRight);
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(1)), Command::Plan(PlanCommand::SetSeed(7))]);
    change(&folder, &mut harness);
    let session = harness.state().session();
    let (plans, name, now) = (session.plans().to_vec(), session.plan().name.clone(), session.now());
    drop(harness);
    assert_eq!(read(&path), plain(), "the file itself is as it was");

    let mut harness = start(&folder, None);
    assert_eq!(found(&harness), "Unsaved workin mine.ron");
    assert!(harness.state().session().scenario().title.starts_with("Kakao"), "nothing else is kept from opening");
    go_on(&mut harness);
    let session = harness.state().session();
    assert_eq!(*session.origin(), Origin::File(path.clone()));
    assert_eq!((session.plans(), session.plan().name.as_str()), (plans.as_slice(), name.as_str()));
    assert_eq!((session.now(), session.seed(), session.is_changed()), (now, 7, true));
    assert!(title(&harness).ends_with("in mine.ron goes on"), "{}", title(&harness));

    // It is as safe as before, and what is done now is as well.
    assert_eq!(entries(&folder).len(), 1);
    change(&folder, &mut harness);
    let plans = harness.state().session().plans().to_vec();
    drop(harness);
    let mut harness = start(&folder, None);
    go_on(&mut harness);
    assert_eq!(harness.state().session().plans(), plans);
    press(&mut harness, Key::Z);
    assert!(!harness.state().session().is_changed(), "undo leads to what is in the file");
    wait_until(&mut harness, |_| entries(&folder).is_empty());
}

#[test]
fn saving_closing_and_undoing_leave_nothing_in_the_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    change(&folder, &mut harness);
    press(&mut harness, Key::Z);
    wait_until(&mut harness, |_| entries(&folder).is_empty());
    change(&folder, &mut harness);
    ask(&mut harness, [Command::File(FileCommand::Save)]);
    wait_until(&mut harness, |_| entries(&folder).is_empty());
    exit(harness);
    let journal = fs::read_dir(folder.path().join("unsaved")).expect("it was used");
    assert_eq!(journal.count(), 0, "not even an empty folder");
    assert_eq!(title(&start(&folder, None)), "");
}

#[test]
fn what_the_person_throws_away_while_closing_does_not_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = start(&folder, None);
    change(&folder, &mut harness);
    ask(&mut harness, [Command::File(FileCommand::OpenShipped("2-two-sites"))]);
    let viewport = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    harness.step();
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
    click(&mut harness, "Quit without saving");
    exit(harness);
    assert_eq!(title(&start(&folder, None)), "");
}

#[test]
fn a_window_that_is_ended_without_an_answer_keeps_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, None);
    change(&folder, &mut harness);
    ask(&mut harness, [Command::File(FileCommand::OpenPath(path))]);
    // This change is younger than a second when the session ends.
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    exit(harness);
    let mut harness = start(&folder, None);
    assert_eq!(title(&harness), "Unsaved work was found in 2 scenarios");
    let body = harness.state().notice().expect("a message").body.clone();
    assert!(body.contains("Kakao, October 2022") && body.contains("mine.ron"), "{body}");
    click(&mut harness, "Show");
    for name in ["Kakao, October 2022", "Small world"] {
        for act in ["Go on", "Save", "Throw away"] {
            assert!(harness.query_by_label(&format!("{act}: {name}")).is_some(), "{act}: {name}");
        }
    }
    click(&mut harness, "Throw away: Kakao, October 2022");
    click(&mut harness, "Throw away for good: Kakao, October 2022");
    assert_eq!(entries(&folder).len(), 1);
    click(&mut harness, "Save: Small world");
    wait_until(&mut harness, |_| entries(&folder).is_empty());
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
}

#[test]
fn a_second_window_does_not_take_what_belongs_to_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = start(&folder, None);
    change(&folder, &mut first);
    let mut second = start(&folder, None);
    assert_eq!(title(&second), "");
    change(&folder, &mut second);
    assert_eq!(entries(&folder).len(), 2);
    // What the first has left belongs to the third as long as that is open, even if nothing was decided about it.
    drop(first);
    let third = start(&folder, None);
    assert_eq!(found(&third), "Unsaved workin Kakao, October 2022");
    assert_eq!(title(&start(&folder, None)), "", "it was offered already");
    exit(third);
    assert_eq!(found(&start(&folder, None)), "Unsaved workin Kakao, October 2022", "nothing was decided");
    exit(second);
    assert_eq!(title(&start(&folder, None)), "Unsaved work was found in 2 scenarios");
}

#[test]
fn a_closed_message_is_not_the_last_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = start(&folder, None);
    change(&folder, &mut harness);
    drop(harness);
    let mut harness = start(&folder, None);
    click(&mut harness, "Dismiss");
    harness.get_by_label("Unsaved: 1 other").click();
    harness.run();
    click(&mut harness, "Throw away: Kakao, October 2022");
    click(&mut harness, "Throw away for good: Kakao, October 2022");
    assert!(entries(&folder).is_empty());
    drop(harness);
    assert_eq!(title(&start(&folder, None)), "");
}

#[test]
fn unsaved_work_of_the_file_that_is_opened_is_offered_when_it_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    change(&folder, &mut harness);
    drop(harness);
    // The window is on it from the start.
    let mut harness = on(WIDE, Some(path.clone()), told(&folder));
    work(&mut harness);
    assert_eq!(*harness.state().session().origin(), Origin::File(path.clone()));
    assert_eq!(found(&harness), "Unsaved workin mine.ron");
    drop(harness);
    // It is opened later, when the message was closed.
    let mut harness = start(&folder, None);
    click(&mut harness, "Dismiss");
    ask(&mut harness, [Command::File(FileCommand::OpenPath(path))]);
    harness.run();
    assert_eq!(found(&harness), "Unsaved workin mine.ron");
    click(&mut harness, "Go on");
    wait_until(&mut harness, |harness| harness.state().session().is_changed());
}

#[test]
fn a_document_with_problems_is_kept_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    change(&folder, &mut harness);
    let session = harness.state().session();
    let (_, site) = session.authored().rows().sites.iter().next().expect("there is a site");
    let wrong = file::schema::Site { at: Some((500.0, 0.0)), ..site.clone() };
    let edit = Edit::set(session.authored(), Table::Sites, 0, wrong).expect("it can be set");
    ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    let session = harness.state().session();
    assert!(!session.problems().is_empty());
    let (authored, plans) = (session.authored().clone(), session.plans().to_vec());
    drop(harness);

    // Its file is gone, so everything must be in the journal.
    fs::remove_file(&path).expect("it is there");
    let mut harness = start(&folder, None);
    go_on(&mut harness);
    let session = harness.state().session();
    assert_eq!((session.authored(), session.plans()), (&authored, plans.as_slice()));
    assert!(!session.problems().is_empty() && session.is_changed());
    let body = harness.state().notice().expect("a message").body.clone();
    assert!(body.contains("The file cannot be read any more."), "{body}");
}

#[test]
fn what_is_typed_while_a_change_is_computed_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = busy(&folder);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Shop");
    type_in(&mut harness, "Name", "Fourth");
    assert!(harness.state().is_working(), "the first change is being computed");
    type_in(&mut harness, "Name", "Fourth name");
    wait_until(&mut harness, |_| entries(&folder).iter().any(|path| read(path).contains("\"Fourth name\"")));
    let name = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().services.get("shop").expect("a service").name.clone()
    };
    assert_eq!(name(&harness), "Shop", "it is still being computed");
    drop(harness);
    let mut harness = start(&folder, None);
    go_on(&mut harness);
    assert_eq!((name(&harness).as_str(), harness.state().session().is_changed()), ("Fourth name", true));
    assert_eq!(harness.state().session().problems(), []);
    press(&mut harness, Key::Z);
    assert_eq!(name(&harness), "Shop");
}

/// The setup of a window in which every change of [`busy`] is computed when the test says so.
fn told(folder: &TempDir) -> Setup {
    Setup { journal: Some(folder.path().join("unsaved")), long_work: LongWork::WhenTold, ..Setup::default() }
}

/// A window on a small world with so many actions that every change is computed beside the window.
fn busy(folder: &TempDir) -> Harness<'static, App> {
    let minutes = "(at: \"10:00\", do: Log(title: \"A minute\")), ".repeat(1_001);
    let plans = format!(") ]),\n    (name: \"Minutes\", actions: [ {minutes} ]) ],\n)");
    let path = write(folder, "mine.ron", &WORLD.replace(") ]) ],\n)", &plans));
    let mut harness = on(WIDE, Some(path), told(folder));
    work(&mut harness);
    harness
}

fn work(harness: &mut Harness<'_, App>) {
    harness.state_mut().work();
    harness.run();
}

/// Waits until all of this is in the journal; then the window is gone without being closed. A new one goes on with it.
fn crash(folder: &TempDir, mut harness: Harness<'_, App>, all: &[&str]) -> Harness<'static, App> {
    let has = |entry: &Path| all.iter().all(|part| read(entry).contains(part));
    wait_until(&mut harness, |_| entries(folder).iter().any(|path| has(path)));
    drop(harness);
    let mut harness = start(folder, None);
    go_on(&mut harness);
    harness
}

#[test]
fn commands_about_plans_are_kept_while_they_are_computed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = busy(&folder);
    let actions = harness.state().session().plan().actions.len();
    let act = Act::Log { title: "Typed title".to_owned() };
    ask(&mut harness, [Command::Plan(PlanCommand::Do(act))]);
    assert!(harness.state().is_working(), "it is being computed");
    assert_eq!(harness.state().session().plan().actions.len(), actions);
    // A name that is typed meanwhile waits for it.
    press(&mut harness, Key::F2);
    harness.get_by_label("Name of the plan").type_text("Typed name");
    harness.run();
    press(&mut harness, Key::Enter);
    let harness = crash(&folder, harness, &["Typed title", "\"Typed name\""]);
    let session = harness.state().session();
    assert_eq!((session.plan().name.as_str(), session.plan().actions.len()), ("Typed name", actions + 1));
    assert_eq!((session.is_changed(), session.problems().len()), (true, 0));
}

#[test]
fn a_change_that_is_cancelled_while_it_is_computed_leaves_the_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = busy(&folder);
    let act = Act::Log { title: "Typed title".to_owned() };
    ask(&mut harness, [Command::Plan(PlanCommand::Do(act))]);
    wait_until(&mut harness, |_| entries(&folder).len() == 1);
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    assert!(!harness.state().is_working());
    wait_until(&mut harness, |_| entries(&folder).is_empty());
}

#[test]
fn what_is_pasted_is_kept_while_it_is_computed_however_much_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", WORLD);
    let mut harness = on(WIDE, Some(path), told(&folder));
    work(&mut harness);
    let before = harness.state().session().authored().count(Table::Services);
    show_table(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    harness.run();
    let lines: String = (0..2_100).map(|number| format!("Pasted {number}\t\t{number}\n")).collect();
    harness.event(Event::Paste(lines));
    harness.run();
    assert!(harness.state().is_working(), "it is being computed");
    assert_eq!(harness.state().session().authored().count(Table::Services), before);
    let harness = crash(&folder, harness, &["\"Pasted 2099\""]);
    let rows = &harness.state().session().authored().rows().services;
    assert!(rows.iter().any(|(_, row)| row.name == "Pasted 2099" && row.users == 2_099));
}

#[test]
fn cells_that_wait_for_a_change_are_kept_also_when_the_table_is_closed() {
    for closes in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut harness = busy(&folder);
        show_table(&mut harness);
        // The id of the first row is being computed, and the cells beside and below it wait. One of them is wrong.
        press(&mut harness, Key::ArrowRight);
        let cells = [("till", Key::Tab), ("777", Key::Enter), ("12x", Key::Enter)];
        type_cells(&mut harness, &cells);
        assert!(harness.state().is_working(), "the id is being computed");
        let id = |harness: &Harness<'_, App>| {
            harness.state().session().authored().key(Table::Services, 0).expect("a service").to_owned()
        };
        assert_ne!(id(&harness), "till");
        if closes {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
            harness.run();
        }
        let mut after = crash(&folder, harness, &["\"till\"", "777", "12x"]);
        let session = after.state().session();
        let (key, row) = session.authored().rows().services.iter().next().expect("a service");
        assert_eq!((key, row.users), ("till", 777));
        let body = after.state().notice().expect("a message").body.clone();
        assert!(body.contains("They are in their fields and cells again") && body.contains("“12x”"), "{body}");
        // The wrong one is in its cell.
        after.key_press_modifiers(Modifiers::COMMAND, Key::T);
        after.run();
        after.run();
        let is_wrong = |text: &String| text.contains("“12x” is not a whole number");
        assert!(painted(&after).iter().any(is_wrong), "{:?}", painted(&after));
    }
}

/// The table of cells while the id of its first row is being computed and the users of that row wait, with what is typed then.
fn with_waiting_cell(folder: &TempDir, typed: impl IntoIterator<Item = (Modifiers, Key)>) -> Harness<'static, App> {
    let mut harness = busy(folder);
    show_table(&mut harness);
    press(&mut harness, Key::ArrowRight);
    type_cells(&mut harness, &[("till", Key::Tab), ("777", Key::Enter)]);
    for (modifiers, key) in typed {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
    }
    assert!(harness.state().is_working(), "the id is being computed");
    harness
}

fn users(harness: &Harness<'_, App>) -> Vec<i128> {
    harness.state().session().authored().rows().services.iter().map(|(_, row)| row.users).collect()
}

#[test]
fn cells_that_are_emptied_or_filled_down_are_kept_while_they_wait() {
    let fill = vec![
        (Modifiers::NONE, Key::ArrowUp),
        (Modifiers::SHIFT, Key::ArrowDown),
        (Modifiers::SHIFT, Key::ArrowDown),
        (Modifiers::COMMAND, Key::D),
    ];
    let empty = vec![(Modifiers::NONE, Key::Delete)];
    for (typed, written, expected) in [(empty, "users: 0", [777, 0, 0]), (fill, "users: 777", [777, 777, 777])] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut harness = with_waiting_cell(&folder, typed);
        assert_eq!(users(&harness), [20_000, 5_000, 0]);
        let is_it = |line: &str| line.contains("\"Payment\"") && line.contains(written) && !line.starts_with("//");
        wait_until(&mut harness, |_| entries(&folder).iter().any(|path| read(path).lines().any(is_it)));
        let after = crash(&folder, harness, &["\"till\""]);
        assert_eq!((users(&after), after.state().session().problems().len()), (expected.to_vec(), 0));
    }
}

#[test]
fn cells_that_are_to_be_emptied_are_so_after_the_table_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = with_waiting_cell(&folder, [(Modifiers::NONE, Key::Delete)]);
    harness.event(Event::Paste("5".to_owned()));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    // What was pasted has no place without the table.
    let said = painted(&harness).join("\n");
    assert!(said.contains("What was pasted is in no cell"), "{said}");
    for _ in 0..6 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    assert_eq!(users(&harness), [777, 0, 0]);
}

#[test]
fn cells_that_wait_get_their_texts_after_the_table_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = busy(&folder);
    show_table(&mut harness);
    press(&mut harness, Key::ArrowRight);
    type_cells(&mut harness, &[("till", Key::Tab), ("777", Key::Enter)]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    for _ in 0..4 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    let session = harness.state().session();
    let (key, row) = session.authored().rows().services.iter().next().expect("a service");
    assert_eq!((key, row.users), ("till", 777));
}

#[test]
fn texts_that_were_wrong_are_in_their_cells_and_fields_again_after_a_crash() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", WORLD);
    let mut harness = start(&folder, Some(&path));
    show_table(&mut harness);
    // From the name over the id to the users.
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    type_cells(&mut harness, &[("many", Key::Enter)]);
    click(&mut harness, "All parts");
    click(&mut harness, "Payment");
    type_in(&mut harness, "Retries", "1.5x");
    leave(&mut harness);
    assert!(!harness.state().session().is_changed());
    wait_until(&mut harness, |_| entries(&folder).iter().any(|path| read(path).contains("\"1.5x\"")));
    drop(harness);
    let mut harness = start(&folder, None);
    click(&mut harness, "Unsaved: 1 other");
    let rows = painted(&harness);
    assert!(rows.iter().any(|text| text.ends_with(", 2 texts typed and wrong")), "{rows:?}");
    drop(harness);
    let mut harness = start(&folder, None);
    go_on(&mut harness);
    let body = harness.state().notice().expect("a message").body.clone();
    assert!(body.starts_with("These texts were wrong") && body.contains("Users") && body.contains("“many”"), "{body}");
    assert!(body.contains("“1.5x”") && !body.contains("any more"), "{body}");
    assert!(!harness.state().session().is_changed());
    // They are as safe as before, and the next window has them too.
    let mut again = crash(&folder, harness, &["\"many\"", "\"1.5x\""]);
    show_table(&mut again);
    let said = painted(&again).join("\n");
    assert!(said.contains("“many” is not a whole number"), "{said}");
    click(&mut again, "Payment");
    let said = painted(&again).join("\n");
    assert!(said.contains("1.5x") && said.contains("“1.5x” is not a number"), "{said}");
    // What is mended is in the journal no longer.
    type_in(&mut again, "Retries", "1.5");
    leave(&mut again);
    assert!(again.state().session().is_changed());
    wait_until(&mut again, |_| {
        let all: Vec<String> = entries(&folder).iter().map(|path| read(path)).collect();
        all.iter().all(|entry| entry.contains("\"many\"") && !entry.contains("1.5x"))
    });
}

#[test]
fn a_wrong_text_whose_row_is_gone_is_shown_after_a_crash() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = busy(&folder);
    show_table(&mut harness);
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    type_cells(&mut harness, &[("many", Key::Enter)]);
    // The row is being removed when the window is gone.
    let removal = Edit::remove(harness.state().session().authored(), Table::Services, 0).expect("it is there");
    ask(&mut harness, [Command::Edit(EditCommand::Change(removal.edit.into()))]);
    assert!(harness.state().is_working());
    let before = harness.state().session().authored().count(Table::Services);
    let gone = harness.state().session().authored().key(Table::Services, 0).expect("a service").to_owned();
    // Below the scenario the entry also has the last valid form.
    let is_there = |line: &str| !line.starts_with("//") && line.contains(&format!("\"{gone}\": ("));
    wait_until(&mut harness, |_| entries(&folder).iter().any(|path| !read(path).lines().any(is_there)));
    let harness = crash(&folder, harness, &["\"many\""]);
    assert_eq!(harness.state().session().authored().count(Table::Services), before - 1);
    let body = harness.state().notice().expect("a message").body.clone();
    assert!(body.contains("not in their fields and cells any more") && body.contains("“many”"), "{body}");
}

#[test]
fn a_file_that_changed_meanwhile_is_not_overwritten_without_a_question() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    change(&folder, &mut harness);
    drop(harness);
    let theirs = plain().replace("Small world", "Other world");
    fs::write(&path, &theirs).expect("another program writes");
    let mut harness = start(&folder, None);
    go_on(&mut harness);
    let body = harness.state().notice().expect("a message").body.clone();
    assert!(body.contains("The file was changed after this work was begun"), "{body}");
    ask(&mut harness, [Command::File(FileCommand::Save)]);
    assert!(title(&harness).contains("Replace it?"), "{}", title(&harness));
    assert_eq!(read(&path), theirs);
    click(&mut harness, "Cancel");
    press(&mut harness, Key::Z);
    assert_eq!(harness.state().session().scenario().title, "Other world");
}

#[test]
fn work_that_was_saved_after_all_is_said_to_be_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    change(&folder, &mut harness);
    let saved = harness.state().session().to_save().to_file();
    drop(harness);
    fs::write(&path, saved).expect("writes");
    let mut harness = start(&folder, None);
    go_on(&mut harness);
    assert!(title(&harness).ends_with("in mine.ron was saved already"), "{}", title(&harness));
    wait_until(&mut harness, |_| entries(&folder).is_empty());
}

#[test]
fn what_cannot_be_read_is_told_stays_and_keeps_no_window_from_opening() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = start(&folder, None);
    change(&folder, &mut harness);
    drop(harness);
    let entry = entries(&folder).remove(0);
    let whole = read(&entry);
    let (header, text) = whole.split_once('\n').expect("a header");
    let header_only = |header: &str| format!("{header}\n{text}");
    for (name, content, at_once) in [
        ("empty", String::new(), true),
        ("no entry", text.to_owned(), true),
        ("cut in the header", header[..header.len() / 2].to_owned(), true),
        ("of a newer version", header_only(&header.replace("\"format\":1", "\"format\":2,\"more\":[]")), true),
        ("another type", header_only(&header.replace("\"seed\":0", "\"seed\":\"none\"")), true),
        ("cut in the text", whole[..whole.floor_char_boundary(whole.len() - 100)].to_owned(), false),
        (
            "no scenario",
            header_only("").replace("firedrill:", "fire:").replacen('\n', &format!("{header}\n"), 1),
            false,
        ),
    ] {
        fs::write(&entry, &content).expect("writes");
        let mut harness = start(&folder, None);
        if at_once {
            assert_eq!(title(&harness), "Unsaved work was found that cannot be read", "{name}");
            let detail = harness.state().notice().expect("a message").details[0].clone();
            assert_eq!(detail.place, entry.display().to_string(), "{name}");
            assert_eq!(detail.what.contains("newer version"), name.contains("newer"), "{name}: {}", detail.what);
        } else {
            click(&mut harness, "Go on");
            wait_until(&mut harness, |harness| harness.state().notice().is_some());
            assert_eq!(title(&harness), "The unsaved work cannot be opened", "{name}");
        }
        assert_eq!(harness.state().session().scenario().title, "Kakao, October 2022", "{name}");
        // The window works as ever, and its own work is kept.
        click(&mut harness, "Dismiss");
        change(&folder, &mut harness);
        ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
        wait_until(&mut harness, |_| entries(&folder).len() == 1);
        exit(harness);
        assert_eq!(read(&entry), content, "{name}: it stays");
    }
    // Only the person throws it away.
    let mut harness = start(&folder, None);
    click(&mut harness, "Dismiss");
    harness.get_by_label("Unsaved: 1 other").click();
    harness.run();
    harness.get_by_label_contains("Throw away: ").click();
    harness.run();
    assert_eq!(entries(&folder).len(), 1, "and only after a question");
    harness.get_by_label_contains("Throw away for good: ").click();
    harness.run();
    assert!(entries(&folder).is_empty());
}

#[test]
fn a_journal_that_cannot_be_written_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "unsaved", "a file stands where the folder would be");
    let mut harness = start(&folder, None);
    assert_eq!(title(&harness), "Unsaved work of earlier windows cannot be looked for");
    click(&mut harness, "Dismiss");
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    wait_until(&mut harness, |harness| title(harness) == "Unsaved work is not safe from a crash now");
    let body = harness.state().notice().expect("a message").body.clone();
    let told = format!("It could not be written to {}: ", folder.path().join("unsaved").display());
    assert!(body.starts_with(&told) && body.contains("Save often."), "{body}");
    click(&mut harness, "Dismiss");
    press(&mut harness, Key::I);
    assert_eq!(title(&harness), "");
    assert!(painted(&harness).iter().all(|text| !text.contains("not safe")));
}

#[test]
fn an_entry_can_be_opened_like_a_scenario_and_is_private() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", &plain());
    let mut harness = start(&folder, Some(&path));
    change(&folder, &mut harness);
    let entry = entries(&folder).remove(0);
    let scenario = file::read(&entry).expect("it is a scenario");
    assert_eq!(scenario.plans, harness.state().session().plans());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&entry), mode(entry.parent().expect("a folder"))), (0o600, 0o700));
    }
}

#[test]
fn nothing_of_it_overlaps_at_any_size_and_in_any_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = start(&folder, None);
    change(&folder, &mut harness);
    drop(harness);
    for language in Language::ALL {
        for size in [WIDE, SMALLEST] {
            let setup = Setup { journal: Some(folder.path().join("unsaved")), language, ..Setup::default() };
            let texts = Texts::of(language);
            let harness = on(size, None, setup);
            let rect = |name: &str| harness.get_by_label(name).rect();
            let told = rect(&title(&harness));
            let [go_on, throw_away] = ["unsaved-go-on", "unsaved-throw-away"].map(|key| rect(texts.get(key)));
            assert!(told.right() <= go_on.left() && go_on.right() <= throw_away.left(), "{language:?} at {size:?}");
            let (count, undo) = (rect(&texts.with("top-unsaved", &[("count", "1")])), rect(texts.get("top-undo")));
            assert!(count.right() <= undo.left(), "{language:?} at {size:?}: {count} reaches {undo}");
        }
    }
}
