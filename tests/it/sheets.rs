//! The table of cells of the editor, used by keyboard and by the names on the screen, as one uses a spreadsheet.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file;
use firedrill::file::edit::sheet::{Column, MOST_LINES, parse_tsv, to_tsv};
use firedrill::file::edit::{Edit, Row, Table, are_parts, copy_parts, paste_parts};
use firedrill::file::schema::Service;
use firedrill::session::{Command, EditCommand, FileCommand, WindowCommand};
use firedrill::ui::text::{Language, Texts};

use crate::support::window::{WIDE, ask, click, enter, on, on_text, painted, write};

const WORLD: &str = r#"(
  firedrill: 1, title: "Cells", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "digger": (name: "A digger", kind: Network, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) },
  sites: {
    "hall": (name: "The hall", at: (52.52, 13.40), hazard: "digger", spreads: [(to: "annex", after: "5m")]),
    "annex": (name: "The annex", at: (52.5, 13.5), hazard: "digger"),
    "depot": (name: "The depot", at: (52.4, 13.5), hazard: "digger"),
  },
  services: {
    "shop": (name: "Shop", users: 300, on: { "annex": 12 }, load: 8, needs: { "login": (weight: 0.5, grace: "5m") }),
    "login": (name: "Login", users: 20, on: { "annex": 4 }),
    "mail": (name: "Mail", users: 1000, on: { "depot": 4 }),
  },
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)"#;

/// A window with the table of services, which has the keyboard.
fn cells() -> Harness<'static, App> {
    let mut harness = on_text(WORLD, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    harness
}

/// Shows the table of the services in place of another one.
fn show_services(harness: &mut Harness<'_, App>) {
    let button = harness.get_all_by_label("Services").find(|node| node.accesskit_node().role() == Role::Button);
    button.expect("a button of the table").click();
    harness.run();
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, key: Key, modifiers: Modifiers) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn write_text(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

/// The text that was copied in the last frame.
fn copied(harness: &mut Harness<'_, App>) -> String {
    harness.event(Event::Copy);
    harness.step();
    let text = harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => None,
    });
    harness.run();
    text.expect("something was copied")
}

/// Moves the cursor to the RTO of the first row.
fn go_to_rto(harness: &mut Harness<'_, App>) {
    press(harness, Key::Home, Modifiers::COMMAND);
    for _ in 0..8 {
        press(harness, Key::ArrowRight, Modifiers::NONE);
    }
}

/// Clicks the leftmost thing of this name, such as a cell, while Ctrl is held.
pub fn ctrl_click(harness: &mut Harness<'_, App>, cell: &str) {
    let rects = harness.get_all_by_label(cell).map(|node| node.rect());
    let pos = rects.min_by(|a, b| a.left().total_cmp(&b.left())).expect("a cell").center();
    harness.event(Event::ModifiersChanged(Modifiers::COMMAND));
    harness.event(Event::PointerMoved(pos));
    harness.run();
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::COMMAND });
        harness.run();
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
}

fn value(harness: &Harness<'_, App>, cell: &str) -> String {
    harness.get_by_label(cell).accesskit_node().value().unwrap_or_default().to_owned()
}

fn said(harness: &Harness<'_, App>) -> String {
    painted(harness).join("\n")
}

#[test]
fn a_cell_is_changed_by_keyboard_alone_and_the_run_follows() {
    let mut harness = cells();
    assert_eq!(value(&harness, "Users, Shop"), "300");
    assert_eq!(value(&harness, "Dependencies, Shop"), "login 0.5");
    press(&mut harness, Key::ArrowRight, Modifiers::NONE);
    press(&mut harness, Key::ArrowRight, Modifiers::NONE);
    write_text(&mut harness, "20,000");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    let session = harness.state().session();
    assert_eq!(session.scenario().services.rows()[0].users, 20_000);
    assert!(!harness.state().is_night() || harness.state().session().can_undo(), "letters are no shortcuts here");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(harness.state().session().scenario().services.rows()[0].users, 300);
    // No letter is lost between the first one and the field that appears for it.
    for digit in ["7", "0", "5"] {
        harness.event(Event::Text(digit.to_owned()));
        harness.step();
    }
    harness.run();
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(harness.state().session().scenario().services.rows()[1].users, 705);
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    press(&mut harness, Key::ArrowUp, Modifiers::NONE);
    // Nonsense is refused where it is typed.
    write_text(&mut harness, "many");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(said(&harness).contains("is not a whole number"), "{}", said(&harness));
    assert_eq!(harness.state().session().scenario().services.rows()[1].users, 20);
}

/// Clicks a cell, types into it, and leaves the field open.
fn type_into(harness: &mut Harness<'_, App>, cell: &str, text: &str) {
    click(harness, cell);
    write_text(harness, text);
}

/// Clicks a place as the mouse does, in one frame each: pressed and released.
fn press_at(harness: &mut Harness<'_, App>, name: &str) {
    let pos = harness.get_all_by_label(name).next().expect("it is there").rect().center();
    harness.event(Event::PointerMoved(pos));
    harness.step();
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        harness.step();
    }
    harness.run();
}

#[test]
fn what_is_typed_goes_into_its_own_cell_wherever_is_clicked_next() {
    for elsewhere in ["Users, Shop", "Name, Login", "Users, Mail", "Sort by Id", "Sort by Users"] {
        let mut harness = cells();
        type_into(&mut harness, "Users, Login", "555");
        press_at(&mut harness, elsewhere);
        let mut all = users(&harness);
        all.sort_unstable();
        assert_eq!(all, [300, 555, 1_000], "{elsewhere}");
        assert_eq!(harness.state().session().authored().rows().services.get("login").expect("it").users, 555);
    }
}

#[test]
fn a_click_on_undo_or_save_is_about_what_is_being_typed_too() {
    let mut harness = cells();
    type_into(&mut harness, "Users, Shop", "11");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    type_into(&mut harness, "Users, Mail", "33");
    press_at(&mut harness, "Undo");
    assert_eq!(users(&harness), [11, 20, 1_000], "only the last one is undone");
    press_at(&mut harness, "Redo");
    assert_eq!(users(&harness), [11, 20, 33]);
    press_at(&mut harness, "Undo");
    press_at(&mut harness, "Undo");
    assert_eq!(users(&harness), [300, 20, 1_000]);

    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "cells.ron", WORLD);
    let mut harness = on(WIDE, Some(path.clone()), Setup::default());
    press(&mut harness, Key::T, Modifiers::COMMAND);
    type_into(&mut harness, "Users, Mail", "66");
    press_at(&mut harness, "Save");
    assert!(std::fs::read_to_string(&path).expect("it is there").contains("users: 66"), "it is saved");
    assert!(!harness.state().session().is_changed());
}

#[test]
fn undo_in_a_cell_brings_back_only_what_was_typed_there() {
    let mut harness = cells();
    click(&mut harness, "Name, Shop");
    for text in ["Alpha", "Beta"] {
        press(&mut harness, Key::F2, Modifiers::NONE);
        press(&mut harness, Key::A, Modifiers::COMMAND);
        write_text(&mut harness, text);
        press(&mut harness, Key::Enter, Modifiers::NONE);
    }
    press(&mut harness, Key::F2, Modifiers::NONE);
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    press(&mut harness, Key::Enter, Modifiers::NONE);
    let names = harness.state().session().authored().rows().services.iter().map(|(_, row)| row.name.clone());
    assert_eq!(names.collect::<Vec<_>>(), ["Alpha", "Beta", "Mail"]);
}

