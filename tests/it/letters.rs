//! Tests of texts in every script: in either form of Unicode they are the same names, and letters without a font are told.

use std::sync::Arc;

use egui::MissingGlyphPolicy;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use firedrill::app::{App, Setup};
use firedrill::file::edit::{Edit, Table};
use firedrill::file::{self, Authored};
use firedrill::session::{Command, EditCommand, FileCommand, Origin, PlanCommand, Session};
use firedrill::units::SimTime;
use unicode_normalization::UnicodeNormalization;

use crate::support::cli::{fails, firedrill, prints, text};
use crate::support::window::{SMALLEST, WIDE, ask, on, on_text, painted, write};
use crate::support::{SMALL, load};

/// The small world with names that have two forms in Unicode.
fn korean() -> String {
    SMALL
        .replace("\"Fire\"", "\"판교 화재\"")
        .replace("SK C&C Pangyo", "판교 캠퍼스")
        .replace("KakaoTalk", "카카오톡 Café")
        .replace("a cache", "캐시 é")
}

/// The text as macOS writes it: syllables as letters, and letters with accents in two parts.
fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

#[test]
fn a_decomposed_file_is_the_same_scenario() {
    let (composed, decomposed) = (korean(), decomposed(&korean()));
    assert_ne!(composed, decomposed);
    assert_eq!(*load(&decomposed), *load(&composed));
}

#[test]
fn names_in_both_forms_within_one_file_are_the_same_names() {
    let text = korean();
    for name in ["\"판교 화재\"", "\"판교 캠퍼스\"", "\"카카오톡 Café\""] {
        let places: Vec<usize> = text.match_indices(name).map(|(at, _)| at).collect();
        assert!(places.len() > 1, "{name} is referred to");
        for at in places {
            let mixed = format!("{}{}{}", &text[..at], decomposed(name), &text[at + name.len()..]);
            assert_eq!(*load(&mixed), *load(&text), "{name} at {at}");
        }
    }
    // Two plans whose names look the same are one name.
    let twice = text.replacen("\"Untouched\"", &decomposed("\"판교 화재\""), 1);
    let report = file::load(twice.as_bytes()).expect_err("which plan is meant?");
    assert!(report.to_string().contains("판교 화재"), "{report}");
    assert!(report.problems[0].location.is_some_and(|location| location.line > 1), "{report:?}");
}

#[test]
fn the_bytes_of_the_author_are_saved_where_nothing_was_changed() {
    let text = decomposed(&korean());
    let (authored, checked) = file::load_document(text.as_bytes()).expect("loads");
    assert_eq!(authored.text(), Some(text.as_str()));
    let before = authored.to_ron();
    assert_eq!(before, decomposed(&file::load_document(korean().as_bytes()).expect("loads").0.to_ron()));

    let mut session = Session::open(authored, checked, Origin::File("world.ron".into())).expect("it can be run");
    assert_eq!(session.to_save().to_ron(), before, "nothing was done");
    for command in [PlanCommand::ChoosePlan(2), PlanCommand::MoveAction(0, SimTime(3_600))] {
        assert_eq!(session.apply(command).refused, None);
    }
    let after = session.to_save().to_ron();
    let changed = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
    assert!((1..=3).contains(&changed), "the row of one plan: {changed} lines\n{after}");
    assert_eq!(*load(&after), {
        let mut moved = (*load(&before)).clone();
        moved.plans[2].actions[0].at = load(&after).plans[2].actions[0].at;
        moved
    });
    assert!(!session.apply(EditCommand::Undo).wants_frame || session.to_save().to_ron() == before, "and undone");
}

#[test]
fn a_plan_is_renamed_with_all_references_whatever_their_form() {
    let by_path = decomposed("\"plans.판교 화재.name\": \"화재\"");
    let text = korean().replacen("\"판교 화재\": \"화재\"", &by_path, 1);
    let text = text.replacen("from: \"판교 화재\"", &decomposed("from: \"판교 화재\""), 1);
    let authored = file::parse(text.as_bytes()).expect("its shape is right");
    let check = |authored: &Authored| file::check(authored).map(|checked| checked.scenario).expect("it is valid");
    let renamed = Edit::rename(&authored, Table::Plans, 1, "Blaze").expect("the name is free");
    let (renamed, _) = authored.apply(&renamed).expect("it fits");
    let scenario = check(&renamed);
    assert_eq!((scenario.plans[1].name.as_str(), scenario.plans[2].fork.map(|fork| fork.parent)), ("Blaze", Some(1)));
    assert_eq!(scenario.localized("ko").plan_name("Blaze"), "화재", "its translation too");

    let taken = Edit::rename(&authored, Table::Plans, 0, &decomposed("판교 화재"));
    assert!(taken.is_err(), "another plan looks the same");
    let other_form = Edit::rename(&authored, Table::Plans, 1, &decomposed("판교 화재")).expect("the same plan");
    let (other_form, _) = authored.apply(&other_form).expect("it fits");
    assert_eq!(check(&other_form), check(&authored));

    let elsewhere = Edit::rename_place(&authored, &decomposed("판교 캠퍼스"), "Pangyo").expect("always possible");
    let (elsewhere, _) = authored.apply(&elsewhere).expect("it fits");
    assert_eq!(check(&elsewhere).sites.rows()[0].place.as_deref(), Some("Pangyo"));

    let removed = Edit::remove(&authored, Table::Plans, 1).expect("it is there");
    let (removed, _) = authored.apply(&removed.edit).expect("it fits");
    assert!(check(&removed).plans.iter().all(|plan| plan.fork.is_none()));
}

