//! A text field that stands for a while in place of what is typed in it: the time, the speed, the name of a plan.

use egui::{Key, Response, TextEdit, Ui};

use super::ViewContext;

/// A text that is being typed in place of what it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text so far.
    pub text: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// Whether it was shown before, and so has the keyboard.
    pub shown: bool,
}

/// A field that begins with this text.
pub fn typed(text: String) -> Typed {
    Typed { text, ..Typed::default() }
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
