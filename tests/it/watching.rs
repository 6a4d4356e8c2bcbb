//! Tests of a file that another program changes while it is open: it is noticed at once, and nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, ViewportCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use firedrill::app::{App, Setup};
use firedrill::file::edit::versions::{Thing, Versions};
use firedrill::file::edit::{Edit, Head, Row, Table};
use firedrill::file::schema::{Expectation, Scenario, Service, That};
use firedrill::file::{self, Opened};
use firedrill::model::Act;
use firedrill::session::{Command, EditCommand, FileCommand, PlanCommand, PlaybackCommand};
use firedrill::units::SimTime;
use tempfile::TempDir;

use crate::editor::{leave, type_in};
use crate::sheets::ctrl_click;
use crate::support::SMALL;
use crate::support::window::{WIDE, ask, click, enter, on, press, wait_until, write};

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

fn wait_for_title(harness: &mut Harness<'_, App>, wanted: &str) {
    wait_until(harness, |harness| scenario(harness) == wanted);
    harness.run();
}

/// Makes an unsaved change: Anyang is struck.
fn strike(harness: &mut Harness<'_, App>) {
    click(harness, "Anyang");
    press(harness, Key::I);
    assert!(harness.state().session().is_changed());
}

/// The name of the window, if it has become another one in a few frames.
fn renamed(harness: &mut Harness<'_, App>) -> Option<String> {
    let mut name = None;
    for _ in 0..5 {
        harness.step();
        for command in harness.output().viewport_output.values().flat_map(|output| &output.commands) {
            if let ViewportCommand::Title(new) = command {
                name = Some(new.clone());
            }
        }
    }
    name
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
}

fn save(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
    harness.run();
}

/// What saving asks if it would lose what another program has written.
const QUESTION: &str = "Another program changed mine.ron since it was opened. Replace it?";

#[test]
fn the_window_follows_a_file_that_another_program_saves() {
    let (_folder, path, mut harness) = open();
    click(&mut harness, "Fire");
    click(&mut harness, "Anyang");
    ask(&mut harness, [Command::Playback(PlaybackCommand::Seek(SimTime(3_600)))]);
    let selection = harness.state().session().selection();
    assert!(selection.is_some());
    fs::write(&path, text("Written in place")).expect("writes");
    wait_for_title(&mut harness, "Written in place");
    let session = harness.state().session();
    assert_eq!((session.plan().name.as_str(), session.now()), ("Fire", SimTime(3_600)), "it goes on where it was");
    assert_eq!((session.selection(), session.is_changed()), (selection, false));
    assert_eq!(title(&harness), "Another program changed mine.ron. This is the new version");
    replace(&path, &text("Replaced"));
    wait_for_title(&mut harness, "Replaced");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    let session = harness.state().session();
    assert_eq!((scenario(&harness), session.is_changed()), ("Written in place", true), "undo goes back");
}

#[test]
fn a_file_that_becomes_a_draft_is_followed_and_the_last_valid_world_runs() {
    let (_folder, path, mut harness) = open();
    let draft = text("Draft now").replace("retry: 1.0", "retry: -1.0");
    fs::write(&path, &draft).expect("writes");
    wait_until(&mut harness, |harness| !harness.state().session().problems().is_empty());
    harness.run();
    assert!(title(&harness).starts_with("Another program changed mine.ron. It is a draft now. Problems: "));
    assert_eq!(scenario(&harness), "Small world", "the last valid world");
    assert!(!harness.state().session().is_changed());
    // A file that cannot be read at all is told, and nothing changes.
    fs::write(&path, "( firedrill: 1, title: ").expect("writes");
    wait_until(&mut harness, |harness| title(harness).contains("cannot be read now"));
    assert_eq!(scenario(&harness), "Small world");
    let body = harness.state().notice().expect("a message").body.clone();
    assert!(body.ends_with("the window shows it, or asks first if there are unsaved changes here."), "{body}");
    fs::write(&path, text("Whole again")).expect("writes");
    wait_for_title(&mut harness, "Whole again");
    assert!(harness.state().session().problems().is_empty());
}

