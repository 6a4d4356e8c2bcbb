//! The forms of the editor have every field of the format, and measures are made, changed and removed in the form of their plan.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::file::fields;
use firedrill::file::schema::Measure;
use firedrill::ui::text::{Language, Texts};

use crate::editor::type_in;
use crate::support::window::{click, enter, enter_last, on_text, painted, press};

const EVERY: &str = include_str!("../saves/every-field.ron");

const WORLD: &str = r#"(
  firedrill: 1, title: "Two halls", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "cut": (name: "A cut", kind: Power, spread: [("0s", 1.0)], out: "2h", repair: [("1h", 0.0)]) },
  sites: {
    "hall": (name: "The hall", at: (52.5, 13.0), hazard: "cut"),
    "annex": (name: "The annex", at: (51.5, 15.0), hazard: "cut"),
  },
  services: {
    "shop": (name: "Shop", users: 20000, on: { "hall": 12 }),
    "pay": (name: "Payment", users: 5000, on: { "annex": 4 }),
  },
  plans: [ (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]) ],
)"#;

fn editor(text: &str) -> Harness<'static, App> {
    let mut harness = on_text(text, Setup::default());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness
}

/// Shows the form of the plan, from the list of all parts.
fn show_plan(harness: &mut Harness<'_, App>, plan: &str) {
    harness.get_by_label_contains("Plans (").click();
    harness.run();
    let links = harness.get_all_by_label(plan);
    links.into_iter().find(|node| node.accesskit_node().role() == Role::Link).expect("a plan").click_accesskit();
    harness.run();
}

fn measures(harness: &Harness<'_, App>) -> Vec<Measure> {
    harness.state().session().authored().rows().plans.iter().next().expect("a plan").measures.clone()
}

fn undo_title(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().session().undo_title().map(ToString::to_string)
}

#[test]
fn measures_are_added_changed_and_removed_in_the_form_of_their_plan() {
    let mut harness = editor(WORLD);
    show_plan(&mut harness, "Monday");
    enter(&mut harness, "Add to the measures");
    let (service, site) = ("shop".to_owned(), "hall".to_owned());
    let added = Measure::AddServers { service: service.clone(), site, servers: 10, cost: None, off: false };
    assert_eq!(measures(&harness), [added]);
    assert_eq!(undo_title(&harness).as_deref(), Some("Add a measure"));
    assert_eq!(harness.state().session().plan().measures.len(), 1, "the run follows");
    assert!(harness.query_all_by_label_contains("10 more servers for Shop at The hall").next().is_some());

    // There is a site in the action above, too.
    harness.get_all_by_label("Site").rfind(|node| node.accesskit_node().role() == Role::ComboBox).expect("it").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    enter_last(&mut harness, "The annex");
    type_in(&mut harness, "Servers", "25");
    press(&mut harness, Key::Enter);
    let Measure::AddServers { site, servers, .. } = &measures(&harness)[0] else { panic!("{:?}", measures(&harness)) };
    assert_eq!((site.as_str(), *servers), ("annex", 25));
    assert_eq!(undo_title(&harness).as_deref(), Some("Change a measure"));

    type_in(&mut harness, "Cost", "1 M EUR");
    press(&mut harness, Key::Enter);
    enter(&mut harness, "Not applied");
    enter(&mut harness, "What changes");
    enter_last(&mut harness, "Automatic failover");
    type_in(&mut harness, "Automatic failover after", "3m");
    press(&mut harness, Key::Enter);
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    let saved = session.to_save().to_file();
    let line = r#"measures: [SwitchAuto(service: "shop", auto: "3m", cost: "1 M EUR", off: true)]"#;
    assert!(saved.contains(line), "{saved}");

    enter(&mut harness, "Add to the measures");
    enter(&mut harness, "Move number 2 of “Measures” up");
    assert!(matches!(measures(&harness)[..], [Measure::AddServers { .. }, Measure::SwitchAuto { .. }]));
    enter(&mut harness, "Remove number 1 of “Measures”");
    assert_eq!((measures(&harness).len(), undo_title(&harness).as_deref()), (1, Some("Remove a measure")));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(measures(&harness).len(), 2);

    // An action has names of its own for undo.
    enter(&mut harness, "Add to the actions");
    assert_eq!(undo_title(&harness).as_deref(), Some("Add an action"));
}

