//! Tests of the map through the names that screen readers get: find, click, zoom and ignite; and tests that unusual worlds are drawn
//! without a panic.

mod crowded;
mod fields;
mod moments;
mod parts;
mod stable;
mod worlds;

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use self::worlds::{Maker, seoul};
use super::{MapView, map_ui};
use crate::geo::{Camera, LatLon, project};
use crate::model::{Act, CameraTarget, HazardId, Id, ServiceId, SiteId};
use crate::recording::Subject;
use crate::session::{Command, EditCommand, PlanCommand, PlaybackCommand, SelectCommand, Session, SessionCommand};
use crate::ui::ViewContext;
use crate::ui::text::{Language, Texts};
use crate::ui::theme::Theme;
use crate::units::SimTime;

struct Desk {
    session: Session,
    view: MapView,
    texts: Texts,
    theme: Theme,
}

fn desk_sized<'a>(session: Session, size: Vec2) -> Harness<'a, Desk> {
    let desk = Desk { session, view: MapView::default(), texts: Texts::english(), theme: Theme::night() };
    let frame = |ui: &mut egui::Ui, desk: &mut Desk| {
        let mut commands = Vec::new();
        let context = ViewContext::new(&desk.session, &desk.texts, &desk.theme);
        map_ui(ui, &context, &mut desk.view, &mut commands);
        for command in commands.into_iter().flat_map(SessionCommand::try_from) {
            desk.session.apply(command);
        }
        if desk.session.end_frame(0.0) {
            ui.ctx().request_repaint();
        }
    };
    let fonts = |context: &egui::Context| {
        let mut fonts = egui::FontDefinitions::empty();
        let bytes = include_bytes!("../../../../assets/fonts/FiredrillSans-Regular.otf");
        fonts.font_data.insert("sans".to_owned(), egui::FontData::from_static(bytes).into());
        for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
            fonts.families.insert(family, vec!["sans".to_owned()]);
        }
        context.set_fonts(fonts);
    };
    let mut harness = Harness::builder().with_size(size).with_context_setup(fonts).build_ui_state(frame, desk);
    harness.run();
    harness
}

fn desk<'a>(session: Session) -> Harness<'a, Desk> {
    desk_sized(session, vec2(880.0, 480.0))
}

fn apply(harness: &mut Harness<'_, Desk>, command: Command) {
    let command = SessionCommand::try_from(command).expect("it is the session's");
    harness.state_mut().session.apply(command);
    harness.run();
}

fn click(harness: &mut Harness<'_, Desk>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

/// Turns the wheel at a point. A positive value zooms in.
fn wheel(harness: &mut Harness<'_, Desk>, at: Pos2, by: f32) {
    harness.hover_at(at);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
    });
    harness.run_steps(20);
}

fn acts(harness: &Harness<'_, Desk>) -> Vec<Act> {
    harness.state().session.plan().actions.iter().map(|action| action.act.clone()).collect()
}

#[test]
fn rings_chips_and_buttons_are_found_by_name() {
    let harness = desk(seoul());
    for name in ["Map", "SK C&C Pangyo", "Anyang", "LG CNS Sangam", "KakaoTalk", "Upbit", "Zoom in", "Show all sites"] {
        assert!(harness.query_by_label(name).is_some(), "{name} is on the map");
    }
    assert!(harness.query_by_label_contains("Gak Chuncheon").is_some(), "what is out of view has a card at the edge");
}

#[test]
fn a_click_selects_and_a_click_on_nothing_clears() {
    let mut harness = desk(seoul());
    click(&mut harness, "Anyang");
    assert_eq!(harness.state().session.selection(), Some(Subject::Site(SiteId::new(3))), "Anyang");
    click(&mut harness, "KakaoTalk");
    assert_eq!(harness.state().session.selection(), Some(Subject::Service(ServiceId::new(4))), "KakaoTalk");
    let empty = pos2(60.0, 240.0);
    harness.hover_at(empty);
    harness.drag_at(empty);
    harness.drop_at(empty);
    harness.run();
    assert_eq!(harness.state().session.selection(), None, "the sea");
}