#[test]
fn keys_that_arrive_in_one_slow_frame_act_one_after_another() {
    let mut harness = cells();
    click(&mut harness, "Users, Shop");
    for text in ["1", "2", "3"] {
        harness.event(Event::Text(text.to_owned()));
        let (key, modifiers) = (Key::Enter, Modifiers::NONE);
        for pressed in [true, false] {
            harness.event(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        }
    }
    for _ in 0..8 {
        harness.run();
    }
    assert_eq!(users(&harness), [1, 2, 3]);
}

/// A key that is pressed.
fn pressed(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// Draws one frame in which all of this comes from the keyboard.
fn slow_frame(harness: &mut Harness<'_, App>, events: impl IntoIterator<Item = Event>) {
    harness.input_mut().events.extend(events);
    harness.step();
}

#[test]
fn all_keys_of_one_slow_frame_act_in_their_own_cells_and_are_no_shortcuts() {
    let mut harness = cells();
    let text = |text: &str| Event::Text(text.to_owned());
    let night = harness.state().is_night();
    // The field is there before the first Enter, or only the table.
    for (begun, first) in [("1", 12), ("", 2)] {
        click(&mut harness, "Users, Shop");
        if !begun.is_empty() {
            write_text(&mut harness, begun);
        }
        let enter = || pressed(Key::Enter);
        let keys = [text("2"), enter(), text("34"), enter(), pressed(Key::N), text("5"), pressed(Key::Num9), enter()];
        slow_frame(&mut harness, keys);
        harness.run_steps(12);
        assert_eq!(users(&harness), [first, 34, 5]);
        assert_eq!(harness.state().is_night(), night);
    }
    // Escape drops what was typed before it, and nothing else: the selection stays.
    click(&mut harness, "Users, Shop");
    let selected = harness.state().session().selection();
    assert!(selected.is_some());
    for begun in ["8", ""] {
        if !begun.is_empty() {
            write_text(&mut harness, begun);
        }
        slow_frame(&mut harness, [text("9"), pressed(Key::Escape), text("7"), pressed(Key::Tab)]);
        harness.run_steps(8);
        assert_eq!((users(&harness)[0], harness.state().session().selection()), (7, selected));
        press(&mut harness, Key::ArrowLeft, Modifiers::NONE);
    }
    // In the frame after Tab no field has the keyboard yet, also if Tab was pressed in the first frame of a field.
    let speed = harness.state().session().playback().speed;
    for frames in 1..4 {
        slow_frame(&mut harness, [text("6")]);
        harness.run_steps(frames);
        slow_frame(&mut harness, [pressed(Key::Tab)]);
        for key in [Key::N, Key::R, Key::Num9, Key::Space] {
            slow_frame(&mut harness, [pressed(key)]);
        }
        harness.run_steps(8);
        let playback = harness.state().session().playback();
        assert_eq!((harness.state().is_night(), playback.reverse, playback.speed), (night, false, speed), "{frames}");
        assert!(!playback.playing && has_keyboard(&harness), "{frames}");
        press(&mut harness, Key::ArrowLeft, Modifiers::NONE);
    }
}

#[test]
fn undo_and_redo_of_a_wrong_text_are_buttons_too() {
    let mut harness = cells();
    let is_off = |harness: &Harness<'_, App>, name: &str| {
        harness.get_all_by_label(name).next().expect("a button").accesskit_node().is_disabled()
    };
    assert!(is_off(&harness, "Undo") && is_off(&harness, "Redo"));
    type_into(&mut harness, "Users, Shop", "many");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(!is_off(&harness, "Undo") && is_off(&harness, "Redo"));
    press_at(&mut harness, "Undo");
    assert_eq!(value(&harness, "Users, Shop"), "300");
    assert!(is_off(&harness, "Undo") && !is_off(&harness, "Redo"));
    press_at(&mut harness, "Redo");
    assert_eq!(value(&harness, "Users, Shop"), "many");
    assert!(said(&harness).contains("Users, Shop: “many” is not a whole number"), "{}", said(&harness));
    // With the keys of the table; then it is mended, and there is nothing of it to redo.
    click(&mut harness, "Users, Login");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    press(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!(value(&harness, "Users, Shop"), "many");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    type_into(&mut harness, "Users, Shop", "7");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(is_off(&harness, "Redo"));
}

#[test]
fn what_is_wrong_stays_said_while_other_things_are_done_and_names_the_row_as_it_is_called_now() {
    let mut harness = cells();
    let all = [("Users, Shop", "many"), ("Users, Login", "few"), ("Users, Mail", "some"), ("Id, Shop", "login")];
    for (cell, text) in all {
        type_into(&mut harness, cell, text);
        press(&mut harness, Key::Enter, Modifiers::NONE);
    }
    // The last ones are named.
    let lines = said(&harness);
    assert!(lines.contains("Id, Shop: ") && lines.contains("Users, Login: ") && !lines.contains("Users, Shop: "));
    assert!(lines.contains("More cells with a wrong text: 1"), "{lines}");
    for cell in ["Id, Shop", "Users, Mail"] {
        click(&mut harness, cell);
        press(&mut harness, Key::Delete, Modifiers::NONE);
        let lines = said(&harness);
        assert!(lines.contains("The wrong text was taken away") && lines.contains("Users, Login: “few”"), "{lines}");
    }
    click(&mut harness, "Users, Mail");
    paste(&mut harness, "9");
    let lines = said(&harness);
    assert!(lines.contains("Pasted. Changed rows: 1") && lines.contains("Users, Shop: “many”"), "{lines}");
    type_into(&mut harness, "Name, Shop", "Store");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(said(&harness).contains("Users, Store: “many”"), "{}", said(&harness));
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    let lines = said(&harness);
    assert!(lines.contains("Users, Shop: “many”") && !lines.contains("Store"), "{lines}");
    // While the table is closed, the editor says that there are such cells, and leads to them.
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    assert!(harness.query_by_label("Users, Shop").is_none());
    assert!(said(&harness).contains("2 cells of the table have a wrong text"), "{}", said(&harness));
    click(&mut harness, "As a table: Services");
    harness.run();
    assert_eq!(value(&harness, "Users, Shop"), "many");
    assert!(!said(&harness).contains("2 cells of the table"), "{}", said(&harness));
}

#[test]
fn a_cycle_of_dependencies_that_is_typed_is_told() {
    let mut harness = cells();
    type_into(&mut harness, "Dependencies, Login", "mail");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(!said(&harness).contains("that is a cycle"), "{}", said(&harness));
    type_into(&mut harness, "Dependencies, Mail", "shop");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(said(&harness).contains("Mail depends on Shop: that is a cycle, because Shop depends on Mail"));
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert!(!said(&harness).contains("that is a cycle"));
}

/// The names of the services, from the top to the bottom.
fn shown(harness: &Harness<'_, App>) -> Vec<&'static str> {
    let all = ["Mail", "Shop", "Login", "Post"];
    let found =
        all.iter().filter_map(|name| Some((harness.query_by_label(&format!("Users, {name}"))?.rect().top(), *name)));
    let mut rows: Vec<(f32, &str)> = found.collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn undo_brings_rows_back_in_the_order_of_the_document() {
    let mut harness = cells();
    let all = ["Shop", "Login", "Mail"];
    click(&mut harness, "Name, Shop");
    ctrl_click(&mut harness, "Name, Login");
    click(&mut harness, "Remove rows");
    click(&mut harness, "Yes, remove");
    assert_eq!(shown(&harness), ["Mail"]);
    press_at(&mut harness, "Undo");
    assert_eq!(shown(&harness), all);
    click(&mut harness, "Name, Mail");
    click(&mut harness, "Keep only these");
    assert_eq!(shown(&harness), ["Mail"]);
    press_at(&mut harness, "Undo");
    assert_eq!(shown(&harness), all);
    // New rows are the last of the document.
    click(&mut harness, "Name, Mail");
    paste(&mut harness, "Mail\nPost");
    assert_eq!(shown(&harness), ["Shop", "Login", "Mail", "Post"]);
}

#[test]
fn the_removal_of_one_row_is_told_as_that_of_one() {
    let mut harness = cells();
    for (other, question, done, title) in [
        (None, "go with it or are left without it: 1", "Rows: 1. Undo brings it back", "Remove a row"),
        (Some("Mail"), "go with them or are left without them: 1", "Rows: 2. Undo brings them back", "Remove 2 rows"),
    ] {
        click(&mut harness, "Name, Login");
        if let Some(other) = other {
            ctrl_click(&mut harness, &format!("Name, {other}"));
        }
        click(&mut harness, "Remove rows");
        assert!(said(&harness).contains(question), "{}", said(&harness));
        click(&mut harness, "Yes, remove");
        assert!(said(&harness).contains(done), "{}", said(&harness));
        let session = harness.state().session();
        assert_eq!(session.undo_title().map(ToString::to_string).as_deref(), Some(title));
        press_at(&mut harness, "Undo");
    }
}

#[test]
fn a_row_that_is_removed_leaves_the_others_in_their_order() {
    let mut harness = cells();
    click(&mut harness, "Sort by Users");
    click(&mut harness, "Sort by Users");
    assert_eq!(shown(&harness), ["Mail", "Shop", "Login"]);
    // Its index is the first of the file.
    click(&mut harness, "Name, Shop");
    click(&mut harness, "Remove rows");
    click(&mut harness, "Yes, remove");
    assert_eq!(shown(&harness), ["Mail", "Login"]);
    press_at(&mut harness, "Undo");
    assert_eq!(shown(&harness), ["Mail", "Shop", "Login"], "what is back stands where it is sorted to");
    // New rows stand at the end.
    click(&mut harness, "Name, Mail");
    paste(&mut harness, "Name\tUsers\nPost\t500");
    assert_eq!(shown(&harness), ["Mail", "Shop", "Login", "Post"]);
}

#[test]
fn a_table_that_is_opened_again_is_sorted_as_before() {
    let mut harness = cells();
    click(&mut harness, "Sort by Users");
    click(&mut harness, "Sort by Users");
    let falling = ["Mail", "Shop", "Login"];
    assert_eq!(shown(&harness), falling);
    click(&mut harness, "Close the table");
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    assert_eq!(shown(&harness), falling, "it was closed");
    click(&mut harness, "Sites");
    harness.run();
    for _ in 0..2 {
        press(&mut harness, Key::T, Modifiers::COMMAND);
        harness.run();
    }
    assert!(harness.query_by_label("Table: Sites").is_some(), "the table that was shown last is opened again");
    show_services(&mut harness);
    assert_eq!(shown(&harness), falling, "another table was shown in between");
    // The way back to the order of the file is the same heading.
    click(&mut harness, "File order instead of Users");
    assert_eq!(shown(&harness), ["Shop", "Login", "Mail"]);
    click(&mut harness, "Close the table");
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    assert_eq!(shown(&harness), ["Shop", "Login", "Mail"]);
    click(&mut harness, "Sort by Users");
    assert_eq!(shown(&harness), ["Login", "Shop", "Mail"], "the smallest come first again");
}

#[test]
fn an_id_is_renamed_with_its_references_and_a_clash_is_told() {
    let mut harness = cells();
    harness.get_by_label("Id, Login").click();
    harness.run();
    press(&mut harness, Key::F2, Modifiers::NONE);
    press(&mut harness, Key::A, Modifiers::COMMAND);
    write_text(&mut harness, "shop");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(harness.state().session().authored().key(Table::Services, 1), Some("login"));
    assert!(said(&harness).contains("shop"), "it says why");
    harness.get_by_label("Id, Login").click();
    harness.run();
    write_text(&mut harness, "sign-in");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert_eq!(session.authored().rows().services.get("shop").expect("it").needs.0[0].0, "sign-in");
}

#[test]
fn cells_are_copied_and_pasted_and_new_lines_become_new_rows() {
    let mut harness = cells();
    press(&mut harness, Key::A, Modifiers::COMMAND);
    let all = copied(&mut harness);
    let lines = parse_tsv(&all);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0][..4], ["Shop", "shop", "300", "annex 12"]);
    // What was copied and is pasted again changes nothing.
    press(&mut harness, Key::Home, Modifiers::COMMAND);
    paste(&mut harness, &all);
    assert!(said(&harness).contains("Changed rows: 0, new rows: 0"), "{}", said(&harness));
    assert!(!harness.state().session().can_undo());
    // Lines below the last row are new rows.
    press(&mut harness, Key::Home, Modifiers::COMMAND);
    press(&mut harness, Key::ArrowDown, Modifiers::COMMAND);
    paste(&mut harness, "Post\tmail\t7\nArchive\t\t1 500\tThe depot 3\n검색\t\t9\tannex 1");
    let session = harness.state().session();
    assert_eq!(session.authored().count(Table::Services), 5);
    let keys: Vec<Option<&str>> = (2..5).map(|index| session.authored().key(Table::Services, index)).collect();
    assert_eq!(keys, [Some("mail"), Some("archive"), Some("service")]);
    let rows = session.authored().rows();
    assert_eq!(rows.services.get("mail").expect("it").name, "Post");
    assert_eq!(rows.services.get("archive").expect("it").on.0, [("depot".to_owned(), 3)], "sites are found by name");
    assert_eq!(rows.services.get("archive").expect("it").users, 1_500);
    assert_eq!(session.problems(), []);
}

#[test]
fn forty_services_come_out_of_a_spreadsheet_with_the_names_of_their_columns() {
    let mut harness = cells();
    let mut text = "Name\tUsers\tServers\tDependencies\tRTO\n".to_owned();
    for number in 1..=40 {
        text += &format!("System {number}\t{}\thall {number}\tLogin\t4h\n", number * 1_000);
    }
    paste(&mut harness, &text);
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    assert_eq!(session.scenario().services.len(), 43);
    assert!(said(&harness).contains("new rows: 40"));
    // Pasted again with other users, they are the same rows.
    paste(&mut harness, "Name\tUsers\nSystem 7\t70");
    let session = harness.state().session();
    assert_eq!((session.scenario().services.len(), session.scenario().services.find("system-7").is_some()), (43, true));
    assert_eq!(session.authored().rows().services.get("system-7").expect("it").users, 70);
    // With the button, the clipboard is asked for, and what it has is pasted wherever the keyboard is.
    click(&mut harness, "Paste cells");
    harness.get_by_label("Find a part").focus();
    harness.run();
    harness.get_by_label("Paste cells").focus();
    harness.run();
    paste(&mut harness, "Name\tUsers\nSystem 7\t71");
    let session = harness.state().session();
    assert_eq!(session.authored().rows().services.get("system-7").expect("it").users, 71);
    assert_eq!(session.undo_title().map(ToString::to_string).as_deref(), Some("Paste cells"));
}

#[test]
fn pasted_lines_for_the_same_row_are_told_and_change_nothing() {
    let mut harness = cells();
    for (text, parts) in [
        (
            "Name\tUsers\nLogin\t3\nlogin\t9\nTwin\t1\nTwin\tmany\nTwin\t3\nMail\tfew",
            ["Wrong cells: 4", "Line 3, Name: the same row as line 2 (“login", "Line 6, Name: the same row as line 4"],
        ),
        (
            "Id\tName\nlogin\tA\nlogin\tB\n\tC\n\tC\nnew\tD\nnew\tE",
            ["Wrong cells: 2", "Line 3, Id: the same row as line 2 (“login”)", "Line 7, Id: the same row as line 6"],
        ),
    ] {
        paste(&mut harness, text);
        let said = said(&harness);
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!harness.state().session().can_undo());
    }
}

#[test]
fn names_that_cannot_be_emptied_are_told_by_their_rows_and_ids_stay() {
    let mut harness = cells();
    click(&mut harness, "Name, Shop");
    press(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    press(&mut harness, Key::Delete, Modifiers::NONE);
    let told = said(&harness);
    for part in ["Cells that cannot be empty: 2", "Shop: Name cannot be empty", "Login: Name cannot be empty"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    press(&mut harness, Key::ArrowUp, Modifiers::COMMAND);
    press(&mut harness, Key::ArrowRight, Modifiers::NONE);
    press(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    for (key, modifiers) in [(Key::Delete, Modifiers::NONE), (Key::D, Modifiers::COMMAND)] {
        // What was said before is put away.
        copied(&mut harness);
        assert!(!said(&harness).contains("Ids are neither"));
        press(&mut harness, key, modifiers);
        assert!(said(&harness).contains("Ids are neither emptied nor filled down"), "{key:?}");
    }
    assert!(!harness.state().session().can_undo());
}

#[test]
fn nonsense_is_told_by_line_and_column_and_changes_nothing() {
    let mut harness = cells();
    paste(&mut harness, "Shop\tshop\tmany\tnowhere 3\nLogin\tshop\t1\t\nMail\tx y\t-1\tannex");
    let said = said(&harness);
    for part in ["Wrong cells: 6", "Line 1, Users", "Line 1, Servers", "Line 2, Id"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!harness.state().session().can_undo());
    for nonsense in ["\u{0}\u{1}\t\"", "\"open\tquote\nnever closed", "\t\t\t\t\t\t\t\t\t\t\t\t\t\tx", "\n\n\n"] {
        paste(&mut harness, nonsense);
        assert_eq!(harness.state().session().authored().count(Table::Services), 3, "{nonsense:?}");
    }
}

#[test]
fn what_is_far_too_large_is_refused_at_once() {
    let mut harness = cells();
    paste(&mut harness, &"a\n".repeat(MOST_LINES + 1));
    assert!(said(&harness).contains("too much at once"), "{}", said(&harness));
    paste(&mut harness, &"x".repeat(100 << 20));
    let shown = format!("{}{}", said(&harness), harness.state().notice().map_or("", |notice| &notice.title));
    assert!(shown.contains("too large") || shown.contains("too much at once"), "{shown}");
    assert!(!harness.state().session().can_undo());
}

fn users(harness: &Harness<'_, App>) -> Vec<u64> {
    harness.state().session().scenario().services.rows().iter().map(|service| service.users).collect()
}

#[test]
fn an_empty_line_of_a_pasted_column_is_an_empty_cell() {
    let mut harness = cells();
    harness.get_by_label("Users, Shop").click();
    harness.run();
    paste(&mut harness, "11\r\n\r\n33\r\n");
    assert_eq!(users(&harness), [11, 0, 33]);
    // Also at the end, where only the last line end begins no cell.
    paste(&mut harness, "1\n2\n\n");
    assert_eq!(users(&harness), [1, 2, 0]);
    // A name cannot be empty, and no other row gets the one below it.
    harness.get_by_label("Name, Shop").click();
    harness.run();
    paste(&mut harness, "One\n\nThree");
    assert!(said(&harness).contains("Line 2, Name"), "{}", said(&harness));
    assert_eq!(parse_tsv("a\t\"b\n\nc\"\n\t\n\nd\te\n\n").len(), 4, "lines in quotes are one cell");
    // The heading of the column is no value of it.
    harness.get_by_label("Users, Shop").click();
    harness.run();
    paste(&mut harness, "Users\n7\n8\n9\n");
    assert_eq!(users(&harness), [7, 8, 9]);
}

#[test]
fn durations_are_sorted_by_their_length_and_empty_cells_come_last() {
    let mut harness = cells();
    paste(&mut harness, "Name\tRTO\nShop\t72h\nLogin\t30m\nMail\t4h\nChat\t\n");
    let first = |harness: &mut Harness<'_, App>| {
        // The column has to be in view before its heading is clicked.
        go_to_rto(harness);
        harness.run();
        click(harness, "Sort by RTO");
        press(harness, Key::Home, Modifiers::COMMAND);
        press(harness, Key::ArrowDown, Modifiers::COMMAND | Modifiers::SHIFT);
        parse_tsv(&copied(harness)).concat()
    };
    assert_eq!(first(&mut harness), ["Login", "Mail", "Shop", "Chat"]);
    assert_eq!(first(&mut harness), ["Shop", "Mail", "Login", "Chat"]);
}

/// The sign at the right of the headings, while columns are out of sight there.
const MORE: &str = "More columns to the right";

fn has_more(harness: &Harness<'_, App>) -> bool {
    harness.query_all_by_label(MORE).any(|node| node.accesskit_node().role() == Role::Button)
}

#[test]
fn no_heading_is_cut_under_the_sign_for_more_columns() {
    let mut harness = cells();
    let mut checked = 0;
    for step in 0..30u8 {
        harness.set_size(egui::vec2(860.0 + 20.0 * f32::from(step), 768.0));
        harness.run();
        if !has_more(&harness) {
            continue;
        }
        let is_button = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Button;
        let sign = harness.get_all_by_label(MORE).find(is_button).expect("it is there").rect();
        let left = harness.get_by_label("Name, Shop").rect().left();
        for shape in &harness.output().shapes {
            let egui::Shape::Text(text) = &shape.shape else { continue };
            let rect = text.galley.rect.translate(text.pos.to_vec2());
            // Of a column of which less is in view, no letter is seen.
            if sign.y_range().contains(rect.center().y) && rect.left() + 14.0 < sign.left() {
                // A space at the end of a line may be beyond its width.
                assert!(rect.right() < sign.left() + 4.0, "{} ends at {}: {sign}", text.galley.text(), rect.right());
                let lines: Vec<String> = text.galley.rows.iter().map(|row| row.text()).collect();
                let ends_in_word = lines.len() > 1 && rect.left() >= left && !lines[0].ends_with(' ');
                assert!(!ends_in_word, "a line ends within a word: {lines:?}");
                checked += 1;
            }
        }
    }
    assert!(checked > 0, "there are headings beside it");
}

#[test]
fn the_sign_for_more_columns_scrolls_to_them_and_sorting_moves_neither_columns_nor_cursor() {
    let mut harness = cells();
    harness.get_by_label("Name, Login").click();
    harness.run();
    let left = |harness: &Harness<'_, App>, cell: &str| harness.get_by_label(cell).rect().left();
    let (names, first) = (left(&harness, "Name, Login"), left(&harness, "Id, Login"));
    click(&mut harness, MORE);
    harness.run();
    assert!(!said(&harness).contains("Sorted by"), "no column is sorted: {}", said(&harness));
    assert!(left(&harness, "Id, Login") < first, "the columns moved");
    assert_eq!(left(&harness, "Name, Login"), names);
    let begins = ["Users", "Servers", "Dependencies", "RTO"].map(|column| left(&harness, &format!("{column}, Login")));
    assert!(begins.iter().any(|left| (left - first).abs() < 1.5), "a column begins at {first}: {begins:?}");
    // The same by keyboard, until there are no more.
    for _ in 0..20 {
        if has_more(&harness) {
            enter(&mut harness, MORE);
            harness.run();
        }
    }
    assert!(!has_more(&harness));
    let before = left(&harness, "Kind, Shop");
    for _ in 0..2 {
        click(&mut harness, "Sort by RTO");
        harness.run();
        assert!(said(&harness).contains("Sorted by RTO"), "{}", said(&harness));
        assert_eq!(left(&harness, "Kind, Shop"), before);
    }
    let session = harness.state().session();
    assert_eq!(session.selection(), session.subject_with_id(Table::Services, "login"));
    write_text(&mut harness, "Sign-in");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(harness.state().session().scenario().services.rows()[1].name, "Sign-in");
}

/// The RTO and the time to restart of a service, as the file has them.
fn spans(harness: &Harness<'_, App>, service: &str) -> [Option<String>; 2] {
    let rows = harness.state().session().authored().rows();
    let row = rows.services.get(service).expect("a service");
    [row.rto.clone(), row.restart.clone()]
}

#[test]
fn the_heading_of_pasted_cells_names_the_unit_of_numbers_without_one() {
    let mut harness = cells();
    let text = "Name\tRTO (h)\tRestart takes [min]\tUsers\n\
        Shop\t3\t5\tn/a\nLogin\t0.5\t90\t-\nMail\t1.5\t\t7\nChat\tn/a\tTBD\ttbd\nPost\t48 h\t2 min\t9\n";
    paste(&mut harness, text);
    assert!(said(&harness).contains("Changed rows: 3, new rows: 2"), "{}", said(&harness));
    let some = |rto: &str, restart: &str| [rto, restart].map(|span| (!span.is_empty()).then(|| span.to_owned()));
    assert_eq!(spans(&harness, "shop"), some("3h", "5m"));
    assert_eq!(spans(&harness, "login"), some("30m", "1h 30m"));
    assert_eq!(spans(&harness, "mail"), some("1h 30m", ""));
    assert_eq!(spans(&harness, "chat"), some("", ""));
    assert_eq!(spans(&harness, "post"), some("48 h", "2 min"));
    let rows = harness.state().session().authored().rows();
    let users = ["shop", "login", "mail", "chat", "post"].map(|id| rows.services.get(id).expect("a service").users);
    assert_eq!(users, [0, 0, 7, 0, 9]);
    // A single column has a heading too.
    go_to_rto(&mut harness);
    paste(&mut harness, "RTO in minutes\n90\n-\n2h\n");
    let rtos = ["shop", "login", "mail"].map(|service| spans(&harness, service)[0].clone());
    assert_eq!(rtos, [Some("1h 30m".to_owned()), None, Some("2h".to_owned())]);
    // Without a unit, a number is no duration, and it is said where the unit can stand.
    paste(&mut harness, "Name\tRTO\nShop\t3\n");
    assert!(said(&harness).contains("Line 2, RTO: “3” has no unit: write one, such as 3h"), "{}", said(&harness));
    assert_eq!(spans(&harness, "shop")[0].as_deref(), Some("1h 30m"));
}

fn has_keyboard(harness: &Harness<'_, App>) -> bool {
    harness.get_by_label("Table: Services").is_focused()
}

#[test]
fn the_table_has_the_keyboard_again_after_a_dialog() {
    let mut harness = cells();
    let dialogs: [fn(&mut Harness<'_, App>); 3] = [
        |harness| press(harness, Key::F1, Modifiers::NONE),
        |harness| press(harness, Key::Comma, Modifiers::COMMAND),
        |harness| ask(harness, [Command::Window(WindowCommand::ToggleNotes)]),
    ];
    for (number, open) in dialogs.into_iter().enumerate() {
        assert!(has_keyboard(&harness), "before dialog {number}");
        open(&mut harness);
        harness.run();
        harness.run();
        assert!(!has_keyboard(&harness), "under dialog {number}");
        press(&mut harness, Key::Escape, Modifiers::NONE);
        harness.run();
        assert!(has_keyboard(&harness), "after dialog {number}");
    }
    write_text(&mut harness, "Store");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(harness.state().session().scenario().services.rows()[0].name, "Store");
}

#[test]
fn letters_beside_the_table_are_no_keys_of_the_window() {
    let mut harness = cells();
    press(&mut harness, Key::Escape, Modifiers::NONE);
    assert!(!has_keyboard(&harness));
    let night = harness.state().is_night();
    let (reverse, speed) = (false, harness.state().session().playback().speed);
    for key in [Key::N, Key::R, Key::Num9] {
        press(&mut harness, key, Modifiers::NONE);
    }
    assert_eq!(harness.state().is_night(), night);
    let playback = harness.state().session().playback();
    assert_eq!((playback.reverse, playback.speed), (reverse, speed));
    // Without the table they are.
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    harness.run();
    press(&mut harness, Key::N, Modifiers::NONE);
    assert_ne!(harness.state().is_night(), night);
    // The keys that write nothing go on beside the table.
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    press(&mut harness, Key::Escape, Modifiers::NONE);
    harness.key_press(Key::Space);
    harness.step();
    assert!(harness.state().session().playback().playing);
}

#[test]
fn a_column_that_is_not_known_is_named_and_the_sheet_is_offered_to_the_import() {
    let mut harness = cells();
    paste(&mut harness, "System\tUsers\tData centre\nCRM\t1,200\tFrankfurt\nMail\t7\tFrankfurt\n");
    assert!(said(&harness).contains("the column “Data centre” is not known here"), "{}", said(&harness));
    assert!(!said(&harness).contains("whole number"), "the headings are no values");
    assert!(!harness.state().session().can_undo());
    click(&mut harness, "Import these cells …");
    harness.run();
    harness.run();
    assert!(harness.query_by_label("Services: 2, sites: 1, dependencies: 0").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    // The headings that the import knows are known here too.
    harness.get_by_label("Name, Shop").click();
    harness.run();
    paste(&mut harness, "System\tNumber of users\nMail\t70");
    assert_eq!(users(&harness), [300, 20, 70]);
}

#[test]
fn rows_that_are_no_neighbours_are_kept() {
    let mut harness = cells();
    harness.get_by_label("Name, Login").click();
    harness.run();
    ctrl_click(&mut harness, "Name, Mail");
    assert!(said(&harness).contains("Rows: 2"), "{}", said(&harness));
    click(&mut harness, "Keep only these");
    let session = harness.state().session();
    assert_eq!(session.authored().rows().services.keys().collect::<Vec<_>>(), ["login", "mail"]);
}

#[test]
fn services_are_selected_together_in_the_lists() {
    let mut harness = on_text(WORLD, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Select Login together with others");
    click(&mut harness, "Select Mail together with others");
    assert!(harness.query_by_label("2 selected together: Login, Mail").is_some());
    // The same with Ctrl and a click in the list at the left.
    click(&mut harness, "Select no service");
    for name in ["Login", "Mail"] {
        ctrl_click(&mut harness, name);
    }
    assert!(harness.query_by_label("2 selected together: Login, Mail").is_some());
    click(&mut harness, "Keep only these");
    let session = harness.state().session();
    assert_eq!(session.authored().rows().services.keys().collect::<Vec<_>>(), ["login", "mail"]);
}

#[test]
fn what_is_typed_wrong_stays_in_its_cell_until_it_is_mended() {
    let mut harness = cells();
    go_to_rto(&mut harness);
    write_text(&mut harness, "soon");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(value(&harness, "RTO, Shop"), "soon");
    assert!(said(&harness).contains("RTO, Shop: “soon” is not a duration"), "{}", said(&harness));
    // The next row can be edited meanwhile, and the message comes back.
    write_text(&mut harness, "4h");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(value(&harness, "RTO, Login"), "4h");
    assert!(said(&harness).contains("RTO, Shop: “soon” is not a duration"), "{}", said(&harness));
    go_to_rto(&mut harness);
    write_text(&mut harness, "2h");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(value(&harness, "RTO, Shop"), "2h");
    assert!(!said(&harness).contains("soon"), "{}", said(&harness));
    go_to_rto(&mut harness);
    press(&mut harness, Key::ArrowLeft, Modifiers::NONE);
    write_text(&mut harness, "yes");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(said(&harness).contains("or leave the cell empty if people do it"), "{}", said(&harness));
}

#[test]
fn what_is_written_over_a_wrong_cell_takes_its_text_away() {
    let mut harness = cells();
    let wrong = "is not a whole number";
    let type_wrong = |harness: &mut Harness<'_, App>, cell: &str| {
        type_into(harness, cell, "many");
        press(harness, Key::Enter, Modifiers::NONE);
        assert_eq!(value(harness, cell), "many");
    };
    type_wrong(&mut harness, "Users, Shop");
    click(&mut harness, "Users, Shop");
    paste(&mut harness, "7");
    assert_eq!((value(&harness, "Users, Shop").as_str(), users(&harness)[0]), ("7", 7));
    // The error does not come back with the next change.
    type_into(&mut harness, "Users, Login", "8");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert!(!said(&harness).contains(wrong), "{}", said(&harness));
    // What is pasted is what the scenario has.
    type_wrong(&mut harness, "Users, Login");
    click(&mut harness, "Users, Login");
    paste(&mut harness, "8");
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)[1]), ("8", 8));
    // Filled down.
    type_wrong(&mut harness, "Users, Login");
    click(&mut harness, "Users, Shop");
    press(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    press(&mut harness, Key::D, Modifiers::COMMAND);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)[1]), ("7", 7));
    // Undone: another cell is changed first, so that undo is about the document.
    type_wrong(&mut harness, "Users, Login");
    type_into(&mut harness, "Users, Mail", "9");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)), ("many", vec![7, 7, 1_000]));
    // Then that the last text was typed, and the change before it: the text that was written over is back.
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)), ("7", vec![7, 7, 1_000]));
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)), ("many", vec![7, 8, 1_000]));
    assert!(said(&harness).contains(wrong), "{}", said(&harness));
    // And the one that was typed after that, once the value is back over which it was typed.
    press(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)), ("7", vec![7, 7, 1_000]));
    press(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)), ("many", vec![7, 7, 1_000]));
    // The same value, written later, is no undo.
    type_into(&mut harness, "Users, Login", "8");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!((value(&harness, "Users, Login").as_str(), users(&harness)), ("8", vec![7, 8, 1_000]));
}

