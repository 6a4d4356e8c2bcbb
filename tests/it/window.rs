//! Tests of the whole window without a display: the first minutes of a lecture, with the names on the screen.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, Setup};
use firedrill::file::edit::{Edit, Table};
use firedrill::file::schema::Site;
use firedrill::recording::Subject;
use firedrill::session::{Command, EditCommand, Origin, PlanCommand, PlaybackCommand, SelectCommand};
use firedrill::units::{SimTime, Span};

use crate::support::SMALL;
use crate::support::window::{SMALLEST, WIDE, ask, click, on, painted, press, wheel, window, write};

/// egui paints a warning over widgets if several have the same id.
fn assert_no_id_clash(harness: &Harness<'_, App>) {
    let texts = painted(harness).into_iter();
    let complaints: Vec<String> = texts.filter(|text| text.contains("use of") && text.contains("ID")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
}

#[test]
fn the_window_opens_with_kakao_and_is_paused() {
    let harness = window(WIDE);
    assert_eq!(harness.state().session().scenario().title, "Kakao, October 2022");
    assert!(harness.query_by_label("Services down: 0 of 56").is_some());
    assert!(!harness.state().session().playback().playing);
}

#[test]
fn the_name_of_a_shipped_scenario_opens_it() {
    let harness = on(WIDE, Some(PathBuf::from("2-two-sites")), Setup::default());
    assert_eq!(*harness.state().session().origin(), Origin::Shipped("2-two-sites"));
    assert!(harness.state().notice().is_none());
}

#[test]
fn no_ids_clash_at_both_sizes_of_the_window() {
    for size in [WIDE, SMALLEST] {
        let mut harness = window(size);
        assert_no_id_clash(&harness);
        for key in [Key::F1, Key::Escape, Key::N] {
            harness.key_press(key);
            harness.run();
            assert_no_id_clash(&harness);
        }
        harness.key_press_modifiers(Modifiers::COMMAND, Key::L);
        harness.run();
        assert_no_id_clash(&harness);
    }
}

#[test]
fn space_plays_and_pauses() {
    let mut harness = window(WIDE);
    harness.key_press(Key::Space);
    harness.run_steps(6);
    assert!(harness.state().session().now().0 > 0);
    press(&mut harness, Key::Space);
    assert!(!harness.state().session().playback().playing);
}

#[test]
fn the_ignite_key_explains_that_a_site_must_be_selected() {
    let mut harness = window(WIDE);
    press(&mut harness, Key::I);
    assert!(harness.state().notice().unwrap().title.starts_with("Select a site first"));
    assert!(harness.state().session().plan().actions.is_empty());
    click(&mut harness, "Anyang");
    assert!(harness.state().notice().is_none(), "it was done");
}

#[test]
fn a_selected_site_is_ignited_by_key_and_undone_by_click() {
    let mut harness = window(WIDE);
    click(&mut harness, "Anyang");
    assert!(matches!(harness.state().session().selection(), Some(Subject::Site(_))));
    press(&mut harness, Key::I);
    assert_eq!(harness.state().session().plan().actions.len(), 1);
    harness.get_by_label("Undo").click();
    harness.run();
    assert!(harness.state().session().plan().actions.is_empty());
    press(&mut harness, Key::Y);
    assert_eq!(harness.state().session().plan().actions.len(), 1);
    harness.get_by_label("Reset").click();
    harness.run();
    assert!(harness.state().session().plan().actions.is_empty());
}

#[test]
fn a_key_shows_only_what_is_related_to_the_selection() {
    let mut harness = window(WIDE);
    press(&mut harness, Key::O);
    let told = harness.state().notice().map(|notice| notice.title.clone()).unwrap_or_default();
    assert!(told.starts_with("Select a site or service first"), "{told}");
    click(&mut harness, "KakaoTalk");
    press(&mut harness, Key::O);
    assert!(harness.query_by_label("Show everything again").is_some(), "a sign says so");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Show everything again").is_none(), "everything again");
}

#[test]
fn plans_are_changed_by_name() {
    let mut harness = window(WIDE);
    click(&mut harness, "As it happened");
    assert_eq!(harness.state().session().plan().name, "As it happened");

    let mut narrow = window(SMALLEST);
    narrow.get_by_label("All plans").click();
    narrow.run();
    narrow.get_by_label("Choose As it happened").click();
    narrow.run();
    assert_eq!(narrow.state().session().plan().name, "As it happened");
}

#[test]
fn a_recent_file_is_opened_and_unsaved_changes_can_be_restored() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let settings = folder.path().join("settings.json");
    std::fs::write(&settings, serde_json::json!({ "night": false, "recent": [small] }).to_string()).unwrap();
    let mut harness = on(WIDE, None, Setup { settings: Some(settings), ..Setup::default() });
    assert!(!harness.state().is_night());
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);

    harness.get_by_label_contains("Scenarios:").click();
    harness.run();
    let title = firedrill::file::load(SMALL.as_bytes()).unwrap().title;
    harness.get_by_label(&title).click();
    harness.run();
    assert_eq!(*harness.state().session().origin(), Origin::File(small));
    assert!(harness.state().notice().unwrap().title.contains("unsaved"));
    harness.get_by_label("Go back to it").click();
    harness.run();
    assert_eq!(harness.state().session().plan().actions.len(), 1);
}

