//! Tests that the window can be used without a mouse and without sight: everything can be reached with the keyboard, the focus is
//! visible, and everything has a name for screen readers.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Shape, ViewportCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::session::{Command, FileCommand, PlanCommand, PlaybackCommand, SelectCommand, WindowCommand};
use firedrill::ui::text::{Language, Texts};
use firedrill::ui::theme::Theme;

use crate::support::window::{WIDE, ask, on, window};

/// A window with the Kakao fire at 16:52, and with the burning site selected.
fn burning(size: [f32; 2]) -> Harness<'static, App> {
    let mut harness = window(size);
    ask(
        &mut harness,
        [
            Command::Plan(PlanCommand::ChoosePlan(1)),
            Command::Select(SelectCommand::Chapter(3)),
            Command::Window(WindowCommand::Dismiss),
        ],
    );
    harness
}

/// The name of the element that has the keyboard focus.
fn focused(harness: &Harness<'_, App>) -> Option<String> {
    let node = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused())?;
    Some(node.accesskit_node().label().unwrap_or_default())
}

/// Whether a focus ring is painted.
fn has_ring(harness: &Harness<'_, App>) -> bool {
    let is_ring = |shape: &Shape| {
        let Shape::Rect(rect) = shape else { return false };
        rect.stroke.width == 2.0 && rect.stroke.color == Theme::night().selected
    };
    harness.output().shapes.iter().any(|shape| is_ring(&shape.shape))
}

#[test]
fn the_keyboard_reaches_everything_and_the_focus_is_visible() {
    let mut harness = burning([1440.0, 900.0]);
    assert_eq!(focused(&harness), None);
    assert!(!has_ring(&harness), "a ring around nothing");
    let mut names = BTreeSet::new();
    let mut unseen = Vec::new();
    for _ in 0..700 {
        harness.key_press(Key::Tab);
        harness.run();
        let Some(name) = focused(&harness) else { continue };
        // Text fields draw a frame of their own.
        if !has_ring(&harness) && name != "Find a site or service" {
            unseen.push(name.clone());
        }
        names.insert(name);
    }
    assert!(unseen.is_empty(), "no ring around {unseen:?}");
    for name in [
        "Scenarios: Kakao, October 2022",
        "Settings",
        "As it happened",
        "Play",
        "Playhead",
        "Overview of the run",
        "Flag Battery fire at Pangyo, zone A",
        "Lane KakaoTalk",
        "Lane Naver Shopping Live",
        "Find a site or service",
        "Naver Shopping Live",
        "Map",
        "SK C&C Pangyo",
        "Zoom in",
        "Height of the timeline",
        "Monday",
    ] {
        assert!(names.contains(name), "the keyboard never comes to {name}: {names:#?}");
    }
}

#[test]
fn arrow_keys_move_through_the_list_and_move_the_playhead() {
    let mut harness = burning([1440.0, 900.0]);
    // The row of the list with this name; the list is at the left edge of the window.
    let row = |harness: &Harness<'_, App>, name: &str| {
        let found = harness.query_all_by_label(name).map(|node| node.rect()).find(|rect| rect.left() < 20.0);
        found.unwrap_or_else(|| panic!("{name} is in the list"))
    };
    let first = harness.query_all_by_label("SK C&C Pangyo").find(|node| node.rect().left() < 20.0);
    first.expect("in the list").focus();
    harness.run();
    for (name, before) in [("Pangyo, zone A", "SK C&C Pangyo"), ("Pangyo, beside the battery room", "Pangyo, zone A")] {
        assert_eq!(row(&harness, name).top(), row(&harness, before).bottom());
        harness.key_press(Key::ArrowDown);
        harness.run();
        assert_eq!(focused(&harness).as_deref(), Some(name));
    }

    // The arrow keys move the playhead by the smallest step that the pointer can make too, and zoom the timeline.
    let before = harness.state().session().now();
    harness.get_by_label("Playhead").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let step = harness.state().session().now() - before;
    assert!(step.0 > 0, "{step:?}");
    harness.get_by_label("Overview of the run").focus();
    harness.run();
    assert!(harness.query_by_label("Whole run").is_none());
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert!(harness.query_by_label("Whole run").is_some(), "only a part is in view");
}