#[test]
fn a_campus_opens_when_it_is_clicked_and_one_more_click_ignites_a_site() {
    let mut harness = desk(seoul());
    assert!(harness.query_by_label("Pangyo, zone 2").is_none(), "closed");
    click(&mut harness, "SK C&C Pangyo");
    assert!(harness.query_by_label("Pangyo, zone 2").is_some(), "opened");
    apply(&mut harness, Command::Playback(PlaybackCommand::Seek(SimTime(1_140))));
    click(&mut harness, "Ignite Pangyo, zone 1");
    assert_eq!(acts(&harness), [Act::Strike { site: SiteId::new(0), hazard: None }], "struck");
    assert_eq!(harness.state().session.recording().strikes[0].at, SimTime(1_140), "at the playhead");
    assert!(harness.query_by_label("Extinguish Pangyo, zone 1").is_some(), "what burns can be put out");
    apply(&mut harness, Command::Edit(EditCommand::Undo));
    assert_eq!(acts(&harness), [], "taken back");
}

#[test]
fn the_menu_of_a_site_strikes_it_with_any_hazard_and_around_it() {
    let mut harness = desk(seoul());
    for (entries, act) in [
        (vec!["Ignite: Power cut off"], Act::Strike { site: SiteId::new(3), hazard: None }),
        (vec!["Other hazards", "Flood"], Act::Strike { site: SiteId::new(3), hazard: Some(HazardId::new(2)) }),
        (
            vec!["Strike all sites within 10 km", "Each site with its own hazard"],
            Act::StrikeArea { at: LatLon { lat: 37.39, lon: 126.95 }, radius_km: 10.0, hazard: None },
        ),
    ] {
        harness.get_by_label("Anyang").click_secondary();
        harness.run();
        for entry in entries {
            harness.get_by_label_contains(entry).click();
            harness.run();
        }
        assert_eq!(acts(&harness).last(), Some(&act), "done");
    }
}