#[test]
fn the_file_menu_opens_recent_files_and_the_list_of_scenarios() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let twins = ["a", "b"].map(|name| folder.path().join(name).join("twin.ron"));
    for twin in &twins {
        std::fs::create_dir(twin.parent().unwrap()).unwrap();
        std::fs::write(twin, SMALL).unwrap();
    }
    let settings = folder.path().join("settings.json");
    let recent = serde_json::json!({ "recent": [small, twins[0], twins[1]] });
    std::fs::write(&settings, recent.to_string()).unwrap();
    let mut harness = on(WIDE, None, Setup { settings: Some(settings), ..Setup::default() });
    click(&mut harness, "File");
    assert!(harness.query_by_label("Recent files").is_some());
    click(&mut harness, "small.ron");
    assert_eq!(*harness.state().session().origin(), Origin::File(small));
    // Files of one name are told apart by their folders.
    click(&mut harness, "File");
    click(&mut harness, "twin.ron (b)");
    assert_eq!(*harness.state().session().origin(), Origin::File(twins[1].clone()));
    click(&mut harness, "File");
    harness.get_by_label_contains("All scenarios …").click();
    // The menu closes, and the list opens.
    harness.run_steps(8);
    assert!(harness.query_by_label("Own and recent files").is_some());

    let mut harness = window(WIDE);
    click(&mut harness, "File");
    assert!(harness.query_by_label("Recent files").is_none(), "there are none");
    assert!(harness.query_by_label_contains("All scenarios …").is_some());
}

#[test]
fn a_broken_file_is_reported_and_the_scenario_stays() {
    let folder = tempfile::tempdir().unwrap();
    let broken = write(&folder, "broken.ron", "(\n  title: \"Half a");
    let mut harness = on(WIDE, Some(broken.clone()), Setup::default());
    let notice = harness.state().notice().unwrap();
    assert_eq!(notice.title, "broken.ron was not opened");
    assert_eq!(notice.body, broken.display().to_string(), "a file of this name may be in several folders");
    assert!(notice.details[0].place.starts_with("Line "), "{notice:?}");
    assert!(!notice.details[0].remedy.is_empty(), "{notice:?}");
    assert_eq!(harness.state().session().scenario().title, "Kakao, October 2022");
    harness.get_by_label("Dismiss").click();
    harness.run();
    assert!(harness.state().notice().is_none());
}

#[test]
fn a_folder_or_a_missing_file_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let harness = on(WIDE, Some(folder.path().to_owned()), Setup::default());
    assert_eq!(harness.state().notice().unwrap().details[0].what, "This is a folder");
    let harness = on(WIDE, Some(folder.path().join("none.ron")), Setup::default());
    assert!(harness.state().notice().unwrap().details[0].what.starts_with("Cannot be read"));
}

#[test]
fn keys_have_no_effect_while_a_path_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let mut harness = window(WIDE);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run();
    harness.get_by_label("Path of the file").type_text(&small.display().to_string());
    harness.run();
    press(&mut harness, Key::N);
    assert!(harness.state().is_night(), "a key of the window acted while somebody was typing");
    press(&mut harness, Key::Enter);
    assert_eq!(*harness.state().session().origin(), Origin::File(small));
}

#[test]
fn damaged_settings_are_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let settings = write(&folder, "settings.json", "{ \"night\": maybe");
    let harness = on(WIDE, None, Setup { settings: Some(settings), ..Setup::default() });
    assert!(harness.state().is_night());
    assert!(harness.state().notice().is_none());
}

#[test]
fn a_saved_plan_is_there_when_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let settings = folder.path().join("settings.json");
    let mut harness = on(WIDE, None, Setup { settings: Some(settings), ..Setup::default() });
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    assert!(harness.state().session().is_changed());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    let field = harness.get_by_label("Path of the file");
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("Path of the file").type_text(&path.display().to_string());
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(!harness.state().session().is_changed());
    let again = on(WIDE, Some(path.clone()), Setup::default());
    assert_eq!(again.state().session().plans(), harness.state().session().plans());
    assert_eq!(*again.state().session().origin(), Origin::File(path));
}