#[test]
fn custom_painted_elements_have_a_role_a_name_and_a_state() {
    let harness = burning([1440.0, 900.0]);
    for (role, name, state) in [
        (Role::Button, "SK C&C Pangyo", "0 of"),
        (Role::Button, "Lane KakaoTalk", "Down"),
        (Role::Button, "Flag Battery fire at Pangyo, zone A", "15:19"),
        (Role::Slider, "Playhead", "16:52"),
    ] {
        let found: Vec<_> = harness
            .query_all_by_label(name)
            .map(|node| {
                let node = node.accesskit_node();
                (node.role(), node.value().unwrap_or_default())
            })
            .collect();
        assert!(found.iter().any(|(found, value)| *found == role && value.contains(state)), "{name}: {found:?}");
    }
    // Both a chip on the map and a row of the list have this name and a state.
    let chips = harness.query_all_by_label("KakaoTalk").filter(|node| node.accesskit_node().value().is_some()).count();
    assert!(chips > 1);
}

#[test]
fn escape_closes_every_window_and_panel() {
    let mut harness = window(WIDE);
    for (command, name) in [
        (Command::Window(WindowCommand::ToggleKeys), "Keys"),
        (Command::Window(WindowCommand::ToggleSettings), "Language"),
        (Command::Window(WindowCommand::ToggleNotes), "Close the notes"),
        (Command::Window(WindowCommand::ToggleScenarios), "Small worlds to begin with"),
        (Command::File(FileCommand::SaveAs), "Path of the file"),
    ] {
        let before = harness.query_all_by_label(name).count();
        harness.state_mut().ask(command);
        harness.run();
        assert!(harness.query_all_by_label(name).count() > before, "{name} is there");
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.query_all_by_label(name).count(), before, "{name} is closed");
    }
}

#[test]
fn the_scale_of_the_window_has_bounds_and_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = Setup { settings: Some(folder.path().join("settings.json")), ..Setup::default() };
    let mut harness = on(WIDE, None, setup.clone());
    let percent = |harness: &Harness<'_, App>| (harness.ctx.zoom_factor() * 100.0).round() as u32;
    let mut press = |key, times: usize| {
        for _ in 0..times {
            harness.key_press_modifiers(Modifiers::CTRL, key);
            harness.run();
        }
        percent(&harness)
    };
    assert_eq!([press(Key::Plus, 1), press(Key::Equals, 1), press(Key::Plus, 9)], [110, 125, 200]);
    assert_eq!([press(Key::Num0, 1), press(Key::Minus, 9)], [100, 80]);
    drop(harness);
    assert_eq!(percent(&on(WIDE, None, setup)), 80);
}

#[test]
fn the_smallest_window_has_the_same_size_in_points_at_every_scale() {
    let mut harness = window(WIDE);
    let mut least = |percent| {
        harness.state_mut().ask(Command::Window(WindowCommand::SetScale(percent)));
        let mut asked = Vec::new();
        for _ in 0..3 {
            harness.step();
            asked.extend(harness.output().viewport_output.values().flat_map(|viewport| viewport.commands.clone()));
        }
        let least = asked.into_iter().find_map(|command| {
            let ViewportCommand::MinInnerSize(size) = command else { return None };
            Some([size.x, size.y])
        });
        least.expect("it is asked for")
    };
    // The values are in points. The desktop counts in pixels, so it must be given the smallest size again when the scale changes.
    assert_eq!([least(100), least(200)], [[720.0, 450.0]; 2]);
}

#[test]
fn the_desktop_is_asked_to_fit_a_first_window_that_is_as_high_as_the_screen() {
    // What the window asks of the desktop while it is this large on a screen of this size.
    let asked = |size: [f32; 2], screen: [f32; 2], is_maximized| {
        let setup = Setup { fills_screen: true, ..Setup::default() };
        let mut harness = on(size, None, setup);
        let viewport = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.monitor_size = Some(screen.into());
        viewport.maximized = Some(is_maximized);
        let mut asked = Vec::new();
        for _ in 0..3 {
            harness.step();
            asked.extend(harness.output().viewport_output.values().flat_map(|viewport| viewport.commands.clone()));
        }
        asked.retain(|command| matches!(command, ViewportCommand::InnerSize(_) | ViewportCommand::Maximized(_)));
        asked
    };
    // The desktop knows which part of the screen is free. A window that it does not maximize stays as high as the screen.
    for screen in [[1_440.0, 900.0], [1_366.0, 768.0], [1_024.0, 640.0]] {
        assert_eq!(asked(screen, screen, false), [ViewportCommand::Maximized(true)], "{screen:?}, and only once");
        assert!(asked(screen, screen, true).is_empty(), "{screen:?}: it is maximized already");
    }
    assert!(asked([1_440.0, 900.0], [1_920.0, 1_080.0], false).is_empty(), "it has room");
    assert!(asked([1_366.0, 720.0], [1_366.0, 768.0], false).is_empty(), "the desktop has made it lower");
}