#[test]
fn the_menu_of_a_service_fails_over_starts_black_and_sheds_load() {
    let mut harness = desk(seoul());
    let service = ServiceId::new(4);
    for (entries, is_done) in [
        (vec!["Fail over to the standby"], Act::FailOver { service }),
        (vec!["Shed load: no retries", "for 2 h"], Act::ShedLoad { service, span: crate::units::Span(7_200) }),
        (vec!["Black start, without", "for 30 m"], Act::BlackStart { service, span: crate::units::Span(1_800) }),
    ] {
        harness.get_by_label("KakaoTalk").click_secondary();
        harness.run();
        for entry in entries {
            harness.get_by_label_contains(entry).click();
            harness.run();
        }
        assert_eq!(acts(&harness).last(), Some(&is_done), "done");
    }
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_a_drag_moves_what_is_under_it() {
    let mut harness = desk(seoul());
    let at = pos2(650.0, 120.0);
    let offset: [f32; 2] = (at - harness.state().view.scene.as_ref().unwrap().marks.screen.rect.center()).into();
    let before = harness.state().view.camera().unwrap();
    wheel(&mut harness, at, 80.0);
    let after = harness.state().view.camera().unwrap();
    assert!(after.zoom > before.zoom + 0.3, "nearer: {} then {}", before.zoom, after.zoom);
    let [was, is] = [before, after].map(|camera| camera.world_from_screen(offset));
    let apart = after.points_per_world() * (was.x - is.x).hypot(was.y - is.y);
    assert!(apart < 1.0, "what was under the pointer is {apart} points away");
    harness.drag_at(at);
    harness.run();
    harness.hover_at(at + vec2(-90.0, 40.0));
    harness.run();
    harness.drop_at(at + vec2(-90.0, 40.0));
    harness.run();
    let moved = harness.state().view.camera().unwrap().screen_from_world(is);
    assert!((vec2(moved[0], moved[1]) - (Vec2::from(offset) + vec2(-90.0, 40.0))).length() < 1.0, "{moved:?}");
}

#[test]
fn the_buttons_zoom_and_show_all_sites() {
    let mut harness = desk(seoul());
    let home = harness.state().view.camera().unwrap();
    click(&mut harness, "Zoom in");
    assert!(harness.state().view.camera().unwrap().zoom > home.zoom, "nearer");
    click(&mut harness, "Show all sites");
    let all = harness.state().view.camera().unwrap();
    assert!(all.zoom < home.zoom, "with Busan");
    let busan = all.screen_from_world(project(LatLon { lat: 35.16, lon: 128.86 }));
    assert!(busan[0].abs() < 440.0 && busan[1].abs() < 240.0, "Busan is in view at {busan:?}");
    click(&mut harness, "Show all sites");
    assert_eq!(harness.state().view.camera(), Some(home), "the first view");
}

#[test]
fn a_group_zooms_to_its_sites_until_each_has_a_ring() {
    let mut harness = desk(seoul());
    harness.state_mut().view.set_camera(Camera::new(LatLon { lat: 37.0, lon: 127.5 }, 5.0));
    harness.run();
    assert!(harness.query_by_label("Anyang").is_none(), "grouped");
    for _ in 0..4 {
        if harness.query_by_label("Anyang").is_none() {
            harness.get_by_label_contains("SK C&C Pangyo +").click();
            harness.run();
        }
    }
    assert!(harness.query_by_label("Anyang").is_some(), "on its own");
}

#[test]
fn paused_nothing_moves_and_the_same_moment_is_the_same_picture() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    let picture = |harness: &Harness<'_, Desk>| format!("{:?}", harness.output().shapes);
    let first = picture(&harness);
    harness.run_steps(3);
    assert_eq!(first, picture(&harness), "embers stand still");
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(9_000.0)));
    assert_ne!(first, picture(&harness), "time has passed");
    apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(7_200.0)));
    assert_eq!(first, picture(&harness), "and runs back");
}

#[test]
fn a_hovered_chip_is_known_to_all_views() {
    let mut harness = desk(seoul());
    harness.get_by_label("KakaoTalk").hover();
    harness.run();
    harness.step();
    assert_eq!(harness.state().session.hover(), Some(Subject::Service(ServiceId::new(4))), "under the pointer");
}

#[test]
fn the_camera_moves_only_if_it_must() {
    let mut harness = desk(seoul());
    let home = harness.state().view.camera().unwrap();
    let turn = |harness: &mut Harness<'_, Desk>, aim: CameraTarget| {
        let Desk { session, view, .. } = harness.state_mut();
        view.point_camera(&aim, session.world());
        harness.run();
        harness.state().view.camera().unwrap()
    };
    assert_eq!(turn(&mut harness, CameraTarget::Site(SiteId::new(3))), home, "Anyang is in view");
    let busan = turn(&mut harness, CameraTarget::Site(SiteId::new(8)));
    assert!(busan.screen_from_world(project(LatLon { lat: 35.16, lon: 128.86 }))[0].abs() < 100.0, "Busan");
    assert_eq!(turn(&mut harness, CameraTarget::All), home, "everything");
}