#[test]
fn delete_escape_and_undo_take_a_wrong_text_away_and_change_nothing_else() {
    let mut harness = cells();
    type_into(&mut harness, "Users, Mail", "5");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    for (key, modifiers) in
        [(Key::Delete, Modifiers::NONE), (Key::Escape, Modifiers::NONE), (Key::Z, Modifiers::COMMAND)]
    {
        type_into(&mut harness, "Users, Shop", "many");
        press(&mut harness, Key::Enter, Modifiers::NONE);
        click(&mut harness, "Users, Shop");
        assert_eq!(value(&harness, "Users, Shop"), "many");
        press(&mut harness, key, modifiers);
        assert_eq!(value(&harness, "Users, Shop"), "300", "{key:?}");
        assert_eq!(users(&harness), [300, 20, 5], "{key:?}");
        assert!(has_keyboard(&harness), "{key:?}");
        let told = "The wrong text was taken away: the cell shows again what the scenario has";
        assert!(said(&harness).contains(told), "{}", said(&harness));
    }
    // There is nothing wrong any more.
    press(&mut harness, Key::Delete, Modifiers::NONE);
    assert_eq!(users(&harness), [0, 20, 5]);
    assert!(said(&harness).contains("Cleared. Changed rows: 1"), "{}", said(&harness));
    let title = harness.state().session().undo_title().map(ToString::to_string);
    assert_eq!(title.as_deref(), Some("Clear cells"));
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(users(&harness), [300, 20, 5]);
    // What Escape and Delete have taken away comes back, and what was typed goes, one after another.
    for text in ["many", "300", "many", "300"] {
        press(&mut harness, Key::Z, Modifiers::COMMAND);
        assert_eq!((value(&harness, "Users, Shop").as_str(), users(&harness)), (text, vec![300, 20, 5]));
    }
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(users(&harness), [300, 20, 1_000]);
}

