//! Tests of the presentation, with the keys of a presentation remote and the names on the screen.

use egui::{Key, Modifiers, Pos2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::model::WhatIf;
use firedrill::session::{Command, PlanCommand, PlaybackCommand, SelectCommand, WindowCommand};
use firedrill::text::Language;
use firedrill::units::{SimTime, Span};

use crate::support::window::{on_text, painted, press, window};

/// The size of a slide, in points: for presenting, the window is scaled so that it is 540 points high.
const SLIDE: [f32; 2] = [864.0, 540.0];

fn presenting(size: [f32; 2]) -> Harness<'static, App> {
    let mut harness = window(size);
    press(&mut harness, Key::F5);
    assert!(harness.state().is_presenting());
    harness
}

fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2) {
    harness.drag_at(from);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
}

#[test]
fn a_presentation_shows_map_figures_and_caption_but_no_editing() {
    let harness = presenting(SLIDE);
    for name in ["Map", "Services down: 0 of 56", "The whole run", "Kakao, October 2022"] {
        assert!(harness.query_by_label(name).is_some(), "{name} is shown");
    }
    for name in ["Undo", "Lanes", "Zoom in", "Speed: 1 h/s", "Find a site or service", "+ What if"] {
        assert!(harness.query_by_label(name).is_none(), "{name} is not for the audience");
    }
}

#[test]
fn keys_of_the_editor_do_nothing_behind_a_presentation() {
    let mut harness = presenting(SLIDE);
    for key in [Key::E, Key::T, Key::N, Key::I] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run();
        assert!(harness.state().is_presenting(), "{key:?}");
    }
    press(&mut harness, Key::Escape);
    assert!(!harness.state().is_presenting());
    assert!(harness.query_by_label("All parts").is_none() && harness.query_by_label("Sort by Name").is_none());
    assert!(harness.query_by_label("Zoom in").is_some(), "the map is there again");
}

#[test]
fn page_keys_turn_the_pages_of_the_story() {
    let mut harness = presenting(SLIDE);
    let story = harness.state().session().scenario().story.clone();
    for chapter in &story {
        press(&mut harness, Key::PageDown);
        assert_eq!(harness.state().session().now(), chapter.at, "{}", chapter.title);
        assert!(harness.query_by_label(&chapter.title).is_some(), "{} is the caption", chapter.title);
        assert!(harness.state().notice().is_none(), "it is told once");
    }
    press(&mut harness, Key::PageDown);
    assert_eq!(harness.state().session().chapter(), Some(story.len() - 1), "the last page is the last");
    press(&mut harness, Key::PageUp);
    assert!(harness.query_by_label(&story[story.len() - 2].title).is_some());
    // After playing on or jumping to another time, the next page is the one that follows the new time.
    harness.state_mut().ask(Command::Playback(PlaybackCommand::Seek(story[1].at + Span::MINUTE)));
    harness.run();
    press(&mut harness, Key::PageDown);
    assert_eq!(harness.state().session().chapter(), Some(2));
}

#[test]
fn a_moved_map_stays_until_the_next_page_or_a_key() {
    let mut harness = presenting(SLIDE);
    let is_led = |harness: &Harness<'_, App>| harness.query_by_label("Follow again").is_none();
    press(&mut harness, Key::PageDown);
    assert!(is_led(&harness));
    for resume in [Key::PageDown, Key::D] {
        drag(&mut harness, pos2(780.0, 40.0), pos2(700.0, 90.0));
        assert!(!is_led(&harness), "the person leads");
        press(&mut harness, resume);
        assert!(is_led(&harness), "{resume:?}");
    }
    drag(&mut harness, pos2(780.0, 40.0), pos2(700.0, 90.0));
    let now = harness.state().session().now();
    harness.state_mut().ask(Command::Playback(PlaybackCommand::Seek(now + Span::MINUTE)));
    harness.run();
    assert!(!is_led(&harness), "until the next page");
    let next = harness.state().session().scenario().story[3].at;
    harness.state_mut().ask(Command::Playback(PlaybackCommand::Seek(next)));
    harness.run();
    assert!(is_led(&harness), "playing past a page is turning it");
    drag(&mut harness, pos2(780.0, 40.0), pos2(700.0, 90.0));
    harness.get_by_label("Follow again").click();
    harness.run();
    assert!(is_led(&harness));
}

