//! Closing the window: if there are unsaved changes, the person is asked once.

use egui::{Context, ViewportCommand};

use super::App;
use super::question::{Question, QuitReply, Reply};
use crate::session::{Command, FileCommand};
use crate::ui::notice::{Notice, NoticeButton};

/// The buttons of the question, in order.
const BUTTONS: [NoticeButton<Reply>; 3] = [
    NoticeButton { text: "quit-save", reply: Reply::Quit(QuitReply::Save) },
    NoticeButton { text: "quit-leave", reply: Reply::Quit(QuitReply::Discard) },
    NoticeButton { text: "quit-stay", reply: Reply::Quit(QuitReply::Cancel) },
];

impl App {
    /// When the window is about to close: if there are unsaved changes and the person was not asked yet, asks instead of closing.
    pub(super) fn handle_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        let was_asked = self.question == Question::Quit || self.may_close;
        if !is_closing || was_asked || !self.has_unsaved() {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        let title = self.texts.with("quit-title", &[("title", &self.localized_title(&self.session))]);
        let body = self.texts.get("quit-body").to_owned();
        self.notice = Some(Notice::question(title, body, BUTTONS.to_vec()));
        self.question = Question::Quit;
    }

    /// Whether something would be lost if the window closed now: unsaved changes, a change that is being computed, or a scenario whose file is
    /// no longer there.
    fn has_unsaved(&self) -> bool {
        self.session.is_changed() || self.is_changing() || self.watching.is_gone()
    }

    /// Handles the reply to the question whether to close the window.
    pub(super) fn answer_quit(&mut self, ctx: &Context, reply: QuitReply) {
        match reply {
            QuitReply::Save => {
                self.close_when_saved = true;
                self.commands.push(Command::File(FileCommand::Save));
            }
            QuitReply::Discard => self.leave(ctx),
            QuitReply::Cancel => {}
        }
    }

    /// Closes the window without a further question.
    pub(super) fn leave(&mut self, ctx: &Context) {
        self.may_close = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}
