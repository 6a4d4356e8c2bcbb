//! What is shown as words and typed in the same place: the time and the speed.

use egui::{Align2, Color32, FontId, Key, Pos2, Response, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::button::{BUTTON, CORNER_RADIUS};
use crate::ui::ViewContext;
use crate::ui::timeline::Typed;

/// Words that can be clicked, as steady in place as plain words.
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

/// A field in place of what it stands for; it takes the keyboard and selects its text when it appears.
pub fn field(ui: &mut Ui, typed: &mut Typed, width: f32, name: &str) -> Response {
    let output = TextEdit::singleline(&mut typed.text).desired_width(width).hint_text(name).show(ui);
    ui.ctx().accesskit_node_builder(output.response.id, |node| node.set_label(name));
    if !typed.shown {
        typed.shown = true;
        output.response.request_focus();
        let mut state = output.state;
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(typed.text.chars().count()),
        );
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), output.response.id);
    }
    output.response.response
}

/// Whether typing has ended: with Enter (`true`), or by leaving (`false`).
pub fn ended(response: &Response) -> Option<bool> {
    response.lost_focus().then(|| response.ctx.input(|input| input.key_pressed(Key::Enter)))
}

/// Says what is wrong, and leaves the text to be mended.
pub fn wrong(response: &Response, typed: &mut Typed, why: String) {
    typed.wrong = Some(why);
    response.request_focus();
}

/// Below the field: what is accepted, and after a try that it was not.
pub fn hint(response: &Response, typed: &Typed, context: &ViewContext<'_>, accepted: &str) {
    response.show_tooltip_ui(|ui| match &typed.wrong {
        Some(wrong) => {
            ui.colored_label(context.theme.down, wrong);
        }
        None => {
            ui.label(accepted);
        }
    });
}
