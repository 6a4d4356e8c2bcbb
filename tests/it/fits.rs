//! In a small window every form of the editor fits into its panel, and the bars and the table of cells have room for what matters.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rangef, Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::ui::text::{Language, Texts};

use crate::support::window::{SMALLEST, click, on, write};

const EVERY: &str = include_str!("../saves/every-field.ron");
/// The size in points of a window with 1440 by 900 pixels at 200%.
const AT_200_PERCENT: [f32; 2] = [720.0, 450.0];
/// A window in which the list of all parts needs no scrolling.
const TALL: [f32; 2] = [1024.0, 3_000.0];
/// The width of the editor in windows of both small sizes, and the height of the bar above it, in points.
const PANEL: f32 = 250.0;
const TOP: f32 = 60.0;
/// The tables whose rows are not listed at first.
const FOLDED: [&str; 11] = [
    "edit-sources",
    "edit-hazards",
    "edit-exchanges",
    "edit-companies",
    "edit-rivals",
    "edit-notes",
    "edit-news",
    "edit-history",
    "edit-story",
    "edit-plans",
    "edit-expect",
];

fn editor(size: [f32; 2], text: Option<&str>, language: Language) -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = text.map(|text| write(&folder, "world.ron", text));
    let mut harness = on(size, path, Setup { language, ..Setup::default() });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness
}

/// A text that is painted in the panel of the editor: where it is, and the part of it that is seen.
struct Painted {
    words: String,
    rect: Rect,
    seen: Rect,
    /// Whether only the panel cuts it, and not the field in which it is typed.
    is_free: bool,
}

fn texts_in(harness: &Harness<'_, App>, panel: Rangef) -> Vec<Painted> {
    let text = |shape: &egui::epaint::ClippedShape| {
        let (Shape::Text(text), clip) = (&shape.shape, shape.clip_rect) else { return None };
        let rect = text.visual_bounding_rect();
        let seen = rect.intersect(clip);
        let words = Some(text.galley.text().to_owned()).filter(|words| !words.is_empty())?;
        // What is drawn over the whole window, such as a card with help, may be wider.
        (clip.left() >= panel.min - 8.0 && seen.is_positive()).then_some(Painted {
            words,
            rect,
            seen,
            is_free: clip.width() > PANEL - 40.0,
        })
    };
    harness.output().shapes.iter().filter_map(text).collect()
}

/// What is drawn beyond the panel of the editor, and which texts lie over one another in it.
fn faults(harness: &Harness<'_, App>, size: [f32; 2]) -> Vec<String> {
    let panel = Rangef::new(size[0] - PANEL, size[0]);
    let mut faults = Vec::new();
    for node in harness.root().children_recursive() {
        let node_of = node.accesskit_node();
        // The text of a field may be longer than the field.
        if node_of.bounding_box().is_none() || node_of.role() == Role::TextRun {
            continue;
        }
        let rect = node.rect();
        let is_in_panel = rect.center().x > panel.min && rect.min.y > TOP;
        if is_in_panel && (rect.left() < panel.min - 1.0 || rect.right() > panel.max + 1.0) {
            faults.push(format!("{:?} {:?} is at {rect:?}", node_of.role(), node_of.label()));
        }
    }
    let texts = texts_in(harness, panel);
    for (index, Painted { words, rect, seen, is_free }) in texts.iter().enumerate() {
        if *is_free && (rect.left() < panel.min || rect.right() > panel.max) {
            faults.push(format!("the text {words:?} is at {rect:?}"));
        }
        for other in &texts[..index] {
            let both = seen.intersect(other.seen);
            if both.width() > 2.0 && both.height() > 3.0 {
                faults.push(format!("{words:?} lies over {:?} at {both:?}", other.words));
            }
        }
    }
    faults
}

/// Clicks the button of the editor with this name. Another part of the window may have one of the same name further to the left.
fn click_in_editor(harness: &mut Harness<'_, App>, name: &str) {
    let named = harness.get_all_by_label(name).max_by(|a, b| a.rect().left().total_cmp(&b.rect().left()));
    named.expect("a button").click_accesskit();
    harness.run();
}

/// Checks what the editor shows in small windows.
fn fits(harness: &mut Harness<'_, App>, what: &str) {
    for size in [SMALLEST, AT_200_PERCENT] {
        harness.set_size(size.into());
        harness.run_steps(4);
        let faults = faults(harness, size);
        assert!(faults.is_empty(), "{what} at {size:?}: {faults:#?}");
    }
}

#[test]
fn every_form_fits_into_its_panel_in_small_windows() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let mut harness = editor(TALL, Some(EVERY), language);
        fits(&mut harness, "the list of all parts");
        harness.set_size(TALL.into());
        harness.run_steps(4);
        for table in FOLDED {
            let heading = format!("{} (", texts.get(table));
            harness.get_all_by_label_contains(&heading).next().expect("a table").click_accesskit();
            harness.run();
        }
        let links = harness.get_all_by_role(Role::Link).count();
        assert!(links > 40, "all rows are listed: {links}");
        for index in 0..links {
            harness.set_size(TALL.into());
            harness.run_steps(4);
            let name = {
                let link = harness.get_all_by_role(Role::Link).nth(index).expect("a row");
                link.click_accesskit();
                link.accesskit_node().label().unwrap_or_default()
            };
            harness.run();
            assert!(harness.query_all_by_label(texts.get("edit-back")).next().is_some(), "{name} is opened");
            fits(&mut harness, &name);
            click_in_editor(&mut harness, texts.get("edit-back"));
        }
        for key in ["edit-head", "edit-translations"] {
            click_in_editor(&mut harness, texts.get(key));
            fits(&mut harness, texts.get(key));
            click_in_editor(&mut harness, texts.get("edit-back"));
        }
    }
}

