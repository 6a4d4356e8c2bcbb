//! New scenarios: begun with a template, or a copy of the one in the window. They have no file until they are saved.

use egui::Context;

use super::overlays::Overlay;
use super::{App, files};
use crate::file::{self, Authored};
use crate::session::{Effort, Origin, Session};
use crate::ui::notice::Notice;

impl App {
    /// Creates the scenario of the form.
    pub(super) fn create_new(&mut self, ctx: &Context) {
        let Some(Overlay::New(view)) = &self.overlay else { return };
        let (template, answers) = view.chosen();
        let authored = template.begun_with(answers);
        self.show_new(ctx, authored);
        self.views.editor.on = true;
    }

    /// Puts a copy of the scenario in the window in its place. The original stays in its file, or in the list of unsaved work.
    pub(super) fn duplicate_scenario(&mut self, ctx: &Context) {
        let authored = self.session.to_save();
        let rows = authored.rows().clone();
        let title = self.texts.with("edit-copy-of", &[("name", &rows.title)]);
        let copy = authored.with_rows(file::schema::Scenario { title, ..rows });
        self.show_new(ctx, copy);
    }

    fn show_new(&mut self, ctx: &Context, authored: Authored) {
        // The name of the file follows the title when it is saved: see `App::named_after_title`.
        let origin = Origin::Nowhere(files::documents().join(self.texts.get("new-file")));
        let opened = match file::check(&authored) {
            Ok(checked) => Session::open_with(authored, checked, origin, Effort::default()),
            Err(report) => Session::open_draft(authored, report, origin, Effort::default()),
        };
        let mut session = match opened {
            Ok(session) => session,
            Err(error) => {
                let title = self.texts.get("notice-refused").to_owned();
                self.tell(Notice::trouble(title, self.texts.say(&error.saying())));
                return;
            }
        };
        if !self.has_room() {
            return;
        }
        session.mark_unsaved();
        let before = self.localized_title(&self.session);
        let left = self.replace_session(session, None);
        self.close_overlay();
        self.put_away_notice();
        if let Some(id) = left {
            self.tell(self.left_notice(&before, id));
        }
        ctx.request_repaint();
    }
}
