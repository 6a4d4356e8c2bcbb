//! The gestures of the editor: dependencies are drawn, servers and sites are dragged, curves and orders are changed with the pointer. Each has a
//! way by keyboard or by a list, which is tried beside it.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, LongWork, Setup};
use firedrill::file::edit::{Edit, Row, Table};
use firedrill::file::schema::{Service, Site};
use firedrill::session::{Command, EditCommand, WindowCommand};

use crate::editor::type_in;
use crate::support::window::{self, ask, click, enter, enter_last, on_text, painted, press, write};

/// Two halls and a depot with three services.
pub const WORLD: &str = r#"(
  firedrill: 2, title: "Two halls", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "cut": (name: "A cut", kind: Power, spread: [("0s", 1.0)], out: "2h", repair: [("1h", 0.5), ("2h", 0.0)]) },
  sites: {
    "hall": (name: "The hall", at: (52.5, 13.0), hazard: "cut", restore: ["shop", "pay"]),
    "annex": (name: "The annex", at: (51.5, 15.0), hazard: "cut"),
    "depot": (name: "The depot", at: (53.5, 15.0), hazard: "cut"),
  },
  services: {
    "shop": (name: "Shop", company: "firm", users: 20000, on: { "hall": 12 }, needs: { "stock": (weight: 0.5) }),
    "pay": (name: "Payment", company: "firm", users: 5000, on: { "hall": 4 }),
    "stock": (name: "Stock", company: "firm", on: { "annex": 4 }),
  },
  companies: { "firm": (name: "The firm") },
  reaction: (worst: 0.1, half: 0.3, memory: 5.0, overshoot: 0.5, rise: "5m", fade: "30m"),
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)"#;

/// The editor with two halls and a depot.
pub fn editor() -> Harness<'static, App> {
    let mut harness = on_text(WORLD, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness
}

/// The button with this name that is in the middle of the window: on the map or in the dependency view.
pub fn in_the_middle(harness: &Harness<'_, App>, name: &str) -> Pos2 {
    let all = harness.get_all_by_label(name).map(|node| node.rect().center());
    let mut found = all.filter(|at| (300.0..1080.0).contains(&at.x) && at.y < 540.0);
    found.next().unwrap_or_else(|| panic!("{name} is not in the middle"))
}

/// Drags from one place to another, and does not let go.
pub fn drag_over(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(2);
    for share in [0.2, 0.6, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.run_steps(2);
    }
}

fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    harness.event(egui::Event::ModifiersChanged(modifiers));
    harness.run_steps(1);
    drag_over(harness, from, to);
    harness.drop_at(to);
    harness.run_steps(2);
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
}

fn needs(harness: &Harness<'_, App>, service: &str) -> Vec<String> {
    let rows = harness.state().session().authored().rows();
    rows.services.get(service).expect("a service").needs.keys().map(str::to_owned).collect()
}

fn on(harness: &Harness<'_, App>, service: &str) -> Vec<(String, i128)> {
    harness.state().session().authored().rows().services.get(service).expect("a service").on.0.clone()
}

fn site(harness: &Harness<'_, App>, key: &str) -> Site {
    harness.state().session().authored().rows().sites.get(key).expect("a site").clone()
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
}

#[test]
fn a_dependency_is_drawn_from_one_service_to_another_and_changed_at_its_line() {
    let mut harness = editor();
    press(&mut harness, Key::G);
    let (shop, pay) = (in_the_middle(&harness, "Shop"), in_the_middle(&harness, "Payment"));
    drag(&mut harness, shop, pay, Modifiers::NONE);
    assert_eq!(needs(&harness, "shop"), ["stock", "pay"]);
    let title = harness.state().session().undo_title().map(ToString::to_string);
    assert_eq!(title.as_deref(), Some("Shop depends on Payment"));

    click_line(&mut harness, "Shop", "Stock");
    type_in(&mut harness, "Weight", "0.25");
    press(&mut harness, Key::Enter);
    let weight = |harness: &Harness<'_, App>| {
        let rows = harness.state().session().authored().rows();
        rows.services.get("shop").and_then(|shop| shop.needs.0.first().map(|(_, need)| need.weight))
    };
    assert_eq!(weight(&harness), Some(0.25));
    click(&mut harness, "Remove the dependency");
    assert_eq!(needs(&harness, "shop"), ["pay"]);
    assert!(harness.query_by_label("Shop depends on Stock").is_none());

    // The same with the keyboard, in the list of the form.
    enter(&mut harness, "Shop");
    enter(&mut harness, "Remove Payment");
    enter(&mut harness, "Add to the dependencies");
    enter_last(&mut harness, "Payment");
    assert_eq!(needs(&harness, "shop"), ["pay"]);
    for _ in 0..3 {
        undo(&mut harness);
    }
    assert_eq!(needs(&harness, "shop"), ["stock", "pay"]);
    enter(&mut harness, "Dependencies, Stock");
    type_in(&mut harness, "Weight", "0.75");
    assert_eq!(weight(&harness), Some(0.75));
}