#[test]
fn a_file_that_was_opened_is_in_the_recent_documents_of_the_desktop() {
    let folder = tempfile::tempdir().unwrap();
    let small = write(&folder, "small.ron", SMALL);
    let list = folder.path().join("recently-used.xbel");
    let setup = || Setup { recent_documents: Some(list.clone()), ..Setup::default() };
    // A scenario that ships with the program is no document, and a file that cannot be opened is none either.
    on(WIDE, Some(PathBuf::from("2-two-sites")), setup());
    on(WIDE, Some(folder.path().join("missing.ron")), setup());
    assert!(!list.exists());
    on(WIDE, Some(small), setup());
    assert!(std::fs::read_to_string(&list).unwrap().contains("/small.ron\""));
    // What is no list is left alone, and the window opens all the same.
    std::fs::write(&list, "something else").unwrap();
    let other = write(&folder, "other.ron", SMALL);
    let harness = on(WIDE, Some(other.clone()), setup());
    assert_eq!(*harness.state().session().origin(), Origin::File(other));
    assert_eq!(std::fs::read_to_string(&list).unwrap(), "something else");
}

#[test]
fn a_failed_save_is_reported_and_the_changes_stay() {
    let mut harness = window(WIDE);
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    harness.run();
    harness.get_by_label("Path of the file").type_text("/no/such/folder/");
    harness.run();
    press(&mut harness, Key::Enter);
    let notice = harness.state().notice().unwrap();
    assert!(notice.title.ends_with("was not saved"), "{notice:?}");
    assert!(harness.state().session().is_changed());
}

#[test]
fn closing_with_something_unsaved_asks_once() {
    let mut harness = window(WIDE);
    click(&mut harness, "Anyang");
    press(&mut harness, Key::I);
    let close = |harness: &mut Harness<'_, App>| {
        let viewport = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.events.push(egui::ViewportEvent::Close);
        harness.step();
        let viewport = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.events.clear();
    };
    close(&mut harness);
    harness.run();
    assert!(harness.state().notice().unwrap().title.contains("unsaved changes"));
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.state().notice().is_none());
}

#[test]
fn the_story_is_paged_through_by_key_and_by_button() {
    let mut harness = window(WIDE);
    let story = harness.state().session().scenario().story.clone();
    press(&mut harness, Key::PageDown);
    assert!(harness.state().notice().unwrap().title.ends_with(&story[0].title));
    harness.get_by_label("Next").click();
    harness.run();
    assert!(harness.state().notice().unwrap().title.ends_with(&story[1].title));
    assert_eq!(harness.state().session().now(), story[1].at);
    assert!(harness.state().session().plan().acts(), "a story is told of a plan that acts");
    press(&mut harness, Key::PageUp);
    assert_eq!(harness.state().session().chapter(), Some(0));
    harness.get_by_label("Reset").click();
    harness.run();
    assert!(harness.state().notice().is_none());
}

#[test]
fn the_text_of_a_chapter_says_its_time_and_is_closed_when_the_next_chapter_is_reached() {
    let mut harness = window(WIDE);
    let story = harness.state().session().scenario().story.clone();
    let body = |harness: &Harness<'_, App>| harness.state().notice().map(|notice| notice.body.clone());
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(1)), Command::Select(SelectCommand::Chapter(1))]);
    let text = story[1].text.clone();
    assert_eq!(body(&harness).as_ref(), Some(&text));
    let go = |harness: &mut Harness<'_, App>, at: SimTime| {
        ask(harness, [Command::Playback(PlaybackCommand::Seek(at))]);
        harness.run();
    };
    go(&mut harness, story[1].at + Span(1));
    assert_eq!(body(&harness), Some(format!("Sat 15 Oct 15:19: {text}")));
    go(&mut harness, story[1].at);
    assert_eq!(body(&harness), Some(text));
    go(&mut harness, story[2].at);
    assert_eq!(body(&harness), None, "that is another chapter");
    ask(&mut harness, [Command::Select(SelectCommand::Chapter(1))]);
    go(&mut harness, story[1].at - Span(1));
    assert_eq!(body(&harness), None, "it had not happened yet");
}

#[test]
fn the_text_of_a_chapter_says_for_which_plan_it_was_written() {
    let mut harness = window(WIDE);
    let last = harness.state().session().plans().len() - 1;
    let is_said = |harness: &Harness<'_, App>| {
        harness.state().notice().is_some_and(|notice| notice.body.ends_with("\nWritten for the plan “As it happened”."))
    };
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(1)), Command::Select(SelectCommand::Chapter(1))]);
    assert!(!is_said(&harness));
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(last))]);
    harness.run();
    assert!(is_said(&harness), "{:?}", harness.state().notice());
}

