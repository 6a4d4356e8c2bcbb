//! In small windows nothing of a dialog, a message or a panel is cut off, and all of it can be reached.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use egui::epaint::ClippedShape;
use egui::{Id, Key, Modifiers, Rect, Role, Shape, ViewportEvent, ViewportId, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::model::Act;
use firedrill::session::{Command, FileCommand, PlanCommand, WindowCommand};
use firedrill::ui::text::{Language, Texts};

use crate::support::SMALL;
use crate::support::window::{SMALLEST, WIDE, ask, click, on, on_text, painted, press, wait_until, wheel, write};

/// The size in points of a window with 1440 by 900 pixels at 200%.
const AT_200_PERCENT: [f32; 2] = [720.0, 450.0];
/// So many controls of a dialog are visited with Tab at most.
const MOST_CONTROLS: usize = 40;
/// A table with more columns, longer headings and longer values than there is room for, and with something wrong in it.
const TABLE: &str = "\
Application\tBusiness owner\tRTO (hrs)\tPrimary site\tDepends on\tWhat this application is for, in the words of its owner
Web shop\tRetail and wholesale of the whole company\t2\tFrankfurt\tLogin\tCustomers of all countries order and pay here, day and night
Login\tInformation technology, second department\tsoon\tFrankfurt\t\tWhoever cannot sign in can do nothing else in any of our programs
";
/// A story whose first chapter has longer notes than there is room for.
const WITH_NOTES: &str = r#"(
    firedrill: 2, title: "A class", zone: "UTC", start: "2026-03-02 08:00", length: "1d",
    hazards: { "h": (name: "H", kind: Fire, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) },
    sites: { "s": (name: "S", at: (52, 13), hazard: "h") }, services: { "a": (name: "A", users: 5, on: { "s": 4 }) },
    story: [ (at: "10:00", title: "The strike", text: "It burns.", notes: "NOTES") ],
    plans: [ (name: "Fire", actions: [ (at: "10:00", do: Strike(site: "s")) ]) ],
)"#;

fn small(language: Language) -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder");
    on(SMALLEST, Some(write(&folder, "small.ron", SMALL)), Setup { language, ..Setup::default() })
}

fn resize(harness: &mut Harness<'_, App>, size: [f32; 2]) {
    harness.set_size(size.into());
    harness.run_steps(4);
}

/// Makes an unsaved change: a site is struck.
fn strike(harness: &mut Harness<'_, App>) {
    let site = harness.state().session().scenario().sites.ids().next().expect("a site");
    ask(harness, [Command::Plan(PlanCommand::Do(Act::Strike { site, hazard: None }))]);
    assert!(harness.state().session().is_changed());
}

/// Where a dialog (`overlay`) or a message (`notice`) is.
fn area(harness: &Harness<'_, App>, name: &str) -> Rect {
    harness.ctx.memory(|memory| memory.area_rect(Id::unique(name))).expect("it is shown")
}

/// What of the dialog is beyond its edges, or beyond those of the window.
fn cut_off(harness: &Harness<'_, App>) -> Vec<String> {
    let (screen, dialog) = (harness.ctx.content_rect(), area(harness, "overlay"));
    let mut faults = Vec::new();
    if !screen.contains_rect(dialog) {
        faults.push(format!("the dialog is at {dialog:?}"));
    }
    // What is drawn after the shade over the window belongs to the dialog.
    let shapes = &harness.output().shapes;
    let is_shade = |shape: &ClippedShape| matches!(&shape.shape, Shape::Rect(shade) if shade.rect == screen);
    let first = shapes.iter().rposition(is_shade).expect("the window is shaded");
    for shape in &shapes[first..] {
        let (Shape::Text(text), clip) = (&shape.shape, shape.clip_rect) else { continue };
        let rect = text.visual_bounding_rect();
        // The text in a field may be longer than the field, which cuts it.
        let is_free = clip.width() > dialog.width() * 0.8;
        if is_free && (rect.left() < dialog.left() || rect.right() > dialog.right()) {
            faults.push(format!("the text {:?} is at {rect:?} in {dialog:?}", text.galley.text()));
        }
    }
    faults
}

