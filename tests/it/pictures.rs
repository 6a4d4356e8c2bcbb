//! Tests that compare pictures of the window with stored pictures. They are few and small, and only for what other tests cannot
//! check: colours, letters, and which element covers another.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test it pictures` replaces the pictures that have changed.

use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotOptions, try_image_snapshot_options};
use firedrill::app::{App, FontsUsed, Screenshot, Setup};
use firedrill::file::Shipped;
use firedrill::session::{Command, Origin, Part, PlanCommand, PlaybackCommand, Session, SessionCommand, WindowCommand};
use firedrill::text::Language;
use image::RgbaImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use crate::alternatives::WORLD as WORLD_WITH_ALTERNATIVES;
use crate::support::painter::{Painter, image};
use crate::support::window::wait_for_ensemble;

const NAME: &str = "kakao-2022";
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/pictures");

/// A session with the Kakao scenario and the plan "As it happened", this number of minutes after the fire began at 15:19.
fn session(minutes: i64) -> Session {
    let shipped = Shipped::named(NAME).expect("it ships");
    let mut session = Session::new(Arc::new(shipped.scenario()), Origin::Shipped(NAME)).expect("its plans fit");
    for wish in wishes(&session, minutes) {
        session.apply(wish);
    }
    session
}

fn wishes(session: &Session, minutes: i64) -> [SessionCommand; 2] {
    let happened = |plan: &firedrill::model::Plan| plan.name == "As it happened";
    let place = session.plans().iter().position(happened).expect("what happened is a plan");
    let fire = session.plans()[place].first_strike().expect("it begins with a fire");
    [PlanCommand::ChoosePlan(place).into(), PlaybackCommand::Seek(fire + firedrill::units::Span(60 * minutes)).into()]
}

fn check(name: &str, picture: &RgbaImage) {
    // Letters may have slightly different colours on processors that round in another way.
    let options = SnapshotOptions::new().output_path(FOLDER).threshold(0.6).max_failed_pixels(10);
    if let Err(error) = try_image_snapshot_options(picture, name, &options) {
        panic!("{error}");
    }
    let path = format!("{FOLDER}/{name}.png");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        write_small(&path);
    }
    let bytes = std::fs::metadata(path).expect("it is there").len();
    assert!(bytes < 200_000, "{name} has {bytes} bytes: too large to be kept");
}

/// Writes a picture again with the best compression.
fn write_small(path: &str) {
    let picture = image::open(path).expect("it was just written").to_rgb8();
    let file = std::fs::File::create(path).expect("it can be written");
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive);
    picture.write_with_encoder(encoder).expect("it can be written");
}

/// The rows `from..until` of a picture. A picture of a whole window would be too large for the repository.
fn rows(picture: &RgbaImage, from: u32, until: u32) -> RgbaImage {
    image::imageops::crop_imm(picture, 0, from, picture.width(), until - from).to_image()
}

fn screenshot(part: Part, size: [u16; 2]) -> Screenshot {
    Screenshot { size, scale: 1.0, part, night: true, language: Language::English, fonts: FontsUsed::Bundled }
}

fn window(size: [f32; 2]) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(size)
        .renderer(Painter::default())
        .build_eframe(|cc| App::new(&cc.egui_ctx, None, Setup::default()));
    harness.run();
    harness
}

fn ask(harness: &mut Harness<'_, App>, wishes: impl IntoIterator<Item = Command>) {
    wishes.into_iter().for_each(|wish| harness.state_mut().ask(wish));
    harness.run();
}

#[test]
fn the_map_while_the_fire_spreads() {
    let picture = screenshot(Part::Map, [720, 450]).picture(session(12));
    check("map-at-the-fire", &image(&picture));
}

#[test]
fn the_map_twice_as_fine() {
    let picture = Screenshot { scale: 2.0, ..screenshot(Part::Map, [360, 240]) }.picture(session(12));
    assert_eq!(picture.size(), [720, 480]);
    check("map-twice-as-fine", &image(&picture));
}

#[test]
fn the_timeline_when_all_power_is_cut() {
    let picture = screenshot(Part::Timeline, [1024, 420]).picture(session(93));
    check("timeline-at-the-blackout", &image(&picture));
}

#[test]
fn alternatives_meet_in_a_joint_and_the_line_of_the_primary_is_double() {
    let world = firedrill::file::load(WORLD_WITH_ALTERNATIVES.as_bytes()).expect("it is valid");
    let origin = Origin::Nowhere("two-ways.firedrill.ron".into());
    let mut session = Session::new(Arc::new(world), origin).expect("its plan fits");
    let strike = session.plans()[0].first_strike().expect("the power is cut");
    session.apply(PlanCommand::ChoosePlan(0));
    session.apply(PlaybackCommand::Seek(strike + firedrill::units::Span(1)));
    let picture = screenshot(Part::Dependencies, [560, 320]).picture(session);
    check("dependencies-with-alternatives", &image(&picture));
}

#[test]
fn the_small_window_by_day() {
    let mut harness = window([1024.0, 640.0]);
    let wishes = wishes(harness.state().session(), 93);
    ask(&mut harness, wishes.map(Command::from));
    ask(&mut harness, [Command::Window(WindowCommand::SetNight(false))]);
    check("small-window-by-day", &rows(&harness.render().expect("it is painted"), 0, 372));
}

#[test]
fn a_fork_compared_with_its_parent() {
    let mut harness = window([1024.0, 640.0]);
    let plans = harness.state().session().plans();
    let fork = plans.iter().position(|plan| plan.fork.is_some()).expect("one is a fork");
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(fork))]);
    harness.get_by_label("Compare").click();
    harness.run();
    harness.hover_at(egui::Pos2::ZERO);
    harness.run();
    check("compare", &rows(&harness.render().expect("it is painted"), 290, 640));
}

#[test]
fn many_runs_behind_the_lanes() {
    let mut harness = window([1024.0, 640.0]);
    let wishes = wishes(harness.state().session(), 93);
    ask(&mut harness, wishes.map(Command::from));
    ask(&mut harness, [Command::Window(WindowCommand::ToggleEnsemble)]);
    wait_for_ensemble(&mut harness);
    harness.run();
    check("many-runs", &rows(&harness.render().expect("it is painted"), 480, 640));
}

#[test]
fn a_screenshot_equals_the_window() {
    let mut harness = window([1440.0, 900.0]);
    let wishes = wishes(harness.state().session(), 93);
    ask(&mut harness, wishes.map(Command::from));
    let window = harness.render().expect("it is painted");
    let screenshot = image(&screenshot(Part::All, [1440, 900]).picture(session(93)));
    let differing = window.pixels().zip(screenshot.pixels()).filter(|(a, b)| a != b).count();
    assert_eq!(differing, 0, "pixels differ");
}