#[test]
fn a_message_does_not_cover_the_buttons_of_the_map() {
    for size in [WIDE, [1280.0, 800.0], [1024.0, 640.0]] {
        let mut harness = window(size);
        harness.state_mut().ask(Command::Select(SelectCommand::Chapter(3)));
        harness.run();
        harness.run();
        let message = harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("notice"))).expect("it is told");
        for name in ["Map", "Dependencies", "Present", "Zoom in", "Show all sites"] {
            for node in harness.get_all_by_label(name).filter(|node| node.rect().width() < 100.0) {
                assert!(!node.rect().intersects(message), "{name} at {} lies under {message}", node.rect());
            }
        }
    }
}

#[test]
fn the_first_date_is_complete_at_the_left_edge() {
    for size in [WIDE, [1024.0, 640.0]] {
        let harness = window(size);
        let edge = harness.get_by_label("Time ruler").rect().left();
        let day = harness.output().shapes.iter().find_map(|shape| {
            let egui::Shape::Text(text) = &shape.shape else { return None };
            let is_first = text.galley.text().starts_with("Sat 15") && (text.pos.x - edge).abs() < 20.0;
            is_first.then(|| text.galley.rect.translate(text.pos.to_vec2()))
        });
        let day = day.expect("it is named");
        assert!(day.left() > edge, "{day} at {edge}");
    }
}

#[test]
fn map_and_dependency_view_are_switched_by_button_and_by_key() {
    let mut harness = window(WIDE);
    harness.get_by_label("Dependencies").click();
    harness.run();
    assert!(harness.query_by_label("Dependency view").is_some());
    assert_no_id_clash(&harness);
    click(&mut harness, "KakaoTalk");
    assert!(matches!(harness.state().session().selection(), Some(Subject::Service(_))));
    press(&mut harness, Key::G);
    assert!(harness.query_by_label("Dependency view").is_none());
}

#[test]
fn the_time_since_the_fire_is_rounded_by_the_speed() {
    let mut harness = window(WIDE);
    let at = |clock: i64| Command::Playback(PlaybackCommand::Seek(SimTime(clock)));
    ask(&mut harness, [at(6 * 60 + 51), Command::Playback(PlaybackCommand::SetSpeed(3_600.0))]);
    click(&mut harness, "Pangyo, zone A");
    press(&mut harness, Key::I);
    for (clock, told) in [(411, "T+0 s"), (360, "T\u{2212}51 s"), (440, "T+29 s"), (840, "T+7 m"), (4_070, "T+1 h")] {
        ask(&mut harness, [at(clock)]);
        assert!(painted(&harness).iter().any(|text| text == told), "{told} at {clock} s: {:?}", painted(&harness));
    }
    ask(&mut harness, [Command::Playback(PlaybackCommand::SetSpeed(1.0)), at(840)]);
    assert!(painted(&harness).iter().any(|text| text == "T+7 m 9 s"), "to the second where seconds can be read");
}

#[test]
fn a_field_with_an_invalid_duration_keeps_the_focus() {
    let mut harness = window(WIDE);
    click(&mut harness, "KakaoTalk");
    let field = "How long: Shed load";
    harness.get_by_label(field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text("abc");
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(harness.get_by_label(field).is_focused());
    assert!(harness.query_by_label_contains("such as").is_some(), "{:?}", painted(&harness));
    let before = harness.state().session().playback().clone();
    press(&mut harness, Key::Space);
    press(&mut harness, Key::Num3);
    assert_eq!(*harness.state().session().playback(), before, "letters are no keys while somebody mends a value");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text("20m");
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session().plan().actions.len(), 1, "and then it is done");
}

#[test]
fn the_menu_of_other_hazards_does_not_contain_the_own_hazard() {
    let mut harness = window(WIDE);
    click(&mut harness, "Anyang");
    let world = harness.state().session().scenario().clone();
    let (_, site) = world.sites.iter().find(|(_, site)| site.name == "Anyang").expect("it is there");
    click(&mut harness, "Other hazards");
    for (id, hazard) in world.hazards.iter() {
        let is_listed = harness.query_all_by_label(&hazard.name).next().is_some();
        assert_eq!(is_listed, Some(id) != site.hazard, "{}", hazard.name);
    }
}