#[test]
fn the_message_about_a_draft_goes_when_undo_goes_back_to_before_it() {
    let (_folder, path, mut harness) = open();
    fs::write(&path, text("Draft now").replace("retry: 1.0", "retry: -1.0")).expect("writes");
    wait_until(&mut harness, |harness| title(harness).contains("It is a draft now"));
    undo(&mut harness);
    harness.run();
    assert!(harness.state().session().problems().is_empty());
    assert_eq!(harness.state().notice(), None);
}

#[test]
fn with_unsaved_changes_theirs_is_taken_and_undo_brings_mine_back() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    assert_eq!(scenario(&harness), "Small world", "nothing is taken unasked");
    click_button(&mut harness, "Take theirs");
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Theirs", false));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    let session = harness.state().session();
    assert_eq!((scenario(&harness), session.is_changed()), ("Small world", true));
    assert!(session.plan().actions.iter().any(|action| matches!(action.act, Act::Strike { .. })));
}

#[test]
fn both_versions_are_shown_field_by_field_and_merged() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    let both = text("Theirs").replace("\"Anyang\"", "\"Anyang hall\"");
    fs::write(&path, both).expect("writes");
    wait_for_change(&mut harness);
    enter(&mut harness, "Compare both versions");
    assert!(harness.query_by_label("Theirs: Title, The scenario").is_some());
    let mine = harness.state().session().plan().name.clone();
    assert!(harness.query_all_by_label_contains(&mine).next().is_some(), "the plan that was changed here");
    // Only they changed the title, which is chosen already; it is kept here instead.
    // All of it with the keyboard.
    enter(&mut harness, "Mine: Title, The scenario");
    enter(&mut harness, "Merge as chosen");
    let session = harness.state().session();
    assert_eq!((scenario(&harness), session.is_changed()), ("Small world", true));
    assert!(session.scenario().sites.rows().iter().any(|site| site.name == "Anyang hall"), "theirs");
    assert!(session.plan().actions.iter().any(|action| matches!(action.act, Act::Strike { .. })));
    // Saving asks nothing: both versions are in it.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    let saved = file::read(&path).expect("loads");
    assert_eq!(saved.title, "Small world");
    assert!(saved.sites.rows().iter().any(|site| site.name == "Anyang hall"));
}

#[test]
fn both_versions_can_be_compared_as_long_as_they_differ() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Keep mine");
    assert_eq!(title(&harness), "");
    for _ in 0..2 {
        click(&mut harness, "File");
        click_button(&mut harness, "Compare both versions");
        assert!(harness.query_by_label("Theirs: Title, The scenario").is_some());
        press(&mut harness, Key::Escape);
        assert!(harness.query_by_label("Theirs: Title, The scenario").is_none(), "nothing is chosen");
    }
    // The other program takes its change back, while the menu is open.
    click(&mut harness, "File");
    assert!(harness.query_by_label("Compare both versions").is_some());
    fs::write(&path, text("Small world")).expect("writes");
    wait_until(&mut harness, |harness| harness.query_by_label("Compare both versions").is_none());
    assert!(harness.query_by_label_contains("All scenarios …").is_some(), "the menu is still open");
}

#[test]
fn what_was_chosen_of_both_versions_is_there_again_when_they_are_compared_again() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Keep mine");
    click(&mut harness, "File");
    click_button(&mut harness, "Compare both versions");
    enter(&mut harness, "Mine: Title, The scenario");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Mine: Title, The scenario").is_none());
    click(&mut harness, "File");
    click_button(&mut harness, "Compare both versions");
    enter(&mut harness, "Merge as chosen");
    assert_eq!(scenario(&harness), "Small world", "the title of this window was chosen");
}