/// A scenario with two sites that are 80 km apart.
const TWO_SITES: &str = r#"(
    firedrill: 2, title: "Two halls", zone: "UTC", start: "2026-03-02 08:00", length: "1d",
    hazards: { "h": (name: "H", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) },
    sites: {
        "n": (name: "North hall", at: (52.5, 13.4), hazard: "h"),
        "s": (name: "South hall", at: (51.8, 13.7), hazard: "h"),
    },
    services: { "mail": (name: "Mail", users: 500, on: { "n": 4, "s": 4 }) },
    plans: [ (name: "Power cut", actions: [ (at: "10:00", do: Strike(site: "n")) ]) ],
)"#;

#[test]
fn after_a_presentation_the_map_shows_what_it_showed_before() {
    for size in [[1024.0, 640.0], [1440.0, 900.0]] {
        let mut harness = on_text(TWO_SITES, Setup::default());
        harness.set_size(size.into());
        harness.run();
        // The rings of both sites.
        let places = |harness: &Harness<'_, App>| -> Vec<egui::Rect> {
            // The switch to the map has the same name.
            let maps = harness.get_all_by_label("Map").map(|node| node.rect());
            let map = maps.max_by(|a, b| a.area().total_cmp(&b.area())).expect("a map");
            let named = |name| harness.query_all_by_label(name).map(|node| node.rect());
            let all = ["North hall", "South hall"].into_iter().flat_map(named);
            all.filter(|rect| map.contains(rect.center())).collect()
        };
        let before = places(&harness);
        assert!(before.len() >= 2, "both sites are in view: {before:?}");
        press(&mut harness, Key::F5);
        assert!(harness.state().is_presenting());
        press(&mut harness, Key::Escape);
        assert!(!harness.state().is_presenting());
        harness.run();
        assert_eq!(places(&harness), before, "{size:?}");
    }
}

#[test]
fn the_keys_are_told_even_if_a_chapter_was_open_or_the_run_was_playing_before() {
    let is_said = |harness: &Harness<'_, App>| painted(harness).iter().any(|text| text == "Space plays, Esc ends");
    let mut harness = window([1024.0, 640.0]);
    harness.state_mut().ask(Command::Select(SelectCommand::Chapter(1)));
    harness.run();
    press(&mut harness, Key::F5);
    assert!(is_said(&harness), "no page was turned here");
    press(&mut harness, Key::PageDown);
    assert!(!is_said(&harness), "whoever turns pages knows the keys");
    press(&mut harness, Key::Escape);
    harness.key_press(Key::Space);
    harness.run_steps(2);
    harness.key_press(Key::F5);
    harness.run_steps(2);
    assert!(harness.state().session().playback().playing && is_said(&harness), "it was playing before");
}

/// A scenario whose first chapter has notes in two languages, and whose second has none.
const WITH_NOTES: &str = r#"(
    firedrill: 2, title: "A class", zone: "UTC", start: "2026-03-02 08:00", length: "1d",
    hazards: { "h": (name: "H", kind: Fire, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) },
    sites: { "s": (name: "S", at: (52, 13), hazard: "h") }, services: { "a": (name: "A", users: 5, on: { "s": 4 }) },
    story: [
        (at: "10:00", title: "The strike", text: "It burns.", notes: "Ask who would be called first."),
        (at: "12:00", title: "After it", text: "It is over."),
    ],
    plans: [ (name: "Fire", actions: [ (at: "10:00", do: Strike(site: "s")) ]) ],
    translations: { "ko": { "Ask who would be called first.": "누구에게 먼저 전화할지 물어보세요." } },
)"#;

