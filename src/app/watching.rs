//! Notices at once that another program changes, removes or replaces the file of the session. The window follows; with unsaved changes here,
//! it asks what to do.

use egui::Context;

use super::file_watch::FileWatch;
use super::long::Purpose;
use super::question::{ChangedReply, Question, Reply};
use super::{App, files};
use crate::file::OnDisk;
use crate::session::Origin;
use crate::ui::notice::{Notice, NoticeButton};

/// The buttons of the message, in order.
const BUTTONS: [NoticeButton<Reply>; 3] = [
    NoticeButton { text: "changed-compare", reply: Reply::Changed(ChangedReply::Compare) },
    NoticeButton { text: "changed-theirs", reply: Reply::Changed(ChangedReply::Theirs) },
    NoticeButton { text: "changed-keep", reply: Reply::Changed(ChangedReply::Keep) },
];

/// The watch on the file of the session.
#[derive(Default)]
pub(super) struct Watching {
    file: Option<FileWatch>,
    /// What is there instead of what was read or written, if that is not told yet.
    untold: Option<OnDisk>,
    /// What was told last. It is not told again.
    told: Option<OnDisk>,
    /// What was there when the person decided to keep the document here. Saving may replace it.
    given_up: Option<OnDisk>,
    /// Whether the window had the focus in the last frame.
    had_focus: bool,
}

impl Watching {
    /// Notes that the window has just read or written the file.
    pub(super) fn forget(&mut self) {
        (self.untold, self.told, self.given_up) = (None, None, None);
        self.file.iter().for_each(FileWatch::forget);
    }

    /// Tells again what was told last.
    pub(super) fn tell_again(&mut self) {
        self.untold = self.untold.or(self.told.take());
    }

    /// What another program wrote to the file of the session and the person did not want.
    pub(super) const fn given_up(&self) -> Option<OnDisk> {
        self.given_up
    }

    /// Whether another program has written something else to the file of the session than what was read or written here.
    pub(super) fn has_other_version(&self) -> bool {
        matches!(self.untold.or(self.told), Some(OnDisk::Content(_)))
    }

    /// Whether the file of the session is no longer there.
    pub(super) fn is_gone(&self) -> bool {
        self.untold.or(self.told) == Some(OnDisk::Nothing)
    }
}

impl App {
    /// Whether the file of the session has what another program wrote and the document here does not have.
    pub(super) fn has_other_version(&self) -> bool {
        self.watching.has_other_version() || (self.session.is_outdated() && !self.watching.is_gone())
    }

    /// Watches the file of the session, and follows it, or shows a message, when another program has changed it. When the window gets the focus, the file is
    /// looked at in any case, because some folders, such as those of other computers, do not tell of changes.
    pub(super) fn update_watching(&mut self, ctx: &Context) {
        if !self.setup.watches_file {
            return;
        }
        let path = match self.session.origin() {
            Origin::File(path) => Some(path),
            Origin::Shipped(_) | Origin::Nowhere(_) => None,
        };
        if self.watching.file.as_ref().map(FileWatch::path) != path.map(std::path::PathBuf::as_path) {
            let file = path.map(|path| FileWatch::begin(ctx, path.clone()));
            self.watching = Watching { file, had_focus: true, ..Watching::default() };
        }
        let Some(file) = &self.watching.file else { return };
        let has_focus = ctx.input(|input| input.focused);
        if has_focus && !std::mem::replace(&mut self.watching.had_focus, has_focus) {
            file.look();
        }
        self.watching.had_focus = has_focus;
        if let Some(seen) = file.seen() {
            self.see(seen);
        }
        // A message that waits for an answer is not replaced, and a file that is being opened may be this one.
        let Some(untold) = self.watching.untold.filter(|_| !self.is_working()) else { return };
        let is_free = self.notice.is_none() || self.is_telling() || self.question == Question::Story;
        let follows = untold != OnDisk::Nothing && !self.session.is_changed();
        if !follows && self.is_comparing() && matches!(untold, OnDisk::Content(_)) {
            self.watching.untold = None;
            self.watching.told = Some(untold);
            self.compare_newest(ctx);
            return;
        }
        let gives_way = matches!(self.question, Question::None | Question::Changed | Question::Draft | Question::Story);
        let may_follow = follows && gives_way;
        if may_follow || is_free || self.question == Question::Changed {
            self.watching.untold = None;
            self.watching.told = Some(untold);
            if follows {
                self.follow_file(ctx);
            } else {
                self.tell_file_changed(untold);
            }
        }
    }

    /// Notes what is there now.
    fn see(&mut self, seen: OnDisk) {
        let is_ours = matches!(seen, OnDisk::Content(content) if self.fingerprint == Some(content));
        if is_ours {
            (self.watching.untold, self.watching.told) = (None, None);
            if self.question == Question::Changed {
                self.put_away_notice();
            }
        } else if seen != OnDisk::Unreadable && self.watching.told != Some(seen) {
            self.watching.untold = Some(seen);
        }
    }

    fn tell_file_changed(&mut self, seen: OnDisk) {
        let Origin::File(path) = self.session.origin() else { return };
        let args = [("file", files::name(path))];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        if seen == OnDisk::Nothing {
            let body = self.texts.get("changed-gone-body").to_owned();
            self.tell(Notice::trouble(self.texts.with("changed-gone", &args), body));
        } else {
            let notice = Notice::calm(self.texts.with("changed-title", &args), self.changed_body().to_owned());
            self.notice = Some(Notice { buttons: BUTTONS.to_vec(), ..notice });
        }
        self.question = Question::Changed;
    }

    /// What the message that another program has changed the file says of the document here.
    fn changed_body(&self) -> &str {
        let is_unsaved = self.session.is_changed() || self.has_wrong_cells();
        self.texts.get(if is_unsaved { "changed-body-unsaved" } else { "changed-body-saved" })
    }

    /// While that message is shown, the changes here may be undone. If the file is gone, the message has no buttons and says something else.
    pub(super) fn update_changed_question(&mut self) {
        let body = self.changed_body().to_owned();
        if let Some(notice) = self.notice.as_mut().filter(|notice| !notice.buttons.is_empty()) {
            notice.body = body;
        }
    }

    /// Shows both versions although the message that offers this may be closed.
    pub(super) fn compare_from_menu(&mut self, ctx: &Context) {
        if self.question == Question::Changed {
            self.put_away_notice();
        }
        self.answer_changed(ctx, ChangedReply::Compare);
    }

    /// Handles the reply to the message that another program has changed the file.
    pub(super) fn answer_changed(&mut self, ctx: &Context, reply: ChangedReply) {
        if self.long_purpose() == Some(&Purpose::Save) && reply != ChangedReply::Keep {
            // It is told again unless the save replaces what the other program has written.
            self.watching.tell_again();
            self.tell_busy();
            return;
        }
        match reply {
            ChangedReply::Compare => self.compare_versions(ctx),
            ChangedReply::Theirs => self.take_theirs(ctx),
            ChangedReply::Keep => self.watching.given_up = self.watching.told,
        }
    }
}
