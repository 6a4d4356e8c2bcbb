//! The questions that the window can ask, and the possible replies.

use super::wish::Wish;
use crate::session::UnsavedId;

/// The question of the message that is shown, with the data needed when it is answered.
#[derive(Debug, Default)]
pub(super) enum Question {
    #[default]
    None,
    /// Whether to close the window although there are unsaved changes.
    Quit,
    /// Whether to restore the plan that was removed.
    Removed,
    /// Which chapter of the story to show next.
    Story,
    /// Whether to save although something would be lost.
    Save(Wish),
    /// What to do about the unsaved changes, while another program has changed the session's file.
    Changed,
    /// None: the message says that the session is a draft since another program has changed its file.
    Draft,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What the buttons of messages reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The reply to the question whether to close the window.
    Quit(QuitReply),
    /// The reply to the question whether to save.
    Save(SaveReply),
    /// The reply to the message that another program has changed the file.
    Changed(ChangedReply),
    /// Restore the plan that was removed.
    RestorePlan,
    /// Go on with this unsaved work.
    GoOn(UnsavedId),
    /// Ask whether to throw away this unsaved work.
    AskToThrowAway(UnsavedId),
    /// Throw away this unsaved work.
    ThrowAway(UnsavedId),
    /// Keep the unsaved work.
    KeepUnsaved,
    /// Go back to the scenario that the copy in the window was made of.
    LeaveCopy,
    /// Show all warnings about the scenario in the window.
    ShowWarnings,
    /// Show the list of unsaved work.
    ShowUnsaved,
    /// Show this chapter of the story.
    ShowChapter(usize),
}

/// What to do with unsaved work when the window is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuitReply {
    /// Save all of it, then close.
    Save,
    /// Throw all of it away, and close.
    Discard,
    /// Do not close.
    Cancel,
}

/// What to do about a file whose content would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveReply {
    /// Overwrite the file.
    Write,
    /// Do not save, and show both versions.
    Compare,
    /// Save to another file.
    Elsewhere,
    /// Do not save.
    Cancel,
}

/// What to do about a file that another program has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedReply {
    /// Show both versions.
    Compare,
    /// Take what the other program has written.
    Theirs,
    /// Keep what is open.
    Keep,
}