#[test]
fn a_wrong_text_that_was_taken_away_comes_back_with_undo_also_after_other_changes_and_a_save() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "cells.ron", WORLD);
    let mut harness = on(WIDE, Some(path), Setup::default());
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    // Opened again and left with Escape, the cell has what the scenario has.
    let takes_away: [fn(&mut Harness<'_, App>); 3] = [
        |harness| press(harness, Key::Delete, Modifiers::NONE),
        |harness| press(harness, Key::Escape, Modifiers::NONE),
        |harness| {
            press(harness, Key::F2, Modifiers::NONE);
            write_text(harness, "y");
            press(harness, Key::Escape, Modifiers::NONE);
        },
    ];
    for take_away in takes_away {
        type_into(&mut harness, "Users, Shop", "12x");
        press(&mut harness, Key::Enter, Modifiers::NONE);
        click(&mut harness, "Users, Shop");
        take_away(&mut harness);
        assert_eq!(value(&harness, "Users, Shop"), "300");
        type_into(&mut harness, "Users, Mail", "9");
        press(&mut harness, Key::Enter, Modifiers::NONE);
        save(&mut harness);
        press_at(&mut harness, "Undo");
        assert_eq!((value(&harness, "Users, Shop").as_str(), users(&harness)), ("300", vec![300, 20, 1_000]));
        press_at(&mut harness, "Undo");
        assert_eq!(value(&harness, "Users, Shop"), "12x");
        assert!(said(&harness).contains("Users, Shop: “12x” is not a whole number"), "{}", said(&harness));
        press_at(&mut harness, "Redo");
        assert_eq!(value(&harness, "Users, Shop"), "300");
    }
}

