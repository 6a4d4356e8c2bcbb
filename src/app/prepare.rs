//! What is made ready on a thread of its own while the desktop opens the window: the scenario, its run, and all that the first picture needs.

use std::path::PathBuf;
use std::thread::{Builder, JoinHandle};

use egui::{Context, Pos2, RawInput, Rect, TextureId, Vec2, vec2};

use super::{App, Setup};

/// The name of the thread.
pub(super) const NAME: &str = "first picture";
/// The size that the window asks for, in points.
pub(super) const SIZE: Vec2 = vec2(1_440.0, 900.0);
/// The least size of the window, in points: twice as large it needs a screen of 1440 by 900, so that all of it can be seen there.
pub(super) const LEAST: Vec2 = vec2(720.0, 450.0);
/// No texture is larger than this, in pixels. It is known before the screen is, and every screen of today can do it; so the letters that are
/// drawn beforehand stay.
pub(super) const TEXTURE_SIDE: usize = 4_096;

/// Begins to make the window ready.
///
/// # Errors
/// The machine has no thread to spare.
pub(super) fn begin(ctx: Context, path: Option<PathBuf>, setup: Setup) -> std::io::Result<JoinHandle<App>> {
    Builder::new().name(NAME.to_owned()).spawn(move || {
        let mut app = App::new(&ctx, path.as_deref(), setup);
        draw(&ctx, &mut app);
        app
    })
}

/// Draws a picture that nobody sees: it reads the map, cuts the land in view into triangles, and lays out and draws all letters. A window that
/// comes in another size does again only what depends on its size.
fn draw(ctx: &Context, app: &mut App) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        max_texture_side: Some(TEXTURE_SIDE),
        time: Some(0.0),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| app.draw(ui));
    // The letters are still to reach the screen.
    let letters = output.textures_delta.set.remove(&TextureId::default());
    output.drop_without_applying_deltas();
    let textures = ctx.tex_manager();
    for delta in letters.into_iter().flatten() {
        textures.write().set(TextureId::default(), delta);
    }
}
