//! Tests of the dependency view. They find its parts by the names that screen readers get.

use std::sync::Arc;

use egui::{Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};

use super::*;
use crate::file::Shipped;
use crate::session::{Origin, PlanCommand, PlaybackCommand, Session, SessionCommand};
use crate::study::{Size, generate};
use crate::ui::style;
use crate::ui::text::Texts;
use crate::ui::theme::Theme;

struct Desk {
    session: Session,
    view: DependenciesView,
    both: bool,
    texts: Texts,
    theme: Theme,
}

impl Desk {
    fn ui(&mut self, ui: &mut Ui) {
        let mut commands = Commands::new();
        let context = ViewContext::new(&self.session, &self.texts, &self.theme);
        dependencies_ui(ui, &context, &mut self.view, self.both, None, &mut commands);
        for command in commands.into_iter().flat_map(SessionCommand::try_from) {
            self.session.apply(command);
        }
        if self.session.end_frame(0.0) {
            ui.request_repaint();
        }
    }
}

fn desk(scenario: model::Scenario) -> Harness<'static, Desk> {
    let session = Session::new(Arc::new(scenario), Origin::Shipped("test")).expect("the plans fit");
    let desk = Desk {
        session,
        view: DependenciesView::default(),
        both: false,
        texts: Texts::english(),
        theme: Theme::night(),
    };
    let setup = |ctx: &egui::Context| {
        style::install_fonts(ctx);
        style::install_style(ctx, &Theme::night());
    };
    let mut harness = Harness::builder()
        .with_size(vec2(820.0, 440.0))
        .with_context_setup(setup)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run();
    harness
}

fn kakao() -> model::Scenario {
    Shipped::named("kakao-2022").expect("it ships").scenario()
}

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

#[test]
fn every_service_of_kakao_is_in_sight_under_its_name_and_says_how_it_is() {
    let harness = desk(kakao());
    for service in harness.state().session.scenario().services.rows() {
        let node = harness.get_all_by_label(&service.name).next().expect("it is there");
        assert_eq!(node.accesskit_node().value().as_deref(), Some("Up, 100% of requests succeed"), "{}", service.name);
    }
}

#[test]
fn services_are_below_those_that_depend_on_them() {
    let harness = desk(kakao());
    let services = &harness.state().session.scenario().services;
    let top =
        |service: &model::Service| harness.get_all_by_label(&service.name).next().expect("it is there").rect().top();
    for user in services.rows() {
        for need in &user.dependencies {
            let needed = &services[need.service];
            assert!(top(user) <= top(needed), "{} stands over {}", user.name, needed.name);
        }
    }
}