#[test]
fn what_is_wrong_is_told_when_it_is_saved_and_stays_while_the_table_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "cells.ron", WORLD);
    let mut harness = on(WIDE, Some(path.clone()), Setup::default());
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    type_into(&mut harness, "Users, Mail", "66");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    save(&mut harness);
    assert!(!said(&harness).contains("not in the file"), "{}", said(&harness));
    type_into(&mut harness, "Users, Shop", "many");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    // The other table has none of it, and keeps it.
    click(&mut harness, "Sites");
    harness.run();
    assert!(!said(&harness).contains("is not a whole number"), "{}", said(&harness));
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    assert!(harness.query_by_label("Table: Sites").is_none());
    save(&mut harness);
    let told = "1 field or cell has a wrong text that is not in the file: “Users, Shop”";
    assert!(said(&harness).contains(told), "{}", said(&harness));
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    show_services(&mut harness);
    assert_eq!(value(&harness, "Users, Shop"), "many");
    assert!(said(&harness).contains("is not a whole number"), "{}", said(&harness));
    // It is about this document only.
    ask(&mut harness, [Command::File(FileCommand::OpenPath(write(&folder, "other.ron", WORLD)))]);
    harness.run();
    assert_eq!(value(&harness, "Users, Shop"), "300");
}

#[test]
fn notes_about_a_row_that_is_removed_are_no_other_parts() {
    let note = "notes: [ (about: \"services.mail.users\", kind: Assumed, text: \"A guess.\") ],\n  plans:";
    let mut harness = on_text(&WORLD.replace("plans:", note), Setup::default());
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    assert_eq!(harness.state().session().authored().count(Table::Notes), 1);
    click(&mut harness, "Name, Mail");
    click(&mut harness, "Remove rows");
    assert!(said(&harness).contains("Remove Mail?"), "{}", said(&harness));
    assert!(!said(&harness).contains("Other parts"), "{}", said(&harness));
    click(&mut harness, "Yes, remove");
    assert_eq!(harness.state().session().authored().count(Table::Notes), 0);
}

