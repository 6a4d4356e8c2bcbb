//! A text field that replaces a value while the person types a new one: the time, the speed or the name of a plan.

use egui::{Key, Response, TextEdit, Ui};

use super::ViewContext;
use crate::text::{composed, is_composed};

/// The state of a field in which the person types a new value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text that the person has typed so far.
    pub text: String,
    /// Why the text was rejected, in words; `None` if it was not rejected.
    pub wrong: Option<String>,
    /// Whether the field was shown before; in its first frame it requests the keyboard focus.
    pub shown: bool,
    /// The text with which the field was opened.
    first: String,
}

impl Typed {
    /// Whether the text differs from that with which the field was opened.
    pub fn is_changed(&self) -> bool {
        self.text != self.first
    }
}

/// The state of a new field whose first text is `text`.
pub fn typed(text: String) -> Typed {
    Typed { first: text.clone(), text, ..Typed::default() }
}

/// Brings a text that is being typed into composed form: a pasted file name of macOS would be drawn as single letters.
pub fn compose(text: &mut String) {
    if !is_composed(text) {
        *text = composed(text).into_owned();
    }
}

/// Draws the field. When it appears, it requests the keyboard focus and selects its text.
pub fn field(ui: &mut Ui, typed: &mut Typed, width: f32, name: &str) -> Response {
    let output = TextEdit::singleline(&mut typed.text).desired_width(width).hint_text(name).show(ui);
    compose(&mut typed.text);
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

/// Whether typing has ended in this frame: `Some(true)` if Enter was pressed, `Some(false)` if the person left the field in another
/// way, `None` if it goes on.
pub fn ended(response: &Response) -> Option<bool> {
    response.lost_focus().then(|| response.ctx.input(|input| input.key_pressed(Key::Enter)))
}

/// Stores `why`, the reason why the text is rejected, and keeps the focus so that the person can correct the text.
pub fn wrong(response: &Response, typed: &mut Typed, why: String) {
    typed.wrong = Some(why);
    response.request_focus();
}

/// Shows a hint below the field: `accepted`, which describes the accepted texts, or the reason why the last text was rejected. While a dialog
/// lies over the field, it shows none, which would lie over that.
pub fn hint(response: &Response, typed: &Typed, context: &ViewContext<'_>, accepted: &str) {
    if context.is_covered {
        return;
    }
    response.show_tooltip_ui(|ui| match &typed.wrong {
        Some(wrong) => {
            ui.colored_label(context.theme.down, wrong);
        }
        None => {
            ui.label(accepted);
        }
    });
}