#[test]
fn a_click_selects_what_the_inspector_then_tells_of() {
    let mut harness = desk(kakao());
    let (id, name) = {
        let services = &harness.state().session.scenario().services;
        let (id, service) = services.iter().next().expect("there are services");
        (id, service.name.clone())
    };
    harness.get_by_label(&name).click();
    harness.run();
    assert_eq!(harness.state().session.selection(), Some(Subject::Service(id)));
    harness.get_by_label(&name).hover();
    harness.run();
    assert_eq!(harness.state().session.hover(), Some(Subject::Service(id)), "the same hover as everywhere");
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_everything_comes_back() {
    let mut harness = desk(kakao());
    let name = harness.state().session.scenario().services.rows()[0].name.clone();
    // The tooltip has the same name but is not a button.
    let rect = |harness: &Harness<'_, Desk>| harness.get_by_role_and_label(Role::Button, &name).rect();
    let before = rect(&harness);
    let pointer = before.center();
    wheel(&mut harness, pointer, 240.0);
    let nearer = rect(&harness);
    assert!(nearer.width() > 1.5 * before.width(), "{before:?} to {nearer:?}");
    assert!((nearer.center() - pointer).length() < 4.0, "it stays under the pointer: {nearer:?}");
    harness.get_by_label("Show all services").click();
    harness.run();
    assert!((rect(&harness).min - before.min).length() < 1.0);
}

#[test]
fn five_hundred_services_fit_and_names_do_not_lie_over_one_another() {
    let mut world = generate(Size { sites: 10, services: 500, dependencies: 1_500 }, 1);
    world.story.clear();
    let harness = desk(world);
    let names: Vec<String> =
        harness.state().session.scenario().services.rows().iter().map(|service| service.name.clone()).collect();
    let shown = names.iter().filter(|name| harness.query_all_by_label(name).next().is_some()).count();
    assert_eq!(shown, 500, "all are there for whoever asks");
    let words: Vec<Rect> = harness
        .output()
        .shapes
        .iter()
        .filter_map(|shape| {
            let egui::Shape::Text(text) = &shape.shape else { return None };
            names.iter().any(|name| name == text.galley.text()).then(|| text.galley.rect.translate(text.pos.to_vec2()))
        })
        .collect();
    assert!(words.len() >= 10, "some are named: {}", words.len());
    for (place, one) in words.iter().enumerate() {
        let over = words[place + 1..].iter().find(|other| other.shrink(1.0).intersects(one.shrink(1.0)));
        assert!(over.is_none(), "{one:?} and {over:?}");
    }
}

/// For each name that is inside a box, whether it is shown completely.
fn names(harness: &Harness<'_, Desk>) -> Vec<bool> {
    let shapes = harness.output().shapes.iter();
    let services = &harness.state().session.scenario().services;
    let texts = shapes.filter_map(|shape| {
        let egui::Shape::Text(text) = &shape.shape else { return None };
        let is_name = services.rows().iter().any(|service| service.name == text.galley.text());
        is_name.then_some(!text.galley.elided)
    });
    texts.collect()
}

#[test]
fn names_are_whole_where_there_are_few_and_nothing_lies_under_a_button() {
    let mut world = generate(Size { sites: 4, services: 20, dependencies: 40 }, 3);
    for service in world.services.ids() {
        world.services[service].name = format!("Messages, photos and files {}", service.index());
    }
    let harness = desk(world);
    assert_eq!(names(&harness), [true; 20], "all of them whole");
    let harness = desk(kakao());
    let whole = names(&harness).into_iter().filter(|whole| *whole).count();
    assert!(whole >= 52, "hardly one of 56 is cut: {whole}");
    for button in ["Zoom in", "Zoom out", "Show all services"] {
        let button = harness.get_by_label(button).rect();
        for service in harness.state().session.scenario().services.rows() {
            let place = harness.get_by_role_and_label(Role::Button, &service.name).rect();
            assert!(!place.intersects(button), "{} lies under {button}", service.name);
        }
    }
}

#[test]
fn boxes_that_slide_below_the_buttons_end_before_them() {
    let harness = desk(kakao());
    let [first, last] = ["Zoom in", "Show all services"].map(|name| harness.get_by_label(name).rect());
    let (buttons, theme) = (first.union(last), Theme::night());
    let shapes: Vec<&egui::Shape> = harness.output().shapes.iter().map(|clipped| &clipped.shape).collect();
    let last_of = |is_it: &dyn Fn(&egui::epaint::RectShape) -> bool| {
        shapes.iter().rposition(|shape| matches!(shape, egui::Shape::Rect(rect) if is_it(rect)))
    };
    let last_box = last_of(&|rect| rect.fill == theme.panel && rect.rect.width() > 60.0);
    let ground = last_of(&|rect| rect.fill == theme.land && rect.rect.contains_rect(buttons.expand(3.0)));
    assert!(last_box.is_some() && ground > last_box, "boxes until {last_box:?}, the ground at {ground:?}");
}

/// A service on which three others depend, and a fifth above them.
const SCHOOL: &str = r#"(
  firedrill: 1, title: "A school", zone: "Europe/Berlin", start: "2026-03-02 08:00", length: "1d",
  hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "2h", repair: [("1h", 0.0)]) },
  sites: { "main": (name: "Main building", at: (52.5, 13.0), hazard: "fire") },
  services: {
    "login": (name: "Login", users: 100, on: { "main": 2 }),
    "timetable": (name: "Timetable", users: 900, on: { "main": 2 }, needs: { "login": () }),
    "learning": (name: "Learning platform", users: 800, on: { "main": 2 }, needs: { "login": () }),
    "mail": (name: "Mail", users: 700, on: { "main": 2 }, needs: { "login": () }),
    "marks": (name: "Marks", users: 90, on: { "main": 2 }, needs: { "timetable": () }),
  },
  plans: [ (name: "A school day") ],
)"#;

#[test]
fn in_a_small_view_of_a_few_services_each_has_its_name_and_no_text_lies_over_a_box() {
    let names = ["Login", "Timetable", "Learning platform", "Mail", "Marks"];
    let mut harness = desk(crate::file::load(SCHOOL.as_bytes()).expect("it is valid"));
    for size in [vec2(338.0, 186.0), vec2(420.0, 250.0), vec2(520.0, 300.0)] {
        harness.set_size(size);
        harness.run();
        let shapes = harness.output().shapes.iter();
        let texts: Vec<(String, Rect)> = shapes
            .filter_map(|shape| {
                let egui::Shape::Text(text) = &shape.shape else { return None };
                Some((text.galley.text().to_owned(), text.galley.rect.translate(text.pos.to_vec2())))
            })
            .collect();
        for name in names {
            let is_there = texts.iter().any(|(text, _)| text == name);
            assert!(is_there, "{name} is named at {size:?}");
        }
        let boxes = names.map(|name| harness.get_by_role_and_label(Role::Button, name).rect());
        let help = texts.iter().filter(|(text, _)| text.len() > 30);
        for (words, rect) in help {
            assert!(boxes.iter().all(|own| !own.intersects(*rect)), "{words} lies over a box at {size:?}");
        }
    }
}

