//! Keeps a message true for as long as it is shown: what it offers may be gone, and what it calls unsaved may have been undone or thrown away.

use super::question::{Question, Reply};
use super::{App, files};
use crate::ui::notice::Notice;

impl App {
    /// Changes or closes the message that is shown if what it says or offers is no longer so.
    pub(super) fn update_notice(&mut self) {
        match self.question {
            Question::Quit => self.update_quit_question(),
            Question::Changed => self.update_changed_question(),
            // The problems were mended, or undo has gone back to what was there before.
            Question::Draft if self.session.problems().is_empty() => self.put_away_notice(),
            Question::Draft => {}
            Question::None | Question::Removed | Question::Story | Question::Save(_) => self.update_offers(),
        }
    }

    /// Whether a message offers something about unsaved work that is not in the list any more.
    pub(super) fn is_stale(&self, notice: &Notice<Reply>) -> bool {
        notice.buttons.iter().any(|button| match button.reply {
            Reply::GoOn(id) | Reply::AskToThrowAway(id) | Reply::ThrowAway(id) => self.unsaved.get(id).is_none(),
            Reply::LeaveCopy => !self.can_leave_copy(),
            Reply::ShowUnsaved => self.unsaved.count() == 0,
            Reply::Quit(_)
            | Reply::Save(_)
            | Reply::Changed(_)
            | Reply::RestorePlan
            | Reply::KeepUnsaved
            | Reply::ShowWarnings
            | Reply::ShowChapter(_) => false,
        })
    }

    fn update_offers(&mut self) {
        let Some(notice) = self.notice.as_ref().filter(|notice| self.is_stale(notice)) else { return };
        // The message that a draft was opened also has its problems, which are still there.
        let has_problems = !notice.details.is_empty() && !self.session.problems().is_empty();
        self.put_away_notice();
        if has_problems {
            let details = files::details(self.session.problems(), &self.texts);
            self.tell_draft(None, details);
        }
    }

    /// After unsaved work was thrown away: closes a message that says how much of it there is.
    pub(super) fn close_count_of_unsaved(&mut self) {
        let counts = |notice: &Notice<Reply>| notice.buttons.iter().any(|button| button.reply == Reply::ShowUnsaved);
        if self.notice.as_ref().is_some_and(counts) {
            self.put_away_notice();
        }
    }
}