#[test]
fn saving_asks_again_if_undo_goes_back_to_before_their_change_was_taken() {
    let (_folder, path, mut harness) = open();
    let theirs = text("Theirs");
    strike(&mut harness);
    fs::write(&path, &theirs).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Keep mine");
    click(&mut harness, "File");
    click_button(&mut harness, "Compare both versions");
    click_button(&mut harness, "Take all of theirs");
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Theirs", false));
    undo(&mut harness);
    save(&mut harness);
    assert_eq!(title(&harness), QUESTION);
    assert_eq!(fs::read_to_string(&path).expect("reads"), theirs, "nothing is lost unasked");
    // The question leads to both versions, which are compared with what was opened.
    click_button(&mut harness, "Compare both versions");
    assert!(harness.query_by_label("Theirs: Title, The scenario").is_some());
    assert!(harness.query_all_by_label("only they changed it").next().is_some(), "the title");
    press(&mut harness, Key::Escape);
    click(&mut harness, "File");
    assert!(harness.query_by_label("Compare both versions").is_some(), "it is offered again");
    press(&mut harness, Key::Escape);
    // Redo has their change again.
    ask(&mut harness, [Command::Edit(EditCommand::Redo)]);
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Theirs", false));
    click(&mut harness, "File");
    assert!(harness.query_by_label("Compare both versions").is_none());
    press(&mut harness, Key::Escape);
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
}

#[test]
fn saving_asks_if_undo_goes_back_to_before_the_file_was_followed() {
    let (_folder, path, mut harness) = open();
    let theirs = text("Theirs");
    fs::write(&path, &theirs).expect("writes");
    wait_for_title(&mut harness, "Theirs");
    undo(&mut harness);
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Small world", true));
    save(&mut harness);
    assert_eq!((title(&harness).as_str(), fs::read_to_string(&path).expect("reads")), (QUESTION, theirs));
    click_button(&mut harness, "Replace it");
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    // What is in the file now was agreed to, so going on from there loses nothing.
    ask(&mut harness, [Command::Edit(EditCommand::Redo)]);
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_eq!(file::read(&path).expect("loads").title, "Theirs");
}

#[test]
fn the_name_of_the_window_has_a_dot_as_long_as_the_file_has_something_else() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Keep mine");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(renamed(&mut harness), None, "it keeps its dot");
    assert!(!harness.state().session().is_changed(), "it is as it was opened");
    fs::write(&path, text("Small world")).expect("writes");
    let mut name = None;
    for _ in 0..2_000 {
        name = renamed(&mut harness);
        if name.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(name.as_deref(), Some("mine.ron – Firedrill"));
}

#[test]
fn an_expectation_that_both_changed_is_one_and_not_two() {
    let (_folder, path, mut harness) = open();
    let authored = harness.state().session().authored();
    let count = authored.count(Table::Expect);
    let Some(Row::Expectation(row)) = authored.row(Table::Expect, 0) else { panic!("an expectation") };
    let mut mine = Expectation::clone(&row);
    let That::Down { under, .. } = &mut mine.that else { panic!("an outage") };
    *under = Some("13h".to_owned());
    let edit = Edit::set(authored, Table::Expect, 0, mine).expect("there is a row");
    ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    let mut theirs = text("Small world");
    for (from, to) in [("under: \"12h\"", "under: \"14h\""), ("under: \"1h\"", "under: \"2h\"")] {
        assert_eq!(theirs.matches(from).count(), 1, "{from}");
        theirs = theirs.replace(from, to);
    }
    fs::write(&path, theirs).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Compare both versions");
    assert_eq!(harness.query_all_by_label("both changed it").count(), 1);
    assert_eq!(harness.query_all_by_label("only they changed it").count(), 1);
    assert!(harness.query_by_label("only you changed it").is_none());
    click_button(&mut harness, "Merge as chosen");
    let authored = harness.state().session().authored();
    let under = |index: usize| {
        let Some(Row::Expectation(row)) = authored.row(Table::Expect, index) else { panic!("an expectation") };
        let That::Down { under, .. } = &row.that else { panic!("an outage") };
        under.clone()
    };
    assert_eq!((under(0).as_deref(), under(1).as_deref()), (Some("13h"), Some("2h")));
    assert_eq!(authored.count(Table::Expect), count, "none is there twice");
}

