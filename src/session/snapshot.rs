//! A document outside its session: as it was at one moment, to be written down, and as it was written down, to go on with it.

use super::document::Document;
use crate::file::Authored;
use crate::file::edit::Edit;
use crate::units::SimTime;

/// The document of a session as it was at one moment. Making it is cheap, because it shares everything with the session.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(super) document: Document,
    pub(super) now: SimTime,
}

impl Snapshot {
    /// The text of the file that would be saved. It describes an invalid scenario if the document has problems.
    #[must_use]
    pub fn text(&self) -> String {
        self.document.to_save().to_file()
    }

    /// The text of the file that would be saved with these edits, which were not made yet. Those that do not fit are left out.
    #[must_use]
    pub fn text_with(&self, typed: &[Edit]) -> String {
        let apply = |authored: Authored, edit: &Edit| match authored.apply(edit) {
            Ok((next, _)) => next,
            Err(_) => authored,
        };
        typed.iter().fold(self.document.to_save(), apply).to_file()
    }

    /// The text of the last valid form of the document, which is the one that runs.
    #[must_use]
    pub fn last_valid_text(&self) -> String {
        self.document.valid().to_file()
    }

    /// If the document has problems, the text of its last valid form, which is the one that runs. Otherwise `None`.
    #[must_use]
    pub fn valid_text(&self) -> Option<String> {
        (!self.document.problems().is_empty()).then(|| self.last_valid_text())
    }

    /// The title of the scenario, as its author wrote it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.document.world.scenario.title
    }

    /// The name of the chosen plan, as in the file.
    #[must_use]
    pub fn plan(&self) -> &str {
        &self.document.plan().name
    }

    /// The seed of the run.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.document.seed
    }

    /// The time at the playhead.
    #[must_use]
    pub const fn now(&self) -> SimTime {
        self.now
    }
}

/// A document that was written down while it was not saved.
#[derive(Clone, Debug)]
pub struct Unsaved {
    /// The author's form, which may be invalid.
    pub authored: Authored,
    /// The last valid author's form, if `authored` was invalid.
    pub valid: Option<Authored>,
    /// The name of the plan that was chosen.
    pub plan: String,
    /// The seed of the run.
    pub seed: u64,
    /// The time at the playhead.
    pub now: SimTime,
}
