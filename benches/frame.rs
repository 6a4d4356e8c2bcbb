//! What a frame costs on Kakao as it happened, at 1440 x 900: the whole window with its tessellation, playing and after a jump,
//! and the timeline alone on each of its tabs. A frame of playback is to stay under 3 ms.

use divan::Bencher;
use eframe::App as _;
use egui::{Context, Pos2, RawInput, Rect, Ui, vec2};

use firedrill::app::{App, Setup};
use firedrill::session::{Command, Commands, Session};
use firedrill::ui::playback_bar::playback_ui;
use firedrill::ui::text::Texts;
use firedrill::ui::theme::Theme;
use firedrill::ui::timeline::{Tab, TimelineView, timeline_ui};
use firedrill::ui::{Look, style};
use firedrill::units::SimTime;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

/// The plan that says what was done at the time.
const AS_IT_HAPPENED: usize = 1;

fn main() {
    divan::main();
}

/// A screen without a window.
struct Screen {
    ctx: Context,
    size: egui::Vec2,
    frames: u32,
}

impl Screen {
    fn new(size: egui::Vec2) -> Self {
        Self { ctx: Context::default(), size, frames: 0 }
    }

    /// One frame, a sixtieth of a second after the last one, down to triangles.
    fn frame(&mut self, draw: impl FnMut(&mut Ui)) -> usize {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(f64::from(self.frames) / 60.0),
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, draw);
        let pixels_per_point = output.pixels_per_point;
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), pixels_per_point);
        output.textures_delta.clear();
        primitives.len()
    }
}

/// The whole window, playing or paused on what happened.
struct Window {
    screen: Screen,
    app: App,
    frame: eframe::Frame,
}

impl Window {
    fn new(playing: bool) -> Self {
        let screen = Screen::new(vec2(1_440.0, 900.0));
        let mut app = App::new(&screen.ctx, None, Setup::default());
        app.ask(Command::ChoosePlan(AS_IT_HAPPENED));
        let mut window = Self { screen, app, frame: eframe::Frame::_new_kittest() };
        window.draw();
        let length = window.app.session().recording().length;
        window.app.ask(Command::Loop(Some((SimTime::ZERO, SimTime(length.0)))));
        if playing {
            window.app.ask(Command::TogglePlay);
        }
        // The first frames lay out all text.
        for _ in 0..10 {
            window.draw();
        }
        window
    }

    fn draw(&mut self) -> usize {
        let Self { screen, app, frame } = self;
        screen.frame(|ui| app.ui(ui, frame))
    }
}

#[divan::bench]
fn playing(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(true);
    bencher.bench_local(|| window.draw());
}

/// A jump to a share of the run, in per cent, and the frame that shows it: as dear at the end as at the start.
#[divan::bench(args = [0, 25, 50, 75, 100])]
fn seek(bencher: Bencher<'_, '_>, per_cent: i64) {
    let mut window = Window::new(false);
    let target = SimTime(window.app.session().recording().length.0 * per_cent / 100);
    let elsewhere = SimTime((target.0 + 7_200) % window.app.session().recording().length.0);
    let mut there = false;
    bencher.bench_local(|| {
        there = !there;
        window.app.ask(Command::Seek(if there { target } else { elsewhere }));
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
    session.apply(Command::ChoosePlan(AS_IT_HAPPENED));
    let tab = Tab::ALL.into_iter().find(|known| texts.get(known.key()) == tab).expect("a tab of this name");
    let mut view = TimelineView::default();
    view.tab = tab;
    let length = session.recording().length.as_secs_f64();
    let mut frame = 0.0;
    bencher.bench_local(|| {
        frame += 1.0;
        session.apply(Command::Scrub((frame * 60.0) % length));
        screen.frame(|ui| {
            let mut commands = Commands::new();
            let look = Look::new(&session, &texts, &theme);
            playback_ui(ui, &look, &mut view, &mut commands);
            timeline_ui(ui, &look, &mut view, &mut commands);
        })
    });
}
