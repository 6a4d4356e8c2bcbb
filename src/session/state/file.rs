//! The session follows its file: what another program has written there becomes a step of its history.

use super::Session;
use crate::file::Authored;
use crate::file::edit::versions::Versions;
use crate::session::document::fresh_number;
use crate::session::response::Refusal;
use crate::text::Saying;

impl Session {
    /// Takes over what another program has written to the file of the session. Undo goes back to what was here.
    ///
    /// # Errors
    /// [`Refusal::Run`] if the plan cannot be run. Then nothing changes.
    pub fn follow_file(&mut self, theirs: &Authored) -> Result<(), Refusal> {
        self.take_file(theirs, theirs.clone())
    }

    /// Notes that the file of the session is now `theirs`, and makes `taken` the document: the same, or what was chosen of it and of the
    /// document here. Undo goes back to what was here.
    ///
    /// # Errors
    /// [`Refusal::Run`] if the plan cannot be run. Then nothing changes.
    pub fn take_file(&mut self, theirs: &Authored, taken: Authored) -> Result<(), Refusal> {
        let opened = self.document.with_authored(theirs.clone(), Vec::new()).rebased();
        let next = if taken.says_the_same(theirs) {
            opened.clone()
        } else {
            self.document.with_authored(taken, Vec::new()).with_base_of(&opened)
        };
        let before = std::mem::replace(&mut self.saved, opened.begun_at(0));
        let was_saved = std::mem::replace(&mut self.is_saved_somewhere, true);
        if next == self.document {
            // Only the text is another one: its comments, or its layout.
            self.is_changed = !next.says_the_same(&self.saved);
            self.document = next;
            self.revision = fresh_number();
            return Ok(());
        }
        let advanced = self.advance(next, Saying::plain("undo-file"), None);
        if advanced.is_err() {
            (self.saved, self.is_saved_somewhere) = (before, was_saved);
        }
        advanced
    }

    /// Whether the document does not have what another program has written to its file although that was taken over: undo went back to before
    /// it. Saving would lose it.
    #[must_use]
    pub const fn is_outdated(&self) -> bool {
        self.document.base.is_before(&self.saved.base)
    }

    /// The document here, and what another program has written to its file, compared with each other. Both were made from what was opened or
    /// last saved; a document that undo has brought back, from what was so when it was made.
    #[must_use]
    pub fn versions(&self, theirs: Authored) -> Versions {
        let base = if self.is_outdated() { &self.document.base.authored } else { self.saved.authored() };
        Versions::of(base, self.document.authored().clone(), theirs)
    }
}
