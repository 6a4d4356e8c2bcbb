//! Messages over the map: what was done, what went wrong, what is asked; and what a reply to them does.

use egui::Context;

use super::App;
use super::question::{Question, Reply};
use crate::session::{Command, EditCommand, SelectCommand, WindowCommand};
use crate::ui::notice::{Notice, NoticeButton, Tone};

impl App {
    /// Shows a message that asks nothing.
    pub(super) fn tell(&mut self, notice: Notice<Reply>) {
        self.notice = Some(notice);
        self.question = Question::None;
    }

    /// Puts the message away, and with it what was asked.
    pub(super) fn put_away_notice(&mut self) {
        self.notice = None;
        self.question = Question::None;
    }

    /// Whether the message only says something, and waits for no answer.
    pub(super) fn is_telling(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Calm && notice.buttons.is_empty())
            && self.question == Question::None
            || self.question == Question::Removed
    }

    /// Shows what a chapter says, with the way to the chapter before it and the one after it.
    pub(super) fn tell_chapter(&mut self, index: usize) {
        let story = &self.session.world().story;
        if index >= story.len() {
            return;
        }
        let names = self.session.world().localized(self.texts.language().tag());
        let (place, count) = ((index + 1).to_string(), story.len().to_string());
        let args = [("place", place.as_str()), ("count", &count), ("title", names.chapter_title(index))];
        let title = self.texts.with("story-title", &args);
        let mut buttons = Vec::new();
        if let Some(before) = index.checked_sub(1) {
            buttons.push(NoticeButton { text: "story-back", reply: Reply::ShowChapter(before) });
        }
        if index + 1 < story.len() {
            buttons.push(NoticeButton { text: "story-next", reply: Reply::ShowChapter(index + 1) });
        }
        self.notice = Some(Notice { buttons, ..Notice::calm(title, names.chapter_text(index).to_owned()) });
        self.question = Question::Story;
    }

    /// Says that a plan was removed, and how much that the file expected of it went with it.
    pub(super) fn tell_removed(&mut self, plan: &str, expectations: usize) {
        let title = self.texts.with("plans-removed", &[("plan", plan), ("count", &expectations.to_string())]);
        let buttons = vec![NoticeButton { text: "plans-removed-back", reply: Reply::RestorePlan }];
        self.notice = Some(Notice { buttons, ..Notice::calm(title, String::new()) });
        self.question = Question::Removed;
    }

    /// Does what a reply to the message asks.
    pub(super) fn answer(&mut self, ctx: &Context, reply: Reply) {
        self.notice = None;
        match (reply, std::mem::take(&mut self.question)) {
            (Reply::Quit(reply), _) => self.answer_quit(ctx, reply),
            (Reply::Save(reply), Question::Save(wish)) => self.answer_save(ctx, wish, reply),
            (Reply::RestorePlan, _) => self.commands.push(Command::Edit(EditCommand::Undo)),
            (Reply::ReturnToUnsaved, Question::Left(left)) => {
                (self.session, self.fingerprint) = *left;
            }
            (Reply::ShowChapter(index), _) => self.commands.push(Command::Select(SelectCommand::Chapter(index))),
            // A reply about what is no longer asked: the message and its question are set and put away together.
            (Reply::Save(_) | Reply::ReturnToUnsaved, _) => {}
        }
    }

    /// Closes what is open, the topmost first; else selects nothing.
    pub(super) fn escape(&mut self, ctx: &Context) {
        if self.overlay.is_some() {
            self.close_overlay();
        } else if self.notice.is_some() {
            self.put_away_notice();
        } else if self.presenting.is_some() {
            self.commands.push(Command::Window(WindowCommand::TogglePresent));
        } else {
            self.apply_in_session(ctx, SelectCommand::Select(None));
        }
    }
}