/// Goes through the controls of the dialog with Tab. Returns which of them are beyond its edges then, and how many there are.
fn beyond_reach(harness: &mut Harness<'_, App>) -> (Vec<String>, usize) {
    let (mut faults, mut visited) = (Vec::new(), Vec::new());
    for _ in 0..MOST_CONTROLS {
        press(harness, Key::Tab);
        let dialog = area(harness, "overlay");
        let Some(node) = harness.root().children_recursive().find(egui_kittest::Node::is_focused) else { continue };
        let (id, rect) = (node.accesskit_node().id(), node.rect());
        if visited.contains(&id) {
            break;
        }
        visited.push(id);
        // A card may be higher than the list that it is in.
        let is_low = rect.height() < dialog.height() / 2.0;
        let seen = if is_low { dialog.contains_rect(rect) } else { dialog.x_range().contains(rect.center().x) };
        if !seen {
            let name = node.accesskit_node().label().unwrap_or_default();
            faults.push(format!("{name:?} is at {rect:?} in {dialog:?}"));
        }
    }
    (faults, visited.len())
}

fn fits(harness: &mut Harness<'_, App>, what: &str) {
    for size in [SMALLEST, AT_200_PERCENT] {
        resize(harness, size);
        let mut faults = cut_off(harness);
        let (unseen, count) = beyond_reach(harness);
        faults.extend(unseen);
        faults.extend(cut_off(harness));
        assert!(faults.is_empty(), "{what} at {size:?}: {faults:#?}");
        assert!(count > 0, "{what} at {size:?} can be closed with the keyboard");
    }
}

#[test]
fn every_dialog_fits_into_small_windows_and_all_of_it_can_be_reached() {
    let dialogs = [
        ("settings", Command::Window(WindowCommand::ToggleSettings)),
        ("export", Command::Window(WindowCommand::ToggleExports)),
        ("keys", Command::Window(WindowCommand::ToggleKeys)),
        ("notes", Command::Window(WindowCommand::ToggleNotes)),
        ("new scenario", Command::Window(WindowCommand::ToggleNew)),
        ("import of nothing", Command::Window(WindowCommand::ToggleImport)),
        ("import", Command::File(FileCommand::ImportCells(TABLE.to_owned()))),
        ("path", Command::File(FileCommand::SaveAs)),
    ];
    for language in Language::ALL {
        for (what, command) in dialogs.clone() {
            let mut harness = small(language);
            ask(&mut harness, [command]);
            harness.run();
            fits(&mut harness, &format!("{what} in {language:?}"));
        }
    }
}

#[test]
fn the_list_of_scenarios_fits_into_small_windows_with_its_unsaved_changes() {
    for language in Language::ALL {
        let mut harness = small(language);
        strike(&mut harness);
        ask(&mut harness, [Command::File(FileCommand::OpenShipped("2-two-sites"))]);
        ask(&mut harness, [Command::Window(WindowCommand::ShowUnsaved)]);
        let texts = Texts::of(language);
        let throw_away = format!("{}: ", texts.get("unsaved-throw-away"));
        assert!(harness.query_all_by_label_contains(&throw_away).next().is_some(), "{language:?}");
        fits(&mut harness, &format!("the list in {language:?}"));
    }
}

#[test]
fn two_versions_of_a_file_fit_into_small_windows() {
    for language in Language::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = write(&folder, "small.ron", SMALL);
        let setup = Setup { watches_file: true, language, ..Setup::default() };
        let mut harness = on(SMALLEST, Some(path.clone()), setup);
        strike(&mut harness);
        let theirs = SMALL.replace("Small world", "A world with a title that is longer than that of the other one");
        fs::write(&path, theirs.replace("43000000", "42000000")).expect("writes");
        wait_until(&mut harness, |harness| harness.state().notice().is_some());
        ask(&mut harness, [Command::File(FileCommand::CompareVersions)]);
        harness.run();
        fits(&mut harness, &format!("the versions in {language:?}"));
    }
}