#[test]
fn a_wrong_measure_is_told_at_its_field_and_kept() {
    let mut harness = editor(WORLD);
    show_plan(&mut harness, "Monday");
    enter(&mut harness, "Add to the measures");
    enter(&mut harness, "What changes");
    enter_last(&mut harness, "Another restart time");
    type_in(&mut harness, "Restart takes", "soon");
    press(&mut harness, Key::Enter);
    let session = harness.state().session();
    assert_eq!(session.problems().len(), 1);
    let problem = session.problems()[0].message.to_string();
    assert!(harness.query_all_by_label(&problem).next().is_some(), "{problem}");
    assert!(matches!(&measures(&harness)[..], [Measure::Restart { restart, .. }] if restart == "soon"));
}

#[test]
fn every_kind_of_measure_can_be_made() {
    let mut harness = editor(EVERY);
    let plan = harness.state().session().authored().rows().plans.iter().next().expect("a plan").name.clone();
    show_plan(&mut harness, &plan);
    assert_eq!(measures(&harness), []);
    let before = harness.state().session().problems().len();
    enter(&mut harness, "Add to the measures");
    let texts = Texts::english();
    let mut made = BTreeSet::new();
    for kind in texts.keys().filter(|key| key.starts_with("edit-measure-")) {
        let name = texts.get(kind);
        if name != "More servers" {
            enter(&mut harness, "What changes");
            enter_last(&mut harness, name);
        }
        let [measure] = &measures(&harness)[..] else { panic!("one measure") };
        assert_eq!(harness.state().session().problems().len(), before, "{kind}: {measure:?}");
        made.insert(measure.variant());
    }
    let all = fields::choices_of("Measure").expect("a type").choices.iter().map(|choice| choice.name);
    assert_eq!(made, all.collect::<BTreeSet<_>>());
}

#[test]
fn names_of_ten_thousand_letters_stay_whole_in_every_form() {
    let long = "아주 긴 이름 ".repeat(1_250);
    let texts = EVERY.split_once("expect: [").map_or(EVERY, |(before, _)| before);
    let named = texts.replace("name: \"Shop\"", &format!("name: \"{long}\""));
    let named = named
        .replace("name: \"Hall\"", &format!("name: \"{long}\""))
        .replace("title: \"A chapter\"", &format!("title: \"{long}\""));
    let mut harness = editor(&format!("{named} )"));
    assert_eq!(harness.state().session().problems(), [], "{:?}", harness.state().notice());
    for table in ["Story (", "Plans ("] {
        harness.get_by_label_contains(table).click_accesskit();
        harness.run();
    }
    let links = harness.get_all_by_role(Role::Link).count();
    assert!(links > 8, "{links}");
    for index in 0..links {
        harness.get_all_by_role(Role::Link).nth(index).expect("a row").click_accesskit();
        harness.run();
        click(&mut harness, "All parts");
    }
    click(&mut harness, "Translations");
    click(&mut harness, "All parts");
    press(&mut harness, Key::G);
    let rows = harness.state().session().to_save().to_file();
    assert_eq!(rows.matches(&long).count(), 3, "nothing was cut");
    assert!(!harness.state().session().can_undo());
}

