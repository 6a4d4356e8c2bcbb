//! Measures what an edit costs: on Kakao with the frame that shows it, on 10,000 services, and in memory for 500 steps of undo; and a frame
//! of a table of cells with 100,000 rows.
//!
//! Targets: an edit of Kakao is drawn in the next frame (16 ms); an edit of 10,000 services is computed within 100 ms, on another thread; 500
//! steps of undo on Kakao keep less than 50 MB, which is the column `max alloc` without what the scenario itself takes; a frame of 100,000
//! rows takes no longer than one of ten.

use std::path::Path;

use divan::Bencher;
use eframe::App as _;
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use firedrill::app::{App, Setup};
use firedrill::file::edit::{Edit, Row, Table};
use firedrill::file::{self, schema};
use firedrill::session::{Command, EditCommand, NamedEdit, Origin, Session, WindowCommand};
use firedrill::study::{Size, generate};

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// An edit that gives the first service of the session another number of users.
fn edit(session: &Session, users: i128) -> EditCommand {
    let authored = session.authored();
    let Some(Row::Service(row)) = authored.row(Table::Services, 0) else { panic!("there is a service") };
    let row = schema::Service { users, ..schema::Service::clone(&row) };
    let edit = Edit::set(authored, Table::Services, 0, row).expect("there is a row");
    EditCommand::Change(NamedEdit::from(edit))
}

fn kakao() -> Session {
    let (authored, checked) = file::shipped().first().expect("it ships").document();
    Session::open(authored, checked, Origin::Shipped("kakao-2022")).expect("its plans can be run")
}

/// A window without a display.
struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    events: Vec<Event>,
}

impl Window {
    fn new(path: Option<&Path>) -> Self {
        let ctx = Context::default();
        let app = App::new(&ctx, path, Setup::default());
        let mut window = Self { ctx, app, frame: eframe::Frame::_new_kittest(), events: Vec::new() };
        for _ in 0..10 {
            window.draw();
        }
        window
    }

    fn draw(&mut self) -> usize {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1_440.0, 900.0))),
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        let Self { ctx, app, frame, .. } = self;
        let mut output = ctx.run_ui(input, |ui| app.ui(ui, frame));
        output.textures_delta.clear();
        ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}

/// One edit of Kakao, with the frame that applies it and the next one, which shows its run.
#[divan::bench]
fn edit_of_kakao_and_its_frames(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(None);
    let mut users = 1;
    bencher.bench_local(|| {
        users += 1;
        let command = Command::Edit(edit(window.app.session(), users));
        window.app.ask(command);
        window.draw() + window.draw()
    });
}

/// One edit of a world of 10,000 services: it is checked, and its run is made.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn edit_of_10_000_services(bencher: Bencher<'_, '_>) {
    let world = generate(Size { sites: 1_000, services: 10_000, dependencies: 30_000 }, 1);
    let text = file::to_ron(&world);
    let (authored, checked) = file::load_document(text.as_bytes()).expect("what was written loads");
    let mut session = Session::open(authored, checked, Origin::Nowhere("new.ron".into())).expect("it can be run");
    let mut users = 1;
    bencher.bench_local(|| {
        users += 1;
        let edit = edit(&session, users);
        session.apply(edit)
    });
}

/// 500 edits of Kakao, all of which can be undone. Its largest allocation is what they keep.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn undo_of_500_edits_of_kakao(bencher: Bencher<'_, '_>) {
    let mut session = kakao();
    bencher.bench_local(|| {
        for users in 1..=500 {
            let edit = edit(&session, users);
            session.apply(edit);
        }
    });
    assert!(session.can_undo());
}

/// A frame of a table of cells with this number of rows, while it is scrolled by keyboard.
#[divan::bench(args = [10, 100_000], sample_count = 50, sample_size = 1)]
fn table_of_cells(bencher: Bencher<'_, '_>, services: usize) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("cells.ron");
    let world = generate(Size { sites: 10, services, dependencies: 0 }, 1);
    file::save(&world, &path).expect("there is room for it");
    let mut window = Window::new(Some(&path));
    window.app.ask(Command::Window(WindowCommand::ToggleSheet));
    for _ in 0..5 {
        window.draw();
    }
    bencher.bench_local(|| {
        let (key, modifiers) = (Key::PageDown, Modifiers::NONE);
        window.events = vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }];
        window.draw()
    });
}