#[test]
fn tabs_and_ruler_do_not_move_when_the_tab_changes() {
    for size in [WIDE, SMALLEST, [1920.0, 1080.0]] {
        let mut harness = window(size);
        ask(
            &mut harness,
            [Command::Plan(PlanCommand::ChoosePlan(1)), Command::Playback(PlaybackCommand::Seek(SimTime(36_000)))],
        );
        let place = |harness: &Harness<'_, App>| {
            let tab = harness.query_by_role_and_label(egui::Role::Tab, "Compare").map(|tab| tab.rect().left_top());
            (tab, ["Time ruler", "Playhead"].map(|name| harness.get_by_label(name).rect().left_top()))
        };
        let tabs = harness.get_all_by_role(egui::Role::Tab).count();
        let mut places = Vec::new();
        for name in ["Lanes", "People", "Shares", "Servers", "Rivals", "Compare"] {
            if tabs == 0 {
                harness.get_by_role(egui::Role::ComboBox).click();
                harness.run();
            }
            harness.get_all_by_label(name).last().expect("a tab of this name").click();
            harness.run();
            places.push(place(&harness));
        }
        assert!(places.iter().all(|place| *place == places[0]), "{size:?}: {places:?}");
        assert_eq!(places[0].0.is_some(), tabs > 0, "{size:?}");
    }
}

#[test]
fn the_wheel_scrolls_lanes_and_zooms_with_ctrl() {
    let mut harness = window(WIDE);
    ask(
        &mut harness,
        [Command::Plan(PlanCommand::ChoosePlan(1)), Command::Playback(PlaybackCommand::Seek(SimTime(36_000)))],
    );
    let places = |harness: &Harness<'_, App>| {
        let lane = harness.get_by_label("Lane Photos, videos and files").rect().center().y;
        (lane, harness.query_by_label("Playhead").map(|playhead| playhead.rect().center().x))
    };
    let turn = |harness: &mut Harness<'_, App>, up, modifiers| {
        let over = harness.get_by_label("Lane Photos, videos and files").rect().center();
        harness.hover_at(over);
        harness.event(wheel(up, modifiers));
        harness.run_steps(20);
    };
    let (lane, playhead) = places(&harness);
    turn(&mut harness, -40.0, Modifiers::NONE);
    let scrolled = places(&harness);
    assert!(scrolled.0 < lane - 10.0 && scrolled.1 == playhead, "{scrolled:?} after {lane}, {playhead:?}");
    turn(&mut harness, 40.0, Modifiers::COMMAND);
    let nearer = places(&harness);
    assert!(nearer.1 != playhead, "time comes nearer: {nearer:?} after {scrolled:?}");
}

#[test]
fn an_added_site_moves_neither_camera_nor_range_and_keeps_the_selection() {
    let mut harness = window(WIDE);
    ask(&mut harness, [Command::Playback(PlaybackCommand::Seek(SimTime(36_000)))]);
    click(&mut harness, "Anyang");
    click(&mut harness, "Zoom in");
    // The range comes nearer around the playhead, which so stays in view.
    let playhead = harness.get_by_label("Playhead").rect().center();
    harness.hover_at(egui::pos2(playhead.x, harness.get_by_label("Lane KakaoTalk").rect().center().y));
    harness.event(wheel(40.0, Modifiers::COMMAND));
    harness.run_steps(20);
    let places = |harness: &Harness<'_, App>| {
        let map = harness.get_by_label("Zoom in").rect().right()..WIDE[0] - 360.0;
        let ring = harness.get_all_by_label("Anyang").map(|node| node.rect());
        let ring: Vec<_> = ring.filter(|rect| map.contains(&rect.center().x)).collect();
        assert!(!ring.is_empty(), "it is on the map");
        (ring, harness.get_by_label("Playhead").rect().center().x)
    };
    let before = places(&harness);
    let session = harness.state().session();
    let (_, like) = session.authored().rows().sites.iter().next().expect("there is a site");
    let (name, at) = ("Ulleungdo".to_owned(), Some((37.5, 130.9)));
    let site = Site { name, at, place: None, spreads: Vec::new(), restore: Vec::new(), ..like.clone() };
    let edit = Edit::add(session.authored(), Table::Sites, 0, "ulleungdo", site).expect("it can be added");
    ask(&mut harness, [Command::Edit(EditCommand::Change(edit.into()))]);
    let session = harness.state().session();
    assert_eq!(session.world().sites.rows()[0].name, "Ulleungdo");
    let Some(Subject::Site(selected)) = session.selection() else { panic!("{:?}", session.selection()) };
    assert_eq!(session.world().sites[selected].name, "Anyang");
    assert_eq!(places(&harness), before);
    press(&mut harness, Key::Z);
    assert_eq!(places(&harness), before);
}