#[test]
fn rows_without_ids_are_followed_when_others_are_added_and_removed() {
    let base = match file::open(text("Small world").as_bytes()).expect("it can be read") {
        Opened::Valid(authored, _) | Opened::Draft(authored, _) => authored,
    };
    let rows: Vec<Expectation> = base.rows().expect.iter().cloned().collect();
    let with = |expect: &[Expectation]| {
        base.with_rows(Scenario { expect: expect.iter().cloned().collect(), ..base.rows().clone() })
    };
    let back = rows.iter().position(|row| matches!(row.that, That::Back { .. })).expect("there is one");
    let (first, last) = (0, rows.len() - 1);
    assert!(first < back && back < last);
    // Here the first one is removed and one is added; there the last one is removed and another one changed.
    let mut mine = rows.clone();
    mine.remove(first);
    let added = Expectation { that: That::Recovers { service: "talk".to_owned() }, ..rows[back].clone() };
    mine.push(added.clone());
    let mut theirs = rows.clone();
    theirs.remove(last);
    let That::Back { by, .. } = &mut theirs[back].that else { panic!("it is that one") };
    *by = "2022-10-16 13:00".to_owned();
    let changed = theirs[back].clone();
    let versions = Versions::of(&base, with(&mine), with(&theirs));
    let things: Vec<&Thing> = versions.differences.iter().map(|difference| &difference.thing).collect();
    assert_eq!(things, [&Thing::Entry(Table::Expect, back - 1, back), &Thing::List(Table::Expect)]);
    let merged = versions.merged(|thing, field| versions.differences[thing].fields[field].changed_by());
    let mut expected = rows.clone();
    expected[back] = changed;
    expected.remove(last);
    expected.remove(first);
    expected.push(added);
    assert_eq!(merged.rows().expect.iter().cloned().collect::<Vec<_>>(), expected);
}

#[test]
fn parts_of_a_field_that_both_changed_are_merged_one_by_one() {
    let (_folder, path, mut harness) = open();
    let authored = harness.state().session().authored();
    let index = authored.position(Table::Services, "login").expect("a service");
    let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
    let mut mine = Service::clone(&row);
    mine.switch.as_mut().expect("a failover").by_hand = Some("5h".to_owned());
    mine.on.0.iter_mut().filter(|(site, _)| site == "pangyo-1").for_each(|(_, servers)| *servers = 1600);
    let edit = Edit::set(authored, Table::Services, index, mine).expect("there is a row");
    ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    let mut theirs = text("Small world");
    for (from, to) in [("auto: \"20m\"", "auto: \"25m\""), ("\"anyang\": 3500", "\"anyang\": 3600")] {
        assert_eq!(theirs.matches(from).count(), 1, "{from}");
        theirs = theirs.replace(from, to);
    }
    fs::write(&path, theirs).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Compare both versions");
    assert!(harness.query_by_label("both changed it").is_none(), "nobody changed what the other did");
    assert!(harness.query_all_by_label("only you changed it").count() >= 2);
    assert!(harness.query_all_by_label("only they changed it").count() >= 2);
    click_button(&mut harness, "Merge as chosen");
    let authored = harness.state().session().authored();
    let login = authored.rows().services.get("login").expect("it is there");
    let switch = login.switch.as_ref().expect("a failover");
    assert_eq!((switch.auto.as_deref(), switch.by_hand.as_deref()), (Some("25m"), Some("5h")));
    assert_eq!(login.on.0, [("pangyo-1".to_owned(), 1600), ("anyang".to_owned(), 3600)]);
}

#[test]
fn all_of_mine_is_kept_and_is_still_to_be_saved() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    fs::write(&path, format!("// theirs\n{}", text("Theirs"))).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Compare both versions");
    harness.get_by_label("Keep all of mine").click();
    harness.run();
    assert_eq!((scenario(&harness), harness.state().session().is_changed()), ("Small world", true));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
    harness.run();
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert!(fs::read_to_string(&path).expect("reads").starts_with("// theirs\n"), "their comments stay");
}

/// Gives the scenario another title here.
fn rename(harness: &mut Harness<'_, App>, title: &str) {
    let head = Head { title: title.to_owned(), ..Head::of(harness.state().session().authored().rows()) };
    ask(harness, [Command::Edit(EditCommand::Change(Edit::set_head(head).into()))]);
}

