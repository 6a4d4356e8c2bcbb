//! Closing the window: if there is unsaved work, in the window or beside it, the person is asked what to do with it.

use egui::{Context, Event, ViewportCommand};

use super::App;
use super::exports::AfterExports;
use super::long::Purpose;
use super::question::{Question, QuitReply, Reply};
use crate::session::{Command, FileCommand, UnsavedId};
use crate::ui::focus;
use crate::ui::notice::{Notice, NoticeButton};

/// How far closing the window is while the person is typing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Closing {
    /// The window is not being closed.
    #[default]
    No,
    /// The field gets what was typed in this frame, and loses the keyboard at its end.
    EndsTyping,
    /// The field accepts its text in this frame. Then the window is closed.
    Accepts,
}

impl App {
    /// When the window is about to close: if there is unsaved work, asks instead of closing, each time.
    pub(super) fn handle_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if !is_closing || self.may_close {
            return;
        }
        if self.is_typing(ctx) {
            self.closing = Closing::EndsTyping;
        } else if self.has_unsaved() {
            self.ask_before_closing();
        } else if !self.waits_for_exports(AfterExports::Close) {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        // The question must be seen.
        if ctx.input(|input| input.viewport().minimized == Some(true)) {
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        }
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        ctx.request_repaint();
    }

    /// Asks what to do with the unsaved work.
    fn ask_before_closing(&mut self) {
        let question = self.quit_question();
        // An overlay would lie over the question.
        self.close_overlay();
        self.notice = Some(question);
        self.question = Question::Quit;
    }

    /// While the question is shown, unsaved work may be undone, saved or thrown away.
    pub(super) fn update_quit_question(&mut self) {
        if !self.has_unsaved() {
            self.put_away_notice();
            return;
        }
        let question = self.quit_question();
        if let Some(notice) = &mut self.notice {
            *notice = Notice { takes_keyboard: notice.takes_keyboard, ..question };
        }
    }

    /// The question what to do with the unsaved work, which is listed with the cells whose wrong texts no file can have.
    fn quit_question(&self) -> Notice<Reply> {
        let own = (&self.session, self.views.editor.wrong_places(&self.session));
        let own = Some(own).filter(|(_, cells)| self.is_unsaved() || !cells.is_empty());
        let has_own = own.is_some();
        let left = self.unsaved.left().map(|(_, left)| (&left.session, left.wrong_cells()));
        let all = own.into_iter().chain(left);
        let all: Vec<(String, Option<String>)> = all
            .map(|(session, cells)| (self.localized_title(session), self.cells_line("quit-cells", &cells)))
            .collect();
        let can_save = self.is_unsaved() || self.next_to_save().is_some();
        let (title, lines, save): (String, Vec<String>, &'static str) = match all.as_slice() {
            [(title, cells)] => {
                let lost = can_save.then(|| self.texts.get("quit-body").to_owned());
                let title = self.texts.with("quit-title", &[("title", title)]);
                (title, cells.iter().cloned().chain(lost).collect(), "quit-save")
            }
            all => {
                let mut lines = Vec::new();
                for (index, (title, cells)) in all.iter().enumerate() {
                    let key = if has_own && index == 0 { "quit-line-window" } else { "quit-line" };
                    lines.push(self.texts.with(key, &[("title", title)]));
                    lines.extend(cells.clone());
                }
                lines.push(self.texts.get("quit-body-several").to_owned());
                let title = self.texts.with("quit-title-several", &[("count", &all.len().to_string())]);
                (title, lines, "quit-save-all")
            }
        };
        let replies = [
            can_save.then_some((save, QuitReply::Save)),
            Some(("quit-leave", QuitReply::Discard)),
            Some(("quit-stay", QuitReply::Cancel)),
        ];
        let button = |(text, reply)| NoticeButton { text, reply: Reply::Quit(reply) };
        Notice::question(title, lines.join("\n"), replies.into_iter().flatten().map(button).collect())
    }

    /// The first document that was left and that no file has.
    fn next_to_save(&self) -> Option<UnsavedId> {
        self.unsaved.left().find(|(_, left)| left.is_only_here).map(|(id, _)| id)
    }

    /// Handles the reply to the question whether to close the window.
    pub(super) fn answer_quit(&mut self, ctx: &Context, reply: QuitReply) {
        match reply {
            QuitReply::Save => self.save_next_or_leave(ctx),
            QuitReply::Discard => {
                // What waits for other work, such as another save, is not wanted any more either.
                self.waiting.clear();
                self.cancel_long();
                self.leave(ctx);
            }
            QuitReply::Cancel => {}
        }
    }

    /// Saves the unsaved work in the window, and after it the work that was left, which is put in the window for that. If there is none that can
    /// be saved, closes the window.
    pub(super) fn save_next_or_leave(&mut self, ctx: &Context) {
        if !self.is_unsaved() {
            let Some(next) = self.next_to_save() else {
                self.leave(ctx);
                return;
            };
            self.go_on(ctx, next, false);
        }
        self.close_when_saved = true;
        // What is being saved need not be saved again.
        if self.long_purpose() != Some(&Purpose::Save) {
            self.commands.push(Command::File(FileCommand::Save));
        }
    }

    /// Closes the window without a further question, when the exports that are being made are saved.
    pub(super) fn leave(&mut self, ctx: &Context) {
        if self.waits_for_exports(AfterExports::Leave) {
            return;
        }
        self.may_close = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// If the person is typing in a field, takes the keyboard from it, so that it accepts its text when it is drawn next. Returns whether
    /// that was so. Whoever is about to take the document out of the window does so after the next frame.
    pub(super) fn ends_typing(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused).filter(|_| ctx.text_edit_focused());
        if let Some(id) = focused {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
            ctx.request_repaint();
        }
        focused.is_some()
    }

    /// Whether the person is typing in a field, or has just begun to type into a cell of the table.
    fn is_typing(&self, ctx: &Context) -> bool {
        let writes = || ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(_))));
        ctx.text_edit_focused() || (focus::are_keys_taken(ctx) && (self.views.editor.begins_cell() || writes()))
    }

    /// Goes on with closing the window, if that waits for the end of typing. Called at the end of a frame: the field has got what was typed in
    /// this frame.
    pub(super) fn close_after_typing(&mut self, ctx: &Context) {
        match std::mem::take(&mut self.closing) {
            Closing::No => {}
            Closing::EndsTyping if self.ends_typing(ctx) => self.closing = Closing::Accepts,
            Closing::EndsTyping | Closing::Accepts => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }
}