#[test]
fn notes_of_a_chapter_are_shown_on_demand() {
    let mut harness = on_text(WITH_NOTES, Setup::default());
    let notes = "Ask who would be called first.";
    let is_shown = |harness: &Harness<'_, App>, words: &str| harness.query_by_label(words).is_some();
    press(&mut harness, Key::M);
    assert!(harness.state().notice().is_some(), "there is nothing to show them on");
    press(&mut harness, Key::F5);
    press(&mut harness, Key::PageDown);
    assert!(is_shown(&harness, "The strike") && !is_shown(&harness, notes), "they are hidden at first");
    press(&mut harness, Key::M);
    assert!(is_shown(&harness, notes));
    let (map, shown) = (harness.get_by_label("Map").rect(), harness.get_by_label(notes).rect());
    assert!(map.bottom() <= shown.top(), "they cover nothing: {map:?} and {shown:?}");
    assert!(shown.height() >= 20.0, "they are large: {shown:?}");
    press(&mut harness, Key::PageDown);
    assert!(is_shown(&harness, "This chapter has no notes."), "they stay open");
    press(&mut harness, Key::Home);
    assert!(is_shown(&harness, "There is no chapter at this time."));
    harness.get_by_label("Notes").click();
    harness.run();
    assert!(!is_shown(&harness, "There is no chapter at this time."), "the button hides them again");
    press(&mut harness, Key::F5);
    press(&mut harness, Key::PageDown);
    assert!(is_shown(&harness, notes), "the story has them too");
    harness.state_mut().ask(Command::Window(WindowCommand::SetLanguage(Language::Korean)));
    harness.run();
    assert!(is_shown(&harness, "누구에게 먼저 전화할지 물어보세요."));
}

/// A scenario without a story, whose two services need one site that is dark for an hour. One of them restarts for two hours.
const WITHOUT_STORY: &str = r#"(
    firedrill: 2, title: "A school", zone: "UTC", start: "2026-03-02 08:00", length: "1d",
    hazards: { "h": (name: "H", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) },
    sites: { "s": (name: "North building", at: (52, 13), hazard: "h") },
    services: {
        "mail": (name: "School mail", users: 500, on: { "s": 4 }),
        "drive": (name: "Cloud drive", users: 5, on: { "s": 4 }, restart: "2h"),
    },
    plans: [ (name: "Power cut", actions: [ (at: "10:00", do: Strike(site: "s")) ]) ],
)"#;

#[test]
fn without_chapters_the_headline_is_true_of_all_services() {
    let mut harness = on_text(WITHOUT_STORY, Setup::default());
    press(&mut harness, Key::F5);
    for (minutes, title) in [
        (150, "2 of 2 services down, North building dark"),
        (210, "1 of 2 services still down"),
        (12 * 60, "All 2 services are Up"),
    ] {
        harness.state_mut().ask(Command::Playback(PlaybackCommand::Seek(SimTime(minutes * 60))));
        harness.run();
        assert!(harness.query_by_label(title).is_some(), "{title}: {:?}", painted(&harness));
    }
    // The event that was the headline alone stands below, with its time.
    let event = harness.query_by_label("Mon 2 Mar 13:00: Cloud drive is Up");
    assert!(event.is_some(), "{:?}", painted(&harness));
}

#[test]
fn the_keys_are_said_until_one_of_them_is_used() {
    let is_said = |harness: &Harness<'_, App>| painted(harness).iter().any(|text| text == "Space plays, Esc ends");
    let mut harness = presenting(SLIDE);
    assert!(is_said(&harness));
    let pages = "PgDn shows the next chapter".to_owned();
    assert!(painted(&harness).contains(&pages), "there are chapters");
    press(&mut harness, Key::PageDown);
    assert!(!is_said(&harness) && !painted(&harness).contains(&pages));
    let mut harness = on_text(WITHOUT_STORY, Setup::default());
    press(&mut harness, Key::F5);
    assert!(is_said(&harness) && !painted(&harness).contains(&pages));
}

#[test]
fn escape_ends_a_presentation_at_once_and_keys_for_plans_do_nothing_in_it() {
    let mut harness = presenting(SLIDE);
    let plans = harness.state().session().plans().to_vec();
    for key in [Key::W, Key::F2] {
        press(&mut harness, key);
        assert_eq!(harness.state().session().plans(), plans, "{key:?}");
    }
    // A key that has nothing to act on is told in a message.
    press(&mut harness, Key::I);
    assert!(harness.state().notice().is_some());
    press(&mut harness, Key::Escape);
    assert!(!harness.state().is_presenting());
    assert!(harness.query_by_label("Name of the plan").is_none(), "nothing is being renamed");
}