#[test]
fn the_command_line_finds_names_in_either_form() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in [("nfc.ron", korean()), ("nfd.ron", decomposed(&korean()))] {
        let path = write(&folder, file, &text).display().to_string();
        let composed = prints(&["run", &path, "--plan", "판교 화재"]);
        assert!(composed.contains("카카오톡 Café"), "{composed}");
        assert_eq!(prints(&["run", &path, "--plan", &decomposed("판교 화재")]), composed);
        for name in ["카카오톡 Café", "카카오톡 CAFÉ", &decomposed("카카오톡 Café")] {
            let why = prints(&["why", &path, name, "--plan", "판교 화재"]);
            assert!(why.contains("카카오톡 Café at"), "{why}");
        }
        let said = fails(&["run", &path, "--plan", &decomposed("판교 화제")], 1);
        assert!(said.contains("did you mean \"판교 화재\"?"), "{said}");
        let said = fails(&["why", &path, &decomposed("카카오톡 Cafe"), "--plan", "판교 화재"], 1);
        assert!(said.contains("카카오톡 Café"), "{said}");
    }
}

#[test]
fn plans_that_are_named_in_the_window_keep_names_apart_and_composed() {
    let mut session = Session::new(load(&korean()), Origin::File("world.ron".into())).expect("it can be run");
    let name = |session: &Session, index: usize| session.plans()[index].name.clone();
    session.apply(PlanCommand::RenamePlan(0, decomposed("평소")));
    assert_eq!(name(&session, 0), "평소");
    session.apply(PlanCommand::RenamePlan(0, decomposed("판교 화재")));
    assert_eq!(name(&session, 0), "판교 화재 2", "another plan has the name");
}

/// The names of sites and services that the list shows.
fn listed(harness: &Harness<'_, App>) -> Vec<String> {
    painted(harness).into_iter().filter(|text| ["카카오톡 Café", "Anyang", "Login"].contains(&text.as_str())).collect()
}

#[test]
fn the_search_finds_either_form_and_what_is_typed_in_part() {
    for world in [korean(), decomposed(&korean())] {
        let mut harness = on_text(&world, Setup::default());
        for typed in ["카카오톡", "카칵", "ㅋㅏㅋㅏ", "CAFÉ", "cafe", &decomposed("카카오톡 Café")] {
            harness.get_by_label("Find a site or service").focus();
            harness.run();
            harness.get_by_label("Find a site or service").type_text(typed);
            harness.run();
            let found = listed(&harness);
            assert!(found.iter().any(|name| name == "카카오톡 Café"), "{typed} finds {found:?}");
            let painted = painted(&harness);
            assert!(
                painted.iter().all(|text| text.nfc().eq(text.chars())),
                "all that is drawn is composed: {painted:?}"
            );
            harness.get_by_label("Clear the search").click();
            harness.run();
        }
    }
}

/// A world with letters that the bundled fonts do not have.
fn with_hanja() -> String {
    SMALL.replacen("name: \"Anyang\"", "name: \"安養 \u{1f525}\"", 1).replacen("\"Upbit\"", "\"مركز البيانات\"", 1)
}

/// A window without fonts of the computer, with a file. Boxes are allowed in it.
fn boxes(size: [f32; 2], world: &str) -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = on(size, None, Setup::default());
    harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
    harness.run();
    ask(&mut harness, [Command::File(FileCommand::OpenPath(write(&folder, "world.ron", world)))]);
    harness
}

/// The world with so few retries that nothing but its letters is worth a warning.
fn without_retry_warnings(world: &str) -> String {
    world.replace("retry: 2.0", "retry: 1.0")
}