#[test]
fn in_the_first_view_no_ring_lies_under_a_button_or_the_switch() {
    for size in [vec2(596.0, 307.0), vec2(338.0, 186.0)] {
        // Two sites, of which one is to the upper left of the other.
        let mut maker = Maker::new();
        let north = maker.site("North", "", "", [52.6, 13.1], 0);
        let south = maker.site("South", "", "", [52.3, 13.6], 0);
        maker.service("Mail", 0, 1_000, &[(north, 400), (south, 100)], &[]);
        let harness = desk_sized(maker.session(), size);
        let scene = harness.state().view.scene.as_ref().unwrap();
        let map = scene.marks.screen.rect;
        let buttons = ["Zoom in", "Zoom out", "Show all sites"].map(|name| harness.get_by_label(name).rect());
        // The button for what is connected appears when something is selected.
        for covered in buttons.into_iter().chain(super::control_rects::controls(map)) {
            for mark in &scene.marks.all {
                let apart = covered.distance_to_pos(map.center() + mark.at);
                assert!(apart > mark.radius, "{:?} lies under {covered:?} at {size:?}", mark.sites);
            }
        }
    }
}

#[test]
fn with_the_focus_the_map_moves_by_keys_and_without_it_does_not() {
    let mut harness = desk(seoul());
    let home = harness.state().view.camera().unwrap();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().view.camera(), Some(home), "arrows are the playhead's");
    harness.get_by_label("Map").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    harness.key_press(egui::Key::Minus);
    harness.run();
    let moved = harness.state().view.camera().unwrap();
    assert!(moved.centre.x > home.centre.x && moved.zoom < home.zoom, "{home:?} then {moved:?}");
}

#[test]
fn a_card_at_the_edge_goes_there_and_more_chips_are_a_list() {
    let mut harness = desk(seoul());
    harness.get_by_label_contains("LG CNS Busan").click();
    harness.run();
    assert_eq!(harness.state().session.selection(), Some(Subject::Site(SiteId::new(8))), "Busan");
    let busan = project(LatLon { lat: 35.16, lon: 128.86 });
    assert!(harness.state().view.camera().unwrap().screen_from_world(busan)[0].abs() < 1.0, "in the middle");
    let mut harness = desk(seoul());
    let more = harness.get_all_by_label_contains("+").next().map(|node| node.rect().center()).unwrap();
    harness.drag_at(more);
    harness.drop_at(more);
    harness.run();
    click(&mut harness, "Security keys");
    assert_eq!(harness.state().session.selection(), Some(Subject::Service(ServiceId::new(1))), "from the list");
}

#[test]
fn sites_at_one_point_are_shown_in_parts_where_there_is_room() {
    let mut maker = Maker::new();
    for name in ["One", "Two", "Three"] {
        let site = maker.site(name, "", "", [37.6, 127.1], 0);
        maker.service(name, 0, 10, &[(site, 100)], &[]);
    }
    let mut harness = desk(maker.session());
    for name in ["One", "Two", "Three"] {
        assert!(harness.get_all_by_label(name).count() >= 1, "{name}");
    }
    apply(&mut harness, Command::Select(SelectCommand::Select(Some(Subject::Site(SiteId::new(1))))));
    click(&mut harness, "Ignite Two");
    assert_eq!(acts(&harness).len(), 1, "on fire");
}

#[test]
fn cities_are_named_in_the_language_of_the_window() {
    let mut harness = desk(seoul());
    let cities = |harness: &Harness<'_, Desk>| {
        let scene = harness.state().view.scene.as_ref().unwrap();
        scene.labels.cities.iter().map(|city| city.name.to_owned()).collect::<Vec<_>>()
    };
    let english = cities(&harness);
    assert!(english.iter().any(|name| name == "Hanam"), "{english:?}");
    harness.state_mut().texts = Texts::of(Language::Korean);
    harness.run();
    let korean = cities(&harness);
    assert!(korean.iter().any(|name| name == "하남") && !korean.iter().any(|name| name == "Hanam"), "{korean:?}");
}

/// The rectangles of all names, chips and cards of the last frame.
fn labels(harness: &Harness<'_, Desk>) -> Vec<Rect> {
    let scene = harness.state().view.scene.as_ref().unwrap();
    let blocks = scene.labels.blocks.iter().chain(scene.labels.footer.iter().map(|footer| &footer.block));
    let chips = blocks
        .flat_map(|block| block.chips.iter().map(|chip| chip.rect).chain(block.more.as_ref().map(|more| more.rect)));
    scene
        .labels
        .names
        .iter()
        .map(|name| name.rect)
        .chain(chips)
        .chain(scene.labels.edge_cards.iter().map(|card| card.rect))
        .collect()
}