#[test]
fn texts_are_translated_in_the_window() {
    let mut harness = editor(WORLD);
    click(&mut harness, "Translations");
    click(&mut harness, "한국어");
    type_in(&mut harness, "Find a text", "pay");
    assert!(harness.query_by_label("Translation of Shop").is_none());
    type_in(&mut harness, "Translation of Payment", "결");
    harness.event(egui::Event::Text("제".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    let session = harness.state().session();
    assert_eq!(session.problems(), []);
    let payment = session.scenario().services.find("pay").expect("a service");
    assert_eq!(session.world().localized("ko").service_name(payment), "결제");
    assert_eq!(undo_title(&harness).as_deref(), Some("Translate “Payment”"), "all letters are one step");
    let saved = session.to_save().to_file();
    assert!(saved.contains(r#""Payment": "결제""#), "{saved}");
    // An empty field takes the translation out of the file.
    type_in(&mut harness, "Translation of Payment", "");
    harness.key_press(Key::Backspace);
    harness.run();
    assert!(!harness.state().session().to_save().to_file().contains("translations"));
}

/// The first sentences of the help of all fields that are shown now.
fn helped(harness: &Harness<'_, App>, into: &mut BTreeSet<String>) {
    let nodes = harness.query_all_by(|node| node.description().is_some());
    into.extend(nodes.filter_map(|node| node.accesskit_node().description()));
}

#[test]
fn every_field_of_the_format_has_a_field_in_a_form() {
    let mut harness = editor(EVERY);
    let mut found = BTreeSet::new();
    click(&mut harness, "The scenario");
    helped(&harness, &mut found);
    click(&mut harness, "All parts");
    click(&mut harness, "Translations");
    helped(&harness, &mut found);
    click(&mut harness, "All parts");
    for open in ["Sites (", "Services ("] {
        harness.get_by_label_contains(open).click_accesskit();
        harness.run();
    }
    let tables = [
        "Sites (",
        "Services (",
        "Hazards (",
        "Companies (",
        "Plans (",
        "Expectations (",
        "Story (",
        "Headlines (",
        "What was observed (",
        "Rivals (",
        "Exchanges (",
        "Sources (",
        "Notes (",
    ];
    for table in tables {
        harness.get_by_label_contains(table).click_accesskit();
        harness.run();
        let links = harness.get_all_by_role(Role::Link).count();
        assert!(links > 0, "{table} has rows");
        for index in 0..links {
            harness.get_all_by_role(Role::Link).nth(index).expect("a row").click_accesskit();
            harness.run();
            helped(&harness, &mut found);
            // The fields of a dependency are behind a button.
            if table == "Services (" && harness.query_all_by_label_contains("Dependencies, ").next().is_some() {
                harness.query_all_by_label_contains("Dependencies, ").next().expect("it").click_accesskit();
                harness.run();
                helped(&harness, &mut found);
                press(&mut harness, Key::Escape);
            }
            click(&mut harness, "All parts");
        }
        harness.get_by_label_contains(table).click_accesskit();
        harness.run();
    }
    // The version is raised by itself, and tables are lists of forms.
    let tables = firedrill::file::edit::Table::ALL.map(firedrill::file::edit::Table::name);
    let is_no_field = |row: &str, field: &str| row == "Scenario" && (field == "firedrill" || tables.contains(&field));
    let texts = Texts::for_window(Language::English);
    let of_rows = fields::rows().flat_map(|row| row.fields.iter().map(move |field| (row.name, field)));
    let of_variants = fields::choices()
        .flat_map(|of| of.choices)
        .flat_map(|choice| choice.fields.iter().map(move |field| (choice.name, field)));
    let missing: Vec<String> = of_rows
        .chain(of_variants)
        .filter(|(row, field)| !is_no_field(row, field.name))
        .filter(|(_, field)| !found.iter().any(|help| help.starts_with(texts.get(field.help))))
        .map(|(row, field)| format!("{row}.{}", field.name))
        .collect();
    assert!(missing.is_empty(), "no form has {missing:?}");
}

/// The tabs of these plans from left to right.
fn tabs(harness: &Harness<'_, App>, plans: [&str; 3]) -> Vec<String> {
    let tab = |node: egui_kittest::Node<'_>| {
        let name = node.accesskit_node().label().filter(|name| plans.contains(&name.as_str()))?;
        Some((node.rect().left(), name))
    };
    let mut found: Vec<(f32, String)> = harness.get_all_by_role(Role::Tab).filter_map(tab).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn the_tabs_of_plans_follow_the_order_of_the_file_at_once() {
    let plans = r#"plans: [
        (name: "Calm"),
        (name: "Monday", actions: [ (at: "09:30", do: Strike(site: "hall")) ]),
        (name: "Drill", fork: (from: "Monday", at: "09:00"), actions: [ (at: "10:30", do: Strike(site: "hall")) ]),
    ],
    )"#;
    let (before, _) = WORLD.split_once("plans: [").expect("it has plans");
    let mut harness = editor(&format!("{before}{plans}"));
    let names = ["Calm", "Monday", "Drill"];
    assert_eq!(tabs(&harness, names), names);
    show_plan(&mut harness, "Calm");
    let down = "Move it down in the file";
    enter(&mut harness, down);
    assert_eq!(tabs(&harness, names), ["Monday", "Calm", "Drill"], "a fork is not in the way");
    assert!(harness.get_by_label(down).is_focused(), "the button stays the same one");
    press(&mut harness, Key::Enter);
    assert_eq!(tabs(&harness, names), ["Monday", "Drill", "Calm"]);
}

#[test]
fn the_head_of_a_form_keeps_the_arrows_together_and_the_ring_of_a_mark_clear_of_its_label() {
    let mut harness = editor(WORLD);
    click(&mut harness, "Shop");
    for width in 50..75 {
        let width = 20.0 * f32::from(u8::try_from(width).expect("it is small"));
        harness.set_size(egui::vec2(width, 768.0));
        harness.run();
        let [up, down] = ["Move it up in the file", "Move it down in the file"].map(|name| {
            let nodes = harness.get_all_by_label(name);
            nodes.map(|node| node.rect().center().y).fold(f32::INFINITY, f32::min)
        });
        assert!((up - down).abs() < 1.0, "at {width}: {up} and {down}");
    }
    let mark = harness.get_by_label("Basis of Name").rect();
    let left = harness.get_all_by_label("Name").map(|node| node.rect().left()).fold(f32::INFINITY, f32::min);
    assert!(mark.right() + 1.0 < left, "the mark ends at {}, the label begins at {left}", mark.right());
}

#[test]
fn the_title_of_an_expectation_is_not_cut() {
    let long = "Grade book of all schools of the region";
    let text = WORLD.replace("\"Payment\"", &format!("\"{long}\""));
    let expect = r#"expect: [ (plan: "Monday", that: Out(service: "pay", under: "1h")) ], plans: ["#;
    let text = text.replace("plans: [", expect);
    let mut harness = editor(&text);
    harness.get_by_label_contains("Expectations (").click();
    harness.run();
    let is_row = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::Link && node.label().is_some_and(|label| label.starts_with("Monday, "))
    };
    harness.get_all_by_label_contains(long).find(is_row).expect("its link").click_accesskit();
    harness.run();
    let is_title = |text: &egui::epaint::TextShape| {
        text.galley.text().starts_with("Monday, ") && text.galley.text().ends_with(long)
    };
    let titles: Vec<bool> = harness
        .output()
        .shapes
        .iter()
        .filter_map(|shape| if let egui::Shape::Text(text) = &shape.shape { Some(text) } else { None })
        .filter(|text| is_title(text))
        .map(|text| text.galley.elided)
        .collect();
    assert!(!titles.is_empty() && !titles.contains(&true), "{titles:?}");
}

#[test]
fn servers_without_companies_are_named_once() {
    let mut harness = on_text(WORLD, Setup::default());
    harness.get_by_role_and_label(Role::Tab, "Servers").click();
    harness.run();
    let texts = painted(&harness);
    assert!(!texts.iter().any(|text| text.contains("Without a company")), "{texts:?}");
    assert_eq!(texts.iter().filter(|text| text.contains("All services")).count(), 1, "{texts:?}");
}