/// The person closes the window.
fn close(harness: &mut Harness<'_, App>) {
    let viewport = harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    viewport.events.push(ViewportEvent::Close);
    harness.step();
    harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    harness.run();
}

/// Checks that the message and all of its buttons are in the window.
fn message_fits(harness: &mut Harness<'_, App>, texts: &Texts) {
    for size in [SMALLEST, AT_200_PERCENT] {
        resize(harness, size);
        let message = area(harness, "notice");
        assert!(harness.ctx.content_rect().contains_rect(message), "{message:?} at {size:?}");
        let buttons: Vec<&'static str> =
            harness.state().notice().expect("a message").buttons.iter().map(|button| button.text).collect();
        assert!(buttons.len() > 2);
        for button in buttons {
            let rects: Vec<Rect> = harness.get_all_by_label(texts.get(button)).map(|node| node.rect()).collect();
            assert!(rects.iter().any(|rect| message.contains_rect(*rect)), "{button} at {size:?}: {rects:?}");
        }
    }
}

#[test]
fn the_buttons_of_the_question_about_unsaved_work_are_always_in_the_window() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let folder = tempfile::tempdir().expect("a folder");
        let file = |number: usize, title: &str| {
            let title = format!("{number}: {title}");
            write(&folder, &format!("{number}.ron"), &SMALL.replace("Small world", &title))
        };
        let open = |path: PathBuf| Command::File(FileCommand::OpenPath(path));
        let setup = Setup { language, ..Setup::default() };
        let mut harness = on(SMALLEST, Some(file(0, "A title")), setup.clone());
        for number in 1..6 {
            strike(&mut harness);
            ask(&mut harness, [open(file(number, &"a long title ".repeat(9)))]);
        }
        strike(&mut harness);
        close(&mut harness);
        message_fits(&mut harness, &texts);

        // The title of the question has that of the scenario, which may be of any length.
        let mut harness = on(SMALLEST, Some(file(6, &"a very long title ".repeat(300))), setup);
        strike(&mut harness);
        close(&mut harness);
        message_fits(&mut harness, &texts);
    }
}

#[test]
fn a_message_counts_the_warnings_that_it_does_not_list() {
    let orphans: String = (0..250).map(|number| format!("\"nothing.{number}\": \"없음\", ")).collect();
    let text = SMALL.replacen("\"ko\": {", &format!("\"ko\": {{ {orphans}"), 1);
    let mut harness = on_text(&text, Setup::default());
    ask(&mut harness, [Command::Window(WindowCommand::ShowWarnings)]);
    harness.run();
    let warnings = harness.state().session().warnings();
    let count: usize = warnings.iter().map(firedrill::file::Problem::count).sum();
    assert!(count >= 250 && warnings.len() < count, "{count}");
    assert!(painted(&harness).contains(&format!("{count} warnings")), "{:?}", painted(&harness));
}

#[test]
fn a_list_of_warnings_is_as_high_after_a_short_message_as_before_it() {
    let orphans: String = (0..20).map(|number| format!("\"nothing.{number}\": \"없음\", ")).collect();
    let text = SMALL.replacen("\"ko\": {", &format!("\"ko\": {{ {orphans}"), 1);
    let mut harness = on_text(&text, Setup::default());
    let mut heights = Vec::new();
    for _ in 0..2 {
        ask(&mut harness, [Command::Window(WindowCommand::ShowWarnings)]);
        assert!(harness.state().notice().is_some_and(|notice| notice.details.len() >= 20));
        heights.push(area(&harness, "notice").height());
        // Nothing is selected that could be ignited.
        press(&mut harness, Key::I);
        assert!(harness.state().notice().is_some_and(|notice| notice.details.is_empty()));
    }
    assert!((heights[0] - heights[1]).abs() < 2.0 && heights[1] > 150.0, "{heights:?}");
}