#[test]
fn no_label_covers_another_at_any_zoom() {
    let mut harness = desk(seoul());
    apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
    for (step, site) in (0..40).zip([None, Some(0), Some(3), None].into_iter().cycle()) {
        let camera = Camera::new(LatLon { lat: 37.4, lon: 127.1 }, 4.0 + 0.27 * f64::from(step));
        harness.state_mut().view.set_camera(camera);
        apply(&mut harness, Command::Select(SelectCommand::Select(site.map(|site| Subject::Site(SiteId::new(site))))));
        apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(f64::from(step) * 700.0)));
        let labels = labels(&harness);
        for (index, one) in labels.iter().enumerate() {
            for other in &labels[..index] {
                let both = one.intersect(*other);
                assert!(both.width() < 0.6 || both.height() < 0.6, "step {step}: {one:?} and {other:?}");
            }
        }
    }
}

#[test]
fn services_without_servers_cover_nothing_on_the_map() {
    for size in [vec2(640.0, 420.0), vec2(560.0, 300.0), vec2(300.0, 200.0)] {
        let mut harness = desk_sized(seoul(), size);
        for south in 0..12 {
            let at = LatLon { lat: 37.2 + 0.05 * f64::from(south), lon: 127.0 };
            harness.state_mut().view.set_camera(Camera::new(at, 9.5));
            harness.run();
            let scene = harness.state().view.scene.as_ref().unwrap();
            let block = &scene.labels.footer.as_ref().unwrap().block;
            let map = scene.marks.screen.rect;
            assert!(block.chips.len() + block.more.iter().count() > 0, "they are shown at {size}");
            assert!(block.rect.top() >= map.bottom() && block.rect.bottom() <= size.y, "below the map at {size}");
            assert!(block.rect.right() <= size.x, "within the window at {size}");
            let names = scene
                .labels
                .names
                .iter()
                .map(|name| name.rect)
                .chain(scene.labels.edge_cards.iter().map(|card| card.rect));
            assert!(
                names
                    .chain(scene.labels.cities.iter().map(|city| Rect::from_pos(city.at)))
                    .all(|rect| map.contains_rect(rect))
            );
        }
    }
}

/// Draws a world at many zooms, before, during and after a fire, with all kinds of selections, to test that nothing panics.
fn survives(session: &Session) {
    let sites: Vec<LatLon> = session.world().sites.ids().map(|site| session.world().shown_at(site)).collect();
    for size in [vec2(880.0, 480.0), vec2(300.0, 200.0), vec2(30.0, 20.0)] {
        let mut harness = desk_sized(session.clone(), size);
        apply(&mut harness, Command::Plan(PlanCommand::ChoosePlan(1)));
        for (step, at) in (0..17).zip(sites.iter().cycle()) {
            apply(&mut harness, Command::Playback(PlaybackCommand::Scrub(f64::from(step) * 900.0)));
            harness.state_mut().view.set_camera(Camera::new(*at, f64::from(step)));
            let site = SiteId::new(step as usize % sites.len());
            apply(&mut harness, Command::Select(SelectCommand::Select((step % 3 > 0).then_some(Subject::Site(site)))));
            assert!(labels_are_finite(&harness), "step {step}");
            assert!(!has_id_clash(&harness), "two of one id in step {step}");
        }
    }
}

/// Whether egui painted its warning that two widgets have the same id.
fn has_id_clash(harness: &Harness<'_, Desk>) -> bool {
    harness.output().shapes.iter().any(|clipped| {
        matches!(&clipped.shape, egui::Shape::Text(text)
            if text.galley.text().contains("use of") && text.galley.text().contains("ID"))
    })
}