/// Clicks the line between two services of the dependency view, which opens the fields of the dependency.
fn click_line(harness: &mut Harness<'_, App>, user: &str, needed: &str) {
    // The line begins above the box of the service that is needed, and ends below that of its user.
    let (from, to) = (in_the_middle(harness, user), in_the_middle(harness, needed));
    let middle = from + (to - from) / 2.0;
    harness.hover_at(middle);
    harness.run();
    harness.drag_at(middle);
    harness.drop_at(middle);
    harness.run();
    let title = format!("{user} depends on {needed}");
    assert!(harness.query_by_label(&title).is_some(), "its fields are open");
}

#[test]
fn what_is_typed_in_the_fields_of_a_dependency_while_a_change_is_computed_is_kept() {
    // With so many actions every change is computed beside the window.
    let minutes = "(at: \"10:00\", do: Log(title: \"A minute\")), ".repeat(1_001);
    let plans = format!(") ]),\n    (name: \"Minutes\", actions: [ {minutes} ]) ],\n)");
    let text = WORLD.replace(") ]) ],\n)", &plans);
    let text = text.replace("\"stock\": (weight: 0.5)", "\"stock\": (weight: 0.5), \"pay\": (weight: 1.0)");
    let folder = tempfile::tempdir().expect("a folder");
    let setup = Setup { long_work: LongWork::WhenTold, ..Setup::default() };
    let mut harness = window::on(window::WIDE, Some(write(&folder, "halls.ron", &text)), setup);
    let work = |harness: &mut Harness<'_, App>| {
        harness.state_mut().work();
        harness.run();
    };
    work(&mut harness);
    assert_eq!(harness.state().session().plans().len(), 2, "{:?}", harness.state().notice());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    press(&mut harness, Key::G);
    click_line(&mut harness, "Shop", "Stock");
    type_in(&mut harness, "Weight", "0.25");
    assert!(harness.state().is_working());
    type_in(&mut harness, "Tolerates", "5m");
    type_in(&mut harness, "Weight", "0.75");
    let refused = harness.state().notice().filter(|notice| notice.title == "Something else is still being computed");
    assert!(refused.is_none(), "{refused:?}");
    // Its fields are not shown any more, and the service is not the one in the form of the editor.
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::G);
    assert!(harness.query_by_label("Shop depends on Stock").is_none());
    for _ in 0..4 {
        work(&mut harness);
    }
    assert!(!harness.state().is_working());
    let rows = harness.state().session().authored().rows();
    let need = rows.services.get("shop").and_then(|shop| shop.needs.0.first()).map(|(_, need)| need.clone());
    let need = need.expect("it still depends on it");
    assert_eq!((need.weight, need.grace.as_deref()), (0.75, Some("5m")));
}

#[test]
fn a_cycle_is_told_while_it_is_drawn() {
    let mut harness = editor();
    press(&mut harness, Key::G);
    let (stock, shop) = (in_the_middle(&harness, "Stock"), in_the_middle(&harness, "Shop"));
    drag_over(&mut harness, stock, shop);
    let told = painted(&harness);
    assert!(told.iter().any(|text| text.contains("that is a cycle, because Shop depends on Stock")), "{told:?}");
    assert_eq!(needs(&harness, "stock"), [""; 0], "nothing is made before the pointer is released");
    harness.drop_at(shop);
    harness.run();
    assert_eq!(needs(&harness, "stock"), ["shop"], "it is told, not refused: a scenario may be about it");
}

