//! What the window can ask, and the replies that it understands.

use super::saving::Wish;
use crate::file::FileFingerprint;
use crate::session::Session;

/// What the message that is shown asks, with what is needed once it is answered.
#[derive(Debug, Default)]
pub(super) enum Question {
    #[default]
    None,
    /// Whether to close the window with something unsaved.
    Quit,
    /// Whether to restore a plan that was removed.
    Removed,
    /// Which chapter of the story is next.
    Story,
    /// Whether to return to what was left unsaved, and what its file held.
    Left(Box<(Session, Option<FileFingerprint>)>),
    /// Whether to save over something that would be lost.
    Save(Wish),
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What the buttons of messages reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// To the question whether to close the window.
    Quit(QuitReply),
    /// To the question whether to save.
    Save(SaveReply),
    /// Restore the plan that was removed.
    RestorePlan,
    /// Return to what was left unsaved.
    ReturnToUnsaved,
    /// Show this chapter of the story.
    ShowChapter(usize),
}

/// What becomes of unsaved changes when the window is to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuitReply {
    /// Save them, then close.
    Save,
    /// Close without them.
    Discard,
    /// Do not close.
    Cancel,
}

/// What becomes of a file that would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveReply {
    /// Write in its place.
    Write,
    /// Write to another file.
    Elsewhere,
    /// Write nothing.
    Cancel,
}
