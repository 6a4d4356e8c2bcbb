//! The messages over the map, and the replies to them: results, errors and questions.

use egui::Context;

use super::question::{Question, Reply};
use super::{App, files};
use crate::session::{Command, EditCommand, FileCommand, SelectCommand, WindowCommand};
use crate::ui::notice::{Notice, NoticeButton, Tone};
use crate::ui::{ViewContext, chapters};

impl App {
    /// Shows a message that asks no question. It replaces the message that is shown and its question.
    pub(super) fn tell(&mut self, notice: Notice<Reply>) {
        self.notice = Some(notice);
        self.question = Question::None;
    }

    /// Closes the message that is shown, and drops its question.
    pub(super) fn put_away_notice(&mut self) {
        self.notice = None;
        self.question = Question::None;
    }

    /// Whether a message is shown that needs no answer, so that the next command may close it.
    pub(super) fn is_telling(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Calm && notice.buttons.is_empty())
            && self.question == Question::None
            || self.question == Question::Removed
    }

    /// Whether a message is shown that offers a way back to what was in the window before, so that the next edit of what is there now may close it.
    pub(super) fn offers_way_back(&self) -> bool {
        let leads_back = |button: &NoticeButton<Reply>| matches!(button.text, "copy-back" | "left-back");
        let offers = |notice: &Notice<Reply>| notice.tone == Tone::Calm && notice.buttons.iter().any(leads_back);
        self.question == Question::None && self.notice.as_ref().is_some_and(offers)
    }

    /// Shows all warnings about the scenario.
    pub(super) fn tell_warnings(&mut self) {
        let details = files::details(self.session.warnings(), &self.texts);
        let title = self.texts.with("files-warnings-of", &[("title", &self.localized_title(&self.session))]);
        self.tell(Notice { details, ..Notice::calm(title, String::new()) });
    }

    /// Shows the text of a chapter, with buttons for the previous and the next chapter.
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
        let words = chapters::chapter_words(&self.story_context(), index);
        self.notice = Some(Notice { buttons, ..Notice::calm(title, words) });
        self.question = Question::Story;
    }

    /// Keeps the message with the text of a chapter true: away from the time of the chapter it says that time, and when the playhead is before it
    /// or has reached the next chapter, the message is closed.
    pub(super) fn update_chapter(&mut self) {
        if self.question != Question::Story {
            return;
        }
        let context = self.story_context();
        let shown = self.session.chapter().filter(|index| chapters::is_within(&context, *index));
        let words = shown.map(|index| chapters::chapter_words(&context, index));
        let Some(words) = words else { return self.put_away_notice() };
        if let Some(notice) = &mut self.notice {
            notice.body = words;
        }
    }

    fn story_context(&self) -> ViewContext<'_> {
        let context = ViewContext::new(&self.session, &self.texts, &self.theme);
        context.in_zone(self.settings.zone, self.setup.computer_zone)
    }

    /// Shows a message that a plan was removed together with this number of expectations, and that the plans `forks` are no forks of it any more.
    /// A button restores them.
    pub(super) fn tell_removed(&mut self, plan: &str, expectations: usize, forks: &[String]) {
        let count = self.texts.exact_count(expectations);
        let title = match expectations {
            0 => self.texts.with("plans-removed-alone", &[("plan", plan)]),
            _ => self.texts.with("plans-removed", &[("plan", plan), ("count", &count)]),
        };
        let body = match forks {
            [] => String::new(),
            forks => self.texts.with("plans-removed-forks", &[("plans", &forks.join(", "))]),
        };
        let buttons = vec![NoticeButton { text: "plans-removed-back", reply: Reply::RestorePlan }];
        self.notice = Some(Notice { buttons, ..Notice::calm(title, body) });
        self.question = Question::Removed;
    }

    /// Closes the message and does what the reply, a button of the message, asks for.
    pub(super) fn answer(&mut self, ctx: &Context, reply: Reply) {
        self.notice = None;
        match (reply, std::mem::take(&mut self.question)) {
            (Reply::Quit(reply), _) => self.answer_quit(ctx, reply),
            (Reply::Save(reply), Question::Save(wish)) => self.answer_save(ctx, wish, reply),
            (Reply::Changed(reply), _) => self.answer_changed(ctx, reply),
            (Reply::RestorePlan, _) => self.commands.push(Command::Edit(EditCommand::Undo)),
            (Reply::GoOn(id), _) => self.commands.push(Command::File(FileCommand::GoOn(id))),
            (Reply::AskToThrowAway(id), _) => self.ask_to_throw_away(id),
            (Reply::ThrowAway(id), _) => self.commands.push(Command::File(FileCommand::ThrowAway(id))),
            (Reply::LeaveCopy, _) => self.commands.push(Command::File(FileCommand::LeaveCopy)),
            (Reply::ShowUnsaved, _) => self.commands.push(Command::Window(WindowCommand::ShowUnsaved)),
            (Reply::ShowWarnings, _) => self.commands.push(Command::Window(WindowCommand::ShowWarnings)),
            (Reply::ShowChapter(index), _) => self.commands.push(Command::Select(SelectCommand::Chapter(index))),
            // A save that belongs to another question does not occur, since a message and its question are always set together.
            (Reply::KeepUnsaved | Reply::Save(_), _) => {}
        }
    }

    /// Handles Escape: closes the overlay, or else cancels long work, or else ends presenting, or else closes the message. If there is none
    /// of these, clears the selection.
    pub(super) fn escape(&mut self, ctx: &Context) {
        if self.overlay.is_some() {
            self.close_overlay();
        } else if self.progress().is_some() {
            self.cancel_if_possible();
        } else if self.presenting.is_some() {
            self.commands.push(Command::Window(WindowCommand::TogglePresent));
        } else if self.notice.is_some() {
            self.put_away_notice();
        } else {
            self.apply_in_session(ctx, SelectCommand::Select(None));
        }
    }
}
