//! The notes of the chapter at the playhead, for whoever presents it. They are shown below the map, on demand.

use egui::{Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use crate::ui::ViewContext;
use crate::ui::theme::{TEXT_BODY, TEXT_TITLE};

/// The height of the notes, as a share of the height of the map with them.
const SHARE: f32 = 0.36;
/// The least and the largest height of the notes, in points.
const BOUNDS: [f32; 2] = [110.0, 210.0];
/// The space around the notes, in points.
const MARGIN: f32 = 16.0;

/// The height of the notes beside a map that is `height` points high without them.
pub(super) fn height(height: f32) -> f32 {
    (height * SHARE).clamp(BOUNDS[0], BOUNDS[1]).min(height).round()
}

/// Draws the notes into `room`. Notes that do not fit can be scrolled.
pub(super) fn notes_ui(ui: &mut Ui, context: &ViewContext<'_>, room: Rect) {
    let (theme, texts) = (context.theme, context.texts);
    ui.painter().rect_filled(room, 0.0, theme.raised);
    ui.painter().hline(room.x_range(), room.top(), Stroke::new(1.0, theme.border));
    let chapter = context.chapter();
    let words = match chapter.map(|index| context.localized.chapter_notes(index)) {
        Some("") => texts.get("present-no-notes"),
        Some(notes) => notes,
        None => texts.get("present-no-chapter"),
    };
    let inside = room.shrink2(vec2(MARGIN, 8.0));
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(inside).id_salt("presenter notes"));
    ui.shrink_clip_rect(room);
    ui.label(RichText::new(texts.get("present-notes-of-chapter")).size(TEXT_BODY).color(theme.quiet));
    // The notes of another chapter begin at their first line.
    ScrollArea::vertical().id_salt(chapter).auto_shrink(false).show(ui, |ui| {
        ui.label(RichText::new(words).size(TEXT_TITLE).color(theme.text).line_height(Some(24.0)));
    });
}
