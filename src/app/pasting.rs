//! Refuses to paste what is so large that it would freeze the window.

use egui::{Event, Ui};

use super::App;
use crate::file::edit::sheet::LARGEST_PASTE;
use crate::ui::editor::looks_like_cells;
use crate::ui::notice::Notice;

/// The largest text that is pasted into a field, in bytes. A field lays out all of its text in every frame.
const MOST_IN_FIELD: usize = 100_000;

impl App {
    /// Drops what is pasted in this frame if it is too large, and says so.
    pub(super) fn refuse_large_pastes(&mut self, ui: &Ui) {
        let most = if ui.ctx().text_edit_focused() { MOST_IN_FIELD } else { LARGEST_PASTE };
        let mut refused = None;
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let size = if let Event::Paste(text) = event { text.len() } else { 0 };
                if size > most {
                    refused = Some(size);
                }
                size <= most
            });
        });
        if let Some(size) = refused {
            let size = format!("{:.1}", size as f64 / f64::from(1_u32 << 20));
            let title = self.texts.with("paste-too-large", &[("size", &size)]);
            self.tell(Notice::trouble(title, String::new()));
        }
        self.hint_at_import(ui);
    }

    /// Says where cells of a spreadsheet can be pasted, if they are pasted where nothing takes them.
    fn hint_at_import(&mut self, ui: &Ui) {
        if self.views.editor.on || self.overlay.is_some() || ui.ctx().text_edit_focused() {
            return;
        }
        let is_cells = |event: &Event| matches!(event, Event::Paste(text) if looks_like_cells(text));
        if ui.input(|input| input.events.iter().any(is_cells)) {
            let [title, body] = ["parts-cells-title", "parts-cells"].map(|key| self.texts.get(key).to_owned());
            self.tell(Notice::calm(title, body));
        }
    }
}
