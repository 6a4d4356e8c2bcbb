//! What the editor says about the last action, line by line.

use egui::{Label, RichText, Ui};

use crate::text::Saying;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;

/// A line that is said. It is put into words when it is drawn, so that it follows the language of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub words: Saying,
    /// Whether something is wrong.
    pub is_trouble: bool,
}

impl Said {
    /// What an action has done, or what is wrong.
    pub fn of(result: Result<Vec<Saying>, Saying>) -> Vec<Self> {
        match result {
            Ok(lines) => lines.into_iter().map(|words| Self { words, is_trouble: false }).collect(),
            Err(words) => vec![Self { words, is_trouble: true }],
        }
    }
}

/// Draws the lines, at most so many of them.
pub fn lines_ui(ui: &mut Ui, context: &ViewContext<'_>, said: &[Said], most: usize) {
    for said in said.iter().take(most) {
        let color = if said.is_trouble { context.theme.down } else { context.theme.quiet };
        let words = context.texts.sentence(&said.words);
        ui.add(Label::new(RichText::new(words).size(TEXT_SMALL).color(color)).wrap());
    }
}
