//! Prepares the first frame on its own thread while the desktop opens the window: the scenario, its run, and everything that drawing needs.

use std::path::PathBuf;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use egui::{Context, Pos2, RawInput, Rect, TextureId, Vec2, vec2};

use super::{App, Setup};

/// The name of the thread that prepares the first frame.
pub(super) const NAME: &str = "first picture";
/// The initial size of the window, in points.
pub(super) const SIZE: Vec2 = vec2(1_440.0, 900.0);
/// The minimum size of the window, in points. At a scale of 200 % this fits on a screen of 1440 by 900.
pub(super) const LEAST: Vec2 = vec2(720.0, 450.0);
/// The maximum size of a texture, in pixels. A fixed value that every current screen supports: the limit of the screen is not known yet,
/// and the font texture would be drawn again if the limit changed.
pub(super) const TEXTURE_SIDE: usize = 4_096;

/// How long the first picture waits for the file of the start argument.
const OPENS_WITHIN: Duration = Duration::from_millis(300);

/// Starts the thread that prepares the first frame. Joining it returns the app.
///
/// # Errors
/// No thread can be started.
pub(super) fn begin(ctx: Context, path: Option<PathBuf>, setup: Setup) -> std::io::Result<JoinHandle<App>> {
    Builder::new().name(NAME.to_owned()).spawn(move || {
        let mut app = App::new(&ctx, path.as_deref(), setup);
        // Most files are open by then, so that the first picture already shows them. The others are opened beside the window.
        app.wait_long(&ctx, OPENS_WITHIN);
        draw(&ctx, &mut app);
        app
    })
}

/// Draws a frame that is not shown. This reads the map, tessellates the land in view, and draws all letters into the font texture. If the
/// window gets another size, only the work that depends on the size is done again.
fn draw(ctx: &Context, app: &mut App) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        max_texture_side: Some(TEXTURE_SIDE),
        time: Some(0.0),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| app.draw(ui));
    // The font texture must still be sent to the graphics card with the first frame that is shown, so it is put back into the texture
    // manager.
    let letters = output.textures_delta.set.remove(&TextureId::default());
    output.drop_without_applying_deltas();
    let textures = ctx.tex_manager();
    for delta in letters.into_iter().flatten() {
        textures.write().set(TextureId::default(), delta);
    }
}