#[test]
fn the_time_since_the_strike_is_never_cut() {
    let mut harness = on_text(WITHOUT_STORY, Setup::default());
    press(&mut harness, Key::Num1);
    press(&mut harness, Key::F5);
    for size in [SLIDE, [720.0, 540.0], [1280.0, 540.0]] {
        harness.set_size(size.into());
        for secs in [220, 23 * 3_600 + 3_599] {
            harness.state_mut().ask(Command::Playback(PlaybackCommand::Seek(SimTime(secs))));
            harness.run();
            let since = |shape: &egui::epaint::ClippedShape| {
                let egui::Shape::Text(text) = &shape.shape else { return None };
                let is_since = text.galley.text().starts_with("T−") || text.galley.text().starts_with("T+");
                is_since.then_some(text.galley.elided)
            };
            let all: Vec<bool> = harness.output().shapes.iter().filter_map(since).collect();
            assert_eq!(all, [false], "{size:?} at {secs} s");
        }
    }
}

#[test]
fn a_presentation_ends_by_key_and_by_button() {
    let mut harness = presenting(SLIDE);
    press(&mut harness, Key::Escape);
    assert!(!harness.state().is_presenting());
    press(&mut harness, Key::F5);
    press(&mut harness, Key::F5);
    assert!(!harness.state().is_presenting());
    harness.get_by_label("Present").click();
    // After the click, another element is under the pointer and shows its tooltip for a moment.
    harness.run_steps(8);
    assert!(harness.state().is_presenting());
    harness.get_by_label("Exit").click();
    harness.run();
    assert!(!harness.state().is_presenting());
}

#[test]
fn a_presentation_plays_and_shows_both_maps() {
    let mut harness = presenting(SLIDE);
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::PageDown);
    harness
        .state_mut()
        .ask(Command::Plan(PlanCommand::Fork(WhatIf { name: "Otherwise".to_owned(), ..WhatIf::default() })));
    harness.run();
    press(&mut harness, Key::B);
    for plan in ["Otherwise", "As it happened"] {
        assert!(harness.query_all_by_label_contains(plan).next().is_some(), "{plan} has a map of its own");
    }
    let before = harness.state().session().now();
    harness.key_press(Key::Space);
    harness.run_steps(6);
    assert!(harness.state().session().now() > before);
}

#[test]
fn the_dependency_view_can_be_presented() {
    let mut harness = presenting(SLIDE);
    press(&mut harness, Key::G);
    assert!(harness.query_by_label("Dependency view").is_some() && harness.query_by_label("Map").is_none());
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::G);
    assert!(harness.query_by_label("Map").is_some() && harness.query_by_label("Dependency view").is_none());
}

#[test]
fn title_text_and_figures_fit_on_every_screen() {
    for size in [SLIDE, [720.0, 540.0], [1280.0, 540.0], [1440.0, 900.0]] {
        let mut harness = presenting(SLIDE);
        harness.set_size(size.into());
        harness.run();
        for _ in 0..4 {
            press(&mut harness, Key::PageDown);
        }
        let title = harness.get_by_label("Water, and so no power").rect();
        let text = harness.get_by_label_contains("Gas does not stop the fire.").rect();
        let figure = harness.get_by_label_contains("Services down: ").rect();
        assert!(title.bottom() <= text.top(), "{size:?}: {title:?} over {text:?}");
        assert!(text.height() > 60.0 && text.bottom() <= figure.top(), "{size:?}: {text:?} over {figure:?}");
    }
}

#[test]
fn the_controls_overlap_nothing() {
    for size in [SLIDE, [720.0, 540.0], [1280.0, 540.0]] {
        let harness = presenting(size);
        let shown = ["Map", "The whole run", "Services down: 0 of 56"].map(|name| harness.get_by_label(name).rect());
        let controls = ["Previous chapter", "Play", "Next chapter", "Notes", "Follow", "Exit"]
            .map(|name| harness.get_by_label(name).rect());
        for (index, control) in controls.into_iter().enumerate() {
            assert!(
                controls[..index].iter().all(|other| !control.intersect(*other).is_positive()),
                "{size:?}: {controls:?}"
            );
            for other in shown {
                let over = control.intersect(other);
                assert!(!over.is_positive(), "{size:?}: {control:?} lies over {other:?}");
            }
            assert!(harness.ctx.content_rect().contains_rect(control), "{size:?}: {control:?} is cut");
        }
    }
}
