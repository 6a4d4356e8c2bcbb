//! The whole window without a display: opened, driven by keys and by the names on the screen, and read again.

use std::path::PathBuf;

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Shape, TouchPhase, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use firedrill::app::{App, Setup};
use firedrill::session::Command;

/// The window as it is designed, in points.
pub const WIDE: [f32; 2] = [1440.0, 900.0];
/// The smallest window in which all is to be usable, in points.
pub const SMALLEST: [f32; 2] = [1024.0, 640.0];

/// A window on the scenario that opens first.
pub fn window(size: impl Into<Vec2>) -> Harness<'static, App> {
    on(size, None, Setup::default())
}

/// A window on a file or on a scenario that ships, by name.
pub fn on(size: impl Into<Vec2>, path: Option<PathBuf>, setup: Setup) -> Harness<'static, App> {
    // What a helper works out beside the window comes when it comes, and each answer is drawn.
    let most_frames = if setup.has_helper { 100 } else { 4 };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(most_frames)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, path.as_deref(), setup));
    harness.run();
    harness
}

/// A window on this text of a scenario.
pub fn on_text(text: &str, setup: Setup) -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder");
    on(WIDE, Some(write(&folder, "world.ron", text)), setup)
}

/// Writes a file.
pub fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("the folder is ours");
    path
}

/// Clicks one of those that have this name: in the list, on the map and in the story they all do the same.
pub fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_all_by_label(name).next().unwrap_or_else(|| panic!("nothing is called {name}")).click();
    harness.run();
}

/// The wheel turned up by so many points.
pub fn wheel(up: f32, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, up),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers,
    }
}

/// Presses a key.
pub fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// Does what commands ask, one after another.
pub fn ask(harness: &mut Harness<'_, App>, commands: impl IntoIterator<Item = Command>) {
    for command in commands {
        harness.state_mut().ask(command);
        harness.run();
    }
}

/// All texts that are painted.
pub fn painted(harness: &Harness<'_, App>) -> Vec<String> {
    let text = |shape: &egui::epaint::ClippedShape| {
        let Shape::Text(text) = &shape.shape else { return None };
        Some(text.galley.text().to_owned())
    };
    harness.output().shapes.iter().filter_map(text).collect()
}