#[test]
fn with_reduced_motion_embers_do_not_move() {
    // The positions of the embers of the fire, before and after the playhead moves by five minutes of the run.
    let fire = |screenshot: bool| {
        let mut harness = burning([1440.0, 900.0]);
        harness.state_mut().ask(Command::Window(WindowCommand::SetReducedMotion(screenshot)));
        harness.run();
        let embers = |harness: &Harness<'_, App>| -> Vec<String> {
            let circles = harness.output().shapes.iter().filter_map(|shape| {
                let Shape::Circle(circle) = &shape.shape else { return None };
                (circle.radius < 2.5).then(|| format!("{:?}", circle.center))
            });
            circles.collect()
        };
        let before = embers(&harness);
        let later = harness.state().session().playback().playhead + 300.0;
        harness.state_mut().ask(Command::Playback(PlaybackCommand::Scrub(later)));
        harness.run();
        (before, embers(&harness))
    };
    let (before, after) = fire(true);
    assert_eq!(before, after, "nothing flickers");
    let (before, after) = fire(false);
    assert_ne!(before, after, "else embers rise");
}

#[test]
fn nothing_overlaps_in_the_bars_at_150_and_200_per_cent() {
    // The size in points of a window with 1440 by 900 pixels at 150% and at 200%, and with 1920 by 1080 pixels at 200%.
    for size in [[960.0, 600.0], [720.0, 450.0], [960.0, 540.0]] {
        for language in Language::ALL {
            let mut harness = on(size, None, Setup { language, ..Setup::default() });
            for command in [
                Command::Plan(PlanCommand::ChoosePlan(1)),
                Command::Select(SelectCommand::Chapter(3)),
                Command::Window(WindowCommand::Dismiss),
            ] {
                harness.state_mut().ask(command);
                harness.run();
            }
            // Rows of the list and chapters of the story can be scrolled and continue below the visible edge, so they are left out.
            let session = harness.state().session();
            let world = session.world();
            let names = world.localized(language.tag());
            let mut rows: BTreeSet<&str> = world.sites.ids().map(|site| names.site_name(site)).collect();
            rows.extend(
                world.sites.rows().iter().filter_map(|site| site.place.as_deref()).map(|place| names.place(place)),
            );
            rows.extend(world.services.ids().map(|service| names.service_name(service)));
            rows.extend((0..world.story.len()).map(|chapter| names.chapter_title(chapter)));
            // The list of missed RTOs names the service first.
            let is_row =
                |name: &str| rows.contains(name) || rows.iter().any(|row| name.starts_with(&format!("{row}: ")));
            // The two bars that are checked: the bar at the top, and the playback bar at the top of the lower half.
            let play = harness.get_by_label(Texts::of(language).get("play-play")).rect();
            let bars = [egui::Rangef::new(0.0, 64.0), play.y_range()];
            for bar in bars {
                let parts: Vec<(String, egui::Rect)> = harness
                    .root()
                    .children_recursive()
                    .filter(|node| node.children().count() == 0 && node.accesskit_node().bounding_box().is_some())
                    // The edge that can be dragged is a strip over what is at the edge.
                    .filter(|node| node.accesskit_node().role() != Role::Splitter)
                    .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
                    .filter(|(name, rect)| !name.is_empty() && !is_row(name) && bar.contains(rect.center().y))
                    .collect();
                assert!(parts.len() > 8, "{parts:?}");
                for (index, (name, rect)) in parts.iter().enumerate() {
                    assert!(rect.right() <= size[0] + 1.0, "{name} leaves the window: {rect}");
                    for (other, place) in &parts[..index] {
                        let both = rect.intersect(*place);
                        assert!(!both.is_positive() || both.area() < 2.0, "{name} lies over {other} at {size:?}");
                    }
                }
            }
        }
    }
}