#[test]
fn the_chip_of_a_service_is_dragged_to_another_site_and_its_servers_move() {
    let mut harness = editor();
    let (chip, annex) = (in_the_middle(&harness, "Payment"), in_the_middle(&harness, "The annex"));
    drag(&mut harness, chip, annex, Modifiers::NONE);
    assert_eq!(on(&harness, "pay"), [("annex".to_owned(), 4)]);
    let title = harness.state().session().undo_title().map(ToString::to_string);
    assert_eq!(title.as_deref(), Some("Move 4 servers of Payment to The annex"));
    undo(&mut harness);
    assert_eq!(on(&harness, "pay"), [("hall".to_owned(), 4)]);
    let (chip, annex) = (in_the_middle(&harness, "Payment"), in_the_middle(&harness, "The annex"));
    drag(&mut harness, chip, annex, Modifiers::COMMAND);
    assert_eq!(on(&harness, "pay"), [("hall".to_owned(), 4), ("annex".to_owned(), 4)], "with Ctrl a copy");
    undo(&mut harness);

    // The same with the keyboard, in the form: the site is added with its servers, and the other one removed.
    enter(&mut harness, "Payment");
    enter(&mut harness, "Add to the servers");
    enter_last(&mut harness, "The annex");
    enter(&mut harness, "Remove The hall");
    assert_eq!(on(&harness, "pay"), [("annex".to_owned(), 10)]);
}

#[test]
fn servers_at_other_sites_stay_where_they_are_and_this_is_said() {
    let text = WORLD.replace("on: { \"hall\": 4 }", "on: { \"hall\": 40, \"depot\": 1 }");
    let mut harness = on_text(&text, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    let (chip, annex) = (in_the_middle(&harness, "Payment"), in_the_middle(&harness, "The annex"));
    drag_over(&mut harness, chip, annex);
    let words = "Move 40 servers of Payment to The annex; 1 server at another site stays";
    let told = painted(&harness);
    assert!(told.iter().any(|text| text.starts_with(words)), "{told:?}");
    harness.drop_at(annex);
    harness.run();
    assert_eq!(on(&harness, "pay"), [("annex".to_owned(), 40), ("depot".to_owned(), 1)]);
    let title = harness.state().session().undo_title().map(ToString::to_string);
    assert_eq!(title.as_deref(), Some("Move 40 servers of Payment to The annex"));
}

#[test]
fn several_sites_are_selected_and_moved_copied_and_removed_together() {
    let mut harness = editor();
    let [annex, depot] = ["The annex", "The depot"].map(|name| in_the_middle(&harness, name));
    // A rubber band with Shift around both.
    let band = egui::Rect::from_two_pos(annex, depot).expand(24.0);
    drag(&mut harness, band.left_top(), band.right_bottom(), Modifiers::SHIFT);
    assert_eq!(harness.state().session().picked().len(), 2);
    let before = [site(&harness, "annex").at, site(&harness, "depot").at].map(|at| at.expect("on the map"));
    drag(&mut harness, annex, annex + vec2(30.0, 0.0), Modifiers::NONE);
    let after = [site(&harness, "annex").at, site(&harness, "depot").at].map(|at| at.expect("on the map"));
    let moved = [0, 1].map(|index| after[index].1 - before[index].1);
    assert!(moved[0] > 0.1 && (moved[0] - moved[1]).abs() < 1e-3, "{moved:?}");
    let title = harness.state().session().undo_title().map(ToString::to_string);
    assert_eq!(title.as_deref(), Some("Move 2 sites"));
    undo(&mut harness);

    // Without the pointer: in the list of sites.
    enter(&mut harness, "Select none");
    enter(&mut harness, "Select The annex together with others");
    for one in ["1 selected: The annex", "Move it", "Copy it", "Remove it"] {
        assert!(harness.query_by_label(one).is_some(), "{one}: {:?}", painted(&harness));
    }
    enter(&mut harness, "Select The depot together with others");
    assert_eq!(harness.state().session().picked().len(), 2);
    type_in(&mut harness, "Degrees to the north", "1");
    press(&mut harness, Key::Enter);
    enter(&mut harness, "Move them");
    assert_eq!(site(&harness, "annex").at, Some((52.5, 15.0)));
    assert_eq!(site(&harness, "depot").at, Some((54.5, 15.0)));
    enter(&mut harness, "Copy them");
    let session = harness.state().session();
    assert_eq!(session.authored().count(Table::Sites), 5);
    assert_eq!(session.authored().key(Table::Sites, 3), Some("annex-2"));
    enter(&mut harness, "Remove them");
    let told = painted(&harness).join("\n");
    assert!(told.contains("Stock: Servers, The annex"), "{told}");
    assert!(told.contains(" on them.") && told.contains("Removed with them:"), "two sites: {told}");
    enter(&mut harness, "Yes, remove");
    assert_eq!(harness.state().session().authored().count(Table::Sites), 3);
    undo(&mut harness);
    assert_eq!(on(&harness, "stock").len(), 1, "undo brings all back");
}

#[test]
fn shift_and_a_click_select_sites_together() {
    let mut harness = editor();
    let at = |harness: &Harness<'_, App>, name: &str| in_the_middle(harness, name);
    for name in ["The annex", "The depot"] {
        let at = at(&harness, name);
        harness.hover_at(at);
        harness.run();
        harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
        harness.run_steps(1);
        harness.event(button(at, true));
        harness.event(button(at, false));
        harness.run();
        harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
        harness.run();
    }
    assert_eq!(harness.state().session().picked().len(), 2);
}

const fn button(pos: Pos2, pressed: bool) -> egui::Event {
    egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::SHIFT }
}