#[test]
fn settings_open_while_a_cell_is_typed_into_and_the_text_is_kept() {
    let mut harness = cells();
    let languages = |harness: &Harness<'_, App>| harness.query_all_by_label("Language").count();
    let before = languages(&harness);
    type_into(&mut harness, "Users, Shop", "11");
    press(&mut harness, Key::Comma, Modifiers::COMMAND);
    harness.run();
    assert!(languages(&harness) > before);
    press(&mut harness, Key::Escape, Modifiers::NONE);
    harness.run();
    assert_eq!((languages(&harness), users(&harness)), (before, vec![11, 20, 1_000]));
    // A key of the text in the field does nothing else.
    type_into(&mut harness, "Users, Shop", "12");
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(users(&harness), [11, 20, 1_000]);
    // Ctrl with Alt writes a letter on some keyboards.
    press(&mut harness, Key::Comma, Modifiers::COMMAND | Modifiers::ALT);
    assert_eq!(languages(&harness), before);
}

#[test]
fn a_shorter_message_makes_no_room_for_more_rows() {
    let mut harness = cells();
    let bottom = |harness: &Harness<'_, App>| harness.get_by_label("Table: Services").rect().bottom();
    harness.run();
    let before = bottom(&harness);
    let _text = copied(&mut harness);
    harness.run();
    assert!(said(&harness).contains("Copied. Rows: 1"), "{}", said(&harness));
    assert!((bottom(&harness) - before).abs() < 1.0, "{before} and {}", bottom(&harness));
}

#[test]
fn messages_do_not_move_the_cells_and_undo_ends_them() {
    let mut harness = cells();
    let top = |harness: &Harness<'_, App>| harness.get_by_label("Users, Shop").rect().top();
    let before = top(&harness);
    harness.get_by_label("Users, Shop").click();
    harness.run();
    press(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    press(&mut harness, Key::D, Modifiers::COMMAND);
    assert!(said(&harness).contains("Filled down. Rows: 1"), "{}", said(&harness));
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    assert!(!said(&harness).contains("Filled down"), "{}", said(&harness));
    paste(&mut harness, "many\nfew\nlots");
    assert!(said(&harness).contains("Wrong cells: 3"), "{}", said(&harness));
    assert_eq!(top(&harness), before);
}

#[test]
fn the_names_stay_in_view_and_the_inspector_follows_the_cursor() {
    let mut harness = cells();
    let left = |harness: &Harness<'_, App>| harness.get_by_label("Name, Shop").rect().left();
    let before = left(&harness);
    press(&mut harness, Key::End, Modifiers::NONE);
    harness.run();
    assert_eq!(left(&harness), before);
    assert!(harness.get_by_label("Kind, Shop").rect().left() > before, "the last column is in view too");
    press(&mut harness, Key::ArrowDown, Modifiers::NONE);
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.selection(), session.subject_with_id(Table::Services, "login"));
    // The table opens at what is selected.
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    harness.run();
    write_text(&mut harness, "Sign-in");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(harness.state().session().scenario().services.rows()[1].name, "Sign-in");
}

#[test]
fn cells_are_filled_down_cleared_and_sorted() {
    let mut harness = cells();
    harness.get_by_label("Users, Shop").click();
    harness.run();
    press(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    press(&mut harness, Key::ArrowDown, Modifiers::SHIFT);
    press(&mut harness, Key::D, Modifiers::COMMAND);
    let users = |harness: &Harness<'_, App>| -> Vec<u64> {
        harness.state().session().scenario().services.rows().iter().map(|service| service.users).collect()
    };
    assert_eq!(users(&harness), [300, 300, 300]);
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    press(&mut harness, Key::Delete, Modifiers::NONE);
    assert_eq!(users(&harness), [0, 0, 0]);
    press(&mut harness, Key::Z, Modifiers::COMMAND);
    click(&mut harness, "Sort by Users");
    // Now the first row shown is Login, with 20. The cursor stays on Mail.
    press(&mut harness, Key::ArrowUp, Modifiers::COMMAND);
    write_text(&mut harness, "5");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(users(&harness), [300, 5, 1_000]);
    // With the keyboard, the other way round; then the cells have the keyboard again.
    enter(&mut harness, "Sort by Users");
    press(&mut harness, Key::ArrowUp, Modifiers::COMMAND);
    write_text(&mut harness, "7");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(users(&harness), [300, 5, 7], "the largest comes first");
}

#[test]
fn rows_on_which_everything_depends_are_removed_after_a_question_and_undo_brings_all_back() {
    let mut harness = cells();
    click(&mut harness, "Sites");
    harness.run();
    harness.get_by_label("Name, The hall").click();
    harness.run();
    press(&mut harness, Key::A, Modifiers::COMMAND);
    click(&mut harness, "Remove rows");
    assert!(said(&harness).contains("Shop: "), "{}", said(&harness));
    assert!(!said(&harness).contains("services.shop"), "parts have the names that people see");
    click(&mut harness, "No");
    assert_eq!(harness.state().session().authored().count(Table::Sites), 3);
    // The same with the keyboard.
    harness.run();
    press(&mut harness, Key::Delete, Modifiers::COMMAND);
    assert!(said(&harness).contains("Remove The hall, The annex, The depot?"), "{}", said(&harness));
    enter(&mut harness, "Yes, remove");
    assert_eq!(harness.state().session().authored().count(Table::Sites), 0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.authored().rows(), file::parse(WORLD.as_bytes()).expect("reads").rows());
}

#[test]
fn only_what_is_selected_is_kept_with_what_it_depends_on() {
    let mut harness = cells();
    harness.get_by_label("Name, Shop").click();
    harness.run();
    enter(&mut harness, "Keep only these");
    let session = harness.state().session();
    let rows = session.authored().rows();
    assert_eq!(rows.services.keys().collect::<Vec<_>>(), ["shop", "login"]);
    // The annex is where they run, and from the hall a hazard spreads to it.
    assert_eq!(rows.sites.keys().collect::<Vec<_>>(), ["hall", "annex"]);
    assert_eq!(session.problems(), []);
}

