//! What lies over the panels gives way: cards with help, tooltips and menus to dialogs and questions, and menus to a choice.

use egui::{Key, Modifiers, Popup, Rect, Role, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::model::Act;
use firedrill::session::{Command, FileCommand, PlanCommand};

use crate::support::SMALL;
use crate::support::window::{WIDE, ask, click, on_text, painted, press, wheel, window};

/// Makes an unsaved change: a site is struck.
fn strike(harness: &mut Harness<'_, App>) {
    let site = harness.state().session().scenario().sites.ids().next().expect("a site");
    ask(harness, [Command::Plan(PlanCommand::Do(Act::Strike { site, hazard: None }))]);
    assert!(harness.state().session().is_changed());
}

#[test]
fn a_message_over_the_table_leaves_its_buttons_and_headings_free_and_goes_with_the_next_change() {
    let mut harness = on_text(SMALL, Setup::default());
    harness.set_size([1366.0, 768.0].into());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    ask(&mut harness, [Command::File(FileCommand::Duplicate)]);
    assert_eq!(harness.state().notice().map(|notice| notice.title.as_str()), Some("This is a copy of Small world"));
    let message = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("notice"))).expect("it is drawn");
    for name in ["Add a row", "Close the table", "Sort by Users"] {
        let rect = harness.get_by_label(name).rect();
        assert!(!message.intersects(rect), "{name} at {rect:?} is under {message:?}");
    }
    strike(&mut harness);
    assert!(harness.state().notice().is_none());
}

#[test]
fn the_last_row_of_the_table_can_be_brought_above_a_message() {
    let more: String = (0..40).map(|number| format!("\"more-{number}\": (name: \"More {number}\"),\n")).collect();
    let text = SMALL.replacen("  services: {\n", &format!("  services: {{\n{more}"), 1);
    let mut harness = on_text(&text, Setup::default());
    harness.set_size([1366.0, 768.0].into());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    harness.run();
    ask(&mut harness, [Command::File(FileCommand::Duplicate)]);
    let message = |harness: &Harness<'_, App>| {
        let rect = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("notice")));
        rect.filter(|_| harness.state().notice().is_some()).expect("it is drawn")
    };
    let is_free = |harness: &Harness<'_, App>| {
        let last = harness.get_by_label("Name, Upbit").rect();
        assert!(last.bottom() <= message(harness).top() + 1.0, "{last:?} is under {:?}", message(harness));
    };
    // With the keyboard.
    click(&mut harness, "Users, More 0");
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    harness.run();
    is_free(&harness);
    // With the wheel.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.run();
    harness.run();
    assert!(harness.query_by_label("Name, Upbit").is_none(), "the first rows are in view");
    let cell = harness.get_by_label("Users, More 1").rect();
    harness.hover_at(cell.center());
    for _ in 0..20 {
        harness.event(wheel(-100.0, Modifiers::NONE));
        harness.run_steps(6);
    }
    is_free(&harness);
}

/// The person closes the window, which asks what to do with the unsaved change.
fn close(harness: &mut Harness<'_, App>) {
    let viewport = harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    viewport.events.push(ViewportEvent::Close);
    harness.step();
    let commands: Vec<ViewportCommand> =
        harness.output().viewport_output.values().flat_map(|output| output.commands.clone()).collect();
    assert!(commands.contains(&ViewportCommand::CancelClose), "{commands:?}");
    harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    harness.run();
    assert!(harness.state().notice().is_some_and(|notice| notice.is_question));
}

/// Opens the settings, or closes them.
fn settings(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run();
}

/// Rests the pointer here until help is shown.
fn rest_at(harness: &mut Harness<'_, App>, rect: Rect) {
    harness.hover_at(rect.center());
    harness.run_steps(8);
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    painted(harness).iter().any(|text| text == words)
}