#[test]
fn a_point_of_a_hazard_is_dragged_or_moved_with_the_arrow_keys() {
    let mut harness = editor();
    harness.get_by_label_contains("Hazards (1)").click();
    harness.run();
    click(&mut harness, "A cut");
    let hazard = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().hazards.get("cut").expect("a hazard").clone()
    };
    let at = harness.get_by_label("Power returns, point 1").rect().center();
    drag(&mut harness, at, at - vec2(0.0, 16.0), Modifiers::NONE);
    assert!(hazard(&harness).repair[0].1 > 0.6, "{:?}", hazard(&harness));
    assert_eq!(harness.state().session().problems(), []);
    undo(&mut harness);
    assert_eq!(hazard(&harness).repair[0], ("1h".to_owned(), 0.5), "a drag is one step");
    harness.get_by_label("Power returns, point 1").focus();
    harness.run();
    press(&mut harness, Key::ArrowUp);
    assert_eq!(hazard(&harness).repair[0].1, 0.51);
    press(&mut harness, Key::ArrowRight);
    let after = hazard(&harness).repair[0].0.clone();
    assert!(after != "1h" && after.starts_with("1h"), "{after}");
    // A point stays between its neighbours.
    for _ in 0..200 {
        harness.key_press(Key::ArrowRight);
        harness.run_steps(1);
    }
    harness.run();
    assert_eq!(harness.state().session().problems(), [], "{:?}", hazard(&harness));
}

#[test]
fn the_demand_by_hour_is_dragged_as_bars() {
    let mut harness = editor();
    click(&mut harness, "Shop");
    let all = harness.get_all_by_label("Demand changes by the hour");
    all.into_iter().find(|node| node.accesskit_node().role() == Role::CheckBox).expect("a box").click_accesskit();
    harness.run();
    harness.get_by_label("Demand by hour as bars").scroll_to_me();
    harness.run();
    let plot = harness.get_by_label("Demand by hour as bars").rect();
    let middle = plot.center();
    drag(&mut harness, pos2(plot.left() + 12.0, middle.y), pos2(plot.right() - 12.0, middle.y), Modifiers::NONE);
    let day = |harness: &Harness<'_, App>| {
        harness.state().session().authored().rows().services.get("shop").and_then(|shop| shop.day.clone())
    };
    assert_eq!(day(&harness), Some(vec![0.5; 24]), "no hour is left out");
    type_in(&mut harness, "Demand at 3:00", "0.25");
    assert_eq!(day(&harness).map(|day| day[3]), Some(0.25));
}

#[test]
fn an_order_is_dragged_or_moved_with_its_buttons() {
    let mut harness = editor();
    click(&mut harness, "The hall");
    let up = "Move number 2 of “Order of restoration” up";
    harness.get_by_label(up).scroll_to_me();
    harness.run();
    let row = |harness: &Harness<'_, App>, number: usize| {
        let grip = format!("Drag number {number} of “Order of restoration” to another place");
        harness.get_by_label(&grip).rect().center()
    };
    let (second, first) = (row(&harness, 2), row(&harness, 1));
    drag(&mut harness, second, first, Modifiers::NONE);
    assert_eq!(site(&harness, "hall").restore, ["pay", "shop"]);
    enter(&mut harness, up);
    assert_eq!(site(&harness, "hall").restore, ["shop", "pay"]);
}

