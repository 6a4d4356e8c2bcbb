//! Measures how long a frame at 1440 x 900 takes and how much memory it allocates. Most benchmarks draw the whole window, with its
//! tessellation, while it plays, is paused or after a jump. They use the Kakao scenario, and a large world at several zoom levels.
//! One benchmark draws only the timeline, once for each of its tabs.
//!
//! Targets: a playing frame takes 2 ms on Kakao and 8 ms on the large world; a paused window does not ask for another frame.

use std::path::Path;

use divan::Bencher;
use eframe::App as _;
use egui::{Context, Event, Pos2, RawInput, Rect, Ui, vec2};

use firedrill::app::{App, Setup};
use firedrill::model::{CameraTarget, Id, SiteId};
use firedrill::session::{Command, Commands, PlanCommand, PlaybackCommand, SelectCommand, Session};
use firedrill::study::{Size, generate};
use firedrill::ui::playback_bar::playback_ui;
use firedrill::ui::text::Texts;
use firedrill::ui::theme::Theme;
use firedrill::ui::time_axis::Tab;
use firedrill::ui::timeline::{TimelineView, timeline_ui};
use firedrill::ui::{ViewContext, style};
use firedrill::units::SimTime;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

/// The index of the plan with actions: in the Kakao scenario, the plan of what really happened; in a generated world, the plan that
/// strikes every site.
const ACTING: usize = 1;
/// The middle of the map, in points of the window.
const MAP: Pos2 = Pos2::new(670.0, 290.0);

fn main() {
    divan::main();
}

/// An egui context that draws frames without a window.
struct Screen {
    ctx: Context,
    size: egui::Vec2,
    frames: u32,
    events: Vec<Event>,
    /// Whether the last frame asked for another frame at once.
    wants_more: bool,
}

impl Screen {
    fn new(size: egui::Vec2) -> Self {
        Self { ctx: Context::default(), size, frames: 0, events: Vec::new(), wants_more: false }
    }

    /// Draws one frame, a sixtieth of a second after the last one, tessellates it, and returns the number of its primitives.
    fn frame(&mut self, draw: impl FnMut(&mut Ui)) -> usize {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(f64::from(self.frames) / 60.0),
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, draw);
        let pixels_per_point = output.pixels_per_point;
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), pixels_per_point);
        self.wants_more = output.viewport_output.values().any(|viewport| viewport.repaint_delay.is_zero());
        output.textures_delta.clear();
        primitives.len()
    }
}

/// The whole window, with the plan that has actions.
struct Window {
    screen: Screen,
    app: App,
    frame: eframe::Frame,
}

impl Window {
    fn new(path: Option<&Path>) -> Self {
        let screen = Screen::new(vec2(1_440.0, 900.0));
        let mut app = App::new(&screen.ctx, path, Setup::default());
        app.ask(Command::Plan(PlanCommand::ChoosePlan(ACTING)));
        let mut window = Self { screen, app, frame: eframe::Frame::_new_kittest() };
        // The first frames are slower, because they lay out all text.
        window.draw_some();
        window
    }

    /// Plays from one time to another again and again.
    fn play(&mut self, from: SimTime, until: SimTime) {
        self.app.ask(Command::Playback(PlaybackCommand::Loop(Some((from, until)))));
        self.app.ask(Command::Playback(PlaybackCommand::Seek(from)));
        self.app.ask(Command::Playback(PlaybackCommand::TogglePlay));
        self.draw_some();
    }

    fn draw(&mut self) -> usize {
        let Self { screen, app, frame } = self;
        screen.frame(|ui| app.ui(ui, frame))
    }

    /// Zooms in or out around the middle of the map.
    fn zoom(&mut self, factor: f32) {
        self.screen.events = vec![Event::PointerMoved(MAP), Event::Zoom(factor)];
        self.draw_some();
        self.screen.events = vec![Event::PointerGone];
        self.draw_some();
    }

    fn draw_some(&mut self) {
        for _ in 0..10 {
            self.draw();
        }
    }
}

#[divan::bench]
fn playing(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(None);
    let length = window.app.session().recording().length;
    window.play(SimTime::ZERO, SimTime(length.0));
    bencher.bench_local(|| window.draw());
}

/// A window that is paused and is made to draw although it did not ask for a frame.
#[divan::bench]
fn paused(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(None);
    bencher.bench_local(|| window.draw());
    assert!(!window.screen.wants_more, "paused, it asks for no frame");
}

/// A world of 1,000 sites and 10,000 services, in which all sites are struck, played through the hours that follow. With 0 the
/// whole world is in view, otherwise one site at this zoom level.
#[divan::bench(args = [0, 3, 5, 7, 9, 11, 13, 14, 16], sample_count = 50, sample_size = 4)]
fn large(bencher: Bencher<'_, '_>, zoom: i32) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("large.ron");
    let world = generate(Size { sites: 1_000, services: 10_000, dependencies: 30_000 }, 1);
    firedrill::file::save(&world, &path).expect("there is room for it");
    let mut window = Window::new(Some(&path));
    if zoom > 0 {
        // When the map is zoomed out this far, pointing the camera at a site centres the site at zoom 9.
        window.zoom(1e-6);
        window.app.ask(Command::Select(SelectCommand::PointCamera(CameraTarget::Site(SiteId::new(0)))));
        window.draw_some();
        window.zoom(2f32.powi(zoom - 9));
    }
    window.play(SimTime(3_000), SimTime(18_000));
    bencher.bench_local(|| window.draw());
}

/// Jumps to a share of the run, in per cent, and draws the frame that shows it. A jump to the end should cost no more than a jump
/// to the start.
#[divan::bench(args = [0, 25, 50, 75, 100])]
fn seek(bencher: Bencher<'_, '_>, per_cent: i64) {
    let mut window = Window::new(None);
    let target = SimTime(window.app.session().recording().length.0 * per_cent / 100);
    let elsewhere = SimTime((target.0 + 7_200) % window.app.session().recording().length.0);
    let mut there = false;
    bencher.bench_local(|| {
        there = !there;
        window.app.ask(Command::Playback(PlaybackCommand::Seek(if there { target } else { elsewhere })));
        window.draw()
    });
}

#[divan::bench(args = ["Lanes", "People", "Shares", "Servers", "Rivals"])]
fn timeline(bencher: Bencher<'_, '_>, tab: &str) {
    let texts = Texts::english();
    let theme = Theme::night();
    let mut screen = Screen::new(vec2(1_440.0, 378.0));
    style::install_fonts(&screen.ctx);
    style::install_style(&screen.ctx, &theme);
    let app = App::new(&screen.ctx, None, Setup::default());
    let origin = app.session().origin().clone();
    let mut session = Session::new(app.session().scenario().clone(), origin).expect("shipped plans fit");
    session.apply(PlanCommand::ChoosePlan(ACTING));
    let tab = Tab::ALL.into_iter().find(|known| texts.get(known.key()) == tab).expect("a tab of this name");
    let mut view = TimelineView::default();
    view.tab = tab;
    let length = session.recording().length.as_secs_f64();
    let mut frame = 0.0;
    bencher.bench_local(|| {
        frame += 1.0;
        session.apply(PlaybackCommand::Scrub((frame * 60.0) % length));
        screen.frame(|ui| {
            let mut commands = Commands::new();
            let context = ViewContext::new(&session, &texts, &theme);
            playback_ui(ui, &context, &mut view, &mut commands);
            timeline_ui(ui, &context, &mut view, &mut commands);
        })
    });
}