#[test]
fn what_is_said_of_a_merge_is_true_of_what_is_in_the_window() {
    let cases = [
        ("Mine", "Theirs: Title, The scenario", "This is the version of the other program. Undo brings yours back"),
        ("Mine", "Mine: Title, The scenario", "Your version is kept, as an unsaved change"),
    ];
    for (mine, chosen, told) in cases {
        let (_folder, path, mut harness) = open();
        rename(&mut harness, mine);
        fs::write(&path, text("Theirs")).expect("writes");
        wait_for_change(&mut harness);
        click_button(&mut harness, "Compare both versions");
        enter(&mut harness, chosen);
        enter(&mut harness, "Merge as chosen");
        let is_unsaved = harness.state().session().is_changed();
        assert_eq!((title(&harness).as_str(), is_unsaved), (told, chosen.starts_with("Mine")));
    }

    // Both have made the same change.
    let (_folder, path, mut harness) = open();
    rename(&mut harness, "Theirs");
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Take theirs");
    assert_eq!(title(&harness), "Both versions are the same now. Nothing is unsaved");
    assert!(!harness.state().session().is_changed());
}

#[test]
fn the_message_says_whether_there_are_unsaved_changes_although_they_are_undone_meanwhile() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    replace(&path, &text("Theirs"));
    wait_for_change(&mut harness);
    let body = |harness: &Harness<'_, App>| harness.state().notice().expect("a message").body.clone();
    assert!(body(&harness).starts_with("There are unsaved changes here."), "{}", body(&harness));
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    harness.run();
    assert!(!harness.state().session().is_changed());
    assert!(body(&harness).starts_with("Nothing is unsaved here any more."), "{}", body(&harness));
    ask(&mut harness, [Command::Edit(EditCommand::Redo)]);
    harness.run();
    assert!(body(&harness).starts_with("There are unsaved changes here."), "{}", body(&harness));
}

#[test]
fn what_is_kept_is_not_asked_about_again_unless_the_file_changes_once_more() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    for theirs in ["Theirs", "Theirs again"] {
        fs::write(&path, text(theirs)).expect("writes");
        wait_for_change(&mut harness);
        let body = harness.state().notice().expect("a message").body.clone();
        assert!(body.contains("If you keep yours, saving replaces theirs."), "{body}");
        if theirs == "Theirs" {
            click_button(&mut harness, "Keep mine");
            assert_eq!((scenario(&harness), title(&harness).as_str()), ("Small world", ""));
        }
    }
    // About this version nothing was decided.
    press(&mut harness, Key::Escape);
    save(&mut harness);
    assert_eq!((title(&harness).as_str(), fs::read_to_string(&path).expect("reads")), (QUESTION, text("Theirs again")));
    click_button(&mut harness, "Cancel");
    fs::write(&path, text("Theirs at last")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Keep mine");
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
    assert_eq!(file::read(&path).expect("loads").title, "Small world");
    // What is written from now on is another matter.
    strike(&mut harness);
    fs::write(&path, text("Theirs at last")).expect("writes");
    wait_for_change(&mut harness);
    press(&mut harness, Key::Escape);
    save(&mut harness);
    assert_eq!(title(&harness), QUESTION);
}

#[test]
fn the_message_goes_when_the_file_is_as_it_was() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
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
    wait_for_title(&mut harness, "Back with more");
    fs::remove_file(&path).expect("removes");
    wait_until(&mut harness, |harness| title(harness) == "mine.ron is no longer there");
    fs::write(&path, text("Small world")).expect("writes");
    wait_for_title(&mut harness, "Small world");
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
    assert_eq!(title(&harness), "Another program changed mine.ron. This is the new version");
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
    wait_for_title(&mut harness, "Theirs");
    replace(&there, &text("Theirs again"));
    wait_for_title(&mut harness, "Theirs again");
}