/// A window in which a fork is compared with its parent.
fn comparing(language: Language) -> Harness<'static, App> {
    let texts = Texts::of(language);
    let mut harness = on(SMALLEST, None, Setup { language, ..Setup::default() });
    let plans = harness.state().session().plans();
    let fork = plans.iter().position(|plan| plan.fork.is_some()).expect("one is a fork");
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(fork))]);
    // Where there is no room for all tabs, the chosen one opens a list of them.
    if harness.query_all_by_label(texts.get("tab-compare")).next().is_none() {
        click(&mut harness, texts.get("tab-lanes"));
    }
    click(&mut harness, texts.get("tab-compare"));
    harness
}

#[test]
fn the_comparison_shows_five_rows_in_the_smallest_window_and_all_others_can_be_reached() {
    // What the names of all rows have, and of nothing else.
    for (language, is_row) in [(Language::English, " in the chosen plan, "), (Language::Korean, " 이용자시간, ")] {
        let texts = Texts::of(language);
        let mut harness = comparing(language);
        let screen = harness.ctx.content_rect();
        let by_name = texts.with("compare-sort", &[("by", texts.get("compare-name"))]);
        let headings = harness.get_by_label(&by_name).rect().bottom();
        let rows = |harness: &Harness<'_, App>| -> Vec<String> {
            let seen = |rect: Rect| rect.top() > headings - 2.0 && rect.bottom() < screen.bottom() + 1.0;
            let rows = harness.query_all_by_label_contains(is_row).filter(|row| seen(row.rect()));
            rows.map(|row| row.accesskit_node().label().unwrap_or_default()).collect()
        };
        let first = rows(&harness);
        assert!(first.len() >= 5, "{language:?}: {first:#?}");

        // The sentences about the causes are shown on demand, because they would take the room of the rows.
        let (show, hide) = (texts.get("compare-show-why"), texts.get("compare-hide-why"));
        let top = harness.get_by_label(show).rect().top() - 1.0;
        let causes = |harness: &Harness<'_, App>| -> Vec<Rect> {
            let links = harness.query_all_by_role(Role::Link).map(|link| link.rect());
            links.filter(|link| link.top() > top).collect()
        };
        assert!(causes(&harness).is_empty(), "{language:?}");
        click(&mut harness, show);
        let shown = causes(&harness);
        let is_seen = |link: &Rect| link.bottom() < screen.bottom() + 1.0;
        assert!(!shown.is_empty() && shown.iter().all(is_seen), "{language:?}: {shown:?}");
        click(&mut harness, hide);
        assert_eq!(rows(&harness), first, "{language:?}");

        let both = harness.state().session().comparison().expect("two runs");
        // A company may have the name and the numbers of its only service, and everybody has a row too.
        let companies = both.companies.iter().map(|row| (row.name.as_str(), row.lost));
        let services = both.services.iter().filter(|row| row.differs()).map(|row| (row.name.as_str(), row.lost));
        let all = 1 + companies.chain(services).collect::<BTreeSet<_>>().len();
        let mut found: BTreeSet<String> = first.into_iter().collect();
        harness.hover_at(pos2(600.0, headings + 30.0));
        for _ in 0..all / 4 + 4 {
            harness.event(wheel(-68.0, Modifiers::NONE));
            harness.run_steps(6);
            found.extend(rows(&harness));
        }
        assert_eq!(found.len(), all, "{language:?}: {found:#?}");
    }
}

#[test]
fn nothing_of_the_comparison_leaves_its_panel_in_the_smallest_window() {
    for language in Language::ALL {
        let mut harness = comparing(language);
        for edits in [false, true] {
            if edits {
                harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
                harness.run();
            }
            // The editor is 250 points wide.
            let right = if edits { SMALLEST[0] - 250.0 } else { SMALLEST[0] };
            let texts = Texts::of(language);
            let by_name = texts.with("compare-sort", &[("by", texts.get("compare-name"))]);
            let top = harness.get_by_label(&by_name).rect().top() - 40.0;
            let panel = Rect::from_x_y_ranges(0.0..=right, top..=SMALLEST[1]);
            let mut faults = Vec::new();
            for shape in &harness.output().shapes {
                let (Shape::Text(text), clip) = (&shape.shape, shape.clip_rect) else { continue };
                let rect = text.visual_bounding_rect();
                let is_here = panel.contains(rect.left_center()) && rect.intersect(clip).is_positive();
                if is_here && rect.right() > clip.right() + 1.0 {
                    faults.push(format!("{:?} is at {rect:?} in {clip:?}", text.galley.text()));
                }
            }
            assert!(faults.is_empty(), "{language:?}, editor {edits}: {faults:#?}");
        }
    }
}