#[test]
fn names_are_shown_of_services_in_view_however_many_larger_ones_are_elsewhere() {
    let world = || {
        let mut world = generate(Size { sites: 10, services: 1_000, dependencies: 3_000 }, 1);
        world.story.clear();
        world
    };
    let corner = pos2(780.0, 400.0);
    let mut harness = desk(world());
    wheel(&mut harness, corner, 160.0);
    let is_shown = |service: &model::Service| harness.query_all_by_label(&service.name).next().is_some();
    let shown: Vec<bool> = harness.state().session.scenario().services.rows().iter().map(is_shown).collect();
    let count = shown.iter().filter(|is_shown| **is_shown).count();
    assert!((1..500).contains(&count), "{count} are in view");
    let mut world = world();
    for (service, _) in world.services.ids().zip(shown).filter(|(_, is_shown)| *is_shown) {
        world.services[service].users = 0;
    }
    let mut harness = desk(world);
    wheel(&mut harness, corner, 160.0);
    // The service below the pointer is named in any case.
    harness.event(egui::Event::PointerGone);
    harness.run_steps(20);
    assert!(harness.state().view.sight.is_some_and(|sight| sight.scale < view::NAMED_FROM), "names are above boxes");
    assert!(!names(&harness).is_empty(), "some of {count} are named");
}

#[test]
fn the_routes_of_many_lines_are_found_in_several_frames_and_are_those_found_at_once() {
    let mut world = generate(Size { sites: 10, services: 1_000, dependencies: 3_000 }, 1);
    let mut at_once = Known::new(&world, 1.8, None);
    at_once.find_routes(usize::MAX);
    assert!(at_once.has_all_routes() && at_once.lines.len() > ROUTES_IN_FRAME, "{}", at_once.lines.len());
    let mut known = Known::new(&world, 1.8, None);
    known.find_routes(ROUTES_IN_FRAME);
    assert!(!known.has_all_routes(), "not in one frame");
    known.find_routes(ROUTES_IN_FRAME);
    let points = |known: &Known| (0..known.lines.len()).map(|index| known.points(index, 1.0, 18)).collect::<Vec<_>>();
    assert!(points(&known) == points(&at_once));
    world.services[ServiceId::new(0)].users += 1;
    assert!(Known::new(&world, 1.8, Some(&known)).has_all_routes(), "of the same lines they are kept");
    world.story.clear();
    let harness = desk(world);
    assert!(harness.state().view.known.value().is_some_and(|known| known.has_all_routes()), "the window finds all");
}

#[test]
fn a_line_that_crosses_the_view_is_drawn_even_if_none_of_its_points_is_in_it() {
    let view = Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 80.0));
    assert!(lines::is_near(&[pos2(-500.0, 40.0), pos2(500.0, 40.0)], view));
    assert!(!lines::is_near(&[pos2(-500.0, 90.0), pos2(500.0, 90.0), pos2(500.0, 40.0)], view));
}

#[test]
fn upstream_and_downstream_are_all_that_is_connected() {
    let scenario = Arc::new(kakao());
    let run = crate::study::Run::new(&scenario, &scenario.plans[0], 0).expect("it fits");
    let known = Known::new(&run.world, 1.8, None);
    let by_key =
        |key: &str| run.world.services.iter().find(|(_, row)| row.key == key).map(|(id, _)| id).expect("there");
    let touched = known.touched(by_key("login"));
    assert!(touched.has(by_key("login")) && touched.has(by_key("upbit")), "who signs in with it");
    assert!(!touched.has(by_key("naver")), "a stranger");
}

#[test]
fn both_futures_stand_side_by_side_each_as_it_is() {
    let mut harness = desk(kakao());
    harness.state_mut().session.apply(PlanCommand::ChoosePlan(1));
    harness.state_mut().session.apply(PlanCommand::SetBaseline(crate::session::Baseline::Plan(0)));
    harness.state_mut().session.apply(PlaybackCommand::Seek(crate::units::SimTime(7_200)));
    harness.state_mut().both = true;
    harness.run();
    let states: Vec<String> =
        harness.get_all_by_label("KakaoTalk").filter_map(|node| node.accesskit_node().value()).collect();
    assert_eq!(states.len(), 2, "{states:?}");
    assert!(states.iter().any(|state| state.starts_with("Up")) && states.iter().any(|state| state.starts_with("Down")));
}

#[test]
fn a_world_of_one_service_and_one_of_none_are_drawn() {
    for shipped in ["1-one-site", "5-cold-start"] {
        desk(Shipped::named(shipped).expect("it ships").scenario());
    }
    let mut harness = desk(generate(Size { sites: 1, services: 1, dependencies: 0 }, 1));
    wheel(&mut harness, pos2(400.0, 200.0), -900.0);
}