#[test]
fn the_help_of_a_field_goes_while_a_question_or_a_dialog_is_open() {
    const HELP: &str = "How many people use the service.";
    let mut harness = on_text(SMALL, Setup::default());
    strike(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    click(&mut harness, "Upbit");
    let users = |harness: &Harness<'_, App>| {
        let mut named = harness.get_all_by_label("Users");
        named.find(|node| node.accesskit_node().role() == Role::SpinButton).expect("a field").rect()
    };
    let rect = users(&harness);
    rest_at(&mut harness, rect);
    assert!(shows(&harness, HELP));
    close(&mut harness);
    harness.run_steps(4);
    assert!(!shows(&harness, HELP), "it would lie over the question");
    click(&mut harness, "Cancel");
    let rect = users(&harness);
    rest_at(&mut harness, rect);
    assert!(shows(&harness, HELP), "it is there again");
    settings(&mut harness);
    harness.run_steps(4);
    assert!(!shows(&harness, HELP), "it would lie over the settings");
    press(&mut harness, Key::Escape);

    // The same while the field has the keyboard.
    let named = harness.get_all_by_label("Users");
    named.filter(|node| node.accesskit_node().role() == Role::SpinButton).for_each(|node| node.focus());
    harness.run();
    assert!(shows(&harness, HELP));
    settings(&mut harness);
    assert!(!shows(&harness, HELP), "the keyboard is still in the field");
}

#[test]
fn a_tooltip_goes_when_a_question_or_a_dialog_is_opened() {
    const HINT: &str = "Choose another scenario";
    let mut harness = window(WIDE);
    strike(&mut harness);
    let title = |harness: &Harness<'_, App>| harness.get_by_label("Scenarios: Kakao, October 2022").rect();
    for opens_dialog in [true, false] {
        let rect = title(&harness);
        rest_at(&mut harness, rect);
        assert!(shows(&harness, HINT));
        if opens_dialog {
            settings(&mut harness);
        } else {
            close(&mut harness);
        }
        harness.run_steps(4);
        assert!(!shows(&harness, HINT), "dialog: {opens_dialog}");
        press(&mut harness, Key::Escape);
    }
    let rect = title(&harness);
    harness.hover_at(rect.center() + egui::vec2(0.0, 200.0));
    harness.run();
    rest_at(&mut harness, rect);
    assert!(shows(&harness, HINT), "it is there again");
}

#[test]
fn a_menu_is_closed_when_a_question_or_a_dialog_is_opened_so_that_escape_closes_that() {
    let mut harness = window(WIDE);
    strike(&mut harness);
    for opens_dialog in [true, false] {
        click(&mut harness, "File");
        assert!(Popup::is_any_open(&harness.ctx));
        if opens_dialog {
            settings(&mut harness);
        } else {
            close(&mut harness);
        }
        harness.run();
        assert!(!Popup::is_any_open(&harness.ctx), "dialog: {opens_dialog}");
        let is_open = |harness: &Harness<'_, App>| {
            harness.query_by_label("Reduced").is_some() || harness.state().notice().is_some()
        };
        assert!(is_open(&harness));
        press(&mut harness, Key::Escape);
        assert!(!is_open(&harness), "dialog: {opens_dialog}");
    }
}

/// Gives the keyboard to the widget in whose name this is, to that drawn last if there are several, and presses Enter.
fn enter(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_all_by_label_contains(name).last().unwrap_or_else(|| panic!("{name} is there")).focus();
    harness.run();
    press(harness, Key::Enter);
}

#[test]
fn a_menu_is_closed_when_an_entry_is_chosen_with_a_key() {
    let mut harness = window(WIDE);
    click(&mut harness, "Compare");
    enter(&mut harness, "Choose...");
    assert!(Popup::is_any_open(&harness.ctx));
    enter(&mut harness, "Plan: As it happened");
    assert!(harness.state().session().baseline().is_some());
    assert!(!Popup::is_any_open(&harness.ctx));
}

#[test]
fn a_menu_stays_open_when_an_entry_with_a_further_menu_is_chosen_with_a_key() {
    let mut harness = window(WIDE);
    let is_on_map = |node: &egui_kittest::Node<'_>| node.rect().left() > 300.0 && node.rect().right() < 1_000.0;
    harness.get_all_by_label("Anyang").find(is_on_map).expect("a ring").click_secondary();
    harness.run();
    assert!(Popup::is_any_open(&harness.ctx));
    enter(&mut harness, "Other hazards");
    assert!(Popup::is_any_open(&harness.ctx));
    enter(&mut harness, "Power failure");
    assert!(!Popup::is_any_open(&harness.ctx), "the choice closes both");
    assert_eq!(harness.state().session().plan().actions.len(), 1);
}

#[test]
fn a_popup_with_fields_stays_open_when_something_in_it_is_chosen_with_a_key() {
    let mut harness = window(WIDE);
    enter(&mut harness, "All plans");
    assert!(Popup::is_any_open(&harness.ctx));
    enter(&mut harness, "Rename: Untouched");
    assert!(Popup::is_any_open(&harness.ctx) && harness.query_all_by_label("Name of the plan").count() > 0);
}
