//! Tests of how the window shows alternatives and dependencies of the primary alone.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::model::ServiceId;
use firedrill::recording::Subject;
use firedrill::session::{Command, PlaybackCommand, SelectCommand};
use firedrill::units::SimTime;

use crate::support::window::{ask, on_text, painted, press};

/// A service with two alternatives, a dependency of its primary alone and an ordinary one.
pub(crate) const WORLD: &str = r#"(
  firedrill: 2, title: "Two ways out", zone: "UTC", start: "2024-03-04 00:00", length: "2d", population: 1000000,
  hazards: { "power": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "6h", repair: [("0s", 0.0)]) },
  sites: {
    "a": (name: "North hall", at: (51.5, -0.1), hazard: "power"),
    "b": (name: "South hall", at: (51.0, 0.9), hazard: "power"),
  },
  services: {
    "shop": (name: "Shop", users: 1000, on: { "a": 10 }, load: 10, standby: { "b": 10 }, switch: (auto: "1m"),
      needs: { "cable": (any: "line"), "radio": (any: "line"), "archive": (weight: 1.0, primary: true), "login": (weight: 0.5) }),
    "cable": (name: "Cable", on: { "a": 2 }),
    "radio": (name: "Radio", on: { "b": 2 }),
    "archive": (name: "Archive", on: { "a": 2 }),
    "login": (name: "Login", on: { "b": 2 }),
  },
  plans: [(name: "Cut", actions: [(at: "06:00", do: Strike(site: "a"))])],
)"#;

fn window() -> Harness<'static, App> {
    on_text(WORLD, Setup::default())
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    painted(harness).iter().any(|text| text.contains(words))
}

/// The values of all elements with this name.
fn values(harness: &Harness<'_, App>, name: &str) -> Vec<String> {
    harness.get_all_by_label(name).filter_map(|node| node.accesskit_node().value()).collect()
}

#[test]
fn the_dependency_view_joins_alternatives_and_doubles_what_counts_for_the_primary_only() {
    let mut harness = window();
    press(&mut harness, Key::G);
    assert!(shows(&harness, "Joined lines: alternatives, one is enough."), "{:?}", painted(&harness));
    assert!(shows(&harness, "Double line: only while on the primary."));
    assert!(painted(&harness).iter().any(|text| text == "alternatives"), "the joint says what it is");
    let of_shop = values(&harness, "Shop");
    assert!(
        of_shop.iter().any(|value| {
            value.contains("alternatives, one is enough: Cable or Radio")
                && value.contains("only while on the primary: Archive")
        }),
        "{of_shop:?}"
    );
}

#[test]
fn the_legend_speaks_of_what_the_world_has() {
    let plain = WORLD
        .replace("(any: \"line\")", "(weight: 1.0)")
        .replace(", primary: true", "")
        .replace("firedrill: 2", "firedrill: 1");
    let mut harness = on_text(&plain, Setup::default());
    press(&mut harness, Key::G);
    assert!(shows(&harness, "A service depends on the services below it."));
    assert!(!shows(&harness, "Joined lines") && !shows(&harness, "Double line"));
}

#[test]
fn the_inspector_groups_alternatives_and_says_when_the_primary_does_not_count() {
    let mut harness = window();
    let shop = harness.state().session().world().services.ids().next().expect("there is one");
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Service(shop))).into()]);
    harness.get_by_label("Alternatives: one of these is enough");
    harness.get_by_label("Only while on the primary");
    let of = |harness: &Harness<'_, App>, name: &str, words: &str| {
        let all = values(harness, name);
        assert!(all.iter().any(|value| value.contains(words)), "{name}: {words:?} in {all:?}");
    };
    of(&harness, "Cable", "alternatives, one is enough: Cable or Radio");
    of(&harness, "Archive", "only while on the primary");
    let later: Command = PlaybackCommand::Seek(SimTime(7 * 3_600)).into();
    ask(&mut harness, [later]);
    of(&harness, "Archive", "only while on the primary, so it does not count now");
    of(&harness, "Archive", "at most 100% can succeed now");
    of(&harness, "Cable", "at most 0% can succeed now");
}

/// The texts at the right of this name in the inspector.
fn beside(harness: &Harness<'_, App>, name: &str) -> Vec<String> {
    let texts: Vec<(String, egui::Pos2)> = harness
        .output()
        .shapes
        .iter()
        .filter_map(|shape| {
            let egui::Shape::Text(text) = &shape.shape else { return None };
            (text.pos.x > 1_080.0).then(|| (text.galley.text().to_owned(), text.pos))
        })
        .collect();
    let (_, at) = texts.iter().find(|(text, _)| text == name).unwrap_or_else(|| panic!("no {name} in {texts:?}"));
    let is_beside = |pos: &egui::Pos2| pos.x > at.x && (pos.y - at.y).abs() < 8.0;
    let beside = texts.iter().filter(|(text, pos)| !text.is_empty() && is_beside(pos));
    beside.map(|(text, _)| text.clone()).collect()
}

#[test]
fn a_weight_says_that_it_is_one_and_that_of_all_requests_is_not_shown() {
    let mut harness = window();
    // All of the inspector is in view.
    harness.set_size(egui::vec2(1_440.0, 3_200.0));
    harness.run();
    let services: Vec<ServiceId> = harness.state().session().world().services.ids().collect();
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Service(services[0]))).into()]);
    assert_eq!(beside(&harness, "Login"), ["weight 50%"]);
    for name in ["Cable", "Radio", "Archive"] {
        assert_eq!(beside(&harness, name), [""; 0], "all requests depend on {name}");
    }
    // The same among the dependents.
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Service(services[4]))).into()]);
    assert_eq!(beside(&harness, "Shop"), ["weight 50%"]);
}
