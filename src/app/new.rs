//! New scenarios: begun with a template, or a copy of the one in the window. They have no file until they are saved.

use egui::Context;

use super::overlays::Overlay;
use super::question::Reply;
use super::task::drop_elsewhere;
use super::unsaved::{Kept, Left};
use super::{App, files};
use crate::file::{self, Authored};
use crate::session::{Effort, Origin, Session, UnsavedId};
use crate::ui::new_scenario::NewScenarioView;
use crate::ui::notice::{Notice, NoticeButton};

/// The scenario that the copy in the window was made of.
pub(super) struct Original {
    /// The number of the document that is the copy.
    copy: u64,
    /// Its revision when it was made.
    revision: u64,
    source: Source,
}

/// Where the original is.
enum Source {
    /// In the list of unsaved work.
    Listed(UnsavedId),
    /// Here, because nothing of it is unsaved.
    Held(Box<Left>),
}

impl App {
    /// The form of a new scenario, as it was when it was closed, or a new one: that of another language gives other names.
    pub(super) fn new_form(&mut self) -> Overlay {
        let language = self.texts.language();
        let kept = self.kept_new.take().filter(|view| view.language() == language);
        let view = kept.map_or_else(|| NewScenarioView::new(language), |view| view.opened_again());
        Overlay::New(Box::new(view))
    }

    /// Keeps the form of a new scenario when it is closed.
    pub(super) fn keep_new(&mut self) {
        if let Some(Overlay::New(view)) = self.overlay.take_if(|overlay| matches!(overlay, Overlay::New(_))) {
            self.kept_new = Some(view);
        }
    }

    /// Creates the scenario of the form.
    pub(super) fn create_new(&mut self, ctx: &Context) {
        let Some(Overlay::New(view)) = &self.overlay else { return };
        let (template, answers) = view.chosen();
        let authored = template.begun_with(answers);
        self.show_new(ctx, authored);
        self.views.editor.on = true;
    }

    /// Puts a copy of the scenario in the window in its place. The original stays in its file, or in the list of unsaved work, and a message
    /// offers to go back to it.
    pub(super) fn duplicate_scenario(&mut self, ctx: &Context) {
        let authored = self.session.to_save();
        let rows = authored.rows().clone();
        let title = self.texts.with("edit-copy-of", &[("name", &rows.title)]);
        let copy = authored.with_rows(file::schema::Scenario { title, ..rows });
        let Some(session) = self.new_session(copy) else { return };
        let before = self.localized_title(&self.session);
        let (left, is_kept) = self.swap_session(session, None);
        self.close_overlay();
        self.put_away_notice();
        let (source, notice) = if is_kept {
            let id = self.keep_left(left);
            (Source::Listed(id), self.left_notice(&before, id))
        } else {
            let title = self.texts.with("copy-title", &[("title", &before)]);
            (Source::Held(Box::new(left)), Notice::calm(title, self.texts.get("copy-body").to_owned()))
        };
        let buttons = vec![NoticeButton { text: "copy-back", reply: Reply::LeaveCopy }];
        self.original =
            Some(Original { copy: self.session.document_number(), revision: self.session.revision(), source });
        self.tell(Notice { buttons, ..notice });
        ctx.request_repaint();
    }

    fn show_new(&mut self, ctx: &Context, authored: Authored) {
        let Some(session) = self.new_session(authored) else { return };
        let before = self.localized_title(&self.session);
        let left = self.replace_session(session, None);
        self.close_overlay();
        // What was in the form is in the scenario now.
        self.kept_new = None;
        self.put_away_notice();
        if let Some(id) = left {
            self.tell(self.left_notice(&before, id));
        }
        ctx.request_repaint();
    }

    /// A session with a scenario that has no file yet. `None` if it cannot be run, or nothing more can be opened, which is told.
    fn new_session(&mut self, authored: Authored) -> Option<Session> {
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
                return None;
            }
        };
        if !self.has_room() {
            return None;
        }
        session.mark_unsaved();
        Some(session)
    }

    /// Whether the scenario that the copy in the window was made of can be put back in its place.
    pub(super) fn can_leave_copy(&self) -> bool {
        self.original.as_ref().is_some_and(|original| match original.source {
            Source::Listed(id) => self.unsaved.get(id).is_some(),
            Source::Held(_) => true,
        })
    }

    /// Goes back to the scenario that the copy in the window was made of. If nobody has changed the copy, nothing is left of it.
    pub(super) fn leave_copy(&mut self) {
        let number = self.session.document_number();
        let Some(original) = self.original.take_if(|original| original.copy == number) else { return };
        let is_untouched = original.revision == self.session.revision() && !self.has_wrong_cells();
        if !is_untouched && matches!(original.source, Source::Held(_)) && !self.has_room() {
            self.original = Some(original);
            return;
        }
        let left = match original.source {
            Source::Listed(id) => {
                let Some(Kept::Left(left)) = self.unsaved.take(id) else { return };
                left
            }
            Source::Held(left) => left,
        };
        self.close_overlay();
        self.put_away_notice();
        let copy = self.return_to(*left);
        if let Some(id) = copy.filter(|_| is_untouched) {
            self.throw_away(id);
        }
    }

    /// Lets go of the scenario that the copy in the window was made of when another one is in the window, or when the copy was changed and no
    /// message offers to go back.
    pub(super) fn update_original(&mut self) {
        let offers = |notice: &Notice<Reply>| notice.buttons.iter().any(|button| button.reply == Reply::LeaveCopy);
        let is_offered = self.notice.as_ref().is_some_and(offers);
        let (number, revision) = (self.session.document_number(), self.session.revision());
        let is_over = |own: &mut Original| own.copy != number || (own.revision != revision && !is_offered);
        let over = self.original.take_if(is_over);
        if let Some(Source::Held(left)) = over.map(|original| original.source) {
            drop_elsewhere(left.session);
        }
    }
}
