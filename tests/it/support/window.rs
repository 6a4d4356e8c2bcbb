//! Tests use the whole window without a display: these functions open it, use keys and the names on the screen, and read its texts.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Shape, TouchPhase, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, LongWork, Setup};
use firedrill::session::Command;

/// The size for which the window is designed, in points.
pub const WIDE: [f32; 2] = [1440.0, 900.0];
/// The smallest size at which everything must be usable, in points.
pub const SMALLEST: [f32; 2] = [1024.0, 640.0];

/// A window with the scenario that is opened by default.
pub fn window(size: impl Into<Vec2>) -> Harness<'static, App> {
    on(size, None, Setup::default())
}

/// A window with a scenario from a file, or with a shipped scenario by name.
pub fn on(size: impl Into<Vec2>, path: Option<PathBuf>, setup: Setup) -> Harness<'static, App> {
    // Results of background threads may arrive in any frame, and each of them needs a new frame.
    let is_on_thread =
        setup.has_helper || setup.watches_file || setup.journal.is_some() || setup.long_work == LongWork::OnThread;
    let most_frames = if is_on_thread { 100 } else { 4 };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(most_frames)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, path.as_deref(), setup));
    harness.run();
    harness
}

/// A window with the scenario of this text.
pub fn on_text(text: &str, setup: Setup) -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder");
    on(WIDE, Some(write(&folder, "world.ron", text)), setup)
}

/// Writes a file and returns its path.
pub fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("the folder is ours");
    path
}

/// Clicks the first element with this name. Elements with the same name in the list, on the map and in the story have the same
/// effect.
pub fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_all_by_label(name).next().unwrap_or_else(|| panic!("nothing is called {name}")).click();
    harness.run();
}

/// Gives the keyboard to an element with this name, and presses Enter: what a click does must also be done so. Fails if it cannot have the
/// keyboard.
pub fn enter(harness: &mut Harness<'_, App>, name: &str) {
    let can_act = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        !matches!(node.role(), Role::Label | Role::TextInput | Role::SpinButton | Role::Image)
    };
    let found = harness.query_all_by_label(name).find(can_act);
    found.unwrap_or_else(|| panic!("nothing to press is called {name}")).focus();
    harness.run();
    assert!(harness.get_all_by_label(name).any(|node| node.is_focused()), "{name} can have the keyboard");
    harness.key_press(Key::Enter);
    harness.run();
}

/// The same for an entry of a list or a menu that is open. Of elements with the same name it is the one that is furthest to the right, where the
/// editor and its menus are.
pub fn enter_last(harness: &mut Harness<'_, App>, name: &str) {
    let can_act = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() != Role::Label;
    // Tab scrolls to entries that are further down.
    for _ in 0..100 {
        if harness.query_all_by_label(name).any(|node| can_act(&node)) {
            break;
        }
        press(harness, Key::Tab);
    }
    {
        let entries = harness.query_all_by_label(name).filter(can_act);
        let entry = entries.max_by(|a, b| a.rect().left().total_cmp(&b.rect().left()));
        entry.unwrap_or_else(|| panic!("no entry {name}")).focus();
    }
    harness.run();
    assert!(harness.get_all_by_label(name).any(|node| node.is_focused()), "{name} can have the keyboard");
    harness.key_press(Key::Enter);
    harness.run();
}

/// Draws frames until the 1,000 runs of an ensemble are made, which happens in the background.
pub fn wait_for_ensemble(harness: &mut Harness<'_, App>) {
    wait_until(harness, |harness| harness.query_by_label("1,000 runs by lost user-hours").is_some());
}

/// Draws frames until something that is computed in the background is shown; fails if it never is.
pub fn wait_until(harness: &mut Harness<'_, App>, is_there: impl Fn(&Harness<'_, App>) -> bool) {
    for _ in 0..20_000 {
        if is_there(harness) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
    }
    panic!("it is not there after 20,000 frames, and the message is {:?}", harness.state().notice());
}

/// An event of the mouse wheel, turned up by this number of points.
pub fn wheel(up: f32, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, up),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers,
    }
}

/// Presses a key and draws the window until it is still.
pub fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// Types a path into the panel that asks for one, and presses Enter. The next frame takes it.
pub fn type_path(harness: &mut Harness<'_, App>, path: &Path) {
    harness.get_by_label("Path of the file").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("Path of the file").type_text(&path.display().to_string());
    harness.run();
    harness.key_press(Key::Enter);
}

/// Gives commands to the window, one after another.
pub fn ask(harness: &mut Harness<'_, App>, commands: impl IntoIterator<Item = Command>) {
    for command in commands {
        harness.state_mut().ask(command);
        harness.run();
    }
}

/// All texts that are painted in the window.
pub fn painted(harness: &Harness<'_, App>) -> Vec<String> {
    let text = |shape: &egui::epaint::ClippedShape| {
        let Shape::Text(text) = &shape.shape else { return None };
        Some(text.galley.text().to_owned())
    };
    harness.output().shapes.iter().filter_map(text).collect()
}