#[test]
fn the_buttons_of_many_runs_stand_beside_their_dots_in_small_windows() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let setup = Setup { language, ..Setup::default() };
        let mut harness = on(SMALLEST, Some(PathBuf::from("2-two-sites")), setup);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
        harness.run();
        ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(1))]);
        // Each batch of runs that is complete asks for another frame.
        harness.state_mut().ask(Command::Window(WindowCommand::ToggleEnsemble));
        harness.step();
        let caption = texts.with("ensemble-runs", &[("runs", "1,000")]);
        wait_until(&mut harness, |harness| harness.query_by_label(&caption).is_some());
        for size in [SMALLEST, AT_200_PERCENT] {
            resize(&mut harness, size);
            let dots = harness.get_by_label(texts.get("ensemble-dots")).rect();
            assert!(dots.width() > 100.0, "{language:?} at {size:?}: {dots:?}");
            let buttons = ["ensemble-as-written", "ensemble-typical", "ensemble-worst"].map(|key| texts.get(key));
            for name in buttons.into_iter().chain([&*caption]) {
                // Other parts of the window may have such names too.
                let named = harness.get_all_by_label(name).map(|node| node.rect());
                let rects: Vec<Rect> = named.filter(|rect| rect.top() > dots.top() - 12.0).collect();
                assert!(!rects.is_empty(), "{name} at {size:?}");
                for rect in rects {
                    let is_beside = rect.right() <= dots.left() && rect.bottom() <= size[1];
                    assert!(is_beside, "{name} at {size:?}: {rect:?} and {dots:?}");
                }
            }
        }
    }
}

#[test]
fn long_notes_for_whoever_presents_are_shown_from_their_beginning_and_scroll() {
    let sentence = "Ask who would be called first, and who after that. ";
    let text = WITH_NOTES.replace("NOTES", &sentence.repeat(40));
    for language in Language::ALL {
        let texts = Texts::of(language);
        let mut harness = on_text(&text, Setup { language, ..Setup::default() });
        press(&mut harness, Key::F5);
        press(&mut harness, Key::PageDown);
        press(&mut harness, Key::M);
        // In the window, and on a slide: for presenting, the window is scaled so that it is 540 points high.
        for size in [WIDE, SMALLEST, [864.0, 540.0]] {
            resize(&mut harness, size);
            let screen = harness.ctx.content_rect();
            let title = harness.get_by_label(texts.get("present-notes-of-chapter")).rect();
            assert!(screen.contains_rect(title), "{language:?} at {size:?}: {title:?}");
            let notes = |shape: &ClippedShape| {
                let (Shape::Text(text), clip) = (&shape.shape, shape.clip_rect) else { return None };
                let rect = text.visual_bounding_rect();
                text.galley.text().starts_with(sentence).then_some((rect, rect.intersect(clip).intersect(screen)))
            };
            let (all, seen) = harness.output().shapes.iter().find_map(notes).expect("the notes are drawn");
            let is_readable = seen.top() < all.top() + 1.0 && seen.height() > 48.0 && seen.width() > all.width() - 1.0;
            assert!(is_readable, "{language:?} at {size:?}: {seen:?} of {all:?}");
        }
    }
}

#[test]
fn the_playback_bar_is_whole_in_a_low_window() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let mut harness = on(SMALLEST, None, Setup { language, ..Setup::default() });
        resize(&mut harness, AT_200_PERCENT);
        for edits in [false, true] {
            if edits {
                harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
                harness.run();
            }
            let edge = harness.get_by_label(texts.get("window-edge")).rect().center().y;
            let play = harness.get_by_label(texts.get("play-play")).rect();
            assert!(
                play.top() > edge && play.bottom() < edge + 48.0,
                "{language:?}, editor {edits}: {play:?} at {edge}"
            );
        }
    }
}