#[test]
fn the_window_tells_which_letters_it_cannot_draw() {
    let harness = boxes(WIDE, &without_retry_warnings(&with_hanja()));
    let notice = harness.state().notice().expect("it is told");
    assert!(notice.title.ends_with(" was opened with warnings"), "{}", notice.title);
    let told: Vec<String> = notice.details.iter().map(|detail| format!("{}: {}", detail.place, detail.what)).collect();
    assert_eq!(
        told,
        [
            "Line 16, column 24: The bundled fonts do not have these letters: 安 (U+5B89), 養 (U+990A)",
            "Line 16, column 24: The bundled fonts do not have these letters: \u{1f525} (U+1F525)",
            "Line 25, column 23: The bundled fonts do not have these letters: م (U+0645), ر (U+0631), ك (U+0643), ز (U+0632), ا (U+0627), ل (U+0644) and 4 more",
            "Line 25, column 23: Words that are written from right to left are drawn in the order from left to right",
        ]
    );
    let hanja = without_retry_warnings(&with_hanja());
    let (before, _) = hanja.split_once("plans: [").expect("it has plans");
    let no_plans = format!("{before})");
    let harness = boxes(WIDE, &no_plans);
    assert_eq!(harness.state().notice().map(|notice| notice.details.len()), Some(4), "also without plans");
    let harness = boxes(WIDE, &without_retry_warnings(&decomposed(&korean())));
    assert!(harness.state().notice().is_none(), "the bundled fonts have all letters: {:?}", harness.state().notice());
}

#[test]
fn warnings_of_letters_are_no_problem_even_for_a_strict_check() {
    let folder = tempfile::tempdir().expect("a folder");
    // A letter of a private area is in no font, or in a font of this computer.
    let rare = without_retry_warnings(SMALL).replacen("name: \"Anyang\"", "name: \"מרכז נתונים \u{10fffd}\"", 1);
    let path = write(&folder, "rare.ron", &rare).display().to_string();
    let said = prints(&["check", "--strict", &path]);
    assert!(said.contains("rare.ron:16:24: warning: words that are written from right to left"), "{said}");
    assert!(said.contains("rare.ron: ok, with "), "{said}");

    // Other warnings fail a strict check as before, and both are told.
    let orphan = rare.replacen("\"ko\": {", "\"ko\": { \"nothing.of.this\": \"없음\",", 1);
    let path = write(&folder, "orphan.ron", &orphan).display().to_string();
    let output = firedrill(&["check", "--strict", &path]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""));
    let said = text(&output.stdout);
    assert!(said.contains("nothing.of.this") && said.contains("from right to left"), "{said}");
}

#[test]
fn a_picture_has_boxes_for_letters_that_are_not_bundled_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "hanja.ron", &with_hanja()).display().to_string();
    let picture = folder.path().join("a.png").display().to_string();
    let args = ["render", &path, "--at", "+1h", "--panel", "map", "--size", "300x200", "-o", &picture];
    let output = firedrill(&args);
    let said = text(&output.stderr);
    assert!(output.status.success() && said.contains("the bundled fonts do not have these letters: 安"), "{said}");
    let first = std::fs::read(&picture).expect("it is drawn");
    firedrill(&args);
    assert!(std::fs::read(&picture).expect("it is drawn again") == first);
    let output = firedrill(&[&args[..], &["--computer-fonts"]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// A world whose file has many warnings, so that the message about it is as tall as it gets.
fn with_many_warnings() -> String {
    let orphans: String = (0..20).map(|number| format!("\"nothing.{number}\": \"없음\", ")).collect();
    SMALL.replacen("\"ko\": {", &format!("\"ko\": {{ {orphans}"), 1)
}

#[test]
fn the_first_view_puts_the_sites_beside_a_message_about_the_file() {
    for size in [WIDE, SMALLEST] {
        let harness = boxes(size, &with_many_warnings());
        assert!(harness.state().notice().is_some_and(|notice| notice.details.len() >= 20));
        let message = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("notice"))).expect("it is drawn");
        let map = harness.get_by_role_and_label(Role::Canvas, "Map").rect();
        assert!(map.intersects(message));
        for site in ["SK C&C Pangyo", "Anyang"] {
            let marks =
                harness.get_all_by_label(site).map(|mark| mark.rect()).filter(|mark| map.contains(mark.center()));
            let marks: Vec<egui::Rect> = marks.collect();
            assert!(!marks.is_empty(), "{site} is off the map at {size:?}");
            for mark in marks {
                assert!(
                    map.contains_rect(mark) && !message.intersects(mark),
                    "{site} at {size:?}: {mark:?}, {message:?}"
                );
            }
        }
    }
}

#[test]
fn letters_from_right_to_left_without_a_font_do_not_turn_the_text_around_them() {
    let world = SMALL.replacen("name: \"Anyang\"", "name: \"Site אב 100% up\"", 1);
    let mut harness = boxes(WIDE, &world);
    harness.run();
    let text = |shape: &egui::epaint::ClippedShape| {
        let egui::Shape::Text(text) = &shape.shape else { return None };
        text.galley.text().contains("100% up").then(|| Arc::clone(&text.galley))
    };
    let galleys: Vec<Arc<egui::Galley>> = harness.output().shapes.iter().filter_map(text).collect();
    assert!(!galleys.is_empty(), "it is in the list");
    for galley in galleys {
        let drawn: String = galley.rows[0].row.glyphs.iter().map(|glyph| glyph.chr).collect();
        assert_eq!(drawn, "Site אב 100% up");
    }
}