#[test]
fn what_is_written_while_both_versions_are_compared_is_shown() {
    let (_folder, path, mut harness) = open();
    strike(&mut harness);
    fs::write(&path, text("Theirs")).expect("writes");
    wait_for_change(&mut harness);
    click_button(&mut harness, "Compare both versions");
    enter(&mut harness, "Mine: Title, The scenario");
    let newer = text("Theirs").replace("\"Anyang\"", "\"Anyang hall\"");
    fs::write(&path, newer).expect("writes");
    wait_until(&mut harness, |harness| harness.query_by_label_contains("The file has changed again.").is_some());
    click_button(&mut harness, "Merge as chosen");
    assert_eq!(scenario(&harness), "Small world", "what was chosen before is still chosen");
    let session = harness.state().session();
    assert!(session.scenario().sites.rows().iter().any(|site| site.name == "Anyang hall"), "the newest");
    save(&mut harness);
    assert!(title(&harness).starts_with("Saved in "), "{}", title(&harness));
}

const SHOPS: &str = r#"(
  firedrill: 1, title: "Two halls", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "cut": (name: "A cut", kind: Power, spread: [("0s", 1.0)], out: "2h", repair: [("1h", 0.0)]) },
  sites: { "hall": (name: "The hall", at: (52.5, 13.1), hazard: "cut") },
  services: {
    "shop": (name: "Shop", users: 20000, on: { "hall": 12 }),
    "pay": (name: "Payment", users: 5000, on: { "hall": 4 }),
  },
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)"#;

/// A window with the editor and the table of services, on a file that is watched.
fn open_shops() -> (TempDir, PathBuf, Harness<'static, App>) {
    open_table(SHOPS)
}

/// The same on a file with this text.
fn open_table(text: &str) -> (TempDir, PathBuf, Harness<'static, App>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "mine.ron", text);
    let mut harness = on(WIDE, Some(path.clone()), Setup { watches_file: true, ..Setup::default() });
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    (folder, path, harness)
}

/// What the number field, or else the cell, with this name shows.
fn shown(harness: &Harness<'_, App>, name: &str) -> String {
    let is_shown = |role| matches!(role, Role::SpinButton | Role::Cell);
    let node = harness.get_all_by_label(name).find(|node| is_shown(node.accesskit_node().role()));
    node.expect("a field or a cell").accesskit_node().value().unwrap_or_default()
}

fn body(harness: &Harness<'_, App>) -> String {
    harness.state().notice().map(|notice| notice.body.clone()).unwrap_or_default()
}

/// The users of the services in the document.
fn users(harness: &Harness<'_, App>) -> Vec<u64> {
    harness.state().session().scenario().services.rows().iter().map(|service| service.users).collect()
}

fn wait_for_new_version(harness: &mut Harness<'_, App>) {
    wait_until(harness, |harness| title(harness) == "Another program changed mine.ron. This is the new version");
    harness.run();
}