fn labels_are_finite(harness: &Harness<'_, Desk>) -> bool {
    harness.state().view.scene.is_none() || labels(harness).iter().all(Rect::is_finite)
}

#[test]
fn one_site_alone() {
    let mut maker = Maker::new();
    let site = maker.site("Alone", "", "", [37.4, 127.1], 0);
    maker.service("One", 0, 1_000, &[(site, 10)], &[]);
    survives(&maker.session());
}

#[test]
fn sites_on_both_sides_of_the_date_line() {
    let mut maker = Maker::new();
    let east = maker.site("Taveuni", "", "", [-16.85, 179.95], 0);
    let west = maker.site("Rabi", "", "", [-16.5, -179.98], 1);
    let one = maker.service("One", 0, 1_000, &[(east, 10)], &[]);
    maker.service("Two", 0, 1_000, &[(west, 20)], &[one]);
    let session = maker.session();
    let harness = desk(session.clone());
    assert!(harness.query_by_label("Taveuni").is_some() && harness.query_by_label("Rabi").is_some(), "both in view");
    assert!(harness.state().view.camera().unwrap().zoom > 6.0, "over the date line, not round the world");
    survives(&session);
}

#[test]
fn sites_at_the_poles() {
    let mut maker = Maker::new();
    let north = maker.site("North Pole", "", "", [90.0, 0.0], 0);
    let south = maker.site("South Pole", "", "", [-90.0, -180.0], 1);
    let one = maker.service("One", 0, 1_000, &[(north, 10)], &[]);
    maker.service("Two", 0, 1_000, &[(south, 20)], &[one]);
    let session = maker.session();
    let harness = desk(session.clone());
    let scene = harness.state().view.scene.as_ref().unwrap();
    for mark in &scene.marks.all {
        let (ring, map) = (scene.marks.rect(mark), scene.marks.screen.rect);
        assert!(map.contains_rect(ring), "{ring} is whole in {map}");
    }
    survives(&session);
}

#[test]
fn many_sites_at_one_point() {
    let mut maker = Maker::new();
    for index in 0..40 {
        let place = if index % 2 == 0 { "" } else { "A place with many halls" };
        let site = maker.site(&format!("Hall {index}"), place, "", [51.5, 0.0], 0);
        maker.service(&format!("Service {index}"), 0, 1_000, &[(site, 10 * index)], &[]);
    }
    survives(&maker.session());
}

#[test]
fn long_names_in_hangul_and_no_servers_at_all() {
    let mut maker = Maker::new();
    let long: String = "카카오판교데이터센터화재".chars().cycle().take(60).collect();
    let site = maker.site(&long, &long, &long, [37.4, 127.1], 0);
    maker.site(&long, &long, "", [37.5, 127.2], 1);
    let one = maker.service(&long, 0, 43_000_000, &[(site, 0)], &[]);
    for _ in 0..30 {
        maker.service(&long, 0, 43_000_000, &[], &[one]);
    }
    survives(&maker.session());
}

#[test]
fn the_target_of_the_camera_is_below_the_message() {
    let mut harness = desk(seoul());
    let state = harness.state_mut();
    state.view.cover(Some(Rect::from_min_size(pos2(130.0, 0.0), vec2(620.0, 120.0))));
    let sites: Vec<LatLon> =
        state.session.world().sites.ids().map(|site| state.session.world().shown_at(site)).collect();
    let world = state.session.world().clone();
    // The camera starts far away, so that it has to move.
    state.view.set_camera(Camera::new(LatLon { lat: 0.0, lon: 0.0 }, 8.0));
    state.view.point_camera(&CameraTarget::Site(SiteId::new(0)), &world);
    harness.run();
    let camera = harness.state().view.camera().unwrap();
    let [_, y] = camera.screen_from_world(project(sites[0]));
    assert!(y > 120.0 - 240.0, "it is below the message, not at {y}");
}