#[test]
fn nothing_overlaps_in_the_playback_bar_beside_the_editor() {
    for size in [SMALLEST, AT_200_PERCENT] {
        for language in Language::ALL {
            let texts = Texts::of(language);
            let mut harness = editor(size, None, language);
            for tab in ["tab-lanes", "tab-compare"] {
                // Where there is no room for all tabs, the chosen one opens a list of them.
                if harness.query_all_by_label(texts.get(tab)).next().is_none() {
                    click(&mut harness, texts.get("tab-lanes"));
                    click(&mut harness, texts.get(tab));
                }
                let bar = harness.get_by_label(texts.get("play-play")).rect().y_range();
                let world = harness.state().session().world();
                let names = world.localized(language.tag());
                let rows: BTreeSet<&str> = (world.sites.ids().map(|site| names.site_name(site)))
                    .chain(world.services.ids().map(|service| names.service_name(service)))
                    .collect();
                let parts: Vec<(String, Rect)> = harness
                    .root()
                    .children_recursive()
                    .filter(|node| node.children().count() == 0 && node.accesskit_node().bounding_box().is_some())
                    // The edge that can be dragged is a strip over what is at the edge.
                    .filter(|node| node.accesskit_node().role() != Role::Splitter)
                    .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
                    .filter(|(name, rect)| !name.is_empty() && bar.contains(rect.center().y))
                    // The lists above the bar are scrolled behind it.
                    .filter(|(name, _)| !rows.contains(name.as_str()))
                    .filter(|(_, rect)| rect.center().x < size[0] - PANEL)
                    .collect();
                let is_time = |name: &String| name.starts_with(texts.get("play-time"));
                assert!(parts.iter().any(|(name, _)| is_time(name)), "the time is shown at {size:?}");
                for (index, (name, rect)) in parts.iter().enumerate() {
                    assert!(rect.right() <= size[0] - PANEL, "{name} leaves the bar at {size:?}: {rect}");
                    for (other, place) in &parts[..index] {
                        let both = rect.intersect(*place);
                        assert!(!both.is_positive() || both.area() < 2.0, "{name} lies over {other} at {size:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_name_in_a_narrow_list_has_the_space_of_the_bar() {
    let named = EVERY.replace("name: \"Base\"", "name: \"Learning portal\"");
    let harness = editor(SMALLEST, Some(&named), Language::English);
    // The list of sites and services stands above the timeline, whose lanes have names too.
    let list = Rect::from_x_y_ranges(0.0..=178.0, TOP..=360.0);
    let is_cut = |shape: &egui::epaint::ClippedShape| {
        let Shape::Text(text) = &shape.shape else { return None };
        let is_name = text.galley.text() == "Learning portal" && list.contains(text.pos);
        is_name.then_some(text.galley.elided)
    };
    let cut: Vec<bool> = harness.output().shapes.iter().filter_map(is_cut).collect();
    assert_eq!(cut, [false]);
}

#[test]
fn the_controls_of_the_list_of_scenarios_are_in_one_line() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let mut harness = on(SMALLEST, None, Setup { language, ..Setup::default() });
        harness.key_press_modifiers(Modifiers::COMMAND, Key::L);
        harness.run();
        let top = |key: &'static str| {
            let mut named = harness.get_all_by_label(texts.get(key));
            named.next().map(|node| node.rect().center().y).expect("a control")
        };
        let [first, last] = ["scenarios-search", "top-incidents"].map(top);
        assert!((first - last).abs() < 6.0, "{language:?}: {first} and {last}");
    }
}

#[test]
fn where_the_playback_bar_has_no_room_its_switches_are_in_a_menu() {
    let mut harness = editor(AT_200_PERCENT, None, Language::English);
    assert!(harness.query_by_label("Play backwards").is_none());
    click(&mut harness, "Repeat, backwards, many runs");
    click(&mut harness, "Play backwards");
    assert!(harness.state().session().playback().reverse);
    harness.set_size(SMALLEST.into());
    harness.run_steps(4);
    assert!(harness.query_by_label("Play backwards").is_some(), "there is room for all");
    assert!(harness.query_by_label("Repeat, backwards, many runs").is_none());
}

#[test]
fn the_table_of_cells_shows_rows_in_a_low_window_and_its_buttons_are_in_a_menu() {
    for (size, least) in [(SMALLEST, 5), (AT_200_PERCENT, 2)] {
        let mut harness = editor(size, None, Language::English);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
        harness.run();
        let bar = harness.get_by_label("Play").rect().top();
        let cells = harness.get_all_by_role(Role::Cell).map(|node| node.rect());
        let rows: BTreeSet<i32> = cells.filter(|rect| rect.bottom() <= bar).map(|rect| rect.top() as i32).collect();
        assert!(rows.len() >= least, "{} rows at {size:?}", rows.len());
    }
    let mut harness = editor(AT_200_PERCENT, None, Language::English);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    assert!(harness.query_all_by_label("Close the table").next().is_none());
    click(&mut harness, "Rows …");
    click(&mut harness, "Close the table");
    assert!(harness.query_all_by_role(Role::Cell).next().is_none());
}