#[test]
fn wrong_texts_stay_and_are_told_when_another_program_changes_their_fields() {
    let (_folder, path, mut harness) = open_shops();
    click(&mut harness, "Users, Shop");
    harness.event(Event::Text("many".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    click(&mut harness, "Users, Payment");
    harness.run();
    type_in(&mut harness, "Users", "12x");
    leave(&mut harness);
    assert!(!harness.state().session().is_changed());
    replace(&path, &SHOPS.replace("20000", "21000").replace("5000", "6000"));
    wait_for_new_version(&mut harness);
    let told = "2 fields or cells have a wrong text that is not in the file: “Users, Shop”, “Users, Payment”";
    assert!(body(&harness).contains(told), "{}", body(&harness));
    assert_eq!(users(&harness), [21_000, 6_000]);
    let all = |harness: &Harness<'_, App>| [shown(harness, "Users, Shop"), shown(harness, "Users")];
    assert_eq!(all(&harness), ["many", "12x"]);
    // They stay when that is undone, and when it is done again.
    undo(&mut harness);
    assert_eq!((users(&harness), all(&harness)), (vec![20_000, 5_000], ["many".to_owned(), "12x".to_owned()]));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Y);
    harness.run();
    assert_eq!((users(&harness), all(&harness)), (vec![21_000, 6_000], ["many".to_owned(), "12x".to_owned()]));
    // As soon as they are taken away, nothing is unsaved.
    click(&mut harness, "Users, Shop");
    press(&mut harness, Key::Delete);
    click(&mut harness, "Users, Payment");
    harness.run();
    type_in(&mut harness, "Users", "1");
    harness.key_press(Key::Escape);
    assert_eq!(renamed(&mut harness).as_deref(), Some("mine.ron – Firedrill"));
    assert_eq!(all(&harness), ["21000", "6,000"]);
}

#[test]
fn a_wrong_text_whose_row_another_program_has_removed_is_told_and_comes_back_with_undo() {
    let (_folder, path, mut harness) = open_shops();
    click(&mut harness, "Users, Payment");
    harness.run();
    type_in(&mut harness, "Users", "12x");
    leave(&mut harness);
    let line = SHOPS.lines().find(|line| line.contains("Payment")).expect("its line");
    replace(&path, &SHOPS.replace(line, ""));
    wait_for_new_version(&mut harness);
    let told = "1 wrong text is gone with the rows that the new version does not have: “Users, Payment”";
    assert!(body(&harness).contains(told), "{}", body(&harness));
    undo(&mut harness);
    assert_eq!(users(&harness), [20_000, 5_000]);
    click(&mut harness, "Users, Payment");
    harness.run();
    assert_eq!(shown(&harness, "Users"), "12x");
}

/// The shops with these services in place of theirs.
fn with_services(ids: &[&str]) -> String {
    let (above, rest) = SHOPS.split_once("services: {").expect("there are services");
    let (_, below) = rest.split_once("\n  },\n").expect("they end");
    let line = |id: &&str| format!("    \"{id}\": (name: \"{id}\", users: 1000, on: {{ \"hall\": 1 }}),\n");
    let lines: String = ids.iter().map(line).collect();
    format!("{above}services: {{\n{lines}  }},\n{below}")
}

#[test]
fn a_form_stays_at_its_row_with_the_keyboard_when_the_file_becomes_a_draft_and_is_valid_again() {
    let (_folder, path, mut harness) = open_shops();
    click(&mut harness, "Users, Payment");
    harness.run();
    type_in(&mut harness, "Name", "Payment");
    assert!(!harness.state().session().is_changed(), "it is the same name");
    let line = "\"first\": (name: \"First\", users: 1, on: { \"nowhere\": 1 }),";
    let draft = SHOPS.replace("services: {", &format!("services: {{\n    {line}"));
    for (text, told) in [(draft.as_str(), "It is a draft now"), (SHOPS, "This is the new version")] {
        replace(&path, text);
        wait_until(&mut harness, |harness| title(harness).contains(told));
        harness.run();
        let node = harness.get_all_by_label("Name").find(egui_kittest::Node::is_focused);
        let value = node.expect("the field has the keyboard").accesskit_node().value().unwrap_or_default();
        assert_eq!(value, "Payment", "{told}");
    }
    harness.event(Event::Text("s".to_owned()));
    harness.run();
    assert_eq!(harness.state().session().scenario().services.rows()[1].name, "Payments");
}

#[test]
fn just_the_picked_rows_stay_picked_when_another_program_inserts_and_renames_rows() {
    let all = ["alpha", "bravo", "charlie", "delta", "echo"];
    let (alone, range): (&[&str], &[&str]) = (&["alpha", "charlie", "echo"], &["alpha", "bravo", "charlie"]);
    let renamed = ["new", "alpha", "bravo", "charlie", "delta", "other"];
    for (is_range, theirs, kept) in [
        (false, &["new", "alpha", "bravo", "charlie", "delta", "echo"], alone),
        (true, &["alpha", "new", "bravo", "charlie", "delta", "echo"], range),
        (false, &renamed, &alone[..2]),
    ] {
        let (_folder, path, mut harness) = open_table(&with_services(&all));
        click(&mut harness, "Name, alpha");
        harness.run();
        if is_range {
            for _ in 0..2 {
                harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowDown);
                harness.run();
            }
        } else {
            ctrl_click(&mut harness, "Name, charlie");
            ctrl_click(&mut harness, "Name, echo");
        }
        replace(&path, &with_services(theirs));
        wait_for_new_version(&mut harness);
        enter(&mut harness, "Keep only these");
        let rows = harness.state().session().authored().rows();
        assert_eq!(rows.services.keys().collect::<Vec<_>>(), kept, "{theirs:?}");
    }
}