#[test]
fn the_reaction_of_the_market_is_seen_as_the_curve_that_it_makes() {
    let mut harness = editor();
    click(&mut harness, "The scenario");
    let curve = |harness: &Harness<'_, App>| {
        let node = harness.get_by_label_contains("After an outage of everything for one day");
        assert_eq!(node.accesskit_node().role(), Role::Image);
        node.accesskit_node().label()
    };
    let before = curve(&harness);
    type_in(&mut harness, "Largest fall", "0.3");
    assert_ne!(curve(&harness), before);
}

#[test]
fn a_number_that_is_left_out_is_not_shown_as_one() {
    let mut harness = editor();
    click(&mut harness, "The scenario");
    let population = |harness: &Harness<'_, App>| harness.state().session().authored().rows().population;
    assert!(painted(&harness).iter().any(|text| text == "not set"));
    let is_button = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Button;
    harness.get_all_by_label("Population").find(is_button).expect("a button").click();
    harness.run();
    assert_eq!(population(&harness), Some(1_000_000));
    type_in(&mut harness, "Population", "250,000");
    press(&mut harness, Key::Enter);
    assert_eq!(population(&harness), Some(250_000), "digits may be grouped, as they are shown");
    click(&mut harness, "Leave out");
    assert_eq!(population(&harness), None);
}

/// Changes the users of Shop, as another program or another part of the window does.
fn change_shop(harness: &mut Harness<'_, App>) {
    let authored = harness.state().session().authored();
    let index = authored.position(Table::Services, "shop").expect("a service");
    let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
    let row = Service { users: 123, ..Service::clone(&row) };
    let edit = Edit::set(authored, Table::Services, index, row).expect("there is a row");
    ask(harness, [Command::Edit(EditCommand::Change(edit.into()))]);
}

fn shop_users(harness: &Harness<'_, App>) -> Option<i128> {
    harness.state().session().authored().rows().services.get("shop").map(|row| row.users)
}

#[test]
fn changes_that_are_made_while_the_editor_asks_about_a_removal_stay() {
    // In the form of a row, for the sites of the map, and for the services of the list.
    let questions = [
        (Table::Services, vec!["pay".to_owned()]),
        (Table::Sites, vec!["annex".to_owned(), "depot".to_owned()]),
        (Table::Services, vec!["pay".to_owned(), "stock".to_owned()]),
    ];
    for (table, keys) in questions {
        let mut harness = editor();
        ask(&mut harness, [Command::Window(WindowCommand::AskToRemove(table, keys.clone()))]);
        harness.run();
        change_shop(&mut harness);
        harness.run();
        click(&mut harness, "Yes, remove");
        let authored = harness.state().session().authored();
        assert!(keys.iter().all(|key| authored.position(table, key).is_none()), "{keys:?}");
        assert_eq!(shop_users(&harness), Some(123), "{keys:?}");
        undo(&mut harness);
        assert_eq!(shop_users(&harness), Some(123), "{keys:?}: only the removal is undone");
    }
}

#[test]
fn the_question_about_a_removal_in_a_form_follows_its_row_and_goes_with_it() {
    let mut harness = editor();
    ask(&mut harness, [Command::Window(WindowCommand::AskToRemove(Table::Services, vec!["pay".to_owned()]))]);
    harness.run();
    // The row before it goes, and it gets another id.
    for (index, to) in [(1, Some("till")), (0, None)] {
        let authored = harness.state().session().authored();
        let edit = match to {
            Some(to) => Edit::rename(authored, Table::Services, index, to).expect("it is free"),
            None => Edit::remove(authored, Table::Services, index).expect("it is there").edit,
        };
        ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
        harness.run();
    }
    let told = painted(&harness).join("\n");
    assert!(told.contains("Remove Payment?"), "{told}");
    let edit = Edit::remove(harness.state().session().authored(), Table::Services, 0).expect("it is there").edit;
    ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    harness.run();
    assert!(harness.query_by_label("Yes, remove").is_none());
    assert_eq!(harness.state().session().authored().count(Table::Services), 1);
}
