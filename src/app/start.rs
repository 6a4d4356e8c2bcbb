//! Opens the window, or says in one sentence why it cannot be opened.

use std::path::PathBuf;

use super::{App, Settings, Setup};

/// Opens the window on `path`, or on the shipped scenario, and returns when it is closed.
///
/// # Errors
/// One sentence for the person: what is missing, and what brings it.
pub fn open(path: Option<PathBuf>) -> Result<(), String> {
    let setup = Setup { settings: Settings::place(), has_dialogs: true };
    let viewport = egui::ViewportBuilder::default()
        .with_title("Firedrill")
        .with_app_id("firedrill")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([1024.0, 640.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    eframe::run_native("firedrill", options, Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, path.as_deref(), setup)))))
        .map_err(|error| error.to_string())
}
