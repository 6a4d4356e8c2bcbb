//! Leaving with something unsaved: asked once, never twice.

use egui::{Context, ViewportCommand};

use super::App;
use super::window::Question;
use crate::session::{Command, FileCommand};
use crate::ui::notice::Notice;

/// What the buttons of the question say, in this order.
const BUTTONS: [&str; 3] = ["quit-save", "quit-leave", "quit-stay"];

impl App {
    /// Lets the window close, unless there is something unsaved and the person was not asked yet.
    pub(super) fn handle_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        let was_asked = self.question == Question::Quit || self.may_close;
        if !is_closing || was_asked || !self.session.is_changed() {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        let title = self.texts.with("quit-title", &[("title", &self.session.world().title)]);
        let body = self.texts.get("quit-body").to_owned();
        self.notice = Some(Notice::question(title, body, BUTTONS.to_vec()));
        self.question = Question::Quit;
    }

    /// The answer to the question.
    pub(super) fn answer_quit(&mut self, ctx: &Context, button: usize) {
        match button {
            0 => {
                self.close_when_saved = true;
                self.commands.push(Command::File(FileCommand::Save));
            }
            1 => self.leave(ctx),
            _ => {}
        }
    }

    /// Closes the window, with nothing more to ask.
    pub(super) fn leave(&mut self, ctx: &Context) {
        self.may_close = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}
