//! The controls of a presentation, next to the strip, where they cover nothing. They are visible while the pointer is near the lower
//! edge or while one of them has the keyboard focus.

use egui::{Align, FontId, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::PresentView;
use crate::session::{Command, Commands, PlaybackCommand, SelectCommand, WindowCommand};
use crate::ui::icons::Transport;
use crate::ui::key_table::printed;
use crate::ui::keys::next_chapter;
use crate::ui::playback_bar::{button, play_button};
use crate::ui::style::elided;
use crate::ui::theme::TEXT_BODY;
use crate::ui::{ViewContext, parts};

/// The height of the upper row of controls, in points.
const UPPER: f32 = 40.0;
/// If the pointer is less than this distance above the controls and the strip, the controls are visible, in points.
const NEAR: f32 = 36.0;
/// The space to the left and right of the controls, in points.
const SIDE: f32 = 10.0;
/// The space to the left of the line that says which keys play and end, in points.
const HINT: f32 = 20.0;
/// How far the controls extend upwards beyond the strip, in points.
const UP: f32 = 8.0;

/// Draws the controls in the corner below the caption. They are visible while the pointer is near or one of them has the focus.
pub(super) fn controls_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    corner: Rect,
    strip: Rect,
    view: &mut PresentView,
    commands: &mut Commands,
) {
    let edge = corner.union(strip);
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let is_near = pointer.is_some_and(|pointer| edge.with_min_y(edge.top() - NEAR).contains(pointer));
    // The controls are also visible while one of them has the focus, so that they can be used with the keyboard.
    let has_keyboard = view.controls.iter().any(|id| ui.memory(|memory| memory.has_focus(*id)));
    let is_playing = context.session.playback().playing;
    view.played_before &= is_playing;
    view.knows_keys |= is_near || has_keyboard || is_playing && !view.played_before;
    if !view.knows_keys {
        hint_ui(ui, context, corner);
    }
    let rows = corner.with_min_y(corner.top() - UP).shrink2(vec2(SIDE, 1.0));
    let (upper, lower) = rows.split_top_bottom_at_y(rows.top() + UPPER);
    let row = |ui: &mut Ui, at: Rect, name: &'static str| {
        let layout = Layout::left_to_right(Align::Center);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(at).layout(layout).id_salt(name));
        ui.spacing_mut().item_spacing.x = 4.0;
        if !is_near && !has_keyboard {
            // The controls are only transparent, so that keyboard and screen reader can still reach them.
            ui.set_opacity(0.0);
        }
        ui
    };
    let (mut upper, mut lower) = (row(ui, upper, "controls"), row(ui, lower, "words"));
    let mut ids = Vec::new();
    let mut does = |response: &Response, command: Option<Command>| {
        ids.push(response.id);
        if response.clicked() {
            commands.extend(command);
        }
        response.clicked()
    };
    let to = |way| next_chapter(context, way).map(|value| Command::Select(SelectCommand::Chapter(value)));
    does(&button(&mut upper, context, Transport::StepBack, "present-back"), to(-1));
    does(&play_button(&mut upper, context), Some(Command::Playback(PlaybackCommand::TogglePlay)));
    does(&button(&mut upper, context, Transport::StepForward, "present-next"), to(1));
    if does(&word_ui(&mut upper, context, "present-notes", "keys-presenter-notes", view.shows_notes), None) {
        view.toggle_notes();
    }
    let speed = context.texts.speed(context.session.playback().speed);
    upper.label(egui::RichText::new(speed).size(TEXT_BODY).color(context.theme.quiet));
    if does(&word_ui(&mut lower, context, "present-follow", "keys-follow", view.leads), None) {
        view.toggle_lead(context.now);
    }
    does(
        &word_ui(&mut lower, context, "present-leave", "keys-present", false),
        Some(Command::Window(WindowCommand::TogglePresent)),
    );
    if view.controls != ids {
        view.controls = ids;
    }
}

/// Says which keys play, end and, if there are chapters, show the next one, where the controls are not visible yet.
fn hint_ui(ui: &Ui, context: &ViewContext<'_>, corner: Rect) {
    let keys = ["keys-play", "keys-escape", "keys-chapter"];
    let [play, leave, pages] = keys.map(|keys| printed(keys).unwrap_or_default());
    // The second of the two keys for chapters goes on.
    let next = pages.rsplit(", ").next().unwrap_or_default();
    let has_chapters = !context.world.story.is_empty();
    let chapters = has_chapters.then(|| context.texts.with("present-keys-chapters", &[("next", next)]));
    let lines = chapters.into_iter().chain([context.texts.with("present-keys", &[("play", &play), ("leave", &leave)])]);
    let (quiet, width) = (context.theme.quiet, corner.width() - 2.0 * HINT);
    let lay_out = |words: String| elided(ui.painter(), &words, FontId::proportional(TEXT_BODY), quiet, width);
    let lines: Vec<_> = lines.map(lay_out).collect();
    let mut top = corner.center().y - lines.iter().map(|line| line.size().y).sum::<f32>() / 2.0;
    for line in lines {
        let height = line.size().y;
        ui.painter().galley(pos2(corner.left() + HINT, top), line, quiet);
        top += height;
    }
}

/// Shows a button with a text and its keyboard shortcut. `on` is whether it is switched on.
pub(super) fn word_ui(ui: &mut Ui, context: &ViewContext<'_>, name: &'static str, keys: &str, on: bool) -> Response {
    let theme = context.theme;
    let words = context.texts.get(name);
    let key = printed(keys).unwrap_or_default();
    let lay_out = |words: String, color| ui.painter().layout_no_wrap(words, FontId::proportional(TEXT_BODY), color);
    let galley = lay_out(words.to_owned(), if on { theme.selected } else { theme.text });
    let cap = lay_out(key, theme.quiet);
    let size = vec2(galley.size().x + cap.size().x + 28.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, words));
    parts::paint_back(ui, context, rect, &response, on);
    let middle = rect.center().y - galley.size().y / 2.0;
    let after = rect.left() + 18.0 + galley.size().x;
    ui.painter().galley(pos2(rect.left() + 10.0, middle), galley, theme.text);
    ui.painter().galley(pos2(after, middle), cap, theme.quiet);
    response
}
