//! Measures what an edit costs: on Kakao with the frame that shows it, on 10,000 services, and in memory for 500 steps of undo; a frame of a
//! table of cells with 100,000 rows; and the largest paste into it.
//!
//! Targets: an edit of Kakao is drawn in the next frame (16 ms); an edit of 10,000 services is computed within 100 ms, on another thread, and
//! neither the frame that begins it nor the one that shows it takes longer than other frames; 500 steps of undo on Kakao keep less than
//! 50 MB, which is the column `max alloc` without what the scenario itself takes; a frame of 100,000 rows takes no longer than one of ten.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::Duration;

use divan::Bencher;
use eframe::App as _;
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use firedrill::app::{App, LongWork, Setup};
use firedrill::file::edit::sheet::MOST_LINES;
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
        Self::with(path, Setup::default())
    }

    fn with(path: Option<&Path>, setup: Setup) -> Self {
        let ctx = Context::default();
        let app = App::new(&ctx, path, setup);
        let mut window = Self { ctx, app, frame: eframe::Frame::_new_kittest(), events: Vec::new() };
        for _ in 0..10 {
            window.draw();
        }
        window
    }

    /// Draws until the document is another one than that of this revision, and `most` frames at most.
    fn draw_until_changed(&mut self, revision: u64, most: usize) {
        for _ in 0..most {
            if self.app.session().revision() != revision {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
            self.draw();
        }
        panic!("the edit was not made");
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

/// A window on a world of 10,000 services, whose long work is done on another thread.
fn window_of_10_000_services(folder: &Path) -> Window {
    let path = folder.join("services.ron");
    let world = generate(Size { sites: 1_000, services: 10_000, dependencies: 30_000 }, 1);
    file::save(&world, &path).expect("there is room for it");
    let setup = Setup { long_work: LongWork::OnThread, ..Setup::default() };
    let mut window = Window::with(Some(&path), setup);
    for _ in 0..60_000 {
        if window.app.session().world().services.len() == 10_000 {
            return window;
        }
        std::thread::sleep(Duration::from_millis(1));
        window.draw();
    }
    panic!("the world was not opened");
}

/// From the edit of a world of 10,000 services in the window to the frame that shows its run.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn edit_of_10_000_services_in_the_window(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let mut window = window_of_10_000_services(folder.path());
    let mut users = 1;
    bencher.bench_local(|| {
        users += 1;
        let revision = window.app.session().revision();
        let command = Command::Edit(edit(window.app.session(), users));
        window.app.ask(command);
        window.draw_until_changed(revision, 60_000);
    });
}

/// The frames of such an edit in which the window could stand still: the one that begins it, the one that takes it over and shows it, and the
/// next one; and for comparison a frame in which nothing happens.
#[divan::bench(args = ["begins", "shows", "after", "nothing"], sample_count = 10, sample_size = 1)]
fn frame_of_an_edit_of_10_000_services(bencher: Bencher<'_, '_>, which: &str) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let window = RefCell::new(window_of_10_000_services(folder.path()));
    let users = Cell::new(1);
    let begin = |window: &mut Window| {
        users.set(users.get() + 1);
        let command = Command::Edit(edit(window.app.session(), users.get()));
        window.app.ask(command);
    };
    let prepared = || {
        let mut window = window.borrow_mut();
        for _ in 0..3 {
            std::thread::sleep(Duration::from_secs(1));
            window.draw();
        }
        let revision = window.app.session().revision();
        match which {
            "begins" => begin(&mut window),
            "shows" => {
                begin(&mut window);
                window.draw();
                // By then it is computed.
                std::thread::sleep(Duration::from_secs(3));
            }
            "after" => {
                begin(&mut window);
                window.draw_until_changed(revision, 60_000);
            }
            _ => {}
        }
    };
    bencher.with_inputs(prepared).bench_local_values(|()| window.borrow_mut().draw());
}

/// The largest paste into a table of cells: as many new services as may be pasted at once, with the run that follows.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn largest_paste_into_the_table(bencher: Bencher<'_, '_>) {
    let lines: String = (0..MOST_LINES).map(|number| format!("Service {number}\t\t{number}\n")).collect();
    let prepared = || {
        let mut window = Window::new(None);
        window.app.ask(Command::Window(WindowCommand::ToggleSheet));
        for _ in 0..5 {
            window.draw();
        }
        let (key, modifiers) = (Key::ArrowDown, Modifiers::COMMAND);
        window.events = vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }];
        window.draw();
        window.events = vec![Event::Paste(lines.clone())];
        window
    };
    bencher.with_inputs(prepared).bench_local_values(|mut window| {
        window.draw();
        window.draw();
        assert!(window.app.session().authored().count(Table::Services) >= MOST_LINES, "it was pasted");
        window
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