#[test]
fn a_hundred_thousand_rows_are_no_more_than_those_in_view() {
    let mut rows = String::new();
    for number in 0..100_000 {
        rows += &format!("\"s{number}\": (name: \"Service {number}\", on: {{ \"hall\": 1 }}),\n");
    }
    let text = WORLD.replace("\"shop\": (", &format!("{rows} \"shop\": ("));
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = on(WIDE, Some(write(&folder, "large.ron", &text)), Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    assert!(harness.query_by_label("Users, Service 0").is_some());
    press(&mut harness, Key::End, Modifiers::COMMAND);
    harness.run();
    assert!(harness.query_by_label("Users, Mail").is_some() && harness.query_by_label("Users, Service 0").is_none());
    let shown = harness.query_all_by_label_contains("Users, Service").count();
    assert!((5..200).contains(&shown), "{shown}");
}

#[test]
fn rows_are_copied_as_text_and_pasted_into_another_scenario_with_ids_that_are_free() {
    let there = file::parse(WORLD.as_bytes()).expect("reads");
    let here = there.clone();
    let site = there.position(Table::Sites, "hall").expect("a site");
    let shop = there.position(Table::Services, "shop").expect("a service");
    let text = copy_parts(&there, &[(Table::Sites, site), (Table::Services, shop)]).expect("parts");
    assert!(are_parts(&text), "{text}");
    // In the same scenario they are there already.
    let same = paste_parts(&here, &text).expect("reads");
    assert_eq!((same.added.len(), same.same.len()), (0, 3), "with the hazard of the site");
    // Where the ids mean something else, they get others, and the references follow.
    let Some(Row::Service(row)) = here.row(Table::Services, shop) else { panic!("a service") };
    let other = Service { users: 1, ..Service::clone(&row) };
    let edit = Edit::set(&here, Table::Services, shop, other).expect("there is a row");
    let (here, _) = here.apply(&edit).expect("it was made for it");
    let pasted = paste_parts(&here, &text).expect("reads");
    assert_eq!(pasted.renamed, [("shop".to_owned(), "shop-2".to_owned())]);
    let (after, _) = here.apply(&pasted.edit).expect("it was made for it");
    assert!(file::check(&after).is_ok());
    assert_eq!(after.rows().services.get("shop-2").expect("it").users, 300);
    // In an empty scenario what is not there is left out, and said.
    let empty = file::parse(
        br#"( firedrill: 1, title: "T", zone: "UTC", start: "2026-03-02 08:00", length: "1d", sites: {}, services: {} )"#,
    );
    let empty = empty.expect("reads");
    let pasted = paste_parts(&empty, &text).expect("reads");
    let left_out: Vec<String> = pasted.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(left_out, ["services.shop.needs.login", "services.shop.on.annex", "sites.hall.spreads.0"]);
    let (after, _) = empty.apply(&pasted.edit).expect("it was made for it");
    assert!(file::check(&after).is_ok(), "{:?}", file::check(&after));
}

#[test]
fn parts_are_copied_in_one_window_and_pasted_in_another_by_keyboard() {
    let mut harness = on_text(WORLD, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Shop");
    let text = copied(&mut harness);
    assert!(are_parts(&text), "{text}");
    let mut other = on_text(&WORLD.replace("users: 300", "users: 7"), Setup::default());
    other.key_press_modifiers(Modifiers::COMMAND, Key::E);
    other.run();
    paste(&mut other, &text);
    let session = other.state().session();
    assert_eq!(session.authored().rows().services.get("shop-2").expect("it").users, 300);
    assert!(said(&other).contains("shop → shop-2"), "{}", said(&other));
    paste(&mut other, "// Parts of a Firedrill scenario\n( services: oops )");
    assert!(said(&other).contains("was not pasted"), "{}", said(&other));
    paste(&mut other, "something else");
    assert!(said(&other).contains("no parts of a scenario"), "{}", said(&other));
    assert_eq!(other.state().session().authored().count(Table::Services), 4);
}

#[test]
fn what_is_written_for_a_spreadsheet_reads_the_same_again() {
    let lines = vec![vec!["a \"b\"".to_owned(), "c\td".to_owned()], vec!["e\nf".to_owned(), String::new()]];
    assert_eq!(parse_tsv(&to_tsv(&lines)), lines);
    assert_eq!(Column::On.path(), ["on"]);
}

#[test]
fn names_of_ten_thousand_letters_stay_whole_and_freeze_nothing() {
    let long = "아주 긴 이름 ".repeat(1_500);
    let text = WORLD.replace("name: \"Shop\"", &format!("name: \"{long}\"")).replace("The hall", &long);
    let mut harness = on_text(&text, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    press(&mut harness, Key::ArrowRight, Modifiers::NONE);
    press(&mut harness, Key::ArrowRight, Modifiers::NONE);
    write_text(&mut harness, "7");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    press(&mut harness, Key::A, Modifiers::COMMAND);
    assert!(copied(&mut harness).contains(long.trim()));
    click(&mut harness, "Close the table");
    let session = harness.state().session();
    assert_eq!((session.problems(), session.scenario().services.rows()[0].users), (&[][..], 7));
    assert_eq!(session.scenario().services.rows()[0].name, long);
}

#[test]
fn the_cell_with_the_cursor_is_scrolled_to_sideways_too() {
    let mut harness = cells();
    press(&mut harness, Key::End, Modifiers::COMMAND);
    harness.run();
    let (cell, table) = (harness.get_by_label("Kind, Mail").rect(), harness.get_by_label("Table: Services").rect());
    assert!(table.expand(1.0).contains_rect(cell), "{cell:?} in {table:?}");
    write_text(&mut harness, "post");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(harness.state().session().scenario().services.rows()[2].kind.as_deref(), Some("post"));
    press(&mut harness, Key::Home, Modifiers::COMMAND);
    harness.run();
    let cell = harness.get_by_label("Name, Shop").rect();
    assert!(table.expand(1.0).contains_rect(cell), "{cell:?} in {table:?}");
}

/// Saves with the keyboard. What is typed is accepted first, in a frame of its own.
fn save(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run_steps(8);
}

#[test]
fn the_table_takes_keys_again_after_a_save() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "cells.ron", WORLD);
    let mut harness = on(WIDE, Some(path.clone()), Setup::default());
    press(&mut harness, Key::T, Modifiers::COMMAND);
    harness.run();
    type_into(&mut harness, "Users, Shop", "44");
    save(&mut harness);
    assert!(std::fs::read_to_string(&path).expect("it is there").contains("users: 44"), "what is typed is saved");
    write_text(&mut harness, "5");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    harness.run();
    assert_eq!(users(&harness), [445, 20, 1_000], "the typing goes on");
    assert!(has_keyboard(&harness));
    save(&mut harness);
    assert!(has_keyboard(&harness) && !harness.state().session().is_changed());
    press(&mut harness, Key::ArrowDown, Modifiers::NONE);
    write_text(&mut harness, "7");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    harness.run();
    assert_eq!(users(&harness), [445, 20, 7]);
    // An id is another one after the save, and is typed on in the same row.
    click(&mut harness, "Id, Mail");
    write_text(&mut harness, "post");
    save(&mut harness);
    write_text(&mut harness, "-2");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    harness.run();
    assert_eq!(harness.state().session().authored().key(Table::Services, 2), Some("post-2"));
}

#[test]
fn what_the_table_says_follows_the_language_of_the_window() {
    let mut harness = cells();
    type_into(&mut harness, "Users, Shop", "many");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    harness.run();
    let args = [("text", "many"), ("most", "100,000,000,000")];
    let wrong = |language| Texts::of(language).with("sheet-not-whole", &args);
    let says = |harness: &Harness<'_, App>, language| said(harness).contains(&wrong(language));
    assert!(says(&harness, Language::English), "{}", said(&harness));
    ask(&mut harness, [Command::Window(WindowCommand::SetLanguage(Language::Korean))]);
    harness.run();
    assert!(says(&harness, Language::Korean) && !says(&harness, Language::English), "{}", said(&harness));
}

/// Replaces the number of users of a service, as a change that is made elsewhere.
fn set_users(harness: &mut Harness<'_, App>, id: &str, users: i128) {
    let authored = harness.state().session().authored();
    let index = authored.position(Table::Services, id).expect("a service");
    let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
    let row = Service { users, ..Service::clone(&row) };
    let edit = Edit::set(authored, Table::Services, index, row).expect("there is a row");
    ask(harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    harness.run();
}

fn change(harness: &mut Harness<'_, App>, edit: Edit) {
    ask(harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    harness.run();
}

#[test]
fn changes_that_are_made_while_the_table_asks_about_a_removal_stay() {
    let mut harness = cells();
    click(&mut harness, "Name, Mail");
    click(&mut harness, "Remove rows");
    click(&mut harness, "Name, Shop");
    assert!(said(&harness).contains("Remove Mail?"), "it names the row: {}", said(&harness));
    set_users(&mut harness, "shop", 77);
    paste(&mut harness, "Shop\nLogin\nMail\nPost");
    click(&mut harness, "Yes, remove");
    let authored = harness.state().session().authored();
    assert!(authored.position(Table::Services, "mail").is_none());
    assert_eq!(authored.count(Table::Services), 3, "the row that was pasted stays");
    assert_eq!(users(&harness)[0], 77);
}

#[test]
fn what_was_undone_while_the_table_asks_about_a_removal_does_not_come_back() {
    let mut harness = cells();
    set_users(&mut harness, "shop", 77);
    click(&mut harness, "Name, Mail");
    click(&mut harness, "Remove rows");
    ask(&mut harness, [Command::Edit(EditCommand::Undo)]);
    harness.run();
    click(&mut harness, "Yes, remove");
    assert_eq!(users(&harness), [300, 20]);
}

#[test]
fn the_question_about_a_removal_follows_new_ids_and_closes_when_its_row_is_gone() {
    let mut harness = cells();
    click(&mut harness, "Name, Login");
    click(&mut harness, "Remove rows");
    let authored = harness.state().session().authored();
    let index = authored.position(Table::Services, "login").expect("a service");
    let edit = Edit::rename(authored, Table::Services, index, "sign-in").expect("it is free");
    change(&mut harness, edit);
    let edit = Edit::remove(harness.state().session().authored(), Table::Services, 0).expect("it is there").edit;
    change(&mut harness, edit);
    assert!(said(&harness).contains("Remove Login?"), "{}", said(&harness));
    assert!(said(&harness).contains("The scenario has changed since this question was asked."), "{}", said(&harness));
    assert!(!said(&harness).contains("Other parts"), "nothing depends on it any more: {}", said(&harness));
    let edit = Edit::remove(harness.state().session().authored(), Table::Services, 0).expect("it is there").edit;
    change(&mut harness, edit);
    assert!(harness.query_by_label("Yes, remove").is_none(), "{}", said(&harness));
    assert_eq!(users(&harness), [1_000]);
}

#[test]
fn what_is_pasted_twice_in_one_slow_frame_is_all_there() {
    let mut harness = cells();
    click(&mut harness, "Users, Shop");
    let down = pressed(Key::ArrowDown);
    slow_frame(&mut harness, [Event::Paste("11".to_owned()), down, Event::Paste("12".to_owned())]);
    for _ in 0..4 {
        harness.run();
    }
    assert_eq!(users(&harness), [11, 12, 1_000]);
}

#[test]
fn of_two_changes_in_one_frame_the_second_takes_nothing_of_the_first_back() {
    let refused = "The scenario was changed in the meantime";
    let title = |harness: &Harness<'_, App>| harness.state().notice().map(|notice| notice.title.clone());
    let users_of_mail = |harness: &Harness<'_, App>, users: i128| {
        let authored = harness.state().session().authored();
        let Some(Row::Service(row)) = authored.row(Table::Services, 2) else { panic!("a service") };
        let row = Service { users, ..Service::clone(&row) };
        Edit::set(authored, Table::Services, 2, row).expect("there is a row")
    };
    let command = |edit: Edit| Command::Edit(EditCommand::Change(edit.into()));
    // Both were made for what the window shows before the frame.
    let mut harness = cells();
    let only = Edit::keep_only(harness.state().session().authored(), &[(Table::Services, 0)]).edit;
    for edit in [users_of_mail(&harness, 77), only] {
        harness.state_mut().ask(command(edit));
    }
    harness.run();
    assert_eq!((users(&harness), title(&harness).as_deref()), (vec![300, 20, 77], Some(refused)));
    // So it is with a button that is pressed in the frame of another change. What it would have said is not said.
    let mut harness = cells();
    click(&mut harness, "Name, Shop");
    let edit = users_of_mail(&harness, 77);
    let pos = harness.get_all_by_label("Keep only these").next().expect("a button").rect().center();
    harness.event(Event::PointerMoved(pos));
    harness.run();
    harness.state_mut().ask(command(edit));
    let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
    slow_frame(&mut harness, [true, false].map(|pressed| Event::PointerButton { pos, button, pressed, modifiers }));
    harness.run();
    assert_eq!((users(&harness), title(&harness).as_deref()), (vec![300, 20, 77], Some(refused)));
    assert!(!said(&harness).contains("Kept."), "{}", said(&harness));
    // Undo in the frame of a change is not taken back either.
    let mut harness = cells();
    set_users(&mut harness, "shop", 5);
    let only = Edit::keep_only(harness.state().session().authored(), &[(Table::Services, 2)]).edit;
    for command in [Command::Edit(EditCommand::Undo), command(only)] {
        harness.state_mut().ask(command);
    }
    harness.run();
    assert_eq!((users(&harness), title(&harness).as_deref()), (vec![300, 20, 1_000], Some(refused)));
    // What changes other rows is made too.
    let mut harness = cells();
    let first = users_of_mail(&harness, 77);
    let authored = harness.state().session().authored();
    let second = Edit::rename(authored, Table::Services, 1, "sign-in").expect("it is free");
    for edit in [first, second] {
        harness.state_mut().ask(command(edit));
    }
    harness.run();
    assert_eq!(users(&harness), [300, 20, 77]);
    assert!(harness.state().session().authored().position(Table::Services, "sign-in").is_some());
}

#[test]
fn what_is_typed_in_the_frame_of_a_click_elsewhere_does_not_go_into_the_table() {
    let mut harness = cells();
    click(&mut harness, "Users, Mail");
    harness.run();
    let fields = harness.get_all_by_label("Users").map(|node| node.rect());
    let pos = fields.max_by(|a, b| a.left().total_cmp(&b.left())).expect("a field of the form").center();
    harness.event(Event::PointerMoved(pos));
    harness.run();
    let button = |down| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed: down,
        modifiers: Modifiers::NONE,
    };
    let all =
        Event::Key { key: Key::A, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
    slow_frame(&mut harness, [button(true), button(false), all, Event::Text("333".to_owned())]);
    for _ in 0..4 {
        harness.run();
    }
    press(&mut harness, Key::Enter, Modifiers::NONE);
    assert_eq!(users(&harness), [300, 20, 333], "it is for the field that was clicked");
    assert!(harness.state().session().problems().is_empty());
}

#[test]
fn an_emptied_cell_for_a_number_is_left_out_of_the_file_and_that_is_told() {
    let mut harness = cells();
    let empty = |harness: &mut Harness<'_, App>, cell: &str| {
        type_into(harness, cell, "5");
        press(harness, Key::Backspace, Modifiers::NONE);
        press(harness, Key::Enter, Modifiers::NONE);
    };
    empty(&mut harness, "Users, Shop");
    assert_eq!((value(&harness, "Users, Shop").as_str(), users(&harness)), ("0", vec![0, 20, 1_000]));
    let told = "Users, Shop is left out of the file: the default is 0";
    assert!(said(&harness).contains(told), "{}", said(&harness));
    // It has the default already, and loses only what is wrong in it.
    type_into(&mut harness, "Users, Shop", "many");
    press(&mut harness, Key::Enter, Modifiers::NONE);
    let steps = harness.state().session().undo_steps();
    empty(&mut harness, "Users, Shop");
    assert_eq!((value(&harness, "Users, Shop").as_str(), harness.state().session().undo_steps()), ("0", steps));
    assert!(said(&harness).contains(told), "{}", said(&harness));
    empty(&mut harness, "Servers needed at the peak, Shop");
    let service = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().services.get("shop").expect("a service").clone()
    };
    assert_eq!(service(&harness).load, None);
    let told = "Servers needed at the peak, Shop is left out of the file";
    assert!(said(&harness).contains(told) && !said(&harness).contains("the default is"), "{}", said(&harness));
    // So are cells that are cleared.
    click(&mut harness, "Users, Login");
    press(&mut harness, Key::Delete, Modifiers::NONE);
    assert_eq!(users(&harness), [0, 0, 1_000]);
    let told = "Cleared. Changed rows: 1. They are left out of the file, so the defaults hold: Users 0";
    assert!(said(&harness).contains(told), "{}", said(&harness));
    click(&mut harness, "Sites");
    harness.run();
    empty(&mut harness, "Latitude, The depot");
    assert!(said(&harness).contains("The depot has no position any more"), "{}", said(&harness));
    assert_eq!(value(&harness, "Longitude, The depot"), "");
}
