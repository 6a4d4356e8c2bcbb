//! The buttons of the playback bar: small ones, toggles, and the large play button.

use egui::{Align2, Color32, FontId, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::ui::ViewContext;
use crate::ui::icons::{self, Transport};
use crate::ui::theme::CORNER;

/// The width and height of a small button, in points.
pub const BUTTON: f32 = 27.0;
/// Diameter of the play button, in points.
const PLAY: f32 = 36.0;
/// Radius of corners, in points.
pub const CORNER_RADIUS: f32 = CORNER as f32;

/// The large button that plays and pauses.
pub fn play_button(ui: &mut Ui, context: &ViewContext<'_>) -> Response {
    let theme = context.theme;
    let (playing, reverse) = (context.session.playback().playing, context.session.playback().reverse);
    let (rect, response) = ui.allocate_exact_size(vec2(PLAY + 4.0, PLAY + 4.0), Sense::click());
    let name = context.texts.get(if playing { "play-pause" } else { "play-play" });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let painter = ui.painter();
    let fill = if response.hovered() { theme.selected.gamma_multiply(0.85) } else { theme.selected };
    painter.circle_filled(rect.center(), PLAY / 2.0, fill);
    if response.has_focus() {
        painter.circle_stroke(rect.center(), PLAY / 2.0 + 2.0, Stroke::new(2.0, theme.text));
    }
    let sign = match (playing, reverse) {
        (true, _) => Transport::Pause,
        (false, false) => Transport::Play,
        (false, true) => Transport::PlayBack,
    };
    icons::transport(painter, rect.center(), 14.0, sign, theme.panel);
    response.on_hover_text(name)
}

/// A small button.
pub fn button(ui: &mut Ui, context: &ViewContext<'_>, sign: Transport, key: &'static str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(BUTTON, BUTTON), Sense::click());
    let name = context.texts.get(key);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    paint_button(ui, context, rect, &response, sign, false);
    response.on_hover_text(name)
}

/// A small button that can be switched on and off; `on` is its present state.
pub fn toggle(ui: &mut Ui, context: &ViewContext<'_>, sign: Transport, key: &'static str, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(BUTTON, BUTTON), Sense::click());
    let name = context.texts.get(key);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    paint_button(ui, context, rect, &response, sign, on);
    response.on_hover_text(name)
}

fn paint_button(ui: &Ui, context: &ViewContext<'_>, rect: Rect, response: &Response, sign: Transport, on: bool) {
    let theme = context.theme;
    if on || response.hovered() {
        ui.painter().rect_filled(rect, CORNER_RADIUS, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CORNER_RADIUS, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
    }
    let color = if on {
        theme.selected
    } else if response.hovered() {
        theme.text
    } else {
        theme.quiet
    };
    icons::transport(ui.painter(), rect.center(), 13.0, sign, color);
}

/// A text that can be clicked. It does not change its size or position while it is hovered.
pub fn text_button(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    words: &str,
    font: FontId,
    color: Color32,
    name: &str,
) -> Response {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, color);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 8.0, BUTTON), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {words}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CORNER_RADIUS, context.theme.raised);
    }
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left() + 4.0, rect.center().y), galley.size());
    ui.painter().galley(at.min, galley, color);
    response.on_hover_cursor(egui::CursorIcon::Text)
}
