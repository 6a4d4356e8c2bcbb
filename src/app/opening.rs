//! Opens scenarios: asks for a path, reads the file, and starts a session with it.

use std::path::Path;

use egui::Context;

use super::dialog::{Dialog, Outcome, Purpose};
use super::overlays::{Overlay, PathField};
use super::question::Reply;
use super::{App, files};
use crate::file::{self, Authored, Checked, FileFingerprint, Shipped};
use crate::session::{Origin, Session};
use crate::ui::notice::{Notice, NoticeButton};

impl App {
    /// Asks for a path with a text field and, if the desktop has a file dialog, also with that dialog.
    pub(super) fn ask_for_path(&mut self, ctx: &Context, purpose: Purpose) {
        let own = match self.session.origin() {
            Origin::File(path) => path.clone(),
            Origin::Shipped(name) => files::documents().join(format!("{name}.ron")),
        };
        self.ask_for_path_like(ctx, purpose, &purpose.suggested(&own));
    }

    /// Asks for a path, with this path as the suggestion.
    pub(super) fn ask_for_path_like(&mut self, ctx: &Context, purpose: Purpose, path: &Path) {
        if self.setup.has_dialogs {
            self.dialog = Dialog::show(ctx, purpose, self.texts.get("files-kind"), &files::exact_name(path));
        }
        self.overlay = Some(Overlay::Path(PathField::new(purpose, path.display().to_string())));
    }

    /// Handles the answer of the file dialog, if there is one.
    pub(super) fn poll_dialog(&mut self) {
        let Some(dialog) = &self.dialog else { return };
        match (dialog.outcome(), dialog.purpose) {
            (Outcome::Waiting, _) => {}
            (Outcome::Nothing, _) => self.dialog = None,
            (Outcome::Chosen(path), purpose) => {
                // A save dialog asks whether to replace an existing file before it returns the path, so the window does not ask again.
                self.agreed = purpose.request().writes.then(|| path.clone());
                self.commands.push(purpose.command(path));
            }
        }
    }

    pub(super) fn open_path(&mut self, path: &Path) {
        if let Some(shipped) = Shipped::meant_by(path) {
            self.begin_shipped(shipped);
            return;
        }
        let read = file::bytes(path).and_then(|bytes| Ok((file::load_document(&bytes)?, FileFingerprint::of(&bytes))));
        match read {
            Ok(((authored, checked), fingerprint)) => {
                self.settings.note(path);
                self.keep_settings();
                let origin = Origin::File(path.to_owned());
                self.begin(authored, checked, origin, Some(fingerprint));
            }
            Err(report) => {
                let title = self.texts.with("files-cannot-open", &[("file", &files::name(path))]);
                let details = files::details(&report.problems, &self.texts);
                self.close_overlay();
                self.tell(Notice { details, ..Notice::trouble(title, files::whole(path)) });
            }
        }
    }

    /// Opens a shipped scenario.
    pub(super) fn begin_shipped(&mut self, shipped: &Shipped) {
        let (authored, checked) = shipped.document();
        self.begin(authored, checked, Origin::Shipped(shipped.name), None);
    }

    /// Starts a session with another scenario. If the old one has unsaved changes, it is kept in the list of unsaved work.
    fn begin(&mut self, authored: Authored, checked: Checked, origin: Origin, fingerprint: Option<FileFingerprint>) {
        let session = match Session::open(authored, checked, origin) {
            Ok(session) => session,
            Err(error) => {
                self.close_overlay();
                let title = self.texts.get("notice-refused").to_owned();
                self.tell(Notice::trouble(title, self.texts.say(&error.saying())));
                return;
            }
        };
        if !self.has_room() {
            return;
        }
        let before = self.localized_title(&self.session);
        let left = self.replace_session(session, fingerprint);
        self.close_overlay();
        self.put_away_notice();
        let details = files::details(self.session.warnings(), &self.texts);
        if let Some(id) = left {
            let title = self.texts.with("left-title", &[("title", &before)]);
            let body = self.texts.get("left-body").to_owned();
            let buttons = vec![NoticeButton { text: "left-back", reply: Reply::GoOn(id) }];
            self.tell(Notice { buttons, details, ..Notice::calm(title, body) });
        } else if !details.is_empty() {
            let title = self.texts.with("files-warnings", &[("title", &self.localized_title(&self.session))]);
            self.tell(Notice { details, ..Notice::calm(title, String::new()) });
        }
    }
}
